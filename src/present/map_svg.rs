//! Marks → SVG text: for tests, and for paper.

use crate::engine::base_map::marks::{Align, Font, Mark, Paint, Path, Sub, Text};
use std::fmt::Write;

/// Draws marks as a whole SVG document. `palette` gives a CSS colour for every paint; sizes are in
/// pixels.
pub fn svg(marks: &[Mark], width: f64, height: f64, palette: impl Fn(Paint) -> String) -> String {
    let mut writer = Writer { out: String::new(), palette, clips: 0, blurs: Vec::new() };
    let _ = write!(
        writer.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">"
    );
    for mark in marks {
        writer.mark(mark);
    }
    writer.out.push_str("</svg>\n");
    writer.out
}

/// The stack of a family, as the style sheet has it.
const fn stack(font: Font) -> &'static str {
    match font {
        Font::Serif => {
            "Songti SC,Source Han Serif SC,Noto Serif CJK SC,Noto Serif SC,STSong,SimSun,serif"
        }
        Font::Sans => {
            "PingFang SC,Source Han Sans SC,Noto Sans CJK SC,Noto Sans SC,Microsoft YaHei,sans-serif"
        }
    }
}

struct Writer<P> {
    out: String,
    palette: P,
    clips: usize,
    blurs: Vec<f32>,
}

// Writing into a String cannot fail, so the results of `write!` are let go.
impl<P: Fn(Paint) -> String> Writer<P> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Fill { path, paint, alpha, blur } => self.fill(path, *paint, *alpha, *blur),
            Mark::Stroke { path, paint, alpha, width, dash, dash_from, round } => {
                let (d, colour) = (data(path), (self.palette)(*paint));
                let cap = if *round { "round" } else { "butt" };
                let _ = write!(
                    self.out,
                    "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" \
                     stroke-linejoin=\"round\" stroke-linecap=\"{cap}\"",
                    short(*width)
                );
                if *alpha < 1.0 {
                    let _ = write!(self.out, " opacity=\"{}\"", short(*alpha));
                }
                if !dash.is_empty() {
                    let dash: Vec<_> = dash.iter().map(|&d| short(d)).collect();
                    let _ = write!(
                        self.out,
                        " stroke-dasharray=\"{}\" stroke-dashoffset=\"{}\"",
                        dash.join(" "),
                        short(*dash_from)
                    );
                }
                self.out.push_str("/>");
            }
            Mark::ClipPush(path) => {
                self.clips += 1;
                let (id, d) = (self.clips, data(path));
                let _ = write!(
                    self.out,
                    "<clipPath id=\"clip{id}\"><path d=\"{d}\" clip-rule=\"evenodd\"/></clipPath>\
                     <g clip-path=\"url(#clip{id})\">"
                );
            }
            Mark::ClipPop => self.out.push_str("</g>"),
            Mark::Text(text) => self.text(text),
            Mark::Circle { at, radius, fill, stroke, width } => {
                let _ = write!(
                    self.out,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" \
                     stroke-width=\"{}\"/>",
                    at.x,
                    at.y,
                    short(*radius),
                    (self.palette)(*fill),
                    (self.palette)(*stroke),
                    short(*width)
                );
            }
            Mark::Rect { at: [x, y, w, h], radius, fill, stroke } => {
                let fill = fill.map_or_else(|| "none".into(), &self.palette);
                let _ = write!(
                    self.out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{fill}\"",
                    short(*x),
                    short(*y),
                    short(*w),
                    short(*h),
                    short(*radius)
                );
                if let Some((paint, width)) = stroke {
                    let (colour, width) = ((self.palette)(*paint), short(*width));
                    let _ = write!(self.out, " stroke=\"{colour}\" stroke-width=\"{width}\"");
                }
                self.out.push_str("/>");
            }
        }
    }

    fn fill(&mut self, path: &Path, paint: Paint, alpha: f32, blur: f32) {
        let filter = if blur > 0.0 { self.blur(blur) } else { String::new() };
        let (d, colour) = (data(path), (self.palette)(paint));
        let _ = write!(self.out, "<path d=\"{d}\" fill=\"{colour}\" fill-rule=\"evenodd\"");
        if alpha < 1.0 {
            let _ = write!(self.out, " opacity=\"{}\"", short(alpha));
        }
        let _ = write!(self.out, "{filter}/>");
    }

    /// The attribute of a blur, defining it when it is new.
    fn blur(&mut self, deviation: f32) -> String {
        let known = self.blurs.iter().position(|b| b.to_bits() == deviation.to_bits());
        let id = known.unwrap_or_else(|| {
            self.blurs.push(deviation);
            let id = self.blurs.len() - 1;
            let _ = write!(
                self.out,
                "<filter id=\"blur{id}\" color-interpolation-filters=\"sRGB\">\
                 <feGaussianBlur stdDeviation=\"{}\"/></filter>",
                short(deviation)
            );
            id
        });
        format!(" filter=\"url(#blur{id})\"")
    }

    fn text(&mut self, t: &Text) {
        let anchor = match t.align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
        };
        let _ = write!(self.out, "<text transform=\"translate({:.1} {:.1})", t.at.x, t.at.y);
        if t.angle != 0.0 {
            let _ = write!(self.out, " rotate({})", short(t.angle));
        }
        if t.skew != 0.0 {
            let _ = write!(self.out, " skewX({})", short(t.skew));
        }
        let _ = write!(
            self.out,
            "\" y=\"{}\" text-anchor=\"{anchor}\" font-family=\"{}\" font-size=\"{}\" \
             font-weight=\"{}\" fill=\"{}\"",
            short(t.size * Text::BASELINE),
            stack(t.font),
            short(t.size),
            t.weight,
            (self.palette)(t.paint)
        );
        if let Some((paint, width)) = t.halo {
            let (colour, width) = ((self.palette)(paint), short(width));
            let _ = write!(
                self.out,
                " paint-order=\"stroke\" stroke=\"{colour}\" stroke-width=\"{width}\" \
                 stroke-linejoin=\"round\""
            );
        }
        let _ = write!(self.out, ">{}</text>", escape(&t.text));
    }
}

/// The `d` of a path, to a tenth of a pixel.
fn data(path: &Path) -> String {
    let mut d = String::new();
    for sub in &path.0 {
        let Some(((x, y), rest)) = sub.points.split_first() else { continue };
        let _ = write!(d, "M{x:.1} {y:.1}");
        segments(&mut d, sub, rest);
        if sub.closed {
            d.push('Z');
        }
    }
    d
}

fn segments(d: &mut String, sub: &Sub, rest: &[(f32, f32)]) {
    if sub.cubic {
        for s in rest.chunks_exact(3) {
            for (i, (x, y)) in s.iter().enumerate() {
                let _ = write!(d, "{}{x:.1} {y:.1}", if i == 0 { "C" } else { " " });
            }
        }
    } else {
        for (x, y) in rest {
            let _ = write!(d, "L{x:.1} {y:.1}");
        }
    }
}

/// A number to a hundredth without trailing zeros.
fn short(v: f32) -> String {
    let text = format!("{v:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::base_map::Px;

    fn plain(marks: &[Mark]) -> String {
        svg(marks, 10.0, 20.0, |p| format!("var({})", p.css_var()))
    }

    #[test]
    fn writes_text_safely() {
        let text = Text {
            text: "<金&水>".into(),
            at: Px::new(1.0, 2.0),
            angle: -5.0,
            skew: 12.0,
            size: 10.0,
            font: Font::Serif,
            weight: 600,
            paint: Paint::LabelWater,
            halo: Some((Paint::Halo, 3.2)),
            align: Align::Middle,
        };
        let out = plain(&[Mark::Text(text)]);
        assert!(out.contains("&lt;金&amp;水&gt;"), "{out}");
        assert!(out.contains("translate(1.0 2.0) rotate(-5) skewX(12)"), "{out}");
        assert!(out.contains("stroke=\"var(--halo)\""), "{out}");
    }

    #[test]
    fn pairs_clips_and_shares_blurs() {
        let path = Path(vec![Sub { points: vec![(0.0, 0.0), (1.0, 1.0)], ..Sub::default() }]);
        let fill = Mark::Fill { path: path.clone(), paint: Paint::Land, alpha: 0.5, blur: 6.0 };
        let out = plain(&[Mark::ClipPush(path), fill.clone(), Mark::ClipPop, fill]);
        assert_eq!(out.matches("<g ").count(), out.matches("</g>").count());
        assert_eq!(out.matches("<filter ").count(), 1);
        assert_eq!(out.matches("url(#blur0)").count(), 2);
    }
}
