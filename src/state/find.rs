//! What is looked for: the text of `q=` in the link, and which places it finds. The search itself is in
//! [`super::search`], which is loaded when someone looks for something.

use super::{Route, State};
use std::fmt;
use std::rc::Rc;

/// The key of the text in a link.
pub const KEY: &str = "q";

/// The places a text finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Their indices in the atlas, best first.
    pub places: Vec<usize>,
    /// One flag a place of the atlas.
    flags: Vec<bool>,
}

impl Found {
    /// From indices, best first, of an atlas of so many places.
    #[must_use]
    pub fn new(places: Vec<usize>, of: usize) -> Self {
        let mut flags = vec![false; of];
        for &i in &places {
            if let Some(flag) = flags.get_mut(i) {
                *flag = true;
            }
        }
        Self { places, flags }
    }

    /// Whether the place of an index is among them.
    #[must_use]
    pub fn holds(&self, place: usize) -> bool {
        self.flags.get(place).copied().unwrap_or(false)
    }
}

/// Runs after every action: the search brings its answer in line with the text.
#[derive(Clone, Copy)]
pub struct Hook(pub fn(&mut State));

impl PartialEq for Hook {
    fn eq(&self, _: &Self) -> bool {
        true // there is one search
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook(..)")
    }
}

/// The search as the rest of the program sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Find {
    /// Someone has gone to the field: the search is loaded.
    pub wanted: bool,
    /// Whether the hits are shown under the field.
    pub open: bool,
    /// What the text finds; `None` without a text, and until the search is there.
    pub found: Option<Rc<Found>>,
    /// The search, once loaded.
    pub hook: Option<Hook>,
}

/// The text that is looked for; empty for none.
#[must_use]
pub fn text(s: &State) -> &str {
    s.own.iter().find(|(key, _)| key == KEY).map_or("", |(_, value)| value)
}

/// Whether the search has to be loaded. Stories and events of the years come with it.
#[must_use]
pub fn wanted(s: &State) -> bool {
    s.find.wanted || !text(s).is_empty() || s.years.is_some()
}

/// Looks for a text, as it is typed.
pub fn look_for(s: &mut State, text: &str) {
    s.own.retain(|(key, _)| key != KEY);
    if text.is_empty() {
        s.find.found = None;
    } else {
        s.own.push((KEY.to_owned(), text.to_owned()));
    }
    s.find.wanted = true;
    s.find.open = !text.is_empty();
}

/// Someone goes to the field.
pub fn enter(s: &mut State) {
    s.find.wanted = true;
    s.find.open = !text(s).is_empty();
}

/// Ends the search: its text is gone, and all places are there again.
pub fn clear(s: &mut State) {
    look_for(s, "");
}

/// Shows in list and map what is found.
pub fn show_all(s: &mut State) {
    s.find.open = false;
    s.route = Route::Explore;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, Edit, Link, reduce, select};

    #[test]
    fn the_text_is_in_the_link() {
        let typed = reduce(State::default(), Edit::new(|s| look_for(s, "二七 塔&")));
        assert_eq!(text(&typed), "二七 塔&");
        assert!(typed.find.open && wanted(&typed));
        let hash = select::link(&typed).to_hash();
        assert_eq!(hash, "#/explore?q=二七%20塔%26");
        let opened = reduce(State::default(), Action::LinkOpened(Link::parse(&hash)));
        assert_eq!(text(&opened), "二七 塔&");
        assert!(wanted(&opened) && !opened.find.open, "a link opens the list, not the field");
        let cleared = reduce(typed, Edit::new(clear));
        assert_eq!((text(&cleared), cleared.find.open), ("", false));
        assert_eq!(select::link(&cleared).to_hash(), "#/explore");
    }

    #[test]
    fn nothing_is_loaded_unless_it_is_wanted() {
        assert!(!wanted(&State::default()));
        assert!(wanted(&reduce(State::default(), Edit::new(enter))));
    }

    #[test]
    fn found_places_are_told_by_index() {
        let found = Found::new(vec![2, 0, 9], 3);
        assert_eq!([0, 1, 2, 9].map(|i| found.holds(i)), [true, false, true, false]);
    }
}
