//! Geometries of RFC 7946, read for the one position that stands for the place.

mod coordinates;
mod fault;
mod shape;

pub use fault::{Found, GeometryFault};
pub use shape::{Position, Shape, signed_area};

use super::{Document, Members, ProblemKind};
use crate::domain::LonLat;
use crate::json::Raw;
use crate::json::text;
use coordinates::Reader;

/// Reads a geometry and tells all its faults; collections within collections end at `depth`.
pub fn read(
    document: &Document<'_>,
    raw: Raw<'_>,
    depth: u8,
    faults: &mut Vec<Found>,
) -> Option<Shape> {
    let start = document.offset_of(raw);
    let Some(members) = Members::of(raw) else {
        faults.push((start, GeometryFault::NotAnObject));
        return None;
    };
    let kind = members.get("type").and_then(text).unwrap_or_default();
    if kind == "GeometryCollection" {
        let Some(parts) = members.get("geometries").and_then(crate::json::list) else {
            faults.push((start, GeometryFault::NoCoordinates));
            return None;
        };
        if depth == 0 {
            faults.push((start, GeometryFault::Nesting));
            return None;
        }
        let shapes =
            parts.into_iter().filter_map(|p| read(document, p, depth - 1, faults)).collect();
        return Some(Shape::Several(shapes));
    }
    let (levels, smallest) = match kind.as_str() {
        "Point" => (0, 1),
        "MultiPoint" => (1, 0),
        "LineString" => (1, 2),
        "MultiLineString" => (2, 2),
        "Polygon" => (2, 4),
        "MultiPolygon" => (3, 4),
        _ => {
            let at = members.get("type").map_or(start, |t| document.offset_of(t));
            faults.push((at, GeometryFault::UnknownType(kind)));
            return None;
        }
    };
    let coordinates = members.get("coordinates").filter(|c| c.get().starts_with('['));
    let Some(coordinates) = coordinates else {
        let at = members.get("coordinates").map_or(start, |c| document.offset_of(c));
        faults.push((at, GeometryFault::NoCoordinates));
        return None;
    };
    let offset = document.offset_of(coordinates);
    let before = faults.len();
    let mut reader = Reader { text: coordinates.get(), at: 0, offset, bad: 0, faults };
    let shape = match (levels, smallest) {
        (0, _) => Shape::Points(reader.position().into_iter().collect()),
        (1, 0) => Shape::Points(reader.run()),
        (1, _) => Shape::Lines(vec![reader.line(false)]),
        (2, 2) => Shape::Lines(reader.lines(false)),
        (2, _) => Shape::Areas(vec![reader.lines(true)]),
        _ => Shape::Areas(reader.areas()),
    };
    if shape.first().is_none() && faults.len() == before {
        faults.push((offset, GeometryFault::NoPosition));
    }
    Some(shape)
}

/// The position that stands for the geometry, or the first fault.
///
/// # Errors
/// The first fault of the geometry and its offset.
pub fn representative(
    document: &Document<'_>,
    raw: Raw<'_>,
) -> Result<LonLat, (usize, ProblemKind)> {
    let mut faults = Vec::new();
    let shape = read(document, raw, 4, &mut faults);
    let fault = |(at, fault)| (at, ProblemKind::Geometry(fault));
    if let Some(first) = faults.into_iter().next() {
        return Err(fault(first));
    }
    let start = document.offset_of(raw);
    let [lon, lat] = shape
        .and_then(|s| s.representative())
        .ok_or_else(|| fault((start, GeometryFault::NoPosition)))?;
    LonLat::new(lon, lat).map_err(|_| fault((start, GeometryFault::OutOfRange(lon, lat))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point_of(text: &str) -> Result<[f64; 2], GeometryFault> {
        let document = Document::new("f", text);
        let raw = document.root().expect("JSON");
        match representative(&document, raw) {
            Ok(p) => Ok([p.lon(), p.lat()]),
            Err((_, ProblemKind::Geometry(fault))) => Err(fault),
            Err((_, other)) => panic!("{other:?}"),
        }
    }

    fn of(kind: &str, coordinates: &str) -> Result<[f64; 2], GeometryFault> {
        point_of(&format!("{{\"type\": \"{kind}\", \"coordinates\": {coordinates}}}"))
    }

    #[test]
    fn every_kind_has_a_point() {
        assert_eq!(of("Point", "[1, 2]"), Ok([1.0, 2.0]));
        assert_eq!(of("Point", " [ 1e0 ,2.0, 88 ] "), Ok([1.0, 2.0]));
        assert_eq!(of("MultiPoint", "[[1,2],[3,4]]"), Ok([1.0, 2.0]));
        assert_eq!(of("LineString", "[[0,0],[5,1],[9,9]]"), Ok([5.0, 1.0]));
        assert_eq!(of("MultiLineString", "[[[0,0],[1,1]],[[2,2],[3,3],[4,4]]]"), Ok([3.0, 3.0]));
        assert_eq!(of("Polygon", "[[[0,0],[4,0],[4,4],[0,4],[0,0]]]"), Ok([2.0, 2.0]));
        let two = "[[[[0,0],[1,0],[1,1],[0,0]]],[[[10,10],[14,10],[14,14],[10,14],[10,10]]]]";
        assert_eq!(of("MultiPolygon", two), Ok([12.0, 12.0]));
        let several =
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[7,8]}]}"#;
        assert_eq!(point_of(several), Ok([7.0, 8.0]));
    }

    #[test]
    fn the_point_of_a_hooked_or_holed_area_lies_inside() {
        // A U: the middle of its box is outside.
        let u = "[[[0,0],[9,0],[9,10],[8,10],[8,2],[2,2],[2,10],[0,10],[0,0]]]";
        assert_eq!(of("Polygon", u), Ok([1.0, 5.0]));
        let holed = "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[1,1],[7,1],[7,9],[1,9],[1,1]]]";
        assert_eq!(of("Polygon", holed), Ok([8.5, 5.0]));
    }

    #[test]
    fn every_fault_is_told() {
        use GeometryFault as F;
        assert_eq!(of("Point", "[113.698301]"), Err(F::Position(1)));
        assert_eq!(of("Point", "[]"), Err(F::Position(0)));
        assert_eq!(of("Point", "[\"113\", \"34\"]"), Err(F::NotANumber));
        assert_eq!(of("Point", "[113, null]"), Err(F::NotANumber));
        assert_eq!(of("Point", "[1e999, 1]"), Err(F::NotANumber));
        assert_eq!(of("Point", "[[113, 34]]"), Err(F::Nesting));
        assert_eq!(of("Point", "[34.76, 113.67]"), Err(F::Swapped(34.76, 113.67)));
        assert_eq!(
            of("Point", "[12652000, 4131000]"),
            Err(F::OutOfRange(12_652_000.0, 4_131_000.0))
        );
        assert_eq!(of("Point", "\"113,34\""), Err(F::NoCoordinates));
        assert_eq!(of("Point", "{}"), Err(F::NoCoordinates));
        assert_eq!(of("point", "[1,2]"), Err(F::UnknownType("point".into())));
        assert_eq!(of("LineString", "[1, 2]"), Err(F::Nesting));
        assert_eq!(of("LineString", "[[1, 2]]"), Err(F::ShortLine(1)));
        assert_eq!(of("Polygon", "[[[0,0],[1,0],[0,0]]]"), Err(F::ShortRing(3)));
        assert_eq!(of("Polygon", "[[[0,0],[1,0],[1,1],[0,1]]]"), Err(F::OpenRing));
        assert_eq!(of("Polygon", "[[0,0],[1,0],[1,1],[0,0]]"), Err(F::Nesting));
        assert_eq!(of("MultiPoint", "[]"), Err(F::NoPosition));
        assert_eq!(point_of("[1,2]"), Err(F::NotAnObject));
        assert_eq!(point_of("{\"coordinates\": [1,2]}"), Err(F::UnknownType(String::new())));
        assert_eq!(point_of("{\"type\": \"Point\"}"), Err(F::NoCoordinates));
    }

    #[test]
    fn a_fault_knows_its_line() {
        let text = "{\"type\": \"LineString\",\n\"coordinates\": [[1,2],\n[3],\n[5,6]]}";
        let document = Document::new("f", text);
        let (at, _) = representative(&document, document.root().expect("JSON")).expect_err("bad");
        assert_eq!(document.line_at(at), 3);
    }
}
