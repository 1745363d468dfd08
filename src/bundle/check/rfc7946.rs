//! What RFC 7946 asks of a file beyond what reading it needs.

use super::report::Desk;
use super::{Members, Rule};
use crate::bundle::geometry::{self, GeometryFault, Position, Shape};
use crate::bundle::{Expected, ProblemKind};
use crate::json::Raw;
use crate::json::{list, number, text};

/// The collection itself. `within_bundle`: the contract wants a FeatureCollection there.
pub(super) fn collection(desk: &mut Desk<'_, '_>, root: Raw<'_>, within_bundle: bool) {
    let Some(members) = Members::of(root) else { return };
    let kind = members.get("type").and_then(text).unwrap_or_default();
    if within_bundle && kind != "FeatureCollection" {
        desk.add("type", root, Rule::NotACollection);
    }
    if let Some(crs) = members.get("crs") {
        let name = crs.get();
        let wgs84 =
            name.contains("CRS84") || name.contains("EPSG::4326") || name.contains("EPSG:4326");
        desk.add("crs", crs, Rule::Crs(wgs84));
    }
    if kind == "FeatureCollection" {
        forbid(desk, &members, &["coordinates", "geometries", "geometry", "properties"]);
        if let Some(bbox) = members.get("bbox") {
            bbox_numbers(desk, bbox);
        }
    }
}

/// A feature: its members, then its geometry. Gives the geometry's shape if it has no fault.
pub(super) fn feature(desk: &mut Desk<'_, '_>, raw: Raw<'_>) -> Option<Shape> {
    let members = Members::of(raw)?;
    let is_feature = members.get("type").and_then(text).as_deref() == Some("Feature");
    let geometry = if is_feature {
        forbid(desk, &members, &["coordinates", "geometries", "features"]);
        for key in ["geometry", "properties"] {
            if !members.iter().any(|(k, _)| k == key) {
                desk.add(key, raw, Rule::Problem(ProblemKind::Missing(key)));
            }
        }
        if let Some(properties) = members.get("properties").filter(|p| !p.get().starts_with('{')) {
            let kind = ProblemKind::WrongType(Expected::Object);
            desk.add("properties", properties, Rule::Problem(kind));
        }
        members.get("geometry")?
    } else {
        raw
    };
    let mut faults = Vec::new();
    let shape = geometry::read(desk.document, geometry, 4, &mut faults);
    let sound = faults.is_empty();
    for (at, fault) in faults {
        let field = match fault {
            GeometryFault::UnknownType(_) => "geometry.type",
            GeometryFault::NotAnObject => "geometry",
            _ => "geometry.coordinates",
        };
        desk.add_at(field, at, Rule::Problem(ProblemKind::Geometry(fault)));
    }
    members_of_geometry(desk, geometry, 0);
    let shape = shape.filter(|_| sound)?;
    shape.for_each(&mut |p| {
        if p.numbers > 3 {
            desk.add_at("geometry.coordinates", p.offset, Rule::LongPosition(p.numbers));
        }
    });
    winding(desk, &shape);
    for holder in [raw, geometry] {
        let bbox = Members::of(holder).and_then(|m| m.get("bbox"));
        if let Some((bbox, numbers)) = bbox.and_then(|b| Some((b, bbox_numbers(desk, b)?))) {
            let mut inside = true;
            shape.for_each(&mut |p| inside &= within(&numbers, p));
            if !inside {
                desk.add("bbox", bbox, Rule::BboxExcludes);
            }
        }
    }
    Some(shape)
}

fn members_of_geometry(desk: &mut Desk<'_, '_>, raw: Raw<'_>, depth: u8) {
    let Some(members) = Members::of(raw) else { return };
    forbid(desk, &members, &["geometry", "properties", "features"]);
    let parts = members.get("geometries").and_then(list).unwrap_or_default();
    if depth > 0 && !parts.is_empty() {
        desk.add("geometry", raw, Rule::NestedCollection);
    }
    if depth < 4 {
        for part in parts {
            members_of_geometry(desk, part, depth + 1);
        }
    }
}

fn forbid(desk: &mut Desk<'_, '_>, members: &Members<'_>, keys: &[&str]) {
    for (key, value) in members.iter() {
        if keys.contains(&key) {
            desk.add(key, value, Rule::ForbiddenMember(key.to_owned()));
        }
    }
}

/// The four outer numbers of a bbox of four or six, or a finding.
fn bbox_numbers(desk: &mut Desk<'_, '_>, raw: Raw<'_>) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> =
        list(raw).and_then(|l| l.into_iter().map(number).collect::<Option<Vec<f64>>>());
    let found = match numbers.as_deref() {
        Some(&[west, south, east, north] | &[west, south, _, east, north, _]) => {
            // West above east is right: the box crosses the antimeridian.
            let fits = [west, east].iter().all(|v| (-180.0..=180.0).contains(v))
                && [south, north].iter().all(|v| (-90.0..=90.0).contains(v))
                && south <= north;
            fits.then_some([west, south, east, north])
        }
        _ => None,
    };
    if found.is_none() {
        desk.add("bbox", raw, Rule::BadBbox);
    }
    found
}

fn within(&[west, south, east, north]: &[f64; 4], p: &Position) -> bool {
    // Seven decimals: a bbox is often rounded.
    const SLACK: f64 = 1e-7;
    let [lon, lat] = p.at;
    let across = if west <= east {
        (west - SLACK..=east + SLACK).contains(&lon)
    } else {
        lon >= west - SLACK || lon <= east + SLACK
    };
    across && (south - SLACK..=north + SLACK).contains(&lat)
}

/// Outer rings run counter-clockwise, inner ones clockwise.
fn winding(desk: &mut Desk<'_, '_>, shape: &Shape) {
    match shape {
        Shape::Areas(areas) => {
            for rings in areas {
                for (i, ring) in rings.iter().enumerate() {
                    let turn = geometry::signed_area(ring);
                    let wrong = if i == 0 { turn < 0.0 } else { turn > 0.0 };
                    if let Some(first) = ring.first().filter(|_| wrong) {
                        desk.add_at("geometry.coordinates", first.offset, Rule::Winding);
                    }
                }
            }
        }
        Shape::Several(shapes) => shapes.iter().for_each(|s| winding(desk, s)),
        _ => {}
    }
}
