//! The best match of each entry, and which entries lead.

use super::find::Rank;
use super::index::{Entry, Field, Kind, plane};
use super::postings::each_bit;
use crate::domain::{LonLat, order};

/// The best match of each entry: its key and cell.
pub(super) struct Best {
    keys: Vec<u8>,
    /// Entry and cell of every match that was the best one of its entry when it was noted.
    noted: Vec<(u32, u32)>,
    /// How many entries they are.
    count: usize,
    /// Entries that are found as well, so many that only those that may lead were noted; or none.
    rest: Vec<u64>,
}

/// No match yet.
const NOTHING: u8 = u8::MAX;

impl Best {
    pub(super) fn new(entries: usize) -> Self {
        let keys = vec![NOTHING; entries];
        Self { keys, noted: Vec::new(), count: 0, rest: Vec::new() }
    }

    #[inline(always)]
    pub(super) fn note(&mut self, entry: u32, key: u8, cell: u32) {
        let best = &mut self.keys.as_mut_slice()[entry as usize];
        if key < *best {
            self.count += usize::from(*best == NOTHING);
            *best = key;
            self.noted.push((entry, cell));
        }
    }

    /// Entries found, of which all that may be among the first have been noted.
    pub(super) fn add_rest(&mut self, row: Vec<u64>) {
        self.rest = row;
    }

    /// How many entries were noted.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Whether so many entries have better matches than those of a rank.
    pub(super) fn has_better(&self, rank: Rank, count: usize) -> bool {
        let mut better = 0;
        for &key in &self.keys {
            better += usize::from(key < rank as u8 * 8);
        }
        better >= count
    }

    /// The entries found, in order.
    pub(super) fn into_entries(mut self) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::with_capacity(self.count);
        if self.rest.is_empty() {
            all.extend(self.noted.iter().map(|n| n.0));
            // One list of candidates is in order; of several, small ones are sorted.
            if all.len() == self.count && all.is_sorted() {
                return all;
            }
            if all.len() < self.keys.len() / 64 {
                order::sort_by_key(&mut all, |&e| e);
                all.dedup();
                return all;
            }
            all.clear();
        }
        self.rest.resize(self.keys.len().div_ceil(64), 0);
        for (entry, _) in self.noted {
            self.rest[entry as usize / 64] |= 1 << (entry % 64);
        }
        let count: u32 = self.rest.iter().map(|w| w.count_ones()).sum();
        all.reserve(count as usize);
        each_bit(&self.rest, |entry| all.push(entry));
        all
    }

    pub(super) fn has_alike(&self) -> bool {
        self.keys.iter().any(|&k| rank_of(k) == Rank::Alike)
    }

    /// Whether a name, a year, a person or an address was found, not only a story.
    pub(super) fn has_names(&self) -> bool {
        self.keys.iter().any(|&k| k < Rank::Story as u8 * 8) || self.rest.iter().any(|w| *w != 0)
    }

    /// The best entries, best first, each with its cell and rank: one pass keeps the few that lead.
    pub(super) fn top(
        &self,
        entries: &[Entry],
        from: Option<LonLat>,
        limit: usize,
    ) -> Vec<(u32, u32, Rank)> {
        let from = from.map(plane);
        let far = |e: &Entry| match (from, e.at) {
            (Some(a), Some(b)) => (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2),
            (Some(_), None) => f32::INFINITY,
            (None, _) => 0.0,
        };
        let keys = self.keys.as_slice();
        let mut leaders: Vec<Leader> = Vec::new();
        // A later match of an entry is better than an earlier one: the last one is its best.
        let mut last = (NOTHING, f32::INFINITY);
        for &(entry, cell) in self.noted.iter().rev() {
            let key = keys[entry as usize];
            // Nearly all end here: behind the last of a full list.
            if key > last.0 {
                continue;
            }
            let far = far(&entries[entry as usize]);
            if key == last.0 && far > last.1 {
                continue;
            }
            let before = |l: &Leader| {
                l.key.cmp(&key).then(l.far.total_cmp(&far)).then(l.entry.cmp(&entry)).is_lt()
            };
            let at = leaders.partition_point(before);
            if leaders.get(at).is_some_and(|l| l.entry == entry) {
                continue;
            }
            leaders.insert(at, Leader { key, far, entry, cell });
            leaders.truncate(limit);
            if leaders.len() == limit {
                last = leaders.last().map_or((0, 0.0), |l| (l.key, l.far));
            }
        }
        leaders.into_iter().map(|l| (l.entry, l.cell, rank_of(l.key))).collect()
    }
}

/// One of the entries that lead.
struct Leader {
    key: u8,
    far: f32,
    entry: u32,
    cell: u32,
}

/// The rank, then which text: names before addresses, and of two that are the same the own name first.
pub(super) fn key(rank: Rank, kind: Kind, field: Field) -> u8 {
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
