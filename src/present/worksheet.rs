//! The pupil's worksheet: a map with blanks, questions, and the answers on a page of their own.

use super::quiz::{LETTERS, MapMark, Shown, shown};
use crate::bundle::told::Told;
use crate::domain::{Accuracy, Atlas, order};
use crate::engine::quiz::{Question, Spec, blanks};
use crate::i18n::Lang;

/// Numbers on the map.
const NUMBERS: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];

/// A worksheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Worksheet {
    /// Numbered marks, in their order.
    pub marks: Vec<MapMark>,
    /// The names that belong to them, in the same order.
    pub names: Vec<String>,
    /// The same names in an order that tells nothing.
    pub bank: Vec<String>,
    /// Questions that need no map of their own, with the letter of the right answer.
    pub questions: Vec<(Shown, &'static str)>,
}

/// The worksheet of a set.
#[must_use]
pub fn worksheet(
    lang: Lang,
    told: &Told,
    atlas: &Atlas,
    spec: &Spec,
    set: &[Question],
) -> Worksheet {
    let places = blanks(told, atlas, spec, NUMBERS.len());
    let name = |i: usize| atlas.places().get(i).map_or("", |p| lang.pick(&p.name)).to_owned();
    let marks = places.iter().zip(NUMBERS).filter_map(|(&i, sign)| {
        let place = atlas.places().get(i)?;
        let within = place.accuracy.map_or(0.0, Accuracy::metres);
        Some(MapMark { at: place.position?, within, sign })
    });
    let mut bank = places.clone();
    order::sort_by_key(&mut bank, |i| *i);
    let questions = set.iter().filter_map(|q| {
        let words = shown(lang, told, atlas, q);
        words.marks.is_empty().then(|| (words, LETTERS.get(q.right).copied().unwrap_or_default()))
    });
    Worksheet {
        marks: marks.collect(),
        names: places.iter().map(|&i| name(i)).collect(),
        bank: bank.into_iter().map(name).collect(),
        questions: questions.collect(),
    }
}
