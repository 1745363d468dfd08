//! The map with its controls, legend, scale and credits.

use crate::app::locate;
use crate::app::parts::el::group;
use crate::app::parts::{El, button, el, glyph, outside, sym};
use crate::domain::backdrop::Backdrop;
use crate::domain::place::Series;
use crate::domain::{Attribution, Category, LonLat};
use crate::engine::base_map::Source;
use crate::engine::base_map::scale_bar::{CELLS, scale_bar};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::present::format;
use crate::present::notices::backdrop_name;
use crate::present::shapes::Icon;
use crate::state::{Action, Camera, Dialog, Here, Target};
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
    /// The base map, once read.
    pub base: Option<&'a Source>,
    /// Whose pictures are seen in its place.
    pub backdrop: Option<Backdrop>,
    /// Whether the phone layout is used.
    pub narrow: bool,
    /// The reader's own position.
    pub here: Here,
    /// Whether a card with a 分享 of its own is open.
    pub card: bool,
    /// Address of the whole map, when this page is part of another one.
    pub whole_map: Option<String>,
    /// Who is to be thanked.
    pub attribution: &'a [Attribution],
    /// What happens.
    pub on: &'a Callback<Action>,
}

/// How far one press moves the map, in pixels: less than half of a phone's.
const PAN: f64 = 150.0;

/// Everything that floats on the map.
pub fn controls(props: &Props<'_>) -> Html {
    let lang = props.lang;
    let go = |target: Target| props.on.reform(move |_: MouseEvent| Action::Go(target));
    let scale =
        props.camera.map(|c| bar(lang, c.centre, c.zoom, if props.narrow { 70.0 } else { 110.0 }));
    let control = |target: Target, icon: Icon, name: Key| {
        el("button")
            .at("type", "button")
            .at("aria-label", name.text(lang))
            .at("title", name.text(lang))
            .on_click(go(target))
            .put(glyph(icon, 20))
    };
    let mut ctl = el("div")
        .class("ctl")
        .at("data-avoid", "")
        .put(control(Target::ZoomBy(1.0), Icon::Plus, Key::ZoomIn))
        .put(control(Target::ZoomBy(-1.0), Icon::Minus, Key::ZoomOut));
    if let Some(whole) = props.whole {
        let words = Key::WholeDistrict.text(lang);
        ctl = ctl.put(
            button("whole", go(whole))
                .at("aria-label", words)
                .put(glyph(Icon::Whole, 20))
                .put(el("span").word(words)),
        );
    }
    // What a drag does, by single presses (WCAG 2.5.7). It opens and closes by itself.
    let name = Key::MoveMap.text(lang);
    let pad = el("div")
        .put(control(Target::PanBy(0.0, -PAN), Icon::Up, Key::MoveUp))
        .put(control(Target::PanBy(-PAN, 0.0), Icon::Back, Key::MoveLeft))
        .put(control(Target::PanBy(PAN, 0.0), Icon::Back, Key::MoveRight))
        .put(control(Target::PanBy(0.0, PAN), Icon::Down, Key::MoveDown));
    let summary = el("summary").at("aria-label", name).at("title", name).put(glyph(Icon::Move, 20));
    ctl = ctl.put(el("details").class("pan").put(summary).put(pad));
    ctl = ctl.put(locate_button(lang, props.here, props.on));
    let layers = props.on.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Backdrop));
    // On a phone the column has no room for it: a link with `base=` serves there.
    if !props.narrow {
        ctl = ctl.put(
            button("layers", layers)
                .at("aria-label", Key::BackdropTitle.text(lang))
                .at("title", Key::BackdropTitle.text(lang))
                .at("aria-haspopup", "dialog")
                .put(glyph(Icon::Layers, 20)),
        );
    }
    if !props.card {
        let share = props.on.reform(|_: MouseEvent| Action::OpenDialog(Dialog::Share));
        ctl = ctl.put(
            button("share", share)
                .at("aria-label", Key::Share.text(lang))
                .at("title", Key::Share.text(lang))
                .at("aria-haspopup", "dialog")
                .put(glyph(Icon::Share, 20)),
        );
    }
    let whole_map = props.whole_map.as_ref().map(|address| {
        outside(address, Key::OpenWhole.text(lang))
            .class("btn sm cart open-whole")
            .at("data-avoid", "")
    });
    let legend = el("div")
        .class("cart legend")
        .at("data-avoid", "")
        .at("role", "group")
        .at("aria-label", Key::Legend.text(lang))
        .all(&props.legend, |(category, name)| {
            let series = (*category == Category::Park).then_some(Series::Ya);
            el("span").class("legend-item").put(sym(category, series, 28)).text(name)
        })
        .maybe(scale);
    let mut attr = el("p").class("attr").at("data-avoid", "");
    if let Some(backdrop) = props.backdrop {
        let page = match backdrop {
            Backdrop::Osm => "https://www.openstreetmap.org/copyright",
            Backdrop::Tianditu | Backdrop::TiandituImagery => "https://www.tianditu.gov.cn/",
            Backdrop::Amap => "https://www.amap.com/",
        };
        attr = attr.word("© ").put(outside(page, backdrop_name(lang, backdrop)));
        if backdrop != Backdrop::Osm {
            attr = attr.word(" · ").word(Key::BackdropApproval.text(lang));
        }
    } else if let Some(full) = props.base.filter(|b| !b.ground().schematic) {
        attr = attr.text(&full.thanks());
    } else if props.base.is_some() {
        attr = attr
            .put(el("b").word(Key::Schematic.text(lang)))
            .word(" · ")
            .word(Key::RoadAccuracy.text(lang));
    }
    for a in props.attribution {
        let words = lang.pick(&a.text);
        attr = attr.word(" · ");
        attr = match &a.url {
            Some(url) => attr.put(outside(url, words)),
            None => attr.text(words),
        };
    }
    let mut out = vec![ctl.html(), legend.html(), attr.html()];
    out.extend(whole_map.map(El::html));
    group(out)
}

/// Asks for the reader's position, or forgets it again.
fn locate_button(lang: Lang, here: Here, on: &Callback<Action>) -> El {
    let known = matches!(here, Here::At(..));
    let asking = here == Here::Asking;
    let press = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| match here {
            Here::At(..) => on.emit(Action::Located(Here::Off)),
            Here::Asking => {}
            Here::Off | Here::Failed(_) => locate::ask(&on),
        })
    };
    let name = if asking { Key::Locating } else { Key::MyPosition };
    button("locate", press)
        .at("aria-label", name.text(lang))
        .at("title", name.text(lang))
        .at("aria-pressed", if known { "true" } else { "false" })
        .at_if(asking, "aria-busy", "true")
        .put(glyph(Icon::Locate, 20))
}

/// The scale bar: four cells, dark and light in turn.
fn bar(lang: Lang, at: LonLat, zoom: f64, most: f64) -> El {
    let bar = scale_bar(at, zoom, most);
    let length = format::length(lang, f64::from(bar.metres));
    #[allow(clippy::cast_precision_loss)] // four cells
    let (cell, x) =
        (bar.width / CELLS as f64, |i: usize| 1.0 + i as f64 * bar.width / CELLS as f64);
    let cells = el("svg")
        .attr("width", &decimal::fixed(bar.width + 2.0, 0))
        .at("height", "7")
        .hidden()
        .all(0..CELLS, |i| {
            el("rect")
                .class(if i % 2 == 0 { "dark" } else { "light" })
                .attr("x", &decimal::fixed(x(i), 1))
                .at("y", "1")
                .attr("width", &decimal::fixed(cell, 1))
                .at("height", "5")
        });
    el("div")
        .class("scale")
        .at("role", "img")
        .label(&fill(lang, Key::ScaleBar, &[&length]))
        .put(cells)
        .put(el("span").class("num").text(&length))
}
