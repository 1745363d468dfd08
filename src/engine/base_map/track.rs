//! A line measured along itself.

use super::rect::Px;

/// A line that knows how far along each vertex is.
pub(super) struct Track<'a> {
    points: &'a [Px],
    along: Vec<f64>,
}

impl<'a> Track<'a> {
    /// A track along two points or more.
    pub fn new(points: &'a [Px]) -> Self {
        let mut sum = 0.0;
        let mut along = Vec::with_capacity(points.len());
        for (i, p) in points.iter().enumerate() {
            if i > 0 {
                sum += p.distance(points[i - 1]);
            }
            along.push(sum);
        }
        Self { points, along }
    }

    /// Its length in pixels.
    pub fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The point so many pixels along, or the nearer end.
    pub fn at(&self, d: f64) -> Px {
        let last = self.points.len() - 1;
        let i = self.along.partition_point(|&a| a < d).clamp(1, last);
        let (from, to) = (self.along[i - 1], self.along[i]);
        let t = if to > from { ((d - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        self.points[i - 1].towards(self.points[i], t)
    }

    /// The way from `reach` before a place to `reach` after it.
    pub fn direction(&self, d: f64, reach: f64) -> Px {
        let (before, after) = (self.at(d - reach), self.at(d + reach));
        Px::new(after.x - before.x, after.y - before.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_around_the_corner_and_stops_at_the_ends() {
        let points = [Px::new(0.0, 0.0), Px::new(10.0, 0.0), Px::new(10.0, 5.0)];
        let track = Track::new(&points);
        assert!((track.length() - 15.0).abs() < 1e-9);
        assert_eq!(track.at(4.0), Px::new(4.0, 0.0));
        assert_eq!(track.at(12.0), Px::new(10.0, 2.0));
        assert_eq!(track.at(-3.0), points[0]);
        assert_eq!(track.at(99.0), points[2]);
        assert_eq!(track.direction(5.0, 2.0), Px::new(4.0, 0.0));
    }

    #[test]
    fn a_point_repeated_does_no_harm() {
        let points = [Px::new(1.0, 1.0), Px::new(1.0, 1.0)];
        assert_eq!(Track::new(&points).at(0.5), points[0]);
    }
}
