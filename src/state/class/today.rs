//! 每日一讲: what is told today.

use super::model::Library;
use super::streak::civil;
use crate::domain::story::Slide;

/// What is told on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// An event of this very day so many years ago: its index, and how many.
    Anniversary(usize, i64),
    /// An event, by its index.
    Event(usize),
    /// A story, by its index.
    Story(usize),
}

/// What is told on a day (numbered as in [`super::streak`]): an event of this day of the year if there is
/// one, with several of them by turns, else all stories and events one after the other.
#[must_use]
pub fn pick(library: &Library, day: i64) -> Option<Pick> {
    let (year, month, date) = civil(day);
    let on_day: Vec<usize> = (0..library.events.len())
        .filter(|&i| {
            library.events[i].day() == Some((month, date)) && before(&library.events[i], year)
        })
        .collect();
    if let Some(i) = nth(on_day.len(), year) {
        let event = on_day[i];
        let ago = year - i64::from(library.events[event].year.unwrap_or_default());
        return Some(Pick::Anniversary(event, ago));
    }
    let (stories, all) = (library.stories.len(), library.stories.len() + library.events.len());
    // A stride that shares no factor with the count visits each of them, and neighbours in time are
    // not told on neighbouring days.
    let stride = (37..).find(|n| gcd(*n, all.max(1)) == 1).unwrap_or(1);
    let turn = nth(all, day)? * stride % all;
    Some(if turn < stories { Pick::Story(turn) } else { Pick::Event(turn - stories) })
}

fn before(event: &Slide, year: i64) -> bool {
    event.year.is_some_and(|y| i64::from(y) < year)
}

fn nth(count: usize, turn: i64) -> Option<usize> {
    let count = i64::try_from(count).ok().filter(|n| *n > 0)?;
    usize::try_from(turn.rem_euclid(count)).ok()
}

const fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::Story;

    fn library() -> Library {
        let event =
            |date: &str, year| Slide { date: date.into(), year: Some(year), ..Slide::default() };
        Library {
            stories: vec![Story::default(); 3],
            events: vec![
                event("1923-02-01", 1923),
                event("1948-10-22", 1948),
                event("1954-10", 1954),
                event("1955-10-22", 1955),
            ],
        }
    }

    /// 2026-10-22.
    const DAY: i64 = 20_748;

    #[test]
    fn on_this_day_comes_first() {
        assert_eq!(civil(DAY), (2026, 10, 22));
        let library = library();
        assert_eq!(pick(&library, DAY), Some(Pick::Anniversary(1, 78)));
        assert_eq!(pick(&library, DAY + 365), Some(Pick::Anniversary(3, 72)), "by turns");
        assert!(!matches!(pick(&library, DAY + 1), Some(Pick::Anniversary(..))));
    }

    #[test]
    fn all_are_told_before_one_comes_again() {
        let library = library();
        let picks: Vec<Pick> = (DAY + 1..DAY + 8).filter_map(|d| pick(&library, d)).collect();
        assert_eq!(picks.len(), 7);
        for (i, p) in picks.iter().enumerate() {
            assert!(!picks[..i].contains(p), "{picks:?}");
        }
        assert_eq!(pick(&Library::default(), DAY), None);
    }
}
