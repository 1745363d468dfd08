//! Looks for a better order in the engine worker, so that the page stays free. The search is counted, not
//! timed: the same tour gets the same answer.

use crate::app::desk::{self, Reply};
use crate::domain::itinerary::{Itinerary, Spot};
use crate::engine::tour::Followed;
use crate::state::planner::{self, Planner};
use crate::state::{Action, Edit, State};
use std::cell::Cell;
use yew::Callback;

thread_local! {
    /// The search under way, by the number of its job.
    static JOB: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Begins a search for the tour as it is; one that is under way is dropped.
pub fn start(s: &State, on: &Callback<Action>) {
    let Some(p) = s.tour.get::<Planner>() else { return };
    let Some(followed) = p.followed.as_ref() else { return };
    let tour = known(s, &p.work.tour, followed);
    let revision = p.work.revision;
    if let Some(old) = JOB.take() {
        desk::forget(old);
    }
    on.emit(Edit::new(|s| {
        planner::edit(s, |p, _| {
            p.search = Some(0);
            p.failed = false;
        });
    }));
    let on = on.clone();
    let told = Callback::from(move |reply: Reply| {
        on.emit(match reply {
            Reply::Planned(plan) => Edit::new(move |s| planner::propose(s, revision, &plan)),
            Reply::Progress(done, total) => {
                let tenths = (done.saturating_mul(10) / total.max(1)).min(9);
                Edit::new(move |s| planner::edit(s, |p, _| p.search = Some(tenths)))
            }
            Reply::Failed => Edit::new(move |s| {
                planner::edit(s, |p, _| {
                    p.search = None;
                    p.failed = true;
                });
            }),
        });
    });
    JOB.set(Some(desk::better(&tour, &s.atlas, told)));
}

/// Ends the search with the best it has found.
pub fn stop() {
    if let Some(job) = JOB.take() {
        desk::stop(job);
    }
}

/// The part of a tour that can be gone, in the order of the points of its problem.
fn known(s: &State, tour: &Itinerary, followed: &Followed) -> Itinerary {
    let there = |spot: &Spot| match spot {
        Spot::Place(id) => planner::position(&s.atlas, id).is_some(),
        Spot::At(_) => true,
    };
    Itinerary {
        stops: followed.stops.iter().filter_map(|&i| tour.stops.get(i).cloned()).collect(),
        start: tour.start.clone().filter(there),
        end: tour.end.clone().filter(there),
        ..tour.clone()
    }
}
