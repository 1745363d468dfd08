//! The form of a session: what is typed, word for word, and what it means once it is right.

use crate::domain::kept::{Session, session::MOST_LISTENERS};
use crate::domain::{Atlas, Category, Date, Place, PlaceId};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The day.
    Date,
    /// The venue, by name.
    Place,
    /// Subdistrict.
    Subdistrict,
    /// Who spoke.
    Lecturer,
    /// What about.
    Topic,
    /// Whom it was for.
    Audience,
    /// How many listened.
    Listeners,
    /// Anything else.
    Note,
}

impl Field {
    /// All fields in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Date,
        Self::Place,
        Self::Topic,
        Self::Lecturer,
        Self::Audience,
        Self::Listeners,
        Self::Subdistrict,
        Self::Note,
    ];
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The record being changed; `None`: a new one.
    pub id: Option<String>,
    /// Texts in the order of the enum.
    texts: [String; 8],
    /// The field that is wrong, once someone tried to save.
    pub wrong: Option<Field>,
}

impl Draft {
    /// A form for a new session.
    #[must_use]
    pub fn new(date: Date) -> Self {
        let mut draft = Self::default();
        draft.set(Field::Date, date.text());
        draft
    }

    /// A form that changes a session.
    #[must_use]
    pub fn of(id: &str, session: &Session) -> Self {
        let mut draft = Self::new(session.date);
        draft.id = Some(id.to_owned());
        draft.set(Field::Place, session.place.clone());
        draft.set(Field::Subdistrict, session.subdistrict.clone());
        draft.set(Field::Lecturer, session.lecturer.clone());
        draft.set(Field::Topic, session.topic.clone());
        draft.set(Field::Audience, session.audience.clone());
        draft.set(Field::Listeners, session.listeners.map(|n| n.to_string()).unwrap_or_default());
        draft.set(Field::Note, session.note.clone());
        draft
    }

    /// What is typed in a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Types into a field.
    pub fn set(&mut self, field: Field, text: String) {
        self.texts[field as usize] = text;
        if self.wrong == Some(field) {
            self.wrong = None;
        }
    }

    /// The session that is meant.
    ///
    /// # Errors
    /// The first field that cannot be understood.
    pub fn session(&self, atlas: &Atlas) -> Result<Session, Field> {
        let text = |field| self.text(field).trim().to_owned();
        let date = loose_date(self.text(Field::Date)).ok_or(Field::Date)?;
        let place = text(Field::Place);
        if place.is_empty() {
            return Err(Field::Place);
        }
        let listeners = match self.text(Field::Listeners).trim() {
            "" => None,
            n => Some(n.parse().ok().filter(|n| *n <= MOST_LISTENERS).ok_or(Field::Listeners)?),
        };
        let venue = find(atlas, &place);
        let mut session = Session::on(date);
        session.subdistrict = text(Field::Subdistrict);
        session.audience = text(Field::Audience);
        if let Some(venue) = venue {
            if session.subdistrict.is_empty() {
                session.subdistrict.clone_from(&venue.subdistrict);
            }
            if session.audience.is_empty()
                && let Some(audience) = venue.audience
            {
                audience.wire().clone_into(&mut session.audience);
            }
        }
        session.venue = venue.map(|v| v.id.clone());
        session.place = place;
        session.lecturer = text(Field::Lecturer);
        session.topic = text(Field::Topic);
        session.listeners = listeners;
        session.note = text(Field::Note);
        Ok(session)
    }
}

/// The place of a name: a venue first, since schools and parks share names.
#[must_use]
pub fn find<'a>(atlas: &'a Atlas, name: &str) -> Option<&'a Place> {
    let is = |p: &&Place| {
        p.name.zh == name
            || p.name.en == name
            || p.short.zh == name
            || p.alias.iter().any(|a| a == name)
    };
    let venue = |p: &&Place| p.serves(&Category::LectureVenue);
    let mut all = atlas.places().iter();
    all.clone().filter(venue).find(is).or_else(|| all.find(is))
}

/// The place of an id or a name, as a table gives them.
#[must_use]
pub fn find_either<'a>(atlas: &'a Atlas, id: &str, name: &str) -> Option<&'a Place> {
    PlaceId::new(id).ok().and_then(|id| atlas.place(&id)).or_else(|| find(atlas, name))
}

/// A day as people write it: `2026-3-5`, `2026/03/05`, `2026.3.5`, `2026年3月5日`, `20260305`.
#[must_use]
pub fn loose_date(text: &str) -> Option<Date> {
    let text = text.trim();
    // A spreadsheet may add the time.
    let text = text.split([' ', 'T']).next()?.trim_end_matches('日');
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let plain = |t: &&str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let [year, month, day] = match parts.as_slice() {
        [all] if all.len() == 8 && all.is_ascii() => [&all[..4], &all[4..6], &all[6..]],
        [year, month, day] => [*year, *month, *day],
        _ => return None,
    };
    if ![year, month, day].iter().all(plain) || year.len() != 4 {
        return None;
    }
    let two = |t: &str| if t.len() == 1 { ["0", t].concat() } else { t.to_owned() };
    Date::parse(&[year, &two(month), &two(day)].join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Text;
    use crate::domain::place::Audience;

    fn atlas() -> Atlas {
        let mut atlas = Atlas::default();
        for (id, category) in [("park", Category::Park), ("hall", Category::LectureVenue)] {
            let id = PlaceId::new(id).expect("an id");
            let mut place = Place::blank(id, category, Text::new("文化馆", "Culture Hall"));
            place.audience = Some(Audience::Culture);
            place.subdistrict = "花园路街道".into();
            assert_eq!(atlas.insert(place), None);
        }
        atlas
    }

    #[test]
    fn reads_days_as_people_write_them() {
        for text in
            ["2026-03-05", "2026/3/5", "2026.3.05", "2026年3月5日", "20260305", " 2026-3-5 09:30"]
        {
            assert_eq!(loose_date(text).map(Date::text).as_deref(), Some("2026-03-05"), "{text}");
        }
        for text in [
            "",
            "3月5日",
            "26-3-5",
            "2026-13-1",
            "2026-2-30",
            "2026--1",
            "昨天",
            "日日日日日日日日",
            "2026-3-5-1",
        ] {
            assert_eq!(loose_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_venue_is_known_by_its_name() {
        let mut draft = Draft::new(Date { year: 2026, month: 3, day: 5 });
        draft.set(Field::Place, " 文化馆 ".into());
        draft.set(Field::Listeners, "85".into());
        let session = draft.session(&atlas()).expect("a session");
        assert_eq!(session.venue.as_ref().map(PlaceId::as_str), Some("hall"));
        assert_eq!(
            (session.audience.as_str(), session.subdistrict.as_str()),
            ("culture", "花园路街道")
        );
        assert_eq!(Draft::of("a", &session).session(&atlas()), Ok(session));
    }

    #[test]
    fn the_first_wrong_field_is_named() {
        let atlas = atlas();
        let mut draft = Draft::default();
        assert_eq!(draft.session(&atlas), Err(Field::Date));
        draft.set(Field::Date, "2026-03-05".into());
        assert_eq!(draft.session(&atlas), Err(Field::Place));
        draft.set(Field::Place, "别处".into());
        draft.set(Field::Listeners, "很多".into());
        assert_eq!(draft.session(&atlas), Err(Field::Listeners));
        draft.set(Field::Listeners, String::new());
        let session = draft.session(&atlas).expect("a session");
        assert_eq!((session.venue, session.listeners), (None, None));
    }
}
