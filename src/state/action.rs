//! Everything that can happen.

use super::model::{BaseStatus, NameOrder};
use super::{
    Camera, Dialog, Edit, Facet, Here, Link, LoadFailure, Look, Sheet, Stored, Target, Years,
};
use crate::bundle::Warning;
use crate::domain::backdrop::Backdrop;
use crate::domain::{Atlas, Category, LonLat, PlaceId};
use crate::i18n::{Key, Lang};
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
    /// Whose map pictures lie under the places; `None` for this site's own map.
    SetBackdrop(Option<Backdrop>),
    /// They come, or do not.
    BackdropCame(bool),
    /// Show a place everywhere.
    Choose(PlaceId),
    /// The map itself was pressed, beside all places.
    Press(LonLat),
    /// Close the card.
    CloseCard,
    /// Switch a category on or off.
    Toggle(Category),
    /// Show this category and no other.
    Only(Category),
    /// Switch all categories on.
    ShowAll,
    /// Filter by a facet, or no longer.
    Pick(Facet, Option<String>),
    /// Show these years alone; all of them ends the filter.
    SetYears(Years),
    /// Walk through the years, or stop.
    Play(bool),
    /// One step of the walk.
    PlayStep,
    /// Open or close the further filters.
    ToggleFiner,
    /// Minutes since 1970-01-01 00:00 UTC.
    Now(i64),
    /// What is known of the reader's own position.
    Located(Here),
    /// Open a dialog.
    OpenDialog(Dialog),
    /// Close the dialog.
    CloseDialog,
    /// A dialog has something to say, e.g. that a text has been copied.
    Say(Key),
    /// Show this part of a list too long to be shown whole, counted from 0.
    Leaf(usize),
    /// Open or close the import of a file.
    Import(bool),
    /// A file is dragged over the page, or no longer.
    Drag(bool),
    /// Change the order of the list.
    CycleSort,
    /// Change the language.
    SetLang(Lang),
    /// Change the colours.
    SetLook(Look),
    /// The colours have changed: what is painted has to be painted anew.
    Painted,
    /// Switch 长辈版 on or off.
    SetElder(bool),
    /// Switch the shortcuts of single keys on or off.
    SetShortcuts(bool),
    /// What is kept on this device.
    Kept(Stored),
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
    /// A change that a view brings with it.
    Page(Edit),
    /// A part of the program has been fetched, or could not be.
    Chunk(bool),
    /// Fetch a part of the program again.
    RetryChunk,
    /// The reader has read the notice of a missing place.
    DismissMissing,
}
