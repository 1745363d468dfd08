//! The neat line around the map, with a tick each minute, on a canvas that never moves.

use super::canvas::{self, Palette};
use crate::domain::LonLat;
use crate::domain::mercator::World;
use crate::engine::base_map::{View, neat_line};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The canvas of the neat line.
pub struct FrameCanvas {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl FrameCanvas {
    /// Takes over a canvas that lies over the map.
    #[must_use]
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { canvas, context })
    }

    /// Draws the ticks of what the map shows now; nothing while the style sheet hides the frame.
    pub fn draw(&self, map: &leaflet::Map) {
        let (w, h) =
            (f64::from(self.canvas.client_width()), f64::from(self.canvas.client_height()));
        if w < 1.0 || h < 1.0 {
            return;
        }
        let ratio = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio()).clamp(1.0, 3.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a positive size
        let (pw, ph) = ((w * ratio).round() as u32, (h * ratio).round() as u32);
        if self.canvas.width() != pw || self.canvas.height() != ph {
            self.canvas.set_width(pw);
            self.canvas.set_height(ph);
        }
        let _ = self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, w, h);
        let centre = map.get_center();
        let centre = World::from(LonLat::clamped(centre.lng(), centre.lat()));
        let marks = neat_line::neat_line(&View::whole(centre, map.get_zoom(), w, h));
        let root = self.canvas.unchecked_ref::<web_sys::Element>();
        canvas::paint(&self.context, &marks, &Palette::read(root));
    }
}
