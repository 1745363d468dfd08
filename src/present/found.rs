//! Why something was found, in words.

use crate::engine::search::matching::{INITIAL, READ};
use crate::engine::search::{Field, Hit, Rank};
use crate::i18n::{Key, Lang};

/// Which text matched.
#[must_use]
pub const fn field(hit: &Hit) -> Key {
    match hit.field {
        Field::Name => Key::WhyName,
        Field::Alias => Key::Alias,
        Field::Year => Key::WhyYear,
        Field::Subdistrict => Key::WhySubdistrict,
        Field::Address | Field::AddressEn => Key::Address,
        Field::Person => Key::WhyPerson,
        Field::Story => Key::WhyStory,
    }
}

/// How it matched, where it is not by its very characters.
#[must_use]
pub const fn how(hit: &Hit) -> Option<Key> {
    match hit.rank {
        Rank::Slip => Some(Key::WhySlip),
        Rank::Alike => Some(Key::WhyAlike),
        _ if hit.how & INITIAL != 0 => Some(Key::WhyInitials),
        _ if hit.how & READ != 0 => Some(Key::WhyRead),
        _ => None,
    }
}

/// Both in one line.
#[must_use]
pub fn why(lang: Lang, hit: &Hit) -> String {
    let field = field(hit).text(lang);
    match how(hit) {
        Some(how) => [field, " · ", how.text(lang)].concat(),
        None => field.to_owned(),
    }
}
