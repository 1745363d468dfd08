//! A quick look at opening hours: are these words and times of the OSM syntax?
//!
//! It reads the words, not the grammar: enough to keep “周一闭馆” or “9am” from being shown as hours.
//! `redmap check` reads the whole grammar.

const WORDS: [&str; 33] = [
    "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "week", "day", "days", "easter", "open", "closed",
    "off", "unknown", "sunrise", "sunset", "dawn", "dusk",
];

/// Whether every word and time belongs to the OSM syntax and there is at least one.
#[must_use]
pub fn looks_like_hours(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut found = false;
    while let Some(&b) = bytes.get(at) {
        let run = |wanted: fn(&u8) -> bool| bytes[at..].iter().take_while(|c| wanted(c)).count();
        at += match b {
            b'"' => match text.get(at + 1..).and_then(|rest| rest.find('"')) {
                // A comment in quotes may say anything.
                Some(length) => length + 2,
                None => return false,
            },
            b'0'..=b'9' => {
                found = true;
                let digits = run(u8::is_ascii_digit);
                if bytes.get(at + digits) == Some(&b':') {
                    match time(&bytes[at..], digits) {
                        Some(length) => length,
                        None => return false,
                    }
                } else if digits <= 4 {
                    digits
                } else {
                    return false;
                }
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                found = true;
                let length = run(u8::is_ascii_alphabetic);
                let word = &text[at..at + length];
                if !WORDS.contains(&word) {
                    return false;
                }
                length
            }
            b' ' | b'-' | b',' | b';' | b'+' | b'/' | b'[' | b']' | b'|' | b'(' | b')' | b':' => 1,
            _ => return false,
        };
    }
    found
}

/// The length of `H:MM` or `HH:MM` at the start; hours run to 48, since OSM writes past midnight so.
fn time(bytes: &[u8], digits: usize) -> Option<usize> {
    let value = |part: &[u8]| part.iter().fold(0_u32, |n, b| n * 10 + u32::from(b - b'0'));
    let minutes = bytes.get(digits + 1..digits + 3)?;
    let fits = (1..=2).contains(&digits)
        && value(&bytes[..digits]) <= 48
        && minutes.iter().all(u8::is_ascii_digit)
        && value(minutes) <= 59
        && !bytes.get(digits + 3).is_some_and(u8::is_ascii_digit);
    fits.then_some(digits + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_syntax() {
        for hours in [
            "24/7",
            "Mo-Su 08:30-17:00",
            "Tu-Su 09:00-17:00; Mo off; PH 09:00-17:00",
            "Apr-Oct: Mo-Su 06:00-22:00; Nov-Mar: Mo-Su 06:30-21:00 \"以公告为准\"",
            "Mo-Fr 08:30-12:00,14:00-18:00 || \"请先预约\"",
            "sunrise-sunset",
            "Fr 20:00-26:00",
            "Sa[1,-1] 9:00-12:00+",
            "off",
        ] {
            assert!(looks_like_hours(hours), "{hours}");
        }
    }

    #[test]
    fn knows_what_it_is_not() {
        for hours in [
            "",
            "  ",
            "周一闭馆",
            "9am-5pm",
            "08:30～17:00",
            "25:61",
            "08：30-17：00",
            "Mo-Sun 08:00",
            "\"never closed",
            "Mo 08:0",
            "8:000",
            "daily",
            "08:30-17:00 h",
            "123456",
            ";",
        ] {
            assert!(!looks_like_hours(hours), "{hours}");
        }
    }
}
