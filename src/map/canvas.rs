//! Paints the drawing language of the base map on a 2D canvas.

use crate::engine::base_map::marks::{Align, Font, Path, Text};
use crate::engine::base_map::{Mark, Paint};
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, Element};

/// Colours and fonts of the style sheet, read once a drawing.
pub struct Palette {
    colours: Vec<String>,
    serif: String,
    sans: String,
}

impl Palette {
    /// The values in force at an element.
    #[must_use]
    pub fn read(at: &Element) -> Self {
        let style = web_sys::window().and_then(|w| w.get_computed_style(at).ok().flatten());
        let value = |name: &str| {
            let found = style.as_ref().and_then(|s| s.get_property_value(name).ok());
            found.map(|v| v.trim().to_owned()).unwrap_or_default()
        };
        Self {
            colours: Paint::ALL.iter().map(|p| value(p.css_var())).collect(),
            serif: value(Font::Serif.css_var()),
            sans: value(Font::Sans.css_var()),
        }
    }

    fn colour(&self, paint: Paint) -> &str {
        let at = Paint::ALL.iter().position(|p| *p == paint);
        at.and_then(|i| self.colours.get(i)).map_or("#000", String::as_str)
    }

    fn family(&self, font: Font) -> &str {
        match font {
            Font::Serif => &self.serif,
            Font::Sans => &self.sans,
        }
    }
}

/// Paints marks in their order. The caller has set the transform to CSS pixels.
pub fn paint(ctx: &CanvasRenderingContext2d, marks: &[Mark], palette: &Palette) {
    ctx.set_line_join("round");
    for mark in marks {
        match mark {
            Mark::Fill { path, paint, alpha, blur } => {
                trace(ctx, path);
                ctx.set_global_alpha(f64::from(*alpha));
                if *blur > 0.0 {
                    ctx.set_filter(&format!("blur({blur}px)"));
                }
                ctx.set_fill_style_str(palette.colour(*paint));
                ctx.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
                if *blur > 0.0 {
                    ctx.set_filter("none");
                }
                ctx.set_global_alpha(1.0);
            }
            Mark::Stroke { path, paint, alpha, width, dash, dash_from, round } => {
                trace(ctx, path);
                ctx.set_global_alpha(f64::from(*alpha));
                ctx.set_line_width(f64::from(*width));
                ctx.set_line_cap(if *round { "round" } else { "butt" });
                set_dash(ctx, dash, *dash_from);
                ctx.set_stroke_style_str(palette.colour(*paint));
                ctx.stroke();
                ctx.set_global_alpha(1.0);
                set_dash(ctx, &[], 0.0);
            }
            Mark::ClipPush(path) => {
                ctx.save();
                trace(ctx, path);
                ctx.clip_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
            }
            Mark::ClipPop => ctx.restore(),
            Mark::Text(text) => write(ctx, text, palette),
            Mark::Circle { at, radius, fill, stroke, width } => {
                ctx.begin_path();
                // Fails only on a negative radius.
                let _ = ctx.arc(at.x, at.y, f64::from(*radius), 0.0, std::f64::consts::TAU);
                ctx.set_fill_style_str(palette.colour(*fill));
                ctx.fill();
                ctx.set_line_width(f64::from(*width));
                ctx.set_stroke_style_str(palette.colour(*stroke));
                ctx.stroke();
            }
            Mark::Rect { at, radius, fill, stroke } => {
                let [x, y, w, h] = at.map(f64::from);
                rounded(ctx, x, y, w, h, f64::from(*radius));
                if let Some(fill) = fill {
                    ctx.set_fill_style_str(palette.colour(*fill));
                    ctx.fill();
                }
                if let Some((stroke, width)) = stroke {
                    ctx.set_line_width(f64::from(*width));
                    ctx.set_stroke_style_str(palette.colour(*stroke));
                    ctx.stroke();
                }
            }
        }
    }
}

fn set_dash(ctx: &CanvasRenderingContext2d, dash: &[f32], from: f32) {
    let list: js_sys::Array = dash.iter().map(|d| wasm_bindgen::JsValue::from(*d)).collect();
    // Fails only on negative lengths.
    let _ = ctx.set_line_dash(&list);
    ctx.set_line_dash_offset(f64::from(from));
}

fn trace(ctx: &CanvasRenderingContext2d, path: &Path) {
    ctx.begin_path();
    for sub in &path.0 {
        let mut points = sub.points.iter().map(|&(x, y)| (f64::from(x), f64::from(y)));
        let Some((x, y)) = points.next() else { continue };
        ctx.move_to(x, y);
        if sub.cubic {
            while let (Some(a), Some(b), Some(c)) = (points.next(), points.next(), points.next()) {
                ctx.bezier_curve_to(a.0, a.1, b.0, b.1, c.0, c.1);
            }
        } else {
            for (x, y) in points {
                ctx.line_to(x, y);
            }
        }
        if sub.closed {
            ctx.close_path();
        }
    }
}

fn rounded(ctx: &CanvasRenderingContext2d, x: f64, y: f64, w: f64, h: f64, r: f64) {
    ctx.begin_path();
    ctx.move_to(x + r, y);
    // Fails only on a negative radius.
    let _ = ctx.arc_to(x + w, y, x + w, y + h, r);
    let _ = ctx.arc_to(x + w, y + h, x, y + h, r);
    let _ = ctx.arc_to(x, y + h, x, y, r);
    let _ = ctx.arc_to(x, y, x + w, y, r);
    ctx.close_path();
}

fn write(ctx: &CanvasRenderingContext2d, t: &Text, palette: &Palette) {
    let turned = t.angle != 0.0 || t.skew != 0.0;
    ctx.set_font(&format!("{} {}px {}", t.weight, t.size, palette.family(t.font)));
    ctx.set_text_align(match t.align {
        Align::Start => "left",
        Align::Middle => "center",
        Align::End => "right",
    });
    let drop = f64::from(t.size * Text::BASELINE);
    let (mut x, mut y) = (t.at.x, t.at.y + drop);
    if turned {
        ctx.save();
        let _ = ctx.translate(t.at.x, t.at.y);
        let _ = ctx.rotate(f64::from(t.angle).to_radians());
        let _ = ctx.transform(1.0, 0.0, f64::from(t.skew).to_radians().tan(), 1.0, 0.0, 0.0);
        (x, y) = (0.0, drop);
    }
    if let Some((paint, width)) = t.halo {
        ctx.set_line_width(f64::from(width));
        ctx.set_stroke_style_str(palette.colour(paint));
        let _ = ctx.stroke_text(&t.text, x, y);
    }
    ctx.set_fill_style_str(palette.colour(t.paint));
    let _ = ctx.fill_text(&t.text, x, y);
    if turned {
        ctx.restore();
    }
}
