//! 我的支部: what a person or a group keeps on this device.

pub mod act;
mod charts;
mod coverage;
pub mod field;
mod log;
pub mod marks;
mod passport;
mod suggestions;

pub use act::start;

use crate::app::asset::styled;
use crate::app::chunk;
use crate::app::parts::el::text;
use crate::app::parts::{El, button, el, line_icon, notice_box};
use crate::app::views::wait::waiting;
use crate::i18n::words::BranchKey as W;
use crate::state::branch::{Branch, Deed, Health, Part};
use crate::state::kept::StoreFault;
use crate::state::{Action, State};
use yew::prelude::*;

/// An arrow out of a tray.
pub const OUT: &str = "M12 3.5v11.5M7.5 10.500 12 15l4.500-4.500M4.500 15v5h15v-5";
/// An arrow into a tray.
pub const IN: &str = "M12 15V3.500M7.500 8 12 3.500 16.500 8M4.500 15v5h15v-5";
const BACK: &str = "M8.500 5 4 9.500 8.500 14M4 9.500h10a5 5 0 0 1 0 10h-3";
const AGAIN: &str = "M15.500 5 20 9.500 15.500 14M20 9.500H10a5 5 0 0 0 0 10h3";

/// The view, in the place of the panel.
pub fn branch_view(s: &State, on: &Callback<Action>) -> El {
    start(on);
    let fresh = Branch::default();
    let b = s.branch.get::<Branch>().unwrap_or(&fresh);
    let body = match (&b.health, b.part) {
        (Health::Opening, _) => {
            el("p").class("wait").at("role", "status").word(W::Opening.text(s.lang))
        }
        (_, Part::Log) => log::log(s, b, on),
        (_, Part::Passport) => passport::passport_part(s, b, on),
        (_, Part::Suggestions) => suggestions::suggestions(s, b, on),
        (_, Part::Map) => {
            let fetch = styled("editor.css", chunk::preload_editor());
            chunk::now(chunk::map_editor(s, on), fetch, s, on).unwrap_or_else(|| waiting(s, on))
        }
    };
    el("div")
        .class("br")
        .put(head(s, b, on))
        .put(sections(s, b, on))
        .put(el("div").class("br-notices").at("role", "alert").all(notices(s, b, on), |n| n))
        .put(body.key(part_name(b.part)))
}

const fn part_name(part: Part) -> &'static str {
    match part {
        Part::Log => "log",
        Part::Passport => "passport",
        Part::Suggestions => "suggestions",
        Part::Map => "map",
    }
}

/// A button with an icon and a word.
pub fn worded(
    class: &'static str,
    icon: &'static str,
    words: &str,
    act: Callback<MouseEvent>,
) -> El {
    button(class, act).put(line_icon(icon, 18)).node(text(words))
}

fn head(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let act = |f: fn(&Callback<Action>, &State)| {
        let (on, s) = (on.clone(), s.clone());
        Callback::from(move |_: MouseEvent| f(&on, &s))
    };
    let step = |back: bool, icon, key: W| {
        let (on, b) = (on.clone(), b.clone());
        let none = b.next_step(back).is_none();
        worded(
            "btn sm ghost",
            icon,
            key.text(lang),
            Callback::from(move |_: MouseEvent| act::step(&on, &b, back)),
        )
        .flag("disabled", none)
    };
    let acts = el("div")
        .class("br-acts")
        .put(step(true, BACK, W::Undo))
        .put(step(false, AGAIN, W::Redo))
        .put(worded("btn sm", OUT, W::ExportAll.text(lang), act(act::export_all)))
        .put(worded("btn sm", IN, W::ImportAll.text(lang), act(act::import_all)));
    let words = el("div")
        .put(el("h2").at("tabindex", "-1").word(W::Title.text(lang)))
        .put(el("p").class("hint").word(W::Lead.text(lang)));
    el("header").class("br-head").put(words).put(acts).put(
        el("p")
            .class_if("br-state", !b.all_kept(), "wait-for")
            .at("role", "status")
            .text(&status(s, b)),
    )
}

/// What became of the last deed. “Saved” is said only when it is on the disk.
fn status(s: &State, b: &Branch) -> String {
    let lang = s.lang;
    if b.pending > 0 {
        return W::Saving.text(lang).to_owned();
    }
    // Deeds that need no disk are told even where there is none.
    match b.deed {
        Some(Deed::Exported) => return W::ExportedDeed.text(lang).to_owned(),
        Some(Deed::NotSent) => return W::NotSentDeed.text(lang).to_owned(),
        Some(Deed::Copied) => return W::CopiedDeed.text(lang).to_owned(),
        Some(Deed::Unreadable) => return W::UnreadableDeed.text(lang).to_owned(),
        _ => {}
    }
    if !b.all_kept() {
        return String::new();
    }
    match b.deed {
        Some(Deed::Saved) => W::SavedDeed.text(lang).to_owned(),
        Some(Deed::Removed) => W::RemovedDeed.text(lang).to_owned(),
        Some(Deed::Undone) => W::UndoneDeed.text(lang).to_owned(),
        Some(Deed::Imported(new, known)) => {
            W::ImportedDeed.fill(lang, &[&new.to_string(), &known.to_string()])
        }
        _ if b.book.is_empty() => W::NothingKept.text(lang).to_owned(),
        _ => W::KeptHere.fill(lang, &[&b.book.len().to_string()]),
    }
}

/// The sections with how much is in each.
fn sections(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let one = |part: Part| {
        let (key, count) = match part {
            Part::Log => (W::Log, b.book.sessions().count()),
            Part::Passport => (W::Passport, b.book.visits().count()),
            Part::Suggestions => (W::Suggestions, b.book.suggestions().count()),
            Part::Map => (W::MapPart, b.book.edits().count()),
        };
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| act::edit(&on, move |b| b.part = part));
        let number = (count > 0).then(|| el("b").class("num").number(count));
        button("br-tab", press)
            .at("aria-pressed", if b.part == part { "true" } else { "false" })
            .word(key.text(s.lang))
            .maybe(number)
    };
    el("div")
        .class("br-tabs")
        .at("role", "group")
        .at("aria-label", W::Sections.text(s.lang))
        .all(Part::ALL, one)
}

/// What is wrong with keeping, told plainly.
fn notices(s: &State, b: &Branch, on: &Callback<Action>) -> Vec<El> {
    let lang = s.lang;
    let mut out = Vec::new();
    let count = b.unsaved.len().to_string();
    let again = || {
        let (on, b) = (on.clone(), b.clone());
        let press = Callback::from(move |_: MouseEvent| act::retry(&on, &b));
        vec![button("btn tiny", press).word(W::SaveAgain.text(lang))]
    };
    if let Health::Bad(why) = &b.health {
        let more = if b.unsaved.is_empty() { Vec::new() } else { again() };
        out.push(match why {
            StoreFault::Refused => {
                notice_box(true, W::RefusedTitle.text(lang), W::RefusedBody.text(lang), more)
            }
            StoreFault::Full => {
                notice_box(true, &W::FullTitle.fill(lang, &[&count]), W::FullBody.text(lang), more)
            }
            StoreFault::Closed | StoreFault::Broken(_) => {
                let body = [W::BrokenBody.text(lang), " (", &why.to_string(), ")"].concat();
                notice_box(true, &W::BrokenTitle.fill(lang, &[&count]), &body, more)
            }
        });
    }
    if b.aside > 0 {
        let title = W::AsideTitle.fill(lang, &[&b.aside.to_string()]);
        out.push(notice_box(true, &title, W::AsideBody.text(lang), Vec::new()));
    }
    if !b.trouble.is_empty() {
        let list = el("ul").all(b.trouble.iter().take(20), |line| el("li").text(line));
        out.push(notice_box(true, W::UnreadableDeed.text(lang), "", vec![list]));
    }
    out
}
