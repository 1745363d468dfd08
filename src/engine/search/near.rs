//! Names near in spelling, for when nothing is found: a suggestion, never a hit.
//!
//! Edit distance of the query to the best part of each name, both written in letters as they are read;
//! by the bit-parallel method of Myers (1999), one word of 64 bits a column. Names that lack too many
//! of the query's pairs of letters are passed over (the q-gram lemma of Ukkonen, 1992): none of them is
//! near.

use super::fold::is_letter;
use super::index::{Field, Index, Kind, Line, plane};
use super::query::Query;
use super::readings::Sound;
use crate::domain::{LonLat, order};

/// At most so many.
const MOST: usize = 4;
/// With fewer letters everything is near.
const LEAST: usize = 4;

/// The entries nearest in spelling: no more than every fourth letter differs.
pub(super) fn names(index: &Index, query: &Query, from: Option<LonLat>) -> Vec<u32> {
    let mut pattern = Pattern::default();
    let mut letters = false;
    for e in &query.elems {
        // A digit after letters is a tone.
        if letters && e.ch.is_ascii_digit() {
            continue;
        }
        letters = is_letter(e.ch);
        spell(index, e.ch, e.sound, &mut |c| pattern.push(c));
    }
    if pattern.length < LEAST {
        return Vec::new();
    }
    let pairs = index.neighbours().pairs.as_slice();
    let mut found: Vec<(u32, u32)> = Vec::new();
    // The nearest first: with few edits most names are passed over.
    for edits in 1..=pattern.length / 4 {
        found.clear();
        for (line, pairs) in index.lines.iter().zip(pairs) {
            // An edit takes at most two pairs of letters away: where more are missing, more is edited.
            let missing = (pattern.pairs.0 & !pairs).count_ones();
            if !is_name(line) || missing as usize > edits * 2 {
                continue;
            }
            let mut search = Search::of(&pattern);
            for cell in line.cells.clone() {
                let at = cell as usize;
                spell(index, index.chars[at], index.sound(at), &mut |c| search.letter(&pattern, c));
            }
            if search.least as usize > edits {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.1 == line.entry => last.0 = last.0.min(search.least),
                _ => found.push((search.least, line.entry)),
            }
        }
        if found.len() >= MOST {
            break;
        }
    }
    let far = |entry: u32| match (from.map(plane), index.entries[entry as usize].at) {
        (Some(a), Some(b)) => (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2),
        _ => f32::INFINITY,
    };
    let told = |entry: u32| index.entries[entry as usize].kind != Kind::Place;
    order::sort_by(&mut found, |a, b| {
        a.0.cmp(&b.0).then(told(a.1).cmp(&told(b.1))).then(far(a.1).total_cmp(&far(b.1)))
    });
    found.into_iter().take(MOST).map(|f| f.1).collect()
}

fn is_name(line: &Line) -> bool {
    matches!(line.field, Field::Name | Field::Alias)
}

/// Which pairs of neighbouring letters a spelling has, each as one of 128 bits.
#[derive(Clone, Copy, Default)]
struct Pairs(u128, Option<char>);

impl Pairs {
    fn push(&mut self, c: char) {
        let c = if c == 'ü' { 'v' } else { c };
        if let Some(before) = self.1.replace(c) {
            self.0 |= 1 << ((before as u32 * 41 + c as u32) % 128);
        }
    }
}

/// The pairs of letters of a name; none of another text.
pub(super) fn pairs_of(index: &Index, line: &Line) -> u128 {
    let mut pairs = Pairs::default();
    for cell in line.cells.clone().filter(|_| is_name(line)) {
        let at = cell as usize;
        spell(index, index.chars[at], index.sound(at), &mut |c| pairs.push(c));
    }
    pairs.0
}

/// The letters of a character: those of its first reading, or itself.
fn spell(index: &Index, ch: char, sound: Sound, call: &mut dyn FnMut(char)) {
    match index.readings.sound(sound).first() {
        Some(reading) if !is_letter(ch) => {
            index.readings.syllable(reading.syllable).chars().for_each(call);
        }
        _ => call(ch),
    }
}

/// Where each letter stands in the query, as bits.
#[derive(Default)]
struct Pattern {
    letters: [u64; 26],
    others: Vec<(char, u64)>,
    length: usize,
    pairs: Pairs,
}

impl Pattern {
    fn push(&mut self, c: char) {
        if self.length == 64 {
            return;
        }
        let bit = 1 << self.length;
        self.length += 1;
        self.pairs.push(c);
        if let Some(letter) = slot(c) {
            self.letters[letter] |= bit;
        } else if let Some(other) = self.others.iter_mut().find(|o| o.0 == c) {
            other.1 |= bit;
        } else {
            self.others.push((c, bit));
        }
    }

    fn bits(&self, c: char) -> u64 {
        match slot(c) {
            Some(letter) => self.letters[letter],
            None => self.others.iter().find(|o| o.0 == c).map_or(0, |o| o.1),
        }
    }
}

fn slot(c: char) -> Option<usize> {
    let c = if c == 'ü' { 'v' } else { c };
    c.is_ascii_lowercase().then(|| c as usize - usize::from(b'a'))
}

/// The column of the distance table, as differences.
struct Search {
    plus: u64,
    minus: u64,
    score: u32,
    /// The least distance to any part of the text so far.
    least: u32,
}

impl Search {
    fn of(pattern: &Pattern) -> Self {
        let length = u32::try_from(pattern.length).unwrap_or(64);
        Self { plus: u64::MAX, minus: 0, score: length, least: length }
    }

    fn letter(&mut self, pattern: &Pattern, c: char) {
        let top = 1_u64 << (pattern.length - 1);
        let same = pattern.bits(c);
        let diagonal =
            (((same & self.plus).wrapping_add(self.plus)) ^ self.plus) | same | self.minus;
        let across_plus = self.minus | !(diagonal | self.plus);
        let across_minus = self.plus & diagonal;
        if across_plus & top != 0 {
            self.score += 1;
        } else if across_minus & top != 0 {
            self.score -= 1;
        }
        // A part may start anywhere in the text: the first row is all zero, so nothing is carried in.
        let shifted = across_plus << 1;
        self.plus = (across_minus << 1) | !(diagonal | shifted);
        self.minus = shifted & diagonal;
        self.least = self.least.min(self.score);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn least(pattern: &str, text: &str) -> u32 {
        let mut p = Pattern::default();
        pattern.chars().for_each(|c| p.push(c));
        let mut search = Search::of(&p);
        text.chars().for_each(|c| search.letter(&p, c));
        search.least
    }

    /// The table of Sellers (1980), cell by cell.
    fn by_table(pattern: &str, text: &str) -> usize {
        let p: Vec<char> = pattern.chars().collect();
        let mut column: Vec<usize> = (0..=p.len()).collect();
        let mut least = p.len();
        for c in text.chars() {
            let mut diagonal = column[0];
            for i in 1..=p.len() {
                let here = column[i];
                let change = diagonal + usize::from(p[i - 1] != c);
                column[i] = change.min(here + 1).min(column[i - 1] + 1);
                diagonal = here;
            }
            least = least.min(column[p.len()]);
        }
        least
    }

    #[test]
    fn counts_edits() {
        assert_eq!(least("zijinshan", "zijingshangongyuan"), 1);
        assert_eq!(least("erqi", "zhengzhouerqijiniantang"), 0);
        assert_eq!(least("abc", ""), 3);
    }

    proptest! {
        #[test]
        fn names_passed_over_are_not_near(p in "[a-d]{4,16}", t in "[a-d]{0,30}") {
            let pairs = |text: &str| {
                let mut pairs = Pairs::default();
                text.chars().for_each(|c| pairs.push(c));
                pairs.0
            };
            let missing = (pairs(&p) & !pairs(&t)).count_ones() as usize;
            prop_assert!(missing <= 2 * by_table(&p, &t));
        }

        #[test]
        fn agrees_with_the_table(p in "[a-c二七]{1,12}", t in "[a-c二七]{0,24}") {
            prop_assert_eq!(least(&p, &t) as usize, by_table(&p, &t));
        }
    }
}
