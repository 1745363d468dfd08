//! The street network: its file, snapping, shortest ways, matrices and turn steps. Pure.
//!
//! A [`Network`] is read from a compact file ([`Network::parse`], format in `docs/network.md`) that
//! the command line builds from a table of roads or from an OpenStreetMap extract. Its costs are
//! whole numbers (decimetres, milliseconds), so that every machine finds the same way.

mod access;
mod build;
mod draft;
mod foot;
mod graph;
mod grid;
mod leg;
mod matrix;
mod micro;
mod model;
mod reach;
mod read;
mod search;
mod segments;
mod snap;
mod steps;
mod table;
mod thin;
mod varint;
mod write;

pub use access::{Access, Class, Mode};
pub use build::{BuildError, Built, build};
pub use draft::{Draft, Way};
pub use leg::{Basis, Leg};
pub use matrix::Matrix;
pub use micro::Micro;
pub use model::{Edge, Network, Stats};
pub use read::NetworkError;
pub use snap::{MAX_GAP_M, Snap};
pub use steps::{Compass, Step, StepKind, Turn};
pub use table::{TableError, schematic};
