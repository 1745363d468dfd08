//! One file of a bundle as text: decoding, lines, excerpts.

use super::{BundleError, ProblemKind};
use crate::json::{self, Raw};
use std::cell::Cell;

/// Files above this are refused: a phone could not hold the text and the places at once.
pub const MAX_BYTES: usize = 128 << 20;

/// How much of a line an excerpt shows, in characters.
const EXCERPT_CHARS: usize = 160;

/// A file's text, borrowed, with the byte-order mark taken off.
#[derive(Debug)]
pub struct Document<'a> {
    /// The file as the bundle names it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Last offset asked for and its line: problems come roughly in order, so counting goes on from there.
    cursor: Cell<(usize, u32)>,
}

impl<'a> Document<'a> {
    /// Takes the bytes as text.
    ///
    /// # Errors
    /// When the file is empty, too large, not UTF-8, or a web page.
    pub fn decode(file: &'a str, bytes: &'a [u8]) -> Result<Self, BundleError> {
        if bytes.len() > MAX_BYTES {
            return Err(BundleError::of_file(file, ProblemKind::TooLarge(bytes.len())));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) => {
                // The valid part still tells the line.
                let valid = bytes.get(..e.valid_up_to()).unwrap_or_default();
                let before = Self::new(file, str::from_utf8(valid).unwrap_or_default());
                return Err(before.error(before.text.len(), ProblemKind::NotUtf8));
            }
        };
        let start = text.trim_start();
        if start.is_empty() {
            return Err(BundleError::of_file(file, ProblemKind::Empty));
        }
        let document = Self::new(file, text);
        if start.starts_with('<') {
            return Err(document.error(text.len() - start.len(), ProblemKind::WebPage));
        }
        Ok(document)
    }

    /// A document over text that is already decoded.
    #[must_use]
    pub const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, cursor: Cell::new((0, 1)) }
    }

    /// The whole text as one JSON value, checked for syntax to its end.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn root(&self) -> Result<Raw<'a>, BundleError> {
        Raw::parse(self.text).map_err(|fault| {
            let kind = match fault.words {
                None => ProblemKind::Truncated,
                Some(json::TOO_DEEP) => ProblemKind::TooDeep,
                Some(words) => ProblemKind::Syntax(words.to_owned()),
            };
            self.error(fault.offset, kind)
        })
    }

    /// The offset of a value that was borrowed from this text.
    #[must_use]
    pub fn offset_of(&self, raw: Raw<'_>) -> usize {
        self.offset_of_str(raw.get())
    }

    /// The offset of a slice of this text.
    #[must_use]
    pub fn offset_of_str(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr()).min(self.text.len())
    }

    /// The line of an offset, from 1.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let (from, line) = self.cursor.get();
        let between = self.text.as_bytes().get(from.min(offset)..from.max(offset));
        let breaks = between.unwrap_or_default().split(|b| *b == b'\n').count() - 1;
        let breaks = u32::try_from(breaks).unwrap_or(u32::MAX);
        let line =
            if offset < from { line.saturating_sub(breaks) } else { line.saturating_add(breaks) };
        self.cursor.set((offset, line));
        line
    }

    /// The line of the offset and one on each side.
    #[must_use]
    pub fn excerpt(&self, offset: usize) -> Vec<(u32, String)> {
        let line = self.line_at(offset);
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = self.text[..offset].rfind('\n').map_or(0, |i| i + 1);
        let mut out = Vec::new();
        if start > 0 {
            let above = &self.text[..start - 1];
            let above = &above[above.rfind('\n').map_or(0, |i| i + 1)..];
            out.push((line - 1, cut(above, 0)));
        }
        let mut rest = self.text[start..].splitn(3, '\n');
        out.push((line, cut(rest.next().unwrap_or_default(), offset - start)));
        if let Some(below) = rest.next() {
            out.push((line + 1, cut(below, 0)));
        }
        out
    }

    /// An error at an offset.
    #[must_use]
    pub fn error(&self, offset: usize, kind: ProblemKind) -> BundleError {
        BundleError {
            file: self.file.to_owned(),
            line: Some(self.line_at(offset)),
            feature: None,
            field: None,
            kind,
            excerpt: self.excerpt(offset),
        }
    }
}

/// At most [`EXCERPT_CHARS`] of a line, around `at` where the line is long.
fn cut(line: &str, at: usize) -> String {
    let line = line.trim_end_matches('\r');
    // Counting the whole of a minified file would be waste: more bytes than this is more characters.
    if line.len() <= EXCERPT_CHARS || line.chars().nth(EXCERPT_CHARS).is_none() {
        return line.to_owned();
    }
    let mut from = at.saturating_sub(EXCERPT_CHARS / 2).min(line.len());
    while !line.is_char_boundary(from) {
        from -= 1;
    }
    let mut out = String::from(if from > 0 { "…" } else { "" });
    let room = EXCERPT_CHARS - 2;
    out.extend(line[from..].chars().take(room));
    if line[from..].chars().nth(room).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> ProblemKind {
        match Document::decode("f", bytes) {
            Ok(d) => d.root().expect_err("not JSON").kind,
            Err(e) => e.kind,
        }
    }

    #[test]
    fn takes_a_byte_order_mark_off() {
        let d = Document::decode("f", b"\xef\xbb\xbf{}").expect("a document");
        assert_eq!(d.root().expect("JSON").get(), "{}");
    }

    #[test]
    fn tells_apart_the_ways_to_be_unreadable() {
        assert_eq!(refused(b""), ProblemKind::Empty);
        assert_eq!(refused(b"\xef\xbb\xbf \n"), ProblemKind::Empty);
        assert_eq!(refused(b"\n<!doctype html><title>404</title>"), ProblemKind::WebPage);
        assert_eq!(refused(b"{\"a\": \"\xd6\xd0\"}"), ProblemKind::NotUtf8);
        assert_eq!(refused(b"{\"a\": [1, 2"), ProblemKind::Truncated);
        assert_eq!(refused(b"{\"a\": \"un"), ProblemKind::Truncated);
        assert!(matches!(refused(b"{\"a\": 1,}"), ProblemKind::Syntax(s) if s == "trailing comma"));
        assert!(matches!(refused(b"[1, ]"), ProblemKind::Syntax(s) if s == "trailing comma"));
        assert!(matches!(refused(b"{} {}"), ProblemKind::Syntax(_)));
    }

    #[test]
    fn names_the_line_and_its_neighbours() {
        let d = Document::new("f", "{\n  \"a\": 1,\n  \"b\": x,\n  \"c\": 2\n}");
        let e = d.root().expect_err("not JSON");
        assert_eq!(e.line, Some(3));
        let lines: Vec<u32> = e.excerpt.iter().map(|(n, _)| *n).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert_eq!(e.excerpt[1].1, "  \"b\": x,");
        // Asking backwards after forwards still counts right.
        assert_eq!((d.line_at(30), d.line_at(0), d.line_at(5)), (4, 1, 2));
    }

    #[test]
    fn cuts_long_lines_around_the_spot() {
        let text = format!("{{\"name\": \"{}\", !", "园".repeat(500));
        let d = Document::new("f", &text);
        let e = d.root().expect_err("not JSON");
        let shown = &e.excerpt[0].1;
        assert!(shown.chars().count() <= EXCERPT_CHARS, "{shown}");
        assert!(shown.ends_with('!') && shown.starts_with('…'), "{shown}");
    }
}
