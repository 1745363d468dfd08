//! Several routes through up to [`super::exact::MOST`] customers, proved optimal.
//!
//! For every set of customers the least travel of one route through exactly these is found by labels
//! (time, travel) over (set, last customer), then the sets are shared out among the runs: the best
//! partition of a set takes all its halves, 3^m steps a run.

use super::exact::{fits, members, pinned_last};
use super::model::{Model, Run};
use super::problem::{NEVER, Objective, Ticks};

/// No route, or no partition.
const NO: Ticks = NEVER;

/// Steps of sharing out after which the proof is not tried.
const MOST_STEPS: usize = 60_000_000;

/// Labels of all sets together after which the proof is given up.
const MOST_LABELS: usize = 6_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    leave: Ticks,
    travel: Ticks,
}

/// The routes of one kind of run through every set.
struct Routes {
    run: Run,
    labels: Vec<Label>,
    /// Where the labels of (set, last) begin; they end where the next begin.
    from: Vec<usize>,
    /// Least travel by set.
    best: Vec<Ticks>,
}

/// The least travel of every set with every kind of run. What is wanted can be changed afterwards.
pub(super) struct Subsets {
    m: usize,
    kinds: Vec<Routes>,
    /// The kind of each run.
    kind_of: Vec<usize>,
}

impl Subsets {
    /// `None` where it would take too long.
    pub fn new(model: &Model) -> Option<Self> {
        let runs = model.runs.len();
        let three = 3_usize.checked_pow(u32::try_from(model.m).ok()?)?;
        if three.checked_mul(runs.saturating_sub(1))? > MOST_STEPS {
            return None;
        }
        let mut kinds: Vec<Routes> = Vec::new();
        let mut kind_of = Vec::with_capacity(runs);
        for run in &model.runs {
            let known = kinds.iter().position(|k| k.run == *run);
            kind_of.push(known.unwrap_or(kinds.len()));
            if known.is_none() {
                kinds.push(Routes::new(model, *run)?);
            }
        }
        Some(Self { m: model.m, kinds, kind_of })
    }

    /// The best routes, one for each run, or `None` where no routes keep all demands.
    pub fn choose(&self, model: &Model) -> Option<Vec<Vec<usize>>> {
        let full = (1_usize << self.m) - 1;
        let required = (0..self.m).filter(|&c| !model.optional[c]).fold(0, |set, c| set | 1 << c);
        let mut shares: Vec<Vec<Ticks>> = Vec::new();
        for &kind in &self.kind_of {
            let best = &self.kinds[kind].best;
            let next = match shares.last() {
                None => best.clone(),
                // The last run matters for the sets that may be the answer only.
                Some(before) => {
                    let last = shares.len() + 1 == self.kind_of.len();
                    let wanted = |set: usize| !last || set & required == required;
                    (0..=full)
                        .map(|s| if wanted(s) { shared(before, best, s).0 } else { NO })
                        .collect()
                }
            };
            shares.push(next);
        }
        let total = shares.last()?;
        let score = |set: usize| match model.objective {
            Objective::Shortest => 0,
            Objective::Score => members(set).map(|c| model.score[c]).sum::<i64>(),
        };
        let candidates = (0..=full).filter(|s| s & required == required && total[*s] < NO);
        let mut left = candidates.min_by_key(|&s| (-score(s), total[s]))?;
        let mut out = vec![Vec::new(); self.kind_of.len()];
        for (i, &kind) in self.kind_of.iter().enumerate().rev() {
            let routes = &self.kinds[kind];
            let own = if i == 0 { left } else { shared(&shares[i - 1], &routes.best, left).1 };
            out[i] = routes.order(model, own);
            left &= !own;
        }
        Some(out)
    }
}

/// The best way to share out a set: the travel, and the part that the later run takes.
fn shared(before: &[Ticks], own: &[Ticks], set: usize) -> (Ticks, usize) {
    let mut best = (NO, 0);
    let mut part = set;
    loop {
        let travel = own[part].saturating_add(before[set & !part]);
        if travel < best.0 {
            best = (travel, part);
        }
        if part == 0 {
            return best;
        }
        part = (part - 1) & set;
    }
}

impl Routes {
    fn new(model: &Model, run: Run) -> Option<Self> {
        let m = model.m;
        let last_only = pinned_last(model);
        let mut routes = Self { run, labels: Vec::new(), from: vec![0; m], best: vec![NO; 1 << m] };
        routes.best[0] = 0;
        let mut here = Vec::new();
        for set in 1..1_usize << m {
            for last in 0..m {
                routes.from.push(routes.labels.len());
                if set & 1 << last == 0 {
                    continue;
                }
                here.clear();
                routes.arrivals(model, set, last, last_only, &mut here);
                keep_best(&mut here);
                if last_only & set & !(1 << last) == 0 {
                    let home = model.t(last, model.end());
                    let in_time = here.iter().filter(|l| l.leave + home <= run.limit);
                    if let Some(least) = in_time.map(|l| l.travel + home).min() {
                        routes.best[set] = routes.best[set].min(least);
                    }
                }
                routes.labels.extend_from_slice(&here);
            }
            if routes.labels.len() > MOST_LABELS {
                return None;
            }
        }
        routes.from.push(routes.labels.len());
        Some(routes)
    }

    fn of(&self, state: usize) -> &[Label] {
        &self.labels[self.from[state]..self.from[state + 1]]
    }

    /// Every way to have visited a set and be ready to leave its last customer.
    fn arrivals(
        &self,
        model: &Model,
        set: usize,
        last: usize,
        last_only: usize,
        out: &mut Vec<Label>,
    ) {
        if !fits(model, last, set.count_ones() as usize - 1) {
            return;
        }
        let before = set & !(1 << last);
        let mut add = |leave: Ticks, travel: Ticks, leg: Ticks| {
            let begin = model.begin(last, self.run.day, leave + leg);
            if begin < NEVER {
                out.push(Label { leave: begin + model.service[last], travel: travel + leg });
            }
        };
        if before == 0 {
            add(self.run.ready, 0, model.t(model.start(), last));
        }
        for p in members(before & !last_only) {
            let leg = model.t(p, last);
            for label in self.of(before * model.m + p) {
                add(label.leave, label.travel, leg);
            }
        }
    }

    /// The order of the best route through a set.
    fn order(&self, model: &Model, set: usize) -> Vec<usize> {
        let (m, last_only) = (model.m, pinned_last(model));
        let mut order = Vec::new();
        // Every label has a predecessor, so the walk ends at the empty set.
        let ends = members(set).filter(|&c| last_only & set & !(1 << c) == 0).flat_map(|last| {
            let home = model.t(last, model.end());
            let labels = self.of(set * m + last).iter();
            labels
                .filter(move |l| l.leave + home <= self.run.limit)
                .map(move |l| (l.travel + home, last, *l))
        });
        let Some((_, mut last, mut label)) = ends.min_by_key(|e| (e.0, e.1)) else { return order };
        let mut rest = set;
        loop {
            order.push(last);
            rest &= !(1 << last);
            let found = members(rest & !last_only).find_map(|p| {
                let leg = model.t(p, last);
                let reaches = |l: &&Label| {
                    let begin = model.begin(last, self.run.day, l.leave + leg);
                    begin < NEVER
                        && begin + model.service[last] == label.leave
                        && l.travel + leg == label.travel
                };
                self.of(rest * m + p).iter().find(reaches).map(|l| (p, *l))
            });
            match found {
                Some(step) => (last, label) = step,
                None => break,
            }
        }
        order.reverse();
        order
    }
}

/// Leaves the labels that no other beats in both time and travel.
fn keep_best(labels: &mut Vec<Label>) {
    labels.sort_unstable_by_key(|l| (l.leave, l.travel));
    let mut least = NO;
    labels.retain(|l| {
        let keeps = l.travel < least;
        least = least.min(l.travel);
        keeps
    });
}
