//! Markers in black and white: the shape tells the category, the number the stop.

use crate::json::decimal;
use crate::present::shapes::{Drawing, Part};

/// A drawing of [`crate::present::shapes`] at a point, so many times its size.
pub(super) fn marker(drawing: &Drawing, x: f64, y: f64, scale: f64) -> String {
    let number = |v: f64| decimal::short(v, 2);
    let mut out = ["<g transform=\"translate(", &number(x), " ", &number(y), ") scale("].concat();
    out.push_str(&number(scale));
    out.push_str(")\">");
    for part in &drawing.parts {
        match part {
            Part::Path(class, d) => {
                out.push_str(&["<path d=\"", d, "\"", paint(class), "/>"].concat());
            }
            Part::Circle(class, cx, cy, r) => {
                let at = ["<circle cx=\"", cx, "\" cy=\"", cy, "\" r=\"", r, "\""].concat();
                out.push_str(&[&at, paint(class), "/>"].concat());
            }
            // Only the number of a stop stands on a marker here.
            Part::Word(_, y, word) => {
                let size = if word.len() > 1 { "13.5" } else { "16" };
                out.push_str(&["<text y=\"", y, "\" font-size=\"", size, "\""].concat());
                out.push_str(
                    " font-weight=\"700\" text-anchor=\"middle\" fill=\"#fff\" font-family=\"",
                );
                out.push_str("Songti SC,Source Han Serif SC,Noto Serif CJK SC,SimSun,serif\">");
                out.push_str(&[word, "</text>"].concat());
            }
        }
    }
    out.push_str("</g>");
    out
}

const fn paint(class: &str) -> &'static str {
    match class.as_bytes() {
        b"body" => " fill=\"#000\" stroke=\"#fff\" stroke-width=\"1.8\"",
        b"sign" => " fill=\"#fff\"",
        _ => " fill=\"none\" stroke=\"#000\" stroke-width=\"2.6\" stroke-linecap=\"round\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Category;
    use crate::present::shapes::badged;
    use crate::state::overlay::Badge;

    #[test]
    fn draws_shape_and_number_in_black_and_white() {
        let svg = marker(&badged(&Category::Park, Badge::Number(12)), 10.0, 20.5, 0.9);
        assert!(svg.starts_with("<g transform=\"translate(10 20.5) scale(0.9)\">"), "{svg}");
        assert!(svg.contains(">12</text>") && svg.contains("13.5"), "{svg}");
        assert!(!svg.contains("var("), "a picture of its own has no style sheet: {svg}");
    }
}
