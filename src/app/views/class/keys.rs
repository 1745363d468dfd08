//! Keys as the browser tells them.

use crate::state::Action;
use crate::state::class::ClassState;
use crate::state::class::keys::act;
use web_sys::KeyboardEvent;

/// What a key asks for.
pub enum Deed {
    /// A change of the state.
    Act(Action),
    /// The notes, in their window or in the page.
    Notes,
    /// The full screen, or its end.
    Full,
}

/// The deed of a key as the browser tells it; what has the focus matters only in this window (`here`).
pub fn of_event(c: &ClassState, e: &KeyboardEvent, here: bool) -> Option<Deed> {
    if e.ctrl_key() || e.alt_key() || e.meta_key() {
        return None;
    }
    let at = gloo::utils::document().active_element().filter(|_| here);
    let (tag, editable) = at.map_or_else(Default::default, |a| {
        let kind = a.get_attribute("type").unwrap_or_default();
        (a.tag_name(), kind)
    });
    let typing = matches!(tag.as_str(), "TEXTAREA" | "SELECT")
        || (tag == "INPUT" && !matches!(editable.as_str(), "checkbox" | "radio"));
    // The slider of the years keeps its arrows; Page keys come from the clicker.
    let paging = matches!(e.key().as_str(), "PageDown" | "PageUp" | "Escape");
    let typing = typing && !(paging && tag == "INPUT" && editable == "range");
    match e.key().as_str() {
        "n" | "N" if !typing => Some(Deed::Notes),
        "f" | "F" if !typing && c.show => Some(Deed::Full),
        key => {
            act(c, key, typing, matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY")).map(Deed::Act)
        }
    }
}
