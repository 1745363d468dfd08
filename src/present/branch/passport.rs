//! The passport: a stamp for each place visited, by category and park series.

use crate::domain::place::Series;
use crate::domain::{Category, Date, Place, PlaceId, order};
use crate::present::names;
use crate::state::State;
use crate::state::branch::Branch;
use crate::state::reduce::categories;

/// A stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The place.
    pub id: PlaceId,
    /// Its name, or the one it had when it was visited.
    pub name: String,
    /// The first day; `None`: visited without a day.
    pub day: Option<Date>,
    /// How many days.
    pub times: usize,
    /// A note of one's own.
    pub note: String,
}

/// A page of the passport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The category; `None`: places that the map no longer has.
    pub category: Option<Category>,
    /// The series of a park.
    pub series: Option<Series>,
    /// Its heading; empty where there is no category.
    pub name: String,
    /// Places of the map in it.
    pub all: usize,
    /// The stamps, first visited first.
    pub stamps: Vec<Stamp>,
    /// Places without a stamp.
    pub open: Vec<(PlaceId, String)>,
}

/// All pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passport {
    /// The pages, in the order of the bundle.
    pub themes: Vec<Theme>,
    /// Stamps.
    pub stamps: usize,
    /// Places of the map.
    pub all: usize,
    /// First and last day.
    pub span: Option<(Date, Date)>,
}

/// The passport of the reader.
#[must_use]
pub fn passport(s: &State, b: &Branch) -> Passport {
    let mut out = Passport { all: s.atlas.places().len(), ..Passport::default() };
    for category in categories(s) {
        let places: Vec<&Place> =
            s.atlas.places().iter().filter(|p| p.category == category).collect();
        let mut series: Vec<Option<Series>> = Vec::new();
        for p in &places {
            if !series.contains(&p.series) {
                series.push(p.series);
            }
        }
        order::sort_by_key(&mut series, |s| s.map_or(9, |s| s as u8));
        for series in series {
            let of: Vec<&Place> = places.iter().filter(|p| p.series == series).copied().collect();
            out.themes.push(theme(s, b, &category, series, &of));
        }
    }
    let gone: Vec<Stamp> = b
        .book
        .visits()
        .filter(|v| s.atlas.place(&v.place).is_none())
        .map(|v| stamp(v, v.name.clone()))
        .collect();
    if !gone.is_empty() {
        out.themes.push(Theme {
            category: None,
            series: None,
            name: String::new(),
            all: 0,
            stamps: gone,
            open: Vec::new(),
        });
    }
    out.stamps = out.themes.iter().map(|t| t.stamps.len()).sum();
    for day in b.book.visits().flat_map(|v| &v.days) {
        let (first, last) = out.span.unwrap_or((*day, *day));
        out.span = Some((first.min(*day), last.max(*day)));
    }
    out
}

fn stamp(visit: &crate::domain::kept::Visit, name: String) -> Stamp {
    Stamp {
        id: visit.place.clone(),
        name,
        day: visit.days.first().copied(),
        times: visit.days.len(),
        note: visit.note.clone(),
    }
}

fn theme(
    s: &State,
    b: &Branch,
    category: &Category,
    series: Option<Series>,
    of: &[&Place],
) -> Theme {
    let mut name = names::category(s.lang, &s.atlas, category);
    if let Some(series) = series {
        name = [&name, " · ", names::series_name(s.lang, series)].concat();
    }
    let (mut stamps, mut open) = (Vec::new(), Vec::new());
    for place in of {
        let name = s.lang.pick(&place.name).to_owned();
        match b.book.visit(&place.id) {
            Some(visit) => stamps.push(stamp(visit, name)),
            None => open.push((place.id.clone(), name)),
        }
    }
    order::sort_by_key(&mut stamps, |s| s.day);
    Theme { category: Some(category.clone()), series, name, all: of.len(), stamps, open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept::Visit;
    use crate::domain::{Atlas, Text};
    use crate::state::AtlasRef;
    use crate::state::book::Change;
    use crate::state::branch::Deed;
    use std::rc::Rc;

    #[test]
    fn stamps_are_sorted_into_pages_and_a_lost_place_keeps_its_stamp() {
        let id = |t: &str| PlaceId::new(t).expect("an id");
        let mut atlas = Atlas::default();
        for (name, category, series) in [
            ("tower", Category::RedSite, None),
            ("lake", Category::Park, Some(Series::Feng)),
            ("grove", Category::Park, Some(Series::Ya)),
        ] {
            let mut p = Place::blank(id(name), category, Text::new(name, name));
            p.series = series;
            assert_eq!(atlas.insert(p), None);
        }
        let s = State { atlas: AtlasRef(Rc::new(atlas)), ..State::default() };
        let mut b = Branch::default();
        for (place, day) in [("lake", 4), ("gone", 2)] {
            let day = Date { year: 2026, month: 5, day };
            let visit = Visit {
                place: id(place),
                name: place.into(),
                days: vec![day],
                note: String::new(),
                by_position: false,
            };
            b.make(&Change::put(visit.record(1)), Deed::Saved);
        }
        let p = passport(&s, &b);
        let pages: Vec<(usize, usize, usize)> =
            p.themes.iter().map(|t| (t.all, t.stamps.len(), t.open.len())).collect();
        assert_eq!(pages, [(1, 0, 1), (1, 0, 1), (1, 1, 0), (0, 1, 0)]);
        assert_eq!((p.stamps, p.all), (2, 3));
        assert_eq!(p.span.map(|(a, b)| (a.day, b.day)), Some((2, 4)));
    }
}
