//! From older versions of the wire format to the present one.
//!
//! A step takes a file of one version and gives it in the next. It edits members as they are written, so
//! that whatever it does not know, down to the spelling of a number, comes out untouched. Version 1 is the
//! first, so the list of steps is empty; raising [`VERSION`] does not compile until its step is written.

use super::Members;
use super::v1::quoted;
use crate::json::Raw;
use std::borrow::Cow;

/// The version of the wire format that this program writes and works with.
pub const VERSION: usize = 1;

/// What a file of a bundle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `bundle.json`.
    Manifest,
    /// A layer.
    Layer,
    /// Stories, events, quiz or tours.
    Told,
}

/// The text of a file in the next version; `None` where that version changed nothing in such a file.
pub type Step = fn(Part, &str) -> Option<String>;

/// The step from version `i + 1` stands at index `i`.
const STEPS: [Step; VERSION - 1] = [];

/// The version as `redmap` in `bundle.json` writes it, if this program can read it.
#[must_use]
pub fn readable(written: &str) -> Option<usize> {
    written.parse().ok().filter(|v| (1..=VERSION).contains(v))
}

/// A file of a bundle of version `from`, in the present version.
#[must_use]
pub fn to_present(part: Part, text: &str, from: usize) -> Cow<'_, str> {
    along(&STEPS, part, text, from)
}

/// Goes the steps from version `from` on.
fn along<'t>(steps: &[Step], part: Part, text: &'t str, from: usize) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for step in steps.iter().skip(from.saturating_sub(1)) {
        if let Some(next) = step(part, &text) {
            text = Cow::Owned(next);
        }
    }
    text
}

/// An object whose members a step renames, drops or sets; the others keep their place and their spelling.
#[derive(Debug, Clone)]
pub struct Edit<'a> {
    members: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Edit<'a> {
    /// Takes an object apart; `None` for any other value.
    #[must_use]
    pub fn of(raw: Raw<'a>) -> Option<Self> {
        let members = Members::of(raw)?;
        let owned = |(key, value): (&str, Raw<'a>)| {
            (Cow::Owned(key.to_owned()), Cow::Borrowed(value.get()))
        };
        Some(Self { members: members.iter().map(owned).collect() })
    }

    /// The JSON of a member.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.members.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_ref())
    }

    /// Gives a member another name; one that has the new name already is left alone.
    pub fn rename(&mut self, old: &str, new: &str) {
        if self.get(new).is_some() {
            return;
        }
        if let Some((key, _)) = self.members.iter_mut().find(|(k, _)| k == old) {
            *key = Cow::Owned(new.to_owned());
        }
    }

    /// Drops a member.
    pub fn remove(&mut self, key: &str) {
        self.members.retain(|(k, _)| k != key);
    }

    /// Sets a member to a JSON value, at its place or at the end.
    pub fn put(&mut self, key: &str, json: String) {
        match self.members.iter_mut().find(|(k, _)| k == key) {
            Some((_, value)) => *value = Cow::Owned(json),
            None => self.members.push((Cow::Owned(key.to_owned()), Cow::Owned(json))),
        }
    }

    /// The object as JSON.
    #[must_use]
    pub fn write(&self) -> String {
        let members: Vec<String> =
            self.members.iter().map(|(k, v)| [&quoted(k), ":", v].concat()).collect();
        ["{", &members.join(","), "}"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A step as a version 2 might need it: layers untouched, one member renamed, one new.
    fn second(part: Part, text: &str) -> Option<String> {
        if part != Part::Manifest {
            return None;
        }
        let mut edit = Edit::of(Raw::parse(text).ok()?)?;
        edit.put("redmap", "2".to_owned());
        edit.rename("seal", "mark");
        Some(edit.write())
    }

    fn third(part: Part, text: &str) -> Option<String> {
        let mut edit = Edit::of(Raw::parse(text).ok()?)?;
        if part == Part::Manifest {
            edit.put("redmap", "3".to_owned());
        }
        edit.remove("gone");
        Some(edit.write())
    }

    #[test]
    fn knows_which_versions_it_reads() {
        assert_eq!(readable("1"), Some(1));
        for other in ["0", "2", "1.0", "\"1\"", "-1", "null", "99999999999999999999"] {
            assert_eq!(readable(other), None, "{other}");
        }
    }

    #[test]
    fn goes_every_step_from_where_the_file_is() {
        let text = r#"{"redmap": 1, "seal": "金水", "gone": 0, "x": 1.10}"#;
        let steps: [Step; 2] = [second, third];
        let go = |part, from| along(&steps, part, text, from).into_owned();
        assert_eq!(go(Part::Manifest, 1), r#"{"redmap":3,"mark":"金水","x":1.10}"#);
        assert_eq!(go(Part::Manifest, 2), r#"{"redmap":3,"seal":"金水","x":1.10}"#);
        assert_eq!(go(Part::Manifest, 3), text);
        assert_eq!(go(Part::Layer, 1), r#"{"redmap":1,"seal":"金水","x":1.10}"#);
        assert_eq!(to_present(Part::Manifest, text, 1), text);
    }

    #[test]
    fn edits_only_what_it_is_told_to() {
        let raw = Raw::parse(r#"{"a": 1e2, "b": [ 1.10 ], "c": null}"#).expect("JSON");
        let mut edit = Edit::of(raw).expect("an object");
        edit.rename("a", "b");
        edit.rename("none", "d");
        edit.put("c", "true".into());
        edit.put("e", "\"é\"".into());
        assert_eq!(edit.write(), r#"{"a":1e2,"b":[ 1.10 ],"c":true,"e":"é"}"#);
        assert!(Edit::of(Raw::parse("[1]").expect("JSON")).is_none());
    }

    proptest! {
        #[test]
        fn unknown_members_go_through_a_migration_untouched(
            unknown in prop::collection::vec(
                ("[a-z\u{4e00}-\u{4e20}]{7,12}", "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,2})?"),
                0..8,
            ),
        ) {
            let member = |(k, v): &(String, String)| [",", &quoted(k), ":", v].concat();
            let members = unknown.iter().map(member).collect::<Vec<_>>().concat();
            let text = format!("{{\"redmap\":1,\"seal\":\"x\"{members}}}");
            let steps: [Step; 2] = [second, third];
            let there = along(&steps, Part::Manifest, &text, 1);
            prop_assert_eq!(there, format!("{{\"redmap\":3,\"mark\":\"x\"{members}}}"));
        }
    }
}
