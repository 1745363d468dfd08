//! A span of years, and the span the timeline covers.

use std::fmt;

/// First and last year, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub from: i32,
    /// Last year, not before the first.
    pub to: i32,
}

impl Years {
    /// From the May Fourth Movement to the centenary of the Party: what the timeline covers.
    pub const ALL: Self = Self { from: 1919, to: 2021 };

    /// Years a bar of the timeline stands for.
    pub const BAR: i32 = 5;

    /// A span in either order, cut to the timeline. `None` when it covers all of it, or nothing.
    #[must_use]
    pub fn new(a: i32, b: i32) -> Option<Self> {
        let span = Self { from: a.min(b).max(Self::ALL.from), to: a.max(b).min(Self::ALL.to) };
        (span.from <= span.to && span != Self::ALL).then_some(span)
    }

    /// From `1919-1949` or a single year, as links write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (a, b) = text.split_once('-').unwrap_or((text, text));
        Self::new(a.trim().parse().ok()?, b.trim().parse().ok()?)
    }

    /// Whether the year lies in the span.
    #[must_use]
    pub const fn contains(self, year: i32) -> bool {
        self.from <= year && year <= self.to
    }

    /// The span so many years later or earlier, as long as before, held inside the timeline.
    #[must_use]
    pub fn moved(self, by: i32) -> Self {
        let by = by.clamp(Self::ALL.from - self.from, Self::ALL.to - self.to);
        Self { from: self.from + by, to: self.to + by }
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_links_say() {
        let span = |from, to| Some(Years { from, to });
        for (text, expected) in [
            ("1919-1949", span(1919, 1949)),
            ("1949-1921", span(1921, 1949)),
            ("1958", span(1958, 1958)),
            ("1800-1925", span(1919, 1925)),
            ("1919-2021", None),
            ("1000-3000", None),
            ("1800-1900", None),
            ("", None),
            ("a-b", None),
            ("1919-", None),
            ("99999999999-1", None),
        ] {
            assert_eq!(Years::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn stays_on_the_timeline() {
        let span = Years { from: 2015, to: 2019 };
        assert_eq!(span.moved(1), Years { from: 2016, to: 2020 });
        assert_eq!(span.moved(9), Years { from: 2017, to: 2021 });
        assert_eq!(span.moved(-500), Years { from: 1919, to: 1923 });
    }
}
