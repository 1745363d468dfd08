//! [`Network`] → bytes of its file (`docs/network.md`). The same network gives the same bytes.

use super::micro::Micro;
use super::model::Network;
use super::varint::{put, put_signed};

/// The first bytes of every file.
pub(super) const MAGIC: &[u8; 4] = b"RMNW";

/// Version of the format.
pub(super) const VERSION: u8 = 1;

/// Bytes of the checksum at the end.
pub(super) const CHECKSUM: usize = 4;

impl Network {
    /// The bytes of the network's file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend([VERSION, u8::from(self.schematic)]);
        text(&mut out, &self.credits);
        put(&mut out, self.names.len().saturating_sub(1) as u64);
        for name in self.names.iter().skip(1) {
            text(&mut out, name);
        }
        put(&mut out, self.nodes.len() as u64);
        points(&mut out, Micro::default(), &self.nodes);
        put(&mut out, self.edges.len() as u64);
        let mut from = 0;
        for edge in &self.edges {
            put(&mut out, u64::from(edge.from - from));
            from = edge.from;
            put_signed(&mut out, i64::from(edge.to) - i64::from(edge.from));
            out.extend([edge.class as u8, edge.access.bits()]);
            put(&mut out, u64::from(edge.name));
            put(&mut out, u64::from(edge.length_dm));
            let inner = &self.inner[edge.inner.0 as usize..edge.inner.1 as usize];
            put(&mut out, inner.len() as u64);
            points(&mut out, self.nodes[edge.from as usize], inner);
        }
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend(text.as_bytes());
}

/// Positions as differences, each to the one before.
fn points(out: &mut Vec<u8>, mut last: Micro, points: &[Micro]) {
    for &p in points {
        put_signed(out, i64::from(p.x) - i64::from(last.x));
        put_signed(out, i64::from(p.y) - i64::from(last.y));
        last = p;
    }
}

/// FNV-1a with 32 bits: enough to tell a damaged or cut file.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
