//! The base map: its data, its files and the layout of what is drawn.
//!
//! [`Source`] reads an archive and puts its tiles together to a [`BaseMap`]; [`layout()`] turns a base
//! map, a view and the pins standing on it into [`Mark`]s, the small drawing language that a canvas, an SVG writer
//! or a printer can follow without knowing what a road is. Nothing here knows the web.

pub mod along;
#[cfg(feature = "archive")]
pub mod archive;
pub mod area;
pub mod borders;
#[cfg(feature = "archive")]
pub mod build;
pub mod clip;
pub mod collide;
pub mod compose;
#[cfg(feature = "archive")]
mod curve;
#[cfg(feature = "archive")]
mod cut;
mod ground;
mod ink;
pub mod layout;
pub mod marks;
mod metro;
pub mod model;
pub mod neat_line;
mod pins;
pub mod point;
mod pois;
pub mod rect;
mod route;
pub mod scale_bar;
pub mod scene;
pub mod schema;
mod sheet;
#[cfg(feature = "archive")]
mod simplify;
pub mod source;
pub mod stitch;
mod streets;
pub mod style;
#[cfg(feature = "archive")]
pub mod tables;
mod track;
pub mod wire;

#[cfg(feature = "archive")]
pub use build::{BuildError, build};
pub use layout::layout;
pub use marks::{Mark, Paint};
pub use model::BaseMap;
pub use rect::{Px, Rect};
pub use scene::{Pin, PinKind, RouteKind, RouteLine, Scene, Show, View};
pub use source::Source;
#[cfg(feature = "archive")]
pub use tables::Tables;
