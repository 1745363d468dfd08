//! Fetches what the search needs of a bundle: stories, events, people and readings.

use super::load::{self, Source};
use crate::bundle::Manifest;
use crate::engine::search::atlas::Parts;
use crate::state::search::{Book, open, search};
use crate::state::{Action, AtlasRef, Edit, LoadState, State};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Url;
use yew::Callback;

thread_local! {
    /// The bundle that is being read: a drawing meanwhile must not start again.
    static READING: RefCell<Option<AtlasRef>> = const { RefCell::new(None) };
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
