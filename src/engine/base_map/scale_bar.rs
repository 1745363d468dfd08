//! The scale bar: a round length that fits.

use crate::domain::{LonLat, mercator};

/// Round lengths in metres.
const STEPS: [u32; 14] =
    [10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/// How many cells the bar is parted into, dark and light in turn.
pub const CELLS: usize = 4;

/// A bar to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleBar {
    /// The length it stands for, in metres.
    pub metres: u32,
    /// Its width in pixels.
    pub width: f64,
}

/// The longest round length no wider than `most` pixels at a place and zoom; where even the
/// shortest is wider, that.
#[must_use]
pub fn scale_bar(at: LonLat, zoom: f64, most: f64) -> ScaleBar {
    let per_pixel = mercator::metres_per_pixel(at.lat(), zoom);
    let width = |m: u32| f64::from(m) / per_pixel;
    let fits = STEPS.iter().rev().find(|&&m| width(m) <= most);
    let metres = *fits.unwrap_or(&STEPS[0]);
    ScaleBar { metres, width: width(metres) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_longest_that_fits() {
        let at = LonLat::clamped(113.68, 34.78);
        let bar = scale_bar(at, 13.3, 110.0);
        assert_eq!(bar.metres, 1000);
        assert!((bar.width - 78.5).abs() < 1.0, "{}", bar.width);
        assert_eq!(scale_bar(at, 15.05, 110.0).metres, 250);
        assert_eq!(scale_bar(at, 22.0, 1.0).metres, 10, "the shortest, too wide or not");
    }
}
