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

/// Properties of [`Glyph`].
#[derive(Properties, PartialEq)]
pub struct GlyphProps {
    /// Which icon.
    pub icon: Icon,
    /// Side in pixels.
    #[prop_or(20)]
    pub size: u32,
}

/// An interface icon; it stands beside a word or in a named button, so it is hidden from screen readers.
#[component]
pub fn Glyph(props: &GlyphProps) -> Html {
    let size = props.size.to_string();
    html! {
        <svg class="ic" width={size.clone()} height={size} viewBox="0 0 24 24" aria-hidden="true">
            { for props.icon.parts().iter().map(part) }
        </svg>
    }
}

/// Properties of [`Sym`].
#[derive(Properties, PartialEq)]
pub struct SymProps {
    /// Whose shape.
    pub category: Category,
    /// Glyph of a park.
    #[prop_or_default]
    pub series: Option<Series>,
    /// Height in pixels.
    #[prop_or(32)]
    pub height: u32,
}

/// The shape of a category, as it stands on the map.
#[component]
pub fn Sym(props: &SymProps) -> Html {
    let drawing = shapes::marker(&props.category, props.series);
    let width = f64::from(props.height) * 36.0 / 43.0;
    html! {
        <svg class="sym" width={format!("{width:.1}")} height={props.height.to_string()}
            viewBox={MARKER_BOX} aria-hidden="true">
            <g class={drawing.class}>{ for drawing.parts.iter().map(part) }</g>
        </svg>
    }
}
