//! A directory of an archive: which tile lies where.

use super::header::Span;

/// An entry: a run of tiles with the same bytes, or a further directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    tile: u64,
    /// Tiles in a row that share the bytes; none for a further directory.
    pub run: u64,
    pub span: Span,
}

/// Entries by the number of their first tile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Directory(Vec<Entry>);

impl Directory {
    /// Reads a directory (PMTiles 3, “Directories”); `None` where the bytes are none.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let count = usize::try_from(varint(&mut rest)?).ok()?;
        // Four numbers an entry, a byte each at least: a false count costs no memory.
        if count > rest.len() / 4 {
            return None;
        }
        let mut entries = vec![Entry { tile: 0, run: 0, span: Span { from: 0, length: 0 } }; count];
        let mut tile = 0_u64;
        for entry in &mut entries {
            tile = tile.checked_add(varint(&mut rest)?)?;
            entry.tile = tile;
        }
        for entry in &mut entries {
            entry.run = varint(&mut rest)?;
        }
        for entry in &mut entries {
            entry.span.length = varint(&mut rest)?;
        }
        let mut next = None;
        for entry in &mut entries {
            entry.span.from = match varint(&mut rest)? {
                // Right behind the entry before.
                0 => next?,
                from => from - 1,
            };
            next = entry.span.from.checked_add(entry.span.length);
        }
        Some(Self(entries))
    }

    /// The entry that holds a tile, or the directory that may.
    pub fn find(&self, tile: u64) -> Option<&Entry> {
        let after = self.0.partition_point(|e| e.tile <= tile);
        let entry = self.0.get(after.checked_sub(1)?)?;
        (entry.run == 0 || tile - entry.tile < entry.run).then_some(entry)
    }
}

/// The next number of a stream, seven bits a byte, the lowest first.
pub(super) fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_runs_neighbours_and_further_directories() {
        // Tiles 5..8 in one place, 9 right behind it, from 20 on another directory.
        let bytes = [3, 5, 4, 11, 3, 1, 0, 10, 7, 9, 101, 0, 1];
        let d = Directory::parse(&bytes).unwrap();
        let span = |t| d.find(t).map(|e| (e.span.from, e.span.length));
        assert_eq!(span(4), None);
        assert_eq!((span(5), span(7)), (Some((100, 10)), Some((100, 10))));
        assert_eq!((span(8), span(9), span(10)), (None, Some((110, 7)), None));
        assert_eq!((span(20), span(9_000)), (Some((0, 9)), Some((0, 9))));
        assert_eq!(d.find(20).map(|e| e.run), Some(0));
    }

    #[test]
    fn refuses_what_is_cut_off_or_counts_too_many() {
        let bytes = [3, 5, 4, 11, 3, 1, 0, 10, 7, 9, 101, 0, 1];
        for cut in 0..bytes.len() {
            assert_eq!(Directory::parse(&bytes[..cut]), None, "{cut}");
        }
        assert_eq!(Directory::parse(&[255, 255, 255, 255, 15, 1, 1, 1, 1]), None);
        assert_eq!(Directory::parse(&[1, 0, 1, 1, 0]), None, "the first has none before it");
    }

    proptest! {
        #[test]
        fn any_bytes_do_no_harm(bytes: Vec<u8>, tile: u64) {
            if let Some(d) = Directory::parse(&bytes) {
                let _ = d.find(tile);
            }
        }
    }
}
