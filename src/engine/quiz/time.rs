//! Questions of time. Dates may be a year, a month or a day, so only what holds for every day they may
//! mean is asked.

use super::desk::{Desk, shuffled};
use super::{Answer, Ask, Question};
use crate::domain::Span;
use crate::engine::tour::rng::Rng;

/// Years between the right answer and the nearest wrong one, by level: at least, and below.
const ORDER_GAPS: [(i32, i32); 3] = [(15, 200), (5, 15), (0, 5)];
const YEAR_GAPS: [(i32, i32); 3] = [(8, 200), (4, 8), (1, 4)];

/// Which of four came first, or last. The right one is over before any other begins (or the reverse).
pub(super) fn order(
    desk: &Desk<'_>,
    subject: usize,
    level: u8,
    last: bool,
    free: &dyn Fn(usize) -> bool,
    rng: &mut Rng,
) -> Option<Question> {
    let span = days(desk, subject)?;
    let gap = |other: Span| {
        let ordered = if last { other.before(span) } else { span.before(other) };
        let (a, b) = if last { (other, span) } else { (span, other) };
        ordered.then(|| b.years().0 - a.years().1)
    };
    let mut others =
        pick(desk, ORDER_GAPS, level, free, rng, |i, s| if i == subject { None } else { gap(s) })?;
    others.push(subject);
    let ask = if last { Ask::Last } else { Ask::First };
    let answers: Vec<Answer> = others.into_iter().map(Answer::Event).collect();
    Some(dealt(ask, level, &answers, rng))
}

/// The year of an event. The wrong answers are years of other events, so that none stands out.
pub(super) fn year(desk: &Desk<'_>, subject: usize, level: u8, rng: &mut Rng) -> Option<Question> {
    let year = days(desk, subject)?.year()?;
    let (least, below) = YEAR_GAPS[usize::from(level.clamp(1, 3) - 1)];
    let (mut near, mut far) = (None, Vec::new());
    for at in shuffled(desk.events.len(), rng) {
        let Some(other) = desk.events[at].1.year() else { continue };
        let gap = (other - year).abs();
        if gap < least || near == Some(other) || far.contains(&other) {
            continue;
        }
        if near.is_none() && gap < below {
            near = Some(other);
        } else if far.len() < 2 {
            far.push(other);
        }
    }
    let mut years = far;
    years.push(near?);
    if years.len() < 3 {
        return None;
    }
    years.push(year);
    let answers: Vec<Answer> = years.into_iter().map(Answer::Year).collect();
    Some(dealt(Ask::YearOf(subject), level, &answers, rng))
}

/// What happened in the same year; the others in other years, whichever days they mean. Hard.
pub(super) fn same_year(
    desk: &Desk<'_>,
    subject: usize,
    free: &dyn Fn(usize) -> bool,
    rng: &mut Rng,
) -> Option<Question> {
    let year = days(desk, subject)?.year()?;
    let apart = |s: Span| {
        let (from, to) = s.years();
        year < from || to < year
    };
    let (mut right, mut answers) = (None, Vec::new());
    for at in shuffled(desk.events.len(), rng) {
        let (i, span) = desk.events[at];
        if i == subject || !free(i) {
            continue;
        }
        if span.year() == Some(year) {
            right = right.or(Some(i));
        } else if apart(span) && answers.len() < 3 {
            answers.push(Answer::Event(i));
        }
    }
    answers.push(Answer::Event(right?));
    (answers.len() == 4).then(|| dealt(Ask::SameYear(subject), 3, &answers, rng))
}

fn days(desk: &Desk<'_>, event: usize) -> Option<Span> {
    desk.events.iter().find(|(i, _)| *i == event).map(|(_, span)| *span)
}

/// Three other events: the nearest of them as near as the level wants, none nearer.
fn pick(
    desk: &Desk<'_>,
    gaps: [(i32, i32); 3],
    level: u8,
    free: &dyn Fn(usize) -> bool,
    rng: &mut Rng,
    gap: impl Fn(usize, Span) -> Option<i32>,
) -> Option<Vec<usize>> {
    let (least, below) = gaps[usize::from(level.clamp(1, 3) - 1)];
    let (mut near, mut far) = (None, Vec::new());
    for at in shuffled(desk.events.len(), rng) {
        let (i, span) = desk.events[at];
        let Some(years) = gap(i, span).filter(|g| *g >= least && free(i)) else { continue };
        if near.is_none() && years < below {
            near = Some(i);
        } else if far.len() < 2 {
            far.push(i);
        }
    }
    far.push(near?);
    (far.len() == 3).then_some(far)
}

/// A question whose last answer is the right one, with the answers brought into random order.
pub(super) fn dealt(ask: Ask, level: u8, answers: &[Answer], rng: &mut Rng) -> Question {
    let order = shuffled(answers.len(), rng);
    let right = order.iter().position(|&i| i + 1 == answers.len()).unwrap_or(0);
    let answers = order.into_iter().map(|i| answers[i]).collect();
    Question { ask, answers, right, level }
}
