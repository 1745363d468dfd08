//! Totals and trends of the log: what the charts and their tables show.

use super::{audience, ledger};
use crate::domain::kept::Session;
use crate::domain::order;
use crate::i18n::Lang;
use crate::i18n::words::BranchKey;
use crate::state::branch::Branch;
use std::collections::BTreeSet;

/// Most rows of a chart; the rest are put together.
const MOST_ROWS: usize = 10;
/// Most months that stand side by side; a longer time is shown by years.
const MOST_MONTHS: usize = 24;

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Sessions.
    pub sessions: u32,
    /// Listeners, where they were counted.
    pub listeners: u32,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its heading.
    pub title: BranchKey,
    /// Whether its bars follow the calendar and stand upright.
    pub upright: bool,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// The figures of the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Sessions.
    pub sessions: u32,
    /// Listeners.
    pub listeners: u32,
    /// Sessions whose listeners were not counted.
    pub uncounted: u32,
    /// Different venues.
    pub venues: u32,
    /// The charts; none without a session.
    pub charts: Vec<Chart>,
}

/// The figures of the sessions under the year that is shown.
#[must_use]
pub fn totals(lang: Lang, b: &Branch) -> Totals {
    let mut out = Totals::default();
    let mut venues = BTreeSet::new();
    let mut months: Vec<(u32, Bar)> = Vec::new();
    let (mut by_audience, mut by_topic, mut by_subdistrict) =
        (Tally::default(), Tally::default(), Tally::default());
    for (_, s) in ledger::of_year(b) {
        let heard = s.listeners.unwrap_or(0);
        out.sessions += 1;
        out.listeners = out.listeners.saturating_add(heard);
        out.uncounted += u32::from(s.listeners.is_none());
        let venue = s.venue.as_ref().map_or(s.place.as_str(), |v| v.as_str());
        venues.insert(venue);
        let month = u32::from(s.date.year) * 12 + u32::from(s.date.month) - 1;
        match months.iter_mut().find(|(m, _)| *m == month) {
            Some((_, bar)) => bar.add(s),
            None => months.push((month, Bar::of(String::new(), s))),
        }
        by_audience.add(&s.audience, s);
        by_topic.add(&s.topic, s);
        by_subdistrict.add(&s.subdistrict, s);
    }
    out.venues = u32::try_from(venues.len()).unwrap_or(u32::MAX);
    if out.sessions > 0 {
        let none = BranchKey::NotStated.text(lang);
        let mut audiences = by_audience.bars(lang);
        for bar in &mut audiences {
            if bar.label != none {
                bar.label = audience(lang, &bar.label);
            }
        }
        out.charts = vec![
            Chart { title: BranchKey::ByMonth, upright: true, bars: calendar(months) },
            Chart { title: BranchKey::ByAudience, upright: false, bars: audiences },
            Chart { title: BranchKey::ByTopic, upright: false, bars: by_topic.bars(lang) },
            Chart {
                title: BranchKey::BySubdistrict,
                upright: false,
                bars: by_subdistrict.bars(lang),
            },
        ];
    }
    out
}

impl Bar {
    fn of(label: String, s: &Session) -> Self {
        Self { label, sessions: 1, listeners: s.listeners.unwrap_or(0) }
    }

    fn add(&mut self, s: &Session) {
        self.sessions += 1;
        self.listeners = self.listeners.saturating_add(s.listeners.unwrap_or(0));
    }

    fn join(&mut self, other: &Self) {
        self.sessions += other.sessions;
        self.listeners = self.listeners.saturating_add(other.listeners);
    }
}

/// Months from the first to the last, those without a session, too; years where it is long.
fn calendar(mut months: Vec<(u32, Bar)>) -> Vec<Bar> {
    order::sort_by_key(&mut months, |(m, _)| *m);
    let (Some(&(first, _)), Some(&(last, _))) = (months.first(), months.last()) else {
        return Vec::new();
    };
    let by_month = (last - first) as usize <= MOST_MONTHS;
    let step = if by_month { 1 } else { 12 };
    let mut bars: Vec<Bar> = Vec::new();
    for slot in first / step..=last / step {
        let label = if by_month {
            let month = slot % 12 + 1;
            let dash = if month < 10 { "-0" } else { "-" };
            [(slot / 12).to_string().as_str(), dash, &month.to_string()].concat()
        } else {
            slot.to_string()
        };
        let mut bar = Bar { label, sessions: 0, listeners: 0 };
        months.iter().filter(|(m, _)| m / step == slot).for_each(|(_, of)| bar.join(of));
        bars.push(bar);
    }
    bars
}

/// Counts by a word.
#[derive(Default)]
struct Tally(Vec<Bar>);

impl Tally {
    fn add(&mut self, word: &str, s: &Session) {
        match self.0.iter_mut().find(|b| b.label == word) {
            Some(bar) => bar.add(s),
            None => self.0.push(Bar::of(word.to_owned(), s)),
        }
    }

    /// The bars, most sessions first, what is not stated last; beyond the most rows all in one.
    fn bars(mut self, lang: Lang) -> Vec<Bar> {
        order::sort_by(&mut self.0, |a, b| {
            (a.label.is_empty(), b.sessions, &a.label).cmp(&(
                b.label.is_empty(),
                a.sessions,
                &b.label,
            ))
        });
        let stated = self.0.iter().filter(|b| !b.label.is_empty()).count();
        if stated > MOST_ROWS {
            let rest = self.0.drain(MOST_ROWS - 1..stated).collect::<Vec<_>>();
            let label = BranchKey::AllOthers.fill(lang, &[&rest.len().to_string()]);
            let mut bar = Bar { label, sessions: 0, listeners: 0 };
            for one in &rest {
                bar.join(one);
            }
            self.0.insert(MOST_ROWS - 1, bar);
        }
        if let Some(bar) = self.0.iter_mut().find(|b| b.label.is_empty()) {
            BranchKey::NotStated.text(lang).clone_into(&mut bar.label);
        }
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Date;
    use crate::state::book::Change;
    use crate::state::branch::Deed;

    fn branch(sessions: &[(&str, &str, Option<u32>)]) -> Branch {
        let mut b = Branch::default();
        for (i, (date, topic, listeners)) in sessions.iter().enumerate() {
            let mut s = Session::on(Date::parse(date).expect("a day"));
            s.place = ["场所", &(i % 2).to_string()].concat();
            (*topic).clone_into(&mut s.topic);
            s.audience = "school".into();
            s.listeners = *listeners;
            b.make(&Change::put(s.record(&i.to_string(), 1)), Deed::Saved);
        }
        b
    }

    #[test]
    fn counts_and_shows_empty_months() {
        let b = branch(&[
            ("2026-01-31", "会议", Some(40)),
            ("2026-04-01", "会议", None),
            ("2026-04-30", "", Some(2)),
        ]);
        let t = totals(Lang::Zh, &b);
        assert_eq!((t.sessions, t.listeners, t.uncounted, t.venues), (3, 42, 1, 2));
        let labels = |i: usize| {
            t.charts[i].bars.iter().map(|b| (b.label.as_str(), b.sessions)).collect::<Vec<_>>()
        };
        assert_eq!(labels(0), [("2026-01", 1), ("2026-02", 0), ("2026-03", 0), ("2026-04", 2)]);
        assert_eq!(labels(1), [("学校", 3)]);
        assert_eq!(labels(2), [("会议", 2), ("未注明", 1)]);
    }

    #[test]
    fn a_long_time_is_shown_by_years() {
        let b = branch(&[("2022-11-01", "", None), ("2026-01-01", "", None)]);
        let t = totals(Lang::Zh, &b);
        let labels: Vec<&str> = t.charts[0].bars.iter().map(|b| b.label.as_str()).collect();
        assert_eq!(labels, ["2022", "2023", "2024", "2025", "2026"]);
    }

    #[test]
    fn many_topics_are_put_together_and_nothing_is_lost() {
        let topics: Vec<String> = (0..14).map(|i| format!("题{i:02}")).collect();
        let sessions: Vec<_> = topics.iter().map(|t| ("2026-01-01", t.as_str(), Some(1))).collect();
        let t = totals(Lang::En, &branch(&sessions));
        let bars = &t.charts[2].bars;
        assert_eq!((bars.len(), bars[9].label.as_str(), bars[9].sessions), (10, "5 others", 5));
        assert_eq!(bars.iter().map(|b| b.sessions).sum::<u32>(), 14);
    }
}
