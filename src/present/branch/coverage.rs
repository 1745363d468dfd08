//! Which venues have been reached, when, and which not yet.

use super::audience;
use crate::domain::{Category, Date, Place, PlaceId};
use crate::i18n::Lang;
use crate::json::decimal;
use crate::state::State;
use crate::state::branch::Branch;
use std::collections::BTreeMap;

/// Stops that a link to the planner carries at most.
const MOST_STOPS: usize = 100;

/// A venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venue {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Its audience in words; may be empty.
    pub audience: String,
    /// The last session there and how many there were; `None`: none.
    pub last: Option<(Date, u32)>,
    /// Whether it is ticked for a tour.
    pub ticked: bool,
}

/// An audience with its venues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The word of the bundle; empty for all.
    pub word: String,
    /// In words; empty for all.
    pub name: String,
    /// Venues reached.
    pub reached: usize,
    /// Venues.
    pub all: usize,
}

/// The venues of the audience that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// All venues first, then by audience.
    pub shares: Vec<Share>,
    /// Not yet reached.
    pub open: Vec<Venue>,
    /// Reached.
    pub reached: Vec<Venue>,
    /// The link to the planner with the ticked venues, or with all that are open.
    pub tour: Option<String>,
    /// How many stops it carries.
    pub stops: usize,
}

/// The coverage under the year that is shown.
#[must_use]
pub fn coverage(s: &State, b: &Branch) -> Coverage {
    let mut out = Coverage::default();
    let venues: Vec<&Place> =
        s.atlas.places().iter().filter(|p| p.serves(&Category::LectureVenue)).collect();
    let by_venue = lasts(b);
    let lasts: Vec<Option<(Date, u32)>> =
        venues.iter().map(|v| by_venue.get(&v.id).copied()).collect();
    out.shares.push(Share {
        word: String::new(),
        name: String::new(),
        reached: lasts.iter().flatten().count(),
        all: venues.len(),
    });
    for (venue, last) in venues.iter().zip(&lasts) {
        let word = venue.audience.map_or("", crate::domain::place::Audience::wire);
        if !word.is_empty() {
            let at = out.shares.iter().position(|s| s.word == word).unwrap_or_else(|| {
                let (word, name) = (word.to_owned(), audience(s.lang, word));
                out.shares.push(Share { word, name, reached: 0, all: 0 });
                out.shares.len() - 1
            });
            out.shares[at].all += 1;
            out.shares[at].reached += usize::from(last.is_some());
        }
        if !b.audience.is_empty() && b.audience != word {
            continue;
        }
        let row = Venue {
            id: venue.id.clone(),
            name: s.lang.pick(&venue.name).to_owned(),
            audience: audience(s.lang, word),
            last: *last,
            ticked: b.ticked.contains(&venue.id),
        };
        if last.is_some() { &mut out.reached } else { &mut out.open }.push(row);
    }
    let ticked: Vec<&Venue> = out.open.iter().filter(|v| v.ticked).collect();
    let stops = if ticked.is_empty() { out.open.iter().collect() } else { ticked };
    // The planner needs a position.
    let known = |v: &&&Venue| s.atlas.place(&v.id).is_some_and(|p| p.position.is_some());
    let ids: Vec<&str> =
        stops.iter().filter(known).take(MOST_STOPS).map(|v| v.id.as_str()).collect();
    out.stops = ids.len();
    out.tour =
        (!ids.is_empty()).then(|| ["#/tour?stops=", &ids.join("~"), lang_key(s.lang)].concat());
    crate::domain::order::sort_by(&mut out.reached, |a, b| {
        b.last.map(|l| l.0).cmp(&a.last.map(|l| l.0))
    });
    out
}

const fn lang_key(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => "&lang=en",
    }
}

/// The last session at each venue of the map and how many there were.
fn lasts(b: &Branch) -> BTreeMap<&PlaceId, (Date, u32)> {
    let mut out = BTreeMap::new();
    for (_, session) in super::ledger::of_year(b) {
        if let Some(venue) = &session.venue {
            let (day, n) = out.entry(venue).or_insert((session.date, 0));
            *day = session.date.max(*day);
            *n += 1;
        }
    }
    out
}

/// A share in whole percent, rounded.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    let n = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { "0".to_owned() } else { decimal::fixed(n(part) * 100.0 / n(whole), 0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept::Session;
    use crate::domain::place::Audience;
    use crate::domain::{Atlas, LonLat, Text};
    use crate::state::AtlasRef;
    use crate::state::book::Change;
    use crate::state::branch::Deed;
    use std::rc::Rc;

    #[test]
    fn knows_who_was_reached_and_hands_the_others_to_the_planner() {
        let mut atlas = Atlas::default();
        for (id, audience, at) in [
            ("a", Audience::School, Some(113.6)),
            ("b", Audience::School, Some(113.7)),
            ("c", Audience::Village, Some(113.8)),
            ("d", Audience::Village, None),
        ] {
            let id = PlaceId::new(id).expect("an id");
            let mut p =
                Place::blank(id.clone(), Category::LectureVenue, Text::new(id.as_str(), ""));
            p.audience = Some(audience);
            p.position = at.map(|lon| LonLat::clamped(lon, 34.7));
            assert_eq!(atlas.insert(p), None);
        }
        let s = State { atlas: AtlasRef(Rc::new(atlas)), ..State::default() };
        let mut b = Branch::default();
        for (i, day) in ["2026-03-01", "2025-02-01"].into_iter().enumerate() {
            let mut session = Session::on(Date::parse(day).expect("a day"));
            session.venue = PlaceId::new("b").ok();
            b.make(&Change::put(session.record(&i.to_string(), 1)), Deed::Saved);
        }
        let c = coverage(&s, &b);
        let shares: Vec<(&str, usize, usize)> =
            c.shares.iter().map(|s| (s.word.as_str(), s.reached, s.all)).collect();
        assert_eq!(shares, [("", 1, 4), ("school", 1, 2), ("village", 0, 2)]);
        assert_eq!(c.reached[0].last, Some((Date { year: 2026, month: 3, day: 1 }, 2)));
        assert_eq!((c.tour.as_deref(), c.stops), (Some("#/tour?stops=a~c"), 2));
        b.audience = "village".into();
        assert_eq!(coverage(&s, &b).tour.as_deref(), Some("#/tour?stops=c"));
        b.audience.clear();
        b.ticked = vec![PlaceId::new("a").expect("an id")];
        assert_eq!(coverage(&s, &b).tour.as_deref(), Some("#/tour?stops=a"));
        b.year = Some(2024);
        assert_eq!(coverage(&s, &b).open.len(), 4, "a year without a session covers nothing");
        assert_eq!(percent(1, 3), "33");
    }
}
