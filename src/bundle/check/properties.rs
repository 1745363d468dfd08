//! The properties of a place: what is missing, too long, or points nowhere.

use super::report::Desk;
use super::{Members, Rule, hours};
use crate::bundle::ProblemKind;
use crate::json::Raw;
use crate::json::{list, text};
use std::collections::HashSet;

/// Texts of a place that want an English twin.
const TWINS: [&str; 14] = [
    "name",
    "short",
    "former_name",
    "summary",
    "address",
    "protection",
    "notice",
    "notice_advice",
    "hours_note",
    "ticket",
    "booking",
    "metro",
    "series_reason",
    "accuracy_note",
];

/// What other files may point to.
#[derive(Debug, Default, Clone)]
pub(super) struct Ids {
    pub facts: HashSet<String>,
    pub sources: HashSet<String>,
}

/// Checks the properties of a feature that lies at `raw`; gives the ids it defines.
pub(super) fn check(
    desk: &mut Desk<'_, '_>,
    raw: Raw<'_>,
    p: &Members<'_>,
    has_position: bool,
) -> Ids {
    for key in TWINS {
        twin(desk, "", p, key);
    }
    if p.get("sources").and_then(list).is_none_or(|s| s.is_empty()) {
        desk.add("sources", p.get("sources").unwrap_or(raw), Rule::NoSource);
    }
    if has_position && p.get("accuracy_m").is_none() {
        desk.add("accuracy_m", raw, Rule::NoAccuracy);
    }
    let hours = p.get("opening_hours").and_then(|at| Some((at, hours::fault(&text(at)?)?)));
    if let Some((at, fault)) = hours {
        desk.add("opening_hours", at, Rule::BadHours(fault));
    }
    let date = p.get("checked").and_then(|at| Some((at, text(at).filter(|t| !is_date(t))?)));
    if let Some((at, date)) = date {
        desk.add("checked", at, Rule::BadDate(date));
    }
    limit(desk, p, "short", 8);
    let ids = Ids {
        sources: ids_of(desk, p, "sources", |desk, name, source| {
            twin(desk, name, source, "title");
        }),
        facts: ids_of(desk, p, "facts", |desk, name, fact| {
            twin(desk, name, fact, "text");
            if fact.get("sources").and_then(list).is_none_or(|s| s.is_empty()) {
                let at = fact.get("text").or(fact.get("id")).unwrap_or(raw);
                desk.add(&[name, ".sources"].concat(), at, Rule::NoSource);
            }
        }),
    };
    references(desk, p, &ids);
    ids
}

/// Facts cite sources, milestones and the story cite facts, the visit cites sources.
fn references(desk: &mut Desk<'_, '_>, p: &Members<'_>, ids: &Ids) {
    each(p, "facts", |name, fact| {
        dead(desk, &name, fact, "sources", &ids.sources, Rule::DeadSource);
    });
    dead(desk, "", p, "visit_sources", &ids.sources, Rule::DeadSource);
    let mut count = 0;
    each(p, "milestones", |name, milestone| {
        count += 1;
        twin(desk, &name, milestone, "label");
        limit(desk, milestone, "label", 4);
        dead(desk, &name, milestone, "facts", &ids.facts, Rule::DeadFact);
    });
    if let Some(value) = p.get("milestones").filter(|_| count > 6) {
        desk.add("milestones", value, Rule::TooMany(6));
    }
    each(p, "story", |name, paragraph| {
        twin(desk, &name, paragraph, "title");
        twin(desk, &name, paragraph, "text");
        for key in ["text", "text_en"] {
            let Some(value) = paragraph.get(key) else { continue };
            for cited in citations(&text(value).unwrap_or_default()) {
                if !ids.facts.contains(cited) {
                    let field = [&name, ".", key].concat();
                    desk.add(&field, value, Rule::DeadFact(cited.to_owned()));
                }
            }
        }
    });
}

/// The fact ids cited as `[^id]`; a citation that is never closed gives what follows it.
fn citations(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^").skip(1).map(|rest| {
        let end = rest
            .find(']')
            .unwrap_or_else(|| rest.char_indices().nth(20).map_or(rest.len(), |(i, _)| i));
        rest[..end].trim()
    })
}

/// A finding where a Chinese text has no English twin. A text without Chinese needs none.
pub(super) fn twin(desk: &mut Desk<'_, '_>, prefix: &str, m: &Members<'_>, key: &str) {
    let Some(value) = m.get(key) else { return };
    let chinese = text(value).is_some_and(|t| t.chars().any(is_han));
    let english = [key, "_en"].concat();
    if chinese && m.get(&english).and_then(text).is_none_or(|t| t.trim().is_empty()) {
        desk.add(&join(prefix, &english), value, Rule::NoEnglish);
    }
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{323af}').contains(&c)
}

/// A finding for every id of the list `key` that is not among the known ones.
fn dead(
    desk: &mut Desk<'_, '_>,
    prefix: &str,
    m: &Members<'_>,
    key: &str,
    known: &HashSet<String>,
    rule: fn(String) -> Rule,
) {
    let Some(value) = m.get(key) else { return };
    for entry in list(value).unwrap_or_else(|| vec![value]) {
        if let Some(id) = text(entry).filter(|id| !known.contains(id)) {
            desk.add(&join(prefix, key), entry, rule(id));
        }
    }
}

/// The ids of a list of objects, each object also given to `look`.
fn ids_of(
    desk: &mut Desk<'_, '_>,
    p: &Members<'_>,
    key: &str,
    mut look: impl FnMut(&mut Desk<'_, '_>, &str, &Members<'_>),
) -> HashSet<String> {
    let mut out = HashSet::new();
    each(p, key, |name, entry| {
        match entry.get("id").and_then(text).filter(|id| !id.is_empty()) {
            Some(id) => {
                if let Some(at) = entry.get("id").filter(|_| out.contains(&id)) {
                    desk.add(&join(&name, "id"), at, Rule::RepeatedId(id.clone()));
                }
                out.insert(id);
            }
            None => {
                if let Some(at) = entry.iter().next().map(|(_, v)| v) {
                    desk.add(&join(&name, "id"), at, Rule::NoId);
                }
            }
        }
        look(desk, &name, entry);
    });
    out
}

/// Goes through the objects of a list as `key[i]`.
pub(super) fn each(m: &Members<'_>, key: &str, mut visit: impl FnMut(String, &Members<'_>)) {
    let entries = m.get(key).and_then(list).unwrap_or_default();
    for (i, raw) in entries.into_iter().enumerate() {
        if let Some(entry) = Members::of(raw) {
            visit(format!("{key}[{i}]"), &entry);
        }
    }
}

pub(super) fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { [prefix, ".", key].concat() }
}

fn limit(desk: &mut Desk<'_, '_>, m: &Members<'_>, key: &str, most: usize) {
    let Some(value) = m.get(key) else { return };
    if text(value).is_some_and(|t| t.chars().count() > most) {
        desk.add(key, value, Rule::TooLong(most));
    }
}

/// `YYYY-MM-DD` of a day that exists.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let digits = |part: &str, count: usize| {
        (part.len() == count && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().unwrap_or_default())
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// A link anywhere in an entry of another file.
pub(super) fn url(desk: &mut Desk<'_, '_>, prefix: &str, m: &Members<'_>, key: &str) {
    let Some(value) = m.get(key) else { return };
    let Some(link) = text(value).filter(|t| !t.is_empty()) else { return };
    if crate::bundle::link::safe_link(&link).is_none() {
        desk.add(&join(prefix, key), value, Rule::Problem(ProblemKind::UnsafeLink(link)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_days_that_exist() {
        assert!(is_date("2026-11-22") && is_date("2024-02-29") && is_date("2000-02-29"));
        for text in [
            "2026-2-3",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "今天",
            "2026-11-00",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn finds_citations() {
        let all = |t| citations(t).collect::<Vec<_>>();
        assert_eq!(all("甲[^f1]，乙[^f2][^ f3 ]。"), ["f1", "f2", "f3"]);
        assert_eq!(all("甲[^f1"), ["f1"]);
        assert_eq!(all("甲[1]"), Vec::<&str>::new());
    }
}
