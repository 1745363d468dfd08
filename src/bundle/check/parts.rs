//! Stories, events, quiz and tours: texts in two languages, and ids that must exist.

use super::properties::{Ids, each, join, twin, url};
use super::report::Desk;
use super::{Members, Rule};
use crate::bundle::link::safe_path;
use crate::bundle::{Document, Expected, ProblemKind};
use crate::domain::LonLat;
use crate::json::Raw;
use crate::json::{list, number, text};
use std::collections::{HashMap, HashSet};

/// Which of the four files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Stories,
    Events,
    Quiz,
    Tours,
}

/// What the layers define.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The facts and sources of each place.
    pub places: HashMap<String, Ids>,
    /// Facts and sources of all places.
    pub all: Ids,
    /// Places that no marker can show.
    pub unplaced: HashSet<String>,
}

impl Part {
    const fn key(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Events => "events",
            Self::Quiz => "items",
            Self::Tours => "tours",
        }
    }
}

/// Checks one of the files.
pub(super) fn check(desk: &mut Desk<'_, '_>, part: Part, known: &Known) {
    let root = match desk.document.root() {
        Ok(root) => root,
        Err(e) => {
            desk.findings.push(e.into());
            return;
        }
    };
    super::keys::check(desk, root);
    let Some(members) = Members::of(root) else {
        desk.add("", root, Rule::Problem(ProblemKind::WrongType(Expected::Object)));
        return;
    };
    let key = part.key();
    let Some(value) = members.get(key) else {
        desk.add(key, root, Rule::Problem(ProblemKind::Missing(key)));
        return;
    };
    let Some(entries) = list(value) else {
        desk.add(key, value, Rule::Problem(ProblemKind::WrongType(Expected::List)));
        return;
    };
    shared(desk, &members, known);
    let mut ids = HashSet::new();
    for (i, raw) in entries.into_iter().enumerate() {
        desk.feature = Some(format!("#{i}"));
        let Some(entry) = Members::of(raw) else {
            desk.add("", raw, Rule::Problem(ProblemKind::WrongType(Expected::Object)));
            continue;
        };
        if let Some((at, id)) = entry.get("id").and_then(|at| Some((at, text(at)?))) {
            desk.feature = Some(id.clone());
            if !ids.insert(id.clone()) {
                desk.add("id", at, Rule::RepeatedId(id));
            }
        }
        let mut look = Look { desk, known };
        match part {
            Part::Stories => look.story(raw, &entry),
            Part::Events => look.pointed(raw, &entry, ""),
            Part::Quiz => look.question(raw, &entry),
            Part::Tours => look.tour(raw, &entry),
        }
    }
}

/// Facts and sources that belong to no place, such as those of the whole city.
fn shared(desk: &mut Desk<'_, '_>, members: &Members<'_>, known: &Known) {
    each(members, "sources", |name, source| {
        twin(desk, &name, source, "title");
        url(desk, &name, source, "url");
    });
    each(members, "facts", |name, fact| {
        twin(desk, &name, fact, "text");
        let sources = fact.get("sources").and_then(list).unwrap_or_default();
        if let Some(at) = fact.get("id").filter(|_| sources.is_empty()) {
            desk.add(&join(&name, "sources"), at, Rule::NoSource);
        }
        for at in sources {
            if let Some(id) = text(at).filter(|id| !known.all.sources.contains(id)) {
                desk.add(&join(&name, "sources"), at, Rule::DeadSource(id));
            }
        }
    });
}

/// Adds the facts and sources that a file defines itself; each of the files may use them.
pub(super) fn collect(bytes: &[u8], known: &mut Known) {
    let Ok(document) = Document::decode("", bytes) else { return };
    let Some(members) = document.root().ok().and_then(Members::of) else { return };
    each(&members, "facts", |_, fact| known.all.facts.extend(fact.get("id").and_then(text)));
    each(&members, "sources", |_, source| {
        known.all.sources.extend(source.get("id").and_then(text));
    });
}

/// The recordings that the slides of a file name.
pub(super) fn recordings(bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let Ok(document) = Document::decode("", bytes) else { return out };
    let Some(members) = document.root().ok().and_then(Members::of) else { return out };
    each(&members, "stories", |_, story| {
        each(story, "slides", |_, slide| {
            let paths = ["audio", "audio_en"].map(|key| slide.get(key).and_then(text));
            out.extend(paths.into_iter().flatten().filter(|path| safe_path(path)));
        });
    });
    out
}

struct Look<'l, 'd, 'a> {
    desk: &'l mut Desk<'d, 'a>,
    known: &'l Known,
}

impl Look<'_, '_, '_> {
    fn story(&mut self, raw: Raw<'_>, story: &Members<'_>) {
        self.pointed(raw, story, "");
        match story.get("slides") {
            None => self.desk.add("slides", raw, Rule::Problem(ProblemKind::Missing("slides"))),
            Some(at) if list(at).is_none() => {
                let kind = ProblemKind::WrongType(Expected::List);
                self.desk.add("slides", at, Rule::Problem(kind));
            }
            Some(_) => {}
        }
        each(story, "slides", |name, slide| {
            self.pointed(raw, slide, &name);
            for key in ["audio", "audio_en"] {
                let Some(at) = slide.get(key) else { continue };
                let kind = match text(at) {
                    Some(path) if safe_path(&path) => continue,
                    Some(path) => ProblemKind::UnsafePath(path),
                    None => ProblemKind::WrongType(Expected::Text),
                };
                self.desk.add(&join(&name, key), at, Rule::Problem(kind));
            }
        });
    }

    /// A tour: how one goes, and stops that exist and can be found on the map.
    fn tour(&mut self, raw: Raw<'_>, tour: &Members<'_>) {
        self.pointed(raw, tour, "");
        if let Some((at, mode)) = tour.get("mode").and_then(|at| Some((at, text(at)?)))
            && !matches!(mode.as_str(), "walk" | "bike" | "drive")
        {
            self.desk.add("mode", at, Rule::Problem(ProblemKind::UnknownValue(mode)));
        }
        let stops = tour.get("stops").and_then(list).unwrap_or_default();
        if stops.len() < 2 {
            self.desk.add("stops", tour.get("stops").unwrap_or(raw), Rule::FewStops);
        }
        each(tour, "stops", |name, stop| {
            let Some(place) = stop.get("place") else {
                let kind = ProblemKind::Missing("place");
                let at = stop.iter().next().map_or(raw, |(_, v)| v);
                return self.desk.add(&join(&name, "place"), at, Rule::Problem(kind));
            };
            self.places(stop, &name, "place");
            if let Some(id) = text(place).filter(|id| self.known.unplaced.contains(id)) {
                self.desk.add(&join(&name, "place"), place, Rule::StopUnplaced(id));
            }
            let whole = |at: Raw<'_>| at.get().parse::<u32>().is_ok_and(|m| m <= 24 * 60);
            if let Some(at) = stop.get("minutes").filter(|at| !whole(*at)) {
                let kind = ProblemKind::WrongType(Expected::Integer);
                self.desk.add(&join(&name, "minutes"), at, Rule::Problem(kind));
            }
        });
    }

    /// What a slide, an event and a question have in common: a title, and things it points to.
    fn pointed(&mut self, raw: Raw<'_>, entry: &Members<'_>, prefix: &str) {
        if entry.get("title").is_none() && entry.get("question").is_none() {
            let at = entry.iter().next().map_or(raw, |(_, v)| v);
            let kind = ProblemKind::Missing("title");
            self.desk.add(&join(prefix, "title"), at, Rule::Problem(kind));
        }
        for key in ["chapter", "title", "text", "summary", "label", "question", "notes", "explain"]
        {
            twin(self.desk, prefix, entry, key);
        }
        let place = entry.get("place").and_then(text);
        for key in ["place", "places"] {
            self.places(entry, prefix, key);
        }
        if let Some(at) = entry.get("at").filter(|at| !is_position(*at)) {
            self.desk.add(&join(prefix, "at"), at, Rule::BadAt);
        }
        if let Some(year) = entry.get("year").filter(|y| number(*y).is_none()) {
            let kind = ProblemKind::WrongType(Expected::Integer);
            self.desk.add(&join(prefix, "year"), year, Rule::Problem(kind));
        }
        for key in ["fact", "facts"] {
            self.facts(entry, prefix, key);
        }
        self.sources(entry, prefix, place.as_deref());
        url(self.desk, prefix, entry, "url");
    }

    fn places(&mut self, entry: &Members<'_>, prefix: &str, key: &str) {
        let Some(value) = entry.get(key) else { return };
        for at in list(value).unwrap_or_else(|| vec![value]) {
            if let Some(id) = text(at).filter(|id| !self.known.places.contains_key(id)) {
                self.desk.add(&join(prefix, key), at, Rule::DeadPlace(id));
            }
        }
    }

    fn facts(&mut self, entry: &Members<'_>, prefix: &str, key: &str) {
        let Some(value) = entry.get(key) else { return };
        for at in list(value).unwrap_or_else(|| vec![value]) {
            if let Some(id) = text(at).filter(|id| !self.known_fact(id)) {
                self.desk.add(&join(prefix, key), at, Rule::DeadFact(id));
            }
        }
    }

    /// A fact by its id, or by `place/fact` where the id alone is not unique.
    fn known_fact(&self, id: &str) -> bool {
        self.known.all.facts.contains(id)
            || id.split_once(['/', '#']).is_some_and(|(place, fact)| {
                self.known.places.get(place).is_some_and(|ids| ids.facts.contains(fact))
            })
    }

    /// Sources are ids of the place, of these files or of any place, or whole sources.
    fn sources(&mut self, entry: &Members<'_>, prefix: &str, place: Option<&str>) {
        let Some(value) = entry.get("sources") else { return };
        let here = place.and_then(|id| self.known.places.get(id));
        for at in list(value).unwrap_or_else(|| vec![value]) {
            if let Some(source) = Members::of(at) {
                url(self.desk, &join(prefix, "sources"), &source, "url");
                continue;
            }
            let Some(id) = text(at) else { continue };
            let known = here.is_some_and(|ids| ids.sources.contains(&id))
                || self.known.all.sources.contains(&id);
            if !known {
                self.desk.add(&join(prefix, "sources"), at, Rule::DeadSource(id));
            }
        }
    }

    fn question(&mut self, raw: Raw<'_>, item: &Members<'_>) {
        if item.get("question").is_none() {
            let kind = ProblemKind::Missing("question");
            self.desk.add("question", raw, Rule::Problem(kind));
            return;
        }
        self.pointed(raw, item, "");
        if item.get("fact").is_none() && item.get("facts").is_none() {
            self.desk.add("fact", raw, Rule::Problem(ProblemKind::Missing("fact")));
        }
        let answers = item.get("answers").and_then(list).unwrap_or_default();
        if answers.len() < 2 {
            self.desk.add("answers", item.get("answers").unwrap_or(raw), Rule::FewAnswers);
        }
        let right = item.get("right").and_then(|r| r.get().parse::<usize>().ok());
        if right.is_none_or(|r| r >= answers.len()) {
            self.desk.add("right", item.get("right").unwrap_or(raw), Rule::BadRight);
        }
        let english = item.get("answers_en").and_then(list);
        match (item.get("answers_en"), english) {
            (Some(at), english) if english.as_ref().map(Vec::len) != Some(answers.len()) => {
                self.desk.add("answers_en", at, Rule::AnswersDiffer);
            }
            (None, _) => {
                let chinese = |t: &String| !t.is_ascii();
                if answers.iter().any(|a| text(*a).as_ref().is_some_and(chinese)) {
                    self.desk.add("answers_en", raw, Rule::NoEnglish);
                }
            }
            _ => {}
        }
    }
}

fn is_position(raw: Raw<'_>) -> bool {
    let numbers: Option<Vec<f64>> =
        list(raw).and_then(|l| l.into_iter().map(number).collect::<Option<Vec<f64>>>());
    match numbers.as_deref() {
        Some(&[lon, lat]) => LonLat::new(lon, lat).is_ok(),
        // The third is the zoom of the map.
        Some(&[lon, lat, zoom]) => LonLat::new(lon, lat).is_ok() && (0.0..=24.0).contains(&zoom),
        _ => false,
    }
}

/// Reads and checks one of the files.
pub(super) fn file(name: &str, bytes: &[u8], part: Part, known: &Known) -> super::Report {
    match Document::decode(name, bytes) {
        Ok(document) => {
            let mut desk = Desk::new(&document);
            check(&mut desk, part, known);
            desk.finish()
        }
        Err(e) => super::Report { findings: vec![e.into()], ..super::Report::default() },
    }
}
