//! The part of the map that panels cover.

/// Covered strips in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Padding {
    /// Covered at the top.
    pub top: f64,
    /// Covered at the right.
    pub right: f64,
    /// Covered at the bottom.
    pub bottom: f64,
    /// Covered at the left.
    pub left: f64,
}

impl Padding {
    /// The middle of the uncovered part of a map of this size.
    #[must_use]
    pub fn middle(&self, width: f64, height: f64) -> (f64, f64) {
        let p = self.within(width, height);
        ((p.left + width - p.right) / 2.0, (p.top + height - p.bottom) / 2.0)
    }

    /// The padding, reduced so that at least a fifth of the map counts as uncovered.
    #[must_use]
    pub fn within(&self, width: f64, height: f64) -> Self {
        let fit = |a: f64, b: f64, size: f64| {
            let k = if a + b > size * 0.8 { size * 0.8 / (a + b) } else { 1.0 };
            (a * k, b * k)
        };
        let (left, right) = fit(self.left, self.right, width);
        let (top, bottom) = fit(self.top, self.bottom, height);
        Self { top, right, bottom, left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_uncovered_middle() {
        let sheet = Padding { bottom: 400.0, top: 100.0, ..Padding::default() };
        assert_eq!(sheet.middle(390.0, 800.0), (195.0, 250.0));
        let all = Padding { bottom: 800.0, ..Padding::default() };
        assert_eq!(all.middle(390.0, 800.0), (195.0, 80.0));
    }
}
