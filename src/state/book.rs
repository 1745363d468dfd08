//! Everything that is kept, in memory: a map of records that changes by [`Change`]s, each of which can be
//! undone. What the device's storage holds is the same, as soon as it says so.

use crate::domain::PlaceId;
use crate::domain::kept::{
    Damage, Envelope, Item, Key, MapEdit, Photo, Session, Shelf, Suggestion, Visit,
};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A record with what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// As it is stored.
    pub record: Envelope,
    /// Taken apart.
    pub item: Item,
}

/// A record that could not be read, set aside as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it lay.
    pub path: String,
    /// What lay there; `None`: not even a text.
    pub raw: Option<String>,
    /// Why it is none.
    pub why: Damage,
}

/// What to write and what to remove, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Records to write, in the place of those with the same key.
    pub put: Vec<Envelope>,
    /// Records to remove.
    pub drop: Vec<Key>,
}

impl Change {
    /// Writes one record.
    #[must_use]
    pub fn put(record: Envelope) -> Self {
        Self { put: vec![record], drop: Vec::new() }
    }

    /// Removes one record.
    #[must_use]
    pub fn drop(key: Key) -> Self {
        Self { put: Vec::new(), drop: vec![key] }
    }

    /// How many records it touches.
    #[must_use]
    pub fn len(&self) -> usize {
        self.put.len() + self.drop.len()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a later change; of two for the same record the later one counts.
    pub fn then(&mut self, later: Self) {
        let touched =
            |key: &Key| later.drop.contains(key) || later.put.iter().any(|r| r.key == *key);
        self.put.retain(|r| !touched(&r.key));
        self.drop.retain(|k| !touched(k));
        self.put.extend(later.put);
        self.drop.extend(later.drop);
    }
}

/// All records.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book(BTreeMap<Key, Rc<Entry>>);

impl Book {
    /// From what lay in storage: path and text. What cannot be read is set aside.
    #[must_use]
    pub fn load(rows: Vec<(String, Option<String>)>) -> (Self, Vec<Aside>) {
        let (mut book, mut aside) = (Self::default(), Vec::new());
        for (path, raw) in rows {
            match entry(&path, raw.as_deref()) {
                Ok(entry) => book.insert(entry),
                Err(why) => aside.push(Aside { path, raw, why }),
            }
        }
        (book, aside)
    }

    fn insert(&mut self, entry: Entry) {
        self.0.insert(entry.record.key.clone(), Rc::new(entry));
    }

    /// Makes a change and gives the one that undoes it.
    pub fn apply(&mut self, change: &Change) -> Change {
        let mut back = Change::default();
        for record in &change.put {
            // What this program wrote itself can be read; anything else keeps its meaning unknown.
            let item = Item::of(record).unwrap_or(Item::Other);
            let entry = Entry { record: record.clone(), item };
            match self.0.insert(record.key.clone(), Rc::new(entry)) {
                Some(old) => back.put.push(old.record.clone()),
                None => back.drop.push(record.key.clone()),
            }
        }
        for key in &change.drop {
            if let Some(old) = self.0.remove(key) {
                back.put.push(old.record.clone());
            }
        }
        back
    }

    /// Takes over what another tab of the page wrote: the text now under a path, or nothing.
    pub fn follow(&mut self, path: &str, raw: Option<&str>) {
        let Some(key) = Key::parse(path) else { return };
        match raw {
            None => {
                self.0.remove(&key);
            }
            // A record that cannot be read is left to the next start, which sets it aside.
            Some(raw) => {
                if let Ok(entry) = entry(path, Some(raw)) {
                    self.insert(entry);
                }
            }
        }
    }

    /// The change that brings in records from elsewhere without doubling any: a new one is added, of two
    /// with one key the later stays; visits and lists are put together.
    #[must_use]
    pub fn merge(&self, records: Vec<Envelope>) -> Change {
        let mut change = Change::default();
        for record in records {
            let twin = change.put.iter().position(|r| r.key == record.key);
            let known = match twin {
                Some(at) => Some(change.put.remove(at)),
                None => self.0.get(&record.key).map(|e| e.record.clone()),
            };
            let Some(known) = known else {
                change.put.push(record);
                continue;
            };
            let both = joined(&known, &record);
            if twin.is_some() || self.0.get(&both.key).is_none_or(|e| e.record != both) {
                change.put.push(both);
            }
        }
        change.put.retain(|r| self.0.get(&r.key).is_none_or(|e| e.record != *r));
        change
    }

    /// All records in the order of their keys.
    pub fn records(&self) -> impl Iterator<Item = &Envelope> {
        self.0.values().map(|e| &e.record)
    }

    /// The records of a kind, by id.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&str, &Entry)> {
        // Keys go by kind first, so those of a kind stand together.
        let from = self.0.range(Key::new(kind, "")..);
        from.take_while(move |(k, _)| k.kind == kind).map(|(k, e)| (k.id.as_str(), e.as_ref()))
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A record.
    #[must_use]
    pub fn get(&self, kind: &str, id: &str) -> Option<&Entry> {
        self.0.get(&Key::new(kind, id)).map(Rc::as_ref)
    }

    /// The sessions, by id.
    pub fn sessions(&self) -> impl Iterator<Item = (&str, &Session)> {
        self.of_kind(Session::KIND).filter_map(|(id, e)| match &e.item {
            Item::Session(s) => Some((id, s)),
            _ => None,
        })
    }

    /// The visits.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.of_kind(Visit::KIND).filter_map(|(_, e)| match &e.item {
            Item::Visit(v) => Some(v),
            _ => None,
        })
    }

    /// The visit of a place.
    #[must_use]
    pub fn visit(&self, place: &PlaceId) -> Option<&Visit> {
        match self.get(Visit::KIND, place.as_str()).map(|e| &e.item) {
            Some(Item::Visit(visit)) => Some(visit),
            _ => None,
        }
    }

    /// The lists, by id.
    pub fn shelves(&self) -> impl Iterator<Item = (&str, &Shelf)> {
        self.of_kind(Shelf::KIND).filter_map(|(id, e)| match &e.item {
            Item::Shelf(s) => Some((id, s)),
            _ => None,
        })
    }

    /// The photos, by id, and so in the order they were taken in.
    pub fn photos(&self) -> impl Iterator<Item = (&str, &Photo)> {
        self.of_kind(Photo::KIND).filter_map(|(id, e)| match &e.item {
            Item::Photo(photo) => Some((id, photo)),
            _ => None,
        })
    }

    /// The changes to the map, by the id of the feature.
    pub fn edits(&self) -> impl Iterator<Item = (&str, &MapEdit)> {
        self.of_kind(MapEdit::KIND).filter_map(|(id, e)| match &e.item {
            Item::MapEdit(edit) => Some((id, edit)),
            _ => None,
        })
    }

    /// The change to a feature.
    #[must_use]
    pub fn edit(&self, id: &str) -> Option<&MapEdit> {
        match self.get(MapEdit::KIND, id).map(|e| &e.item) {
            Some(Item::MapEdit(edit)) => Some(edit),
            _ => None,
        }
    }

    /// The suggestions, by id.
    pub fn suggestions(&self) -> impl Iterator<Item = (&str, &Suggestion)> {
        self.of_kind(Suggestion::KIND).filter_map(|(id, e)| match &e.item {
            Item::Suggestion(s) => Some((id, s)),
            _ => None,
        })
    }
}

fn entry(path: &str, raw: Option<&str>) -> Result<Entry, Damage> {
    let record = Envelope::parse(raw.ok_or(Damage::NotJson(0))?)?;
    if record.key.path() != path {
        return Err(Damage::Misplaced);
    }
    let item = Item::of(&record)?;
    Ok(Entry { record, item })
}

/// Two records of one key as one. At the same moment the greater text wins, so that the order of two
/// imports does not matter.
fn joined(a: &Envelope, b: &Envelope) -> Envelope {
    let later = (b.changed, &b.data) > (a.changed, &a.data);
    let (first, last) = if later { (a, b) } else { (b, a) };
    match (Item::of(first), Item::of(last)) {
        (Ok(Item::Visit(x)), Ok(Item::Visit(y))) if x.merged(&y) != y => {
            x.merged(&y).record(last.changed)
        }
        (Ok(Item::Shelf(x)), Ok(Item::Shelf(y))) if x.merged(&y) != y => {
            x.merged(&y).record(&last.key.id, last.changed)
        }
        _ => last.clone(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::kept::{About, Progress};
    use crate::domain::{Date, LonLat};
    use proptest::prelude::*;

    fn dates() -> impl Strategy<Value = Date> {
        (2000_u16..2100, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date {
            year,
            month,
            day,
        })
    }

    fn places() -> impl Strategy<Value = PlaceId> {
        "[a-z]{1,3}|.{1,6}".prop_map(|t| PlaceId::new(t).expect("not empty"))
    }

    fn sessions() -> impl Strategy<Value = Envelope> {
        let texts = (".{0,6}", ".{0,6}", ".{0,6}", ".{0,6}", ".{0,6}", ".{0,12}");
        (
            "[a-z]{1,2}",
            dates(),
            prop::option::of(places()),
            texts,
            prop::option::of(0..=1_000_000_u32),
            0..9_i64,
        )
            .prop_map(
                |(
                    id,
                    date,
                    venue,
                    (place, subdistrict, lecturer, topic, audience, note),
                    listeners,
                    changed,
                )| {
                    Session {
                        date,
                        venue,
                        place,
                        subdistrict,
                        lecturer,
                        topic,
                        audience,
                        listeners,
                        note,
                    }
                    .record(&id, changed)
                },
            )
    }

    fn visits() -> impl Strategy<Value = Envelope> {
        (
            places(),
            ".{0,6}",
            prop::collection::vec(dates(), 0..4),
            ".{0,6}",
            any::<bool>(),
            0..9_i64,
        )
            .prop_map(|(place, name, days, note, by_position, changed)| {
                let mut visit = Visit { place, name, days: Vec::new(), note, by_position };
                for day in days {
                    visit.add(day);
                }
                visit.record(changed)
            })
    }

    fn shelves() -> impl Strategy<Value = Envelope> {
        ("[a-z]{1,2}", ".{0,6}", prop::collection::vec((places(), ".{0,4}"), 0..4), 0..9_i64)
            .prop_map(|(id, name, places, changed)| {
                let mut shelf = Shelf { name, places: Vec::new() };
                for (id, name) in &places {
                    shelf.add(id, name);
                }
                shelf.record(&id, changed)
            })
    }

    fn suggestions() -> impl Strategy<Value = Envelope> {
        let at = prop::option::of((-180_000_000_i32..=180_000_000, -90_000_000_i32..=90_000_000));
        ("[a-z]{1,2}", prop::option::of(places()), at, 0..7_usize, ".{1,9}", 0..3_usize, 0..9_i64)
            .prop_map(|(id, place, at, about, text, progress, changed)| {
                Suggestion {
                    place,
                    name: String::new(),
                    at: at.map(|(x, y)| LonLat::clamped(f64::from(x) / 1e6, f64::from(y) / 1e6)),
                    about: About::ALL[about],
                    text,
                    source: String::new(),
                    contact: String::new(),
                    progress: Progress::ALL[progress],
                    day: None,
                }
                .record(&id, changed)
            })
    }

    fn photos() -> impl Strategy<Value = Envelope> {
        ("[a-z]{1,2}", places(), "[A-Za-z0-9+/]{4}", 0..9_i64).prop_map(
            |(id, place, jpeg, changed)| Photo { place, day: None, jpeg }.record(&id, changed),
        )
    }

    fn edits() -> impl Strategy<Value = Envelope> {
        let sketch = crate::domain::sketch::feature::tests::sketches;
        (prop::option::of(sketch()), sketch(), 0..9_i64).prop_map(|(was, now, changed)| {
            MapEdit { layer: "park".into(), base: "1".into(), was, now: Some(now) }.record(changed)
        })
    }

    /// Any record: of the kinds of this program, of other views, and of later programs.
    pub fn records() -> impl Strategy<Value = Envelope> {
        let other = ("[a-z_]{1,6}", ".{1,4}", 0..9_i64).prop_map(|(kind, id, changed)| {
            let kind = ["x_", &kind].concat();
            Envelope::new(&kind, &id, changed, r#"{"a": [1.10, null]}"#.to_owned())
        });
        let newer = visits().prop_map(|mut r| {
            r.v = 99;
            r
        });
        prop_oneof![4 => sessions(), 3 => visits(), 2 => shelves(), 2 => suggestions(), 1 => photos(), 1 => edits(), 1 => other, 1 => newer]
    }

    fn book(records: Vec<Envelope>) -> Book {
        let mut book = Book::default();
        let change = book.merge(records);
        book.apply(&change);
        book
    }

    fn rows(book: &Book) -> Vec<(String, Option<String>)> {
        book.records().map(|r| (r.key.path(), Some(r.to_json()))).collect()
    }

    proptest! {
        #[test]
        fn storage_gives_back_what_was_kept(records in prop::collection::vec(records(), 0..12)) {
            let book = book(records);
            prop_assert_eq!(Book::load(rows(&book)), (book, Vec::new()));
        }

        #[test]
        fn every_change_can_be_undone(
            before in prop::collection::vec(records(), 0..8),
            put in prop::collection::vec(records(), 0..4),
            dropped in prop::collection::vec(0..8_usize, 0..3),
        ) {
            let mut book = book(before);
            let keys: Vec<Key> = book.records().map(|r| r.key.clone()).collect();
            let mut change = Change::default();
            for record in put {
                change.then(Change::put(record));
            }
            dropped.iter().filter_map(|i| keys.get(*i)).for_each(|k| change.then(Change::drop(k.clone())));
            let old = book.clone();
            let back = book.apply(&change);
            let new = book.clone();
            let again = book.apply(&back);
            prop_assert_eq!(&book, &old);
            book.apply(&again);
            prop_assert_eq!(book, new);
        }

        #[test]
        fn merging_adds_nothing_twice_and_its_order_does_not_matter(
            ours in prop::collection::vec(records(), 0..8),
            theirs in prop::collection::vec(records(), 0..8),
        ) {
            let (ours, theirs) = (book(ours), book(theirs));
            let all = |b: &Book| b.records().cloned().collect::<Vec<_>>();
            let mut one = ours.clone();
            one.apply(&ours.merge(all(&theirs)));
            prop_assert!(one.merge(all(&theirs)).is_empty(), "a second import changes nothing");
            let mut other = theirs.clone();
            other.apply(&theirs.merge(all(&ours)));
            let keys = |b: &Book| b.records().map(|r| r.key.clone()).collect::<Vec<_>>();
            prop_assert_eq!(keys(&one), keys(&other));
        }
    }

    #[test]
    fn a_damaged_record_is_set_aside_and_the_rest_is_read() {
        let good = book(vec![Session::on(Date { year: 2026, month: 1, day: 2 }).record("a", 1)]);
        let mut rows = rows(&good);
        rows.push(("visit/x".to_owned(), Some("{\"v\":1,\"ki".to_owned())));
        rows.push(("session/b".to_owned(), None));
        rows.push(("session/c".to_owned(), rows[0].1.clone()));
        let (read, aside) = Book::load(rows);
        assert_eq!(read, good);
        let why: Vec<Damage> = aside.iter().map(|a| a.why).collect();
        assert_eq!(why, [Damage::NotJson(10), Damage::NotJson(0), Damage::Misplaced]);
    }

    #[test]
    fn visits_of_two_devices_become_one() {
        let day = |day| Date { year: 2026, month: 5, day };
        let visit = |days: &[u8], note: &str, changed| {
            let place = PlaceId::new("tower").expect("an id");
            let mut v = Visit {
                place,
                name: "塔".into(),
                days: vec![],
                note: note.into(),
                by_position: false,
            };
            for d in days {
                v.add(day(*d));
            }
            v.record(changed)
        };
        let phone = book(vec![visit(&[3, 1], "", 9)]);
        let mut here = book(vec![visit(&[2, 3], "登塔", 5)]);
        let change = here.merge(phone.records().cloned().collect());
        here.apply(&change);
        let [merged] = here.visits().collect::<Vec<_>>()[..] else { panic!("one visit") };
        assert_eq!(
            (merged.days.as_slice(), merged.note.as_str()),
            (&[day(1), day(2), day(3)][..], "登塔")
        );
    }

    #[test]
    fn another_tab_is_followed() {
        let mut here = Book::default();
        let record = Session::on(Date { year: 2026, month: 1, day: 2 }).record("a", 1);
        here.follow("session/a", Some(&record.to_json()));
        assert_eq!(here.len(), 1);
        here.follow("session/a", Some("{"));
        assert_eq!(here.len(), 1, "what cannot be read takes nothing away");
        here.follow("session/a", None);
        assert!(here.is_empty());
    }
}
