//! Questions asked of the state; each answer is computed, none is stored.

use super::model::Sort;
use super::reduce::{categories, shown};
use super::{Facet, Link, LoadState, Route, State, Years, facet};
use crate::domain::{Category, LonLat, Place, order};
use crate::i18n::Lang;

/// A category with its number of places and whether it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCount {
    /// The category.
    pub category: Category,
    /// Places that serve it, first of all or by a further role.
    pub count: usize,
    /// Whether it is switched on.
    pub on: bool,
}

/// The categories by number: places are sorted into them without a comparison of names for each.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    /// All categories, as [`categories`] has them.
    pub all: Vec<Category>,
    /// Whether each is switched on.
    pub on: Vec<bool>,
    /// For each category of the atlas its index in `all`.
    known: Vec<usize>,
}

impl Kinds {
    /// Those of a state.
    #[must_use]
    pub fn of(s: &State) -> Self {
        let all = categories(s);
        let on = all.iter().map(|c| !s.hidden.contains(c)).collect();
        let known = s.atlas.categories().iter();
        let known = known.map(|c| all.iter().position(|k| k == c).unwrap_or(0)).collect();
        Self { all, on, known }
    }

    /// What a place is first of all.
    #[must_use]
    pub fn own(&self, s: &State, place: usize) -> usize {
        self.known.get(s.atlas.kind(place)).copied().unwrap_or(0)
    }

    /// The index of a category.
    fn index(&self, category: &Category) -> Option<usize> {
        self.all.iter().position(|c| c == category)
    }

    /// The category under which a place is shown: its own, or the first further role still on.
    #[must_use]
    pub fn under(&self, s: &State, place: usize) -> usize {
        let own = self.own(s, place);
        let roles = match s.atlas.places().get(place) {
            Some(place) if !self.on.get(own).copied().unwrap_or(true) => &place.roles[..],
            _ => &[],
        };
        let on = |c: &&Category| !s.hidden.contains(c);
        roles.iter().find(on).and_then(|c| self.index(c)).unwrap_or(own)
    }
}

/// All categories of the bundle with live counts.
#[must_use]
pub fn category_counts(s: &State) -> Vec<CategoryCount> {
    let kinds = Kinds::of(s);
    let mut counts = vec![0; kinds.all.len()];
    for (i, place) in s.atlas.places().iter().enumerate() {
        if !passes(s, i, Skip::Category) {
            continue;
        }
        counts[kinds.own(s, i)] += 1;
        for (at, role) in place.roles.iter().enumerate() {
            // Twice the same counts once.
            let again = *role == place.category || place.roles[..at].contains(role);
            if let Some(k) = kinds.index(role).filter(|_| !again) {
                counts[k] += 1;
            }
        }
    }
    let each = kinds.all.into_iter().zip(kinds.on).zip(counts);
    each.map(|((category, on), count)| CategoryCount { category, count, on }).collect()
}

/// The filter that is left out when its own choices are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// None: every filter counts.
    Nothing,
    /// The switches of the categories.
    Category,
    /// The timeline.
    Years,
    /// One facet.
    Facet(Facet),
}

/// Whether what is looked for and all filters but one let a place of the atlas through.
#[must_use]
pub fn passes(s: &State, place: usize, skip: Skip) -> bool {
    if s.find.found.as_ref().is_some_and(|found| !found.holds(place)) {
        return false;
    }
    let Some(place) = s.atlas.places().get(place) else { return false };
    let facet = |(f, v): &(Facet, String)| {
        skip == Skip::Facet(*f) || facet::value(s, place, *f) == Some(v.as_str())
    };
    (skip == Skip::Category || shown(s, place))
        && (skip == Skip::Years || s.years.is_none_or(|span| within(place, span)))
        && s.picks.iter().all(facet)
}

/// Whether a place has a year in the span.
fn within(place: &Place, span: Years) -> bool {
    let milestones = place.milestones.iter().map(|m| m.year);
    place.years.iter().copied().chain(milestones).any(|y| span.contains(y))
}

/// A bar of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Its years.
    pub years: Years,
    /// Places with a year among them, all other filters applied.
    pub count: usize,
    /// Stories and events with a year among them.
    pub told: usize,
}

/// The timeline's bars, in order, all of [`Years::BAR`] years but the last.
#[must_use]
pub fn histogram(s: &State) -> Vec<Bar> {
    let all = Years::ALL;
    let mut bars = Vec::new();
    let mut from = all.from;
    while from <= all.to {
        let years = Years { from, to: (from + Years::BAR - 1).min(all.to) };
        bars.push(Bar { years, count: 0, told: 0 });
        from += Years::BAR;
    }
    let places = s.atlas.places().iter().enumerate();
    for (_, place) in places.filter(|(i, p)| p.dated() && passes(s, *i, Skip::Years)) {
        for bar in &mut bars {
            bar.count += usize::from(within(place, bar.years));
        }
    }
    bars
}

/// How many filters are on: switched-off categories count as one.
#[must_use]
pub fn active_filters(s: &State) -> usize {
    usize::from(!s.hidden.is_empty()) + usize::from(s.years.is_some()) + s.picks.len()
}

/// Metres from the reader's own position to the nearest place, when it lies outside the map's extent.
#[must_use]
pub fn outside_m(s: &State) -> Option<f64> {
    let at = s.here.exact()?;
    if s.atlas.bounds.is_none_or(|b| b.contains(at)) {
        return None;
    }
    let far = s.atlas.places().iter().filter_map(Place::marker_position).map(|p| p.distance_m(at));
    far.reduce(f64::min)
}

/// Indices of the places the filter lets through, in the order of the bundle.
#[must_use]
pub fn visible(s: &State) -> Vec<usize> {
    (0..s.atlas.places().len()).filter(|&i| passes(s, i, Skip::Nothing)).collect()
}

/// Metres to the place from the reader's own position if that is known well enough, else from the
/// map's centre.
#[must_use]
pub fn distance_m(s: &State, place: &Place) -> Option<f64> {
    Some(from(s)?.distance_m(place.position?))
}

/// Where distances are measured from: see [`distance_m`].
#[must_use]
pub fn from(s: &State) -> Option<LonLat> {
    s.here.exact().or_else(|| s.camera.map(|c| c.centre))
}

/// The category under which a visible place is listed: its own, or the first further role still on.
#[must_use]
pub fn listed_under<'a>(s: &State, place: &'a Place) -> &'a Category {
    std::iter::once(&place.category)
        .chain(&place.roles)
        .find(|c| !s.hidden.contains(c))
        .unwrap_or(&place.category)
}

/// The visible places of what is looked for, best first; `None` where nothing is looked for, or the
/// list is in another order.
#[must_use]
pub fn matched(s: &State) -> Option<Vec<usize>> {
    let found = s.find.found.as_ref().filter(|_| s.sort == Sort::Distance)?;
    Some(found.places.iter().copied().filter(|&i| passes(s, i, Skip::Nothing)).collect())
}

/// The list: visible places grouped by category in the bundle's order, each group sorted.
/// A place without a position comes last by distance.
#[must_use]
pub fn listed(s: &State) -> Vec<(Category, Vec<usize>)> {
    let places = s.atlas.places();
    let mut all = visible(s);
    let ranks = match s.lang {
        Lang::Zh => &s.name_order.zh,
        Lang::En => &s.name_order.en,
    };
    match s.sort {
        Sort::Name => {
            order::sort_by_key(&mut all, |&i| ranks.get(i).copied().unwrap_or(u32::MAX));
        }
        Sort::Distance => {
            // Worked out once for each place, not for each comparison.
            let far = |i: &usize| distance_m(s, &places[*i]).unwrap_or(f64::INFINITY);
            let far: Vec<f64> = all.iter().map(far).collect();
            let order = order::indices(all.len(), &|a, b| far[a].total_cmp(&far[b]));
            all = order.into_iter().map(|i| all[i]).collect();
        }
    }
    let kinds = Kinds::of(s);
    let mut members = vec![Vec::new(); kinds.all.len()];
    for i in all {
        members[kinds.under(s, i)].push(i);
    }
    let groups = kinds.all.into_iter().zip(members);
    groups.filter(|(_, members)| !members.is_empty()).collect()
}

/// The link that leads back to what is on the screen now.
#[must_use]
pub fn link(s: &State) -> Link {
    if s.load != LoadState::Ready
        && let Some(pending) = &s.pending
    {
        return pending.clone();
    }
    let explores = s.route.explores();
    let layers = (explores && !s.hidden.is_empty()).then(|| {
        let on = categories(s).into_iter().filter(|c| !s.hidden.contains(c));
        on.map(|c| c.wire().to_owned()).collect()
    });
    Link {
        route: s.route.clone(),
        at: s.camera.map(|c| (c.centre, c.zoom)),
        layers,
        years: s.years.filter(|_| explores),
        picks: if explores { s.picks.clone() } else { Vec::new() },
        lang: (s.lang != Lang::Zh).then_some(s.lang),
        elder: s.elder,
        backdrop: s.backdrop,
        own: s.own.iter().filter(|(key, _)| s.route.owns(key)).cloned().collect(),
        unknown: s.unknown.clone(),
    }
}

/// The link of another view, as its tab has it: back in the list all filters are as they were.
#[must_use]
pub fn view_link(s: &State, route: Route) -> Link {
    let there = State { route, ..s.clone() };
    Link { at: None, ..link(&there) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Atlas, LonLat, PlaceId, Text};
    use crate::state::{AtlasRef, Camera};
    use std::rc::Rc;

    fn place(id: &str, category: Category, lon: Option<f64>) -> Place {
        let id = PlaceId::new(id).expect("an id");
        let mut p = Place::blank(id.clone(), category, Text::new(id.as_str(), id.as_str()));
        p.position = lon.map(|lon| LonLat::clamped(lon, 34.7));
        p
    }

    fn state() -> State {
        let mut atlas = Atlas::default();
        let mut museum = place("museum", Category::RedSite, Some(113.62));
        museum.roles = vec![Category::LectureVenue];
        for p in [
            place("far", Category::RedSite, Some(113.9)),
            museum,
            place("lost", Category::RedSite, None),
            place("school", Category::LectureVenue, Some(113.61)),
        ] {
            assert_eq!(atlas.insert(p), None);
        }
        State {
            atlas: AtlasRef(Rc::new(atlas)),
            load: LoadState::Ready,
            camera: Some(Camera { centre: LonLat::clamped(113.6, 34.7), zoom: 13.0, bounds: None }),
            ..State::default()
        }
    }

    #[test]
    fn counts_further_roles() {
        let counts: Vec<usize> = category_counts(&state()).iter().map(|c| c.count).collect();
        assert_eq!(counts, vec![3, 2]);
    }

    #[test]
    fn lists_near_first_and_unknown_last() {
        let groups = listed(&state());
        assert_eq!(
            groups,
            vec![(Category::RedSite, vec![1, 0, 2]), (Category::LectureVenue, vec![3])]
        );
    }

    #[test]
    fn a_place_moves_to_its_role_when_its_category_is_off() {
        let mut s = state();
        s.hidden = vec![Category::RedSite];
        assert_eq!(listed(&s), vec![(Category::LectureVenue, vec![3, 1])]);
        assert_eq!(visible(&s), vec![1, 3]);
    }

    #[test]
    fn the_link_names_only_what_differs() {
        let mut s = state();
        assert_eq!(link(&s).to_hash(), "#/explore?at=113.60000,34.70000,13");
        s.hidden = vec![Category::RedSite];
        s.lang = Lang::En;
        assert_eq!(
            link(&s).to_hash(),
            "#/explore?at=113.60000,34.70000,13&layers=lecture_venue&lang=en"
        );
    }
}
