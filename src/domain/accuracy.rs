//! How well a position is known, and what that allows on the map.

/// Radius in metres within which the place lies. Always finite and greater than zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Accuracy(f64);

/// What may be drawn for a place (the contract's rule).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Below 100 m, or accuracy unknown: a marker alone.
    Marker,
    /// From 100 m: a marker on a dashed circle of the true radius.
    MarkerOnCircle,
    /// From 900 m, or no position at all: only list and card, “位置待考”.
    ListOnly,
}

impl Accuracy {
    /// An accuracy in metres; `None` unless finite and positive.
    #[must_use]
    pub fn new(metres: f64) -> Option<Self> {
        (metres.is_finite() && metres > 0.0).then_some(Self(metres))
    }

    /// The radius in metres.
    #[must_use]
    pub const fn metres(self) -> f64 {
        self.0
    }

    /// What this accuracy allows on the map.
    #[must_use]
    pub fn drawing(self) -> Drawing {
        if self.0 >= 900.0 {
            Drawing::ListOnly
        } else if self.0 >= 100.0 {
            Drawing::MarkerOnCircle
        } else {
            Drawing::Marker
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_by_the_contract() {
        let d = |m: f64| Accuracy::new(m).expect("positive").drawing();
        assert_eq!(d(99.9), Drawing::Marker);
        assert_eq!(d(100.0), Drawing::MarkerOnCircle);
        assert_eq!(d(899.0), Drawing::MarkerOnCircle);
        assert_eq!(d(900.0), Drawing::ListOnly);
        assert_eq!(Accuracy::new(0.0), None);
        assert_eq!(Accuracy::new(f64::NAN), None);
    }
}
