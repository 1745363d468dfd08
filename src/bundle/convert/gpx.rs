//! GPX 1.1: waypoints, routes and tracks.

use super::table::{Record, Table, number, point};
use super::trouble::{ConvertError, Trouble};
use super::xml::{Element, escaped, parse};
use crate::bundle::Members;
use crate::bundle::geometry::{Position, Shape};
use crate::bundle::v1::quoted;
use serde_json::value::RawValue;
use std::fmt::Write;

/// Where a feature's id and properties are kept whole beside what GPX can say.
const OWN: &str = "https://redmap.example/gpx/1";

/// Reads waypoints as points, routes and tracks as lines.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ConvertError> {
    let root = parse(bytes)?;
    if root.name != "gpx" {
        return Err(ConvertError::of_file(Trouble::OtherXml(root.name)));
    }
    let mut table = Table::default();
    for element in &root.children {
        let geometry = match element.name.as_str() {
            "wpt" => numbers(element, &mut table)
                .map(|n| point(&n.iter().map(String::as_str).collect::<Vec<_>>())),
            "rte" => Some(line(&positions(element, "rtept", &mut table))),
            "trk" => {
                let parts: Vec<String> =
                    element.all("trkseg").map(|s| positions(s, "trkpt", &mut table)).collect();
                Some(match parts.as_slice() {
                    [one] => line(one),
                    _ => format!(
                        "{{\"type\":\"MultiLineString\",\"coordinates\":[{}]}}",
                        parts.join(",")
                    ),
                })
            }
            _ => continue,
        };
        let mut record = Record { geometry, line: element.line, ..Record::default() };
        let own = element.child("extensions").and_then(|e| e.child("feature"));
        if let Some(own) = own {
            own_members(own.text.trim(), &mut record);
        }
        record.put_text("name", element.text_of("name"));
        let about = if element.child("desc").is_some() { "desc" } else { "cmt" };
        record.put_text("summary", element.text_of(about));
        record.put_text("category", element.text_of("type"));
        record.put_text("website", element.child("link").map_or("", |l| l.attribute("href")));
        record.put_text("sym", element.text_of("sym"));
        record.put_text("time", element.text_of("time"));
        table.records.push(record);
    }
    if table.records.is_empty() {
        return Err(ConvertError::of_file(Trouble::NoRows));
    }
    Ok(table)
}

/// Id and properties as this program wrote them.
fn own_members(json: &str, record: &mut Record) {
    let feature = serde_json::from_str::<&RawValue>(json).ok().and_then(Members::of);
    let Some(feature) = feature else { return };
    let owned = |m: &Members<'_>| -> Vec<(String, String)> {
        m.iter().map(|(k, v)| (k.to_owned(), v.get().to_owned())).collect()
    };
    record.id = feature.get("id").map(|id| id.get().to_owned());
    record.properties =
        feature.get("properties").and_then(Members::of).map_or_else(Vec::new, |p| owned(&p));
    record.foreign =
        feature.get("foreign").and_then(Members::of).map_or_else(Vec::new, |p| owned(&p));
    // The shape itself, where GPX has none such.
    if let Some(geometry) = feature.get("geometry") {
        record.geometry = Some(geometry.get().to_owned());
    }
}

/// Longitude, latitude and height of a point element.
fn numbers(element: &Element, table: &mut Table) -> Option<Vec<String>> {
    let mut out = Vec::new();
    for name in ["lon", "lat"] {
        let text = element.attribute(name);
        if let Some(value) = text.parse::<f64>().ok().filter(|v| v.is_finite()) {
            out.push(number(text, value));
        } else {
            let (column, text) = (name.to_owned(), text.to_owned());
            table.note(element.line, Trouble::BadAngle { column, text });
            return None;
        }
    }
    let height = element.text_of("ele");
    if let Some(value) = height.parse::<f64>().ok().filter(|v| v.is_finite()) {
        out.push(number(height, value));
    }
    Some(out)
}

fn positions(parent: &Element, name: &str, table: &mut Table) -> String {
    let all: Vec<String> = parent
        .all(name)
        .filter_map(|p| numbers(p, table))
        .map(|n| format!("[{}]", n.join(",")))
        .collect();
    format!("[{}]", all.join(","))
}

fn line(coordinates: &str) -> String {
    format!("{{\"type\":\"LineString\",\"coordinates\":{coordinates}}}")
}

/// Writes waypoints first, then tracks, as GPX orders them. A place without a position is left out.
pub(super) fn write(table: &Table) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"redmap\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\" xmlns:redmap=\"{OWN}\">\n"
    );
    let mut tracks = String::new();
    for record in &table.records {
        match record.shape() {
            Some(Shape::Lines(lines)) => track(record, &lines, &mut tracks),
            Some(shape) => {
                let whole = !matches!(&shape, Shape::Points(p) if p.len() == 1);
                if let Some(p) = shape.representative() {
                    waypoint(record, p, shape.first(), whole, &mut out);
                }
            }
            None => {}
        }
    }
    out.push_str(&tracks);
    out.push_str("</gpx>\n");
    out
}

fn waypoint(
    record: &Record,
    at: [f64; 2],
    first: Option<&Position>,
    whole: bool,
    out: &mut String,
) {
    let _ = writeln!(out, "  <wpt lat=\"{}\" lon=\"{}\">", at[1], at[0]);
    let height = first.filter(|p| p.numbers > 2 && !whole).and_then(|_| third_number(record));
    if let Some(height) = height {
        let _ = writeln!(out, "    <ele>{height}</ele>");
    }
    describe(record, whole, out);
    out.push_str("  </wpt>\n");
}

fn third_number(record: &Record) -> Option<String> {
    let raw: &RawValue = serde_json::from_str(record.geometry.as_deref()?).ok()?;
    let members = Members::of(raw)?;
    let numbers = members.get("coordinates").and_then(crate::bundle::members::list)?;
    numbers.get(2).map(|n| n.get().to_owned()).filter(|n| !n.starts_with('['))
}

fn track(record: &Record, lines: &[Vec<Position>], out: &mut String) {
    out.push_str("  <trk>\n");
    // A height is kept in the geometry; a track of this writer has none.
    let whole = lines.iter().flatten().any(|p| p.numbers > 2);
    describe(record, whole, out);
    for line in lines {
        out.push_str("    <trkseg>\n");
        for p in line {
            let _ = writeln!(out, "      <trkpt lat=\"{}\" lon=\"{}\"/>", p.at[1], p.at[0]);
        }
        out.push_str("    </trkseg>\n");
    }
    out.push_str("  </trk>\n");
}

/// What GPX can say in its own order, and the feature whole for this program.
fn describe(record: &Record, whole: bool, out: &mut String) {
    let mut put = |tag: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "    <{tag}>{}</{tag}>", escaped(text));
        }
    };
    put("name", &record.text("name"));
    put("desc", &record.text("summary"));
    let link = record.text("website");
    if crate::bundle::link::safe_link(&link).is_some() {
        let _ = writeln!(out, "    <link href=\"{}\"/>", escaped(&link));
    }
    let category = record.text("category");
    if !category.is_empty() {
        let _ = writeln!(out, "    <type>{}</type>", escaped(&category));
    }
    let members = |all: &[(String, String)]| {
        all.iter().map(|(k, v)| format!("{}:{v}", quoted(k))).collect::<Vec<_>>().join(",")
    };
    let mut own = String::from("{");
    if let Some(id) = &record.id {
        let _ = write!(own, "\"id\":{id},");
    }
    if let Some(geometry) = record.geometry.as_ref().filter(|_| whole) {
        let _ = write!(own, "\"geometry\":{geometry},");
    }
    if !record.foreign.is_empty() {
        let _ = write!(own, "\"foreign\":{{{}}},", members(&record.foreign));
    }
    let _ = write!(own, "\"properties\":{{{}}}}}", members(&record.properties));
    let _ = writeln!(
        out,
        "    <extensions><redmap:feature>{}</redmap:feature></extensions>",
        escaped(&own)
    );
}
