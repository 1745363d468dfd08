//! 改地图: changes to the map as a layer of one's own over the bundle, which stays as it is.
//!
//! Each changed feature is one record among what 我的支部 keeps ([`MapEdit`]), so undo, durability, tabs and
//! the backup are those of all records. Everything here is pure: functions give the [`Change`] to make.

pub mod apply;
pub mod catalog;
pub mod draw;
pub mod files;

pub use catalog::Catalog;
pub use draw::{Drawing, Kind, Tool};

use super::book::{Book, Change};
use super::branch::Branch;
use crate::domain::kept::{Key, MapEdit};
use crate::domain::sketch::merge::same;
use crate::domain::sketch::{Clash, Outcome, Outline, Sketch, merge};
use crate::domain::{LonLat, PlaceId};
use std::rc::Rc;

/// Rows of the table at first, and more at a time.
pub const ROWS: usize = 40;

/// What the editor knows beside the edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Editor {
    /// The bundle's features, once read.
    pub catalog: Option<Rc<Catalog>>,
    /// They could not be read.
    pub failed: bool,
    /// The feature being edited.
    pub chosen: Option<String>,
    /// The vertex that moves.
    pub vertex: usize,
    /// Metres that an arrow moves a vertex.
    pub step: u16,
    /// What a press on the map does.
    pub tool: Tool,
    /// The field being typed in, and what is in it: checked before it is kept.
    pub typing: Option<(String, String)>,
    /// The table shows edits alone.
    pub mine_only: bool,
    /// A word to look for.
    pub needle: String,
    /// Rows shown.
    pub shown: usize,
    /// Features ticked in the table.
    pub ticked: Vec<String>,
    /// The field that is set for all ticked, and its value.
    pub bulk: (String, String),
    /// Presses on the map, counted, and where the last one was.
    pub pressed: (u32, Option<LonLat>),
    /// Fields of clashes where the bundle's value is to be taken: id and field.
    pub theirs: Vec<(String, String)>,
    /// What a file brought and what did not fit.
    pub told: Vec<String>,
}

impl Default for Editor {
    fn default() -> Self {
        Self {
            catalog: None,
            failed: false,
            chosen: None,
            vertex: 0,
            step: 10,
            tool: Tool::Look,
            typing: None,
            mine_only: false,
            needle: String::new(),
            shown: ROWS,
            ticked: Vec::new(),
            bulk: ("district".to_owned(), String::new()),
            pressed: (0, None),
            theirs: Vec::new(),
            told: Vec::new(),
        }
    }
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The feature, as it is now or as it was before it was deleted.
    pub sketch: Sketch,
    /// Id of its layer.
    pub layer: String,
    /// What was done to it.
    pub deed: Option<crate::domain::kept::map_edit::Deed>,
}

/// The feature as the reader has it.
#[must_use]
pub fn current(b: &Branch, id: &str) -> Option<Sketch> {
    match b.book.edit(id) {
        Some(edit) => edit.now.clone(),
        None => b.editor.catalog.as_ref()?.get(id).cloned(),
    }
}

/// The chosen feature with what is being typed.
#[must_use]
pub fn typed(b: &Branch) -> Option<Sketch> {
    let mut sketch = current(b, b.editor.chosen.as_deref()?)?;
    if let Some((field, words)) = &b.editor.typing {
        set(&mut sketch, field, words);
    }
    Some(sketch)
}

/// Field of a form that stands for the source of the position.
pub const SOURCE: &str = "\u{1}source";

/// Sets a field from the words of a form.
pub fn set(sketch: &mut Sketch, field: &str, words: &str) {
    let plain = words.trim();
    match field {
        SOURCE => sketch.set_position_source(words),
        // A number where it is one; anything else stays text and the check says so.
        "accuracy_m" | "capacity" | "visit_minutes"
            if crate::json::decimal::parse(plain).is_some() =>
        {
            sketch.set(field, Some(plain.to_owned()));
        }
        _ => sketch.set_text(field, words),
    }
}

/// The words of a field.
#[must_use]
pub fn words(sketch: &Sketch, field: &str) -> String {
    if field == SOURCE { sketch.position_source() } else { sketch.text(field) }
}

/// All features, the reader's own first, then the bundle's in their order.
#[must_use]
pub fn rows(b: &Branch) -> Vec<Row> {
    let Some(catalog) = &b.editor.catalog else { return Vec::new() };
    let mut out = Vec::new();
    for (id, edit) in b.book.edits().filter(|(id, _)| catalog.get(id).is_none()) {
        debug_assert_eq!(id, edit.id());
        if let Some(sketch) = edit.now.clone().or_else(|| edit.was.clone()) {
            out.push(Row { sketch, layer: edit.layer.clone(), deed: Some(edit.deed()) });
        }
    }
    for layer in &catalog.layers {
        for sketch in &layer.features {
            let edit = b.book.edit(&sketch.id);
            let now = edit.and_then(|e| e.now.as_ref()).unwrap_or(sketch);
            let deed = edit.map(MapEdit::deed);
            out.push(Row { sketch: now.clone(), layer: layer.info.id.clone(), deed });
        }
    }
    let needle = b.editor.needle.trim().to_lowercase();
    let holds = |s: &Sketch| {
        ["name", "name_en", "address"].iter().any(|f| s.text(f).to_lowercase().contains(&needle))
            || s.id.contains(&needle)
    };
    out.retain(|r| (!b.editor.mine_only || r.deed.is_some()) && holds(&r.sketch));
    out
}

/// The change that makes features so; `None` deletes one. What is again as the bundle has it is no edit any
/// more.
#[must_use]
pub fn put(b: &Branch, features: Vec<(String, Option<Sketch>)>, now_ms: i64) -> Change {
    let mut out = Change::default();
    let Some(catalog) = &b.editor.catalog else { return out };
    for (id, now) in features {
        let edit = b.book.edit(&id);
        let was = edit.map_or_else(|| catalog.get(&id).cloned(), |e| e.was.clone());
        if same(was.as_ref(), now.as_ref()) {
            if edit.is_some() {
                out.drop.push(Key::new(MapEdit::KIND, &id));
            }
            continue;
        }
        if edit.is_some_and(|e| e.now == now) {
            continue;
        }
        let base = edit.map_or_else(|| catalog.version.clone(), |e| e.base.clone());
        let layer = edit.map(|e| e.layer.clone());
        let layer =
            layer.or_else(|| catalog.layer_of(&id).map(str::to_owned)).unwrap_or_else(|| {
                let category = now.as_ref().map(|n| n.text("category")).unwrap_or_default();
                files::of_category(catalog, &category)
            });
        out.put.push(MapEdit { layer, base, was, now }.record(now_ms));
    }
    out
}

/// Sets a field of features.
#[must_use]
pub fn set_all(b: &Branch, ids: &[String], field: &str, words: &str, now_ms: i64) -> Change {
    let one = |id: &String| {
        let mut sketch = current(b, id)?;
        set(&mut sketch, field, words);
        Some((id.clone(), Some(sketch)))
    };
    put(b, ids.iter().filter_map(one).collect(), now_ms)
}

/// A new feature.
#[must_use]
pub fn add(b: &Branch, id: &str, category: &str, outline: &Outline, now_ms: i64) -> Change {
    let mut sketch = Sketch::new(id, category);
    sketch.set_outline(outline);
    put(b, vec![(id.to_owned(), Some(sketch))], now_ms)
}

/// Takes edits back, so that the features are as the bundle has them.
#[must_use]
pub fn restore(b: &Branch, id: &str) -> Change {
    if b.book.edit(id).is_some() {
        Change::drop(Key::new(MapEdit::KIND, id))
    } else {
        Change::default()
    }
}

/// An edit that the bundle has overtaken.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The feature's id.
    pub id: String,
    /// The version it was edited at.
    pub base: String,
    /// Its name.
    pub name: String,
    /// What comes of it.
    pub outcome: Outcome,
}

/// The edits whose feature has another form in the bundle of now.
#[must_use]
pub fn moved(b: &Branch) -> Vec<Moved> {
    let Some(catalog) = &b.editor.catalog else { return Vec::new() };
    let mut out = Vec::new();
    for (id, edit) in b.book.edits() {
        let theirs = catalog.get(id);
        let outcome = merge(edit.was.as_ref(), edit.now.as_ref(), theirs);
        if outcome != Outcome::Still {
            let name = edit.now.as_ref().or(theirs).or(edit.was.as_ref());
            let name = name.map(|s| s.text("name")).unwrap_or_default();
            out.push(Moved { id: id.to_owned(), base: edit.base.clone(), name, outcome });
        }
    }
    out
}

/// Brings overtaken edits to the bundle of now: where both sides changed a field the bundle's value is taken
/// if `theirs` says so, the reader's own otherwise. Without `clashing` only what fits by itself is done.
#[must_use]
pub fn settle(b: &Branch, clashing: bool, now_ms: i64) -> Change {
    let mut out = Change::default();
    let Some(catalog) = &b.editor.catalog else { return out };
    for Moved { id, outcome, .. } in moved(b) {
        let Some(edit) = b.book.edit(&id) else { continue };
        let theirs = |field: &str| b.editor.theirs.iter().any(|(i, f)| *i == id && f == field);
        let now = match outcome {
            Outcome::Still => continue,
            Outcome::Done => {
                out.drop.push(Key::new(MapEdit::KIND, &id));
                continue;
            }
            Outcome::Fits(now) => Some(now),
            Outcome::Clashes(..) if !clashing => continue,
            Outcome::Clashes(now, clashes) => chosen(now, &clashes, catalog.get(&id), theirs),
        };
        let was = catalog.get(&id).cloned();
        if same(was.as_ref(), now.as_ref()) {
            out.drop.push(Key::new(MapEdit::KIND, &id));
            continue;
        }
        let (layer, base) = (edit.layer.clone(), catalog.version.clone());
        out.put.push(MapEdit { layer, base, was, now }.record(now_ms));
    }
    out
}

fn chosen(
    now: Option<Sketch>,
    clashes: &[Clash],
    bundle: Option<&Sketch>,
    theirs: impl Fn(&str) -> bool,
) -> Option<Sketch> {
    if clashes.first().is_some_and(|c| c.field.is_empty()) {
        return if theirs("") { bundle.cloned() } else { now };
    }
    let mut now = now?;
    for clash in clashes.iter().filter(|c| theirs(&c.field)) {
        now.set(&clash.field, clash.theirs.clone());
    }
    Some(now)
}

/// The change that takes in edits of a file. Where the reader has changed the same feature in another way,
/// both are put together; of a field that both changed the reader's own stays, and it is named.
#[must_use]
pub fn take_in(book: &Book, edits: Vec<MapEdit>, now_ms: i64) -> (Change, Vec<String>) {
    let (mut out, mut told) = (Change::default(), Vec::new());
    for edit in edits {
        let Some(own) = book.edit(edit.id()) else {
            out.then(Change::put(edit.record(now_ms)));
            continue;
        };
        if own.now == edit.now {
            continue;
        }
        let now = match merge(own.was.as_ref(), own.now.as_ref(), edit.now.as_ref()) {
            Outcome::Still | Outcome::Done => continue,
            Outcome::Fits(now) => Some(now),
            Outcome::Clashes(now, clashes) => {
                let name = own.now.as_ref().or(own.was.as_ref()).map(|s| s.text("name"));
                let fields: Vec<&str> = clashes.iter().map(|c| c.field.as_str()).collect();
                let fields =
                    fields.join(", ").replace(crate::domain::sketch::feature::GEOMETRY, "geometry");
                told.push([&name.unwrap_or_default(), " (", edit.id(), "): ", &fields].concat());
                now
            }
        };
        let edit = MapEdit { now, ..own.clone() };
        out.then(Change::put(edit.record(now_ms)));
    }
    (out, told)
}

/// The places that stand on the map with the reader's mark.
#[must_use]
pub fn edited(book: &Book) -> Vec<PlaceId> {
    let there = book.edits().filter(|(_, e)| e.now.is_some());
    there.filter_map(|(id, _)| PlaceId::new(id).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::catalog::tests::{LAYER, catalog};
    use super::*;
    use crate::state::branch::Deed;

    fn branch(version: &str, layer: &str) -> Branch {
        let mut b = Branch::default();
        b.editor.catalog = Some(Rc::new(catalog(version, layer)));
        b
    }

    fn make(b: &mut Branch, change: &Change) {
        b.make(change, Deed::Saved);
    }

    #[test]
    fn a_field_is_changed_taken_back_and_done_again_without_end() {
        let mut b = branch("1", LAYER);
        for i in 0..500 {
            let change = set_all(&b, &["p".into()], "name", &["名", &i.to_string()].concat(), i);
            make(&mut b, &change);
        }
        assert_eq!(current(&b, "p").expect("a park").text("name"), "名499");
        for _ in 0..500 {
            b.step(true);
        }
        assert_eq!(b.book.edits().count(), 0, "nothing is left of them");
        assert_eq!(current(&b, "p").expect("a park").text("name"), "甲园");
        for _ in 0..500 {
            b.step(false);
        }
        assert_eq!(current(&b, "p").expect("a park").text("name"), "名499");
    }

    #[test]
    fn what_is_as_in_the_bundle_is_no_edit() {
        let mut b = branch("1", LAYER);
        let change = set_all(&b, &["p".into()], "name", "新", 1);
        make(&mut b, &change);
        assert_eq!(b.book.edits().count(), 1);
        let change = set_all(&b, &["p".into()], "name", "甲园", 2);
        make(&mut b, &change);
        assert_eq!(b.book.edits().count(), 0);
        assert!(set_all(&b, &["p".into()], "name", "甲园", 3).is_empty());
    }

    #[test]
    fn many_at_once_are_one_step() {
        let mut b = branch("1", LAYER);
        let ids: Vec<String> = rows(&b).into_iter().map(|r| r.sketch.id).collect();
        assert_eq!(ids.len(), 3);
        let change = set_all(&b, &ids, "district", "管城回族区", 1);
        make(&mut b, &change);
        assert_eq!(b.book.edits().count(), 3);
        b.step(true);
        assert_eq!(b.book.edits().count(), 0);
    }

    #[test]
    fn a_number_is_written_as_one() {
        let mut b = branch("1", LAYER);
        let change = set_all(&b, &["p".into()], "accuracy_m", " 25 ", 1);
        make(&mut b, &change);
        assert_eq!(current(&b, "p").expect("a park").get("accuracy_m"), Some("25"));
        let change = set_all(&b, &["p".into()], "accuracy_m", "大约", 1);
        make(&mut b, &change);
        assert_eq!(current(&b, "p").expect("a park").get("accuracy_m"), Some("\"大约\""));
    }

    #[test]
    fn the_bundle_moves_on_and_the_edits_follow() {
        let mut b = branch("1", LAYER);
        let change = set_all(&b, &["p".into()], "name", "我的名", 1);
        make(&mut b, &change);
        let change = set_all(&b, &["l".into()], "name", "我的路", 1);
        make(&mut b, &change);
        let gone = put(&b, vec![("x".into(), Some(Sketch::new("x", "park")))], 1);
        make(&mut b, &gone);
        assert_eq!(moved(&b), []);
        // The next edition: another address of the park (fits), another name of the line (clashes).
        let next = LAYER
            .replace("\"name_en\":\"Jia\"", "\"name_en\":\"Jia Park\"")
            .replace("丙路", "丁路");
        b.editor.catalog = Some(Rc::new(catalog("2", &next)));
        let all = moved(&b);
        assert_eq!(all.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["l", "p"]);
        let change = settle(&b, false, 2);
        make(&mut b, &change);
        let park = current(&b, "p").expect("a park");
        assert_eq!((park.text("name"), park.text("name_en")), ("我的名".into(), "Jia Park".into()));
        assert_eq!(moved(&b).len(), 1, "what clashes waits for the reader");
        let mut other = b.clone();
        let change = settle(&b, true, 3);
        make(&mut b, &change);
        assert_eq!(current(&b, "l").expect("a line").text("name"), "我的路");
        assert_eq!(b.book.edit("l").expect("an edit").base, "2");
        other.editor.theirs.push(("l".into(), "name".into()));
        let change = settle(&other, true, 3);
        make(&mut other, &change);
        assert_eq!(current(&other, "l").expect("a line").text("name"), "丁路");
        assert!(other.book.edit("l").is_none(), "nothing of the reader's is left in it");
        assert_eq!((moved(&b), moved(&other)), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_file_of_edits_joins_those_that_are_there() {
        let mut b = branch("1", LAYER);
        let change = set_all(&b, &["p".into()], "name", "我的名", 1);
        make(&mut b, &change);
        let mut other = branch("1", LAYER);
        let change = set_all(&other, &["p".into()], "name", "别的名", 1);
        make(&mut other, &change);
        let change = set_all(&other, &["p".into()], "phone", "1", 1);
        make(&mut other, &change);
        let change = put(&other, vec![("l".into(), None)], 1);
        make(&mut other, &change);
        let edits: Vec<MapEdit> = other.book.edits().map(|(_, e)| e.clone()).collect();
        let (change, told) = take_in(&b.book, edits.clone(), 2);
        make(&mut b, &change);
        let park = current(&b, "p").expect("a park");
        assert_eq!((park.text("name"), park.text("phone")), ("我的名".into(), "1".into()));
        assert!(current(&b, "l").is_none());
        assert_eq!(told, ["我的名 (p): name"]);
        let (again, _) = take_in(&b.book, edits, 3);
        assert!(again.is_empty() || again.put.iter().all(|r| r.key.id == "p"));
    }
}
