//! The solver: picks the methods a problem needs and goes through them step by step.

use super::cycle::Cycle;
use super::exact::{self, Outcome};
use super::model::Model;
use super::plan::{Plan, describe, relaxed};
use super::problem::{Pin, Problem, ProblemError};
use super::ruin::{Ruin, searches};
use super::schedule::{lateness, misplaced, travel};
use super::soft::Soft;
use super::subsets::Subsets;

/// Where every random choice starts from.
const SEED: u64 = 6;

/// How long to search where no proof is possible. Counts, never clocks: the same input gives the same plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Kicks of a round without windows.
    pub kicks: u32,
    /// Rounds of taking out and putting back.
    pub rounds: u32,
    /// Kicks of a plan that cannot keep all demands.
    pub repairs: u32,
}

impl Effort {
    /// About a quarter of a second in a browser for one route, a second for several.
    #[must_use]
    pub fn quick(problem: &Problem) -> Self {
        let n = u32::try_from(problem.stops.len()).unwrap_or(u32::MAX).max(10);
        let rounds = if problem.shifts.len() > 1 { 9_600_000 } else { 1_600_000 };
        Self { kicks: 20_000, rounds: rounds / n, repairs: 10_000 / (n * n) + 4 }
    }

    /// So many times as long.
    #[must_use]
    pub const fn times(self, factor: u32) -> Self {
        Self {
            kicks: self.kicks.saturating_mul(factor),
            rounds: self.rounds.saturating_mul(factor),
            repairs: self.repairs.saturating_mul(factor),
        }
    }
}

/// Follows routes as they are: stops by their indices, start and end not among them.
///
/// # Errors
/// When the problem breaks a rule, or a route names a stop that is none, twice, or too many routes.
pub fn evaluate(problem: &Problem, routes: &[Vec<usize>]) -> Result<Plan, ProblemError> {
    problem.check()?;
    let model = Model::new(problem);
    let mut seen = vec![false; problem.stops.len()];
    let mut own = Vec::with_capacity(routes.len());
    for route in routes {
        let mut customers = Vec::with_capacity(route.len());
        for &stop in route {
            let customer = model.stop.iter().position(|&s| s == stop);
            let customer = customer.ok_or(ProblemError::NoSuchStop(stop))?;
            if std::mem::replace(&mut seen[stop], true) {
                return Err(ProblemError::NoSuchStop(stop));
            }
            customers.push(customer);
        }
        own.push(customers);
    }
    if own.len() > model.runs.len() {
        return Err(ProblemError::TooLarge);
    }
    own.resize(model.runs.len(), Vec::new());
    Ok(describe(&model, [problem.start, problem.end], &own))
}

/// Rounds of taking out and putting back in all searches.
fn rounds(effort: Effort, model: &Model) -> u32 {
    effort.rounds.saturating_mul(searches(model))
}

/// How far a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rounds done.
    pub done: u32,
    /// Rounds there will be, as far as is known now.
    pub total: u32,
    /// Whether the plan is final.
    pub finished: bool,
}

enum Stage {
    Exact,
    Cycle(Box<Cycle>),
    Ruin(Box<Ruin>),
    Soft(Box<Soft>),
    Finished,
}

/// A search that can be stopped after every step and asked for the best plan so far.
pub struct Solver {
    model: Model,
    ends: [Option<usize>; 2],
    effort: Effort,
    /// Kicks of the round: fewer where windows will probably forbid it.
    kicks: u32,
    stage: Stage,
    stage_done: u32,
    plan: Plan,
    nearest: Option<Box<Plan>>,
}

impl Solver {
    /// A search that has not begun.
    ///
    /// # Errors
    /// When the problem breaks a rule of [`Problem::check`].
    pub fn new(problem: &Problem, effort: Effort) -> Result<Self, ProblemError> {
        problem.check()?;
        let model = Model::new(problem);
        let mut solver = Self {
            plan: Plan::default(),
            ends: [problem.start, problem.end],
            effort,
            kicks: if model.is_timeless() { effort.kicks } else { effort.kicks / 10 },
            stage: Stage::Exact,
            stage_done: 0,
            nearest: None,
            model,
        };
        if solver.model.m > exact::MOST {
            solver.search();
        }
        Ok(solver)
    }

    /// Goes on for so many rounds at most (a proof is one round).
    pub fn step(&mut self, budget: u32) -> Progress {
        let budget = budget.max(1);
        match &mut self.stage {
            Stage::Exact => self.prove(),
            Stage::Cycle(cycle) => {
                let count = budget.min(self.kicks - self.stage_done);
                cycle.kicks(count);
                self.stage_done += count;
                if self.stage_done >= self.kicks {
                    self.finish_cycle();
                }
            }
            Stage::Ruin(ruin) => {
                let total = rounds(self.effort, &self.model);
                self.stage_done += budget.min(total - self.stage_done);
                if ruin.rounds(budget) {
                    self.finish_ruin();
                }
            }
            Stage::Soft(soft) => {
                let count = budget.min(self.effort.repairs - self.stage_done);
                soft.kicks(count);
                self.stage_done += count;
                if self.stage_done >= self.effort.repairs {
                    self.finish_soft();
                }
            }
            Stage::Finished => {}
        }
        self.progress()
    }

    /// How far the search is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let total = match self.stage {
            Stage::Exact => 1,
            Stage::Cycle(_) => self.kicks,
            Stage::Ruin(_) => rounds(self.effort, &self.model),
            Stage::Soft(_) => self.effort.repairs,
            Stage::Finished => self.stage_done,
        };
        let finished = matches!(self.stage, Stage::Finished);
        Progress { done: self.stage_done, total, finished }
    }

    /// Searches to the end.
    #[must_use]
    pub fn finish(mut self) -> Plan {
        while !self.step(u32::MAX).finished {}
        self.plan
    }

    /// The best plan so far; empty before the first step of a proof.
    #[must_use]
    pub fn best(&self) -> Plan {
        match &self.stage {
            Stage::Exact | Stage::Finished => self.plan.clone(),
            Stage::Cycle(cycle) => {
                let [order, back] = cycle.orders();
                describe(&self.model, self.ends, &[self.better(order, back)])
            }
            Stage::Ruin(ruin) => describe(&self.model, self.ends, &ruin.best().0),
            Stage::Soft(soft) => describe(&self.model, self.ends, &soft.best()),
        }
    }

    fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        self.stage_done = 0;
    }

    fn prove(&mut self) {
        let model = &self.model;
        if let [run] = model.runs[..] {
            match exact::solve(model, run) {
                Outcome::Proved(order) => self.close(&[order], true),
                Outcome::TooHard => self.search(),
                Outcome::Infeasible => match exact::solve(&relaxed(model), run) {
                    Outcome::Proved(order) => self.repair(&[order]),
                    Outcome::Infeasible | Outcome::TooHard => self.search(),
                },
            }
            return;
        }
        let Some(subsets) = Subsets::new(model) else {
            self.search();
            return;
        };
        match subsets.choose(model) {
            Some(routes) => self.close(&routes, true),
            None => match subsets.choose(&relaxed(model)) {
                Some(routes) => self.repair(&routes),
                None => self.search(),
            },
        }
    }

    /// Starts the search for problems beyond a proof.
    fn search(&mut self) {
        let cycle = if self.model.runs.len() == 1 { Cycle::new(&self.model, SEED) } else { None };
        match cycle {
            Some(cycle) => self.enter(Stage::Cycle(Box::new(cycle))),
            None => self.ruin(),
        }
    }

    fn ruin(&mut self) {
        let ruin = Ruin::new(&self.model, SEED, self.effort.rounds);
        self.enter(Stage::Ruin(Box::new(ruin)));
    }

    /// Of two directions the one that is less late, then less long.
    fn better(&self, order: Vec<usize>, back: Vec<usize>) -> Vec<usize> {
        let run = self.model.runs[0];
        let cost = |o: &[usize]| {
            (misplaced(&self.model, o), lateness(&self.model, run, o), travel(&self.model, o))
        };
        if cost(&back) < cost(&order) { back } else { order }
    }

    fn finish_cycle(&mut self) {
        let Stage::Cycle(cycle) = &self.stage else { return };
        let [order, back] = cycle.orders();
        let order = self.better(order, back);
        let kept = lateness(&self.model, self.model.runs[0], &order) == 0
            && misplaced(&self.model, &order) == 0;
        if kept {
            self.close(&[order], false);
        } else {
            self.ruin();
        }
    }

    fn finish_ruin(&mut self) {
        let Stage::Ruin(ruin) = &self.stage else { return };
        let (routes, absent) = ruin.best();
        let all_in = absent.iter().all(|&c| self.model.optional[c]);
        let inside = self.model.pin.iter().any(|p| matches!(p, Some(Pin::At(_))));
        if all_in && !inside {
            // The longer one may become the shorter.
            let all = ruin.all().into_iter().map(|routes| self.polished(routes));
            let best = all.min_by_key(|routes| self.length(routes)).unwrap_or(routes);
            self.close(&best, false);
        } else if all_in {
            self.soften(&routes, &[]);
        } else {
            self.repair(&routes);
        }
    }

    /// Swaps, turns and exchanges that taking out and putting back does not make by itself.
    fn polished(&self, routes: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let better = Soft::new(&self.model, &routes, &[], SEED).best();
        if self.length(&better) < self.length(&routes) { better } else { routes }
    }

    /// Travel of all routes.
    fn length(&self, routes: &[Vec<usize>]) -> i64 {
        routes.iter().map(|r| i64::from(travel(&self.model, r))).sum()
    }

    /// Goes on from a plan that keeps all demands but leaves out stops it should not.
    fn repair(&mut self, routes: &[Vec<usize>]) {
        self.nearest = Some(Box::new(describe(&self.model, self.ends, routes)));
        // Stops that are not required would only make the required ones later.
        let required =
            |r: &Vec<usize>| r.iter().copied().filter(|&c| !self.model.optional[c]).collect();
        let kept: Vec<Vec<usize>> = routes.iter().map(required).collect();
        let absent: Vec<usize> = (0..self.model.m)
            .filter(|c| !self.model.optional[*c] && !kept.iter().any(|r| r.contains(c)))
            .collect();
        self.soften(&kept, &absent);
    }

    fn soften(&mut self, routes: &[Vec<usize>], further: &[usize]) {
        let soft = Soft::new(&self.model, routes, further, SEED);
        self.enter(Stage::Soft(Box::new(soft)));
    }

    fn finish_soft(&mut self) {
        let Stage::Soft(soft) = &self.stage else { return };
        let routes = soft.best();
        self.close(&routes, false);
    }

    fn close(&mut self, routes: &[Vec<usize>], optimal: bool) {
        self.plan = describe(&self.model, self.ends, routes);
        self.plan.optimal = optimal && self.plan.violations.is_empty();
        if !self.plan.violations.is_empty() {
            self.plan.nearest = self.nearest.take();
        }
        self.stage = Stage::Finished;
    }
}
