//! Everything that can happen.

use super::model::{BaseStatus, NameOrder};
use super::{Camera, Link, LoadFailure, Sheet, Target};
use crate::bundle::Warning;
use crate::domain::{Atlas, Category, PlaceId};
use crate::i18n::Lang;
use std::rc::Rc;

/// An event of the reader, the map, the browser or the loader.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The link changed: at the start, by back or forward, or typed in.
    LinkOpened(Link),
    /// More bytes of the bundle have come in.
    Progress(u64),
    /// The bundle is read.
    Loaded {
        /// The places.
        atlas: Rc<Atlas>,
        /// What was left out.
        warnings: Vec<Warning>,
        /// Ranks for sorting by name.
        name_order: NameOrder,
    },
    /// The bundle cannot be read.
    Failed(LoadFailure),
    /// Try again from the start.
    Retry,
    /// The base map has been looked for.
    Base(BaseStatus),
    /// Show a place everywhere.
    Choose(PlaceId),
    /// Close the card.
    CloseCard,
    /// Switch a category on or off.
    Toggle(Category),
    /// Show this category and no other.
    Only(Category),
    /// Switch all categories on.
    ShowAll,
    /// Change the order of the list.
    CycleSort,
    /// Change the language.
    SetLang(Lang),
    /// Set the height of the phone's sheet.
    SetSheet(Sheet),
    /// The map has come to rest.
    Moved(Camera),
    /// Send the map somewhere.
    Go(Target),
    /// Network came or went.
    Online(bool),
    /// The bundle comes from another host.
    Foreign(String),
    /// The reader has read the notice of warnings.
    DismissWarnings,
    /// The reader has read the notice of a missing place.
    DismissMissing,
}
