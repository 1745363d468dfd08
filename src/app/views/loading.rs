//! While the places are being read: the paper and hairlines first, and how much has come.

use crate::app::parts::el;
use crate::app::parts::el::group;
use crate::i18n::{Key, Lang, fill};
use crate::present::format;
use yew::Html;

/// The loading screen below the bar.
pub fn loading(lang: Lang, bytes: u64) -> Html {
    let words = fill(lang, Key::LoadingBytes, &[&format::bytes(bytes)]);
    let rows = el("aside").class("panel skeleton").hidden().all(0..9, |_| el("i"));
    let note = el("div")
        .class("boot-note")
        .at("role", "status")
        .put(el("p").word(Key::Loading.text(lang)))
        .put(el("p").class("num").text(&words));
    group(vec![rows.html(), el("main").class("loading").put(note).html()])
}
