//! The list of stops: read, dragged, moved with keys.

use super::{Desk, icon, stop};
use crate::app::parts::drawing::svg;
use crate::app::parts::{El, el, glyph, line_icon};
use crate::domain::PlaceId;
use crate::i18n::words::TourKey as K;
use crate::present::planner::{EndRow, Group, Row, View, say};
use crate::present::shapes::{self, Icon, MARKER_BOX};
use crate::state::overlay::Badge;
use crate::state::planner::{self, Planner, move_to, neighbour};
use crate::state::{Action, Edit, State};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// All teams and days, then what is left out.
pub fn stops(desk: &Desk<'_>, v: &View) -> El {
    let mut out = el("div").class("tour-list");
    let several = v.groups.len() > 1;
    for (r, group) in v.groups.iter().enumerate() {
        out = out.put(group_list(desk, group, r, several));
    }
    if !v.left.is_empty() {
        let rows = v.left.iter().map(|row| item(desk, row));
        out = out
            .put(el("h3").class("grp").word(desk.word(K::LeftOut)))
            .put(el("ul").class("stops").all(rows, |row| row));
    }
    let note = if desk.p.network.is_some() { K::Estimated } else { K::NoStreets };
    out.maybe(desk.p.loaded.then(|| el("p").class("hint tour-note").word(desk.word(note))))
}

fn group_list(desk: &Desk<'_>, group: &Group, r: usize, several: bool) -> El {
    let mut out = el("section").key(&r.to_string());
    if several {
        out = out
            .put(el("h3").class("grp").text(&group.title))
            .put(el("p").class("tour-sum num").text(&group.sum));
    }
    if !group.trouble.is_empty() {
        out = out.put(trouble(desk, &group.trouble));
    }
    let list = el("ol")
        .class("stops")
        .at("aria-label", desk.word(K::Stops))
        .maybe(group.start.as_ref().map(|row| end(row, Badge::Start)))
        .all(&group.rows, |row| item(desk, row))
        .maybe(group.end.as_ref().map(|row| end(row, Badge::End)));
    out.put(list)
}

/// A conflict: a sign and words.
pub fn trouble(desk: &Desk<'_>, words: &str) -> El {
    el("p")
        .class("trouble")
        .put(glyph(Icon::Warn, 16))
        .put(el("b").word(desk.word(K::Conflict)))
        .text(words)
}

fn sign(drawing: shapes::Drawing, height: u32) -> El {
    svg("sym", height * 36 / 43, height, MARKER_BOX)
        .put(el("g").class(drawing.class).all(drawing.parts, crate::app::parts::drawing::part))
}

fn end(row: &EndRow, badge: Badge) -> El {
    let drawing = shapes::badged(&crate::domain::Category::Service, badge);
    let ring = svg("sym", 30, 30, "-15 -15 30 30")
        .put(el("g").class(drawing.class).all(drawing.parts, crate::app::parts::drawing::part));
    el("li").key(if badge == Badge::Start { "~start" } else { "~end" }).class("stop end").put(
        el("div").class("stop-row").put(el("span").class("grip-space")).put(ring).put(
            el("div")
                .class("stop-text")
                .put(el("b").text(&row.name))
                .put(el("span").class("num").text(&row.line)),
        ),
    )
}

fn item(desk: &Desk<'_>, row: &Row) -> El {
    let open = desk.p.open.as_ref() == Some(&row.id);
    let chosen = desk.p.chosen.as_ref() == Some(&row.id);
    let target = desk.p.drag.is_some_and(|(_, to)| to == row.stop);
    let dragged = desk.p.drag.is_some_and(|(from, _)| from == row.stop);
    let mut class = String::from("stop");
    for (on, word) in [
        (chosen, " on"),
        (open, " open"),
        (target && !dragged, " target"),
        (dragged, " dragged"),
        (!row.trouble.is_empty(), " bad"),
    ] {
        if on {
            class.push_str(word);
        }
    }
    let drawing = match row.number {
        Some(n) => shapes::badged(&row.category, Badge::Number(n)),
        None => shapes::marker(&row.category, row.series),
    };
    let toggle = {
        let id = row.id.clone();
        desk.edit(move |p| {
            let open = p.open.as_ref() == Some(&id);
            p.open = (!open).then(|| id.clone());
            p.chosen = Some(id.clone());
        })
    };
    let mut text = el("div")
        .class("stop-text")
        .put(el("b").text(&row.name))
        .put(el("span").class("num").text(&line(row)));
    if !row.window.is_empty() {
        text = text.put(
            el("span").class("stop-window num").put(line_icon(icon::CLOCK, 14)).text(&row.window),
        );
    }
    let mut face = el("button")
        .at("type", "button")
        .class("stop-face")
        .at("aria-expanded", if open { "true" } else { "false" })
        .on_click(toggle)
        .put(sign(drawing, 36))
        .put(text);
    if !row.was.is_empty() {
        face = face.put(el("span").class("stop-was num").text(&row.was));
    }
    if row.pinned {
        face = face.put(
            el("span")
                .class("stop-pin")
                .at("role", "img")
                .at("aria-label", desk.word(K::Pinned))
                .put(line_icon(icon::PIN, 18)),
        );
    }
    let handle = if row.number.is_some() && desk.p.offered().is_none() {
        handle(desk, row)
    } else {
        el("span").class("grip-space")
    };
    let caution = (!row.caution.is_empty())
        .then(|| el("p").class("stop-caution").put(glyph(Icon::Info, 16)).text(&row.caution));
    el("li")
        .key(row.id.as_str())
        .attr("class", &class)
        .attr("data-stop", &row.stop.to_string())
        .put(el("div").class("stop-row").put(handle).put(face))
        .maybe((!row.trouble.is_empty()).then(|| trouble(desk, &row.trouble)))
        .maybe(caution)
        .maybe(open.then(|| stop::demands(desk, row)))
}

fn line(row: &Row) -> String {
    if row.wait.is_empty() {
        row.line.clone()
    } else {
        [row.line.as_str(), " · ", &row.wait].concat()
    }
}

/// What a stop is dragged by; the arrow keys move it, too.
fn handle(desk: &Desk<'_>, row: &Row) -> El {
    let number = row.number.unwrap_or_default().to_string();
    let (from, id) = (row.stop, row.id.clone());
    let keys = {
        let (s, on, id) = (desk.s.clone(), desk.on.clone(), id.clone());
        Callback::from(move |e: KeyboardEvent| {
            let down = match e.key().as_str() {
                "ArrowDown" => true,
                "ArrowUp" => false,
                _ => return,
            };
            e.prevent_default();
            shift(&s, &on, &id, down);
        })
    };
    let drag = {
        let on = desk.on.clone();
        Callback::from(move |e: PointerEvent| {
            if e.button() == 0 {
                e.prevent_default();
                begin(from, &on);
            }
        })
    };
    el("button")
        .class("stop-grip")
        .at("type", "button")
        .attr("data-grip", id.as_str())
        .label(&desk.say(K::Grip, &[&row.name, &number]))
        .on_pointer_down(drag)
        .on_key_down(keys)
        .put(line_icon(icon::GRIP, 20))
}

/// Moves a stop one up or down; its handle keeps the focus.
pub fn shift(s: &State, on: &Callback<Action>, id: &PlaceId, down: bool) {
    let Some(p) = s.tour.get::<Planner>() else { return };
    let tour = &p.work.tour;
    let Some(from) = tour.stops.iter().position(|stop| stop.place == *id) else { return };
    let Some(to) = neighbour(&tour.by_route(), from, down) else { return };
    moved(from, to, on);
    let selector = ["[data-grip='", id.as_str(), "']"].concat();
    // After the list is drawn anew: the element that moved has lost the focus.
    Timeout::new(0, move || {
        let grip = document().query_selector(&selector).ok().flatten();
        if let Some(grip) = grip.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = grip.focus();
        }
    })
    .forget();
}

/// Gives a stop the seat of another, and says so.
fn moved(from: usize, to: usize, on: &Callback<Action>) {
    on.emit(Edit::new(move |s| {
        let name = s.tour.get::<Planner>().and_then(|p| p.work.tour.stops.get(from)).map(|stop| {
            s.atlas.place(&stop.place).map_or_else(
                || stop.place.to_string(),
                |place| crate::present::scene::label(s.lang, place),
            )
        });
        planner::rework(s, |tour| move_to(tour, from, to));
        let lang = s.lang;
        planner::edit(s, |p, _| {
            p.drag = None;
            let flat: Vec<usize> = p.work.tour.by_route().concat();
            let at = flat.iter().position(|&i| i == to).map_or(0, |at| at + 1).to_string();
            p.said = say(lang, K::Moved, &[&name.clone().unwrap_or_default(), &at]);
        });
    }));
}

thread_local! {
    /// Listeners of the drag under way.
    static DRAG: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

/// Follows the pointer until it is let go: over which stop it is, there the dragged one will stand.
fn begin(from: usize, on: &Callback<Action>) {
    let show = |to: Option<(usize, usize)>, on: &Callback<Action>| {
        on.emit(Edit::new(move |s| planner::edit(s, |p, _| p.drag = to)));
    };
    let last = std::rc::Rc::new(std::cell::Cell::new(from));
    show(Some((from, from)), on);
    let follow = {
        let (on, last) = (on.clone(), last.clone());
        EventListener::new(&document(), "pointermove", move |e| {
            let Some(e) = e.dyn_ref::<web_sys::PointerEvent>() else { return };
            let Some(to) = stop_under(f64::from(e.client_y())) else { return };
            if last.replace(to) != to {
                show(Some((from, to)), &on);
            }
        })
    };
    let finish = |name: &'static str, keep: bool| {
        let (on, last) = (on.clone(), last.clone());
        EventListener::new(&document(), name, move |_| {
            let to = last.get();
            if keep && to != from {
                moved(from, to, &on);
            } else {
                show(None, &on);
            }
            // Later: a listener must not drop itself while it runs.
            Timeout::new(0, || DRAG.with_borrow_mut(Vec::clear)).forget();
        })
    };
    let all = vec![follow, finish("pointerup", true), finish("pointercancel", false)];
    DRAG.with_borrow_mut(|drag| *drag = all);
}

/// The numbered stop at a height of the window; the nearest at the ends.
fn stop_under(y: f64) -> Option<usize> {
    let rows = document().query_selector_all(".stops > [data-stop]").ok()?;
    let mut best: Option<(f64, usize)> = None;
    for i in 0..rows.length() {
        let Some(row) = rows.item(i).and_then(|n| n.dyn_into::<Element>().ok()) else { continue };
        if row.query_selector(".stop-grip").ok().flatten().is_none() {
            continue;
        }
        let b = row.get_bounding_client_rect();
        let off = (b.top() - y).max(y - b.bottom()).max(0.0);
        let Some(stop) = row.get_attribute("data-stop").and_then(|v| v.parse().ok()) else {
            continue;
        };
        if best.is_none_or(|(least, _)| off < least) {
            best = Some((off, stop));
        }
    }
    best.map(|(_, stop)| stop)
}
