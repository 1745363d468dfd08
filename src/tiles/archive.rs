//! An archive that is open: its header and the directories read so far.

use super::directory::{Directory, Entry};
use super::header::{Header, Span};
use super::{ArchiveError, TileId};

/// Directories may lead to directories; a file that goes deeper leads in a circle.
const DEPTH: usize = 4;

/// The most directories kept: a large archive has thousands.
const KEPT: usize = 64;

/// Where a tile is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Find {
    /// Nowhere: nothing is drawn there.
    Absent,
    /// Its bytes.
    Tile(Span),
    /// In a directory that has to be read first, by [`Archive::add_leaf`].
    Leaf(Span),
}

/// An open archive.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Its header.
    pub header: Header,
    root: Directory,
    leaves: Vec<(Span, Directory)>,
}

impl Archive {
    /// Opens an archive by its first bytes, which must hold the root directory: 16 384 do in every
    /// archive that keeps to the specification. `length` is that of the whole file, where known.
    ///
    /// # Errors
    /// When they begin no archive that can be read here, or the file is shorter than it says.
    pub fn open(first: &[u8], length: Option<u64>) -> Result<Self, ArchiveError> {
        let header = Header::parse(first)?;
        if length.is_some_and(|l| l < header.end()) {
            return Err(ArchiveError::Truncated);
        }
        let packed = header.root.of(first).ok_or(ArchiveError::Truncated)?;
        let root = header.inner.unpack(packed)?;
        let root = Directory::parse(&root).ok_or(ArchiveError::Damaged)?;
        Ok(Self { header, root, leaves: Vec::new() })
    }

    /// Where a tile is.
    #[must_use]
    pub fn find(&self, tile: TileId) -> Find {
        let (number, mut directory) = (tile.number(), &self.root);
        for _ in 0..DEPTH {
            let Some(&Entry { run, span, .. }) = directory.find(number) else {
                return Find::Absent;
            };
            if run > 0 {
                return Find::Tile(shifted(span, self.header.data));
            }
            let span = shifted(span, self.header.leaves);
            match self.leaves.iter().find(|(at, _)| *at == span) {
                Some((_, leaf)) => directory = leaf,
                None => return Find::Leaf(span),
            }
        }
        Find::Absent
    }

    /// Takes in a directory that [`Archive::find`] asked for.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn add_leaf(&mut self, span: Span, packed: &[u8]) -> Result<(), ArchiveError> {
        let bytes = self.header.inner.unpack(packed)?;
        let leaf = Directory::parse(&bytes).ok_or(ArchiveError::Damaged)?;
        if self.leaves.len() >= KEPT {
            self.leaves.remove(0);
        }
        self.leaves.push((span, leaf));
        Ok(())
    }

    /// What the bytes of a tile hold.
    ///
    /// # Errors
    /// When they cannot be unpacked.
    pub fn unpack(&self, packed: &[u8]) -> Result<Vec<u8>, ArchiveError> {
        self.header.tiles.unpack(packed)
    }

    /// The archive's metadata, a JSON object.
    ///
    /// # Errors
    /// When they cannot be unpacked or are no text.
    pub fn metadata(&self, packed: &[u8]) -> Result<String, ArchiveError> {
        let bytes = self.header.inner.unpack(packed)?;
        String::from_utf8(bytes).map_err(|_| ArchiveError::Damaged)
    }
}

/// A span that counts from the start of a part of the file.
const fn shifted(span: Span, part: Span) -> Span {
    Span { from: span.from.saturating_add(part.from), length: span.length }
}

#[cfg(test)]
mod tests {
    use super::super::header::tests::header;
    use super::*;

    /// Tile 0/0/0 at byte 0 of the data, everything from 1/0/0 on in a further directory.
    fn file() -> Vec<u8> {
        let root = [2, 0, 1, 1, 0, 3, 9, 1, 1];
        let mut bytes = header(root.len() as u64);
        let leaves = 127 + root.len() as u64;
        bytes[40..48].copy_from_slice(&leaves.to_le_bytes());
        bytes[48..56].copy_from_slice(&9_u64.to_le_bytes());
        bytes[56..64].copy_from_slice(&(leaves + 9).to_le_bytes());
        bytes[64..72].copy_from_slice(&7_u64.to_le_bytes());
        bytes.extend(root);
        bytes.extend([2, 1, 2, 1, 1, 2, 2, 4, 0]);
        bytes.extend(*b"abcdefg");
        bytes
    }

    #[test]
    fn leads_over_directories_to_tiles() {
        let file = file();
        let mut archive = Archive::open(&file[..136], Some(file.len() as u64)).unwrap();
        let find = |a: &Archive, z, x, y| a.find(TileId { z, x, y });
        let tile = |from, length| Find::Tile(Span { from, length });
        assert_eq!(find(&archive, 0, 0, 0), tile(145, 3));
        let leaf = Span { from: 136, length: 9 };
        assert_eq!(find(&archive, 1, 0, 0), Find::Leaf(leaf));
        archive.add_leaf(leaf, leaf.of(&file).unwrap()).unwrap();
        assert_eq!(find(&archive, 1, 0, 0), tile(148, 2));
        assert_eq!(find(&archive, 1, 1, 1), tile(150, 2));
        assert_eq!(find(&archive, 1, 0, 1), Find::Absent);
        assert_eq!(archive.add_leaf(leaf, b"\xff"), Err(ArchiveError::Damaged));
    }

    #[test]
    fn tells_a_file_that_is_cut_off() {
        let file = file();
        assert_eq!(Archive::open(&file, Some(140)).unwrap_err(), ArchiveError::Truncated);
        assert_eq!(Archive::open(&file[..130], None).unwrap_err(), ArchiveError::Truncated);
        assert!(Archive::open(&file, None).is_ok());
    }
}
