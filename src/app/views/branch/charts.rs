//! Charts as plain SVG, read without colour: each bar has its figure, each chart its table.

use super::act;
use crate::app::parts::{El, button, el};
use crate::i18n::Lang;
use crate::i18n::words::BranchKey as W;
use crate::json::decimal;
use crate::present::branch::Totals;
use crate::present::branch::totals::{Bar, Chart};
use crate::state::Action;
use crate::state::branch::{Branch, Measure};
use yew::prelude::*;

/// Width of a column and its gap in the drawing's units.
const SLOT: f64 = 40.0;
/// Height of the tallest column.
const TALL: f64 = 96.0;

/// All charts with the choice of what they count.
pub fn charts(lang: Lang, b: &Branch, figures: &Totals, on: &Callback<Action>) -> El {
    let choice = |measure: Measure, key: W| {
        let on = on.clone();
        let press =
            Callback::from(move |_: MouseEvent| act::edit(&on, move |b| b.measure = measure));
        button(if b.measure == measure { "chip on" } else { "chip" }, press)
            .at("aria-pressed", if b.measure == measure { "true" } else { "false" })
            .word(key.text(lang))
    };
    let choices = el("div")
        .class("br-row")
        .at("role", "group")
        .at("aria-label", W::Measure.text(lang))
        .put(choice(Measure::Sessions, W::MeasureSessions))
        .put(choice(Measure::Listeners, W::MeasureListeners));
    el("section")
        .class("br-charts")
        .put(el("div").class("br-bar").put(el("h3").word(W::Charts.text(lang))).put(choices))
        .put(el("div").class("br-grid").all(&figures.charts, |c| chart(lang, b.measure, c)))
}

const fn value(measure: Measure, bar: &Bar) -> u32 {
    match measure {
        Measure::Sessions => bar.sessions,
        Measure::Listeners => bar.listeners,
    }
}

fn chart(lang: Lang, measure: Measure, c: &Chart) -> El {
    let most = c.bars.iter().map(|b| value(measure, b)).max().unwrap_or(0);
    let drawing = if c.upright { columns(lang, measure, c, most) } else { rows(measure, c, most) };
    el("figure")
        .class_if("br-chart", c.upright, "broad")
        .put(el("figcaption").word(c.title.text(lang)))
        .put(drawing)
        .put(table(lang, c))
}

/// Columns along the calendar.
fn columns(lang: Lang, measure: Measure, c: &Chart, most: u32) -> El {
    let count = u32::try_from(c.bars.len()).unwrap_or(1);
    // A few columns are not blown up over the whole width.
    let width = decimal::fixed(f64::from(count.max(12)) * SLOT, 0);
    let what = if measure == Measure::Sessions { W::WordSessions } else { W::WordListeners };
    let name = W::ChartName.fill(lang, &[c.title.text(lang), what.text(lang), &most.to_string()]);
    // Twelve labels fit; of more months only each quarter's is written.
    let every = if count > 12 { 3 } else { 1 };
    let mut drawing = el("svg")
        .class("cols")
        .attr("viewBox", &["0 0 ", &width, " 158"].concat())
        .at("role", "img")
        .label(&name);
    for (i, bar) in c.bars.iter().enumerate() {
        let n = value(measure, bar);
        let tall = TALL * f64::from(n) / f64::from(most.max(1));
        let left = f64::from(u32::try_from(i).unwrap_or(0)) * SLOT;
        let middle = decimal::fixed(left + SLOT / 2.0, 0);
        drawing = drawing.put(
            el("rect")
                .attr("x", &decimal::fixed(left + 6.0, 0))
                .attr("y", &decimal::fixed(116.0 - tall, 1))
                .attr("width", &decimal::fixed(SLOT - 12.0, 0))
                .attr("height", &decimal::fixed(tall, 1)),
        );
        if n > 0 {
            drawing = drawing.put(
                el("text")
                    .class("v")
                    .attr("x", &middle)
                    .attr("y", &decimal::fixed(110.0 - tall, 1))
                    .number(n),
            );
        }
        let (year, month) = bar.label.split_once('-').unwrap_or(("", &bar.label));
        let below = |y: &'static str| el("text").attr("x", &middle).at("y", y);
        if every == 1 || matches!(month, "01" | "04" | "07" | "10") {
            drawing = drawing.put(below("134").text(month));
        }
        // The year stands once, below its first month.
        if !year.is_empty() && (i == 0 || month == "01") {
            drawing = drawing.put(below("152").text(year));
        }
    }
    drawing.put(el("path").class("base").attr("d", &["M0 116.500H", &width].concat()))
}

/// Bars of words.
fn rows(measure: Measure, c: &Chart, most: u32) -> El {
    el("ol").class("rows").all(&c.bars, |bar| {
        let n = value(measure, bar);
        let share = decimal::fixed(f64::from(n) * 100.0 / f64::from(most.max(1)), 1);
        let drawing = el("svg")
            .at("viewBox", "0 0 100 12")
            .at("preserveAspectRatio", "none")
            .hidden()
            .put(el("rect").attr("width", &share).at("height", "12"));
        el("li").put(el("span").text(&bar.label)).put(drawing).put(el("b").class("num").number(n))
    })
}

/// The same figures as a table.
fn table(lang: Lang, c: &Chart) -> El {
    let heading = |words: &'static str| el("th").at("scope", "col").word(words);
    let row = |bar: &Bar| {
        el("tr")
            .put(el("th").at("scope", "row").text(&bar.label))
            .put(el("td").number(bar.sessions))
            .put(el("td").number(bar.listeners))
    };
    let head = el("thead").put(
        el("tr")
            .put(heading(c.title.text(lang)))
            .put(heading(W::WordSessions.text(lang)))
            .put(heading(W::WordListeners.text(lang))),
    );
    el("details")
        .put(el("summary").word(W::SeeTable.text(lang)))
        .put(el("table").class("num").put(head).put(el("tbody").all(&c.bars, row)))
}
