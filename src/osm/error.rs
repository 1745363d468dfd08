//! Why an extract gives nothing.

use crate::engine::network::BuildError;
use thiserror::Error;

/// Why nothing came of an extract. `i18n::osm` has the words for people.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OsmError {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// It does not begin as .osm.pbf; what it seems to be, where that shows.
    #[error("not an .osm.pbf file{}", .0.map_or(String::new(), |k| format!(" but {k}")))]
    Foreign(Option<&'static str>),
    /// It begins well and then is cut or damaged; where, in bytes, and what the reader says.
    #[error("damaged or cut off near byte {near}: {what}")]
    Broken {
        /// Bytes read before.
        near: usize,
        /// The reader's words.
        what: String,
    },
    /// It asks for an ability that is not here.
    #[error("it needs “{0}”, which is not supported")]
    Feature(String),
    /// The streets make no network.
    #[error(transparent)]
    Build(#[from] BuildError),
}
