//! Planning tours: which team visits which stops in which order, inside everyone's hours.
//!
//! [`Solver`] takes a [`Problem`] (a travel matrix, stops, shifts) to a [`Plan`]. Up to 15 stops the plan is
//! proved optimal; above, it is searched for by counted rounds, so the same problem has the same plan on
//! every machine. A problem whose demands cannot all be kept gets the plan that breaks the least, with
//! every break named and measured, and the nearest plan that breaks none.

pub mod answer;
mod cycle;
mod exact;
pub mod followed;
mod model;
pub mod outing;
mod plan;
mod problem;
mod rng;
mod ruin;
mod schedule;
mod soft;
mod solver;
mod subsets;
pub mod wire;

pub use followed::Followed;
pub use outing::{LegTable, Outing, OutingError};
pub use plan::{Plan, Route, Violation};
pub use problem::{
    MOST_SHIFTS, MOST_STOPS, NEVER, Objective, Pin, Problem, ProblemError, Shift, Stop, Ticks,
    Window,
};
pub use solver::{Effort, Progress, Solver, evaluate};
pub use wire::{MatrixRequest, RequestError};
