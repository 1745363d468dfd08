//! The bundle's features as they are now, each as one edits it; read when the editor is first opened.

use crate::bundle::{BundleError, Document, LayerRef, Manifest, geometry, ident, migrate, v1};
use crate::domain::Bounds;
use crate::domain::sketch::Sketch;
use crate::json::{Members, Raw, text};
use std::collections::BTreeMap;

/// A layer with its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// As `bundle.json` names it.
    pub info: LayerRef,
    /// Its features in their order.
    pub features: Vec<Sketch>,
}

/// All layers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalog {
    /// Id of the bundle.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its extent.
    pub bounds: Option<Bounds>,
    /// The layers in their order.
    pub layers: Vec<Layer>,
    places: BTreeMap<String, (usize, usize)>,
}

impl Catalog {
    /// Reads the layers; `files` are their bytes in the order of the manifest.
    ///
    /// # Errors
    /// When one of them is no GeoJSON.
    pub fn read(manifest: &Manifest, files: &[Vec<u8>]) -> Result<Self, BundleError> {
        let mut out = Self {
            id: manifest.id.clone(),
            version: manifest.version.clone(),
            bounds: manifest.bounds,
            ..Self::default()
        };
        let mut ids = ident::Ids::default();
        for (info, bytes) in manifest.layers.iter().zip(files) {
            let document = Document::decode(&info.file, bytes)?;
            let now = migrate::to_present(migrate::Part::Layer, document.text, manifest.format);
            let document = Document::new(&info.file, &now);
            let mut features = Vec::new();
            for raw in v1::features(&document)? {
                let Some(mut sketch) = Sketch::read(raw, Some(&own_id(&document, raw))) else {
                    continue;
                };
                // As the loader does, so that both call a place the same.
                let Some(id) = ids.claim(&sketch.id) else { continue };
                id.as_str().clone_into(&mut sketch.id);
                out.places.insert(sketch.id.clone(), (out.layers.len(), features.len()));
                features.push(sketch);
            }
            out.layers.push(Layer { info: info.clone(), features });
        }
        Ok(out)
    }

    /// The feature of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Sketch> {
        let (layer, at) = self.places.get(id)?;
        self.layers.get(*layer)?.features.get(*at)
    }

    /// The layer of a feature.
    #[must_use]
    pub fn layer_of(&self, id: &str) -> Option<&str> {
        let (layer, _) = self.places.get(id)?;
        self.layers.get(*layer).map(|l| l.info.id.as_str())
    }
}

/// The id of a feature that brings none.
fn own_id(document: &Document<'_>, raw: Raw<'_>) -> String {
    let members = Members::of(raw).unwrap_or_default();
    let at = members.get("geometry").and_then(|g| geometry::representative(document, g).ok());
    let properties = members.get("properties").and_then(Members::of).unwrap_or_default();
    let name = properties.get("name").and_then(text).unwrap_or_default();
    ident::from_content(&name, at)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::bundle::{LayerBytes, load};

    /// A small bundle: a park with an id, one without, a line.
    pub const LAYER: &str = r#"{"type":"FeatureCollection","name":"公园","features":[
        {"type":"Feature","id":"p","geometry":{"type":"Point","coordinates":[113.66,34.75]},
         "properties":{"name":"甲园","name_en":"Jia","district":"金水区","facts":[{"id":"f1","text":"一"}]}},
        {"type":"Feature","geometry":null,"properties":{"name":"乙园"}},
        {"type":"Feature","id":"l","geometry":{"type":"LineString","coordinates":[[113.66,34.75],[113.67,34.76]]},
         "properties":{"name":"丙路"}}]}"#;

    pub fn manifest(version: &str) -> Manifest {
        let text = [
            r#"{"redmap":1,"id":"test","title":"图","version":""#,
            version,
            r#"","layers":[{"id":"park","file":"park.geojson","category":"park"}]}"#,
        ]
        .concat();
        Manifest::parse("bundle.json", text.as_bytes()).expect("a manifest")
    }

    pub fn catalog(version: &str, layer: &str) -> Catalog {
        Catalog::read(&manifest(version), &[layer.as_bytes().to_vec()]).expect("GeoJSON")
    }

    #[test]
    fn calls_places_as_the_loader_does() {
        let catalog = catalog("1", LAYER);
        let layers = [LayerBytes { file: "park.geojson", bytes: LAYER.as_bytes() }];
        let atlas = load(&manifest("1"), &layers).expect("a bundle").atlas;
        assert_eq!(atlas.places().len(), 3);
        for place in atlas.places() {
            let sketch = catalog.get(place.id.as_str()).expect("the same id");
            assert_eq!(sketch.text("name"), place.name.zh);
            assert_eq!(catalog.layer_of(place.id.as_str()), Some("park"));
        }
    }
}
