//! Hierarchical greedy clustering of points, after supercluster (Agafonkin, "Clustering millions of
//! points on a map", 2016), with a uniform grid as neighbour search and levels every half zoom,
//! because the map stops at half zooms and targets must not overlap at any of them.

use crate::domain::mercator::{TILE, World};
use std::ops::Range;

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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Where it is drawn: the point, or the mean of the cluster's points.
    pub at: World,
    /// How many points are inside.
    pub count: u32,
    /// Its points are a run of [`ClusterIndex::order`]; this is where it starts.
    start: u32,
    /// Its run in [`Level::kids`].
    kids: (u32, u32),
}

/// Points and clusters of a zoom. Numbers instead of lists in each node: a hundred thousand points must not
/// be a million allocations.
#[derive(Debug, Clone, PartialEq, Default)]
struct Level {
    nodes: Vec<Node>,
    /// Indices of nodes in the next finer level; at the finest, of points.
    kids: Vec<u32>,
}

/// Clusters of one set of points at every level.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterIndex {
    options: Options,
    /// From `max_zoom` down to `min_zoom`; the first entry holds the single points.
    levels: Vec<Level>,
    /// The points in the order of the tree, so that those of any node stand side by side.
    order: Vec<u32>,
}

impl ClusterIndex {
    /// Clusters the points, in time about linear in their number for each level.
    #[must_use]
    pub fn build(points: &[World], options: Options) -> Self {
        let mut single = Level::default();
        for (i, &at) in (0_u32..).zip(points) {
            single.nodes.push(Node { at, count: 1, start: 0, kids: (i, i + 1) });
            single.kids.push(i);
        }
        let mut levels = vec![single];
        let mut zoom = options.max_zoom;
        while zoom >= options.min_zoom {
            let finer = levels.last().map_or(&[][..], |l| l.nodes.as_slice());
            let coarser = join(finer, options.radius / zoom.exp2());
            levels.push(coarser);
            zoom -= 1.0 / STEPS;
        }
        let order = unroll(&mut levels);
        Self { options, levels, order }
    }

    /// Indices of all points in the order of the tree: [`Self::run`] says where a node's are.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The level that is drawn at a zoom; higher numbers are coarser.
    #[must_use]
    pub fn level(&self, zoom: f64) -> usize {
        let snapped = (zoom * STEPS + 1e-6).floor() / STEPS;
        let below = (self.options.max_zoom - snapped) * STEPS + 1.0;
        // Bounded by the clamp, so the cast keeps the value.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        #[allow(clippy::cast_precision_loss)]
        let level = below.clamp(0.0, (self.levels.len() - 1) as f64) as usize;
        level
    }

    /// The next coarser level, if there is one.
    #[must_use]
    pub fn coarser(&self, level: usize) -> Option<usize> {
        Some(level + 1).filter(|l| *l < self.levels.len())
    }

    /// What is drawn at a level.
    #[must_use]
    pub fn nodes(&self, level: usize) -> &[Node] {
        self.levels.get(level).map_or(&[], |l| l.nodes.as_slice())
    }

    /// Where the points of a node stand in [`Self::order`].
    #[must_use]
    pub fn run(&self, node: &Node) -> Range<usize> {
        let end = (node.start as usize + node.count as usize).min(self.order.len());
        (node.start as usize).min(end)..end
    }

    fn kids(&self, level: usize, node: &Node) -> &[u32] {
        let run = node.kids.0 as usize..node.kids.1 as usize;
        self.levels.get(level).and_then(|l| l.kids.get(run)).unwrap_or_default()
    }

    /// The smallest zoom at which a node of a level is no longer the same set of points.
    #[must_use]
    pub fn opens_at(&self, mut level: usize, node: &Node) -> f64 {
        let mut node = node;
        while level > 0 {
            level -= 1;
            match self.kids(level + 1, node) {
                [only] => match self.nodes(level).get(*only as usize) {
                    Some(same) => node = same,
                    None => break,
                },
                _ => break,
            }
        }
        #[allow(clippy::cast_precision_loss)] // a few dozen levels
        let steps = level as f64;
        self.options.max_zoom - (steps - 1.0) / STEPS
    }
}

/// Lays the tree out: gives each node its run, from the coarsest level down, and the points in that order.
fn unroll(levels: &mut [Level]) -> Vec<u32> {
    let mut start = 0;
    for node in levels.last_mut().map_or(&mut [][..], |l| l.nodes.as_mut_slice()) {
        node.start = start;
        start += node.count;
    }
    for coarse in (1..levels.len()).rev() {
        let (finer, rest) = levels.split_at_mut(coarse);
        let (Some(finer), Some(level)) = (finer.last_mut(), rest.first()) else { break };
        for node in &level.nodes {
            let mut start = node.start;
            for &kid in &level.kids[node.kids.0 as usize..node.kids.1 as usize] {
                let kid = &mut finer.nodes[kid as usize];
                kid.start = start;
                start += kid.count;
            }
        }
    }
    let singles = levels.first().map_or(&[][..], |l| l.nodes.as_slice());
    let mut order = vec![0; singles.len()];
    for (point, node) in (0_u32..).zip(singles) {
        order[node.start as usize] = point;
    }
    order
}

/// One level from the next finer one: each node not yet taken gathers its free neighbours within
/// `radius` (world pixels at zoom 0).
fn join(nodes: &[Node], radius: f64) -> Level {
    let grid = Grid::new(nodes, radius);
    let mut taken = vec![false; nodes.len()];
    let mut out = Level::default();
    for (i, node) in (0_u32..).zip(nodes) {
        if std::mem::replace(&mut taken[i as usize], true) {
            continue;
        }
        let start = out.kids.len();
        out.kids.push(i);
        let mut joined = Node { count: 0, start: 0, ..*node };
        let (mut x, mut y) = (0.0, 0.0);
        let mut add = |node: &Node| {
            let weight = f64::from(node.count);
            x += node.at.x * weight;
            y += node.at.y * weight;
            joined.count += node.count;
        };
        add(node);
        grid.around(node.at, &mut |j| {
            let near = &nodes[j as usize];
            if taken[j as usize] || square(near.at, node.at) > radius * radius {
                return;
            }
            taken[j as usize] = true;
            out.kids.push(j);
            add(near);
        });
        if out.kids.len() > start + 1 {
            let weight = f64::from(joined.count);
            joined.at = World { x: x / weight, y: y / weight };
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        joined.kids = (place(start), place(out.kids.len()));
        out.nodes.push(joined);
    }
    out
}

fn square(a: World, b: World) -> f64 {
    (a.x - b.x).powi(2) + (a.y - b.y).powi(2)
}

/// No node.
const NONE: u32 = u32::MAX;

/// Cells of one radius a side in a table of chains: nothing is sorted. Different cells may share a chain, so
/// the caller looks at the distance, and at each node once.
struct Grid {
    size: f64,
    mask: u64,
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Grid {
    fn new(nodes: &[Node], radius: f64) -> Self {
        let slots = nodes.len().next_power_of_two().max(1);
        let mut grid = Self {
            size: radius.max(TILE * 1e-9),
            mask: slots as u64 - 1,
            first: vec![NONE; slots],
            next: vec![NONE; nodes.len()],
        };
        // From the last, so that each chain runs in the order of the nodes.
        for (i, node) in nodes.iter().enumerate().rev() {
            let (x, y) = grid.cell(node.at);
            let slot = grid.slot(x, y);
            grid.next[i] = grid.first[slot];
            grid.first[slot] = u32::try_from(i).unwrap_or(NONE);
        }
        grid
    }

    #[allow(clippy::cast_possible_truncation)] // the world is 256 wide and a cell above 1e-7
    fn cell(&self, w: World) -> (i64, i64) {
        ((w.x / self.size).floor() as i64, (w.y / self.size).floor() as i64)
    }

    #[allow(clippy::cast_sign_loss, clippy::cast_possible_truncation)] // a hash, masked
    fn slot(&self, x: i64, y: i64) -> usize {
        let mixed = (x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (y as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        ((mixed ^ (mixed >> 29)) & self.mask) as usize
    }

    /// Visits the nodes in the nine cells around a point, and a few others, some perhaps twice.
    fn around(&self, at: World, visit: &mut dyn FnMut(u32)) {
        let (x, y) = self.cell(at);
        for row in y - 1..=y + 1 {
            for column in x - 1..=x + 1 {
                let mut i = self.first[self.slot(column, row)];
                while i != NONE {
                    visit(i);
                    i = self.next[i as usize];
                }
            }
        }
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

    /// The points of each node at a zoom.
    fn sets(index: &ClusterIndex, zoom: f64) -> Vec<Vec<u32>> {
        let level = index.level(zoom);
        let members = |n: &Node| {
            let mut all = index.order()[index.run(n)].to_vec();
            assert_eq!(all.len(), n.count as usize);
            all.sort_unstable();
            all
        };
        index.nodes(level).iter().map(members).collect()
    }

    #[test]
    fn joins_near_points_and_leaves_far_ones() {
        let px = 1.0 / 13_f64.exp2();
        let points =
            [at(100.0, 100.0), at(100.0 + 30.0 * px, 100.0), at(100.0 + 200.0 * px, 100.0)];
        let index = ClusterIndex::build(&points, OPTIONS);
        let sets = |z: f64| sets(&index, z);
        assert_eq!(sets(13.0), vec![vec![0, 1], vec![2]]);
        assert_eq!(sets(14.0), vec![vec![0], vec![1], vec![2]]);
        assert_eq!(sets(9.0), vec![vec![0, 1, 2]]);
        assert_eq!(sets(18.0).len(), 3);
        let at_13 = index.level(13.0);
        assert!((index.opens_at(at_13, &index.nodes(at_13)[0]) - 14.0).abs() < 1e-9);
        assert!((index.opens_at(at_13, &index.nodes(at_13)[1]) - 16.5).abs() < 1e-9);
    }

    #[test]
    fn half_levels_count() {
        // 50 px apart at 13.0 is 70 px at 13.5; 40 px apart at 13.0 is 56 px at 13.5.
        let px = 1.0 / 13_f64.exp2();
        let index = ClusterIndex::build(&[at(10.0, 10.0), at(10.0 + 40.0 * px, 10.0)], OPTIONS);
        assert_eq!(sets(&index, 13.0).len(), 1);
        assert_eq!(sets(&index, 13.4).len(), 1);
        assert_eq!(sets(&index, 13.5).len(), 2);
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(sets(&ClusterIndex::build(&[], OPTIONS), 12.0).is_empty());
    }

    proptest! {
        #[test]
        fn every_point_is_in_exactly_one_node(
            raw in prop::collection::vec((0.0_f64..256.0, 0.0_f64..256.0), 0..60),
            zoom in 8.0_f64..18.0,
        ) {
            let points: Vec<World> = raw.iter().map(|&(x, y)| at(x, y)).collect();
            let index = ClusterIndex::build(&points, OPTIONS);
            let mut seen: Vec<u32> = sets(&index, zoom).concat();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..points.len()).map(|i| u32::try_from(i).unwrap()).collect::<Vec<_>>());
        }
    }
}
