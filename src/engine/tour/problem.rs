//! What is to be planned: stops, travel times between them, the shifts that visit them, what is wanted.

use thiserror::Error;

/// Time in the unit of the problem (seconds, or a decimal fraction of one), counted from the start of a day.
pub type Ticks = i32;

/// Later than any time a plan can reach; also “no limit”.
pub const NEVER: Ticks = 1 << 30;

/// Most stops, start and end among them; memory grows with the square.
pub const MOST_STOPS: usize = 1000;

/// Most shifts: four teams over five days.
pub const MOST_SHIFTS: usize = 20;

/// When the service of a stop may begin; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Earliest start of the service.
    pub open: Ticks,
    /// Latest start of the service.
    pub close: Ticks,
}

impl Window {
    /// At any time.
    pub const ALWAYS: Self = Self { open: 0, close: NEVER };
}

/// Where in its route a stop must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// At this place of the route, from 1.
    At(usize),
}

/// A point of the travel matrix and what is done there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// How long the visit takes.
    pub service: Ticks,
    /// When it may begin, by day, each day's windows in order of time. No days: at any time of any day.
    /// A day with no window, or beyond the last, is a day the stop is closed.
    pub days: Vec<Vec<Window>>,
    /// What a visit is worth, in thousandths.
    pub score: i64,
    /// Whether the stop may be left out.
    pub optional: bool,
    /// Where in its route it must be.
    pub pin: Option<Pin>,
}

impl Stop {
    /// A stop that must be visited, at any time.
    #[must_use]
    pub const fn plain(service: Ticks) -> Self {
        Self { service, days: Vec::new(), score: 0, optional: false, pin: None }
    }

    /// The windows of a day.
    #[must_use]
    pub fn windows(&self, day: usize) -> &[Window] {
        if self.days.is_empty() {
            return &[Window::ALWAYS];
        }
        self.days.get(day).map_or(&[], Vec::as_slice)
    }
}

/// One team's working day: one route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Which day, from 0; chooses the windows.
    pub day: usize,
    /// When the route may leave its start.
    pub depart: Ticks,
    /// When it must have ended; [`NEVER`] where there is no limit.
    pub until: Ticks,
}

/// What is wanted of a plan in which everything required is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Objective {
    /// The least travel. Waiting is free.
    #[default]
    Shortest,
    /// The highest score of the stops visited, then the least travel.
    Score,
}

/// A planning problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Travel times by row (from) and column (to), `stops.len()` squared.
    pub travel: Vec<Ticks>,
    /// The points of the matrix.
    pub stops: Vec<Stop>,
    /// Where every route starts; `None`: at whichever stop suits best.
    pub start: Option<usize>,
    /// Where every route ends.
    pub end: Option<usize>,
    /// The routes there may be; one that is not needed costs nothing.
    pub shifts: Vec<Shift>,
    /// What is wanted.
    pub objective: Objective,
}

/// Why a problem cannot be worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProblemError {
    /// The travel times are not as many as stops squared.
    #[error("the matrix must have as many rows and columns as there are stops")]
    NotSquare,
    /// More stops or shifts than can be held.
    #[error("at most {MOST_STOPS} stops and {MOST_SHIFTS} routes")]
    TooLarge,
    /// No shift at all.
    #[error("there must be at least one route")]
    NoShift,
    /// The start or end is no stop.
    #[error("start or end {0} is not a row of the matrix")]
    NoSuchStop(usize),
    /// A time below zero.
    #[error("times must not be negative")]
    Negative,
    /// The times add up to more than can be counted.
    #[error("the times are too large")]
    Overflow,
    /// A window closes before it opens, or windows overlap or are out of order.
    #[error("the windows of stop {0} are empty or out of order")]
    Windows(usize),
}

impl Problem {
    /// Travel time between two stops.
    #[must_use]
    pub fn travel(&self, from: usize, to: usize) -> Ticks {
        self.travel.get(from * self.stops.len() + to).copied().unwrap_or(NEVER)
    }

    /// Checks everything the solvers rely on.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn check(&self) -> Result<(), ProblemError> {
        let n = self.stops.len();
        if n > MOST_STOPS || self.shifts.len() > MOST_SHIFTS {
            return Err(ProblemError::TooLarge);
        }
        if self.travel.len() != n * n {
            return Err(ProblemError::NotSquare);
        }
        if self.shifts.is_empty() {
            return Err(ProblemError::NoShift);
        }
        if let Some(bad) = [self.start, self.end].into_iter().flatten().find(|&i| i >= n) {
            return Err(ProblemError::NoSuchStop(bad));
        }
        if self.travel.iter().any(|&t| t < 0)
            || self.stops.iter().any(|s| s.service < 0)
            || self.shifts.iter().any(|s| s.depart < 0 || s.until < 0)
        {
            return Err(ProblemError::Negative);
        }
        for (i, stop) in self.stops.iter().enumerate() {
            for day in &stop.days {
                let ordered = day.windows(2).all(|pair| pair[0].close < pair[1].open);
                if !ordered || day.iter().any(|w| w.open > w.close || w.open < 0) {
                    return Err(ProblemError::Windows(i));
                }
            }
        }
        if self.horizon() >= i64::from(NEVER) {
            return Err(ProblemError::Overflow);
        }
        Ok(())
    }

    /// A time no route can end after, however badly it is planned.
    fn horizon(&self) -> i64 {
        let n = self.stops.len();
        let open = |s: &Stop| s.days.iter().flatten().map(|w| w.open).max().unwrap_or(0);
        let latest_open = self.stops.iter().map(open).max().unwrap_or(0);
        let latest_start = self.shifts.iter().map(|s| s.depart).max().unwrap_or(0);
        let rows = self.travel.chunks(n.max(1)).map(|row| row.iter().copied().max().unwrap_or(0));
        let legs: i64 = rows.map(i64::from).sum();
        let services: i64 = self.stops.iter().map(|s| i64::from(s.service)).sum();
        i64::from(latest_open) + i64::from(latest_start) + 2 * legs + 2 * services
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Problem {
        Problem {
            travel: vec![0, 5, 5, 0],
            stops: vec![Stop::plain(0), Stop::plain(3)],
            start: Some(0),
            end: Some(0),
            shifts: vec![Shift { day: 0, depart: 0, until: NEVER }],
            objective: Objective::Shortest,
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(two().check(), Ok(()));
        let broken = |change: fn(&mut Problem)| {
            let mut p = two();
            change(&mut p);
            p.check()
        };
        let window = |open, close| Window { open, close };
        assert_eq!(broken(|p| p.travel.truncate(3)), Err(ProblemError::NotSquare));
        assert_eq!(broken(|p| p.end = Some(2)), Err(ProblemError::NoSuchStop(2)));
        assert_eq!(broken(|p| p.shifts.clear()), Err(ProblemError::NoShift));
        assert_eq!(broken(|p| p.travel[1] = -1), Err(ProblemError::Negative));
        assert_eq!(broken(|p| p.travel[1] = NEVER), Err(ProblemError::Overflow));
        let mut p = two();
        p.stops[1].days = vec![vec![window(5, 4)]];
        assert_eq!(p.check(), Err(ProblemError::Windows(1)));
        p.stops[1].days = vec![vec![window(5, 8), window(8, 9)]];
        assert_eq!(p.check(), Err(ProblemError::Windows(1)));
        p.stops[1].days = vec![vec![], vec![window(5, 8), window(9, 9)]];
        assert_eq!(p.check(), Ok(()));
        assert!(p.stops[1].windows(0).is_empty() && p.stops[1].windows(7).is_empty());
    }
}
