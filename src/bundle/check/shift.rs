//! GCJ-02 and BD-09 coordinates posing as WGS-84, told by places whose position is known.
//!
//! Both shifts are some hundred metres in a direction that is known for every point. A place that is off its
//! known position by just that vector was read off AMap or Baidu; three such places condemn the file.

use super::Rule;
use super::spatial::Found;
use super::spot::{Spot, plain_name};
use crate::domain::datum::convert;
use crate::domain::{Datum, LonLat};
use std::collections::HashMap;

/// Places of Zhengzhou known from OpenStreetMap.
const BUILT_IN: &str = include_str!("anchors.tsv");

/// How far a place may be off the shifted position and still count: sites are large, and so are their outlines.
const TOLERANCE_M: f64 = 120.0;

/// Below this a place is where it should be, whatever the vector.
const LEAST_M: f64 = 250.0;

/// Positions known by name.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    by_name: HashMap<String, LonLat>,
}

impl Anchors {
    /// The table that comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        let mut anchors = Self::default();
        for line in BUILT_IN.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(name), Some(lon), Some(lat)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if let (Ok(lon), Ok(lat)) = (lon.parse(), lat.parse()) {
                anchors.add(name, LonLat::clamped(lon, lat));
            }
        }
        anchors
    }

    /// Adds a known place; the first of a name stays.
    pub fn add(&mut self, name: &str, at: LonLat) {
        let name = plain_name(name);
        if !name.is_empty() {
            self.by_name.entry(name).or_insert(at);
        }
    }

    /// How many names are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether no name is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The known position of a name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<LonLat> {
        self.by_name.get(&plain_name(name)).copied()
    }

    fn get(&self, spot: &Spot) -> Option<LonLat> {
        spot.names.iter().find_map(|n| self.by_name.get(&plain_name(n))).copied()
    }
}

/// The spots that are off as another datum would be; with three of one datum, the file of the first as well.
pub(super) fn check(spots: &[Spot], anchors: &Anchors) -> (Found, Vec<(usize, Rule)>) {
    let mut found = Found::new();
    let mut files: HashMap<usize, (usize, Vec<(usize, Datum)>)> = HashMap::new();
    for (i, spot) in spots.iter().enumerate() {
        let (Some(p), Some(known)) = (spot.position, anchors.get(spot)) else { continue };
        let file = files.entry(spot.file).or_default();
        // A place known to some hundred metres only proves nothing either way.
        if spot.accuracy.is_some_and(|a| a > 200.0) {
            continue;
        }
        file.0 += 1;
        if let Some(datum) = seems(p, known) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 3 km
            let metres = p.distance_m(known).round() as u32;
            found.push((i, Rule::Shifted { datum, metres }));
            file.1.push((i, datum));
        }
    }
    let mut whole = Vec::new();
    for (known, votes) in files.into_values() {
        for datum in [Datum::Gcj02, Datum::Bd09] {
            let count = votes.iter().filter(|(_, d)| *d == datum).count();
            let first = votes.iter().find(|(_, d)| *d == datum).map(|(i, _)| *i);
            if let Some(first) = first.filter(|_| count >= 3) {
                whole.push((first, Rule::ShiftedFile { datum, count, known }));
            }
        }
    }
    whole.sort_by_key(|(i, _)| *i);
    (found, whole)
}

/// The datum in which the known position has these coordinates, if that is nearer than its own.
fn seems(p: LonLat, known: LonLat) -> Option<Datum> {
    if p.distance_m(known) < LEAST_M {
        return None;
    }
    let off = |datum| p.distance_m(convert(known, Datum::Wgs84, datum));
    let (gcj, bd) = (off(Datum::Gcj02), off(Datum::Bd09));
    let (least, datum) = if gcj <= bd { (gcj, Datum::Gcj02) } else { (bd, Datum::Bd09) };
    (least < TOLERANCE_M).then_some(datum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let anchors = Anchors::built_in();
        assert!(anchors.len() > 400, "{}", anchors.len());
    }

    #[test]
    fn tells_the_three_apart() {
        let known = LonLat::clamped(113.665_858, 34.789_336);
        assert_eq!(seems(known, known), None);
        for datum in [Datum::Gcj02, Datum::Bd09] {
            assert_eq!(seems(convert(known, Datum::Wgs84, datum), known), Some(datum));
        }
        // 500 m to the west is a mistake, but not this one.
        assert_eq!(seems(LonLat::clamped(113.660_4, 34.789_336), known), None);
    }
}
