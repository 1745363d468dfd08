//! The map with its controls, legend, scale and credits.

use crate::app::parts::{glyph, sym};
use crate::domain::place::Series;
use crate::domain::{Attribution, Category, LonLat};
use crate::engine::base_map::scale_bar::{CELLS, scale_bar};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::present::format;
use crate::present::shapes::Icon;
use crate::state::{Action, Camera, Target};
use yew::prelude::*;

/// What the controls need to know.
pub struct Props<'a> {
    /// Language of the page.
    pub lang: Lang,
    /// Categories with their names, for the legend.
    pub legend: Vec<(Category, String)>,
    /// Where the map looks.
    pub camera: Option<Camera>,
    /// The whole district.
    pub whole: Option<Target>,
    /// Whether the schematic base is on.
    pub schematic: bool,
    /// Whether the phone layout is used.
    pub narrow: bool,
    /// Who is to be thanked.
    pub attribution: &'a [Attribution],
    /// What happens.
    pub on: &'a Callback<Action>,
}

/// Everything that floats on the map.
pub fn controls(props: &Props<'_>) -> Html {
    let lang = props.lang;
    let go = |target: Target| props.on.reform(move |_: MouseEvent| Action::Go(target));
    let scale =
        props.camera.map(|c| bar(lang, c.centre, c.zoom, if props.narrow { 70.0 } else { 110.0 }));
    html! {
        <>
            <div class="ctl" data-avoid="">
                <button type="button" onclick={go(Target::ZoomBy(1.0))} aria-label={Key::ZoomIn.text(lang)}
                    title={Key::ZoomIn.text(lang)}>{ glyph(Icon::Plus, 20) }</button>
                <button type="button" onclick={go(Target::ZoomBy(-1.0))} aria-label={Key::ZoomOut.text(lang)}
                    title={Key::ZoomOut.text(lang)}>{ glyph(Icon::Minus, 20) }</button>
                if let Some(whole) = props.whole {
                    <button class="whole" type="button" onclick={go(whole)}
                        aria-label={Key::WholeDistrict.text(lang)}>
                        { glyph(Icon::Whole, 20) }<span>{ Key::WholeDistrict.text(lang) }</span>
                    </button>
                }
            </div>
            <div class="cart legend" data-avoid="" role="group" aria-label={Key::Legend.text(lang)}>
                { for props.legend.iter().map(|(category, name)| html! {
                    <span class="legend-item">
                        { sym(category, (*category == Category::Park).then_some(Series::Ya), 28) }
                        { name }
                    </span>
                }) }
                { scale }
            </div>
            <p class="attr" data-avoid="">
                if props.schematic {
                    <b>{ Key::Schematic.text(lang) }</b>{ " · " }{ Key::RoadAccuracy.text(lang) }
                }
                { for props.attribution.iter().map(|a| credit(lang, a)) }
            </p>
        </>
    }
}

fn credit(lang: Lang, a: &Attribution) -> Html {
    let words = lang.pick(&a.text).to_owned();
    html! {
        <>
            { " · " }
            if let Some(url) = &a.url {
                <a href={url.clone()} target="_blank" rel="noopener noreferrer external">{ words }</a>
            } else {
                { words }
            }
        </>
    }
}

/// The scale bar: four cells, dark and light in turn.
fn bar(lang: Lang, at: LonLat, zoom: f64, most: f64) -> Html {
    let bar = scale_bar(at, zoom, most);
    let length = format::length(lang, f64::from(bar.metres));
    #[allow(clippy::cast_precision_loss)] // four cells
    let cell = bar.width / CELLS as f64;
    let width = decimal::fixed(bar.width + 2.0, 0);
    #[allow(clippy::cast_precision_loss)]
    let x = |i: usize| decimal::fixed(1.0 + i as f64 * cell, 1);
    html! {
        <div class="scale" role="img" aria-label={fill(lang, Key::ScaleBar, &[&length])}>
            <svg {width} height="7" aria-hidden="true">
                { for (0..CELLS).map(|i| html! {
                    <rect class={if i % 2 == 0 { "dark" } else { "light" }} x={x(i)} y="1"
                        width={decimal::fixed(cell, 1)} height="5" />
                }) }
            </svg>
            <span class="num">{ length }</span>
        </div>
    }
}
