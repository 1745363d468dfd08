//! 学习擂台: questions from the bundle's own items and from its data.
//!
//! A generated question is only made where the data proves that one answer is right *and* that every
//! other is wrong: dates that leave no doubt which came first, distances that differ by more than the
//! places are known. What cannot be proved wrong is no answer: that two places are both tied to an
//! event, say, or that a park belongs to a series the editors chose. Everything follows from the seed.

mod desk;
mod ground;
mod set;
pub mod spec;
mod time;

pub use ground::AROUND_M;
pub use set::{blanks, questions};
pub use spec::{Scope, Spec};

/// Where something lies as seen from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quarter {
    /// 东北.
    NorthEast,
    /// 东南.
    SouthEast,
    /// 西南.
    SouthWest,
    /// 西北.
    NorthWest,
}

/// What is asked. Numbers are indices into `Told::events`, `Told::items` and `Atlas::places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A question of the bundle.
    Item(usize),
    /// Which of the events came first.
    First,
    /// Which of the events came last.
    Last,
    /// In which year it was.
    YearOf(usize),
    /// What happened in the same year.
    SameYear(usize),
    /// Which of the marks on the map is the place.
    OnMap(usize),
    /// Which place is at the mark on the map.
    Marked(usize),
    /// Which place is nearest to this one.
    Nearest(usize),
    /// In which direction the first place lies, seen from the second.
    Direction(usize, usize),
    /// Which place lies outside the district.
    Outside,
}

/// A possible answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The answer of that index of a bundle's question.
    Item(usize),
    /// An event.
    Event(usize),
    /// A year.
    Year(i32),
    /// A place.
    Place(usize),
    /// A direction.
    Quarter(Quarter),
}

/// A question with one right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// Two answers or more, in the order they are shown.
    pub answers: Vec<Answer>,
    /// Index of the right one.
    pub right: usize,
    /// 1 easy, 2, 3 hard.
    pub level: u8,
}
