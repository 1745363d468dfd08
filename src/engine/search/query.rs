//! What was typed, as elements to match against cells.

use super::fold::fold;
use super::readings::{Readings, Sound};

/// Longer input than any name is cut off.
pub const LONGEST: usize = 64;

/// One character of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elem {
    /// Folded, in the form that is compared.
    pub ch: char,
    /// Its readings, for characters typed in place of others that sound alike.
    pub sound: Sound,
    /// The tone of its mark, 0 without one.
    pub tone: u8,
    /// A space or a mark stood before it: a syllable or word ends there.
    pub gap: bool,
}

/// A query made ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// At most [`LONGEST`] elements.
    pub elems: Vec<Elem>,
}

impl Query {
    /// Makes a text ready. A query without elements finds nothing.
    #[must_use]
    pub fn new(text: &str, readings: &Readings) -> Self {
        let elems = fold(text)
            .take(LONGEST)
            .map(|f| {
                let ch = readings.form(f.ch);
                Elem { ch, sound: readings.of(ch), tone: f.tone, gap: f.fresh }
            })
            .collect();
        Self { elems }
    }

    /// Whether every element is a Latin letter.
    #[must_use]
    pub fn is_latin(&self) -> bool {
        self.elems.iter().all(|e| super::fold::is_letter(e.ch))
    }
}
