//! Whether a query stands at a cell, and by which kind of likeness.
//!
//! Each cell takes its own character, a whole syllable of one of its readings, or the initial of one;
//! the last cell also the beginning of a syllable, since that is what stands there while one types.

use super::fold::is_letter;
use super::index::Index;
use super::query::{Elem, Query};

/// What counts as a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Initials of syllables.
    pub initials: bool,
    /// A last syllable that is not complete.
    pub unfinished: bool,
    /// Characters that sound alike.
    pub homophones: bool,
}

impl Rules {
    /// For names.
    pub const NAMES: Self = Self { initials: true, unfinished: true, homophones: false };
    /// For running text, where initials fit nearly everywhere.
    pub const TEXT: Self = Self { initials: false, unfinished: false, homophones: false };
}

/// By which likeness a match was made, as bits.
pub type How = u8;
/// A cell was matched by a syllable.
pub const READ: How = 1;
/// A cell was matched by an initial.
pub const INITIAL: How = 2;
/// A cell was matched by a character that sounds alike.
pub const ALIKE: How = 4;

/// Ways tried at one cell before giving up: names are short, so only texts made to be slow reach it.
const MOST_STEPS: u32 = 4096;

/// A query at work on an index.
pub struct Matcher<'a> {
    index: &'a Index,
    elems: &'a [Elem],
    rules: Rules,
    end: usize,
    /// It began within a word, and must not run on into the next one unless a space was typed.
    within: bool,
    steps: u32,
}

impl<'a> Matcher<'a> {
    /// Where a match that begins at the cell ends, and how it was made. `end` is the end of the line.
    #[must_use]
    pub fn at(
        index: &'a Index,
        query: &'a Query,
        rules: Rules,
        cell: usize,
        end: usize,
    ) -> Option<(usize, How)> {
        let within = is_letter(index.chars[cell]) && !index.fresh(cell);
        let mut matcher = Self { index, elems: &query.elems, rules, end, within, steps: 0 };
        matcher.step(cell, 0, 0)
    }

    fn step(&mut self, cell: usize, elem: usize, how: How) -> Option<(usize, How)> {
        let Some(q) = self.elems.get(elem).copied() else { return Some((cell, how)) };
        self.steps += 1;
        if cell == self.end || self.steps > MOST_STEPS {
            return None;
        }
        let (ch, sound) = (self.index.chars[cell], self.index.sound(cell));
        // A space in the query ends a syllable, and a word where words are written by letters.
        if elem > 0 && is_letter(ch) {
            let fresh = self.index.fresh(cell);
            if (q.gap && !fresh) || (self.within && fresh && !q.gap) {
                return None;
            }
        }
        if same(q.ch, ch)
            && let Some(found) = self.step(cell + 1, elem + 1, how)
        {
            return Some(found);
        }
        if is_letter(q.ch) {
            return self.read(cell, elem, how);
        }
        if self.rules.homophones && self.index.readings.alike(q.sound, sound) {
            return self.step(cell + 1, elem + 1, how | ALIKE);
        }
        None
    }

    /// Letters of the query against the readings of a cell.
    fn read(&mut self, cell: usize, elem: usize, how: How) -> Option<(usize, How)> {
        let index = self.index;
        let readings = index.readings.sound(index.sound(cell));
        for reading in readings {
            let syllable = index.readings.syllable(reading.syllable);
            let n = common(self.elems, syllable.as_bytes(), elem);
            let tones = self.elems[elem..elem + n].iter().filter(|e| e.tone > 0);
            if tones.into_iter().any(|e| reading.tones >> e.tone & 1 == 0) {
                continue;
            }
            let next = elem + n;
            if n == syllable.len() {
                let digit = self.elems.get(next).filter(|e| !e.gap).map(|e| tone_of(e.ch));
                if digit.flatten().is_some_and(|t| reading.tones >> t & 1 == 1)
                    && let Some(found) = self.step(cell + 1, next + 1, how | READ)
                {
                    return Some(found);
                }
                if let Some(found) = self.step(cell + 1, next, how | READ) {
                    return Some(found);
                }
            } else if next == self.elems.len() && n > 0 && self.rules.unfinished {
                return Some((cell + 1, how | READ));
            }
        }
        if !self.rules.initials {
            return None;
        }
        for reading in readings {
            let syllable = index.readings.syllable(reading.syllable).as_bytes();
            for n in initials(syllable) {
                if common(self.elems, &syllable[..n], elem) == n
                    && self.elems[elem..elem + n].iter().all(|e| e.tone == 0)
                    && let Some(found) = self.step(cell + 1, elem + n, how | INITIAL)
                {
                    return Some(found);
                }
            }
        }
        None
    }
}

/// How many letters of a syllable stand in the query from an element on, without a gap.
pub(super) fn common(elems: &[Elem], syllable: &[u8], from: usize) -> usize {
    let typed = elems[from..].iter().enumerate();
    typed
        .zip(syllable)
        .take_while(|((i, e), s)| {
            let letter = if e.ch == 'ü' { 'v' } else { e.ch };
            (*i == 0 || !e.gap) && letter == char::from(**s)
        })
        .count()
}

/// Whether a typed character is the one in the text: `ü` may be typed as `u` or `v`.
pub(super) fn same(typed: char, text: char) -> bool {
    typed == text || (text == 'ü' && matches!(typed, 'u' | 'v'))
}

/// The tone a digit after a syllable means; 5 is another way to write the neutral one.
pub(super) fn tone_of(ch: char) -> Option<u8> {
    match ch {
        '0' | '5' => Some(0),
        '1'..='4' => u8::try_from(ch as u32 - u32::from('0')).ok(),
        _ => None,
    }
}

/// How long initials of a syllable may be, where they are not the whole of it.
pub(super) fn initials(syllable: &[u8]) -> std::ops::Range<usize> {
    match syllable {
        [_] => 1..1,
        [b'z' | b'c' | b's', b'h', ..] => 1..3,
        _ => 1..2,
    }
}
