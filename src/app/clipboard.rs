//! The clipboard, also where the modern way is refused: pages without https, old browsers, web views.

use gloo::utils::{document, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// Copies a text; whether that worked.
pub async fn copy(text: &str) -> bool {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|c| !c.is_undefined()) {
        let written = window().navigator().clipboard().write_text(text);
        if JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The old way: a text field is filled, selected and copied from.
fn copy_by_selection(text: &str) -> Option<bool> {
    let field = document().create_element("textarea").ok()?;
    field.set_text_content(Some(text));
    let _ = field.set_attribute("class", "aside");
    let _ = field.set_attribute("readonly", "");
    // Behind an open dialog nothing can be selected.
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    let host: Element = dialog.or_else(|| document().body().map(Element::from))?;
    let before = document().active_element();
    host.append_child(&field).ok()?;
    call(&field, "select", &JsValue::UNDEFINED);
    let copied = call(&document(), "execCommand", &"copy".into());
    field.remove();
    if let Some(before) = before.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    Some(copied.is_some_and(|c| c.is_truthy()))
}

/// Calls a method that may not exist.
pub fn call(target: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = Reflect::get(target, &method.into()).ok()?.dyn_into().ok()?;
    function.call1(target, argument).ok()
}

/// Whether an object has a method.
#[must_use]
pub fn can(target: &JsValue, method: &str) -> bool {
    Reflect::get(target, &method.into()).is_ok_and(|f| f.is_function())
}
