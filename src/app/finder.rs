//! Fetches what the search needs of a bundle: stories, events, people and readings.

use super::load::{self, Source};
use crate::bundle::Manifest;
use crate::engine::search::atlas::Parts;
use crate::state::search::{self, Book, open, search};
use crate::state::{Action, AtlasRef, Edit, LoadState, State, find};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Url;
use yew::Callback;

thread_local! {
    /// The bundle that is being read: a drawing meanwhile must not start again.
    static READING: RefCell<Option<AtlasRef>> = const { RefCell::new(None) };
    /// The text after which typing may rest, and the end of that rest.
    static RESTING: RefCell<Option<(String, Timeout)>> = const { RefCell::new(None) };
}

/// Starts reading, unless the search is there or on its way.
pub fn start(s: &State, on: &Callback<Action>) {
    let reading = READING.with_borrow(|r| r.as_ref() == Some(&s.atlas));
    if s.load != LoadState::Ready || search(s).is_some() || reading {
        return;
    }
    let (atlas, on) = (s.atlas.clone(), on.clone());
    READING.set(Some(atlas.clone()));
    spawn_local(async move {
        let book = read(atlas).await;
        READING.set(None);
        on.emit(Edit::new(move |s| open(s, book.clone())));
    });
}

/// How long typing has to rest, in milliseconds.
const REST: u32 = 150;

/// Looks for what is near in spelling once typing rests, where that has to wait.
pub fn rest(s: &State, on: &Callback<Action>) {
    let waits = search(s).is_some_and(|(search, _)| search.waits);
    let text = find::text(s);
    RESTING.with_borrow_mut(|resting| {
        if !waits {
            *resting = None;
        } else if resting.as_ref().is_none_or(|(of, _)| of != text) {
            let on = on.clone();
            let end = Timeout::new(REST, move || on.emit(Edit::new(search::rest)));
            *resting = Some((text.to_owned(), end));
        }
    });
}

/// This site's own readings: they serve a bundle that was not packed as far as its characters are known.
const READINGS: &str = "assets/bundle/derived/readings.txt";

/// Reads all it can: a file that does not come only makes the search find less, and it says so.
async fn read(atlas: AtlasRef) -> Rc<Book> {
    let source = Source::of_page();
    let manifest = load::file(&source.url).await;
    let m =
        manifest.and_then(|bytes| Manifest::parse("bundle.json", &bytes).ok()).unwrap_or_default();
    let base = load::resolved(&source.url);
    let file = |name: Option<String>| {
        let url = name.and_then(|n| Url::new_with_base(&n, &base).ok()).map(|u| u.href());
        async move {
            match url {
                Some(url) => load::file(&url).await,
                None => None,
            }
        }
    };
    let stories = file(m.stories).await;
    let events = file(m.events).await;
    let people = file(m.people).await;
    let readings = match m.readings {
        None => load::file(READINGS).await,
        own => file(own).await,
    };
    let readings = readings.and_then(|b| String::from_utf8(b).ok());
    let parts = Parts::read(stories.as_deref(), events.as_deref(), people.as_deref());
    Rc::new(Book::new(atlas, parts, readings.as_deref()))
}
