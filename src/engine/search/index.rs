//! The index: every searchable text as cells in one array, and where each pair of initials stands.
//!
//! A cell is one compared character with its readings. Cells are filed under the class of their own
//! character (a letter, a digit, the initial of a reading) and of the next one, so that a query looks
//! only at the few cells whose first two sounds fit and compares from there. Building is two passes of
//! counting; 100 000 names take some tens of milliseconds.

use super::fold::{fold, in_word, is_letter};
use super::query::Elem;
use super::readings::{Readings, Sound};
use crate::domain::LonLat;
use std::ops::Range;

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
}

/// One text of an entry.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub entry: u32,
    pub field: Field,
    pub cells: Range<u32>,
    pub text: Range<u32>,
}

/// Marks a cell before which a word starts.
const FRESH: Sound = 0x8000;

/// Letters, then zh, ch and sh, digits, other characters by the remainder of their code, and no cell.
const ZH: u8 = 26;
const DIGITS: u8 = 29;
const OTHERS: u8 = 39;
const OTHER_CLASSES: u32 = 24;
pub(super) const NONE: u8 = 63;

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
    /// Where each pair of classes begins in `filed`.
    begins: Vec<u32>,
    filed: Vec<u32>,
    /// Bit `a * syllables + b` is set where syllable `b` follows `a` somewhere.
    follows: Vec<u64>,
    /// Bits of the groups of three letters that stand in names.
    threes: Vec<u64>,
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
            begins: Vec::new(),
            filed: Vec::new(),
            follows: Vec::new(),
            threes: Vec::new(),
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
        self.entries.push(Entry { kind, source, at: position.map(plane) });
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
        let (from, line) = (short(self.chars.len()), short(self.lines.len()));
        let mut before = None;
        let mut word = false;
        for f in fold(text) {
            let ch = self.readings.form(f.ch);
            let turn = before.is_some_and(|b| in_word(b) != in_word(ch));
            let fresh = if f.fresh || turn { FRESH } else { 0 };
            self.chars.push(ch);
            self.sounds.push(self.readings.of(ch) | fresh);
            self.line_of.push(line);
            word |= self.readings.begins_word(ch);
            before = Some(ch);
        }
        let to = short(self.chars.len());
        if from == to {
            return;
        }
        if word {
            self.settle(from as usize);
        }
        self.mark_heads(from as usize);
        let start = short(self.text.len());
        self.text.push_str(text);
        let text = start..short(self.text.len());
        self.lines.push(Line { entry, field, cells: from..to, text });
    }

    /// Words narrow the readings of the last line's cells.
    fn settle(&mut self, from: usize) {
        let flags: Vec<Sound> = self.sounds[from..].iter().map(|s| s & FRESH).collect();
        for s in &mut self.sounds[from..] {
            *s &= !FRESH;
        }
        self.readings.settle(&self.chars[from..], &mut self.sounds[from..]);
        for (s, flag) in self.sounds[from..].iter_mut().zip(flags) {
            *s |= flag;
        }
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
        let mut counts = vec![0_u32; 64 * 64 + 1];
        self.each_pair(|pair, _| counts[pair + 1] += 1);
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        let total = counts.last().copied().unwrap_or(0) as usize;
        let mut filed = vec![0; total];
        let mut next = counts.clone();
        self.each_pair(|pair, cell| {
            filed[next[pair] as usize] = cell;
            next[pair] += 1;
        });
        self.begins = counts;
        self.filed = filed;
        self.file_syllables();
        self.file_threes();
    }

    fn file_threes(&mut self) {
        let mut threes = vec![0_u64; (1 << 15) / 64];
        for line in self.lines.iter().filter(|l| l.field != Field::Story) {
            let cells = &self.chars[line.cells.start as usize..line.cells.end as usize];
            for bit in cells.windows(3).filter_map(three) {
                threes[bit / 64] |= 1 << (bit % 64);
            }
        }
        self.threes = threes;
    }

    /// Whether every three letters in a row stand in some name.
    pub(super) fn has_word(&self, elems: &[Elem]) -> bool {
        elems.windows(3).all(|w| {
            let bit = three(&[w[0].ch, w[1].ch, w[2].ch]);
            bit.is_some_and(|b| self.threes.get(b / 64).is_some_and(|t| t >> (b % 64) & 1 == 1))
        })
    }

    fn file_syllables(&mut self) {
        let n = self.readings.syllables();
        let mut follows = vec![0_u64; (n * n).div_ceil(64)];
        for line in self.lines.iter().filter(|l| l.field != Field::Story) {
            let (from, to) = (line.cells.start as usize, line.cells.end as usize);
            for cells in self.sounds[from..to].windows(2) {
                for a in self.readings.sound(cells[0] & !FRESH) {
                    for b in self.readings.sound(cells[1] & !FRESH) {
                        let bit = usize::from(a.syllable) * n + usize::from(b.syllable);
                        follows[bit / 64] |= 1 << (bit % 64);
                    }
                }
            }
        }
        self.follows = follows;
    }

    /// Calls with every pair of classes of every cell and the one after it.
    fn each_pair(&self, mut call: impl FnMut(usize, u32)) {
        for line in &self.lines {
            let mut next = 1_u64 << NONE;
            for cell in line.cells.clone().rev() {
                let own = self.classes(self.chars[cell as usize], self.sound(cell as usize));
                let mut a = own;
                while a != 0 {
                    let row = a.trailing_zeros() as usize * 64;
                    let mut b = next;
                    while b != 0 {
                        call(row + b.trailing_zeros() as usize, cell);
                        b &= b - 1;
                    }
                    a &= a - 1;
                }
                next = own;
            }
        }
    }

    /// The classes of a character with these readings, as bits.
    pub(super) fn classes(&self, ch: char, sound: Sound) -> u64 {
        if is_letter(ch) || ch.is_ascii_digit() {
            return letter_classes(ch);
        }
        let readings = self.readings.sound(sound);
        if readings.is_empty() {
            let other = u8::try_from(ch as u32 % OTHER_CLASSES).unwrap_or(0);
            return 1 << (OTHERS + other);
        }
        readings.iter().fold(0, |m, r| m | 1 << initial(self.readings.syllable(r.syllable)))
    }

    /// Calls with every cell filed under one of the classes, followed by one of the others.
    /// A cell may come more than once.
    pub(super) fn each_cell(&self, first: u64, then: u64, call: &mut dyn FnMut(u32)) {
        let mut a = first;
        while a != 0 {
            let row = a.trailing_zeros() as usize * 64;
            let mut b = then;
            while b != 0 {
                // Neighbouring classes lie in one run.
                let from = b.trailing_zeros() as usize;
                let run = (b >> from).trailing_ones() as usize;
                let begin = |at: usize| self.begins.get(row + at).map_or(0, |&o| o as usize);
                for &cell in &self.filed[begin(from)..begin(from + run)] {
                    call(cell);
                }
                b = if from + run == 64 { 0 } else { b >> (from + run) << (from + run) };
            }
            a &= a - 1;
        }
    }

    /// Whether the second syllable follows the first in some name.
    pub(super) fn follows(&self, a: u16, b: u16) -> bool {
        let bit = usize::from(a) * self.readings.syllables() + usize::from(b);
        self.follows.get(bit / 64).is_some_and(|w| w >> (bit % 64) & 1 == 1)
    }

    /// The readings of a cell.
    pub(super) fn sound(&self, cell: usize) -> Sound {
        self.sounds[cell] & !FRESH
    }

    /// Whether a word starts at a cell.
    pub(super) fn fresh(&self, cell: usize) -> bool {
        self.sounds[cell] & FRESH != 0
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

    /// How many compared characters there are.
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
        let line = self.lines.partition_point(|l| l.entry < entry);
        self.lines.get(line).filter(|l| l.entry == entry).map_or("", |l| self.text_of(l))
    }
}

/// Three letters as a number of fifteen bits.
fn three(letters: &[char]) -> Option<usize> {
    letters.iter().try_fold(0, |n, &c| {
        let c = if c == 'ü' { 'u' } else { c };
        c.is_ascii_lowercase().then_some((n << 5) | (c as usize & 31))
    })
}

/// The classes of a letter or digit: `ü` is typed as `u` and as `v`.
pub(super) fn letter_classes(ch: char) -> u64 {
    match ch {
        'ü' => 1 << (b'u' - b'a') | 1 << (b'v' - b'a'),
        'a'..='z' => 1 << (ch as u32 - u32::from('a')),
        '0'..='9' => 1 << (u32::from(DIGITS) + ch as u32 - u32::from('0')),
        _ => 0,
    }
}

/// The classes of syllables that begin with a letter, or with `zh`, `ch`, `sh`.
pub(super) fn initial_classes(first: char, h: bool) -> u64 {
    let retroflex = match first {
        'z' => 1 << ZH,
        'c' => 1 << (ZH + 1),
        's' => 1 << (ZH + 2),
        _ => 0,
    };
    if h { retroflex } else { letter_classes(first) | retroflex }
}

fn initial(syllable: &str) -> u8 {
    match syllable.as_bytes() {
        [b'z', b'h', ..] => ZH,
        [b'c', b'h', ..] => ZH + 1,
        [b's', b'h', ..] => ZH + 2,
        [first @ b'a'..=b'z', ..] => first - b'a',
        _ => NONE,
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
