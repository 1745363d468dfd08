//! A draft cut into straight segments: barriers opened, unconnected parts left out.

use super::access::{Access, Class, Mode};
use super::draft::Draft;
use super::micro::Micro;
use super::reach::{Arcs, largest};

/// A straight piece of a street between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Point it starts at.
    pub a: u32,
    /// Point it ends at.
    pub b: u32,
    /// Index of its name.
    pub name: u32,
    /// Kind of street.
    pub class: Class,
    /// Who may use it.
    pub access: Access,
}

impl Segment {
    /// The same piece, seen from its other end.
    pub fn reversed(self) -> Self {
        Self { a: self.b, b: self.a, access: self.access.reversed(), ..self }
    }

    /// Whether two pieces that follow each other are one street to everyone.
    pub fn continues(&self, other: &Self) -> bool {
        (self.name, self.class, self.access) == (other.name, other.class, other.access)
    }
}

/// The segments of a draft, with the index of the name of each way. A barrier becomes a point of
/// its own with a stub of no length to each piece that meets there: only those who may pass it may
/// use the stubs. `points` grows by the ends of the stubs.
pub fn cut(draft: &Draft, names: &[u32], points: &mut Vec<Micro>) -> Vec<Segment> {
    let mut passes = vec![Access::ALL; points.len()];
    for &(point, access) in &draft.barriers {
        passes[point as usize] = passes[point as usize].and(access);
    }
    let mut segments = Vec::new();
    for (way, &name) in draft.ways.iter().zip(names) {
        let (class, access) = (way.class, way.access);
        for w in way.points.windows(2) {
            let mut end = |p: u32, segments: &mut Vec<Segment>| {
                let pass = passes[p as usize];
                let copy = u32::try_from(points.len()).ok().filter(|_| pass != Access::ALL);
                let Some(copy) = copy else { return p };
                points.push(points[p as usize]);
                segments.push(Segment { a: copy, b: p, name, class, access: pass });
                copy
            };
            if w[0] != w[1] {
                let (a, b) = (end(w[0], &mut segments), end(w[1], &mut segments));
                segments.push(Segment { a, b, name, class, access });
            }
        }
    }
    segments
}

/// Leaves to each mode only the part of the streets in which it can come from everywhere and go
/// everywhere, the largest there is; drops what nobody can use.
pub fn connect(segments: &mut Vec<Segment>, points: usize) {
    for mode in Mode::ALL {
        let arcs = segments.iter().flat_map(|s| {
            let on = s.access.forward(mode).then_some((s.a, s.b));
            on.into_iter().chain(s.access.backward(mode).then_some((s.b, s.a)))
        });
        let inside = largest(&Arcs::new(points, arcs));
        for s in segments.iter_mut() {
            let stays = inside[s.a as usize] && inside[s.b as usize];
            let (on, back) = (s.access.forward(mode), s.access.backward(mode));
            s.access = s.access.with(mode, on && stays, back && stays);
        }
    }
    segments.retain(|s| s.access != Access::NONE);
}
