//! Everything one bundle holds, read once and never changed.

use super::{Bounds, Category, LonLat, Place, PlaceId, Text};
use std::collections::HashMap;

/// A layer as the bundle's table of contents names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerInfo {
    /// Id of the layer, as in links.
    pub id: String,
    /// The category its places have unless they say otherwise.
    pub category: Category,
    /// What a reader sees.
    pub title: Text,
}

/// Who is to be thanked for the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The credit.
    pub text: Text,
    /// An http or https address.
    pub url: Option<String>,
}

/// A district's places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Atlas {
    /// Id of the bundle.
    pub id: String,
    /// Version as the editors write it.
    pub version: String,
    /// Title of the map.
    pub title: Text,
    /// Name of the district.
    pub district: Text,
    /// Name of the city.
    pub city: Text,
    /// Up to two characters for the seal.
    pub seal: String,
    /// Extent to show at first.
    pub bounds: Option<Bounds>,
    /// Where a wide screen looks at first: centre and zoom.
    pub start: Option<(LonLat, f64)>,
    /// Where a narrow screen looks at first: centre and zoom.
    pub start_phone: Option<(LonLat, f64)>,
    /// Layers in the order of the bundle.
    pub layers: Vec<LayerInfo>,
    /// Districts and subdistricts with their English names, where there are any.
    pub divisions: Vec<Text>,
    /// Credits.
    pub attribution: Vec<Attribution>,
    /// Where suggestions may be sent, an https address.
    pub report: Option<String>,
    places: Vec<Place>,
    /// Categories of the places in the order they came.
    categories: Vec<Category>,
    // By text and u32, as the loader's own map of ids: one compiled map serves both.
    by_id: HashMap<String, u32>,
}

impl Atlas {
    /// Adds places; one whose id is taken is handed back.
    pub fn insert(&mut self, place: Place) -> Option<Place> {
        let index = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        if self.by_id.contains_key(place.id.as_str()) || index == u32::MAX {
            return Some(place);
        }
        self.by_id.insert(place.id.as_str().to_owned(), index);
        if !self.categories.contains(&place.category) {
            self.categories.push(place.category.clone());
        }
        self.places.push(place);
        None
    }

    /// Changes places in what is worked out of them; their ids must stay.
    pub fn each_place(&mut self, change: impl FnMut(&mut Place)) {
        self.places.iter_mut().for_each(change);
    }

    /// The same with other places, each id once.
    #[must_use]
    pub fn with_places(&self, places: Vec<Place>) -> Self {
        let mut out = Self { ..self.clone() };
        out.places.clear();
        out.categories.clear();
        out.by_id.clear();
        for place in places {
            out.insert(place);
        }
        out
    }

    /// All places in the order of the bundle.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The categories of all places.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The places alone.
    #[must_use]
    pub fn into_places(self) -> Vec<Place> {
        self.places
    }

    /// The same without the places of a layer, and without the layer.
    #[must_use]
    pub fn without(&self, layer: usize) -> Self {
        let others = self.places.iter().filter(|p| p.layer != layer).cloned();
        let moved = others.map(|mut place| {
            place.layer -= usize::from(place.layer > layer);
            place
        });
        let mut out = self.with_places(moved.collect());
        if layer < out.layers.len() {
            out.layers.remove(layer);
        }
        out
    }

    /// The index of an id in [`Self::places`].
    #[must_use]
    pub fn index_of(&self, id: &PlaceId) -> Option<usize> {
        self.by_id.get(id.as_str()).map(|&i| i as usize)
    }

    /// The place of an id.
    #[must_use]
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.index_of(id).and_then(|i| self.places.get(i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_places_and_refuses_a_taken_id() {
        let place = |id: &str| {
            Place::blank(PlaceId::new(id).expect("an id"), Category::Park, Text::new(id, id))
        };
        let mut atlas = Atlas::default();
        assert_eq!(atlas.insert(place("a")), None);
        assert_eq!(atlas.insert(place("b")), None);
        assert_eq!(atlas.insert(place("a")).map(|p| p.id), PlaceId::new("a").ok());
        assert_eq!(atlas.places().len(), 2);
        assert_eq!(atlas.index_of(&PlaceId::new("b").expect("an id")), Some(1));
        assert!(atlas.place(&PlaceId::new("c").expect("an id")).is_none());
    }
}
