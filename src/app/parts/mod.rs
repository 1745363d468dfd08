//! Small parts that views share. Plain functions: a component of its own costs about 4 KB of download,
//! and none of these has a state.

pub mod drawing;
pub mod el;
pub mod notice;

pub use drawing::{glyph, line_icon, sym};
pub use el::{El, button, el, outside};
pub use notice::notice_box;
