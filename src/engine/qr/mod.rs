//! QR codes after ISO/IEC 18004: byte mode, error correction level M (15 %), all forty versions.
//!
//! Only what links need, in the 3 KB that a general crate costs five times over; the tests read every
//! code back with an independent decoder.

mod blocks;
mod mask;
mod matrix;

use matrix::Matrix;

/// A finished code. One unit is one module; the quiet zone of four modules is the drawer's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    side: usize,
    dark: Vec<bool>,
}

impl Qr {
    /// The code of a text; `None` when it is longer than 2 331 bytes.
    #[must_use]
    pub fn encode(text: &str) -> Option<Self> {
        let (version, codewords) = blocks::codewords(text.as_bytes())?;
        let mut matrix = Matrix::new(version);
        matrix.place(&codewords);
        Some(mask::masked(&matrix))
    }

    /// Modules along one edge, 21 to 177.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.side
    }

    /// Whether the module in a column and row is dark; outside the code nothing is.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }

    /// The dark modules as the data of one SVG path, a box for each run in a row.
    #[must_use]
    pub fn path(&self) -> String {
        let mut out = String::new();
        for y in 0..self.side {
            let mut x = 0;
            while x < self.side {
                let run = (x..self.side).take_while(|&i| self.is_dark(i, y)).count();
                if run > 0 {
                    let [x, y, run] = [x, y, run].map(|n| n.to_string());
                    out.push_str(&["M", &x, " ", &y, "h", &run, "v1h-", &run, "z"].concat());
                }
                x += run.max(1);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of its own kind sees.
    fn read_back(qr: &Qr) -> String {
        const QUIET: usize = 4;
        let side = qr.side() + QUIET * 2;
        let mut grid = rqrr::PreparedImage::prepare_from_greyscale(side * 3, side * 3, |x, y| {
            let (x, y) = (x / 3, y / 3);
            let dark = x >= QUIET && y >= QUIET && qr.is_dark(x - QUIET, y - QUIET);
            if dark { 0 } else { 255 }
        });
        let found = grid.detect_grids();
        assert_eq!(found.len(), 1);
        let (meta, text) = found[0].decode().expect("a readable code");
        assert_eq!(meta.ecc_level, 0, "level M");
        text
    }

    #[test]
    fn a_short_link_is_a_small_code() {
        let qr = Qr::encode("https://example.org/#/place/erqi-tower").expect("a code");
        assert_eq!(qr.side(), 29);
        assert_eq!(read_back(&qr), "https://example.org/#/place/erqi-tower");
        // The three eyes.
        for (x, y) in [(0, 0), (22, 0), (0, 22), (3, 3), (25, 3), (3, 25)] {
            assert!(qr.is_dark(x, y), "{x} {y}");
        }
        assert!(!qr.is_dark(28, 28) || !qr.is_dark(29, 0));
    }

    #[test]
    fn versions_grow_by_four_modules() {
        let side = |length: usize| Qr::encode(&"q".repeat(length)).expect("a code").side();
        // Capacities of level M, ISO/IEC 18004 table 7.
        for (length, version) in
            [(14, 1), (15, 2), (122, 7), (123, 8), (180, 9), (181, 10), (213, 10)]
        {
            assert_eq!(side(length), version * 4 + 17, "{length}");
        }
        // One of each way of counting, placing and splitting, up to what a whole tour takes.
        for length in [1, 84, 106, 180, 181, 411, 711, 1000] {
            let text = "q".repeat(length);
            assert_eq!(read_back(&Qr::encode(&text).expect("a code")), text);
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert!(Qr::encode(&"a".repeat(2331)).is_some());
        assert_eq!(Qr::encode(&"a".repeat(2332)), None);
        assert!(Qr::encode("").is_some());
    }

    #[test]
    fn the_path_draws_every_dark_module_once() {
        let qr = Qr::encode("二七塔").expect("a code");
        let drawn: usize = qr
            .path()
            .split('M')
            .filter_map(|run| run.split_once('h')?.1.split_once('v')?.0.parse::<usize>().ok())
            .sum();
        let dark = (0..qr.side() * qr.side()).filter(|i| qr.is_dark(i % qr.side(), i / qr.side()));
        assert_eq!(drawn, dark.count());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn any_text_is_read_back(text in "\\PC{1,90}") {
            prop_assert_eq!(read_back(&Qr::encode(&text).expect("a code")), text);
        }
    }
}
