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
    /// Each place's own category as its index in `categories`: of a hundred thousand places none need be
    /// compared by name.
    kinds: Vec<u32>,
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
        let known = self.categories.iter().position(|c| *c == place.category);
        let kind = known.unwrap_or(self.categories.len());
        if known.is_none() {
            self.categories.push(place.category.clone());
        }
        self.kinds.push(u32::try_from(kind).unwrap_or(u32::MAX));
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
        let mut out = self.bare();
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

    /// The index in [`Self::categories`] of what a place is first of all.
    #[must_use]
    pub fn kind(&self, place: usize) -> usize {
        self.kinds.get(place).map_or(usize::MAX, |&kind| kind as usize)
    }

    /// The places alone.
    #[must_use]
    pub fn into_places(self) -> Vec<Place> {
        self.places
    }

    /// The same without any place: a layer may have a hundred thousand, which are not cloned in passing.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self {
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            district: self.district.clone(),
            city: self.city.clone(),
            seal: self.seal.clone(),
            bounds: self.bounds,
            start: self.start,
            start_phone: self.start_phone,
            layers: self.layers.clone(),
            divisions: self.divisions.clone(),
            attribution: self.attribution.clone(),
            report: self.report.clone(),
            ..Self::default()
        }
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
