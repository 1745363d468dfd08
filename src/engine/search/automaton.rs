//! A query as an automaton over cells: which elements may come next, as bits of one number.
//!
//! It accepts where [`super::matching::Matcher`] matches, by all ways at once: bit `i` stands for “the
//! elements before `i` are matched”. What a set of readings does to the bits is worked out when it is
//! first met. Characters that sound alike are left to the matcher.

use super::fold::is_letter;
use super::index::Index;
use super::matching::{Rules, common, initials, same, tone_of};
use super::query::{Elem, LONGEST};
use super::readings::{Reading, Sound};

/// Not worked out yet.
const UNKNOWN: u32 = u32::MAX;

/// A match: the cell after it, and whether readings took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub to: usize,
    pub read: bool,
}

/// A query at work on an index.
pub(super) struct Automaton<'a> {
    index: &'a Index,
    chars: &'a [char],
    elems: &'a [Elem],
    rules: Rules,
    /// Where in `moves` those of each set of readings stand.
    known: Vec<(u32, u32)>,
    /// From one bit to others.
    moves: Vec<(u64, u64)>,
    /// Elements that are no letters.
    others: u64,
    /// Elements that are each letter.
    letters: [u64; 26],
}

impl<'a> Automaton<'a> {
    /// `None` for a query with too many elements.
    pub(super) fn new(index: &'a Index, elems: &'a [Elem], rules: Rules) -> Option<Self> {
        if elems.len() >= LONGEST {
            return None;
        }
        let (mut others, mut letters) = (0, [0; 26]);
        for (i, e) in elems.iter().enumerate() {
            let letter = if e.ch == 'ü' { 'v' } else { e.ch };
            let of = (letter as usize).wrapping_sub(usize::from(b'a'));
            *letters.get_mut(of).unwrap_or(&mut others) |= 1_u64 << i;
        }
        let known = vec![(UNKNOWN, UNKNOWN); index.readings.sounds()];
        let chars = index.chars.as_slice();
        Some(Self { index, chars, elems, rules, known, moves: Vec::new(), others, letters })
    }

    /// A match from a cell on, if there is one: the end of a line matches nothing.
    pub(super) fn at(&mut self, cell: usize) -> Option<Found> {
        let accept = 1 << self.elems.len();
        let index = self.index;
        // What has readings is no letter.
        let letter = index.sound(cell) == 0 && is_letter(self.chars[cell]);
        let within = letter && !index.fresh(cell);
        let (mut now, mut read) = (1_u64, false);
        for at in cell..self.chars.len() {
            let sound = index.sound(at);
            let mut next = 0;
            if sound == 0 {
                next = self.letter(now, at, within);
            } else {
                for &(from, to) in self.moves_of(sound) {
                    if now & from != 0 {
                        next |= to;
                    }
                }
                read |= next != 0;
                if now & self.others != 0 {
                    next |= self.same(now & self.others, self.chars[at]);
                }
            }
            if next & accept != 0 {
                return Some(Found { to: at + 1, read });
            }
            if next == 0 {
                return None;
            }
            now = next;
        }
        None
    }

    /// The bits after a cell that is taken by its very character.
    fn same(&self, mut now: u64, ch: char) -> u64 {
        let mut next = 0;
        while now != 0 {
            let i = now.trailing_zeros() as usize;
            if self.elems[i].ch == ch {
                next |= 2 << i;
            }
            now &= now - 1;
        }
        next
    }

    /// The bits after a letter, a digit or another character without readings.
    fn letter(&self, mut now: u64, at: usize, within: bool) -> u64 {
        let (ch, fresh) = (self.chars[at], self.index.fresh(at));
        let word = is_letter(ch);
        let mut next = 0;
        while now != 0 {
            let i = now.trailing_zeros() as usize;
            now &= now - 1;
            let q = self.elems[i];
            let breaks = word && i > 0 && ((q.gap && !fresh) || (within && fresh && !q.gap));
            if !breaks && same(q.ch, ch) {
                next |= 2 << i;
            }
        }
        next
    }

    #[inline(always)]
    fn moves_of(&mut self, sound: Sound) -> &[(u64, u64)] {
        let (from, to) = match self.known.as_slice().get(usize::from(sound)) {
            Some(&(from, to)) if from != UNKNOWN => (from, to),
            _ => self.work_out_all(sound),
        };
        self.moves.as_slice().get(from as usize..to as usize).unwrap_or_default()
    }

    fn work_out_all(&mut self, sound: Sound) -> (u32, u32) {
        let short = |n: usize| u32::try_from(n).unwrap_or(UNKNOWN);
        let from = short(self.moves.len());
        let index = self.index;
        for reading in index.readings.sound(sound) {
            self.work_out(*reading, index.readings.syllable(reading.syllable).as_bytes());
        }
        let range = (from, short(self.moves.len()));
        if let Some(known) = self.known.get_mut(usize::from(sound)) {
            *known = range;
        }
        range
    }

    /// What one reading does, from each letter on.
    fn work_out(&mut self, reading: Reading, syllable: &[u8]) {
        let total = self.elems.len();
        let first = syllable.first().map_or(usize::MAX, |c| usize::from(c.wrapping_sub(b'a')));
        let mut begins = self.letters.get(first).copied().unwrap_or(0);
        while begins != 0 {
            let i = begins.trailing_zeros() as usize;
            begins &= begins - 1;
            let n = common(self.elems, syllable, i);
            let typed = &self.elems[i..];
            let mut to = 0_u64;
            let fits = |e: &Elem| e.tone == 0 || reading.tones >> e.tone & 1 == 1;
            if typed[..n].iter().all(fits) {
                if n == syllable.len() {
                    to |= 1 << (i + n);
                    let digit = typed.get(n).filter(|e| !e.gap).and_then(|e| tone_of(e.ch));
                    if digit.is_some_and(|t| reading.tones >> t & 1 == 1) {
                        to |= 2 << (i + n);
                    }
                } else if i + n == total && self.rules.unfinished {
                    to |= 1 << total;
                }
            }
            if self.rules.initials {
                for k in initials(syllable).filter(|k| *k <= n) {
                    if typed[..k].iter().all(|e| e.tone == 0) {
                        to |= 1 << (i + k);
                    }
                }
            }
            if to != 0 {
                self.moves.push((1 << i, to));
            }
        }
    }
}
