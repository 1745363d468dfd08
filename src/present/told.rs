//! Stories and events of what is looked for, or of the years: below the list of places.

use crate::domain::PlaceId;
use crate::engine::search::Kind;
use crate::engine::search::atlas::Titled;
use crate::i18n::words::search::SearchKey;
use crate::i18n::{Lang, fill_in};
use crate::state::search::{self, search};
use crate::state::{State, find};

/// At most so many are shown.
const MOST: usize = 60;

/// A story or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// Whether it is a story, else an event.
    pub story: bool,
    /// The year it begins in.
    pub year: String,
    /// Its title.
    pub title: String,
    /// What it tells: an event its text, a story its summary.
    pub text: String,
    /// Where the text is from; empty for stories, which tell it slide by slide.
    pub from: String,
    /// The places it speaks of that the map has: id and name.
    pub places: Vec<(PlaceId, String)>,
    /// Whether it is shown in full from the start.
    pub open: bool,
}

/// What is told of the text and the years; nothing where neither is asked for.
#[must_use]
pub fn told(s: &State) -> Vec<Told> {
    let looks = !find::text(s).is_empty() && s.find.found.is_some();
    let Some((search, _)) = search(s).filter(|_| looks || s.years.is_some()) else {
        return Vec::new();
    };
    let mut out = search::told(s);
    if let Some(span) = s.years {
        out.retain(|(_, _, t)| t.years.iter().any(|&y| span.contains(y)));
    }
    out.truncate(MOST);
    out.into_iter()
        .map(|(kind, i, t)| {
            let story = kind == Kind::Story;
            one(s, t, story, !story && search.event == Some(i))
        })
        .collect()
}

fn one(s: &State, t: &Titled, story: bool, open: bool) -> Told {
    let lang = s.lang;
    let text = t.texts.iter().map(|t| lang.pick(t)).find(|t| !t.is_empty()).unwrap_or_default();
    let named =
        |id: &PlaceId| s.atlas.place(id).map(|p| (id.clone(), lang.pick(&p.name).to_owned()));
    let from: Vec<&str> =
        t.sources.iter().map(|t| lang.pick(t)).filter(|t| !t.is_empty()).collect();
    Told {
        id: t.id.clone(),
        story,
        year: t.years.first().map(i32::to_string).unwrap_or_default(),
        title: lang.pick(&t.title).to_owned(),
        text: text.to_owned(),
        from: if story || from.is_empty() {
            String::new()
        } else {
            let join = if lang == Lang::Zh { "；" } else { "; " };
            fill_in(SearchKey::From.text(lang), &[&from.join(join)])
        },
        places: t.places.iter().filter_map(named).collect(),
        open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Atlas;
    use crate::engine::search::atlas::Parts;
    use crate::state::search::{Book, open, show_event};
    use crate::state::{Action, AtlasRef, Edit, Link, LoadState, reduce};
    use std::rc::Rc;

    const STORIES: &[u8] = r#"{"stories": [{"id": "s", "title": "黄河的故事", "title_en": "The river",
        "summary": "从花园口讲起。", "slides": [{"year": 1938, "title": "决口"}, {"year": 1952}]}]}"#
        .as_bytes();
    const EVENTS: &[u8] = r#"{"events": [
        {"id": "a", "title": "大罢工", "text": "罢工开始。", "year": 1923, "sources": [{"id": "S1", "title": "党史"}, "S2"]},
        {"id": "b", "title": "视察黄河", "text": "来到黄河。", "year": 1952}]}"#
        .as_bytes();

    fn state(hash: &str) -> State {
        let atlas = AtlasRef(Rc::new(Atlas::default()));
        let parts = Parts::read(Some(STORIES), Some(EVENTS), None);
        let book = Rc::new(Book::new(
            atlas.clone(),
            parts,
            Some("redmap readings 1\nhuang2 黄\nhe2 河\n"),
        ));
        let s = State { atlas, load: LoadState::Ready, ..State::default() };
        let s = reduce(s, Edit::new(move |s| open(s, book.clone())));
        reduce(s, Action::LinkOpened(Link::parse(hash)))
    }

    fn ids(hash: &str) -> Vec<String> {
        told(&state(hash)).into_iter().map(|t| t.id).collect()
    }

    #[test]
    fn years_and_text_choose_what_is_told() {
        assert!(ids("#/explore").is_empty());
        assert_eq!(ids("#/explore?years=1950-1960"), ["s", "b"]);
        assert_eq!(ids("#/explore?years=1919-1930"), ["a"]);
        assert_eq!(ids("#/explore?q=huanghe"), ["s", "b"]);
        assert_eq!(ids("#/explore?q=huanghe&years=1930-1940"), ["s"]);
        assert!(ids("#/explore?q=xyz").is_empty());
    }

    #[test]
    fn the_bars_of_the_timeline_count_them_as_the_years_filter_them() {
        let bars = |hash: &str| {
            let timeline = crate::present::finer::finer(&state(hash)).timeline.expect("years");
            let told = |year: i32| {
                timeline.bars.iter().find(|b| b.years.contains(year)).map_or(0, |b| b.told)
            };
            ([1923, 1938, 1952, 2000].map(told), timeline.most, timeline.name.clone())
        };
        let words = |most: &str| ["每五年的地点、故事与大事数，最多 ", most, " 项"].concat();
        assert_eq!(bars("#/explore?years=1950-1960"), ([1, 1, 2, 0], 2, words("2")));
        assert_eq!(bars("#/explore?years=1950-1960&q=罢工"), ([1, 0, 0, 0], 1, words("1")));
        let none = bars("#/explore?years=1950-1960&q=xyz");
        assert_eq!((none.0, none.2.as_str()), ([0; 4], "每五年的地点数，最多 1 处"));
    }

    #[test]
    fn an_event_says_where_it_is_from() {
        let s = reduce(state("#/explore?q=罢工"), Edit::new(|s| show_event(s, 0)));
        let all = told(&s);
        assert_eq!(
            (all[0].from.as_str(), all[0].year.as_str(), all[0].open),
            ("出处：党史", "1923", true)
        );
        let story = told(&state("#/explore?years=1938"));
        assert_eq!((story[0].year.as_str(), story[0].text.as_str()), ("1938", "从花园口讲起。"));
    }
}
