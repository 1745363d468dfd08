//! One slip of the fingers in pinyin or English: a letter too many, too few, wrong, or two swapped.
//!
//! Every text one slip away is looked for as whole syllables or from the beginning of a word. Most of
//! them are no pinyin at all, or put syllables together that no name has; those are left out first.

use super::find::Best;
use super::index::Index;
use super::matching::Rules;
use super::query::{Elem, Query};
use super::readings::spelling;

/// With fewer letters nearly everything is one slip away.
const LEAST: usize = 5;

/// Notes what one slip mended finds; the mended queries that found something.
pub(super) fn mend(index: &Index, query: &Query, best: &mut Best) -> Option<Vec<Query>> {
    let n = query.elems.len();
    if n < LEAST {
        return None;
    }
    let rules = Rules { initials: false, unfinished: false, homophones: false };
    let mut mended: Vec<Query> = Vec::new();
    each_variant(&query.elems, &mut |elems| {
        let whole = parses(index, elems, 0, None);
        if !whole && !index.has_word(elems) {
            return;
        }
        let variant = Query { elems: elems.to_vec() };
        let before = best.count();
        index.scan(&variant, rules, best, true);
        if best.count() > before {
            mended.push(variant);
        }
    });
    Some(mended)
}

/// Calls with every text one slip away.
fn each_variant(elems: &[Elem], call: &mut dyn FnMut(&[Elem])) {
    let plain = |ch: char| Elem { ch, sound: 0, tone: 0, gap: false };
    let mut work = elems.to_vec();
    for i in 0..elems.len() {
        work.remove(i);
        call(&work);
        work.insert(i, elems[i]);
        if i > 0 && elems[i].ch != elems[i - 1].ch {
            (work[i - 1].ch, work[i].ch) = (elems[i].ch, elems[i - 1].ch);
            call(&work);
            (work[i - 1].ch, work[i].ch) = (elems[i - 1].ch, elems[i].ch);
        }
        for ch in 'a'..='z' {
            work[i].ch = ch;
            if ch != elems[i].ch {
                call(&work);
            }
        }
        work[i].ch = elems[i].ch;
    }
    for i in 0..=elems.len() {
        for ch in 'a'..='z' {
            // A gap stays before the letter it stood before, unless the new one comes first.
            work.insert(i, plain(ch));
            call(&work);
            work.remove(i);
        }
    }
}

/// Whether letters are syllables, each of which follows the one before it in some name.
fn parses(index: &Index, elems: &[Elem], from: usize, before: Option<u16>) -> bool {
    if from == elems.len() {
        return true;
    }
    let mut word = 0;
    for (i, e) in elems[from..].iter().take(6).enumerate() {
        if e.gap && i > 0 {
            return false;
        }
        word = spelling(word, e.ch);
        if let Some(syllable) = index.readings.find_syllable(word)
            && before.is_none_or(|b| index.follows(b, syllable))
            && parses(index, elems, from + i + 1, Some(syllable))
        {
            return true;
        }
    }
    false
}
