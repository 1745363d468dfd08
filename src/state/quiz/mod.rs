//! 学习擂台: the game, and what is remembered of games. All of it pure; the view only draws it.

mod game;
mod record;
mod setup;

pub use game::{ANSWER_SECONDS, Game, Phase, STREAK, Team, Try};
pub use record::{Outcome, Record, csv, parse_records, write_records};
pub use setup::{Setup, TIMES};
