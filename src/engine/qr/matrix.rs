//! Where the modules of a code lie: patterns that are always the same, and the snake of the data.

/// A code under construction: colours, and which modules no mask may touch.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Modules along an edge.
    pub side: usize,
    /// Row by row.
    pub dark: Vec<bool>,
    /// Row by row.
    pub fixed: Vec<bool>,
}

impl Matrix {
    /// The fixed patterns of a version, 1 to 40.
    pub fn new(version: usize) -> Self {
        let side = version * 4 + 17;
        let mut m = Self { side, dark: vec![false; side * side], fixed: vec![false; side * side] };
        for i in 0..side {
            m.fix(6, i, i % 2 == 0);
            m.fix(i, 6, i % 2 == 0);
        }
        for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            m.eye(x, y);
        }
        let spots = alignment(version);
        let last = spots.len().saturating_sub(1);
        for (i, &x) in spots.iter().enumerate() {
            for (j, &y) in spots.iter().enumerate() {
                // The eyes have taken three of the corners.
                if !matches!((i, j), (0, 0)) && (i, j) != (0, last) && (i, j) != (last, 0) {
                    m.square(x, y, 2, |ring| ring != 1);
                }
            }
        }
        m.version(version);
        // Reserved now, written with the mask.
        m.format(0);
        m
    }

    fn fix(&mut self, x: usize, y: usize, dark: bool) {
        let at = y * self.side + x;
        self.dark[at] = dark;
        self.fixed[at] = true;
    }

    /// A square of rings around a centre; parts outside the code are left out.
    fn square(&mut self, x: usize, y: usize, radius: usize, dark: impl Fn(usize) -> bool) {
        for row in (y + radius).saturating_sub(radius * 2)..=y + radius {
            for column in (x + radius).saturating_sub(radius * 2)..=x + radius {
                if row < self.side && column < self.side {
                    let ring = row.abs_diff(y).max(column.abs_diff(x));
                    self.fix(column, row, dark(ring));
                }
            }
        }
    }

    fn eye(&mut self, x: usize, y: usize) {
        // The light margin belongs to the eye.
        for row in y.saturating_sub(4)..=(y + 4).min(self.side - 1) {
            for column in x.saturating_sub(4)..=(x + 4).min(self.side - 1) {
                let ring = row.abs_diff(y).max(column.abs_diff(x));
                self.fix(column, row, !matches!(ring, 2 | 4));
            }
        }
    }

    /// Writes the number of the version, from 7 up, with its correction (18, 6) code.
    fn version(&mut self, version: usize) {
        if version < 7 {
            return;
        }
        let code = (0..12).fold(version, |r, _| (r << 1) ^ ((r >> 11) * 0x1F25));
        let bits = version << 12 | code;
        for i in 0..18 {
            let dark = bits >> i & 1 != 0;
            let (a, b) = (self.side - 11 + i % 3, i / 3);
            self.fix(a, b, dark);
            self.fix(b, a, dark);
        }
    }

    /// Writes level M and a mask, 0 to 7, with their correction (15, 5) code, twice.
    pub fn format(&mut self, mask: usize) {
        // Level M is 00, so the data are the mask alone.
        let code = (0..10).fold(mask, |r, _| (r << 1) ^ ((r >> 9) * 0x537));
        let bits = (mask << 10 | code) ^ 0x5412;
        for i in 0..15 {
            let dark = bits >> i & 1 != 0;
            let (x, y) = match i {
                0..=5 => (8, i),
                6 => (8, 7),
                7 => (8, 8),
                8 => (7, 8),
                _ => (14 - i, 8),
            };
            self.fix(x, y, dark);
            if i < 8 {
                self.fix(self.side - 1 - i, 8, dark);
            } else {
                self.fix(8, self.side - 15 + i, dark);
            }
        }
        self.fix(8, self.side - 8, true);
    }

    /// Lays the codewords along the snake of two-module columns, from the lower right corner.
    pub fn place(&mut self, codewords: &[u8]) {
        let mut bits = codewords.iter().flat_map(|b| (0..8).rev().map(move |i| b >> i & 1 != 0));
        let mut right = self.side - 1;
        let mut up = true;
        loop {
            for step in 0..self.side {
                let y = if up { self.side - 1 - step } else { step };
                for x in [right, right - 1] {
                    let at = y * self.side + x;
                    if !self.fixed[at] {
                        // Remainder bits stay light.
                        self.dark[at] = bits.next().unwrap_or(false);
                    }
                }
            }
            if right < 3 {
                return;
            }
            // The upright timing line belongs to no column.
            right -= if right == 8 { 3 } else { 2 };
            up = !up;
        }
    }
}

/// Centres of the small squares along either edge.
fn alignment(version: usize) -> Vec<usize> {
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let last = version * 4 + 10;
    let mut out = vec![6];
    out.extend((0..count - 1).rev().map(|i| last - i * step));
    out
}
