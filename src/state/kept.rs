//! What the rest of the program knows of the kept things, and how keeping can fail.

use crate::domain::PlaceId;
use thiserror::Error;

/// Places with a mark of the reader's own. The records behind it are in the slot of 我的支部.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Visited.
    pub visited: Vec<PlaceId>,
    /// In the list of favourites.
    pub starred: Vec<PlaceId>,
    /// Venues with a lecture in the log.
    pub reached: Vec<PlaceId>,
    /// Changed or added on the map by the reader.
    pub edited: Vec<PlaceId>,
}

/// Why something could not be kept on the device.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreFault {
    /// The browser lets this page keep nothing.
    #[error("the browser refuses to keep data")]
    Refused,
    /// No room.
    #[error("the device is full")]
    Full,
    /// The connection is gone.
    #[error("the connection to the database was closed")]
    Closed,
    /// Anything else, in the browser's words.
    #[error("{0}")]
    Broken(String),
}
