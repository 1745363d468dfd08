//! The index: every searchable text as cells in one array.
//!
//! A cell is one compared character with its readings. `super::postings` files them.

use super::fold::{bare, fold, in_word, joins};
use super::neighbours::Neighbours;
use super::postings::{Cells, FRESH, Postings};
use super::readings::{Readings, Sound};
use crate::domain::LonLat;
use std::ops::Range;
use std::sync::OnceLock;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A place of the atlas.
    Place,
    /// A story of the bundle.
    Story,
    /// An event of the bundle.
    Event,
}

/// Which text of an entry a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Name or title.
    Name,
    /// Another or a former name.
    Alias,
    /// Year of the place or event.
    Year,
    /// Subdistrict.
    Subdistrict,
    /// Address.
    Address,
    /// Address in English.
    AddressEn,
    /// A person the texts speak of.
    Person,
    /// Summary, story, facts.
    Story,
}

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its index among those of its kind.
    pub source: u32,
    /// East and north in units of about the same length, for “nearer first”.
    pub(super) at: Option<(f32, f32)>,
    /// Its first line.
    pub(super) line: u32,
}

/// One text of an entry.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub entry: u32,
    /// Of its entry.
    pub kind: Kind,
    pub field: Field,
    pub cells: Range<u32>,
    pub text: Range<u32>,
}

/// The index of an atlas.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) readings: Readings,
    pub(super) entries: Vec<Entry>,
    pub(super) lines: Vec<Line>,
    text: String,
    pub(super) chars: Vec<char>,
    sounds: Vec<Sound>,
    pub(super) line_of: Vec<u32>,
    pub(super) postings: Postings,
    pub(super) neighbours: OnceLock<Neighbours>,
    heads: Vec<Vec<char>>,
}

impl Index {
    /// An empty index that reads characters by these readings.
    #[must_use]
    pub fn new(readings: Readings) -> Self {
        Self {
            readings,
            entries: Vec::new(),
            lines: Vec::new(),
            text: String::new(),
            chars: Vec::new(),
            sounds: Vec::new(),
            line_of: Vec::new(),
            postings: Postings::default(),
            neighbours: OnceLock::new(),
            heads: Vec::new(),
        }
    }

    /// Words such as the name of the city after which a name begins anew: 郑州|人民公园.
    pub fn heads(&mut self, words: &[&str]) {
        self.heads = words.iter().map(|w| fold(w).map(|f| f.ch).collect()).collect();
        self.heads.retain(|w: &Vec<char>| !w.is_empty());
        crate::domain::order::sort_by_key(&mut self.heads, |w| usize::MAX - w.len());
    }

    /// Adds an entry; the lines that follow are its.
    pub fn entry(&mut self, kind: Kind, source: usize, position: Option<LonLat>) {
        let source = u32::try_from(source).unwrap_or(u32::MAX);
        let (at, line) = (position.map(plane), short(self.lines.len()));
        self.entries.push(Entry { kind, source, at, line });
    }

    /// Adds a text of the last entry. An empty one, or one it already has, adds nothing.
    pub fn line(&mut self, field: Field, text: &str) {
        let (Some(entry), false) = (self.entries.len().checked_sub(1), text.is_empty()) else {
            return;
        };
        let entry = short(entry);
        let known = self.lines.iter().rev().take_while(|l| l.entry == entry);
        if known.into_iter().any(|l| self.text_of(l) == text) {
            return;
        }
        let kind = self.entries.last().map_or(Kind::Place, |e| e.kind);
        let (from, line) = (short(self.chars.len()), short(self.lines.len()));
        // No text has more cells than bytes; Chinese ones a third of them.
        self.chars.reserve(text.len());
        self.sounds.reserve(text.len());
        let (mut within, mut fresh, mut word) = (false, true, false);
        for c in text.chars() {
            let Some(ch) = bare(c) else {
                fresh |= !joins(c);
                continue;
            };
            let ch = self.readings.form(ch);
            let (sound, begins) = self.readings.of_word(ch);
            word |= begins;
            // A word starts after a mark, and where letters and characters meet.
            let letters = sound == 0 && in_word(ch);
            let starts = fresh || letters != within;
            self.chars.push(ch);
            self.sounds.push(if starts { sound | FRESH } else { sound });
            (within, fresh) = (letters, false);
        }
        let to = short(self.chars.len());
        if from == to {
            return;
        }
        // What no query has stands after each line, so that a comparison ends there by itself.
        self.chars.push('\0');
        self.sounds.push(0);
        self.line_of.resize(self.chars.len(), line);
        let begin = from as usize;
        if word {
            self.readings.settle(&self.chars[begin..], &mut self.sounds[begin..]);
        }
        self.mark_heads(begin);
        let start = short(self.text.len());
        self.text.push_str(text);
        let text = start..short(self.text.len());
        self.lines.push(Line { entry, kind, field, cells: from..to, text });
    }

    fn mark_heads(&mut self, from: usize) {
        let mut at = from;
        while let Some(head) = self.heads.iter().find(|h| self.chars[at..].starts_with(h)) {
            at += head.len();
            match self.sounds.get_mut(at) {
                Some(sound) => *sound |= FRESH,
                None => break,
            }
        }
    }

    /// Files the cells. Lines added later are not found.
    pub fn finish(&mut self) {
        self.postings = Postings::new(&Cells {
            readings: &self.readings,
            lines: &self.lines,
            chars: &self.chars,
            sounds: &self.sounds,
            entries: self.entries.len(),
        });
        self.neighbours = OnceLock::new();
    }

    /// Which syllables and letters stand side by side in names, which only slips ask for.
    pub(super) fn neighbours(&self) -> &Neighbours {
        self.neighbours.get_or_init(|| Neighbours::new(self))
    }

    /// The readings of a cell.
    #[inline(always)]
    pub(super) fn sound(&self, cell: usize) -> Sound {
        self.sounds.as_slice()[cell] & !FRESH
    }

    /// The lines of an entry.
    pub(super) fn lines_of(&self, entry: u32) -> &[Line] {
        let begin = |at: usize| self.entries.get(at).map_or(self.lines.len(), |e| e.line as usize);
        &self.lines[begin(entry as usize)..begin(entry as usize + 1)]
    }

    /// Whether a word starts at a cell.
    #[inline(always)]
    pub(super) fn fresh(&self, cell: usize) -> bool {
        self.sounds.as_slice()[cell] & FRESH != 0
    }

    /// The line of a cell.
    #[inline(always)]
    pub(super) fn line_at(&self, cell: u32) -> &Line {
        &self.lines.as_slice()[self.line_of.as_slice()[cell as usize] as usize]
    }

    pub(super) fn text_of(&self, line: &Line) -> &str {
        &self.text[line.text.start as usize..line.text.end as usize]
    }

    /// Every text that was added, with its entry and what it is of it.
    pub fn texts(&self) -> impl Iterator<Item = (u32, Field, &str)> {
        self.lines.iter().map(|l| (l.entry, l.field, self.text_of(l)))
    }

    /// How characters are read here.
    #[must_use]
    pub const fn readings(&self) -> &Readings {
        &self.readings
    }

    /// How many cells there are: compared characters, and the ends of texts.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.chars.len()
    }

    /// The entries in the order they were added.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The first name of an entry.
    #[must_use]
    pub fn name(&self, entry: u32) -> &str {
        self.lines_of(entry).first().map_or("", |l| self.text_of(l))
    }
}

/// A position on a plane where nearer is nearer, within a district or a city.
pub(super) fn plane(p: LonLat) -> (f32, f32) {
    #[allow(clippy::cast_possible_truncation)] // a metre is enough
    let (x, y) = ((p.lon() * 0.82) as f32, p.lat() as f32);
    (x, y)
}

fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
