//! Timeline and facets below the categories.

use crate::app::parts::{El, button, el, glyph};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::present::finer::{Choice, Finer, Switch, Timeline};
use crate::present::shapes::Icon;
use crate::state::select::Bar;
use crate::state::{Action, Facet, Years};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Height of the tallest bar in the drawing's own units.
const TALL: f64 = 40.0;

/// Opens the further filters on a phone, where they lie over the map.
pub fn phone_button(lang: Lang, finer: &Finer, on: &Callback<Action>) -> El {
    let toggle = on.reform(|_: MouseEvent| Action::ToggleFiner);
    let count = (finer.active > 0).then(|| el("b").class("num").number(finer.active));
    button("chip phone-more", toggle)
        .at("aria-expanded", if finer.open { "true" } else { "false" })
        .put(glyph(Icon::Filter, 18))
        .word(Key::FilterButton.text(lang))
        .maybe(count)
}

/// Everything beyond the categories.
pub fn finer(lang: Lang, finer: &Finer, on: &Callback<Action>) -> El {
    let toggle = on.reform(|_: MouseEvent| Action::ToggleFiner);
    let more = button("chip more", toggle)
        .at("aria-expanded", if finer.open { "true" } else { "false" })
        .word(Key::MoreFilters.text(lang))
        .put(glyph(if finer.open { Icon::Up } else { Icon::Down }, 16));
    let clear = (finer.active > 0).then(|| {
        button("chip clear", on.reform(|_: MouseEvent| Action::ShowAll))
            .put(glyph(Icon::Close, 16))
            .word(Key::ClearFilters.text(lang))
    });
    let chips = el("div")
        .class("facets")
        .all(&finer.choices, |c| choice(c, on))
        .all(&finer.switches, |w| switch(w, on))
        .put(more)
        .maybe(clear);
    el("div")
        .class("finer")
        .maybe(finer.timeline.as_ref().map(|t| timeline(lang, t, on)))
        .put(chips)
        .all(&finer.notes, |n| el("p").class("hint").text(n))
}

fn choice(c: &Choice, on: &Callback<Action>) -> El {
    let (on, facet) = (on.clone(), c.facet);
    let change = Callback::from(move |e: Event| {
        if let Some(field) = e.target_dyn_into::<HtmlSelectElement>() {
            let value = field.value();
            on.emit(Action::Pick(facet, (!value.is_empty()).then_some(value)));
        }
    });
    let option = |(value, words): &(String, String)| {
        // Subdistricts and districts have no English twin in the data: say in which language they are.
        let chinese = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        el("option")
            .attr("value", value)
            .flag("selected", *value == c.picked)
            .at_if(chinese, "lang", "zh")
            .text(words)
    };
    el("select")
        .key(facet.key())
        .class_if("chip", !c.picked.is_empty(), "on")
        .at("aria-label", c.name)
        // `app::screen` sets the property: a select that was used no longer follows its options.
        .attr("data-value", &c.picked)
        .on_change(change)
        .put(el("option").at("value", "").flag("selected", c.picked.is_empty()).text(&c.all))
        .all(&c.options, option)
}

fn switch(w: &Switch, on: &Callback<Action>) -> El {
    let (on, action) = (on.clone(), w.press.clone());
    let press = Callback::from(move |_: MouseEvent| on.emit(action.clone()));
    let check = w.on.then(|| glyph(Icon::Check, 16));
    let class = match (w.on, w.count) {
        (true, _) => "chip on",
        (false, 0) => "chip none",
        (false, _) => "chip",
    };
    button(class, press)
        .key(w.facet.key())
        .at_if(w.facet == Facet::Story, "data-first", "")
        .at("aria-pressed", if w.on { "true" } else { "false" })
        .maybe(check)
        .word(w.name)
        .put(el("b").class("num").number(w.count))
}

fn timeline(lang: Lang, t: &Timeline, on: &Callback<Action>) -> El {
    let playing = t.playing;
    let play = on.reform(move |_: MouseEvent| Action::Play(!playing));
    let (icon, name) =
        if playing { (Icon::Pause, Key::PauseYears) } else { (Icon::Play, Key::PlayYears) };
    let head = el("div")
        .class("yh")
        .put(el("span").word(Key::Years.text(lang)))
        .put(
            button("icb", play)
                .at("aria-label", name.text(lang))
                .at("title", name.text(lang))
                .put(glyph(icon, 18)),
        )
        .put(el("b").class("num").number(t.years.from).word(" — ").number(t.years.to));
    let drawing = el("svg")
        .class("hist")
        .at("viewBox", "0 0 103 42")
        .at("preserveAspectRatio", "none")
        .at("role", "img")
        .label(&t.name)
        .all(&t.bars, |b| bar(t, b));
    let brush = el("div")
        .class("brush")
        .put(drawing)
        .put(handle(lang, t.years, true, on))
        .put(handle(lang, t.years, false, on));
    let axis = el("div")
        .class("axis num")
        .hidden()
        .all([1919, 1940, 1960, 1980, 2000, 2021], |y| el("span").number(y));
    el("div")
        .class("years")
        .at("role", "group")
        .at("aria-label", Key::Years.text(lang))
        .put(head)
        .put(brush)
        .put(axis)
        .put(
            el("div")
                .class("steps")
                .put(steps(lang, t.years, true, on))
                .put(steps(lang, t.years, false, on)),
        )
}

/// Places from the ground up, stories and events on top of them.
fn bar(t: &Timeline, b: &Bar) -> El {
    let inside = t.years.contains(b.years.from)
        || t.years.contains(b.years.to)
        || b.years.contains(t.years.from);
    let first = f64::from(b.years.from - Years::ALL.from);
    let width = f64::from(b.years.to - b.years.from + 1) - 0.8;
    let up = |n: usize| TALL * f64::from(u32::try_from(n).unwrap_or(u32::MAX)) / most(t);
    let (places, all) = (up(b.count), up(b.count + b.told));
    let part = |class: &'static str, from: f64, to: f64| {
        el("rect")
            .class(class)
            .attr("x", &decimal::fixed(first + 0.4, 1))
            .attr("y", &decimal::fixed(42.0 - to, 1))
            .attr("width", &decimal::fixed(width, 1))
            .attr("height", &decimal::fixed(to - from, 1))
    };
    let told = (b.told > 0).then(|| part(if inside { "in told" } else { "out told" }, places, all));
    el("g").put(part(if inside { "in" } else { "out" }, 0.0, places)).maybe(told)
}

fn most(t: &Timeline) -> f64 {
    f64::from(u32::try_from(t.most).unwrap_or(u32::MAX))
}

/// The span with one of its ends elsewhere, the other end holding it.
fn with_end(years: Years, first: bool, to: i32) -> Years {
    if first {
        Years { from: to.clamp(Years::ALL.from, years.to), ..years }
    } else {
        Years { to: to.clamp(years.from, Years::ALL.to), ..years }
    }
}

/// A handle of the brush: a slider of its own, so that fingers, keys and screen readers know it.
fn handle(lang: Lang, years: Years, first: bool, on: &Callback<Action>) -> El {
    let on = on.clone();
    let slide = Callback::from(move |e: InputEvent| {
        let Some(field) = e.target_dyn_into::<HtmlInputElement>() else { return };
        let Ok(year) = field.value().parse() else { return };
        let next = with_end(years, first, year);
        // A handle that is held by the other one must not run on by itself.
        field.set_value(&(if first { next.from } else { next.to }).to_string());
        on.emit(Action::SetYears(next));
    });
    let (name, year) = if first { (Key::YearFrom, years.from) } else { (Key::YearTo, years.to) };
    // Where both meet at the right edge, the left one must lie on top to be taken back.
    let on_top = first && years.from > middle();
    el("input")
        .key(if first { "from" } else { "to" })
        .class_if("handle", on_top, "top")
        .at("type", "range")
        .at("min", "1919")
        .at("max", "2021")
        .at("aria-label", name.text(lang))
        .value(&year.to_string())
        .on_input(slide)
}

/// The middle of the timeline.
const fn middle() -> i32 {
    i32::midpoint(Years::ALL.from, Years::ALL.to)
}

/// The same by buttons, a year at a time.
fn steps(lang: Lang, years: Years, first: bool, on: &Callback<Action>) -> El {
    let (name, year) = if first { (Key::YearFrom, years.from) } else { (Key::YearTo, years.to) };
    let step = |by: i32, key: Key, icon: Icon| {
        let next = with_end(years, first, year + by);
        button("icb", on.reform(move |_: MouseEvent| Action::SetYears(next)))
            .label(&fill(lang, key, &[name.text(lang)]))
            .flag("disabled", next == years)
            .put(glyph(icon, 16))
    };
    el("div")
        .class("step")
        .put(step(-1, Key::YearEarlier, Icon::Minus))
        .put(el("b").class("num").number(year))
        .put(step(1, Key::YearLater, Icon::Plus))
}
