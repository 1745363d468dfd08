//! A tour from any file this program wrote: the token is found wherever the format keeps it.

use super::{MARK, is_token};
use crate::domain::Itinerary;
use crate::domain::tour_link;

/// The tour of a file, or of a link; `None` where it carries none.
#[must_use]
pub fn import(text: &str) -> Option<Itinerary> {
    // Calendars fold long lines: a line break and a space belong to no token.
    let unfolded = text.replace("\r\n ", "").replace("\n ", "");
    let found = unfolded.find(MARK).map(|at| at + MARK.len());
    // In a link the same value stands behind `tour=`.
    let from = found.or_else(|| unfolded.find("tour=").map(|at| at + "tour=".len()))?;
    let rest = &unfolded[from..];
    let length = rest.bytes().take_while(|b| is_token(*b) || !b.is_ascii()).count();
    tour_link::decode(&percent(&rest[..length])?)
}

fn percent(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(b) = rest.next() {
        if b == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            out.push(u8::try_from(value).ok()?);
        } else {
            out.push(b);
        }
    }
    String::from_utf8(out).ok()
}
