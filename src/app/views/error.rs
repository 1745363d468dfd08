//! The page shown when the data cannot be read.

use crate::app::parts::{button, el, glyph};
use crate::i18n::{Key, Lang};
use crate::present::error_page::ErrorPage;
use crate::present::shapes::Icon;
use crate::state::Action;
use gloo::utils::window;
use yew::prelude::*;

/// Properties of [`ErrorView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Language of the page.
    pub lang: Lang,
    /// What to say.
    pub page: ErrorPage,
    /// What happens.
    pub on: Callback<Action>,
}

/// What happened, where, and the way on.
#[component]
pub fn ErrorView(props: &Props) -> Html {
    let (lang, page) = (props.lang, &props.page);
    let copied = use_state(|| false);
    let retry = props.on.reform(|_: MouseEvent| Action::Retry);
    let copy = {
        let (text, copied) = (page.as_text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            // Refused outside a secure page: the text can still be selected by hand.
            let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
            if clipboard.is_ok_and(|c| !c.is_undefined()) {
                let written = window().navigator().clipboard().write_text(&text);
                let copied = copied.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    copied.set(wasm_bindgen_futures::JsFuture::from(written).await.is_ok());
                });
            }
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
    let said = if *copied { Key::Copied.text(lang) } else { "" };
    let send = el("p")
        .class("fault-send")
        .word(Key::SendError.text(lang))
        .word(" ")
        .put(button("link", copy).word(Key::CopyError.text(lang)))
        .put(el("span").at("role", "status").word(said));
    el("main").class("fault").put(sheet.put(acts).put(send)).html()
}
