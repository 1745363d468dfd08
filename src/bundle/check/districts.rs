//! Points that fall into another district than the one stated.
//!
//! Only where the boundary is known, and only well inside the other district: the boundary is good to some
//! hundred metres. A point shifted by half a kilometre crosses more than that.

use super::Rule;
use super::spatial::Found;
use super::spot::Spot;
use crate::domain::LonLat;

const BOUNDARIES: &str = include_str!("districts.tsv");

/// A point this near the stated district, in metres, is let through.
const MARGIN_M: f64 = 300.0;

struct District {
    name: &'static str,
    ring: Vec<LonLat>,
}

/// Compares each stated district with the position.
pub(super) fn check(spots: &[Spot]) -> Found {
    let districts = districts();
    let mut out = Found::new();
    for (i, spot) in spots.iter().enumerate() {
        let Some(p) = spot.position else { continue };
        let stated: Vec<&District> =
            districts.iter().filter(|d| d.name == spot.district.trim()).collect();
        let margin = MARGIN_M.max(spot.accuracy.unwrap_or(0.0));
        if stated.is_empty() || stated.iter().any(|d| d.holds(p) || d.distance_m(p) < margin) {
            continue;
        }
        if let Some(other) = districts.iter().find(|d| d.holds(p)) {
            let (stated, found) = (spot.district.clone(), other.name.to_owned());
            out.push((i, Rule::WrongDistrict { stated, found }));
        }
    }
    out
}

fn districts() -> Vec<District> {
    let lines = BOUNDARIES.lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let (name, corners) = line.split_once('\t')?;
            let corner = |c: &str| {
                let (lon, lat) = c.split_once(',')?;
                LonLat::new(lon.parse().ok()?, lat.parse().ok()?).ok()
            };
            Some(District { name, ring: corners.split(' ').filter_map(corner).collect() })
        })
        .collect()
}

impl District {
    fn edges(&self) -> impl Iterator<Item = (LonLat, LonLat)> {
        self.ring.iter().copied().zip(self.ring.iter().copied().skip(1))
    }

    fn holds(&self, p: LonLat) -> bool {
        let crosses = |(a, b): &(LonLat, LonLat)| {
            let above = (a.lat() <= p.lat()) != (b.lat() <= p.lat());
            let x = a.lon() + (p.lat() - a.lat()) / (b.lat() - a.lat()) * (b.lon() - a.lon());
            above && p.lon() < x
        };
        self.edges().filter(crosses).count() % 2 == 1
    }

    /// Metres to the nearest edge, on a plane around the point.
    fn distance_m(&self, p: LonLat) -> f64 {
        let (kx, ky) = (111_320.0 * p.lat().to_radians().cos(), 111_132.0);
        let plane = |q: LonLat| ((q.lon() - p.lon()) * kx, (q.lat() - p.lat()) * ky);
        self.edges()
            .map(|(a, b)| {
                let ((ax, ay), (bx, by)) = (plane(a), plane(b));
                let (dx, dy) = (bx - ax, by - ay);
                let length = dx * dx + dy * dy;
                let t = if length > 0.0 {
                    (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0)
                } else {
                    0.0
                };
                (ax + t * dx).hypot(ay + t * dy)
            })
            .fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_the_museum_and_the_tower_stand() {
        let all = districts();
        let of = |lon, lat| {
            let p = LonLat::clamped(lon, lat);
            all.iter().find(|d| d.holds(p)).map(|d| d.name)
        };
        assert_eq!(of(113.665_858, 34.789_336), Some("金水区"));
        assert_eq!(of(113.660_413, 34.753_435), Some("二七区"));
        assert_eq!(of(116.4, 39.9), None);
    }
}
