//! Icons and category shapes as SVG.

use crate::domain::Category;
use crate::domain::place::Series;
use crate::present::shapes::{self, Icon, MARKER_BOX, Part};
use yew::prelude::*;

fn part(p: &Part) -> Html {
    match p {
        Part::Path(class, d) => html! { <path class={*class} d={*d} /> },
        Part::Circle(class, cx, cy, r) => {
            html! { <circle class={*class} cx={*cx} cy={*cy} r={*r} /> }
        }
        Part::Word(class, y, word) => html! { <text class={*class} x="0" y={*y}>{ word }</text> },
    }
}

/// An interface icon of a side in pixels; it stands beside a word or in a named button, so it is
/// hidden from screen readers.
pub fn glyph(icon: Icon, size: u32) -> Html {
    let size = size.to_string();
    html! {
        <svg class="ic" width={size.clone()} height={size} viewBox="0 0 24 24" aria-hidden="true">
            { for icon.parts().iter().map(part) }
        </svg>
    }
}

/// The shape of a category as it stands on the map, of a height in pixels.
pub fn sym(category: &Category, series: Option<Series>, height: u32) -> Html {
    let drawing = shapes::marker(category, series);
    html! {
        <svg class="sym" width={(height * 36 / 43).to_string()} height={height.to_string()}
            viewBox={MARKER_BOX} aria-hidden="true">
            <g class={drawing.class}>{ for drawing.parts.iter().map(part) }</g>
        </svg>
    }
}
