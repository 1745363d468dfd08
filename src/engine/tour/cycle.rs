//! The shortest round through many points when time plays no part and every way is as long there as back:
//! 2-opt and Or-opt over near neighbours with don't-look bits (Bentley, "Fast algorithms for geometric
//! traveling salesman problems", 1992), then thousands of small kicks, each repaired locally and undone
//! when it did not help (Martin, Otto and Felten, 1991).
//!
//! A route from one point to another is a round with the two ends tied together by a leg of great gain;
//! so is a customer pinned first or last tied to its end.

use super::model::Model;
use super::problem::Pin;
use super::rng::Rng;

/// Neighbours looked at.
const NEAR: usize = 12;

/// Longest segment Or-opt moves.
const SEGMENT: usize = 3;

/// The gain of a tie: more than any saving on real legs.
const TIE: i64 = 1 << 40;

/// A search that can be stopped and continued.
pub(super) struct Cycle {
    n: usize,
    w: Vec<i64>,
    near: Vec<Vec<usize>>,
    tour: Vec<usize>,
    pos: Vec<usize>,
    queue: Vec<usize>,
    queued: Vec<bool>,
    length: i64,
    kept: Vec<usize>,
    rng: Rng,
    ends: Ends,
}

/// Which points of the round stand for the ends of the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// One point is start and end.
    Same,
    /// Two points, tied.
    Two,
}

impl Cycle {
    /// `None` where the round cannot stand for the problem: one-way differences, or pins inside.
    pub fn new(model: &Model, seed: u64) -> Option<Self> {
        let m = model.m;
        if m < 4 || !model.is_symmetric() || model.optional.iter().any(|o| *o) {
            return None;
        }
        let (start, end) = (model.start(), model.end());
        let to_start = |c: usize| model.t(start, c);
        let both = |c: usize| {
            model.t(c, start) == model.t(start, c) && model.t(c, end) == model.t(start, c)
        };
        let ends = if (0..m).all(both) { Ends::Same } else { Ends::Two };
        let n = if ends == Ends::Same { m + 1 } else { m + 2 };
        let mut w = vec![0_i64; n * n];
        let mut set = |a: usize, b: usize, t: i64| {
            w[a * n + b] = t;
            w[b * n + a] = t;
        };
        for a in 0..m {
            for b in 0..a {
                set(a, b, i64::from(model.t(a, b)));
            }
            set(a, m, i64::from(to_start(a)));
            if ends == Ends::Two {
                set(a, m + 1, i64::from(model.t(a, end)));
            }
        }
        let (mut first, mut last) = (None, None);
        for c in 0..m {
            let taken = match model.pin[c] {
                None => continue,
                Some(Pin::First | Pin::At(1)) => first.replace(c),
                Some(Pin::Last) => last.replace(c),
                Some(Pin::At(p)) if p == m => last.replace(c),
                Some(Pin::At(_)) => return None,
            };
            if taken.is_some() {
                return None;
            }
        }
        if let Some(c) = first {
            set(c, m, -TIE);
        }
        if ends == Ends::Two {
            set(m, m + 1, -TIE);
        }
        if let Some(c) = last {
            set(c, n - 1, -TIE);
        }
        let near = (0..n).map(|a| nearest(&w, n, a)).collect();
        let mut cycle = Self {
            n,
            w,
            near,
            tour: (0..n).collect(),
            pos: (0..n).collect(),
            queue: Vec::new(),
            queued: vec![false; n],
            length: 0,
            kept: Vec::new(),
            rng: Rng::new(seed),
            ends,
        };
        cycle.greedy();
        for c in 0..n {
            cycle.look_at(c);
        }
        cycle.descend();
        cycle.length = cycle.measure();
        cycle.kept.clone_from(&cycle.tour);
        Some(cycle)
    }

    /// Tries so many kicks.
    pub fn kicks(&mut self, count: u32) {
        for _ in 0..count {
            let change = self.kick() + self.descend();
            if change <= 0 {
                self.length += change;
                self.kept.clone_from(&self.tour);
            } else {
                self.tour.clone_from(&self.kept);
                for (i, &c) in self.tour.iter().enumerate() {
                    self.pos[c] = i;
                }
            }
        }
    }

    /// The customers in order, from the start.
    pub fn order(&self) -> Vec<usize> {
        let start = if self.ends == Ends::Same { self.n - 1 } else { self.n - 2 };
        let at = self.kept.iter().position(|&c| c == start).unwrap_or(0);
        let mut order: Vec<usize> = (1..self.n).map(|i| self.kept[(at + i) % self.n]).collect();
        if self.ends == Ends::Two {
            if order.first() == Some(&(self.n - 1)) {
                order.reverse();
            }
            order.pop();
        }
        order
    }

    /// The orders to try: a round without ends of its own can be walked both ways.
    pub fn orders(&self) -> [Vec<usize>; 2] {
        let order = self.order();
        let mut back = order.clone();
        back.reverse();
        [order, back]
    }

    fn w(&self, a: usize, b: usize) -> i64 {
        self.w[a * self.n + b]
    }

    fn next(&self, a: usize) -> usize {
        let i = self.pos[a] + 1;
        self.tour[if i == self.n { 0 } else { i }]
    }

    fn prev(&self, a: usize) -> usize {
        let i = self.pos[a];
        self.tour[if i == 0 { self.n - 1 } else { i - 1 }]
    }

    fn measure(&self) -> i64 {
        self.tour.iter().map(|&c| self.w(c, self.next(c))).sum()
    }

    /// A first round: always on to the nearest.
    fn greedy(&mut self) {
        let mut rest: Vec<usize> = (0..self.n - 1).collect();
        let mut at = self.n - 1;
        self.tour = vec![at];
        while let Some((i, _)) = rest.iter().enumerate().min_by_key(|(_, c)| self.w(at, **c)) {
            at = rest.swap_remove(i);
            self.tour.push(at);
        }
        for (i, &c) in self.tour.iter().enumerate() {
            self.pos[c] = i;
        }
    }

    fn look_at(&mut self, c: usize) {
        if !self.queued[c] {
            self.queued[c] = true;
            self.queue.push(c);
        }
    }

    /// Improves until no point that was touched can be improved; the change of length.
    fn descend(&mut self) -> i64 {
        let mut change = 0;
        while let Some(c) = self.queue.pop() {
            self.queued[c] = false;
            while let Some(gain) = self.two_opt(c).or_else(|| self.or_opt(c)) {
                change -= gain;
            }
        }
        change
    }

    fn two_opt(&mut self, a: usize) -> Option<i64> {
        for forward in [true, false] {
            let b = if forward { self.next(a) } else { self.prev(a) };
            let ab = self.w(a, b);
            for k in 0..self.near[a].len() {
                let c = self.near[a][k];
                let gain = ab - self.w(a, c);
                if gain <= 0 {
                    break;
                }
                let d = if forward { self.next(c) } else { self.prev(c) };
                let gain = gain + self.w(c, d) - self.w(b, d);
                if gain > 0 && c != b && d != a {
                    if forward {
                        self.reverse(self.pos[b], self.pos[c]);
                    } else {
                        self.reverse(self.pos[c], self.pos[b]);
                    }
                    for p in [a, b, c, d] {
                        self.look_at(p);
                    }
                    return Some(gain);
                }
            }
        }
        None
    }

    /// Moves a segment that begins at `a` to lie beside a near neighbour of `a`.
    fn or_opt(&mut self, a: usize) -> Option<i64> {
        for forward in [true, false] {
            let mut tail = a;
            for length in 1..=SEGMENT.min(self.n.saturating_sub(3)) {
                if length > 1 {
                    tail = if forward { self.next(tail) } else { self.prev(tail) };
                }
                // … before, a … tail, after …, seen in the direction of the segment.
                let (before, after) = if forward {
                    (self.prev(a), self.next(tail))
                } else {
                    (self.next(a), self.prev(tail))
                };
                let freed = self.w(before, a) + self.w(tail, after) - self.w(before, after);
                if freed <= 0 {
                    continue;
                }
                for k in 0..self.near[a].len() {
                    let c = self.near[a][k];
                    if self.w(a, c) >= freed {
                        break;
                    }
                    if self.inside(c, a, length, forward) {
                        continue;
                    }
                    for d in [self.next(c), self.prev(c)] {
                        if self.inside(d, a, length, forward) {
                            continue;
                        }
                        let gain = freed - self.w(a, c) - self.w(tail, d) + self.w(c, d);
                        if gain > 0 {
                            self.move_segment(a, tail, length, forward, c, d);
                            for p in [a, tail, before, after, c, d] {
                                self.look_at(p);
                            }
                            return Some(gain);
                        }
                    }
                }
            }
        }
        None
    }

    /// Whether a point lies in the segment of a length that begins at `a`.
    fn inside(&self, c: usize, a: usize, length: usize, forward: bool) -> bool {
        let (from, to) = if forward { (a, c) } else { (c, a) };
        (self.pos[to] + self.n - self.pos[from]) % self.n < length
    }

    /// Takes the segment out and puts it between the neighbours `c` and `d`, `a` beside `c`.
    fn move_segment(
        &mut self,
        a: usize,
        tail: usize,
        length: usize,
        forward: bool,
        c: usize,
        d: usize,
    ) {
        let mut segment = Vec::with_capacity(SEGMENT);
        let mut p = a;
        for _ in 0..length {
            segment.push(p);
            p = if forward { self.next(p) } else { self.prev(p) };
        }
        debug_assert_eq!(segment.last(), Some(&tail));
        // Slide what lies between the gap and the target over the gap, on the shorter side.
        let target_is_ahead = self.next(c) == d;
        let (low, high) = if target_is_ahead { (c, d) } else { (d, c) };
        let first = if forward { a } else { tail };
        let gap = self.pos[first];
        let ahead = (self.pos[low] + self.n - gap) % self.n + 1 - length;
        let behind = (gap + self.n - self.pos[high]) % self.n;
        if ahead <= behind {
            for i in 0..ahead {
                let moved = self.tour[(gap + length + i) % self.n];
                self.put((gap + i) % self.n, moved);
            }
        } else {
            for i in 0..behind {
                let moved = self.tour[(gap + self.n - 1 - i) % self.n];
                self.put((gap + length + self.n - 1 - i) % self.n, moved);
            }
        }
        // `low`, segment, `high`: `a` comes first where it lies beside `low`.
        let from = (self.pos[low] + 1) % self.n;
        for i in 0..length {
            let p = if target_is_ahead { segment[i] } else { segment[length - 1 - i] };
            self.put((from + i) % self.n, p);
        }
    }

    fn put(&mut self, i: usize, c: usize) {
        self.tour[i] = c;
        self.pos[c] = i;
    }

    /// Turns the part from position `i` to `j` (cyclic) round, or the rest, whichever is shorter.
    fn reverse(&mut self, i: usize, j: usize) {
        let inner = (j + self.n - i) % self.n + 1;
        let (mut i, mut j, swaps) = if inner * 2 <= self.n {
            (i, j, inner / 2)
        } else {
            ((j + 1) % self.n, (i + self.n - 1) % self.n, (self.n - inner) / 2)
        };
        for _ in 0..swaps {
            let (a, b) = (self.tour[i], self.tour[j]);
            self.put(i, b);
            self.put(j, a);
            i = if i + 1 == self.n { 0 } else { i + 1 };
            j = if j == 0 { self.n - 1 } else { j - 1 };
        }
    }

    /// Swaps two neighbouring parts at a random place (a double bridge); the change of length.
    fn kick(&mut self) -> i64 {
        let most = (self.n / 3).clamp(1, 30);
        let (a, b) = (1 + self.rng.below(most), 1 + self.rng.below(most));
        if a + b + 1 >= self.n {
            return 0;
        }
        let at = self.rng.below(self.n);
        let p = |i: usize| (at + i) % self.n;
        let part: Vec<usize> = (0..a + b + 2).map(|i| self.tour[p(i)]).collect();
        let (first, second) = (part[a], part[a + b]);
        let (before, after) = (part[0], part[a + b + 1]);
        let old = self.w(before, part[1]) + self.w(first, part[a + 1]) + self.w(second, after);
        let new = self.w(before, part[a + 1]) + self.w(second, part[1]) + self.w(first, after);
        for i in 0..b {
            self.put((at + 1 + i) % self.n, part[a + 1 + i]);
        }
        for i in 0..a {
            self.put((at + 1 + b + i) % self.n, part[1 + i]);
        }
        for c in [before, part[1], first, part[a + 1], second, after] {
            self.look_at(c);
        }
        new - old
    }

    /// The travel of the round, the ties left out.
    #[cfg(test)]
    fn travel(&self, model: &Model) -> i32 {
        super::schedule::travel(model, &self.order())
    }
}

fn nearest(w: &[i64], n: usize, a: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..n).filter(|&b| b != a).collect();
    others.sort_by_key(|&b| w[a * n + b]);
    others.truncate(NEAR);
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tour::problem::{NEVER, Objective, Problem, Shift, Stop, Ticks};

    /// Points on a circle in a shuffled order: the round along it is the shortest.
    fn ring(n: usize, start: Option<usize>, end: Option<usize>) -> Problem {
        let angle = |i: usize| {
            #[allow(clippy::cast_precision_loss)]
            let part = (i * 7 % n) as f64 / n as f64;
            part * std::f64::consts::TAU
        };
        let mut travel = Vec::new();
        for a in 0..n {
            for b in 0..n {
                let (x, y) = (angle(a).cos() - angle(b).cos(), angle(a).sin() - angle(b).sin());
                #[allow(clippy::cast_possible_truncation)]
                travel.push((x.hypot(y) * 10_000.0).round() as Ticks);
            }
        }
        Problem {
            travel,
            stops: vec![Stop::plain(0); n],
            start,
            end,
            shifts: vec![Shift { day: 0, depart: 0, until: NEVER }],
            objective: Objective::Shortest,
        }
    }

    #[test]
    fn goes_round_a_circle() {
        let n = 40;
        let side = (std::f64::consts::PI / 40.0).sin() * 2.0 * 10_000.0;
        for (start, end, sides) in
            [(Some(0), Some(0), 40.0), (Some(0), Some(23), 39.0), (None, None, 39.0)]
        {
            let model = Model::new(&ring(n, start, end));
            let mut cycle = Cycle::new(&model, 1).expect("symmetric");
            cycle.kicks(200);
            let wanted = sides * side;
            let found = f64::from(cycle.travel(&model));
            let mut sorted = cycle.order();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..model.m).collect::<Vec<_>>());
            assert_eq!(cycle.measure(), cycle.length);
            // 0 and 23 are neighbours on the ring of 40 × 7 steps: 23 × 7 = 161 = 1 (mod 40).
            assert!((found - wanted).abs() < 40.0, "{start:?} {end:?}: {found} {wanted}");
        }
    }

    #[test]
    fn keeps_first_and_last() {
        let mut problem = ring(30, Some(0), Some(0));
        problem.stops[5].pin = Some(Pin::First);
        problem.stops[6].pin = Some(Pin::Last);
        let model = Model::new(&problem);
        let mut cycle = Cycle::new(&model, 1).expect("symmetric");
        cycle.kicks(200);
        let [order, back] = cycle.orders();
        let ends = |o: &[usize]| (model.stop[o[0]], model.stop[o[o.len() - 1]]);
        assert!(ends(&order) == (5, 6) || ends(&back) == (5, 6), "{order:?}");
    }
}
