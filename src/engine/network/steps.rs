//! A way in steps: which street, which direction, how far, which turn.

use super::foot::Stretch;
use super::leg::Joined;
use super::micro::{Flat, Micro};
use super::model::Network;
use crate::domain::LonLat;

/// Ways between a stop and its street shorter than this are not told, in metres.
const TOLD_GAP_M: f64 = 15.0;

/// Unnamed pieces shorter than this belong to the street before them, in decimetres.
const CONNECTOR_DM: u32 = 150;

/// How far from a corner a street is looked at to tell its direction there, in metres.
const LOOK_M: f64 = 20.0;

/// One of eight directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compass {
    /// North.
    North,
    /// Northeast.
    NorthEast,
    /// East.
    East,
    /// Southeast.
    SouthEast,
    /// South.
    South,
    /// Southwest.
    SouthWest,
    /// West.
    West,
    /// Northwest.
    NorthWest,
}

/// How one street is left for the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Straight on.
    Ahead,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Half left.
    HalfLeft,
    /// Half right.
    HalfRight,
    /// Back the way one came.
    Back,
}

/// One thing to do on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// Street of the step: followed, joined or left. Empty where it has no name.
    pub street: String,
    /// Where it leads.
    pub toward: Compass,
    /// Its length in metres.
    pub metres: u32,
    /// Where it begins.
    pub at: LonLat,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// From the stop to the street.
    Join,
    /// Along a street, after a turn; the first street has none.
    Follow(Option<Turn>),
    /// From the street to the stop.
    Leave,
    /// No street is known: straight toward the stop.
    Straight,
}

/// The one step of a straight estimate.
pub(super) fn straight(from: LonLat, to: LonLat, metres: u32) -> Step {
    let toward = compass(bearing(from.into(), to.into()).unwrap_or_default());
    Step { kind: StepKind::Straight, street: String::new(), toward, metres, at: from }
}

/// Stretches of one street.
struct Run {
    street: String,
    dm: u32,
    line: Vec<Micro>,
}

/// The steps of a way along streets.
pub(super) fn of(
    network: &Network,
    (a, b): (&Joined, &Joined),
    way: &[Stretch],
    lines: &[Vec<Micro>],
) -> Vec<Step> {
    let runs = runs(network, way, lines);
    let street = |joined: &Joined| {
        let edge = joined.snap.and_then(|s| network.edges.get(s.edge));
        edge.map_or("", |e| network.name(e)).to_owned()
    };
    let gap = |joined: &Joined, kind, from: LonLat, to: LonLat| {
        let metres = joined.gap_dm() / 10;
        (f64::from(metres) >= TOLD_GAP_M).then(|| Step {
            kind,
            street: street(joined),
            ..straight(from, to, metres)
        })
    };
    let foot = |joined: &Joined| joined.snap.map_or(joined.at, |s| s.foot);
    let mut steps: Vec<_> = gap(a, StepKind::Join, a.at, foot(a)).into_iter().collect();
    let mut before: Option<&Run> = None;
    for run in &runs {
        let (Some(&start), Some(&end)) = (run.line.first(), run.line.last()) else { continue };
        let turn = before.and_then(|b| Some(turn(leaving(&b.line)?, entering(&run.line)?)));
        let whole = bearing(start, end).or_else(|| entering(&run.line)).unwrap_or_default();
        steps.push(Step {
            kind: StepKind::Follow(turn),
            street: run.street.clone(),
            toward: compass(whole),
            metres: (run.dm + 5) / 10,
            at: start.into(),
        });
        before = Some(run);
    }
    steps.extend(gap(b, StepKind::Leave, foot(b), b.at));
    steps
}

fn runs(network: &Network, way: &[Stretch], lines: &[Vec<Micro>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (stretch, line) in way.iter().zip(lines) {
        let street = network.name(&network.edges[stretch.edge]);
        let dm = stretch.dm();
        match runs.last_mut() {
            Some(run) if run.street == street || street.is_empty() && dm < CONNECTOR_DM => {
                run.dm += dm;
                run.line.extend(line);
            }
            _ => runs.push(Run { street: street.to_owned(), dm, line: line.clone() }),
        }
    }
    runs
}

/// Direction from one point to another in degrees clockwise from north; nothing where they are one.
fn bearing(from: Micro, to: Micro) -> Option<f64> {
    let (x, y) = Flat::around(from).metres(to);
    (x != 0.0 || y != 0.0).then(|| x.atan2(y).to_degrees().rem_euclid(360.0))
}

/// Direction at the start of a line.
fn entering(line: &[Micro]) -> Option<f64> {
    let start = *line.first()?;
    bearing(start, look(start, line.iter())?)
}

/// Direction at the end of a line.
fn leaving(line: &[Micro]) -> Option<f64> {
    let end = *line.last()?;
    bearing(look(end, line.iter().rev())?, end)
}

/// The first point at least [`LOOK_M`] away, or the last there is.
fn look<'a>(
    from: Micro,
    mut line: impl DoubleEndedIterator<Item = &'a Micro> + Clone,
) -> Option<Micro> {
    let flat = Flat::around(from);
    let far = |p: &Micro| {
        let (x, y) = flat.metres(*p);
        x.hypot(y) >= LOOK_M
    };
    let last = line.clone().next_back().copied();
    line.find(|p| far(p)).copied().or(last)
}

fn turn(before: f64, after: f64) -> Turn {
    match (after - before).rem_euclid(360.0) {
        d if !(25.0..335.0).contains(&d) => Turn::Ahead,
        d if d < 60.0 => Turn::HalfRight,
        d if d < 160.0 => Turn::Right,
        d if d <= 200.0 => Turn::Back,
        d if d <= 300.0 => Turn::Left,
        _ => Turn::HalfLeft,
    }
}

fn compass(bearing: f64) -> Compass {
    use Compass::{East, North, NorthEast, NorthWest, South, SouthEast, SouthWest, West};
    let around = [North, NorthEast, East, SouthEast, South, SouthWest, West, NorthWest];
    let at = around.into_iter().zip(0_u32..);
    let apart = |i: u32| {
        let d = (bearing - 45.0 * f64::from(i)).rem_euclid(360.0);
        d.min(360.0 - d)
    };
    at.min_by(|a, b| apart(a.1).total_cmp(&apart(b.1))).map_or(North, |a| a.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_by_the_angle() {
        let cases = [
            (0.0, Turn::Ahead),
            (24.0, Turn::Ahead),
            (30.0, Turn::HalfRight),
            (90.0, Turn::Right),
            (180.0, Turn::Back),
            (270.0, Turn::Left),
            (320.0, Turn::HalfLeft),
            (350.0, Turn::Ahead),
        ];
        for (angle, expected) in cases {
            assert_eq!(turn(200.0, 200.0 + angle), expected, "{angle}");
            assert_eq!(turn(350.0, (350.0_f64 + angle).rem_euclid(360.0)), expected, "{angle}");
        }
    }

    #[test]
    fn names_the_nearest_direction() {
        let cases = [
            (0.0, Compass::North),
            (22.0, Compass::North),
            (23.0, Compass::NorthEast),
            (91.0, Compass::East),
            (200.0, Compass::South),
            (315.0, Compass::NorthWest),
            (359.0, Compass::North),
        ];
        for (bearing, expected) in cases {
            assert_eq!(compass(bearing), expected, "{bearing}");
        }
    }
}
