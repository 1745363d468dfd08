//! Warnings as they are collected, each with its place in the file.

use super::{Document, ProblemKind, Warning};
use crate::json::Raw;

/// Beyond this many only their number is kept: a hostile file must not fill the memory.
const MOST: usize = 1000;

/// The warnings of one file.
#[derive(Debug)]
pub struct Notes<'d, 'a> {
    document: &'d Document<'a>,
    /// The feature being read: its id, or `#index`.
    pub feature: Option<String>,
    warnings: Vec<Warning>,
    limit: usize,
    more: usize,
}

impl<'d, 'a> Notes<'d, 'a> {
    /// An empty collection about a file.
    #[must_use]
    pub const fn new(document: &'d Document<'a>) -> Self {
        Self { document, feature: None, warnings: Vec::new(), limit: MOST, more: 0 }
    }

    /// An empty collection that keeps everything, for one feature at a time.
    #[must_use]
    pub const fn unlimited(document: &'d Document<'a>) -> Self {
        Self { document, feature: None, warnings: Vec::new(), limit: usize::MAX, more: 0 }
    }

    /// A warning about a value of the file.
    pub fn warn(&mut self, field: &str, at: Raw<'_>, kind: ProblemKind) {
        self.warn_at(field, self.document.offset_of(at), kind);
    }

    /// A warning about an offset of the file.
    pub fn warn_at(&mut self, field: &str, offset: usize, kind: ProblemKind) {
        if self.warnings.len() >= self.limit {
            self.more += 1;
            return;
        }
        self.warnings.push(Warning {
            file: self.document.file.to_owned(),
            feature: self.feature.clone(),
            field: (!field.is_empty()).then(|| field.to_owned()),
            line: Some(self.document.line_at(offset)),
            kind,
        });
    }

    /// All warnings in the order of the file.
    #[must_use]
    pub fn finish(mut self) -> Vec<Warning> {
        if self.more > 0 {
            self.warnings.push(Warning {
                file: self.document.file.to_owned(),
                feature: None,
                field: None,
                line: None,
                kind: ProblemKind::More(self.more),
            });
        }
        self.warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_it_does_not_keep() {
        let document = Document::new("f", "{\n}");
        let mut notes = Notes::new(&document);
        for _ in 0..MOST + 5 {
            notes.warn_at("name", 2, ProblemKind::NoName);
        }
        let all = notes.finish();
        assert_eq!(all.len(), MOST + 1);
        assert_eq!((all[0].line, all[0].field.as_deref()), (Some(2), Some("name")));
        assert_eq!(all[MOST].kind, ProblemKind::More(5));
    }
}
