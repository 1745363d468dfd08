//! View models and exports.

pub mod map_svg;
