//! Marks → a 2D canvas. The caller sets the transform that makes it crisp on dense screens.

use crate::engine::base_map::marks::{Align, Font, Mark, Paint, Path, Text};
use crate::json::decimal;
use js_sys::{Array, Reflect};
use std::f64::consts::TAU;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, Element, HtmlCanvasElement};

/// Soft edges are drawn on a canvas this much coarser and scaled up: a blur over every pixel of a
/// dense screen costs more than the rest of the map.
const COARSE: f64 = 4.0;

/// The colours and fonts of the style sheet as they are now.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    colours: Vec<String>,
    serif: String,
    sans: String,
}

impl Palette {
    /// Reads the custom properties that hold for an element.
    #[must_use]
    pub fn read(root: &Element) -> Self {
        let style = web_sys::window().and_then(|w| w.get_computed_style(root).ok().flatten());
        let value = |var: &str| {
            let text = style.as_ref().and_then(|s| s.get_property_value(var).ok());
            text.unwrap_or_default().trim().to_owned()
        };
        let or = |text: String, other: &str| if text.is_empty() { other.into() } else { text };
        Self {
            colours: Paint::ALL.iter().map(|p| or(value(p.css_var()), "#000")).collect(),
            serif: or(value(Font::Serif.css_var()), "serif"),
            sans: or(value(Font::Sans.css_var()), "sans-serif"),
        }
    }

    fn colour(&self, paint: Paint) -> &str {
        // `Paint::ALL` lists the colours in the order of their discriminants.
        self.colours.get(paint as usize).map_or("#000", String::as_str)
    }

    fn stack(&self, font: Font) -> &str {
        match font {
            Font::Serif => &self.serif,
            Font::Sans => &self.sans,
        }
    }
}

/// Draws marks over what is there.
pub fn paint(context: &CanvasRenderingContext2d, marks: &[Mark], palette: &Palette) {
    context.save();
    context.set_line_join("round");
    context.set_text_baseline("alphabetic");
    let mut brush = Brush { context, palette, font: String::new() };
    for mark in marks {
        brush.mark(mark);
    }
    context.restore();
}

struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    /// The font set last: setting one makes the browser parse it.
    font: String,
}

// The drawing methods of a canvas fail on contexts that are lost or values that are not finite;
// a mark that cannot be drawn is left out, so their results are let go.
impl Brush<'_> {
    fn mark(&mut self, mark: &Mark) {
        let c = self.context;
        match mark {
            Mark::Fill { path, paint, alpha, blur } => {
                let colour = self.palette.colour(*paint);
                if *blur > 0.0 && soft_fill(c, path, colour, *alpha, f64::from(*blur)).is_some() {
                    return;
                }
                c.set_fill_style_str(colour);
                c.set_global_alpha(f64::from(*alpha));
                trace(c, path);
                c.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
                c.set_global_alpha(1.0);
            }
            Mark::Stroke { path, paint, alpha, width, dash, dash_from, round } => {
                c.set_stroke_style_str(self.palette.colour(*paint));
                c.set_line_width(f64::from(*width));
                c.set_line_cap(if *round { "round" } else { "butt" });
                c.set_global_alpha(f64::from(*alpha));
                set_dash(c, dash);
                c.set_line_dash_offset(f64::from(*dash_from));
                trace(c, path);
                c.stroke();
                set_dash(c, &[]);
                c.set_global_alpha(1.0);
            }
            Mark::ClipPush(path) => {
                c.save();
                trace(c, path);
                c.clip_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
            }
            Mark::ClipPop => {
                c.restore();
                self.font.clear();
            }
            Mark::Text(text) => self.text(text),
            Mark::Circle { at, radius, fill, stroke, width } => {
                c.begin_path();
                let _ = c.arc(at.x, at.y, f64::from(*radius), 0.0, TAU);
                self.face(Some(*fill), Some((*stroke, *width)));
            }
            Mark::Rect { at, radius, fill, stroke } => {
                c.begin_path();
                rounded(c, at.map(f64::from), f64::from(*radius));
                self.face(*fill, *stroke);
            }
        }
    }

    /// Fills and outlines the path that lies ready.
    fn face(&self, fill: Option<Paint>, stroke: Option<(Paint, f32)>) {
        if let Some(paint) = fill {
            self.context.set_fill_style_str(self.palette.colour(paint));
            self.context.fill();
        }
        if let Some((paint, width)) = stroke {
            self.context.set_stroke_style_str(self.palette.colour(paint));
            self.context.set_line_width(f64::from(width));
            self.context.stroke();
        }
    }

    fn text(&mut self, t: &Text) {
        let c = self.context;
        let font = {
            let size = decimal::short(f64::from(t.size), 2);
            [t.weight.to_string().as_str(), " ", &size, "px ", self.palette.stack(t.font)].concat()
        };
        if font != self.font {
            c.set_font(&font);
            self.font = font;
        }
        c.set_text_align(match t.align {
            Align::Start => "left",
            Align::Middle => "center",
            Align::End => "right",
        });
        let (mut x, mut y) = (t.at.x, t.at.y);
        let turned = t.angle != 0.0 || t.skew != 0.0;
        if turned {
            // After the font is set, so that `restore` brings the same font back.
            c.save();
            let _ = c.translate(x, y);
            let _ = c.rotate(f64::from(t.angle).to_radians());
            let lean = f64::from(t.skew).to_radians().tan();
            let _ = c.transform(1.0, 0.0, lean, 1.0, 0.0, 0.0);
            (x, y) = (0.0, 0.0);
        }
        y += f64::from(t.size * Text::BASELINE);
        if let Some((paint, width)) = t.halo {
            c.set_stroke_style_str(self.palette.colour(paint));
            c.set_line_width(f64::from(width));
            let _ = c.stroke_text(&t.text, x, y);
        }
        c.set_fill_style_str(self.palette.colour(t.paint));
        let _ = c.fill_text(&t.text, x, y);
        if turned {
            c.restore();
        }
    }
}

fn set_dash(c: &CanvasRenderingContext2d, dash: &[f32]) {
    let list: Array = dash.iter().map(|&d| wasm_bindgen::JsValue::from(d)).collect();
    let _ = c.set_line_dash(&list);
}

/// Makes a path the current one.
fn trace(c: &CanvasRenderingContext2d, path: &Path) {
    c.begin_path();
    for sub in &path.0 {
        let Some(((x, y), rest)) = sub.points.split_first() else { continue };
        c.move_to(f64::from(*x), f64::from(*y));
        if sub.cubic {
            for s in rest.chunks_exact(3) {
                let [from, to, end] = [s[0], s[1], s[2]].map(wide);
                c.bezier_curve_to(from.0, from.1, to.0, to.1, end.0, end.1);
            }
        } else {
            for &p in rest {
                let (x, y) = wide(p);
                c.line_to(x, y);
            }
        }
        if sub.closed {
            c.close_path();
        }
    }
}

fn wide((x, y): (f32, f32)) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

/// A box with round corners, by arcs: `roundRect` is younger than the oldest browsers served.
fn rounded(c: &CanvasRenderingContext2d, [left, top, width, height]: [f64; 4], radius: f64) {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let (right, bottom) = (left + width, top + height);
    c.move_to(left + radius, top);
    // Fails only on a negative radius.
    let _ = c.arc_to(right, top, right, bottom, radius);
    let _ = c.arc_to(right, bottom, left, bottom, radius);
    let _ = c.arc_to(left, bottom, left, top, radius);
    let _ = c.arc_to(left, top, right, top, radius);
    c.close_path();
}

/// Fills a path with a soft edge; `None` where no second canvas is to be had.
fn soft_fill(
    c: &CanvasRenderingContext2d,
    path: &Path,
    colour: &str,
    alpha: f32,
    blur: f64,
) -> Option<()> {
    let canvas = c.canvas()?;
    let ratio = c.get_transform().ok()?.a();
    let (width, height) = (f64::from(canvas.width()) / ratio, f64::from(canvas.height()) / ratio);
    let coarse: HtmlCanvasElement =
        canvas.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let small: CanvasRenderingContext2d = coarse.get_context("2d").ok()??.dyn_into().ok()?;
    // Safari has no filters; there a still coarser canvas is soft enough when scaled up.
    let filters = Reflect::has(&small, &"filter".into()).unwrap_or(false);
    let scale = if filters { COARSE } else { blur };
    // The blur would pull the canvas's own edge in: a rim that is cut off takes that.
    let rim = blur * 3.0;
    let pixels = [width, height].map(|v| ((v + rim * 2.0) / scale).ceil());
    coarse.set_width(whole(pixels[0]));
    coarse.set_height(whole(pixels[1]));
    let shift = rim / scale;
    small.set_transform(1.0 / scale, 0.0, 0.0, 1.0 / scale, shift, shift).ok()?;
    if filters {
        small.set_filter(&["blur(", &decimal::short(blur / scale, 2), "px)"].concat());
    }
    small.set_fill_style_str(colour);
    trace(&small, path);
    small.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
    c.set_global_alpha(f64::from(alpha));
    let drawn = c.draw_image_with_html_canvas_element_and_dw_and_dh(
        &coarse,
        -rim,
        -rim,
        pixels[0] * scale,
        pixels[1] * scale,
    );
    c.set_global_alpha(1.0);
    drawn.ok()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a positive size in pixels
fn whole(v: f64) -> u32 {
    v.clamp(1.0, 16_384.0) as u32
}
