//! Edits as files: GeoJSON, a patch, a whole bundle; and read again from each of them.

use super::catalog::Catalog;
use crate::bundle::{Document, looks_like_manifest, v1};
use crate::domain::kept::MapEdit;
use crate::domain::sketch::merge::same;
use crate::domain::sketch::{Patch, PatchError, Sketch};
use crate::json::write::{Object, listed, quoted};
use crate::json::{Members, Raw, list, text};
use crate::state::book::Book;
use std::collections::BTreeSet;

/// The edits as a patch.
#[must_use]
pub fn patch(bundle: &str, book: &Book) -> String {
    Patch { bundle: bundle.to_owned(), edits: book.edits().map(|(_, e)| e.clone()).collect() }
        .json()
}

/// The features that were added or changed; the ids of those deleted stand beside them.
#[must_use]
pub fn geojson(book: &Book) -> String {
    let (mut features, mut gone) = (Vec::new(), Vec::new());
    for (id, edit) in book.edits() {
        match &edit.now {
            Some(now) => features.push(["\n", &now.json()].concat()),
            None => gone.push(quoted(id)),
        }
    }
    Object::new()
        .raw("type", "\"FeatureCollection\"")
        .raw("redmap_deleted", &listed(&gone))
        .raw("features", &listed(&features))
        .finish()
        + "\n"
}

/// A layer's file with its edits, and what else the file holds.
#[must_use]
pub fn layer(catalog: &Catalog, index: usize, book: &Book, original: &str) -> String {
    let Some(layer) = catalog.layers.get(index) else { return original.to_owned() };
    let of_layer = |edit: &MapEdit| edit.layer == layer.info.id;
    if !book.edits().any(|(_, e)| of_layer(e)) {
        return original.to_owned();
    }
    let mut features = Vec::new();
    for sketch in &layer.features {
        let edited = book.edit(&sketch.id).filter(|e| of_layer(e));
        let now = edited.map_or(Some(sketch), |e| e.now.as_ref());
        features.extend(now.map(|s| ["\n", &s.json()].concat()));
    }
    let known = |id: &str| layer.features.iter().any(|s| s.id == id);
    for (id, edit) in book.edits().filter(|(id, e)| of_layer(e) && !known(id)) {
        debug_assert_eq!(id, edit.id());
        features.extend(edit.now.as_ref().map(|s| ["\n", &s.json()].concat()));
    }
    let mut out = Object::new().raw("type", "\"FeatureCollection\"");
    let document = Document::new("", original.trim_start_matches('\u{feff}'));
    if let Some(members) = document.root().ok().and_then(Members::of) {
        for (key, value) in members.iter() {
            if !matches!(key, "type" | "features" | "bbox") {
                out = out.raw(key, value.get());
            }
        }
    }
    out.raw("features", &listed(&features)).finish() + "\n"
}

/// `bundle.json` with another version behind the bundle's own.
#[must_use]
pub fn manifest(original: &str, version: &str) -> String {
    let document = Document::new("", original.trim_start_matches('\u{feff}'));
    let Some(members) = document.root().ok().and_then(Members::of) else {
        return original.to_owned();
    };
    let mut out = Object::new();
    let mut told = false;
    for (key, value) in members.iter() {
        let own = key == "version";
        told |= own;
        out = if own { out.raw(key, &quoted(version)) } else { out.raw(key, value.get()) };
    }
    if !told {
        out = out.raw("version", &quoted(version));
    }
    out.finish() + "\n"
}

/// The edits of a patch or of GeoJSON.
///
/// # Errors
/// When it is neither, or a patch that cannot be read whole.
pub fn read(catalog: &Catalog, json: &str) -> Result<Vec<MapEdit>, PatchError> {
    let json = json.trim_start_matches('\u{feff}');
    match Patch::parse(json) {
        Ok(patch) => return Ok(patch.edits),
        Err(PatchError::NotOurs) => {}
        Err(why) => return Err(why),
    }
    if looks_like_manifest(json.as_bytes()) {
        return Err(PatchError::NotOurs);
    }
    let document = Document::new("", json);
    let features = v1::features(&document).map_err(|_| PatchError::NotOurs)?;
    let mut edits = Vec::new();
    for (i, raw) in features.into_iter().enumerate() {
        let now = Sketch::read(raw, None).ok_or(PatchError::Damaged(i + 1))?;
        edits.extend(edit(catalog, &now.id.clone(), Some(now), None));
    }
    let root = document.root().ok().and_then(Members::of).unwrap_or_default();
    for raw in root.get("redmap_deleted").and_then(list).unwrap_or_default() {
        edits.extend(text(raw).and_then(|id| edit(catalog, &id, None, None)));
    }
    Ok(edits)
}

/// What a bundle of one's own has that the bundle here has not: its layers are given as id and text.
///
/// # Errors
/// When a layer is no GeoJSON.
pub fn difference(
    catalog: &Catalog,
    layers: &[(String, String)],
) -> Result<Vec<MapEdit>, PatchError> {
    let (mut edits, mut met) = (Vec::new(), BTreeSet::new());
    for (layer, json) in layers {
        let document = Document::new("", json.trim_start_matches('\u{feff}'));
        let features = v1::features(&document).map_err(|_| PatchError::NotOurs)?;
        for (i, raw) in features.into_iter().enumerate() {
            let now = Sketch::read(raw, None).ok_or(PatchError::Damaged(i + 1))?;
            met.insert(now.id.clone());
            edits.extend(edit(catalog, &now.id.clone(), Some(now), Some(layer)));
        }
    }
    for layer in catalog.layers.iter().filter(|l| layers.iter().any(|(id, _)| *id == l.info.id)) {
        for gone in layer.features.iter().filter(|s| !met.contains(&s.id)) {
            edits.extend(edit(catalog, &gone.id, None, None));
        }
    }
    Ok(edits)
}

/// The edit that makes a feature so, if it is not.
fn edit(catalog: &Catalog, id: &str, now: Option<Sketch>, layer: Option<&str>) -> Option<MapEdit> {
    let was = catalog.get(id).cloned();
    if same(was.as_ref(), now.as_ref()) {
        return None;
    }
    let category = now.as_ref().map(|n| n.text("category")).unwrap_or_default();
    let layer = catalog
        .layer_of(id)
        .or(layer)
        .map_or_else(|| of_category(catalog, &category), str::to_owned);
    Some(MapEdit { layer, base: catalog.version.clone(), was, now })
}

/// The layer of a category: its own, or the first.
#[must_use]
pub fn of_category(catalog: &Catalog, category: &str) -> String {
    let layers = &catalog.layers;
    let own = layers.iter().find(|l| l.info.category.wire() == category).or(layers.first());
    own.map(|l| l.info.id.clone()).unwrap_or_default()
}

/// Ids and paths of the layers a `bundle.json` names.
#[must_use]
pub fn layers_of(manifest: &str) -> Vec<(String, String)> {
    let root = Raw::parse(manifest.trim_start_matches('\u{feff}')).ok().and_then(Members::of);
    let layers = root.unwrap_or_default().get("layers").and_then(list).unwrap_or_default();
    let one = |raw: Raw<'_>| {
        let members = Members::of(raw)?;
        Some((members.get("id").and_then(text)?, members.get("file").and_then(text)?))
    };
    layers.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::catalog::tests::{LAYER, catalog};
    use super::*;
    use crate::domain::sketch::feature::tests::sketches;
    use crate::state::book::Change;
    use proptest::prelude::*;

    fn book(edits: &[MapEdit]) -> Book {
        let mut book = Book::default();
        let put = edits.iter().map(|e| e.record(1)).collect();
        book.apply(&Change { put, drop: Vec::new() });
        book
    }

    /// Edits of every kind.
    fn some() -> Vec<MapEdit> {
        let catalog = catalog("1", LAYER);
        let mut changed = catalog.get("p").expect("a park").clone();
        changed.set_text("name", "新名");
        let added = Sketch::new("mine", "park");
        vec![
            edit(&catalog, "l", None, None).expect("deleted"),
            edit(&catalog, "mine", Some(added), None).expect("added"),
            edit(&catalog, "p", Some(changed), None).expect("changed"),
        ]
    }

    #[test]
    fn every_file_comes_back_as_the_same_edits() {
        let (catalog, edits) = (catalog("1", LAYER), some());
        let book = book(&edits);
        let sorted = |mut all: Vec<MapEdit>| {
            all.sort_by(|a, b| a.id().cmp(b.id()));
            all
        };
        assert_eq!(sorted(read(&catalog, &patch("test", &book)).expect("a patch")), edits);
        assert_eq!(sorted(read(&catalog, &geojson(&book)).expect("GeoJSON")), edits);
        let whole = layer(&catalog, 0, &book, LAYER);
        assert!(whole.contains("\"name\":\"公园\""), "the file's own members stay: {whole}");
        let back = difference(&catalog, &[("park".into(), whole)]).expect("a bundle");
        assert_eq!(sorted(back), edits);
    }

    #[test]
    fn a_layer_without_edits_stays_as_it_was_written() {
        assert_eq!(layer(&catalog("1", LAYER), 0, &Book::default(), LAYER), LAYER);
        let told = manifest("{\"redmap\":1,\"version\":\"1\",\"x\":[1.0]}", "1+2");
        assert_eq!(told, "{\"redmap\":1,\"version\":\"1+2\",\"x\":[1.0]}\n");
        assert_eq!(layers_of(r#"{"layers":[{"id":"a","file":"b"}]}"#), [("a".into(), "b".into())]);
    }

    #[test]
    fn other_files_are_refused() {
        let catalog = catalog("1", LAYER);
        for text in ["", "7", "{}", "a,b", r#"{"redmap":1}"#] {
            assert_eq!(read(&catalog, text), Err(PatchError::NotOurs), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_added_feature_goes_through_a_bundle(mut sketch in sketches()) {
            sketch.id = "fresh".into();
            let catalog = catalog("1", LAYER);
            let edits: Vec<MapEdit> = edit(&catalog, "fresh", Some(sketch), None).into_iter().collect();
            let whole = layer(&catalog, 0, &book(&edits), LAYER);
            prop_assert_eq!(difference(&catalog, &[("park".into(), whole)]), Ok(edits));
        }
    }
}
