//! When a route reaches, serves and leaves its customers.

use super::model::{Model, Run};
use super::problem::{Pin, Ticks};

/// Travel of a route through customers in order; an empty route stays at home.
pub(super) fn travel(model: &Model, order: &[usize]) -> Ticks {
    let mut at = model.start();
    let mut sum = 0;
    for &c in order {
        sum += model.t(at, c);
        at = c;
    }
    if order.is_empty() { 0 } else { sum + model.t(at, model.end()) }
}

/// The course of a route in time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Course {
    /// When each customer is reached.
    pub arrive: Vec<Ticks>,
    /// When its service begins.
    pub begin: Vec<Ticks>,
    /// How much too late it begins.
    pub late: Vec<Ticks>,
    /// When the end is reached.
    pub home: Ticks,
    /// How much too late the end is reached.
    pub overtime: Ticks,
}

/// Follows a route; what is too late is still done.
pub(super) fn follow(model: &Model, run: Run, order: &[usize]) -> Course {
    let mut course = Course { home: run.ready, ..Course::default() };
    let (mut at, mut time) = (model.start(), run.ready);
    for &c in order {
        let arrive = time + model.t(at, c);
        let (begin, late) = model.begin_late(c, run.day, arrive);
        course.arrive.push(arrive);
        course.begin.push(begin);
        course.late.push(late);
        time = begin + model.service[c];
        at = c;
    }
    if !order.is_empty() {
        course.home = time + model.t(at, model.end());
        course.overtime = (course.home - run.limit).max(0);
    }
    course
}

/// Lateness of a route in all, the end's included.
pub(super) fn lateness(model: &Model, run: Run, order: &[usize]) -> i64 {
    let (mut at, mut time, mut sum) = (model.start(), run.ready, 0_i64);
    for &c in order {
        let (begin, late) = model.begin_late(c, run.day, time + model.t(at, c));
        sum += i64::from(late);
        time = begin + model.service[c];
        at = c;
    }
    if order.is_empty() {
        return 0;
    }
    sum + i64::from((time + model.t(at, model.end()) - run.limit).max(0))
}

/// Whether the customer at a position is where its pin says.
pub(super) fn in_place(model: &Model, order: &[usize], i: usize) -> bool {
    match model.pin[order[i]] {
        None => true,
        Some(Pin::First) => i == 0,
        Some(Pin::Last) => i + 1 == order.len(),
        Some(Pin::At(p)) => i + 1 == p,
    }
}

/// How many customers of a route are not where their pins say.
pub(super) fn misplaced(model: &Model, order: &[usize]) -> usize {
    (0..order.len()).filter(|&i| !in_place(model, order, i)).count()
}
