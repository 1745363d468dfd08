//! The form of a suggestion.

use crate::domain::kept::{About, Progress, Suggestion};
use crate::domain::{Date, LonLat, PlaceId};

/// What is typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// The record being changed; `None`: a new one.
    pub id: Option<String>,
    /// The place it is about.
    pub place: Option<PlaceId>,
    /// The place's or the spot's name.
    pub name: String,
    /// Where, for a spot that is no place.
    pub at: Option<LonLat>,
    /// What it is about.
    pub about: About,
    /// What is wrong or wanted.
    pub text: String,
    /// Where one can read it.
    pub source: String,
    /// How to answer.
    pub contact: String,
    /// How far it has come.
    pub progress: Progress,
    /// Someone tried to save without a word.
    pub empty: bool,
}

impl Remark {
    /// The suggestion that is meant; `None` without a word.
    #[must_use]
    pub fn suggestion(&self, day: Date) -> Option<Suggestion> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| Suggestion {
            place: self.place.clone(),
            name: self.name.trim().to_owned(),
            at: self.at,
            about: self.about,
            text: text.to_owned(),
            source: self.source.trim().to_owned(),
            contact: self.contact.trim().to_owned(),
            progress: self.progress,
            day: Some(day),
        })
    }
}
