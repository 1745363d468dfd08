//! Looks for a better order in small pieces between drawings, so that the page stays responsive. The
//! pieces are counted, not timed: the same tour gets the same answer.

use crate::engine::tour::{Effort, Solver};
use crate::state::planner::{self, Planner};
use crate::state::{Action, Edit, State};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use yew::Callback;

/// Rounds between two looks at the page, by the number of stops: some milliseconds.
const fn piece(stops: usize) -> u32 {
    if stops > 40 { 20 } else { 60 }
}

thread_local! {
    /// The search under way; another number ends it.
    static JOB: Cell<u32> = const { Cell::new(0) };
    /// Whether the search shall end with what it has.
    static ENOUGH: Cell<bool> = const { Cell::new(false) };
}

/// Begins a search for the tour as it is.
pub fn start(s: &State, on: &Callback<Action>) {
    let Some(p) = s.tour.get::<Planner>() else { return };
    let Some(followed) = p.followed.as_ref() else { return };
    let problem = &followed.outing.problem;
    let Ok(solver) = Solver::new(problem, Effort::quick(problem)) else { return };
    let job = JOB.get().wrapping_add(1);
    JOB.set(job);
    ENOUGH.set(false);
    on.emit(Edit::new(|s| planner::edit(s, |p, _| p.search = Some(0))));
    let run = Run {
        solver,
        job,
        revision: p.work.revision,
        tenths: 0,
        piece: piece(problem.stops.len()),
    };
    later(run, on.clone());
}

/// Ends a search with the best it has found.
pub fn stop(_: &Callback<Action>) {
    ENOUGH.set(true);
}

struct Run {
    solver: Solver,
    job: u32,
    revision: u32,
    tenths: u32,
    piece: u32,
}

fn later(run: Run, on: Callback<Action>) {
    Timeout::new(0, move || step(run, on)).forget();
}

fn step(mut run: Run, on: Callback<Action>) {
    if JOB.get() != run.job {
        return;
    }
    let progress = run.solver.step(run.piece);
    if progress.finished || ENOUGH.get() {
        let (plan, revision) = (run.solver.best(), run.revision);
        on.emit(Edit::new(move |s| planner::propose(s, revision, &plan)));
        return;
    }
    let tenths = progress.done.saturating_mul(10) / progress.total.max(1);
    if tenths != run.tenths {
        run.tenths = tenths;
        on.emit(Edit::new(move |s| planner::edit(s, |p, _| p.search = Some(tenths.min(9)))));
    }
    later(run, on);
}
