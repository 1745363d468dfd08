//! A planned tour for people and other programs: the sheet, and the files it goes out in.
//!
//! Every file carries the whole tour as its link does (`redmap-tour=…`), so that [`import()`] gives the same
//! tour back, whatever the format can say in its own words.

pub mod csv;
pub mod geojson;
pub mod gpx;
pub mod ics;
pub mod import;
pub mod kml;
pub mod sheet;

pub use import::import;
pub use sheet::{RouteSheet, StopLine, TourSheet, sheet};

/// The word before the tour in every file.
const MARK: &str = "redmap-tour=";

/// The tour in a form that no format has to escape: ASCII letters, digits and a few signs.
#[must_use]
pub fn token(tour: &crate::domain::Itinerary) -> String {
    let mut out = String::from(MARK);
    for b in crate::domain::tour_link::encode(tour).bytes() {
        if is_token(b) && b != b'%' {
            out.push(char::from(b));
        } else {
            let hex =
                |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
            out.extend(['%', hex(b >> 4), hex(b & 15)]);
        }
    }
    out
}

/// What a token is made of.
const fn is_token(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'~' | b':' | b'*' | b'%')
}

/// Text for XML: escaped, without the characters that XML 1.0 forbids.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A coordinate with 0.1 m.
fn degrees(value: f64) -> String {
    crate::json::decimal::fixed(value, 6)
}
