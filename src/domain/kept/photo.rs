//! A photo of one's own, at a place.

use super::{Envelope, words};
use crate::domain::{Date, PlaceId};
use crate::json::Members;
use crate::json::write::Object;

/// A photo, small enough for a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The place.
    pub place: PlaceId,
    /// The day it was put there.
    pub day: Option<Date>,
    /// JPEG in base64: a record is a text, and so goes wherever records go.
    pub jpeg: String,
}

impl Photo {
    /// The kind of its record.
    pub const KIND: &str = "photo";

    /// Most characters of a picture; larger ones were not made by this program.
    pub const MOST: usize = 4_000_000;

    /// The photo of a record's data; `None` without a place or a picture.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Option<Self> {
        let jpeg = words(members, "jpeg");
        // It becomes an address in the page.
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
        if jpeg.is_empty() || jpeg.len() > Self::MOST || !jpeg.bytes().all(plain) {
            return None;
        }
        let place = PlaceId::new(words(members, "place")).ok()?;
        Some(Self { place, day: Date::parse(&words(members, "day")), jpeg })
    }

    /// The picture itself; `None` where it is no base64.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        // Browsers write the letters of RFC 4648 § 4, links those of § 5 without padding.
        let letters = self.jpeg.trim_end_matches('=').replace('+', "-").replace('/', "_");
        crate::domain::base64::decode(&letters)
    }

    /// The record of the photo.
    #[must_use]
    pub fn record(&self, id: &str, changed: i64) -> Envelope {
        let day = self.day.map(Date::text).unwrap_or_default();
        let data = Object::new()
            .text("place", self.place.as_str())
            .text("day", &day)
            .text("jpeg", &self.jpeg);
        Envelope::new(Self::KIND, id, changed, data.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept::Item;

    #[test]
    fn comes_back_and_refuses_what_is_no_picture() {
        let place = PlaceId::new("a").expect("an id");
        let photo = Photo { place, day: Date::parse("2026-03-01"), jpeg: "/9j/4AA=".into() };
        assert_eq!(Item::of(&photo.record("x", 1)), Ok(Item::Photo(photo.clone())));
        assert_eq!(photo.bytes(), Some(vec![0xff, 0xd8, 0xff, 0xe0, 0x00]));
        for jpeg in ["", "a b", "\"><script>"] {
            let photo = Photo { jpeg: jpeg.into(), ..photo.clone() };
            assert!(Item::of(&photo.record("x", 1)).is_err(), "{jpeg}");
        }
    }
}
