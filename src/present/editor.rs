//! 改地图 in words: its fields, and what the bundle's own checks say of a feature while it is edited.

use crate::bundle::check::{Anchors, check_piece};
use crate::domain::LonLat;
use crate::domain::sketch::Sketch;
use crate::domain::sketch::feature::GEOMETRY;
use crate::i18n::words::EditKey as W;
use crate::i18n::{Lang, rules};
use crate::json::write::listed;
use crate::state::branch::Branch;
use crate::state::editor::{SOURCE, rows};

/// What is near enough to be taken for the same place, in metres.
const NEAR_M: f64 = 500.0;

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One line.
    Line,
    /// Several lines.
    Long,
    /// One of the categories.
    Category,
}

/// The fields of the form in their order, all but the position.
pub const FIELDS: [(&str, W, Form); 17] = [
    ("name", W::Name, Form::Line),
    ("name_en", W::NameEn, Form::Line),
    ("short", W::Short, Form::Line),
    ("category", W::Category, Form::Category),
    ("address", W::Address, Form::Line),
    ("address_en", W::AddressEn, Form::Line),
    ("district", W::District, Form::Line),
    ("subdistrict", W::Subdistrict, Form::Line),
    ("accuracy_m", W::Accuracy, Form::Line),
    ("accuracy_note", W::AccuracyNote, Form::Line),
    (SOURCE, W::PositionSource, Form::Line),
    ("checked", W::Checked, Form::Line),
    ("opening_hours", W::Hours, Form::Line),
    ("phone", W::Phone, Form::Line),
    ("website", W::Website, Form::Line),
    ("summary", W::Summary, Form::Long),
    ("summary_en", W::SummaryEn, Form::Long),
];

/// The columns of the table that can be changed there.
pub const COLUMNS: [&str; 6] =
    ["name", "name_en", "address", "district", "subdistrict", "accuracy_m"];

/// The name of a field; one without a name here is called as the file calls it.
#[must_use]
pub fn field_name(lang: Lang, field: &str) -> String {
    if field == GEOMETRY || field == "geometry" {
        return W::Position.text(lang).to_owned();
    }
    if field.is_empty() {
        return W::WholePlace.text(lang).to_owned();
    }
    let known = FIELDS.iter().find(|(key, ..)| *key == field);
    known.map_or_else(|| field.to_owned(), |(_, word, _)| word.text(lang).to_owned())
}

/// The name of a feature in the reader's language, as far as it has one.
#[must_use]
pub fn name(lang: Lang, sketch: &Sketch) -> String {
    let english = sketch.text("name_en");
    if lang == Lang::En && !english.is_empty() { english } else { sketch.text("name") }
}

/// One thing the checks found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// It has to be mended before the file is good.
    pub error: bool,
    /// The field; empty for the whole place.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// What the bundle's checks say of a feature among those near it.
#[must_use]
pub fn findings(lang: Lang, b: &Branch, anchors: &Anchors, sketch: &Sketch) -> Vec<Finding> {
    let at = |s: &Sketch| {
        let points = s.outline().points();
        points.get(points.len() / 2).copied()
    };
    let near = |s: &Sketch, here: LonLat| at(s).is_some_and(|p| p.distance_m(here) < NEAR_M);
    let mut features = Vec::new();
    if let Some(here) = at(sketch) {
        let mut all = b.clone();
        // Neighbours count whatever the table shows.
        all.editor.needle.clear();
        all.editor.mine_only = false;
        let gone = |id: &str| b.book.edit(id).is_some_and(|e| e.now.is_none());
        let others = rows(&all).into_iter().map(|r| r.sketch);
        let others = others.filter(|s| s.id != sketch.id && !gone(&s.id) && near(s, here));
        features.extend(others.map(|s| s.json()));
    }
    // Last, since what two features have in common is told of the later one.
    let own = u32::try_from(features.len()).ok();
    features.push(sketch.json());
    let json = ["{\"type\":\"FeatureCollection\",\"features\":", &listed(&features), "}"].concat();
    let bounds = b.editor.catalog.as_ref().and_then(|c| c.bounds);
    let report = check_piece("", json.as_bytes(), bounds, anchors);
    let mut out: Vec<Finding> = report
        .findings
        .into_iter()
        .filter(|f| f.index == own)
        .map(|f| {
            let [what, todo] = rules::parted(&f.rule, lang);
            Finding { error: f.rule.is_error(), field: f.field.unwrap_or_default(), what, todo }
        })
        .collect();
    out.sort_by_key(|f| !f.error);
    out
}

/// A value of a field as one reads it: a text without its quotes, anything else as it is written, cut off
/// where it is long.
#[must_use]
pub fn value(lang: Lang, json: Option<&str>) -> String {
    const MOST: usize = 160;
    let Some(json) = json else { return W::Empty.text(lang).to_owned() };
    let raw = crate::json::Raw::parse(json).ok();
    let words = raw.and_then(crate::json::text).unwrap_or_else(|| json.to_owned());
    match words.char_indices().nth(MOST) {
        Some((end, _)) => [&words[..end], "…"].concat(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::editor::catalog::tests::{LAYER, catalog};
    use crate::state::editor::{current, set};
    use std::rc::Rc;

    fn said(field: &str, words: &str) -> Vec<Finding> {
        let mut b = Branch::default();
        b.editor.catalog =
            Some(Rc::new(catalog("1", &LAYER.replace("[113.67,34.76]", "[113.6601,34.75]"))));
        let mut sketch = current(&b, "p").expect("a park");
        set(&mut sketch, field, words);
        findings(Lang::Zh, &b, &Anchors::default(), &sketch)
    }

    #[test]
    fn the_checks_speak_while_one_types() {
        let about = |field: &str, words: &str| {
            said(field, words).into_iter().any(|f| f.field == field && f.error)
        };
        assert!(!about("website", "https://example.org/"));
        assert!(said("opening_hours", "周一到周五").iter().any(|f| f.field == "opening_hours"));
        assert!(said("name", "").iter().any(|f| f.field == "name"), "{:?}", said("name", ""));
        assert!(said("accuracy_m", "大约").iter().any(|f| f.field == "accuracy_m"));
        // The one place that lies near is a line of another name.
        assert!(
            said("name", "丙路").len() > said("name", "甲园").len(),
            "{:?}",
            said("name", "丙路")
        );
    }

    #[test]
    fn values_are_read_without_their_quotes() {
        assert_eq!(value(Lang::Zh, Some("\"甲\"")), "甲");
        assert_eq!(value(Lang::Zh, Some("[1]")), "[1]");
        assert_eq!(value(Lang::Zh, None), "（空）");
    }
}
