//! Brings what the planner needs from outside: streets, ready-made tours, what the device keeps, the link.

use crate::app::{kept_tours, load};
use crate::bundle::themes;
use crate::engine::network::Network;
use crate::state::planner::{self, Planner};
use crate::state::{Action, Edit, LoadState, Route, State};
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// After so many milliseconds the browser has laid out what was drawn.
const SETTLED: u32 = 100;

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
    /// The last link that was looked at, by its number.
    static SEEN: Cell<Option<u32>> = const { Cell::new(None) };
    /// What the device was last given to keep.
    static DRAFT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Shows the whole tour when what was just drawn has its size: the timetable takes room from the map.
pub fn fit_later(on: &Callback<Action>) {
    let on = on.clone();
    Timeout::new(SETTLED, move || {
        on.emit(Edit::new(|s| {
            if s.route == Route::Tour {
                planner::fit(s);
            }
        }));
    })
    .forget();
}

/// Asks for what is missing and keeps what is new. Called with each drawing; acts after it.
pub fn follow(s: &State, on: &Callback<Action>) {
    if s.load != LoadState::Ready {
        return;
    }
    if !ASKED.replace(true) {
        let on = on.clone();
        spawn_local(async move {
            let tours = load::beside(|m| m.tours.as_deref()).await;
            let streets = load::beside(|m| m.network.as_deref()).await;
            let tours = tours.and_then(|bytes| String::from_utf8(bytes).ok());
            let found = tours.and_then(|json| themes::parse(&json).ok()).unwrap_or_default();
            let found = Rc::new(found);
            let network = streets.and_then(|bytes| Network::parse(&bytes).ok()).map(Rc::new);
            let kept = Rc::new(kept_tours::tours().await);
            let changed = on.clone();
            kept_tours::follow(move |rows| {
                changed.emit(Edit::new(move |s| {
                    planner::edit(s, |p, _| planner::follow_kept(p, &rows));
                }));
            });
            on.emit(Edit::new(move |s| {
                planner::edit(s, |p, _| {
                    p.loaded = true;
                    p.themes = found.clone();
                    p.network.clone_from(&network);
                    p.kept = kept.clone();
                });
            }));
            fit_later(&on);
        });
    }
    if SEEN.replace(Some(s.opened)) != Some(s.opened) {
        let on = on.clone();
        spawn_local(async move {
            let draft = kept_tours::draft();
            on.emit(Edit::new(move |s| {
                planner::refuse(s);
                let bare = !s.own.iter().any(|(key, _)| Route::Tour.owns(key));
                let empty = s.tour.get::<Planner>().is_none_or(|p| p.work.tour.stops.is_empty());
                if bare && empty && !draft.is_empty() {
                    s.own.push(("tour".to_owned(), draft.clone()));
                }
                planner::arrive(s);
            }));
            fit_later(&on);
        });
    }
    let code = planner::written(s);
    let loaded = s.tour.get::<Planner>().is_some_and(|p| p.loaded);
    if loaded {
        DRAFT.with_borrow_mut(|last| {
            if last.as_deref() != Some(code) {
                kept_tours::set_draft(code);
                *last = Some(code.to_owned());
            }
        });
    }
}
