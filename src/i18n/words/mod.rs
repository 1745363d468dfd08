//! Texts of views that are loaded when they are first opened, a file a view:
//! `messages! { ClassKey; Title: "课堂", "Class"; }`.

pub mod branch;
pub mod outlet;
pub mod paper;
pub mod tour;

pub use branch::BranchKey;
pub use outlet::OutKey;
pub use paper::PaperKey;
pub use tour::TourKey;
