//! A JSON object as its members in order, every value left as it was written.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The members of an object: order, repeated keys and the spelling of values (1.10) survive.
#[derive(Debug, Clone, Default)]
pub struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The members, or `None` where the value is no object (or a key is no text).
    #[must_use]
    pub fn of(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// The value of a key; of the last one where it is repeated, as most readers do; `null` counts as absent.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a RawValue> {
        let found = self.0.iter().rev().find(|(k, _)| k == key).map(|(_, v)| *v);
        found.filter(|v| v.get() != "null")
    }

    /// All members as written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
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

/// A key: borrowed unless it is written with escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(v)))
            }
            fn visit_str<E>(self, v: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(v.to_owned())))
            }
        }
        d.deserialize_str(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut out = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    out.push((key, map.next_value()?));
                }
                Ok(Members(out))
            }
        }
        d.deserialize_map(MembersVisitor)
    }
}

/// The entries of a list, or `None` where the value is none.
#[must_use]
pub fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// The text of a JSON text, or of a number as it was written (a telephone number may come as one).
#[must_use]
pub fn text(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw.get()).ok(),
        Some(b'-' | b'0'..=b'9') => Some(raw.get().to_owned()),
        _ => None,
    }
}

/// The finite number of a JSON number.
#[must_use]
pub fn number(raw: &RawValue) -> Option<f64> {
    let first = raw.get().as_bytes().first()?;
    if !matches!(first, b'-' | b'0'..=b'9') {
        return None;
    }
    raw.get().parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> &RawValue {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn keeps_order_repeats_and_spelling() {
        let m = Members::of(raw(r#"{"b": 1.10, "a": null, "b": 2e0, "\u0061x": [1 ]}"#))
            .expect("an object");
        let all: Vec<(&str, &str)> = m.iter().map(|(k, v)| (k, v.get())).collect();
        assert_eq!(all, [("b", "1.10"), ("a", "null"), ("b", "2e0"), ("ax", "[1 ]")]);
        assert_eq!(m.get("b").map(RawValue::get), Some("2e0"));
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
