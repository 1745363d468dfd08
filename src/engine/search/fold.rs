//! What search makes of a character: lower case, half width, marks apart, punctuation gone.

/// A character kept for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// Lower case and half width; `ü` stays itself.
    pub ch: char,
    /// The tone a mark on the letter tells, 1 to 4; 0 without one.
    pub tone: u8,
    /// Whether something that is not compared (a space, a comma) stands right before it.
    pub fresh: bool,
    /// Where it starts in the text, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Vowels with the four tone marks, as pinyin writes them; upper case in the second half.
const MARKED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛ";
const BARE: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'ü'];

/// Other letters with marks that stand in English names of places.
const OTHER: [(char, char); 16] = [
    ('ü', 'ü'),
    ('Ü', 'ü'),
    ('â', 'a'),
    ('ä', 'a'),
    ('å', 'a'),
    ('ç', 'c'),
    ('Ç', 'c'),
    ('ê', 'e'),
    ('ë', 'e'),
    ('î', 'i'),
    ('ï', 'i'),
    ('ñ', 'n'),
    ('ô', 'o'),
    ('ö', 'o'),
    ('Ö', 'o'),
    ('û', 'u'),
];

/// The characters of a text that are compared, in order.
pub fn fold(text: &str) -> impl Iterator<Item = Folded> + '_ {
    let mut fresh = true;
    text.char_indices().filter_map(move |(from, c)| {
        if joins(c) {
            return None;
        }
        let Some((ch, tone)) = one(c) else {
            fresh = true;
            return None;
        };
        let folded = Folded { ch, tone, fresh, from, to: from + c.len_utf8() };
        fresh = false;
        Some(folded)
    })
}

/// Whether a character is a mark of its own that belongs to the letter before it.
pub(super) const fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A character as [`fold`] keeps it, `None` where it keeps none.
#[inline(always)]
pub(super) fn bare(c: char) -> Option<char> {
    match c {
        '一'..='\u{9fff}' => Some(c),
        _ if joins(c) => None,
        _ => one(c).map(|(ch, _)| ch),
    }
}

/// One character, with the tone of its mark; `None` for white space and punctuation.
fn one(c: char) -> Option<(char, u8)> {
    match c {
        '0'..='9' | 'a'..='z' | '一'..='\u{9fff}' => Some((c, 0)),
        'A'..='Z' => Some((c.to_ascii_lowercase(), 0)),
        '\0'..='\u{7f}' => None,
        // Full width: the same order as ASCII.
        '\u{ff01}'..='\u{ff5e}' => one(char::from(u8::try_from(c as u32 - 0xfee0).unwrap_or(0))),
        _ if is_mark(c) => None,
        _ => Some(letter(c)),
    }
}

/// A letter beyond ASCII without its marks.
fn letter(c: char) -> (char, u8) {
    if c < '\u{100}' || ('ā'..='ǜ').contains(&c) {
        if let Some(at) = MARKED.chars().position(|m| m == c) {
            let tone = u8::try_from(at % 4 + 1).unwrap_or(0);
            return (BARE.get(at / 4 % 6).copied().unwrap_or(c), tone);
        }
        if let Some((_, bare)) = OTHER.iter().find(|(m, _)| *m == c) {
            return (*bare, 0);
        }
    }
    (c, 0)
}

/// Blocks of white space, punctuation and pictures.
const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{20cf}' | '\u{2190}'..='\u{245f}'
        | '\u{2500}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30fb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff5f}'..='\u{ff65}'
        | '\u{fff0}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a folded character is a Latin letter, as pinyin and English use them.
#[must_use]
pub const fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'ü'
}

/// Whether a folded character belongs to a word written letter by letter.
#[must_use]
pub const fn in_word(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text).map(|f| f.ch).collect()
    }

    #[test]
    fn case_width_marks_and_punctuation() {
        for (text, expected) in [
            ("Erqi Tower", "erqitower"),
            ("ＥＲＱＩ　１２３", "erqi123"),
            ("Lüyin Park", "lüyinpark"),
            ("gōng yuán", "gongyuan"),
            ("胡公祠、彭公祠", "胡公祠彭公祠"),
            ("“飞机楼”（旧址）·1", "飞机楼旧址1"),
            ("People’s Café", "peoplescafe"),
            ("🚩二七", "二七"),
            ("，。 ", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn tones_breaks_and_offsets() {
        let all: Vec<Folded> = fold("lǜ 园").collect();
        assert_eq!((all[1].ch, all[1].tone, all[1].fresh), ('ü', 4, false));
        assert_eq!((all[2].ch, all[2].fresh, all[2].from, all[2].to), ('园', true, 4, 7));
        assert!(all[0].fresh);
    }
}
