//! Points and boxes on the screen, in CSS pixels from the canvas's top left corner.

/// A point on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Px {
    /// Rightward.
    pub x: f64,
    /// Downward.
    pub y: f64,
}

impl Px {
    /// A point.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Distance to another point.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at `t` (0..=1) of the way to another.
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * t, y: self.y + (other.y - self.y) * t }
    }
}

/// A box with upright sides.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left.
    pub x0: f64,
    /// Top.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Bottom.
    pub y1: f64,
}

impl Rect {
    /// A box from its sides.
    #[must_use]
    pub const fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// A box around a point.
    #[must_use]
    pub fn around(p: Px, half_width: f64, half_height: f64) -> Self {
        Self::new(p.x - half_width, p.y - half_height, p.x + half_width, p.y + half_height)
    }

    /// Grown by `by` on every side (shrunk when negative).
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// Whether the two share more than a side.
    #[must_use]
    pub fn meets(&self, o: &Self) -> bool {
        self.x0 < o.x1 && self.x1 > o.x0 && self.y0 < o.y1 && self.y1 > o.y0
    }

    /// Whether `o` lies wholly inside.
    #[must_use]
    pub fn holds(&self, o: &Self) -> bool {
        o.x0 >= self.x0 && o.y0 >= self.y0 && o.x1 <= self.x1 && o.y1 <= self.y1
    }

    /// Whether a point lies inside.
    #[must_use]
    pub fn has(&self, p: Px) -> bool {
        p.x >= self.x0 && p.x <= self.x1 && p.y >= self.y0 && p.y <= self.y1
    }

    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> Px {
        Px::new(f64::midpoint(self.x0, self.x1), f64::midpoint(self.y0, self.y1))
    }

    /// The smallest box around both.
    #[must_use]
    pub fn with(&self, o: &Self) -> Self {
        Self::new(self.x0.min(o.x0), self.y0.min(o.y0), self.x1.max(o.x1), self.y1.max(o.y1))
    }

    /// Its width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_is_not_meeting() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.meets(&Rect::new(10.0, 0.0, 20.0, 10.0)));
        assert!(a.meets(&Rect::new(9.9, 9.9, 20.0, 20.0)));
        assert!(a.holds(&a) && !a.holds(&a.grown(0.1)));
    }
}
