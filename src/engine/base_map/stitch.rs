//! Joins the parts of a line that tiles have cut it into, so that no seam shows and a name has the
//! whole line to stand on.

use super::schema::{EXTENT, Grid, Strand};
use crate::domain::order;
use std::cmp::Ordering;

/// How far apart, in steps, two ends on one seam may be: each tile rounds and simplifies for itself.
const SLACK: i32 = 10;

/// An end of a strand.
struct End {
    strand: usize,
    last: bool,
    at: Grid,
}

/// Joins strands of the same kind and name that end in the same place, where no third one does.
#[must_use]
pub fn stitch(strands: &[Strand]) -> Vec<Strand> {
    let mut ends = Vec::with_capacity(strands.len() * 2);
    for (strand, s) in strands.iter().enumerate() {
        for (last, at) in [(false, s.points.first()), (true, s.points.last())] {
            ends.extend(at.map(|&at| End { strand, last, at }));
        }
    }
    let alike = |a: usize, b: usize| {
        let (a, b) = (&strands[ends[a].strand], &strands[ends[b].strand]);
        a.way.cmp(&b.way).then_with(|| a.name.cmp(&b.name))
    };
    // The end that each end is joined to; a strand's two ends stand side by side.
    let mut joined: Vec<Option<usize>> = vec![None; ends.len()];
    let along = |e: usize| ends[e].at;
    let across = |e: usize| (ends[e].at.1, ends[e].at.0);
    pair(&mut joined, &alike, &along, &|a, b| a == b);
    let on_seam = |a: Grid, b: Grid| a.0 % EXTENT == 0 && a.0 == b.0 && (a.1 - b.1).abs() <= SLACK;
    pair(&mut joined, &alike, &along, &on_seam);
    pair(&mut joined, &alike, &across, &on_seam);
    follow(strands, &ends, &joined)
}

/// Joins ends of one kind that are near each other, unless a third is, too.
fn pair(
    joined: &mut [Option<usize>],
    alike: &dyn Fn(usize, usize) -> Ordering,
    place: &dyn Fn(usize) -> Grid,
    near: &dyn Fn(Grid, Grid) -> bool,
) {
    let mut sorted =
        order::indices(joined.len(), &|a, b| alike(a, b).then_with(|| place(a).cmp(&place(b))));
    sorted.retain(|&e| joined[e].is_none());
    let together = |a: usize, b: usize| alike(a, b) == Ordering::Equal && near(place(a), place(b));
    for same in sorted.chunk_by(|&a, &b| together(a, b)) {
        if let [a, b] = *same {
            joined[a] = Some(b);
            joined[b] = Some(a);
        }
    }
}

/// The lines that come of joining: first those with a free end, then rings.
fn follow(strands: &[Strand], ends: &[End], joined: &[Option<usize>]) -> Vec<Strand> {
    let mut done = vec![false; strands.len()];
    let mut out = Vec::with_capacity(strands.len());
    let free = (0..ends.len()).filter(|&e| joined[e].is_none());
    for start in free.chain(0..ends.len()) {
        let Some(first) = ends.get(start).filter(|e| !done[e.strand]) else { continue };
        let whole = &strands[first.strand];
        let mut line =
            Strand { way: whole.way.clone(), name: whole.name.clone(), points: Vec::new() };
        let mut next = Some(start);
        while let Some(entry) = next {
            let end = &ends[entry];
            if std::mem::replace(&mut done[end.strand], true) {
                break;
            }
            let points = &strands[end.strand].points;
            // The point on the seam is that of the part before.
            let skip = usize::from(!line.points.is_empty());
            if end.last {
                line.points.extend(points.iter().rev().skip(skip));
            } else {
                line.points.extend(points.iter().skip(skip));
            }
            // The strand's other end: they stand in pairs.
            next = joined[entry ^ 1];
        }
        if line.points.len() > 1 {
            out.push(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::model::RoadClass;
    use super::super::schema::Way;
    use super::*;

    fn strand(name: &str, points: &[Grid]) -> Strand {
        Strand { way: Way::Road(RoadClass::Arterial), name: name.into(), points: points.to_vec() }
    }

    fn lengths(all: &[Strand]) -> Vec<(String, usize)> {
        let mut out: Vec<_> = all.iter().map(|s| (s.name.clone(), s.points.len())).collect();
        out.sort();
        out
    }

    #[test]
    fn joins_whatever_way_the_parts_run() {
        let all = [
            strand("a", &[(4096, 10), (100, 10)]),
            strand("a", &[(4096, 10), (8192, 30)]),
            strand("b", &[(4096, 10), (5000, 900)]),
            strand("a", &[(9000, 40), (8192, 30)]),
        ];
        let whole = stitch(&all);
        assert_eq!(lengths(&whole), [("a".into(), 4), ("b".into(), 2)]);
        let a = whole.iter().find(|s| s.name == "a").unwrap();
        let xs: Vec<_> = a.points.iter().map(|p| p.0).collect();
        assert!(xs == [100, 4096, 8192, 9000] || xs == [9000, 8192, 4096, 100], "{xs:?}");
    }

    #[test]
    fn joins_over_a_seam_what_two_tiles_rounded_apart_and_nothing_else() {
        let near =
            [strand("a", &[(0, 500), (4096, 505)]), strand("a", &[(4096, 512), (5000, 600)])];
        assert_eq!(stitch(&near).len(), 1);
        let level = [strand("a", &[(70, 0), (75, 4096)]), strand("a", &[(68, 4096), (0, 8000)])];
        assert_eq!(stitch(&level).len(), 1);
        let far = [strand("a", &[(0, 500), (4096, 505)]), strand("a", &[(4096, 560), (5000, 600)])];
        assert_eq!(stitch(&far).len(), 2);
        let inside =
            [strand("a", &[(0, 500), (4090, 505)]), strand("a", &[(4090, 512), (5000, 6)])];
        assert_eq!(stitch(&inside).len(), 2);
    }

    #[test]
    fn leaves_a_fork_and_closes_a_ring() {
        let fork = [
            strand("a", &[(1, 1), (5, 5)]),
            strand("a", &[(5, 5), (9, 9)]),
            strand("a", &[(5, 5), (9, 1)]),
        ];
        assert_eq!(stitch(&fork).len(), 3);
        let ring = [strand("a", &[(0, 0), (5, 5)]), strand("a", &[(5, 5), (9, 0), (0, 0)])];
        let whole = stitch(&ring);
        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].points.first(), whole[0].points.last());
        let own = [strand("a", &[(0, 0), (5, 5), (9, 0), (0, 0)])];
        assert_eq!(stitch(&own)[0].points.len(), 4);
        assert!(stitch(&[]).is_empty());
    }
}
