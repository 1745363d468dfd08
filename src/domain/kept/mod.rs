//! What a person or a group keeps on their own device: lectures held, places visited, lists of
//! favourites, suggestions, photos, changes to the map. Each is a record in an [`Envelope`]; other views keep theirs the same way
//! under a kind of their own.

pub mod envelope;
pub mod map_edit;
pub mod migrate;
pub mod photo;
pub mod session;
pub mod shelf;
pub mod suggestion;
pub mod visit;

pub use envelope::{Damage, Envelope, Key};
pub use map_edit::MapEdit;
pub use photo::Photo;
pub use session::Session;
pub use shelf::Shelf;
pub use suggestion::{About, Progress, Suggestion};
pub use visit::Visit;

use crate::json::{Members, Raw};

/// A record whose kind this program knows, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A lecture held.
    Session(Session),
    /// A place visited.
    Visit(Visit),
    /// A named list of places.
    Shelf(Shelf),
    /// What someone found wrong or wants.
    Suggestion(Suggestion),
    /// A change to the map.
    MapEdit(MapEdit),
    /// A photo of one's own.
    Photo(Photo),
    /// Of another view, or of a later program.
    Other,
}

impl Item {
    /// What a record holds.
    ///
    /// # Errors
    /// When its data are not those of its kind.
    pub fn of(record: &Envelope) -> Result<Self, Damage> {
        if record.is_newer() {
            return Ok(Self::Other);
        }
        let raw = Raw::parse(&record.data).map_err(|f| Damage::NotJson(f.offset))?;
        let members = Members::of(raw).unwrap_or_default();
        match record.key.kind.as_str() {
            Session::KIND => Session::read(&members).map(Self::Session).ok_or(Session::KIND),
            Visit::KIND => Visit::read(&members).map(Self::Visit).ok_or(Visit::KIND),
            Shelf::KIND => Ok(Self::Shelf(Shelf::read(&members))),
            Suggestion::KIND => {
                Suggestion::read(&members).map(Self::Suggestion).ok_or(Suggestion::KIND)
            }
            Photo::KIND => Photo::read(&members).map(Self::Photo).ok_or(Photo::KIND),
            MapEdit::KIND => MapEdit::read(&members).map(Self::MapEdit).ok_or(MapEdit::KIND),
            _ => Ok(Self::Other),
        }
        .map_err(Damage::Data)
    }
}

/// A new id: time and chance, so that two devices never make the same one.
#[must_use]
pub fn fresh_id(now_ms: i64, chance: u32) -> String {
    let mut out = Vec::new();
    let mut rest = (u128::from(now_ms.unsigned_abs()) << 32) | u128::from(chance);
    while rest > 0 {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        out.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
    }
    out.into_iter().rev().collect()
}

/// A text of a member, or nothing.
fn words(members: &Members<'_>, key: &str) -> String {
    members.get(key).and_then(crate::json::text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The record of every kind as version 1 wrote it, one a line.
    const V1: &str = include_str!("../../../tests/fixtures/kept/v1.jsonl");

    #[test]
    fn records_of_version_1_stay_readable() {
        let items: Vec<Item> = V1
            .lines()
            .map(|line| Envelope::parse(line).and_then(|r| Item::of(&r)).expect(line))
            .collect();
        let [
            Item::Session(session),
            Item::Session(least),
            Item::Visit(visit),
            Item::Shelf(shelf),
            Item::Suggestion(fix),
            Item::Other,
            Item::MapEdit(edit),
            Item::Photo(photo),
        ] = items.as_slice()
        else {
            panic!("{items:?}")
        };
        assert_eq!(session.date.text(), "2026-03-05");
        assert_eq!(
            session.venue.as_ref().map(crate::domain::PlaceId::as_str),
            Some("v-zz-9-middle")
        );
        assert_eq!((session.listeners, session.audience.as_str()), (Some(120), "school"));
        assert_eq!((least.listeners, least.venue.clone()), (None, None));
        assert_eq!(visit.days.len(), 2);
        assert_eq!(shelf.places.len(), 2);
        assert_eq!((fix.about, fix.progress), (About::Hours, Progress::Sent));
        assert!(fix.at.is_some());
        assert_eq!((edit.layer.as_str(), edit.base.as_str()), ("park", "2026.11.24"));
        assert_eq!(edit.deed(), map_edit::Deed::Change);
        assert_eq!(photo.place.as_str(), "erqi-tower");
    }

    #[test]
    fn data_of_another_kind_are_damage() {
        let record = |kind: &str| Envelope::new(kind, "a", 1, "{}".to_owned());
        assert_eq!(Item::of(&record("session")), Err(Damage::Data("session")));
        assert_eq!(Item::of(&record("visit")), Err(Damage::Data("visit")));
        assert_eq!(Item::of(&record("suggestion")), Err(Damage::Data("suggestion")));
        assert_eq!(Item::of(&record("tour")), Ok(Item::Other));
    }

    #[test]
    fn ids_grow_with_time_and_differ_by_chance() {
        assert_ne!(fresh_id(1_700_000_000_000, 1), fresh_id(1_700_000_000_000, 2));
        let (a, b) = (fresh_id(1_700_000_000_000, u32::MAX), fresh_id(1_700_000_000_001, 0));
        assert!(a < b && a.len() == b.len(), "{a} {b}");
    }
}
