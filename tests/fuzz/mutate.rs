//! Damage of the kinds files suffer, and of the kinds attackers think of.

/// xorshift64*: small, fast, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// Below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % end.max(1)
    }
}

/// Pieces that formats stumble over.
const PIECES: [&[u8]; 44] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"null",
    b"true",
    b"-0",
    b"1e999",
    b"-1e-999",
    b"180",
    b"90.0000001",
    b"NaN",
    b"\\ud800",
    b"\\u0000",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xe4\xb8",
    b"[^f1]",
    b"\"type\"",
    b"\"Feature\"",
    b"\"features\"",
    b"\"geometry\":null",
    b"\"coordinates\":[[[[]]]]",
    b"\"id\":1",
    b"<",
    b">",
    b"&#0;",
    b"&amp;",
    b"</",
    b"<!DOCTYPE a [",
    b"<![CDATA[",
    b"\xe5\xba\xa6",
    b"\n\n",
    b"\t;|",
    b"'=",
    b"99999999999999999999",
    b"Mo-Su 24:00-48:00",
    b"\"sources\":[{}]",
    b"properties.",
    b"\0",
];

/// One to five changes.
pub fn mutate(parent: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = parent.to_vec();
    for _ in 0..=random.below(5) {
        let at = random.below(bytes.len() + 1);
        match random.below(9) {
            0 => {
                if let Some(b) = bytes.get_mut(at) {
                    *b ^= 1 << random.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 | 3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let end = (at + random.below(200)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            6 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            7 => {
                // A value in place of another: what stands between two signs.
                let sign = |b: &u8| matches!(b, b':' | b',' | b'}' | b']');
                let start = bytes[at..].iter().position(sign).map_or(at, |i| at + i + 1);
                let end = bytes[start.min(bytes.len())..]
                    .iter()
                    .position(sign)
                    .map_or(bytes.len(), |i| start + i);
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(start.min(end)..end, piece.iter().copied());
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                let many = piece.repeat(1 + random.below(60));
                bytes.splice(at..at, many);
            }
        }
        bytes.truncate(8000);
    }
    bytes
}
