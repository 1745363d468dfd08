//! The planner as it is read: rows, times, conflicts, what a better order would save.

use super::scene::label;
use super::{format, hours};
use crate::domain::itinerary::{Clock, Date, Itinerary, Spot, TourPin, TravelMode};
use crate::domain::place::Series;
use crate::domain::{Atlas, Category, Drawing, PlaceId, Windows};
use crate::engine::tour::outing::{time_of_day, usual_speed};
use crate::engine::tour::{Followed, Violation};
use crate::i18n::words::TourKey as K;
use crate::i18n::{Lang, fill_in};
use crate::json::decimal;
use crate::state::planner::{Offer, Planner, closed};

/// A text of the planner with its holes filled.
#[must_use]
pub fn say(lang: Lang, key: K, args: &[&str]) -> String {
    fill_in(key.text(lang), args)
}

/// Seconds as hours and minutes, rounded up to whole minutes.
#[must_use]
pub fn span(lang: Lang, seconds: i64) -> String {
    let minutes = (seconds.max(0) + 59) / 60;
    let (h, m) = ((minutes / 60).to_string(), (minutes % 60).to_string());
    match (minutes / 60, minutes % 60) {
        (0, _) => say(lang, K::Minutes, &[&m]),
        (_, 0) => say(lang, K::Hours, &[&h]),
        _ => say(lang, K::HoursMinutes, &[&h, &m]),
    }
}

/// Metres as a leg has them.
#[must_use]
pub fn metres(lang: Lang, metres: u32) -> String {
    format::distance(lang, f64::from(metres))
}

/// What a day is called: `11 月 28 日 周六`.
#[must_use]
pub fn day(lang: Lang, date: Date) -> String {
    let weekday = hours::weekday(lang, usize::from(date.weekday()));
    let (month, day) = (date.month.to_string(), date.day.to_string());
    say(lang, K::DayName, &[&month, &day, weekday])
}

/// The word for a way of travelling.
#[must_use]
pub const fn mode(lang: Lang, of: TravelMode) -> &'static str {
    let key = match of {
        TravelMode::Walk => K::Walk,
        TravelMode::Bike => K::Bike,
        TravelMode::Drive => K::Drive,
    };
    key.text(lang)
}

/// The speed of a tour in km/h.
#[must_use]
pub fn speed(tour: &Itinerary) -> String {
    decimal::short(f64::from(tour.speed.unwrap_or(usual_speed(tour.mode))) / 10.0, 1)
}

/// Spans of a day in words: `09:00–11:30、14:00–16:00`.
#[must_use]
pub fn within(lang: Lang, windows: &Windows) -> String {
    let span = |(a, b): &(Clock, Clock)| {
        if a == b { a.text() } else { [a.text(), b.text()].join("–") }
    };
    let spans: Vec<String> = windows.spans().iter().map(span).collect();
    spans.join(if lang == Lang::Zh { "、" } else { ", " })
}

/// What a start or end is called.
#[must_use]
pub fn spot(lang: Lang, atlas: &Atlas, spot: &Spot) -> String {
    match spot {
        Spot::Place(id) => atlas.place(id).map_or_else(|| id.to_string(), |p| label(lang, p)),
        Spot::At(_) => K::MapPoint.text(lang).to_owned(),
    }
}

/// A bar of the timetable; shares of the whole width, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Left end.
    pub from: f64,
    /// Right end.
    pub to: f64,
}

/// A stop of the list and of the timetable.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which stop of the tour.
    pub stop: usize,
    /// Its place.
    pub id: PlaceId,
    /// Its number on the map; `None` where it is left out.
    pub number: Option<u16>,
    /// Shape of its sign.
    pub category: Category,
    /// Glyph of a park.
    pub series: Option<Series>,
    /// Its name, short where there is a short one.
    pub name: String,
    /// When one arrives and leaves; empty where it is left out.
    pub arrive: String,
    /// When one leaves.
    pub leave: String,
    /// Arrival and length of stay in words.
    pub line: String,
    /// Waiting, in words; may be empty.
    pub wait: String,
    /// Its window in words; may be empty.
    pub window: String,
    /// Where it stands now, while another order is offered.
    pub was: String,
    /// Whether it is pinned.
    pub pinned: bool,
    /// What is wrong here, in words; may be empty.
    pub trouble: String,
    /// What to know before going, in words; may be empty.
    pub caution: String,
    /// The way here from the stop before: how far.
    pub way: String,
    /// How long, along which streets, whether it is an estimate.
    pub way_more: String,
    /// On the way, staying, and where it stood in the present order.
    pub bars: [Option<Bar>; 3],
    /// When the visit may begin.
    pub windows: Vec<Bar>,
}

/// A start or end.
#[derive(Debug, Clone, PartialEq)]
pub struct EndRow {
    /// What it is called.
    pub name: String,
    /// When, in words.
    pub line: String,
    /// The way to an end: how far.
    pub way: String,
}

/// One team's day.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Day and team; empty where there is only one.
    pub title: String,
    /// Where it begins, if that is no stop.
    pub start: Option<EndRow>,
    /// Its stops.
    pub rows: Vec<Row>,
    /// Where it ends, if that is no stop.
    pub end: Option<EndRow>,
    /// How long, how far, how much to spare.
    pub sum: String,
    /// What is wrong with the whole of it; may be empty.
    pub trouble: String,
}

/// One line of before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// How far.
    pub metres: String,
    /// How long on the way.
    pub travel: String,
    /// When the last team is done.
    pub ends: String,
    /// How late, or that all is in time.
    pub late: String,
}

/// A better order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gain {
    /// What it saves: words, a figure that stands out, words.
    pub lead: [String; 3],
    /// Now and then.
    pub sides: [Side; 2],
    /// Whether it is proved, what stays impossible, and what is left out.
    pub notes: Vec<(bool, String)>,
    /// Whether there is anything to accept.
    pub better: bool,
    /// The other offer, if there is one.
    pub other: Option<(usize, String)>,
}

/// All there is to read.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Teams and days.
    pub groups: Vec<Group>,
    /// Stops that are left out, or whose position is not known.
    pub left: Vec<Row>,
    /// What the whole comes to.
    pub sum: String,
    /// The better order waiting for a yes.
    pub gain: Option<Gain>,
    /// Hours of the timetable's grid with their places, 0 to 100.
    pub hours: Vec<(f64, String)>,
}

/// The span of the timetable: whole half hours around all there is.
struct Scale {
    from: i64,
    to: i64,
}

impl Scale {
    fn of(all: &[&Followed]) -> Self {
        let routes = all.iter().flat_map(|f| {
            f.plan.routes.iter().map(move |r| (f, r)).filter(|(_, r)| !r.order.is_empty())
        });
        let (mut from, mut to) = (i64::MAX, i64::MIN);
        for (f, route) in routes {
            from = from.min(route.arrive.first().map_or(from, |t| i64::from(*t)));
            to = to.max(ends(f, route));
        }
        if from >= to {
            (from, to) = (9 * 3600, 12 * 3600);
        }
        Self { from: from.div_euclid(1800) * 1800, to: (to + 1799).div_euclid(1800) * 1800 }
    }

    #[allow(clippy::cast_precision_loss)] // seconds of some days
    fn at(&self, t: i64) -> f64 {
        ((t - self.from) as f64 / (self.to - self.from).max(1) as f64 * 100.0).clamp(0.0, 100.0)
    }

    fn bar(&self, from: i64, to: i64) -> Bar {
        Bar { from: self.at(from), to: self.at(to) }
    }

    /// Whole hours; every second one of a long day.
    fn hours(&self) -> Vec<(f64, String)> {
        let step = if self.to - self.from > 6 * 3600 { 2 } else { 1 };
        let first = (self.from + 3599).div_euclid(3600);
        (first..=self.to.div_euclid(3600))
            .filter(|h| h % step == 0)
            .map(|h| (self.at(h * 3600), time(h * 3600)))
            .collect()
    }
}

fn time(seconds: i64) -> String {
    time_of_day(i32::try_from(seconds).unwrap_or(0))
}

fn ends(f: &Followed, route: &crate::engine::tour::Route) -> i64 {
    let last = route.order.len().wrapping_sub(1);
    let Some(&point) = route.order.get(last) else { return 0 };
    let stay = f.outing.problem.stops.get(point).map_or(0, |s| s.service);
    i64::from(route.arrive[last]) + i64::from(route.wait[last]) + i64::from(stay)
}

/// The planner's view; `None` for a tour without stops.
#[must_use]
pub fn view(lang: Lang, atlas: &Atlas, p: &Planner) -> Option<View> {
    let tour = &p.work.tour;
    if tour.stops.is_empty() {
        return None;
    }
    let words = Words { lang, atlas, tour };
    let Some(shown) = p.shown() else {
        let left = (0..tour.stops.len()).map(|i| words.left_out(i)).collect();
        return Some(View {
            groups: Vec::new(),
            left,
            sum: String::new(),
            gain: None,
            hours: Vec::new(),
        });
    };
    let before = p.offered().and(p.followed.as_deref());
    let all: Vec<&Followed> = std::iter::once(shown.as_ref()).chain(before).collect();
    let scale = Scale::of(&all);
    let mut number = 0;
    let groups: Vec<Group> = (0..shown.plan.routes.len())
        .map(|r| words.group(shown, before, r, &scale, &mut number))
        .collect();
    let visited = shown.routes();
    let out = |i: &usize| !visited.iter().any(|r| r.contains(i));
    Some(View {
        left: (0..tour.stops.len()).filter(out).map(|i| words.left_out(i)).collect(),
        sum: words.sum(shown),
        gain: p.offered().map(|offer| words.gain(p, offer)),
        hours: scale.hours(),
        groups,
    })
}

struct Words<'a> {
    lang: Lang,
    atlas: &'a Atlas,
    tour: &'a Itinerary,
}

impl Words<'_> {
    fn say(&self, key: K, args: &[&str]) -> String {
        say(self.lang, key, args)
    }

    fn name(&self, stop: usize) -> String {
        let Some(stop) = self.tour.stops.get(stop) else { return String::new() };
        self.atlas
            .place(&stop.place)
            .map_or_else(|| stop.place.to_string(), |p| label(self.lang, p))
    }

    fn group(
        &self,
        f: &Followed,
        before: Option<&Followed>,
        r: usize,
        scale: &Scale,
        number: &mut u16,
    ) -> Group {
        let route = &f.plan.routes[r];
        let (day, team) = f.outing.shift(r);
        let end_row = |at: usize, last: bool| {
            let point = *route.order.get(at)?;
            if f.stop_of(point).is_some() {
                return None;
            }
            let of = if last { &self.tour.end } else { &self.tour.start };
            let when = time(i64::from(route.arrive[at]));
            Some(EndRow {
                name: of.as_ref().map_or_else(String::new, |of| spot(self.lang, self.atlas, of)),
                line: self.say(if last { K::ArrivesAt } else { K::LeavesAt }, &[&when]),
                way: if last { self.way(f, r, at).0 } else { String::new() },
            })
        };
        let rows = (0..route.order.len()).filter_map(|at| {
            let stop = f.stop_of(route.order[at])?;
            *number += 1;
            Some(self.row(f, before, (r, at), stop, *number, scale))
        });
        let rows: Vec<Row> = rows.collect();
        let overtime = f.plan.violations.iter().find_map(|v| match *v {
            Violation::Overtime { route, by } if route == r => Some(by),
            _ => None,
        });
        let until = self.tour.until.map(Clock::text).unwrap_or_default();
        let trouble = overtime.map_or_else(String::new, |by| {
            self.say(K::Overtime, &[&until, &span(self.lang, i64::from(by))])
        });
        Group {
            title: self.group_title(day, team),
            start: end_row(0, false),
            end: end_row(route.order.len().saturating_sub(1), true),
            sum: if rows.is_empty() { self.say(K::Idle, &[]) } else { self.route_sum(f, r) },
            rows,
            trouble,
        }
    }

    fn group_title(&self, day_index: usize, team: usize) -> String {
        let mut parts = Vec::new();
        if self.tour.days > 1 {
            let date = self.tour.date.map(|d| d.plus(u8::try_from(day_index).unwrap_or(0)));
            let number = (day_index + 1).to_string();
            parts.push(self.say(K::DayNumber, &[&number]));
            parts.extend(date.map(|d| day(self.lang, d)));
        }
        if self.tour.teams > 1 {
            parts.push(self.say(K::TeamNumber, &[&(team + 1).to_string()]));
        }
        parts.join(" · ")
    }

    /// How far and how long it is to a point of a route, and along which streets.
    fn way(&self, f: &Followed, r: usize, at: usize) -> (String, String) {
        let route = &f.plan.routes[r];
        let Some(before) = at.checked_sub(1).and_then(|b| route.order.get(b)) else {
            return (String::new(), String::new());
        };
        let (from, to) = (*before, route.order[at]);
        let legs = &f.outing.legs;
        let far = metres(self.lang, legs.metres(from, to));
        let long = span(self.lang, i64::from(legs.seconds(from, to)));
        let leg = f.legs.get(r).and_then(|l| l.get(at - 1));
        let mut more = vec![long];
        if leg.is_some_and(|l| l.straight) {
            more.push(self.say(K::StraightEstimate, &[]));
        } else if legs.is_estimate(from, to) {
            more.push(self.say(K::Estimate, &[]));
        }
        if let Some(leg) = leg.filter(|l| !l.streets.is_empty()) {
            let list = leg.streets.iter().take(4).cloned().collect::<Vec<_>>();
            more.push(list.join(if self.lang == Lang::Zh { "、" } else { ", " }));
        }
        (far, more.join(" · "))
    }

    fn row(
        &self,
        f: &Followed,
        before: Option<&Followed>,
        (r, at): (usize, usize),
        stop: usize,
        number: u16,
        scale: &Scale,
    ) -> Row {
        let lang = self.lang;
        let route = &f.plan.routes[r];
        let times = |f: &Followed, r: usize, at: usize| {
            let route = &f.plan.routes[r];
            let arrive = i64::from(route.arrive[at]);
            let begin = arrive + i64::from(route.wait[at]);
            let stay = f.outing.problem.stops.get(route.order[at]).map_or(0, |s| s.service);
            (arrive, begin, begin + i64::from(stay))
        };
        let (arrive, begin, leave) = times(f, r, at);
        let mut row = self.left_out(stop);
        let set_out = at.checked_sub(1).map(|b| times(f, r, b).2);
        let seconds = |c: Clock| i64::from(c.minutes()) * 60;
        let spans = self.tour.stops[stop].windows.spans().iter();
        // One wholly before or after what the axis shows has no bar on it.
        let seen = spans.filter(|(a, b)| seconds(*a) < scale.to && seconds(*b) >= scale.from);
        row.windows =
            seen.map(|&(a, b)| scale.bar(seconds(a), seconds(b).max(seconds(a) + 60))).collect();
        let was = before.and_then(|b| {
            let (br, place) = Planner::seat(&b.routes(), stop)?;
            let first = usize::from(b.outing.problem.start.is_some());
            let (_, begin, leave) = times(b, br, place + first);
            Some((br, place, scale.bar(begin, leave)))
        });
        row.was = match (before, was) {
            (None, _) => String::new(),
            (Some(_), None) => self.say(K::WasOut, &[]),
            (Some(b), Some((br, place, _))) => {
                let now = Planner::seat(&f.routes(), stop);
                let earlier: usize = b.routes().iter().take(br).map(Vec::len).sum();
                if now == Some((br, place)) {
                    self.say(K::Unmoved, &[])
                } else {
                    self.say(K::WasAt, &[&(earlier + place + 1).to_string()])
                }
            }
        };
        row.number = Some(number);
        row.bars = [
            set_out.map(|t| scale.bar(t, arrive)),
            Some(scale.bar(begin, leave)),
            was.map(|(.., bar)| bar),
        ];
        row.arrive = time(arrive);
        row.leave = time(leave);
        let minutes = self.tour.stops[stop].minutes.to_string();
        row.line = self.say(K::ArriveStay, &[&row.arrive, &minutes]);
        if begin > arrive {
            row.wait = self.say(K::Wait, &[&span(lang, begin - arrive)]);
        }
        (row.way, row.way_more) = self.way(f, r, at);
        row.trouble = self.trouble(f, r, route.order[at], arrive);
        row
    }

    fn trouble(&self, f: &Followed, r: usize, point: usize, arrive: i64) -> String {
        let of = |v: &&Violation| match **v {
            Violation::Late { route, stop, .. }
            | Violation::Closed { route, stop }
            | Violation::Misplaced { route, stop } => route == r && stop == point,
            Violation::Overtime { .. } => false,
        };
        let words = f.plan.violations.iter().filter(of).map(|v| match *v {
            Violation::Late { by, .. } => {
                let latest = time(arrive - i64::from(by));
                self.say(K::Late, &[&span(self.lang, i64::from(by)), &latest])
            }
            Violation::Misplaced { .. } => self.say(K::Misplaced, &[]),
            _ => self.say(K::ClosedThen, &[]),
        });
        words.collect::<Vec<_>>().join(if self.lang == Lang::Zh { "；" } else { "; " })
    }

    /// A stop without its times.
    fn left_out(&self, stop: usize) -> Row {
        let lang = self.lang;
        let of = &self.tour.stops[stop];
        let place = self.atlas.place(&of.place);
        let day_index = of.route.map_or(0, |r| r / self.tour.teams.max(1));
        let date = self.tour.date.map(|d| d.plus(day_index));
        let caution = match place {
            None => self.say(K::Gone, &[]),
            Some(p) if p.position.is_none() => self.say(K::Nowhere, &[]),
            Some(p) => match date.filter(|d| closed(p, *d)) {
                Some(d) => self.say(K::ClosedOn, &[hours::weekday(lang, usize::from(d.weekday()))]),
                None if p.drawing() == Drawing::ListOnly => self.say(K::Rough, &[]),
                None => String::new(),
            },
        };
        let window = match of.windows.appointment() {
            Some(at) => self.say(K::AtTime, &[&at.text()]),
            None if of.windows.is_any() => String::new(),
            None => self.say(K::Between, &[&within(lang, &of.windows)]),
        };
        Row {
            stop,
            id: of.place.clone(),
            number: None,
            category: place.map_or(Category::Service, |p| p.category.clone()),
            series: place.and_then(|p| p.series),
            name: self.name(stop),
            arrive: String::new(),
            leave: String::new(),
            line: self.say(K::StayOnly, &[&of.minutes.to_string()]),
            wait: String::new(),
            window,
            was: String::new(),
            pinned: of.pin.is_some(),
            trouble: String::new(),
            caution,
            way: String::new(),
            way_more: String::new(),
            bars: [None; 3],
            windows: Vec::new(),
        }
    }

    fn route_sum(&self, f: &Followed, r: usize) -> String {
        let lang = self.lang;
        let route = &f.plan.routes[r];
        let begins = route.arrive.first().map_or(0, |t| i64::from(*t));
        let done = ends(f, route);
        let far = metres(lang, f.outing.metres(route));
        let mode = mode(lang, self.tour.mode);
        let mut parts = vec![
            self.say(K::Whole, &[&span(lang, done - begins), &time(done)]),
            self.say(K::Travelled, &[mode, &far, &span(lang, i64::from(route.travel))]),
        ];
        if let Some(until) = self.tour.until {
            let left = i64::from(until.minutes()) * 60 - done;
            if left >= 0 {
                parts.push(self.say(K::Slack, &[&span(lang, left - left % 60)]));
            }
        }
        parts.join(" · ")
    }

    fn sum(&self, f: &Followed) -> String {
        let used: Vec<usize> =
            (0..f.plan.routes.len()).filter(|&r| !f.plan.routes[r].order.is_empty()).collect();
        match used.as_slice() {
            [one] => self.route_sum(f, *one),
            many => {
                let far = metres(self.lang, f.metres());
                let long = span(self.lang, f.plan.travel);
                let mode = mode(self.lang, self.tour.mode);
                let routes = self.say(K::Routes, &[&many.len().to_string()]);
                [routes, self.say(K::Travelled, &[mode, &far, &long])].join(" · ")
            }
        }
    }

    fn side(&self, f: &Followed) -> Side {
        let lang = self.lang;
        let routes = f.plan.routes.iter().filter(|r| !r.order.is_empty());
        let done = routes.map(|r| ends(f, r)).max().unwrap_or(0);
        let late: i64 = f
            .plan
            .violations
            .iter()
            .map(|v| match *v {
                Violation::Late { by, .. } | Violation::Overtime { by, .. } => i64::from(by),
                _ => 0,
            })
            .sum();
        let other = f.plan.violations.len();
        Side {
            metres: metres(lang, f.metres()),
            travel: span(lang, f.plan.travel),
            ends: time(done),
            late: if late > 0 {
                span(lang, late)
            } else if other > 0 {
                self.say(K::Broken, &[&other.to_string()])
            } else {
                self.say(K::InTime, &[])
            },
        }
    }

    fn gain(&self, p: &Planner, offer: &Offer) -> Gain {
        let lang = self.lang;
        let after = &offer.followed;
        let before = p.followed.as_ref().unwrap_or(after);
        let (seconds, far) = offer.proposal.saving();
        let better = offer.proposal.is_better() || offer.proposal.nearest;
        let whole = |n: i64| u32::try_from(n.unsigned_abs()).unwrap_or(u32::MAX);
        let (less, figure, with) = if !better {
            (K::NoBetter, String::new(), String::new())
        } else if far > 0 {
            let with = if seconds >= 60 {
                self.say(K::AlsoMinutes, &[&span(lang, seconds - seconds % 60)])
            } else {
                String::new()
            };
            (K::SavesWay, metres(lang, whole(far)), with)
        } else if far < 0 {
            (K::CostsWay, metres(lang, whole(far)), String::new())
        } else {
            (K::SavesNothing, String::new(), String::new())
        };
        let mut notes = Vec::new();
        if offer.proposal.optimal {
            notes.push((false, self.say(K::Proved, &[])));
        }
        for v in &after.plan.violations {
            notes.push((true, self.violation(after, v)));
        }
        let stays = after.routes();
        let skipped: Vec<String> = (0..self.tour.stops.len())
            .filter(|i| !stays.iter().any(|r| r.contains(i)) && after.stops.contains(i))
            .map(|i| self.name(i))
            .collect();
        if !skipped.is_empty() {
            let list = skipped.join(if lang == Lang::Zh { "、" } else { ", " });
            notes.push((offer.proposal.nearest, self.say(K::LeavesOut, &[&list])));
        }
        let other = (p.offers.len() > 1).then(|| {
            let which = 1 - p.offer.min(1);
            let key = if which == 1 { K::ShowNearest } else { K::ShowAll };
            (which, self.say(key, &[]))
        });
        Gain {
            lead: [self.say(less, &[]), figure, with],
            sides: [self.side(before), self.side(after)],
            notes,
            better,
            other,
        }
    }

    fn violation(&self, f: &Followed, v: &Violation) -> String {
        let by = |by: i32| span(self.lang, i64::from(by));
        let name = |point: usize| f.stop_of(point).map(|i| self.name(i)).unwrap_or_default();
        match *v {
            Violation::Late { stop, by: late, .. } => {
                self.say(K::CannotLate, &[&name(stop), &by(late)])
            }
            Violation::Closed { stop, .. } => self.say(K::CannotClosed, &[&name(stop)]),
            Violation::Misplaced { stop, .. } => self.say(K::CannotPin, &[&name(stop)]),
            Violation::Overtime { by: late, .. } => {
                let until = self.tour.until.map(Clock::text).unwrap_or_default();
                self.say(K::CannotEnd, &[&until, &by(late)])
            }
        }
    }
}

/// The words of a pin.
#[must_use]
pub fn pin(lang: Lang, of: Option<TourPin>) -> String {
    match of {
        None => say(lang, K::NoPin, &[]),
        Some(TourPin::First) => say(lang, K::PinFirst, &[]),
        Some(TourPin::Last) => say(lang, K::PinLast, &[]),
        Some(TourPin::At(n)) => say(lang, K::PinAt, &[&n.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LonLat, Place, Text};
    use crate::state::planner::{add, propose, rework};

    fn clock(minutes: u16) -> Clock {
        Clock::new(minutes).expect("in range")
    }

    use crate::state::{AtlasRef, State};
    use std::rc::Rc;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    /// Places in a row, 0.01 degrees apart: 1 189 m by the straight estimate.
    fn state(lang: Lang, stops: &[&str]) -> State {
        let mut atlas = Atlas::default();
        for (i, name) in ["a", "b", "c"].into_iter().enumerate() {
            let text = Text::new(["甲", "乙", "丙"][i], name.to_uppercase());
            let mut place = Place::blank(id(name), Category::RedSite, text);
            let lon = 113.66 + f64::from(u8::try_from(i).expect("few")) * 0.01;
            place.position = LonLat::new(lon, 34.75).ok();
            assert_eq!(atlas.insert(place), None);
        }
        let atlas = AtlasRef(Rc::new(atlas));
        // Tuesday, 24 November 2026, 08:00 in Shanghai.
        let mut s = State { lang, atlas, now: 29_924_640, ..State::default() };
        for stop in stops {
            add(&mut s, &id(stop));
        }
        s
    }

    fn read(s: &State) -> View {
        view(s.lang, &s.atlas, s.tour.get::<Planner>().expect("a planner")).expect("a tour")
    }

    #[test]
    fn words_of_times() {
        assert_eq!(span(Lang::Zh, 0), "0 分");
        assert_eq!(span(Lang::Zh, 61), "2 分");
        assert_eq!(span(Lang::Zh, 3600), "1 小时");
        assert_eq!(span(Lang::En, 5401), "1 h 31 min");
        assert_eq!(day(Lang::Zh, Date { year: 2026, month: 11, day: 28 }), "11 月 28 日 周六");
        assert_eq!(day(Lang::En, Date { year: 2026, month: 11, day: 28 }), "Sat 28/11");
    }

    #[test]
    fn a_timetable_is_read_in_both_languages() {
        let v = read(&state(Lang::Zh, &["a", "b"]));
        let [group] = v.groups.as_slice() else { panic!("one group") };
        assert_eq!(group.title, "");
        let rows: Vec<_> = group.rows.iter().map(|r| (r.name.as_str(), r.line.as_str())).collect();
        assert_eq!(rows, [("甲", "09:00 到 · 停 30 分"), ("乙", "09:45 到 · 停 30 分")]);
        assert_eq!(group.rows[1].way, "1.2 公里");
        assert_eq!(group.rows[1].way_more, "16 分 · 估算（直线）");
        assert_eq!(v.sum, "全程 1 小时 16 分，10:15 结束 · 步行 1.2 公里（16 分）");
        let [way, stay, old] = group.rows[1].bars;
        let (way, stay) = (way.expect("a way"), stay.expect("a stay"));
        assert!(way.from < way.to && (way.to - stay.from).abs() < 1e-9 && stay.to > stay.from);
        assert!(group.rows[1].windows.is_empty() && old.is_none());
        assert_eq!(v.hours.iter().map(|h| h.1.as_str()).collect::<Vec<_>>(), ["09:00", "10:00"]);
        let en = read(&state(Lang::En, &["a", "b"]));
        assert_eq!(en.groups[0].rows[1].way_more, "16 min · estimate (straight line)");
    }

    #[test]
    fn conflicts_have_words_and_figures() {
        let mut s = state(Lang::Zh, &["a", "b", "c"]);
        rework(&mut s, |tour| {
            tour.stops[1].windows = Windows::one(clock(540), clock(570));
            tour.stops[2].pin = Some(TourPin::First);
            tour.until = Clock::new(600);
        });
        let v = read(&s);
        assert_eq!(v.groups[0].rows[1].trouble, "晚 16 分：最晚 09:30 开始");
        assert_eq!(v.groups[0].rows[2].trouble, "不在固定的位置");
        assert_eq!(v.groups[0].trouble, "10:00 前回不来，超 1 小时 2 分");
        rework(&mut s, |tour| {
            tour.stops[1].windows = Windows::one(clock(600), clock(600));
            tour.stops[2].route = None;
        });
        let v = read(&s);
        assert_eq!(v.groups[0].rows[1].wait, "等 15 分");
        assert_eq!(v.groups[0].rows[1].window, "约定 10:00");
        rework(&mut s, |tour| {
            tour.stops[1].windows =
                Windows::one(clock(480), clock(500)).and(clock(600), clock(660));
        });
        let v = read(&s);
        assert_eq!(v.groups[0].rows[1].window, "须 08:00–08:20、10:00–11:00 到");
        assert_eq!(v.groups[0].rows[1].wait, "等 15 分", "for the second span");
        assert_eq!(v.groups[0].rows[1].windows.len(), 1, "the first is over before the day begins");
        assert_eq!(v.left.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["丙"]);
    }

    #[test]
    fn an_offer_is_weighed_against_the_present_order() {
        let mut s = state(Lang::Zh, &["b", "a", "c"]);
        let (revision, problem) = {
            let p = s.tour.get::<Planner>().expect("a planner");
            (p.work.revision, p.followed.as_ref().expect("times").outing.problem.clone())
        };
        let effort = crate::engine::tour::Effort::quick(&problem);
        let plan = crate::engine::tour::Solver::new(&problem, effort).expect("fine").finish();
        propose(&mut s, revision, &plan);
        let v = read(&s);
        let gain = v.gain.expect("an offer");
        assert!(gain.better);
        assert_eq!(gain.lead, ["换个顺序，少走", "1.2 公里", "和 15 分"]);
        assert_eq!(gain.sides[0].metres, "3.6 公里");
        assert_eq!(gain.sides[1].metres, "2.4 公里");
        assert_eq!(gain.sides[1].late, "准时");
        assert_eq!(gain.notes, [(false, "已证最优".to_owned())]);
        let was: Vec<_> = v.groups[0].rows.iter().map(|r| r.was.as_str()).collect();
        assert!(was.contains(&"原 1"), "{was:?}");
        assert!(v.groups[0].rows[0].bars[2].is_some(), "the old time is shown beside the new");
    }

    #[test]
    fn what_cannot_be_gone_to_says_why() {
        let mut s = state(Lang::Zh, &["a"]);
        rework(&mut s, |tour| tour.stops.push(crate::domain::TourStop::new(id("gone"))));
        let v = read(&s);
        assert_eq!(v.left[0].caution, "数据包里没有这个地点");
        assert_eq!(v.left[0].name, "gone");
    }
}
