//! Times and lengths between all stops of a tour.

use super::access::{Class, Mode};
use super::foot::{Foot, Stretch};
use super::leg::{Basis, Cost, Joined, apart, straight, with_gaps};
use super::model::Network;
use super::search::Search;
use crate::domain::{LonLat, order};

/// Times and lengths from every stop to every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    stops: usize,
    /// Seconds, row by row: from the stop of the row to the stop of the column.
    pub seconds: Vec<u32>,
    /// Metres, likewise.
    pub metres: Vec<u32>,
    /// What the figures rest on, likewise.
    pub basis: Vec<Basis>,
}

impl Matrix {
    /// Number of stops.
    #[must_use]
    pub fn stops(&self) -> usize {
        self.stops
    }

    /// Place of a pair in the lists; nothing where a stop is not there.
    #[must_use]
    pub fn index(&self, from: usize, to: usize) -> Option<usize> {
        (from < self.stops && to < self.stops).then(|| from * self.stops + to)
    }

    /// Whether any figure must be called an estimate.
    #[must_use]
    pub fn estimate(&self) -> bool {
        self.basis.iter().any(|b| b.is_estimate())
    }

    fn set(&mut self, from: usize, to: usize, cost: Cost, basis: Basis) {
        let i = from * self.stops + to;
        (self.seconds[i], self.metres[i], self.basis[i]) = (cost.seconds(), cost.metres(), basis);
    }
}

impl Network {
    /// Times and lengths of the quickest ways between stops: equal to those of [`Network::path`].
    #[must_use]
    pub fn matrix(&self, stops: &[LonLat], mode: Mode) -> Matrix {
        let n = stops.len();
        let mut matrix = Matrix {
            stops: n,
            seconds: vec![0; n * n],
            metres: vec![0; n * n],
            basis: vec![self.basis(); n * n],
        };
        let joined: Vec<_> = stops.iter().map(|&at| Joined::new(self, at, mode)).collect();
        let feet: Vec<_> =
            joined.iter().map(|j| j.snap.map(|snap| Foot::new(self, &snap, mode))).collect();
        let graph = self.graph(mode);
        // Lengths follow from times where the pace is the same on every street.
        let lengths = mode == Mode::Drive;
        let mut search = Search::new(graph, lengths);
        let mut row = |i: usize, columns: &[usize], matrix: &mut Matrix| {
            let Some(from) = &feet[i] else {
                return columns.iter().for_each(|&j| {
                    matrix.set(i, j, straight(stops[i], stops[j], mode), Basis::FarFromStreets);
                });
            };
            let starts: Vec<_> = from.doors_out().map(|d| (d.junction, d.ms)).collect();
            let ends = columns.iter().filter_map(|&j| feet[j].as_ref());
            let ends: Vec<_> = ends.flat_map(|to| to.doors_in().map(|d| d.junction)).collect();
            search.run(&starts, &ends);
            for &j in columns {
                let (a, b, estimate) = (&joined[i], &joined[j], straight(stops[i], stops[j], mode));
                let (cost, basis) = match (&feet[j], apart(a, b, estimate)) {
                    (None, _) => (estimate, Basis::FarFromStreets),
                    (_, Some(basis)) => (estimate, basis),
                    (Some(to), None) => match from.finish(to, &search) {
                        None => (estimate, Basis::NotConnected),
                        Some((ms, by)) => {
                            let dm = if lengths {
                                let way = from.stretches(to, by, (self, graph, &search));
                                way.iter().map(Stretch::dm).sum()
                            } else {
                                ms / mode.pace(Class::Minor)
                            };
                            (with_gaps(Cost { dm, ms }, a, b, mode), self.basis())
                        }
                    },
                };
                matrix.set(i, j, cost, basis);
            }
        };
        if graph.symmetric {
            // From the outermost stop inward, and only to those not done: the last searches stay small.
            let mut open = inward(stops);
            while let Some((&i, rest)) = open.split_first() {
                row(i, rest, &mut matrix);
                for &j in rest {
                    let (there, back) = (i * n + j, j * n + i);
                    matrix.seconds[back] = matrix.seconds[there];
                    matrix.metres[back] = matrix.metres[there];
                    matrix.basis[back] = matrix.basis[there];
                }
                open.remove(0);
            }
        } else {
            for i in 0..n {
                let others: Vec<_> = (0..n).filter(|&j| j != i).collect();
                row(i, &others, &mut matrix);
            }
        }
        matrix
    }
}

/// The stops from the one farthest from their middle inward.
fn inward(stops: &[LonLat]) -> Vec<usize> {
    #[allow(clippy::cast_precision_loss)] // Stops are few.
    let n = stops.len().max(1) as f64;
    let mean = |of: fn(LonLat) -> f64| stops.iter().map(|&p| of(p)).sum::<f64>() / n;
    let middle = LonLat::clamped(mean(LonLat::lon), mean(LonLat::lat));
    let far: Vec<_> = stops.iter().map(|p| p.distance_m(middle)).collect();
    order::indices(stops.len(), &|a, b| far[b].total_cmp(&far[a]))
}
