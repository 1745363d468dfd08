//! What every kept thing is wrapped in, whatever it is.

use super::migrate;
use crate::json::write::Object;
use crate::json::{Members, Raw, number, text};
use thiserror::Error;

/// Which record: its kind and its id within the kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// `session`, `visit`, `tour` …: a word of `a-z` and `_`.
    pub kind: String,
    /// Unique within the kind; never empty.
    pub id: String,
}

impl Key {
    /// The key of a kind and an id.
    #[must_use]
    pub fn new(kind: &str, id: &str) -> Self {
        Self { kind: kind.to_owned(), id: id.to_owned() }
    }

    /// `kind/id`, the key in the browser's database.
    #[must_use]
    pub fn path(&self) -> String {
        [&self.kind, "/", &self.id].concat()
    }

    /// The key of a `kind/id`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (kind, id) = path.split_once('/')?;
        (is_kind(kind) && !id.is_empty()).then(|| Self::new(kind, id))
    }
}

fn is_kind(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// A record: version, kind, id, when it was changed, and its data as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Version of the data's form; [`migrate::present`] tells today's.
    pub v: u32,
    /// Which record.
    pub key: Key,
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub changed: i64,
    /// A JSON object, as it was written.
    pub data: String,
}

/// Why a text is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Damage {
    /// It is not JSON, e.g. cut off.
    #[error("not JSON at byte {0}")]
    NotJson(usize),
    /// A member of the envelope is missing or of another type.
    #[error("the envelope lacks “{0}”")]
    Lacks(&'static str),
    /// It lies under a key that is not its own.
    #[error("stored under another record's key")]
    Misplaced,
    /// The data are not what the kind asks for.
    #[error("the data are not those of a {0}")]
    Data(&'static str),
}

impl Envelope {
    /// A record of today's version.
    #[must_use]
    pub fn new(kind: &str, id: &str, changed: i64, data: String) -> Self {
        Self { v: migrate::present(kind), key: Key::new(kind, id), changed, data }
    }

    /// Reads a record and brings it to today's version. One of a newer version stays as it is.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn parse(record: &str) -> Result<Self, Damage> {
        Self::of(Raw::parse(record).map_err(|f| Damage::NotJson(f.offset))?)
    }

    /// The same from a part of a larger text.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn of(raw: Raw<'_>) -> Result<Self, Damage> {
        let members = Members::of(raw).ok_or(Damage::Lacks("kind"))?;
        let whole = |key: &'static str| {
            let n = members.get(key).and_then(number).ok_or(Damage::Lacks(key))?;
            #[allow(clippy::cast_possible_truncation)] // checked just here
            let whole = n as i64;
            if n.abs() < 9e15 && n.fract() == 0.0 { Ok(whole) } else { Err(Damage::Lacks(key)) }
        };
        let word = |key: &'static str| {
            members.get(key).and_then(text).filter(|t| !t.is_empty()).ok_or(Damage::Lacks(key))
        };
        let v = u32::try_from(whole("v")?).ok().filter(|v| *v > 0).ok_or(Damage::Lacks("v"))?;
        let kind = word("kind")?;
        if !is_kind(&kind) {
            return Err(Damage::Lacks("kind"));
        }
        let key = Key { kind, id: word("id")? };
        let data = members.get("data").filter(|d| d.get().starts_with('{'));
        let data = data.ok_or(Damage::Lacks("data"))?.get().to_owned();
        Ok(migrate::to_present(Self { v, key, changed: whole("changed")?, data }))
    }

    /// The record as a JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        Object::new()
            .number("v", i64::from(self.v))
            .text("kind", &self.key.kind)
            .text("id", &self.key.id)
            .number("changed", self.changed)
            .raw("data", &self.data)
            .finish()
    }

    /// Whether a later program wrote it: kept and passed on, but not understood.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.v > migrate::present(&self.key.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damage_is_named() {
        for (text, why) in [
            ("", Damage::NotJson(0)),
            ("{\"v\":1,\"kind\":\"visit\"", Damage::NotJson(21)),
            ("[]", Damage::Lacks("kind")),
            ("{}", Damage::Lacks("v")),
            (r#"{"v":0,"kind":"visit","id":"a","changed":1,"data":{}}"#, Damage::Lacks("v")),
            (r#"{"v":1.5,"kind":"visit","id":"a","changed":1,"data":{}}"#, Damage::Lacks("v")),
            (r#"{"v":1,"kind":"Visit!","id":"a","changed":1,"data":{}}"#, Damage::Lacks("kind")),
            (r#"{"v":1,"kind":"visit","id":"","changed":1,"data":{}}"#, Damage::Lacks("id")),
            (
                r#"{"v":1,"kind":"visit","id":"a","changed":"x","data":{}}"#,
                Damage::Lacks("changed"),
            ),
            (r#"{"v":1,"kind":"visit","id":"a","changed":1,"data":[]}"#, Damage::Lacks("data")),
        ] {
            assert_eq!(Envelope::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_newer_record_is_kept_as_it_is() {
        let text = r#"{"v":99,"kind":"visit","id":"a","changed":5,"data":{"stars": 5.0}}"#;
        let record = Envelope::parse(text).expect("a record");
        assert!(record.is_newer());
        assert_eq!((record.v, record.data.as_str()), (99, r#"{"stars": 5.0}"#));
    }

    #[test]
    fn keys_are_paths() {
        assert_eq!(Key::parse("visit/a/b"), Some(Key::new("visit", "a/b")));
        for bad in ["", "visit", "visit/", "/a", "VISIT/a"] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_wrote(id in ".{1,12}", changed in 0_i64..9_000_000_000_000, note in ".*") {
            let data = Object::new().text("note", &note).finish();
            let record = Envelope::new("tour", &id, changed, data);
            prop_assert_eq!(Envelope::parse(&record.to_json()), Ok(record));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = Envelope::parse(&text);
        }
    }
}
