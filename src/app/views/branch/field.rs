//! Fields of forms: a label around its control.

use crate::app::parts::{El, el};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// What a field, a select or a text area holds now.
#[must_use]
pub fn value_of(target: Option<web_sys::EventTarget>) -> String {
    let value = target.and_then(|t| js_sys::Reflect::get(&t, &"value".into()).ok());
    value.and_then(|v| v.as_string()).unwrap_or_default()
}

/// A field of one line.
pub fn input(kind: &'static str, value: &str, typed: impl Fn(String) + 'static) -> El {
    el("input")
        .at("type", kind)
        .value(value)
        .on_input(Callback::from(move |e: InputEvent| typed(value_of(e.target()))))
}

/// A field of several lines.
pub fn area(value: &str, typed: impl Fn(String) + 'static) -> El {
    el("textarea")
        .at("rows", "3")
        .value(value)
        .on_input(Callback::from(move |e: InputEvent| typed(value_of(e.target()))))
}

/// A field of several lines that is taken up when it is left. Its text is only what it begins with: a
/// drawing of the page meanwhile must not take back what is typed.
pub fn area_once(value: &str, done: impl Fn(String) + 'static) -> El {
    el("textarea")
        .at("rows", "2")
        .text(value)
        .on_change(Callback::from(move |e: Event| done(value_of(e.target()))))
}

/// A choice: values with their words.
pub fn select(value: &str, options: &[(String, String)], chosen: impl Fn(String) + 'static) -> El {
    let option = |(key, words): &(String, String)| {
        el("option").attr("value", key).flag("selected", key == value).text(words)
    };
    el("select")
        // `app::screen` sets the property: a select that was used no longer follows its options.
        .attr("data-value", value)
        .on_change(Callback::from(move |e: Event| chosen(value_of(e.target()))))
        .all(options, option)
}

/// A label around a control; `wrong` is said below it.
pub fn labelled(
    class: &'static str,
    name: &'static str,
    control: El,
    wrong: Option<&'static str>,
) -> El {
    let control = control.at_if(wrong.is_some(), "aria-invalid", "true");
    // The label's own text would take in the choices of a select and the fault.
    let control = control.at("aria-label", name);
    let said = wrong.map(|w| el("em").at("role", "alert").word(w));
    el("label").class(class).put(el("span").word(name)).put(control).maybe(said)
}

/// A list of suggestions for fields that name it.
pub fn offers(id: &'static str, words: &[String]) -> El {
    el("datalist").at("id", id).all(words, |w| el("option").attr("value", w))
}

/// Moves the focus once what is to have it is there.
pub fn focus(selector: &'static str) {
    Timeout::new(0, move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    })
    .forget();
}
