//! Every match of a query: candidates from the lists, each compared.

use super::automaton::Automaton;
use super::best::{Best, key};
use super::find::Rank;
use super::fold::is_letter;
use super::index::{Field, Index, Line};
use super::matching::{ALIKE, How, Matcher, READ, Rules};
use super::postings::{classes, each_bit, initial_classes};
use super::query::{Elem, Query};
use super::readings::{Sound, spelling};

/// How a query that begins with a letter can begin.
struct Start {
    /// The classes of its first cell.
    own: u64,
    /// The classes of the cell after it; `None` where the query ends in the first cell.
    then: Option<u64>,
    /// The syllables of its first cell, where not all of the class will do.
    fits: Option<Vec<u16>>,
    /// The first cell is read as more than one letter, which no letter is.
    syllable: bool,
}

/// Sets of readings, as bits; the empty set of letters and the like is none of them.
pub(super) struct Sounds(Vec<u64>);

impl Sounds {
    #[inline(always)]
    pub(super) fn holds(&self, sound: Sound) -> bool {
        self.0.as_slice().get(usize::from(sound / 64)).is_some_and(|w| w >> (sound % 64) & 1 == 1)
    }
}

impl Index {
    /// Notes every match of a query, or, of those of one letter or syllable, as many as can lead.
    pub(super) fn scan(&self, query: &Query, rules: Rules, best: &mut Best, limit: usize) {
        let mut automaton = Automaton::new(self, &query.elems, rules);
        let first = query.elems[0];
        if !is_letter(first.ch) {
            return self.scan_characters(query, rules, best, &mut automaton);
        }
        let toned = query.elems.iter().any(|e| e.tone != 0);
        for start in self.starts(query, rules) {
            if start.then.is_none() && !toned {
                self.scan_syllables(first.ch, &start, best, limit);
                continue;
            }
            let fits = start.fits.as_ref().map(|all| self.sounds_with(all));
            self.postings.each_pair((start.own, start.then.unwrap_or(u64::MAX)), |cell| {
                let fit = match (self.sound(cell as usize), &fits) {
                    (0, _) => !start.syllable,
                    (sound, Some(fits)) => fits.holds(sound),
                    (_, None) => true,
                };
                if fit {
                    self.compare(query, rules, cell, best, &mut automaton);
                }
            });
        }
    }

    /// Compares at a cell, by the automaton if the rules are its own.
    fn compare(
        &self,
        query: &Query,
        rules: Rules,
        cell: u32,
        best: &mut Best,
        automaton: &mut Option<Automaton<'_>>,
    ) {
        let at = cell as usize;
        let found = match automaton {
            // The line is not looked at before there is a match: most candidates are none.
            Some(a) => a.at(at).map(|f| (f.to, if f.read { READ } else { 0 })),
            None => Matcher::at(self, query, rules, at, self.line_at(cell).cells.end as usize),
        };
        let Some((to, how)) = found else { return };
        let line = self.line_at(cell);
        if line.field == Field::Story {
            self.compare_story(query, line, cell, best);
        } else {
            self.note(line, cell, to, how, best);
        }
    }

    fn compare_story(&self, query: &Query, line: &Line, cell: u32, best: &mut Best) {
        if query.elems.len() == 1 && is_letter(query.elems[0].ch) {
            return;
        }
        let end = line.cells.end as usize;
        // Two syllables meet by chance in any text.
        if let Some((to, how)) = Matcher::at(self, query, Rules::TEXT, cell as usize, end)
            && (how & READ == 0 || to - cell as usize >= 3)
        {
            self.note(line, cell, to, how, best);
        }
    }

    /// Notes a match from a cell up to another.
    #[inline(always)]
    fn note(&self, line: &Line, cell: u32, to: usize, how: How, best: &mut Best) {
        let prefix = line.cells.start == cell;
        let whole = prefix && to == line.cells.end as usize;
        let rank = match how {
            h if h & ALIKE != 0 => Rank::Alike,
            _ if line.field == Field::Story => Rank::Story,
            0 if whole => Rank::Exact,
            0 if prefix => Rank::Prefix,
            0 if self.fresh(cell as usize) => Rank::Word,
            0 => Rank::Inside,
            _ if whole => Rank::ReadWhole,
            _ if prefix => Rank::ReadPrefix,
            _ => Rank::ReadInside,
        };
        // An address in English may spell a whole Chinese name; the place of that name comes first.
        let rank = if line.field == Field::AddressEn { rank.max(Rank::ReadInside) } else { rank };
        best.note(line.entry, key(rank, line.kind, line.field), cell);
    }

    /// Queries that begin with a character: the rarest of the first ones leads to the candidates.
    fn scan_characters(
        &self,
        query: &Query,
        rules: Rules,
        best: &mut Best,
        automaton: &mut Option<Automaton<'_>>,
    ) {
        let elems = &query.elems;
        let run = elems.iter().position(|e| is_letter(e.ch)).unwrap_or(elems.len());
        let mut rare = 0;
        for i in 1..run {
            if self.postings.count_of(elems[i].ch) < self.postings.count_of(elems[rare].ch) {
                rare = i;
            }
        }
        let (fresh, inside) = self.postings.cells_of(elems[rare].ch);
        let before = u32::try_from(rare).unwrap_or(0);
        let wanted: Vec<char> = elems[..run].iter().map(|e| e.ch).collect();
        for &cell in fresh.iter().chain(inside) {
            let Some(begin) = cell.checked_sub(before) else { continue };
            let at = begin as usize;
            if self.chars.as_slice().get(at..at + run) != Some(wanted.as_slice()) {
                continue;
            }
            // They are in one line: what ends a line is no character of a query.
            if run == elems.len() {
                self.note(self.line_at(begin), begin, at + run, 0, best);
            } else {
                self.compare(query, rules, begin, best, automaton);
            }
        }
    }

    /// Notes names with characters that sound like the ones typed.
    pub(super) fn scan_alike(&self, query: &Query, best: &mut Best) {
        let rules = Rules { homophones: true, ..Rules::NAMES };
        let elems = &query.elems;
        let sounds = |e: &Elem| {
            let all: Vec<u16> = self.readings.sound(e.sound).iter().map(|r| r.syllable).collect();
            self.sounds_with(&all)
        };
        let first = elems[0];
        let (one, two) = (sounds(&first), sounds(&elems[1]));
        let alike = |e: &Elem, with: &Sounds, cell: usize| {
            is_letter(e.ch) || self.chars[cell] == e.ch || with.holds(self.sound(cell))
        };
        self.postings.each_pair((self.after(first), self.after(elems[1])), |cell| {
            let at = cell as usize;
            let line = self.line_at(cell);
            let end = line.cells.end as usize;
            if line.field == Field::Story
                || !alike(&first, &one, at)
                || !(is_letter(first.ch) || at + 1 < end && alike(&elems[1], &two, at + 1))
            {
                return;
            }
            if let Some((to, how)) = Matcher::at(self, query, rules, at, end) {
                self.note(line, cell, to, how, best);
            }
        });
    }

    /// A letter, or the beginning of a syllable, alone: nearly everything has it. Those that can lead are
    /// noted; of the others rows of bits tell that they are found.
    fn scan_syllables(&self, letter: char, start: &Start, best: &mut Best, limit: usize) {
        let syllables = start.fits.as_deref().unwrap_or_default();
        let mut row = vec![0; self.postings.width()];
        for &syllable in syllables {
            self.postings.unite(&mut row, syllable);
        }
        if !start.syllable {
            self.postings.unite_letter(&mut row, letter);
            let spelt = if letter == 'ü' { ['ü', 'ü'] } else { [letter, 'ü'] };
            let (fresh, inside) = self.postings.cells_of(letter);
            self.note_letters(fresh, spelt, best);
            if !best.has_better(Rank::Inside, limit) {
                self.note_letters(inside, spelt, best);
            }
            if matches!(letter, 'u' | 'v') {
                let (fresh, inside) = self.postings.cells_of('ü');
                self.note_letters(fresh, spelt, best);
                self.note_letters(inside, spelt, best);
            }
        }
        let fits = self.sounds_with(syllables);
        if !best.has_better(Rank::ReadWhole, limit) {
            self.postings.each_head(start.own, |line| {
                let line = &self.lines.as_slice()[line as usize];
                let cell = line.cells.start;
                if fits.holds(self.sound(cell as usize)) {
                    self.note(line, cell, cell as usize + 1, READ, best);
                }
            });
        }
        if !best.has_better(Rank::ReadInside, limit) {
            each_bit(&row, |entry| {
                for line in self.lines_of(entry).iter().filter(|l| l.field != Field::Story) {
                    for cell in line.cells.clone() {
                        if fits.holds(self.sound(cell as usize)) {
                            self.note(line, cell, cell as usize + 1, READ, best);
                        }
                    }
                }
            });
        }
        best.add_rest(row);
    }

    fn note_letters(&self, cells: &[u32], spelt: [char; 2], best: &mut Best) {
        for &cell in cells {
            let line = self.line_at(cell);
            if line.field != Field::Story && spelt.contains(&self.chars[cell as usize]) {
                self.note(line, cell, cell as usize + 1, 0, best);
            }
        }
    }

    /// Where a match of letters can begin.
    fn starts(&self, query: &Query, rules: Rules) -> Vec<Start> {
        let elems = &query.elems;
        let first = elems[0];
        let mut out: Vec<Start> = Vec::new();
        let (mut word, mut letters) = (0, String::new());
        for (i, e) in elems.iter().take(6).enumerate() {
            if !is_letter(e.ch) || (e.gap && i > 0) {
                break;
            }
            word = spelling(word, e.ch);
            letters.push(if e.ch == 'ü' { 'v' } else { e.ch });
            let h = i > 0 && elems[1].ch == 'h';
            let own = initial_classes(first.ch, h);
            let whole = self.readings.find_syllable(word);
            let syllable = i > 0;
            match elems.get(i + 1) {
                // The query ends within the first cell.
                None => {
                    let mut fits: Vec<u16> = whole.into_iter().collect();
                    if rules.unfinished {
                        fits = self.readings.begun(&letters);
                    }
                    if !syllable || !fits.is_empty() {
                        out.push(Start { own, then: None, fits: Some(fits), syllable });
                    }
                }
                Some(next) if i == 0 || whole.is_some() || (i == 1 && h) => {
                    let mut then = self.after(*next);
                    if whole.is_some() && next.ch.is_ascii_digit() {
                        then |= elems.get(i + 2).map_or(u64::MAX, |&e| self.after(e));
                    }
                    // Initials fit all of the class.
                    let initial = rules.initials && (i == 0 || (i == 1 && h));
                    let fits = (!initial).then(|| whole.into_iter().collect::<Vec<u16>>());
                    if !syllable || fits.as_ref().is_none_or(|f| !f.is_empty()) {
                        out.push(Start { own, then: Some(then), fits, syllable });
                    }
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
            classes(&self.readings, next.ch, next.sound)
        }
    }

    /// The sets of readings with one of these syllables.
    pub(super) fn sounds_with(&self, syllables: &[u16]) -> Sounds {
        let mut out = vec![0; self.readings.sounds().div_ceil(64)];
        for syllable in syllables {
            for &sound in self.postings.sounds_of(*syllable) {
                out[usize::from(sound) / 64] |= 1 << (sound % 64);
            }
        }
        Sounds(out)
    }
}
