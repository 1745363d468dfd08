//! The identity of a place, as used in links and files.

use std::fmt;
use thiserror::Error;

/// 1 to 64 characters of `A-Z a-z 0-9 . _ -`, or any text a feature brought (percent-encoded in links).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(String);

/// An id that is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an id must not be empty")]
pub struct EmptyId;

impl PlaceId {
    /// An id from text.
    ///
    /// # Errors
    /// When the text is empty.
    pub fn new(text: impl Into<String>) -> Result<Self, EmptyId> {
        let text = text.into();
        if text.is_empty() { Err(EmptyId) } else { Ok(Self(text)) }
    }

    /// Whether the id keeps to the characters of the contract and needs no encoding in links.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.len() <= 64
            && self.0.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_plain_ids() {
        assert_eq!(PlaceId::new(""), Err(EmptyId));
        assert!(PlaceId::new("erqi-tower").expect("an id").is_plain());
        assert!(!PlaceId::new("二七塔").expect("an id").is_plain());
        assert!(!PlaceId::new("a".repeat(65)).expect("an id").is_plain());
    }
}
