//! What the reader keeps, on the reader's own device: one database of the browser, a record a key.
//!
//! A write is done only when its transaction is complete with `durability: "strict"`: then it has
//! reached the disk, and a killed page or a power cut takes nothing back. Every tab of the site hears of
//! it. What a record means is [`crate::domain::kept`]'s business; all in memory is a
//! [`crate::state::book::Book`].

mod ffi;

use crate::domain::kept::Key;
use crate::state::book::{Aside, Change};
use crate::state::kept::StoreFault;
use ffi::{Channel, Database, Factory, Request, Store};
use gloo::utils::window;
use js_sys::{Array, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The database, and what stands in for it should it be damaged beyond opening.
const NAMES: [&str; 3] = ["redmap", "redmap-2", "redmap-3"];
/// Which of them is in use, in localStorage.
const IN_USE: &str = "redmap.store";
/// Version of the database's stores. The form of a record has a version of its own.
const VERSION: u32 = 1;
const RECORDS: &str = "records";
const ASIDE: &str = "aside";
const CHANNEL: &str = "redmap.kept";

thread_local! {
    static OPEN: RefCell<Option<Database>> = const { RefCell::new(None) };
    static OTHERS: RefCell<Option<Channel>> = const { RefCell::new(None) };
    /// The views of this page that follow, each with its name.
    static HEAR: RefCell<Vec<(&'static str, Hear)>> = const { RefCell::new(Vec::new()) };
}

/// What hears of changed keys.
type Hear = Rc<dyn Fn(Vec<String>)>;

/// A key and the text under it; `None`: no text, or nothing.
pub type Row = (String, Option<String>);

/// Reads everything.
///
/// # Errors
/// When the browser lets nothing be kept.
pub async fn all() -> Result<Vec<Row>, StoreFault> {
    let store = store(RECORDS, false).await?;
    let (keys, values) = (store.all_keys().map_err(fault)?, store.all().map_err(fault)?);
    // Both wait at once: a transaction without an open request ends.
    let (keys, values) = (asked(&keys), asked(&values));
    let keys: Array = JsFuture::from(keys).await.map_err(fault)?.unchecked_into();
    let keys: Vec<String> = keys.iter().filter_map(|k| k.as_string()).collect();
    match JsFuture::from(values).await {
        Ok(values) if Array::from(&values).length() as usize == keys.len() => {
            let values = Array::from(&values);
            Ok(keys.into_iter().zip(values.iter().map(|v| v.as_string())).collect())
        }
        // A value that the browser cannot read must not cost the others.
        _ => read(keys).await,
    }
}

/// Reads what is under some keys.
///
/// # Errors
/// When the browser lets nothing be kept.
pub async fn read(keys: Vec<String>) -> Result<Vec<Row>, StoreFault> {
    let mut rows = Vec::new();
    for key in keys {
        let store = store(RECORDS, false).await?;
        let value = match store.get(&JsValue::from_str(&key)) {
            Ok(request) => JsFuture::from(asked(&request)).await.ok(),
            Err(_) => None,
        };
        rows.push((key, value.and_then(|v| v.as_string())));
    }
    Ok(rows)
}

/// Writes a change, all of it or nothing; it is on the disk when this returns.
///
/// # Errors
/// When it could not be written. Nothing of it is then.
pub async fn write(change: &Change) -> Result<(), StoreFault> {
    write_as("", change).await
}

/// The same for a view with a name ([`follow_as`]): all of this page hear of it but that view.
///
/// # Errors
/// When it could not be written. Nothing of it is then.
pub async fn write_as(part: &'static str, change: &Change) -> Result<(), StoreFault> {
    match write_once(change).await {
        // The browser may have closed the connection, e.g. when site data were cleared.
        Err(StoreFault::Closed) => write_once(change).await,
        done => done,
    }?;
    tell(part, change);
    Ok(())
}

async fn write_once(change: &Change) -> Result<(), StoreFault> {
    let (transaction, store) = begin(RECORDS, true).await?;
    for record in &change.put {
        store.put(&JsValue::from_str(&record.to_json()), &record.key.path()).map_err(fault)?;
    }
    for key in &change.drop {
        store.delete(&key.path()).map_err(fault)?;
    }
    complete(&transaction).await
}

/// Moves records that cannot be read out of the way; they stay in the database under `aside`.
///
/// # Errors
/// When that could not be written.
pub async fn set_aside(aside: &[Aside]) -> Result<(), StoreFault> {
    let (transaction, away) = begin(ASIDE, true).await?;
    let records = transaction.store(RECORDS).map_err(fault)?;
    for record in aside {
        // The value itself, whatever it is: a copy as text would lose what is no text.
        let raw = record.raw.as_deref().map_or(JsValue::NULL, JsValue::from_str);
        away.put(&raw, &record.path).map_err(fault)?;
        records.delete(&record.path).map_err(fault)?;
    }
    complete(&transaction).await
}

/// Reads what was set aside.
///
/// # Errors
/// When the browser lets nothing be kept.
pub async fn aside() -> Result<Vec<Row>, StoreFault> {
    let store = store(ASIDE, false).await?;
    let (keys, values) = (store.all_keys().map_err(fault)?, store.all().map_err(fault)?);
    let (keys, values) = (asked(&keys), asked(&values));
    let keys = Array::from(&JsFuture::from(keys).await.map_err(fault)?);
    let values = Array::from(&JsFuture::from(values).await.map_err(fault)?);
    let keys = keys.iter().filter_map(|k| k.as_string());
    Ok(keys.zip(values.iter().map(|v| v.as_string())).collect())
}

/// Hears, for as long as the page lives, which keys another tab has changed.
pub fn follow(heard: impl Fn(Vec<String>) + 'static) {
    follow_as("", heard);
}

/// The same for a view with a name: it also hears what the other views of this page write.
pub fn follow_as(part: &'static str, heard: impl Fn(Vec<String>) + 'static) {
    HEAR.with_borrow_mut(|all| all.push((part, Rc::new(heard))));
    if OTHERS.with_borrow(Option::is_some) {
        return;
    }
    let Ok(channel) = Channel::new(CHANNEL) else { return };
    let act = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let data = Reflect::get(&event, &"data".into()).unwrap_or_default();
        let keys: Vec<String> = Array::from(&data).iter().filter_map(|k| k.as_string()).collect();
        hear(None, &keys);
    });
    channel.set_on_message(&act.into_js_value());
    OTHERS.set(Some(channel));
}

/// Asks the browser not to throw the data away when space runs short. Some ask the reader first, so this
/// is done when something has been kept, not before.
pub fn persist() {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).unwrap_or_default();
    if let Some(promise) = super::clipboard::call(&storage, "persist", &JsValue::UNDEFINED) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(Promise::from(promise)).await;
        });
    }
}

/// Tells the views of this page, but for the one named, that keys have changed.
fn hear(but: Option<&'static str>, keys: &[String]) {
    // A listener may do anything, even follow: nothing stays borrowed.
    let all: Vec<Hear> = HEAR.with_borrow(|all| {
        all.iter().filter(|(part, _)| Some(*part) != but).map(|(_, hear)| hear.clone()).collect()
    });
    for heard in all {
        heard(keys.to_vec());
    }
}

/// Tells the other tabs and views which keys have changed.
fn tell(part: &'static str, change: &Change) {
    let paths: Vec<String> =
        change.put.iter().map(|r| &r.key).chain(&change.drop).map(Key::path).collect();
    let keys = Array::new();
    for path in &paths {
        keys.push(&path.into());
    }
    hear(Some(part), &paths);
    OTHERS.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post(&keys);
        }
    });
}

async fn store(name: &str, write: bool) -> Result<Store, StoreFault> {
    Ok(begin(name, write).await?.1)
}

/// A transaction and its store.
async fn begin(name: &str, write: bool) -> Result<(ffi::Transaction, Store), StoreFault> {
    let database = database().await?;
    let options = Object::new();
    let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
    let mode = if write { "readwrite" } else { "readonly" };
    let stores = Array::of2(&RECORDS.into(), &ASIDE.into());
    let begun = database.transaction(&stores, mode, &options).map_err(fault);
    if begun.as_ref().is_err_and(|why| *why == StoreFault::Closed) {
        OPEN.set(None);
    }
    let transaction = begun?;
    let store = transaction.store(name).map_err(fault)?;
    Ok((transaction, store))
}

async fn database() -> Result<Database, StoreFault> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let database = open_any().await?;
    let closing = database.clone();
    let close = Closure::<dyn Fn()>::new(move || {
        closing.close();
        OPEN.set(None);
    });
    database.set_on_version_change(&close.into_js_value());
    OPEN.set(Some(database.clone()));
    Ok(database)
}

/// Opens the database in use; one that is damaged is left alone, and the next name is used from now on.
async fn open_any() -> Result<Database, StoreFault> {
    let local = window().local_storage().ok().flatten();
    let in_use = local.as_ref().and_then(|l| l.get_item(IN_USE).ok().flatten());
    let first = NAMES.iter().position(|n| in_use.as_deref() == Some(n)).unwrap_or(0);
    let mut last = StoreFault::Refused;
    for name in &NAMES[first..] {
        match open(name).await {
            Ok(database) => {
                if *name != NAMES[first]
                    && let Some(local) = &local
                {
                    let _ = local.set_item(IN_USE, name);
                }
                return Ok(database);
            }
            // Refused or full is so for every name.
            Err(why @ StoreFault::Broken(_)) => last = why,
            Err(why) => return Err(why),
        }
    }
    Err(last)
}

async fn open(name: &str) -> Result<Database, StoreFault> {
    // In some private windows and frames even looking at it throws.
    let factory = Reflect::get(&window(), &"indexedDB".into()).map_err(|_| StoreFault::Refused)?;
    if factory.is_undefined() || factory.is_null() {
        return Err(StoreFault::Refused);
    }
    let factory: Factory = factory.unchecked_into();
    let mut answer = opened(&factory, name, Some(VERSION)).await;
    if answer.as_ref().is_err_and(|e| name_of(e) == "VersionError") {
        // A later program has been here; its records tell their own versions.
        answer = opened(&factory, name, None).await;
    }
    let database: Database = answer.map_err(fault)?.unchecked_into();
    let both = Array::of2(&RECORDS.into(), &ASIDE.into());
    match database.transaction(&both, "readonly", &JsValue::UNDEFINED) {
        Ok(_) => Ok(database),
        Err(e) => {
            database.close();
            Err(StoreFault::Broken(words_of(&e)))
        }
    }
}

async fn opened(factory: &Factory, name: &str, version: Option<u32>) -> Result<JsValue, JsValue> {
    let request = factory.open(name, version)?;
    let made: Request = request.clone().unchecked_into();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = made.result() {
            let database: Database = database.unchecked_into();
            let _ = database.create_store(RECORDS);
            let _ = database.create_store(ASIDE);
        }
    });
    request.set_on_upgrade(&upgrade);
    JsFuture::from(asked(&request)).await
}

/// The answer of a request, as a promise: no closure of our own has to be kept alive.
fn asked(request: &Request) -> Promise {
    let (good, bad): (Request, Request) =
        (request.clone().unchecked_into(), request.clone().unchecked_into());
    Promise::new(&mut |done, failed| {
        let (good, bad) = (good.clone(), bad.clone());
        good.set_on_success(&Closure::once_into_js({
            let good = good.clone();
            move || {
                let _ = done.call1(&JsValue::NULL, &good.result().unwrap_or_default());
            }
        }));
        bad.set_on_error(&Closure::once_into_js({
            let bad = bad.clone();
            move |event: JsValue| {
                // The failure is told to the reader; on the page it must not also be an uncaught error.
                let _ = super::clipboard::call(&event, "preventDefault", &JsValue::UNDEFINED);
                let _ = failed.call1(&JsValue::NULL, &bad.error().unwrap_or_default());
            }
        }));
    })
}

/// Waits until all of a transaction is on the disk.
async fn complete(transaction: &ffi::Transaction) -> Result<(), StoreFault> {
    let ended = Promise::new(&mut |done, failed| {
        transaction.set_on_complete(&done);
        transaction.set_on_abort(&failed);
    });
    match JsFuture::from(ended).await {
        Ok(_) => Ok(()),
        Err(_) => Err(fault(transaction.failure())),
    }
}

fn name_of(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default()
}

fn words_of(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string());
    [name_of(error), message.unwrap_or_default()].join(": ")
}

fn fault(error: impl Into<JsValue>) -> StoreFault {
    let error = error.into();
    match name_of(&error).as_str() {
        "QuotaExceededError" => StoreFault::Full,
        "SecurityError" | "NotAllowedError" => StoreFault::Refused,
        "InvalidStateError" => StoreFault::Closed,
        _ => StoreFault::Broken(words_of(&error)),
    }
}
