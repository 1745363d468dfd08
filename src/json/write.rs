//! JSON written member by member.

/// A text in quotes, escaped as RFC 8259 asks.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => {
                let hex = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(hex(u32::from(c) >> 4));
                out.push(hex(u32::from(c) & 15));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of values that are JSON already.
#[must_use]
pub fn listed(values: &[String]) -> String {
    ["[", &values.join(","), "]"].concat()
}

/// An object that is being written.
#[derive(Debug, Default)]
#[must_use]
pub struct Object(String);

impl Object {
    /// Without a member.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value that is JSON already.
    pub fn raw(mut self, key: &str, value: &str) -> Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&quoted(key));
        self.0.push(':');
        self.0.push_str(value);
        self
    }

    /// Adds a text; an empty one is left out.
    pub fn text(self, key: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.raw(key, &quoted(value)) }
    }

    /// Adds a whole number.
    pub fn number(self, key: &str, value: i64) -> Self {
        self.raw(key, &value.to_string())
    }

    /// The finished object.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Members, Raw, list, number, text};
    use proptest::prelude::*;

    #[test]
    fn an_object_without_members_is_one() {
        assert_eq!(Object::new().finish(), "{}");
        assert_eq!(Object::new().text("a", "").number("b", -2).finish(), r#"{"b":-2}"#);
    }

    proptest! {
        #[test]
        fn reads_what_it_wrote(key in ".{1,8}", value in ".{1,20}", n in -1_000_000_000_i64..1_000_000_000) {
            let items = [quoted(&value), n.to_string()];
            let written = Object::new().text(&key, &value).raw("\u{0}list", &listed(&items)).finish();
            let members = Members::of(Raw::parse(&written).expect("JSON")).expect("an object");
            prop_assert_eq!(members.get(&key).and_then(text), Some(value.clone()));
            let read = members.get("\u{0}list").and_then(list).expect("a list");
            prop_assert_eq!(text(read[0]), Some(value));
            #[allow(clippy::cast_precision_loss)] // below 2^53
            let expected = n as f64;
            prop_assert_eq!(number(read[1]), Some(expected));
        }
    }
}
