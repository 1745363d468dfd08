//! From bytes to codewords: header, padding, Reed-Solomon blocks, interleaving.

/// Correction codewords of one block, by version, level M (ISO/IEC 18004, table 9).
const CORRECTION: [u8; 40] = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];

/// Number of blocks, by version, level M (the same table).
const BLOCKS: [u8; 40] = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
    26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];

/// The smallest version, 1 to 40, that holds the bytes, and all its codewords in the order of placing.
pub fn codewords(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let version = (1..=40).find(|&v| bytes.len() + header(v) <= capacity(v))?;
    Some((version, interleave(version, &data(version, bytes))))
}

/// Bytes that mode and length take, with the four bits of the end rounded in.
const fn header(version: usize) -> usize {
    if version < 10 { 2 } else { 3 }
}

/// Modules that carry codewords, remainder bits included.
fn carriers(version: usize) -> usize {
    let mut out = (16 * version + 128) * version + 64;
    if version >= 2 {
        let align = version / 7 + 2;
        out -= (25 * align - 10) * align - 55;
        if version >= 7 {
            out -= 36;
        }
    }
    out
}

fn split(version: usize) -> (usize, usize, usize) {
    let (blocks, correction) =
        (usize::from(BLOCKS[version - 1]), usize::from(CORRECTION[version - 1]));
    (blocks, correction, carriers(version) / 8)
}

/// Bytes left for data.
fn capacity(version: usize) -> usize {
    let (blocks, correction, all) = split(version);
    all - blocks * correction
}

/// Mode and length before the bytes, the end and the padding after them.
#[allow(clippy::cast_possible_truncation)] // a version holds at most 2 331 bytes; the rest are low bits
fn data(version: usize, bytes: &[u8]) -> Vec<u8> {
    let n = bytes.len();
    // Everything is shifted by the four bits of the mode.
    let mut out = if version < 10 {
        vec![0x40 | (n >> 4) as u8, (n << 4) as u8]
    } else {
        vec![0x40 | (n >> 12) as u8, (n >> 4) as u8, (n << 4) as u8]
    };
    for &b in bytes {
        if let Some(last) = out.last_mut() {
            *last |= b >> 4;
        }
        out.push(b << 4);
    }
    let mut padding = [0xEC, 0x11].into_iter().cycle();
    while out.len() < capacity(version) {
        out.extend(padding.next());
    }
    out
}

fn interleave(version: usize, data: &[u8]) -> Vec<u8> {
    let (blocks, correction, all) = split(version);
    let short = all / blocks - correction;
    // The last blocks are one codeword longer where the division leaves a rest.
    let first_long = blocks - all % blocks;
    let divisor = divisor(correction);
    let (mut parts, mut rest) = (Vec::with_capacity(blocks), data);
    for i in 0..blocks {
        let (part, after) = rest.split_at((short + usize::from(i >= first_long)).min(rest.len()));
        parts.push((part, remainder(part, &divisor)));
        rest = after;
    }
    let mut out = Vec::with_capacity(all);
    for i in 0..=short {
        out.extend(parts.iter().filter_map(|(part, _)| part.get(i)));
    }
    for i in 0..correction {
        out.extend(parts.iter().filter_map(|(_, code)| code.get(i)));
    }
    out
}

/// The product of (x - 2^i) for i below the degree, without its leading one.
fn divisor(degree: usize) -> Vec<u8> {
    let mut out = vec![0; degree];
    out[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for j in 0..degree {
            out[j] = times(out[j], root) ^ out.get(j + 1).copied().unwrap_or(0);
        }
        root = times(root, 2);
    }
    out
}

fn remainder(data: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut out = vec![0; divisor.len()];
    for &b in data {
        let factor = b ^ out[0];
        out.rotate_left(1);
        out[divisor.len() - 1] = 0;
        for (o, &d) in out.iter_mut().zip(divisor) {
            *o ^= times(d, factor);
        }
    }
    out
}

/// The product in the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.
fn times(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |z: u8, i| {
        let doubled = (z << 1) ^ if z & 0x80 == 0 { 0 } else { 0x1D };
        doubled ^ if b >> i & 1 == 0 { 0 } else { a }
    })
}
