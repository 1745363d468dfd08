//! 我的支部: what the view knows, and how it changes. Every function is pure; `app::views::branch` does
//! the writing and tells how it went.

use super::book::{Book, Change};
use super::editor::{self, Editor};
use super::kept::{Kept, StoreFault};
use super::overlay::{Badge, Overlay, PickSpot, Spotted};
use super::session_form::Draft;
use super::suggestion_form::Remark;
use super::{AtlasRef, NameOrder, Route, State};
use crate::domain::kept::{Key, Shelf};
use crate::domain::place::Audience;
use crate::domain::{Category, Date, LonLat, Place, PlaceId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Rows of the log that are shown at first, and more at a time.
pub const PAGE: usize = 30;
/// Stamps of a theme that are shown at first, and more at a time.
pub const STAMPS: usize = 60;

/// Whether things are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Health {
    /// Storage is being read.
    #[default]
    Opening,
    /// All that was done is on the disk, or on its way there.
    Good,
    /// What is done stays in memory alone.
    Bad(StoreFault),
}

/// A section of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// 宣讲台账.
    #[default]
    Log,
    /// Visits, passport, lists.
    Passport,
    /// Suggestions.
    Suggestions,
    /// 改地图.
    Map,
}

impl Part {
    /// All sections in their order.
    pub const ALL: [Self; 4] = [Self::Log, Self::Passport, Self::Suggestions, Self::Map];
}

/// What the charts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Sessions.
    #[default]
    Sessions,
    /// Listeners.
    Listeners,
}

/// The last deed, for the status line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Something was written down.
    Saved,
    /// Something was removed.
    Removed,
    /// So many records were taken in from a file, so many of it were here already.
    Imported(usize, usize),
    /// The last deed was taken back, or done again.
    Undone,
    /// A text was copied.
    Copied,
    /// A file was handed to the reader.
    Exported,
    /// Suggestions could not be sent.
    NotSent,
    /// A file could not be read: why is in [`Branch::trouble`].
    Unreadable,
}

/// The state of the view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// All records.
    pub book: Rc<Book>,
    /// Whether they are kept.
    pub health: Health,
    /// Damaged records set aside at the start.
    pub aside: usize,
    /// Writes that have not answered yet.
    pub pending: u32,
    /// What could not be written and is in memory alone.
    pub unsaved: Change,
    /// Changes that take deeds back, the last one last.
    pub undo: Vec<Rc<Change>>,
    /// Changes that do again what was taken back.
    pub redo: Vec<Rc<Change>>,
    /// The last deed.
    pub deed: Option<Deed>,
    /// Details of an import: lines that were left out, or why nothing was read.
    pub trouble: Vec<String>,
    /// The section shown.
    pub part: Part,
    /// The session being written.
    pub draft: Option<Draft>,
    /// Another tab has changed the session being written.
    pub draft_stale: bool,
    /// The suggestion being written.
    pub remark: Option<Remark>,
    /// The next press on the map is its spot.
    pub spotting: bool,
    /// The year shown; `None`: all.
    pub year: Option<u16>,
    /// What the charts count.
    pub measure: Measure,
    /// A word to look for in the log.
    pub needle: String,
    /// Rows of the log shown.
    pub shown: usize,
    /// Stamps of a theme shown beyond [`STAMPS`].
    pub more_stamps: usize,
    /// The audience whose venues are shown; empty: all.
    pub audience: String,
    /// Venues ticked for a tour.
    pub ticked: Vec<PlaceId>,
    /// The name on the certificate.
    pub name: String,
    /// 改地图.
    pub editor: Editor,
    /// What the atlas had where edits lie over it.
    pub originals: Rc<editor::apply::Originals>,
    /// Places came or have other names since the names were last sorted.
    pub unsorted: bool,
}

impl Branch {
    /// Storage has been read, or could not be. What was done meanwhile stays.
    pub fn opened(&mut self, read: Result<(Rc<Book>, usize), StoreFault>) {
        match read {
            Ok((book, aside)) => {
                let mut book = book;
                if !self.unsaved.is_empty() {
                    Rc::make_mut(&mut book).apply(&self.unsaved);
                }
                self.book = book;
                self.aside += aside;
                self.health = Health::Good;
            }
            Err(why) => self.health = Health::Bad(why),
        }
        self.shown = self.shown.max(PAGE);
    }

    /// Makes a change that can be undone; writing it is under way.
    pub fn make(&mut self, change: &Change, deed: Deed) {
        let back = Rc::make_mut(&mut self.book).apply(change);
        self.undo.push(Rc::new(back));
        self.redo.clear();
        self.begin(deed);
    }

    fn begin(&mut self, deed: Deed) {
        self.pending += 1;
        self.deed = Some(deed);
        self.trouble.clear();
    }

    /// Takes the last deed back, or does it again; the change that [`Self::next_step`] told is under way.
    pub fn step(&mut self, back: bool) {
        let from = if back { &mut self.undo } else { &mut self.redo };
        let Some(change) = from.pop() else { return };
        let other = Rc::make_mut(&mut self.book).apply(&change);
        if back { &mut self.redo } else { &mut self.undo }.push(Rc::new(other));
        self.begin(Deed::Undone);
    }

    /// What [`Self::step`] would write.
    #[must_use]
    pub fn next_step(&self, back: bool) -> Option<&Change> {
        if back { self.undo.last() } else { self.redo.last() }.map(Rc::as_ref)
    }

    /// A write has answered.
    pub fn answered(&mut self, change: &Change, answer: Result<(), StoreFault>) {
        self.pending = self.pending.saturating_sub(1);
        match answer {
            Ok(()) => {
                self.health = Health::Good;
                // A later writing of the same record has outdone what could not be written before.
                let done = |key: &Key| {
                    change.drop.contains(key) || change.put.iter().any(|r| r.key == *key)
                };
                self.unsaved.put.retain(|r| !done(&r.key));
                self.unsaved.drop.retain(|k| !done(k));
            }
            Err(why) => {
                self.unsaved.then(change.clone());
                self.health = Health::Bad(why);
            }
        }
    }

    /// Another tab wrote: the texts now under some paths.
    pub fn follow(&mut self, rows: &[(String, Option<String>)]) {
        let book = Rc::make_mut(&mut self.book);
        for (path, raw) in rows {
            book.follow(path, raw.as_deref());
            let editing = self.draft.as_ref().and_then(|d| d.id.as_deref());
            self.draft_stale |= editing.is_some_and(|id| *path == ["session/", id].concat());
        }
    }

    /// Whether everything done is on the disk.
    #[must_use]
    pub fn all_kept(&self) -> bool {
        self.pending == 0 && self.unsaved.is_empty() && self.health == Health::Good
    }

    /// The marks that the map and the cards show.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let venues = self.book.sessions().filter_map(|(_, s)| s.venue.clone());
        let reached: BTreeSet<PlaceId> = venues.collect();
        let starred = self.book.shelves().find(|(id, _)| *id == Shelf::FAVOURITES);
        Kept {
            visited: self.book.visits().map(|v| v.place.clone()).collect(),
            starred: starred.map_or_else(Vec::new, |(_, s)| {
                s.places.iter().map(|(id, _)| id.clone()).collect()
            }),
            reached: reached.into_iter().collect(),
            edited: editor::edited(&self.book),
        }
    }
}

/// Changes the view's state, and brings in line what the rest of the program knows of it: the marks, and
/// the map beside the view.
pub fn update(s: &mut State, change: impl FnOnce(&mut Branch)) {
    let before = s.branch.get::<Branch>().cloned().unwrap_or_default();
    let known = s.branch.get::<Branch>().is_some();
    s.branch.update(change);
    let Some(b) = s.branch.get::<Branch>().cloned() else { return };
    let same_book = known && Rc::ptr_eq(&before.book, &b.book);
    if !same_book {
        let kept = b.kept();
        if *s.kept != kept {
            s.kept = Rc::new(kept);
        }
    }
    if !same_book {
        lay_edits(s, &before);
    }
    let drawn = |b: &Branch| (b.editor.chosen.clone(), b.editor.vertex, b.editor.tool.clone());
    let same_map = b.part != Part::Map || drawn(&before) == drawn(&b);
    let spot = |b: &Branch| (b.spotting, b.remark.as_ref().and_then(|r| r.at));
    let seen = |b: &Branch| (b.part, b.year, b.audience.clone(), spot(b));
    let same_view = same_map && seen(&before) == seen(&b);
    if !same_book || !same_view {
        let overlay = overlay(s, &b);
        s.lay(Route::Branch, overlay);
    }
}

/// Lays the edits over the atlas, where they have changed.
fn lay_edits(s: &mut State, before: &Branch) {
    let Some(b) = s.branch.get::<Branch>().cloned() else { return };
    let same = before.book.edits().eq(b.book.edits());
    if same {
        return;
    }
    let (atlas, originals) =
        editor::apply::lay_over(&s.atlas, &b.originals, b.book.edits().map(|(_, e)| e));
    // Known places keep their ranks; those that are new are sorted in by whoever knows the alphabet.
    let order = |ranks: &[u32]| {
        let rank = |p: &Place| s.atlas.index_of(&p.id).and_then(|i| ranks.get(i)).copied();
        atlas.places().iter().map(|p| rank(p).unwrap_or(u32::MAX)).collect()
    };
    s.name_order = Rc::new(NameOrder { zh: order(&s.name_order.zh), en: order(&s.name_order.en) });
    if matches!(&s.route, Route::Place(id) if atlas.index_of(id).is_none()) {
        s.route = Route::Explore;
    }
    s.atlas = AtlasRef(Rc::new(atlas));
    s.branch.update(|b: &mut Branch| {
        b.originals = Rc::new(originals);
        b.unsorted = true;
    });
}

/// The map of a section: the venues, with the number of lectures where there was one; the places
/// visited; the places with a suggestion.
fn overlay(s: &State, b: &Branch) -> Overlay {
    let spot = |id: &PlaceId, times: u16| Spotted {
        id: id.clone(),
        at: None,
        name: String::new(),
        badge: (times > 0).then_some(Badge::Number(times)),
        chosen: false,
    };
    let places = match b.part {
        Part::Log => {
            let mut times: BTreeMap<&PlaceId, u16> = BTreeMap::new();
            let of_year = |d: Date| b.year.is_none_or(|y| d.year == y);
            for (_, session) in b.book.sessions().filter(|(_, s)| of_year(s.date)) {
                if let Some(venue) = &session.venue {
                    let n = times.entry(venue).or_default();
                    *n = n.saturating_add(1);
                }
            }
            let shown = |p: &&Place| {
                let audience = p.audience.map_or("", Audience::wire);
                p.serves(&Category::LectureVenue)
                    && (b.audience.is_empty() || b.audience == audience)
            };
            let venues = s.atlas.places().iter().filter(shown);
            venues.map(|p| spot(&p.id, times.get(&p.id).copied().unwrap_or(0))).collect()
        }
        Part::Passport => b.book.visits().map(|v| spot(&v.place, 0)).collect(),
        Part::Suggestions => {
            let about = b.book.suggestions().filter_map(|(_, f)| f.place.clone());
            let once: BTreeSet<PlaceId> = about.collect();
            let mut all: Vec<Spotted> = once.iter().map(|id| spot(id, 0)).collect();
            let written = b.remark.as_ref().and_then(|r| Some((r.at?, r.name.clone())));
            let spots = b.book.suggestions().filter_map(|(_, f)| Some((f.at?, f.name.clone())));
            for (i, (at, name)) in written.into_iter().chain(spots).enumerate() {
                let Ok(id) = PlaceId::new(["spot-", &i.to_string()].concat()) else { continue };
                all.push(Spotted { id, at: Some(at), name, badge: None, chosen: false });
            }
            all
        }
        Part::Map => return editor::draw::overlay(b),
    };
    let press = (b.part == Part::Suggestions && b.spotting).then_some(PickSpot(take_spot));
    Overlay { alone: true, places, press, ..Overlay::default() }
}

/// The spot of the suggestion being written.
fn take_spot(s: &mut State, at: LonLat) {
    update(s, |b| {
        b.spotting = false;
        if let Some(remark) = &mut b.remark {
            remark.at = Some(at);
        }
    });
}

/// The day now in Beijing (UTC+8), from minutes since 1970-01-01 00:00 UTC.
#[must_use]
pub fn today(now: i64) -> Date {
    // Howard Hinnant's civil-from-days, with years that begin in March.
    let days = (now + 8 * 60).div_euclid(24 * 60) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let rest = day - (365 * year + year / 4 - year / 100);
    let month = (5 * rest + 2) / 153;
    let (d, m) = (rest - (153 * month + 2) / 5 + 1, (month + 2) % 12 + 1);
    let y = year + era * 400 + i64::from(m <= 2);
    Date {
        year: u16::try_from(y).unwrap_or(1970),
        month: u8::try_from(m).unwrap_or(1),
        day: u8::try_from(d).unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept::{Session, Visit};

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn put(id: &str) -> Change {
        Change::put(Session::on(date("2026-03-01")).record(id, 1))
    }

    #[test]
    fn knows_the_day_in_beijing() {
        for (minutes, day) in [
            (0, "1970-01-01"),
            (15 * 60 + 59, "1970-01-01"),
            (16 * 60, "1970-01-02"),
            (29_858_400 - 8 * 60, "2026-10-09"),
            (951_782_400 / 60, "2000-02-29"),
            (4_102_444_800 / 60, "2100-01-01"),
        ] {
            assert_eq!(today(minutes), date(day), "{minutes}");
        }
    }

    #[test]
    fn deeds_are_undone_and_done_again() {
        let mut b = Branch::default();
        b.opened(Ok((Rc::default(), 0)));
        b.make(&put("a"), Deed::Saved);
        b.make(&put("b"), Deed::Saved);
        assert_eq!((b.book.len(), b.pending), (2, 2));
        assert_eq!(b.next_step(true).map(|c| c.drop.len()), Some(1));
        b.step(true);
        b.step(true);
        assert!(b.book.is_empty() && b.undo.is_empty());
        b.step(false);
        assert_eq!((b.book.len(), b.redo.len()), (1, 1));
        b.make(&put("c"), Deed::Saved);
        assert!(b.redo.is_empty(), "a new deed ends what could be done again");
    }

    #[test]
    fn what_cannot_be_written_stays_in_memory_and_is_told() {
        let mut b = Branch::default();
        b.opened(Err(StoreFault::Refused));
        let change = put("a");
        b.make(&change, Deed::Saved);
        assert!(!b.all_kept());
        b.answered(&change, Err(StoreFault::Full));
        assert_eq!((b.unsaved.len(), b.book.len()), (1, 1));
        assert_eq!(b.health, Health::Bad(StoreFault::Full));
        let retry = b.unsaved.clone();
        b.pending += 1;
        b.answered(&retry, Ok(()));
        assert!(b.all_kept());
    }

    #[test]
    fn what_was_typed_before_storage_answered_is_not_lost() {
        let mut b = Branch::default();
        let change = put("a");
        b.make(&change, Deed::Saved);
        b.answered(&change, Err(StoreFault::Refused));
        b.opened(Ok((Rc::default(), 1)));
        assert_eq!((b.book.len(), b.aside), (1, 1));
    }

    #[test]
    fn the_map_hears_of_marks() {
        let mut s = State::default();
        let place = PlaceId::new("tower").expect("an id");
        let visit = Visit {
            place: place.clone(),
            name: "塔".into(),
            days: vec![],
            note: String::new(),
            by_position: false,
        };
        let mut shelf = Shelf::default();
        shelf.add(&place, "塔");
        let mut session = Session::on(date("2026-03-01"));
        session.venue = Some(place.clone());
        for record in [visit.record(1), shelf.record(Shelf::FAVOURITES, 1), session.record("a", 1)]
        {
            update(&mut s, |b| b.make(&Change::put(record), Deed::Saved));
        }
        let all = vec![place];
        assert_eq!((&s.kept.visited, &s.kept.starred, &s.kept.reached), (&all, &all, &all));
    }

    #[test]
    fn the_map_beside_the_log_shows_venues_and_how_often() {
        let id = |t: &str| PlaceId::new(t).expect("an id");
        let mut atlas = crate::domain::Atlas::default();
        for (name, category, audience) in [
            ("a", Category::LectureVenue, Some(Audience::School)),
            ("b", Category::LectureVenue, Some(Audience::Village)),
            ("c", Category::Park, None),
        ] {
            let text = crate::domain::Text::new(name, name);
            let mut place = Place::blank(id(name), category, text);
            place.audience = audience;
            assert_eq!(atlas.insert(place), None);
        }
        let mut s = State { route: Route::Branch, ..State::default() };
        s.atlas = crate::state::AtlasRef(Rc::new(atlas));
        for (record, day) in [("1", "2026-03-01"), ("2", "2026-04-01"), ("3", "2025-04-01")] {
            let mut session = Session::on(date(day));
            session.venue = Some(id("b"));
            update(&mut s, |b| b.make(&Change::put(session.record(record, 1)), Deed::Saved));
        }
        let seen = |s: &State| {
            let places = s.overlay().expect("an overlay").places.iter();
            places.map(|p| (p.id.as_str().to_owned(), p.badge)).collect::<Vec<_>>()
        };
        let three = Some(Badge::Number(3));
        assert_eq!(seen(&s), [("a".to_owned(), None), ("b".to_owned(), three)]);
        update(&mut s, |b| b.year = Some(2025));
        update(&mut s, |b| b.audience = "village".into());
        assert_eq!(seen(&s), [("b".to_owned(), Some(Badge::Number(1)))]);
        update(&mut s, |b| b.part = Part::Passport);
        assert_eq!(seen(&s), []);
        assert!(s.overlay().is_some_and(|o| o.alone));
    }

    #[test]
    fn another_tab_that_changes_the_session_being_written_is_told() {
        let mut b = Branch { draft: Some(Draft::new(date("2026-01-01"))), ..Branch::default() };
        if let Some(draft) = &mut b.draft {
            draft.id = Some("a".into());
        }
        b.follow(&[("session/b".into(), None)]);
        assert!(!b.draft_stale);
        b.follow(&[("session/a".into(), None)]);
        assert!(b.draft_stale);
    }
}
