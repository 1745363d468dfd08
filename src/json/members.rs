//! A JSON object as its members in order, every value left as it was written.

use super::scan::{self, unescape};
use super::{Raw, decimal};
use std::borrow::Cow;

/// The members of an object: order, repeated keys and the spelling of values (1.10) survive.
#[derive(Debug, Clone, Default)]
pub struct Members<'a>(Vec<(Cow<'a, str>, Raw<'a>)>);

impl<'a> Members<'a> {
    /// The members, or `None` where the value is no object (or a key is no text).
    #[must_use]
    pub fn of(raw: Raw<'a>) -> Option<Self> {
        let text = raw.get();
        let mut out = Vec::new();
        let mut walk = Walk::of(raw, b'{')?;
        while walk.more() {
            let (key_end, from) = scan::key(text.as_bytes(), walk.at).ok()?;
            let quoted = &text[walk.at..key_end];
            let key = if quoted.contains('\\') {
                Cow::Owned(unescape(quoted)?)
            } else {
                Cow::Borrowed(&quoted[1..quoted.len() - 1])
            };
            out.push((key, walk.value(from)?));
        }
        Some(Self(out))
    }

    /// The value of a key; of the last one where it is repeated, as most readers do; `null` counts as absent.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Raw<'a>> {
        let found = self.0.iter().rev().find(|(k, _)| k == key).map(|(_, v)| *v);
        found.filter(|v| v.get() != "null")
    }

    /// All members as written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Raw<'a>)> {
        self.0.iter().map(|(k, v)| (k.as_ref(), *v))
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the object is `{}`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Goes through the entries of an object or a list whose syntax has been checked.
struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    fn of(raw: Raw<'a>, open: u8) -> Option<Self> {
        let text = raw.get();
        (text.as_bytes().first() == Some(&open)).then_some(Self { text, at: 1 })
    }

    /// Moves to the next entry; `false` at the end.
    fn more(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        self.at = scan::space(bytes, self.at);
        if bytes.get(self.at) == Some(&b',') {
            self.at = scan::space(bytes, self.at + 1);
        }
        self.at + 1 < bytes.len()
    }

    /// The value at an offset; the walk goes on behind it.
    fn value(&mut self, from: usize) -> Option<Raw<'a>> {
        let to = scan::value(self.text.as_bytes(), from, 0).ok()?;
        self.at = to;
        Some(Raw(&self.text[from..to]))
    }
}

/// The entries of a list, or `None` where the value is none.
#[must_use]
pub fn list(raw: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    let mut walk = Walk::of(raw, b'[')?;
    let mut out = Vec::new();
    while walk.more() {
        out.push(walk.value(walk.at)?);
    }
    Some(out)
}

/// The text of a JSON text, or of a number as it was written (a telephone number may come as one).
#[must_use]
pub fn text(raw: Raw<'_>) -> Option<String> {
    match raw.get().as_bytes().first() {
        Some(b'"') => unescape(raw.get()),
        Some(b'-' | b'0'..=b'9') => Some(raw.get().to_owned()),
        _ => None,
    }
}

/// The finite number of a JSON number.
#[must_use]
pub fn number(raw: Raw<'_>) -> Option<f64> {
    let first = raw.get().as_bytes().first()?;
    if !matches!(first, b'-' | b'0'..=b'9') {
        return None;
    }
    decimal::parse(raw.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Raw<'_> {
        Raw::parse(text).expect("JSON")
    }

    #[test]
    fn keeps_order_repeats_and_spelling() {
        let m = Members::of(raw(r#"{"b": 1.10, "a": null, "b": 2e0, "\u0061x": [1 ]}"#))
            .expect("an object");
        let all: Vec<(&str, &str)> = m.iter().map(|(k, v)| (k, v.get())).collect();
        assert_eq!(all, [("b", "1.10"), ("a", "null"), ("b", "2e0"), ("ax", "[1 ]")]);
        assert_eq!(m.get("b").map(Raw::get), Some("2e0"));
        assert!(m.get("a").is_none());
        assert_eq!(m.len(), 4);
    }

    #[test]
    fn is_none_for_anything_else() {
        assert!(Members::of(raw("[1]")).is_none());
        assert!(Members::of(raw("\"x\"")).is_none());
        assert!(list(raw("{}")).is_none());
        assert!(text(raw("true")).is_none());
        assert!(text(raw(r#""\ud800""#)).is_none());
        assert!(number(raw("\"1\"")).is_none());
        assert!(number(raw("1e999")).is_none());
    }

    #[test]
    fn reads_texts_and_numbers() {
        assert_eq!(text(raw("\"a\\nb\"")).as_deref(), Some("a\nb"));
        assert_eq!(text(raw("63912345")).as_deref(), Some("63912345"));
        assert_eq!(number(raw("-1.5e1")), Some(-15.0));
    }
}
