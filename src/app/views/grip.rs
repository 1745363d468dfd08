//! The grip of the phone's sheet: drag it up or down a step.

use crate::state::{Action, Sheet};
use yew::prelude::*;

/// Pixels of travel that count as a step.
const STEP: f64 = 32.0;

/// Properties of [`Drag`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Height now.
    pub sheet: Sheet,
    /// What happens.
    pub on: Callback<Action>,
}

/// A bar to drag; the buttons beside it do the same for those who cannot.
#[component]
pub fn Drag(props: &Props) -> Html {
    let from = use_mut_ref(|| None::<f64>);
    let down = {
        let from = from.clone();
        Callback::from(move |e: PointerEvent| {
            *from.borrow_mut() = Some(f64::from(e.client_y()));
            if let Some(target) = e.target_dyn_into::<web_sys::Element>() {
                // So that the end of the drag is heard wherever the finger leaves.
                let _ = target.set_pointer_capture(e.pointer_id());
            }
        })
    };
    let up = {
        let (on, sheet) = (props.on.clone(), props.sheet);
        Callback::from(move |e: PointerEvent| {
            let Some(start) = from.borrow_mut().take() else { return };
            let travel = f64::from(e.client_y()) - start;
            if travel.abs() >= STEP {
                on.emit(Action::SetSheet(if travel > 0.0 { sheet.down() } else { sheet.up() }));
            }
        })
    };
    html! { <div class="grab" onpointerdown={down} onpointerup={up} aria-hidden="true"></div> }
}
