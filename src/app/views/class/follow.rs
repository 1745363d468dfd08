//! What the view does besides drawing: fetching its data, turning slides by the clock, listening to
//! keys, filling the screen. Called with every drawing; each effect runs only when its cause is new.

use super::{keep, keys, notes, voice};
use crate::app::clipboard::call;
use crate::app::load;
use crate::bundle::stories;
use crate::present::class as view;
use crate::state::class::{ClassState, Data, Library, Section, Turn, deck};
use crate::state::{Action, Edit, Route, State};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, document_element, window};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Pixels a finger must go sideways to turn a slide.
const SWIPE: i32 = 60;

/// What a timer was set for: a slide of a part that is told.
type Beat = (Section, Option<String>, usize, bool);

thread_local! {
    /// The view as it was drawn last, for listeners.
    static LAST: RefCell<Option<State>> = const { RefCell::new(None) };
    static LISTENERS: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
    static FETCHING: Cell<bool> = const { Cell::new(false) };
    static BEAT: RefCell<Option<(Beat, Option<Timeout>)>> = const { RefCell::new(None) };
    static DOWN: Cell<Option<(i32, i32)>> = const { Cell::new(None) };
    static SHOWN: RefCell<Option<(Beat, bool)>> = const { RefCell::new(None) };
}

/// Brings the world in line with the state.
pub fn follow(s: &State, on: &Callback<Action>) {
    let first = LISTENERS.with_borrow(Vec::is_empty);
    LAST.set(Some(s.clone()));
    if first {
        LISTENERS.set(listen(on));
        let streak = keep::streak();
        emit(on, move |s| {
            deck::change(s, |c| c.streak = streak);
            deck::opened(s);
        });
        keep::start(on);
        voice::begin(on);
    }
    let c = deck::class(s);
    if !first && c.seen != Some(s.opened) {
        emit(on, deck::opened);
    }
    if c.data == Data::Waiting && !FETCHING.replace(true) {
        fetch(on.clone());
    }
    beat(s, &c, on);
    let slide = deck::current(s);
    voice::follow(s, &c, slide.as_ref(), on);
    notes::follow(s, &c, slide.as_ref());
    keep_in_sight(&c);
}

/// Changes the state after this drawing.
fn emit(on: &Callback<Action>, act: impl Fn(&mut State) + 'static) {
    let on = on.clone();
    spawn_local(async move { on.emit(Edit::new(act)) });
}

fn fetch(on: Callback<Action>) {
    spawn_local(async move {
        let library = read().await;
        FETCHING.set(false);
        on.emit(match library {
            Some(library) => Edit::new(move |s| deck::loaded(s, &library)),
            None => Edit::new(|s| deck::change(s, |c| c.data = Data::Failed)),
        });
    });
}

/// Stories and events of the bundle; one of the two may be absent.
async fn read() -> Option<Rc<Library>> {
    let told = load::beside(|m| m.stories.as_deref()).await;
    let events = load::beside(|m| m.events.as_deref()).await;
    if told.is_none() && events.is_none() {
        return None;
    }
    let mut library = Library::default();
    if let Some(bytes) = told {
        library.stories = stories::stories("stories", &bytes).ok()?;
    }
    if let Some(bytes) = events {
        library.events = stories::events("events", &bytes).ok()?;
    }
    Some(Rc::new(library))
}

/// Sets the clock for the next slide, once for each slide; while it is read aloud the voice turns it.
fn beat(s: &State, c: &ClassState, on: &Callback<Action>) {
    let wanted: Beat = (c.section, c.story.clone(), c.slide, c.auto && !c.reading.on() && !c.blank);
    if BEAT.with_borrow(|b| b.as_ref().is_some_and(|(set, _)| *set == wanted)) {
        return;
    }
    let timer = deck::current(s).filter(|_| wanted.3).map(|slide| {
        let on = on.clone();
        Timeout::new(deck::dwell_ms(s.lang, &slide), move || on.emit(Edit::new(deck::auto_step)))
    });
    BEAT.set(Some((wanted, timer)));
}

/// A new slide begins at its top, and its step and event are brought into sight.
fn keep_in_sight(c: &ClassState) {
    let ready = matches!(c.data, Data::Ready(_));
    let now: (Beat, bool) = ((c.section, c.story.clone(), c.slide, c.show), ready);
    if SHOWN.replace(Some(now.clone())) == Some(now) {
        return;
    }
    let scroll = Timeout::new(0, || {
        if let Some(slide) = document().query_selector(".slide").ok().flatten() {
            slide.set_scroll_top(0);
        }
        for name in [".steps-row", ".ev-list"] {
            let Some(row) = document().query_selector(name).ok().flatten() else { continue };
            let Some(at) = row.query_selector("[aria-current]").ok().flatten() else { continue };
            let (outer, inner) = (row.get_bounding_client_rect(), at.get_bounding_client_rect());
            #[allow(clippy::cast_possible_truncation)] // pixels
            let (x, y) = (
                (inner.left() + inner.width() / 2.0 - outer.left() - outer.width() / 2.0) as i32,
                (inner.top() + inner.height() / 2.0 - outer.top() - outer.height() / 2.0) as i32,
            );
            row.set_scroll_left(row.scroll_left() + x);
            row.set_scroll_top(row.scroll_top() + y);
        }
    });
    scroll.forget();
}

fn listen(on: &Callback<Action>) -> Vec<EventListener> {
    let key = {
        let on = on.clone();
        move |e: &Event| key_down(e, true, &on)
    };
    let full = on.clone();
    vec![
        EventListener::new_with_options(
            &window(),
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            key,
        ),
        // Where the browser takes Escape for itself, it ends the full screen, and so the show.
        EventListener::new(&document(), "fullscreenchange", move |_| {
            // A window for the notes takes the full screen away, too; the show goes on in the page.
            if document().fullscreen_element().is_none() && !notes::opening() {
                full.emit(Edit::new(|s| deck::show(s, false)));
            }
        }),
        EventListener::new(&window(), "hashchange", |_| {
            let here = window().location().hash().unwrap_or_default();
            if !here.starts_with("#/class") {
                voice::silence();
                full_screen(false);
            }
        }),
    ]
}

/// A key that went down in this window (`here`) or in the notes' window.
pub fn key_down(e: &Event, here: bool, on: &Callback<Action>) {
    // Not asked for its class: an event of another window is of that window's class.
    let e: &KeyboardEvent = e.unchecked_ref();
    let act = LAST.with_borrow(|last| {
        let s = last.as_ref().filter(|s| s.route == Route::Class && s.dialog.is_none())?;
        deck::current(s)?;
        let c = deck::class(s);
        match keys::of_event(&c, e, here)? {
            keys::Deed::Act(act) => Some(act),
            keys::Deed::Notes => {
                notes::toggle(s, &c, on);
                None
            }
            keys::Deed::Full => {
                full_screen(document().fullscreen_element().is_none());
                None
            }
        }
    });
    if let Some(act) = act {
        e.prevent_default();
        if e.key() == "Escape" {
            full_screen(false);
        }
        on.emit(act);
    }
}

/// Asks for the whole screen, or gives it back. Where that is refused the show fills the page.
pub fn full_screen(on: bool) {
    let has = document().fullscreen_element().is_some();
    let asked = match (on, has) {
        (true, false) => {
            let hide = js_sys::Object::new();
            let _ = Reflect::set(&hide, &"navigationUI".into(), &"hide".into());
            call(&document_element(), "requestFullscreen", &hide)
        }
        (false, true) => call(&document(), "exitFullscreen", &JsValue::UNDEFINED),
        _ => None,
    };
    if let Some(promise) = asked.and_then(|p| p.dyn_into::<js_sys::Promise>().ok()) {
        spawn_local(async move {
            // Refused: the page is shown instead.
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// Remembers where a finger went down on the slide.
pub fn swipe_down() -> Callback<PointerEvent> {
    Callback::from(|e: PointerEvent| {
        DOWN.set((e.pointer_type() == "touch").then(|| (e.client_x(), e.client_y())));
    })
}

/// Turns the slide when the finger has gone sideways.
pub fn swipe_up(on: &Callback<Action>) -> Callback<PointerEvent> {
    let on = on.clone();
    Callback::from(move |e: PointerEvent| {
        let Some((x, y)) = DOWN.take() else { return };
        let (dx, dy) = (e.client_x() - x, e.client_y() - y);
        if dx.abs() >= SWIPE && dx.abs() > 2 * dy.abs() {
            let to = if dx < 0 { Turn::Next } else { Turn::Back };
            on.emit(Edit::new(move |s| deck::turn(s, to)));
        }
    })
}

/// What the voice reads of a slide.
pub fn spoken(s: &State, slide: &crate::domain::story::Slide) -> Vec<String> {
    let v = view::slide(s.lang, &s.atlas, "", slide, 0, 1);
    v.spoken().into_iter().map(str::to_owned).collect()
}
