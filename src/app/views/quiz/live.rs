//! What goes on beside the drawing: keys, the clock, and the results kept on the device.

use super::team::{CODES, names};
use crate::app::{router, storage};
use crate::state::quiz::{
    Deed, Phase, QuizPage, Record, Screen, page, parse_records, write_records,
};
use crate::state::{Action, Edit, Link, Route, State};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use gloo::utils::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::Callback;

/// What keys and clock need to know of the last drawing.
struct Now {
    names: Vec<String>,
    on: Callback<Action>,
    open: bool,
    teams: usize,
    phase: Option<Phase>,
}

thread_local! {
    static NOW: RefCell<Option<Now>> = const { RefCell::new(None) };
    static KEYS: RefCell<Option<EventListener>> = const { RefCell::new(None) };
    static CLOCK: RefCell<Option<Interval>> = const { RefCell::new(None) };
    /// The results as they were last read or written.
    static KEPT: RefCell<Option<Rc<Vec<Record>>>> = const { RefCell::new(None) };
}

/// The results kept on this device.
pub fn past() -> Vec<Record> {
    storage::quiz().map(|text| parse_records(&text)).unwrap_or_default()
}

/// Brings keys, clock and storage in line with what is drawn.
pub fn follow(s: &State, page: &QuizPage, on: &Callback<Action>) {
    let game = page.game.as_ref();
    let now = Now {
        names: names(s.lang, &page.setup),
        on: on.clone(),
        open: page.screen == Screen::Play && game.is_some(),
        teams: game.map_or(1, |g| g.teams.len()),
        phase: game.map(|g| g.phase),
    };
    let ticking = now.open && game.is_some_and(crate::state::quiz::Game::ticking);
    NOW.set(Some(now));
    KEYS.with_borrow_mut(|keys| {
        keys.get_or_insert_with(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), "keydown", options, key)
        });
    });
    CLOCK.with_borrow_mut(|clock| match clock {
        None if ticking => *clock = Some(Interval::new(1000, tick)),
        Some(_) if !ticking => *clock = None,
        _ => {}
    });
    if page.told().is_some() {
        keep(&page.past);
    }
}

/// Writes the results where they have changed.
fn keep(past: &Rc<Vec<Record>>) {
    KEPT.with_borrow_mut(|kept| {
        if let Some(known) = kept.as_ref().filter(|k| !Rc::ptr_eq(k, past)) {
            // Another tab may have played, too: what is new here goes behind what stands there now.
            let all = match past.strip_prefix(known.as_slice()) {
                Some(new) if !new.is_empty() => [self::past().as_slice(), new].concat(),
                _ => past.to_vec(),
            };
            storage::set_quiz(&write_records(&all));
        }
        *kept = Some(past.clone());
    });
}

/// A move, with the time and the names of the teams for the results.
pub fn deed(on: &Callback<Action>, names: Vec<String>, deed: Deed) {
    let when = when();
    on.emit(Edit::new(move |s| page::act(s, deed, &when, &names)));
}

/// Whether the reader is still here: another view may have been opened.
fn here() -> bool {
    Link::parse(&router::hash()).route == Route::Class
}

fn tick() {
    if here() {
        with_now(|now| deed(&now.on, now.names.clone(), Deed::Tick));
    } else {
        // Dropped from outside its own call.
        gloo::timers::callback::Timeout::new(0, || CLOCK.set(None)).forget();
    }
}

fn with_now(act: impl FnOnce(&Now)) {
    // Taken out, since the action draws the view, which puts a new one in.
    let Some(now) = NOW.take() else { return };
    act(&now);
    NOW.with_borrow_mut(|slot| {
        slot.get_or_insert(now);
    });
}

fn key(event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat());
    if !plain || !here() {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    // A team or an answer that was touched keeps the focus; once it cannot be pressed, Enter goes on.
    let spent = target.as_ref().is_some_and(|t| t.has_attribute("aria-disabled"));
    let target = target.map(|t| t.tag_name().to_ascii_lowercase()).unwrap_or_default();
    if matches!(target.as_str(), "input" | "select" | "textarea") {
        return;
    }
    let pressable = matches!(target.as_str(), "button" | "a") && !spent;
    with_now(|now| {
        if !now.open {
            return;
        }
        let code = event.code();
        if code == "Escape" {
            event.prevent_default();
            now.on.emit(Edit::new(|s| page::show(s, Screen::Setup)));
        } else if let Some(act) = meant(now, &code, pressable) {
            event.prevent_default();
            deed(&now.on, now.names.clone(), act);
        }
    });
}

/// What a key means just now. Enter and Space on a button or a link are its own.
fn meant(now: &Now, code: &str, pressable: bool) -> Option<Deed> {
    let answers = [
        ["Digit1", "Numpad1", "KeyA"],
        ["Digit2", "Numpad2", "KeyB"],
        ["Digit3", "Numpad3", "KeyC"],
        ["Digit4", "Numpad4", "KeyD"],
    ];
    if let Some(answer) = answers.iter().position(|keys| keys.contains(&code)) {
        return Some(Deed::Answer(answer));
    }
    if now.teams > 1
        && let Some(team) = CODES[..now.teams.min(CODES.len())].iter().position(|c| *c == code)
    {
        return Some(Deed::Buzz(team));
    }
    let on = match code {
        "Enter" | "NumpadEnter" | "Space" => !pressable,
        "ArrowRight" | "PageDown" => true,
        _ => false,
    };
    (on && matches!(now.phase, Some(Phase::Told | Phase::Standing))).then_some(Deed::Next)
}

/// The time of the device, `YYYY-MM-DD HH:MM`.
fn when() -> String {
    let now = js_sys::Date::new_0();
    let two = |n: u32| {
        let text = n.to_string();
        if n < 10 { ["0", &text].concat() } else { text }
    };
    let day =
        [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-");
    [day.as_str(), " ", &two(now.get_hours()), ":", &two(now.get_minutes())].concat()
}
