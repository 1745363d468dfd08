//! A picture that the reader picks, made small enough to be kept: a phone's photo has ten times what a
//! screen shows. Painted anew, it loses what the camera wrote into it, the position among it.

use super::clipboard::call;
use super::files;
use gloo::utils::document;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Longer side in pixels.
const SIDE: f64 = 1280.0;

#[wasm_bindgen]
extern "C" {
    /// Bytes with a type.
    type Blob;

    #[wasm_bindgen(constructor)]
    fn new(parts: &Array) -> Blob;

    #[wasm_bindgen(js_name = createImageBitmap, catch)]
    fn bitmap(blob: &Blob) -> Result<Promise, JsValue>;
}

/// Has a picture picked; `done` gets JPEG in base64, or nothing where it is no picture.
pub fn pick(done: impl FnOnce(Option<String>) + 'static) {
    files::pick("image/*", move |bytes| {
        spawn_local(async move { done(small(&bytes).await) });
    });
}

async fn small(bytes: &[u8]) -> Option<String> {
    let blob = Blob::new(&Array::of1(&Uint8Array::from(bytes).into()));
    let picture = JsFuture::from(bitmap(&blob).ok()?).await.ok()?;
    let size = |key: &str| Reflect::get(&picture, &key.into()).ok()?.as_f64();
    let (width, height) = (size("width")?, size("height")?);
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: Object = document().create_element("canvas").ok()?.unchecked_into();
    Reflect::set(&canvas, &"width".into(), &width.into()).ok()?;
    Reflect::set(&canvas, &"height".into(), &height.into()).ok()?;
    let pen = call(&canvas, "getContext", &"2d".into())?;
    let draw: Function = Reflect::get(&pen, &"drawImage".into()).ok()?.dyn_into().ok()?;
    let zero = JsValue::from(0);
    let place = Array::of5(&picture, &zero, &zero, &width.into(), &height.into());
    Reflect::apply(&draw, &pen, &place).ok()?;
    let url: Function = Reflect::get(&canvas, &"toDataURL".into()).ok()?.dyn_into().ok()?;
    let url = url.call2(&canvas, &"image/jpeg".into(), &0.82.into()).ok()?.as_string()?;
    url.strip_prefix("data:image/jpeg;base64,").map(str::to_owned)
}
