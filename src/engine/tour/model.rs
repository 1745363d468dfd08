//! The problem as the solvers read it: customers from 0, two further points for start and end, and the
//! questions of time answered in constant steps.

use super::problem::{NEVER, Objective, Pin, Problem, Ticks, Window};

/// A shift with the start's and end's own times worked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub day: usize,
    /// When the first leg may begin.
    pub ready: Ticks,
    /// When the last leg must have ended.
    pub limit: Ticks,
    /// When one is at the start, and how long one waits there.
    pub at_start: (Ticks, Ticks),
}

/// A problem made ready.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Number of customers: the stops that are neither start nor end.
    pub m: usize,
    /// Row stride of `t`: customers, start, end.
    stride: usize,
    t: Vec<Ticks>,
    pub service: Vec<Ticks>,
    pub score: Vec<i64>,
    pub optional: Vec<bool>,
    pub pin: Vec<Option<Pin>>,
    /// The stop of each customer.
    pub stop: Vec<usize>,
    pub runs: Vec<Run>,
    pub objective: Objective,
    /// By day and customer: the only window, or an empty one where `many` holds none or several.
    single: Vec<Window>,
    many: Vec<Vec<Window>>,
}

/// A window no time lies in: look into `many`.
const SEVERAL: Window = Window { open: 1, close: 0 };

impl Model {
    /// From a problem that passed [`Problem::check`].
    pub fn new(problem: &Problem) -> Self {
        let fixed = [problem.start, problem.end];
        let stop: Vec<usize> =
            (0..problem.stops.len()).filter(|&i| !fixed.contains(&Some(i))).collect();
        let m = stop.len();
        let stride = m + 2;
        let at = |i: usize| if i < m { Some(stop[i]) } else { fixed[i - m] };
        let mut t = vec![0; stride * stride];
        for i in 0..stride {
            for j in 0..stride {
                // A free start or end is nowhere, and costs nothing to leave or reach.
                if let (Some(a), Some(b)) = (at(i), at(j)) {
                    t[i * stride + j] = if a == b { 0 } else { problem.travel(a, b) };
                }
            }
        }
        let days = problem.shifts.iter().map(|s| s.day + 1).max().unwrap_or(1);
        let mut single = Vec::with_capacity(days * m);
        let mut many = Vec::with_capacity(days * m);
        for day in 0..days {
            for &s in &stop {
                let windows = problem.stops[s].windows(day);
                if let [only] = windows {
                    single.push(Window { open: only.open, close: only.close.min(NEVER) });
                    many.push(Vec::new());
                } else {
                    single.push(SEVERAL);
                    many.push(windows.to_vec());
                }
            }
        }
        let of = |i: &usize| &problem.stops[*i];
        Self {
            m,
            stride,
            t,
            service: stop.iter().map(|s| of(s).service).collect(),
            score: stop.iter().map(|s| of(s).score).collect(),
            optional: stop.iter().map(|s| of(s).optional).collect(),
            pin: stop.iter().map(|s| of(s).pin).collect(),
            runs: problem.shifts.iter().map(|s| run(problem, *s)).collect(),
            objective: problem.objective,
            single,
            many,
            stop,
        }
    }

    /// The point routes start at.
    pub const fn start(&self) -> usize {
        self.m
    }

    /// The point routes end at.
    pub const fn end(&self) -> usize {
        self.m + 1
    }

    /// Travel time between two points.
    pub fn t(&self, a: usize, b: usize) -> Ticks {
        self.t[a * self.stride + b]
    }

    /// Travel times from a point.
    pub fn row(&self, a: usize) -> &[Ticks] {
        &self.t[a * self.stride..(a + 1) * self.stride]
    }

    /// Whether travel takes as long there as back, between all points.
    pub fn is_symmetric(&self) -> bool {
        let customers = 0..self.m;
        customers.clone().all(|a| customers.clone().all(|b| self.t(a, b) == self.t(b, a)))
    }

    /// When the service of a customer begins that is reached at a time; [`NEVER`] where it cannot any more.
    pub fn begin(&self, c: usize, day: usize, at: Ticks) -> Ticks {
        let w = self.single[day * self.m + c];
        if w.open <= w.close {
            return if at > w.close { NEVER } else { at.max(w.open) };
        }
        let many = &self.many[day * self.m + c];
        many.iter().find(|w| at <= w.close).map_or(NEVER, |w| at.max(w.open))
    }

    /// The latest time the service may begin so that it has begun by `by`; below zero where there is none.
    pub fn latest(&self, c: usize, day: usize, by: Ticks) -> Ticks {
        let w = self.single[day * self.m + c];
        if w.open <= w.close {
            return if by < w.open { -1 } else { by.min(w.close) };
        }
        let many = &self.many[day * self.m + c];
        many.iter().rev().find(|w| w.open <= by).map_or(-1, |w| by.min(w.close))
    }

    /// Like [`Self::begin`], but too late counts as late: begin and lateness. A day on which the stop is
    /// closed counts as late by the whole day so far.
    pub fn begin_late(&self, c: usize, day: usize, at: Ticks) -> (Ticks, Ticks) {
        let begin = self.begin(c, day, at);
        if begin < NEVER {
            return (begin, 0);
        }
        let last = self.last_close(c, day);
        (at, at - last.unwrap_or(-CLOSED_DAY))
    }

    /// The end of the last window of a day.
    pub fn last_close(&self, c: usize, day: usize) -> Option<Ticks> {
        let w = self.single[day * self.m + c];
        if w.open <= w.close {
            return Some(w.close);
        }
        self.many[day * self.m + c].last().map(|w| w.close)
    }

    /// Whether time plays no part: every customer can be served whenever it is reached.
    pub fn is_timeless(&self) -> bool {
        let always = |w: &Window| w.open == 0 && w.close >= NEVER;
        self.single.iter().all(always)
    }

    /// What visits to these customers are worth.
    pub fn score_of(&self, customers: &[usize]) -> i64 {
        customers.iter().map(|&c| self.score[c]).sum()
    }
}

/// What a visit on a closed day counts as, in ticks of lateness: worse than any hour of an open one.
const CLOSED_DAY: Ticks = 86_400;

fn run(problem: &Problem, shift: super::problem::Shift) -> Run {
    let (mut ready, mut wait) = (shift.depart, 0);
    if let Some(s) = problem.start {
        let stop = &problem.stops[s];
        let opens = stop.windows(shift.day).iter().find(|w| ready <= w.close).map(|w| w.open);
        wait = (opens.unwrap_or(0) - ready).max(0);
        ready += wait + stop.service;
    }
    let mut limit = shift.until.min(NEVER);
    if let Some(e) = problem.end {
        let stop = &problem.stops[e];
        // A depot that is start and end has been served when the day began.
        let service = if problem.start == Some(e) { 0 } else { stop.service };
        let close = stop.windows(shift.day).last().map_or(NEVER, |w| w.close);
        limit = if limit == NEVER { close } else { (limit - service).min(close) };
    }
    Run { day: shift.day, ready, limit, at_start: (shift.depart, wait) }
}
