//! When a visit may begin: several spans of a day, e.g. before and after a midday break.

use super::itinerary::Clock;

/// Most spans of one stop; what is beyond them is left out.
pub const MOST_WINDOWS: usize = 8;

/// Spans of a day in order of time, both ends belonging to them, none touching the next. None at all: at any
/// time. A span whose ends are equal is an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Windows(Vec<(Clock, Clock)>);

impl Windows {
    /// At any time.
    pub const ANY: Self = Self(Vec::new());

    /// One span; its ends may come in either order.
    #[must_use]
    pub fn one(from: Clock, to: Clock) -> Self {
        Self(vec![(from.min(to), from.max(to))])
    }

    /// The same with a further span. Spans that meet become one.
    #[must_use]
    pub fn and(&self, from: Clock, to: Clock) -> Self {
        let (mut from, mut to) = (from.min(to), from.max(to));
        let mut out = Vec::with_capacity(self.0.len() + 1);
        for &(open, close) in &self.0 {
            if close < from || open > to {
                out.push((open, close));
            } else {
                (from, to) = (from.min(open), to.max(close));
            }
        }
        let at = out.iter().position(|(open, _)| *open > from).unwrap_or(out.len());
        out.insert(at, (from, to));
        out.truncate(MOST_WINDOWS);
        Self(out)
    }

    /// The same without a span; without the last of them it is at any time.
    #[must_use]
    pub fn without(&self, which: usize) -> Self {
        let mut out = self.clone();
        if which < out.0.len() {
            out.0.remove(which);
        }
        out
    }

    /// The spans.
    #[must_use]
    pub fn spans(&self) -> &[(Clock, Clock)] {
        &self.0
    }

    /// Whether a visit may begin at any time.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// The time of an appointment, where it is one.
    #[must_use]
    pub fn appointment(&self) -> Option<Clock> {
        match self.0[..] {
            [(from, to)] if from == to => Some(from),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clock(minutes: u16) -> Clock {
        Clock::new(minutes).expect("in range")
    }

    #[test]
    fn spans_that_meet_become_one() {
        let day = Windows::one(clock(720), clock(540)).and(clock(840), clock(1020));
        let times = |w: &Windows| {
            w.spans().iter().map(|(a, b)| (a.minutes(), b.minutes())).collect::<Vec<_>>()
        };
        assert_eq!(times(&day), [(540, 720), (840, 1020)]);
        assert_eq!(times(&day.and(clock(720), clock(840))), [(540, 1020)]);
        assert_eq!(times(&day.and(clock(480), clock(480))), [(480, 480), (540, 720), (840, 1020)]);
        assert_eq!(times(&day.without(0)), [(840, 1020)]);
        assert!(day.without(0).without(0).is_any() && Windows::ANY.without(3).is_any());
        assert_eq!(Windows::one(clock(600), clock(600)).appointment(), Some(clock(600)));
        assert_eq!(day.appointment(), None);
    }

    proptest! {
        /// The spans hold what was put in, and nothing else: checked minute by minute.
        #[test]
        fn holds_what_was_put_in(put in prop::collection::vec((0_u16..=200, 0_u16..=30), 0..6)) {
            let windows = put.iter().fold(Windows::ANY, |w, (a, b)| w.and(clock(*a), clock(a + b)));
            for minute in 0..=240 {
                let asked = put.iter().any(|(a, b)| (*a..=a + b).contains(&minute));
                let held = windows.spans().iter().any(|(a, b)| (*a..=*b).contains(&clock(minute)));
                prop_assert_eq!(asked, held, "{}", minute);
            }
            prop_assert!(windows.spans().windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
