//! The phone sheet's handle: a grip to drag and two buttons that do the same.

use crate::app::parts::{El, button, el, glyph};
use crate::i18n::{Key, Lang};
use crate::present::shapes::Icon;
use crate::state::{Action, Sheet};
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// Pixels of travel that count as a step.
const STEP: f64 = 32.0;

/// The handle; `from` remembers where a drag began.
pub fn grip(lang: Lang, sheet: Sheet, from: &Rc<Cell<Option<f64>>>, on: &Callback<Action>) -> El {
    let set = |to: Sheet| on.reform(move |_: MouseEvent| Action::SetSheet(to));
    let down = {
        let from = from.clone();
        Callback::from(move |e: PointerEvent| {
            from.set(Some(f64::from(e.client_y())));
            if let Some(target) = e.target_dyn_into::<web_sys::Element>() {
                // So that the end of the drag is heard wherever the finger leaves.
                let _ = target.set_pointer_capture(e.pointer_id());
            }
        })
    };
    let up = {
        let (on, from) = (on.clone(), from.clone());
        Callback::from(move |e: PointerEvent| {
            let Some(start) = from.take() else { return };
            let travel = f64::from(e.client_y()) - start;
            if travel.abs() >= STEP {
                on.emit(Action::SetSheet(if travel > 0.0 { sheet.down() } else { sheet.up() }));
            }
        })
    };
    let step = |to: Sheet, icon: Icon, name: Key| {
        button("icb", set(to))
            .flag("disabled", to == sheet)
            .at("aria-label", name.text(lang))
            .put(glyph(icon, 20))
    };
    let grab = el("div").class("grab").hidden().on_pointer_down(down).on_pointer_up(up);
    el("div").class("grip").put(grab).put(step(sheet.down(), Icon::Down, Key::Collapse)).put(step(
        sheet.up(),
        Icon::Up,
        Key::Expand,
    ))
}
