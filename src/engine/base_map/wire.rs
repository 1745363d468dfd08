//! The file of a base map: compact JSON, positions as steps of 1e-5 degrees (about a metre).
//!
//! A line is a flat list: longitude and latitude of its first point, then the difference of each
//! next point to the one before. That keeps the default district near 60 kB and readable in a diff.

use super::model::Line;
use crate::domain::{LonLat, mercator::World};
use serde::Serialize;

/// Version of the format.
pub(super) const VERSION: u32 = 1;

/// Steps a degree.
const STEPS: f64 = 1e5;

#[derive(Serialize)]
pub(super) struct District {
    pub code: String,
    pub name: String,
    pub rings: Vec<Vec<i64>>,
}

#[derive(Serialize)]
pub(super) struct Road {
    pub name: String,
    pub class: String,
    pub m: u32,
    pub line: Vec<i64>,
}

#[derive(Serialize)]
pub(super) struct Canal {
    pub name: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
    pub line: Vec<i64>,
}

#[derive(Serialize)]
pub(super) struct Metro {
    pub name: String,
    pub badge: String,
    pub stations: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct Named {
    pub name: String,
    pub at: [i64; 2],
}

#[derive(Serialize)]
pub(super) struct Poi {
    pub name: String,
    pub at: [i64; 2],
    pub rank: u8,
}

/// A position as steps.
pub(super) fn steps(w: World) -> [i64; 2] {
    let p = LonLat::from(w);
    // Bounded by ±180 degrees, so the cast cannot lose anything.
    #[allow(clippy::cast_possible_truncation)]
    let round = |v: f64| (v * STEPS).round() as i64;
    [round(p.lon()), round(p.lat())]
}

/// A position from steps, if it is one.
pub(super) fn world([x, y]: [i64; 2]) -> Option<World> {
    // Anything beyond 2^53 is no position and fails the range check all the same.
    #[allow(clippy::cast_precision_loss)]
    LonLat::new(x as f64 / STEPS, y as f64 / STEPS).ok().map(World::from)
}

/// A line as differences.
pub(super) fn deltas(line: &Line) -> Vec<i64> {
    let (mut out, mut last) = (Vec::with_capacity(line.points().len() * 2), [0, 0]);
    for &p in line.points() {
        let now = steps(p);
        out.extend([now[0] - last[0], now[1] - last[1]]);
        last = now;
    }
    out
}

/// A line of at least `fewest` points from differences.
pub(super) fn line(flat: &[i64], fewest: usize) -> Option<Line> {
    if !flat.len().is_multiple_of(2) || flat.len() / 2 < fewest {
        return None;
    }
    let (mut points, mut last) = (Vec::with_capacity(flat.len() / 2), [0_i64, 0]);
    for pair in flat.chunks_exact(2) {
        last = [last[0].checked_add(pair[0])?, last[1].checked_add(pair[1])?];
        points.push(world(last)?);
    }
    Some(Line::new(points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_survives_its_differences() {
        let flat = vec![11_363_800, 3_475_520, 50, -230, -7, 0];
        assert_eq!(deltas(&line(&flat, 2).unwrap()), flat);
    }

    #[test]
    fn refuses_what_is_no_line() {
        assert!(line(&[1, 2, 3], 1).is_none(), "odd");
        assert!(line(&[1, 2], 2).is_none(), "short");
        assert!(line(&[i64::MAX, 0, 1, 0], 2).is_none(), "overflow");
        assert!(line(&[19_000_000, 0, 0, 0], 2).is_none(), "out of range");
    }
}
