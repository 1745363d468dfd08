//! What the screen says, worked out without a screen: view models, formats, exports.

pub mod branch;
pub mod card;
pub mod cite;
pub mod diff;
pub mod error_page;
pub mod finer;
pub mod format;
pub mod found;
pub mod hours;
pub mod map_svg;
pub mod names;
pub mod notices;
pub mod panel;
pub mod paper;
pub mod planner;
pub mod scene;
pub mod shapes;
pub mod share;
pub mod tour;
pub mod way;
