//! What the planner view keeps in its slot ([`State::tour`]), and how it changes.
//!
//! The tour itself is [`TourState`]; here is what goes with it on the screen: its times, the orders the
//! solver offers, which part of the panel is open. Every change goes through [`edit`], which brings times,
//! map and link in line with the tour.

use super::overlay::{Badge, Line, LineKind, Overlay, Pick, Spotted};
use super::tour::{Proposal, TourAction, TourState};
use super::{Route, State, Target};
use crate::bundle::themes::Theme;
use crate::domain::itinerary::{Clock, Date, Itinerary, MOST_TOUR_STOPS, TourStop, USUAL_MINUTES};
use crate::domain::{Atlas, Bounds, LonLat, Place, PlaceId, Windows, tour_link};
use crate::engine::network::Network;
use crate::engine::tour::{Followed, Plan};
use std::rc::Rc;

/// Which part of the panel is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The stops.
    #[default]
    Stops,
    /// Places to add.
    Add,
    /// Day, times, mode, teams, start and end.
    Settings,
    /// Ready-made tours and those kept on the device.
    Tours,
}

/// An order the solver found, with its times.
#[derive(Debug, Clone)]
pub struct Offer {
    /// What it is compared by.
    pub proposal: Proposal,
    /// Its times.
    pub followed: Rc<Followed>,
}

/// A tour kept on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What tells it from others.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The tour as `tour=` has it.
    pub code: String,
}

/// What of a link could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Nothing: it is cut, mistyped, or of a later program.
    Whole,
    /// So many of its parts; the rest is here.
    Parts(usize),
}

/// The planner view.
#[derive(Debug, Clone, Default)]
pub struct Planner {
    /// The tour.
    pub work: TourState,
    /// Whether the streets and the ready-made tours have been asked for and answered.
    pub loaded: bool,
    /// The streets; `None`: all legs are straight estimates.
    pub network: Option<Rc<Network>>,
    /// Ready-made tours.
    pub themes: Rc<Vec<Theme>>,
    /// The times of the tour; `None` for one without stops.
    pub followed: Option<Rc<Followed>>,
    /// Orders the solver found: the one that breaks the least, then the nearest that breaks nothing.
    pub offers: Vec<Offer>,
    /// Which of them is shown, while the tour's state has a proposal.
    pub offer: usize,
    /// Which part of the panel is open.
    pub pane: Pane,
    /// The stop whose demands are open.
    pub open: Option<PlaceId>,
    /// The stop that stands out on the map.
    pub chosen: Option<PlaceId>,
    /// A stop being dragged, and the one it would stand at.
    pub drag: Option<(usize, usize)>,
    /// The leg being played: route and leg.
    pub playing: Option<(usize, usize)>,
    /// Tenths of a search that are done.
    pub search: Option<u32>,
    /// The last search had no answer: a part of the program did not come.
    pub failed: bool,
    /// Tours kept on the device.
    pub kept: Rc<Vec<Kept>>,
    /// The one deleted last, to take it back.
    pub removed: Option<Kept>,
    /// What places to add are looked for by.
    pub query: String,
    /// What the last deed came to, for a screen reader.
    pub said: String,
    /// A link that could not be read: none of it, or so many of its parts.
    pub unread: Option<Unread>,
    /// The tour as the link has it, written here.
    written: String,
}

impl Planner {
    /// What is shown: the offer while there is one, else the tour as it is.
    #[must_use]
    pub fn shown(&self) -> Option<&Rc<Followed>> {
        match self.offered() {
            Some(offer) => Some(&offer.followed),
            None => self.followed.as_ref(),
        }
    }

    /// The order waiting for a yes.
    #[must_use]
    pub fn offered(&self) -> Option<&Offer> {
        self.work.proposal.as_ref().and(self.offers.get(self.offer))
    }

    /// The place of a stop in its own route, from 0: route and place.
    #[must_use]
    pub fn seat(routes: &[Vec<usize>], stop: usize) -> Option<(usize, usize)> {
        let seat = |(r, route): (usize, &Vec<usize>)| {
            route.iter().position(|&i| i == stop).map(|at| (r, at))
        };
        routes.iter().enumerate().find_map(seat)
    }
}

/// The position of a place that a tour can go to.
#[must_use]
pub fn position(atlas: &Atlas, id: &PlaceId) -> Option<LonLat> {
    atlas.place(id).and_then(|p| p.position)
}

/// Changes the planner and brings everything in line with it.
pub fn edit(s: &mut State, change: impl FnOnce(&mut Planner, &State)) {
    let old = s.tour.get::<Planner>().cloned().unwrap_or_default();
    let mut p = old.clone();
    change(&mut p, s);
    let streets = p.network.as_ref().map(Rc::as_ptr) != old.network.as_ref().map(Rc::as_ptr);
    if p.work.tour != old.work.tour
        || streets
        || (p.followed.is_none() && !p.work.tour.stops.is_empty())
    {
        let find = |id: &PlaceId| position(&s.atlas, id);
        p.followed = Followed::new(&p.work.tour, &find, p.network.as_deref()).map(Rc::new);
        p.playing = None;
    }
    if p.work.proposal.is_none() {
        p.offers.clear();
        p.offer = 0;
    }
    let empty = p.work.tour == Itinerary::default();
    let code = if empty { String::new() } else { tour_link::encode(&p.work.tour) };
    if code != p.written {
        s.own.retain(|(key, _)| !Route::Tour.owns(key));
        if !empty {
            s.own.push(("tour".to_owned(), code.clone()));
        }
        p.written = code;
    }
    s.lay(Route::Tour, overlay(&p));
    s.tour.set(p);
}

/// Takes over what has changed among the tours kept on the device: by id, as they are now or gone.
pub fn follow_kept(p: &mut Planner, changed: &[(String, Option<Kept>)]) {
    let all = Rc::make_mut(&mut p.kept);
    for (id, now) in changed {
        match (all.iter().position(|k| k.id == *id), now) {
            (Some(at), Some(now)) => all[at].clone_from(now),
            (Some(at), None) => {
                all.remove(at);
            }
            (None, Some(now)) => all.push(now.clone()),
            (None, None) => {}
        }
    }
}

/// Changes the tour.
pub fn act(s: &mut State, action: &TourAction) {
    edit(s, |p, _| p.work = p.work.reduce(action));
}

/// Changes the tour as one step, however much of it.
pub fn rework(s: &mut State, change: impl FnOnce(&mut Itinerary)) {
    edit(s, |p, _| {
        let mut tour = p.work.tour.clone();
        change(&mut tour);
        p.work = p.work.reduce(&TourAction::Open(tour));
    });
}

/// The tour the link asks for, where it is news; whether it was.
pub fn arrive(s: &mut State) -> bool {
    refuse(s);
    let asked = asked(s);
    let known = written(s).to_owned();
    let Some((code, tour)) = asked.filter(|(code, _)| *code != known) else { return false };
    let lost = tour_link::unread(&code);
    // A stop that was added to the tour already here, from a card or a list: it gets its hours.
    let added = !known.is_empty() && code.starts_with(&known);
    let at = s.tour.get::<Planner>().map_or(0, |p| p.work.tour.stops.len());
    edit(s, |p, s| {
        let mut tour = tour;
        if added {
            for stop in tour.stops.iter_mut().skip(at) {
                *stop = suggested(&s.atlas, &stop.place, tour.date, s.now);
            }
        }
        p.work = p.work.reduce(&TourAction::Open(tour));
        p.pane = Pane::Stops;
        p.unread = (lost > 0).then_some(Unread::Parts(lost));
    });
    true
}

/// The tour being made as the link has it; empty where there is none.
#[must_use]
pub fn written(s: &State) -> &str {
    s.tour.get::<Planner>().map_or("", |p| &p.written)
}

/// Turns down a `tour=` that cannot be read: what was here stays, and the reader is told.
pub fn refuse(s: &mut State) {
    let bad = |(key, value): &(String, String)| key == "tour" && tour_link::decode(value).is_none();
    if !s.own.iter().any(bad) {
        return;
    }
    s.own.retain(|pair| !bad(pair));
    let known = written(s).to_owned();
    if !known.is_empty() {
        s.own.push(("tour".to_owned(), known));
    }
    edit(s, |p, _| p.unread = Some(Unread::Whole));
}

fn asked(s: &State) -> Option<(String, Itinerary)> {
    let value = |key: &str| s.own.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    if let Some(code) = value("tour") {
        let tour = tour_link::decode(&code)?;
        return Some((code, tour));
    }
    let stops = value("stops")?;
    let mut tour = tour_link::decode_stops(&stops);
    for stop in &mut tour.stops {
        let minutes = s.atlas.place(&stop.place).and_then(|p| p.visit.minutes);
        stop.minutes = minutes.and_then(|m| u16::try_from(m).ok()).unwrap_or(stop.minutes);
    }
    Some((tour_link::encode(&tour), tour))
}

/// The day of a moment in minutes since 1970-01-01 00:00 UTC, as Shanghai has it.
#[must_use]
pub fn today(now: i64) -> Date {
    let mut date = Date { year: 1970, month: 1, day: 1 };
    let mut days = (now + 8 * 60).div_euclid(1440).max(0);
    // Whole spans of 400 years and more are never reached; this counts a few hundred steps at most.
    while days > 0 {
        let step = u8::try_from(days.min(250)).unwrap_or(1);
        date = date.plus(step);
        days -= i64::from(step);
    }
    date
}

/// When a visit of so many minutes may begin on a date, by the opening hours, and end before they do; at any
/// time where these are not known or there is no time for it.
#[must_use]
pub fn hours(place: &Place, date: Date, minutes: u16) -> Windows {
    let spans = place.visit.weeks.as_ref().map_or_else(Vec::new, |w| w.spans_on(date));
    let mut out = Windows::ANY;
    for (open, close) in spans {
        // All day is no window.
        if open == 0 && close == 1440 {
            return Windows::ANY;
        }
        let last = close.checked_sub(minutes).filter(|last| *last >= open);
        if let Some((open, last)) = Clock::new(open).zip(last.and_then(Clock::new)) {
            out = out.and(open, last);
        }
    }
    out
}

/// Whether a place is known to be closed on a date.
#[must_use]
pub fn closed(place: &Place, date: Date) -> bool {
    place.visit.weeks.as_ref().is_some_and(|w| !w.0.is_empty() && w.spans_on(date).is_empty())
}

/// A stop as the bundle suggests it: its minutes, and its hours on the day of the tour or today.
#[must_use]
pub fn suggested(atlas: &Atlas, id: &PlaceId, date: Option<Date>, now: i64) -> TourStop {
    let mut stop = TourStop::new(id.clone());
    if let Some(place) = atlas.place(id) {
        let minutes = place.visit.minutes.and_then(|m| u16::try_from(m).ok());
        stop.minutes = minutes.unwrap_or(USUAL_MINUTES).min(1440);
        stop.windows = hours(place, date.unwrap_or_else(|| today(now)), stop.minutes);
    }
    stop
}

/// Adds a place at the end, once.
pub fn add(s: &mut State, id: &PlaceId) {
    edit(s, |p, s| {
        let mut tour = p.work.tour.clone();
        let there = tour.stops.iter().any(|stop| stop.place == *id);
        if there || tour.stops.len() >= MOST_TOUR_STOPS {
            return;
        }
        tour.date = tour.date.or_else(|| Some(today(s.now)));
        tour.stops.push(suggested(&s.atlas, id, tour.date, s.now));
        p.work = p.work.reduce(&TourAction::Open(tour));
        p.chosen = Some(id.clone());
    });
}

/// Begins with a ready-made tour: today, with the hours of today.
pub fn begin(s: &mut State, theme: &Theme) {
    let lang = s.lang;
    edit(s, |p, s| {
        let mut tour = theme.tour.clone();
        lang.pick(&theme.title).clone_into(&mut tour.name);
        set_date(&mut tour, &s.atlas, Some(today(s.now)));
        p.work = p.work.reduce(&TourAction::Open(tour));
        p.pane = Pane::Stops;
        p.chosen = None;
    });
}

/// Sets the day. Windows that came from opening hours, and stops without one, get those of the new day;
/// what somebody wrote stays.
pub fn set_date(tour: &mut Itinerary, atlas: &Atlas, date: Option<Date>) {
    let old = tour.date;
    tour.date = date;
    for stop in &mut tour.stops {
        let Some(place) = atlas.place(&stop.place) else { continue };
        let of = |d: Option<Date>| d.map_or(Windows::ANY, |d| hours(place, d, stop.minutes));
        if stop.windows.is_any() || stop.windows == of(old) {
            stop.windows = of(date);
        }
    }
}

/// Sets the minutes of a stop. A window from opening hours moves with them: the visit must end in time.
pub fn set_minutes(tour: &mut Itinerary, atlas: &Atlas, stop: usize, minutes: u16) {
    let date = tour.date;
    let Some(stop) = tour.stops.get_mut(stop) else { return };
    let known = atlas.place(&stop.place).zip(date);
    let of = |m: u16| known.map_or(Windows::ANY, |(place, d)| hours(place, d, m));
    if !stop.windows.is_any() && stop.windows == of(stop.minutes) {
        let moved = of(minutes);
        if !moved.is_any() {
            stop.windows = moved;
        }
    }
    stop.minutes = minutes.min(1440);
}

/// Moves a stop to the seat of another, into its route too.
pub fn move_to(tour: &mut Itinerary, from: usize, to: usize) {
    if from == to || from >= tour.stops.len() || to >= tour.stops.len() {
        return;
    }
    let route = tour.stops[to].route;
    let mut stop = tour.stops.remove(from);
    stop.route = route;
    tour.stops.insert(to, stop);
}

/// The stop whose seat a stop takes when it moves one up (or down); across routes at the ends.
#[must_use]
pub fn neighbour(routes: &[Vec<usize>], stop: usize, down: bool) -> Option<usize> {
    let flat: Vec<usize> = routes.iter().flatten().copied().collect();
    let at = flat.iter().position(|&i| i == stop)?;
    if down {
        flat.get(at + 1).copied()
    } else {
        at.checked_sub(1).and_then(|i| flat.get(i).copied())
    }
}

/// Shows the whole tour on the map.
pub fn fit(s: &mut State) {
    let Some(p) = s.tour.get::<Planner>() else { return };
    let Some(followed) = p.shown() else { return };
    let used = followed.plan.routes.iter().flat_map(|r| r.order.iter());
    let points = used.filter_map(|&i| followed.outing.points.get(i).copied());
    let Some(bounds) = Bounds::around(points) else { return };
    let (low, high) = (bounds.south_west, bounds.north_east);
    // Pins stand above their points, names beside them; a tour of one stop is no point.
    let (dx, dy) = ((high.lon() - low.lon()).max(0.004), (high.lat() - low.lat()).max(0.003));
    let grown = Bounds {
        south_west: LonLat::clamped(low.lon() - dx * 0.08, low.lat() - dy * 0.12),
        north_east: LonLat::clamped(high.lon() + dx * 0.12, high.lat() + dy * 0.16),
    };
    super::reduce::go(s, Target::Fit(grown), true);
}

/// The solver's answer for the tour of a revision: an offer, or two where demands cannot all be kept.
pub fn propose(s: &mut State, revision: u32, plan: &Plan) {
    edit(s, |p, _| {
        p.search = None;
        let Some(before) = p.followed.clone() else { return };
        if revision != p.work.revision {
            return;
        }
        let offer = |plan: &Plan, nearest: bool| {
            let followed = before.with(plan.clone(), p.network.as_deref());
            let proposal = Proposal {
                routes: followed.routes(),
                before: totals(&before),
                after: totals(&followed),
                optimal: plan.optimal,
                nearest,
            };
            Offer { proposal, followed: Rc::new(followed) }
        };
        p.offers = std::iter::once(offer(plan, false))
            .chain(plan.nearest.iter().map(|nearest| offer(nearest, true)))
            .collect();
        show_offer(p, 0);
    });
}

/// Shows one of the offers.
pub fn show_offer(p: &mut Planner, which: usize) {
    let Some(offer) = p.offers.get(which) else { return };
    let proposal = offer.proposal.clone();
    p.offer = which;
    p.open = None;
    p.work = p.work.reduce(&TourAction::Propose(p.work.revision, proposal));
}

fn totals(followed: &Followed) -> super::Totals {
    let plan = &followed.plan;
    let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    super::Totals {
        travel: u32::try_from(plan.travel).unwrap_or(0),
        metres: followed.metres(),
        visited: count(followed.routes().iter().map(Vec::len).sum()),
        broken: count(plan.violations.len()),
    }
}

/// The next leg to play after one; `None` at the end.
#[must_use]
pub fn next_leg(followed: &Followed, after: Option<(usize, usize)>) -> Option<(usize, usize)> {
    let legs = followed.legs.iter().enumerate();
    let mut all = legs.flat_map(|(r, legs)| (0..legs.len()).map(move |leg| (r, leg)));
    match after {
        None => all.next(),
        Some(now) => all.find(|next| *next > now),
    }
}

/// One step of playing the tour; it ends by itself.
pub fn play_step(s: &mut State) {
    let mut reveal = None;
    edit(s, |p, _| {
        let Some(followed) = p.shown().cloned() else { return };
        p.playing = next_leg(&followed, p.playing);
        let arrived = p.playing.and_then(|(r, leg)| {
            followed.plan.routes.get(r).and_then(|route| route.order.get(leg + 1).copied())
        });
        reveal = arrived.and_then(|point| followed.outing.points.get(point).copied());
        p.chosen = arrived.and_then(|point| followed.outing.place(point).cloned());
    });
    if let Some(at) = reveal {
        super::reduce::go(s, Target::Reveal(at, 13.0), true);
    }
}

/// What pressing a place on the map does.
fn pick(s: &mut State, id: PlaceId) {
    let adding = s.tour.get::<Planner>().is_some_and(|p| p.pane == Pane::Add);
    let there = s
        .tour
        .get::<Planner>()
        .is_some_and(|p| p.work.tour.stops.iter().any(|stop| stop.place == id));
    if adding && !there {
        add(s, &id);
        return;
    }
    if there {
        edit(s, |p, _| p.chosen = Some(id));
    }
}

fn overlay(p: &Planner) -> Overlay {
    let mut out = Overlay {
        alone: p.pane != Pane::Add && !p.work.tour.stops.is_empty(),
        pick: Some(Pick(pick)),
        ..Overlay::default()
    };
    let Some(followed) = p.shown() else { return out };
    let (outing, problem) = (&followed.outing, &followed.outing.problem);
    let mut number = 0;
    let mut push = |id: PlaceId, at: Option<LonLat>, badge: Option<Badge>| {
        let known = out.places.iter().any(|spot: &Spotted| spot.id == id);
        if !known {
            let chosen = p.chosen.as_ref() == Some(&id);
            out.places.push(Spotted { id, at, name: String::new(), badge, chosen });
        }
    };
    for route in &followed.plan.routes {
        for &point in &route.order {
            if followed.stop_of(point).is_some() {
                number += 1;
                if let Some(id) = outing.place(point) {
                    push(id.clone(), None, Some(Badge::Number(number)));
                }
            }
        }
    }
    for (point, badge) in [(problem.start, Badge::Start), (problem.end, Badge::End)] {
        let Some(point) = point else { continue };
        // A day that begins at one of its stops needs no second sign there.
        if let Some(id) = outing.place(point) {
            push(id.clone(), None, Some(badge));
            continue;
        }
        let word = if badge == Badge::Start { "~start" } else { "~end" };
        if let Ok(id) = PlaceId::new(word) {
            push(id, outing.points.get(point).copied(), Some(badge));
        }
    }
    for &stop in &followed.plan.skipped {
        if let Some(id) = outing.place(stop) {
            push(id.clone(), None, None);
        }
    }
    for (r, legs) in followed.legs.iter().enumerate() {
        for (l, leg) in legs.iter().enumerate() {
            let strong = p.playing == Some((r, l));
            lines(&leg.line, leg.straight, strong, &mut out.lines);
        }
    }
    out
}

/// A leg as lines: from the door to the street, along it, to the other door.
fn lines(points: &[LonLat], straight: bool, strong: bool, out: &mut Vec<Line>) {
    let mut push = |points: &[LonLat], kind| {
        out.push(Line { points: points.to_vec(), kind, strong });
    };
    match points {
        [from, foot, .., other, to] if !straight => {
            push(&[*from, *foot], LineKind::Door);
            push(&points[1..points.len() - 1], LineKind::Way);
            push(&[*other, *to], LineKind::Door);
        }
        _ if straight => push(points, LineKind::Estimate),
        _ => push(points, LineKind::Way),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::weeks::Season;
    use crate::domain::{Category, Text, TourPin, Weeks};
    use crate::state::AtlasRef;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    /// Places in a row, 0.01 degrees apart; `b` is open from nine to five, but not on Mondays.
    fn state() -> State {
        let mut atlas = Atlas::default();
        for (i, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let mut place = Place::blank(id(name), Category::RedSite, Text::new(name, name));
            let lon = 113.66 + f64::from(u8::try_from(i).expect("few")) * 0.01;
            place.position = LonLat::new(lon, 34.75).ok();
            if name == "b" {
                let spans = (1..7).map(|d| (d * 1440 + 540, d * 1440 + 1020)).collect();
                place.visit.weeks = Some(Weeks(vec![Season { from: 101, to: 1231, spans }]));
                place.visit.minutes = Some(60);
            }
            assert_eq!(atlas.insert(place), None);
        }
        // Tuesday, 24 November 2026, 08:00 in Shanghai.
        State { atlas: AtlasRef(Rc::new(atlas)), now: 29_924_640, ..State::default() }
    }

    fn window(from: u16, to: u16) -> Windows {
        let clock = |minutes| Clock::new(minutes).expect("in range");
        Windows::one(clock(from), clock(to))
    }

    fn planner(s: &State) -> &Planner {
        s.tour.get().expect("a planner")
    }

    fn order(s: &State) -> Vec<&str> {
        planner(s).work.tour.stops.iter().map(|stop| stop.place.as_str()).collect()
    }

    fn link(s: &State) -> Vec<(&str, &str)> {
        s.own.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
    }

    #[test]
    fn a_stop_brings_its_minutes_and_hours() {
        let mut s = state();
        assert_eq!(today(s.now).text(), "2026-11-24");
        add(&mut s, &id("b"));
        add(&mut s, &id("b"));
        add(&mut s, &id("a"));
        assert_eq!(order(&s), ["b", "a"]);
        let stop = &planner(&s).work.tour.stops[0];
        assert_eq!(stop.minutes, 60);
        assert_eq!(stop.windows, window(540, 960), "an hour before it closes");
        assert!(planner(&s).work.tour.stops[1].windows.is_any());
        assert_eq!(link(&s), [("tour", "1:d20261124~b:60:w0900-1600~a")]);
        let followed = planner(&s).followed.as_ref().expect("times");
        assert_eq!(followed.routes(), [vec![0, 1]]);
    }

    #[test]
    fn hours_follow_the_day_and_the_minutes_but_not_over_what_was_written() {
        let s = state();
        let date = |text: &str| Date::parse(text);
        let mut tour = Itinerary { date: date("2026-11-24"), ..Itinerary::default() };
        tour.stops = vec![suggested(&s.atlas, &id("b"), tour.date, s.now)];
        set_minutes(&mut tour, &s.atlas, 0, 120);
        assert_eq!(tour.stops[0].windows, window(540, 900));
        set_date(&mut tour, &s.atlas, date("2026-11-23"));
        assert!(tour.stops[0].windows.is_any(), "closed on Mondays");
        let place = s.atlas.place(&id("b")).expect("there");
        assert!(closed(place, Date { year: 2026, month: 11, day: 23 }));
        let own = window(600, 600);
        tour.stops[0].windows = own.clone();
        set_date(&mut tour, &s.atlas, date("2026-11-25"));
        set_minutes(&mut tour, &s.atlas, 0, 30);
        assert_eq!(tour.stops[0].windows, own);
    }

    #[test]
    fn a_link_that_cannot_be_read_is_told_and_takes_nothing_away() {
        let mut s = state();
        s.own = vec![("tour".into(), "~~garbage".into())];
        assert!(!arrive(&mut s));
        assert_eq!(planner(&s).unread, Some(Unread::Whole));
        assert!(link(&s).is_empty());
        s.own = vec![("tour".into(), "1:k9~a:w99~b~*".into())];
        assert!(arrive(&mut s));
        assert_eq!(order(&s), ["a", "b"]);
        assert_eq!(planner(&s).unread, Some(Unread::Parts(3)));
        s.own = vec![("tour".into(), "9~c".into())];
        assert!(!arrive(&mut s));
        assert_eq!(planner(&s).unread, Some(Unread::Whole));
        assert_eq!((order(&s), link(&s)), (vec!["a", "b"], vec![("tour", "1~a~b")]));
        s.own = vec![("tour".into(), "1~c".into())];
        assert!(arrive(&mut s));
        assert_eq!(planner(&s).unread, None);
    }

    #[test]
    fn kept_tours_are_the_same_in_every_tab() {
        let kept = |id: &str, name: &str| Kept {
            id: id.to_owned(),
            name: name.to_owned(),
            code: "1~a".to_owned(),
        };
        let mut p = Planner::default();
        let now = |id: &str, name: &str| (id.to_owned(), Some(kept(id, name)));
        follow_kept(&mut p, &[now("1", "a"), now("2", "b")]);
        follow_kept(&mut p, &[now("1", "c"), ("2".to_owned(), None), ("9".to_owned(), None)]);
        assert_eq!(*p.kept, [kept("1", "c")]);
    }

    #[test]
    fn a_midday_break_is_kept() {
        let mut s = state();
        let mut atlas = (*s.atlas.0).clone();
        let mut place = Place::blank(id("e"), Category::RedSite, Text::new("e", "e"));
        place.position = LonLat::new(113.67, 34.75).ok();
        // Tuesdays, nine to twelve and two to five.
        let spans = vec![(1440 + 840, 1440 + 1020), (1440 + 540, 1440 + 720)];
        place.visit.weeks = Some(Weeks(vec![Season { from: 101, to: 1231, spans }]));
        assert_eq!(atlas.insert(place), None);
        s.atlas = AtlasRef(Rc::new(atlas));
        add(&mut s, &id("e"));
        assert_eq!(link(&s), [("tour", "1:d20261124~e:w0900-1130:w1400-1630")]);
        // At half past eleven at the latest, else not before two.
        for (depart, begins, late) in [(690, 690, 0), (691, 840, 0), (991, 991, 1)] {
            rework(&mut s, |tour| tour.depart = Clock::new(depart).expect("in range"));
            let plan = &planner(&s).followed.as_ref().expect("times").plan;
            let route = &plan.routes[0];
            assert_eq!(route.arrive[0] + route.wait[0], begins * 60, "{depart}");
            assert_eq!(plan.violations.len(), late, "{depart}");
        }
        let atlas = s.atlas.clone();
        rework(&mut s, |tour| set_minutes(tour, &atlas, 0, 170));
        // Three hours fit into either; ten minutes before the end is the last start.
        assert_eq!(link(&s), [("tour", "1:d20261124:b1631~e:170:w0900-0910:w1400-1410")]);
    }

    #[test]
    fn a_link_opens_once_and_a_card_adds_to_it() {
        let mut s = state();
        s.own = vec![("stops".into(), "c~b".into())];
        assert!(arrive(&mut s));
        assert_eq!(order(&s), ["c", "b"]);
        assert_eq!(link(&s), [("tour", "1~c~b:60")], "a short link has no hours");
        assert!(!arrive(&mut s), "what is written here is no news");
        s.own[0].1.push_str("~a");
        assert!(arrive(&mut s));
        assert_eq!(order(&s), ["c", "b", "a"]);
        s.own[0].1 = "1~d".into();
        assert!(arrive(&mut s));
        act(&mut s, &TourAction::Undo);
        assert_eq!(order(&s), ["c", "b", "a"], "another link is a step like others");
    }

    #[test]
    fn moves_across_routes_in_one_step() {
        let mut s = state();
        for name in ["a", "b", "c"] {
            add(&mut s, &id(name));
        }
        rework(&mut s, |tour| {
            tour.teams = 2;
            tour.stops[2].route = Some(1);
        });
        let routes = planner(&s).work.tour.by_route();
        assert_eq!(routes, [vec![0, 1], vec![2]]);
        assert_eq!(neighbour(&routes, 1, true), Some(2));
        assert_eq!(neighbour(&routes, 0, false), None);
        rework(&mut s, |tour| move_to(tour, 0, 2));
        assert_eq!(order(&s), ["b", "c", "a"]);
        assert_eq!(planner(&s).work.tour.by_route(), [vec![0], vec![1, 2]]);
        act(&mut s, &TourAction::Undo);
        assert_eq!(order(&s), ["a", "b", "c"]);
    }

    #[test]
    fn an_offer_shows_its_own_times_until_it_is_answered() {
        let mut s = state();
        for name in ["a", "c", "b", "d"] {
            add(&mut s, &id(name));
        }
        let (revision, followed) = {
            let p = planner(&s);
            (p.work.revision, p.followed.clone().expect("times"))
        };
        let plan = crate::engine::tour::Solver::new(
            &followed.outing.problem,
            crate::engine::tour::Effort::quick(&followed.outing.problem),
        );
        let plan = plan.expect("a problem").finish();
        propose(&mut s, revision, &plan);
        let offer = planner(&s).offered().expect("an offer");
        assert!(offer.proposal.is_better() && offer.proposal.optimal);
        assert_eq!(order(&s), ["a", "c", "b", "d"], "nothing moves before a yes");
        assert_ne!(planner(&s).shown().map(|f| f.routes()), Some(followed.routes()));
        act(&mut s, &TourAction::Accept);
        assert!(planner(&s).offered().is_none());
        let sorted = order(&s);
        assert!(sorted == ["a", "b", "c", "d"] || sorted == ["d", "c", "b", "a"], "{sorted:?}");
        propose(&mut s, revision, &plan);
        assert!(planner(&s).offered().is_none(), "a late answer is none");
    }

    #[test]
    fn what_cannot_be_met_is_offered_without_the_stop_too() {
        let mut s = state();
        for name in ["a", "b"] {
            add(&mut s, &id(name));
        }
        rework(&mut s, |tour| {
            tour.stops[0].windows = window(540, 541);
            tour.stops[1].windows = window(540, 541);
        });
        let followed = planner(&s).followed.clone().expect("times");
        let problem = &followed.outing.problem;
        let effort = crate::engine::tour::Effort::quick(problem);
        let plan = crate::engine::tour::Solver::new(problem, effort).expect("a problem").finish();
        let revision = planner(&s).work.revision;
        propose(&mut s, revision, &plan);
        assert_eq!(planner(&s).offers.len(), 2);
        assert!(!planner(&s).offered().expect("an offer").followed.plan.violations.is_empty());
        edit(&mut s, |p, _| show_offer(p, 1));
        let nearest = planner(&s).offered().expect("the other");
        assert!(nearest.proposal.nearest && nearest.followed.plan.violations.is_empty());
        act(&mut s, &TourAction::Accept);
        let routes: Vec<_> = planner(&s).work.tour.stops.iter().map(|stop| stop.route).collect();
        assert_eq!(routes.iter().flatten().count(), 1, "one is left out");
    }

    #[test]
    fn the_map_shows_numbers_ends_and_legs() {
        let mut s = state();
        s.route = Route::Tour;
        for name in ["a", "b", "c"] {
            add(&mut s, &id(name));
        }
        rework(&mut s, |tour| {
            tour.start = LonLat::new(113.65, 34.75).ok().map(crate::domain::Spot::At);
            tour.stops[0].pin = Some(TourPin::First);
            tour.stops[2].route = None;
        });
        let overlay = s.overlay().expect("an overlay").clone();
        assert!(overlay.alone);
        let badges: Vec<_> = overlay.places.iter().map(|p| (p.id.as_str(), p.badge)).collect();
        assert_eq!(
            badges,
            [
                ("a", Some(Badge::Number(1))),
                ("b", Some(Badge::Number(2))),
                ("~start", Some(Badge::Start)),
                ("c", None),
            ]
        );
        assert_eq!(overlay.lines.len(), 2);
        assert!(overlay.lines.iter().all(|l| l.kind == LineKind::Estimate && !l.strong));
        play_step(&mut s);
        assert!(s.overlay().is_some_and(|o| o.lines[0].strong && !o.lines[1].strong));
        assert_eq!(planner(&s).chosen, Some(id("a")));
        play_step(&mut s);
        play_step(&mut s);
        assert_eq!(planner(&s).playing, None, "it ends by itself");
        // A press adds while places are being added, and else only shows which stop it is.
        s = crate::state::reduce(s, crate::state::Action::Choose(id("d")));
        assert_eq!(order(&s).len(), 3);
        edit(&mut s, |p, _| p.pane = Pane::Add);
        assert!(s.overlay().is_some_and(|o| !o.alone));
        s = crate::state::reduce(s, crate::state::Action::Choose(id("d")));
        assert_eq!(order(&s), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_leg_has_a_door_at_each_end() {
        let at = |n: u8| LonLat::clamped(113.6 + f64::from(n) / 1000.0, 34.7);
        let mut out = Vec::new();
        lines(&[at(0), at(1), at(2), at(3)], false, true, &mut out);
        let kinds: Vec<_> = out.iter().map(|l| (l.kind, l.points.len())).collect();
        assert_eq!(kinds, [(LineKind::Door, 2), (LineKind::Way, 2), (LineKind::Door, 2)]);
        assert!(out.iter().all(|l| l.strong));
    }
}
