//! Tours kept on the device. Those with a name are records of [`crate::app::keep`], so that backups hold
//! them and every tab sees the same; the one being made stands in localStorage, since a card asks for it
//! while it is drawn and a page that is closed must not lose the last change.
//!
//! Earlier programs kept all of them in localStorage; what is found there moves over, and leaves only when it
//! has reached the database. The browser may refuse (private windows): then the reader is told so.

use super::keep::{self, Row};
use crate::domain::Itinerary;
use crate::domain::kept::{Envelope, Key, fresh_id};
use crate::domain::tour_link;
use crate::json::write::Object;
use crate::json::{Members, Raw, text};
use crate::state::book::Change;
use crate::state::planner::Kept;
use gloo::storage::{LocalStorage, Storage};
use wasm_bindgen_futures::spawn_local;

/// The kind of a named tour: its data are its `name` and its `tour` as the link has it.
const TOUR: &str = "tour";
/// Who hears of changes, and who makes them: two names, so that the list follows this page's own deeds too.
const HEARS: &str = "tours";
const WRITES: &str = "tour";
/// The tour being made, as `tour=` has it.
const DRAFT: &str = "redmap.tour";
/// Where earlier programs kept all named tours: a line each of id, name and code, parted by tabulators.
const OLD_TOURS: &str = "redmap.tours";

/// The tour that was being made last; empty where there is none.
#[must_use]
pub fn draft() -> String {
    old(DRAFT)
}

/// Keeps the tour being made.
pub fn set_draft(code: &str) {
    let _ = LocalStorage::raw().set_item(DRAFT, code);
}

/// The named tours, those of earlier programs among them.
pub async fn tours() -> Vec<Kept> {
    let rows = keep::all().await.unwrap_or_default();
    let mut tours: Vec<Kept> = rows.iter().filter(|row| is_tour(&row.0)).filter_map(kept).collect();
    let mut moved = Change::default();
    for tour in old(OLD_TOURS).lines().filter_map(line) {
        if tours.iter().all(|known| known.id != tour.id) {
            moved.put.push(record(&tour.id, &tour.name, &tour.code));
            tours.push(tour);
        }
    }
    if moved.is_empty() || keep::write_as(WRITES, &moved).await.is_ok() {
        LocalStorage::delete(OLD_TOURS);
    }
    tours
}

/// Hears which tours have changed, in this tab or another: as they are now, or gone.
pub fn follow(heard: impl Fn(Vec<(String, Option<Kept>)>) + 'static) {
    let heard = std::rc::Rc::new(heard);
    keep::follow_as(HEARS, move |paths| {
        let (heard, paths) = (heard.clone(), paths.into_iter().filter(|p| is_tour(p)).collect());
        spawn_local(async move {
            let rows = keep::read(paths).await.unwrap_or_default();
            let id = |row: &Row| row.0.split_once('/').map_or("", |(_, id)| id).to_owned();
            heard(rows.iter().map(|row| (id(row), kept(row))).collect());
        });
    });
}

/// Keeps a tour under its id; whether it is on the disk.
pub async fn put(tour: &Kept) -> bool {
    write(Change::put(record(&tour.id, &tour.name, &tour.code))).await
}

/// Deletes a tour; whether that is on the disk.
pub async fn delete(tour: &Kept) -> bool {
    write(Change::drop(Key::new(TOUR, &tour.id))).await
}

/// The same tour under another name and an id of its own.
#[must_use]
pub fn copy(code: &str, name: &str) -> Kept {
    let named = |tour| tour_link::encode(&Itinerary { name: name.to_owned(), ..tour });
    let code = tour_link::decode(code).map_or_else(|| code.to_owned(), named);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 2^32
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    Kept { id: fresh_id(now(), chance), name: name.to_owned(), code }
}

async fn write(change: Change) -> bool {
    let worked = keep::write_as(WRITES, &change).await.is_ok();
    if worked {
        keep::persist();
    }
    worked
}

fn record(id: &str, name: &str, code: &str) -> Envelope {
    let data = Object::new().text("name", name).text("tour", code).finish();
    Envelope::new(TOUR, id, now(), data)
}

fn kept(row: &Row) -> Option<Kept> {
    let record = Envelope::parse(row.1.as_ref()?).ok().filter(|r| !r.is_newer())?;
    let members = Members::of(Raw::parse(&record.data).ok()?)?;
    let word = |key| members.get(key).and_then(text);
    Some(Kept { id: record.key.id, name: word("name")?, code: word("tour")? })
}

fn is_tour(path: &str) -> bool {
    path.split('/').next() == Some(TOUR)
}

fn line(line: &str) -> Option<Kept> {
    let mut cells = line.split('\t').map(str::to_owned);
    let id = cells.next().filter(|id| !id.is_empty())?;
    Some(Kept { id, name: cells.next()?, code: cells.next()? })
}

fn old(key: &str) -> String {
    LocalStorage::raw().get_item(key).ok().flatten().unwrap_or_default()
}

fn now() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // far below 2^53
    let now = js_sys::Date::now() as i64;
    now
}
