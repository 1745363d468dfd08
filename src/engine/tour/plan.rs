//! The answer: routes with their times, and what they could not keep.

use super::model::Model;
use super::problem::{Objective, Ticks};
use super::schedule::{follow, travel};

/// One shift's way. The stops are those of the problem, start and end included where there are any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Stops in order; empty for a shift that is not needed.
    pub order: Vec<usize>,
    /// When each is reached.
    pub arrive: Vec<Ticks>,
    /// How long one waits there for its service to begin.
    pub wait: Vec<Ticks>,
    /// Sum of the travel times.
    pub travel: Ticks,
}

/// A demand that a plan does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// The service of a stop begins after its last window.
    Late {
        /// Which route.
        route: usize,
        /// Which stop.
        stop: usize,
        /// By how much.
        by: Ticks,
    },
    /// A stop is not open at all that day.
    Closed {
        /// Which route.
        route: usize,
        /// Which stop.
        stop: usize,
    },
    /// A route ends too late.
    Overtime {
        /// Which route.
        route: usize,
        /// By how much.
        by: Ticks,
    },
    /// A stop is not at the place it is pinned to.
    Misplaced {
        /// Which route.
        route: usize,
        /// Which stop.
        stop: usize,
    },
}

/// A plan for every shift.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// One route a shift.
    pub routes: Vec<Route>,
    /// Travel of all routes.
    pub travel: i64,
    /// Score of the stops visited, in thousandths.
    pub score: i64,
    /// Stops left out, ascending.
    pub skipped: Vec<usize>,
    /// Whether no better plan exists, proved.
    pub optimal: bool,
    /// What could not be kept; empty for a plan that can be followed.
    pub violations: Vec<Violation>,
    /// Where demands cannot all be kept: the plan that keeps all of them but leaves out the fewest stops.
    pub nearest: Option<Box<Plan>>,
}

/// Routes of customers as a plan.
pub(super) fn describe(model: &Model, ends: [Option<usize>; 2], routes: &[Vec<usize>]) -> Plan {
    let mut plan = Plan::default();
    let mut visited = vec![false; model.m];
    for (r, order) in routes.iter().enumerate() {
        let route = if order.is_empty() {
            Route::default()
        } else {
            describe_route(model, ends, r, order, &mut plan.violations)
        };
        for &c in order {
            visited[c] = true;
        }
        plan.travel += i64::from(route.travel);
        plan.score += model.score_of(order);
        plan.routes.push(route);
    }
    plan.skipped = (0..model.m).filter(|&c| !visited[c]).map(|c| model.stop[c]).collect();
    plan
}

fn describe_route(
    model: &Model,
    ends: [Option<usize>; 2],
    r: usize,
    order: &[usize],
    violations: &mut Vec<Violation>,
) -> Route {
    let run = model.runs[r];
    let course = follow(model, run, order);
    let mut route = Route { travel: travel(model, order), ..Route::default() };
    let mut add = |stop: usize, arrive: Ticks, wait: Ticks| {
        route.order.push(stop);
        route.arrive.push(arrive);
        route.wait.push(wait);
    };
    if let Some(start) = ends[0] {
        let (arrive, wait) = run.at_start;
        add(start, arrive, wait);
    }
    for (i, &c) in order.iter().enumerate() {
        let stop = model.stop[c];
        add(stop, course.arrive[i], course.begin[i] - course.arrive[i]);
        if course.late[i] > 0 {
            violations.push(match model.last_close(c, run.day) {
                Some(_) => Violation::Late { route: r, stop, by: course.late[i] },
                None => Violation::Closed { route: r, stop },
            });
        }
        if !super::schedule::in_place(model, order, i) {
            violations.push(Violation::Misplaced { route: r, stop });
        }
    }
    if let Some(end) = ends[1] {
        add(end, course.home, 0);
    }
    if course.overtime > 0 {
        violations.push(Violation::Overtime { route: r, by: course.overtime });
    }
    route
}

/// The same problem with nothing required: every stop that was counts more than all scores together.
pub(super) fn relaxed(model: &Model) -> Model {
    let mut out = model.clone();
    let all: i64 = model.score.iter().filter(|s| **s > 0).sum();
    for c in 0..model.m {
        if !model.optional[c] {
            out.score[c] = all + 1;
        } else if model.objective == Objective::Shortest {
            out.score[c] = 0;
        }
    }
    out.optional.fill(true);
    out.objective = Objective::Score;
    out
}
