//! 每日一讲: the story or event of the day, and the days in a row.

use super::{Ctx, keep};
use crate::app::parts::{El, button, el, glyph, outside, sym};
use crate::domain::story::Slide;
use crate::i18n::words::class::ClassKey as K;
use crate::present::class as view;
use crate::present::shapes::Icon;
use crate::state::Edit;
use crate::state::class::streak::{civil, day_of};
use crate::state::class::today::{Pick, pick};
use crate::state::class::{Library, Section, Turn, deck as slides};
use yew::prelude::*;

/// The page of the day.
pub fn today(ctx: Ctx<'_>, library: &Library) -> El {
    let day = day_of(ctx.s.now);
    let (year, month, date) = civil(day);
    let numbers = [year.to_string(), month.to_string(), date.to_string()];
    let page = el("div").key("today").class("scroll cl-page today");
    let page = page.put(
        el("p")
            .class("today-date num")
            .text(&ctx.f(K::Date, &[&numbers[0], &numbers[1], &numbers[2]])),
    );
    let Some(pick) = pick(library, day) else { return page };
    let (over, told) = match pick {
        Pick::Anniversary(i, ago) => {
            let words = [ctx.t(K::OnThisDay), &ctx.f(K::YearsAgo, &[&ago.to_string()])].join(" · ");
            (words, event(ctx, &library.events, i))
        }
        Pick::Event(i) => (ctx.t(K::TodayIs).to_owned(), event(ctx, &library.events, i)),
        Pick::Story(i) => (ctx.t(K::TodayIs).to_owned(), story(ctx, library, i)),
    };
    page.put(el("p").class("today-over").text(&over)).put(told).put(streak(ctx, day))
}

fn event(ctx: Ctx<'_>, events: &[Slide], i: usize) -> El {
    let Some(slide) = events.get(i) else { return el("div") };
    let v = view::slide(ctx.lang(), ctx.atlas(), "", slide, i, events.len());
    let source = |s: &view::SourceLine| {
        let title = match &s.url {
            Some(url) => outside(url, &s.title),
            None => el("span").text(&s.title),
        };
        el("li").put(title).put(el("small").text(&s.about))
    };
    let place = v.shape.as_ref().map(|(category, series)| {
        el("p").class("today-at").put(sym(category, *series, 28)).text(&v.head)
    });
    let wall = ctx.press(move |s| {
        slides::open_section(s, Section::Wall);
        slides::turn(s, Turn::To(i));
    });
    el("article")
        .class("today-card")
        .put(el("p").class("slide-year num").text(&v.year))
        .put(el("h2").text(&v.title))
        .maybe(place)
        .put(el("p").class("today-text").text(ctx.lang().pick(&slide.text)))
        .put(
            el("div")
                .class("slide-src")
                .put(el("p").text(&ctx.f(K::Sources, &[&v.sources.len().to_string()])))
                .put(el("ol").all(&v.sources, source)),
        )
        .put(button("btn", wall).put(glyph(Icon::Screen, 20)).word(ctx.t(K::OnWall)))
}

fn story(ctx: Ctx<'_>, library: &Library, i: usize) -> El {
    let Some(story) = library.stories.get(i) else { return el("div") };
    let id = story.id.clone();
    el("article")
        .class("today-card")
        .put(el("h2").text(ctx.lang().pick(&story.title)))
        .put(el("p").class("today-text").text(ctx.lang().pick(&story.summary)))
        .put(
            button("btn", ctx.press(move |s| slides::open_story(s, &id, 0)))
                .put(glyph(Icon::Screen, 20))
                .word(ctx.t(K::TellIt)),
        )
}

/// Days in a row.
fn streak(ctx: Ctx<'_>, day: i64) -> El {
    let streak = ctx.c.streak;
    let done = streak.done(day);
    let mark = {
        let on = ctx.on.clone();
        Callback::from(move |_: MouseEvent| {
            // Another tab may have marked a day since this one was opened.
            let next = keep::streak().mark(day);
            keep::set_streak(next);
            on.emit(Edit::new(move |s| slides::change(s, |c| c.streak = next)));
        })
    };
    let button = if done {
        button("btn", mark).flag("disabled", true).put(glyph(Icon::Check, 20)).word(ctx.t(K::Done))
    } else {
        button("btn pri", mark).word(ctx.t(K::MarkDone))
    };
    let run = ctx.f(K::Run, &[&streak.run_on(day).to_string()]);
    let best = ctx.f(K::Best, &[&streak.best.to_string()]);
    el("div")
        .class("streak")
        .put(button)
        .put(
            el("p")
                .class("num")
                .at("role", "status")
                .put(el("b").text(&run))
                .put(el("span").text(&best)),
        )
        .put(el("p").class("hint").word(ctx.t(K::OnDevice)))
}
