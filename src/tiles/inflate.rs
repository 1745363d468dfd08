//! Unpacking of directories, metadata and tiles: gzip (RFC 1952) around deflate (RFC 1951).
//!
//! Not by the browser's `DecompressionStream`: that one answers only later, while a tile at hand is
//! drawn in the same frame. Not by a library: the smallest costs the first map 4 KB, this one a
//! quarter of it. The way of decoding is that of Mark Adler's puff: a symbol is found by counting
//! the codes of each length, a bit at a time, which is fast enough for tiles of some kilobytes.

use super::ArchiveError;

/// Most bytes a part may unpack to: a guard against a damaged file, far above any true tile.
const MOST: usize = 32 << 20;

/// Longest code in bits.
const BITS: usize = 15;

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

/// The first member of a gzip file. Its check sum is left unread: what is damaged shows when it is
/// parsed, and the sum would be the dearest part.
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
    inflate(rest)
}

/// The bytes of a deflate stream; `None` where it is damaged or ends early.
fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut from = Bits { bytes, at: 0, held: 0, count: 0 };
    let mut out = Vec::with_capacity(bytes.len() * 4);
    loop {
        let last = from.take(1)?;
        match from.take(2)? {
            0 => stored(&mut from, &mut out)?,
            1 => {
                let mut lengths = [8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                codes(&mut from, &mut out, &Code::new(&lengths)?, &Code::new(&[5; 30])?)?;
            }
            2 => {
                let (symbols, distances) = tables(&mut from)?;
                codes(&mut from, &mut out, &symbols, &distances)?;
            }
            _ => return None,
        }
        if last == 1 {
            return Some(out);
        }
    }
}

/// Bits of a byte sequence, the lowest of each byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// The next bits as a number; at most 16.
    fn take(&mut self, need: u32) -> Option<usize> {
        while self.count < need {
            self.held |= u32::from(*self.bytes.get(self.at)?) << self.count;
            self.at += 1;
            self.count += 8;
        }
        let value = self.held & ((1 << need) - 1);
        self.held >>= need;
        self.count -= need;
        Some(value as usize)
    }
}

/// A canonical Huffman code: how many codes each length has, and their symbols in order.
struct Code {
    counts: [u16; BITS + 1],
    symbols: [u16; 288],
}

impl Code {
    /// The code of symbols with these lengths; `None` where more codes are asked for than there are.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut code = Self { counts: [0; BITS + 1], symbols: [0; 288] };
        for &length in lengths {
            code.counts[usize::from(length)] += 1;
        }
        let mut left = 1_i32;
        let mut next = [0_u16; BITS + 2];
        for length in 1..=BITS {
            left = (left << 1) - i32::from(code.counts[length]);
            if left < 0 {
                return None;
            }
            next[length + 1] = next[length] + code.counts[length];
        }
        for (symbol, &length) in (0_u16..).zip(lengths) {
            if length > 0 {
                let place = &mut next[usize::from(length)];
                code.symbols[usize::from(*place)] = symbol;
                *place += 1;
            }
        }
        Some(code)
    }

    fn next(&self, from: &mut Bits<'_>) -> Option<usize> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for &count in &self.counts[1..] {
            code |= from.take(1)?;
            let count = usize::from(count);
            if code < first + count {
                return self.symbols.get(index + code - first).map(|&s| usize::from(s));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// A block that is not packed.
fn stored(from: &mut Bits<'_>, out: &mut Vec<u8>) -> Option<()> {
    // What is left of the byte is no part of it.
    from.take(from.count & 7)?;
    let (length, check) = (from.take(16)?, from.take(16)?);
    if length ^ check != 0xffff {
        return None;
    }
    for _ in 0..length {
        #[allow(clippy::cast_possible_truncation)] // eight bits
        out.push(from.take(8)? as u8);
    }
    (out.len() <= MOST).then_some(())
}

/// The two codes that a block brings along.
fn tables(from: &mut Bits<'_>) -> Option<(Code, Code)> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let (symbols, distances) = (from.take(5)? + 257, from.take(5)? + 1);
    let used = from.take(4)? + 4;
    let mut lengths = [0_u8; 320];
    #[allow(clippy::cast_possible_truncation)] // three bits
    for &place in &ORDER[..used] {
        lengths[place] = from.take(3)? as u8;
    }
    let code = Code::new(&lengths[..19])?;
    lengths = [0; 320];
    let (all, mut i) = (symbols + distances, 0);
    while i < all {
        let (length, times) = match code.next(from)? {
            16 => (*lengths.get(i.checked_sub(1)?)?, 3 + from.take(2)?),
            17 => (0, 3 + from.take(3)?),
            18 => (0, 11 + from.take(7)?),
            #[allow(clippy::cast_possible_truncation)] // at most 15
            length => (length as u8, 1),
        };
        if i + times > all {
            return None;
        }
        lengths[i..i + times].fill(length);
        i += times;
    }
    // There are 288 and 30 symbols at most; more have no meaning.
    let symbols = lengths.get(..symbols.min(288))?;
    Some((Code::new(symbols)?, Code::new(&lengths[all - distances..all])?))
}

/// A packed block.
fn codes(from: &mut Bits<'_>, out: &mut Vec<u8>, symbols: &Code, distances: &Code) -> Option<()> {
    loop {
        let symbol = symbols.next(from)?;
        match symbol {
            #[allow(clippy::cast_possible_truncation)] // below 256
            0..256 => out.push(symbol as u8),
            256 => return (out.len() <= MOST).then_some(()),
            _ => {
                let length = 3 + match symbol - 257 {
                    28 => 255,
                    s @ 0..28 => stretched(from, s, 4)?,
                    _ => return None,
                };
                let step = distances.next(from)?;
                let distance = 1 + stretched(from, step, 2)?;
                let start = out.len().checked_sub(distance)?;
                if out.len() > MOST {
                    return None;
                }
                // A piece may reach into itself, so it is copied byte by byte.
                for i in start..start + length {
                    out.push(out[i]);
                }
            }
        }
    }
}

/// A number told by a step of a scale and further bits: with each group of `group` steps the steps
/// double; the first two groups count by ones. Lengths go in fours, distances in twos.
fn stretched(from: &mut Bits<'_>, step: usize, group: usize) -> Option<usize> {
    if step < 2 * group {
        return Some(step);
    }
    let extra = step / group - 1;
    let bits = u32::try_from(extra).ok().filter(|&bits| bits <= 13)?;
    Some(((group + step % group) << extra) + from.take(bits)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::{compress_to_vec, core};
    use proptest::prelude::*;

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
        let text = noise(4000);
        for level in [0, 1, 6] {
            let body = compress_to_vec(&text, level);
            for cut in 0..body.len() {
                assert_eq!(inflate(&body[..cut]), None, "{level} {cut}");
            }
        }
    }

    #[test]
    fn reads_far_and_long_repeats() {
        let noise = noise(32_000);
        let text = [noise.clone(), vec![7; 3000], noise].concat();
        assert!(inflate(&compress_to_vec(&text, 9)).unwrap() == text);
    }

    fn noise(length: u64) -> Vec<u8> {
        (0..length).map(|i| (i * i * 2_654_435_761).to_le_bytes()[3]).collect()
    }

    /// Packs as `level` says, with one strategy of the library: fixed codes alone, say.
    fn packed(text: &[u8], level: u8, strategy: core::CompressionStrategy) -> Vec<u8> {
        let flags = core::create_comp_flags_from_zip_params(level.into(), 0, strategy as i32);
        let mut state = core::CompressorOxide::new(flags);
        let mut out = vec![0; text.len() * 2 + 100];
        let (status, _, length) =
            core::compress(&mut state, text, &mut out, core::TDEFLFlush::Finish);
        assert_eq!(status, core::TDEFLStatus::Done);
        out.truncate(length);
        out
    }

    proptest! {
        #[test]
        fn gives_back_what_the_library_packed(
            text in proptest::collection::vec(prop_oneof![4 => 0_u8..4, 1 => any::<u8>()], 0..3000),
            level in 0_u8..10,
        ) {
            use core::CompressionStrategy as S;
            for strategy in [S::Default, S::Fixed, S::HuffmanOnly, S::RLE] {
                let body = packed(&text, level, strategy);
                prop_assert!(inflate(&body).as_deref() == Some(&text[..]), "{strategy:?}");
            }
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0_u8..3) {
            let mut bytes = bytes;
            if let Some(first) = bytes.first_mut() {
                *first = (*first & !7) | 1 | (kind << 1);
            }
            let _ = inflate(&bytes);
        }
    }
}
