//! Days in a row. Days are numbered from 1970-01-01 in the time of the bundle, UTC+08:00.

/// How many days in a row the story of the day was done. It stays on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streak {
    /// The last day it was done.
    pub last: Option<i64>,
    /// Days in a row up to it.
    pub run: u32,
    /// The longest there has been.
    pub best: u32,
}

/// The day of a minute count since 1970-01-01 00:00 UTC.
#[must_use]
pub const fn day_of(minutes: i64) -> i64 {
    (minutes + 8 * 60).div_euclid(24 * 60)
}

/// Year, month and day of a day number (Howard Hinnant's `civil_from_days`).
#[must_use]
pub fn civil(day: i64) -> (i64, u8, u8) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let small = |n: i64| u8::try_from(n).unwrap_or(1);
    (yoe + era * 400 + i64::from(month <= 2), small(month), small(doy - (153 * mp + 2) / 5 + 1))
}

impl Streak {
    /// Whether it is done for a day.
    #[must_use]
    pub fn done(self, day: i64) -> bool {
        self.last == Some(day)
    }

    /// Days in a row as they stand on a day: a gap ends them.
    #[must_use]
    pub fn run_on(self, day: i64) -> u32 {
        if self.last.is_some_and(|last| last == day || last == day - 1) { self.run } else { 0 }
    }

    /// After a day is done. A clock that went back adds nothing.
    #[must_use]
    pub fn mark(self, day: i64) -> Self {
        if self.last.is_some_and(|last| last >= day) {
            return self;
        }
        let run = self.run_on(day) + 1;
        Self { last: Some(day), run, best: self.best.max(run) }
    }

    /// As it is kept: `last,run,best`.
    #[must_use]
    pub fn text(self) -> String {
        let last = self.last.map_or_else(String::new, |d| d.to_string());
        [last, self.run.to_string(), self.best.to_string()].join(",")
    }

    /// From what was kept; damaged text is a fresh start.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split(',');
        let last = parts.next().and_then(|p| p.parse().ok());
        let run = parts.next().and_then(|p| p.parse().ok()).unwrap_or(0);
        let best = parts.next().and_then(|p| p.parse().ok()).unwrap_or(run);
        if last.is_none() { Self { best, ..Self::default() } } else { Self { last, run, best } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row() {
        let mut s = Streak::default();
        for (day, run, best) in
            [(10, 1, 1), (11, 2, 2), (11, 2, 2), (12, 3, 3), (14, 1, 3), (13, 1, 3)]
        {
            s = s.mark(day);
            assert_eq!((s.run, s.best), (run, best), "day {day}");
        }
        assert_eq!((s.run_on(14), s.run_on(15), s.run_on(16)), (1, 1, 0));
        assert_eq!(Streak::parse(&s.text()), s);
        assert_eq!(Streak::parse("x,y"), Streak::default());
    }

    #[test]
    fn days_begin_at_midnight_in_china() {
        assert_eq!(day_of(0), 0);
        assert_eq!(day_of(16 * 60 - 1), 0);
        assert_eq!(day_of(16 * 60), 1);
        for (day, date) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (11_016, (2000, 2, 29)),
            (20_781, (2026, 11, 24)),
        ] {
            assert_eq!(civil(day), date);
        }
    }
}
