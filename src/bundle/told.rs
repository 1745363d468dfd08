//! The files beside the layers, as far as questions are made from them: events, quiz items, and which
//! places and facts a story is about.
//!
//! Lenient like the layers: what cannot be used is left out, and `redmap check` is who tells of it.

use super::place::{both, plain};
use super::{BundleError, Document, Members, link};
use crate::domain::Text;
use crate::domain::place::{Fact, Grade, Source, SourceUse};
use crate::domain::{Atlas, Event, PlaceId, QuizItem, Span};
use crate::json::{Raw, list, number, text};

/// What a story is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryOutline {
    /// Id as in links.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Places its slides show.
    pub places: Vec<PlaceId>,
    /// Ids of the facts it tells.
    pub facts: Vec<String>,
}

/// Everything read so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// Events in the order of the file.
    pub events: Vec<Event>,
    /// Questions in the order of the file.
    pub items: Vec<QuizItem>,
    /// Outlines of the stories.
    pub stories: Vec<StoryOutline>,
    /// Facts that belong to no place.
    pub facts: Vec<Fact>,
    /// Sources that belong to no place.
    pub sources: Vec<Source>,
}

impl Told {
    /// Adds what a file holds, whichever of the three it is.
    ///
    /// # Errors
    /// When the bytes are not JSON.
    pub fn add(&mut self, file: &str, bytes: &[u8], atlas: &Atlas) -> Result<(), BundleError> {
        let document = Document::decode(file, bytes)?;
        let root = Members::of(document.root()?).unwrap_or_default();
        let facts = entries(&root, "facts");
        self.facts.extend(facts.iter().filter_map(fact));
        let sources = entries(&root, "sources");
        self.sources.extend(sources.iter().filter_map(source));
        for m in entries(&root, "events") {
            self.events.extend(self.event(&m, atlas));
        }
        for m in entries(&root, "items") {
            self.items.extend(self.item(&m, atlas));
        }
        self.stories.extend(entries(&root, "stories").iter().filter_map(outline));
        Ok(())
    }

    /// A fact by its id, or by `place/fact`.
    #[must_use]
    pub fn fact<'a>(&'a self, atlas: &'a Atlas, id: &str) -> Option<&'a Fact> {
        let own = self.facts.iter().find(|f| f.id == id);
        own.or_else(|| {
            let (place, fact) = id.split_once(['/', '#']).map_or((None, id), |(p, f)| (Some(p), f));
            let places = atlas.places().iter();
            let mut facts = places
                .filter(|p| place.is_none_or(|id| p.id.as_str() == id))
                .flat_map(|p| &p.facts);
            facts.find(|f| f.id == fact)
        })
    }

    fn event(&self, m: &Members<'_>, atlas: &Atlas) -> Option<Event> {
        let title = both(m, "title");
        let date = plain(m, "date");
        let span = Span::parse(&date);
        let year = m.get("year").and_then(text).and_then(|t| t.parse().ok());
        if title.is_empty() {
            return None;
        }
        let place = place_of(m, atlas);
        Some(Event {
            id: plain(m, "id"),
            title,
            text: both(m, "text"),
            year: year.or(span.map(|s| s.years().0))?,
            span,
            date,
            facts: texts(m, &["fact", "facts"]),
            sources: self.sources_of(m, place.as_ref(), atlas),
            place,
        })
    }

    fn item(&self, m: &Members<'_>, atlas: &Atlas) -> Option<QuizItem> {
        let question = both(m, "question");
        let zh: Vec<String> =
            m.get("answers").and_then(list)?.into_iter().filter_map(text).collect();
        let en: Vec<String> = m
            .get("answers_en")
            .and_then(list)
            .map(|l| l.into_iter().filter_map(text).collect())
            .unwrap_or_default();
        let right: usize = m.get("right")?.get().parse().ok()?;
        let twins = en.len() == zh.len();
        let answers: Vec<Text> = zh
            .into_iter()
            .enumerate()
            .map(|(i, zh)| Text { zh, en: if twins { en[i].clone() } else { String::new() } })
            .collect();
        if question.is_empty() || answers.len() < 2 || right >= answers.len() {
            return None;
        }
        let place = place_of(m, atlas);
        let level = m.get("level").and_then(number).unwrap_or(2.0);
        Some(QuizItem {
            id: plain(m, "id"),
            question,
            answers,
            right,
            explain: both(m, "explain"),
            facts: texts(m, &["fact", "facts"]),
            theme: plain(m, "theme"),
            level: if level < 1.5 {
                1
            } else if level < 2.5 {
                2
            } else {
                3
            },
            sources: self.sources_of(m, place.as_ref(), atlas),
            place,
        })
    }

    /// Whole sources, or ids: of the place first, then of these files, then of any place.
    fn sources_of(&self, m: &Members<'_>, place: Option<&PlaceId>, atlas: &Atlas) -> Vec<Source> {
        let all = m.get("sources").and_then(list).unwrap_or_default();
        let read = |raw: Raw<'_>| {
            if let Some(whole) = Members::of(raw) {
                return source(&whole);
            }
            let id = text(raw)?;
            let near = place.and_then(|id| atlas.place(id)).map_or(&[][..], |p| &p.sources);
            let far = atlas.places().iter().flat_map(|p| &p.sources);
            near.iter().chain(&self.sources).chain(far).find(|s| s.id == id).cloned()
        };
        all.into_iter().filter_map(read).collect()
    }
}

/// The place an entry is about, if the atlas has it.
fn place_of(m: &Members<'_>, atlas: &Atlas) -> Option<PlaceId> {
    let id = texts(m, &["place", "places"]).into_iter().next()?;
    PlaceId::new(id).ok().filter(|id| atlas.place(id).is_some())
}

fn outline(m: &Members<'_>) -> Option<StoryOutline> {
    let id = plain(m, "id");
    if id.is_empty() {
        return None;
    }
    let mut out = StoryOutline { id, title: both(m, "title"), ..StoryOutline::default() };
    out.facts = texts(m, &["facts"]);
    for slide in entries(m, "slides") {
        out.facts.extend(texts(&slide, &["fact", "facts"]));
        let places = texts(&slide, &["place", "places"]);
        out.places.extend(places.into_iter().filter_map(|id| PlaceId::new(id).ok()));
    }
    Some(out)
}

fn fact(m: &Members<'_>) -> Option<Fact> {
    let text = both(m, "text");
    (!text.is_empty()).then(|| Fact {
        id: plain(m, "id"),
        text,
        grade: grade(&plain(m, "grade")).unwrap_or(Grade::C),
        sources: texts(m, &["sources"]),
    })
}

fn source(m: &Members<'_>) -> Option<Source> {
    let title = both(m, "title");
    (!title.is_empty()).then(|| Source {
        id: plain(m, "id"),
        title,
        publisher: both(m, "publisher"),
        date: plain(m, "date"),
        url: link::safe_link(&plain(m, "url")).map(str::to_owned),
        grade: grade(&plain(m, "grade")),
        used_for: SourceUse::Story,
    })
}

fn grade(word: &str) -> Option<Grade> {
    Some(match word {
        "A" => Grade::A,
        "B" => Grade::B,
        "C" => Grade::C,
        _ => return None,
    })
}

/// The objects of a list.
fn entries<'a>(m: &Members<'a>, key: &str) -> Vec<Members<'a>> {
    let all = m.get(key).and_then(list).unwrap_or_default();
    all.into_iter().filter_map(Members::of).collect()
}

/// The texts of some keys, each a text or a list of them, none twice.
fn texts(m: &Members<'_>, keys: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for raw in keys.iter().filter_map(|key| m.get(key)) {
        for one in list(raw).unwrap_or_else(|| vec![raw]).into_iter().filter_map(text) {
            if !one.is_empty() && !out.contains(&one) {
                out.push(one);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Told {
        let mut told = Told::default();
        told.add("x.json", json.as_bytes(), &Atlas::default()).expect("JSON");
        told
    }

    #[test]
    fn keeps_what_can_be_used() {
        let told = read(
            r#"{"sources":[{"id":"S1","title":"书","url":"javascript:1"}],
            "facts":[{"id":"f","text":"甲","grade":"A","sources":["S1"]},{"id":"g"}],
            "events":[{"id":"e","title":"事","date":"1954-10","fact":"f","facts":["f","g"],"sources":["S1",{"title":"网","url":"https://e.org/"}]},{"title":"没有年份"},{"date":"1954"}],
            "items":[{"question":"问","answers":["一","二"],"answers_en":["one"],"right":1,"level":3},{"question":"坏","answers":["一","二"],"right":2}],
            "stories":[{"id":"s","title":"讲","facts":["f"],"slides":[{"place":"p","facts":["g"]},{"place":"q"}]}]}"#,
        );
        let [event] = told.events.as_slice() else { panic!("one event") };
        assert_eq!((event.year, event.span.and_then(Span::year)), (1954, Some(1954)));
        assert_eq!(event.facts, ["f", "g"]);
        let urls: Vec<_> =
            event.sources.iter().map(|s| (s.title.zh.as_str(), s.url.as_deref())).collect();
        assert_eq!(urls, [("书", None), ("网", Some("https://e.org/"))]);
        let [item] = told.items.as_slice() else { panic!("one item") };
        assert_eq!((item.answers.len(), item.right, item.level), (2, 1, 3));
        assert_eq!(item.answers[0], Text::new("一", ""));
        assert_eq!(told.fact(&Atlas::default(), "f").map(|f| f.grade), Some(Grade::A));
        assert_eq!(told.stories[0].facts, ["f", "g"]);
        assert_eq!(told.stories[0].places.len(), 2);
    }

    #[test]
    fn says_what_is_no_json() {
        assert!(Told::default().add("x.json", b"{", &Atlas::default()).is_err());
    }
}
