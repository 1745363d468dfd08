//! The parts of IndexedDB and of `BroadcastChannel` that keeping needs.
//!
//! Six requests are used: a crate over them would bring an error type and a builder for each, and
//! `web-sys` lacks the durability of a transaction in its stable part.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `window.indexedDB`.
    #[derive(Clone)]
    pub type Factory;

    /// Opens a database, made new or raised to a version; without one as it is.
    #[wasm_bindgen(method, catch)]
    pub fn open(this: &Factory, name: &str, version: Option<u32>) -> Result<Request, JsValue>;

    /// A request that answers by events.
    #[derive(Clone)]
    pub type Request;

    /// What it gave.
    #[wasm_bindgen(method, getter, catch)]
    pub fn result(this: &Request) -> Result<JsValue, JsValue>;

    /// Why it failed.
    #[wasm_bindgen(method, getter, catch)]
    pub fn error(this: &Request) -> Result<JsValue, JsValue>;

    /// Hears of success.
    #[wasm_bindgen(method, setter, js_name = onsuccess)]
    pub fn set_on_success(this: &Request, act: &JsValue);

    /// Hears of failure.
    #[wasm_bindgen(method, setter, js_name = onerror)]
    pub fn set_on_error(this: &Request, act: &JsValue);

    /// Hears that the database is new or of an older version.
    #[wasm_bindgen(method, setter, js_name = onupgradeneeded)]
    pub fn set_on_upgrade(this: &Request, act: &JsValue);

    /// An open database.
    #[derive(Clone)]
    pub type Database;

    /// Makes a store; only while the database is made new.
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    pub fn create_store(this: &Database, name: &str) -> Result<Store, JsValue>;

    /// Starts a transaction.
    #[wasm_bindgen(method, catch)]
    pub fn transaction(
        this: &Database,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;

    /// Ends the connection.
    #[wasm_bindgen(method)]
    pub fn close(this: &Database);

    /// Hears that someone wants to remove the database.
    #[wasm_bindgen(method, setter, js_name = onversionchange)]
    pub fn set_on_version_change(this: &Database, act: &JsValue);

    /// A transaction.
    #[derive(Clone)]
    pub type Transaction;

    /// A store of the transaction.
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    pub fn store(this: &Transaction, name: &str) -> Result<Store, JsValue>;

    /// Why it was undone.
    #[wasm_bindgen(method, getter, js_name = error)]
    pub fn failure(this: &Transaction) -> JsValue;

    /// Hears that all is written.
    #[wasm_bindgen(method, setter, js_name = oncomplete)]
    pub fn set_on_complete(this: &Transaction, act: &JsValue);

    /// Hears that nothing is written.
    #[wasm_bindgen(method, setter, js_name = onabort)]
    pub fn set_on_abort(this: &Transaction, act: &JsValue);

    /// A store of values by key.
    #[derive(Clone)]
    pub type Store;

    /// Writes a value.
    #[wasm_bindgen(method, catch)]
    pub fn put(this: &Store, value: &JsValue, key: &str) -> Result<Request, JsValue>;

    /// Removes a value.
    #[wasm_bindgen(method, catch)]
    pub fn delete(this: &Store, key: &str) -> Result<Request, JsValue>;

    /// Reads a value.
    #[wasm_bindgen(method, catch)]
    pub fn get(this: &Store, key: &JsValue) -> Result<Request, JsValue>;

    /// Reads all values in the order of their keys.
    #[wasm_bindgen(method, catch, js_name = getAll)]
    pub fn all(this: &Store) -> Result<Request, JsValue>;

    /// Reads all keys in their order.
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    pub fn all_keys(this: &Store) -> Result<Request, JsValue>;

    /// A channel to the other tabs of the site.
    #[wasm_bindgen(js_name = BroadcastChannel)]
    pub type Channel;

    /// Joins a channel.
    #[wasm_bindgen(constructor, catch, js_class = "BroadcastChannel")]
    pub fn new(name: &str) -> Result<Channel, JsValue>;

    /// Tells the others.
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub fn post(this: &Channel, message: &JsValue) -> Result<(), JsValue>;

    /// Hears the others.
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    pub fn set_on_message(this: &Channel, act: &JsValue);
}
