//! What can go wrong when a list is converted.

use crate::bundle::{BundleError, ProblemKind};
use thiserror::Error;

/// One kind of trouble.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// What reading GeoJSON would complain about.
    Problem(ProblemKind),
    /// Not an Excel workbook, or a damaged one; the reader's words.
    Workbook(String),
    /// Not XML; the reader's words.
    Xml(String),
    /// XML, but not of this format; its outermost element.
    OtherXml(String),
    /// No row names a known column.
    NoHeader,
    /// There is nothing in it.
    NoRows,
    /// More rows or columns than are taken.
    TooManyCells,
    /// A cell that is no longitude or latitude; its column and text.
    BadAngle {
        /// The heading.
        column: String,
        /// What stands there.
        text: String,
    },
    /// Only one of the two coordinates is there.
    HalfPosition,
    /// Longitude or latitude out of range.
    OutOfRange,
    /// A place without a position in a format that holds positions only.
    LeftOut,
}

impl From<ProblemKind> for Trouble {
    fn from(kind: ProblemKind) -> Self {
        Self::Problem(kind)
    }
}

/// The file cannot be converted.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("line {line:?}: {trouble:?}")]
pub struct ConvertError {
    /// Line or row, from 1.
    pub line: Option<u32>,
    /// Why.
    pub trouble: Trouble,
}

impl ConvertError {
    /// An error about the file as a whole.
    #[must_use]
    pub const fn of_file(trouble: Trouble) -> Self {
        Self { line: None, trouble }
    }
}

impl From<BundleError> for ConvertError {
    fn from(e: BundleError) -> Self {
        Self { line: e.line, trouble: e.kind.into() }
    }
}

/// Something about one row that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Line or row, from 1.
    pub line: u32,
    /// What.
    pub trouble: Trouble,
}
