//! What stops the reading of a bundle, and what is only worth a word.

use super::ProblemKind;
use thiserror::Error;

/// The bundle, or one of its files, cannot be read at all.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{file}:{}: {}", line.unwrap_or(0), kind.code())]
pub struct BundleError {
    /// The file as the bundle names it.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Id of the feature, or `#index`.
    pub feature: Option<String>,
    /// Member or property, e.g. `layers[0].file`.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The line and one on each side, each cut to 160 characters.
    pub excerpt: Vec<(u32, String)>,
}

impl BundleError {
    /// An error about a file as a whole.
    #[must_use]
    pub fn of_file(file: &str, kind: ProblemKind) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            feature: None,
            field: None,
            kind,
            excerpt: Vec::new(),
        }
    }
}

/// A value that was dropped or changed so that the rest could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The file as the bundle names it.
    pub file: String,
    /// Id of the feature, or `#index`.
    pub feature: Option<String>,
    /// Member or property, e.g. `sources[2].url`.
    pub field: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// What is wrong.
    pub kind: ProblemKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_and_what_in_one_line() {
        let mut e = BundleError::of_file("a.geojson", ProblemKind::Truncated);
        e.line = Some(7);
        assert_eq!(e.to_string(), "a.geojson:7: truncated");
    }
}
