//! A question in words: what is asked, what may be answered, why, and where it was read.

use super::format;
use crate::bundle::told::Told;
use crate::domain::place::{Grade, Source, SourceUse};
use crate::domain::{Accuracy, Atlas, LonLat, Place, PlaceId, Text, order};
use crate::engine::quiz::{Answer, Ask, Quarter, Question};
use crate::i18n::words::QuizKey;
use crate::i18n::{Lang, fill_in};
use crate::json::decimal;

/// The letters of answers and marks.
pub const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// A question as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What is asked.
    pub question: String,
    /// The answers in their order.
    pub answers: Vec<String>,
    /// Why the right one is right.
    pub why: String,
    /// Where that was read.
    pub sources: Vec<SourceLine>,
    /// How sure it is, where the bundle grades it.
    pub grade: Option<Grade>,
    /// Marks of the map that belongs to it; empty without one.
    pub marks: Vec<MapMark>,
    /// The place it is about.
    pub place: Option<PlaceId>,
}

/// A source in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Title and publisher.
    pub words: String,
    /// Address, if it may be shown.
    pub url: Option<String>,
}

/// A mark on the map of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapMark {
    /// Where it stands.
    pub at: LonLat,
    /// Radius in metres within which the place lies; 0 where it is not told.
    pub within: f64,
    /// Its letter or number; empty for a star.
    pub sign: &'static str,
}

/// A question in a language.
#[must_use]
pub fn shown(lang: Lang, told: &Told, atlas: &Atlas, q: &Question) -> Shown {
    Words { lang, told, atlas }.shown(q)
}

struct Words<'a> {
    lang: Lang,
    told: &'a Told,
    atlas: &'a Atlas,
}

impl<'a> Words<'a> {
    fn fill(&self, key: QuizKey, args: &[&str]) -> String {
        fill_in(key.text(self.lang), args)
    }

    fn pick(&self, text: &'a Text) -> &'a str {
        self.lang.pick(text)
    }

    fn place(&self, index: usize) -> Option<&'a Place> {
        self.atlas.places().get(index)
    }

    fn name(&self, index: usize) -> &'a str {
        self.place(index).map_or("", |p| self.pick(&p.name))
    }

    fn title(&self, event: usize) -> &'a str {
        self.told.events.get(event).map_or("", |e| self.pick(&e.title))
    }

    fn shown(&self, q: &Question) -> Shown {
        Shown {
            question: self.question(q.ask),
            answers: q.answers.iter().enumerate().map(|(i, a)| self.answer(q, i, *a)).collect(),
            why: self.why(q),
            sources: self.sources(q).iter().map(|s| self.line(s)).collect(),
            grade: self.grade(q),
            marks: self.marks(q),
            place: self.about(q).map(|p| p.id.clone()),
        }
    }

    fn question(&self, ask: Ask) -> String {
        use QuizKey as K;
        match ask {
            Ask::Item(i) => {
                self.told.items.get(i).map_or("", |i| self.pick(&i.question)).to_owned()
            }
            Ask::First => K::AskFirst.text(self.lang).to_owned(),
            Ask::Last => K::AskLast.text(self.lang).to_owned(),
            Ask::YearOf(e) => self.fill(K::AskYear, &[self.title(e)]),
            Ask::SameYear(e) => self.fill(K::AskSameYear, &[self.title(e)]),
            Ask::OnMap(p) => self.fill(K::AskOnMap, &[self.name(p)]),
            Ask::Marked(_) => K::AskMarked.text(self.lang).to_owned(),
            Ask::Nearest(p) => self.fill(K::AskNearest, &[self.name(p)]),
            Ask::Direction(to, from) => {
                self.fill(K::AskDirection, &[self.name(to), self.name(from)])
            }
            Ask::Outside => self.fill(K::AskOutside, &[self.pick(&self.atlas.district)]),
        }
    }

    fn answer(&self, q: &Question, index: usize, answer: Answer) -> String {
        match (q.ask, answer) {
            (Ask::Item(i), Answer::Item(a)) => {
                let item = self.told.items.get(i);
                item.and_then(|i| i.answers.get(a)).map_or("", |t| self.pick(t)).to_owned()
            }
            (Ask::OnMap(_), _) => {
                self.fill(QuizKey::MarkOnMap, &[LETTERS.get(index).copied().unwrap_or_default()])
            }
            (_, Answer::Event(e)) => self.title(e).to_owned(),
            (_, Answer::Place(p)) => self.name(p).to_owned(),
            (_, Answer::Year(y)) => match self.lang {
                Lang::Zh => [&y.to_string(), " 年"].concat(),
                Lang::En => y.to_string(),
            },
            (_, Answer::Quarter(quarter)) => self.quarter(quarter).to_owned(),
            (_, Answer::Item(_)) => String::new(),
        }
    }

    fn quarter(&self, quarter: Quarter) -> &'static str {
        match quarter {
            Quarter::NorthEast => QuizKey::NorthEast,
            Quarter::SouthEast => QuizKey::SouthEast,
            Quarter::SouthWest => QuizKey::SouthWest,
            Quarter::NorthWest => QuizKey::NorthWest,
        }
        .text(self.lang)
    }

    fn why(&self, q: &Question) -> String {
        use QuizKey as K;
        let district = self.pick(&self.atlas.district);
        match (q.ask, q.answers.get(q.right)) {
            (Ask::Item(i), _) => {
                let Some(item) = self.told.items.get(i) else { return String::new() };
                let explain = self.pick(&item.explain);
                let fact = || item.facts.first().and_then(|id| self.told.fact(self.atlas, id));
                if explain.is_empty() {
                    fact().map_or("", |f| self.pick(&f.text)).to_owned()
                } else {
                    explain.to_owned()
                }
            }
            (Ask::First | Ask::Last | Ask::SameYear(_), _) => self.dates(q),
            (Ask::YearOf(e), _) => {
                let Some(event) = self.told.events.get(e) else { return String::new() };
                let when = format::date(self.lang, &event.date);
                self.fill(K::WhyEvent, &[&when, self.pick(&event.text)])
            }
            (Ask::OnMap(p), _) => {
                let letter = LETTERS.get(q.right).copied().unwrap_or_default();
                self.fill(K::WhyOnMap, &[letter, self.name(p), &self.within(p)])
            }
            (Ask::Marked(p), _) => self.fill(K::WhyMarked, &[self.name(p), &self.within(p)]),
            (Ask::Nearest(p), _) => self.fill(K::WhyNearest, &[&self.distances(p, q)]),
            (Ask::Direction(to, from), Some(Answer::Quarter(quarter))) => {
                let away = self.apart(to, from).unwrap_or_default();
                let away = format::distance(self.lang, away);
                let mut word = self.quarter(*quarter).to_owned();
                word.make_ascii_lowercase();
                self.fill(K::WhyDirection, &[self.name(to), self.name(from), &word, &away])
            }
            (Ask::Outside, Some(Answer::Place(p))) => {
                self.fill(K::WhyOutside, &[self.name(*p), district])
            }
            _ => String::new(),
        }
    }

    /// All events of a question with their dates, in the order of time.
    fn dates(&self, q: &Question) -> String {
        let mut all: Vec<usize> = Vec::new();
        if let Ask::SameYear(e) = q.ask {
            all.push(e);
        }
        all.extend(q.answers.iter().filter_map(|a| match a {
            Answer::Event(e) => Some(*e),
            _ => None,
        }));
        let mut events: Vec<_> = all.iter().filter_map(|e| self.told.events.get(*e)).collect();
        order::sort_by(&mut events, |a, b| a.date.cmp(&b.date));
        let lines = events.iter().map(|e| {
            [format::date(self.lang, &e.date).as_str(), " ", self.pick(&e.title)].concat()
        });
        self.listed(lines)
    }

    fn listed(&self, lines: impl Iterator<Item = String>) -> String {
        let (join, end) = if self.lang == Lang::Zh { ("；", "。") } else { ("; ", ".") };
        [lines.collect::<Vec<_>>().join(join).as_str(), end].concat()
    }

    fn distances(&self, from: usize, q: &Question) -> String {
        let mut all: Vec<(f64, usize)> = Vec::new();
        for answer in &q.answers {
            if let Answer::Place(p) = answer {
                all.push((self.apart(from, *p).unwrap_or_default(), *p));
            }
        }
        order::sort_by(&mut all, |a, b| a.0.total_cmp(&b.0));
        let lines: Vec<String> = all
            .iter()
            .map(|(m, p)| [self.name(*p), " ", &format::distance(self.lang, *m)].concat())
            .collect();
        lines.join(if self.lang == Lang::Zh { "；" } else { "; " })
    }

    fn apart(&self, a: usize, b: usize) -> Option<f64> {
        Some(self.place(a)?.position?.distance_m(self.place(b)?.position?))
    }

    /// Accuracy in whole metres.
    fn within(&self, place: usize) -> String {
        let metres = self.place(place).and_then(|p| p.accuracy).map_or(0.0, Accuracy::metres);
        decimal::fixed(metres, 0)
    }

    /// The place a question is about.
    fn about(&self, q: &Question) -> Option<&'a Place> {
        let by_id = |id: &Option<PlaceId>| id.as_ref().and_then(|id| self.atlas.place(id));
        let event = |e: usize| self.told.events.get(e).and_then(|e| by_id(&e.place));
        match (q.ask, q.answers.get(q.right)) {
            (Ask::Item(i), _) => self.told.items.get(i).and_then(|i| by_id(&i.place)),
            (Ask::YearOf(e) | Ask::SameYear(e), _) => event(e),
            (Ask::OnMap(p) | Ask::Marked(p) | Ask::Nearest(p) | Ask::Direction(p, _), _) => {
                self.place(p)
            }
            (_, Some(Answer::Event(e))) => event(*e),
            (_, Some(Answer::Place(p))) => self.place(*p),
            _ => None,
        }
    }

    fn sources(&self, q: &Question) -> Vec<&'a Source> {
        let event = |e: usize| self.told.events.get(e).map_or(&[][..], |e| &e.sources);
        let mut out: Vec<&Source> = Vec::new();
        match (q.ask, q.answers.get(q.right)) {
            (Ask::Item(i), _) => {
                out.extend(self.told.items.get(i).map_or(&[][..], |i| &i.sources));
            }
            (Ask::YearOf(e), _) => out.extend(event(e)),
            (Ask::SameYear(e), Some(Answer::Event(o))) => {
                out.extend(event(e));
                out.extend(event(*o));
            }
            (_, Some(Answer::Event(e))) => out.extend(event(*e)),
            _ => {
                let place = self.about(q);
                let all = place.map_or(&[][..], |p| &p.sources);
                out.extend(all.iter().filter(|s| s.used_for == SourceUse::Position));
                // A place whose position was read where its story was.
                if out.is_empty() {
                    out.extend(all);
                }
            }
        }
        let mut seen: Vec<(&str, &str)> = Vec::new();
        out.retain(|s| {
            let key = (s.title.zh.as_str(), s.publisher.zh.as_str());
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
        out.truncate(3);
        out
    }

    fn line(&self, source: &Source) -> SourceLine {
        let (title, publisher) = (self.pick(&source.title), self.pick(&source.publisher));
        let words = match publisher {
            "" => title.to_owned(),
            _ => [title, " · ", publisher].concat(),
        };
        SourceLine { words, url: source.url.clone() }
    }

    /// The grade of the fact behind a question.
    fn grade(&self, q: &Question) -> Option<Grade> {
        let facts = match (q.ask, q.answers.get(q.right)) {
            (Ask::Item(i), _) => self.told.items.get(i).map(|i| &i.facts),
            (Ask::YearOf(e), _) => self.told.events.get(e).map(|e| &e.facts),
            (Ask::First | Ask::Last, Some(Answer::Event(e))) => {
                self.told.events.get(*e).map(|e| &e.facts)
            }
            _ => None,
        };
        facts?.first().and_then(|id| self.told.fact(self.atlas, id)).map(|f| f.grade)
    }

    fn marks(&self, q: &Question) -> Vec<MapMark> {
        let mark = |place: usize, sign: &'static str| {
            let place = self.place(place)?;
            let within = place.accuracy.map_or(0.0, Accuracy::metres);
            Some(MapMark { at: place.position?, within, sign })
        };
        match q.ask {
            Ask::Marked(p) => mark(p, "").into_iter().collect(),
            Ask::OnMap(_) => {
                let places = q.answers.iter().zip(LETTERS).filter_map(|(a, letter)| match a {
                    Answer::Place(p) => mark(*p, letter),
                    _ => None,
                });
                places.collect()
            }
            _ => Vec::new(),
        }
    }
}
