//! One route through up to [`MOST`] customers, proved optimal.
//!
//! Two dynamic programs run backwards over (visited set, last customer): `rest`, the least travel that
//! finishes the route when windows are ignored (Held and Karp, 1962), and `latest`, the latest time one may
//! leave so that the windows still let it finish. `latest` is exact, so no dead end is ever entered; `rest`
//! never says too much, so a best-first search over (time, travel) guided by it (Hart, Nilsson and Raphael,
//! 1968) meets the optimum first. Labels of one state come in order of travel, hence one of no less time
//! than an earlier one is dominated; that is remembered by lowering `latest`.

use super::model::{Model, Run};
use super::problem::{NEVER, Objective, Pin, Ticks};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most customers: the tables of 15 hold 2 × 2^15 × 15 numbers, 4 MB.
pub(super) const MOST: usize = 15;

/// Labels after which the proof is given up, some 100 MB and a second.
const MOST_LABELS: usize = 2_000_000;

/// No route.
const NO: Ticks = NEVER;

/// What the search for a single route came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The optimal order of customers.
    Proved(Vec<usize>),
    /// No route keeps all demands.
    Infeasible,
    /// The proof would take too long.
    TooHard,
}

/// Finds the best route of a run.
pub(super) fn solve(model: &Model, run: Run) -> Outcome {
    let tables = Tables::new(model, run);
    match tables {
        Some(mut tables) => tables.search(),
        None => Outcome::Infeasible,
    }
}

/// Whether a customer may stand at a position (from 0) as far as its pin tells before the end is known.
pub(super) fn fits(model: &Model, c: usize, position: usize) -> bool {
    match model.pin[c] {
        None | Some(Pin::Last) => true,
        Some(Pin::First) => position == 0,
        Some(Pin::At(p)) => position + 1 == p,
    }
}

/// The customers of a set.
pub(super) fn members(mut set: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let c = set.trailing_zeros() as usize;
        (set != 0).then(|| {
            set &= set - 1;
            c
        })
    })
}

/// The set of customers pinned last.
pub(super) fn pinned_last(model: &Model) -> usize {
    (0..model.m).filter(|&c| model.pin[c] == Some(Pin::Last)).fold(0, |set, c| set | 1 << c)
}

struct Tables<'a> {
    model: &'a Model,
    run: Run,
    /// Sets a route may end with.
    is_target: Vec<bool>,
    pinned_last: usize,
    rest: Vec<Ticks>,
    latest: Vec<Ticks>,
}

impl<'a> Tables<'a> {
    fn new(model: &'a Model, run: Run) -> Option<Self> {
        let m = model.m;
        let required = (0..m).filter(|&c| !model.optional[c]).fold(0, |set, c| set | 1 << c);
        let pinned_last = pinned_last(model);
        let has_choice = required + 1 < 1 << m;
        let is_target = if has_choice && model.objective == Objective::Score {
            best_sets(model, run, required, pinned_last)?
        } else {
            (0..1_usize << m).map(|set| set & required == required).collect()
        };
        let size = m << m;
        let mut tables = Self {
            model,
            run,
            is_target,
            pinned_last,
            rest: vec![NO; size],
            latest: vec![-1; size],
        };
        tables.fill();
        Some(tables)
    }

    /// Whether a route may end at a customer with this set visited.
    fn may_end(&self, set: usize, last: usize) -> bool {
        self.is_target[set] && self.pinned_last & set & !(1 << last) == 0
    }

    fn fill(&mut self) {
        let (model, m) = (self.model, self.model.m);
        let early = Early::new(model, self.run);
        let timeless = model.is_timeless() && self.run.limit >= NEVER;
        let mut leads = vec![false; 1 << m];
        for set in (1..1_usize << m).rev() {
            // Where only a few sets are wanted, most lead to none of them.
            let further = !set & ((1 << m) - 1);
            leads[set] = self.is_target[set] || members(further).any(|c| leads[set | 1 << c]);
            if !leads[set] {
                continue;
            }
            let position = set.count_ones() as usize;
            let earliest = early.of[set];
            for last in members(set) {
                let row = model.row(last);
                let (mut rest, mut latest) = (NO, -1);
                if self.may_end(set, last) {
                    rest = row[model.end()];
                    latest = self.run.limit - rest;
                }
                if self.pinned_last & 1 << last == 0 {
                    for next in members(further) {
                        let state = (set | 1 << next) * m + next;
                        if self.rest[state] >= NO || !fits(model, next, position) {
                            continue;
                        }
                        if timeless {
                            latest = NEVER;
                            rest = rest.min(row[next] + self.rest[state]);
                            continue;
                        }
                        let by = self.latest[state] - model.service[next];
                        let leave = model.latest(next, self.run.day, by) - row[next];
                        if leave >= earliest {
                            latest = latest.max(leave);
                            rest = rest.min(row[next] + self.rest[state]);
                        }
                    }
                }
                if latest >= earliest.max(early.leave[last]) {
                    self.rest[set * m + last] = rest;
                    self.latest[set * m + last] = latest;
                }
            }
        }
    }

    fn search(&mut self) -> Outcome {
        let model = self.model;
        if self.is_target[0] {
            // Nothing is required, and nothing within reach is worth a visit: staying at home is the shortest.
            return Outcome::Proved(Vec::new());
        }
        let mut labels: Vec<Label> = Vec::new();
        let mut open = BinaryHeap::new();
        let root = Label { travel: 0, leave: self.run.ready, set: 0, last: model.start(), from: 0 };
        self.extend(&root, usize::MAX, &mut labels, &mut open);
        while let Some(Reverse(next)) = open.pop() {
            let label = labels[next.label];
            if label.last == model.end() {
                return Outcome::Proved(trace(&labels, label.from));
            }
            let state = label.set * model.m + label.last;
            if label.leave > self.latest[state] {
                continue;
            }
            self.latest[state] = label.leave - 1;
            if labels.len() > MOST_LABELS {
                return Outcome::TooHard;
            }
            self.extend(&label, next.label, &mut labels, &mut open);
        }
        Outcome::Infeasible
    }

    fn extend(
        &self,
        label: &Label,
        from: usize,
        labels: &mut Vec<Label>,
        open: &mut BinaryHeap<Reverse<Open>>,
    ) {
        let (model, m) = (self.model, self.model.m);
        let row = model.row(label.last);
        let mut add = |new: Label, bound: Ticks| {
            let missing = m - new.set.count_ones() as usize;
            open.push(Reverse(Open { bound, missing, leave: new.leave, label: labels.len() }));
            labels.push(new);
        };
        if label.set != 0 && self.may_end(label.set, label.last) {
            let leave = label.leave + row[model.end()];
            if leave <= self.run.limit {
                let travel = label.travel + row[model.end()];
                add(Label { travel, leave, set: label.set, last: model.end(), from }, travel);
            }
        }
        if label.set != 0 && self.pinned_last & 1 << label.last != 0 {
            return;
        }
        let position = label.set.count_ones() as usize;
        for next in members(!label.set & ((1 << m) - 1)) {
            let set = label.set | 1 << next;
            let state = set * m + next;
            if self.rest[state] >= NO || !fits(model, next, position) {
                continue;
            }
            let begin = model.begin(next, self.run.day, label.leave + row[next]);
            let leave = begin + model.service[next];
            if begin < NEVER && leave <= self.latest[state] {
                let travel = label.travel + row[next];
                let bound = travel + self.rest[state];
                add(Label { travel, leave, set, last: next, from }, bound);
            }
        }
    }
}

/// A way to be ready to leave `last` with `set` visited.
#[derive(Debug, Clone, Copy)]
struct Label {
    travel: Ticks,
    leave: Ticks,
    set: usize,
    last: usize,
    from: usize,
}

/// An entry of the queue: the smallest bound first, of equals the one nearest its end.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Open {
    bound: Ticks,
    missing: usize,
    leave: Ticks,
    label: usize,
}

fn trace(labels: &[Label], mut at: usize) -> Vec<usize> {
    let mut order = Vec::new();
    while let Some(label) = labels.get(at) {
        order.push(label.last);
        at = label.from;
    }
    order.reverse();
    order
}

/// Lower bounds of the time at which a set can have been visited.
struct Early {
    /// Earliest time to leave each customer, whatever came before.
    leave: Vec<Ticks>,
    /// Earliest time to have visited each set.
    of: Vec<Ticks>,
}

impl Early {
    fn new(model: &Model, run: Run) -> Self {
        let m = model.m;
        // Shortest ways, since a detour over another customer may be quicker than the direct way.
        let mut near: Vec<Ticks> = (0..m).map(|c| model.t(model.start(), c)).collect();
        for _ in 0..m {
            for a in 0..m {
                for b in 0..m {
                    near[b] = near[b].min(near[a] + model.t(a, b));
                }
            }
        }
        let leave = |c: usize| {
            let begin = model.begin(c, run.day, run.ready + near[c]);
            begin.min(NEVER) + model.service[c]
        };
        let least = |c: usize| {
            let before = (0..m).filter(|&b| b != c).map(|b| model.t(b, c)).min().unwrap_or(NEVER);
            before.min(model.t(model.start(), c)) + model.service[c]
        };
        // The least time each customer adds to any route that visits it, summed up by set.
        let least: Vec<Ticks> = (0..m).map(least).collect();
        let mut of = vec![run.ready; 1 << m];
        for set in 1..1_usize << m {
            of[set] = of[set & (set - 1)] + least[set.trailing_zeros() as usize];
        }
        Self { leave: (0..m).map(leave).collect(), of }
    }
}

/// The sets of highest score that one route can visit in time, every required customer among them;
/// `None` where there is none.
fn best_sets(model: &Model, run: Run, required: usize, pinned_last: usize) -> Option<Vec<bool>> {
    let m = model.m;
    let mut leave = vec![NEVER; m << m];
    let mut best: Option<i64> = (required == 0).then_some(0);
    let mut score = vec![0_i64; 1 << m];
    let mut can = vec![false; 1 << m];
    can[0] = required == 0;
    // Sets that some order visits before the day is over: nothing is added to the others.
    let mut reached = vec![false; 1 << m];
    // Columns of the matrix as rows, so that the innermost loop reads them one after another.
    let into: Vec<Ticks> = (0..m * m).map(|i| model.t(i % m, i / m)).collect();
    for set in 1..1_usize << m {
        let first = set.trailing_zeros() as usize;
        score[set] = score[set & (set - 1)] + model.score[first];
        let position = set.count_ones() as usize - 1;
        for last in members(set).filter(|&c| fits(model, c, position)) {
            let before = set & !(1 << last);
            if before != 0 && !reached[before] {
                continue;
            }
            let mut at = if before == 0 { run.ready + model.t(model.start(), last) } else { NEVER };
            let (left, legs) = (&leave[before * m..][..m], &into[last * m..][..m]);
            for p in members(before & !pinned_last) {
                // Two numbers of at most 2^30.
                at = at.min(left[p] + legs[p]);
            }
            let begin = model.begin(last, run.day, at);
            if begin >= NEVER {
                continue;
            }
            let done = begin + model.service[last];
            if done > run.limit {
                continue;
            }
            reached[set] = true;
            leave[set * m + last] = done;
            let ends = pinned_last & set & !(1 << last) == 0;
            can[set] |= ends && done + model.t(last, model.end()) <= run.limit;
        }
        if can[set] && set & required == required {
            best = Some(best.map_or(score[set], |b| b.max(score[set])));
        }
    }
    let best = best?;
    let target = |set: usize| can[set] && set & required == required && score[set] == best;
    Some((0..1 << m).map(target).collect())
}
