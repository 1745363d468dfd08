//! Keyboard and clicker while slides are told.
//!
//! Clickers send Page keys, some of them `.` or B for a dark screen and F5 or Escape for the show.

use super::model::ClassState;
use super::{Turn, deck};
use crate::state::{Action, Edit};

/// What a key does while slides are told; `None`: it is none of ours. `typing`: the focus is in a field;
/// `pressing`: it is on a button or link, which Space and Enter press.
#[must_use]
pub fn act(c: &ClassState, key: &str, typing: bool, pressing: bool) -> Option<Action> {
    if typing {
        return None;
    }
    let turn = |to: Turn| Some(Edit::new(move |s| deck::turn(s, to)));
    match key {
        "PageDown" | "ArrowRight" => turn(Turn::Next),
        "PageUp" | "ArrowLeft" => turn(Turn::Back),
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
        // Chapters by their numbers.
        "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" => {
            let chapter = usize::from(key.as_bytes()[0] - b'1');
            Some(Edit::new(move |s| deck::to_chapter(s, chapter)))
        }
        // Some clickers begin the show again; the page must not be loaded anew.
        "F5" => Some(Edit::new(|s| deck::show(s, true))),
        "Escape" => Some(Edit::new(|s| deck::show(s, false))),
        _ => None,
    }
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
            ("1", false, true),
            ("0", false, false),
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
