//! Routes of any kind — several, with windows, one-way differences, optional stops — by taking out strings
//! of neighbouring customers and putting them back where they cost least, under simulated annealing
//! (Christiaens and Vanden Berghe, "Slack induction by string removals for vehicle routing problems", 2020).
//!
//! Every plan on the way keeps all windows; a customer for whom there is no room stays out, at a price far
//! above any travel if it is required. Trying a place takes constant time: each route knows when it leaves
//! each customer at the earliest and must reach it at the latest.

// Sums and scores are far below 2^53, so they are exact as floating-point numbers.
#![allow(clippy::cast_precision_loss)]

use super::model::Model;
use super::problem::{NEVER, Objective, Pin, Ticks};
use super::rng::Rng;

/// Customers taken out at a time, on average.
const REMOVED: usize = 10;
/// Longest string; shorter ones, and more of them, where there is one route only.
const STRING: usize = 10;
const STRING_OF_ONE: usize = 4;
/// A place is overlooked once in so many times, so that not the same is found again and again.
const BLINK: usize = 100;
/// Temperatures at the start and the end, in mean legs.
const HOT: f64 = 3.0;
const COLD: f64 = 0.002;
/// The temperature at the start of a second search of several routes, from nothing. Which of the two ends
/// better differs from day to day.
const HOT_AGAIN: f64 = 12.0;
/// The temperature at the start where scores count: they come in larger steps.
const HOT_SCORE: f64 = 10.0;
/// How often several routes are heated anew: stops must change teams, which one cooling may miss.
const HEATS: u32 = 6;
/// Price of the mean score, in mean legs.
const SCORE: f64 = 3.0;
/// How far a score may be taken for another when it is decided who goes back first.
const SPREAD: f64 = 0.5;
/// Price of a required customer left out, in mean legs; of the mean score, too.
const ABSENT: f64 = 10_000.0;

/// One route with its times.
#[derive(Debug, Clone, Default)]
struct Route {
    order: Vec<usize>,
    /// Earliest time to leave each customer.
    leave: Vec<Ticks>,
    /// Latest time to reach each customer, then the end.
    latest: Vec<Ticks>,
    travel: Ticks,
}

#[derive(Debug, Clone, Default)]
struct Plan {
    routes: Vec<Route>,
    absent: Vec<usize>,
    /// What the annealing compares.
    cost: f64,
    /// What is compared in the end: required absent, score absent, travel.
    key: (usize, i64, i64),
}

/// A search that can be stopped and continued.
pub(super) struct Ruin {
    model: Model,
    rng: Rng,
    near: Vec<Vec<usize>>,
    now: Plan,
    next: Plan,
    best: Plan,
    leg: f64,
    /// Price of a thousandth of score.
    price: f64,
    hot: f64,
    /// How often the heat begins anew, from the best so far.
    heats: u32,
    done: u32,
    /// Rounds of one search.
    total: u32,
    /// What the first search found, while the second runs.
    first: Option<Plan>,
    /// Searches to come after this one.
    further: u32,
    seed: u64,
    /// Scratch: the route of each customer, or beyond the last.
    home: Vec<usize>,
}

/// In which order customers go back.
#[derive(Debug, Clone, Copy)]
enum Sorting {
    Random,
    Far,
    Close,
    Opens,
    Closes,
    Tight,
    Worth,
}

impl Ruin {
    /// A search of so many rounds.
    pub fn new(model: &Model, seed: u64, total: u32) -> Self {
        let m = model.m;
        let near = (0..m).map(|a| {
            let mut all: Vec<usize> = (0..m).collect();
            all.sort_by_key(|&b| if a == b { -1 } else { model.t(a, b).min(model.t(b, a)) });
            all
        });
        let leg = mean_leg(model);
        let mean_score = mean(model.score.iter().map(|s| *s as f64));
        let mut search = Self {
            near: near.collect(),
            rng: Rng::new(seed),
            now: Plan::default(),
            next: Plan::default(),
            best: Plan::default(),
            leg,
            price: if mean_score > 0.0 { SCORE * leg / mean_score } else { 0.0 },
            hot: if model.objective == Objective::Score { HOT_SCORE } else { HOT },
            heats: if model.runs.len() > 1 { HEATS } else { 1 },
            done: 0,
            total,
            first: None,
            further: searches(model) - 1,
            seed,
            home: vec![usize::MAX; m],
            model: model.clone(),
        };
        search.begin();
        search
    }

    /// Puts all customers in where they cost least.
    fn begin(&mut self) {
        let runs = self.model.runs.len();
        self.next.routes = vec![Route::default(); runs];
        for r in 0..runs {
            self.refresh(r);
        }
        self.next.absent = (0..self.model.m).collect();
        self.put_back();
        self.weigh();
        self.now = self.next.clone();
        self.best = self.next.clone();
    }

    /// Does so many rounds at most; whether all are done.
    pub fn rounds(&mut self, count: u32) -> bool {
        for _ in 0..count {
            if self.done >= self.total {
                if self.further == 0 {
                    return true;
                }
                self.further -= 1;
                self.done = 0;
                self.hot = HOT_AGAIN;
                self.rng = Rng::new(self.seed);
                self.first = Some(self.best.clone());
                self.begin();
            }
            self.round();
            self.done += 1;
        }
        self.done >= self.total && self.further == 0
    }

    /// The best routes so far, and the customers left out.
    pub fn best(&self) -> (Vec<Vec<usize>>, Vec<usize>) {
        let best = self.first.as_ref().filter(|f| f.key <= self.best.key).unwrap_or(&self.best);
        (best.routes.iter().map(|r| r.order.clone()).collect(), best.absent.clone())
    }

    /// What each search found, as far as it leaves out no more required customers than the best.
    pub fn all(&self) -> Vec<Vec<Vec<usize>>> {
        let found: Vec<&Plan> = self.first.iter().chain([&self.best]).collect();
        let least = found.iter().map(|p| p.key.0).min();
        let kept = found.into_iter().filter(|p| Some(p.key.0) == least);
        kept.map(|p| p.routes.iter().map(|r| r.order.clone()).collect()).collect()
    }

    fn round(&mut self) {
        let span = self.total / self.heats + 1;
        if self.done > 0 && self.done.is_multiple_of(span) {
            self.now.clone_from(&self.best);
        }
        let part = f64::from(self.done % span) / f64::from(span);
        let heat = self.leg * (COLD + (self.hot - COLD) * (1.0 - part).powi(4));
        self.next.clone_from(&self.now);
        self.take_out();
        self.put_back();
        self.weigh();
        if self.next.cost < self.now.cost + heat * self.rng.exponential() {
            std::mem::swap(&mut self.now, &mut self.next);
            if self.now.key < self.best.key {
                self.best.clone_from(&self.now);
            }
        }
    }

    /// Takes strings out of routes around a random customer.
    fn take_out(&mut self) {
        let m = self.model.m;
        self.home.fill(usize::MAX);
        let (mut placed, mut used) = (0, 0);
        for (r, route) in self.next.routes.iter().enumerate() {
            placed += route.order.len();
            used += usize::from(!route.order.is_empty());
            for &c in &route.order {
                self.home[c] = r;
            }
        }
        if placed == 0 {
            return;
        }
        let string = if used > 1 { STRING } else { STRING_OF_ONE };
        let longest = string.min((placed / used.max(1)).max(1));
        let most = (4 * REMOVED / (1 + longest)).max(2) - 1;
        let strings = 1 + self.rng.below(most);
        // Any customer may be the middle, absent ones as well: room is made where they would go.
        let seed = self.rng.below(m);
        let mut touched = 0_u32;
        let mut count = 0;
        for i in 0..m {
            let c = self.near[seed][i];
            let r = self.home[c];
            if r == usize::MAX || used > 1 && touched & 1 << r != 0 {
                continue;
            }
            // It may have been in a string just taken.
            if !self.next.routes[r].order.contains(&c) {
                continue;
            }
            touched |= 1 << r;
            let length = self.next.routes[r].order.len().min(longest);
            let length = 1 + self.rng.below(length);
            self.take_string(r, c, length);
            count += 1;
            if count == strings {
                break;
            }
        }
    }

    /// Takes out a string that holds a customer, half the time keeping a part in its middle.
    fn take_string(&mut self, r: usize, c: usize, length: usize) {
        let order = &mut self.next.routes[r].order;
        let at = order.iter().position(|&x| x == c).unwrap_or(0);
        let mut keep = 0;
        if length > 1 && length < order.len() && self.rng.one_in(2) {
            while length + keep < order.len() && !self.rng.one_in(4) {
                keep += 1;
            }
        }
        let span = length + keep;
        let lowest = (at + 1).saturating_sub(span);
        let highest = at.min(order.len() - span);
        let from = lowest + self.rng.below(highest - lowest + 1);
        let hole = from + self.rng.below(length + 1);
        let mut i = 0;
        let absent = &mut self.next.absent;
        order.retain(|&x| {
            let inside = (from..from + span).contains(&i);
            let kept = keep > 0 && (hole..hole + keep).contains(&i);
            i += 1;
            if inside && !kept {
                absent.push(x);
            }
            !inside || kept
        });
        self.refresh(r);
    }

    /// Works out a route's times. Where leaving someone out made it late (a detour can be the quicker way),
    /// all its customers go back to the others.
    fn refresh(&mut self, r: usize) {
        if !self.next.routes[r].refresh(&self.model, r) {
            let order = std::mem::take(&mut self.next.routes[r].order);
            self.next.absent.extend(order);
            self.next.routes[r].refresh(&self.model, r);
        }
    }

    fn put_back(&mut self) {
        let sorting = self.sorting();
        let by_time = self.model.objective == Objective::Score && self.rng.one_in(2);
        let mut waiting = std::mem::take(&mut self.next.absent);
        self.sort(&mut waiting, sorting);
        for c in waiting {
            match self.best_place(c, by_time) {
                Some((r, i)) => {
                    self.next.routes[r].order.insert(i, c);
                    self.refresh(r);
                }
                None => self.next.absent.push(c),
            }
        }
    }

    fn sorting(&mut self) -> Sorting {
        let score = self.model.objective == Objective::Score;
        match self.rng.below(if score { 110 } else { 11 }) {
            0..=3 => Sorting::Random,
            4 | 5 => Sorting::Far,
            6 => Sorting::Close,
            7 => Sorting::Opens,
            8 | 9 => Sorting::Closes,
            10 => Sorting::Tight,
            _ => Sorting::Worth,
        }
    }

    fn sort(&mut self, list: &mut [usize], sorting: Sorting) {
        self.rng.shuffle(list);
        let model = &self.model;
        let far = |c: usize| model.t(model.start(), c) + model.t(c, model.end());
        let open = |c: usize| model.begin(c, model.runs[0].day, 0);
        let close = |c: usize| model.last_close(c, model.runs[0].day).unwrap_or(0);
        match sorting {
            Sorting::Random => {}
            Sorting::Far => list.sort_by_key(|&c| -far(c)),
            Sorting::Close => list.sort_by_key(|&c| far(c)),
            Sorting::Opens => list.sort_by_key(|&c| -open(c)),
            Sorting::Closes => list.sort_by_key(|&c| close(c)),
            Sorting::Tight => list.sort_by_key(|&c| close(c) - open(c)),
            Sorting::Worth => {
                let rng = &mut self.rng;
                let taken = |s: &i64| *s as f64 * (1.0 + SPREAD * (2.0 * rng.unit() - 1.0));
                let keys: Vec<f64> = model.score.iter().map(taken).collect();
                list.sort_by(|&a, &b| keys[b].total_cmp(&keys[a]));
            }
        }
        // The required first, in their order.
        if model.objective == Objective::Score {
            list.sort_by_key(|&c| model.optional[c]);
        }
    }

    /// Where a customer costs least: route and position.
    fn best_place(&mut self, c: usize, by_time: bool) -> Option<(usize, usize)> {
        let model = &self.model;
        let free = model.optional[c] && model.objective == Objective::Shortest;
        let (service, pin, from) = (model.service[c], model.pin[c], model.row(c));
        let mut best = (if free { 0 } else { NEVER }, None);
        let mut seen_empty = false;
        for (r, route) in self.next.routes.iter().enumerate() {
            let run = model.runs[r];
            let order = &route.order;
            if order.is_empty() && runs_alike(model) {
                // All empty routes are the same.
                if std::mem::replace(&mut seen_empty, true) {
                    continue;
                }
            }
            let (low, high) = places(model, order, pin);
            for i in low..=high {
                let before = if i == 0 { model.start() } else { order[i - 1] };
                let after = order.get(i).copied().unwrap_or(model.end());
                let (to, on) = (model.t(before, c), from[after]);
                let skipped = if order.is_empty() { 0 } else { model.t(before, after) };
                // Most places cost too much already: the clock is asked for the others only.
                if !by_time && to + on - skipped >= best.0 {
                    continue;
                }
                let left = if i == 0 { run.ready } else { route.leave[i - 1] };
                let begin = model.begin(c, run.day, left + to);
                let there = begin.saturating_add(service).saturating_add(on);
                if there > route.latest[i] {
                    continue;
                }
                let cost = if by_time { there - left - skipped } else { to + on - skipped };
                if cost < best.0 && !self.rng.one_in(BLINK) {
                    best = (cost, Some((r, i)));
                }
            }
        }
        best.1
    }

    fn weigh(&mut self) {
        let model = &self.model;
        let plan = &mut self.next;
        let travel: i64 = plan.routes.iter().map(|r| i64::from(r.travel)).sum();
        let required = plan.absent.iter().filter(|&&c| !model.optional[c]).count();
        let worth = match model.objective {
            Objective::Shortest => 0,
            Objective::Score => plan.absent.iter().map(|&c| model.score[c]).sum(),
        };
        plan.key = (required, worth, travel);
        plan.cost = ABSENT * self.leg * required as f64 + self.price * worth as f64 + travel as f64;
    }
}

impl Route {
    /// Times of the order; `false` where a customer or the end is reached too late.
    fn refresh(&mut self, model: &Model, r: usize) -> bool {
        let run = model.runs[r];
        let n = self.order.len();
        self.leave.clear();
        self.travel = 0;
        let (mut at, mut time) = (model.start(), run.ready);
        for &c in &self.order {
            let leg = model.t(at, c);
            self.travel += leg;
            let begin = model.begin(c, run.day, time + leg);
            if begin >= NEVER {
                return false;
            }
            time = begin + model.service[c];
            self.leave.push(time);
            at = c;
        }
        let leg = model.t(at, model.end());
        if n > 0 {
            self.travel += leg;
            if time + leg > run.limit {
                return false;
            }
        }
        self.latest.clear();
        self.latest.resize(n + 1, run.limit);
        let mut after = model.end();
        for i in (0..n).rev() {
            let c = self.order[i];
            let by = self.latest[i + 1] - model.t(c, after) - model.service[c];
            self.latest[i] = model.latest(c, run.day, by);
            after = c;
        }
        true
    }
}

/// Positions at which a customer with a pin may be put into an order.
fn places(model: &Model, order: &[usize], pin: Option<Pin>) -> (usize, usize) {
    let pinned = |c: Option<&usize>, p: Pin| c.is_some_and(|&c| model.pin[c] == Some(p));
    let low = usize::from(pinned(order.first(), Pin::First));
    let high = order.len() - usize::from(pinned(order.last(), Pin::Last));
    match pin {
        Some(Pin::First) if low == 0 => (0, 0),
        Some(Pin::Last) if high == order.len() && low <= high => (high, high),
        // Its place is taken: nowhere.
        Some(Pin::First | Pin::Last) => (1, 0),
        _ => (low, high),
    }
}

/// How many searches there are, one after the other.
pub(super) fn searches(model: &Model) -> u32 {
    if model.runs.len() > 1 && model.objective == Objective::Shortest { 2 } else { 1 }
}

fn runs_alike(model: &Model) -> bool {
    model.runs.iter().all(|r| *r == model.runs[0])
}

/// The mean of the legs to the nearest few: what a detour costs.
fn mean_leg(model: &Model) -> f64 {
    let m = model.m;
    let near = |a: usize| {
        let mut row: Vec<Ticks> = (0..m).filter(|&b| b != a).map(|b| model.t(a, b)).collect();
        row.sort_unstable();
        mean(row.iter().take(10).map(|t| f64::from(*t)))
    };
    mean((0..m).map(near)).max(1e-3)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0_f64);
    for v in values {
        sum += v;
        count += 1.0;
    }
    sum / count.max(1.0)
}
