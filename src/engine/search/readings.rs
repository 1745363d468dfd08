//! How characters are read, as `redmap pack` writes it beside a bundle (`derived/readings.txt`).
//!
//! ```text
//! redmap readings 1
//! yuan2 园圆元        every character read so; one with several readings stands in several lines
//! * 大厦 da4 sha4     a word that settles the readings of its characters
//! = 園园 臺台          another form of a character, and the form compared
//! ```
//!
//! Tones are 1 to 4, 0 for the neutral one; `ü` is written `v`. Lines that cannot be read are skipped.

use super::fold::is_letter;

/// The first line of the file.
pub const HEAD: &str = "redmap readings 1";

/// One reading: a syllable and the tones it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Index of the syllable.
    pub syllable: u16,
    /// Bit `t` is set if tone `t` fits.
    pub tones: u8,
}

/// Which set of readings a character has: an index for [`Readings::sound`], 0 for none.
pub type Sound = u16;

/// The block of the common ideographs.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// Marks, in the table of characters, one that begins a word.
const BEGINS: Sound = 0x8000;

/// A word whose characters are read in one way.
#[derive(Debug, Clone)]
struct Word {
    chars: Vec<char>,
    sounds: Vec<Sound>,
}

/// Readings, words and other forms of characters.
#[derive(Debug, Clone, Default)]
pub struct Readings {
    syllables: Vec<String>,
    /// Sorted spellings of the syllables.
    spellings: Vec<(u32, u16)>,
    sounds: Vec<Vec<Reading>>,
    of: Vec<Sound>,
    words: Vec<Word>,
    forms: Vec<(char, char)>,
    /// The form of each common ideograph, 0 where it is its own.
    own_forms: Vec<u16>,
}

impl Readings {
    /// Reads the file; a text of another kind or version gives no readings at all.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let mut out = Self { sounds: vec![Vec::new()], ..Self::default() };
        if lines.next().map(str::trim_end) != Some(HEAD) {
            return out;
        }
        out.of = vec![0; (LAST - FIRST + 1) as usize];
        for line in lines {
            let mut parts = line.split(' ').filter(|p| !p.is_empty());
            match parts.next() {
                Some("=") => out.forms.extend(parts.filter_map(pair)),
                Some("*") => out.word(parts),
                Some(spelt) => {
                    if let (Some(reading), Some(chars)) = (out.reading(spelt), parts.next()) {
                        out.line(reading, chars);
                    }
                }
                None => {}
            }
        }
        crate::domain::order::sort_by_key(&mut out.forms, |f| f.0 as usize);
        // Looked up for every character of every name: a table for nearly all of them.
        out.own_forms = vec![0; out.of.len()];
        for &(from, to) in &out.forms {
            let at = (from as u32).wrapping_sub(FIRST) as usize;
            if let (Some(slot), Ok(to)) = (out.own_forms.get_mut(at), u16::try_from(to as u32)) {
                *slot = to;
            }
        }
        out
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The readings of a character.
    #[must_use]
    pub fn of(&self, c: char) -> Sound {
        self.entry(c) & !BEGINS
    }

    /// The readings of a character, and whether it begins a word that settles readings.
    #[inline(always)]
    #[must_use]
    pub fn of_word(&self, c: char) -> (Sound, bool) {
        let entry = self.entry(c);
        (entry & !BEGINS, entry & BEGINS != 0)
    }

    #[inline(always)]
    fn entry(&self, c: char) -> Sound {
        let at = (c as u32).wrapping_sub(FIRST) as usize;
        self.of.as_slice().get(at).copied().unwrap_or(0)
    }

    fn set(&mut self, c: char, entry: Sound) {
        let at = (c as u32).wrapping_sub(FIRST) as usize;
        if let Some(slot) = self.of.get_mut(at) {
            *slot = entry;
        }
    }

    /// A set of readings.
    #[must_use]
    pub fn sound(&self, sound: Sound) -> &[Reading] {
        self.sounds.get(usize::from(sound)).map_or(&[], Vec::as_slice)
    }

    /// How many sets of readings there are.
    #[must_use]
    pub fn sounds(&self) -> usize {
        self.sounds.len()
    }

    /// The letters of a syllable.
    #[must_use]
    pub fn syllable(&self, index: u16) -> &str {
        self.syllables.get(usize::from(index)).map_or("", String::as_str)
    }

    /// The letters of all syllables, in the order of their indices.
    pub fn all_syllables(&self) -> impl Iterator<Item = &str> {
        self.syllables.iter().map(String::as_str)
    }

    /// How many different syllables there are.
    #[must_use]
    pub fn syllables(&self) -> usize {
        self.syllables.len()
    }

    /// The index of the syllable of a [`spelling`].
    #[must_use]
    pub fn find_syllable(&self, spelling: u32) -> Option<u16> {
        let at = self.spellings.partition_point(|s| s.0 < spelling);
        self.spellings.get(at).filter(|s| s.0 == spelling).map(|s| s.1)
    }

    /// The syllables that begin with these letters.
    #[must_use]
    pub fn begun(&self, letters: &str) -> Vec<u16> {
        let all = (0_u16..).zip(&self.syllables);
        all.filter(|(_, s)| s.starts_with(letters)).map(|(i, _)| i).collect()
    }

    /// The form of a character that is compared.
    #[must_use]
    pub fn form(&self, c: char) -> char {
        match self.own_forms.get((c as u32).wrapping_sub(FIRST) as usize) {
            Some(0) => return c,
            Some(&own) => return char::from_u32(u32::from(own)).unwrap_or(c),
            None => {}
        }
        if c.is_ascii() {
            return c;
        }
        let at = self.forms.partition_point(|f| f.0 < c);
        self.forms.get(at).filter(|f| f.0 == c).map_or(c, |f| f.1)
    }

    /// Whether two sets of readings have a syllable in common, whatever its tone.
    #[must_use]
    pub fn alike(&self, a: Sound, b: Sound) -> bool {
        let (a, b) = (self.sound(a), self.sound(b));
        a.iter().any(|x| b.iter().any(|y| x.syllable == y.syllable))
    }

    /// Narrows the readings of a word's characters; `sounds` are those of `chars`, whose sixteenth bit
    /// stays as it is.
    pub fn settle(&self, chars: &[char], sounds: &mut [Sound]) {
        for (i, first) in chars.iter().enumerate().filter(|(_, c)| self.begins_word(**c)) {
            // Words are sorted by their first character, longer ones first.
            let from = self.words.partition_point(|w| w.chars[0] < *first);
            for word in self.words[from..].iter().take_while(|w| w.chars[0] == *first) {
                if chars[i..].starts_with(&word.chars) {
                    for (sound, settled) in sounds[i..].iter_mut().zip(&word.sounds) {
                        *sound = *sound & BEGINS | settled;
                    }
                    break;
                }
            }
        }
    }

    /// Whether a character begins a word that settles readings.
    #[must_use]
    pub fn begins_word(&self, c: char) -> bool {
        self.entry(c) & BEGINS != 0
    }

    fn line(&mut self, reading: Reading, chars: &str) {
        let alone = self.add(vec![reading]);
        for c in chars.chars() {
            let old = self.of(c);
            let new = if old == 0 { alone } else { self.joined(old, reading) };
            self.set(c, new | self.entry(c) & BEGINS);
        }
    }

    /// A set with one reading more.
    fn joined(&mut self, sound: Sound, reading: Reading) -> Sound {
        let mut set = self.sound(sound).to_vec();
        match set.iter_mut().find(|r| r.syllable == reading.syllable) {
            Some(same) => same.tones |= reading.tones,
            None => set.push(reading),
        }
        self.add(set)
    }

    fn add(&mut self, set: Vec<Reading>) -> Sound {
        // Fifteen bits: the index keeps a flag in the sixteenth.
        match Sound::try_from(self.sounds.len()).ok().filter(|n| *n < 0x8000) {
            Some(sound) => {
                self.sounds.push(set);
                sound
            }
            None => 0,
        }
    }

    /// `zhong4` or `lv4`.
    fn reading(&mut self, spelt: &str) -> Option<Reading> {
        let letters = spelt.trim_end_matches(|c: char| c.is_ascii_digit());
        let tone = match &spelt[letters.len()..] {
            "" => 0,
            digit => digit.parse::<u8>().ok().filter(|t| *t < 5)?,
        };
        if letters.is_empty() || letters.len() > 6 || !letters.chars().all(is_letter) {
            return None;
        }
        let spelling = letters.chars().fold(0, spelling);
        let syllable = if let Some(at) = self.find_syllable(spelling) {
            at
        } else {
            let new = u16::try_from(self.syllables.len()).ok()?;
            self.syllables.push(letters.to_owned());
            let at = self.spellings.partition_point(|s| s.0 < spelling);
            self.spellings.insert(at, (spelling, new));
            new
        };
        Some(Reading { syllable, tones: 1 << tone })
    }

    fn word<'a>(&mut self, mut parts: impl Iterator<Item = &'a str>) {
        let Some(chars) = parts.next().map(|w| w.chars().collect::<Vec<char>>()) else { return };
        let mut sounds = Vec::new();
        for spelt in parts {
            let Some(reading) = self.reading(spelt) else { return };
            sounds.push(self.add(vec![reading]));
        }
        if chars.is_empty() || chars.len() != sounds.len() {
            return;
        }
        self.set(chars[0], self.entry(chars[0]) | BEGINS);
        let at = self.words.partition_point(|w| {
            w.chars[0] < chars[0] || (w.chars[0] == chars[0] && w.chars.len() >= chars.len())
        });
        self.words.insert(at, Word { chars, sounds });
    }
}

/// A syllable as a number: the letters so far, and one more. Six letters fit.
#[must_use]
pub const fn spelling(before: u32, letter: char) -> u32 {
    let letter = if letter == 'ü' { 'v' } else { letter };
    (before << 5) | (letter as u32 & 31)
}

fn pair(two: &str) -> Option<(char, char)> {
    let mut chars = two.chars();
    let pair = (chars.next()?, chars.next()?);
    chars.next().is_none().then_some(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "redmap readings 1\n\
        da4 大\n\nsha4 厦\nxia4 厦下\nyi1 一\nyi2 一\nlv4 绿\nlu4 绿\n\
        * 大厦 da4 sha4\n= 園园 臺台\n? nonsense\nqqqqqqq1 七\nda9 搭\n* 大 \n";

    #[test]
    fn reads_lines_words_and_forms() {
        let r = Readings::parse(FILE);
        let spelt = |sound: Sound| {
            let all = r.sound(sound).iter();
            all.map(|x| (r.syllable(x.syllable), x.tones)).collect::<Vec<_>>()
        };
        assert_eq!(spelt(r.of('大')), [("da", 1 << 4)]);
        assert_eq!(spelt(r.of('厦')), [("sha", 16), ("xia", 16)]);
        assert_eq!(spelt(r.of('一')), [("yi", 2 | 4)]);
        assert_eq!(spelt(r.of('绿')), [("lv", 16), ("lu", 16)]);
        assert_eq!(spelt(r.of('七')), []);
        assert_eq!((r.form('園'), r.form('臺'), r.form('园')), ('园', '台', '园'));
        let chars = ['二', '大', '厦'];
        let mut sounds = chars.map(|c| r.of(c));
        r.settle(&chars, &mut sounds);
        assert_eq!(spelt(sounds[2]), [("sha", 16)]);
        assert!(r.begins_word('大') && !r.begins_word('厦'));
        assert!(r.alike(r.of('厦'), r.of('下')) && !r.alike(r.of('大'), r.of('下')));
    }

    #[test]
    fn another_file_gives_nothing() {
        for text in ["", "redmap readings 2\nda4 大", "{}"] {
            let r = Readings::parse(text);
            assert!(r.is_empty() && r.of('大') == 0 && r.sound(7).is_empty(), "{text}");
            assert_eq!(r.form('園'), '園');
        }
    }
}
