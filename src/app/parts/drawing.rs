//! Icons and category shapes as SVG.

use super::el::{El, el};
use crate::domain::Category;
use crate::domain::place::Series;
use crate::present::shapes::{self, Icon, MARKER_BOX, Part};

/// A stroke or area of a drawing.
pub fn part(p: Part) -> El {
    match p {
        Part::Path("", d) => el("path").at("d", d),
        Part::Path(class, d) => el("path").class(class).at("d", d),
        Part::Circle(class, cx, cy, r) => {
            el("circle").class(class).at("cx", cx).at("cy", cy).at("r", r)
        }
        Part::Word(class, y, word) => el("text").class(class).at("x", "0").at("y", y).text(&word),
    }
}

/// An interface icon of a side in pixels; it stands beside a word or in a named button, so it is
/// hidden from screen readers.
pub fn glyph(icon: Icon, size: u32) -> El {
    svg("ic", size, size, "0 0 24 24").all(icon.parts(), part)
}

/// An icon that a view brings with it: the data of one path on the same grid.
pub fn line_icon(path: &'static str, size: u32) -> El {
    svg("ic", size, size, "0 0 24 24").put(el("path").at("d", path))
}

/// The shape of a category as it stands on the map, of a height in pixels.
pub fn sym(category: &Category, series: Option<Series>, height: u32) -> El {
    let drawing = shapes::marker(category, series);
    svg("sym", height * 36 / 43, height, MARKER_BOX)
        .put(el("g").class(drawing.class).all(drawing.parts, part))
}

/// A drawing without a name of its own.
pub fn svg(class: &'static str, width: u32, height: u32, view: &'static str) -> El {
    el("svg")
        .class(class)
        .attr("width", &width.to_string())
        .attr("height", &height.to_string())
        .at("viewBox", view)
        .hidden()
}
