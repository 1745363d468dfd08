//! Tiles and their numbers: PMTiles counts the tiles of all zooms along Hilbert curves.

/// A tile of the Web Mercator pyramid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Zoom, 0..=24.
    pub z: u8,
    /// Column from the antimeridian, below 2^z.
    pub x: u32,
    /// Row from the north, below 2^z.
    pub y: u32,
}

impl TileId {
    /// The tile's number in an archive (PMTiles 3, “Tile ID”).
    #[must_use]
    pub fn number(self) -> u64 {
        let before = ((1_u64 << (2 * u32::from(self.z))) - 1) / 3;
        let (mut x, mut y, mut along) = (self.x, self.y, 0_u64);
        let mut side = (1_u32 << self.z) >> 1;
        while side > 0 {
            let (right, below) = (u64::from(x & side != 0), u64::from(y & side != 0));
            along += u64::from(side) * u64::from(side) * ((3 * right) ^ below);
            if below == 0 {
                if right == 1 {
                    // Only the bits below `side` matter from here on, so the wrap does no harm.
                    (x, y) = (side.wrapping_sub(1 + x), side.wrapping_sub(1 + y));
                }
                (x, y) = (y, x);
            }
            side >>= 1;
        }
        before + along
    }

    /// The tile one zoom lower that holds it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        (self.z > 0).then(|| Self { z: self.z - 1, x: self.x / 2, y: self.y / 2 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_as_the_specification_does() {
        let rows = [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ];
        for (z, x, y, number) in rows {
            assert_eq!(TileId { z, x, y }.number(), number, "{z}/{x}/{y}");
        }
    }

    proptest! {
        #[test]
        fn counts_as_the_library_does(z in 0_u8..19, x: u32, y: u32) {
            let (x, y) = (x & ((1 << z) - 1), y & ((1 << z) - 1));
            let theirs = pmtiles::TileId::from(pmtiles::TileCoord::new(z, x, y).unwrap());
            prop_assert_eq!(TileId { z, x, y }.number(), theirs.value());
        }
    }
}
