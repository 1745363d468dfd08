//! The device's position, asked for once and on request only.

use crate::domain::LonLat;
use crate::state::{Action, Here, Trouble};
use gloo::utils::window;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::PositionOptions;
use yew::Callback;

/// How long the device may take, in milliseconds.
const PATIENCE: u32 = 15_000;

/// A position this old is still good, in milliseconds.
const FRESH: u32 = 30_000;

/// The browser's code for “the reader or a policy said no”.
const DENIED: f64 = 1.0;

/// Asks the browser, which asks the reader. The answer is one more [`Action::Located`].
pub fn ask(on: &Callback<Action>) {
    on.emit(Action::Located(Here::Asking));
    let found = {
        let on = on.clone();
        Closure::once_into_js(move |position: JsValue| on.emit(Action::Located(read(&position))))
    };
    let failed = {
        let on = on.clone();
        Closure::once_into_js(move |error: JsValue| {
            let refused = number(&error, "code") == Some(DENIED);
            let why = if refused { Trouble::Refused } else { Trouble::Unavailable };
            on.emit(Action::Located(Here::Failed(why)));
        })
    };
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    options.set_maximum_age(FRESH);
    let asked = window().navigator().geolocation().and_then(|device| {
        device.get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(failed.unchecked_ref()),
            &options,
        )
    });
    if asked.is_err() {
        on.emit(Action::Located(Here::Failed(Trouble::Unavailable)));
    }
}

fn read(position: &JsValue) -> Here {
    let coords = Reflect::get(position, &"coords".into()).unwrap_or_default();
    let at = number(&coords, "longitude")
        .zip(number(&coords, "latitude"))
        .and_then(|(lon, lat)| LonLat::new(lon, lat).ok());
    match (at, number(&coords, "accuracy")) {
        (Some(at), Some(accuracy)) => Here::At(at, accuracy.max(1.0)),
        _ => Here::Failed(Trouble::Unavailable),
    }
}

fn number(of: &JsValue, key: &str) -> Option<f64> {
    Reflect::get(of, &key.into()).ok()?.as_f64()
}
