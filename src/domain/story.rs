//! Stories told on the map, slide by slide.

use super::place::Source;
use super::{LonLat, PlaceId, Text};

/// What a slide is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlideKind {
    /// It opens the story.
    Title,
    /// It tells a part of it.
    #[default]
    Told,
    /// It ends the story.
    Closing,
}

/// A picture of the story: a view of the map with a few sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slide {
    /// Unique in its file.
    pub id: String,
    /// What it is for.
    pub kind: SlideKind,
    /// The name of the chapter that begins with this slide; empty where none begins.
    pub chapter: Text,
    /// A few words.
    pub title: Text,
    /// What is told.
    pub text: Text,
    /// The year it is shown under.
    pub year: Option<i32>,
    /// The date as written (`1954-10`, `1958-11-02/1958-11-10`); empty where only the year is known.
    pub date: String,
    /// The place it is about.
    pub place: Option<PlaceId>,
    /// Where the map looks instead: middle and zoom.
    pub at: Option<(LonLat, f64)>,
    /// Something to think about; may be empty.
    pub question: Text,
    /// What the teacher alone reads; may be empty.
    pub notes: Text,
    /// Recordings of the text, one a language: paths within the bundle's folder, empty where there is none.
    /// Unlike other texts neither stands in for the other.
    pub audio: Text,
    /// Ids of the facts that prove it.
    pub facts: Vec<String>,
    /// Where it was read.
    pub sources: Vec<Source>,
}

/// A story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// Its id in links.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// One sentence.
    pub summary: Text,
    /// About how many minutes it takes.
    pub minutes: Option<u32>,
    /// Its slides, in order.
    pub slides: Vec<Slide>,
}

impl Slide {
    /// Month and day of the first day of its date, where it is known to the day.
    #[must_use]
    pub fn day(&self) -> Option<(u8, u8)> {
        let first = self.date.split('/').next()?;
        let mut parts = first.split('-').skip(1).map(str::parse);
        match (parts.next(), parts.next()) {
            (Some(Ok(month)), Some(Ok(day))) => Some((month, day)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_only_where_it_is_written() {
        let day = |date: &str| Slide { date: date.into(), ..Slide::default() }.day();
        assert_eq!(day("1948-10-22"), Some((10, 22)));
        assert_eq!(day("1958-11-02/1958-11-10"), Some((11, 2)));
        for date in ["", "1954", "1954-10", "1954-10/1955-01", "x-y-z"] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
