//! The page shown when the data cannot be read.

use crate::app::clipboard;
use crate::app::parts::{El, button, el, glyph};
use crate::i18n::Key;
use crate::present::error_page::ErrorPage;
use crate::present::shapes::Icon;
use crate::state::{Action, State};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What happened, where, and the way on.
pub fn error_view(s: &State, page: &ErrorPage, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let retry = on.reform(|_: MouseEvent| Action::Retry);
    let copy = {
        let (text, on) = (page.as_text.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, on) = (text.clone(), on.clone());
            spawn_local(async move {
                let copied = clipboard::copy(&text).await;
                on.emit(Action::Say(if copied { Key::Copied } else { Key::CopyFailed }));
            });
        })
    };
    let row = |(term, words): &(String, String)| {
        el("div").put(el("dt").text(term)).put(el("dd").text(words))
    };
    let line = |(n, words, here): &(u32, String, bool)| {
        el("li")
            .at_if(*here, "class", "on")
            .put(el("b").class("num").number(n))
            .put(el("code").text(words))
    };
    let mut acts = el("div")
        .class("fault-acts")
        .put(button("btn pri", retry).put(glyph(Icon::Retry, 18)).word(Key::Retry.text(lang)));
    if page.own_bundle {
        acts = acts.put(el("a").class("btn").at("href", "./").word(Key::OwnBundle.text(lang)));
    }
    let mut sheet = el("section")
        .class("fault-sheet")
        .at("role", "alert")
        .put(el("p").class("fault-kick").put(glyph(Icon::Warn, 20)).text(&page.kicker))
        .put(el("h2").text(&page.title))
        .put(el("p").class("fault-lead").text(&page.lead))
        .put(el("dl").all(&page.rows, row));
    if !page.excerpt.is_empty() {
        sheet = sheet.put(el("ol").class("excerpt").all(&page.excerpt, line));
    }
    let said = s.said.map_or("", |key| key.text(lang));
    let send = el("p")
        .class("fault-send")
        .word(Key::SendError.text(lang))
        .word(" ")
        .put(button("link", copy).word(Key::CopyError.text(lang)))
        .put(el("span").at("role", "status").word(said));
    el("main").class("fault").put(sheet.put(acts).put(send))
}
