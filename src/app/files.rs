//! Files to and from the reader: downloads, and what is picked to be read.

use gloo::utils::document;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str, options: &Object) -> js_sys::Promise;

    #[wasm_bindgen(method, getter)]
    fn ok(this: &Answer) -> bool;

    /// Bytes with a type.
    type Blob;

    #[wasm_bindgen(constructor)]
    fn new(parts: &Array, options: &Object) -> Blob;

    #[wasm_bindgen(js_namespace = URL, js_name = createObjectURL)]
    fn object_url(blob: &Blob) -> String;

    #[wasm_bindgen(js_namespace = URL, js_name = revokeObjectURL)]
    fn revoke_url(url: &str);

    /// Unpacks as it is read; some browsers have none.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    /// Reads bytes as text.
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(encoding: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &Uint8Array) -> Result<String, JsValue>;

    /// What `fetch` gives, made of a stream.
    type Answer;

    #[wasm_bindgen(constructor, catch, js_class = "Response")]
    fn of_stream(stream: &JsValue) -> Result<Answer, JsValue>;

    #[wasm_bindgen(method, js_name = arrayBuffer)]
    fn bytes(this: &Answer) -> js_sys::Promise;
}

/// Hands a file to the reader.
pub fn download(name: &str, mime: &str, bytes: &[u8]) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &mime.into());
    let blob = Blob::new(&Array::of1(&Uint8Array::from(bytes).into()), &options);
    let url = object_url(&blob);
    if let Ok(link) = document().create_element("a") {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        let link: HtmlElement = link.unchecked_into();
        link.click();
    }
    // Long after the browser has begun to save it.
    gloo::timers::callback::Timeout::new(60_000, move || revoke_url(&url)).forget();
}

/// Lets the reader pick a file, and hands its bytes on.
pub fn pick(accept: &str, read: impl FnOnce(Vec<u8>) + 'static) {
    let Ok(field) = document().create_element("input") else { return };
    let field: HtmlInputElement = field.unchecked_into();
    let _ = field.set_attribute("type", "file");
    let _ = field.set_attribute("accept", accept);
    let _ = field.set_attribute("class", "aside");
    // In the page, since some browsers forget a field that is not, before a file is picked.
    if let Some(body) = document().body() {
        let _ = body.append_child(&field);
    }
    let picked = field.clone();
    let change = Closure::once_into_js(move || {
        picked.remove();
        let files = Reflect::get(&picked, &"files".into()).unwrap_or_default();
        let file = Reflect::get_u32(&files, 0).unwrap_or_default();
        let Some(bytes) = super::clipboard::call(&file, "arrayBuffer", &JsValue::UNDEFINED) else {
            return;
        };
        spawn_local(async move {
            // A file that vanished meanwhile reads as an empty one, and is told to be none of ours.
            let bytes = JsFuture::from(js_sys::Promise::from(bytes)).await.unwrap_or_default();
            read(Uint8Array::new(&bytes).to_vec());
        });
    });
    let _ = field.add_event_listener_with_callback("change", change.unchecked_ref());
    field.click();
}

/// Sends a JSON text to another site, without anything that tells who sends it; whether it was taken.
pub async fn post(url: &str, json: &str) -> bool {
    let (options, headers) = (Object::new(), Object::new());
    let put = |to: &Object, key: &str, value: &JsValue| {
        let _ = Reflect::set(to, &key.into(), value);
    };
    put(&headers, "Content-Type", &"application/json".into());
    put(&options, "headers", &headers);
    for (key, value) in [
        ("method", "POST"),
        ("credentials", "omit"),
        ("referrerPolicy", "no-referrer"),
        ("body", json),
    ] {
        put(&options, key, &value.into());
    }
    match JsFuture::from(fetch(url, &options)).await {
        Ok(answer) => answer.unchecked_into::<Answer>().ok(),
        Err(_) => false,
    }
}

/// Unpacks deflated bytes (RFC 1951); `None` where the browser cannot, or they are damaged.
pub async fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let unpacker = DecompressionStream::new("deflate-raw").ok()?;
    let blob = Blob::new(&Array::of1(&Uint8Array::from(bytes).into()), &Object::new());
    let stream = super::clipboard::call(&blob, "stream", &JsValue::UNDEFINED)?;
    let plain = super::clipboard::call(&stream, "pipeThrough", &unpacker)?;
    let answer = Answer::of_stream(&plain).ok()?;
    let bytes = JsFuture::from(answer.bytes()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// The text of a table: UTF-8, or GB 18030 as Chinese spreadsheets save it.
#[must_use]
pub fn table_text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| gb18030(bytes).unwrap_or_default(), str::to_owned)
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    TextDecoder::new("gb18030").ok()?.decode(&Uint8Array::from(bytes)).ok()
}
