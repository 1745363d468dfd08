//! Which syllables, and which letters, stand side by side in names: most texts one slip away from what
//! was typed put together what no name has.

use super::index::{Field, Index};
use super::near;
use super::query::Elem;

/// Made when the first slip is looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Neighbours {
    syllables: usize,
    /// Bit `a * syllables + b` is set where syllable `b` follows `a` somewhere.
    follows: Vec<u64>,
    /// Bits of the groups of three letters that stand in names.
    threes: Vec<u64>,
    /// Of each line that is a name, which pairs of letters its spelling has.
    pub pairs: Vec<u128>,
}

impl Neighbours {
    pub(super) fn new(index: &Index) -> Self {
        let n = index.readings.syllables();
        let mut out = Self {
            syllables: n,
            follows: vec![0; (n * n).div_ceil(64)],
            threes: vec![0; (1 << 15) / 64],
            pairs: index.lines.iter().map(|l| near::pairs_of(index, l)).collect(),
        };
        for line in index.lines.iter().filter(|l| l.field != Field::Story) {
            let cells = line.cells.start as usize..line.cells.end as usize;
            for bit in index.chars[cells.clone()].windows(3).filter_map(three) {
                out.threes[bit / 64] |= 1 << (bit % 64);
            }
            for cell in cells.skip(1) {
                for a in index.readings.sound(index.sound(cell - 1)) {
                    for b in index.readings.sound(index.sound(cell)) {
                        let bit = usize::from(a.syllable) * n + usize::from(b.syllable);
                        out.follows[bit / 64] |= 1 << (bit % 64);
                    }
                }
            }
        }
        out
    }

    /// Whether the second syllable follows the first in some name.
    pub(super) fn follows(&self, a: u16, b: u16) -> bool {
        let bit = usize::from(a) * self.syllables + usize::from(b);
        self.follows.get(bit / 64).is_some_and(|w| w >> (bit % 64) & 1 == 1)
    }

    /// Where, from an element on, three letters in a row stand that are in no name.
    pub(super) fn strange(&self, elems: &[Elem]) -> Option<usize> {
        elems.windows(3).position(|w| {
            let bit = three(&[w[0].ch, w[1].ch, w[2].ch]);
            bit.is_none_or(|b| self.threes.get(b / 64).is_none_or(|t| t >> (b % 64) & 1 == 0))
        })
    }
}

/// Three letters as a number of fifteen bits.
fn three(letters: &[char]) -> Option<usize> {
    letters.iter().try_fold(0, |n, &c| {
        let c = if c == 'ü' { 'u' } else { c };
        c.is_ascii_lowercase().then_some((n << 5) | (c as usize & 31))
    })
}
