//! One slip of the fingers in pinyin or English: a letter too many, too few, wrong, or two swapped.
//!
//! A slip in pinyin leaves the syllables before and after it whole: they are parsed once, and the one
//! between is any syllable one edit away. What puts syllables together that no name has is left out, and
//! of the rest only entries with every one of the syllables are compared. English is mended word by word.

use super::best::{Best, key};
use super::find::Rank;
use super::index::{Field, Index};
use super::matching::{Matcher, READ, Rules, same};
use super::neighbours::Neighbours;
use super::postings::each_bit;
use super::query::{Elem, Query};
use super::readings::spelling;

/// With fewer letters nearly everything is one slip away.
const LEAST: usize = 5;

const RULES: Rules = Rules { initials: false, unfinished: false, homophones: false };

/// Notes what one slip mended finds; the mended queries that found something.
pub(super) fn mend(index: &Index, query: &Query, best: &mut Best) -> Vec<Query> {
    let mut mended: Vec<Query> = Vec::new();
    if query.elems.len() < LEAST {
        return mended;
    }
    let near = index.neighbours();
    let typed = Typed { index, near, elems: &query.elems };
    let mut tried: Vec<Query> = Vec::new();
    let mut row = vec![0; index.postings.width()];
    typed.each_variant(&mut |elems| {
        let variant = Query { elems };
        if tried.contains(&variant) {
            return;
        }
        let before = best.count();
        typed.each_parse(&variant.elems, 0, &mut Vec::new(), &mut |path| {
            row.fill(u64::MAX);
            if path.iter().all(|&s| index.postings.narrow(&mut row, s)) {
                each_bit(&row, |entry| note_read(index, &variant, path[0], entry, best));
            }
        });
        if best.count() > before {
            mended.push(variant.clone());
        }
        tried.push(variant);
    });
    each_edit(&query.elems, near.strange(&query.elems), &mut |elems| {
        if near.strange(elems).is_none() {
            let variant = Query { elems: elems.to_vec() };
            let before = best.count();
            note_words(index, &variant, best);
            if best.count() > before {
                mended.push(variant);
            }
        }
    });
    mended
}

/// Notes an entry where one of its names is read as a text of syllables.
fn note_read(index: &Index, variant: &Query, first: u16, entry: u32, best: &mut Best) {
    for line in index.lines_of(entry).iter().filter(|l| l.field != Field::Story) {
        for cell in line.cells.clone() {
            let at = cell as usize;
            let readings = index.readings.sound(index.sound(at));
            if readings.iter().any(|r| r.syllable == first)
                && let Some((_, how)) =
                    Matcher::at(index, variant, RULES, at, line.cells.end as usize)
                && how & READ != 0
            {
                note(index, cell, best);
            }
        }
    }
}

/// Notes names with a text as whole words.
fn note_words(index: &Index, variant: &Query, best: &mut Best) {
    let first = variant.elems[0].ch;
    for letter in [first, 'ü'] {
        for &cell in index.postings.cells_of(letter).0 {
            let at = cell as usize;
            let line = index.line_at(cell);
            let end = line.cells.end as usize;
            if line.field != Field::Story
                && same(first, index.chars[at])
                && let Some((to, _)) = Matcher::at(index, variant, RULES, at, end)
                && (to == end || index.fresh(to))
            {
                note(index, cell, best);
            }
        }
    }
}

fn note(index: &Index, cell: u32, best: &mut Best) {
    let line = index.line_at(cell);
    best.note(line.entry, key(Rank::Slip, line.kind, line.field), cell);
}

const fn plain(ch: char) -> Elem {
    Elem { ch, sound: 0, tone: 0, gap: false }
}

/// What was typed, against the names of an index.
struct Typed<'a> {
    index: &'a Index,
    near: &'a Neighbours,
    elems: &'a [Elem],
}

impl Typed<'_> {
    /// Calls with texts one slip away, some of them twice, among them all that are pinyin.
    fn each_variant(&self, call: &mut dyn FnMut(Vec<Elem>)) {
        let (elems, n) = (self.elems, self.elems.len());
        for i in 1..n {
            if elems[i].ch != elems[i - 1].ch {
                let mut swapped = elems.to_vec();
                (swapped[i - 1].ch, swapped[i].ch) = (elems[i].ch, elems[i - 1].ch);
                call(swapped);
            }
        }
        // The syllables that may stand before each letter, and those that may begin with it.
        let (before, after) = (self.before(), self.after());
        for a in (0..=n).filter(|&a| a == 0 || !before[a].is_empty()) {
            for b in (a..=n.min(a + 7)).filter(|&b| b == n || !after[b].is_empty()) {
                // A space ends a syllable.
                if elems[a..b].iter().skip(1).any(|e| e.gap) {
                    continue;
                }
                for (syllable, spelt) in (0_u16..).zip(self.index.readings.all_syllables()) {
                    if !one_edit(&elems[a..b], spelt.as_bytes()) {
                        continue;
                    }
                    let meets = |all: &[u16], fits: &dyn Fn(u16) -> bool| {
                        all.is_empty() || all.iter().any(|&s| fits(s))
                    };
                    if meets(&before[a], &|s| self.near.follows(s, syllable))
                        && meets(&after[b], &|s| self.near.follows(syllable, s))
                    {
                        let mut text = elems[..a].to_vec();
                        text.extend(spelt.chars().map(plain));
                        text[a].gap = elems.get(a).is_some_and(|e| e.gap);
                        text.extend_from_slice(&elems[b..]);
                        call(text);
                    }
                }
            }
        }
    }

    /// The last syllables of all ways to read the letters before each one.
    fn before(&self) -> Vec<Vec<u16>> {
        let n = self.elems.len();
        let mut before = vec![Vec::new(); n + 1];
        for from in 0..n {
            if from > 0 && before[from].is_empty() {
                continue;
            }
            for (to, syllable) in self.syllables(self.elems, from) {
                let fits = |&s: &u16| self.near.follows(s, syllable);
                if from == 0 || before[from].iter().any(fits) {
                    before[to].push(syllable);
                }
            }
        }
        before
    }

    /// The first syllables of all ways to read the letters from each one on.
    fn after(&self) -> Vec<Vec<u16>> {
        let n = self.elems.len();
        let mut after = vec![Vec::new(); n + 1];
        for from in (0..n).rev() {
            for (to, syllable) in self.syllables(self.elems, from) {
                let fits = |&s: &u16| self.near.follows(syllable, s);
                if to == n || after[to].iter().any(fits) {
                    after[from].push(syllable);
                }
            }
        }
        after
    }

    /// The syllables that stand at a letter, each with where it ends.
    fn syllables(&self, elems: &[Elem], from: usize) -> Vec<(usize, u16)> {
        let mut out = Vec::new();
        let mut word = 0;
        for (i, e) in elems[from..].iter().take(6).enumerate() {
            if e.gap && i > 0 {
                break;
            }
            word = spelling(word, e.ch);
            if let Some(syllable) = self.index.readings.find_syllable(word) {
                out.push((from + i + 1, syllable));
            }
        }
        out
    }

    /// Calls with every way to read letters as syllables that follow each other in some name.
    fn each_parse(
        &self,
        elems: &[Elem],
        from: usize,
        path: &mut Vec<u16>,
        call: &mut dyn FnMut(&[u16]),
    ) {
        if from == elems.len() {
            call(path);
            return;
        }
        for (to, syllable) in self.syllables(elems, from) {
            if path.last().is_none_or(|&b| self.near.follows(b, syllable)) {
                path.push(syllable);
                self.each_parse(elems, to, path, call);
                path.pop();
            }
        }
    }
}

/// Whether letters become a syllable by one letter more, less or other.
fn one_edit(typed: &[Elem], syllable: &[u8]) -> bool {
    let (n, m) = (typed.len(), syllable.len());
    if n.abs_diff(m) > 1 {
        return false;
    }
    let same = |(e, s): (&Elem, &u8)| (if e.ch == 'ü' { 'v' } else { e.ch }) == char::from(*s);
    let front = typed.iter().zip(syllable).take_while(|p| same(*p)).count();
    let back = typed.iter().rev().zip(syllable.iter().rev()).take_while(|p| same(*p)).count();
    // All but one letter of the longer one are taken from the front or from the back.
    let longer = n.max(m);
    front + back + 1 >= longer && !(n == m && front == n)
}

/// Calls with every text one slip away, if `strange` is given only with those that change the three
/// letters there.
fn each_edit(elems: &[Elem], strange: Option<usize>, call: &mut dyn FnMut(&[Elem])) {
    let n = elems.len();
    let (from, to) = strange.map_or((0, n), |at| (at, n.min(at + 3)));
    let mut work = elems.to_vec();
    for i in from..=to {
        if i < n {
            work.remove(i);
            call(&work);
            work.insert(i, elems[i]);
            for ch in 'a'..='z' {
                work[i].ch = ch;
                if ch != elems[i].ch {
                    call(&work);
                }
            }
            work[i].ch = elems[i].ch;
        }
        if 0 < i && i < n && elems[i].ch != elems[i - 1].ch {
            (work[i - 1].ch, work[i].ch) = (elems[i].ch, elems[i - 1].ch);
            call(&work);
            (work[i - 1].ch, work[i].ch) = (elems[i - 1].ch, elems[i].ch);
        }
        for ch in 'a'..='z' {
            // A gap stays before the letter it stood before, unless the new one comes first.
            work.insert(i, plain(ch));
            call(&work);
            work.remove(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_a_letter_more_less_or_other() {
        for (typed, syllable, is) in [
            ("gong", "gong", false),
            ("gon", "gong", true),
            ("goong", "gong", true),
            ("going", "gong", true),
            ("gang", "gong", true),
            ("ogng", "gong", false),
            ("ga", "gong", false),
            ("", "a", true),
            ("", "an", false),
            ("ab", "a", true),
            ("aa", "a", true),
            ("lü", "lv", false),
            ("lü", "l", true),
        ] {
            let elems: Vec<Elem> = typed.chars().map(plain).collect();
            assert_eq!(one_edit(&elems, syllable.as_bytes()), is, "{typed} {syllable}");
        }
    }

    const READINGS: &str = "redmap readings 1\ngong1 公\nyuan2 园\nxi1 西\nan1 安\nxian4 县\na1 阿\n\
        lv4 绿\nguang3 广\nchang3 场\n";

    fn index() -> Index {
        let mut index = Index::new(crate::engine::search::Readings::parse(READINGS));
        for (i, name) in ["公园西安", "绿园广场", "县公园", "阿西公园"].iter().enumerate()
        {
            index.entry(crate::engine::search::Kind::Place, i, None);
            index.line(Field::Name, name);
        }
        index.finish();
        index
    }

    proptest::proptest! {
        /// Every text one slip away, letter by letter, that is pinyin is among the variants.
        #[test]
        fn no_variant_is_passed_over(typed in "(gong|gogn|yuan|yan|xi|an|xian|a|lv|lu|guang|gang|chang|[a-z]){2,5}") {
            let index = index();
            let query = Query::new(&typed, index.readings());
            let typed = Typed { index: &index, near: index.neighbours(), elems: &query.elems };
            let text = |elems: &[Elem]| elems.iter().map(|e| e.ch).collect::<String>();
            let mut variants = Vec::new();
            typed.each_variant(&mut |elems| variants.push(text(&elems)));
            each_edit(&query.elems, None, &mut |elems| {
                let mut parses = false;
                typed.each_parse(elems, 0, &mut Vec::new(), &mut |path| parses |= !path.is_empty());
                let wanted = text(elems);
                assert!(!parses || variants.contains(&wanted), "{wanted}");
            });
        }
    }
}
