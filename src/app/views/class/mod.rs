//! The class view: stories to tell, a quiz, the story of the day, the wall of years, things to print.
//!
//! All of it lies in a chunk of its own (`app::chunk`), with its state and its effects (`follow`).

mod boards;
mod deck;
mod follow;
mod keep;
mod keys;
mod notes;
mod own;
mod recording;
mod stories;
mod today;
mod voice;
mod wall;

use crate::app::parts::{El, button, el, glyph};
use crate::app::views::wait::waiting;
use crate::app::{asset, chunk};
use crate::domain::Atlas;
use crate::domain::story::{Slide, Story};
use crate::engine::base_map::Source;
use crate::i18n::words::class::ClassKey as K;
use crate::i18n::{Lang, fill_in};
use crate::present::shapes::Icon;
use crate::state::class::{ClassState, Data, Section, deck as slides};
use crate::state::{Action, Edit, State};
use yew::prelude::*;

/// What every part of the view needs.
#[derive(Clone, Copy)]
pub(super) struct Ctx<'a> {
    /// The whole state.
    pub s: &'a State,
    /// The view's own part of it.
    pub c: &'a ClassState,
    /// What happens.
    pub on: &'a Callback<Action>,
}

impl Ctx<'_> {
    /// A text in the reader's language.
    pub fn t(&self, key: K) -> &'static str {
        key.text(self.s.lang)
    }

    /// A text with its holes filled.
    pub fn f(&self, key: K, args: &[&str]) -> String {
        fill_in(self.t(key), args)
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.s.lang
    }

    /// The places.
    pub fn atlas(&self) -> &Atlas {
        &self.s.atlas
    }

    /// A press that changes the state.
    pub fn press(&self, act: impl Fn(&mut State) + Clone + 'static) -> Callback<MouseEvent> {
        self.on.reform(move |_: MouseEvent| Edit::new(act.clone()))
    }

    /// A button with words.
    pub fn button(
        &self,
        class: &'static str,
        key: K,
        act: impl Fn(&mut State) + Clone + 'static,
    ) -> El {
        button(class, self.press(act)).word(self.t(key))
    }

    /// The story that is open, and its slides or the wall's events.
    pub fn shown(&self) -> (Option<Story>, Vec<Slide>) {
        let story = slides::story(self.c, self.atlas());
        (story, slides::slides(self.c, self.atlas()))
    }
}

/// The panel of the view. `base` is the base map, once read; `handle` the phone's grip of the sheet.
pub fn class_panel(s: &State, base: Option<&Source>, handle: El, on: &Callback<Action>) -> El {
    follow::follow(s, on);
    let c = slides::class(s);
    let ctx = Ctx { s, c: &c, on };
    let told = match c.section {
        Section::Stories => c.story.is_some(),
        Section::Wall => matches!(c.data, Data::Ready(_)),
        _ => false,
    };
    // The same number of children whatever is open, or Yew builds all of them anew.
    el("aside")
        .key("class")
        .class_if("panel cl", c.show && told, "cl-show")
        .at("role", "region")
        .at("aria-label", crate::i18n::Key::Class.text(s.lang))
        .put(handle)
        .put(parts(ctx))
        .put(el("div").class("cl-body").put(body(ctx, base, told)))
        .put(el("p").class("aside").at("role", "status").text(&said(ctx, told)))
}

/// What is under the tabs, without the effects of the view: it needs no browser.
pub fn class_body(s: &State, on: &Callback<Action>) -> El {
    let c = slides::class(s);
    let ctx = Ctx { s, c: &c, on };
    let told = slides::current(s).is_some();
    el("div").put(parts(ctx)).put(body(ctx, None, told))
}

/// The tabs of the parts.
fn parts(ctx: Ctx<'_>) -> El {
    let tab = |section: Section| {
        let name = match section {
            Section::Stories => K::Stories,
            Section::Quiz => K::Quiz,
            Section::Today => K::Today,
            Section::Wall => K::Wall,
            Section::Print => K::Print,
        };
        ctx.button("cl-tab", name, move |s| slides::open_section(s, section)).at_if(
            ctx.c.section == section,
            "aria-current",
            "true",
        )
    };
    el("nav").class("cl-tabs").at("aria-label", ctx.t(K::Parts)).all(Section::ALL, tab)
}

fn body(ctx: Ctx<'_>, base: Option<&Source>, told: bool) -> El {
    if ctx.c.draft.is_some() {
        return own::bench(ctx);
    }
    match (&ctx.c.data, ctx.c.section) {
        // The quiz is a chunk of its own and reads its own files.
        (_, Section::Quiz) => {
            let part = chunk::quiz_part(ctx.s, ctx.on);
            let fetch = asset::styled("quiz.css", chunk::preload_quiz());
            let quiz = chunk::now(part, fetch, ctx.s, ctx.on);
            el("div")
                .key("quiz")
                .class("scroll cl-page")
                .put(quiz.unwrap_or_else(|| waiting(ctx.s, ctx.on)))
        }
        (Data::Failed, _) => el("div")
            .key("failed")
            .class("wait")
            .at("role", "alert")
            .put(el("p").word(ctx.t(K::LoadFailed)))
            .put(ctx.button("btn", K::Retry, |s| slides::change(s, |c| c.data = Data::Waiting))),
        // A story in the link needs no library.
        _ if told => deck::deck(ctx),
        (Data::Waiting, _) => el("p").key("wait").class("wait").word(ctx.t(K::Loading)),
        (Data::Ready(library), Section::Today) => today::today(ctx, library),
        (Data::Ready(library), Section::Print) => boards::print(ctx, library, base),
        (Data::Ready(library), _) => stories::stories(ctx, library),
    }
}

/// What a screen reader hears: the last deed, else where the slides are.
fn said(ctx: Ctx<'_>, told: bool) -> String {
    if let Some((key, arg)) = &ctx.c.said {
        return ctx.f(*key, &[arg]);
    }
    if !told {
        return String::new();
    }
    let (_, all) = ctx.shown();
    let title = all.get(ctx.c.slide).map(|s| ctx.lang().pick(&s.title).to_owned());
    let page = ctx.f(K::PageOf, &[&(ctx.c.slide + 1).to_string(), &all.len().to_string()]);
    [page, title.unwrap_or_default()].join(" ")
}

/// A button that goes back to the list.
pub(super) fn back(ctx: Ctx<'_>) -> El {
    let home = ctx.press(|s| slides::open_section(s, Section::Stories));
    button("btn sm ghost cl-back", home).put(glyph(Icon::Back, 18)).word(ctx.t(K::BackToStories))
}
