//! Which straight pieces of street lie near a position: a grid over the network.

use super::micro::Micro;
use super::model::Network;

/// Pieces a cell holds on average.
const PIECES_A_CELL: usize = 3;

/// A straight piece of an edge.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// The edge.
    pub edge: u32,
    /// Where it starts and ends.
    pub ends: [Micro; 2],
}

/// The pieces of a network by the cells they touch.
#[derive(Debug)]
pub struct Grid {
    pieces: Vec<Piece>,
    origin: Micro,
    /// Side of a cell in millionths of a degree, eastward and northward.
    pub cell: (i64, i64),
    columns: i64,
    rows: i64,
    first: Vec<u32>,
    members: Vec<u32>,
}

impl Grid {
    /// The grid of a network.
    pub fn new(network: &Network) -> Self {
        let mut pieces = Vec::with_capacity(network.inner.len() + network.edges.len());
        for (edge, e) in (0..).zip(&network.edges) {
            let mut line = network.line(e);
            let mut last = line.next().unwrap_or_default();
            pieces.extend(line.map(|p| Piece { edge, ends: [std::mem::replace(&mut last, p), p] }));
        }
        let all = pieces.iter().flat_map(|p| p.ends);
        let (mut low, mut high) =
            (Micro { x: i32::MAX, y: i32::MAX }, Micro { x: i32::MIN, y: i32::MIN });
        for p in all {
            low = Micro { x: low.x.min(p.x), y: low.y.min(p.y) };
            high = Micro { x: high.x.max(p.x), y: high.y.max(p.y) };
        }
        if pieces.is_empty() {
            (low, high) = Default::default();
        }
        // A square of cells: near enough to square in metres for any city.
        let side =
            i64::try_from((pieces.len() / PIECES_A_CELL).isqrt().clamp(1, 1024)).unwrap_or(1);
        let step = |a: i32, b: i32| (i64::from(b) - i64::from(a)) / side + 1;
        let cell = (step(low.x, high.x), step(low.y, high.y));
        let mut grid = Self {
            pieces,
            origin: low,
            cell,
            columns: side,
            rows: side,
            first: Vec::new(),
            members: Vec::new(),
        };
        grid.fill();
        grid
    }

    /// Sorts the pieces into their cells by counting.
    fn fill(&mut self) {
        let cells = usize::try_from(self.columns * self.rows).unwrap_or(0);
        let mut first = vec![0_u32; cells + 1];
        for piece in &self.pieces {
            self.cells(piece, |c| first[c] += 1);
        }
        let mut total = 0;
        for slot in &mut first {
            total += *slot;
            *slot = total;
        }
        let mut members = vec![0; total as usize];
        let count = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        for (i, piece) in (0..count).zip(&self.pieces).rev() {
            self.cells(piece, |c| {
                first[c] -= 1;
                members[first[c] as usize] = i;
            });
        }
        (self.first, self.members) = (first, members);
    }

    /// Calls for each cell of the box around a piece. Long pieces are rare enough in a city for
    /// that to cost little.
    fn cells(&self, piece: &Piece, mut each: impl FnMut(usize)) {
        let [a, b] = piece.ends.map(|p| self.cell_of(p));
        for row in a.1.min(b.1)..=a.1.max(b.1) {
            for column in a.0.min(b.0)..=a.0.max(b.0) {
                if let Some(i) = self.index(column, row) {
                    each(i);
                }
            }
        }
    }

    /// Column and row of a position, possibly outside the grid.
    pub fn cell_of(&self, p: Micro) -> (i64, i64) {
        let at =
            |v: i32, origin: i32, cell: i64| (i64::from(v) - i64::from(origin)).div_euclid(cell);
        (at(p.x, self.origin.x, self.cell.0), at(p.y, self.origin.y, self.cell.1))
    }

    fn index(&self, column: i64, row: i64) -> Option<usize> {
        let inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        inside.then(|| usize::try_from(row * self.columns + column).ok()).flatten()
    }

    /// Calls for the pieces in the square ring of cells at a distance from a cell; false where that
    /// ring lies outside the grid altogether, and so every wider one that holds the grid.
    pub fn ring(&self, centre: (i64, i64), radius: i64, mut each: impl FnMut(&Piece)) -> bool {
        let mut visit = |column, row| {
            if let Some(cell) = self.index(column, row) {
                let members = self.first[cell] as usize..self.first[cell + 1] as usize;
                for &i in &self.members[members] {
                    each(&self.pieces[i as usize]);
                }
            }
        };
        let (left, right) = (centre.0 - radius, centre.0 + radius);
        let (bottom, top) = (centre.1 - radius, centre.1 + radius);
        for column in left.max(0)..=right.min(self.columns - 1) {
            visit(column, bottom);
            if radius > 0 {
                visit(column, top);
            }
        }
        for row in (bottom + 1).max(0)..=(top - 1).min(self.rows - 1) {
            visit(left, row);
            visit(right, row);
        }
        // Once all four sides are outside, nothing further out is left.
        left >= 0 || bottom >= 0 || right < self.columns || top < self.rows
    }
}
