//! Unpacking of directories, metadata and tiles.
//!
//! In wasm, not by the browser's `DecompressionStream`: that one is younger than phones still in use
//! and answers only later, while a tile at hand is drawn in the same frame.

use super::ArchiveError;

/// Most bytes a part may unpack to: a guard against a damaged file, far above any true tile.
const MOST: usize = 32 << 20;

/// Ways in which parts of an archive are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
}

impl Packing {
    /// The packing of a header's code.
    pub fn from_code(code: u8) -> Result<Self, ArchiveError> {
        match code {
            1 => Ok(Self::Plain),
            2 => Ok(Self::Gzip),
            other => Err(ArchiveError::Compression(other)),
        }
    }

    /// The bytes of a part.
    pub fn unpack(self, bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
        match self {
            Self::Plain => Ok(bytes.to_vec()),
            Self::Gzip => gunzip(bytes).ok_or(ArchiveError::Damaged),
        }
    }
}

/// The first member of a gzip file (RFC 1952). Its check sum is left unread: what is damaged shows
/// when it is parsed, and the sum would be the dearest part.
fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let [0x1f, 0x8b, 8, flags, ..] = *bytes else { return None };
    let mut rest = bytes.get(10..)?;
    if flags & 4 != 0 {
        let extra = usize::from(u16::from_le_bytes([*rest.first()?, *rest.get(1)?]));
        rest = rest.get(2 + extra..)?;
    }
    for name_or_comment in [8, 16] {
        if flags & name_or_comment != 0 {
            let end = rest.iter().position(|&b| b == 0)?;
            rest = &rest[end + 1..];
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(rest, MOST).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    #[test]
    fn skips_whatever_a_header_may_carry() {
        let body = compress_to_vec(b"district", 6);
        let with = |flags: u8, extra: &[u8]| {
            [&[0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3][..], extra, &body].concat()
        };
        for (flags, extra) in
            [(0, &b""[..]), (8, b"name\0"), (4, b"\x02\0ab"), (30, b"\x01\0xname\0why\0cc")]
        {
            assert_eq!(gunzip(&with(flags, extra)).as_deref(), Some(&b"district"[..]), "{flags}");
        }
    }

    #[test]
    fn refuses_what_is_not_whole() {
        let body = compress_to_vec(&[7; 4000], 6);
        let file = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &body].concat();
        for cut in 0..file.len() {
            assert_eq!(gunzip(&file[..cut]), None, "{cut}");
        }
    }
}
