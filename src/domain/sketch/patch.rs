//! Edits as a file of their own: what is added, changed and deleted, each with what it was, and the version
//! of the bundle it was made for.

use crate::domain::kept::MapEdit;
use crate::domain::kept::map_edit::Deed;
use crate::json::write::{Object, listed, quoted};
use crate::json::{Members, Raw, list, number, text};
use thiserror::Error;

/// A patch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    /// Id of the bundle.
    pub bundle: String,
    /// The edits.
    pub edits: Vec<MapEdit>,
}

/// Why a file is no patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PatchError {
    /// Nothing of ours is in it.
    #[error("not a patch of this program")]
    NotOurs,
    /// A later program wrote it.
    #[error("written by a later version")]
    Newer,
    /// So many of its edits cannot be read; none is taken.
    #[error("edit {0} cannot be read")]
    Damaged(usize),
}

impl Patch {
    /// The file, an edit a line.
    #[must_use]
    pub fn json(&self) -> String {
        let one = |edit: &MapEdit| {
            let word = match edit.deed() {
                Deed::Add => "\"add\"",
                Deed::Change => "\"change\"",
                Deed::Delete => "\"delete\"",
            };
            // `op` and `id` are for whoever reads the file; the rest says the same.
            let head = Object::new().raw("op", word).text("id", edit.id()).finish();
            let (head, body) = (head.trim_end_matches('}'), edit.json());
            [head, ",", body.trim_start_matches('{')].concat()
        };
        let edits: Vec<String> = self.edits.iter().map(one).collect();
        let edits = ["\n", &edits.join(",\n"), "\n"].concat();
        Object::new()
            .raw("redmap_patch", "1")
            .raw("bundle", &quoted(&self.bundle))
            .raw("edits", &listed(&[edits]))
            .finish()
            + "\n"
    }

    /// Reads a file of [`Self::json`].
    ///
    /// # Errors
    /// When it is none, or an edit in it cannot be read.
    pub fn parse(json: &str) -> Result<Self, PatchError> {
        let raw = Raw::parse(json).map_err(|_| PatchError::NotOurs)?;
        let members = Members::of(raw).ok_or(PatchError::NotOurs)?;
        match members.get("redmap_patch").and_then(number) {
            Some(n) if (n - 1.0).abs() < f64::EPSILON => {}
            Some(_) => return Err(PatchError::Newer),
            None => return Err(PatchError::NotOurs),
        }
        let bundle = members.get("bundle").and_then(text).unwrap_or_default();
        let mut edits = Vec::new();
        let all = members.get("edits").and_then(list).ok_or(PatchError::NotOurs)?;
        for (i, raw) in all.into_iter().enumerate() {
            let edit = Members::of(raw).and_then(|m| MapEdit::read(&m));
            edits.push(edit.ok_or(PatchError::Damaged(i + 1))?);
        }
        Ok(Self { bundle, edits })
    }
}

#[cfg(test)]
mod tests {
    use super::super::feature::tests::sketches;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn comes_back_whole(pairs in prop::collection::vec((prop::option::of(sketches()), sketches()), 0..5), name in ".{0,5}") {
            let edit = |(was, now)| MapEdit { layer: "park".into(), base: "1".into(), was, now: Some(now) };
            let mut edits: Vec<MapEdit> = pairs.into_iter().map(edit).collect();
            if let Some(first) = edits.first_mut().filter(|e| e.was.is_some()) {
                first.now = None;
            }
            let patch = Patch { bundle: name, edits };
            let json = patch.json();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
            prop_assert_eq!(Patch::parse(&json), Ok(patch));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            prop_assert!(Patch::parse(&text).is_err());
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Patch::parse("{}"), Err(PatchError::NotOurs));
        assert_eq!(Patch::parse(r#"{"redmap_patch":2}"#), Err(PatchError::Newer));
        let damaged =
            r#"{"redmap_patch":1,"edits":[{"now":{"type":"Feature","id":"a"}},{"now":7}]}"#;
        assert_eq!(Patch::parse(damaged), Err(PatchError::Damaged(2)));
    }
}
