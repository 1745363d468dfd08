//! What a view puts on the map: places with numbers, lines between them.
//!
//! Any view may fill one ([`State::lay`]); it shows while that view is open and waits while it is not.

use super::{Route, State};
use crate::domain::{LonLat, PlaceId};
use std::rc::Rc;

/// What stands in the place of a marker's own sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// A number from 1.
    Number(u16),
    /// Where a way begins.
    Start,
    /// Where a way ends.
    End,
}

/// A place that is shown whatever the filters say.
#[derive(Debug, Clone, PartialEq)]
pub struct Spotted {
    /// Which place; for a mere position any id that no place has.
    pub id: PlaceId,
    /// Where, for a mere position; `None`: where the place is.
    pub at: Option<LonLat>,
    /// What a mere position is called; empty for a place.
    pub name: String,
    /// What stands on its marker; `None`: the sign of its category.
    pub badge: Option<Badge>,
    /// Whether it is drawn as the chosen place is.
    pub chosen: bool,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A way along streets: a whole line with arrows.
    Way,
    /// An estimate: dashed, with arrows.
    Estimate,
    /// From a street to a door: dotted.
    Door,
}

/// A line on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it runs, in its direction.
    pub points: Vec<LonLat>,
    /// How it is drawn.
    pub kind: LineKind,
    /// Whether it stands out.
    pub strong: bool,
}

/// What pressing a place on the map does instead of opening its card.
#[derive(Debug, Clone, Copy)]
pub struct Pick(pub fn(&mut State, PlaceId));

impl PartialEq for Pick {
    fn eq(&self, other: &Self) -> bool {
        // Two addresses of one function only cost a drawing.
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

/// What pressing the map itself does.
#[derive(Debug, Clone, Copy)]
pub struct PickSpot(pub fn(&mut State, LonLat));

impl PartialEq for PickSpot {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

/// What a view puts on the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// Whether the places of the list stay away.
    pub alone: bool,
    /// Whether marks and words are as large as for the elderly: read from the back of a room.
    pub large: bool,
    /// Places, each once.
    pub places: Vec<Spotted>,
    /// Lines, from back to front.
    pub lines: Vec<Line>,
    /// What pressing a place does.
    pub pick: Option<Pick>,
    /// What pressing the map itself does.
    pub press: Option<PickSpot>,
}

/// Overlays by their views.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlays(Vec<(Route, Rc<Overlay>)>);

impl State {
    /// What the view shown now has put on the map.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.0.iter().find(|(of, _)| *of == self.route).map(|(_, o)| o.as_ref())
    }

    /// Puts something on the map for a view, in the place of what it had there.
    pub fn lay(&mut self, view: Route, overlay: Overlay) {
        self.overlays.0.retain(|(of, _)| *of != view);
        self.overlays.0.push((view, Rc::new(overlay)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, reduce};

    #[test]
    fn an_overlay_shows_with_its_view_alone() {
        let id = |text: &str| PlaceId::new(text).expect("an id");
        let mut s = State { route: Route::Place(id("a")), ..State::default() };
        s.lay(Route::Explore, Overlay { alone: true, ..Overlay::default() });
        assert_eq!(s.overlay(), None);
        s.route = Route::Explore;
        assert!(s.overlay().is_some_and(|o| o.alone));
        s.lay(Route::Explore, Overlay::default());
        assert_eq!(s.overlay(), Some(&Overlay::default()), "the new one replaces the old");
    }

    #[test]
    fn a_view_may_take_what_is_pressed() {
        let id = PlaceId::new("a").expect("an id");
        let mut s = State::default();
        let pick = Pick(|s, id| s.missing = Some(PlaceId::new(format!("{id}!")).expect("an id")));
        s.lay(Route::Explore, Overlay { pick: Some(pick), ..Overlay::default() });
        let after = reduce(s, Action::Choose(id));
        assert_eq!(after.missing.map(|id| id.to_string()).as_deref(), Some("a!"));
        assert_eq!(after.route, Route::Explore);
    }

    #[test]
    fn a_view_may_take_a_press_on_the_map_itself() {
        let press = PickSpot(|s, at| s.here = crate::state::Here::At(at, 1.0));
        let mut s = State::default();
        let at = LonLat::clamped(113.66, 34.75);
        assert_eq!(reduce(s.clone(), Action::Press(at)), s, "nobody asked for it");
        s.lay(Route::Explore, Overlay { press: Some(press), ..Overlay::default() });
        assert_eq!(reduce(s, Action::Press(at)).here, crate::state::Here::At(at, 1.0));
    }
}
