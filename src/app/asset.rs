//! Files that are fetched when they are first needed: style sheets of views, workers. The build gives
//! them names after their content and lists them in the page (scripts/split.mjs).

use gloo::utils::document;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::SplitLoaderError;
use web_sys::HtmlElement;

/// The address of a file, e.g. `class.css`, relative to the page; `None` where the build has none.
#[must_use]
pub fn asset(name: &str) -> Option<String> {
    let meta = document().query_selector("meta[name=parts]").ok()??;
    let list = meta.get_attribute("content")?;
    list.split(' ')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, file)| (key == name).then(|| file.to_owned()))
}

/// Fetches the style sheet of a view and then its chunk, so that the view never shows unstyled.
///
/// # Errors
/// When one of them could not be fetched.
pub async fn styled(
    sheet: &'static str,
    chunk: impl Future<Output = Result<(), SplitLoaderError>>,
) -> Result<(), SplitLoaderError> {
    // A sheet that does not come leaves a plain but usable view: the chunk decides.
    let _ = JsFuture::from(link(sheet)).await;
    chunk.await
}

/// Adds the sheet to the page; at once if it is there.
fn link(sheet: &str) -> Promise {
    let here = ["link[data-part='", sheet, "']"].concat();
    let known = document().query_selector(&here).ok().flatten();
    let element = document().create_element("link").ok();
    let (None, Some(href), Some(element)) = (known, asset(sheet), element) else {
        return Promise::resolve(&wasm_bindgen::JsValue::NULL);
    };
    let element: HtmlElement = element.unchecked_into();
    Promise::new(&mut |done, failed| {
        for (key, value) in [("rel", "stylesheet"), ("href", &href), ("data-part", sheet)] {
            let _ = element.set_attribute(key, value);
        }
        element.set_onload(Some(&done));
        element.set_onerror(Some(&failed));
        if let Some(head) = document().head() {
            let _ = head.append_child(&element);
        }
    })
}
