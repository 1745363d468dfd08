//! Finding: what a query finds, and what is told of it.

use super::best::Best;
use super::index::{Field, Index};
use super::matching::{How, Matcher, Rules};
use super::query::Query;
use super::{near, slip};
use crate::domain::LonLat;

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
    pub(super) const ALL: [Self; 10] = [
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

impl Index {
    /// What a query finds: at most `limit` hits, the nearest to `from` first among equals; where nothing
    /// is found, what is near in spelling.
    #[must_use]
    pub fn find(&self, text: &str, from: Option<LonLat>, limit: usize) -> Answer {
        let mut answer = self.find_hits(text, from, limit);
        if answer.all.is_empty() {
            answer.suggestions = self.near(text, from);
        }
        answer
    }

    /// What is near in spelling. It looks at every name, and takes as many times longer than the hits.
    #[must_use]
    pub fn near(&self, text: &str, from: Option<LonLat>) -> Vec<u32> {
        near::names(self, &Query::new(text, &self.readings), from)
    }

    /// What a query finds, without suggestions.
    #[must_use]
    pub fn find_hits(&self, text: &str, from: Option<LonLat>, limit: usize) -> Answer {
        let query = Query::new(text, &self.readings);
        if query.elems.is_empty() {
            return Answer::default();
        }
        let mut best = Best::new(self.entries.len());
        self.scan(&query, Rules::NAMES, &mut best, limit);
        let mut mended = Vec::new();
        if !best.has_names() {
            let typed = query.elems.iter().any(|e| e.sound != 0);
            if typed && query.elems.len() > 1 {
                self.scan_alike(&query, &mut best);
            }
            if !best.has_alike() && query.is_latin() {
                mended = slip::mend(self, &query, &mut best);
            }
        }
        let top = best.top(&self.entries, from, limit);
        let top: Vec<Hit> =
            top.into_iter().filter_map(|one| self.hit(one, &query, &mended)).collect();
        Answer { top, all: best.into_entries(), suggestions: Vec::new() }
    }

    /// Tells why an entry was found.
    fn hit(
        &self,
        (entry, cell, rank): (u32, u32, Rank),
        query: &Query,
        mended: &[Query],
    ) -> Option<Hit> {
        let line = self.line_at(cell);
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
