//! Where the points lie with respect to each other and to the bundle.

use super::spot::{Spot, plain_name};
use super::{Finding, Rule};
use crate::domain::place::Relation;
use crate::domain::{Bounds, LonLat};
use std::collections::HashMap;

/// Farther than this from the middle of a bare file's points is a slip of a digit, in metres.
const FAR_M: f64 = 100_000.0;

/// Same name within this many metres is the same place.
const NEAR_M: f64 = 50.0;

/// Findings by the index of the spot.
pub(super) type Found = Vec<(usize, Rule)>;

/// Null island, exchanged coordinates, and points that lie off.
pub(super) fn positions(spots: &[Spot], bounds: Option<Bounds>) -> Found {
    let middle = if bounds.is_some() { None } else { median(spots) };
    let mut out = Found::new();
    for (i, spot) in spots.iter().enumerate() {
        let Some(p) = spot.position else { continue };
        if is_null(p) {
            out.push((i, Rule::NullIsland));
        } else if is_swapped(p, bounds, middle) {
            out.push((i, Rule::Swapped(p.lon(), p.lat())));
        } else if bounds.is_some_and(|b| !b.contains(p)) {
            // A neighbouring place may lie off the first view, but not in another province.
            let near = bounds.is_some_and(|b| b.centre().distance_m(p) < FAR_M);
            if spot.relation == Relation::Inside || !near {
                out.push((i, Rule::OutsideBbox));
            }
        } else if let Some(distance) = middle.map(|m| m.distance_m(p)).filter(|d| *d > FAR_M) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 20 016 km
            out.push((i, Rule::FarAway((distance / 1000.0) as u32)));
        }
    }
    out
}

/// Whether it is 0, 0: a position nobody filled in.
fn is_null(p: LonLat) -> bool {
    p.lon().abs() < 1e-9 && p.lat().abs() < 1e-9
}

/// Whether only the other order puts the point where it belongs.
fn is_swapped(p: LonLat, bounds: Option<Bounds>, middle: Option<LonLat>) -> bool {
    let Ok(turned) = LonLat::new(p.lat(), p.lon()) else { return false };
    let in_china = |q: LonLat| (73.0..=135.1).contains(&q.lon()) && (3.0..=53.6).contains(&q.lat());
    match (bounds, middle) {
        (Some(b), _) => !b.contains(p) && b.contains(turned),
        (None, Some(m)) if m.distance_m(p) > FAR_M && m.distance_m(turned) <= FAR_M => true,
        // In western China the exchanged numbers are still a position, in the Arctic.
        (None, _) => p.lat() > 70.0 && in_china(turned),
    }
}

/// The middle by median of each coordinate: a few wild points do not move it. What nobody filled in does not
/// count, or a list that is half empty would have its good half called wrong.
fn median(spots: &[Spot]) -> Option<LonLat> {
    let filled = || spots.iter().filter_map(|s| s.position).filter(|p| !is_null(*p));
    let mut lons: Vec<f64> = filled().map(LonLat::lon).collect();
    let mut lats: Vec<f64> = filled().map(LonLat::lat).collect();
    if lons.len() < 3 {
        return None;
    }
    lons.sort_by(f64::total_cmp);
    lats.sort_by(f64::total_cmp);
    Some(LonLat::clamped(lons[lons.len() / 2], lats[lats.len() / 2]))
}

/// Places of the same name within 50 m, found on the later of the two.
pub(super) fn near_duplicates(spots: &[Spot], files: &[String]) -> Found {
    let mut by_name: HashMap<String, Vec<(usize, LonLat)>> = HashMap::new();
    for (i, spot) in spots.iter().enumerate() {
        let name = spot.names.first().map(|n| plain_name(n)).filter(|n| !n.is_empty());
        if let (Some(name), Some(p)) = (name, spot.position) {
            by_name.entry(name).or_default().push((i, p));
        }
    }
    let mut out = Found::new();
    for group in by_name.into_values().filter(|g| g.len() > 1) {
        let mut cells = Cells::default();
        for (i, p) in group {
            let near = cells.near(p);
            cells.add(i, p);
            let Some((first, q)) = near else { continue };
            let Some(other) = spots.get(first) else { continue };
            let file = files.get(other.file).map_or("", String::as_str);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 50
            let metres = p.distance_m(q).round() as u32;
            let other = format!("{} ({file})", other.label);
            out.push((i, Rule::NearDuplicate { other, metres }));
        }
    }
    out.sort_by_key(|(i, _)| *i);
    out
}

/// Positions in cells so small that two in one are near each other. So only the first of a cell is compared
/// with its surroundings, and a hundred thousand places of one name on one street take no longer than others.
#[derive(Default)]
struct Cells(HashMap<(i64, i64), Vec<(usize, LonLat)>>);

impl Cells {
    /// Side of a cell in metres; its diagonal is shorter than [`NEAR_M`].
    const SIDE_M: f64 = 35.0;

    /// Cells that reach at least [`NEAR_M`] to each side.
    const REACH: i64 = 2;

    #[allow(clippy::cast_possible_truncation)] // some 600 000 cells from pole to pole
    fn row(p: LonLat) -> i64 {
        (p.lat() * 111_000.0 / Self::SIDE_M).floor() as i64
    }

    /// The column of a position in a row: rows are shorter towards the poles.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // as above
    fn column(p: LonLat, row: i64) -> i64 {
        let latitude = (row as f64 * Self::SIDE_M / 111_000.0).to_radians();
        (p.lon() * 111_000.0 * latitude.cos() / Self::SIDE_M).floor() as i64
    }

    fn add(&mut self, i: usize, p: LonLat) {
        let row = Self::row(p);
        self.0.entry((row, Self::column(p, row))).or_default().push((i, p));
    }

    /// One that was added and is near.
    fn near(&self, p: LonLat) -> Option<(usize, LonLat)> {
        let is_near = |&&(_, q): &&(usize, LonLat)| p.distance_m(q) < NEAR_M;
        let row = Self::row(p);
        let own = self.0.get(&(row, Self::column(p, row)));
        if let Some(found) = own.and_then(|cell| cell.first().filter(is_near)) {
            return Some(*found);
        }
        for row in row - Self::REACH..=row + Self::REACH {
            let middle = Self::column(p, row);
            for column in middle - Self::REACH..=middle + Self::REACH {
                let cell = self.0.get(&(row, column));
                if let Some(found) = cell.and_then(|cell| cell.iter().find(is_near)) {
                    return Some(*found);
                }
            }
        }
        None
    }
}

/// Ids that are used twice in the bundle.
pub(super) fn duplicate_ids(spots: &[Spot], place_of: impl Fn(&Spot) -> String) -> Found {
    let mut first: HashMap<&str, &Spot> = HashMap::new();
    let mut out = Found::new();
    for (i, spot) in spots.iter().enumerate() {
        let Some(id) = spot.id.as_deref() else { continue };
        if let Some(other) = first.get(id) {
            out.push((i, Rule::DuplicateId { id: id.to_owned(), first: place_of(other) }));
        } else {
            first.insert(id, spot);
        }
    }
    out
}

/// The finding of a spot, without its line, which the caller knows.
pub(super) fn finding(spot: &Spot, files: &[String], line: Option<u32>, rule: Rule) -> Finding {
    let field = match rule {
        Rule::DuplicateId { .. } => "id",
        Rule::NearDuplicate { .. } => "name",
        Rule::WrongDistrict { .. } => "district",
        _ => "geometry.coordinates",
    };
    Finding {
        file: files.get(spot.file).cloned().unwrap_or_default(),
        feature: Some(spot.label.clone()),
        index: spot.index,
        field: Some(field.to_owned()),
        line,
        rule,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_find_what_comparing_all_finds(
            raw in prop::collection::vec((113.6_f64..113.606, 34.7_f64..34.706), 1..60),
        ) {
            let mut cells = Cells::default();
            let mut before: Vec<LonLat> = Vec::new();
            for (i, (lon, lat)) in raw.into_iter().enumerate() {
                let p = LonLat::clamped(lon, lat);
                let wanted = before.iter().any(|q| p.distance_m(*q) < NEAR_M);
                let found = cells.near(p);
                prop_assert_eq!(found.is_some(), wanted);
                prop_assert!(found.is_none_or(|(_, q)| p.distance_m(q) < NEAR_M));
                cells.add(i, p);
                before.push(p);
            }
        }
    }

    #[test]
    fn many_of_one_name_on_one_latitude_are_not_all_compared() {
        // Compared with each other these would be five thousand million pairs.
        let mut cells = Cells::default();
        for i in 0..100_000 {
            let p = LonLat::clamped(-170.0 + f64::from(i) * 0.0034, 34.75);
            assert_eq!(cells.near(p), None);
            cells.add(0, p);
        }
    }
}
