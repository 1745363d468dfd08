//! Deeds of 我的支部: the state changes at once, the disk follows, and how that went is told.

use crate::app::worker::Port;
use crate::app::{files, keep, names};
use crate::domain::Date;
use crate::domain::kept::{Key, Session, Shelf, Suggestion, Visit, fresh_id};
use crate::domain::{Place, PlaceId};
use crate::i18n::words::BranchKey;
use crate::present::branch::{backup, csv};
use crate::state::book::{Book, Change};
use crate::state::branch::{Branch, Deed, today, update};
use crate::state::kept::StoreFault;
use crate::state::{Action, Edit, State};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    /// The worker at work on a workbook.
    static WORKER: RefCell<Option<Port>> = const { RefCell::new(None) };
    static PERSISTED: Cell<bool> = const { Cell::new(false) };
}

/// Changes the view's state.
pub fn edit(on: &Callback<Action>, change: impl Fn(&mut Branch) + 'static) {
    on.emit(Edit::new(move |s: &mut State| {
        update(s, &change);
        sort_names(s);
    }));
}

/// Sorts the names anew where edits brought others: the browser knows their order.
fn sort_names(s: &mut State) {
    if s.branch.get::<Branch>().is_some_and(|b| b.unsorted) {
        s.name_order = Rc::new(names::order(&s.atlas));
        s.branch.update(|b: &mut Branch| b.unsorted = false);
    }
}

/// Reads what is kept, once for the page, and follows the other tabs from then on.
pub fn start(on: &Callback<Action>) {
    if STARTED.replace(true) {
        return;
    }
    let on = on.clone();
    spawn_local(async move {
        let others = on.clone();
        keep::follow(move |paths| {
            let on = others.clone();
            spawn_local(async move {
                // What cannot be read now is read at the next start.
                if let Ok(rows) = keep::read(paths).await {
                    edit(&on, move |b| b.follow(&rows));
                }
            });
        });
        let read = open().await;
        edit(&on, move |b| b.opened(read.clone()));
    });
}

/// All records; those that cannot be read are moved aside.
async fn open() -> Result<(Rc<Book>, usize), StoreFault> {
    let (book, damaged) = Book::load(keep::all().await?);
    if !damaged.is_empty() {
        // If even that fails they stay where they are and are met again next time.
        let _ = keep::set_aside(&damaged).await;
    }
    Ok((Rc::new(book), damaged.len()))
}

/// Makes a change, shows it, and writes it.
pub fn make(on: &Callback<Action>, change: Change, deed: Deed) {
    if change.is_empty() {
        edit(on, move |b| b.deed = Some(deed));
        return;
    }
    let shown = change.clone();
    edit(on, move |b| b.make(&shown, deed));
    write(on, change);
}

/// Takes the last deed back, or does it again.
pub fn step(on: &Callback<Action>, b: &Branch, back: bool) {
    let Some(change) = b.next_step(back).cloned() else { return };
    edit(on, move |b| b.step(back));
    write(on, change);
}

/// Writes again what could not be written.
pub fn retry(on: &Callback<Action>, b: &Branch) {
    let change = b.unsaved.clone();
    edit(on, |b| b.pending += 1);
    write(on, change);
}

fn write(on: &Callback<Action>, change: Change) {
    let on = on.clone();
    spawn_local(async move {
        let answer = keep::write(&change).await;
        if answer.is_ok() && !PERSISTED.replace(true) {
            keep::persist();
        }
        edit(&on, move |b| b.answered(&change, answer.clone()));
    });
}

/// Milliseconds since 1970-01-01 00:00 UTC.
#[must_use]
pub fn now_ms() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // far below 2^53
    let now = js_sys::Date::now() as i64;
    now
}

fn chance() -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 2^32
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    chance
}

/// A new id for a record.
#[must_use]
pub fn new_id() -> String {
    fresh_id(now_ms(), chance())
}

/// A place's mark “been here”, on or off.
/// `near`: the device's position is there, too.
pub fn toggle_visit(on: &Callback<Action>, b: &Branch, place: &Place, day: Date, near: bool) {
    let id = place.id.as_str();
    let change = if b.book.get(Visit::KIND, id).is_some() {
        Change::drop(Key::new(Visit::KIND, id))
    } else {
        let name = place.name.zh.clone();
        let place = place.id.clone();
        let visit = Visit { place, name, days: vec![day], note: String::new(), by_position: near };
        Change::put(visit.record(now_ms()))
    };
    let deed = if change.put.is_empty() { Deed::Removed } else { Deed::Saved };
    make(on, change, deed);
}

/// A place in a list, or not.
pub fn toggle_in(on: &Callback<Action>, b: &Branch, list: &str, id: &PlaceId, name: &str) {
    let shelf = b.book.shelves().find(|(key, _)| *key == list).map(|(_, s)| s.clone());
    let mut shelf = shelf.unwrap_or_default();
    let deed = if shelf.has(id) {
        shelf.remove(id);
        Deed::Removed
    } else {
        shelf.add(id, name);
        Deed::Saved
    };
    make(on, Change::put(shelf.record(list, now_ms())), deed);
}

/// Writes a suggestion down.
pub fn put_suggestion(on: &Callback<Action>, id: &str, suggestion: &Suggestion) {
    make(on, Change::put(suggestion.record(id, now_ms())), Deed::Saved);
}

/// Everything as one file.
pub fn export_all(on: &Callback<Action>, s: &State) {
    let (on, s) = (on.clone(), s.clone());
    spawn_local(async move {
        // What was set aside goes along; where storage is refused there is none.
        let damaged = keep::aside().await.unwrap_or_default();
        let Some(b) = s.branch.get::<Branch>() else { return };
        let bytes = backup::write(&s, &b.book, &damaged);
        files::download(&backup::name(today(s.now)), "application/zip", &bytes);
        edit(&on, |b| b.deed = Some(Deed::Exported));
    });
}

/// Takes in a file of [`export_all`].
pub fn import_all(on: &Callback<Action>, s: &State) {
    let (on, lang) = (on.clone(), s.lang);
    let book = s.branch.get::<Branch>().map(|b| b.book.clone()).unwrap_or_default();
    files::pick(".zip,.json,application/zip,application/json", move |bytes| {
        spawn_local(async move {
            match records(&bytes).await {
                Ok((records, lost)) => {
                    let found = records.len();
                    let change = book.merge(records);
                    let new = change.put.len();
                    make(&on, change, Deed::Imported(new, found - new.min(found)));
                    if lost > 0 {
                        let line = BranchKey::BackupLost.fill(lang, &[&lost.to_string()]);
                        edit(&on, move |b| b.trouble = vec![line.clone()]);
                    }
                }
                Err(why) => {
                    let key = match why {
                        backup::BackupError::NotOurs => BranchKey::NotOurs,
                        backup::BackupError::Damaged => BranchKey::BackupDamaged,
                        backup::BackupError::Newer => BranchKey::BackupNewer,
                    };
                    unreadable(&on, vec![key.text(lang).to_owned()]);
                }
            }
        });
    });
}

async fn records(
    bytes: &[u8],
) -> Result<(Vec<crate::domain::kept::Envelope>, usize), backup::BackupError> {
    let file = backup::find(bytes)?;
    if !file.deflated {
        return backup::read(&file.bytes);
    }
    let unpacked = files::inflate(&file.bytes).await.ok_or(backup::BackupError::Damaged)?;
    file.check(&unpacked).map_err(|_| backup::BackupError::Damaged)?;
    backup::read(&unpacked)
}

/// Says that a file could not be read, and why.
pub fn unreadable(on: &Callback<Action>, why: Vec<String>) {
    edit(on, move |b| {
        b.deed = Some(Deed::Unreadable);
        b.trouble.clone_from(&why);
    });
}

/// The log as a table.
pub fn export_table(on: &Callback<Action>, s: &State, b: &Branch) {
    let name = ["redmap-sessions-", &today(s.now).text(), ".csv"].concat();
    files::download(&name, "text/csv;charset=utf-8", csv::write(s.lang, &b.book).as_bytes());
    edit(on, |b| b.deed = Some(Deed::Exported));
}

/// The log as a workbook, which the tools worker writes.
pub fn export_workbook(on: &Callback<Action>, s: &State, b: &Branch) {
    let name = ["redmap-sessions-", &today(s.now).text(), ".xlsx"].concat();
    let (told, lang) = (on.clone(), s.lang);
    worked(WRITE_BOOK, csv::write(lang, &b.book).as_bytes(), move |bytes| match bytes {
        Some(bytes) => {
            files::download(&name, XLSX, &bytes);
            edit(&told, |b| b.deed = Some(Deed::Exported));
        }
        None => unreadable(&told, vec![BranchKey::NoWorkbook.text(lang).to_owned()]),
    });
}

/// Takes in a table of sessions: CSV here, a workbook by way of the tools worker.
pub fn import_table(on: &Callback<Action>, s: &State, b: &Branch) {
    let (on, s, book) = (on.clone(), s.clone(), b.book.clone());
    files::pick(".csv,.txt,.tsv,.xlsx,text/csv", move |bytes| {
        if !bytes.starts_with(b"PK") {
            return take_table(&on, &s, &book, &files::table_text(&bytes));
        }
        worked(READ_BOOK, &bytes, move |csv| match csv {
            Some(csv) => take_table(&on, &s, &book, &files::table_text(&csv)),
            None => unreadable(&on, vec![BranchKey::NoWorkbook.text(s.lang).to_owned()]),
        });
    });
}

fn take_table(on: &Callback<Action>, s: &State, book: &Book, text: &str) {
    let read = csv::read(s.lang, text, &s.atlas, book, now_ms(), chance());
    if read.records.is_empty() && read.known == 0 {
        return unreadable(on, read.faults);
    }
    let deed = Deed::Imported(read.records.len(), read.known);
    make(on, Change { put: read.records, drop: Vec::new() }, deed);
    edit(on, move |b| b.trouble.clone_from(&read.faults));
}

/// What the tools worker is asked for (`www/workers/tools.js`).
const WRITE_BOOK: u8 = 8;
const READ_BOOK: u8 = 9;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Has the tools worker do something; `None`: it could not.
fn worked(ask: u8, bytes: &[u8], done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let done = Rc::new(RefCell::new(Some(done)));
    let hear = {
        let done = done.clone();
        move |answer: Option<Vec<u8>>| {
            if let Some(done) = done.take() {
                done(answer.filter(|a| !a.is_empty()));
            }
            // Not at once: this is called by what would be dropped.
            spawn_local(async { WORKER.set(None) });
        }
    };
    match Port::open("tools.js", hear) {
        Some(port) => {
            port.send(&[&[ask], bytes].concat());
            WORKER.set(Some(port));
        }
        None => {
            if let Some(done) = done.take() {
                done(None);
            }
        }
    }
}

/// The lectures of the planner's tour.
pub fn take_tour(on: &Callback<Action>, sessions: &[Session]) {
    let (now, chance) = (now_ms(), chance());
    let id = |i: usize| fresh_id(now, chance.wrapping_add(u32::try_from(i).unwrap_or(0)));
    let put = sessions.iter().enumerate().map(|(i, s)| s.record(&id(i), now)).collect();
    make(on, Change { put, drop: Vec::new() }, Deed::Saved);
}

/// Prints the certificate: the style sheet leaves nothing else on the paper.
pub fn print() {
    let _ = crate::app::clipboard::call(&gloo::utils::window(), "print", &JsValue::UNDEFINED);
}

/// The list that is always there.
pub const FAVOURITES: &str = Shelf::FAVOURITES;
