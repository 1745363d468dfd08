//! A list of places between two formats.

use super::shift;
use super::trouble::{Note, Trouble};
use crate::bundle::Document;
use crate::bundle::geometry::{self, Shape};
use crate::bundle::v1::quoted;
use crate::domain::Datum;
use crate::json::Raw;
use crate::json::members;

/// One place. Values are JSON as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// `id` of the feature.
    pub id: Option<String>,
    /// A GeoJSON geometry.
    pub geometry: Option<String>,
    /// Properties in their order.
    pub properties: Vec<(String, String)>,
    /// Members of the feature that RFC 7946 does not name.
    pub foreign: Vec<(String, String)>,
    /// Line or row it came from.
    pub line: u32,
}

/// A list of places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The places.
    pub records: Vec<Record>,
    /// Members of the collection that RFC 7946 does not name.
    pub foreign: Vec<(String, String)>,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

impl Table {
    /// Moves every position from one datum to another.
    pub fn convert(&mut self, from: Datum, to: Datum) {
        if from == to {
            return;
        }
        // An extent is no longer true after the shift, and may be left out.
        self.foreign.retain(|(key, _)| key != "bbox");
        for record in &mut self.records {
            record.foreign.retain(|(key, _)| key != "bbox");
            if let Some(geometry) = &mut record.geometry {
                *geometry = shift::geometry(geometry, from, to);
            }
        }
    }

    pub(super) fn note(&mut self, line: u32, trouble: Trouble) {
        self.notes.push(Note { line, trouble });
    }
}

impl Record {
    /// The JSON of a property.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// The text of a property, empty where it is none.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.get(key).and_then(plain).unwrap_or_default()
    }

    /// Sets a property to a text, unless the text is empty or the property is there.
    pub(super) fn put_text(&mut self, key: &str, text: &str) {
        if !text.is_empty() && self.get(key).is_none() {
            self.properties.push((key.to_owned(), quoted(text)));
        }
    }

    /// The geometry, if it is sound.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        let text = self.geometry.as_deref()?;
        let document = Document::new("", text);
        let mut faults = Vec::new();
        let shape = geometry::read(&document, document.root().ok()?, 4, &mut faults)?;
        faults.is_empty().then_some(shape)
    }
}

/// The text of a JSON text or number.
pub(super) fn plain(json: &str) -> Option<String> {
    Raw::parse(json).ok().and_then(members::text)
}

/// A GeoJSON point.
pub(super) fn point(numbers: &[&str]) -> String {
    format!("{{\"type\":\"Point\",\"coordinates\":[{}]}}", numbers.join(","))
}

/// A number as JSON writes it, as given where that is possible.
pub(super) fn number(text: &str, value: f64) -> String {
    let valid = serde_json::from_str::<f64>(text).is_ok();
    if valid { text.to_owned() } else { format!("{value}") }
}
