//! The steps of a way, in words.

use super::Lang;
use crate::engine::network::{Compass, Step, StepKind, Turn};

/// A length for readers: whole tens of metres below a kilometre, tenths of a kilometre above.
#[must_use]
pub fn length(metres: u32, lang: Lang) -> String {
    let (number, zh, en) = if metres < 995 {
        // What is not nothing is at least ten metres.
        let tens = (metres + 5) / 10 * 10;
        (tens.max(if metres > 0 { 10 } else { 0 }).to_string(), " 米", " m")
    } else {
        let tenths = (metres + 50) / 100;
        let (whole, part) = ((tenths / 10).to_string(), (tenths % 10).to_string());
        let number = if tenths.is_multiple_of(10) { whole } else { [&whole, ".", &part].concat() };
        (number, " 公里", " km")
    };
    [number.as_str(), if lang == Lang::Zh { zh } else { en }].concat()
}

/// A step in words: “沿金水路向东 350 米”, “Along 金水路 to the east, 350 m”. `estimate` puts 约 (about)
/// before the length.
#[must_use]
pub fn step(step: &Step, estimate: bool, lang: Lang) -> String {
    let length = length(step.metres, lang);
    let (toward, street) = (compass(step.toward, lang), step.street.as_str());
    match lang {
        Lang::Zh => chinese(step.kind, street, toward, &about(&length, estimate, "约 ")),
        Lang::En => english(step.kind, street, toward, &about(&length, estimate, "about ")),
    }
}

fn about(length: &str, estimate: bool, word: &str) -> String {
    [if estimate { word } else { "" }, length].concat()
}

fn chinese(kind: StepKind, street: &str, toward: &str, length: &str) -> String {
    // No space before 约: “向东约 350 米”, but “向东 350 米”.
    let length = if length.starts_with('约') { length.to_owned() } else { [" ", length].concat() };
    let named = |otherwise| if street.is_empty() { otherwise } else { street };
    match kind {
        StepKind::Join => ["向", toward, &length, "到", named("路边")].concat(),
        StepKind::Follow(None) => ["沿", named("小路"), "向", toward, &length].concat(),
        StepKind::Follow(Some(turn)) => {
            let turn = match turn {
                Turn::Ahead => "直行，",
                Turn::Left => "左转，",
                Turn::Right => "右转，",
                Turn::HalfLeft => "向左前方，",
                Turn::HalfRight => "向右前方，",
                Turn::Back => "掉头，",
            };
            [turn, "沿", named("小路"), "向", toward, &length].concat()
        }
        StepKind::Leave => ["离开", named("道路"), "，向", toward, &length, "到达"].concat(),
        StepKind::Straight => ["没有路网数据，直线方向向", toward, &length].concat(),
    }
}

fn english(kind: StepKind, street: &str, toward: &str, length: &str) -> String {
    let named = |otherwise| if street.is_empty() { otherwise } else { street };
    match kind {
        StepKind::Join => ["Go ", toward, " to ", named("the street"), ", ", length].concat(),
        StepKind::Follow(None) => {
            ["Along ", named("the path"), " to the ", toward, ", ", length].concat()
        }
        StepKind::Follow(Some(turn)) => {
            let turn = match turn {
                Turn::Ahead => "Straight on along ",
                Turn::Left => "Turn left, along ",
                Turn::Right => "Turn right, along ",
                Turn::HalfLeft => "Half left, along ",
                Turn::HalfRight => "Half right, along ",
                Turn::Back => "Turn back, along ",
            };
            [turn, named("the path"), " to the ", toward, ", ", length].concat()
        }
        StepKind::Leave => {
            ["Leave ", named("the street"), " and go ", toward, ", ", length].concat()
        }
        StepKind::Straight => {
            ["No streets are known here: straight to the ", toward, ", ", length].concat()
        }
    }
}

fn compass(toward: Compass, lang: Lang) -> &'static str {
    let (zh, en) = match toward {
        Compass::North => ("北", "north"),
        Compass::NorthEast => ("东北", "northeast"),
        Compass::East => ("东", "east"),
        Compass::SouthEast => ("东南", "southeast"),
        Compass::South => ("南", "south"),
        Compass::SouthWest => ("西南", "southwest"),
        Compass::West => ("西", "west"),
        Compass::NorthWest => ("西北", "northwest"),
    };
    if lang == Lang::Zh { zh } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LonLat;

    fn say(kind: StepKind, street: &str, metres: u32, estimate: bool) -> [String; 2] {
        let at = LonLat::clamped(113.6, 34.7);
        let step = Step { kind, street: street.into(), toward: Compass::East, metres, at };
        [Lang::Zh, Lang::En].map(|lang| super::step(&step, estimate, lang))
    }

    #[test]
    fn says_each_kind_in_both_languages() {
        let follow = |turn| StepKind::Follow(turn);
        let cases = [
            (
                say(follow(None), "金水路", 352, false),
                "沿金水路向东 350 米",
                "Along 金水路 to the east, 350 m",
            ),
            (
                say(follow(None), "金水路", 352, true),
                "沿金水路向东约 350 米",
                "Along 金水路 to the east, about 350 m",
            ),
            (
                say(follow(Some(Turn::Left)), "花园路", 1240, false),
                "左转，沿花园路向东 1.2 公里",
                "Turn left, along 花园路 to the east, 1.2 km",
            ),
            (
                say(follow(Some(Turn::Back)), "", 3, false),
                "掉头，沿小路向东 10 米",
                "Turn back, along the path to the east, 10 m",
            ),
            (
                say(StepKind::Join, "文化路", 996, false),
                "向东 1 公里到文化路",
                "Go east to 文化路, 1 km",
            ),
            (
                say(StepKind::Leave, "", 84, true),
                "离开道路，向东约 80 米到达",
                "Leave the street and go east, about 80 m",
            ),
            (
                say(StepKind::Straight, "", 3_949, true),
                "没有路网数据，直线方向向东约 3.9 公里",
                "No streets are known here: straight to the east, about 3.9 km",
            ),
        ];
        for (said, zh, en) in cases {
            assert_eq!(said, [zh, en]);
        }
    }
}
