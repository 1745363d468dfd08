//! Borders between districts: each stretch once, with the districts on its sides.
//!
//! Drawing every district's ring would draw most borders twice, and two rows of dashes on one
//! another run into a solid line. Found once a map, not once a drawing.

use super::model::{District, Line};
use crate::domain::mercator::World;
use crate::domain::order;

/// A stretch of border.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// Index of the district on one side.
    pub of: usize,
    /// Index of the district on the other, where the map has it.
    pub with: Option<usize>,
    /// Its course.
    pub line: Line,
}

/// A side of a ring.
struct Edge {
    from: World,
    to: World,
    of: usize,
}

impl Edge {
    /// The same for both directions; rings share their vertices to the bit.
    fn key(&self) -> [(u64, u64); 2] {
        let bits = |p: World| (p.x.to_bits(), p.y.to_bits());
        let (a, b) = (bits(self.from), bits(self.to));
        if a < b { [a, b] } else { [b, a] }
    }
}

/// The borders of districts that share vertices.
#[must_use]
pub fn borders(districts: &[District]) -> Vec<Border> {
    let edges = edges(districts);
    let keys: Vec<_> = edges.iter().map(Edge::key).collect();
    let sorted = order::indices(edges.len(), &|a, b| keys[a].cmp(&keys[b]));
    // Who lies beyond each edge; `None` inside marks one that its first owner draws.
    let mut beyond: Vec<Option<Option<usize>>> = vec![None; edges.len()];
    for same in sorted.chunk_by(|&a, &b| keys[a] == keys[b]) {
        beyond[same[0]] = Some(same.get(1).map(|&other| edges[other].of));
    }
    let (mut out, mut run): (Vec<Border>, Vec<World>) = (Vec::new(), Vec::new());
    let mut sides = (0, None);
    for (edge, beyond) in edges.iter().zip(beyond) {
        let Some(with) = beyond else { continue };
        if run.last() != Some(&edge.from) || sides != (edge.of, with) {
            finish(&mut run, sides, &mut out);
            sides = (edge.of, with);
            run.push(edge.from);
        }
        run.push(edge.to);
    }
    finish(&mut run, sides, &mut out);
    out
}

fn edges(districts: &[District]) -> Vec<Edge> {
    let mut out = Vec::new();
    for (of, district) in districts.iter().enumerate() {
        for ring in district.rings.iter().map(Line::points) {
            let ends = ring.iter().cycle().skip(1);
            out.extend(ring.iter().zip(ends).map(|(&from, &to)| Edge { from, to, of }));
        }
    }
    out
}

fn finish(run: &mut Vec<World>, (of, with): (usize, Option<usize>), out: &mut Vec<Border>) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        out.push(Border { of, with, line: Line::new(points) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn district(points: &[(f64, f64)]) -> District {
        let points = points.iter().map(|&(x, y)| World { x, y }).collect();
        District { code: String::new(), name: String::new(), rings: vec![Line::new(points)] }
    }

    #[test]
    fn each_stretch_comes_once_with_both_its_sides() {
        let west = district(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let middle = district(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]);
        let east = district(&[(2.0, 0.0), (3.0, 0.0), (3.0, 1.0), (2.0, 1.0)]);
        let all = borders(&[west, middle, east]);
        let length = |of, with| -> usize {
            let those = all.iter().filter(|b| (b.of, b.with) == (of, with));
            those.map(|b| b.line.points().len() - 1).sum()
        };
        assert_eq!(length(0, None), 3);
        assert_eq!(length(0, Some(1)), 1);
        assert_eq!((length(1, None), length(1, Some(2))), (2, 1));
        assert_eq!(length(2, None), 3);
        assert_eq!(length(1, Some(0)) + length(2, Some(1)), 0);
    }

    #[test]
    fn no_district_has_no_border() {
        assert!(borders(&[]).is_empty());
    }
}
