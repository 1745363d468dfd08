//! Whole numbers of variable length (LEB128, zigzag for signed ones), as Protocol Buffers write them.

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut n: u64) {
    while n > 0x7f {
        out.push(low_byte(n) | 0x80);
        n >>= 7;
    }
    out.push(low_byte(n));
}

/// Appends a signed number; small ones of either sign stay short.
pub fn put_signed(out: &mut Vec<u8>, n: i64) {
    put(out, (n << 1 ^ n >> 63).cast_unsigned());
}

/// The low seven bits of a number.
#[allow(clippy::cast_possible_truncation)] // Masked to seven bits.
const fn low_byte(n: u64) -> u8 {
    (n & 0x7f) as u8
}

/// Reads numbers from bytes; nothing once they end or make no number.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader from the start of bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Bytes left.
    pub const fn left(&self) -> usize {
        self.bytes.len()
    }

    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.bytes.split_at_checked(n)?;
        self.bytes = tail;
        Some(head)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<u64> {
        let mut n = 0_u64;
        for (i, &byte) in self.bytes.iter().enumerate().take(10) {
            let part = u64::from(byte & 0x7f);
            if i == 9 && part > 1 {
                return None;
            }
            n |= part << (7 * i);
            if byte < 0x80 {
                self.bytes = &self.bytes[i + 1..];
                return Some(n);
            }
        }
        None
    }

    /// The next number, where it fits a smaller type.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    /// The next signed number.
    pub fn signed(&mut self) -> Option<i64> {
        let n = self.number()?;
        Some((n >> 1).cast_signed() ^ -(n & 1).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_go_there_and_back(n: u64, s: i64) {
            let mut bytes = Vec::new();
            put(&mut bytes, n);
            put_signed(&mut bytes, s);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.number(), Some(n));
            prop_assert_eq!(reader.signed(), Some(s));
            prop_assert_eq!(reader.left(), 0);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            while reader.number().is_some() {}
        }
    }

    #[test]
    fn refuses_the_endless_and_the_too_large() {
        assert_eq!(Reader::new(&[0x80; 12]).number(), None);
        assert_eq!(Reader::new(&[0xff; 9]).number(), None);
        let mut large = [0xff; 10];
        large[9] = 2;
        assert_eq!(Reader::new(&large).number(), None);
        assert_eq!(Reader::new(&[0x80, 0x02]).small::<u8>(), None);
    }
}
