//! The arcs one mode may use, laid out flat: those of a junction lie side by side.

use super::access::Mode;
use super::model::Network;

/// A directed piece of an edge.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    /// Junction it leads to.
    pub to: u32,
    /// Milliseconds it takes.
    pub ms: u32,
}

/// The arcs of a mode.
#[derive(Debug)]
pub struct Graph {
    /// First arc of each junction, and one past the last of all.
    first: Vec<u32>,
    arcs: Vec<Arc>,
    /// Junction each arc leaves.
    tails: Vec<u32>,
    /// Edge of each arc, doubled; the lowest bit is set where the arc runs against the edge.
    edges: Vec<u32>,
    /// Every edge is open both ways or not at all, so that distances are the same both ways.
    pub symmetric: bool,
    /// The costliest arc, in milliseconds.
    pub max_ms: u32,
}

impl Graph {
    /// The arcs of a mode in a network.
    pub fn new(network: &Network, mode: Mode) -> Self {
        let mut first = vec![0_u32; network.nodes.len() + 1];
        let mut symmetric = true;
        for e in &network.edges {
            first[e.from as usize] += u32::from(e.access.forward(mode));
            first[e.to as usize] += u32::from(e.access.backward(mode));
            symmetric &= e.access.forward(mode) == e.access.backward(mode);
        }
        let mut total = 0;
        for slot in &mut first {
            total += *slot;
            *slot = total;
        }
        let mut arcs = vec![Arc { to: 0, ms: 0 }; total as usize];
        let mut edges = vec![0; total as usize];
        let mut tails = vec![0; total as usize];
        let mut max_ms = 0;
        // Filled from the last edge backward, so that each junction's arcs keep the order of the edges.
        let count = u32::try_from(network.edges.len()).unwrap_or(u32::MAX);
        for (i, e) in (0..count).zip(&network.edges).rev() {
            // At most 200 km at 8 s a metre: far from overflow.
            let ms = e.length_dm * mode.pace(e.class);
            let mut put = |from: u32, to: u32, against: u32| {
                let slot = &mut first[from as usize];
                *slot -= 1;
                arcs[*slot as usize] = Arc { to, ms };
                edges[*slot as usize] = i << 1 | against;
                tails[*slot as usize] = from;
                max_ms = max_ms.max(ms);
            };
            if e.access.backward(mode) {
                put(e.to, e.from, 1);
            }
            if e.access.forward(mode) {
                put(e.from, e.to, 0);
            }
        }
        Self { first, arcs, tails, edges, symmetric, max_ms }
    }

    /// Number of junctions.
    pub fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The arcs that leave a junction.
    #[inline]
    pub fn arcs(&self, node: u32) -> &[Arc] {
        &self.arcs[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    /// Index of the first arc that leaves a junction.
    pub fn first(&self, node: u32) -> u32 {
        self.first[node as usize]
    }

    /// Junction an arc leaves.
    pub fn tail(&self, arc: u32) -> u32 {
        self.tails[arc as usize]
    }

    /// Edge of an arc, and whether it runs along the edge.
    pub fn edge(&self, arc: u32) -> (usize, bool) {
        let code = self.edges[arc as usize];
        ((code >> 1) as usize, code & 1 == 0)
    }

    /// Mean cost of an arc in milliseconds, at least 1.
    pub fn mean_ms(&self) -> u32 {
        let sum: u64 = self.arcs.iter().map(|a| u64::from(a.ms)).sum();
        u32::try_from(sum / (self.arcs.len() as u64).max(1)).unwrap_or(u32::MAX).max(1)
    }
}
