//! A stop on its edge: how the way leaves the edge and comes back to one.

use super::access::Mode;
use super::graph::Graph;
use super::model::{Edge, Network};
use super::search::{Search, UNREACHED};
use super::snap::Snap;
use std::cmp::Ordering;

/// The place on an edge where a stop joins it, for one mode.
pub struct Foot<'a> {
    edge: &'a Edge,
    index: usize,
    along_dm: u32,
    pace: u32,
    mode: Mode,
}

/// A junction at an end of a foot's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// The junction.
    pub junction: u32,
    /// Milliseconds between it and the foot.
    pub ms: u32,
    /// The edge is travelled along, not against.
    ahead: bool,
}

/// A stretch of an edge that is travelled, from one place along it to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the edge.
    pub edge: usize,
    /// Where it is entered, in decimetres from its first junction.
    pub from_dm: u32,
    /// Where it is left, likewise.
    pub to_dm: u32,
}

impl Stretch {
    /// Its length in decimetres.
    pub const fn dm(&self) -> u32 {
        self.to_dm.abs_diff(self.from_dm)
    }
}

impl<'a> Foot<'a> {
    /// The foot a snap found.
    pub fn new(network: &'a Network, snap: &Snap, mode: Mode) -> Self {
        let edge = &network.edges[snap.edge];
        Self { edge, index: snap.edge, along_dm: snap.along_dm, pace: mode.pace(edge.class), mode }
    }

    /// Junctions that can be reached from the foot.
    pub fn doors_out(&self) -> impl Iterator<Item = Door> {
        let (rest, e) = (self.edge.length_dm - self.along_dm, self.edge);
        self.doors((e.to, rest), (e.from, self.along_dm))
    }

    /// Junctions the foot can be reached from.
    pub fn doors_in(&self) -> impl Iterator<Item = Door> {
        let (rest, e) = (self.edge.length_dm - self.along_dm, self.edge);
        self.doors((e.from, self.along_dm), (e.to, rest))
    }

    /// The two ends, in the direction of the edge and against it, as far as they are open. A foot
    /// that is a junction is at that door whatever the direction of the street.
    fn doors(&self, on: (u32, u32), against: (u32, u32)) -> impl Iterator<Item = Door> {
        let door = |(junction, dm), ahead| Door { junction, ms: dm * self.pace, ahead };
        let on = (on.1 == 0 || self.edge.access.forward(self.mode)).then(|| door(on, true));
        let against =
            (against.1 == 0 || self.edge.access.backward(self.mode)).then(|| door(against, false));
        on.into_iter().chain(against)
    }

    /// Cost in milliseconds to another foot without leaving the edge.
    fn direct(&self, to: &Foot) -> Option<u32> {
        let open = match to.along_dm.cmp(&self.along_dm) {
            Ordering::Equal => true,
            Ordering::Greater => self.edge.access.forward(self.mode),
            Ordering::Less => self.edge.access.backward(self.mode),
        };
        (self.index == to.index && open).then(|| to.along_dm.abs_diff(self.along_dm) * self.pace)
    }

    /// The quickest way to another foot after a search from this one: its cost in milliseconds and
    /// the door it comes in by, none where it stays on one edge.
    pub fn finish(&self, to: &Foot, search: &Search) -> Option<(u32, Option<Door>)> {
        let direct = self.direct(to).map(|ms| (ms, None));
        let doors = to.doors_in().filter(|door| search.cost(door.junction) != UNREACHED);
        let over = doors.map(|d| (search.cost(d.junction).saturating_add(d.ms), Some(d)));
        direct.into_iter().chain(over).min_by_key(|way| way.0)
    }

    /// The stretches of the way that [`Foot::finish`] found by a search that keeps ways.
    pub fn stretches(
        &self,
        to: &Foot,
        by: Option<Door>,
        (network, graph, search): (&Network, &Graph, &Search),
    ) -> Vec<Stretch> {
        let Some(by) = by else {
            return vec![Stretch { edge: self.index, from_dm: self.along_dm, to_dm: to.along_dm }];
        };
        let mut way: Vec<_> = search.way(by.junction).map(|arc| graph.edge(arc)).collect();
        way.reverse();
        // The junction the way starts at tells by which door the first edge was left.
        let start = way.first().map_or(by.junction, |&(edge, ahead)| {
            let e = &network.edges[edge];
            if ahead { e.from } else { e.to }
        });
        let left = self.doors_out().filter(|d| d.junction == start).min_by_key(|d| d.ms);
        let end = |length, ahead| if ahead { length } else { 0 };
        let to_dm = end(self.edge.length_dm, left.is_some_and(|d| d.ahead));
        let mut out = vec![Stretch { edge: self.index, from_dm: self.along_dm, to_dm }];
        out.extend(way.into_iter().map(|(edge, ahead)| {
            let length = network.edges[edge].length_dm;
            Stretch { edge, from_dm: end(length, !ahead), to_dm: end(length, ahead) }
        }));
        let from_dm = end(to.edge.length_dm, !by.ahead);
        out.push(Stretch { edge: to.index, from_dm, to_dm: to.along_dm });
        out.retain(|s| s.from_dm != s.to_dm);
        out
    }
}
