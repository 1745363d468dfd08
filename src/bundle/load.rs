//! From the files of a bundle to the [`Atlas`].
//!
//! A file that cannot be read stops the loading, since half a map without a word would mislead.
//! A broken feature does not: a place with a name stays in the list without a position, and says so.

use super::manifest::stem;
use super::notes::Notes;
use super::v1::{self, Feature};
use super::{
    BundleError, Document, LayerRef, Manifest, Members, ProblemKind, Warning, geometry, ident,
    migrate, place,
};
use crate::domain::{Atlas, Bounds, Category, LayerInfo, Place, PlaceId, Text};
use crate::json::Raw;
use crate::json::text;

/// A layer's file as it came.
#[derive(Debug, Clone, Copy)]
pub struct LayerBytes<'a> {
    /// The path as `bundle.json` names it.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What was read, and what was left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The places.
    pub atlas: Atlas,
    /// Dropped values and skipped features in the order of the files.
    pub warnings: Vec<Warning>,
}

/// Reads a bundle whose files were all fetched.
///
/// # Errors
/// When a layer is missing, or is no GeoJSON.
pub fn load(manifest: &Manifest, layers: &[LayerBytes<'_>]) -> Result<Loaded, BundleError> {
    let mut loader = Loader {
        atlas: Atlas::default(),
        warnings: manifest.warnings.clone(),
        ids: ident::Ids::default(),
    };
    let atlas = &mut loader.atlas;
    atlas.id.clone_from(&manifest.id);
    atlas.version.clone_from(&manifest.version);
    atlas.title.clone_from(&manifest.title);
    atlas.district.clone_from(&manifest.district);
    atlas.city.clone_from(&manifest.city);
    atlas.seal.clone_from(&manifest.seal);
    atlas.bounds = manifest.bounds;
    atlas.start = manifest.start;
    atlas.start_phone = manifest.start_phone;
    atlas.layers = manifest.layers.iter().map(layer_info).collect();
    atlas.divisions.clone_from(&manifest.divisions);
    atlas.attribution.clone_from(&manifest.attribution);
    atlas.report.clone_from(&manifest.report);
    for (index, layer) in manifest.layers.iter().enumerate() {
        let found = layers.iter().find(|l| l.file == layer.file).ok_or_else(|| {
            let kind = ProblemKind::MissingFile(layer.file.clone());
            BundleError::of_file(&manifest.file, kind)
        })?;
        let document = Document::decode(&layer.file, found.bytes)?;
        let text = migrate::to_present(migrate::Part::Layer, document.text, manifest.format);
        let document = Document::new(&layer.file, &text);
        loader.file(&document, Some(index), &layer.category)?;
    }
    Ok(loader.finish())
}

/// Reads a lone GeoJSON file as a bundle: its title is the file's name, its layers are its categories.
///
/// # Errors
/// When the file is no GeoJSON.
pub fn load_bare(file: &str, bytes: &[u8]) -> Result<Loaded, BundleError> {
    let document = Document::decode(file, bytes)?;
    let mut loader =
        Loader { atlas: Atlas::default(), warnings: Vec::new(), ids: ident::Ids::default() };
    stem(file).clone_into(&mut loader.atlas.id);
    loader.atlas.title = Text::new(stem(file), "");
    loader.file(&document, None, &Category::Other("place".into()))?;
    let positions = loader.atlas.places().iter().filter_map(|p| p.position);
    loader.atlas.bounds = Bounds::around(positions);
    Ok(loader.finish())
}

/// Reads the places of a GeoJSON text, a piece of a longer list, as places of one layer whatever
/// category they state. Ids that `ids` has given already get a number behind them.
///
/// # Errors
/// When the text is no GeoJSON.
pub fn load_piece(
    text: &str,
    layer: usize,
    category: &Category,
    ids: &mut ident::Ids,
) -> Result<Vec<Place>, BundleError> {
    let document = Document::new("", text);
    let mut loader =
        Loader { atlas: Atlas::default(), warnings: Vec::new(), ids: std::mem::take(ids) };
    let outcome = loader.file(&document, Some(layer), category);
    *ids = loader.ids;
    outcome?;
    let mut places = loader.atlas.into_places();
    for place in &mut places {
        place.category = category.clone();
        place.roles.clear();
    }
    Ok(places)
}

/// Reads the places of a GeoJSON text as they are; a category that they do not state is `category`.
///
/// # Errors
/// When the text is no GeoJSON.
pub fn load_features(
    text: &str,
    layer: usize,
    category: &Category,
) -> Result<Vec<Place>, BundleError> {
    let document = Document::new("", text);
    let ids = ident::Ids::default();
    let mut loader = Loader { atlas: Atlas::default(), warnings: Vec::new(), ids };
    loader.file(&document, Some(layer), category)?;
    Ok(loader.atlas.into_places())
}

/// Whether the bytes are a `bundle.json` rather than a bare GeoJSON file.
#[must_use]
pub fn looks_like_manifest(bytes: &[u8]) -> bool {
    let Ok(document) = Document::decode("", bytes) else { return false };
    match document.root() {
        Ok(root) => Members::of(root).is_some_and(|m| m.get("redmap").is_some()),
        // Broken, but meant as one: the reader should hear about its own line, not that it is no GeoJSON.
        Err(_) => document.text.contains("\"redmap\""),
    }
}

fn layer_info(layer: &LayerRef) -> LayerInfo {
    LayerInfo { id: layer.id.clone(), category: layer.category.clone(), title: layer.title.clone() }
}

struct Loader {
    atlas: Atlas,
    warnings: Vec<Warning>,
    ids: ident::Ids,
}

impl Loader {
    fn finish(self) -> Loaded {
        Loaded { atlas: self.atlas, warnings: self.warnings }
    }

    /// Reads the places of a file into a layer, or into the layers of their categories.
    fn file(
        &mut self,
        document: &Document<'_>,
        layer: Option<usize>,
        category: &Category,
    ) -> Result<(), BundleError> {
        let mut notes = Notes::new(document);
        for (index, raw) in v1::features(document)?.into_iter().enumerate() {
            if let Some(mut place) = self.feature(document, index, raw, category, &mut notes) {
                place.layer = layer.unwrap_or_else(|| self.layer_of(&place.category));
                self.atlas.insert(place);
            }
        }
        self.warnings.extend(notes.finish());
        Ok(())
    }

    fn feature(
        &mut self,
        document: &Document<'_>,
        index: usize,
        raw: Raw<'_>,
        category: &Category,
        notes: &mut Notes<'_, '_>,
    ) -> Option<Place> {
        notes.feature = Some(format!("#{index}"));
        let Some(feature) = Feature::read(raw) else {
            notes.warn("", raw, ProblemKind::NotAFeature);
            return None;
        };
        let own_id = feature.id_text();
        if let Some(id) = &own_id {
            notes.feature = Some(id.clone());
        } else if let Some(id) = feature.id {
            notes.warn("id", id, ProblemKind::BadId);
        }
        let position = match feature.geometry.map(|g| geometry::representative(document, g)) {
            None => None,
            Some(Ok(position)) => Some(position),
            Some(Err((at, kind))) => {
                notes.warn_at("geometry", at, kind);
                // Without a name there is nothing left to show.
                name_of(&feature.properties)?;
                None
            }
        };
        // The id is claimed last, so that a skipped feature takes none.
        let blank = PlaceId::new("x").ok()?;
        let mut place = Place::blank(blank, category.clone(), Text::default());
        place.position = position;
        place::fill(&mut place, &feature.properties, notes);
        if place.name.is_empty() {
            if let Some(name) = name_of(&feature.properties) {
                place.name.zh = name;
            } else {
                notes.warn("name", raw, ProblemKind::NoName);
                place.name = Text::new("未命名", "Unnamed");
            }
        }
        let wanted = own_id.unwrap_or_else(|| ident::from_content(&place.name.zh, position));
        place.id = self.ids.claim(&wanted)?;
        if place.id.as_str() != wanted {
            let given = place.id.to_string();
            let at = feature.id.unwrap_or(raw);
            notes.warn("id", at, ProblemKind::DuplicateId { id: wanted, given });
        }
        Some(place)
    }

    /// The layer of a category in a bare file, made when it is first met.
    fn layer_of(&mut self, category: &Category) -> usize {
        let layers = &mut self.atlas.layers;
        if let Some(index) = layers.iter().position(|l| l.category == *category) {
            return index;
        }
        let title = match category {
            Category::RedSite => Text::new("红色史迹", "Red history sites"),
            Category::LectureVenue => Text::new("宣讲场所", "Lecture venues"),
            Category::Park => Text::new("公园", "Parks"),
            Category::Practice => Text::new("金水实践", "Jinshui in practice"),
            Category::Service => Text::new("服务点", "Services"),
            Category::Other(name) if name == "place" => Text::new("地点", "Places"),
            Category::Other(name) => Text::new(name.as_str(), ""),
        };
        layers.push(LayerInfo {
            id: category.wire().to_owned(),
            category: category.clone(),
            title,
        });
        layers.len() - 1
    }
}

/// The name under the keys that files of others use.
fn name_of(properties: &Members<'_>) -> Option<String> {
    ["name", "name_en", "name:zh", "名称", "title"]
        .iter()
        .find_map(|key| properties.get(key).and_then(text))
        .filter(|name| !name.trim().is_empty())
}
