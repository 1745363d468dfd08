//! Small parts that views share.

pub mod drawing;
pub mod notice;

pub use drawing::{Glyph, Sym};
pub use notice::NoticeBox;
