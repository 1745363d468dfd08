//! Finding: candidates from the index, the best match of each entry, and the best entries.

use super::fold::is_letter;
use super::index::{Entry, Field, Index, Kind, initial_classes, plane};
use super::matching::{ALIKE, How, Matcher, READ, Rules};
use super::query::{Elem, Query};
use super::readings::spelling;
use super::{near, slip};
use crate::domain::{LonLat, order};

/// How well an entry matches; lower is better, and comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rank {
    /// The whole text.
    Exact,
    /// Its beginning.
    Prefix,
    /// The beginning of a word in it.
    Word,
    /// Somewhere in it.
    Inside,
    /// The whole text, by reading.
    ReadWhole,
    /// Its beginning, by reading.
    ReadPrefix,
    /// Somewhere in it, by reading.
    ReadInside,
    /// In a running text.
    Story,
    /// By characters that sound alike.
    Alike,
    /// With one slip of the fingers mended.
    Slip,
}

impl Rank {
    const ALL: [Self; 10] = [
        Self::Exact,
        Self::Prefix,
        Self::Word,
        Self::Inside,
        Self::ReadWhole,
        Self::ReadPrefix,
        Self::ReadInside,
        Self::Story,
        Self::Alike,
        Self::Slip,
    ];
}

/// An entry found, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index of the entry.
    pub entry: u32,
    /// How well it matches.
    pub rank: Rank,
    /// Which text of it matches.
    pub field: Field,
    /// That text.
    pub text: String,
    /// The matched part of it, in bytes.
    pub mark: (usize, usize),
    /// By which likeness, as bits of [`super::matching`]; 0 for the very characters.
    pub how: How,
}

/// What a query finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best entries, best first.
    pub top: Vec<Hit>,
    /// All entries found, in the order of the index.
    pub all: Vec<u32>,
    /// Where nothing is found: entries whose names are spelt or sound nearly so.
    pub suggestions: Vec<u32>,
}

/// The best match of each entry: `u32::MAX`, or its key and cell.
pub(super) struct Best {
    keys: Vec<u8>,
    cells: Vec<u32>,
    found: Vec<u32>,
}

/// No match yet.
const NOTHING: u8 = u8::MAX;

impl Best {
    fn new(entries: usize) -> Self {
        Self { keys: vec![NOTHING; entries], cells: vec![0; entries], found: Vec::new() }
    }

    fn note(&mut self, entry: u32, key: u8, cell: u32) {
        let at = entry as usize;
        if key < self.keys[at] {
            if self.keys[at] == NOTHING {
                self.found.push(entry);
            }
            self.keys[at] = key;
            self.cells[at] = cell;
        }
    }

    /// How many entries were found.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    fn has_alike(&self) -> bool {
        self.found.iter().any(|&e| rank_of(self.keys[e as usize]) == Rank::Alike)
    }

    /// Whether a name, a year, a person or an address was found, not only a story.
    fn has_names(&self) -> bool {
        self.found.iter().any(|&e| rank_of(self.keys[e as usize]) < Rank::Story)
    }
}

/// The rank, then which text: names before addresses, and of two that are the same the own name first.
fn key(rank: Rank, kind: Kind, field: Field) -> u8 {
    let whole = matches!(rank, Rank::Exact | Rank::ReadWhole);
    let weight = match (kind, field) {
        (Kind::Place, Field::Alias) if whole => 1,
        (Kind::Place, Field::Name | Field::Alias) => 0,
        (_, Field::Name | Field::Alias) => 2,
        (Kind::Place, _) => 3,
        _ => 4,
    };
    rank as u8 * 8 + weight
}

fn rank_of(key: u8) -> Rank {
    Rank::ALL.get(usize::from(key / 8)).copied().unwrap_or(Rank::Slip)
}

impl Index {
    /// What a query finds: at most `limit` hits, the nearest to `from` first among equals.
    #[must_use]
    pub fn find(&self, text: &str, from: Option<LonLat>, limit: usize) -> Answer {
        let query = Query::new(text, &self.readings);
        let mut best = Best::new(self.entries.len());
        if query.elems.is_empty() {
            return Answer::default();
        }
        self.scan(&query, Rules::NAMES, &mut best, false);
        let mut mended = None;
        if !best.has_names() {
            let alike = Rules { homophones: true, ..Rules::NAMES };
            let typed = query.elems.iter().any(|e| e.sound != 0);
            if typed && query.elems.len() > 1 {
                self.scan(&query, alike, &mut best, false);
            }
            if !best.has_alike() && query.is_latin() {
                mended = slip::mend(self, &query, &mut best);
            }
        }
        let top = self.top(&best, from, limit);
        let top: Vec<Hit> = top
            .into_iter()
            .filter_map(|e| self.hit(e, &best, &query, mended.as_deref().unwrap_or_default()))
            .collect();
        let suggestions =
            if best.found.is_empty() { near::names(self, &query, from) } else { Vec::new() };
        let mut all = best.found;
        order::sort_by_key(&mut all, |&e| e);
        Answer { top, all, suggestions }
    }

    /// Notes every match of a query. With `slip` only names count, and English from the start of a word.
    pub(super) fn scan(&self, query: &Query, rules: Rules, best: &mut Best, slip: bool) {
        let first = query.elems[0];
        let n = query.elems.len();
        let single = n == 1 && is_letter(first.ch);
        for (firsts, thens) in self.starts(query) {
            self.each_cell(firsts, thens, &mut |cell| {
                let at = cell as usize;
                if !is_letter(first.ch) && !rules.homophones && self.chars[at] != first.ch {
                    return;
                }
                let line = &self.lines[self.line_of[at] as usize];
                let story = line.field == Field::Story;
                if story && (single || slip || rules.homophones) {
                    return;
                }
                let rules = if story { Rules::TEXT } else { rules };
                let end = line.cells.end as usize;
                let Some((to, how)) = Matcher::at(self, query, rules, at, end) else { return };
                // Two syllables meet by chance in any text.
                if story && how & READ != 0 && to - at < 3 {
                    return;
                }
                // English is mended as whole words.
                let words = |to: usize| self.fresh(at) && (to == end || self.fresh(to));
                if slip && how & READ == 0 && !words(to) {
                    return;
                }
                let whole = line.cells.start == cell && to == end;
                let prefix = line.cells.start == cell;
                let rank = match (slip, how) {
                    (true, _) => Rank::Slip,
                    (_, h) if h & ALIKE != 0 => Rank::Alike,
                    _ if story => Rank::Story,
                    (_, 0) if whole => Rank::Exact,
                    (_, 0) if prefix => Rank::Prefix,
                    (_, 0) if self.fresh(at) => Rank::Word,
                    (_, 0) => Rank::Inside,
                    _ if whole => Rank::ReadWhole,
                    _ if prefix => Rank::ReadPrefix,
                    _ => Rank::ReadInside,
                };
                // An address in English may spell a whole Chinese name; the place of that name comes first.
                let rank =
                    if line.field == Field::AddressEn { rank.max(Rank::ReadInside) } else { rank };
                let kind = self.entries[line.entry as usize].kind;
                best.note(line.entry, key(rank, kind, line.field), cell);
            });
        }
    }

    /// Which classes the first cell of a match and the one after it can have.
    fn starts(&self, query: &Query) -> Vec<(u64, u64)> {
        let elems = &query.elems;
        let first = elems[0];
        if !is_letter(first.ch) {
            let own = self.classes(first.ch, first.sound);
            let then = elems.get(1).map_or(u64::MAX, |&e| self.after(e));
            return vec![(own, then)];
        }
        let mut out: Vec<(u64, u64)> = Vec::new();
        let (mut word, mut letters) = (0, String::new());
        for (i, e) in elems.iter().take(6).enumerate() {
            if !is_letter(e.ch) || (e.gap && i > 0) {
                break;
            }
            word = spelling(word, e.ch);
            letters.push(if e.ch == 'ü' { 'v' } else { e.ch });
            let h = i > 0 && elems[1].ch == 'h';
            let own = initial_classes(first.ch, h);
            let whole = self.readings.find_syllable(word).is_some();
            match elems.get(i + 1) {
                // The query ends within the first cell.
                None if i == 0 || self.readings.begins_syllable(&letters) => {
                    out.push((own, u64::MAX));
                }
                Some(next) if i == 0 || whole || (i == 1 && h) => {
                    let mut then = self.after(*next);
                    if whole && next.ch.is_ascii_digit() {
                        then |= elems.get(i + 2).map_or(u64::MAX, |&e| self.after(e));
                    }
                    out.push((own, then));
                }
                _ => {}
            }
        }
        out
    }

    /// The classes of a cell that an element can begin.
    fn after(&self, next: Elem) -> u64 {
        if is_letter(next.ch) {
            initial_classes(next.ch, false)
        } else {
            self.classes(next.ch, next.sound)
        }
    }

    /// The best entries, best first: one pass keeps the few that lead.
    fn top(&self, best: &Best, from: Option<LonLat>, limit: usize) -> Vec<u32> {
        let from = from.map(plane);
        let far = |e: &Entry| match (from, e.at) {
            (Some(a), Some(b)) => (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2),
            (Some(_), None) => f32::INFINITY,
            (None, _) => 0.0,
        };
        let mut leaders: Vec<(u8, f32, u32)> = Vec::new();
        for &entry in &best.found {
            let key = best.keys[entry as usize];
            let full = leaders.len() >= limit;
            if full && leaders.last().is_none_or(|l| key > l.0) {
                continue;
            }
            let one = (key, far(&self.entries[entry as usize]), entry);
            let before = |l: &(u8, f32, u32)| {
                l.0.cmp(&one.0).then(l.1.total_cmp(&one.1)).then(l.2.cmp(&one.2)).is_lt()
            };
            let at = leaders.partition_point(before);
            if full {
                if at == leaders.len() {
                    continue;
                }
                leaders.pop();
            }
            leaders.insert(at, one);
        }
        leaders.into_iter().map(|l| l.2).collect()
    }

    /// Tells why an entry was found.
    fn hit(&self, entry: u32, best: &Best, query: &Query, mended: &[Query]) -> Option<Hit> {
        let (cell, rank) = (best.cells[entry as usize], rank_of(best.keys[entry as usize]));
        let line = &self.lines[self.line_of[cell as usize] as usize];
        let end = line.cells.end as usize;
        let rules = if line.field == Field::Story { Rules::TEXT } else { Rules::NAMES };
        let rules = Rules { homophones: rank == Rank::Alike, ..rules };
        // Whole syllables first, though initials would do: it is what people mean.
        let plain = Rules { initials: false, ..rules };
        let queries = std::iter::once(query).chain(mended);
        let (to, how) = queries
            .flat_map(|q| [plain, rules].map(|r| (q, r)))
            .find_map(|(q, r)| Matcher::at(self, q, r, cell as usize, end))?;
        let text = self.text_of(line);
        let from = cell as usize - line.cells.start as usize;
        let last = to - line.cells.start as usize - 1;
        let cells: Vec<_> = super::fold::fold(text).skip(from).take(last + 1 - from).collect();
        let mark = (cells.first()?.from, cells.last()?.to);
        Some(Hit { entry, rank, field: line.field, text: text.to_owned(), mark, how })
    }
}
