//! Web Mercator (EPSG:3857) in pixels of a 256-pixel world tile.

use super::LonLat;
use std::f64::consts::PI;

/// Side of the world at zoom 0, in pixels.
pub const TILE: f64 = 256.0;

/// The northernmost latitude of the square world, in degrees.
pub const MAX_LAT: f64 = 85.051_128_779_806_59;

/// A point of the world at zoom 0: 0..=256 eastward and southward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct World {
    /// Pixels from the antimeridian eastward.
    pub x: f64,
    /// Pixels from the northern edge southward.
    pub y: f64,
}

impl From<LonLat> for World {
    fn from(p: LonLat) -> Self {
        let s = p.lat().clamp(-MAX_LAT, MAX_LAT).to_radians().sin();
        Self {
            x: (p.lon() + 180.0) / 360.0 * TILE,
            y: (0.5 - ((1.0 + s) / (1.0 - s)).ln() / (4.0 * PI)) * TILE,
        }
    }
}

impl From<World> for LonLat {
    fn from(w: World) -> Self {
        let n = PI - 2.0 * PI * w.y / TILE;
        Self::clamped(w.x / TILE * 360.0 - 180.0, n.sinh().atan().to_degrees())
    }
}

/// Metres a pixel covers at a latitude (degrees) and zoom.
#[must_use]
pub fn metres_per_pixel(lat: f64, zoom: f64) -> f64 {
    40_075_016.686 * lat.to_radians().cos() / (TILE * zoom.exp2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_there_and_back() {
        for (lon, lat) in [(113.67, 34.76), (-180.0, 0.0), (0.0, 85.0), (179.9, -84.9)] {
            let p = LonLat::clamped(lon, lat);
            let q = LonLat::from(World::from(p));
            assert!(
                (p.lon() - q.lon()).abs() < 1e-9 && (p.lat() - q.lat()).abs() < 1e-9,
                "{p:?} {q:?}"
            );
        }
    }

    #[test]
    fn a_pixel_at_the_equator_is_known() {
        assert!((metres_per_pixel(0.0, 0.0) - 156_543.034).abs() < 0.01);
        assert!((metres_per_pixel(60.0, 10.0) - 76.437).abs() < 0.01);
    }
}
