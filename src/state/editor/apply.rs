//! Edits laid over the atlas: places changed, added and taken away, and put back as they were.

use crate::bundle::load_features;
use crate::domain::kept::MapEdit;
use crate::domain::{Atlas, Category, Place, PlaceId};

/// What the atlas had before edits were laid over it: index and place, or nothing.
pub type Originals = Vec<(PlaceId, Option<(usize, Place)>)>;

/// The atlas without the edits it was given before and with these instead.
#[must_use]
pub fn lay_over<'e>(
    atlas: &Atlas,
    originals: &Originals,
    edits: impl Iterator<Item = &'e MapEdit>,
) -> (Atlas, Originals) {
    let mut places = plain(atlas, originals);
    let (mut saved, mut gone) = (Originals::new(), Vec::new());
    for edit in edits {
        let Ok(id) = PlaceId::new(edit.id()) else { continue };
        let at = places.iter().position(|p| p.id == id);
        let now = edit.now.as_ref().and_then(|now| place(atlas, &edit.layer, &id, &now.json()));
        match (at, now) {
            (Some(at), Some(mut now)) => {
                // The opening tables are made from the words, which may be as they were.
                if now.visit.opening_hours == places[at].visit.opening_hours {
                    now.visit.weeks.clone_from(&places[at].visit.weeks);
                }
                saved.push((id, Some((at, std::mem::replace(&mut places[at], now)))));
            }
            (Some(at), None) => {
                saved.push((id.clone(), Some((at, places[at].clone()))));
                gone.push(id);
            }
            (None, Some(now)) => {
                saved.push((id, None));
                places.push(now);
            }
            (None, None) => {}
        }
    }
    places.retain(|p| !gone.contains(&p.id));
    (atlas.with_places(places), saved)
}

/// The places without edits, in their order.
fn plain(atlas: &Atlas, originals: &Originals) -> Vec<Place> {
    let added = |id: &PlaceId| originals.iter().any(|(o, was)| o == id && was.is_none());
    let mut places: Vec<Place> = atlas.places().iter().filter(|p| !added(&p.id)).cloned().collect();
    let mut back: Vec<&(usize, Place)> = originals.iter().filter_map(|(_, o)| o.as_ref()).collect();
    // Those that went before come back first, so that each finds its own index.
    crate::domain::order::sort_by(&mut back, |a, b| a.0.cmp(&b.0));
    for (at, was) in back {
        match places.iter_mut().find(|p| p.id == was.id) {
            Some(place) => *place = was.clone(),
            None => places.insert((*at).min(places.len()), was.clone()),
        }
    }
    places
}

/// The place of a feature.
fn place(atlas: &Atlas, layer: &str, id: &PlaceId, json: &str) -> Option<Place> {
    let at = atlas.layers.iter().position(|l| l.id == layer);
    let category = at.and_then(|i| atlas.layers.get(i)).map(|l| l.category.clone());
    let category = category.unwrap_or_else(|| Category::Other("place".into()));
    let mut place = load_features(json, at.unwrap_or(0), &category).ok()?.pop()?;
    place.id = id.clone();
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::super::catalog::tests::{LAYER, catalog, manifest};
    use super::*;
    use crate::bundle::{LayerBytes, load};
    use crate::domain::sketch::{Outline, Sketch};
    use proptest::prelude::*;

    fn atlas() -> Atlas {
        let layers = [LayerBytes { file: "park.geojson", bytes: LAYER.as_bytes() }];
        load(&manifest("1"), &layers).expect("a bundle").atlas
    }

    fn edits(kinds: &[u8]) -> Vec<MapEdit> {
        let catalog = catalog("1", LAYER);
        let known: Vec<Sketch> = catalog.layers[0].features.clone();
        let mut out = Vec::new();
        for (i, kind) in kinds.iter().enumerate() {
            let was = known.get(i).cloned();
            let mut now = was.clone().unwrap_or_else(|| Sketch::new(&format!("n{i}"), "park"));
            now.set_text("name", &format!("改{kind}"));
            let now = (*kind > 0 || was.is_none()).then_some(now);
            out.push(MapEdit { layer: "park".into(), base: "1".into(), was, now });
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_was_laid_over_can_be_taken_back(
            first in prop::collection::vec(0..3_u8, 0..6),
            second in prop::collection::vec(0..3_u8, 0..6),
        ) {
            let plain = atlas();
            let (one, saved) = lay_over(&plain, &Vec::new(), edits(&first).iter());
            let (two, saved) = lay_over(&one, &saved, edits(&second).iter());
            let (straight, _) = lay_over(&plain, &Vec::new(), edits(&second).iter());
            prop_assert_eq!(&two, &straight);
            let (back, saved) = lay_over(&two, &saved, std::iter::empty());
            prop_assert_eq!(back, plain);
            prop_assert!(saved.is_empty());
        }
    }

    #[test]
    fn an_edit_is_seen_and_the_rest_stays() {
        let plain = atlas();
        let mut now = catalog("1", LAYER).get("p").expect("a park").clone();
        now.set_text("name", "新园");
        assert!(now.set_outline(&Outline::Point(crate::domain::LonLat::clamped(113.7, 34.8))));
        let edit = MapEdit { layer: "park".into(), base: "1".into(), was: None, now: Some(now) };
        let (over, _) = lay_over(&plain, &Vec::new(), [&edit].into_iter());
        let place = over.place(&PlaceId::new("p").expect("an id")).expect("the park");
        assert_eq!((place.name.zh.as_str(), place.facts.len()), ("新园", 1));
        assert_eq!(place.category, Category::Park);
        assert_eq!(place.position.map(crate::domain::LonLat::lon), Some(113.7));
        assert_eq!(over.places().len(), 3);
    }
}
