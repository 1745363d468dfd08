//! What the card of a place offers for keeping: been here, favourite, correct.

use super::{act, passport};
use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::domain::Place;
use crate::i18n::words::BranchKey as W;
use crate::present::shapes::Icon;
use crate::state::branch::{Branch, Part, today};
use crate::state::suggestion_form::Remark;
use crate::state::{Action, Route, State, select};
use gloo::utils::window;
use yew::prelude::*;

const STAR: &str = "M12 4.200l2.400 4.900 5.400.800-3.900 3.800.900 5.400-4.800-2.500-4.800 2.500.900-5.400-3.900-3.800 5.400-.800z";
const PEN: &str = "M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500zM13.500 7l3.500 3.500";

/// The buttons, pressed where the place has the mark.
pub fn marks(s: &State, place: &Place, on: &Callback<Action>) -> El {
    act::start(on);
    let lang = s.lang;
    let fresh = Branch::default();
    let b = s.branch.get::<Branch>().unwrap_or(&fresh);
    let pressed = |on: bool| if on { "true" } else { "false" };
    let been = passport::visited(b, &place.id);
    let starred = s.kept.starred.contains(&place.id);
    let visit = {
        let (on, b, place, day) = (on.clone(), b.clone(), place.clone(), today(s.now));
        Callback::from(move |_: MouseEvent| act::toggle_visit(&on, &b, &place, day))
    };
    let star = {
        let (on, b, id, name) = (on.clone(), b.clone(), place.id.clone(), place.name.zh.clone());
        Callback::from(move |_: MouseEvent| act::toggle_in(&on, &b, act::FAVOURITES, &id, &name))
    };
    let correct = {
        let (on, id, name) = (on.clone(), place.id.clone(), lang.pick(&place.name).to_owned());
        let link = select::view_link(s, Route::Branch).to_hash();
        Callback::from(move |_: MouseEvent| {
            let remark =
                Remark { place: Some(id.clone()), name: name.clone(), ..Remark::default() };
            act::edit(&on, move |b| {
                b.part = Part::Suggestions;
                // A suggestion that is being written about this place goes on.
                if b.remark.as_ref().is_none_or(|r| r.place != remark.place) {
                    b.remark = Some(remark.clone());
                }
            });
            let _ = window().location().set_hash(&link);
        })
    };
    let failed = (!b.unsaved.is_empty()).then(|| {
        el("p")
            .class("hint")
            .at("role", "alert")
            .text(&W::BrokenTitle.fill(lang, &[&b.unsaved.len().to_string()]))
    });
    el("div")
        .class("acts marks")
        .put(
            button("btn sm", visit)
                .at("aria-pressed", pressed(been))
                .put(glyph(if been { Icon::Check } else { Icon::Pin }, 18))
                .word(W::BeenHere.text(lang)),
        )
        .put(
            button("btn sm", star)
                .at("aria-pressed", pressed(starred))
                .put(line_icon(STAR, 18))
                .word(W::Star.text(lang)),
        )
        .put(button("btn sm", correct).put(line_icon(PEN, 18)).word(W::Suggest.text(lang)))
        .maybe(failed)
}
