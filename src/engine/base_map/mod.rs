//! The base map: its data, its files and the layout of what is drawn.
//!
//! [`parse`](parse::parse) turns a file into a [`BaseMap`]; [`layout()`] turns a base map, a view and
//! the pins standing on it into [`Mark`]s, the small drawing language that a canvas, an SVG writer
//! or a printer can follow without knowing what a road is. Nothing here knows the web.

pub mod along;
pub mod area;
pub mod borders;
pub mod build;
pub mod clip;
pub mod collide;
mod ground;
mod ink;
pub mod layout;
pub mod marks;
mod metro;
pub mod model;
pub mod neat_line;
pub mod parse;
mod pins;
pub mod point;
mod pois;
pub mod rect;
mod route;
pub mod scale_bar;
pub mod scene;
mod sheet;
mod streets;
pub mod style;
pub mod tables;
mod track;
mod wire;
pub mod write;

pub use build::{BuildError, build};
pub use layout::layout;
pub use marks::{Mark, Paint};
pub use model::BaseMap;
pub use parse::{BaseError, parse};
pub use rect::{Px, Rect};
pub use scene::{Pin, PinKind, RouteKind, RouteLine, Scene, Show, View};
pub use tables::Tables;
