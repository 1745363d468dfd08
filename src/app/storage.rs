//! Small settings of the reader, kept in the browser. All of it may be refused (private windows),
//! and then the app simply starts afresh.

use crate::i18n::Lang;
use gloo::storage::{LocalStorage, Storage};

const LANG: &str = "redmap.lang";
const QUIZ: &str = "redmap.quiz";

/// The language chosen last time.
#[must_use]
pub fn lang() -> Option<Lang> {
    LocalStorage::raw().get_item(LANG).ok().flatten().and_then(|code| Lang::from_code(&code))
}

/// Remembers the language.
pub fn set_lang(lang: Lang) {
    let _ = LocalStorage::raw().set_item(LANG, lang.code());
}

/// Results of quizzes, as they were written.
#[must_use]
pub fn quiz() -> Option<String> {
    LocalStorage::raw().get_item(QUIZ).ok().flatten()
}

/// Keeps results of quizzes.
pub fn set_quiz(text: &str) {
    let _ = LocalStorage::raw().set_item(QUIZ, text);
}
