//! Small settings of the reader, kept in the browser. All of it may be refused (private windows),
//! and then the app simply starts afresh.

use crate::i18n::Lang;
use crate::state::{Keep, Look, Stored};
use gloo::storage::{LocalStorage, Storage};
use gloo::utils::{document_element, window};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

const LANG: &str = "redmap.lang";
const TIANDITU: &str = "redmap.tianditu";
const SHORTCUTS: &str = "redmap.keys";
/// Written by `www/boot.js`, which must know before the program runs.
const LOOK: &str = "redmap.look";

#[wasm_bindgen]
extern "C" {
    /// `www/boot.js`: colours and 长辈版 take effect and are remembered.
    #[wasm_bindgen(js_name = redmapReader, catch)]
    fn redmap_reader(look: &str, elder: bool) -> Result<(), JsValue>;
}

fn item(key: &str) -> String {
    LocalStorage::raw().get_item(key).ok().flatten().unwrap_or_default()
}
const QUIZ: &str = "redmap.quiz";

/// The language chosen last time.
#[must_use]
pub fn lang() -> Option<Lang> {
    Lang::from_code(&item(LANG))
}

/// Remembers the language.
pub fn set_lang(lang: Lang) {
    let _ = LocalStorage::raw().set_item(LANG, lang.code());
}

/// The colours chosen last time.
#[must_use]
pub fn look() -> Look {
    Look::from_word(&item(LOOK))
}

/// Whether 长辈版 is on, by the link or since last time: `www/boot.js` has looked.
#[must_use]
pub fn elder() -> bool {
    document_element().has_attribute("data-mode")
}

/// Whether single keys are shortcuts.
#[must_use]
pub fn shortcuts() -> bool {
    item(SHORTCUTS) != "off"
}

/// Brings the page in line with the reader's choices and remembers them.
pub fn set_reader(look: Look, elder: bool, shortcuts: bool) {
    // A page without boot.js (a test) stays as it is.
    let _ = redmap_reader(look.word(), elder);
    let _ = LocalStorage::raw().set_item(SHORTCUTS, if shortcuts { "" } else { "off" });
}

/// What `www/later/offline.js` knows of the stored files.
#[must_use]
pub fn kept() -> Stored {
    let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).unwrap_or_default();
    let offline = get(&window(), "redmapOffline");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts far below 2^32
    let count = |key: &str| get(&offline, key).as_f64().unwrap_or(0.0) as u32;
    Stored {
        keep: Keep::from_word(&get(&offline, "word").as_string().unwrap_or_default()),
        update: get(&offline, "update").is_truthy(),
        files: count("files"),
        kilobytes: count("kilobytes"),
        all_kilobytes: count("all"),
    }
}

/// Results of quizzes, as they were written.
#[must_use]
pub fn quiz() -> Option<String> {
    LocalStorage::raw().get_item(QUIZ).ok().flatten()
}

/// The reader's own key for 天地图; empty where there is none.
#[must_use]
pub fn tianditu_key() -> String {
    item(TIANDITU)
}

/// Keeps the key on this device.
pub fn set_tianditu_key(key: &str) {
    let _ = LocalStorage::raw().set_item(TIANDITU, key);
}

/// Keeps results of quizzes.
pub fn set_quiz(text: &str) {
    let _ = LocalStorage::raw().set_item(QUIZ, text);
}
