//! Teams: their signs, keys and names. A team is told by its shape, its key and its place, never by colour.

use crate::app::parts::drawing::svg;
use crate::app::parts::{El, el};
use crate::i18n::Lang;
use crate::i18n::words::QuizKey as K;
use crate::state::quiz::{MOST_TEAMS, Setup};

/// The shapes of the teams on a grid of 24: ▲ ■ ● ◆ ★ ⬢.
const SIGNS: [&str; MOST_TEAMS] = [
    "M12 4 21 20H3z",
    "M4.5 4.500h15v15h-15z",
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z",
    "M12 2.500 21.500 12 12 21.500 2.500 12z",
    "M12 2.800l2.700 6 6.500.700-4.900 4.400 1.400 6.400-5.700-3.300-5.700 3.300 1.400-6.400-4.900-4.400 6.500-.700z",
    "M7 3.500h10l5 8.500-5 8.500H7L2 12z",
];

/// The keys the teams buzz with: apart on the keyboard, and none of them a letter of an answer.
pub const KEYS: [&str; MOST_TEAMS] = ["Q", "T", "P", "Z", "V", "M"];

/// The name of the physical key, which an input method does not change.
pub const CODES: [&str; MOST_TEAMS] = ["KeyQ", "KeyT", "KeyP", "KeyZ", "KeyV", "KeyM"];

/// The sign of a team; filled for the one whose turn it is.
pub fn sign(team: usize, size: u32, filled: bool) -> El {
    let class = if filled { "qz-sign on" } else { "qz-sign" };
    svg(class, size, size, "0 0 24 24").put(el("path").at("d", SIGNS[team % MOST_TEAMS]))
}

/// What teams are called unless they say otherwise.
pub fn usual(lang: Lang, team: usize) -> &'static str {
    [K::Team1, K::Team2, K::Team3, K::Team4, K::Team5, K::Team6][team % MOST_TEAMS].text(lang)
}

/// The names of all teams.
pub fn names(lang: Lang, setup: &Setup) -> Vec<String> {
    let name = |i: usize| match setup.names[i].trim() {
        "" => usual(lang, i).to_owned(),
        given => given.to_owned(),
    };
    (0..MOST_TEAMS).map(name).collect()
}
