//! A slide beside its map, in the page and on the wall: the same elements, so that the focus stays
//! where it is when the show begins.

use super::{Ctx, back, follow, notes, wall};
use crate::app::parts::{El, button, el, glyph, line_icon, outside, sym};
use crate::domain::story::{Slide, SlideKind};
use crate::i18n::words::class::ClassKey as K;
use crate::present::class::{self as view, SlideView, Step};
use crate::present::shapes::Icon;
use crate::state::class::reading::Speed;
use crate::state::class::{Section, Turn, deck as slides};
use crate::state::{Edit, Sheet};
use yew::prelude::*;

/// A loudspeaker.
const LOUD: &str =
    "M4 9.500v5h3.500l4.500 4v-13l-4.500 4zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11";
/// A sheet with lines.
const NOTE: &str = "M5.500 3.500h13v17h-13zM8.500 8h7M8.500 12h7M8.500 16h4";
/// A dark screen.
const DARK: &str = "M3.500 4.500h17v11h-17zM12 15.500v5M8 20.500h8M6.500 7.500h11v5h-11z";

/// The slide with its foot.
pub fn deck(ctx: Ctx<'_>) -> El {
    let (story, all) = ctx.shown();
    let name = match &story {
        Some(story) => ctx.lang().pick(&story.title).to_owned(),
        None => ctx.t(K::WallName).to_owned(),
    };
    let i = ctx.c.slide.min(all.len().saturating_sub(1));
    let Some(slide) = all.get(i) else { return el("div").key("deck").put(back(ctx)) };
    let shown = view::slide(ctx.lang(), ctx.atlas(), &name, slide, i, all.len());
    let wall = ctx.c.section == Section::Wall;
    let rows = if wall { wall::list(ctx, &all) } else { el("div") };
    // Escape and the buttons end it; a press anywhere brings the picture back.
    let light = ctx.press(|s| slides::change(s, |c| c.blank = false));
    let dark = if ctx.c.blank {
        button("cl-dark", light).at("aria-label", ctx.t(K::Unblank))
    } else {
        el("div").at("hidden", "")
    };
    el("div")
        .key("deck")
        .class_if("deck", wall, "deck-wall")
        .put(head(ctx, wall))
        .put(page(ctx, &shown, slide))
        .put(rows)
        .put(chapters(ctx, &all, i))
        .put(foot(ctx, &all, i, slide))
        .put(dark)
}

/// Above the slide in the page; hidden on the wall.
fn head(ctx: Ctx<'_>, wall: bool) -> El {
    let guest = slides::own_story(ctx.c).is_some_and(|o| ctx.c.guest.as_deref() == Some(o));
    let show = {
        let on = ctx.on.clone();
        Callback::from(move |_: MouseEvent| {
            follow::full_screen(true);
            on.emit(Edit::new(|s| {
                s.sheet = Sheet::Half;
                slides::show(s, true);
            }));
        })
    };
    el("div")
        .class("deck-head")
        .put(if wall { el("h2").class("cl-h").word(ctx.t(K::WallName)) } else { back(ctx) })
        .put(button("btn pri", show).put(glyph(Icon::Screen, 20)).word(ctx.t(K::Show)))
        .put(el("div").class("cl-guest").maybe(guest.then(|| super::own::keep_guest(ctx))))
}

/// The text of the slide.
fn page(ctx: Ctx<'_>, v: &SlideView, slide: &Slide) -> El {
    let reading = ctx.c.reading.at;
    let spoken = view::recording(ctx.lang(), slide, &ctx.c.reading.lost).is_none();
    // A recording does not tell which sentence it has come to.
    let reading = reading.filter(|_| spoken);
    let kind = match v.kind {
        SlideKind::Title => "slide scroll k-title",
        SlideKind::Told => "slide scroll",
        SlideKind::Closing => "slide scroll k-close",
    };
    let mark = |n: usize| if reading == Some(n) { "now" } else { "" };
    let top = el("div")
        .class("slide-top")
        .put(match &v.shape {
            Some((category, series)) => sym(category, *series, 36),
            None => el("i").hidden(),
        })
        .put(el("p").class("slide-at").text(&v.head))
        .put(el("p").class("slide-n num").text(&v.page));
    let mut text = el("p").class("slide-text");
    for (n, sentence) in v.sentences.iter().enumerate() {
        text = text.put(el("span").attr("class", mark(n + 1)).text(sentence));
        if ctx.lang() == crate::i18n::Lang::En {
            text = text.word(" ");
        }
    }
    let think = el("div").class("think").flag("hidden", v.question.is_empty()).put(
        el("p")
            .put(el("b").word(ctx.t(K::Think)))
            .put(el("span").attr("class", mark(v.sentences.len() + 1)).text(&v.question)),
    );
    el("article")
        .key(&slide.id)
        .class(kind)
        .on_pointer_down(follow::swipe_down())
        .on_pointer_up(follow::swipe_up(ctx.on))
        .put(top)
        .put(el("p").class("slide-year num").text(&v.year))
        .put(
            el("h2")
                .class("slide-title")
                .at("tabindex", "-1")
                .put(el("span").attr("class", mark(0)).text(&v.title)),
        )
        .put(text)
        .put(think)
        .put(sources(ctx, v))
        .put(notes::panel(ctx, slide))
}

/// The sources, at a click.
fn sources(ctx: Ctx<'_>, v: &SlideView) -> El {
    if v.sources.is_empty() {
        return el("p").class("slide-src").word(ctx.t(K::NoSources));
    }
    let open = ctx.c.sources;
    let flip = ctx.press(|s| slides::change(s, |c| c.sources = !c.sources));
    let line = |s: &view::SourceLine| {
        let title = match &s.url {
            Some(url) => outside(url, &s.title),
            None => el("span").text(&s.title),
        };
        el("li").put(title).put(el("small").text(&s.about))
    };
    el("div")
        .class("slide-src")
        .put(
            button("link", flip)
                .at("aria-expanded", if open { "true" } else { "false" })
                .text(&ctx.f(K::Sources, &[&v.sources.len().to_string()])),
        )
        .put(el("ol").flag("hidden", !open).all(if open { &v.sources[..] } else { &[] }, line))
}

/// The chapters of the story: where one is, and the way to the others.
fn chapters(ctx: Ctx<'_>, all: &[Slide], i: usize) -> El {
    let chapters = view::chapters(ctx.lang(), all);
    let now = view::chapter_of(&chapters, i);
    let one = |(n, chapter): (usize, &view::Chapter)| {
        let to = chapter.first;
        let button = button("chap", ctx.press(move |s| slides::turn(s, Turn::To(to))))
            .at_if(now == Some(n), "aria-current", "true")
            .label(&view::chapter_words(ctx.lang(), &chapters, n))
            .put(el("b").class("num").text(&(n + 1).to_string()))
            .put(el("span").text(&chapter.name));
        el("li").put(button)
    };
    el("nav")
        .class("chaps")
        .at("aria-label", ctx.t(K::Chapters))
        .flag("hidden", chapters.is_empty())
        .put(el("ol").all(chapters.iter().enumerate(), one))
}

/// Turning, the row of slides, and what else can be done with them.
fn foot(ctx: Ctx<'_>, all: &[Slide], i: usize, slide: &Slide) -> El {
    let arrow = |key: K, icon: &'static str, turn: Turn, off: bool, class: &'static str| {
        button(class, ctx.press(move |s| slides::turn(s, turn)))
            .at("aria-label", ctx.t(key))
            .at("title", ctx.t(key))
            .flag("disabled", off)
            .put(line_icon(icon, 24))
    };
    let row = if ctx.c.section == Section::Wall {
        wall::band(ctx, all, i)
    } else {
        steps(ctx, &view::steps(ctx.lang(), all), i)
    };
    el("div")
        .class("foot")
        .put(arrow(K::Back, "M15 5l-7 7 7 7", Turn::Back, i == 0, "btn turn"))
        .put(row)
        .put(tools(ctx, slide))
        .put(arrow(K::Next, "M9 5l7 7-7 7", Turn::Next, i + 1 >= all.len(), "btn pri turn"))
}

fn steps(ctx: Ctx<'_>, steps: &[Step], i: usize) -> El {
    let step = |(n, step): (usize, &Step)| {
        let open = ctx.press(move |s| slides::turn(s, Turn::To(n)));
        let button = button("stp", open)
            .at_if(n == i, "aria-current", "step")
            .put(el("b").class("num").text(&step.mark))
            .put(el("i").hidden())
            .put(el("span").text(&step.title));
        el("li").class_if("", n < i, "past").put(button)
    };
    el("ol")
        .class("steps-row")
        .at("aria-label", ctx.t(K::AllSlides))
        .all(steps.iter().enumerate(), step)
}

/// Reading, autoplay, notes, blank, end.
fn tools(ctx: Ctx<'_>, slide: &Slide) -> El {
    let c = ctx.c;
    let auto_key = if c.auto { K::AutoStop } else { K::Auto };
    let flip = !c.auto;
    let auto = button("btn", ctx.press(move |s| slides::auto(s, flip)))
        .at("aria-pressed", if c.auto { "true" } else { "false" })
        .put(glyph(if c.auto { Icon::Pause } else { Icon::Play }, 20))
        .put(el("span").word(ctx.t(auto_key)));
    let notes = button("btn", notes::press(ctx))
        .at("aria-pressed", if c.notes { "true" } else { "false" })
        .put(line_icon(NOTE, 20))
        .put(el("span").word(ctx.t(K::Notes)));
    let blank = ctx.press(|s| slides::change(s, |c| c.blank = true));
    let end = {
        let on = ctx.on.clone();
        Callback::from(move |_: MouseEvent| {
            follow::full_screen(false);
            on.emit(Edit::new(|s| slides::show(s, false)));
        })
    };
    el("div")
        .class("tools-row")
        .put(read(ctx, slide))
        .put(auto)
        .put(notes)
        .put(
            button("btn only-show", blank)
                .put(line_icon(DARK, 20))
                .put(el("span").word(ctx.t(K::Blank))),
        )
        .put(
            button("btn only-show", end)
                .put(glyph(Icon::Close, 20))
                .put(el("span").word(ctx.t(K::EndShow))),
        )
        .put(el("p").class("hint keys").word(ctx.t(K::Keys)))
}

/// Reading aloud and its speed; nothing where there is no recording and the device has no voice for the
/// language.
fn read(ctx: Ctx<'_>, slide: &Slide) -> El {
    let r = &ctx.c.reading;
    let taped = view::recording(ctx.lang(), slide, &r.lost).is_some();
    let can = taped
        || match ctx.lang() {
            crate::i18n::Lang::Zh => r.zh,
            crate::i18n::Lang::En => r.en,
        };
    let group = el("div").class("read");
    if !can {
        return group.at("hidden", "");
    }
    let (key, icon) = match (r.at, r.paused) {
        (None, _) => (if taped { K::Play } else { K::Read }, line_icon(LOUD, 20)),
        (Some(_), false) => (K::ReadPause, glyph(Icon::Pause, 20)),
        (Some(_), true) => (K::ReadOn, glyph(Icon::Play, 20)),
    };
    let speed = ctx.t(match r.speed {
        Speed::Slow => K::SpeedSlow,
        Speed::Usual => K::SpeedUsual,
        Speed::Fast => K::SpeedFast,
    });
    group
        .put(
            button("btn", ctx.press(slides::read_pressed))
                .put(icon)
                .put(el("span").word(ctx.t(key))),
        )
        .put(
            button(
                "btn speed",
                ctx.press(|s| slides::change(s, |c| c.reading.speed = c.reading.speed.next())),
            )
            .label(&ctx.f(K::SpeedName, &[speed]))
            .word(speed),
        )
}
