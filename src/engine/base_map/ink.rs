//! How much line work lies under a box: names of areas look for the emptiest ground.

use super::clip::Piece;
use super::rect::Rect;

/// Side of a cell in pixels.
const CELL: f64 = 8.0;

/// Pixels between two drops of ink along a line.
const STEP: f64 = 6.0;

/// Ink by cells, summed from the top left so that a box costs four look-ups.
pub(super) struct Ink {
    columns: usize,
    rows: usize,
    sums: Vec<f64>,
}

impl Ink {
    /// Ink of lines, each with its weight, on a canvas.
    pub fn new<'a>(canvas: &Rect, lines: impl Iterator<Item = (&'a [Piece], f64)>) -> Self {
        let (columns, rows) = (cell(canvas.width()) + 2, cell(canvas.height()) + 2);
        let mut sums = vec![0.0; columns * rows];
        for (pieces, weight) in lines {
            for pair in pieces.iter().flat_map(|p| p.points.windows(2)) {
                let length = pair[0].distance(pair[1]);
                let mut d = 0.0;
                while d < length {
                    let p = pair[0].towards(pair[1], d / length);
                    if canvas.has(p) {
                        // Row and column 0 stay empty: the border of the sums.
                        sums[(cell(p.y) + 1) * columns + cell(p.x) + 1] += weight;
                    }
                    d += STEP;
                }
            }
        }
        for row in 1..rows {
            for column in 1..columns {
                let i = row * columns + column;
                sums[i] += sums[i - 1] + sums[i - columns] - sums[i - columns - 1];
            }
        }
        Self { columns, rows, sums }
    }

    /// Ink under a box, to the next cells.
    pub fn under(&self, b: &Rect) -> f64 {
        let column = |v| cell(v).min(self.columns - 2);
        let row = |v| cell(v).min(self.rows - 2);
        let (x0, x1) = (column(b.x0), column(b.x1) + 1);
        let (y0, y1) = (row(b.y0), row(b.y1) + 1);
        let at = |x: usize, y: usize| self.sums[y * self.columns + x];
        at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates; that is meant.
fn cell(v: f64) -> usize {
    ((v / CELL).max(0.0) as usize).min(1 << 11)
}

#[cfg(test)]
mod tests {
    use super::super::clip;
    use super::super::rect::Px;
    use super::*;

    #[test]
    fn counts_what_lies_under() {
        let canvas = Rect::new(0.0, 0.0, 400.0, 300.0);
        let level = clip::line(&[Px::new(0.0, 100.0), Px::new(400.0, 100.0)], &canvas);
        let ink = Ink::new(&canvas, [(level.as_slice(), 2.0)].into_iter());
        let whole = ink.under(&canvas);
        assert!((whole - 2.0 * (400.0 / STEP).ceil()).abs() < 1e-6, "{whole}");
        assert!(ink.under(&Rect::new(0.0, 0.0, 400.0, 90.0)).abs() < 1e-9);
        assert!(ink.under(&Rect::new(100.0, 90.0, 200.0, 110.0)) > 20.0);
        assert!(ink.under(&Rect::new(-500.0, -500.0, 9e9, 9e9)) >= whole - 1e-6);
    }
}
