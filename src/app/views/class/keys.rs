//! Keyboard and clicker while slides are told.
//!
//! Clickers send Page keys, some of them `.` or B for a dark screen and F5 or Escape for the show.

use crate::state::class::{ClassState, Turn, deck};
use crate::state::{Action, Edit};
use web_sys::KeyboardEvent;

/// What a key does while slides are told; `None`: it is none of ours. `typing`: the focus is in a field;
/// `pressing`: it is on a button or link, which Space and Enter press.
#[must_use]
pub fn act(c: &ClassState, key: &str, typing: bool, pressing: bool) -> Option<Action> {
    if typing {
        return None;
    }
    let turn = |to: Turn| Some(Edit::new(move |s| deck::turn(s, to)));
    match key {
        "PageDown" => turn(Turn::Next),
        "PageUp" => turn(Turn::Back),
        "ArrowRight" => turn(Turn::Next),
        "ArrowLeft" => turn(Turn::Back),
        _ if !c.show => None,
        "ArrowDown" => turn(Turn::Next),
        "ArrowUp" | "Backspace" => turn(Turn::Back),
        " " | "Enter" if !pressing => turn(Turn::Next),
        "Home" => turn(Turn::First),
        "End" => turn(Turn::Last),
        "b" | "B" | "." => Some(Edit::new(|s| deck::change(s, |c| c.blank = !c.blank))),
        "a" | "A" => {
            let on = !c.auto;
            Some(Edit::new(move |s| deck::auto(s, on)))
        }
        // Some clickers begin the show again; the page must not be loaded anew.
        "F5" => Some(Edit::new(|s| deck::show(s, true))),
        "Escape" => Some(Edit::new(|s| deck::show(s, false))),
        _ => None,
    }
}

/// The action of a key as the browser tells it.
pub fn of_event(c: &ClassState, e: &KeyboardEvent) -> Option<Action> {
    if e.ctrl_key() || e.alt_key() || e.meta_key() {
        return None;
    }
    let at = gloo::utils::document().active_element();
    let (tag, editable) = at.map_or_else(Default::default, |a| {
        let kind = a.get_attribute("type").unwrap_or_default();
        (a.tag_name(), kind)
    });
    let typing = matches!(tag.as_str(), "TEXTAREA" | "SELECT")
        || (tag == "INPUT" && !matches!(editable.as_str(), "checkbox" | "radio"));
    // The slider of the years keeps its arrows; Page keys come from the clicker.
    let paging = matches!(e.key().as_str(), "PageDown" | "PageUp" | "Escape");
    let typing = typing && !(paging && tag == "INPUT" && editable == "range");
    act(c, &e.key(), typing, matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_keyboards_and_clickers() {
        let page = ClassState::default();
        let show = ClassState { show: true, ..ClassState::default() };
        for (key, in_page, in_show) in [
            ("PageDown", true, true),
            ("PageUp", true, true),
            ("ArrowRight", true, true),
            ("ArrowDown", false, true),
            (" ", false, true),
            ("b", false, true),
            (".", false, true),
            ("F5", false, true),
            ("Escape", false, true),
            ("x", false, false),
        ] {
            assert_eq!(act(&page, key, false, false).is_some(), in_page, "{key} in the page");
            assert_eq!(act(&show, key, false, false).is_some(), in_show, "{key} in the show");
            assert!(act(&show, key, true, false).is_none(), "{key} in a field");
        }
        assert!(act(&show, " ", false, true).is_none(), "Space presses the button it is on");
    }
}
