//! The map of the sheet as an SVG document of its own: base map, legs, numbered stops, scale, north. Where
//! stops stand too close to be told apart, an enlargement stands beside the overview, framed in it.

use super::drawing::marker;
use crate::domain::mercator::World;
use crate::domain::{Atlas, Category, LonLat, PlaceId};
use crate::engine::base_map::marks::{Align, Font, Mark, Path, Sub, Text};
use crate::engine::base_map::scale_bar::{CELLS, scale_bar};
use crate::engine::base_map::{
    Paint, Pin, PinKind, Px, Rect, RouteKind, RouteLine, Scene, Show, Source, View,
};
use crate::engine::tour::followed::Leg;
use crate::i18n::Lang;
use crate::i18n::words::PaperKey as K;
use crate::present::format;
use crate::present::map_svg::svg;
use crate::present::shapes::badged;
use crate::present::tour::sheet::{RouteSheet, StopLine};
use crate::state::overlay::Badge;

/// A map of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The SVG document, 96 pixels to the inch.
    pub svg: String,
    /// What is written on it, for an enlargement.
    pub caption: Option<&'static str>,
}

/// Sizes in CSS pixels, 96 to the inch: across the page, and two beside one another.
const WIDE: f64 = 702.0;
const OVERVIEW: f64 = 326.0;
const CLOSER: f64 = 362.0;
/// Height of the maps: lower where more than this many stops need the room below.
const HEIGHTS: (f64, f64) = (345.0, 288.0);
const FEW: usize = 6;
/// Room for pins above their points, for names beside them, for scale and north.
const PAD: [f64; 4] = [52.0, 50.0, 50.0, 50.0];
const MARKER: f64 = 0.9;
/// The closest view: beyond it the schematic map shows nothing more.
const CLOSEST: f64 = 16.2;
/// Stops nearer to each other than this on the overview, in pixels, are enlarged.
const CROWDED: f64 = 40.0;
/// An enlargement must gain this many zooms.
const GAIN: f64 = 0.8;

/// Where a view of some points stands: all of them inside the padding.
fn fit(points: &[World], size: (f64, f64)) -> View {
    let range = |of: fn(&World) -> f64| {
        let ends =
            points.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        if ends.0 > ends.1 { (0.0, 0.0) } else { ends }
    };
    let ((x0, x1), (y0, y1)) = (range(|w| w.x), range(|w| w.y));
    let [top, right, bottom, left] = PAD;
    let zoom = |span: f64, room: f64| if span > 0.0 { (room / span).log2() } else { CLOSEST };
    let zoom = zoom(x1 - x0, size.0 - left - right).min(zoom(y1 - y0, size.1 - top - bottom));
    let zoom = zoom.min(CLOSEST);
    let k = zoom.exp2();
    let centre = World {
        x: f64::midpoint(x0, x1) + (right - left) / 2.0 / k,
        y: f64::midpoint(y0, y1) + (bottom - top) / 2.0 / k,
    };
    View { label_scale: 0.92, ..View::whole(centre, zoom, size.0, size.1) }
}

/// The maps of a route; `legs` are its lines.
#[must_use]
pub fn pictures(
    base: &Source,
    atlas: &Atlas,
    route: &RouteSheet,
    legs: Option<&Vec<Leg>>,
    lang: Lang,
) -> Vec<Picture> {
    let legs = legs.map_or(&[][..], Vec::as_slice);
    let lines: Vec<(Vec<World>, bool)> = legs
        .iter()
        .map(|leg| (leg.line.iter().map(|p| World::from(*p)).collect(), leg.straight))
        .collect();
    let all: Vec<World> = lines
        .iter()
        .flat_map(|(points, _)| points.iter().copied())
        .chain(route.stops.iter().map(|s| s.at.into()))
        .collect();
    let atelier = Atelier { base, atlas, route, lines: &lines, lang };
    let stops = route.stops.iter().filter(|s| s.number.is_some()).count();
    let height = if stops > FEW { HEIGHTS.1 } else { HEIGHTS.0 };
    let overview = fit(&all, (OVERVIEW, height));
    let closer = crowd(route, &overview).map(|points| fit(&points, (CLOSER, height)));
    match closer.filter(|view| view.zoom > overview.zoom + GAIN) {
        Some(view) => vec![
            Picture { svg: atelier.draw(overview, Some(view)), caption: None },
            Picture { svg: atelier.draw(view, None), caption: Some(K::Closer.text(lang)) },
        ],
        None => vec![Picture { svg: atelier.draw(fit(&all, (WIDE, height)), None), caption: None }],
    }
}

/// The largest group of points that stand too close to one another; `None` where none do.
fn crowd(route: &RouteSheet, view: &View) -> Option<Vec<World>> {
    let points: Vec<World> = route.stops.iter().map(|s| s.at.into()).collect();
    let mut best: Vec<World> = Vec::new();
    for (i, first) in points.iter().enumerate() {
        let mut group = vec![i];
        let mut next = 0;
        while let Some(&at) = group.get(next) {
            next += 1;
            let near = |j: &usize| {
                !group.contains(j) && view.px(points[at]).distance(view.px(points[*j])) < CROWDED
            };
            let found: Vec<usize> = (0..points.len()).filter(near).collect();
            group.extend(found);
        }
        // A start at its own first stop is no crowd.
        let apart = group.iter().any(|j| view.px(points[*j]).distance(view.px(*first)) > 1.0);
        if apart && group.len() > best.len() {
            best = group.iter().map(|j| points[*j]).collect();
        }
    }
    (!best.is_empty()).then_some(best)
}

/// What every map of a route is drawn from.
struct Atelier<'a> {
    base: &'a Source,
    atlas: &'a Atlas,
    route: &'a RouteSheet,
    lines: &'a [(Vec<World>, bool)],
    lang: Lang,
}

impl Atelier<'_> {
    fn category(&self, stop: &StopLine) -> Category {
        let place = PlaceId::new(stop.id.as_str()).ok().and_then(|id| self.atlas.place(&id));
        place.map_or(Category::Service, |p| p.category.clone())
    }

    /// Draws a view; with `frame`, the part another view enlarges is framed and its names are left to it.
    fn draw(&self, view: View, frame: Option<View>) -> String {
        let framed = frame.map(|closer| {
            let corner = |x, y| view.px(closer.world(Px::new(x, y)));
            let (a, b) = (corner(0.0, 0.0), corner(closer.width, closer.height));
            Rect::new(a.x, a.y, b.x, b.y)
        });
        let north = Rect::new(view.width - 34.0, 6.0, view.width - 6.0, 48.0);
        let scale = Scale::new(&view, self.lang);
        let pins: Vec<Pin> =
            self.route.stops.iter().map(|stop| self.pin(stop, &view, framed)).collect();
        let route: Vec<RouteLine> = self
            .lines
            .iter()
            .map(|(points, straight)| RouteLine {
                points,
                kind: if *straight { RouteKind::Estimate } else { RouteKind::Way },
                strong: false,
            })
            .collect();
        let scene = Scene {
            view,
            pins: &pins,
            avoid: &[north, scale.room],
            route: &route,
            home_name: &self.atlas.district.zh,
            show: Show { ground: true, areas: false, metro: false, pois: false },
        };
        let mut marks = self.base.draw(&scene);
        if let Some(frame) = framed {
            marks.push(outline(frame));
        }
        // The first on top.
        let stops = self.route.stops.iter().enumerate().rev();
        let mut over: String = stops.map(|(i, stop)| self.badge(i, stop, &view)).collect();
        over.push_str(&compass(north, self.lang));
        marks.extend(scale.marks());
        // The frame of the picture itself, inside its edge.
        marks.push(outline(Rect::new(0.5, 0.5, view.width - 0.5, view.height - 0.5)));
        let text = svg(&marks, view.width, view.height, |paint| ink(paint).to_owned());
        text.replace("</svg>\n", &[&over, "</svg>"].concat())
    }

    /// What a stop is called on a map.
    fn label<'a>(&'a self, stop: &'a StopLine) -> &'a str {
        let place = PlaceId::new(stop.id.as_str()).ok().and_then(|id| self.atlas.place(&id));
        let short = place.map_or("", |p| self.lang.pick(&p.short));
        if short.is_empty() { &stop.name } else { short }
    }

    fn pin<'a>(&'a self, stop: &'a StopLine, view: &View, framed: Option<Rect>) -> Pin<'a> {
        let at = World::from(stop.at);
        let elsewhere = framed.is_some_and(|frame| frame.has(view.px(at)));
        Pin {
            at,
            // An empty name keeps the room of the marker and writes nothing.
            label: if elsewhere { "" } else { self.label(stop) },
            kind: match self.category(stop) {
                Category::RedSite => PinKind::RedSite,
                Category::LectureVenue => PinKind::LectureVenue,
                Category::Park => PinKind::Park,
                _ => PinKind::Other,
            },
            scale: MARKER,
            chosen: false,
            label_always: !elsewhere,
            cluster_radius: None,
        }
    }

    fn badge(&self, i: usize, stop: &StopLine, view: &View) -> String {
        let at = view.px(stop.at.into());
        if !view.canvas().grown(20.0).has(at) {
            return String::new();
        }
        let number = stop.number.and_then(|n| u16::try_from(n).ok());
        let badge = match number {
            Some(number) => Badge::Number(number),
            None if i == 0 => Badge::Start,
            None => Badge::End,
        };
        marker(&badged(&self.category(stop), badge), at.x, at.y, MARKER)
    }
}

/// A thin black box.
fn outline(at: Rect) -> Mark {
    let [x, y, w, h] = [at.x0, at.y0, at.x1 - at.x0, at.y1 - at.y0];
    Mark::Rect {
        at: [x, y, w, h].map(single),
        radius: 0.0,
        fill: None,
        stroke: Some((Paint::Ink, 1.0)),
    }
}

#[allow(clippy::cast_possible_truncation)] // pixels of a page
fn single(v: f64) -> f32 {
    v as f32
}

/// The scale bar in its box at the bottom left.
struct Scale {
    room: Rect,
    width: f64,
    words: String,
}

impl Scale {
    fn new(view: &View, lang: Lang) -> Self {
        let bar = scale_bar(LonLat::from(view.centre), view.zoom, 96.0);
        let bottom = view.height - 7.0;
        let room = Rect::new(7.0, bottom - 33.0, 7.0 + bar.width + 18.0, bottom);
        Self { room, width: bar.width, words: format::length(lang, f64::from(bar.metres)) }
    }

    fn marks(&self) -> Vec<Mark> {
        let Rect { x0, y0, x1, y1 } = self.room;
        let box_at = [x0, y0, x1 - x0, y1 - y0].map(single);
        let face = Mark::Rect {
            at: box_at,
            radius: 3.0,
            fill: Some(Paint::Sheet),
            stroke: Some((Paint::Ink, 1.0)),
        };
        let mut out = vec![face];
        #[allow(clippy::cast_precision_loss)] // four cells
        let cell = |i: usize| i as f64 * self.width / CELLS as f64;
        for i in 0..CELLS {
            let at = [x0 + 9.0 + cell(i), y0 + 7.0, cell(1), 5.0].map(single);
            let fill = Some(if i % 2 == 0 { Paint::Ink } else { Paint::Sheet });
            out.push(Mark::Rect { at, radius: 0.0, fill, stroke: Some((Paint::Ink, 0.8)) });
        }
        let text = |text: &str, x: f64, align| {
            Mark::Text(Text {
                text: text.to_owned(),
                at: Px::new(x, y1 - 10.0),
                angle: 0.0,
                skew: 0.0,
                size: 11.0,
                font: Font::Sans,
                weight: 500,
                paint: Paint::Ink,
                halo: None,
                align,
            })
        };
        out.push(text("0", x0 + 9.0, Align::Start));
        out.push(text(&self.words, x1 - 9.0, Align::End));
        out
    }
}

/// An arrow to the north with its letter.
fn compass(room: Rect, lang: Lang) -> String {
    let x = f64::midpoint(room.x0, room.x1);
    let arrow =
        [Px::new(x, 20.0), Px::new(x + 6.5, 44.0), Px::new(x, 39.0), Px::new(x - 6.5, 44.0)];
    let marks = [
        Mark::Rect {
            at: [room.x0, room.y0, room.x1 - room.x0, room.y1 - room.y0].map(single),
            radius: 3.0,
            fill: Some(Paint::Sheet),
            stroke: None,
        },
        Mark::Fill {
            path: Path(vec![Sub::straight(&arrow, true)]),
            paint: Paint::Ink,
            alpha: 1.0,
            blur: 0.0,
        },
        Mark::Text(Text {
            text: K::North.text(lang).to_owned(),
            at: Px::new(x, 13.0),
            angle: 0.0,
            skew: 0.0,
            size: 11.0,
            font: Font::Serif,
            weight: 700,
            paint: Paint::Ink,
            halo: None,
            align: Align::Middle,
        }),
    ];
    // A document of its own inside the other would do as well; its content is all that is wanted.
    let text = svg(&marks, 0.0, 0.0, |paint| ink(paint).to_owned());
    let from = text.find('>').map_or(0, |at| at + 1);
    text[from..].replace("</svg>\n", "")
}

/// Black, white and as few greys as keep the map legible on a poor printer.
const fn ink(paint: Paint) -> &'static str {
    match paint {
        Paint::Land
        | Paint::FillArterial
        | Paint::FillSecondary
        | Paint::Halo
        | Paint::MetroBed
        | Paint::Paper
        | Paint::Sheet
        | Paint::LegBed => "#fff",
        Paint::Outside | Paint::Green => "#f1f1f1",
        Paint::Building => "#e9e9e9",
        Paint::Band => "#aaa",
        Paint::Boundary | Paint::LabelWater => "#333",
        Paint::CasingExpressway
        | Paint::LabelDistrict
        | Paint::LabelNeighbour
        | Paint::LabelSubdistrict => "#555",
        Paint::CasingArterial => "#8a8a8a",
        Paint::CasingSecondary | Paint::FillHair => "#b4b4b4",
        Paint::FillExpressway => "#dedede",
        Paint::Water => "#cfcfcf",
        Paint::Metro => "#999",
        Paint::LabelMinor => "#444",
        Paint::LabelRoad | Paint::LabelExpressway | Paint::LabelStation => "#222",
        Paint::Ink
        | Paint::Ink2
        | Paint::Ink3
        | Paint::Leg
        | Paint::LabelRedSite
        | Paint::LabelVenue
        | Paint::LabelPark => "#000",
    }
}
