//! The filters beyond the categories: timeline, facets, and what is on.

use super::names;
use crate::domain::Place;
use crate::domain::place::{Audience, Series};
use crate::i18n::{Key, Lang, fill};
use crate::state::select::{Bar, Skip};
use crate::state::{Action, Facet, State, Years, facet, search, select};

/// A facet of several values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub facet: Facet,
    /// Its name.
    pub name: &'static str,
    /// What its first option, no filter, says.
    pub all: String,
    /// Value and words of each option.
    pub options: Vec<(String, String)>,
    /// The value that is filtered by; empty for none.
    pub picked: String,
}

/// A facet that is so or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Switch {
    /// Which.
    pub facet: Facet,
    /// Its name.
    pub name: &'static str,
    /// Places it would show.
    pub count: usize,
    /// Whether it is on.
    pub on: bool,
    /// What pressing it does.
    pub press: Action,
}

/// The timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// All bars in order.
    pub bars: Vec<Bar>,
    /// Places, stories and events of the tallest bar, at least one.
    pub most: usize,
    /// What the bars show, in words.
    pub name: String,
    /// The years shown.
    pub years: Years,
    /// The walk is on.
    pub playing: bool,
}

/// Everything beyond the categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Finer {
    /// The timeline, where the bundle has years.
    pub timeline: Option<Timeline>,
    /// Facets of several values.
    pub choices: Vec<Choice>,
    /// Facets that are so or not.
    pub switches: Vec<Switch>,
    /// What a filter leaves out without saying so.
    pub notes: Vec<String>,
    /// Number of filters that are on.
    pub active: usize,
    /// Whether the further filters are open.
    pub open: bool,
}

/// The further filters of a state.
#[must_use]
pub fn finer(s: &State) -> Finer {
    let lang = s.lang;
    let (mut choices, mut switches) = (Vec::new(), Vec::new());
    for f in Facet::ALL {
        let options = facet::options(s, f);
        let picked = facet::picked(s, f).unwrap_or_default().to_owned();
        // Marks that nobody has made are no filter.
        let unmarked = match f {
            Facet::Visited => s.kept.visited.is_empty(),
            Facet::Starred => s.kept.starred.is_empty(),
            _ => false,
        };
        if unmarked && picked.is_empty() {
            continue;
        }
        if let Some(value) = f.switch() {
            let on = !picked.is_empty();
            let press = Action::Pick(f, (!on).then(|| value.to_owned()));
            let count = options.iter().map(|(_, n)| n).sum();
            switches.push(Switch { facet: f, name: name(lang, f), count, on, press });
        } else if !options.is_empty() || !picked.is_empty() {
            choices.push(choice(s, f, options, picked));
        }
    }
    let mut bars = select::histogram(s);
    let tells = tell(s, &mut bars);
    let most = bars.iter().map(|b| b.count + b.told).max().unwrap_or(0).max(1);
    let name = if tells { Key::HistogramTold } else { Key::HistogramName };
    let dated = s.atlas.places().iter().any(Place::dated);
    let timeline = (dated || s.years.is_some()).then(|| Timeline {
        bars,
        most,
        name: fill(lang, name, &[&most.to_string()]),
        years: s.years.unwrap_or(Years::ALL),
        playing: s.playing,
    });
    Finer {
        timeline,
        choices,
        switches,
        notes: notes(s),
        active: select::active_filters(s),
        open: s.finer,
    }
}

/// Counts the stories and events of each bar, once they are there: the years filter them as well.
fn tell(s: &State, bars: &mut [Bar]) -> bool {
    let told = search::told(s);
    for (_, _, one) in &told {
        for bar in bars.iter_mut() {
            bar.told += usize::from(one.years.iter().any(|&y| bar.years.contains(y)));
        }
    }
    !told.is_empty()
}

fn choice(s: &State, f: Facet, options: Vec<(String, usize)>, picked: String) -> Choice {
    let lang = s.lang;
    let words = |(value, count): (String, usize)| {
        let said = value_words(s, f, &value);
        let key = if count == 0 { Key::NoneOf } else { Key::OneOf };
        let words = fill(lang, key, &[&said, &count.to_string()]);
        (value, words)
    };
    let mut options: Vec<(String, String)> = options.into_iter().map(words).collect();
    // A value from a link that the bundle does not have.
    if !picked.is_empty() && !options.iter().any(|(v, _)| *v == picked) {
        options.push((picked.clone(), fill(lang, Key::NoneOf, &[&picked])));
    }
    let name = name(lang, f);
    Choice { facet: f, name, all: fill(lang, Key::AllOf, &[name]), options, picked }
}

/// The name of a facet.
#[must_use]
pub const fn name(lang: Lang, f: Facet) -> &'static str {
    match f {
        Facet::Series => Key::Series,
        Facet::Audience => Key::Audience,
        Facet::Subdistrict => Key::FacetSubdistrict,
        Facet::District => Key::District,
        Facet::Open => Key::FacetOpen,
        Facet::Wheelchair => Key::FacetWheelchair,
        Facet::Story => Key::FacetStory,
        Facet::Visited => Key::FacetVisited,
        Facet::Starred => Key::FacetStarred,
    }
    .text(lang)
}

fn value_words(s: &State, f: Facet, value: &str) -> String {
    let lang = s.lang;
    match f {
        Facet::Series => Series::from_wire(value).map(|v| names::series_name(lang, v)),
        Facet::Audience => Audience::from_wire(value).map(|v| names::audience(lang, v)),
        _ => Some(names::division(lang, &s.atlas, value)),
    }
    .unwrap_or(value)
    .to_owned()
}

/// What a filter that is on leaves out without the reader's asking for it.
fn notes(s: &State) -> Vec<String> {
    let places = s.atlas.places();
    let mut out = Vec::new();
    if s.years.is_some() {
        let undated = |(i, p): &(usize, &Place)| !p.dated() && select::passes(s, *i, Skip::Years);
        let count = places.iter().enumerate().filter(undated).count();
        if count > 0 {
            out.push(fill(s.lang, Key::YearsUndated, &[&count.to_string()]));
        }
    }
    let on = |f: Facet| facet::picked(s, f).is_some();
    if on(Facet::Open) {
        let unknown = |(i, p): &(usize, &Place)| {
            p.visit.weeks.is_none() && select::passes(s, *i, Skip::Facet(Facet::Open))
        };
        let count = places.iter().enumerate().filter(unknown).count();
        out.push(Key::OpenNote.text(s.lang).to_owned());
        if count > 0 {
            out.push(fill(s.lang, Key::OpenUnknown, &[&count.to_string()]));
        }
    }
    if on(Facet::Wheelchair) && places.iter().all(|p| p.visit.wheelchair.is_empty()) {
        out.push(Key::WheelchairNote.text(s.lang).to_owned());
    }
    out
}

/// The filters that are on besides the categories: words, and the action that ends each.
#[must_use]
pub fn on(s: &State) -> Vec<(String, Action)> {
    let years = s.years.map(|y| {
        (
            [y.from.to_string().as_str(), "–", &y.to.to_string()].concat(),
            Action::SetYears(Years::ALL),
        )
    });
    let facets = s.picks.iter().map(|(f, v)| {
        let words = if f.switch() == Some(v.as_str()) {
            name(s.lang, *f).to_owned()
        } else {
            value_words(s, *f, v)
        };
        (words, Action::Pick(*f, None))
    });
    years.into_iter().chain(facets).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::weeks::Season;
    use crate::domain::{Atlas, Category, PlaceId, Text, Weeks};
    use crate::state::{AtlasRef, Link, LoadState, reduce};
    use std::rc::Rc;

    fn state() -> State {
        let mut atlas = Atlas::default();
        let mut add = |id: &str, category, change: &dyn Fn(&mut Place)| {
            let id = PlaceId::new(id).expect("an id");
            let mut p = Place::blank(id, category, Text::new("甲", "A"));
            change(&mut p);
            assert_eq!(atlas.insert(p), None);
        };
        let always = Weeks(vec![Season {
            from: 101,
            to: 1231,
            spans: (0..7).map(|d| (d * 1440, d * 1440 + 1440)).collect(),
        }]);
        add("tower", Category::RedSite, &|p| {
            p.years = vec![1923, 1971];
            p.district = "二七区".into();
            p.visit.opening_hours = "24/7".into();
            p.visit.weeks = Some(always.clone());
        });
        add("hall", Category::RedSite, &|p| {
            p.years = vec![1958];
            p.district = "金水区".into();
            p.subdistrict = "花园路街道".into();
            p.story = vec![crate::domain::place::Paragraph {
                title: Text::default(),
                text: Text::default(),
            }];
        });
        add("school", Category::LectureVenue, &|p| {
            p.audience = Some(Audience::School);
            p.district = "金水区".into();
        });
        add("grove", Category::Park, &|p| p.series = Some(Series::Feng));
        State { atlas: AtlasRef(Rc::new(atlas)), load: LoadState::Ready, ..State::default() }
    }

    fn seen(s: &State) -> Vec<&str> {
        select::visible(s).into_iter().map(|i| s.atlas.places()[i].id.as_str()).collect()
    }

    fn open(hash: &str) -> State {
        reduce(state(), Action::LinkOpened(Link::parse(hash)))
    }

    #[test]
    fn links_filter() {
        for (hash, expected) in [
            ("#/explore?years=1920-1930", vec!["tower"]),
            ("#/explore?years=1950-1975", vec!["tower", "hall"]),
            ("#/explore?district=金水区", vec!["hall", "school"]),
            ("#/explore?district=金水区&years=1950-1960", vec!["hall"]),
            ("#/explore?series=feng", vec!["grove"]),
            ("#/explore?audience=school", vec!["school"]),
            ("#/explore?has=story", vec!["hall"]),
            ("#/explore?wheelchair=yes", vec![]),
            ("#/explore?open=now", vec!["tower"]),
            ("#/explore?subdistrict=nowhere", vec![]),
            ("#/explore?layers=park&series=feng", vec!["grove"]),
        ] {
            let s = open(hash);
            assert_eq!(seen(&s), expected, "{hash}");
            assert_eq!(Link::parse(&select::link(&s).to_hash()), select::link(&s));
        }
    }

    #[test]
    fn counts_leave_out_their_own_filter_alone() {
        let s = open("#/explore?district=金水区&years=1950-1960");
        let f = finer(&s);
        let words = |facet| {
            f.choices
                .iter()
                .find(|c| c.facet == facet)
                .map(|c| c.options.iter().map(|(_, w)| w.as_str()).collect::<Vec<_>>())
        };
        assert_eq!(words(Facet::District), Some(vec!["二七区（0 处）", "金水区（1）"]));
        assert_eq!(words(Facet::Audience), Some(vec!["学校（0 处）"]));
        assert_eq!(f.switches.iter().map(|w| w.count).collect::<Vec<_>>(), [1, 0, 0]);
        let bars = f.timeline.expect("a timeline").bars;
        assert_eq!(
            bars.iter().map(|b| b.count).sum::<usize>(),
            1,
            "the hall's year, whatever the span"
        );
        let counts: Vec<usize> = select::category_counts(&s).iter().map(|c| c.count).collect();
        assert_eq!(counts, [1, 0, 0]);
        assert_eq!(f.notes, ["没有年份的 1 处不在其中。"]);
        assert_eq!(f.active, 2);
    }

    #[test]
    fn the_timeline_covers_every_year_once() {
        let bars = select::histogram(&state());
        assert_eq!(bars.len(), 21);
        let years: i32 = bars.iter().map(|b| b.years.to - b.years.from + 1).sum();
        assert_eq!(years, 103);
        assert_eq!(bars[0].years, Years { from: 1919, to: 1923 });
        assert_eq!(bars[0].count, 1);
    }

    #[test]
    fn every_filter_can_be_dropped_by_itself_and_all_at_once() {
        let s = open("#/explore?layers=red_site&years=1950-1960&district=金水区&open=now");
        let words: Vec<String> = on(&s).into_iter().map(|(w, _)| w).collect();
        assert_eq!(words, ["1950–1960", "金水区", "现在开放"]);
        let bare = on(&s).into_iter().fold(s.clone(), |s, (_, action)| reduce(s, action));
        assert_eq!((bare.years, bare.picks.len(), bare.hidden.is_empty()), (None, 0, false));
        let all = reduce(s, Action::ShowAll);
        assert_eq!(seen(&all).len(), 4);
        assert_eq!(select::active_filters(&all), 0);
    }

    #[test]
    fn playing_walks_to_the_end_and_stops() {
        let mut s = reduce(state(), Action::Play(true));
        assert_eq!(s.years, Years::new(1919, 1928));
        let mut steps = 0;
        while s.playing {
            s = reduce(s, Action::PlayStep);
            steps += 1;
        }
        assert_eq!((steps, s.years), (93, Years::new(2012, 2021)));
        let again = reduce(s.clone(), Action::Play(true));
        assert_eq!(again.years, Years::new(1919, 1928), "it starts over");
        let paused = reduce(again, Action::Play(false));
        assert_eq!(reduce(paused.clone(), Action::PlayStep), paused);
        let dragged = Action::SetYears(Years { from: 1930, to: 1940 });
        let playing = reduce(paused, Action::Play(true));
        assert!(!reduce(playing, dragged).playing, "a hand on the brush stops it");
    }
}
