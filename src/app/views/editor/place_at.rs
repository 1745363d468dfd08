//! Where a feature lies: one vertex at a time, by numbers, arrows, the middle of the map or presses on it.

use super::super::branch::field::{labelled, select};
use super::form::left_as;
use super::{deeds, edit};
use crate::app::parts::{El, button, el, glyph};
use crate::domain::LonLat;
use crate::domain::sketch::{Outline, Sketch};
use crate::i18n::words::EditKey as W;
use crate::json::decimal;
use crate::present::shapes::Icon;
use crate::state::branch::Branch;
use crate::state::editor::{Tool, draw};
use crate::state::{Action, State};
use yew::prelude::*;

/// The part of the form.
pub fn place_at(s: &State, b: &Branch, sketch: &Sketch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let out = el("fieldset").class("ed-at").put(el("legend").word(W::Position.text(lang)));
    let outline = sketch.outline();
    if outline == Outline::Other {
        return out.put(el("p").class("hint").word(W::OtherShape.text(lang)));
    }
    let points = outline.points();
    let vertex = b.editor.vertex.min(points.len().saturating_sub(1));
    let Some(at) = points.get(vertex).copied() else {
        return out
            .put(el("p").class("hint").word(W::NoPosition.text(lang)))
            .put(super::typed_position(s, b, on))
            .put(presses(s, b, false, on));
    };
    let many = points.len() > 1;
    out.maybe(many.then(|| which(s, vertex, points.len(), on)))
        .put(numbers(s, b, sketch, vertex, at, on))
        .put(arrows(s, b, sketch, vertex, at, on))
        .put(presses(s, b, many, on))
        .maybe(many.then(|| {
            let less = draw::without_vertex(sketch, vertex);
            let none = less.is_none();
            let (on, b) = (on.clone(), b.clone());
            let press = Callback::from(move |_: MouseEvent| deeds::shape(&on, &b, less.clone()));
            button("btn sm", press).flag("disabled", none).word(W::PointOff.text(lang))
        }))
}

/// Which vertex is meant, and the ways to its neighbours.
fn which(s: &State, vertex: usize, count: usize, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let go = |to: usize, word: W| {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| edit(&on, move |e| e.vertex = to));
        button("btn sm", press).word(word.text(lang))
    };
    let told = W::PointOf.fill(lang, &[&(vertex + 1).to_string(), &count.to_string()]);
    el("div")
        .class("br-row")
        .put(go((vertex + count - 1) % count, W::Before))
        .put(el("span").class("num").at("role", "status").text(&told))
        .put(go((vertex + 1) % count, W::After))
}

/// Longitude and latitude as numbers.
fn numbers(
    s: &State,
    b: &Branch,
    sketch: &Sketch,
    vertex: usize,
    at: LonLat,
    on: &Callback<Action>,
) -> El {
    let field = |word: W, value: f64, moved: fn(LonLat, f64) -> Option<LonLat>| {
        let (on, b, sketch) = (on.clone(), b.clone(), sketch.clone());
        let keep = move |words: String| {
            let to = decimal::parse(words.trim()).and_then(|n| moved(at, n));
            // What is no number on the earth is not kept; the field shows what is.
            let shaped = to.and_then(|to| draw::with_vertex(&sketch, vertex, to));
            if shaped.is_none() {
                edit(&on, |e| e.typing = None);
            }
            deeds::shape(&on, &b, shaped);
        };
        let control = el("input")
            .at("type", "text")
            .at("inputmode", "decimal")
            .value(&decimal::short(value, 6))
            .on_change(left_as(keep));
        labelled("f", word.text(s.lang), control, None)
    };
    el("div")
        .class("ed-numbers")
        .put(field(W::Longitude, at.lon(), |at, n| LonLat::new(n, at.lat()).ok()))
        .put(field(W::Latitude, at.lat(), |at, n| LonLat::new(at.lon(), n).ok()))
}

/// Four arrows and how far they move.
fn arrows(
    s: &State,
    b: &Branch,
    sketch: &Sketch,
    vertex: usize,
    at: LonLat,
    on: &Callback<Action>,
) -> El {
    let lang = s.lang;
    let step = f64::from(b.editor.step);
    let arrow = |word: W, sign: &'static str, east: f64, north: f64| {
        let (on, b, sketch) = (on.clone(), b.clone(), sketch.clone());
        let press = Callback::from(move |_: MouseEvent| {
            let to = draw::nudged(at, east * step, north * step);
            deeds::shape(&on, &b, draw::with_vertex(&sketch, vertex, to));
        });
        button("btn sm ed-arrow", press).at("aria-label", word.text(lang)).word(sign)
    };
    let steps: Vec<(String, String)> =
        ["1", "10", "100"].map(|n| (n.to_owned(), W::Metres.fill(lang, &[n]))).to_vec();
    let choose = {
        let on = on.clone();
        move |n: String| edit(&on, move |e| e.step = n.parse().unwrap_or(10))
    };
    let steps = select(&b.editor.step.to_string(), &steps, choose);
    el("div")
        .class("br-row ed-arrows")
        .put(arrow(W::West, "←", -1.0, 0.0))
        .put(arrow(W::North, "↑", 0.0, 1.0))
        .put(arrow(W::South, "↓", 0.0, -1.0))
        .put(arrow(W::East, "→", 1.0, 0.0))
        .put(labelled("f ed-step", W::Step.text(lang), steps, None))
}

/// What a press on the map does, and its middle for whoever does not press.
fn presses(s: &State, b: &Branch, many: bool, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let toggle = |tool: Tool, word: W| {
        let pressed = b.editor.tool == tool;
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| {
            let tool = if pressed { Tool::Look } else { tool.clone() };
            edit(&on, move |e| e.tool = tool.clone());
        });
        button("btn sm", press)
            .at("aria-pressed", if pressed { "true" } else { "false" })
            .word(word.text(lang))
    };
    let centre = s.camera.map(|c| c.centre).map(|at| {
        let (on, b) = (on.clone(), b.clone());
        let press = Callback::from(move |_: MouseEvent| deeds::press(&on, &b, at));
        button("btn sm", press).put(glyph(Icon::Pin, 18)).word(W::Centre.text(lang))
    });
    el("div")
        .class("br-row")
        .put(toggle(Tool::Move, W::PressMove))
        .maybe(many.then(|| toggle(Tool::Insert, W::PressInsert)))
        .maybe(centre)
}
