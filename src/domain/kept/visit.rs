//! A place someone has been to.

use super::{Envelope, words};
use crate::domain::{Date, PlaceId};
use crate::json::write::{Object, listed, quoted};
use crate::json::{Members, list, text};

/// A visited place. Its record's id is the place's, so that a place is there once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The place.
    pub place: PlaceId,
    /// Its name then, should the map lose it.
    pub name: String,
    /// The days, first to last, each once.
    pub days: Vec<Date>,
    /// A note of one's own.
    pub note: String,
    /// Whether the device's position was there, too.
    pub by_position: bool,
}

impl Visit {
    /// The kind of its record.
    pub const KIND: &str = "visit";

    /// The visit of a record's data; `None` without a place.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Option<Self> {
        let days = members.get("days").and_then(list).unwrap_or_default();
        let mut visit = Self {
            place: PlaceId::new(words(members, "place")).ok()?,
            name: words(members, "name"),
            days: days.into_iter().filter_map(|d| Date::parse(&text(d)?)).collect(),
            note: words(members, "note"),
            by_position: words(members, "by") == "position",
        };
        visit.tidy();
        Some(visit)
    }

    /// Adds a day.
    pub fn add(&mut self, day: Date) {
        self.days.push(day);
        self.tidy();
    }

    fn tidy(&mut self) {
        crate::domain::order::sort_by_key(&mut self.days, |d| *d);
        self.days.dedup();
    }

    /// The record of the visit.
    #[must_use]
    pub fn record(&self, changed: i64) -> Envelope {
        let days: Vec<String> = self.days.iter().map(|d| quoted(&d.text())).collect();
        let data = Object::new()
            .text("place", self.place.as_str())
            .text("name", &self.name)
            .raw("days", &listed(&days))
            .text("note", &self.note)
            .text("by", if self.by_position { "position" } else { "" });
        Envelope::new(Self::KIND, self.place.as_str(), changed, data.finish())
    }

    /// Both as one: all days, the later note unless it is empty.
    #[must_use]
    pub fn merged(&self, later: &Self) -> Self {
        let mut out = later.clone();
        out.days.extend(&self.days);
        out.tidy();
        if out.note.is_empty() {
            out.note.clone_from(&self.note);
        }
        out.by_position |= self.by_position;
        out
    }
}
