//! What stands in the place of a part of the program that is still on its way, or did not come.

use crate::app::parts::{El, button, el, glyph};
use crate::i18n::Key;
use crate::present::shapes::Icon;
use crate::state::{Action, State};
use yew::prelude::*;

/// A status, or an alert with a way to try again.
pub fn waiting(s: &State, on: &Callback<Action>) -> El {
    if !s.chunk_failed {
        return el("p").class("wait").at("role", "status").word(Key::PartLoading.text(s.lang));
    }
    let retry = on.reform(|_: MouseEvent| Action::RetryChunk);
    el("div")
        .class("wait")
        .at("role", "alert")
        .put(el("p").word(Key::PartMissing.text(s.lang)))
        .put(button("btn", retry).put(glyph(Icon::Retry, 18)).word(Key::Retry.text(s.lang)))
}
