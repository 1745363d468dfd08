//! The demands of one stop: minutes, window, pin, whether it may be left out, its team.

use super::press::{field, input, select, take};
use super::stops::shift;
use super::{Desk, icon};
use crate::app::parts::{El, button, el, glyph, line_icon, outside};
use crate::domain::itinerary::{Clock, Itinerary, TourPin, TourStop, TravelMode};
use crate::domain::windows::MOST_WINDOWS;
use crate::domain::{Text, Windows};
use crate::i18n::Lang;
use crate::i18n::words::TourKey as K;
use crate::present::planner::{Row, pin};
use crate::present::shapes::Icon;
use crate::present::way::{self, Mode, Stop};
use crate::state::planner::{self, Pane, hours};
use crate::state::{Action, Link, Route, TourAction};
use yew::prelude::*;

/// What can be asked of a stop.
pub fn demands(desk: &Desk<'_>, row: &Row) -> El {
    let i = row.stop;
    let tour = &desk.p.work.tour;
    let Some(stop) = tour.stops.get(i) else { return el("div") };
    let mut out = el("div")
        .class("demands")
        .at("role", "group")
        .label(&desk.say(K::Change, &[&row.name]))
        .maybe(way_here(desk, row))
        .put(
            el("div")
                .class("fields")
                .put(field(desk.word(K::Stay), minutes(desk, i, stop)))
                .put(field(desk.word(K::From), clock(desk, i, stop, (0, true))))
                .put(field(desk.word(K::To), clock(desk, i, stop, (0, false)))),
        )
        .all(1..stop.windows.spans().len(), |span| further(desk, i, stop, span))
        .put(window_buttons(desk, i, stop))
        .put(
            el("div")
                .class("fields")
                .put(field(desk.word(K::Pin), pins(desk, i, tour)))
                .maybe(
                    (tour.routes() > 1 || stop.route.is_none())
                        .then(|| field(desk.word(K::RouteOf), routes(desk, i, tour))),
                )
                .maybe(
                    stop.optional.then(|| field(desk.word(K::Priority), priority(desk, i, stop))),
                ),
        );
    let optional = take(desk.on, move |s, value| {
        let on = !value.is_empty();
        planner::act(s, &TourAction::Optional(i, on, if on { 3 } else { 1 }));
    });
    out = out.put(
        el("label")
            .class("tick")
            .put(
                el("input")
                    .at("type", "checkbox")
                    .flag("checked", stop.optional)
                    .on_change(optional),
            )
            .put(el("span").word(desk.word(K::OptionalStop))),
    );
    out.put(acts(desk, row))
}

/// How the leg to this stop runs, and the apps that lead along it.
fn way_here(desk: &Desk<'_>, row: &Row) -> Option<El> {
    if row.way.is_empty() {
        return None;
    }
    let words = [row.way.as_str(), " · ", &row.way_more].concat();
    let (from, to) = ends(desk, row.stop)?;
    let mode = match desk.p.work.tour.mode {
        TravelMode::Walk => Mode::Walk,
        TravelMode::Bike => Mode::Ride,
        TravelMode::Drive => Mode::Drive,
    };
    let (a, b) = (Stop { at: from.0, name: &from.1 }, Stop { at: to.0, name: &to.1 });
    let amap = outside(&way::amap_leg(Some(a), b, mode), desk.word(K::Amap)).class("btn sm");
    let baidu = outside(&way::baidu_leg(a, b, mode), desk.word(K::Baidu)).class("btn sm");
    Some(
        el("div").class("way-here").put(el("p").class("num").text(&words)).put(
            el("p").put(el("span").class("hint").word(desk.word(K::GoHere))).put(amap).put(baidu),
        ),
    )
}

/// A point with the name that the apps look for: Chinese, whatever the reader's language.
type Named = (crate::domain::LonLat, String);

/// Both ends of the leg to a stop.
fn ends(desk: &Desk<'_>, stop: usize) -> Option<(Named, Named)> {
    let followed = desk.p.shown()?;
    let name = |point: usize| {
        let place = followed.outing.place(point).and_then(|id| desk.s.atlas.place(id));
        let words = |text: &Text| Lang::Zh.pick(text).to_owned();
        let name = place.map_or_else(|| K::MapPoint.text(Lang::Zh).to_owned(), |p| words(&p.name));
        Some((followed.outing.points.get(point).copied()?, name))
    };
    followed.plan.routes.iter().find_map(|route| {
        let at = route.order.iter().position(|&p| followed.stop_of(p) == Some(stop))?;
        let before = route.order.get(at.checked_sub(1)?)?;
        Some((name(*before)?, name(route.order[at])?))
    })
}

fn minutes(desk: &Desk<'_>, i: usize, stop: &TourStop) -> El {
    let change = take(desk.on, move |s, value| {
        let Ok(minutes) = value.trim().parse::<u16>() else { return };
        let atlas = s.atlas.clone();
        planner::rework(s, |tour| planner::set_minutes(tour, &atlas, i, minutes));
    });
    input("number", &stop.minutes.to_string(), change)
        .at("min", "0")
        .at("max", "1440")
        .at("step", "5")
        .at("inputmode", "numeric")
}

/// One end of a span: which span, and whether it is the opening end.
type End = (usize, bool);

fn clock(desk: &Desk<'_>, i: usize, stop: &TourStop, end: End) -> El {
    let span = stop.windows.spans().get(end.0);
    let value = span.map_or_else(String::new, |(a, b)| (if end.1 { a } else { b }).text());
    let change = take(desk.on, move |s, value| {
        let time = Clock::parse(value);
        planner::rework(s, |tour| set_end(tour, i, end, time));
    });
    // A field of the browser knows no 24:00.
    let value = if value == "24:00" { "23:59" } else { &value };
    input("time", value, change)
}

/// Sets one end of a span; an emptied field takes the span away.
fn set_end(tour: &mut Itinerary, i: usize, (span, open): End, time: Option<Clock>) {
    let (depart, until) = (tour.depart, tour.until);
    let Some(stop) = tour.stops.get_mut(i) else { return };
    let known = stop.windows.spans().get(span).copied();
    let rest = stop.windows.without(span);
    let Some(time) = time else {
        stop.windows = rest;
        return;
    };
    let day = Clock::new(1440).unwrap_or(depart);
    let (from, to) = known.unwrap_or((depart, until.unwrap_or(day)));
    // The other end gives way.
    stop.windows = if open { rest.and(time, to.max(time)) } else { rest.and(from.min(time), time) };
}

/// A span after the first, with what takes it away.
fn further(desk: &Desk<'_>, i: usize, stop: &TourStop, span: usize) -> El {
    let less = desk.act(TourAction::Window(i, stop.windows.without(span)));
    el("div")
        .class("fields spans")
        .put(field(desk.word(K::From), clock(desk, i, stop, (span, true))))
        .put(field(desk.word(K::To), clock(desk, i, stop, (span, false))))
        .put(button("icb", less).label(desk.word(K::LessSpan)).put(line_icon(icon::BIN, 18)))
}

/// The same windows and an hour more, an hour after them.
fn with_more(windows: &Windows) -> Windows {
    let last = windows.spans().last().map_or(0, |(_, close)| close.minutes());
    let from = (last + 60).min(1380);
    match Clock::new(from).zip(Clock::new(from + 60)) {
        Some((from, to)) => windows.and(from, to),
        None => windows.clone(),
    }
}

fn window_buttons(desk: &Desk<'_>, i: usize, stop: &TourStop) -> El {
    let tour = &desk.p.work.tour;
    let date = tour.date.unwrap_or_else(|| planner::today(desk.s.now));
    let place = desk.s.atlas.place(&stop.place);
    let by_hours = place.map_or(Windows::ANY, |place| hours(place, date, stop.minutes));
    let set = |windows: Windows| desk.act(TourAction::Window(i, windows));
    let spans = stop.windows.spans();
    let appointment = spans.first().map_or(tour.depart, |(from, _)| *from);
    let more = (1..MOST_WINDOWS).contains(&spans.len()).then(|| with_more(&stop.windows));
    el("div")
        .class("chips left")
        .put(
            button("chip", set(Windows::ANY))
                .class_if("chip", stop.windows.is_any(), "on")
                .word(desk.word(K::FreeWindow)),
        )
        .maybe((!by_hours.is_any()).then(|| {
            button("chip", set(by_hours.clone()))
                .class_if("chip", stop.windows == by_hours, "on")
                .word(desk.word(K::HoursWindow))
        }))
        .put(
            button("chip", set(Windows::one(appointment, appointment)))
                .class_if("chip", stop.windows.appointment().is_some(), "on")
                .word(desk.word(K::Appointment)),
        )
        .maybe(more.map(|more| {
            button("chip", set(more)).put(glyph(Icon::Plus, 16)).word(desk.word(K::MoreSpan))
        }))
}

fn pins(desk: &Desk<'_>, i: usize, tour: &Itinerary) -> El {
    let code = |of: Option<TourPin>| match of {
        None => String::new(),
        Some(TourPin::First) => "f".to_owned(),
        Some(TourPin::Last) => "l".to_owned(),
        Some(TourPin::At(n)) => n.to_string(),
    };
    let most = u8::try_from(tour.stops.len()).unwrap_or(u8::MAX);
    let inside = (2..most).map(|n| Some(TourPin::At(n)));
    let all = [None, Some(TourPin::First), Some(TourPin::Last)].into_iter().chain(inside);
    let choices: Vec<_> = all.map(|of| (code(of), pin(desk.lang, of))).collect();
    let change = take(desk.on, move |s, value| {
        let pin = match value {
            "" => None,
            "f" => Some(TourPin::First),
            "l" => Some(TourPin::Last),
            n => n.parse().ok().map(TourPin::At),
        };
        planner::act(s, &TourAction::Pin(i, pin));
    });
    select(&code(tour.stops[i].pin), &choices, change)
}

fn routes(desk: &Desk<'_>, i: usize, tour: &Itinerary) -> El {
    let teams = usize::from(tour.teams.max(1));
    let name = |r: usize| {
        let mut parts = Vec::new();
        if tour.days > 1 {
            parts.push(desk.say(K::DayNumber, &[&(r / teams + 1).to_string()]));
        }
        if tour.teams > 1 || tour.days == 1 {
            parts.push(desk.say(K::TeamNumber, &[&(r % teams + 1).to_string()]));
        }
        (r.to_string(), parts.join(" · "))
    };
    let mut choices: Vec<_> = (0..tour.routes()).map(name).collect();
    choices.push((String::new(), desk.word(K::NoRoute).to_owned()));
    let now = tour.stops[i].route.map_or_else(String::new, |r| r.to_string());
    let change = take(desk.on, move |s, value| {
        planner::act(s, &TourAction::Route(i, value.parse().ok()));
    });
    select(&now, &choices, change)
}

fn priority(desk: &Desk<'_>, i: usize, stop: &TourStop) -> El {
    let score = stop.score;
    let mut choices: Vec<_> = (1..=5).map(|n: u16| (n.to_string(), "★".repeat(n.into()))).collect();
    if !(1..=5).contains(&score) {
        choices.push((score.to_string(), score.to_string()));
    }
    let change = take(desk.on, move |s, value| {
        if let Ok(score) = value.parse() {
            planner::act(s, &TourAction::Optional(i, true, score));
        }
    });
    select(&score.to_string(), &choices, change)
}

fn acts(desk: &Desk<'_>, row: &Row) -> El {
    let step = |key: K, sign: Icon, down: bool| {
        let (s, on, id) = (desk.s.clone(), desk.on.clone(), row.id.clone());
        let press = Callback::from(move |_: MouseEvent| shift(&s, &on, &id, down));
        button("btn sm", press).put(glyph(sign, 16)).word(desk.word(key))
    };
    let card = Link { route: Route::Place(row.id.clone()), ..Link::default() }.to_hash();
    let here = row.id.clone();
    let open = desk.on.reform(move |e: MouseEvent| {
        e.prevent_default();
        let id = here.clone();
        // Straight to the card: while the planner is open a choice means a stop.
        crate::state::Edit::new(move |s| {
            planner::edit(s, |p, _| p.pane = Pane::Stops);
            s.route = Route::Explore;
            *s = crate::state::reduce(s.clone(), Action::Choose(id.clone()));
        })
    });
    el("div")
        .class("demand-acts")
        .put(step(K::Earlier, Icon::Up, false))
        .put(step(K::Later, Icon::Down, true))
        .put(el("a").class("btn sm").attr("href", &card).on_click(open).word(desk.word(K::Card)))
        .put(
            button("btn sm", desk.act(TourAction::Remove(row.stop)))
                .put(line_icon(icon::BIN, 16))
                .word(desk.word(K::Remove)),
        )
}
