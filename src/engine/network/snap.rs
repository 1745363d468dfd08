//! Where a stop joins the streets: the foot of the perpendicular on the nearest edge.

use super::access::Mode;
use super::grid::Piece;
use super::micro::{Flat, METRES_A_STEP, Micro};
use super::model::Network;
use crate::domain::LonLat;

/// Farther than this from any street, a stop is not joined to one, in metres.
pub const MAX_GAP_M: f64 = 1_500.0;

/// The place where a stop joins a street.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snap {
    /// The edge, an index of [`Network::edges`].
    pub edge: usize,
    /// How far along the edge, from its first junction, in decimetres.
    pub along_dm: u32,
    /// The point on the street.
    pub foot: LonLat,
    /// Metres between stop and street.
    pub gap_m: f64,
}

/// A candidate: the square of the gap in metres, the piece, and how far along the piece, 0..=1.
type Best = (f64, Piece, f64);

impl Network {
    /// Joins a stop to the nearest street that a mode may use; nothing where there is none within
    /// [`MAX_GAP_M`].
    #[must_use]
    pub fn snap(&self, at: LonLat, mode: Mode) -> Option<Snap> {
        let at = Micro::from(at);
        let (gap_squared, piece, share) = self.nearest(at, mode)?;
        let edge = &self.edges[piece.edge as usize];
        let foot = piece.ends[0].between(piece.ends[1], share);
        // The share of the drawn line stands for the share of the length, which the file holds.
        let flat = Flat::around(at);
        let (mut before, mut whole, mut found) = (0.0, 0.0, false);
        let mut last = self.nodes[edge.from as usize];
        for p in self.line(edge).skip(1) {
            let part = span(&flat, last, p);
            if !found && [last, p] == piece.ends {
                (before, found) = (whole + part * share, true);
            }
            whole += part;
            last = p;
        }
        let along = if whole > 0.0 { before / whole * f64::from(edge.length_dm) } else { 0.0 };
        Some(Snap {
            edge: piece.edge as usize,
            along_dm: whole_dm(along).min(edge.length_dm),
            foot: foot.into(),
            gap_m: gap_squared.sqrt(),
        })
    }

    fn nearest(&self, at: Micro, mode: Mode) -> Option<Best> {
        let (grid, flat) = (self.grid(), Flat::around(at));
        let centre = grid.cell_of(at);
        // A piece first met in ring r is at least r - 1 whole cells away.
        #[allow(clippy::cast_precision_loss)] // Cells are fewer than 2^53.
        let side =
            ((grid.cell.0 as f64 * flat.squeeze).min(grid.cell.1 as f64) * METRES_A_STEP).max(0.1);
        let (mut best, mut limit): (Option<Best>, f64) = (None, MAX_GAP_M * MAX_GAP_M);
        let (mut radius, mut reach) = (0_i32, 0.0);
        while reach * reach <= limit {
            let go_on = grid.ring(centre, radius.into(), |piece| {
                if !self.edges[piece.edge as usize].access.any(mode) {
                    return;
                }
                let (squared, share) = foot(&flat, piece);
                let nearer = squared < limit
                    || squared <= limit && best.as_ref().is_none_or(|b| piece.edge < b.1.edge);
                if nearer {
                    limit = squared;
                    best = Some((squared, *piece, share));
                }
            });
            if !go_on {
                break;
            }
            reach = side * f64::from(radius);
            radius += 1;
        }
        best
    }
}

/// Square of the distance in metres from the origin to a piece, and the share of the piece before the foot.
fn foot(flat: &Flat, piece: &Piece) -> (f64, f64) {
    let [(ax, ay), (bx, by)] = piece.ends.map(|p| flat.metres(p));
    let (dx, dy) = (bx - ax, by - ay);
    let whole = dx * dx + dy * dy;
    let share = if whole > 0.0 { (-(ax * dx + ay * dy) / whole).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (ax + dx * share, ay + dy * share);
    (x * x + y * y, share)
}

fn span(flat: &Flat, a: Micro, b: Micro) -> f64 {
    let (a, b) = (flat.metres(a), flat.metres(b));
    (b.0 - a.0).hypot(b.1 - a.1)
}

/// Whole decimetres of a length that is not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_dm(dm: f64) -> u32 {
    dm.round() as u32
}
