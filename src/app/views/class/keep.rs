//! What stays on the device: stories of the reader's own as records (`app::keep`), days in a row as a
//! setting. All of it may be refused (private windows), and then it lasts as long as the page.

use crate::app::keep;
use crate::domain::kept::{Key, fresh_id};
use crate::i18n::words::class::ClassKey as K;
use crate::state::book::Change;
use crate::state::class::deck;
use crate::state::class::own::{self, Own};
use crate::state::class::streak::Streak;
use crate::state::{Action, Edit};
use gloo::storage::{LocalStorage, Storage};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Where stories lay before they were records.
const STORIES: &str = "redmap.stories";
const STREAK: &str = "redmap.streak";
/// Who writes: the other views of this page are told, this one knows.
const PART: &str = "class";

thread_local! {
    static PERSISTED: Cell<bool> = const { Cell::new(false) };
}

fn get(key: &str) -> String {
    LocalStorage::raw().get_item(key).ok().flatten().unwrap_or_default()
}

/// Reads the reader's own stories and follows what other tabs and views do with them.
pub fn start(on: &Callback<Action>) {
    let others = on.clone();
    keep::follow_as(PART, move |mut paths| {
        paths.retain(|path| own::id_of(path).is_some());
        if paths.is_empty() {
            return;
        }
        let on = others.clone();
        spawn_local(async move {
            // What cannot be read now is read at the next start.
            if let Ok(rows) = keep::read(paths).await {
                on.emit(Edit::new(move |s| {
                    deck::change(s, |c| c.own = Rc::new(own::followed(&c.own, &rows)));
                }));
            }
        });
    });
    let on = on.clone();
    spawn_local(async move {
        let all = Rc::new(stories().await);
        on.emit(Edit::new(move |s| deck::shelved(s, &all)));
    });
}

/// The reader's own stories; those of an earlier version of this program become records.
async fn stories() -> Vec<Own> {
    let old = own::from_shelf(&get(STORIES));
    let Ok(rows) = keep::all().await else { return old };
    let known = own::followed(&[], &rows);
    if old.is_empty() {
        return known;
    }
    let new: Vec<Own> = old.into_iter().filter(|o| known.iter().all(|k| k.id != o.id)).collect();
    let change =
        Change { put: new.iter().map(|o| own::record(o, now_ms())).collect(), drop: Vec::new() };
    // Only what is safely in its new place leaves the old one.
    if change.is_empty() || keep::write_as(PART, &change).await.is_ok() {
        LocalStorage::raw().remove_item(STORIES).ok();
    }
    [new, known].concat()
}

/// Keeps a story; where that fails it is said.
pub fn put(on: &Callback<Action>, story: &Own) {
    write(on, Change::put(own::record(story, now_ms())));
}

/// Takes a story off the device.
pub fn drop(on: &Callback<Action>, id: &str) {
    write(on, Change::drop(Key::new(own::KIND, id)));
}

fn write(on: &Callback<Action>, change: Change) {
    let on = on.clone();
    spawn_local(async move {
        if keep::write_as(PART, &change).await.is_err() {
            on.emit(Edit::new(|s| {
                deck::change(s, |c| c.said = Some((K::SaveFailed, String::new())));
            }));
        } else if !PERSISTED.replace(true) {
            keep::persist();
        }
    });
}

/// A new id, which no other device makes.
pub fn new_id() -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 2^32
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    ["own-", &fresh_id(now_ms(), chance)].concat()
}

fn now_ms() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // far below 2^53
    let now = js_sys::Date::now() as i64;
    now
}

/// Days in a row.
pub fn streak() -> Streak {
    Streak::parse(&get(STREAK))
}

/// Keeps them.
pub fn set_streak(streak: Streak) {
    let _ = LocalStorage::raw().set_item(STREAK, &streak.text());
}
