//! A ready-made question of a bundle.

use super::place::Source;
use super::{PlaceId, Text};

/// A question with its answers, as `quiz` of a bundle writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuizItem {
    /// Unique among the questions.
    pub id: String,
    /// The question.
    pub question: Text,
    /// Two answers or more, all different.
    pub answers: Vec<Text>,
    /// Index of the right one.
    pub right: usize,
    /// Why it is right.
    pub explain: Text,
    /// Ids of the facts that prove it, the main one first.
    pub facts: Vec<String>,
    /// The place it is about.
    pub place: Option<PlaceId>,
    /// What it belongs to, such as `yellow-river`; may be empty.
    pub theme: String,
    /// How hard it is: 1 easy, 2, 3 hard.
    pub level: u8,
    /// Where it was read.
    pub sources: Vec<Source>,
}
