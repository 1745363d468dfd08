//! The search field in the bar. What is under it comes from a chunk ([`super::hits`]).

use super::hits::Parts;
use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::i18n::words::search::SearchKey;
use crate::present::shapes::Icon;
use crate::state::{Action, Edit, State, find};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// Id of the field.
const FIELD: &str = "q";

/// Says that the field has a key of its own: there unless single keys are switched off.
const SHORTCUT: &str = "aria-keyshortcuts";

/// A lens.
const LENS: &str = "M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M15.5 15.5 21 21";

/// The field with its lens, and what the chunk gives to it.
pub fn find_field(s: &State, parts: Parts, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let typed = {
        let on = on.clone();
        // What an input method has not finished is no text yet; its end is heard by `typed` below.
        Callback::from(move |e: InputEvent| {
            if !e.is_composing() {
                typed(&on);
            }
        })
    };
    let enter = on.reform(|_: FocusEvent| Edit::new(find::enter));
    let leave = on.reform(|_: FocusEvent| Edit::new(|s| s.find.open = false));
    let again = on.reform(|_: MouseEvent| Edit::new(find::enter));
    let text = find::text(s);
    let open = parts.list.is_some();
    let mut field = el("input")
        .at("id", FIELD)
        .at("type", "search")
        .at("role", "combobox")
        .at("autocomplete", "off")
        .at("autocapitalize", "off")
        .at("spellcheck", "false")
        .at("enterkeyhint", "search")
        .at("aria-autocomplete", "list")
        .at("aria-controls", "hits")
        .at("aria-expanded", if open { "true" } else { "false" })
        .at("aria-label", SearchKey::Name.text(lang))
        .at("placeholder", SearchKey::Hint.text(lang))
        .on_click(again)
        .on_input(typed)
        .on_focus_in(enter)
        .on_focus_out(leave);
    if s.shortcuts {
        field = field.at(SHORTCUT, "/");
    }
    if let Some(keys) = parts.keys {
        field = field.on_key_down(keys);
    }
    if let Some(active) = parts.active {
        field = field.attr("aria-activedescendant", &active);
    }
    let clear = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            on.emit(Edit::new(find::clear));
            focus();
        })
    };
    let end = if !text.is_empty() {
        button("icb", clear)
            .at("aria-label", SearchKey::Clear.text(lang))
            .put(glyph(Icon::Close, 18))
    } else if s.shortcuts {
        el("kbd").hidden().word("/")
    } else {
        el("i").hidden()
    };
    el("div")
        .class("find")
        .at("role", "search")
        .put(line_icon(LENS, 18))
        .put(field)
        .put(end)
        .put(el("p").class("aside").at("role", "status").text(&parts.status))
        .put(el("div").maybe(parts.list))
}

fn field() -> Option<HtmlInputElement> {
    document().get_element_by_id(FIELD)?.dyn_into().ok()
}

/// Moves the focus to the field.
fn focus() {
    if let Some(field) = field() {
        let _ = field.focus();
    }
}

/// Looks for what stands in the field.
fn typed(on: &Callback<Action>) {
    if let Some(field) = field() {
        let text = field.value();
        on.emit(Edit::new(move |s| find::look_for(s, &text)));
    }
}

/// An input method has finished a text somewhere in the page.
pub fn composed(on: &Callback<Action>) {
    if document().active_element().is_some_and(|e| e.id() == FIELD) {
        typed(on);
    }
}

/// Brings the field in line with a text that was not typed into it: a link, or the end of the search.
pub fn show_text(text: &str) {
    if let Some(field) = field().filter(|f| f.value() != text) {
        field.set_value(text);
    }
}

/// `/` goes to the field, unless it is typed into another one or single keys are no shortcuts.
pub fn slash(e: &KeyboardEvent) {
    let writes = |target: &Element| {
        let tag = target.tag_name();
        let kind = target.get_attribute("type");
        tag == "TEXTAREA"
            || tag == "SELECT"
            || (tag == "INPUT" && kind.as_deref() != Some("range"))
            || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    };
    let target = e.target().and_then(|t| t.dyn_into::<Element>().ok());
    if e.key() != "/" || e.ctrl_key() || e.meta_key() || e.alt_key() {
        return;
    }
    let dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    if let Some(field) = field()
        && !dialog
        && field.has_attribute(SHORTCUT)
        && !target.is_some_and(|t| writes(&t))
    {
        e.prevent_default();
        let _ = field.focus();
        field.select();
    }
}
