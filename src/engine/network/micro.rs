//! Positions as whole millionths of a degree (about 0.1 m): exact in files and equal on every machine.

use crate::domain::LonLat;

/// Steps a degree.
const STEPS: f64 = 1e6;

/// A position: longitude `x` and latitude `y` in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Micro {
    /// Longitude, within ±180 000 000.
    pub x: i32,
    /// Latitude, within ±90 000 000.
    pub y: i32,
}

impl Micro {
    /// A position from whole steps; nothing where they lie outside the world.
    #[must_use]
    pub fn new(x: i64, y: i64) -> Option<Self> {
        let inside =
            (-180_000_000..=180_000_000).contains(&x) && (-90_000_000..=90_000_000).contains(&y);
        inside.then_some(())?;
        Some(Self { x: i32::try_from(x).ok()?, y: i32::try_from(y).ok()? })
    }

    /// A position between two, at a share of the way within 0..=1.
    #[must_use]
    pub fn between(self, other: Self, share: f64) -> Self {
        let mix = |a: i32, b: i32| round(f64::from(a) + (f64::from(b) - f64::from(a)) * share);
        Self { x: mix(self.x, other.x), y: mix(self.y, other.y) }
    }
}

/// To the nearest whole number; the positions here are far inside its range.
#[allow(clippy::cast_possible_truncation)]
fn round(v: f64) -> i32 {
    v.round() as i32
}

impl From<LonLat> for Micro {
    fn from(p: LonLat) -> Self {
        Self { x: round(p.lon() * STEPS), y: round(p.lat() * STEPS) }
    }
}

impl From<Micro> for LonLat {
    fn from(m: Micro) -> Self {
        Self::clamped(f64::from(m.x) / STEPS, f64::from(m.y) / STEPS)
    }
}

/// Metres a step of latitude covers, on the sphere of [`LonLat::distance_m`].
pub const METRES_A_STEP: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0 / STEPS;

/// A flat view of the neighbourhood of a position: steps of longitude shrunk to the length of a
/// step of latitude there. Good to a thousandth within 10 km.
#[derive(Debug, Clone, Copy)]
pub struct Flat {
    origin: Micro,
    /// Length of a step of longitude in steps of latitude.
    pub squeeze: f64,
}

impl Flat {
    /// The view around a position.
    #[must_use]
    pub fn around(origin: Micro) -> Self {
        Self { origin, squeeze: (f64::from(origin.y) / STEPS).to_radians().cos().max(1e-6) }
    }

    /// A position as metres eastward and northward of the origin.
    #[must_use]
    pub fn metres(&self, p: Micro) -> (f64, f64) {
        let dx = f64::from(p.x) - f64::from(self.origin.x);
        let dy = f64::from(p.y) - f64::from(self.origin.y);
        (dx * self.squeeze * METRES_A_STEP, dy * METRES_A_STEP)
    }
}

/// Length of a line in metres.
pub fn length_m(points: &[Micro]) -> f64 {
    points.windows(2).map(|w| LonLat::from(w[0]).distance_m(w[1].into())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_tenth_of_a_metre() {
        let p = LonLat::clamped(113.660_413, 34.753_435);
        assert_eq!(Micro::from(p), Micro { x: 113_660_413, y: 34_753_435 });
        assert!(LonLat::from(Micro::from(p)).distance_m(p) < 0.06);
    }

    #[test]
    fn refuses_what_is_outside_the_world() {
        assert!(Micro::new(180_000_001, 0).is_none());
        assert!(Micro::new(0, i64::MIN).is_none());
        assert!(Micro::new(-180_000_000, 90_000_000).is_some());
    }

    #[test]
    fn the_flat_view_measures_like_the_sphere() {
        let a = Micro { x: 113_660_000, y: 34_750_000 };
        let b = Micro { x: 113_700_000, y: 34_780_000 };
        let (x, y) = Flat::around(a).metres(b);
        let sphere = LonLat::from(a).distance_m(b.into());
        assert!((x.hypot(y) / sphere - 1.0).abs() < 1e-3);
    }
}
