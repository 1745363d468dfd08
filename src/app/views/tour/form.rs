//! Day, times, travel, teams, start and end of the whole tour.

use super::Desk;
use super::press::{field, input, select, take};
use crate::app::parts::{El, button, el, glyph};
use crate::domain::PlaceId;
use crate::domain::itinerary::{Clock, Date, MOST_DAYS, MOST_TEAMS, Spot, TravelMode};
use crate::i18n::words::TourKey as K;
use crate::present::planner as view;
use crate::present::scene::label;
use crate::present::shapes::Icon;
use crate::state::planner::{self, Pane, Planner};
use crate::state::{Here, State, TourAction};
use yew::prelude::*;

/// The settings of the tour.
pub fn form(desk: &Desk<'_>) -> El {
    let tour = &desk.p.work.tour;
    let name = take(desk.on, |s, value| planner::act(s, &TourAction::Rename(value.to_owned())));
    let date = take(desk.on, |s, value| {
        let (date, atlas) = (Date::parse(value), s.atlas.clone());
        planner::rework(s, |tour| planner::set_date(tour, &atlas, date));
    });
    let depart = take(desk.on, |s, value| {
        let until = tour_of(s).and_then(|t| t.until);
        if let Some(depart) = Clock::parse(value) {
            planner::act(s, &TourAction::Hours(depart, until));
        }
    });
    let until = take(desk.on, |s, value| {
        let Some(depart) = tour_of(s).map(|t| t.depart) else { return };
        planner::act(s, &TourAction::Hours(depart, Clock::parse(value)));
    });
    let text = |value: String| value;
    let fields = el("div")
        .class("fields")
        .put(field(
            desk.word(K::Day),
            input("date", &text(tour.date.map_or_else(String::new, Date::text)), date),
        ))
        .put(field(desk.word(K::Depart), input("time", &tour.depart.text(), depart)))
        .put(field(
            desk.word(K::Until),
            input("time", &tour.until.map_or_else(String::new, Clock::text), until),
        ))
        .put(field(desk.word(K::Days), count(desk, tour.days, MOST_DAYS, true)))
        .put(field(desk.word(K::Teams), count(desk, tour.teams, MOST_TEAMS, false)))
        .put(field(desk.word(K::Speed), speed(desk)));
    let body = el("div")
        .class("scroll tour-form")
        .put(field(desk.word(K::Name), input("text", &tour.name, name).at("maxlength", "60")))
        .put(modes(desk))
        .put(fields)
        .put(field(desk.word(K::Start), ends(desk, true)))
        .put(field(desk.word(K::End), ends(desk, false)));
    el("section")
        .class("pane")
        .at("aria-label", desk.word(K::Settings))
        .put(pane_head(desk, K::Settings))
        .put(body)
}

/// The head of a part of the panel, with the way back to the stops.
pub fn pane_head(desk: &Desk<'_>, title: K) -> El {
    el("header")
        .class("pane-head")
        .put(
            button("btn sm ghost", desk.pane(Pane::Stops))
                .put(glyph(Icon::Back, 18))
                .word(desk.word(K::Back)),
        )
        .put(el("h2").at("tabindex", "-1").word(desk.word(title)))
}

fn tour_of(s: &State) -> Option<crate::domain::Itinerary> {
    s.tour.get::<Planner>().map(|p| p.work.tour.clone())
}

fn modes(desk: &Desk<'_>) -> El {
    let chip = |mode: &TravelMode| {
        let mode = *mode;
        let on = desk.p.work.tour.mode == mode;
        button("chip", desk.act(TourAction::Travel(mode, None)))
            .class_if("chip", on, "on")
            .at("aria-pressed", if on { "true" } else { "false" })
            .word(view::mode(desk.lang, mode))
    };
    el("div")
        .class("chips left")
        .at("role", "group")
        .at("aria-label", desk.word(K::Mode))
        .all(&TravelMode::ALL, chip)
}

fn speed(desk: &Desk<'_>) -> El {
    let mode = desk.p.work.tour.mode;
    let change = take(desk.on, move |s, value| {
        let speed = crate::json::decimal::parse(value.trim()).filter(|v| (0.5..=200.0).contains(v));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // just checked
        let tenths = speed.map(|v| (v * 10.0).round() as u16);
        planner::act(s, &TourAction::Travel(mode, tenths));
    });
    input("number", &view::speed(&desk.p.work.tour), change)
        .at("min", "0.5")
        .at("max", "200")
        .at("step", "0.5")
        .at("inputmode", "decimal")
}

fn count(desk: &Desk<'_>, now: u8, most: u8, days: bool) -> El {
    let choices: Vec<_> = (1..=most).map(|n| (n.to_string(), n.to_string())).collect();
    let change = take(desk.on, move |s, value| {
        let (Some(tour), Ok(n)) = (tour_of(s), value.parse()) else { return };
        let (d, t) = if days { (n, tour.teams) } else { (tour.days, n) };
        planner::act(s, &TourAction::Shifts(d, t));
    });
    select(&now.to_string(), &choices, change)
}

/// Where the days begin or end: at a stop, at any place, where the map looks, where the reader is.
fn ends(desk: &Desk<'_>, start: bool) -> El {
    let tour = &desk.p.work.tour;
    let now = if start { &tour.start } else { &tour.end };
    let mut choices =
        vec![(String::new(), desk.word(if start { K::AtFirst } else { K::AtLast }).into())];
    if !start && tour.start.is_some() {
        choices.push(("=".into(), desk.word(K::SameAsStart).to_owned()));
    }
    if matches!(now, Some(Spot::At(_))) {
        choices.push(("~".into(), desk.word(K::MapPoint).to_owned()));
    }
    choices.push(("+".into(), desk.word(K::MapCentre).to_owned()));
    if matches!(desk.s.here, Here::At(..)) {
        choices.push(("!".into(), desk.word(K::Here).to_owned()));
    }
    let there = desk.s.atlas.places().iter().filter(|p| p.position.is_some());
    choices.extend(there.map(|p| ([":", p.id.as_str()].concat(), label(desk.lang, p))));
    let value = match now {
        None => String::new(),
        same if !start && *same == tour.start => "=".into(),
        Some(Spot::At(_)) => "~".into(),
        Some(Spot::Place(id)) => [":", id.as_str()].concat(),
    };
    let change: Callback<Event> = take(desk.on, move |s, value| {
        let Some(tour) = tour_of(s) else { return };
        let here = match s.here {
            Here::At(at, _) => Some(at),
            _ => None,
        };
        let spot = match value {
            "" => None,
            "=" => tour.start.clone(),
            "~" => return,
            "+" => s.camera.map(|c| Spot::At(c.centre)),
            "!" => here.map(Spot::At),
            id => id.strip_prefix(':').and_then(|id| PlaceId::new(id).ok()).map(Spot::Place),
        };
        let (from, to) = if start { (spot, tour.end) } else { (tour.start, spot) };
        planner::act(s, &TourAction::Ends(from, to));
    });
    select(&value, &choices, change)
}
