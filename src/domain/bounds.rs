//! A rectangle of longitudes and latitudes.

use super::LonLat;

/// West, south, east and north in WGS-84 degrees; never crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// South-west corner.
    pub south_west: LonLat,
    /// North-east corner.
    pub north_east: LonLat,
}

impl Bounds {
    /// From `[west, south, east, north]` as RFC 7946 writes a bbox; `None` where the numbers are no rectangle.
    #[must_use]
    pub fn from_bbox(b: [f64; 4]) -> Option<Self> {
        let south_west = LonLat::new(b[0], b[1]).ok()?;
        let north_east = LonLat::new(b[2], b[3]).ok()?;
        (b[0] < b[2] && b[1] < b[3]).then_some(Self { south_west, north_east })
    }

    /// The smallest rectangle around all points, or `None` without points.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        points.into_iter().fold(None, |acc: Option<Self>, p| {
            Some(acc.map_or(Self { south_west: p, north_east: p }, |b| Self {
                south_west: LonLat::clamped(
                    b.south_west.lon().min(p.lon()),
                    b.south_west.lat().min(p.lat()),
                ),
                north_east: LonLat::clamped(
                    b.north_east.lon().max(p.lon()),
                    b.north_east.lat().max(p.lat()),
                ),
            }))
        })
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, p: LonLat) -> bool {
        (self.south_west.lon()..=self.north_east.lon()).contains(&p.lon())
            && (self.south_west.lat()..=self.north_east.lat()).contains(&p.lat())
    }

    /// The middle of the rectangle.
    #[must_use]
    pub fn centre(&self) -> LonLat {
        LonLat::clamped(
            f64::midpoint(self.south_west.lon(), self.north_east.lon()),
            f64::midpoint(self.south_west.lat(), self.north_east.lat()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_bbox() {
        let b = Bounds::from_bbox([113.5, 34.6, 113.9, 35.0]).expect("a bbox");
        assert!(b.contains(LonLat::clamped(113.67, 34.76)));
        assert!(!b.contains(LonLat::clamped(113.4, 34.76)));
        assert!((b.centre().lat() - 34.8).abs() < 1e-9);
        assert_eq!(Bounds::from_bbox([114.0, 34.6, 113.9, 35.0]), None);
        assert_eq!(Bounds::from_bbox([f64::NAN, 34.6, 113.9, 35.0]), None);
    }

    #[test]
    fn grows_around_points() {
        assert_eq!(Bounds::around([]), None);
        let b = Bounds::around([LonLat::clamped(1.0, 5.0), LonLat::clamped(3.0, 2.0)])
            .expect("two points");
        assert_eq!(b, Bounds::from_bbox([1.0, 2.0, 3.0, 5.0]).expect("a bbox"));
    }
}
