//! The tabs of the views: in the bar on a desktop, at the bottom of a phone.

use crate::app::parts::{El, el, glyph};
use crate::i18n::Key;
use crate::present::shapes::Icon;
use crate::state::{Route, State, select};

/// The main navigation.
pub fn tabs(s: &State) -> El {
    let current = if s.route.explores() { &Route::Explore } else { &s.route };
    let tab = |view: &Route| {
        let (icon, name) = face(view);
        el("a")
            .attr("href", &select::view_link(s, view.clone()).to_hash())
            .at_if(view == current, "aria-current", "page")
            .put(glyph(icon, 24))
            .word(name.text(s.lang))
    };
    el("nav")
        .class("tabs")
        .at("aria-label", Key::MainNavigation.text(s.lang))
        .all(Route::VIEWS, tab)
}

const fn face(view: &Route) -> (Icon, Key) {
    match view {
        Route::Explore | Route::Place(_) => (Icon::Compass, Key::Explore),
        Route::Tour => (Icon::Route, Key::Tour),
        Route::Class => (Icon::Screen, Key::Class),
        Route::Branch => (Icon::People, Key::Branch),
    }
}
