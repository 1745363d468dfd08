//! A position on the earth.

use thiserror::Error;

/// Mean earth radius in metres (IUGG, R1), as used by the haversine distance.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A WGS-84 position: longitude first, both in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

/// Why two numbers are no position.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum LonLatError {
    /// Longitude outside -180..=180 or not a number.
    #[error("longitude {0} is outside -180..=180")]
    Longitude(f64),
    /// Latitude outside -90..=90 or not a number.
    #[error("latitude {0} is outside -90..=90")]
    Latitude(f64),
}

impl LonLat {
    /// A position from degrees.
    ///
    /// # Errors
    /// When a value is out of range or not finite.
    pub fn new(lon: f64, lat: f64) -> Result<Self, LonLatError> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(LonLatError::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(LonLatError::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// A position from any two finite numbers, moved into range.
    #[must_use]
    pub fn clamped(lon: f64, lat: f64) -> Self {
        let fix = |v: f64, m: f64| if v.is_finite() { v.clamp(-m, m) } else { 0.0 };
        Self { lon: fix(lon, 180.0), lat: fix(lat, 90.0) }
    }

    /// Longitude in degrees, -180..=180.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, -90..=90.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Great-circle distance in metres (haversine on the mean radius; within 0.5 % of the ellipsoid).
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dy, dx) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dy / 2.0).sin().powi(2) + a.cos() * b.cos() * (dx / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_position() {
        assert_eq!(LonLat::new(181.0, 0.0), Err(LonLatError::Longitude(181.0)));
        assert_eq!(LonLat::new(34.76, 113.67), Err(LonLatError::Latitude(113.67)));
        assert!(LonLat::new(f64::NAN, 0.0).is_err());
        assert!(LonLat::new(0.0, f64::INFINITY).is_err());
    }

    #[test]
    fn clamps_whatever_comes() {
        let p = LonLat::clamped(f64::NAN, 200.0);
        assert_eq!((p.lon(), p.lat()), (0.0, 90.0));
    }

    #[test]
    fn measures_the_erqi_tower_to_the_museum() {
        let tower = LonLat::clamped(113.660_413, 34.753_435);
        let museum = LonLat::clamped(113.665_858, 34.789_336);
        let d = tower.distance_m(museum);
        assert!((d - 4023.0).abs() < 10.0, "{d}");
        assert!(tower.distance_m(tower) < 1e-9);
    }
}
