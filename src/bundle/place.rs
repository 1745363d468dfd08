//! The properties of a place, version 1 (`docs/bundle.md`), read one by one.
//!
//! Written by hand rather than derived: forty optional fields would derive into a large part of the wasm.
// A method's path does not live for every lifetime, as `inner` asks; a closure does.
#![allow(clippy::redundant_closure_for_method_calls)]

use super::notes::Notes;
use super::{Expected, Members, ProblemKind, hours, link};
use crate::domain::place::{
    Audience, Fact, Grade, Milestone, Paragraph, Place, Relation, Series, Source, SourceUse,
    VenueBasis,
};
use crate::domain::{Accuracy, Category, Text};
use crate::json::Raw;
use crate::json::{list, number, text};

/// Fills the place from its properties. What cannot be used is left out with a warning.
pub fn fill(place: &mut Place, properties: &Members<'_>, notes: &mut Notes<'_, '_>) {
    for (key, raw) in properties.iter() {
        if raw.get() == "null" {
            continue;
        }
        let mut field = Field { name: key, raw, notes };
        if let Some(slot) = text_slot(place, key) {
            if let Some(value) = field.text() {
                *slot = value;
            }
            continue;
        }
        match key {
            "category" => {
                if let Some(name) = field.text().filter(|n| !n.is_empty()) {
                    place.category = Category::from_wire(&name);
                }
            }
            "roles" => place.roles = field.texts().iter().map(|r| Category::from_wire(r)).collect(),
            "alias" => place.alias = field.texts(),
            "years" => place.years = field.years(),
            "milestones" => place.milestones = field.entries(milestone),
            "facts" => place.facts = field.entries(fact),
            "story" => place.story = field.entries(paragraph),
            "sources" => place.sources = field.entries(source),
            "relation" => place.relation = field.one_of(relation).unwrap_or_default(),
            "series" => place.series = field.one_of(Series::from_wire),
            "series_basis" => {
                place.series_official = field.one_of(series_basis).unwrap_or_default();
            }
            "audience" => place.audience = field.one_of(Audience::from_wire),
            "venue_basis" => place.venue_basis = field.one_of(venue_basis),
            "accuracy_m" => place.accuracy = field.number().and_then(|m| field.accuracy(m)),
            "opening_hours" => place.visit.opening_hours = field.hours().unwrap_or_default(),
            "hours_verify" => place.visit.hours_verify = field.boolean().unwrap_or_default(),
            "visit_minutes" => place.visit.minutes = field.whole(),
            "capacity" => place.visit.capacity = field.whole(),
            "website" => place.visit.website = field.link(),
            _ => {}
        }
    }
}

/// Where a property goes that is nothing but text.
fn text_slot<'p>(p: &'p mut Place, key: &str) -> Option<&'p mut String> {
    Some(match key {
        "name" => &mut p.name.zh,
        "name_en" => &mut p.name.en,
        "short" => &mut p.short.zh,
        "short_en" => &mut p.short.en,
        "former_name" => &mut p.former_name.zh,
        "former_name_en" => &mut p.former_name.en,
        "summary" => &mut p.summary.zh,
        "summary_en" => &mut p.summary.en,
        "address" => &mut p.address.zh,
        "address_en" => &mut p.address.en,
        "subdistrict" => &mut p.subdistrict,
        "district" => &mut p.district,
        "protection" => &mut p.protection.zh,
        "protection_en" => &mut p.protection.en,
        "notice" => &mut p.visit.notice.zh,
        "notice_en" => &mut p.visit.notice.en,
        "notice_advice" => &mut p.visit.advice.zh,
        "notice_advice_en" => &mut p.visit.advice.en,
        "hours_note" => &mut p.visit.hours_note.zh,
        "hours_note_en" => &mut p.visit.hours_note.en,
        "ticket" => &mut p.visit.ticket.zh,
        "ticket_en" => &mut p.visit.ticket.en,
        "booking" => &mut p.visit.booking.zh,
        "booking_en" => &mut p.visit.booking.en,
        "metro" => &mut p.visit.metro.zh,
        "metro_en" => &mut p.visit.metro.en,
        "phone" => &mut p.visit.phone,
        "wheelchair" => &mut p.visit.wheelchair,
        "series_reason" => &mut p.series_reason.zh,
        "series_reason_en" => &mut p.series_reason.en,
        "accuracy_note" => &mut p.accuracy_note.zh,
        "accuracy_note_en" => &mut p.accuracy_note.en,
        "checked" => &mut p.checked,
        _ => return None,
    })
}

fn milestone(m: &Members<'_>, f: &mut Field<'_, '_, '_, '_>) -> Option<Milestone> {
    let year = m.get("year").and_then(year_of);
    if year.is_none() {
        f.warn(ProblemKind::Missing("year"));
    }
    Some(Milestone {
        year: year?,
        label: both(m, "label"),
        key: m.get("key").is_some_and(|k| k.get() == "true"),
    })
}

fn fact(m: &Members<'_>, f: &mut Field<'_, '_, '_, '_>) -> Option<Fact> {
    let text = both(m, "text");
    if text.is_empty() {
        f.warn(ProblemKind::Missing("text"));
        return None;
    }
    let grade = f.grade(m).unwrap_or(Grade::C);
    let sources = m.get("sources").map(|raw| f.inner("sources", raw, |s| s.texts()));
    Some(Fact { id: plain(m, "id"), text, grade, sources: sources.unwrap_or_default() })
}

fn paragraph(m: &Members<'_>, f: &mut Field<'_, '_, '_, '_>) -> Option<Paragraph> {
    let text = both(m, "text");
    if text.is_empty() {
        f.warn(ProblemKind::Missing("text"));
        return None;
    }
    Some(Paragraph { title: both(m, "title"), text })
}

fn source(m: &Members<'_>, f: &mut Field<'_, '_, '_, '_>) -> Option<Source> {
    let title = both(m, "title");
    if title.is_empty() {
        f.warn(ProblemKind::Missing("title"));
        return None;
    }
    let used_for = m.get("for").and_then(|raw| f.inner("for", raw, |s| s.one_of(source_use)));
    Some(Source {
        id: plain(m, "id"),
        title,
        publisher: both(m, "publisher"),
        date: plain(m, "date"),
        url: m.get("url").and_then(|raw| f.inner("url", raw, |s| s.link())),
        grade: f.grade(m),
        used_for: used_for.unwrap_or_default(),
    })
}

/// A text and its English twin.
#[must_use]
pub fn both(m: &Members<'_>, key: &str) -> Text {
    let english = [key, "_en"].concat();
    Text::new(plain(m, key), plain(m, &english))
}

/// A text, empty where there is none.
#[must_use]
pub fn plain(m: &Members<'_>, key: &str) -> String {
    m.get(key).and_then(text).unwrap_or_default()
}

fn year_of(raw: Raw<'_>) -> Option<i32> {
    text(raw).and_then(|t| t.trim().parse().ok())
}

fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "inside" => Relation::Inside,
        "boundary" => Relation::Boundary,
        "neighbour" => Relation::Neighbour,
        _ => return None,
    })
}

fn series_basis(name: &str) -> Option<bool> {
    Some(match name {
        "official" => true,
        "editorial" => false,
        _ => return None,
    })
}

fn venue_basis(name: &str) -> Option<VenueBasis> {
    Some(match name {
        "named" => VenueBasis::Named,
        "candidate" => VenueBasis::Candidate,
        _ => return None,
    })
}

fn grade(name: &str) -> Option<Grade> {
    Some(match name {
        "A" => Grade::A,
        "B" => Grade::B,
        "C" => Grade::C,
        _ => return None,
    })
}

fn source_use(name: &str) -> Option<SourceUse> {
    Some(match name {
        "story" => SourceUse::Story,
        "position" => SourceUse::Position,
        "visit" => SourceUse::Visit,
        _ => return None,
    })
}

/// One value, its name for messages, and where the messages go.
struct Field<'r, 'n, 'd, 'a> {
    name: &'r str,
    raw: Raw<'r>,
    notes: &'n mut Notes<'d, 'a>,
}

impl Field<'_, '_, '_, '_> {
    fn warn(&mut self, kind: ProblemKind) {
        self.notes.warn(self.name, self.raw, kind);
    }

    /// The value, or a warning that it is of another type.
    fn expect<T>(&mut self, value: Option<T>, expected: Expected) -> Option<T> {
        if value.is_none() {
            self.warn(ProblemKind::WrongType(expected));
        }
        value
    }

    /// Reads a member of this value under its longer name.
    fn inner<T>(
        &mut self,
        name: &str,
        raw: Raw<'_>,
        read: impl FnOnce(&mut Field<'_, '_, '_, '_>) -> T,
    ) -> T {
        let name = [self.name, ".", name].concat();
        read(&mut Field { name: &name, raw, notes: &mut *self.notes })
    }

    fn text(&mut self) -> Option<String> {
        let value = text(self.raw);
        self.expect(value, Expected::Text)
    }

    /// A list of texts; a lone text counts as a list of one.
    fn texts(&mut self) -> Vec<String> {
        if let Some(one) = text(self.raw) {
            return if one.is_empty() { Vec::new() } else { vec![one] };
        }
        let entries = list(self.raw);
        let entries = self.expect(entries, Expected::List).unwrap_or_default();
        let all = entries.len();
        let out: Vec<String> = entries.into_iter().filter_map(text).collect();
        if out.len() < all {
            self.warn(ProblemKind::WrongType(Expected::Text));
        }
        out
    }

    fn years(&mut self) -> Vec<i32> {
        let entries = list(self.raw);
        let entries = self.expect(entries, Expected::List).unwrap_or_default();
        let all = entries.len();
        let out: Vec<i32> = entries.into_iter().filter_map(year_of).collect();
        if out.len() < all {
            self.warn(ProblemKind::WrongType(Expected::Integer));
        }
        out
    }

    fn number(&mut self) -> Option<f64> {
        let value = number(self.raw);
        self.expect(value, Expected::Number)
    }

    fn whole(&mut self) -> Option<u32> {
        let value = self.raw.get().parse().ok();
        self.expect(value, Expected::Integer)
    }

    fn boolean(&mut self) -> Option<bool> {
        let value = self.raw.get().parse().ok();
        self.expect(value, Expected::Boolean)
    }

    fn accuracy(&mut self, metres: f64) -> Option<Accuracy> {
        let value = Accuracy::new(metres);
        if value.is_none() {
            self.warn(ProblemKind::OutOfRange(self.raw.get().to_owned()));
        }
        value
    }

    fn one_of<T>(&mut self, read: fn(&str) -> Option<T>) -> Option<T> {
        let name = self.text()?;
        let value = read(&name);
        if value.is_none() && !name.is_empty() {
            self.warn(ProblemKind::UnknownValue(name));
        }
        value
    }

    fn grade(&mut self, m: &Members<'_>) -> Option<Grade> {
        m.get("grade").and_then(|raw| self.inner("grade", raw, |g| g.one_of(grade)))
    }

    fn link(&mut self) -> Option<String> {
        let url = self.text()?;
        let safe = link::safe_link(&url).map(str::to_owned);
        if safe.is_none() && !url.is_empty() {
            self.warn(ProblemKind::UnsafeLink(url));
        }
        safe
    }

    fn hours(&mut self) -> Option<String> {
        let value = self.text()?;
        if value.is_empty() || hours::looks_like_hours(&value) {
            return Some(value);
        }
        self.warn(ProblemKind::BadHours(value));
        None
    }

    /// A list of objects, each read by `read` as `name[i]`.
    fn entries<T>(
        &mut self,
        read: fn(&Members<'_>, &mut Field<'_, '_, '_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let entries = list(self.raw);
        let entries = self.expect(entries, Expected::List).unwrap_or_default();
        let mut out = Vec::with_capacity(entries.len());
        for (i, raw) in entries.into_iter().enumerate() {
            let name = format!("{}[{i}]", self.name);
            let mut field = Field { name: &name, raw, notes: &mut *self.notes };
            let members = Members::of(raw);
            if let Some(members) = field.expect(members, Expected::Object) {
                out.extend(read(&members, &mut field));
            }
        }
        out
    }
}
