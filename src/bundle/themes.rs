//! The ready-made tours of a bundle: tours with a title and a few words.

use super::itinerary::{self, ItineraryError};
use crate::domain::{Itinerary, Text};
use crate::json::{Members, Raw, list, text};

/// A tour to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its id in the bundle.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub text: Text,
    /// The tour, without a name of its own.
    pub tour: Itinerary,
}

/// Reads the file of ready-made tours. One that cannot be read is left out: the others stay useful.
///
/// # Errors
/// When the file is no JSON or holds no list of tours.
pub fn parse(json: &str) -> Result<Vec<Theme>, ItineraryError> {
    let root = Members::of(Raw::parse(json)?).ok_or(ItineraryError::Member("the file"))?;
    let tours = root.get("tours").and_then(list).ok_or(ItineraryError::Member("tours"))?;
    Ok(tours.into_iter().filter_map(theme).collect())
}

fn theme(raw: Raw<'_>) -> Option<Theme> {
    let members = Members::of(raw)?;
    let word = |key: &str| members.get(key).and_then(text).unwrap_or_default();
    Some(Theme {
        id: word("id"),
        title: Text::new(word("title"), word("title_en")),
        text: Text::new(word("text"), word("text_en")),
        tour: itinerary::read(raw).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tours_with_their_words() {
        let json = r#"{"tours": [
            {"id": "a", "title": "甲", "title_en": "A", "text": "文", "text_en": "T", "mode": "bike",
             "stops": [{"place": "x", "minutes": 15}]},
            {"id": "b", "title": "乙", "stops": [{"minutes": 15}]}
        ]}"#;
        let themes = parse(json).expect("tours");
        assert_eq!(themes.len(), 1, "a tour with a stop that is no place is left out");
        assert_eq!(themes[0].title, Text::new("甲", "A"));
        assert_eq!(themes[0].tour.stops[0].minutes, 15);
        assert!(parse("[]").is_err() && parse("{").is_err());
    }
}
