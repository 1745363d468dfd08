//! The timetable: times in a table, and a bar for each stop.

use super::stops::trouble;
use super::{Desk, icon, outlet, paper};
use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::i18n::words::{OutKey, TourKey as K};
use crate::json::decimal;
use crate::present::planner::{Bar, Group, Row, View};
use crate::present::shapes::{Icon, colour_class};
use crate::state::planner::{self, Planner};
use crate::state::{Action, Edit, State};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use yew::prelude::*;

/// How long a leg is shown, in milliseconds.
const PACE: u32 = 1600;

/// The whole timetable with its legend.
pub fn table(desk: &Desk<'_>, v: &View) -> El {
    let offered = v.gain.is_some();
    let legend = el("ul")
        .class("tt-legend")
        .at("aria-hidden", "true")
        .put(key(desk, "stay", K::LegendStay))
        .put(key(desk, "way", K::LegendWay))
        .put(key(desk, "window", K::LegendWindow))
        .maybe(offered.then(|| key(desk, "old", K::LegendOld)));
    let playing = desk.p.playing.is_some();
    let play = {
        let on = desk.on.clone();
        Callback::from(move |_: MouseEvent| if playing { stop(&on) } else { start(&on) })
    };
    let words = if playing { K::StopPlay } else { K::Play };
    let tools = el("div")
        .class("tt-tools")
        .put(
            button("btn sm", play)
                .put(glyph(if playing { Icon::Pause } else { Icon::Play }, 18))
                .word(desk.word(words)),
        )
        .put(
            button("btn sm", desk.press(planner::fit))
                .put(glyph(Icon::Whole, 18))
                .word(desk.word(K::WholeTour)),
        )
        .put(
            button("btn sm", print(desk))
                .put(line_icon(icon::PRINT, 18))
                .word(OutKey::Print.text(desk.lang)),
        )
        .put(
            button("btn sm", export(desk))
                .put(line_icon(icon::OUT, 18))
                .word(OutKey::Export.text(desk.lang)),
        );
    let head = el("header")
        .class("tt-head")
        .put(el("h2").word(desk.word(K::Timetable)))
        .put(legend)
        .put(tools);
    let groups = v.groups.iter().filter(|g| !g.rows.is_empty());
    el("section")
        .class("tt")
        .at("aria-label", desk.word(K::Timetable))
        .put(head)
        .put(el("div").class("tt-body").all(groups, |g| group(desk, v, g)))
}

/// Prints the sheet of the tour as it is, whatever order is offered.
fn print(desk: &Desk<'_>) -> Callback<MouseEvent> {
    let (s, p) = (desk.s.clone(), desk.p.clone());
    Callback::from(move |_: MouseEvent| {
        if let Some(followed) = p.followed.clone() {
            paper::print(p.work.tour.clone(), followed, s.atlas.clone(), s.lang);
        }
    })
}

/// Opens the choice of files.
fn export(desk: &Desk<'_>) -> Callback<MouseEvent> {
    let (s, p, told) = (desk.s.clone(), desk.p.clone(), told(desk));
    Callback::from(move |_: MouseEvent| {
        if let Some(followed) = &p.followed {
            outlet::open(&p.work.tour, followed, &s.atlas, s.lang, &told);
        }
    })
}

/// Says what came of it.
pub(super) fn told(desk: &Desk<'_>) -> Callback<OutKey> {
    let lang = desk.lang;
    desk.on.reform(move |key: OutKey| {
        Edit::new(move |s| planner::edit(s, |p, _| key.text(lang).clone_into(&mut p.said)))
    })
}

fn key(desk: &Desk<'_>, class: &'static str, words: K) -> El {
    let swatch = el("svg").at("width", "24").at("height", "12").put(match class {
        "way" => line("way", 0.0, 100.0),
        class => rect(class, Bar { from: 4.0, to: 96.0 }),
    });
    el("li").put(swatch).word(desk.word(words))
}

fn group(desk: &Desk<'_>, v: &View, g: &Group) -> El {
    let cell = |key: K| el("th").at("scope", "col").word(desk.word(key));
    let hours = el("th").class("lane").hidden().all(&v.hours, |(at, words)| {
        // The figures stand over their lines: an SVG, as the policy allows no style of an element.
        el("svg")
            .class_if("hour", *at > 97.0, "last")
            .put(el("text").attr("x", &percent(*at)).at("y", "14").text(words))
    });
    let table = el("table")
        .put(el("caption").class("aside").text(if g.title.is_empty() {
            desk.word(K::Timetable)
        } else {
            &g.title
        }))
        .put(
            el("colgroup")
                .put(el("col").class("c-n"))
                .put(el("col").class("c-name"))
                .put(el("col").class("c-time"))
                .put(el("col").class("c-time"))
                .put(el("col").class("c-way"))
                .put(el("col")),
        )
        .put(
            el("thead").put(
                el("tr")
                    .put(cell(K::ColumnStop).at("colspan", "2"))
                    .put(cell(K::ColumnArrive))
                    .put(cell(K::ColumnLeave))
                    .put(cell(K::ColumnWay))
                    .put(hours),
            ),
        )
        .put(el("tbody").class("num").all(&g.rows, |row| line_of(desk, v, row)));
    let title = (!g.title.is_empty())
        .then(|| el("h3").text(&g.title).put(el("span").class("num").text(&g.sum)));
    el("div")
        .class("tt-group")
        .maybe(title)
        .put(table)
        .maybe((!g.trouble.is_empty()).then(|| trouble(desk, &g.trouble)))
}

fn line_of(desk: &Desk<'_>, v: &View, row: &Row) -> El {
    let chosen = desk.p.chosen.as_ref() == Some(&row.id);
    let [way, stay, old] = row.bars;
    let mut lane =
        el("svg").attr("class", &["bars ", colour_class(&row.category)].concat()).hidden();
    for (at, _) in &v.hours {
        let x = percent(*at);
        lane = lane.put(
            el("line").class("grid").attr("x1", &x).attr("x2", &x).at("y1", "0").at("y2", "100%"),
        );
    }
    lane = lane
        .all(&row.windows, |b| rect("window", *b))
        .maybe(old.filter(|_| v.gain.is_some()).map(|b| rect("old", b)))
        .maybe(way.map(|b| line("way", b.from, b.to)))
        .maybe(stay.map(|b| rect("stay", b)));
    let warning = (!row.trouble.is_empty()).then(|| {
        el("span")
            .class("late")
            .put(glyph(Icon::Warn, 14))
            .put(el("span").class("aside").text(&row.trouble))
    });
    let select = {
        let id = row.id.clone();
        desk.edit(move |p| p.chosen = Some(id.clone()))
    };
    el("tr")
        .key(row.id.as_str())
        .class_if("tt-row", chosen, "on")
        .put(el("td").class("n").number(row.number.unwrap_or_default()))
        .put(el("th").at("scope", "row").put(button("tt-name", select).text(&row.name)))
        .put(el("td").text(&row.arrive).maybe(warning))
        .put(el("td").text(&row.leave))
        .put(el("td").text(&row.way))
        .put(el("td").class("lane").put(lane))
}

fn percent(at: f64) -> String {
    decimal::short(at, 2) + "%"
}

fn rect(class: &'static str, b: Bar) -> El {
    let (from, width) = (percent(b.from), percent((b.to - b.from).max(0.4)));
    let bar = |class: &'static str| {
        el("rect")
            .class(class)
            .attr("x", &from)
            .attr("width", &width)
            .at("y", "15%")
            .at("height", "70%")
    };
    if class != "window" {
        return bar(class);
    }
    // Hatched, with a bar at each end.
    let end = |at: f64| {
        let x = percent(at);
        el("line").class("end").attr("x1", &x).attr("x2", &x).at("y1", "10%").at("y2", "90%")
    };
    let hatch = line("window", b.from, b.to.max(b.from + 0.4));
    el("g").put(hatch).put(end(b.from)).put(end(b.to.max(b.from + 0.4)))
}

fn line(class: &'static str, from: f64, to: f64) -> El {
    el("line")
        .class(class)
        .attr("x1", &percent(from))
        .attr("x2", &percent(to))
        .at("y1", "50%")
        .at("y2", "50%")
}

thread_local! {
    /// The round of playing under way; another number ends it.
    static ROUND: Cell<u32> = const { Cell::new(0) };
    /// Whether the last step reached the end.
    static OVER: Cell<bool> = const { Cell::new(false) };
}

/// Goes along the tour, a leg at a time.
fn start(on: &Callback<Action>) {
    ROUND.set(ROUND.get().wrapping_add(1));
    OVER.set(false);
    beat(ROUND.get(), on.clone());
}

fn beat(round: u32, on: Callback<Action>) {
    if ROUND.get() != round || OVER.get() {
        return;
    }
    on.emit(Edit::new(|s: &mut State| {
        planner::play_step(s);
        OVER.set(s.tour.get::<Planner>().is_none_or(|p| p.playing.is_none()));
    }));
    Timeout::new(PACE, move || beat(round, on)).forget();
}

fn stop(on: &Callback<Action>) {
    ROUND.set(ROUND.get().wrapping_add(1));
    on.emit(Edit::new(|s: &mut State| planner::edit(s, |p, _| p.playing = None)));
}
