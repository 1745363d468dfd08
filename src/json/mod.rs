//! JSON read in place: a value stays the slice of text it was written as.
//!
//! `serde_json` would do, but costs the browser 20 KB, cannot tell a place by its offset without an
//! owned copy, and is the slower road for large layers; it checks this reader in the tests.

pub mod decimal;
pub mod members;
mod scan;
pub mod write;

pub use members::{Members, list, number, text};
pub use scan::{Fault, TOO_DEEP};

/// A value exactly as it stands in its file. Its syntax has been checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'a>(&'a str);

impl<'a> Raw<'a> {
    /// A text that is one JSON value, with nothing but white space around it.
    ///
    /// # Errors
    /// Where the text breaks the grammar of RFC 8259, and how.
    pub fn parse(text: &'a str) -> Result<Self, Fault> {
        let bytes = text.as_bytes();
        let from = scan::space(bytes, 0);
        let to = scan::value(bytes, from, 0)?;
        let end = scan::space(bytes, to);
        if end < bytes.len() {
            return Err(Fault { offset: end, words: Some("trailing characters") });
        }
        Ok(Self(&text[from..to]))
    }

    /// The text of the value.
    #[must_use]
    pub const fn get(self) -> &'a str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    /// Text that is nearly JSON: tokens in any order.
    fn nearly() -> impl Strategy<Value = String> {
        let token = prop_oneof![
            Just("{"),
            Just("}"),
            Just("["),
            Just("]"),
            Just(","),
            Just(":"),
            Just(" "),
            Just("\n"),
            Just("\"a\""),
            Just("\"\\u00e9\""),
            Just("\"\\ud800\""),
            Just("\"\\x\""),
            Just("\"\u{1}\""),
            Just("1"),
            Just("-0.5e+3"),
            Just("01"),
            Just("1."),
            Just("-"),
            Just("true"),
            Just("null"),
            Just("tru"),
            Just("二七"),
            Just("\"二七\""),
            Just("\\"),
        ];
        prop::collection::vec(token, 0..14).prop_map(|t| t.concat())
    }

    proptest! {
        #[test]
        fn accepts_what_serde_json_accepts(text in nearly()) {
            let theirs = serde_json::from_str::<&RawValue>(&text);
            let ours = Raw::parse(&text);
            prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{}: {:?} {:?}", text, ours, theirs);
            if let (Ok(a), Ok(b)) = (ours, theirs) {
                prop_assert_eq!(a.get(), b.get());
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = Raw::parse(&text);
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_the_stack_is() {
        let deep = "[".repeat(100_000);
        assert_eq!(Raw::parse(&deep).map_err(|f| f.words), Err(Some(TOO_DEEP)));
    }
}
