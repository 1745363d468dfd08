//! [`Draft`] → [`Network`]: connected, simplified to junctions, in an order of its own.

use super::draft::Draft;
use super::micro::{Micro, length_m};
use super::model::{Edge, Network};
use super::segments::{Segment, connect, cut};
use super::thin::thin;
use std::collections::HashMap;
use thiserror::Error;

/// Points within this of the line between their neighbours are left out, in metres. Lengths are
/// taken before.
const THIN_M: f64 = 1.0;

/// Why streets make no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BuildError {
    /// No two points are joined by a street that anyone may use.
    #[error("there are no streets in it")]
    NoStreets,
    /// A way names a point that is not there.
    #[error("a street names a point that is not there")]
    MissingPoint,
}

/// A network and what was left out of it.
#[derive(Debug)]
pub struct Built {
    /// The network.
    pub network: Network,
    /// Metres of streets left out, as nothing joins them to the rest.
    pub left_out_m: u64,
}

/// Builds the network of streets. The same draft gives the same network.
///
/// # Errors
/// When nothing is left of the streets, or they contradict themselves.
pub fn build(draft: &Draft) -> Result<Built, BuildError> {
    let mut points = draft.points.clone();
    let used = draft.ways.iter().flat_map(|w| &w.points).chain(draft.barriers.iter().map(|b| &b.0));
    if used.copied().any(|p| p as usize >= points.len()) {
        return Err(BuildError::MissingPoint);
    }
    let (names, indices) = names(draft);
    let mut segments = cut(draft, &indices, &mut points);
    let metres = |s: &[Segment], at: &[Micro]| -> f64 {
        s.iter().map(|s| length_m(&[at[s.a as usize], at[s.b as usize]])).sum()
    };
    let before = metres(&segments, &points);
    connect(&mut segments, points.len());
    let left_out = before - metres(&segments, &points);
    let lines = Merge::new(&segments, &points).lines();
    if lines.is_empty() {
        return Err(BuildError::NoStreets);
    }
    let mut network = Network { names, ..Network::default() };
    lay_out(&mut network, &lines, &points);
    // A length in whole metres; it is far inside the type.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let left_out_m = left_out.round() as u64;
    Ok(Built { network, left_out_m })
}

/// The names in order of first use, the empty one first, and the index of each way's name.
fn names(draft: &Draft) -> (Vec<String>, Vec<u32>) {
    let mut names = vec![String::new()];
    let mut known = HashMap::from([("", 0_u32)]);
    let mut index = |name| {
        *known.entry(name).or_insert_with(|| {
            names.push(String::from(name));
            u32::try_from(names.len() - 1).unwrap_or_default()
        })
    };
    let indices = draft.ways.iter().map(|w| index(w.name.as_str())).collect();
    (names, indices)
}

/// A street between two junctions: what it is, and its points.
struct Line {
    like: Segment,
    points: Vec<u32>,
}

/// Joins segments to lines between junctions.
struct Merge<'a> {
    segments: &'a [Segment],
    points: &'a [Micro],
    /// First slot of each point in `at`, and one past the last of all.
    first: Vec<usize>,
    /// Segments by the points they meet.
    at: Vec<u32>,
    done: Vec<bool>,
}

impl<'a> Merge<'a> {
    fn new(segments: &'a [Segment], points: &'a [Micro]) -> Self {
        let ends = || (0_u32..).zip(segments).flat_map(|(i, s)| [(s.a, i), (s.b, i)]);
        let mut first = vec![0; points.len() + 1];
        for (point, _) in ends() {
            first[point as usize] += 1;
        }
        let mut total = 0;
        for slot in &mut first {
            total += *slot;
            *slot = total;
        }
        let mut at = vec![0; total];
        for (point, segment) in ends() {
            first[point as usize] -= 1;
            at[first[point as usize]] = segment;
        }
        Self { segments, points, first, at, done: vec![false; segments.len()] }
    }

    fn at(&self, point: u32) -> &[u32] {
        &self.at[self.first[point as usize]..self.first[point as usize + 1]]
    }

    /// A segment seen from one of its ends.
    fn from(&self, segment: u32, point: u32) -> Segment {
        let s = self.segments[segment as usize];
        if s.a == point { s } else { s.reversed() }
    }

    /// Whether a point is more than a bend in one street.
    fn is_junction(&self, point: u32) -> bool {
        match *self.at(point) {
            [] => false,
            [one, two] if one != two => {
                let (into, out) = (self.from(one, point).reversed(), self.from(two, point));
                !into.continues(&out)
            }
            _ => true,
        }
    }

    fn lines(mut self) -> Vec<Line> {
        let mut lines = Vec::new();
        let count = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        for start in (0..count).filter(|&p| self.is_junction(p)).collect::<Vec<_>>() {
            self.lines_from(start, &mut lines);
        }
        // What is left are loops without a junction: each begins at its lowest point.
        for start in 0..count {
            self.lines_from(start, &mut lines);
        }
        lines
    }

    fn lines_from(&mut self, start: u32, lines: &mut Vec<Line>) {
        for segment in self.at(start).to_vec() {
            let mut next = (segment, start);
            while !self.done[next.0 as usize] {
                let line = self.follow(next.0, next.1, start);
                let end = line.points.last().copied().unwrap_or(start);
                lines.push(line);
                // A line that was cut for its length goes on from there.
                match self.at(end).iter().find(|&&s| !self.done[s as usize]) {
                    Some(&s) if end != start && !self.is_junction(end) => next = (s, end),
                    _ => break,
                }
            }
        }
    }

    fn follow(&mut self, segment: u32, from: u32, start: u32) -> Line {
        let like = self.from(segment, from);
        let (mut points, mut metres) = (vec![from], 0.0);
        let (mut segment, mut here) = (segment, from);
        loop {
            self.done[segment as usize] = true;
            let next = self.from(segment, here).b;
            metres += length_m(&[self.points[here as usize], self.points[next as usize]]);
            points.push(next);
            here = next;
            let on = self.at(here).iter().find(|&&s| !self.done[s as usize]).copied();
            let too_long = metres * 10.0 > f64::from(Edge::MAX_DM / 2);
            match on {
                Some(on) if here != start && !too_long && !self.is_junction(here) => segment = on,
                _ => return Line { like, points },
            }
        }
    }
}

/// Numbers the junctions along a Hilbert curve, so that near ones lie near in memory and in the
/// file, and writes the lines as edges in the order of their first junction.
fn lay_out(network: &mut Network, lines: &[Line], points: &[Micro]) {
    let ends = lines.iter().flat_map(|l| [l.points.first(), l.points.last()]).flatten().copied();
    let mut nodes: Vec<u32> = ends.collect();
    let curve = Hilbert::around(nodes.iter().map(|&n| points[n as usize]));
    nodes.sort_by_cached_key(|&n| (curve.place(points[n as usize]), points[n as usize], n));
    nodes.dedup();
    let number: HashMap<u32, u32> = nodes.iter().copied().zip(0..).collect();
    network.nodes = nodes.iter().map(|&n| points[n as usize]).collect();
    let mut edges: Vec<_> = lines.iter().map(|line| oriented(line, points, &number)).collect();
    edges.sort_by(|a, b| (a.0.from, a.0.to, &a.1).cmp(&(b.0.from, b.0.to, &b.1)));
    for (mut edge, inner) in edges {
        let first = network.inner.len();
        network.inner.extend(inner);
        let place = |n| u32::try_from(n).unwrap_or(u32::MAX);
        edge.inner = (place(first), place(network.inner.len()));
        network.edges.push(edge);
    }
}

/// A line as an edge from its lower junction to its higher one, with its inner points.
fn oriented(line: &Line, points: &[Micro], number: &HashMap<u32, u32>) -> (Edge, Vec<Micro>) {
    let mut at: Vec<_> = line.points.iter().map(|&p| points[p as usize]).collect();
    let ends = [line.points.first(), line.points.last()];
    let [mut from, mut to] =
        ends.map(|p| p.and_then(|p| number.get(p)).copied().unwrap_or_default());
    let mut access = line.like.access;
    if from > to {
        at.reverse();
        access = access.reversed();
        (from, to) = (to, from);
    }
    // A length below 200 km in decimetres.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let length_dm = ((length_m(&at) * 10.0).round() as u32).min(Edge::MAX_DM);
    let thin = thin(&at, THIN_M);
    let inner = thin[1..thin.len() - 1].to_vec();
    let (name, class) = (line.like.name, line.like.class);
    (Edge { from, to, length_dm, name, class, access, inner: (0, 0) }, inner)
}

/// A Hilbert curve of 2^16 by 2^16 cells over a box.
struct Hilbert {
    low: Micro,
    side: i64,
}

impl Hilbert {
    fn around(points: impl Iterator<Item = Micro> + Clone) -> Self {
        let x = points.clone().map(|p| p.x);
        let y = points.map(|p| p.y);
        let low = Micro { x: x.clone().min().unwrap_or(0), y: y.clone().min().unwrap_or(0) };
        let span = |low: i32, high: Option<i32>| i64::from(high.unwrap_or(low)) - i64::from(low);
        Self { low, side: span(low.x, x.max()).max(span(low.y, y.max())) + 1 }
    }

    /// Place along the curve (Wikipedia, “Hilbert curve”, `xy2d`).
    fn place(&self, p: Micro) -> i64 {
        let cell = |v: i32, low: i32| (i64::from(v) - i64::from(low)) * 0x1_0000 / self.side;
        let (mut x, mut y) = (cell(p.x, self.low.x), cell(p.y, self.low.y));
        let (mut place, mut half) = (0, 0x8000);
        while half > 0 {
            let (right, up) = (x & half > 0, y & half > 0);
            place += half * half * ((3 * i64::from(right)) ^ i64::from(up));
            if !up {
                if right {
                    (x, y) = (0xffff - x, 0xffff - y);
                }
                (x, y) = (y, x);
            }
            half /= 2;
        }
        place
    }
}
