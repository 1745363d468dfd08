//! Reading aloud with the voices of the device (Web Speech). Sentence by sentence: so the sentence can be
//! shown, and pausing works where the browser's own pause does not (Android).

use super::follow::spoken;
use super::recording;
use crate::app::clipboard::call;
use crate::domain::story::Slide;
use crate::i18n::Lang;
use crate::present::class as view;
use crate::present::speech::{Voice, pick};
use crate::state::class::reading::Speed;
use crate::state::class::{ClassState, deck};
use crate::state::{Action, Edit, State};
use gloo::utils::window;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// What is being said: slide, sentence, speed, language.
type Words = (String, usize, Speed, Lang);

/// What hears the end of it.
type End = Closure<dyn FnMut(JsValue)>;

thread_local! {
    static SAYING: RefCell<Option<(Words, Option<End>)>> = const { RefCell::new(None) };
}

/// A member that is there.
pub fn get(of: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(of, &key.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}

fn speech() -> Option<JsValue> {
    get(&window(), "speechSynthesis")
}

/// The voices as the browser has them and as we know them.
fn voices() -> (Array, Vec<Voice>) {
    let all = speech().and_then(|s| call(&s, "getVoices", &JsValue::UNDEFINED));
    let all = all.map(|v| Array::from(&v)).unwrap_or_default();
    let text = |v: &JsValue, key: &str| get(v, key).and_then(|t| t.as_string()).unwrap_or_default();
    let known = all.iter().map(|v| Voice {
        name: text(&v, "name"),
        lang: text(&v, "lang"),
        local: get(&v, "localService").is_none_or(|l| l.is_truthy()),
    });
    let known = known.collect();
    (all, known)
}

/// Looks for voices now and whenever the browser has found more.
pub fn begin(on: &Callback<Action>) {
    let Some(speech) = speech() else { return };
    let on = on.clone();
    let look = move || {
        let (_, all) = voices();
        let (zh, en) = (pick(&all, Lang::Zh).is_some(), pick(&all, Lang::En).is_some());
        on.emit(Edit::new(move |s| {
            deck::change(s, |c| {
                c.reading.zh = zh;
                c.reading.en = en;
            });
        }));
    };
    {
        let look = look.clone();
        wasm_bindgen_futures::spawn_local(async move { look() });
    }
    let more = Closure::<dyn FnMut()>::new(look);
    let listener: &JsValue = more.as_ref();
    if let Some(add) = get(&speech, "addEventListener").and_then(|f| f.dyn_into::<Function>().ok())
    {
        let _ = add.call2(&speech, &"voiceschanged".into(), listener);
    }
    // As long as the page: nobody takes the listener off.
    more.forget();
}

/// Says the sentence of the state, unless it is being said.
pub fn follow(s: &State, c: &ClassState, slide: Option<&Slide>, on: &Callback<Action>) {
    let path = slide.and_then(|slide| view::recording(s.lang, slide, &c.reading.lost));
    recording::follow(c, slide.map(|s| s.id.as_str()).unwrap_or_default(), path, s.lang, on);
    let wanted: Option<Words> = match (slide, c.reading.at) {
        (Some(slide), Some(at)) if c.reading.on() && path.is_none() => {
            Some((slide.id.clone(), at, c.reading.speed, s.lang))
        }
        _ => None,
    };
    let now = SAYING.with_borrow(|said| said.as_ref().map(|(words, _)| words.clone()));
    if now == wanted {
        return;
    }
    hush();
    let (Some(wanted), Some(slide)) = (wanted, slide) else { return };
    let sentences = spoken(s, slide);
    let end = sentences
        .get(wanted.1)
        .and_then(|text| say(text, s.lang, c, wanted.1, sentences.len(), on));
    SAYING.set(Some((wanted, end)));
}

/// Stops all reading at once.
pub fn silence() {
    recording::silence();
    hush();
}

/// The voice falls silent.
fn hush() {
    let was = SAYING.take();
    if was.is_some()
        && let Some(speech) = speech()
    {
        call(&speech, "cancel", &JsValue::UNDEFINED);
    }
}

/// Says a sentence; gives what hears its end, which must live as long.
fn say(
    text: &str,
    lang: Lang,
    c: &ClassState,
    at: usize,
    count: usize,
    on: &Callback<Action>,
) -> Option<End> {
    let speech = speech()?;
    let make: Function = get(&window(), "SpeechSynthesisUtterance")?.dyn_into().ok()?;
    let words = Reflect::construct(&make, &Array::of1(&text.into())).ok()?;
    let set = |key: &str, value: &JsValue| {
        let _ = Reflect::set(&words, &key.into(), value);
    };
    let (all, known) = voices();
    let voice = all.get(u32::try_from(pick(&known, lang)?).ok()?);
    set("voice", &voice);
    set("lang", &get(&voice, "lang").unwrap_or_else(|| lang.code().into()));
    set("rate", &c.reading.speed.rate().into());
    let on = on.clone();
    let end = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let kind = get(&event, "error").and_then(|e| e.as_string()).unwrap_or_default();
        on.emit(match kind.as_str() {
            "" => Edit::new(move |s| deck::read_after(s, at, count)),
            // Our own doing.
            "canceled" | "interrupted" => return,
            _ => Edit::new(|s| deck::change(s, |c| c.reading = c.reading.stopped())),
        });
    });
    set("onend", end.as_ref());
    set("onerror", end.as_ref());
    call(&speech, "speak", &words);
    Some(end)
}
