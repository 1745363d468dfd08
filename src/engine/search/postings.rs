//! Where characters, pairs of sounds and syllables stand, so that a query looks only at what can fit.
//!
//! Cells are filed under their own character, and under the class (a letter, a digit, the initial of a
//! reading) of their own character and of the next one; the beginnings of texts under their class alone.
//! Each list is made by two passes of counting and is in the order of the cells. Of every syllable and
//! letter a row of bits tells which entries have it: what a single letter finds is a union of rows.

use super::fold::is_letter;
use super::index::{Field, Line};
use super::readings::{Readings, Sound};
use std::ops::Range;

/// Marks a cell before which a word starts.
pub(super) const FRESH: Sound = 0x8000;

/// Letters, then zh, ch and sh, digits, other characters by the remainder of their code, and no cell.
const ZH: u8 = 26;
const DIGITS: u8 = 29;
const OTHERS: u8 = 39;
const OTHER_CLASSES: u32 = 24;
const NONE: u8 = 63;
const CLASSES: usize = 64;

/// Characters share lists where the low fifteen bits of their codes are the same.
const CHARS: usize = 1 << 15;

/// The cells of an index, as far as they are filed.
pub(super) struct Cells<'a> {
    pub readings: &'a Readings,
    pub lines: &'a [Line],
    pub chars: &'a [char],
    pub sounds: &'a [Sound],
    pub entries: usize,
}

/// The lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    /// By character: first the cells that begin a word, then the others.
    chars: Filed,
    /// By the classes of a cell and the next one.
    pairs: Filed,
    /// Lines that are no running text, by the classes of their first cells.
    heads: Filed,
    /// A row for each syllable, then one for each of 26 letters; a bit for each entry.
    bits: Vec<u64>,
    /// Words in a row.
    width: usize,
    syllables: usize,
    /// The sets of readings with each syllable.
    sounds_of: Vec<Vec<Sound>>,
}

/// Numbers in lists, one after the other.
#[derive(Debug, Clone, Default)]
struct Filed {
    begins: Vec<u32>,
    numbers: Vec<u32>,
}

impl Filed {
    fn of(&self, lists: Range<usize>) -> &[u32] {
        let begin = |list: usize| self.begins.get(list).map_or(0, |&at| at as usize);
        &self.numbers[begin(lists.start)..begin(lists.end)]
    }
}

/// Files what `$each` calls with, a list and a number, both times the same.
macro_rules! filed {
    ($lists:expr, $each:expr) => {{
        // Two further on, so that filing moves each beginning to where it belongs.
        let mut begins = vec![0_u32; $lists + 2];
        let slots = begins.as_mut_slice();
        $each(&mut |list: usize, _: u32| slots[list + 2] += 1);
        for i in 2..slots.len() {
            slots[i] += slots[i - 1];
        }
        let mut numbers = vec![0_u32; slots[$lists + 1] as usize];
        let places = numbers.as_mut_slice();
        $each(&mut |list: usize, number: u32| {
            let next = &mut slots[list + 1];
            places[*next as usize] = number;
            *next += 1;
        });
        Filed { begins, numbers }
    }};
}

impl Postings {
    pub(super) fn new(cells: &Cells<'_>) -> Self {
        let mut out = Self {
            chars: filed!(2 * CHARS, |call: &mut _| each_char(cells, call)),
            ..Self::default()
        };
        let readings = cells.readings;
        let of_sound: Vec<u64> =
            (0_u16..).take(readings.sounds().max(1)).map(|s| sound_classes(readings, s)).collect();
        let of_sound = of_sound.as_slice();
        let class = |cell: usize| match cells.sounds[cell] & !FRESH {
            0 => char_classes(cells.chars[cell]),
            sound => of_sound[usize::from(sound)],
        };
        out.pairs = filed!(CLASSES * CLASSES, |call: &mut _| each_pair(cells.lines, &class, call));
        out.heads = filed!(CLASSES, |call: &mut _| each_head(cells.lines, &class, call));
        out.file_bits(cells);
        out
    }

    fn file_bits(&mut self, cells: &Cells<'_>) {
        let readings = cells.readings;
        self.width = cells.entries.div_ceil(64);
        self.syllables = readings.syllables();
        self.bits = vec![0; (self.syllables + 26) * self.width];
        let (bits, width) = (self.bits.as_mut_slice(), self.width);
        // The first syllable of each set of readings, and whether there are more: most have one.
        let firsts: Vec<(usize, bool)> = (0_u16..)
            .take(readings.sounds())
            .map(|s| readings.sound(s))
            .map(|all| (all.first().map_or(0, |r| usize::from(r.syllable)), all.len() > 1))
            .collect();
        self.sounds_of = vec![Vec::new(); self.syllables];
        for sound in (0_u16..).take(readings.sounds()) {
            for reading in readings.sound(sound) {
                self.sounds_of[usize::from(reading.syllable)].push(sound);
            }
        }
        let firsts = firsts.as_slice();
        for line in cells.lines.iter().filter(|l| l.field != Field::Story) {
            let (at, bit) = (line.entry as usize / 64, 1 << (line.entry % 64));
            for cell in line.cells.start as usize..line.cells.end as usize {
                match cells.sounds[cell] & !FRESH {
                    0 => {
                        let mut letters = letter_bits(cells.chars[cell]);
                        while letters != 0 {
                            let row = self.syllables + letters.trailing_zeros() as usize;
                            bits[row * width + at] |= bit;
                            letters &= letters - 1;
                        }
                    }
                    sound => {
                        let (first, more) = firsts[usize::from(sound)];
                        bits[first * width + at] |= bit;
                        if more {
                            for r in &readings.sound(sound)[1..] {
                                bits[usize::from(r.syllable) * width + at] |= bit;
                            }
                        }
                    }
                }
            }
        }
    }

    /// The cells of a character, and of others that share its list: those that begin a word, and the
    /// others.
    pub(super) fn cells_of(&self, ch: char) -> (&[u32], &[u32]) {
        let list = 2 * (ch as usize % CHARS);
        (self.chars.of(list..list + 1), self.chars.of(list + 1..list + 2))
    }

    /// How many cells [`Self::cells_of`] has.
    pub(super) fn count_of(&self, ch: char) -> usize {
        let list = 2 * (ch as usize % CHARS);
        self.chars.of(list..list + 2).len()
    }

    /// Calls with every cell of one of the first classes before one of the others. A cell may come more
    /// than once.
    pub(super) fn each_pair(&self, (first, then): (u64, u64), mut call: impl FnMut(u32)) {
        let mut a = first;
        while a != 0 {
            let row = a.trailing_zeros() as usize * CLASSES;
            let mut b = then;
            while b != 0 {
                // Neighbouring classes lie in one run.
                let from = b.trailing_zeros() as usize;
                let run = (b >> from).trailing_ones() as usize;
                for &cell in self.pairs.of(row + from..row + from + run) {
                    call(cell);
                }
                b = if from + run == CLASSES { 0 } else { b >> (from + run) << (from + run) };
            }
            a &= a - 1;
        }
    }

    /// Calls with every line that is no running text and begins with one of the classes.
    pub(super) fn each_head(&self, mut classes: u64, mut call: impl FnMut(u32)) {
        while classes != 0 {
            let class = classes.trailing_zeros() as usize;
            for &line in self.heads.of(class..class + 1) {
                call(line);
            }
            classes &= classes - 1;
        }
    }

    /// Adds to a row the entries with a syllable in a name, an address or the like.
    pub(super) fn unite(&self, into: &mut [u64], syllable: u16) {
        for (to, from) in into.iter_mut().zip(self.row(usize::from(syllable))) {
            *to |= from;
        }
    }

    /// Adds to a row the entries with a letter in such a text.
    pub(super) fn unite_letter(&self, into: &mut [u64], letter: char) {
        let mut letters = letter_bits(letter);
        while letters != 0 {
            let row = self.syllables + letters.trailing_zeros() as usize;
            for (to, from) in into.iter_mut().zip(self.row(row)) {
                *to |= from;
            }
            letters &= letters - 1;
        }
    }

    /// Leaves in a row only the entries with a syllable; whether any is left.
    pub(super) fn narrow(&self, row: &mut [u64], syllable: u16) -> bool {
        let mut any = 0;
        for (to, from) in row.iter_mut().zip(self.row(usize::from(syllable))) {
            *to &= from;
            any |= *to;
        }
        any != 0
    }

    /// The entries with a syllable.
    pub(super) fn row(&self, row: usize) -> &[u64] {
        self.bits.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// The sets of readings with a syllable.
    pub(super) fn sounds_of(&self, syllable: u16) -> &[Sound] {
        self.sounds_of.get(usize::from(syllable)).map_or(&[], Vec::as_slice)
    }

    /// Words in a row of entries.
    pub(super) const fn width(&self) -> usize {
        self.width
    }
}

/// Calls with the number of every bit of a row.
pub(super) fn each_bit(row: &[u64], mut call: impl FnMut(u32)) {
    for (at, &word) in (0_u32..).step_by(64).zip(row) {
        let mut word = word;
        while word != 0 {
            call(at + word.trailing_zeros());
            word &= word - 1;
        }
    }
}

fn each_char(cells: &Cells<'_>, call: &mut impl FnMut(usize, u32)) {
    for ((cell, &ch), &sound) in (0_u32..).zip(cells.chars).zip(cells.sounds) {
        if ch == '\0' {
            continue; // the end of a text
        }
        let inside = usize::from(sound & FRESH == 0);
        call(2 * (ch as usize % CHARS) + inside, cell);
    }
}

fn each_pair(lines: &[Line], class: &impl Fn(usize) -> u64, call: &mut impl FnMut(usize, u32)) {
    for line in lines {
        let mut own = class(line.cells.start as usize);
        for cell in line.cells.clone() {
            let next =
                if cell + 1 == line.cells.end { 1 << NONE } else { class(cell as usize + 1) };
            let mut a = own;
            while a != 0 {
                let row = a.trailing_zeros() as usize * CLASSES;
                let mut b = next;
                while b != 0 {
                    call(row + b.trailing_zeros() as usize, cell);
                    b &= b - 1;
                }
                a &= a - 1;
            }
            own = next;
        }
    }
}

fn each_head(lines: &[Line], class: &impl Fn(usize) -> u64, call: &mut impl FnMut(usize, u32)) {
    for (number, line) in (0_u32..).zip(lines) {
        let mut a = if line.field == Field::Story { 0 } else { class(line.cells.start as usize) };
        while a != 0 {
            call(a.trailing_zeros() as usize, number);
            a &= a - 1;
        }
    }
}

/// The classes of a character with these readings, as bits.
pub(super) fn classes(readings: &Readings, ch: char, sound: Sound) -> u64 {
    if sound == 0 { char_classes(ch) } else { sound_classes(readings, sound) }
}

fn sound_classes(readings: &Readings, sound: Sound) -> u64 {
    let all = readings.sound(sound);
    all.iter().fold(0, |m, r| m | 1 << initial(readings.syllable(r.syllable)))
}

/// The classes of a character without readings: `ü` is typed as `u` and as `v`.
fn char_classes(ch: char) -> u64 {
    if is_letter(ch) {
        u64::from(letter_bits(ch))
    } else if ch.is_ascii_digit() {
        1 << (u32::from(DIGITS) + ch as u32 - u32::from('0'))
    } else {
        1 << (u32::from(OTHERS) + ch as u32 % OTHER_CLASSES)
    }
}

/// The letters that stand for a letter, as bits.
fn letter_bits(ch: char) -> u32 {
    match ch {
        'ü' => 1 << (b'u' - b'a') | 1 << (b'v' - b'a'),
        'a'..='z' => 1 << (ch as u32 - u32::from('a')),
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
    if h { retroflex } else { u64::from(letter_bits(first)) | retroflex }
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
