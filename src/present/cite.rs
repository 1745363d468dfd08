//! Story text with citations: `[^fact-id]` becomes numbered notes.

use crate::domain::place::SourceUse;
use crate::domain::{Place, order};

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// Numbers of the sources that prove the words before, ascending.
    Notes(Vec<usize>),
}

/// Sources in the order the card numbers them: those of the story first, then position, then visiting.
#[must_use]
pub fn numbered_sources(place: &Place) -> Vec<&crate::domain::place::Source> {
    let mut out: Vec<_> = place.sources.iter().collect();
    order::sort_by_key(&mut out, |s| match s.used_for {
        SourceUse::Story => 0,
        SourceUse::Position => 1,
        SourceUse::Visit => 2,
    });
    out
}

/// The numbers of a fact's sources on the card.
#[must_use]
pub fn fact_numbers(place: &Place, fact_id: &str) -> Vec<usize> {
    let order = numbered_sources(place);
    let Some(fact) = place.facts.iter().find(|f| f.id == fact_id) else { return Vec::new() };
    let number = |id: &String| order.iter().position(|s| s.id == *id).map(|i| i + 1);
    let mut out: Vec<usize> = fact.sources.iter().filter_map(number).collect();
    order::sort_by_key(&mut out, |n| *n);
    out.dedup();
    out
}

/// Cuts a text at its citations. Neighbouring citations become one set of notes; a citation of an
/// unknown fact is left out, since it proves nothing.
#[must_use]
pub fn pieces(place: &Place, text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("[^") {
        let Some(end) = rest[start..].find(']').map(|e| start + e) else { break };
        let (words, id) = (&rest[..start], &rest[start + 2..end]);
        rest = &rest[end + 1..];
        if !words.is_empty() {
            out.push(Piece::Words(words.to_owned()));
        }
        let numbers = fact_numbers(place, id);
        match out.last_mut() {
            Some(Piece::Notes(seen)) => {
                seen.extend(numbers);
                order::sort_by_key(seen, |n| *n);
                seen.dedup();
            }
            _ if numbers.is_empty() => {}
            _ => out.push(Piece::Notes(numbers)),
        }
    }
    if !rest.is_empty() {
        out.push(Piece::Words(rest.to_owned()));
    }
    out
}

/// The text without its citations, for reading aloud, searching and printing.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("[^") {
        let Some(end) = rest[start..].find(']').map(|e| start + e) else { break };
        out.push_str(&rest[..start]);
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{Fact, Grade, Source};
    use crate::domain::{Category, PlaceId, Text};

    fn place() -> Place {
        let mut p =
            Place::blank(PlaceId::new("x").expect("an id"), Category::RedSite, Text::default());
        for (id, used_for) in
            [("POS", SourceUse::Position), ("S1", SourceUse::Story), ("S2", SourceUse::Story)]
        {
            p.sources.push(Source {
                id: id.into(),
                title: Text::default(),
                publisher: Text::default(),
                date: String::new(),
                url: None,
                grade: Some(Grade::B),
                used_for,
            });
        }
        for (id, sources) in [("a", vec!["S2", "S1"]), ("b", vec!["S2"]), ("c", vec!["POS"])] {
            p.facts.push(Fact {
                id: id.into(),
                text: Text::default(),
                grade: Grade::A,
                sources: sources.into_iter().map(str::to_owned).collect(),
            });
        }
        p
    }

    #[test]
    fn numbers_story_sources_first() {
        let p = place();
        let ids: Vec<&str> = numbered_sources(&p).iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["S1", "S2", "POS"]);
        assert_eq!(fact_numbers(&p, "a"), [1, 2]);
        assert_eq!(fact_numbers(&p, "c"), [3]);
        assert!(fact_numbers(&p, "nope").is_empty());
    }

    #[test]
    fn cuts_at_citations() {
        let words = |t: &str| Piece::Words(t.into());
        assert_eq!(
            pieces(&place(), "甲。[^a]乙，[^b][^c]丙。"),
            [
                words("甲。"),
                Piece::Notes(vec![1, 2]),
                words("乙，"),
                Piece::Notes(vec![2, 3]),
                words("丙。")
            ]
        );
        assert_eq!(pieces(&place(), "甲[^nope]乙"), [words("甲"), words("乙")]);
        assert_eq!(pieces(&place(), "甲[^a"), [words("甲[^a")]);
        assert!(pieces(&place(), "").is_empty());
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain("甲。[^a]乙[^b]"), "甲。乙");
        assert_eq!(plain("甲[^"), "甲[^");
    }
}
