//! The search: its index, what it answers, and which hit is about to be chosen. Loaded with the view of
//! the hits.

use super::find::{self, Found, Hook};
use super::{AtlasRef, State, select};
use crate::engine::search::atlas::{Parts, Titled, index};
use crate::engine::search::{Answer, Hit, Index, Kind, Readings};
use std::rc::Rc;

/// So many hits are ranked; further ones follow in the order of the bundle.
const RANKED: usize = 60;

/// With more names than these, what is near in spelling waits until typing rests.
const PROMPT: usize = 5_000;

/// Hits under the field.
pub const SHOWN: usize = 8;

/// What a bundle can be searched for.
#[derive(Debug)]
pub struct Book {
    /// The places.
    pub atlas: AtlasRef,
    /// Stories, events and people.
    pub parts: Parts,
    /// The index of both.
    pub index: Index,
    /// The readings did not come: characters are found, pinyin is not.
    pub silent: bool,
}

impl Book {
    /// Makes the index. Without readings characters are still found.
    #[must_use]
    pub fn new(atlas: AtlasRef, parts: Parts, readings: Option<&str>) -> Self {
        let silent = readings.is_none();
        let readings = Readings::parse(readings.unwrap_or_default());
        let index = index(&atlas, &parts, readings);
        Self { atlas, parts, index, silent }
    }

    /// A story or an event.
    #[must_use]
    pub fn titled(&self, kind: Kind, at: usize) -> Option<&Titled> {
        let of = if kind == Kind::Story { &self.parts.stories } else { &self.parts.events };
        of.get(at)
    }
}

/// What the search keeps.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is searched; `None` until it has been read.
    pub book: Option<Rc<Book>>,
    /// The text of the answer.
    asked: String,
    /// What it finds.
    pub answer: Rc<Answer>,
    /// Nothing is found, and what is near in spelling has not been looked for yet.
    pub waits: bool,
    /// The option that is about to be chosen, of [`options`].
    pub active: Option<usize>,
    /// The event whose text is shown in the list, by its index in the bundle.
    pub event: Option<usize>,
}

/// What can be chosen under the field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Choice<'a> {
    /// A hit.
    Hit(&'a Hit),
    /// An entry near in spelling, where nothing is found.
    Near(u32),
}

/// What the search keeps, if it is there and for the bundle that is shown.
#[must_use]
pub fn search(s: &State) -> Option<(&Search, &Book)> {
    let search = s.search.get::<Search>()?;
    let book = search.book.as_deref()?;
    (book.atlas == s.atlas).then_some((search, book))
}

/// The answer as the options under the field, in their order.
#[must_use]
pub fn options(answer: &Answer) -> Vec<Choice<'_>> {
    if answer.top.is_empty() {
        return answer.suggestions.iter().map(|&e| Choice::Near(e)).collect();
    }
    answer.top.iter().take(SHOWN).map(Choice::Hit).collect()
}

/// Takes what is searched, and answers.
pub fn open(s: &mut State, book: Rc<Book>) {
    s.search
        .update(|search: &mut Search| *search = Search { book: Some(book), ..Search::default() });
    s.find.hook = Some(Hook(answer));
    s.find.found = None;
    answer(s);
}

/// Brings the answer in line with the text. Does nothing where it is.
pub fn answer(s: &mut State) {
    let text = find::text(s);
    let Some((search, book)) = search(s) else {
        s.find.found = None;
        return;
    };
    if search.asked == text && s.find.found.is_some() != text.is_empty() {
        return;
    }
    let from = s.here.exact().or_else(|| s.camera.map(|c| c.centre));
    let mut answer = book.index.find_hits(text, from, RANKED);
    let waits = answer.all.is_empty() && book.index.entries().len() > PROMPT;
    if answer.all.is_empty() && !waits {
        answer.suggestions = book.index.near(text, from);
    }
    // Marks alone look for nothing.
    let found = crate::engine::search::fold::fold(text).next().is_some().then(|| {
        let entries = book.index.entries();
        let ranked = answer.top.iter().map(|h| h.entry);
        let mut places: Vec<usize> = Vec::new();
        let mut known = vec![false; s.atlas.places().len()];
        for entry in ranked.chain(answer.all.iter().copied()) {
            let entry = &entries[entry as usize];
            let place = entry.source as usize;
            if entry.kind == Kind::Place && !std::mem::replace(&mut known[place], true) {
                places.push(place);
            }
        }
        Rc::new(Found::new(places, known.len()))
    });
    let asked = text.to_owned();
    s.find.found = found;
    s.search.update(|search: &mut Search| {
        search.asked = asked;
        search.answer = Rc::new(answer);
        search.waits = waits;
        search.active = None;
        search.event = None;
    });
}

/// Looks for what is near in spelling, where that has waited.
pub fn rest(s: &mut State) {
    let Some((Search { waits: true, .. }, book)) = search(s) else { return };
    let from = s.here.exact().or_else(|| s.camera.map(|c| c.centre));
    let suggestions = book.index.near(find::text(s), from);
    s.search.update(|search: &mut Search| {
        search.answer = Rc::new(Answer { suggestions, ..Answer::default() });
        search.waits = false;
    });
}

/// Goes to the next option, or to the one before; beyond the last comes the field itself.
pub fn step(s: &mut State, by: isize) {
    let Some((search, _)) = search(s) else { return };
    let count = options(&search.answer).len();
    if !s.find.open {
        s.find.open = !find::text(s).is_empty();
        return;
    }
    let at = search.active.map_or(0, |i| i + 1);
    let next = at.wrapping_add_signed(by) % (count + 1);
    let next = if at == 0 && by < 0 { count } else { next };
    s.search.update(|search: &mut Search| search.active = next.checked_sub(1));
}

/// Shows an event in the list.
pub fn show_event(s: &mut State, event: usize) {
    find::show_all(s);
    s.search.update(|search: &mut Search| search.event = Some(event));
}

/// Stories and events of what is looked for, best first; of the bundle, in its order, where nothing is.
#[must_use]
pub fn told(s: &State) -> Vec<(Kind, usize, &Titled)> {
    let Some((search, book)) = search(s) else { return Vec::new() };
    let mut out: Vec<(Kind, usize, &Titled)> = Vec::new();
    if s.find.found.is_some() && !find::text(s).is_empty() {
        let ranked = search.answer.top.iter().map(|h| h.entry);
        for entry in ranked.chain(search.answer.all.iter().copied()) {
            let Some(entry) = book.index.entries().get(entry as usize) else { continue };
            let at = entry.source as usize;
            if entry.kind != Kind::Place && !out.iter().any(|o| o.0 == entry.kind && o.1 == at) {
                out.extend(book.titled(entry.kind, at).map(|t| (entry.kind, at, t)));
            }
        }
    } else {
        for (kind, all) in [(Kind::Story, &book.parts.stories), (Kind::Event, &book.parts.events)] {
            out.extend(all.iter().enumerate().map(|(i, t)| (kind, i, t)));
        }
    }
    out
}

/// Whether filters hide every place that is found, and how many it are.
#[must_use]
pub fn hidden_by_filters(s: &State) -> usize {
    let Some(found) = &s.find.found else { return 0 };
    if select::visible(s).is_empty() { found.places.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Atlas, Category, LonLat, Place, PlaceId, Text};
    use crate::state::{Action, Edit, Link, LoadState, reduce};

    const READINGS: &str = "redmap readings 1\ner4 二\nqi1 七\nta3 塔\nguang3 广\nchang3 场\nren2 人\nmin2 民\ngong1 公\nyuan2 园\n";

    fn state() -> State {
        let mut atlas = Atlas::default();
        for (id, zh, en, lon) in [
            ("tower", "二七塔", "Erqi Tower", 113.66),
            ("square", "二七广场", "Erqi Square", 113.67),
            ("park", "人民公园", "People’s Park", 113.65),
        ] {
            let id = PlaceId::new(id).expect("an id");
            let mut p = Place::blank(id, Category::RedSite, Text::new(zh, en));
            p.position = Some(LonLat::clamped(lon, 34.75));
            assert_eq!(atlas.insert(p), None);
        }
        State { atlas: AtlasRef(Rc::new(atlas)), load: LoadState::Ready, ..State::default() }
    }

    fn searching(readings: Option<&str>) -> State {
        let s = state();
        let book = Rc::new(Book::new(s.atlas.clone(), Parts::default(), readings));
        reduce(s, Edit::new(move |s| open(s, book.clone())))
    }

    fn typed(s: State, text: &str) -> State {
        let text = text.to_owned();
        reduce(s, Edit::new(move |s| find::look_for(s, &text)))
    }

    fn seen(s: &State) -> Vec<&str> {
        select::visible(s).into_iter().map(|i| s.atlas.places()[i].id.as_str()).collect()
    }

    #[test]
    fn typing_filters_list_and_map() {
        let s = searching(Some(READINGS));
        for (text, expected) in [
            ("", vec!["tower", "square", "park"]),
            ("eq", vec!["tower", "square"]),
            ("eqt", vec!["tower"]),
            ("公园", vec!["park"]),
            ("公圆", vec![]),
            ("，", vec!["tower", "square", "park"]),
            ("没有这个", vec![]),
        ] {
            assert_eq!(seen(&typed(s.clone(), text)), expected, "{text}");
        }
        let back = typed(typed(s, "eqt"), "");
        assert_eq!((seen(&back).len(), back.find.found), (3, None));
    }

    #[test]
    fn a_link_is_answered_whether_it_comes_before_or_after_the_index() {
        let link = || Action::LinkOpened(Link::parse("#/explore?q=ta"));
        let before = reduce(state(), link());
        assert_eq!(seen(&before).len(), 3, "until the search is there");
        let book = Rc::new(Book::new(before.atlas.clone(), Parts::default(), Some(READINGS)));
        let before = reduce(before, Edit::new(move |s| open(s, book.clone())));
        assert_eq!(seen(&before), ["tower"]);
        let after = reduce(searching(Some(READINGS)), link());
        assert_eq!(seen(&after), ["tower"]);
        let other = reduce(after, Action::LinkOpened(Link::parse("#/explore")));
        assert_eq!(seen(&other).len(), 3);
    }

    #[test]
    fn without_readings_characters_are_found_still() {
        let s = searching(None);
        assert!(search(&s).is_some_and(|(_, book)| book.silent));
        assert_eq!(seen(&typed(s.clone(), "二七")), ["tower", "square"]);
        assert_eq!(seen(&typed(s.clone(), "park")), ["park"]);
        assert!(seen(&typed(s, "eqt")).is_empty());
    }

    #[test]
    fn the_arrows_go_round() {
        let mut s = typed(searching(Some(READINGS)), "二七");
        let mut at = Vec::new();
        for by in [1, 1, 1, -1, -1, -1] {
            step(&mut s, by);
            at.push(search(&s).and_then(|(search, _)| search.active));
        }
        assert_eq!(at, [Some(0), Some(1), None, Some(1), Some(0), None]);
        s.find.open = false;
        step(&mut s, 1);
        assert!(s.find.open, "the first press only opens");
    }

    #[test]
    fn among_many_names_what_is_near_waits_until_typing_rests() {
        let mut atlas = (*state().atlas.0).clone();
        for i in 0..PROMPT {
            let id = PlaceId::new(["x", &i.to_string()].concat()).expect("an id");
            let name = Text::new(["大楼", &i.to_string()].concat(), "");
            assert_eq!(atlas.insert(Place::blank(id, Category::RedSite, name)), None);
        }
        let s = State { atlas: AtlasRef(Rc::new(atlas)), ..state() };
        let book = Rc::new(Book::new(s.atlas.clone(), Parts::default(), Some(READINGS)));
        let s = typed(reduce(s, Edit::new(move |s| open(s, book.clone()))), "gongyuanqz");
        let near = |s: &State| {
            search(s).map(|(search, _)| (search.waits, search.answer.suggestions.clone()))
        };
        assert_eq!(near(&s), Some((true, vec![])));
        let s = reduce(s, Edit::new(rest));
        assert_eq!(near(&s), Some((false, vec![2])));
        let s = reduce(typed(s, "gongyuan"), Edit::new(rest));
        assert_eq!(near(&s), Some((false, vec![])));
    }

    #[test]
    fn another_bundle_is_another_search() {
        let s = typed(searching(Some(READINGS)), "eqt");
        let other = state();
        let s = reduce(
            s,
            Action::Loaded {
                atlas: other.atlas.0.clone(),
                warnings: Vec::new(),
                name_order: crate::state::NameOrder::default(),
            },
        );
        assert!(search(&s).is_none());
        assert_eq!(seen(&s).len(), 3);
    }
}
