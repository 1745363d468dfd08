//! The planner's state: the tour being made, what can be undone, and a better order waiting for a yes.

use crate::domain::itinerary::{
    Clock, Date, Itinerary, MOST_DAYS, MOST_TEAMS, MOST_TOUR_STOPS, Spot, TourPin, TourStop,
    TravelMode,
};
use crate::domain::{Atlas, PlaceId, Windows};

/// Steps that can be undone.
const MOST_UNDO: usize = 50;

/// What a tour comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// On the way, in seconds.
    pub travel: u32,
    /// On the way, in metres.
    pub metres: u32,
    /// Stops visited.
    pub visited: u16,
    /// Demands broken.
    pub broken: u16,
}

/// An order the solver found, beside the present one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Stops of each route by their index in the tour.
    pub routes: Vec<Vec<usize>>,
    /// The present order.
    pub before: Totals,
    /// The proposed one.
    pub after: Totals,
    /// Whether it is proved that no better one exists.
    pub optimal: bool,
    /// Whether it is the nearest plan that keeps all demands, some stops left out.
    pub nearest: bool,
}

impl Proposal {
    /// Seconds and metres saved; below zero where the proposal is longer (to keep more demands).
    #[must_use]
    pub fn saving(&self) -> (i64, i64) {
        let less = |a: u32, b: u32| i64::from(a) - i64::from(b);
        (less(self.before.travel, self.after.travel), less(self.before.metres, self.after.metres))
    }

    /// Whether there is anything to accept.
    #[must_use]
    pub fn is_better(&self) -> bool {
        let key = |t: &Totals| (t.broken, std::cmp::Reverse(t.visited), t.travel);
        key(&self.after) < key(&self.before)
    }
}

/// What the planner can be told.
#[derive(Debug, Clone, PartialEq)]
pub enum TourAction {
    /// Another tour in place of this one: a ready-made one, a link, a file.
    Open(Itinerary),
    /// Add a stop at the end; minutes where the place suggests some. A place that is there already stays.
    Add(PlaceId, Option<u16>),
    /// Take a stop out.
    Remove(usize),
    /// Move a stop before another, counted without it.
    Move(usize, usize),
    /// Minutes at a stop.
    Minutes(usize, u16),
    /// When a visit may begin.
    Window(usize, Windows),
    /// Whether a stop may be left out, and what it is worth.
    Optional(usize, bool, u16),
    /// Where a stop must stand.
    Pin(usize, Option<TourPin>),
    /// Into which route a stop goes; `None`: left out.
    Route(usize, Option<u8>),
    /// Days and teams.
    Shifts(u8, u8),
    /// Mode, and speed in tenths of a km/h.
    Travel(TravelMode, Option<u16>),
    /// Where days begin and end.
    Ends(Option<Spot>, Option<Spot>),
    /// When days begin and must have ended.
    Hours(Clock, Option<Clock>),
    /// The first day.
    On(Option<Date>),
    /// The name.
    Rename(String),
    /// The solver's answer for the tour of this revision.
    Propose(u32, Proposal),
    /// Take the proposal over.
    Accept,
    /// Leave everything as it is.
    Dismiss,
    /// Back one step.
    Undo,
    /// Forward again.
    Redo,
}

/// The planner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TourState {
    /// The tour.
    pub tour: Itinerary,
    /// Counts changes, so that a late answer is known to be late.
    pub revision: u32,
    /// An order waiting for a yes.
    pub proposal: Option<Proposal>,
    undo: Vec<Itinerary>,
    redo: Vec<Itinerary>,
}

impl TourState {
    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Ids of stops the bundle does not have; they are named to the reader.
    #[must_use]
    pub fn gone(&self, atlas: &Atlas) -> Vec<PlaceId> {
        let gone = |s: &&TourStop| atlas.place(&s.place).is_none();
        self.tour.stops.iter().filter(gone).map(|s| s.place.clone()).collect()
    }

    /// The state after an action.
    #[must_use]
    pub fn reduce(&self, action: &TourAction) -> Self {
        match action {
            TourAction::Propose(revision, proposal) => {
                let mut next = self.clone();
                // The tour has changed since: this answers another question.
                if *revision == self.revision {
                    next.proposal = Some(proposal.clone());
                }
                next
            }
            TourAction::Dismiss => Self { proposal: None, ..self.clone() },
            TourAction::Undo => self.step(false),
            TourAction::Redo => self.step(true),
            change => {
                let mut tour = self.tour.clone();
                apply(&mut tour, change, self.proposal.as_ref());
                self.with(tour)
            }
        }
    }

    /// A changed tour, the old one kept for undo.
    fn with(&self, tour: Itinerary) -> Self {
        if tour == self.tour {
            return Self { proposal: None, ..self.clone() };
        }
        let mut next = self.clone();
        next.undo.push(std::mem::replace(&mut next.tour, tour));
        if next.undo.len() > MOST_UNDO {
            next.undo.remove(0);
        }
        next.redo.clear();
        next.proposal = None;
        next.revision = next.revision.wrapping_add(1);
        next
    }

    fn step(&self, forward: bool) -> Self {
        let mut next = self.clone();
        let (from, to) = if forward {
            (&mut next.redo, &mut next.undo)
        } else {
            (&mut next.undo, &mut next.redo)
        };
        if let Some(tour) = from.pop() {
            to.push(std::mem::replace(&mut next.tour, tour));
            next.proposal = None;
            next.revision = next.revision.wrapping_add(1);
        }
        next
    }
}

fn apply(tour: &mut Itinerary, action: &TourAction, proposal: Option<&Proposal>) {
    match action {
        TourAction::Open(other) => *tour = other.clone(),
        TourAction::Add(place, minutes) => {
            let there = tour.stops.iter().any(|s| s.place == *place);
            if !there && tour.stops.len() < MOST_TOUR_STOPS {
                let mut stop = TourStop::new(place.clone());
                stop.minutes = minutes.unwrap_or(stop.minutes).min(1440);
                tour.stops.push(stop);
            }
        }
        TourAction::Remove(i) if *i < tour.stops.len() => {
            tour.stops.remove(*i);
        }
        TourAction::Move(from, to) if *from < tour.stops.len() => {
            let stop = tour.stops.remove(*from);
            tour.stops.insert((*to).min(tour.stops.len()), stop);
        }
        TourAction::Shifts(days, teams) => {
            tour.days = (*days).clamp(1, MOST_DAYS);
            tour.teams = (*teams).clamp(1, MOST_TEAMS);
            let routes = tour.routes();
            for stop in &mut tour.stops {
                if stop.route.is_some_and(|r| usize::from(r) >= routes) {
                    stop.route = Some(0);
                }
            }
        }
        TourAction::Travel(mode, speed) => {
            tour.mode = *mode;
            tour.speed = speed.map(|s| s.clamp(5, 2000));
        }
        TourAction::Ends(start, end) => {
            tour.start.clone_from(start);
            tour.end.clone_from(end);
        }
        TourAction::Hours(depart, until) => {
            tour.depart = *depart;
            tour.until = *until;
        }
        TourAction::On(date) => tour.date = *date,
        TourAction::Rename(name) => name.trim().clone_into(&mut tour.name),
        TourAction::Accept => {
            if let Some(proposal) = proposal {
                tour.take_routes(&proposal.routes);
            }
        }
        TourAction::Minutes(i, _)
        | TourAction::Window(i, _)
        | TourAction::Optional(i, ..)
        | TourAction::Pin(i, _)
        | TourAction::Route(i, _) => {
            let routes = tour.routes();
            if let Some(stop) = tour.stops.get_mut(*i) {
                apply_stop(stop, action, routes);
            }
        }
        // A stop that is not there, and what is no change of the tour.
        TourAction::Remove(_)
        | TourAction::Move(..)
        | TourAction::Propose(..)
        | TourAction::Dismiss
        | TourAction::Undo
        | TourAction::Redo => {}
    }
}

fn apply_stop(stop: &mut TourStop, action: &TourAction, routes: usize) {
    match action {
        TourAction::Minutes(_, minutes) => stop.minutes = (*minutes).min(1440),
        TourAction::Window(_, windows) => stop.windows.clone_from(windows),
        TourAction::Optional(_, optional, score) => {
            stop.optional = *optional;
            stop.score = (*score).min(1000);
        }
        TourAction::Pin(_, pin) => stop.pin = *pin,
        TourAction::Route(_, route) => {
            stop.route = route.filter(|r| usize::from(*r) < routes);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    fn with(ids: &[&str]) -> TourState {
        ids.iter().fold(TourState::default(), |state, place| {
            state.reduce(&TourAction::Add(id(place), None))
        })
    }

    fn order(state: &TourState) -> Vec<&str> {
        state.tour.stops.iter().map(|s| s.place.as_str()).collect()
    }

    fn proposal(routes: Vec<Vec<usize>>) -> Proposal {
        let totals = |travel, metres| Totals { travel, metres, visited: 3, broken: 0 };
        Proposal {
            routes,
            before: totals(900, 4000),
            after: totals(600, 3500),
            optimal: true,
            nearest: false,
        }
    }

    #[test]
    fn adds_once_moves_and_removes() {
        let state = with(&["a", "b", "c", "a"]);
        assert_eq!(order(&state), ["a", "b", "c"]);
        let moved = state.reduce(&TourAction::Move(0, 2));
        assert_eq!(order(&moved), ["b", "c", "a"]);
        assert_eq!(order(&moved.reduce(&TourAction::Remove(1))), ["b", "a"]);
        assert_eq!(moved.reduce(&TourAction::Remove(7)), moved);
    }

    #[test]
    fn nothing_is_reordered_without_a_yes() {
        let state = with(&["a", "b", "c"]);
        let asked =
            state.reduce(&TourAction::Propose(state.revision, proposal(vec![vec![2, 0, 1]])));
        assert_eq!(order(&asked), ["a", "b", "c"]);
        let offer = asked.proposal.as_ref().expect("a proposal");
        assert_eq!(offer.saving(), (300, 500));
        assert!(offer.is_better());
        assert_eq!(order(&asked.reduce(&TourAction::Dismiss)), ["a", "b", "c"]);
        let taken = asked.reduce(&TourAction::Accept);
        assert_eq!(order(&taken), ["c", "a", "b"]);
        assert_eq!(order(&taken.reduce(&TourAction::Undo)), ["a", "b", "c"]);
    }

    #[test]
    fn a_late_answer_is_not_shown() {
        let state = with(&["a", "b", "c"]);
        let changed = state.reduce(&TourAction::Remove(0));
        let late =
            changed.reduce(&TourAction::Propose(state.revision, proposal(vec![vec![2, 0, 1]])));
        assert_eq!(late.proposal, None);
    }

    #[test]
    fn teams_share_and_what_is_left_out_comes_last() {
        let state = with(&["a", "b", "c"]).reduce(&TourAction::Shifts(1, 2));
        let asked =
            state.reduce(&TourAction::Propose(state.revision, proposal(vec![vec![2], vec![0]])));
        let taken = asked.reduce(&TourAction::Accept);
        assert_eq!(order(&taken), ["c", "a", "b"]);
        let routes: Vec<_> = taken.tour.stops.iter().map(|s| s.route).collect();
        assert_eq!(routes, [Some(0), Some(1), None]);
        assert_eq!(taken.tour.by_route(), [vec![0], vec![1]]);
        // One team again: its stops come back to the only route.
        let one = taken.reduce(&TourAction::Shifts(1, 1));
        assert_eq!(one.tour.by_route(), [vec![0, 1]]);
    }

    #[test]
    fn names_what_the_bundle_does_not_have() {
        let state = with(&["a", "b"]);
        assert_eq!(state.gone(&Atlas::default()), [id("a"), id("b")]);
    }

    fn actions() -> impl Strategy<Value = TourAction> {
        prop_oneof![
            "[a-f]".prop_map(|p| TourAction::Add(id(&p), Some(20))),
            (0_usize..6).prop_map(TourAction::Remove),
            (0_usize..6, 0_usize..6).prop_map(|(a, b)| TourAction::Move(a, b)),
            (0_usize..6, 0_u16..2000).prop_map(|(i, m)| TourAction::Minutes(i, m)),
            (0_usize..6, any::<bool>()).prop_map(|(i, o)| TourAction::Optional(i, o, 3)),
            (0_u8..9, 0_u8..9).prop_map(|(d, t)| TourAction::Shifts(d, t)),
            (0_usize..6, prop::option::of(0_u8..30)).prop_map(|(i, r)| TourAction::Route(i, r)),
            "[a-c ]{0,3}".prop_map(TourAction::Rename),
        ]
    }

    proptest! {
        #[test]
        fn undo_takes_every_step_back(steps in prop::collection::vec(actions(), 0..30)) {
            let mut state = TourState::default();
            let mut seen = vec![state.tour.clone()];
            for action in &steps {
                state = state.reduce(action);
                if Some(&state.tour) != seen.last() {
                    seen.push(state.tour.clone());
                }
                prop_assert!(state.tour.stops.iter().all(|s| s.route.is_none_or(|r| usize::from(r) < state.tour.routes())));
            }
            let last = state.tour.clone();
            while let Some(expected) = seen.pop() {
                prop_assert_eq!(&state.tour, &expected);
                prop_assert_eq!(state.can_undo(), !seen.is_empty());
                state = state.reduce(&TourAction::Undo);
            }
            while state.can_redo() {
                state = state.reduce(&TourAction::Redo);
            }
            prop_assert_eq!(state.tour, last);
        }
    }
}
