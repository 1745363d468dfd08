//! What places can be filtered by besides category and years. Each facet gives a place at most one
//! value, a text; so one piece of code counts, filters and writes links for all of them.

use super::State;
use super::select::{Skip, passes};
use crate::domain::Place;
use std::collections::HashMap;

/// A property to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Park series 雅, 宜, 风.
    Series,
    /// Whom a venue serves.
    Audience,
    /// Subdistrict, where a source states it.
    Subdistrict,
    /// District.
    District,
    /// Open at this moment by its opening hours.
    Open,
    /// A wheelchair gets in (OSM `wheelchair` `yes` or `designated`).
    Wheelchair,
    /// There is a story to read.
    Story,
    /// The reader has been there.
    Visited,
    /// In the reader's list of favourites.
    Starred,
}

impl Facet {
    /// All facets in the order of the screen.
    pub const ALL: [Self; 9] = [
        Self::Series,
        Self::Audience,
        Self::Subdistrict,
        Self::District,
        Self::Story,
        Self::Open,
        Self::Wheelchair,
        Self::Visited,
        Self::Starred,
    ];

    /// The key in links.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Audience => "audience",
            Self::Subdistrict => "subdistrict",
            Self::District => "district",
            Self::Open => "open",
            Self::Wheelchair => "wheelchair",
            Self::Story => "has",
            Self::Visited => "visited",
            Self::Starred => "starred",
        }
    }

    /// The facet of a key in a link.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.key() == key)
    }

    /// The one value of a facet that is either so or not.
    #[must_use]
    pub const fn switch(self) -> Option<&'static str> {
        match self {
            Self::Open => Some("now"),
            Self::Wheelchair | Self::Visited | Self::Starred => Some("yes"),
            Self::Story => Some("story"),
            _ => None,
        }
    }
}

/// The value of a place in a facet.
#[must_use]
pub fn value<'a>(s: &State, place: &'a Place, facet: Facet) -> Option<&'a str> {
    let text = |t: &'a str| (!t.is_empty()).then_some(t);
    let holds = match facet {
        Facet::Series => return place.series.map(crate::domain::place::Series::wire),
        Facet::Audience => return place.audience.map(crate::domain::place::Audience::wire),
        Facet::Subdistrict => return text(&place.subdistrict),
        Facet::District => return text(&place.district),
        Facet::Open => place.visit.weeks.as_ref().is_some_and(|w| w.is_open(s.now)),
        Facet::Wheelchair => matches!(place.visit.wheelchair.as_str(), "yes" | "designated"),
        Facet::Story => !place.story.is_empty(),
        Facet::Visited => s.kept.visited.contains(&place.id),
        Facet::Starred => s.kept.starred.contains(&place.id),
    };
    facet.switch().filter(|_| holds)
}

/// A facet of more values than this is no help, and a hostile file has one a place.
const MOST_OPTIONS: usize = 300;

/// All values of a facet in the order of the bundle, each with the number of places it would show
/// while every other filter stays as it is.
#[must_use]
pub fn options(s: &State, facet: Facet) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    // Where each value stands in `out`: a list of many thousand places can have hundreds.
    let mut at: HashMap<String, u32> = HashMap::new();
    // A switch stands there even if no place has it: its zero says so.
    out.extend(facet.switch().map(|v| (v.to_owned(), 0)));
    for (i, place) in s.atlas.places().iter().enumerate() {
        let Some(v) = value(s, place, facet) else { continue };
        let counts = usize::from(passes(s, i, Skip::Facet(facet)));
        let known = if facet.switch().is_some() { Some(0) } else { at.get(v).copied() };
        if let Some(i) = known {
            out[i as usize].1 += counts;
        } else if out.len() < MOST_OPTIONS {
            at.insert(v.to_owned(), u32::try_from(out.len()).unwrap_or(u32::MAX));
            out.push((v.to_owned(), counts));
        }
    }
    out
}

/// The value that is filtered by.
#[must_use]
pub fn picked(s: &State, facet: Facet) -> Option<&str> {
    s.picks.iter().find(|(f, _)| *f == facet).map(|(_, v)| v.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip() {
        for facet in Facet::ALL {
            assert_eq!(Facet::from_key(facet.key()), Some(facet));
        }
        assert_eq!(Facet::from_key("q"), None);
    }
}
