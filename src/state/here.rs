//! The reader's own position. It stays on the device: no link, no file and no request carries it.

use crate::domain::LonLat;

/// Radius in metres from which a position is too rough to sort by.
pub const ROUGH_M: f64 = 1000.0;

/// What is known of the reader's position.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Here {
    /// Nobody has asked for it.
    #[default]
    Off,
    /// The browser has been asked.
    Asking,
    /// The reader is within so many metres of a position.
    At(LonLat, f64),
    /// There is no position.
    Failed(Trouble),
}

/// Why there is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The reader, the browser or the page's insecure address forbids it.
    Refused,
    /// The device cannot tell, or not in time.
    Unavailable,
}

impl Here {
    /// The position, if it is good enough to sort by.
    #[must_use]
    pub fn exact(self) -> Option<LonLat> {
        match self {
            Self::At(at, accuracy) if accuracy < ROUGH_M => Some(at),
            _ => None,
        }
    }
}
