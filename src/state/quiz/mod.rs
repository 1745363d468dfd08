//! 学习擂台: the game, and what is remembered of games. All of it pure; the view only draws it.

mod game;
pub mod page;
mod record;
mod setup;

pub use game::{ANSWER_SECONDS, Game, MOST_TEAMS, Phase, STREAK, Team, Try};
pub use page::{Deed, Material, QuizPage, Screen};
pub use record::{Outcome, Record, csv, parse_records, write_records};
pub use setup::{Setup, TIMES};
