//! The part of a geometry that can be drawn: a point, a line, or an area without holes.

use crate::domain::LonLat;
use crate::json::{Members, Raw, decimal, list, number, text};

/// Decimals of a written coordinate: a tenth of a metre.
const DECIMALS: u32 = 6;

/// A geometry by its vertices.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// None: the place is known by name alone.
    Nowhere,
    /// A point.
    Point(LonLat),
    /// A line of two or more vertices.
    Line(Vec<LonLat>),
    /// An area of three or more vertices, the first not repeated.
    Area(Vec<LonLat>),
    /// Several parts, or holes: kept as it is.
    Other,
}

impl Outline {
    /// The outline of a GeoJSON geometry.
    #[must_use]
    pub fn read(geometry: &str) -> Self {
        let Ok(raw) = Raw::parse(geometry) else { return Self::Other };
        if raw.get() == "null" {
            return Self::Nowhere;
        }
        Self::of(raw).unwrap_or(Self::Other)
    }

    fn of(raw: Raw<'_>) -> Option<Self> {
        let members = Members::of(raw)?;
        let coordinates = members.get("coordinates")?;
        match members.get("type").and_then(text)?.as_str() {
            "Point" => position(coordinates).map(Self::Point),
            "LineString" => positions(coordinates).filter(|p| p.len() >= 2).map(Self::Line),
            "Polygon" => {
                let [ring] = list(coordinates)?.try_into().ok()?;
                let mut ring = positions(ring)?;
                if ring.len() < 4 || ring.pop() != ring.first().copied() {
                    return None;
                }
                Some(Self::Area(ring))
            }
            _ => None,
        }
    }

    /// The GeoJSON geometry; `None` for [`Self::Other`], and for fewer vertices than its kind needs. The ring
    /// of an area runs against the clock, as RFC 7946 asks.
    #[must_use]
    pub fn json(&self) -> Option<String> {
        let geometry = |kind: &str, coordinates: &str| {
            ["{\"type\":\"", kind, "\",\"coordinates\":", coordinates, "}"].concat()
        };
        match self {
            Self::Nowhere => Some("null".to_owned()),
            Self::Point(at) => Some(geometry("Point", &pair(*at))),
            Self::Line(points) if points.len() >= 2 => Some(geometry("LineString", &row(points))),
            Self::Area(points) if points.len() >= 3 => {
                let mut ring = points.clone();
                if turn(&ring) < 0.0 {
                    // The first vertex stays the first.
                    ring[1..].reverse();
                }
                ring.push(ring[0]);
                Some(geometry("Polygon", &["[", &row(&ring), "]"].concat()))
            }
            Self::Line(_) | Self::Area(_) | Self::Other => None,
        }
    }

    /// Its vertices.
    #[must_use]
    pub fn points(&self) -> Vec<LonLat> {
        match self {
            Self::Nowhere | Self::Other => Vec::new(),
            Self::Point(at) => vec![*at],
            Self::Line(points) | Self::Area(points) => points.clone(),
        }
    }

    /// The same kind with other vertices; a point takes the first.
    #[must_use]
    pub fn with(&self, points: Vec<LonLat>) -> Self {
        match self {
            Self::Line(_) => Self::Line(points),
            Self::Area(_) => Self::Area(points),
            Self::Nowhere | Self::Point(_) => {
                points.first().map_or(Self::Nowhere, |p| Self::Point(*p))
            }
            Self::Other => Self::Other,
        }
    }

    /// The least number of vertices of its kind.
    #[must_use]
    pub const fn least(&self) -> usize {
        match self {
            Self::Nowhere | Self::Other => 0,
            Self::Point(_) => 1,
            Self::Line(_) => 2,
            Self::Area(_) => 3,
        }
    }
}

/// Twice the signed area in square degrees: positive against the clock.
fn turn(ring: &[LonLat]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.lon() * b.lat() - b.lon() * a.lat()).sum()
}

fn pair(at: LonLat) -> String {
    let short = |n: f64| decimal::short(n, DECIMALS);
    ["[", &short(at.lon()), ",", &short(at.lat()), "]"].concat()
}

fn row(points: &[LonLat]) -> String {
    ["[", &points.iter().map(|p| pair(*p)).collect::<Vec<_>>().join(","), "]"].concat()
}

fn position(raw: Raw<'_>) -> Option<LonLat> {
    let numbers = list(raw)?;
    // A height would be lost when the vertices are written again.
    let [lon, lat] = numbers.try_into().ok()?;
    LonLat::new(number(lon)?, number(lat)?).ok()
}

fn positions(raw: Raw<'_>) -> Option<Vec<LonLat>> {
    list(raw)?.into_iter().map(position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::clamped(lon, lat)
    }

    #[test]
    fn reads_and_writes_what_can_be_drawn() {
        for geometry in [
            "null",
            r#"{"type":"Point","coordinates":[113.66,34.75]}"#,
            r#"{"type":"LineString","coordinates":[[113.66,34.75],[113.67,34.75]]}"#,
            r#"{"type":"Polygon","coordinates":[[[113.66,34.75],[113.67,34.75],[113.67,34.76],[113.66,34.75]]]}"#,
        ] {
            assert_eq!(Outline::read(geometry).json().as_deref(), Some(geometry));
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_left_alone() {
        for geometry in [
            r#"{"type":"MultiPoint","coordinates":[[1,2]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,1],[0,0]]]}"#,
            r#"{"type":"Point","coordinates":[1,2,3]}"#,
            r#"{"type":"Point","coordinates":[1,200]}"#,
            r#"{"type":"LineString","coordinates":[[1,2]]}"#,
            "7",
        ] {
            assert_eq!(Outline::read(geometry), Outline::Other, "{geometry}");
        }
        assert_eq!(Outline::Other.json(), None);
        assert_eq!(Outline::Line(vec![at(1.0, 2.0)]).json(), None);
    }

    #[test]
    fn an_area_runs_against_the_clock() {
        let clockwise = Outline::Area(vec![at(0.0, 0.0), at(0.0, 1.0), at(1.0, 0.0)]);
        let json = clockwise.json().expect("three vertices");
        assert_eq!(json, r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]}"#);
        assert_eq!(Outline::read(&json).json().as_deref(), Some(json.as_str()));
    }
}
