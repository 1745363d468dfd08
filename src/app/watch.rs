//! Hooks that follow the browser: window size, the address, the network.

use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

/// Below this width the phone layout is used (the style sheet says the same).
const NARROW: f64 = 720.0;

/// Size of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

impl Viewport {
    /// Whether the phone layout is used.
    #[must_use]
    pub fn narrow(self) -> bool {
        self.width < NARROW
    }

    fn now() -> Self {
        let size = |v: Result<wasm_bindgen::JsValue, _>| v.ok().and_then(|v| v.as_f64());
        Self {
            width: size(window().inner_width()).unwrap_or(1024.0),
            height: size(window().inner_height()).unwrap_or(768.0),
        }
    }
}

/// The window's size, kept up to date.
#[hook]
pub fn use_viewport() -> Viewport {
    let size = use_state(Viewport::now);
    {
        let size = size.clone();
        use_effect_with((), move |()| {
            let setter = size.setter();
            let listener =
                EventListener::new(&window(), "resize", move |_| setter.set(Viewport::now()));
            move || drop(listener)
        });
    }
    *size
}

/// Calls back on each of the window's events of these names.
#[hook]
pub fn use_window_events(names: &'static [&'static str], act: Callback<()>) {
    use_effect_with((), move |()| {
        let listeners: Vec<EventListener> = names
            .iter()
            .map(|name| {
                let act = act.clone();
                EventListener::new(&window(), *name, move |_| act.emit(()))
            })
            .collect();
        move || drop(listeners)
    });
}
