//! Marker shapes and icons as plain drawing data, so that the map (DOM) and the panel (Yew) draw the same.
//!
//! A marker stands with its tip on (0,0) and fits the box -18 -41 36 43 (36 × 43 px at scale 1).

use crate::domain::place::Series;
use crate::domain::{Category, Datum};
use crate::state::overlay::Badge;

/// The view box of a marker shape.
pub const MARKER_BOX: &str = "-18 -41 36 43";

/// One stroke or area of a drawing; colours come from the style sheet by class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A path: class and data.
    Path(&'static str, &'static str),
    /// A circle: class, centre and radius.
    Circle(&'static str, &'static str, &'static str, &'static str),
    /// A word: class, baseline and text.
    Word(&'static str, &'static str, String),
}

/// A drawing: the class of its group and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Class of the group.
    pub class: &'static str,
    /// From back to front.
    pub parts: Vec<Part>,
}

const STAR: &str = "M0.00,-29.10L2.12,-23.42L8.18,-23.16L3.44,-19.38L5.05,-13.54L0.00,-16.89L-5.05,-13.54L-3.44,-19.38L-8.18,-23.16L-2.12,-23.42Z";
const BOOK: &str = "M0,-21.500V-12.500M0,-21.500C-2,-23 -4,-23 -5.8,-22.600V-14C-4,-14.3 -2,-14 0,-12.500C2,-14 4,-14.3 5.8,-14V-22.600C4,-23 2,-23 0,-21.5";
const VEINS: &str = "M0,-30V-9M0,-17L5.5,-22M0,-17L-5.5,-22M0,-23.500L4,-27M0,-23.500L-4,-27";

/// The marker of a category: banner, lectern, leaf or a plain pin.
#[must_use]
pub fn marker(category: &Category, series: Option<Series>) -> Drawing {
    match category {
        Category::RedSite => Drawing {
            class: "s-red",
            parts: vec![
                Part::Path("rod", "M-14.5,-35.500H14.5"),
                Part::Path("body", "M-12,-35.500H12V-9.500L0,0L-12,-9.500Z"),
                Part::Path("gl", STAR),
            ],
        },
        Category::LectureVenue => Drawing {
            class: "s-ven",
            parts: vec![
                Part::Path("mic", "M6,-34L8.5,-39"),
                Part::Path("body", "M-10,-27H10L7.6,-9.5L0,0L-7.6,-9.5Z"),
                Part::Path("body", "M-15.5,-34.5H15.5L12.5,-27H-12.5Z"),
                Part::Path("ln", BOOK),
            ],
        },
        Category::Park => Drawing {
            class: "s-park",
            parts: vec![
                Part::Path("stem", "M0,-6V0"),
                Part::Path(
                    "body",
                    "M0,-39C12.5,-32.5 17.5,-15 0,-4.500C-17.5,-15 -12.5,-32.5 0,-39Z",
                ),
                series.map_or(Part::Path("ln", VEINS), |s| {
                    Part::Word("mk-s", "-14.5", super::names::series(s).to_owned())
                }),
            ],
        },
        Category::Practice => Drawing {
            class: "s-prac",
            parts: vec![
                Part::Path("body", "M-13,-35H13V-11L0,0L-13,-11Z"),
                Part::Path("ln", "M-6.5,-17L-2,-23L2,-19L6.5,-28M6.5,-28H2.5M6.5,-28V-24"),
            ],
        },
        Category::Service | Category::Other(_) => Drawing {
            class: "s-oth",
            parts: vec![
                Part::Path("stem", "M0,-3V0"),
                Part::Circle("body", "0", "-18", "13"),
                Part::Circle("gl", "0", "-18", "4"),
            ],
        },
    }
}

/// The marker of a category with a badge in the place of its sign.
#[must_use]
pub fn badged(category: &Category, badge: Badge) -> Drawing {
    let Badge::Number(number) = badge else {
        // Both stand with their middle on the point: what begins there is an arrow, what ends a square.
        let sign = if badge == Badge::Start { "M-3,-5L6,0L-3,5Z" } else { "M-4,-4H4V4H-4Z" };
        let parts = vec![Part::Circle("body", "0", "0", "9"), Part::Path("sign", sign)];
        return Drawing { class: "s-end", parts };
    };
    let mut drawing = marker(category, None);
    drawing.parts.retain(|part| {
        let (Part::Path(class, _) | Part::Circle(class, ..) | Part::Word(class, ..)) = part;
        !matches!(*class, "gl" | "ln" | "mk-s")
    });
    let base = match category {
        Category::LectureVenue => "-12.5",
        Category::Service | Category::Other(_) => "-12.8",
        _ => "-17",
    };
    drawing.parts.push(Part::Word("mk-n", base, number.to_string()));
    drawing
}

/// The short class of a category's colour.
#[must_use]
pub const fn colour_class(category: &Category) -> &'static str {
    match category {
        Category::RedSite => "k-red",
        Category::LectureVenue => "k-ven",
        Category::Park => "k-park",
        Category::Practice => "k-prac",
        Category::Service | Category::Other(_) => "k-oth",
    }
}

/// Class and letter of the sign of a datum: a disc, a square, a diamond.
#[must_use]
pub const fn datum(datum: Datum) -> (&'static str, &'static str) {
    match datum {
        Datum::Wgs84 => ("d-wgs", "W"),
        Datum::Gcj02 => ("d-gcj", "G"),
        Datum::Bd09 => ("d-bd", "B"),
    }
}

/// Interface icons on a 24-pixel grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is named by what it shows
pub enum Icon {
    Plus,
    Minus,
    Close,
    Back,
    Up,
    Down,
    Whole,
    Move,
    Swap,
    Warn,
    Info,
    Retry,
    Compass,
    Copy,
    Pin,
    Check,
    Share,
    Way,
    Locate,
    Play,
    Pause,
    Filter,
    Larger,
    Gear,
    Speaker,
    Route,
    Screen,
    People,
    Layers,
}

impl Icon {
    /// The parts of the icon.
    #[must_use]
    pub fn parts(self) -> Vec<Part> {
        let path = |d| vec![Part::Path("", d)];
        match self {
            Self::Plus => path("M12 5v14M5 12h14"),
            Self::Minus => path("M5 12h14"),
            Self::Close => path("M6 6l12 12M18 6 6 18"),
            Self::Back => path("M14.5 5 7.5 12l7 7"),
            Self::Up => path("M5 14.5l7-7 7 7"),
            Self::Down => path("M5 9.5l7 7 7-7"),
            Self::Whole => path("M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"),
            Self::Move => {
                path("M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3M12 3v18M3 12h18")
            }
            Self::Swap => path("M7 4v15M3.5 15.5 7 19.2l3.5-3.7M17 20V5M13.5 8.5 17 4.8l3.5 3.7"),
            Self::Warn => path("M12 4 21.5 20h-19zM12 10v5M12 17.4v.1"),
            Self::Info => {
                vec![Part::Circle("", "12", "12", "8.5"), Part::Path("", "M12 11v5.5M12 7.6v.1")]
            }
            Self::Retry => path("M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5V8H15"),
            Self::Compass => vec![
                Part::Circle("", "12", "12", "8.5"),
                Part::Path("", "M15.5 8.5 13.5 13.5 8.5 15.5 10.5 10.5z"),
            ],
            Self::Copy => path("M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4"),
            Self::Pin => vec![
                Part::Path(
                    "",
                    "M12 21s-6.5-6.2-6.5-11a6.500 6.500 0 0 1 13 0c0 4.800-6.500 11-6.500 11z",
                ),
                Part::Circle("", "12", "10", "2.300"),
            ],
            Self::Check => path("M5 12.5 10 17.5 19.5 7"),
            Self::Share => path("M12 3.5v11M8 7.3l4-3.8 4 3.800M7 10.500H5v9h14v-9h-2"),
            Self::Way => path("M20.500 3.500 3.500 10.500l7 3 3 7z"),
            Self::Locate => vec![
                Part::Circle("", "12", "12", "6.500"),
                Part::Circle("dot", "12", "12", "1.500"),
                Part::Path("", "M12 2.500v3M12 18.500v3M2.500 12h3M18.500 12h3"),
            ],
            Self::Layers => path("M12 4 21 9l-9 5-9-5zM4 13.500l8 4.500 8-4.500"),
            Self::Play => path("M7.500 5v14l11-7z"),
            Self::Pause => path("M8.500 5v14M15.500 5v14"),
            Self::Filter => path("M4 6.500h16M7 12h10M10 17.500h4"),
            Self::Route => path(
                "M3.500 18.500a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0M15.500 5.500a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0M8.500 18.500H15a3.200 3.200 0 0 0 0-6.500H9a3.200 3.200 0 0 1 0-6.500h6.500",
            ),
            Self::Larger => path("M3 19l5.500-14L14 19M5 14.500h7M16.500 12h6M19.500 9v6"),
            Self::Gear => path(
                "M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
            ),
            Self::Speaker => path(
                "M4 9.500v5h3.500l4.500 4v-13l-4.500 4zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11",
            ),
            Self::Screen => path("M3.500 4.500h17v11h-17zM12 15.500v5M8 20.500h8"),
            Self::People => path(
                "M5.300 8a3.200 3.200 0 1 0 6.400 0a3.200 3.200 0 1 0-6.400 0M2.800 19.500c0-4 2.400-6.300 5.700-6.300s5.700 2.300 5.700 6.300M15 5.200a3.200 3.200 0 0 1 0 5.800M17 13.800c2.600.6 4.200 2.700 4.200 5.700",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_differ_by_category_and_leaves_bear_their_series() {
        let red = marker(&Category::RedSite, None);
        let venue = marker(&Category::LectureVenue, None);
        assert_ne!(red, venue);
        let leaf = marker(&Category::Park, Some(Series::Feng));
        assert!(leaf.parts.contains(&Part::Word("mk-s", "-14.5", "风".into())));
        assert_ne!(leaf, marker(&Category::Park, None));
    }

    #[test]
    fn a_number_takes_the_place_of_the_sign() {
        for category in [
            Category::RedSite,
            Category::LectureVenue,
            Category::Park,
            Category::Practice,
            Category::Service,
        ] {
            let (plain, numbered) = (marker(&category, None), badged(&category, Badge::Number(12)));
            assert_eq!(numbered.class, plain.class);
            assert_eq!(numbered.parts[0], plain.parts[0], "the shape stays");
            let words = |p: &&Part| matches!(p, Part::Word("mk-n", _, text) if text == "12");
            assert_eq!(numbered.parts.iter().filter(words).count(), 1);
        }
        assert_ne!(
            badged(&Category::Service, Badge::Start),
            badged(&Category::Service, Badge::End)
        );
    }
}
