//! A change to the map: one feature as it was in the bundle, and as the reader wants it.

use super::{Envelope, words};
use crate::domain::sketch::Sketch;
use crate::json::Members;
use crate::json::write::Object;

/// An edit. Its record has the feature's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapEdit {
    /// Id of the layer it is in.
    pub layer: String,
    /// Version of the bundle that was edited.
    pub base: String,
    /// The bundle's feature then; `None`: there was none.
    pub was: Option<Sketch>,
    /// The feature now; `None`: deleted.
    pub now: Option<Sketch>,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A feature that the bundle does not have.
    Add,
    /// Another form of one it has.
    Change,
    /// One it has goes.
    Delete,
}

impl MapEdit {
    /// The kind of its record.
    pub const KIND: &str = "map_edit";

    /// The edit of a record's data; `None` where there is no feature in it.
    #[must_use]
    pub fn read(members: &Members<'_>) -> Option<Self> {
        let feature = |key: &str| match members.get(key) {
            None => Some(None),
            Some(raw) => Sketch::read(raw, None).map(Some),
        };
        let (was, now) = (feature("was")?, feature("now")?);
        let (layer, base) = (words(members, "layer"), words(members, "base"));
        (was.is_some() || now.is_some()).then_some(Self { layer, base, was, now })
    }

    /// What it does.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match (&self.was, &self.now) {
            (None, _) => Deed::Add,
            (_, None) => Deed::Delete,
            _ => Deed::Change,
        }
    }

    /// The feature's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.now.as_ref().or(self.was.as_ref()).map_or("", |s| &s.id)
    }

    /// Its data as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let feature =
            |s: &Option<Sketch>| s.as_ref().map_or_else(|| "null".to_owned(), Sketch::json);
        Object::new()
            .text("layer", &self.layer)
            .text("base", &self.base)
            .raw("was", &feature(&self.was))
            .raw("now", &feature(&self.now))
            .finish()
    }

    /// The record of the edit.
    #[must_use]
    pub fn record(&self, changed: i64) -> Envelope {
        Envelope::new(Self::KIND, self.id(), changed, self.json())
    }
}
