//! The base map on a canvas inside Leaflet's panes: drawn anew when the map rests, carried along
//! while it moves, scaled while it zooms.

use super::base_tiles::BaseTiles;
use super::canvas::{self, Palette};
use super::ffi::{self, MapExtra};
use crate::domain::mercator::World;
use crate::domain::{Category, LonLat};
use crate::engine::base_map::{self, BaseMap, Pin, PinKind, Rect, RouteKind, RouteLine, View};
use crate::json::decimal;
use crate::present::scene::{Marker, Scene};
use crate::state::overlay::{Line, LineKind};
use leaflet::{LatLng, Point};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

/// Share of the map's size drawn beyond each edge, so that a drag shows no bare ground.
const MARGIN: f64 = 0.25;

/// How much larger the words are in 长辈版.
const ELDER_WORDS: f64 = 1.5;

/// What the labels must know besides the base map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Surroundings {
    /// What stands on the map.
    pub scene: Scene,
    /// Interface boxes over the map, in pixels of its container.
    pub avoid: Vec<Rect>,
    /// The district the map is about.
    pub home_name: String,
    /// Width of the neat line inside which labels stay, in pixels.
    pub inset: f64,
    /// 长辈版: larger words, and fewer of them.
    pub elder: bool,
    /// Grows with every change of colours.
    pub paint: u32,
    /// Pictures of a provider are the ground: only names, routes and the boundary are drawn.
    pub over: bool,
}

/// The canvas and what was drawn on it last.
pub struct BaseCanvas {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    base: Rc<BaseTiles>,
    /// Draws the map again, once more of it has come.
    again: Rc<dyn Fn()>,
    drawn: Option<Drawn>,
}

#[derive(Clone, Copy)]
struct Drawn {
    centre: World,
    zoom: f64,
    margin: (f64, f64),
}

impl BaseCanvas {
    /// A canvas in a pane of its own below everything else; `None` where the browser has no 2D canvas.
    #[must_use]
    pub fn new(map: &leaflet::Map, base: Rc<BaseTiles>, again: Rc<dyn Fn()>) -> Option<Self> {
        let pane = map.create_pane_by_name("base");
        // Below Leaflet's overlay pane (400), where the circles of accuracy lie.
        let _ = pane.style().set_property("z-index", "150");
        let _ = pane.style().set_property("pointer-events", "none");
        let canvas: HtmlCanvasElement =
            pane.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_class_name("leaflet-zoom-animated base");
        let _ = canvas.set_attribute("aria-hidden", "true");
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        pane.append_child(&canvas).ok()?;
        Some(Self { canvas, context, base, again, drawn: None })
    }

    /// Draws the part of the base map around what is seen now.
    pub fn draw(&mut self, map: &leaflet::Map, around: &Surroundings) {
        let size = map.get_size();
        let (w, h) = (size.x(), size.y());
        if w < 1.0 || h < 1.0 {
            return;
        }
        let margin = ((w * MARGIN).round(), (h * MARGIN).round());
        let centre = map.get_center();
        let centre = World::from(LonLat::clamped(centre.lng(), centre.lat()));
        let zoom = map.get_zoom();
        self.fit(w + 2.0 * margin.0, h + 2.0 * margin.1);
        let view = View {
            centre,
            zoom,
            width: w + 2.0 * margin.0,
            height: h + 2.0 * margin.1,
            frame: Rect::new(
                margin.0 + around.inset,
                margin.1 + around.inset,
                margin.0 + w - around.inset,
                margin.1 + h - around.inset,
            ),
            label_scale: if around.elder { ELDER_WORDS } else { 1.0 },
        };
        let avoid: Vec<Rect> = around
            .avoid
            .iter()
            .map(|r| Rect::new(r.x0 + margin.0, r.y0 + margin.1, r.x1 + margin.0, r.y1 + margin.1))
            .collect();
        let lines = &around.scene.lines;
        let points: Vec<Vec<World>> =
            lines.iter().map(|l| l.points.iter().map(|&p| p.into()).collect()).collect();
        let route: Vec<RouteLine<'_>> =
            lines.iter().zip(&points).map(|(line, points)| route_line(line, points)).collect();
        let scene = base_map::Scene {
            view,
            pins: &pins(&around.scene, if around.elder { super::svg::ELDER } else { 1.0 }),
            avoid: &avoid,
            route: &route,
            home_name: &around.home_name,
            show: base_map::Show {
                ground: !around.over,
                areas: !around.over,
                metro: !around.elder,
                pois: !around.elder,
            },
        };
        let base = if around.over {
            Rc::new(BaseMap { ground: self.base.source.ground().clone(), ..BaseMap::default() })
        } else {
            self.base.compose(view.corners(), zoom, &self.again)
        };
        let marks = base_map::layout(&base, &scene);
        let root = self.canvas.unchecked_ref::<web_sys::Element>();
        canvas::paint(&self.context, &marks, &Palette::read(root));
        let corner = Point::new(-margin.0, -margin.1);
        let at = map.unchecked_ref::<MapExtra>().container_point_to_layer_point(&corner);
        ffi::set_position(self.element(), &at);
        self.drawn = Some(Drawn { centre, zoom, margin });
    }

    /// Whether a drag has come so far that bare ground is about to show.
    #[must_use]
    pub fn is_spent(&self, map: &leaflet::Map) -> bool {
        let Some(drawn) = self.drawn else { return true };
        let centre = map.get_center();
        let now = World::from(LonLat::clamped(centre.lng(), centre.lat()));
        let k = drawn.zoom.exp2();
        let (dx, dy) = ((now.x - drawn.centre.x) * k, (now.y - drawn.centre.y) * k);
        dx.abs() > drawn.margin.0 * 0.9 || dy.abs() > drawn.margin.1 * 0.9
    }

    /// Carries the last drawing along to a centre and zoom, as Leaflet's renderers do.
    pub fn follow(&self, map: &leaflet::Map, centre: &LatLng, zoom: f64) {
        let Some(drawn) = self.drawn else { return };
        let scale = map.get_zoom_scale(zoom, drawn.zoom);
        let size = map.get_size();
        let half = (size.x() / 2.0 + drawn.margin.0, size.y() / 2.0 + drawn.margin.1);
        let middle = LonLat::from(drawn.centre);
        let middle = map.project_with_zoom(&LatLng::new(middle.lat(), middle.lon()), zoom);
        let origin = map.unchecked_ref::<MapExtra>().new_pixel_origin(centre, zoom);
        let offset = Point::new(
            middle.x() - half.0 * scale - origin.x(),
            middle.y() - half.1 * scale - origin.y(),
        );
        ffi::set_transform(self.element(), &offset, scale);
    }

    fn element(&self) -> &HtmlElement {
        self.canvas.unchecked_ref()
    }

    /// Gives the canvas as many pixels as the screen has, and none when nothing changed.
    fn fit(&self, width: f64, height: f64) {
        let ratio = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio()).clamp(1.0, 3.0);
        let (w, h) = (whole(width * ratio), whole(height * ratio));
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
            let style = self.element().style();
            let _ = style.set_property("width", &[&decimal::fixed(width, 0), "px"].concat());
            let _ = style.set_property("height", &[&decimal::fixed(height, 0), "px"].concat());
        }
        let _ = self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, width, height);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a positive size in pixels
fn whole(v: f64) -> u32 {
    v.round().clamp(1.0, 16_384.0) as u32
}

fn pins(scene: &Scene, larger: f64) -> Vec<Pin<'_>> {
    let marker = |m: &Marker| -> World { m.at.into() };
    let singles = scene.markers.iter().map(|m| Pin {
        at: marker(m),
        label: &m.label,
        kind: kind(&m.category),
        scale: larger * super::svg::scale(m),
        chosen: m.chosen,
        label_always: m.badge.is_some(),
        cluster_radius: None,
    });
    let groups = scene.clusters.iter().map(|c| Pin {
        at: c.at.into(),
        label: "",
        kind: PinKind::Other,
        scale: 1.0,
        chosen: false,
        label_always: false,
        cluster_radius: Some(super::svg::cluster_radius(c.count) * larger),
    });
    singles.chain(groups).collect()
}

fn route_line<'a>(line: &Line, points: &'a [World]) -> RouteLine<'a> {
    let kind = match line.kind {
        LineKind::Way => RouteKind::Way,
        LineKind::Estimate => RouteKind::Estimate,
        LineKind::Door => RouteKind::Door,
    };
    RouteLine { points, kind, strong: line.strong }
}

const fn kind(category: &Category) -> PinKind {
    match category {
        Category::RedSite => PinKind::RedSite,
        Category::LectureVenue => PinKind::LectureVenue,
        Category::Park => PinKind::Park,
        _ => PinKind::Other,
    }
}
