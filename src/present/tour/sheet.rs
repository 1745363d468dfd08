//! The timetable of a tour: who is where when.

use crate::domain::itinerary::{Date, Itinerary};
use crate::domain::{Atlas, LonLat};
use crate::engine::tour::{Outing, Plan, Violation};
use crate::i18n::Lang;

/// One line of the timetable. Times are seconds of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct StopLine {
    /// The place's id; empty for a start or end that is only a position.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its address, may be empty.
    pub address: String,
    /// Its telephone number, may be empty.
    pub phone: String,
    /// Where it is.
    pub at: LonLat,
    /// Its number on the map, from 1; `None` for start and end.
    pub number: Option<usize>,
    /// When it is reached.
    pub arrive: i32,
    /// When the visit begins.
    pub begin: i32,
    /// When one leaves.
    pub leave: i32,
    /// Seconds to the next stop, metres, and whether these are estimates; `None` at the end.
    pub leg: Option<(u32, u32, bool)>,
    /// By how many seconds it is too late, where it is.
    pub late: Option<i32>,
}

impl StopLine {
    /// Seconds waited before the visit begins.
    #[must_use]
    pub const fn wait(&self) -> i32 {
        self.begin - self.arrive
    }
}

/// One team's day.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteSheet {
    /// The day, from 0.
    pub day: usize,
    /// The team, from 0.
    pub team: usize,
    /// The date, where the tour has one.
    pub date: Option<Date>,
    /// The stops in order, start and end included; empty for a team that is not needed.
    pub stops: Vec<StopLine>,
    /// On the way, in metres.
    pub metres: u32,
    /// On the way, in seconds.
    pub travel: u32,
    /// Seconds left at the end before the tour must have ended; below zero where it is late.
    pub slack: Option<i32>,
}

/// The whole tour.
#[derive(Debug, Clone, PartialEq)]
pub struct TourSheet {
    /// What it is called.
    pub name: String,
    /// The tour for [`super::import()`].
    pub token: String,
    /// A number that stays the same for the same tour.
    pub print: u64,
    /// One route a team and day.
    pub routes: Vec<RouteSheet>,
}

/// The timetable of a plan.
#[must_use]
pub fn sheet(
    tour: &Itinerary,
    outing: &Outing,
    plan: &Plan,
    atlas: &Atlas,
    lang: Lang,
) -> TourSheet {
    let mut number = 0;
    let routes = plan.routes.iter().enumerate().map(|(r, route)| {
        let (day, team) = outing.shift(r);
        let lines = route.order.iter().enumerate().map(|(i, &point)| {
            let place = outing.place(point).and_then(|id| atlas.place(id));
            let problem = &outing.problem;
            let is_end = problem.start == Some(point) || problem.end == Some(point);
            let begin = route.arrive[i] + route.wait[i];
            let stop = problem.stops.get(point);
            number += usize::from(!is_end);
            StopLine {
                id: outing.place(point).map(ToString::to_string).unwrap_or_default(),
                name: place
                    .map_or_else(|| end_name(lang, i == 0), |p| lang.pick(&p.name).to_owned()),
                address: place.map_or("", |p| lang.pick(&p.address)).to_owned(),
                phone: place.map_or("", |p| p.visit.phone.as_str()).to_owned(),
                at: outing.points[point],
                number: (!is_end).then_some(number),
                arrive: route.arrive[i],
                begin,
                leave: begin + stop.map_or(0, |s| s.service),
                leg: route.order.get(i + 1).map(|&next| {
                    let legs = &outing.legs;
                    let (seconds, metres) = (legs.seconds(point, next), legs.metres(point, next));
                    (seconds, metres, legs.is_estimate(point, next))
                }),
                late: late(plan, r, point),
            }
        });
        let stops: Vec<StopLine> = lines.collect();
        let ends = stops.last().map_or(0, |s| s.leave);
        RouteSheet {
            day,
            team,
            date: tour.date.map(|d| d.plus(u8::try_from(day).unwrap_or(u8::MAX))),
            metres: outing.metres(route),
            travel: stops.iter().filter_map(|s| s.leg).map(|l| l.0).sum(),
            slack: tour.until.map(|u| i32::from(u.minutes()) * 60 - ends),
            stops,
        }
    });
    let routes = routes.collect();
    let token = super::token(tour);
    TourSheet { name: title(tour, lang), print: fnv(&token), token, routes }
}

/// The name of a tour, or what it is called without one.
#[must_use]
pub fn title(tour: &Itinerary, lang: Lang) -> String {
    match (tour.name.is_empty(), lang) {
        (false, _) => tour.name.clone(),
        (true, Lang::Zh) => "路线".to_owned(),
        (true, Lang::En) => "Tour".to_owned(),
    }
}

/// The name of a route where a tour has several: its day and team, from 1.
#[must_use]
pub fn route_title(sheet: &TourSheet, route: &RouteSheet, lang: Lang) -> String {
    let most = |of: fn(&RouteSheet) -> usize| sheet.routes.iter().map(of).max().unwrap_or(0);
    let (day, team) = ((route.day + 1).to_string(), (route.team + 1).to_string());
    let mut out = sheet.name.clone();
    if most(|r| r.day) > 0 {
        out.push_str(&match lang {
            Lang::Zh => [" 第 ", &day, " 天"].concat(),
            Lang::En => [", day ", &day].concat(),
        });
    }
    if most(|r| r.team) > 0 {
        out.push_str(&match lang {
            Lang::Zh => [" 第 ", &team, " 队"].concat(),
            Lang::En => [", team ", &team].concat(),
        });
    }
    out
}

fn end_name(lang: Lang, first: bool) -> String {
    match (lang, first) {
        (Lang::Zh, true) => "起点",
        (Lang::Zh, false) => "终点",
        (Lang::En, true) => "Start",
        (Lang::En, false) => "End",
    }
    .to_owned()
}

fn late(plan: &Plan, route: usize, point: usize) -> Option<i32> {
    plan.violations.iter().find_map(|v| match *v {
        Violation::Late { route: r, stop, by } if r == route && stop == point => Some(by),
        _ => None,
    })
}

/// FNV-1a, 64 bits.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
}
