//! The header of a PMTiles 3 archive: 127 bytes, numbers little-endian.

use super::ArchiveError;
use super::inflate::Packing;

/// Bytes of the header.
pub const HEADER_BYTES: usize = 127;

/// The deepest zoom that is read; the numbers of the layout are good beyond it.
const DEEPEST: u8 = 18;

/// A stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// Its first byte.
    pub from: u64,
    /// Its bytes.
    pub length: u64,
}

impl Span {
    /// The byte after its last.
    #[must_use]
    pub const fn end(self) -> u64 {
        self.from.saturating_add(self.length)
    }

    /// The stretch of bytes that are all at hand.
    #[must_use]
    pub fn of(self, bytes: &[u8]) -> Option<&[u8]> {
        bytes.get(usize::try_from(self.from).ok()?..usize::try_from(self.end()).ok()?)
    }
}

/// What a header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The first table of contents.
    pub root: Span,
    /// A JSON object about the archive.
    pub metadata: Span,
    /// Further tables of contents.
    pub leaves: Span,
    /// The tiles.
    pub data: Span,
    /// Lowest and deepest zoom that holds tiles.
    pub zooms: (u8, u8),
    pub(super) inner: Packing,
    pub(super) tiles: Packing,
}

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// When the bytes begin no archive of vector tiles that can be read here.
    pub fn parse(bytes: &[u8]) -> Result<Self, ArchiveError> {
        if !bytes.starts_with(b"PMTiles") {
            return Err(ArchiveError::Foreign);
        }
        let head: &[u8; HEADER_BYTES] = bytes.first_chunk().ok_or(ArchiveError::Truncated)?;
        if head[7] != 3 {
            return Err(ArchiveError::Version(head[7]));
        }
        let number = |at: usize| {
            head[at..at + 8].iter().rev().fold(0_u64, |sum, &b| (sum << 8) | u64::from(b))
        };
        let span = |at: usize| Span { from: number(at), length: number(at + 8) };
        if head[99] != 1 {
            return Err(ArchiveError::Kind);
        }
        let zooms = (head[100], head[101].min(DEEPEST));
        if zooms.0 > zooms.1 {
            return Err(ArchiveError::Damaged);
        }
        Ok(Self {
            root: span(8),
            metadata: span(24),
            leaves: span(40),
            data: span(56),
            zooms,
            inner: Packing::from_code(head[97])?,
            tiles: Packing::from_code(head[98])?,
        })
    }

    /// Bytes the file must have at least.
    #[must_use]
    pub fn end(&self) -> u64 {
        [self.root, self.metadata, self.leaves, self.data]
            .map(Span::end)
            .into_iter()
            .fold(0, u64::max)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A header with its directory right behind it, everything plain.
    pub fn header(root: u64) -> Vec<u8> {
        let mut bytes = vec![0; HEADER_BYTES];
        bytes[..8].copy_from_slice(b"PMTiles\x03");
        let mut put = |at: usize, v: u64| bytes[at..at + 8].copy_from_slice(&v.to_le_bytes());
        put(8, 127);
        put(16, root);
        put(56, 127 + root);
        put(64, 1000);
        bytes[97] = 1;
        bytes[98] = 1;
        bytes[99] = 1;
        bytes[101] = 14;
        bytes
    }

    #[test]
    fn reads_the_layout_of_the_file() {
        let read = Header::parse(&header(20)).unwrap();
        assert_eq!(read.root, Span { from: 127, length: 20 });
        assert_eq!((read.zooms, read.end()), ((0, 14), 1147));
    }

    #[test]
    fn says_why_it_is_none() {
        let with = |at: usize, v: u8| {
            let mut bytes = header(20);
            bytes[at] = v;
            Header::parse(&bytes).unwrap_err()
        };
        assert_eq!(with(0, b'X'), ArchiveError::Foreign);
        assert_eq!(with(7, 2), ArchiveError::Version(2));
        assert_eq!(with(99, 2), ArchiveError::Kind);
        assert_eq!(with(98, 3), ArchiveError::Compression(3));
        assert_eq!(with(100, 15), ArchiveError::Damaged);
        assert_eq!(Header::parse(&header(20)[..126]), Err(ArchiveError::Truncated));
        assert_eq!(Header::parse(b"<!doctype html>"), Err(ArchiveError::Foreign));
    }
}
