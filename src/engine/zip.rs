//! Zip archives (PKWARE APPNOTE 6.3), as much of them as a backup needs: written stored, so that no
//! packer is needed to get at the data; read whether stored or deflated, since people repack files.
//! The `zip` crate costs the browser ten times as much.

use thiserror::Error;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in UTF-8.
    pub name: String,
    /// Its bytes, packed if [`Self::deflated`].
    pub bytes: Vec<u8>,
    /// Whether the bytes are still deflated (RFC 1951).
    pub deflated: bool,
    /// CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// How many bytes it has unpacked.
    pub size: u32,
}

/// Why an archive cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ZipError {
    /// There is no table of contents: no zip, or cut off.
    #[error("no zip archive, or cut off")]
    NoArchive,
    /// An entry points outside the file.
    #[error("an entry is cut off")]
    CutOff,
    /// Encrypted, or packed otherwise than by deflate.
    #[error("packed in a way that is not read here")]
    Unsupported,
    /// The bytes are not those that were packed.
    #[error("a checksum does not match")]
    Checksum,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const UTF8: u16 = 0x0800;
const ENCRYPTED: u16 = 1;
/// 1980-01-01, the first day of zip's calendar: the same data give the same archive.
const DAY: u16 = 0x0021;

/// An archive of files, stored. At most 65 535 files and 4 GB.
#[must_use]
pub fn write(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut contents) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let offset = length(out.len());
        let mut common = Vec::new();
        // Version 2.0, flags, stored, time, day, checksum, packed and unpacked size, lengths.
        for n in [20, UTF8, 0, 0, DAY] {
            short(&mut common, n);
        }
        for n in [crc32(bytes), length(bytes.len()), length(bytes.len())] {
            long(&mut common, n);
        }
        short(&mut common, u16::try_from(name.len()).unwrap_or(u16::MAX));
        short(&mut common, 0);
        long(&mut out, LOCAL);
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        long(&mut contents, CENTRAL);
        short(&mut contents, 20);
        contents.extend(&common);
        // No comment, first disk, no attributes.
        for n in [0, 0, 0, 0, 0] {
            short(&mut contents, n);
        }
        long(&mut contents, offset);
        contents.extend(name.as_bytes());
    }
    let (at, count) = (length(out.len()), u16::try_from(files.len()).unwrap_or(u16::MAX));
    out.extend(&contents);
    long(&mut out, END);
    for n in [0, 0, count, count] {
        short(&mut out, n);
    }
    long(&mut out, length(contents.len()));
    long(&mut out, at);
    short(&mut out, 0);
    out
}

fn length(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn short(out: &mut Vec<u8>, n: u16) {
    out.extend(n.to_le_bytes());
}

fn long(out: &mut Vec<u8>, n: u32) {
    out.extend(n.to_le_bytes());
}

/// The files of an archive, as packed; folders are left out.
///
/// # Errors
/// When it is no archive, cut off or packed in another way.
pub fn read(archive: &[u8]) -> Result<Vec<File>, ZipError> {
    let end = end_of_contents(archive).ok_or(ZipError::NoArchive)?;
    let count = u16_at(archive, end + 10).ok_or(ZipError::NoArchive)?;
    let mut at = u32_at(archive, end + 16).ok_or(ZipError::NoArchive)? as usize;
    let mut files = Vec::new();
    for _ in 0..count {
        if u32_at(archive, at) != Some(CENTRAL) {
            return Err(ZipError::CutOff);
        }
        let short = |offset: usize| u16_at(archive, at + offset).ok_or(ZipError::CutOff);
        let long = |offset: usize| u32_at(archive, at + offset).ok_or(ZipError::CutOff);
        let (flags, method) = (short(8)?, short(10)?);
        let (crc, packed, size) = (long(16)?, long(20)? as usize, long(24)?);
        let (name, extra, comment) = (short(28)?, short(30)?, short(32)?);
        let start = long(42)? as usize;
        let name = archive.get(at + 46..at + 46 + usize::from(name)).ok_or(ZipError::CutOff)?;
        at += 46 + name.len() + usize::from(extra) + usize::from(comment);
        let name = String::from_utf8_lossy(name).into_owned();
        if name.ends_with('/') {
            continue;
        }
        if flags & ENCRYPTED != 0 || !matches!(method, 0 | 8) {
            return Err(ZipError::Unsupported);
        }
        let bytes = entry(archive, start, packed).ok_or(ZipError::CutOff)?.to_vec();
        let file = File { name, bytes, deflated: method == 8, crc, size };
        if !file.deflated {
            file.check(&file.bytes)?;
        }
        files.push(file);
    }
    Ok(files)
}

impl File {
    /// Whether unpacked bytes are those that were packed.
    ///
    /// # Errors
    /// When their length or checksum differs.
    pub fn check(&self, unpacked: &[u8]) -> Result<(), ZipError> {
        let same = length(unpacked.len()) == self.size && crc32(unpacked) == self.crc;
        if same { Ok(()) } else { Err(ZipError::Checksum) }
    }
}

/// The packed bytes of the entry whose local head stands at an offset.
fn entry(archive: &[u8], start: usize, packed: usize) -> Option<&[u8]> {
    if u32_at(archive, start)? != LOCAL {
        return None;
    }
    let head = start.checked_add(30)?;
    let skip =
        usize::from(u16_at(archive, start + 26)?) + usize::from(u16_at(archive, start + 28)?);
    let from = head.checked_add(skip)?;
    archive.get(from..from.checked_add(packed)?)
}

/// Where the record that ends the archive stands; a comment of up to 65 535 bytes may follow it.
fn end_of_contents(archive: &[u8]) -> Option<usize> {
    let last = archive.len().checked_sub(22)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| u32_at(archive, at) == Some(END))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// CRC-32 as zip, gzip and Ethernet use it (polynomial 0xEDB88320), four bits at a time: its table is
/// 64 bytes, and a backup is a few megabytes.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = table();
    let step = |crc: u32, nibble: u32| (crc >> 4) ^ TABLE[((crc ^ nibble) & 15) as usize];
    let crc = bytes.iter().fold(u32::MAX, |crc, &b| {
        let low = step(crc, u32::from(b));
        step(low, u32::from(b >> 4))
    });
    !crc
}

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let (mut i, mut start) = (0, 0);
    while i < 16 {
        let (mut value, mut bit) = (start, 0);
        while bit < 4 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[i] = value;
        i += 1;
        start += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn damage_is_told() {
        let archive = write(&[("a.txt", b"hello"), ("中文.json", b"{}")]);
        assert_eq!(read(b"hello"), Err(ZipError::NoArchive));
        assert_eq!(read(&archive[..archive.len() - 5]), Err(ZipError::NoArchive));
        let mut bad = archive.clone();
        bad[36] ^= 1;
        assert_eq!(read(&bad), Err(ZipError::Checksum));
        let names: Vec<String> =
            read(&archive).expect("an archive").into_iter().map(|f| f.name).collect();
        assert_eq!(names, ["a.txt", "中文.json"]);
    }

    proptest! {
        #[test]
        fn reads_what_it_wrote(files in prop::collection::vec(("[a-z]{1,8}", prop::collection::vec(any::<u8>(), 0..200)), 0..5)) {
            let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
            let read = read(&write(&borrowed)).expect("an archive");
            let read: Vec<(String, Vec<u8>)> = read.into_iter().map(|f| (f.name, f.bytes)).collect();
            prop_assert_eq!(read, files);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            let _ = read(&bytes);
            // Behind a true end, so that the walk gets somewhere.
            let mut tail = write(&[("x", &bytes)]);
            tail.truncate(tail.len().saturating_sub(60));
            tail.extend(&bytes);
            tail.extend(&write(&[])[..]);
            let _ = read(&tail);
        }
    }

    /// The `zip` crate, which shares nothing with this module, reads what we write and writes what we read.
    #[cfg(feature = "convert")]
    #[test]
    fn others_read_it() {
        use std::io::{Cursor, Read};
        let archive = write(&[("README.txt", "备份".as_bytes()), ("records.json", b"[]")]);
        let mut theirs = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
        let mut text = String::new();
        theirs.by_name("README.txt").expect("the file").read_to_string(&mut text).expect("text");
        assert_eq!((text.as_str(), theirs.len()), ("备份", 2));
    }
}
