//! Dijkstra's algorithm as a textbook has it, over the edges themselves: what the engine must equal.

use redmap::domain::LonLat;
use redmap::engine::network::{Mode, Network, Snap};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Milliseconds from one foot to another; nothing where no way leads there.
pub fn milliseconds(network: &Network, mode: Mode, from: &Snap, to: &Snap) -> Option<u32> {
    // Junctions by number, the two feet behind them.
    let (a, b) = (u32::MAX - 1, u32::MAX);
    let mut arcs: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    let mut arc = |from, to, dm: u32, pace: u32| {
        arcs.entry(from).or_default().push((to, dm * pace));
    };
    for (i, edge) in network.edges().iter().enumerate() {
        let pace = mode.pace(edge.class);
        let mut places = vec![(0, edge.from), (edge.length_dm, edge.to)];
        for (snap, name) in [(from, a), (to, b)] {
            if snap.edge == i {
                places.push((snap.along_dm, name));
            }
        }
        // Every piece between two places on the edge.
        for &(low, p) in &places {
            for &(high, q) in &places {
                if high >= low && (high, q) != (low, p) {
                    if edge.access.forward(mode) {
                        arc(p, q, high - low, pace);
                    }
                    if edge.access.backward(mode) {
                        arc(q, p, high - low, pace);
                    }
                }
            }
        }
    }
    let mut best = BTreeMap::from([(a, 0)]);
    let mut heap = BinaryHeap::from([(Reverse(0), a)]);
    while let Some((Reverse(ms), node)) = heap.pop() {
        if node == b {
            return Some(ms);
        }
        if best[&node] < ms {
            continue;
        }
        for &(next, cost) in arcs.get(&node).into_iter().flatten() {
            let there = ms + cost;
            if best.get(&next).is_none_or(|&known| there < known) {
                best.insert(next, there);
                heap.push((Reverse(there), next));
            }
        }
    }
    None
}

/// Milliseconds between stop and street for both stops together.
pub fn gaps(mode: Mode, from: &Snap, to: &Snap) -> u32 {
    let dm = |snap: &Snap| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let dm = (snap.gap_m * 10.0).round() as u32;
        dm
    };
    (dm(from) + dm(to)) * mode.pace_off_street()
}

/// A generator of numbers that are the same on every run (xorshift64*).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below a bound.
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        u32::try_from(high).unwrap_or(0) % bound
    }

    /// A position in a box of degrees.
    pub fn within(&mut self, west: f64, south: f64, width: f64, height: f64) -> LonLat {
        let share = |n: u32| f64::from(n) / 1e6;
        let (x, y) = (self.below(1_000_000), self.below(1_000_000));
        LonLat::clamped(west + share(x) * width, south + share(y) * height)
    }
}
