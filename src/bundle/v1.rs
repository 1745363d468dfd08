//! Version 1 of the wire format: GeoJSON features with all they carry, nothing lost.

use super::{BundleError, Document, Members, ProblemKind};
use crate::json::Raw;
use crate::json::{list, text};
use std::fmt::Write;

/// The features of a file, still unread. A lone Feature or geometry counts as a list of one.
///
/// # Errors
/// When the file is JSON but no GeoJSON.
pub fn features<'a>(document: &Document<'a>) -> Result<Vec<Raw<'a>>, BundleError> {
    let root = document.root()?;
    let start = document.offset_of(root);
    let Some(members) = Members::of(root) else {
        return Err(document.error(start, ProblemKind::NotGeoJson(String::new())));
    };
    let kind = members.get("type").and_then(text).unwrap_or_default();
    match kind.as_str() {
        "FeatureCollection" => {
            let raw = members
                .get("features")
                .ok_or_else(|| document.error(start, ProblemKind::Missing("features")))?;
            list(raw).ok_or_else(|| {
                let kind = ProblemKind::WrongType(super::Expected::List);
                let mut error = document.error(document.offset_of(raw), kind);
                error.field = Some("features".into());
                error
            })
        }
        "Feature" | "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
        | "MultiPolygon" | "GeometryCollection" => Ok(vec![root]),
        _ => {
            let at = members.get("type").map_or(start, |t| document.offset_of(t));
            Err(document.error(at, ProblemKind::NotGeoJson(kind)))
        }
    }
}

/// One feature with its values as written.
#[derive(Debug, Clone, Default)]
pub struct Feature<'a> {
    /// `id`, if there is one.
    pub id: Option<Raw<'a>>,
    /// `geometry`, unless absent or `null`.
    pub geometry: Option<Raw<'a>>,
    /// `properties`, empty where absent.
    pub properties: Members<'a>,
    /// Members that RFC 7946 does not name.
    pub foreign: Vec<(String, Raw<'a>)>,
}

impl<'a> Feature<'a> {
    /// Takes a Feature apart; a bare geometry becomes one without properties. `None` for anything else.
    #[must_use]
    pub fn read(raw: Raw<'a>) -> Option<Self> {
        let members = Members::of(raw)?;
        let kind = members.get("type").and_then(text)?;
        if kind != "Feature" {
            let geometry = members.get("coordinates").or_else(|| members.get("geometries"));
            return geometry.map(|_| Self { geometry: Some(raw), ..Self::default() });
        }
        let foreign = members
            .iter()
            .filter(|(key, _)| !matches!(*key, "type" | "id" | "geometry" | "properties"))
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        Some(Self {
            id: members.get("id"),
            geometry: members.get("geometry"),
            properties: members.get("properties").and_then(Members::of).unwrap_or_default(),
            foreign,
        })
    }

    /// The id as text, where it is a text or a number.
    #[must_use]
    pub fn id_text(&self) -> Option<String> {
        self.id.and_then(text).filter(|id| !id.is_empty())
    }

    /// Writes the feature as one line of GeoJSON; every value is written as it was read.
    pub fn write(&self, out: &mut String) {
        out.push_str("{\"type\":\"Feature\"");
        if let Some(id) = self.id {
            let _ = write!(out, ",\"id\":{}", id.get());
        }
        let _ = write!(out, ",\"geometry\":{}", self.geometry.map_or("null", Raw::get));
        out.push_str(",\"properties\":{");
        for (i, (key, value)) in self.properties.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            let _ = write!(out, "{comma}{}:{}", quoted(key), value.get());
        }
        out.push('}');
        for (key, value) in &self.foreign {
            let _ = write!(out, ",{}:{}", quoted(key), value.get());
        }
        out.push('}');
    }
}

/// A text as JSON writes it.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> ProblemKind {
        features(&Document::new("f", text)).expect_err("no GeoJSON").kind
    }

    #[test]
    fn takes_collections_features_and_geometries() {
        let count = |text: &str| features(&Document::new("f", text)).expect("GeoJSON").len();
        assert_eq!(count(r#"{"type":"FeatureCollection","features":[]}"#), 0);
        assert_eq!(count(r#"{"type":"FeatureCollection","features":[1,{}]}"#), 2);
        assert_eq!(count(r#"{"type":"Feature","geometry":null,"properties":null}"#), 1);
        assert_eq!(count(r#"{"type":"Point","coordinates":[1,2]}"#), 1);
    }

    #[test]
    fn refuses_what_is_no_geojson() {
        assert_eq!(refused("[]"), ProblemKind::NotGeoJson(String::new()));
        assert_eq!(refused("{}"), ProblemKind::NotGeoJson(String::new()));
        assert_eq!(refused(r#"{"type":"Topology"}"#), ProblemKind::NotGeoJson("Topology".into()));
        assert_eq!(refused(r#"{"type":"FeatureCollection"}"#), ProblemKind::Missing("features"));
        assert!(matches!(
            refused(r#"{"type":"FeatureCollection","features":{}}"#),
            ProblemKind::WrongType(_)
        ));
    }

    #[test]
    fn writes_what_it_read() {
        let text = r#"{"type":"Feature","id":1.10,"geometry":{"type":"Point","coordinates":[1.0, 2e0]},"properties":{"a":1.10,"名":"\u4e2d","a":[ ]},"x":{"y":1}}"#;
        let raw: Raw<'_> = Raw::parse(text).expect("JSON");
        let mut out = String::new();
        Feature::read(raw).expect("a feature").write(&mut out);
        assert_eq!(out, text);
    }

    #[test]
    fn is_no_feature() {
        for text in ["1", "{}", "[]", r#"{"type":"Thing"}"#, r#"{"type":7}"#] {
            let raw: Raw<'_> = Raw::parse(text).expect("JSON");
            assert!(Feature::read(raw).is_none(), "{text}");
        }
    }
}
