//! Answer cards: four letters a pupil can hold up, told apart by letter and shape.

use super::{View, sheet, team};
use crate::app::parts::{El, el};
use crate::i18n::words::QuizKey as K;
use crate::present::quiz::LETTERS;

/// A page of four cards to cut out.
pub fn cards(view: &View<'_>, root: El) -> El {
    let card = |(i, letter): (usize, &'static str)| {
        el("div").class("card").put(el("b").word(letter)).put(team::sign(i, 120, i % 2 == 1)).put(
            el("small")
                .text(view.s.lang.pick(&view.s.atlas.title))
                .word(" · ")
                .word(view.word(K::Title)),
        )
    };
    root.put(sheet::tools(view)).put(
        el("article")
            .class("qz-page cards")
            .put(el("p").class("how").word(view.word(K::CardHow)))
            .put(el("div").class("four").all(LETTERS.into_iter().take(4).enumerate(), card)),
    )
}
