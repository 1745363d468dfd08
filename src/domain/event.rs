//! Dated events, and the days a date stands for.

use super::place::Source;
use super::{PlaceId, Text};

/// The days a date may mean: `1954` is the whole year, `1954-10` a month, `a/b` everything from one to
/// the other. Two dates are in order only if no day of the one can be a day of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day as `YYYYMMDD`.
    first: u32,
    /// Last day as `YYYYMMDD`; the 31st where the month is not looked up.
    last: u32,
}

impl Span {
    /// From `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two of them with a slash between.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('/').unwrap_or((text, text));
        let (from, to) = (Self::one(from)?, Self::one(to)?);
        (from.first <= to.last).then_some(Self { first: from.first, last: to.last })
    }

    fn one(text: &str) -> Option<Self> {
        let part = |text: &str, digits: usize, range: std::ops::RangeInclusive<u32>| {
            let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|n| plain && range.contains(n))
        };
        let mut parts = text.trim().split('-');
        let year: u32 = part(parts.next()?, 4, 1..=9999)?;
        let month = parts.next().map(|m| part(m, 2, 1..=12).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|d| part(d, 2, 1..=31).ok_or(())).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        let at = |month: u32, day: u32| year * 10_000 + month * 100 + day;
        Some(Self {
            first: at(month.unwrap_or(1), day.unwrap_or(1)),
            last: at(month.unwrap_or(12), day.unwrap_or(31)),
        })
    }

    /// Whether it is over before the other begins, whichever days are meant.
    #[must_use]
    pub const fn before(self, other: Self) -> bool {
        self.last < other.first
    }

    /// The year, if it lies within one.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        let (first, last) = self.years();
        (first == last).then_some(first)
    }

    /// The first and the last year.
    #[must_use]
    pub fn years(self) -> (i32, i32) {
        let year = |day: u32| i32::try_from(day / 10_000).unwrap_or_default();
        (year(self.first), year(self.last))
    }
}

/// Something that happened, as `events` of a bundle tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique among the events.
    pub id: String,
    /// A few words.
    pub title: Text,
    /// One or two sentences.
    pub text: Text,
    /// The date as written.
    pub date: String,
    /// The days it may mean; `None` where the date cannot be read.
    pub span: Option<Span>,
    /// The year it is shown under.
    pub year: i32,
    /// Where on the map it belongs.
    pub place: Option<PlaceId>,
    /// Ids of the facts that prove it.
    pub facts: Vec<String>,
    /// Where it was read.
    pub sources: Vec<Source>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        Span::parse(text).expect("a date")
    }

    #[test]
    fn reads_dates_of_every_kind() {
        assert_eq!(span("1954").year(), Some(1954));
        assert_eq!(span("1958-11-02/1958-11-10").year(), Some(1958));
        assert_eq!(span("1952-08/1953-02").years(), (1952, 1953));
        assert_eq!(span("1952-08/1953-02").year(), None);
        for text in [
            "",
            "54",
            "1954-13",
            "1954-1",
            "1954-00-01",
            "1954-10-32",
            "1954-10-01-1",
            "+954",
            "1954/1953",
            "1954/",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }

    #[test]
    fn is_before_only_without_doubt() {
        for (a, b, before) in [
            ("1923", "1924", true),
            ("1954-10", "1954-11", true),
            ("1954-10-22", "1954-10-23", true),
            ("1954", "1954-10", false),
            ("1954-10", "1954", false),
            ("1954-10", "1954-10-31", false),
            ("1958-11-02/1958-11-10", "1958-11-11", true),
            ("1958-11-02/1958-11-10", "1958-11-10", false),
        ] {
            assert_eq!(span(a).before(span(b)), before, "{a} {b}");
        }
    }
}
