//! Shortest ways from one place to all others: Dijkstra's algorithm over a ring of buckets.
//!
//! Dial's buckets (CACM 12, 1969) with a width of about half a mean arc instead of one unit, and
//! label correction within a bucket as in Δ-stepping (Meyer and Sanders, J. Algorithms 49, 2003).
//! The costs found are exactly those of a heap; on street networks it is several times as fast,
//! since a queue operation touches one list instead of log n entries.

use super::graph::Graph;

/// Cost of what was not reached.
pub const UNREACHED: u32 = u32::MAX;

/// No arc leads here.
const NO_ARC: u32 = u32::MAX;

/// Buckets of the ring, at most; the arcs of a real network need a few hundred.
const MAX_BUCKETS: u32 = 4096;

/// A search over one graph; its memory serves any number of runs.
pub struct Search<'a> {
    graph: &'a Graph,
    shift: u32,
    ring: Vec<Vec<u32>>,
    cost: Vec<u32>,
    /// Arc each junction was reached by, kept where ways are asked for.
    parent: Vec<u32>,
}

impl<'a> Search<'a> {
    /// Memory for searches over a graph; `ways` keeps how each junction was reached.
    pub fn new(graph: &'a Graph, ways: bool) -> Self {
        let mut shift = (graph.mean_ms() / 2).max(1).ilog2();
        while graph.max_ms >> shift >= MAX_BUCKETS - 2 {
            shift += 1;
        }
        let buckets = ((graph.max_ms >> shift) + 2).next_power_of_two();
        Self {
            graph,
            shift,
            ring: vec![Vec::new(); buckets as usize],
            cost: vec![UNREACHED; graph.len()],
            parent: if ways { vec![NO_ARC; graph.len()] } else { Vec::new() },
        }
    }

    /// Finds the costs from some junctions, each with a cost to begin with, at least until every
    /// target is settled. The spread of the costs to begin with must not exceed the costliest arc.
    pub fn run(&mut self, starts: &[(u32, u32)], targets: &[u32]) {
        if self.parent.is_empty() {
            self.spread::<false>(starts, targets);
        } else {
            self.spread::<true>(starts, targets);
        }
    }

    fn spread<const WAYS: bool>(&mut self, starts: &[(u32, u32)], targets: &[u32]) {
        let Self { graph, shift, ring, cost, parent } = self;
        let (shift, mask) = (*shift, ring.len() - 1);
        cost.fill(UNREACHED);
        let Some(least) = starts.iter().map(|s| s.1).min() else { return };
        let mut queued = 0_usize;
        for &(node, ms) in starts {
            if ms < cost[node as usize] {
                cost[node as usize] = ms;
                if WAYS {
                    parent[node as usize] = NO_ARC;
                }
                ring[(ms >> shift) as usize & mask].push(node);
                queued += 1;
            }
        }
        let (mut current, mut open) = (least >> shift, targets);
        while queued > 0 {
            let at = current as usize & mask;
            // Taken out while it is worked on; what lands in it meanwhile is worked on in the next round.
            let mut bucket = std::mem::take(&mut ring[at]);
            while !bucket.is_empty() {
                queued -= bucket.len();
                for &node in &bucket {
                    let here = cost[node as usize];
                    if here >> shift != current {
                        continue; // Reached more cheaply since, and done then.
                    }
                    let first = if WAYS { graph.first(node) } else { 0 };
                    for (i, arc) in (0..).zip(graph.arcs(node)) {
                        let there = here.saturating_add(arc.ms);
                        let slot = &mut cost[arc.to as usize];
                        if there < *slot {
                            *slot = there;
                            if WAYS {
                                parent[arc.to as usize] = first + i;
                            }
                            ring[(there >> shift) as usize & mask].push(arc.to);
                            queued += 1;
                        }
                    }
                }
                bucket.clear();
                std::mem::swap(&mut bucket, &mut ring[at]);
            }
            ring[at] = bucket;
            while let [first, rest @ ..] = open {
                let cost = cost[*first as usize];
                if cost == UNREACHED || cost >> shift > current {
                    break;
                }
                open = rest;
            }
            if open.is_empty() {
                break;
            }
            current = current.wrapping_add(1);
        }
        if queued > 0 {
            ring.iter_mut().for_each(Vec::clear);
        }
    }

    /// Cost of a junction in milliseconds, exact for every target of the run and for what is nearer
    /// than the farthest of them.
    pub fn cost(&self, node: u32) -> u32 {
        self.cost[node as usize]
    }

    /// The arcs of the way to a junction, the last first. Empty where it is a start.
    pub fn way(&self, node: u32) -> impl Iterator<Item = u32> {
        let mut node = node;
        std::iter::from_fn(move || {
            let arc = *self.parent.get(node as usize)?;
            (arc != NO_ARC).then(|| {
                node = self.graph.tail(arc);
                arc
            })
        })
    }
}
