//! The coordinates of a geometry from one datum to another, everything else as it was written.

use crate::bundle::Members;
use crate::bundle::members::list;
use crate::bundle::v1::quoted;
use crate::domain::datum::convert;
use crate::domain::{Datum, LonLat};
use serde_json::value::RawValue;

/// The geometry in the other datum. Its `bbox` is left out, since it is no longer true.
pub(super) fn geometry(json: &str, from: Datum, to: Datum) -> String {
    let members = serde_json::from_str::<&RawValue>(json).ok().and_then(Members::of);
    let Some(members) = members else { return json.to_owned() };
    let mut parts = Vec::with_capacity(members.len());
    for (key, value) in members.iter() {
        let value = match key {
            "bbox" => continue,
            "coordinates" => coordinates(value.get(), from, to),
            "geometries" => {
                let all = list(value).unwrap_or_default();
                let all: Vec<String> =
                    all.into_iter().map(|g| geometry(g.get(), from, to)).collect();
                format!("[{}]", all.join(","))
            }
            _ => value.get().to_owned(),
        };
        parts.push(format!("{}:{value}", quoted(key)));
    }
    format!("{{{}}}", parts.join(","))
}

/// Rewrites the first two numbers of every innermost list.
fn coordinates(text: &str, from: Datum, to: Datum) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..=open]);
        rest = &rest[open + 1..];
        let end = rest.find(['[', ']']).unwrap_or(rest.len());
        if rest[end..].starts_with(']') {
            out.push_str(&position(&rest[..end], from, to));
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
    out
}

/// A position in the other datum; what is no position stays as it is, for the check to find.
fn position(text: &str, from: Datum, to: Datum) -> String {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<f64>().ok());
    let here = number(0).zip(number(1)).and_then(|(lon, lat)| LonLat::new(lon, lat).ok());
    let Some(here) = here else { return text.to_owned() };
    let there = convert(here, from, to);
    if there == here {
        return text.to_owned();
    }
    let mut out = format!("{},{}", degrees(there.lon()), degrees(there.lat()));
    for more in &parts[2..] {
        out.push(',');
        out.push_str(more);
    }
    out
}

/// Seven decimals, a centimetre, without trailing zeros.
fn degrees(value: f64) -> String {
    let text = format!("{value:.7}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_positions_and_nothing_else() {
        let json = r#"{"type":"LineString","bbox":[1,2,3,4],"coordinates":[[116.391265, 39.907359, 50.0], [2.35,48.86]],"x":[116.391265,39.907359]}"#;
        let moved = geometry(json, Datum::Wgs84, Datum::Gcj02);
        assert_eq!(
            moved,
            r#"{"type":"LineString","coordinates":[[116.3975061,39.9087603,50.0], [2.35,48.86]],"x":[116.391265,39.907359]}"#
        );
        let several = r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[116.391265,39.907359]}]}"#;
        assert!(geometry(several, Datum::Wgs84, Datum::Gcj02).contains("116.3975061"));
    }

    #[test]
    fn leaves_what_is_no_position() {
        for json in [
            "7",
            r#"{"coordinates":[34.7, 113.6, ]}"#,
            r#"{"type":"Point","coordinates":["a",{}]}"#,
        ] {
            assert_eq!(geometry(json, Datum::Wgs84, Datum::Gcj02), json);
        }
    }
}
