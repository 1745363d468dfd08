//! OpenStreetMap extracts (.osm.pbf): what of them becomes streets.
//!
//! The crate `osmpbf` reads the format; what the tags mean follows the OpenStreetMap wiki.

mod access;
mod barrier;
mod error;
mod read;
mod streets;
mod tags;

pub use access::street;
pub use barrier::passes;
pub use error::OsmError;
pub use read::Extract;
pub use streets::streets;
pub use tags::Tags;
