//! The one index of what is taken: a uniform grid of boxes, so that a test looks at a few only.

use super::rect::Rect;

/// Side of a cell in pixels; most labels touch one to four cells.
const CELL: f64 = 64.0;

/// Space kept between a label and the edge of the frame, in pixels.
const MARGIN: f64 = 6.0;

/// The room left for labels.
#[derive(Debug, Clone)]
pub struct Room {
    canvas: Rect,
    frame: Rect,
    taken: Grid,
    soft: Grid,
    beside: Grid,
}

impl Room {
    /// An empty canvas. Labels lie inside or outside the frame, never across its edge.
    #[must_use]
    pub fn new(canvas: Rect, frame: Rect) -> Self {
        let grid = || Grid::new(canvas);
        Self { canvas, frame, taken: grid(), soft: grid(), beside: grid() }
    }

    /// Whether a label fits here without touching anything.
    #[must_use]
    pub fn fits(&self, b: &Rect) -> bool {
        self.lies_well(b) && !self.taken.hit(b)
    }

    /// As [`Room::fits`], and clear of what is only to be avoided too.
    #[must_use]
    pub fn fits_clear(&self, b: &Rect) -> bool {
        self.fits(b) && !self.soft.hit(b)
    }

    /// Whether nothing here is to be avoided.
    #[must_use]
    pub fn is_clear(&self, b: &Rect) -> bool {
        !self.soft.hit(b)
    }

    /// Whether anything is here, wherever that is.
    #[must_use]
    pub fn is_taken(&self, b: &Rect) -> bool {
        self.taken.hit(b)
    }

    /// Takes a box, whether or not it was free.
    pub fn take(&mut self, b: Rect) {
        self.taken.add(b);
    }

    /// Marks a box to be avoided by labels that have a choice.
    pub fn avoid(&mut self, b: Rect) {
        self.soft.add(b);
    }

    /// Whether a glyph here would be read into a name near by.
    #[must_use]
    pub fn is_beside_name(&self, b: &Rect) -> bool {
        self.beside.hit(b)
    }

    /// Marks where a glyph would be read into a name.
    pub fn set_beside_name(&mut self, b: Rect) {
        self.beside.add(b);
    }

    /// From now on what was only to be avoided is taken.
    pub fn harden(&mut self) {
        let soft = std::mem::replace(&mut self.soft, Grid::new(self.canvas));
        for b in soft.boxes {
            self.taken.add(b);
        }
    }

    /// The canvas.
    #[must_use]
    pub const fn canvas(&self) -> &Rect {
        &self.canvas
    }

    /// The part seen at rest.
    #[must_use]
    pub const fn frame(&self) -> &Rect {
        &self.frame
    }

    fn lies_well(&self, b: &Rect) -> bool {
        self.canvas.holds(b) && (self.frame.grown(-MARGIN).holds(b) || !self.frame.meets(b))
    }
}

#[derive(Debug, Clone)]
struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    boxes: Vec<Rect>,
}

impl Grid {
    fn new(canvas: Rect) -> Self {
        let (columns, rows) = (cell(canvas.width()) + 1, cell(canvas.height()) + 1);
        Self { columns, rows, cells: vec![Vec::new(); columns * rows], boxes: Vec::new() }
    }

    /// Columns and rows a box reaches; what lies outside counts to the edge cells.
    fn reach(
        &self,
        b: &Rect,
    ) -> (std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>) {
        let column = |v| cell(v).min(self.columns - 1);
        let row = |v| cell(v).min(self.rows - 1);
        (column(b.x0)..=column(b.x1), row(b.y0)..=row(b.y1))
    }

    fn add(&mut self, b: Rect) {
        let Ok(index) = u32::try_from(self.boxes.len()) else { return };
        self.boxes.push(b);
        let (columns, rows) = self.reach(&b);
        for row in rows {
            for column in columns.clone() {
                self.cells[row * self.columns + column].push(index);
            }
        }
    }

    fn hit(&self, b: &Rect) -> bool {
        let (columns, mut rows) = self.reach(b);
        rows.any(|row| {
            columns.clone().any(|column| {
                let cell = &self.cells[row * self.columns + column];
                cell.iter().any(|&i| self.boxes[i as usize].meets(b))
            })
        })
    }
}

/// The cell of a coordinate, 0 for everything left of or above the canvas and for no number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates; that is meant.
fn cell(v: f64) -> usize {
    ((v / CELL).max(0.0) as usize).min(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn room() -> Room {
        Room::new(Rect::new(0.0, 0.0, 600.0, 400.0), Rect::new(100.0, 50.0, 500.0, 350.0))
    }

    #[test]
    fn nothing_crosses_the_edge_of_the_frame() {
        let r = room();
        assert!(r.fits(&Rect::new(110.0, 60.0, 200.0, 80.0)), "inside");
        assert!(!r.fits(&Rect::new(101.0, 60.0, 200.0, 80.0)), "in the margin");
        assert!(!r.fits(&Rect::new(90.0, 60.0, 200.0, 80.0)), "across");
        assert!(r.fits(&Rect::new(10.0, 60.0, 99.0, 80.0)), "outside, on the canvas");
        assert!(!r.fits(&Rect::new(-1.0, 60.0, 99.0, 80.0)), "off the canvas");
    }

    #[test]
    fn what_is_to_be_avoided_becomes_taken() {
        let mut r = room();
        let b = Rect::new(200.0, 200.0, 240.0, 220.0);
        r.avoid(b);
        assert!(r.fits(&b) && !r.fits_clear(&b));
        r.harden();
        assert!(!r.fits(&b));
    }

    #[test]
    fn odd_boxes_do_no_harm() {
        let mut r = room();
        r.take(Rect::new(f64::NAN, -1e300, 1e300, f64::INFINITY));
        r.take(Rect::new(-50.0, -50.0, -10.0, -10.0));
        assert!(!r.is_taken(&Rect::new(1.0, 1.0, 2.0, 2.0)));
    }

    proptest! {
        #[test]
        fn the_grid_answers_as_a_plain_list_does(
            boxes in prop::collection::vec((-50.0..650.0, -50.0..450.0, 1.0..200.0, 1.0..90.0), 0..60),
            ask in (-50.0..650.0, -50.0..450.0, 1.0..200.0, 1.0..90.0),
        ) {
            let rect = |(x, y, w, h): (f64, f64, f64, f64)| Rect::new(x, y, x + w, y + h);
            let mut r = room();
            for &b in &boxes { r.take(rect(b)); }
            let ask = rect(ask);
            prop_assert_eq!(r.is_taken(&ask), boxes.iter().any(|&b| rect(b).meets(&ask)));
        }
    }
}
