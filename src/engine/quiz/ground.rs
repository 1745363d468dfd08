//! Questions of place. A place is only known within its accuracy, so a distance is a span, too, and
//! only what holds for every point of it is asked, with room to spare.

use super::desk::{Desk, Spot, shuffled};
use super::time::dealt;
use super::{Answer, Ask, Quarter, Question};
use crate::engine::tour::rng::Rng;

/// Metres a wrong answer has to be farther than the right one beyond all doubt, and the part of it.
const SPARE_M: f64 = 100.0;
const SPARE: f64 = 1.1;
/// Metres by which marks on one map stand apart beyond what they are known to.
const APART_M: f64 = 300.0;
/// Marks stand apart by at least this part of the map's longer side, or their letters would touch.
const APART: f64 = 0.14;
/// Half the side of the map around a single mark, in metres.
pub const AROUND_M: f64 = 900.0;
/// Metres from the mark that a wrong answer keeps: well outside the map.
const ELSEWHERE_M: f64 = 1800.0;
/// Choices of other places tried for a question before it is given up.
const TRIES: usize = 10;

fn spot<'d>(desk: &'d Desk<'_>, place: usize) -> Option<&'d Spot> {
    desk.spots.iter().find(|s| s.place == place)
}

/// Metres east and north of `from` (equirectangular; exact enough within a city).
fn offset(from: &Spot, to: &Spot) -> (f64, f64) {
    const METRES_A_DEGREE: f64 = 111_195.0;
    let middle = f64::midpoint(from.at.lat(), to.at.lat()).to_radians();
    (
        (to.at.lon() - from.at.lon()) * METRES_A_DEGREE * middle.cos(),
        (to.at.lat() - from.at.lat()) * METRES_A_DEGREE,
    )
}

/// Four different places of one map: which of the marks is the subject.
pub(super) fn on_map(
    desk: &Desk<'_>,
    subject: usize,
    level: u8,
    rng: &mut Rng,
) -> Option<Question> {
    let own = *spot(desk, subject)?;
    for _ in 0..TRIES {
        let mut four = vec![own];
        for at in shuffled(desk.spots.len(), rng) {
            let next = desk.spots[at];
            let clear =
                four.iter().all(|s| s.at.distance_m(next.at) > s.within + next.within + APART_M);
            if clear && four.len() < 4 {
                four.push(next);
            }
        }
        let (nearest, reach) = spread(&four);
        if four.len() == 4 && nearest >= APART * reach && by_distance(nearest) == level {
            four.rotate_left(1);
            let answers: Vec<Answer> = four.iter().map(|s| Answer::Place(s.place)).collect();
            return Some(dealt(Ask::OnMap(subject), level, &answers, rng));
        }
    }
    None
}

/// The least distance of two, and the longer side of the rectangle around all, in metres.
fn spread(spots: &[Spot]) -> (f64, f64) {
    let (mut nearest, mut reach) = (f64::INFINITY, 0.0_f64);
    for (i, a) in spots.iter().enumerate() {
        for b in &spots[..i] {
            let (x, y) = offset(a, b);
            nearest = nearest.min(x.hypot(y));
            reach = reach.max(x.abs()).max(y.abs());
        }
    }
    (nearest, reach)
}

const fn by_distance(metres: f64) -> u8 {
    if metres >= 2500.0 {
        1
    } else if metres >= 1200.0 {
        2
    } else {
        3
    }
}

/// A map around the subject: what is its name. The others lie outside the map.
pub(super) fn marked(
    desk: &Desk<'_>,
    subject: usize,
    level: u8,
    rng: &mut Rng,
) -> Option<Question> {
    let own = *spot(desk, subject)?;
    for _ in 0..TRIES {
        let mut answers = Vec::new();
        let mut nearest = f64::INFINITY;
        for at in shuffled(desk.spots.len(), rng) {
            let next = desk.spots[at];
            let away = own.at.distance_m(next.at) - own.within - next.within;
            if next.place != subject && away > ELSEWHERE_M && answers.len() < 3 {
                nearest = nearest.min(away);
                answers.push(Answer::Place(next.place));
            }
        }
        let fits = if nearest < 3500.0 { 3 } else { 2 };
        if answers.len() == 3 && fits == level {
            answers.push(Answer::Place(subject));
            return Some(dealt(Ask::Marked(subject), level, &answers, rng));
        }
    }
    None
}

/// Which of four is nearest to the subject in a straight line, marker to marker.
pub(super) fn nearest(
    desk: &Desk<'_>,
    subject: usize,
    level: u8,
    rng: &mut Rng,
) -> Option<Question> {
    let own = *spot(desk, subject)?;
    let doubt = |s: &Spot| own.within + s.within;
    for _ in 0..TRIES {
        let order = shuffled(desk.spots.len(), rng);
        let mut others = order.iter().map(|&at| desk.spots[at]).filter(|s| s.place != subject);
        // The place itself, within its accuracy, is no answer that could be nearer than itself.
        let near = others.find(|s| own.at.distance_m(s.at) > doubt(s))?;
        let most = own.at.distance_m(near.at) + doubt(&near);
        let far: Vec<(Spot, f64)> = others
            .map(|s| (s, own.at.distance_m(s.at) - doubt(&s)))
            .filter(|(_, least)| *least > most * SPARE + SPARE_M)
            .take(3)
            .collect();
        let least = far.iter().map(|f| f.1).fold(f64::INFINITY, f64::min);
        let times = least / most;
        let fits = if times >= 3.0 {
            1
        } else if times >= 1.8 {
            2
        } else {
            3
        };
        if far.len() == 3 && fits == level {
            let mut answers: Vec<Answer> = far.iter().map(|f| Answer::Place(f.0.place)).collect();
            answers.push(Answer::Place(near.place));
            return Some(dealt(Ask::Nearest(subject), level, &answers, rng));
        }
    }
    None
}

/// Where the subject lies, seen from another place: never near the boundary of two directions.
pub(super) fn direction(
    desk: &Desk<'_>,
    subject: usize,
    level: u8,
    rng: &mut Rng,
) -> Option<Question> {
    use Quarter::{NorthEast, NorthWest, SouthEast, SouthWest};
    let own = spot(desk, subject)?;
    for at in shuffled(desk.spots.len(), rng) {
        let from = &desk.spots[at];
        let (east, north) = offset(from, own);
        let doubt = own.within + from.within + SPARE_M;
        let (x, y) = (east.abs() - doubt, north.abs() - doubt);
        let fits = if east.hypot(north) >= 2500.0 { 1 } else { 2 };
        if x <= 0.0 || y <= 0.0 || x < 0.4 * y || y < 0.4 * x || fits != level {
            continue;
        }
        let quarter = match (east > 0.0, north > 0.0) {
            (true, true) => NorthEast,
            (true, false) => SouthEast,
            (false, false) => SouthWest,
            (false, true) => NorthWest,
        };
        // Always in the same order: it is a rose, not a riddle.
        let all = [NorthEast, SouthEast, SouthWest, NorthWest];
        let right = all.iter().position(|q| *q == quarter)?;
        let answers = all.into_iter().map(Answer::Quarter).collect();
        return Some(Question { ask: Ask::Direction(subject, from.place), answers, right, level });
    }
    None
}

/// Which of four lies outside the district; places on its boundary are left out.
pub(super) fn outside(desk: &Desk<'_>, subject: usize, rng: &mut Rng) -> Option<Question> {
    if desk.is_outside(subject) != Some(true) || spot(desk, subject).is_none() {
        return None;
    }
    let inside = shuffled(desk.spots.len(), rng)
        .into_iter()
        .map(|at| desk.spots[at].place)
        .filter(|&p| desk.is_outside(p) == Some(false));
    let mut answers: Vec<Answer> = inside.take(3).map(Answer::Place).collect();
    answers.push(Answer::Place(subject));
    (answers.len() == 4).then(|| dealt(Ask::Outside, 2, &answers, rng))
}
