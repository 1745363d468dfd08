//! What stays on the device: stories of the reader's own, days in a row. All of it may be refused
//! (private windows), and then it lasts as long as the page.

use crate::state::class::own::{Own, from_shelf, shelf};
use crate::state::class::streak::Streak;
use gloo::storage::{LocalStorage, Storage};

const STORIES: &str = "redmap.stories";
const STREAK: &str = "redmap.streak";

fn get(key: &str) -> String {
    LocalStorage::raw().get_item(key).ok().flatten().unwrap_or_default()
}

/// The reader's own stories.
pub fn stories() -> Vec<Own> {
    from_shelf(&get(STORIES))
}

/// Keeps them; whether that worked.
pub fn set_stories(all: &[Own]) -> bool {
    LocalStorage::raw().set_item(STORIES, &shelf(all)).is_ok()
}

/// Days in a row.
pub fn streak() -> Streak {
    Streak::parse(&get(STREAK))
}

/// Keeps them.
pub fn set_streak(streak: Streak) {
    let _ = LocalStorage::raw().set_item(STREAK, &streak.text());
}
