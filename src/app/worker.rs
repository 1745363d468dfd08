//! A worker and the port to it: bytes out, bytes in. Dropping it ends the worker, whatever it is at.

use super::asset::asset;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

/// A worker under way.
pub struct Port {
    worker: Worker,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(Event)>,
}

impl Port {
    /// Starts the worker of a script of the build, e.g. `tools.js`. `hear` gets each message, and `None` when
    /// the worker has failed.
    pub fn open(script: &str, hear: impl Fn(Option<Vec<u8>>) + Clone + 'static) -> Option<Self> {
        let worker = Worker::new(&asset(script)?).ok()?;
        let heard = hear.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |e: MessageEvent| {
            let bytes = e.data().dyn_into::<Uint8Array>().ok();
            heard(bytes.map(|b| b.to_vec()));
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |e: Event| {
            // Told to the reader; nothing is left for the console.
            e.prevent_default();
            hear(None);
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, _hear: on_message, _fail: on_error })
    }

    /// Sends a message.
    pub fn send(&self, message: &[u8]) {
        self.send_value(&Uint8Array::from(message));
    }

    /// Sends what the worker's script knows what to do with, such as a file.
    pub fn send_value(&self, value: &JsValue) {
        let _ = self.worker.post_message(value);
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
