//! The lines of the log, newest first.

use super::audience;
use crate::domain::kept::Session;
use crate::domain::{Date, order};
use crate::i18n::Lang;
use crate::state::branch::Branch;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub id: String,
    /// The day.
    pub date: Date,
    /// The venue.
    pub place: String,
    /// Topic; may be empty.
    pub topic: String,
    /// Lecturer, audience and subdistrict, those that are known.
    pub about: String,
    /// How many listened.
    pub listeners: Option<u32>,
    /// A note; may be empty.
    pub note: String,
}

/// The log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The lines shown.
    pub lines: Vec<Line>,
    /// How many pass the year and the word.
    pub found: usize,
    /// How many there are.
    pub all: usize,
    /// The years there are, newest first.
    pub years: Vec<u16>,
}

/// The sessions of the year that is shown, all of them where none is.
pub fn of_year(b: &Branch) -> impl Iterator<Item = (&str, &Session)> {
    b.book.sessions().filter(|(_, s)| b.year.is_none_or(|y| s.date.year == y))
}

/// The log under the year and the word that are looked for.
#[must_use]
pub fn ledger(lang: Lang, b: &Branch) -> Ledger {
    let mut years: Vec<u16> = Vec::new();
    let mut all = 0;
    for (_, s) in b.book.sessions() {
        all += 1;
        if !years.contains(&s.date.year) {
            years.push(s.date.year);
        }
    }
    order::sort_by_key(&mut years, |y| std::cmp::Reverse(*y));
    let needle = b.needle.trim().to_lowercase();
    let mut found: Vec<(&str, &Session)> =
        of_year(b).filter(|(_, s)| needle.is_empty() || holds(lang, s, &needle)).collect();
    order::sort_by(&mut found, |a, b| (b.1.date, b.0).cmp(&(a.1.date, a.0)));
    let lines = found.iter().take(b.shown).map(|(id, s)| line(lang, id, s)).collect();
    Ledger { lines, found: found.len(), all, years }
}

fn holds(lang: Lang, s: &Session, needle: &str) -> bool {
    let audience = audience(lang, &s.audience);
    let fields = [&s.place, &s.topic, &s.lecturer, &s.subdistrict, &s.note, &audience];
    fields.into_iter().any(|t| t.to_lowercase().contains(needle)) || s.date.text().contains(needle)
}

fn line(lang: Lang, id: &str, s: &Session) -> Line {
    let about = [s.lecturer.clone(), audience(lang, &s.audience), s.subdistrict.clone()];
    let about: Vec<String> = about.into_iter().filter(|t| !t.is_empty()).collect();
    Line {
        id: id.to_owned(),
        date: s.date,
        place: s.place.clone(),
        topic: s.topic.clone(),
        about: about.join(" · "),
        listeners: s.listeners,
        note: s.note.clone(),
    }
}
