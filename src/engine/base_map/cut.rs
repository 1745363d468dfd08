//! Cuts lines along the sides of tiles.

use super::schema::{EXTENT, Grid};

/// A stretch of a line in one tile, with the tile's column and row.
pub(super) type Stretch = (Grid, Vec<Grid>);

/// The stretches of a line, in order. A point on a side belongs to both tiles, to the step.
pub(super) fn cut(line: &[Grid]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for pair in line.windows(2) {
        let points = with_crossings(pair[0], pair[1]);
        for step in points.windows(2) {
            let middle = |a: i32, b: i32| i32::midpoint(a, b).div_euclid(EXTENT);
            let tile = (middle(step[0].0, step[1].0), middle(step[0].1, step[1].1));
            match out.last_mut() {
                Some((at, stretch)) if *at == tile && stretch.last() == Some(&step[0]) => {
                    stretch.push(step[1]);
                }
                _ => out.push((tile, step.to_vec())),
            }
        }
    }
    out
}

/// The ends of a segment and where it crosses sides of tiles, in order.
fn with_crossings(a: Grid, b: Grid) -> Vec<Grid> {
    let mut shares = vec![0.0, 1.0];
    let mut cross = |from: i32, to: i32| {
        let (low, high) = (from.min(to), from.max(to));
        let mut side = (low.div_euclid(EXTENT) + 1) * EXTENT;
        while side < high {
            shares.push(f64::from(side - from) / f64::from(to - from));
            side += EXTENT;
        }
    };
    cross(a.0, b.0);
    cross(a.1, b.1);
    shares.sort_by(f64::total_cmp);
    let mut out: Vec<Grid> =
        shares.into_iter().map(|t| (at(a.0, b.0, t), at(a.1, b.1, t))).collect();
    out.dedup();
    out
}

#[allow(clippy::cast_possible_truncation)] // Between two steps of the grid.
fn at(from: i32, to: i32, share: f64) -> i32 {
    (f64::from(from) + f64::from(to - from) * share).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_at_every_side() {
        let cuts = cut(&[(4000, 10), (8300, 10)]);
        assert_eq!(cuts.len(), 3);
        assert_eq!(cuts[0], ((0, 0), vec![(4000, 10), (4096, 10)]));
        assert_eq!(cuts[1], ((1, 0), vec![(4096, 10), (8192, 10)]));
        assert_eq!(cuts[2].0, (2, 0));
        assert!(cut(&[(1, 1)]).is_empty() && cut(&[(1, 1), (1, 1)]).is_empty());
    }

    proptest! {
        #[test]
        fn loses_nothing(line in prop::collection::vec((0..20_000, 0..20_000), 2..12)) {
            let cuts = cut(&line);
            for ((column, row), points) in &cuts {
                for p in points {
                    // A crossing is rounded to a step, so a corner may lie one beyond.
                    let inside = |v: i32, tile: &i32| {
                        (tile * EXTENT - 1..=(tile + 1) * EXTENT + 1).contains(&v)
                    };
                    prop_assert!(inside(p.0, column) && inside(p.1, row));
                }
            }
            let all: Vec<_> = cuts.iter().flat_map(|(_, p)| p.clone()).collect();
            for p in &line {
                prop_assert!(all.contains(p) || line.iter().all(|q| q == p));
            }
            for pair in cuts.windows(2) {
                prop_assert_eq!(pair[0].1.last(), pair[1].1.first());
            }
        }
    }
}
