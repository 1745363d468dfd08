//! Tours kept on the device. One small module, so that another store can take its place.
//!
//! The browser may refuse (private windows): then nothing is kept, and the reader is told so.

use crate::state::planner::Kept;
use gloo::storage::{LocalStorage, Storage};

/// The tour being made, as `tour=` has it.
const DRAFT: &str = "redmap.tour";
/// All named tours: a line each of id, name and code, parted by tabulators.
const TOURS: &str = "redmap.tours";

/// The tour that was being made last; empty where there is none.
#[must_use]
pub fn draft() -> String {
    read(DRAFT)
}

/// Keeps the tour being made.
pub fn set_draft(code: &str) {
    let _ = LocalStorage::raw().set_item(DRAFT, code);
}

/// The named tours.
#[must_use]
pub fn tours() -> Vec<Kept> {
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some(Kept { id: cells.next()?, name: cells.next()?, code: cells.next()? })
    };
    read(TOURS).lines().filter_map(line).collect()
}

/// Keeps the named tours; whether that worked.
#[must_use]
pub fn set_tours(tours: &[Kept]) -> bool {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let line = |t: &Kept| [plain(&t.id), plain(&t.name), plain(&t.code)].join("\t");
    let all: Vec<String> = tours.iter().map(line).collect();
    LocalStorage::raw().set_item(TOURS, &all.join("\n")).is_ok()
}

fn read(key: &str) -> String {
    LocalStorage::raw().get_item(key).ok().flatten().unwrap_or_default()
}
