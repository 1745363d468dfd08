//! What fields and selects of this view do.

use crate::app::parts::{El, el};
use crate::state::{Action, Edit, State};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What a field holds when it changes goes into the state.
pub fn take(on: &Callback<Action>, change: impl Fn(&mut State, &str) + 'static) -> Callback<Event> {
    let change = Rc::new(change);
    on.reform(move |e: Event| {
        let value = value(&e);
        let change = change.clone();
        Edit::new(move |s| change(s, &value))
    })
}

/// The same while it is being written.
pub fn typed(
    on: &Callback<Action>,
    change: impl Fn(&mut State, &str) + 'static,
) -> Callback<InputEvent> {
    let change = Rc::new(change);
    on.reform(move |e: InputEvent| {
        let value = value(&e);
        let change = change.clone();
        Edit::new(move |s| change(s, &value))
    })
}

fn value(e: &Event) -> String {
    let Some(target) = e.target() else { return String::new() };
    match target.dyn_into::<HtmlInputElement>() {
        // A box says whether it is ticked.
        Ok(field) if field.type_() == "checkbox" => {
            if field.checked() { "1" } else { "" }.to_owned()
        }
        Ok(field) => field.value(),
        Err(other) => {
            other.dyn_into::<HtmlSelectElement>().map_or_else(|_| String::new(), |s| s.value())
        }
    }
}

/// A field with its name.
pub fn field(name: &str, control: El) -> El {
    el("label").class("field").put(el("span").text(name)).put(control)
}

/// A field of a type.
pub fn input(kind: &'static str, value: &str, change: Callback<Event>) -> El {
    el("input").at("type", kind).value(value).on_change(change)
}

/// A choice: values with their words.
pub fn select(value: &str, choices: &[(String, String)], change: Callback<Event>) -> El {
    let option = |(of, words): &(String, String)| {
        el("option").attr("value", of).flag("selected", of == value).text(words)
    };
    el("select").attr("data-value", value).on_change(change).all(choices, option)
}
