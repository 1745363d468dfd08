//! The state of the class view.

use super::own::Own;
use super::reading::Reading;
use super::streak::Streak;
use crate::domain::PlaceId;
use crate::domain::story::{Slide, Story};
use crate::state::Page;
use std::rc::Rc;

/// A part of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// 故事.
    #[default]
    Stories,
    /// 擂台.
    Quiz,
    /// 每日一讲.
    Today,
    /// 时间墙.
    Wall,
    /// 打印.
    Print,
}

impl Section {
    /// In the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Stories, Self::Quiz, Self::Today, Self::Wall, Self::Print];

    /// The value of `part=` in a link; the stories have none.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stories => "",
            Self::Quiz => "quiz",
            Self::Today => "today",
            Self::Wall => "wall",
            Self::Print => "print",
        }
    }

    /// The section of a link's word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.word() == word).unwrap_or_default()
    }
}

/// What the bundle tells beside its places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// Its stories, in its order.
    pub stories: Vec<Story>,
    /// Its events as slides, the oldest first.
    pub events: Vec<Slide>,
}

/// How far reading the library has come.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Data {
    /// On its way.
    #[default]
    Waiting,
    /// Here.
    Ready(Rc<Library>),
    /// It could not be read.
    Failed,
}

/// The paper of the exhibition boards, landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm.
    #[default]
    A3,
}

/// The state of the class view.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own, none excludes another
pub struct ClassState {
    /// The number of the link that was read last ([`State::opened`](crate::state::State::opened)).
    pub seen: Option<u32>,
    /// The open part.
    pub section: Section,
    /// Stories and events.
    pub data: Data,
    /// The open story's id.
    pub story: Option<String>,
    /// A story that came with the link or from a file and is not among the reader's own.
    pub guest: Option<Rc<Own>>,
    /// The slide of the open story, or the event of the wall, from 0.
    pub slide: usize,
    /// An id in the link that no story has, or a story in it that cannot be read.
    pub missing: Option<String>,
    /// 放映: the slide fills the screen.
    pub show: bool,
    /// While showing: nothing but black.
    pub blank: bool,
    /// Slides turn by themselves.
    pub auto: bool,
    /// The sources of the slide are open.
    pub sources: bool,
    /// The teacher's notes are open in the page.
    pub notes: bool,
    /// Reading aloud.
    pub reading: Reading,
    /// Stories of the reader's own making.
    pub own: Rc<Vec<Own>>,
    /// Whether they have been read from the device.
    pub shelved: bool,
    /// The one deleted last: it can be had back.
    pub gone: Option<Own>,
    /// The one being made.
    pub draft: Option<Own>,
    /// What is looked for among the places while making one.
    pub find: String,
    /// What the last deed came to, to be read out: a key of the view's texts and its argument.
    pub said: Option<(crate::i18n::words::class::ClassKey, String)>,
    /// Days in a row with the story of the day.
    pub streak: Streak,
    /// Paper of the boards.
    pub paper: Paper,
    /// Places that get a board; `None`: not chosen yet, so those of the first story.
    pub boards: Option<Vec<PlaceId>>,
    /// What the quiz keeps.
    pub quiz: Page,
}
