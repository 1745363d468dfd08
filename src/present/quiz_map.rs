//! The map of a question or a worksheet as an SVG document: the base without names of places, and marks.

use super::map_svg::svg;
use super::quiz::MapMark;
use crate::domain::LonLat;
use crate::domain::mercator::{World, metres_per_pixel};
use crate::engine::base_map::marks::{Align, Font, Path, Sub, Text};
use crate::engine::base_map::{self, Mark, Paint, Pin, PinKind, Px, Scene, Show, Source, View};
use crate::engine::quiz::AROUND_M;
use std::f64::consts::TAU;

/// Radius of a mark in pixels.
const RADIUS: f64 = 17.0;
/// Room around the outermost marks in pixels.
const ROOM: f64 = 56.0;
/// Scale of the names: they are read from the back row.
const LABELS: f64 = 1.25;
/// Zooms a map may have: the base shows too little below, and too little around above.
const ZOOMS: (f64, f64) = (9.5, 14.8);

/// A map to draw.
#[derive(Debug, Clone, Copy)]
pub struct QuizMap<'a> {
    /// Roads and water; without them only the marks are drawn.
    pub base: Option<&'a Source>,
    /// What is marked.
    pub marks: &'a [MapMark],
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// The district the map is about, as the base map writes it.
    pub home_name: &'a str,
}

impl QuizMap<'_> {
    /// The document; `palette` gives a CSS colour for every paint.
    #[must_use]
    pub fn svg(&self, palette: impl Fn(Paint) -> String) -> String {
        let view = self.view();
        let pins: Vec<Pin<'_>> = self.marks.iter().map(pin).collect();
        let scene = Scene {
            view,
            pins: &pins,
            avoid: &[],
            route: &[],
            home_name: self.home_name,
            // Names of other places would give the answer away.
            show: Show { ground: true, areas: true, metro: true, pois: false },
        };
        let mut marks = match self.base {
            Some(base) => base.draw(&scene),
            None => Vec::new(),
        };
        for mark in self.marks {
            draw(&view, mark, &mut marks);
        }
        svg(&marks, self.width, self.height, palette)
    }

    /// The window: all marks with room around, or a fixed piece of ground around a single one.
    fn view(&self) -> View {
        let worlds: Vec<World> = self.marks.iter().map(|m| m.at.into()).collect();
        let inf = f64::INFINITY;
        let (mut min, mut max) = (World { x: inf, y: inf }, World { x: -inf, y: -inf });
        for w in &worlds {
            min = World { x: min.x.min(w.x), y: min.y.min(w.y) };
            max = World { x: max.x.max(w.x), y: max.y.max(w.y) };
        }
        if worlds.is_empty() {
            return View::whole(LonLat::clamped(0.0, 0.0).into(), ZOOMS.0, self.width, self.height);
        }
        let centre = World { x: f64::midpoint(min.x, max.x), y: f64::midpoint(min.y, max.y) };
        let (across, down) =
            ((self.width - 2.0 * ROOM).max(1.0), (self.height - 2.0 * ROOM).max(1.0));
        let zoom = if worlds.len() == 1 {
            let lat = LonLat::from(centre).lat();
            let pixels = 2.0 * AROUND_M / metres_per_pixel(lat, 0.0);
            (self.width.min(self.height) / pixels).log2()
        } else {
            let scale = (across / (max.x - min.x).max(1e-9)).min(down / (max.y - min.y).max(1e-9));
            scale.log2()
        };
        let view = View::whole(centre, zoom.clamp(ZOOMS.0, ZOOMS.1), self.width, self.height);
        View { label_scale: LABELS, ..view }
    }
}

/// Keeps names off a mark.
fn pin(mark: &MapMark) -> Pin<'static> {
    Pin {
        at: mark.at.into(),
        label: "",
        kind: PinKind::Other,
        scale: 1.0,
        chosen: false,
        label_always: false,
        cluster_radius: Some(RADIUS + 4.0),
    }
}

/// A disc with a letter, or a target where there is none; around it, dashed, the radius within which
/// the place lies, where that is larger.
fn draw(view: &View, mark: &MapMark, out: &mut Vec<Mark>) {
    let at = view.px(mark.at.into());
    let doubt = mark.within / metres_per_pixel(mark.at.lat(), view.zoom);
    if mark.within >= 100.0 && doubt > RADIUS {
        let points: Vec<Px> = (0..64)
            .map(|i| f64::from(i) / 64.0 * TAU)
            .map(|a| Px::new(at.x + doubt * a.cos(), at.y + doubt * a.sin()))
            .collect();
        out.push(Mark::Stroke {
            path: Path(vec![Sub::straight(&points, true)]),
            paint: Paint::Ink,
            alpha: 1.0,
            width: 1.4,
            dash: &[5.0, 4.0],
            dash_from: 0.0,
            round: false,
        });
    }
    let disc = |radius: f64, fill, stroke, width| Mark::Circle {
        at,
        radius: base_map::marks::narrow(Px::new(radius, 0.0)).0,
        fill,
        stroke,
        width,
    };
    if mark.sign.is_empty() {
        out.push(disc(RADIUS, Paint::Sheet, Paint::Ink, 3.0));
        out.push(disc(RADIUS * 0.42, Paint::Ink, Paint::Ink, 1.0));
        return;
    }
    out.push(disc(RADIUS, Paint::Ink, Paint::Sheet, 2.5));
    out.push(Mark::Text(Text {
        text: mark.sign.to_owned(),
        at,
        angle: 0.0,
        skew: 0.0,
        size: 20.0,
        font: Font::Serif,
        weight: 700,
        paint: Paint::Sheet,
        halo: None,
        align: Align::Middle,
    }));
}

/// Colours for paper: dark on white, so that a grey printer keeps roads, water and marks apart.
#[must_use]
pub const fn paper(paint: Paint) -> &'static str {
    match paint {
        Paint::Land
        | Paint::Outside
        | Paint::Halo
        | Paint::Sheet
        | Paint::Paper
        | Paint::FillExpressway
        | Paint::FillArterial
        | Paint::FillSecondary
        | Paint::MetroBed => "#fff",
        Paint::Band | Paint::Green => "#ececec",
        Paint::Building => "#e4e4e4",
        Paint::Water => "#bdbdbd",
        Paint::CasingExpressway => "#555",
        Paint::CasingArterial => "#8a8a8a",
        Paint::CasingSecondary | Paint::FillHair => "#b4b4b4",
        Paint::Metro => "#777",
        Paint::Boundary => "#333",
        _ => "#222",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(lon: f64, lat: f64, within: f64, sign: &'static str) -> MapMark {
        MapMark { at: LonLat::clamped(lon, lat), within, sign }
    }

    fn map(marks: &[MapMark]) -> String {
        QuizMap { base: None, marks, width: 600.0, height: 400.0, home_name: "" }
            .svg(|p| paper(p).to_owned())
    }

    #[test]
    fn all_marks_stand_inside_with_room() {
        let marks = [mark(113.62, 34.75, 30.0, "A"), mark(113.70, 34.80, 30.0, "B")];
        let drawn =
            QuizMap { base: None, marks: &marks, width: 600.0, height: 400.0, home_name: "" };
        let view = drawn.view();
        for m in &marks {
            let p = view.px(m.at.into());
            assert!(p.x > 50.0 && p.x < 550.0 && p.y > 50.0 && p.y < 350.0, "{p:?}");
        }
        let out = map(&marks);
        assert!(out.contains(">A</text>") && out.contains(">B</text>"), "{out}");
        assert!(!out.contains("dasharray"), "{out}");
    }

    #[test]
    fn a_single_mark_stands_in_the_middle_with_its_doubt_around() {
        let out = map(&[mark(113.66, 34.76, 250.0, "")]);
        assert!(out.contains("cx=\"300.0\" cy=\"200.0\""), "{out}");
        assert!(out.contains("stroke-dasharray"), "{out}");
        assert!(map(&[]).ends_with("</svg>\n"));
    }
}
