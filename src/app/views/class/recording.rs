//! Recorded audio that the bundle brings: played in the place of the device's voice. Where the file does
//! not come, the voice reads.

use super::voice::get;
use crate::app::clipboard::call;
use crate::app::load;
use crate::i18n::Lang;
use crate::state::class::reading::{Reading, Speed};
use crate::state::class::{ClassState, deck};
use crate::state::{Action, Edit, State};
use gloo::utils::window;
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// A recording in the machine.
struct Tape {
    /// Slide and path.
    of: (String, String),
    /// The `HTMLAudioElement`.
    audio: JsValue,
    /// What was asked of it last.
    playing: bool,
    speed: Speed,
    /// What hears its end and its failure; they live as long.
    _ends: [Closure<dyn FnMut()>; 2],
}

thread_local! {
    static TAPE: RefCell<Option<Tape>> = const { RefCell::new(None) };
}

/// Plays the recording of a slide as the state has it; anything else falls silent.
pub fn follow(c: &ClassState, slide: &str, path: Option<&str>, lang: Lang, on: &Callback<Action>) {
    let wanted = path.filter(|_| c.reading.at.is_some());
    let Some(path) = wanted else { return silence() };
    let of = (slide.to_owned(), path.to_owned());
    let same = TAPE.with_borrow(|tape| tape.as_ref().is_some_and(|t| t.of == of));
    if !same {
        silence();
        TAPE.set(insert(of, lang, on));
    }
    TAPE.with_borrow_mut(|tape| {
        let Some(tape) = tape else { return };
        if !same || tape.speed != c.reading.speed {
            tape.speed = c.reading.speed;
            let _ = Reflect::set(&tape.audio, &"playbackRate".into(), &tape.speed.rate().into());
        }
        if tape.playing != c.reading.on() {
            tape.playing = c.reading.on();
            let deed = if tape.playing { "play" } else { "pause" };
            let answer = call(&tape.audio, deed, &JsValue::UNDEFINED);
            if let Some(promise) = answer.and_then(|a| a.dyn_into::<Promise>().ok()) {
                spawn_local(async move {
                    // A refusal is told by `onerror`, too.
                    let _ = JsFuture::from(promise).await;
                });
            }
        }
    });
}

/// Stops at once.
pub fn silence() {
    if let Some(tape) = TAPE.take() {
        for hears in ["onended", "onerror"] {
            let _ = Reflect::set(&tape.audio, &hears.into(), &JsValue::NULL);
        }
        call(&tape.audio, "pause", &JsValue::UNDEFINED);
    }
}

fn insert(of: (String, String), lang: Lang, on: &Callback<Action>) -> Option<Tape> {
    let make: Function = get(&window(), "Audio")?.dyn_into().ok()?;
    let address = load::address_beside(&of.1)?;
    let audio = Reflect::construct(&make, &Array::of1(&address.into())).ok()?;
    let ended = {
        let on = on.clone();
        Closure::<dyn FnMut()>::new(move || on.emit(Edit::new(|s| deck::read_after(s, 0, 1))))
    };
    let failed = {
        let (on, path) = (on.clone(), of.1.clone());
        Closure::<dyn FnMut()>::new(move || {
            let path = path.clone();
            on.emit(Edit::new(move |s| lost(s, &path, lang)));
        })
    };
    for (hears, end) in [("onended", &ended), ("onerror", &failed)] {
        let _ = Reflect::set(&audio, &hears.into(), end.as_ref());
    }
    Some(Tape { of, audio, playing: false, speed: Speed::Usual, _ends: [ended, failed] })
}

/// A recording that does not come is not asked for again; the voice goes on in its place if there is one.
fn lost(s: &mut State, path: &str, lang: Lang) {
    deck::change(s, |c| {
        let mut lost = c.reading.lost.clone();
        if lost.iter().all(|p| p != path) {
            lost.push(path.to_owned());
        }
        let can = if lang == Lang::Zh { c.reading.zh } else { c.reading.en };
        let next = if can { c.reading.clone() } else { c.reading.stopped() };
        c.reading = Reading { lost, ..next };
    });
}
