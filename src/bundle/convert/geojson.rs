//! GeoJSON in and out, every value as written.

use super::sheet::MOST_ROWS;
use super::table::{Record, Table};
use super::trouble::{ConvertError, Trouble};
use crate::bundle::v1::{self, Feature, quoted};
use crate::bundle::{Document, Members};
use crate::json::Raw;
use std::fmt::Write;

/// Reads a collection, a feature or a geometry.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Table, ConvertError> {
    let document = Document::decode(file, bytes)?;
    let features = v1::features(&document)?;
    if features.len() > MOST_ROWS {
        return Err(ConvertError::of_file(Trouble::TooManyCells));
    }
    let mut table = Table::default();
    let owned = |(key, value): (&str, Raw<'_>)| (key.to_owned(), value.get().to_owned());
    if let Some(members) = Members::of(document.root()?) {
        let collection = members.get("features").is_some();
        let foreign =
            members.iter().filter(|(k, _)| collection && !matches!(*k, "type" | "features"));
        table.foreign = foreign.map(owned).collect();
    }
    for raw in features {
        let line = document.line_at(document.offset_of(raw));
        let Some(feature) = Feature::read(raw) else {
            table.note(line, crate::bundle::ProblemKind::NotAFeature.into());
            continue;
        };
        table.records.push(Record {
            id: feature.id.map(|id| id.get().to_owned()),
            geometry: feature.geometry.map(|g| g.get().to_owned()),
            properties: feature.properties.iter().map(owned).collect(),
            foreign: feature.foreign.into_iter().map(|(k, v)| (k, v.get().to_owned())).collect(),
            line,
        });
    }
    Ok(table)
}

/// Writes a collection with one property a line, so that messages and versions can be compared by line.
pub(super) fn write(table: &Table) -> String {
    let mut out = String::from("{\n  \"type\": \"FeatureCollection\",\n");
    for (key, value) in &table.foreign {
        let _ = writeln!(out, "  {}: {value},", quoted(key));
    }
    out.push_str("  \"features\": [");
    for (i, record) in table.records.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str("    {\n      \"type\": \"Feature\",\n");
        if let Some(id) = &record.id {
            let _ = writeln!(out, "      \"id\": {id},");
        }
        let geometry = record.geometry.as_deref().unwrap_or("null");
        let _ = writeln!(out, "      \"geometry\": {geometry},");
        out.push_str("      \"properties\": {");
        for (j, (key, value)) in record.properties.iter().enumerate() {
            let comma = if j == 0 { "\n" } else { ",\n" };
            let _ = write!(out, "{comma}        {}: {value}", quoted(key));
        }
        out.push_str(if record.properties.is_empty() { "}" } else { "\n      }" });
        for (key, value) in &record.foreign {
            let _ = write!(out, ",\n      {}: {value}", quoted(key));
        }
        out.push_str("\n    }");
    }
    out.push_str(if table.records.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    out
}
