//! Texts of views that are loaded when they are first opened, a file a view:
//! `messages! { ClassKey; Title: "课堂", "Class"; }`.

pub mod paper;

pub use paper::{OutKey, PaperKey};
