//! From the OSM opening_hours syntax to weekly tables, on the host.
//!
//! The grammar is read by the `opening-hours-syntax` crate. Every day of a year is asked for each
//! weekday; days of the year with the same answers become one season. Hours that depend on the sun,
//! on single years, weeks of the year, the n-th weekday of a month or school holidays, and hours that
//! say “unknown” themselves, have no table. Rules for public holidays (`PH`) are passed over: which
//! days those are is decided year by year, so the app says that it does not know.

use crate::bundle::v1::quoted;
use crate::domain::Weeks;
use crate::domain::weeks::{Season, month_day};
use opening_hours_syntax::rules::day::{
    Date, DateOffset, DaySelector, MonthdayRange, WeekDayRange, Weekday,
};
use opening_hours_syntax::rules::time::{Time, TimeSelector, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};
use std::ops::Range;

/// Days since 1970 of the first of January of a leap year, so that every date is met.
const LEAP_YEAR: Range<i64> = 19_723..19_723 + 366;

/// Minutes of a day.
const DAY: u16 = 1440;

/// The table of hours; `None` where no table can hold them.
#[must_use]
pub fn weeks(osm: &str) -> Option<Weeks> {
    let rules = opening_hours_syntax::parse(osm).ok()?.rules;
    let rules: Vec<&RuleSequence> =
        rules.iter().filter(|r| !of_holidays(&r.day_selector)).collect();
    if rules.is_empty() || !rules.iter().all(|r| can_be_held(r)) {
        return None;
    }
    let mut seasons: Vec<Season> = Vec::new();
    for day in LEAP_YEAR {
        let date = month_day(day);
        let mut spans: Vec<(u16, u16)> = Vec::new();
        for weekday in 0..7 {
            spans.extend(spans_of(&rules, date, weekday)?);
        }
        match seasons.last_mut() {
            Some(season) if season.spans == spans => season.to = date,
            _ => seasons.push(Season { from: date, to: date, spans }),
        }
    }
    // Winter is one season though the calendar cuts it.
    if seasons.len() > 1 && seasons.first().map(|s| &s.spans) == seasons.last().map(|s| &s.spans) {
        let first = seasons.remove(0);
        if let Some(last) = seasons.last_mut() {
            last.to = first.to;
        }
    }
    seasons.retain(|s| !s.spans.is_empty());
    Some(Weeks(seasons))
}

/// Whether the rule is about holidays and nothing else.
fn of_holidays(days: &DaySelector) -> bool {
    !days.weekday.is_empty()
        && days.weekday.iter().all(|d| matches!(d, WeekDayRange::Holiday { .. }))
}

fn can_be_held(rule: &RuleSequence) -> bool {
    let days = &rule.day_selector;
    let months = days.monthday.iter().all(|m| match m {
        MonthdayRange::Month { year, .. } => year.is_none(),
        MonthdayRange::Date { start, end } => [start, end].into_iter().all(|(date, offset)| {
            matches!(date, Date::Fixed { year: None, .. }) && *offset == DateOffset::default()
        }),
    });
    let weekdays = days.weekday.iter().all(|d| match d {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && !nth_from_start.contains(&false) && !nth_from_end.contains(&false)
        }
        WeekDayRange::Holiday { .. } => true,
    });
    days.year.is_empty()
        && days.week.is_empty()
        && months
        && weekdays
        && rule.kind != RuleKind::Unknown
        && rule.time_selector.spans.iter().all(|s| fixed(s).is_some())
}

/// Minutes since midnight at which a span opens and closes; it may close the day after.
fn fixed(span: &TimeSpan) -> Option<(u16, u16)> {
    let (Time::Fixed(from), Time::Fixed(to)) = (span.range.start, span.range.end) else {
        return None;
    };
    if span.open_end || span.repeats.is_some() {
        return None;
    }
    let (from, to) = (from.mins_from_midnight(), to.mins_from_midnight());
    // 22:00-02:00 closes the day after, as 22:00-26:00 does.
    Some((from, if to <= from { to + DAY } else { to }))
}

/// The spans that begin on a date that is a certain weekday, 0 for Monday, in minutes of the week.
fn spans_of(rules: &[&RuleSequence], date: u16, weekday: u16) -> Option<Vec<(u16, u16)>> {
    let mut spans: Vec<(u16, u16)> = Vec::new();
    let mut met = false;
    for rule in rules.iter().filter(|r| holds(&r.day_selector, date, weekday)) {
        let own: Option<Vec<_>> = rule.time_selector.spans.iter().map(fixed).collect();
        match (rule.operator, rule.kind) {
            (RuleOperator::Fallback, _) if met => {}
            (RuleOperator::Additional, RuleKind::Open) => spans.extend(own?),
            // Closed hours within open ones would have to be cut out.
            (_, RuleKind::Closed) if rule.time_selector != TimeSelector::default() => return None,
            (_, RuleKind::Closed) => spans.clear(),
            // A later rule for the same day replaces the earlier one.
            _ => spans = own?,
        }
        met = true;
    }
    spans.sort_unstable();
    Some(spans.into_iter().map(|(a, b)| (weekday * DAY + a, weekday * DAY + b)).collect())
}

fn holds(days: &DaySelector, date: u16, weekday: u16) -> bool {
    let month = days.monthday.is_empty() || days.monthday.iter().any(|m| in_months(m, date));
    let day = days.weekday.is_empty()
        || days.weekday.iter().any(|d| match d {
            WeekDayRange::Fixed { range, .. } => {
                let [from, to] = [range.start(), range.end()].map(Weekday::num_days_from_monday);
                between(from, to, u32::from(weekday))
            }
            WeekDayRange::Holiday { .. } => false,
        });
    month && day
}

fn in_months(range: &MonthdayRange, date: u16) -> bool {
    match range {
        MonthdayRange::Month { range, .. } => {
            between(*range.start() as u16, *range.end() as u16, date / 100)
        }
        MonthdayRange::Date { start: (from, _), end: (to, _) } => {
            let point = |d: &Date| match d {
                Date::Fixed { month, day, .. } => Some(*month as u16 * 100 + u16::from(*day)),
                _ => None,
            };
            point(from).zip(point(to)).is_some_and(|(from, to)| between(from, to, date))
        }
    }
}

/// Whether a value lies in a range that may run over the end of the cycle.
fn between<T: PartialOrd + Copy>(from: T, to: T, value: T) -> bool {
    if from <= to { from <= value && value <= to } else { value >= from || value <= to }
}

/// The file that [`attach`](super::hours::attach) reads, from the ids and tables of places.
#[must_use]
pub fn write(tables: &[(&str, Weeks)]) -> String {
    let mut out = String::from("{\"hours\": {");
    for (i, (id, weeks)) in tables.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&quoted(id));
        out.push_str(": [");
        for (j, season) in weeks.0.iter().enumerate() {
            let spans: Vec<String> = season
                .spans
                .iter()
                .map(|(a, b)| [a.to_string(), b.to_string()].join(","))
                .collect();
            out.push_str(if j == 0 { "" } else { ", " });
            out.push_str(
                &[
                    "{\"from\": ",
                    &season.from.to_string(),
                    ", \"to\": ",
                    &season.to.to_string(),
                    ", \"spans\": [",
                    &spans.join(","),
                    "]}",
                ]
                .concat(),
            );
        }
        out.push(']');
    }
    out.push_str("\n}}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::derived::hours::attach;
    use crate::domain::{Atlas, Category, Place, PlaceId, Text};

    /// Minutes since 1970 UTC of a moment in Shanghai; the day counts from 1970-01-01.
    fn at(day: i64, hour: i64, minute: i64) -> i64 {
        day * 1440 + hour * 60 + minute - 480
    }

    /// 2026-06-01 and 2026-12-07, Mondays.
    const JUNE: i64 = 20_605;
    const DECEMBER: i64 = 20_794;

    #[test]
    fn answers_as_the_hours_say() {
        let open = [
            ("24/7", JUNE, 3, 0),
            ("Tu-Su 09:00-17:00", JUNE + 1, 9, 0),
            ("Tu-Su 09:00-17:00", JUNE + 6, 16, 59),
            ("Mo 14:00-18:00; Tu-Su 09:00-18:00", JUNE, 14, 0),
            ("08:30-18:10", JUNE, 18, 9),
            ("May 01-Oct 08 07:30-18:00; Oct 09-Apr 30 07:30-17:30", JUNE, 17, 45),
            ("May 01-Oct 08 07:30-18:00; Oct 09-Apr 30 07:30-17:30", DECEMBER, 17, 15),
            ("Mo-Fr 08:30-12:00,14:00-18:00", JUNE, 14, 30),
            ("Mo-Su 09:00-17:00; Mo off; PH 09:00-17:00", JUNE + 1, 10, 0),
            ("Fr 20:00-26:00", JUNE + 5, 1, 30),
            ("Su 22:00-02:00", JUNE + 7, 1, 0),
            ("Nov-Feb 10:00-16:00", DECEMBER, 12, 0),
            ("Sa-Mo 10:00-16:00", JUNE, 12, 0),
            ("Mo 09:00-12:00, Mo 14:00-16:00", JUNE, 15, 0),
            ("Mo-Fr 09:00-17:00 \"请先预约\"", JUNE, 12, 0),
        ];
        for (hours, day, hour, minute) in open {
            let weeks = weeks(hours).expect(hours);
            assert!(weeks.is_open(at(day, hour, minute)), "{hours}: {weeks:?}");
        }
        let closed = [
            ("Tu-Su 09:00-17:00", JUNE, 12, 0),
            ("Tu-Su 09:00-17:00", JUNE + 1, 17, 0),
            ("Mo 14:00-18:00; Tu-Su 09:00-18:00", JUNE, 13, 59),
            ("May 01-Oct 08 07:30-18:00; Oct 09-Apr 30 07:30-17:30", DECEMBER, 17, 45),
            ("Mo-Fr 08:30-12:00,14:00-18:00", JUNE, 13, 0),
            ("Mo-Su 09:00-17:00; Mo off", JUNE, 12, 0),
            ("Nov-Feb 10:00-16:00", JUNE, 12, 0),
            ("Fr 20:00-26:00", JUNE + 5, 2, 30),
            ("off", JUNE, 12, 0),
        ];
        for (hours, day, hour, minute) in closed {
            let weeks = weeks(hours).expect(hours);
            assert!(!weeks.is_open(at(day, hour, minute)), "{hours}: {weeks:?}");
        }
    }

    #[test]
    fn says_nothing_of_what_it_cannot_hold() {
        for hours in [
            "sunrise-sunset",
            "Mo[1] 09:00-12:00",
            "2025 Mo 09:00-12:00",
            "week 1-10 09:00-12:00",
            "09:00-17:00 unknown",
            "09:00+",
            "easter 10:00-12:00",
            "PH 10:00-12:00",
            "Mo-Su 09:00-17:00; Mo 12:00-13:00 off",
            "周一闭馆",
        ] {
            assert_eq!(weeks(hours), None, "{hours}");
        }
    }

    #[test]
    fn seasons_are_few() {
        assert_eq!(weeks("24/7").expect("a table").0.len(), 1);
        let two = weeks("May 01-Oct 08 07:30-18:00; Oct 09-Apr 30 07:30-17:30").expect("a table");
        let ends: Vec<_> = two.0.iter().map(|s| (s.from, s.to)).collect();
        assert_eq!(ends, [(501, 1008), (1009, 430)]);
        assert_eq!(weeks("off"), Some(Weeks::default()));
    }

    #[test]
    fn tables_come_back_to_their_places() {
        let mut atlas = Atlas::default();
        for id in ["a", "二七\"塔"] {
            let id = PlaceId::new(id).expect("an id");
            assert_eq!(atlas.insert(Place::blank(id, Category::Park, Text::default())), None);
        }
        let weeks = Weeks(vec![
            Season { from: 501, to: 1008, spans: vec![(540, 1020), (1980, 2460)] },
            Season { from: 1009, to: 430, spans: vec![] },
        ]);
        let text = write(&[("二七\"塔", weeks.clone()), ("gone", Weeks::default())]);
        attach(&mut atlas, text.as_bytes());
        let found: Vec<_> = atlas.places().iter().map(|p| p.visit.weeks.clone()).collect();
        assert_eq!(found, [None, Some(weeks)]);
        for broken in
            ["", "[]", "{\"hours\": 1}", "{\"hours\": {\"a\": [{\"from\": -1}]}}", "\u{feff}"]
        {
            let mut copy = atlas.clone();
            attach(&mut copy, broken.as_bytes());
            assert_eq!(copy.places()[0].visit.weeks, None, "{broken}");
        }
    }
}
