//! The choice of what lies under the places.

use crate::app::parts::{El, el};
use crate::app::storage;
use crate::domain::backdrop::Backdrop;
use crate::i18n::words::backdrop::BackdropKey as Word;
use crate::i18n::{Key, Lang};
use crate::present::notices::backdrop_name;
use crate::state::{Action, State};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Where the key of 天地图 is typed.
const FIELD: &str = "tianditu-key";

/// The inside of the dialog.
pub fn backdrop_body(s: &State, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let row = |choice: Option<Backdrop>| {
        let (name, what) = match choice {
            None => (Word::Own.text(lang), Word::OwnWhat),
            Some(b) => (backdrop_name(lang, b), what(b)),
        };
        let chosen = s.backdrop == choice;
        let press = on.reform(move |_: MouseEvent| Action::SetBackdrop(choice));
        el("button")
            .class_if("choice", chosen, "on")
            .at("type", "button")
            .at("aria-pressed", if chosen { "true" } else { "false" })
            .on_click(press)
            .put(el("b").word(name))
            .put(el("span").class("hint").word(what.text(lang)))
    };
    let choices = std::iter::once(None).chain(Backdrop::ALL.map(Some));
    let list = el("div")
        .class("backdrops")
        .at("role", "group")
        .at("aria-label", Key::BackdropTitle.text(lang))
        .all(choices, row);
    let key = s.backdrop.filter(|b| b.needs_key()).map(|_| key(lang, s.backdrop, on));
    let said = (s.backdrop_came == Some(false)).then(|| {
        el("p").class("hint bad").at("role", "alert").word(Key::BackdropLostBody.text(lang))
    });
    let said = el("div").maybe(said);
    el("div")
        .put(list)
        .put(el("div").maybe(key))
        .put(said)
        .put(el("p").class("hint").word(Word::Approval.text(lang)))
}

const fn what(b: Backdrop) -> Word {
    match b {
        Backdrop::Osm => Word::OsmWhat,
        Backdrop::Tianditu | Backdrop::TiandituImagery => Word::TiandituWhat,
        Backdrop::Amap => Word::AmapWhat,
    }
}

/// Where the reader's own key goes.
fn key(lang: Lang, chosen: Option<Backdrop>, on: &Callback<Action>) -> El {
    let save = on.reform(move |e: SubmitEvent| {
        e.prevent_default();
        let field = document().get_element_by_id(FIELD);
        if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
            storage::set_tianditu_key(field.value().trim());
        }
        // Chosen again, now with the key.
        Action::SetBackdrop(chosen)
    });
    let field = el("input")
        .at("id", FIELD)
        .at("autocomplete", "off")
        .at("spellcheck", "false")
        .at("aria-label", Word::KeyLabel.text(lang))
        .at("placeholder", Word::KeyLabel.text(lang))
        .value(&storage::tianditu_key());
    let send = el("button").class("btn").at("type", "submit").word(Word::KeySave.text(lang));
    el("form")
        .on_submit(save)
        .put(el("div").class("field").put(field).put(send))
        .put(el("p").class("hint").word(Word::KeyWhat.text(lang)))
}
