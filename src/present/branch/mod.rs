//! 我的支部 as plain data: the log, its totals, coverage, the passport, and the files all of it goes out in.

pub mod backup;
pub mod coverage;
pub mod csv;
pub mod ledger;
pub mod letter;
pub mod passport;
pub mod totals;

pub use coverage::Coverage;
pub use ledger::Ledger;
pub use passport::Passport;
pub use totals::Totals;

use super::names;
use crate::domain::place::Audience;
use crate::i18n::Lang;

/// The name of an audience: of a known word in the reader's language, of any other as it is.
#[must_use]
pub fn audience(lang: Lang, word: &str) -> String {
    Audience::from_wire(word)
        .map_or_else(|| word.to_owned(), |a| names::audience(lang, a).to_owned())
}
