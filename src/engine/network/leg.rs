//! The way from one stop to the next: its line, length, time and steps.

use super::access::{Class, Mode};
use super::foot::{Foot, Stretch};
use super::micro::{Flat, Micro};
use super::model::Network;
use super::search::Search;
use super::snap::Snap;
use super::steps::{self, Step};
use crate::domain::LonLat;

/// What a length and a time rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Streets as surveyed.
    Streets,
    /// Main roads of a schematic network: an estimate.
    Schematic,
    /// No street within [`super::MAX_GAP_M`] of a stop: an estimate from the straight distance.
    FarFromStreets,
    /// No way by this mode between the two: an estimate from the straight distance.
    NotConnected,
    /// The stops lie closer to each other than to the street: an estimate from the straight distance.
    NextDoor,
}

impl Basis {
    /// Whether the figures must be called an estimate.
    #[must_use]
    pub fn is_estimate(self) -> bool {
        self != Self::Streets
    }

    /// Whether the line is a straight one that follows no street.
    #[must_use]
    pub fn is_straight(self) -> bool {
        !matches!(self, Self::Streets | Self::Schematic)
    }
}

/// The way from one stop to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// From the first stop to the last, both included; two points where [`Basis::is_straight`].
    pub geometry: Vec<LonLat>,
    /// Length in metres, the ways between the stops and their streets included.
    pub metres: u32,
    /// Time in seconds, likewise.
    pub seconds: u32,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// What the figures rest on.
    pub basis: Basis,
}

impl Leg {
    /// Whether length and time must be called an estimate.
    #[must_use]
    pub fn estimate(&self) -> bool {
        self.basis.is_estimate()
    }
}

/// A length and the time for it, in the units of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cost {
    pub dm: u32,
    pub ms: u32,
}

impl Cost {
    pub const fn metres(self) -> u32 {
        self.dm / 10 + (self.dm % 10 >= 5) as u32
    }

    pub const fn seconds(self) -> u32 {
        self.ms / 1000 + (self.ms % 1000 >= 500) as u32
    }
}

/// A stop and where it joins the streets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joined {
    pub at: LonLat,
    pub snap: Option<Snap>,
}

impl Joined {
    pub fn new(network: &Network, at: LonLat, mode: Mode) -> Self {
        Self { at, snap: network.snap(at, mode) }
    }

    pub fn gap_dm(&self) -> u32 {
        self.snap.map_or(0, |s| decimetres(s.gap_m))
    }
}

/// Streets are longer than the straight line by about this many tenths (13 = 1.3 times). This project's
/// own assumption, not a measurement: whatever rests on it is called an estimate.
const DETOUR_TENTHS: u32 = 13;

/// The straight estimate between two stops.
pub(super) fn straight(a: LonLat, b: LonLat, mode: Mode) -> Cost {
    let dm = decimetres(a.distance_m(b) / 10.0 * f64::from(DETOUR_TENTHS));
    Cost { dm, ms: dm.saturating_mul(mode.pace(Class::Secondary)) }
}

/// Metres and seconds between two stops where there is no network at all: an estimate.
#[must_use]
pub fn estimate(a: LonLat, b: LonLat, mode: Mode) -> (u32, u32) {
    let cost = straight(a, b, mode);
    (cost.metres(), cost.seconds())
}

/// Why two stops are not to be joined by streets whatever these are like; nothing where they may be.
pub(super) fn apart(a: &Joined, b: &Joined, straight: Cost) -> Option<Basis> {
    if a.snap.is_none() || b.snap.is_none() {
        return Some(Basis::FarFromStreets);
    }
    (straight.dm <= a.gap_dm() + b.gap_dm()).then_some(Basis::NextDoor)
}

impl Network {
    /// The quickest way from one stop to another by a mode, with its line and steps.
    #[must_use]
    pub fn path(&self, from: LonLat, to: LonLat, mode: Mode) -> Leg {
        let (a, b) = (Joined::new(self, from, mode), Joined::new(self, to, mode));
        let estimate = straight(from, to, mode);
        if let Some(basis) = apart(&a, &b, estimate) {
            return straight_leg(from, to, estimate, basis);
        }
        self.by_streets(&a, &b, mode)
            .unwrap_or_else(|| straight_leg(from, to, estimate, Basis::NotConnected))
    }

    fn by_streets(&self, a: &Joined, b: &Joined, mode: Mode) -> Option<Leg> {
        let (from, to) = (Foot::new(self, &a.snap?, mode), Foot::new(self, &b.snap?, mode));
        let graph = self.graph(mode);
        let mut search = Search::new(graph, true);
        let starts: Vec<_> = from.doors_out().map(|d| (d.junction, d.ms)).collect();
        let targets: Vec<_> = to.doors_in().map(|d| d.junction).collect();
        search.run(&starts, &targets);
        let (ms, by) = from.finish(&to, &search)?;
        let way = from.stretches(&to, by, (self, graph, &search));
        let dm = way.iter().map(Stretch::dm).sum();
        let cost = with_gaps(Cost { dm, ms }, a, b, mode);
        let lines: Vec<_> = way.iter().map(|s| self.cut(s)).collect();
        let mut geometry = vec![a.at, a.snap?.foot];
        geometry.extend(lines.iter().flatten().map(|&p| LonLat::from(p)));
        geometry.extend([b.snap?.foot, b.at]);
        geometry.dedup();
        Some(Leg {
            geometry,
            metres: cost.metres(),
            seconds: cost.seconds(),
            steps: steps::of(self, (a, b), &way, &lines),
            basis: self.basis(),
        })
    }

    /// What ways along the streets of this network rest on.
    pub(super) fn basis(&self) -> Basis {
        if self.schematic { Basis::Schematic } else { Basis::Streets }
    }

    /// The points of a stretch in the direction of travel.
    fn cut(&self, stretch: &Stretch) -> Vec<Micro> {
        let edge = &self.edges[stretch.edge];
        let (low, high) = (stretch.from_dm.min(stretch.to_dm), stretch.from_dm.max(stretch.to_dm));
        let line: Vec<_> = self.line(edge).collect();
        let flat = Flat::around(line[0]);
        let span = |w: &[Micro]| {
            let (a, b) = (flat.metres(w[0]), flat.metres(w[1]));
            (b.0 - a.0).hypot(b.1 - a.1)
        };
        let whole: f64 = line.windows(2).map(span).sum();
        // Places along the drawn line, scaled to the length that the file holds.
        let scale = if whole > 0.0 { f64::from(edge.length_dm) / whole } else { 0.0 };
        let (low, high) = (f64::from(low), f64::from(high));
        let (mut points, mut before) = (Vec::new(), 0.0);
        for w in line.windows(2) {
            let after = before + span(w) * scale;
            let at =
                |dm: f64| w[0].between(w[1], ((dm - before) / (after - before)).clamp(0.0, 1.0));
            if after > before && after >= low && before <= high {
                points.push(at(low.max(before)));
                points.push(at(high.min(after)));
            }
            before = after;
        }
        points.dedup();
        if stretch.to_dm < stretch.from_dm {
            points.reverse();
        }
        points
    }
}

/// A cost with the ways between the stops and their streets added.
pub(super) fn with_gaps(cost: Cost, a: &Joined, b: &Joined, mode: Mode) -> Cost {
    let gaps = a.gap_dm() + b.gap_dm();
    Cost {
        dm: cost.dm.saturating_add(gaps),
        ms: cost.ms.saturating_add(gaps * mode.pace_off_street()),
    }
}

fn straight_leg(from: LonLat, to: LonLat, cost: Cost, basis: Basis) -> Leg {
    Leg {
        geometry: vec![from, to],
        metres: cost.metres(),
        seconds: cost.seconds(),
        steps: vec![steps::straight(from, to, cost.metres())],
        basis,
    }
}

/// Whole decimetres; no distance on earth exceeds the type, other values end at its bounds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn decimetres(metres: f64) -> u32 {
    (metres * 10.0).round() as u32
}
