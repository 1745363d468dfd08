//! A named list of places.

use super::{Envelope, words};
use crate::domain::PlaceId;
use crate::json::Members;
use crate::json::list;
use crate::json::write::{Object, listed};

/// A list of places in the order they were added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shelf {
    /// What its maker calls it; empty for the list that is always there.
    pub name: String,
    /// The places with their names then, each once.
    pub places: Vec<(PlaceId, String)>,
}

impl Shelf {
    /// The kind of its record.
    pub const KIND: &str = "shelf";

    /// The id of the list that is always there: the favourites.
    pub const FAVOURITES: &str = "favourites";

    /// The list of a record's data.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Self {
        let mut out = Self { name: words(members, "name"), places: Vec::new() };
        for place in members.get("places").and_then(list).unwrap_or_default() {
            let members = Members::of(place).unwrap_or_default();
            if let Ok(id) = PlaceId::new(words(&members, "id")) {
                out.add(&id, &words(&members, "name"));
            }
        }
        out
    }

    /// Whether the place is in it.
    #[must_use]
    pub fn has(&self, place: &PlaceId) -> bool {
        self.places.iter().any(|(id, _)| id == place)
    }

    /// Adds a place unless it is there.
    pub fn add(&mut self, place: &PlaceId, name: &str) {
        if !self.has(place) {
            self.places.push((place.clone(), name.to_owned()));
        }
    }

    /// Takes a place out.
    pub fn remove(&mut self, place: &PlaceId) {
        self.places.retain(|(id, _)| id != place);
    }

    /// The record of the list.
    #[must_use]
    pub fn record(&self, id: &str, changed: i64) -> Envelope {
        let one = |(id, name): &(PlaceId, String)| {
            Object::new().text("id", id.as_str()).text("name", name).finish()
        };
        let places: Vec<String> = self.places.iter().map(one).collect();
        let data = Object::new().text("name", &self.name).raw("places", &listed(&places));
        Envelope::new(Self::KIND, id, changed, data.finish())
    }

    /// Both as one: the later name and order, then what only the other has.
    #[must_use]
    pub fn merged(&self, later: &Self) -> Self {
        let mut out = later.clone();
        for (id, name) in &self.places {
            out.add(id, name);
        }
        out
    }
}
