//! Texts of views that are loaded when they are first opened, a file a view:
//! `messages! { ClassKey; Title: "课堂", "Class"; }`.

pub mod branch;
pub mod settings;
pub mod search;
pub mod class;
pub mod quiz;
pub mod tour;

pub use branch::BranchKey;
pub use quiz::QuizKey;
pub use tour::TourKey;
