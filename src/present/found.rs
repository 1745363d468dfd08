//! Why something was found, in words.

use crate::engine::search::matching::{INITIAL, READ};
use crate::engine::search::{Field, Hit, Rank};
use crate::i18n::{Key, Lang};

/// Which text matched, and how where it is not by its very characters.
#[must_use]
pub fn why(lang: Lang, hit: &Hit) -> String {
    let field = match hit.field {
        Field::Name => Key::WhyName,
        Field::Alias => Key::Alias,
        Field::Year => Key::WhyYear,
        Field::Subdistrict => Key::WhySubdistrict,
        Field::Address | Field::AddressEn => Key::Address,
        Field::Person => Key::WhyPerson,
        Field::Story => Key::WhyStory,
    };
    let how = match hit.rank {
        Rank::Slip => Some(Key::WhySlip),
        Rank::Alike => Some(Key::WhyAlike),
        _ if hit.how & INITIAL != 0 => Some(Key::WhyInitials),
        _ if hit.how & READ != 0 => Some(Key::WhyRead),
        _ => None,
    };
    match how {
        Some(how) => [field.text(lang), " · ", how.text(lang)].concat(),
        None => field.text(lang).to_owned(),
    }
}
