//! 纠错: what someone found wrong on the map, or wants there.

use super::{Envelope, words};
use crate::domain::{Date, LonLat, PlaceId};
use crate::json::write::Object;
use crate::json::{Members, decimal, list, number};

/// What a suggestion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// The name.
    Name,
    /// Where it is.
    Position,
    /// When it is open.
    Hours,
    /// A statement of its story or facts.
    Fact,
    /// It no longer exists.
    Gone,
    /// Something is missing on the map.
    Missing,
    /// Anything else.
    #[default]
    Other,
}

impl About {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Position,
        Self::Hours,
        Self::Fact,
        Self::Gone,
        Self::Missing,
        Self::Other,
    ];

    /// The word of the record.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Position => "position",
            Self::Hours => "hours",
            Self::Fact => "fact",
            Self::Gone => "gone",
            Self::Missing => "missing",
            Self::Other => "other",
        }
    }

    /// What a word of a record means; any unknown one is [`Self::Other`].
    #[must_use]
    pub fn from_wire(word: &str) -> Self {
        Self::ALL.into_iter().find(|a| a.wire() == word).unwrap_or_default()
    }
}

/// How far a suggestion has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// On this device alone.
    #[default]
    Kept,
    /// Handed on: mailed, copied or sent.
    Sent,
    /// Taken up, as its maker says.
    Done,
}

impl Progress {
    /// All of them in their order.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Sent, Self::Done];

    /// The word of the record.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Sent => "sent",
            Self::Done => "done",
        }
    }

    /// What a word of a record means; any unknown one is [`Self::Kept`].
    #[must_use]
    pub fn from_wire(word: &str) -> Self {
        Self::ALL.into_iter().find(|p| p.wire() == word).unwrap_or_default()
    }
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The place it is about; `None`: a spot of the map, or the map as a whole.
    pub place: Option<PlaceId>,
    /// The name of the place or spot.
    pub name: String,
    /// Where, for a spot that is no place.
    pub at: Option<LonLat>,
    /// What it is about.
    pub about: About,
    /// What is wrong or wanted.
    pub text: String,
    /// Where one can read it.
    pub source: String,
    /// How to answer; left empty by most.
    pub contact: String,
    /// How far it has come.
    pub progress: Progress,
    /// The day it was written.
    pub day: Option<Date>,
}

impl Suggestion {
    /// The kind of its record.
    pub const KIND: &str = "suggestion";

    /// The suggestion of a record's data; `None` without a word.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Option<Self> {
        let at = members.get("at").and_then(list).unwrap_or_default();
        let at = match at.as_slice() {
            [lon, lat] => number(*lon).zip(number(*lat)).and_then(|(x, y)| LonLat::new(x, y).ok()),
            _ => None,
        };
        let text = words(members, "text");
        (!text.is_empty()).then(|| Self {
            place: PlaceId::new(words(members, "place")).ok(),
            name: words(members, "name"),
            at,
            about: About::from_wire(&words(members, "about")),
            text,
            source: words(members, "source"),
            contact: words(members, "contact"),
            progress: Progress::from_wire(&words(members, "progress")),
            day: Date::parse(&words(members, "day")),
        })
    }

    /// The record of the suggestion.
    #[must_use]
    pub fn record(&self, id: &str, changed: i64) -> Envelope {
        let mut data = Object::new()
            .text("place", self.place.as_ref().map_or("", PlaceId::as_str))
            .text("name", &self.name);
        if let Some(at) = self.at {
            let (lon, lat) = (decimal::fixed(at.lon(), 6), decimal::fixed(at.lat(), 6));
            data = data.raw("at", &["[", &lon, ",", &lat, "]"].concat());
        }
        let data = data
            .text("about", self.about.wire())
            .text("text", &self.text)
            .text("source", &self.source)
            .text("contact", &self.contact)
            .text("progress", self.progress.wire())
            .text("day", &self.day.map(Date::text).unwrap_or_default());
        Envelope::new(Self::KIND, id, changed, data.finish())
    }
}
