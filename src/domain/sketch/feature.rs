//! A feature of a layer as one edits it: each property the JSON it was written as.

use super::{Outline, compact};
use crate::json::write::{Object, quoted};
use crate::json::{Members, Raw, list, text};

/// The name of the geometry among the fields of a feature; no property is called so.
pub const GEOMETRY: &str = "\u{1}geometry";

/// A feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Its id, unique in the bundle.
    pub id: String,
    /// Its geometry as JSON, `null` where there is none.
    pub geometry: String,
    /// Its properties in order, each with its JSON.
    pub properties: Vec<(String, String)>,
}

impl Sketch {
    /// A feature with nothing but an id and a category.
    #[must_use]
    pub fn new(id: &str, category: &str) -> Self {
        let properties = vec![("category".to_owned(), quoted(category))];
        Self { id: id.to_owned(), geometry: "null".to_owned(), properties }
    }

    /// Reads a Feature; `id` is for one that has none. Members beside geometry and properties, such as a
    /// `bbox`, are left out: they would no longer be true after a move.
    #[must_use]
    pub fn read(raw: Raw<'_>, id: Option<&str>) -> Option<Self> {
        let members = Members::of(raw)?;
        if members.get("type").and_then(text)? != "Feature" {
            return None;
        }
        let own = members.get("id").and_then(text).filter(|id| !id.is_empty());
        let geometry =
            members.get("geometry").map_or_else(|| "null".to_owned(), |g| compact(g.get()));
        let mut out =
            Self { id: own.or_else(|| id.map(str::to_owned))?, geometry, properties: Vec::new() };
        for (key, value) in
            members.get("properties").and_then(Members::of).unwrap_or_default().iter()
        {
            if value.get() != "null" {
                out.set(key, Some(compact(value.get())));
            }
        }
        Some(out)
    }

    /// Reads a Feature with an id from a text.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        Self::read(Raw::parse(json).ok()?, None)
    }

    /// The Feature as one line of GeoJSON.
    #[must_use]
    pub fn json(&self) -> String {
        let properties =
            self.properties.iter().fold(Object::new(), |all, (key, value)| all.raw(key, value));
        Object::new()
            .raw("type", "\"Feature\"")
            .raw("id", &quoted(&self.id))
            .raw("geometry", &self.geometry)
            .raw("properties", &properties.finish())
            .finish()
    }

    /// The JSON of a field: a property, or [`GEOMETRY`].
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        if field == GEOMETRY {
            return Some(&self.geometry);
        }
        self.properties.iter().find(|(key, _)| key == field).map(|(_, value)| value.as_str())
    }

    /// Sets the JSON of a field, or takes it out.
    pub fn set(&mut self, field: &str, json: Option<String>) {
        if field == GEOMETRY {
            self.geometry = json.unwrap_or_else(|| "null".to_owned());
            return;
        }
        let at = self.properties.iter().position(|(key, _)| key == field);
        match (at, json) {
            (Some(at), Some(json)) => self.properties[at].1 = json,
            (Some(at), None) => {
                self.properties.remove(at);
            }
            (None, Some(json)) => self.properties.push((field.to_owned(), json)),
            (None, None) => {}
        }
    }

    /// A property as text; empty where it is none.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        let raw = self.get(field).and_then(|json| Raw::parse(json).ok());
        raw.and_then(text).unwrap_or_default()
    }

    /// Sets a property that is text; an empty one goes.
    pub fn set_text(&mut self, field: &str, words: &str) {
        let words = words.trim();
        // What the bundle wrote as a number stays one if it is the same.
        if self.text(field) != words {
            self.set(field, (!words.is_empty()).then(|| quoted(words)));
        }
    }

    /// What can be drawn of its geometry.
    #[must_use]
    pub fn outline(&self) -> Outline {
        Outline::read(&self.geometry)
    }

    /// Sets the geometry; whether it could be written.
    pub fn set_outline(&mut self, outline: &Outline) -> bool {
        let json = outline.json();
        let good = json.is_some();
        self.geometry = json.unwrap_or_else(|| std::mem::take(&mut self.geometry));
        good
    }

    /// Where its position was read: the title of the first source that is for the position.
    #[must_use]
    pub fn position_source(&self) -> String {
        let all = self.sources();
        let found = all.iter().find(|s| s.is_position).map(|s| s.title.clone());
        found.unwrap_or_default()
    }

    /// Says where the position was read. Other sources stay as they are.
    pub fn set_position_source(&mut self, title: &str) {
        let (title, mut all) = (title.trim(), self.sources());
        if title == self.position_source() {
            return;
        }
        let at = all.iter().position(|s| s.is_position);
        // Of so many names one more than there are sources, one is free.
        let names = (1..=all.len() + 1).map(|n| ["own-", &n.to_string()].concat());
        let id = names.into_iter().find(|id| all.iter().all(|s| s.id != *id)).unwrap_or_default();
        let json = Object::new()
            .text("id", &id)
            .text("title", title)
            .text("grade", "C")
            .text("for", "position")
            .finish();
        let source = Listed { id, title: title.to_owned(), is_position: true, json };
        match (at, title.is_empty()) {
            // One of the bundle's own is not rewritten: another title is another source.
            (Some(at), empty) => {
                all.remove(at);
                if !empty {
                    all.insert(at, source);
                }
            }
            (None, false) => all.push(source),
            (None, true) => {}
        }
        let json: Vec<String> = all.into_iter().map(|s| s.json).collect();
        self.set("sources", (!json.is_empty()).then(|| crate::json::write::listed(&json)));
    }

    fn sources(&self) -> Vec<Listed> {
        let raw = self.get("sources").and_then(|json| Raw::parse(json).ok());
        let one = |raw: Raw<'_>| {
            let members = Members::of(raw).unwrap_or_default();
            let word = |key: &str| members.get(key).and_then(text).unwrap_or_default();
            let is_position = word("for") == "position";
            Listed { id: word("id"), title: word("title"), is_position, json: raw.get().to_owned() }
        };
        raw.and_then(list).unwrap_or_default().into_iter().map(one).collect()
    }
}

/// An entry of `sources`.
struct Listed {
    id: String,
    title: String,
    is_position: bool,
    json: String,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::LonLat;
    use proptest::prelude::*;

    /// A feature of a few fields, so that two of them often differ in some and agree in others.
    pub fn sketches() -> impl Strategy<Value = Sketch> {
        let value = prop_oneof![
            "[a-c]{0,2}".prop_map(|t| quoted(&t)),
            (0..3_u8).prop_map(|n| n.to_string()),
            Just(r#"["x",{"y":null}]"#.to_owned()),
        ];
        let fields = prop::collection::vec((prop_oneof!["name", "a", "b", "名称"], value), 0..5);
        let geometry = prop_oneof![
            Just("null".to_owned()),
            (0..3_u8).prop_map(|n| format!(r#"{{"type":"Point","coordinates":[113,{n}]}}"#)),
        ];
        (fields, geometry).prop_map(|(fields, geometry)| {
            let mut out = Sketch { id: "x".into(), geometry, properties: Vec::new() };
            for (key, value) in fields {
                out.set(&key, Some(value));
            }
            out
        })
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(sketch in sketches()) {
            prop_assert_eq!(Sketch::parse(&sketch.json()), Some(sketch));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let _ = Sketch::parse(&text);
            let mut sketch = Sketch::new("a", "park");
            sketch.set_text("name", &text);
            prop_assert_eq!(sketch.text("name"), text.trim());
            prop_assert_eq!(Sketch::parse(&sketch.json()), Some(sketch));
        }
    }

    #[test]
    fn keeps_what_it_does_not_know() {
        let json = r#"{ "type": "Feature", "id": "a", "bbox": [1], "geometry": null,
            "properties": { "name": "甲", "odd": [ 1.10, {"x": "y z"} ], "none": null } }"#;
        let mut sketch = Sketch::parse(json).expect("a feature");
        sketch.set_text("name", "乙");
        sketch.set_text("summary", " 一句话 ");
        assert_eq!(
            sketch.json(),
            r#"{"type":"Feature","id":"a","geometry":null,"properties":{"name":"乙","odd":[1.10,{"x":"y z"}],"summary":"一句话"}}"#
        );
        sketch.set_text("summary", "");
        assert_eq!(sketch.get("summary"), None);
    }

    #[test]
    fn a_position_has_its_source_and_the_others_stay() {
        let mut sketch = Sketch::new("a", "park");
        sketch.set("sources", Some(r#"[{"id":"own-1","title":"书"}]"#.into()));
        sketch.set_position_source("现场测量");
        assert_eq!(sketch.position_source(), "现场测量");
        assert!(sketch.get("sources").is_some_and(|s| s.contains("own-2") && s.contains("书")));
        sketch.set_position_source("");
        assert_eq!(sketch.get("sources"), Some(r#"[{"id":"own-1","title":"书"}]"#));
    }

    #[test]
    fn moves() {
        let mut sketch = Sketch::new("a", "park");
        assert!(sketch.set_outline(&Outline::Point(LonLat::clamped(113.5, 34.5))));
        assert_eq!(sketch.geometry, r#"{"type":"Point","coordinates":[113.5,34.5]}"#);
        assert!(!sketch.set_outline(&Outline::Other));
        assert_eq!(sketch.geometry, r#"{"type":"Point","coordinates":[113.5,34.5]}"#);
    }
}
