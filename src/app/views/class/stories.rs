//! The list of stories: those of the bundle, then the reader's own.

use super::{Ctx, own};
use crate::app::parts::{El, button, el, notice_box};
use crate::domain::story::Story;
use crate::i18n::words::class::ClassKey as K;
use crate::present::format;
use crate::state::class::{Library, deck as slides};

/// The list.
pub fn stories(ctx: Ctx<'_>, library: &Library) -> El {
    let missing = ctx.c.missing.as_ref().map(|id| {
        let words =
            if id.is_empty() { ctx.t(K::MissingMade).to_owned() } else { ctx.f(K::Missing, &[id]) };
        notice_box(true, &words, "", Vec::new()).at("role", "status")
    });
    el("div")
        .key("stories")
        .class("scroll cl-page")
        .put(el("div").maybe(missing))
        .put(el("p").class("hint").word(ctx.t(K::StoryLead)))
        .put(
            el("ol")
                .class("cl-stories")
                .at("aria-label", ctx.t(K::StoryList))
                .all(&library.stories, |story| row(ctx, story)),
        )
        .put(own::shelf(ctx))
}

fn row(ctx: Ctx<'_>, story: &Story) -> El {
    let lang = ctx.lang();
    let id = story.id.clone();
    let years: Vec<i32> = story.slides.iter().filter_map(|s| s.year).collect();
    let count = story.slides.len().to_string();
    let length = match story.minutes {
        Some(minutes) => ctx.f(K::Length, &[&count, &minutes.to_string()]),
        None => ctx.f(K::Slides, &[&count]),
    };

    let chapters = story.slides.iter().filter(|s| !s.chapter.is_empty()).count();
    let mut about = vec![format::years(lang, &years)];
    if chapters > 0 {
        about.push(ctx.f(K::ChapterCount, &[&chapters.to_string()]));
    }
    about.push(length);
    let open = button("cl-story", ctx.press(move |s| slides::open_story(s, &id, 0)))
        .put(el("b").text(lang.pick(&story.title)))
        .put(el("span").text(lang.pick(&story.summary)))
        .put(el("small").class("num").text(&about.join(" · ")));
    el("li").key(&story.id).put(open)
}
