//! KML 2.2: placemarks with points, lines, polygons and their extended data.

use super::sheet::{cell_of, json_of};
use super::table::{Record, Table, number};
use super::trouble::{ConvertError, Trouble};
use super::vocabulary::{column, heading};
use super::xml::{Element, escaped, parse};
use crate::bundle::Members;
use crate::bundle::geometry::{Position, Shape};
use crate::bundle::v1::quoted;
use serde_json::value::RawValue;
use std::fmt::Write;

/// Extended data of this program: what KML has no place for, or would change (heights of lines).
const ID: &str = "redmap:id";
const FOREIGN: &str = "redmap:members";
const GEOMETRY: &str = "redmap:geometry";

/// Reads every placemark, in whatever folder.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ConvertError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(ConvertError::of_file(Trouble::OtherXml("kmz".into())));
    }
    let root = parse(bytes)?;
    if root.name != "kml" && root.name != "Document" {
        return Err(ConvertError::of_file(Trouble::OtherXml(root.name)));
    }
    let mut table = Table::default();
    placemarks(&root, &mut table);
    if table.records.is_empty() {
        return Err(ConvertError::of_file(Trouble::NoRows));
    }
    Ok(table)
}

fn placemarks(parent: &Element, table: &mut Table) {
    for child in &parent.children {
        if child.name == "Placemark" {
            let record = placemark(child, table);
            table.records.push(record);
        } else {
            placemarks(child, table);
        }
    }
}

fn placemark(element: &Element, table: &mut Table) -> Record {
    let mut record = Record { line: element.line, ..Record::default() };
    record.geometry = element.children.iter().find_map(|c| geometry(c, table));
    if let Some(data) = element.child("ExtendedData") {
        extended(data, &mut record);
    }
    if record.id.is_none() && !element.attribute("id").is_empty() {
        record.id = Some(quoted(element.attribute("id")));
    }
    record.put_text("name", element.text_of("name"));
    record.put_text("summary", element.text_of("description"));
    record.put_text("address", element.text_of("address"));
    record.put_text("phone", element.text_of("phoneNumber"));
    record
}

/// Extended data are cells of a sheet: headings in either language, values as people write them.
fn extended(data: &Element, record: &mut Record) {
    let schema = data.all("SchemaData").flat_map(|s| s.all("SimpleData"));
    for datum in data.all("Data").chain(schema) {
        let name = datum.attributes.iter().find(|(k, _)| k == "name").map_or("", |(_, v)| v);
        let value = datum.child("value").map_or(datum.text.trim(), |v| v.text.trim());
        let members = || serde_json::from_str::<&RawValue>(value).ok().and_then(Members::of);
        match name {
            _ if value.is_empty() => {}
            ID => record.id = members().and_then(|m| Some(m.get("id")?.get().to_owned())),
            GEOMETRY if members().is_some() => record.geometry = Some(value.to_owned()),
            FOREIGN => {
                let members = members().unwrap_or_default();
                record.foreign =
                    members.iter().map(|(k, v)| (k.to_owned(), v.get().to_owned())).collect();
            }
            _ => {
                let (key, kind) = column(name);
                if record.get(&key).is_none() {
                    let json = json_of(&key, kind, value);
                    record.properties.push((key, json));
                }
            }
        }
    }
}

fn geometry(element: &Element, table: &mut Table) -> Option<String> {
    let ring = |boundary: &Element, table: &mut Table| {
        boundary.child("LinearRing").map(|r| format!("[{}]", coordinates(r, table).join(",")))
    };
    let wrap = |kind: &str, inner: &str| format!("{{\"type\":\"{kind}\",\"coordinates\":{inner}}}");
    match element.name.as_str() {
        "Point" => coordinates(element, table).first().map(|p| wrap("Point", p)),
        "LineString" | "LinearRing" => {
            let all = coordinates(element, table);
            (!all.is_empty()).then(|| wrap("LineString", &format!("[{}]", all.join(","))))
        }
        "Polygon" => {
            let mut rings: Vec<String> =
                element.child("outerBoundaryIs").and_then(|b| ring(b, table)).into_iter().collect();
            for inner in element.all("innerBoundaryIs") {
                rings.extend(ring(inner, table));
            }
            (!rings.is_empty()).then(|| wrap("Polygon", &format!("[{}]", rings.join(","))))
        }
        "MultiGeometry" => {
            let parts: Vec<String> =
                element.children.iter().filter_map(|c| geometry(c, table)).collect();
            (!parts.is_empty()).then(|| {
                format!("{{\"type\":\"GeometryCollection\",\"geometries\":[{}]}}", parts.join(","))
            })
        }
        _ => None,
    }
}

/// `lon,lat[,height]` tuples, separated by white space, as JSON positions.
fn coordinates(element: &Element, table: &mut Table) -> Vec<String> {
    let mut out = Vec::new();
    for tuple in element.text_of("coordinates").split_whitespace() {
        let numbers: Option<Vec<String>> = tuple
            .split(',')
            .map(|n| n.parse::<f64>().ok().filter(|v| v.is_finite()).map(|v| number(n, v)))
            .collect();
        match numbers {
            Some(numbers) if numbers.len() >= 2 => out.push(format!("[{}]", numbers.join(","))),
            _ => {
                let (column, text) = ("coordinates".to_owned(), tuple.to_owned());
                table.note(element.line, Trouble::BadAngle { column, text });
            }
        }
    }
    out
}

/// Writes one placemark a place; one without a position is a placemark without geometry.
pub(super) fn write(table: &Table) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    );
    for record in &table.records {
        out.push_str("  <Placemark>\n");
        for (tag, key) in [
            ("name", "name"),
            ("address", "address"),
            ("phoneNumber", "phone"),
            ("description", "summary"),
        ] {
            let text = record.text(key);
            if !text.is_empty() {
                let _ = writeln!(out, "    <{tag}>{}</{tag}>", escaped(&text));
            }
        }
        out.push_str("    <ExtendedData>\n");
        let mut datum = |name: &str, json: &str| {
            let _ = writeln!(
                out,
                "      <Data name=\"{}\"><value>{}</value></Data>",
                escaped(name),
                escaped(json)
            );
        };
        if let Some(id) = &record.id {
            datum(ID, &format!("{{\"id\":{id}}}"));
        }
        for (key, json) in &record.properties {
            datum(&heading(key), &cell_of(key, json));
        }
        if !record.foreign.is_empty() {
            let members: Vec<String> =
                record.foreign.iter().map(|(k, v)| format!("{}:{v}", quoted(k))).collect();
            datum(FOREIGN, &format!("{{{}}}", members.join(",")));
        }
        let shape = record.shape();
        if let Some(json) = record.geometry.as_ref().filter(|_| !shape.as_ref().is_some_and(plain))
        {
            datum(GEOMETRY, json);
        }
        out.push_str("    </ExtendedData>\n");
        if let Some(shape) = shape {
            draw(&shape, &mut out);
        }
        out.push_str("  </Placemark>\n");
    }
    out.push_str("</Document>\n</kml>\n");
    out
}

/// Whether KML says the shape wholly in its own words: one part, no heights.
fn plain(shape: &Shape) -> bool {
    let mut flat = true;
    shape.for_each(&mut |p| flat &= p.numbers == 2);
    let parts = match shape {
        Shape::Points(points) => points.len(),
        Shape::Lines(lines) => lines.len(),
        Shape::Areas(areas) => areas.len(),
        Shape::Several(_) => 0,
    };
    flat && parts == 1
}

fn draw(shape: &Shape, out: &mut String) {
    let tuples = |line: &[Position]| {
        line.iter().map(|p| format!("{},{}", p.at[0], p.at[1])).collect::<Vec<_>>().join(" ")
    };
    let ring = |r: &[Position]| {
        format!("<LinearRing><coordinates>{}</coordinates></LinearRing>", tuples(r))
    };
    let mut parts: Vec<String> = Vec::new();
    match shape {
        Shape::Points(points) => {
            parts.extend(points.iter().map(|p| {
                format!("<Point><coordinates>{},{}</coordinates></Point>", p.at[0], p.at[1])
            }));
        }
        Shape::Lines(lines) => {
            parts.extend(lines.iter().map(|l| {
                format!("<LineString><coordinates>{}</coordinates></LineString>", tuples(l))
            }));
        }
        Shape::Areas(areas) => parts.extend(areas.iter().map(|rings| {
            let mut polygon = String::from("<Polygon>");
            for (i, r) in rings.iter().enumerate() {
                let tag = if i == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
                let _ = write!(polygon, "<{tag}>{}</{tag}>", ring(r));
            }
            polygon + "</Polygon>"
        })),
        Shape::Several(shapes) => {
            out.push_str("    <MultiGeometry>\n");
            for s in shapes {
                draw(s, out);
            }
            out.push_str("    </MultiGeometry>\n");
            return;
        }
    }
    match parts.as_slice() {
        [one] => {
            let _ = writeln!(out, "    {one}");
        }
        _ => {
            let _ = writeln!(out, "    <MultiGeometry>{}</MultiGeometry>", parts.concat());
        }
    }
}
