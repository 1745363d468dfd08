//! When a place is open: weekly tables, each for a part of the year, as `redmap pack` works them out
//! of the OSM syntax. The grammar is read on the host alone; the browser only looks up.

use super::itinerary::Date;
use super::order;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Shanghai is eight hours ahead of UTC all year.
const ZONE: i64 = 8 * 60;

/// Opening spans of a week in a part of the year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Season {
    /// First day of the part, month × 100 + day.
    pub from: u16,
    /// Last day of the part; before `from` when it runs over the new year.
    pub to: u16,
    /// Opens and closes, in minutes since Monday 00:00. A span ends at most a day after the day it
    /// begins on; Sunday's may so run into the next week.
    pub spans: Vec<(u16, u16)>,
}

/// The whole year. Days in no season are closed. Public holidays are not known to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weeks(pub Vec<Season>);

impl Weeks {
    /// Whether the place is open at a moment in minutes since 1970-01-01 00:00 UTC.
    #[must_use]
    pub fn is_open(&self, utc_minutes: i64) -> bool {
        let local = utc_minutes + ZONE;
        let day = local.div_euclid(DAY);
        // Past midnight the hours of yesterday, by yesterday's season, may still run.
        self.spans_hold(day, local.rem_euclid(DAY))
            || self.spans_hold(day - 1, local.rem_euclid(DAY) + DAY)
    }

    /// The spans that begin on a date, in minutes after its 00:00 and in order of time; none where it is closed.
    #[must_use]
    pub fn spans_on(&self, date: Date) -> Vec<(u16, u16)> {
        let monday = u16::from(date.weekday()) * 1440;
        let of_year = u16::from(date.month) * 100 + u16::from(date.day);
        let seasons = self.0.iter().filter(|season| season.holds(of_year));
        let spans = seasons.flat_map(|season| season.spans.iter());
        let today = spans.filter(|(open, _)| (monday..monday + 1440).contains(open));
        let mut out: Vec<(u16, u16)> = today
            .map(|(open, close)| (open - monday, close.saturating_sub(monday).min(1440)))
            .collect();
        order::sort_by_key(&mut out, |(open, _)| *open);
        out
    }

    /// Whether a span that begins on the day holds so many minutes after its 00:00.
    fn spans_hold(&self, day: i64, minute: i64) -> bool {
        let date = month_day(day);
        // 1970-01-01 was a Thursday.
        let monday = (day + 3).rem_euclid(7) * DAY;
        let at = monday + minute;
        self.0.iter().filter(|season| season.holds(date)).any(|season| {
            season.spans.iter().any(|&(open, close)| {
                let (open, close) = (i64::from(open), i64::from(close));
                (monday..monday + DAY).contains(&open) && open <= at && at < close
            })
        })
    }
}

impl Season {
    const fn holds(&self, date: u16) -> bool {
        if self.from <= self.to {
            self.from <= date && date <= self.to
        } else {
            date >= self.from || date <= self.to
        }
    }
}

/// Month × 100 + day of a day since 1970-01-01 (Hinnant, “chrono-compatible low-level date algorithms”).
#[must_use]
pub fn month_day(day: i64) -> u16 {
    let era_day = (day + 719_468).rem_euclid(146_097);
    let year = (era_day - era_day / 1460 + era_day / 36_524 - era_day / 146_096) / 365;
    let of_year = era_day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    u16::try_from(month * 100 + date).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_hours_of_its_weekday_and_season() {
        let season = |from, to, spans: &[(u16, u16)]| Season { from, to, spans: spans.to_vec() };
        let day = |d: u16, open: u16, close: u16| (d * 1440 + open, d * 1440 + close);
        let weeks = Weeks(vec![
            season(401, 1031, &[day(1, 840, 1020), day(1, 540, 720), day(6, 600, 1500)]),
            season(1101, 331, &[day(1, 570, 1020)]),
        ]);
        let on = |text: &str| weeks.spans_on(Date::parse(text).expect("a date"));
        assert_eq!(on("2026-11-24"), [(570, 1020)], "a Tuesday in winter");
        assert_eq!(on("2026-06-02"), [(540, 720), (840, 1020)], "two spans");
        assert_eq!(on("2026-11-23"), [], "closed on Mondays");
        assert_eq!(on("2026-06-07"), [(600, 1440)], "no visit begins after midnight");
    }

    /// Minutes of a moment in Shanghai, by days since 1970.
    fn at(day: i64, hour: i64, minute: i64) -> i64 {
        day * DAY + hour * 60 + minute - ZONE
    }

    /// 2024-02-29, a Thursday.
    const LEAP_DAY: i64 = 19_782;

    #[test]
    fn knows_dates() {
        for (day, expected) in [
            (0, 101),
            (LEAP_DAY, 229),
            (LEAP_DAY + 1, 301),
            (-1, 1231),
            (20_781, 1124),
            (11_016, 229),
            (10_957, 101),
        ] {
            assert_eq!(month_day(day), expected, "{day}");
        }
    }

    #[test]
    fn opens_by_weekday() {
        // Tuesday to Sunday, 9 to 17.
        let span = |d: u16| (d * 1440 + 540, d * 1440 + 1020);
        let weeks = Weeks(vec![Season { from: 101, to: 1231, spans: (1..7).map(span).collect() }]);
        assert!(weeks.is_open(at(LEAP_DAY, 9, 0)));
        assert!(weeks.is_open(at(LEAP_DAY, 16, 59)));
        assert!(!weeks.is_open(at(LEAP_DAY, 8, 59)));
        assert!(!weeks.is_open(at(LEAP_DAY, 17, 0)));
        // Monday.
        assert!(!weeks.is_open(at(LEAP_DAY - 3, 12, 0)));
        assert!(weeks.is_open(at(LEAP_DAY - 4, 12, 0)), "Sunday");
    }

    #[test]
    fn runs_past_midnight_and_past_sunday() {
        // Sunday 22:00 to Monday 02:00.
        let sunday = 6 * 1440;
        let weeks = Weeks(vec![Season {
            from: 101,
            to: 1231,
            spans: vec![(sunday + 1320, sunday + 1560)],
        }]);
        let monday = LEAP_DAY - 3;
        assert!(weeks.is_open(at(monday - 1, 23, 0)));
        assert!(weeks.is_open(at(monday, 1, 59)));
        assert!(!weeks.is_open(at(monday, 2, 0)));
        assert!(!weeks.is_open(at(monday + 1, 1, 0)));
    }

    #[test]
    fn seasons_run_over_the_new_year() {
        let all = |from, to| Season {
            from,
            to,
            spans: (0..7).map(|d| (d * 1440, d * 1440 + 1440)).collect(),
        };
        let winter = Weeks(vec![all(1101, 228)]);
        assert!(winter.is_open(at(0, 12, 0)));
        assert!(!winter.is_open(at(LEAP_DAY, 12, 0)));
        assert!(!Weeks::default().is_open(at(0, 12, 0)));
    }
}
