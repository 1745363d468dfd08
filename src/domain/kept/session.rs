//! A lecture held: a line of 宣讲台账.

use super::{Envelope, words};
use crate::domain::{Date, PlaceId};
use crate::json::write::Object;
use crate::json::{Members, number, text};

/// Most listeners a session may name.
pub const MOST_LISTENERS: u32 = 1_000_000;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The day it was held.
    pub date: Date,
    /// The venue, if it is a place of the map.
    pub venue: Option<PlaceId>,
    /// The venue's name as it was then, or of a venue that the map does not have.
    pub place: String,
    /// Subdistrict.
    pub subdistrict: String,
    /// Who spoke.
    pub lecturer: String,
    /// What about.
    pub topic: String,
    /// Whom it was for: a word of [`crate::domain::place::Audience`], or any other.
    pub audience: String,
    /// How many listened; `None`: not counted.
    pub listeners: Option<u32>,
    /// Anything else.
    pub note: String,
}

impl Session {
    /// The kind of its record.
    pub const KIND: &str = "session";

    /// A session of a day, nothing else known.
    #[must_use]
    pub const fn on(date: Date) -> Self {
        Self {
            date,
            venue: None,
            place: String::new(),
            subdistrict: String::new(),
            lecturer: String::new(),
            topic: String::new(),
            audience: String::new(),
            listeners: None,
            note: String::new(),
        }
    }

    /// The session of a record's data; `None` without a day.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Option<Self> {
        let listeners = members.get("listeners").and_then(number);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // held in range first
        let listeners = listeners.map(|n| n.clamp(0.0, f64::from(MOST_LISTENERS)) as u32);
        Some(Self {
            date: Date::parse(&members.get("date").and_then(text)?)?,
            venue: PlaceId::new(words(members, "venue")).ok(),
            place: words(members, "place"),
            subdistrict: words(members, "subdistrict"),
            lecturer: words(members, "lecturer"),
            topic: words(members, "topic"),
            audience: words(members, "audience"),
            listeners,
            note: words(members, "note"),
        })
    }

    /// The record of the session.
    #[must_use]
    pub fn record(&self, id: &str, changed: i64) -> Envelope {
        let mut data = Object::new()
            .text("date", &self.date.text())
            .text("venue", self.venue.as_ref().map_or("", PlaceId::as_str))
            .text("place", &self.place)
            .text("subdistrict", &self.subdistrict)
            .text("lecturer", &self.lecturer)
            .text("topic", &self.topic)
            .text("audience", &self.audience);
        if let Some(listeners) = self.listeners {
            data = data.number("listeners", i64::from(listeners));
        }
        Envelope::new(Self::KIND, id, changed, data.text("note", &self.note).finish())
    }
}
