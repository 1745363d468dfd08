//! A street network in memory.

use super::access::{Access, Class, Mode};
use super::graph::Graph;
use super::grid::Grid;
use super::micro::Micro;
use std::ops::Range;
use std::sync::OnceLock;

/// A stretch of street between two junctions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Junction it starts at.
    pub from: u32,
    /// Junction it ends at.
    pub to: u32,
    /// Length along the street in decimetres, at most [`Edge::MAX_DM`].
    pub length_dm: u32,
    /// Index of its name; 0 is no name.
    pub name: u32,
    /// Kind of street.
    pub class: Class,
    /// Who may use it.
    pub access: Access,
    /// Its points between the junctions: first and one past the last of the network's inner points.
    pub(super) inner: (u32, u32),
}

impl Edge {
    /// The longest edge a file may hold: 200 km.
    pub const MAX_DM: u32 = 2_000_000;
}

/// A street network: junctions, the edges between them, names.
#[derive(Debug, Default)]
pub struct Network {
    /// Drawn by hand from main roads alone: its distances are estimates, and are to be called so.
    pub schematic: bool,
    /// Credits, a line each.
    pub credits: String,
    pub(super) names: Vec<String>,
    pub(super) nodes: Vec<Micro>,
    pub(super) edges: Vec<Edge>,
    pub(super) inner: Vec<Micro>,
    pub(super) grid: OnceLock<Grid>,
    pub(super) graphs: [OnceLock<Graph>; 3],
}

/// Size of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Junctions and ends of streets.
    pub nodes: usize,
    /// Stretches of street between them.
    pub edges: usize,
    /// Length of all edges in whole metres.
    pub metres: u64,
    /// Names of streets.
    pub names: usize,
}

impl Network {
    /// The edges, in the order of the file.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The junctions, in the order of the file.
    #[must_use]
    pub fn nodes(&self) -> &[Micro] {
        &self.nodes
    }

    /// Name of an edge's street; empty where it has none.
    #[must_use]
    pub fn name(&self, edge: &Edge) -> &str {
        self.names.get(edge.name as usize).map_or("", String::as_str)
    }

    /// Counts and the total length.
    #[must_use]
    pub fn stats(&self) -> Stats {
        Stats {
            nodes: self.nodes.len(),
            edges: self.edges.len(),
            metres: self.edges.iter().map(|e| u64::from(e.length_dm)).sum::<u64>() / 10,
            names: self.names.len().saturating_sub(1),
        }
    }

    /// Length in metres of the edges a mode may use.
    #[must_use]
    pub fn metres_for(&self, mode: Mode) -> u64 {
        let open = self.edges.iter().filter(|e| e.access.any(mode));
        open.map(|e| u64::from(e.length_dm)).sum::<u64>() / 10
    }

    /// The points of an edge from its first junction to its last.
    pub(super) fn line(&self, edge: &Edge) -> impl DoubleEndedIterator<Item = Micro> {
        let Range { start, end } = edge.inner.0 as usize..edge.inner.1 as usize;
        let ends = [self.nodes[edge.from as usize], self.nodes[edge.to as usize]];
        let inner = self.inner[start..end].iter().copied();
        std::iter::once(ends[0]).chain(inner).chain(std::iter::once(ends[1]))
    }

    /// The arcs a mode may use, made when first asked for.
    pub(super) fn graph(&self, mode: Mode) -> &Graph {
        self.graphs[mode as usize].get_or_init(|| Graph::new(self, mode))
    }

    /// The index for snapping, made when first asked for.
    pub(super) fn grid(&self) -> &Grid {
        self.grid.get_or_init(|| Grid::new(self))
    }
}
