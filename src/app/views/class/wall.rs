//! The wall of years: the events as a band and as a list; the slide of one is shown beside the map.

use super::Ctx;
use crate::app::parts::drawing::svg;
use crate::app::parts::{El, button, el};
use crate::domain::story::Slide;
use crate::i18n::words::class::ClassKey as K;
use crate::present::class::band as marks;
use crate::state::class::{Turn, deck as slides};
use crate::state::{Edit, Years};
use yew::prelude::*;

/// The years as a band: a stroke for each year with events, as tall as they are many, and a slider over it.
pub fn band(ctx: Ctx<'_>, events: &[Slide], i: usize) -> El {
    let all = Years::ALL;
    let now = events.get(i).and_then(|e| e.year).unwrap_or(all.from);
    let stroke = |(year, x, count): (i32, i32, usize)| {
        let height = 14 + 9 * i32::try_from(count.min(5)).unwrap_or(5);
        el("path")
            .class_if("", year == now, "on")
            .attr("d", &["M", &x.to_string(), " 64v-", &height.to_string()].concat())
    };
    let drawing = svg("wall-band", 1000, 66, "-6 0 1012 66")
        .at("preserveAspectRatio", "none")
        .put(el("path").class("base").at("d", "M0 64H1000"))
        .all(marks(events, all.from, all.to), stroke);
    let pick = {
        let (on, years) = (ctx.on.clone(), events.iter().map(|e| e.year).collect::<Vec<_>>());
        Callback::from(move |e: InputEvent| {
            let field = e.target_dyn_into::<web_sys::HtmlInputElement>();
            let Some(year) = field.and_then(|f| f.value().parse::<i32>().ok()) else { return };
            // The first event of the year, or the next one after it.
            let to = years.iter().position(|y| y.is_some_and(|y| y >= year));
            let to = to.unwrap_or(years.len().saturating_sub(1));
            on.emit(Edit::new(move |s| slides::turn(s, Turn::To(to))));
        })
    };
    let title = events.get(i).map(|e| ctx.lang().pick(&e.title)).unwrap_or_default();
    let slider = el("input")
        .class("wall-slider")
        .at("type", "range")
        .attr("min", &all.from.to_string())
        .attr("max", &all.to.to_string())
        .at("aria-label", ctx.t(K::WallBand))
        .attr("aria-valuetext", &ctx.f(K::WallAt, &[&now.to_string(), title]))
        .value(&now.to_string())
        .on_input(pick);
    let axis =
        ["1919", "1930", "1940", "1950", "1960", "1970", "1980", "1990", "2000", "2010", "2021"];
    el("div")
        .class("wall")
        .put(drawing)
        .put(slider)
        .put(el("p").class("axis num").hidden().all(axis, |year| el("span").word(year)))
}

/// All events as a list, the one shown among them marked.
pub fn list(ctx: Ctx<'_>, events: &[Slide]) -> El {
    let row = |(n, e): (usize, &Slide)| {
        let on = n == ctx.c.slide;
        let open = ctx.press(move |s| slides::turn(s, Turn::To(n)));
        el("li").key(&e.id).put(
            button("ev", open)
                .at_if(on, "aria-current", "true")
                .put(el("b").class("num").text(&e.year.map(|y| y.to_string()).unwrap_or_default()))
                .put(el("span").text(ctx.lang().pick(&e.title))),
        )
    };
    el("div")
        .class("events")
        .put(el("p").class("hint").text(&ctx.f(K::WallHint, &[&events.len().to_string()])))
        .put(
            el("ol")
                .class("scroll ev-list")
                .at("aria-label", ctx.t(K::Events))
                .at("tabindex", "-1")
                .all(events.iter().enumerate(), row),
        )
}
