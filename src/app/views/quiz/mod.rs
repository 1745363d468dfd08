//! 学习擂台: choice of the set, the game, the worksheet and the answer cards.

mod cards;
mod live;
mod picture;
mod play;
mod results;
mod setup;
mod sheet;
mod team;

use crate::app::load;
use crate::app::parts::{El, button, el};
use crate::engine::quiz::{Spec, spec::fresh_seed};
use crate::i18n::words::QuizKey as K;
use crate::state::quiz::{Material, QuizPage, Screen, page};
use crate::state::{Action, Edit, State};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What every part of the view is drawn from.
pub(super) struct View<'a> {
    s: &'a State,
    page: &'a QuizPage,
    on: &'a Callback<Action>,
}

impl View<'_> {
    fn word(&self, key: K) -> &'static str {
        key.text(self.s.lang)
    }

    fn fill(&self, key: K, args: &[&str]) -> String {
        crate::i18n::fill_in(self.word(key), args)
    }

    /// What a press does: a change of the state.
    fn act(&self, change: impl Fn(&mut State) + Clone + 'static) -> Callback<MouseEvent> {
        self.on.reform(move |_: MouseEvent| Edit::new(change.clone()))
    }

    /// The names of the teams in the reader's language.
    fn names(&self) -> Vec<String> {
        team::names(self.s.lang, &self.page.setup)
    }
}

/// The view.
pub fn quiz(s: &State, on: &Callback<Action>) -> El {
    let page = page::page(s);
    follow(s, &page, on);
    live::follow(s, &page, on);
    quiz_body(s, on)
}

/// The view without its effects: it needs no browser.
pub fn quiz_body(s: &State, on: &Callback<Action>) -> El {
    let page = page::page(s);
    let view = View { s, page: &page, on };
    let root =
        |class: &'static str| el("section").class(class).at("aria-label", view.word(K::Title));
    match (&page.material, page.screen) {
        (Material::Unread | Material::Reading, _) => {
            root("qz").put(el("p").class("wait").at("role", "status").word(view.word(K::Loading)))
        }
        (Material::Failed, _) => {
            let again =
                view.act(|s| s.quiz.update(|p: &mut QuizPage| p.material = Material::Unread));
            root("qz").put(
                el("div")
                    .class("wait")
                    .at("role", "alert")
                    .put(el("p").word(view.word(K::Missing)))
                    .put(button("btn", again).word(crate::i18n::Key::Retry.text(s.lang))),
            )
        }
        (Material::Ready(told), Screen::Setup) => setup::setup(&view, told, root("qz")),
        (Material::Ready(told), Screen::Play) => match &page.game {
            Some(game) => play::play(&view, told, game, root("qz qz-stage")),
            None => setup::setup(&view, told, root("qz")),
        },
        (Material::Ready(told), Screen::Sheet) => sheet::sheet(&view, told, root("qz qz-paper")),
        (Material::Ready(_), Screen::Cards) => cards::cards(&view, root("qz qz-paper")),
    }
}

/// Reads what is missing, and takes over what the link asks for; the outcomes draw the view anew.
fn follow(s: &State, page: &QuizPage, on: &Callback<Action>) {
    let on = on.clone();
    if matches!(page.material, Material::Unread) {
        let atlas = s.atlas.0.clone();
        spawn_local(async move {
            on.emit(Edit::new(page::reading));
            let told = load::told(&atlas).await.map(Rc::new);
            let base = load::base().await.map(|b| b.source.clone());
            let past = live::past();
            on.emit(Edit::new(move |s| page::read(s, told.clone(), base.clone(), past.clone())));
        });
    } else if page::asked(s).is_none() {
        spawn_local(async move { on.emit(fresh(&Spec::default())) });
    } else if page::stale(s) {
        spawn_local(async move { on.emit(Edit::new(page::follow)) });
    }
}

/// Another set by the same demands.
fn fresh(spec: &Spec) -> Action {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0..1 over 2^53
    let random = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    let spec = Spec { seed: fresh_seed(random), ..spec.clone() };
    Edit::new(move |s| page::want(s, &spec))
}
