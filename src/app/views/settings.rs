//! The settings: colours, 长辈版, shortcuts, and what is stored on this device.

use crate::app::parts::{El, button, el};
use crate::i18n::words::settings::SettingsKey as Word;
use crate::i18n::{Key, Lang, fill_in};
use crate::json::decimal;
use crate::present::format;
use crate::state::{Action, Keep, Look, State};
use yew::prelude::*;

/// The inside of the dialog.
pub fn settings_body(s: &State, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let head = |word: Word| el("h3").word(word.text(lang));
    let look = |&look: &Look| {
        chip(look == s.look, name(look).text(lang), on.reform(move |_| Action::SetLook(look)))
    };
    let looks = el("div")
        .class("chips left")
        .at("role", "group")
        .at("aria-label", Word::Look.text(lang))
        .all(&Look::ALL, look);
    let elder = s.elder;
    let keys = s.shortcuts;
    el("div")
        .class("settings")
        .put(head(Word::Look))
        .put(looks)
        .put(switch(
            lang,
            Key::Elder.text(lang),
            Word::ElderWhat,
            elder,
            on.reform(move |_| Action::SetElder(!elder)),
        ))
        .put(switch(
            lang,
            Word::Shortcuts.text(lang),
            Word::ShortcutsWhat,
            keys,
            on.reform(move |_| Action::SetShortcuts(!keys)),
        ))
        .put(el("section").class("storage").put(head(Word::Storage)).put(storage(s)))
}

const fn name(look: Look) -> Word {
    match look {
        Look::System => Word::LookSystem,
        Look::Light => Word::LookLight,
        Look::Dark => Word::LookDark,
        Look::Contrast => Word::LookContrast,
    }
}

fn chip(on: bool, words: &'static str, press: Callback<MouseEvent>) -> El {
    el("button")
        .class_if("chip", on, "on")
        .at("type", "button")
        .at("aria-pressed", if on { "true" } else { "false" })
        .on_click(press)
        .word(words)
}

/// What it is, what it does, and a button that says whether it is on.
fn switch(
    lang: Lang,
    title: &'static str,
    what: Word,
    on: bool,
    press: Callback<MouseEvent>,
) -> El {
    let state = if on { Word::On } else { Word::Off };
    let words =
        el("div").put(el("h3").word(title)).put(el("p").class("hint").word(what.text(lang)));
    el("div")
        .class("switch")
        .put(words)
        .put(chip(on, state.text(lang), press).at("aria-label", title))
}

fn storage(s: &State) -> El {
    let lang = s.lang;
    let stored = &s.stored;
    let said = match stored.keep {
        Keep::None => Word::KeepNone.text(lang),
        Keep::Off => Word::KeepOff.text(lang),
        Keep::Saving => Word::KeepSaving.text(lang),
        Keep::Ready => Word::KeepReady.text(lang),
        Keep::Full => Key::KeepFull.text(lang),
        Keep::Failed => Word::KeepFailed.text(lang),
    };
    let size = |kilobytes: u32| {
        if kilobytes < 1000 {
            format::bytes(u64::from(kilobytes) * 1000)
        } else {
            [&decimal::fixed(f64::from(kilobytes) / 1000.0, 1), " MB"].concat()
        }
    };
    let line = |term: Word, text: &str| {
        el("div").put(el("dt").word(term.text(lang))).put(el("dd").text(text))
    };
    let mut lines = el("dl").class("facts");
    if stored.files > 0 {
        let count = fill_in(
            Word::FilesCount.text(lang),
            &[&stored.files.to_string(), &size(stored.kilobytes)],
        );
        lines = lines.put(line(Word::Files, &count));
    }
    if stored.all_kilobytes > 0 {
        lines = lines.put(line(Word::AllUsed, &size(stored.all_kilobytes)));
    }
    lines = lines.put(line(Word::Yours, Word::YoursWhat.text(lang)));
    let ask = |words: Word, ask: &'static str| {
        button("btn wide", Callback::noop()).at("data-offline", ask).word(words.text(lang))
    };
    el("div").put(el("p").at("role", "status").word(said)).put(lines).maybe(match stored.keep {
        Keep::None | Keep::Saving => None,
        Keep::Ready => Some(ask(Word::Clear, "clear")),
        Keep::Off | Keep::Full | Keep::Failed => Some(ask(Word::Save, "save")),
    })
}
