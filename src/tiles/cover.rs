//! The tiles that cover a part of the world.

use super::TileId;
use crate::domain::mercator::{TILE, World};

/// Most tiles of one cover: a window of any size at the zoom that fits it has fewer.
const MOST: usize = 400;

/// The tiles of a zoom that cover a box, row by row; no more than a window ever shows.
#[must_use]
pub fn cover(north_west: World, south_east: World, z: u8) -> Vec<TileId> {
    all(north_west, south_east, z).take(MOST).collect()
}

/// The tiles of a zoom that cover a box, row by row.
pub fn all(north_west: World, south_east: World, z: u8) -> impl Iterator<Item = TileId> {
    let side = 1_u32 << z;
    let scale = f64::from(side) / TILE;
    // `as` saturates, and what lies beyond the world is cut off: both are meant.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let index = |v: f64| ((v * scale).floor() as u32).min(side - 1);
    let (x0, x1) = (index(north_west.x), index(south_east.x));
    let (y0, y1) = (index(north_west.y), index(south_east.y));
    let row = move |y| (x0..=x1).map(move |x| TileId { z, x, y });
    (y0..=y1).flat_map(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_the_box_and_no_more() {
        let w = |x, y| World { x, y };
        let of = |tiles: Vec<TileId>| tiles.iter().map(|t| (t.x, t.y)).collect::<Vec<_>>();
        assert_eq!(of(cover(w(10.0, 10.0), w(20.0, 20.0), 0)), [(0, 0)]);
        assert_eq!(of(cover(w(100.0, 10.0), w(130.0, 20.0), 1)), [(0, 0), (1, 0)]);
        assert_eq!(of(cover(w(-9.0, 250.0), w(20.0, 900.0), 2)), [(0, 3)]);
        assert_eq!(cover(w(0.0, 0.0), w(256.0, 256.0), 16).len(), MOST);
    }
}
