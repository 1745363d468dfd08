//! Hierarchical greedy clustering of points, after supercluster (Agafonkin, "Clustering millions of
//! points on a map", 2016), with a uniform grid as neighbour search and levels every half zoom,
//! because the map stops at half zooms and targets must not overlap at any of them.

use crate::domain::mercator::{TILE, World};
use crate::domain::order;

/// Levels a zoom step is divided into.
const STEPS: f64 = 2.0;

/// How to cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Points closer than this many pixels join.
    pub radius: f64,
    /// Smallest zoom with clusters of its own.
    pub min_zoom: f64,
    /// Above this zoom every point stands alone.
    pub max_zoom: f64,
}

/// A point or a cluster at one level.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it is drawn: the point, or the mean of the cluster's points.
    pub at: World,
    /// Indices of the points inside, ascending; one for a single point.
    pub members: Vec<u32>,
}

/// Clusters of one set of points at every level.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterIndex {
    options: Options,
    /// From `max_zoom` down to `min_zoom`; the first entry holds the single points.
    levels: Vec<Vec<Node>>,
}

impl ClusterIndex {
    /// Clusters the points, in time about linear in their number for each level.
    #[must_use]
    pub fn build(points: &[World], options: Options) -> Self {
        let single = |(i, &at): (usize, &World)| Node {
            at,
            members: vec![u32::try_from(i).unwrap_or(u32::MAX)],
        };
        let mut levels = vec![points.iter().enumerate().map(single).collect::<Vec<_>>()];
        let mut zoom = options.max_zoom;
        while zoom >= options.min_zoom {
            let finer = levels.last().map_or(&[][..], Vec::as_slice);
            let coarser = join(finer, options.radius / zoom.exp2());
            levels.push(coarser);
            zoom -= 1.0 / STEPS;
        }
        Self { options, levels }
    }

    /// What is drawn at a zoom.
    #[must_use]
    pub fn at_zoom(&self, zoom: f64) -> &[Node] {
        self.levels.get(self.level(zoom)).map_or(&[], Vec::as_slice)
    }

    /// The smallest zoom at which the cluster around `member` is no longer the same set of points.
    #[must_use]
    pub fn opens_at(&self, members: &[u32], zoom: f64) -> f64 {
        let mut z = (zoom * STEPS).floor() / STEPS;
        while z <= self.options.max_zoom {
            z += 1.0 / STEPS;
            if !self.at_zoom(z).iter().any(|n| n.members == members) {
                break;
            }
        }
        z
    }

    fn level(&self, zoom: f64) -> usize {
        let snapped = (zoom * STEPS + 1e-6).floor() / STEPS;
        let below = (self.options.max_zoom - snapped) * STEPS + 1.0;
        // Bounded by the clamp, so the cast keeps the value.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        #[allow(clippy::cast_precision_loss)]
        let level = below.clamp(0.0, (self.levels.len() - 1) as f64) as usize;
        level
    }
}

/// One level from the next finer one: each node not yet taken gathers its free neighbours within
/// `radius` (world pixels at zoom 0).
fn join(nodes: &[Node], radius: f64) -> Vec<Node> {
    let grid = Grid::new(nodes, radius);
    let mut taken = vec![false; nodes.len()];
    let mut out = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        if taken[i] {
            continue;
        }
        taken[i] = true;
        let mut near = grid.around(node.at);
        near.retain(|&j| !taken[j] && square(nodes[j].at, node.at) <= radius * radius);
        if near.is_empty() {
            out.push(node.clone());
            continue;
        }
        out.push(merge(nodes, i, &near, &mut taken));
    }
    out
}

fn merge(nodes: &[Node], seed: usize, near: &[usize], taken: &mut [bool]) -> Node {
    let mut members = nodes[seed].members.clone();
    let mut weight = count(&nodes[seed]);
    let (mut x, mut y) = (nodes[seed].at.x * weight, nodes[seed].at.y * weight);
    for &j in near {
        taken[j] = true;
        let w = count(&nodes[j]);
        x += nodes[j].at.x * w;
        y += nodes[j].at.y * w;
        weight += w;
        members.extend_from_slice(&nodes[j].members);
    }
    order::sort_by_key(&mut members, |m| *m);
    Node { at: World { x: x / weight, y: y / weight }, members }
}

#[allow(clippy::cast_precision_loss)] // far below 2^52 points
fn count(node: &Node) -> f64 {
    node.members.len() as f64
}

fn square(a: World, b: World) -> f64 {
    (a.x - b.x).powi(2) + (a.y - b.y).powi(2)
}

/// Cells of one radius a side, sorted by row and column: the neighbours of a point lie in three short runs.
struct Grid {
    size: f64,
    cells: Vec<(i64, i64, usize)>,
}

impl Grid {
    fn new(nodes: &[Node], radius: f64) -> Self {
        let size = radius.max(TILE * 1e-9);
        let mut cells: Vec<(i64, i64, usize)> = nodes
            .iter()
            .enumerate()
            .map(|(i, node)| {
                let (x, y) = Self::cell(node.at, size);
                (y, x, i)
            })
            .collect();
        order::sort_by_key(&mut cells, |c| *c);
        Self { size, cells }
    }

    #[allow(clippy::cast_possible_truncation)] // the world is 256 wide and a cell above 1e-7
    fn cell(w: World, size: f64) -> (i64, i64) {
        ((w.x / size).floor() as i64, (w.y / size).floor() as i64)
    }

    /// Indices in the nine cells around a point, ascending.
    fn around(&self, at: World) -> Vec<usize> {
        let (x, y) = Self::cell(at, self.size);
        let mut out = Vec::new();
        for row in y - 1..=y + 1 {
            let from = self.cells.partition_point(|c| (c.0, c.1) < (row, x - 1));
            let run = self.cells[from..].iter().take_while(|c| c.0 == row && c.1 <= x + 1);
            out.extend(run.map(|c| c.2));
        }
        order::sort_by_key(&mut out, |i| *i);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OPTIONS: Options = Options { radius: 44.0, min_zoom: 9.0, max_zoom: 16.0 };

    fn at(x: f64, y: f64) -> World {
        World { x, y }
    }

    #[test]
    fn joins_near_points_and_leaves_far_ones() {
        let px = 1.0 / 13_f64.exp2();
        let points =
            [at(100.0, 100.0), at(100.0 + 30.0 * px, 100.0), at(100.0 + 200.0 * px, 100.0)];
        let index = ClusterIndex::build(&points, OPTIONS);
        let sets = |z: f64| index.at_zoom(z).iter().map(|n| n.members.clone()).collect::<Vec<_>>();
        assert_eq!(sets(13.0), vec![vec![0, 1], vec![2]]);
        assert_eq!(sets(14.0), vec![vec![0], vec![1], vec![2]]);
        assert_eq!(sets(9.0), vec![vec![0, 1, 2]]);
        assert_eq!(sets(18.0).len(), 3);
        assert!((index.opens_at(&[0, 1], 13.0) - 14.0).abs() < 1e-9);
    }

    #[test]
    fn half_levels_count() {
        // 50 px apart at 13.0 is 70 px at 13.5; 40 px apart at 13.0 is 56 px at 13.5.
        let px = 1.0 / 13_f64.exp2();
        let index = ClusterIndex::build(&[at(10.0, 10.0), at(10.0 + 40.0 * px, 10.0)], OPTIONS);
        assert_eq!(index.at_zoom(13.0).len(), 1);
        assert_eq!(index.at_zoom(13.4).len(), 1);
        assert_eq!(index.at_zoom(13.5).len(), 2);
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(ClusterIndex::build(&[], OPTIONS).at_zoom(12.0).is_empty());
    }

    proptest! {
        #[test]
        fn every_point_is_in_exactly_one_node(
            raw in prop::collection::vec((0.0_f64..256.0, 0.0_f64..256.0), 0..60),
            zoom in 8.0_f64..18.0,
        ) {
            let points: Vec<World> = raw.iter().map(|&(x, y)| at(x, y)).collect();
            let index = ClusterIndex::build(&points, OPTIONS);
            let mut seen: Vec<u32> =
                index.at_zoom(zoom).iter().flat_map(|n| n.members.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..points.len()).map(|i| u32::try_from(i).unwrap()).collect::<Vec<_>>());
        }
    }
}
