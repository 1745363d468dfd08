//! Texts of views that are loaded when they are first opened, a file a view:
//! `messages! { ClassKey; Title: "课堂", "Class"; }`.

pub mod backdrop;
pub mod branch;
pub mod class;
pub mod editor;
pub mod import;
pub mod outlet;
pub mod paper;
pub mod quiz;
pub mod search;
pub mod settings;
pub mod tour;

pub use branch::BranchKey;
pub use editor::EditKey;
pub use import::ImportKey;
pub use outlet::OutKey;
pub use paper::PaperKey;
pub use quiz::QuizKey;
pub use tour::TourKey;
