//! The bundle: a district's places as files, read into the [`Atlas`](crate::domain::Atlas).
//!
//! [`load()`] is what the page uses: it keeps every place it can and collects [`Warning`]s.
//! What an editor should repair is found by `redmap check`. The wire format is told in `docs/bundle.md`.

pub mod check;
#[cfg(feature = "convert")]
pub mod convert;
pub mod derived;
pub mod document;
pub mod error;
pub mod geometry;
pub mod hours;
pub mod ident;
pub mod intake;
pub mod itinerary;
pub mod link;
pub mod load;
pub mod manifest;
pub mod migrate;
pub mod notes;
pub mod place;
pub mod problem;
pub mod sources;
pub mod stories;
pub mod themes;
pub mod told;
pub mod v1;

pub use crate::json::Members;
pub use document::Document;
pub use error::{BundleError, Warning};
pub use geometry::GeometryFault;
pub use load::{
    LayerBytes, Loaded, load, load_bare, load_features, load_piece, looks_like_manifest,
};
pub use manifest::{LayerRef, Manifest};
pub use problem::{Expected, ProblemKind};
