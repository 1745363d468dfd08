//! The whole state of the app.

use super::{
    Camera, CameraCommand, Facet, Find, Here, Kept, Link, LoadState, Look, Page, Route, Stored,
    Years,
};
use crate::bundle::Warning;
use crate::domain::backdrop::Backdrop;
use crate::domain::{Atlas, Category, Datum, LonLat, PlaceId};
use crate::i18n::{Key, Lang};
use std::ops::Deref;
use std::rc::Rc;

/// The atlas, shared; two references are equal only if they are the same object.
#[derive(Debug, Clone)]
pub struct AtlasRef(pub Rc<Atlas>);

impl PartialEq for AtlasRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for AtlasRef {
    type Target = Atlas;
    fn deref(&self) -> &Atlas {
        &self.0
    }
}

/// What stands before everything else until it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// Ways to pass the link on.
    Share,
    /// Ways to hand the chosen place to a navigation app.
    Way,
    /// Colours, 长辈版, shortcuts, and what is stored on this device.
    Settings,
    /// What lies under the places.
    Backdrop,
}

/// Order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Nearest to the map's centre first.
    #[default]
    Distance,
    /// By name, in the order of the reader's language.
    Name,
}

/// A position to look at on the map, as one of the coordinate systems has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Where it is.
    pub at: LonLat,
    /// The coordinate system it is read in.
    pub datum: Datum,
    /// Whether that is the chosen one.
    pub on: bool,
    /// Name of the place.
    pub name: String,
}

/// Height of the phone's sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// Only its head.
    Peek,
    /// About half of the screen.
    #[default]
    Half,
    /// All but a strip of the map.
    Full,
}

impl Sheet {
    /// One step higher.
    #[must_use]
    pub const fn up(self) -> Self {
        match self {
            Self::Peek => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    /// One step lower.
    #[must_use]
    pub const fn down(self) -> Self {
        match self {
            Self::Full => Self::Half,
            Self::Half | Self::Peek => Self::Peek,
        }
    }
}

/// How reading the base map has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BaseStatus {
    /// Nothing to tell.
    #[default]
    Fine,
    /// The schematic base stands in for one that could not be read.
    Instead,
    /// There is none.
    Missing,
}

/// Position of each place in the two name orders, made once when a bundle is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameOrder {
    /// Rank by Chinese name (pinyin).
    pub zh: Vec<u32>,
    /// Rank by English name.
    pub en: Vec<u32>,
}

/// The state. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own, none excludes another
pub struct State {
    /// Language of the page.
    pub lang: Lang,
    /// What the link names.
    pub route: Route,
    /// The bundle, once read.
    pub atlas: AtlasRef,
    /// How far reading has come.
    pub load: LoadState,
    /// Grows each time the reader asks to try again.
    pub attempt: u32,
    /// Things in the bundle that were left out.
    pub warnings: Rc<Vec<Warning>>,
    /// Whether the reader has seen the warnings.
    pub warnings_seen: bool,
    /// Ranks for sorting by name.
    pub name_order: Rc<NameOrder>,
    /// Categories switched off.
    pub hidden: Vec<Category>,
    /// What places are filtered by, at most one value a facet.
    pub picks: Vec<(Facet, String)>,
    /// The years shown; `None` for all, and for places without any.
    pub years: Option<Years>,
    /// Whether the years are walked through.
    pub playing: bool,
    /// Whether the further filters are open.
    pub finer: bool,
    /// Minutes since 1970-01-01 00:00 UTC, for opening hours.
    pub now: i64,
    /// The reader's own position. Never part of a link.
    pub here: Here,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// What the open dialog says of its last deed.
    pub said: Option<Key>,
    /// Whether the page is part of another one (`?embed=1`).
    pub embed: bool,
    /// Light, dark or high contrast.
    pub look: Look,
    /// Grows with every change of colours.
    pub paint: u32,
    /// Whether 长辈版 is on.
    pub elder: bool,
    /// Whether single keys are shortcuts (WCAG 2.1.4).
    pub shortcuts: bool,
    /// What is kept on this device.
    pub stored: Stored,
    /// Which part of a list too long to be shown whole is shown.
    pub leaf: usize,
    /// Whether the import of a file is open.
    pub importing: bool,
    /// Whether a file is dragged over the page.
    pub dragging: bool,
    /// What the import keeps (`state::import`).
    pub import: Page,
    /// Positions to look at on the map before they are taken.
    pub preview: Rc<Vec<Dot>>,
    /// Order of the list.
    pub sort: Sort,
    /// Height of the phone's sheet.
    pub sheet: Sheet,
    /// What views have put on the map.
    pub overlays: super::overlay::Overlays,
    /// Where the map looks; `None` until it has been drawn.
    pub camera: Option<Camera>,
    /// The last order to the map.
    pub command: Option<CameraCommand>,
    /// An id in the link that no place has.
    pub missing: Option<PlaceId>,
    /// A link that waits for the atlas.
    pub pending: Option<Link>,
    /// Keys of the link that belong to one view ([`Link::OWN`]), in their order.
    pub own: Vec<(String, String)>,
    /// Grows with every link that is opened: a view sees by it that `own` is news.
    pub opened: u32,
    /// What the planner keeps.
    pub tour: Page,
    /// What the class view keeps.
    pub class: Page,
    /// What the quiz keeps.
    pub quiz: Page,
    /// What 我的支部 keeps.
    pub branch: Page,
    /// What is looked for and found.
    pub find: Find,
    /// The reader's own marks, from what 我的支部 keeps.
    pub kept: Rc<Kept>,
    /// What the search keeps.
    pub search: Page,
    /// Parts of the link this version does not know; kept as they are.
    pub unknown: Vec<(String, String)>,
    /// Whether the browser says it is offline.
    pub offline: bool,
    /// Host of a bundle that is not this site's own.
    pub foreign_host: Option<String>,
    /// How reading the base map has gone.
    pub base: BaseStatus,
    /// Whose map pictures the reader has chosen instead of it.
    pub backdrop: Option<Backdrop>,
    /// Whether they come; `None` until that is known.
    pub backdrop_came: Option<bool>,
    /// Grows with every part of the program that was fetched or could not be.
    pub chunks: u32,
    /// A part of the program could not be fetched, and the reader has not asked for it again.
    pub chunk_failed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            route: Route::Explore,
            atlas: AtlasRef(Rc::new(Atlas::default())),
            load: LoadState::Loading { bytes: 0 },
            attempt: 0,
            warnings: Rc::default(),
            warnings_seen: false,
            name_order: Rc::default(),
            hidden: Vec::new(),
            picks: Vec::new(),
            years: None,
            playing: false,
            finer: false,
            now: 0,
            here: Here::Off,
            dialog: None,
            said: None,
            embed: false,
            look: Look::System,
            paint: 0,
            elder: false,
            shortcuts: true,
            stored: Stored::default(),
            leaf: 0,
            importing: false,
            dragging: false,
            import: Page::default(),
            preview: Rc::default(),
            sort: Sort::default(),
            sheet: Sheet::default(),
            overlays: super::overlay::Overlays::default(),
            camera: None,
            command: None,
            missing: None,
            pending: None,
            own: Vec::new(),
            opened: 0,
            tour: Page::default(),
            class: Page::default(),
            quiz: Page::default(),
            branch: Page::default(),
            find: Find::default(),
            kept: Rc::default(),
            search: Page::default(),
            unknown: Vec::new(),
            offline: false,
            foreign_host: None,
            base: BaseStatus::default(),
            backdrop: None,
            backdrop_came: None,
            chunks: 0,
            chunk_failed: false,
        }
    }
}

impl State {
    /// The chosen place, if the link names one that exists.
    #[must_use]
    pub fn chosen(&self) -> Option<&crate::domain::Place> {
        match &self.route {
            Route::Place(id) => self.atlas.place(id),
            _ => None,
        }
    }
}
