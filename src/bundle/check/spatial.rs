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
        if p.lon().abs() < 1e-9 && p.lat().abs() < 1e-9 {
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

/// The middle by median of each coordinate: a few wild points do not move it.
fn median(spots: &[Spot]) -> Option<LonLat> {
    let mut lons: Vec<f64> = spots.iter().filter_map(|s| s.position).map(LonLat::lon).collect();
    let mut lats: Vec<f64> = spots.iter().filter_map(|s| s.position).map(LonLat::lat).collect();
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
    for mut group in by_name.into_values() {
        // From south to north, so that each is compared with its neighbours only.
        group.sort_by(|a, b| a.1.lat().total_cmp(&b.1.lat()).then(a.0.cmp(&b.0)));
        for (k, &(i, p)) in group.iter().enumerate() {
            let near = group[k + 1..]
                .iter()
                .take_while(|(_, q)| (q.lat() - p.lat()) * 111_000.0 < NEAR_M)
                .find(|(_, q)| p.distance_m(*q) < NEAR_M);
            let Some(&(j, q)) = near else { continue };
            let (first, later) = (i.min(j), i.max(j));
            let Some(other) = spots.get(first) else { continue };
            let file = files.get(other.file).map_or("", String::as_str);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 50
            let metres = p.distance_m(q).round() as u32;
            let other = format!("{} ({file})", other.label);
            out.push((later, Rule::NearDuplicate { other, metres }));
        }
    }
    out.sort_by_key(|(i, _)| *i);
    out
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
