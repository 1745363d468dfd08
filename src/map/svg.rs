//! Marker and cluster drawings as SVG elements, built node by node so that no text is ever parsed as markup.

use crate::domain::Category;
use crate::json::decimal;
use crate::present::scene::Marker;
use crate::present::shapes::{self, Drawing, MARKER_BOX, Part};
use crate::state::Dot;
use std::f64::consts::PI;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Width and height of a marker at scale 1, in pixels.
pub const MARKER: (f64, f64) = (36.0, 43.0);

/// Scale of a marker at rest, of a stop, of the chosen place.
#[must_use]
pub const fn scale(m: &Marker) -> f64 {
    match (m.chosen, m.badge) {
        (true, _) => 1.36,
        (false, Some(_)) => 1.06,
        (false, None) => 0.84,
    }
}

/// How much larger markers are in 长辈版.
pub const ELDER: f64 = 1.7;

/// The drawing of a marker at a scale, `None` only if the page has no document.
#[must_use]
pub fn marker(m: &Marker, scale: f64) -> Option<HtmlElement> {
    let document = document()?;
    let (chosen, category) = (m.chosen, &m.category);
    let host = host(&document, if chosen { "mk on" } else { "mk" })?;
    let svg = element(&document, "svg", &[("viewBox", MARKER_BOX), ("aria-hidden", "true")])?;
    set(&svg, "width", &number(MARKER.0 * scale));
    set(&svg, "height", &number(MARKER.1 * scale));
    if chosen {
        let halo = element(
            &document,
            "g",
            &[("class", &format!("halo {}", shapes::colour_class(category)))],
        )?;
        for (rx, ry) in [("9.5", "4"), ("15.5", "6.600")] {
            add(&halo, &element(&document, "ellipse", &[("rx", rx), ("ry", ry)])?);
        }
        add(&svg, &halo);
    }
    let drawn = match m.badge {
        Some(badge) => shapes::badged(category, badge),
        None => shapes::marker(category, m.series),
    };
    add(&svg, &drawing(&document, &drawn)?);
    add(&host, &svg);
    Some(host)
}

/// The drawing of the reader's own position.
#[must_use]
pub fn here() -> Option<HtmlElement> {
    host(&document()?, "here-dot")
}

/// The drawing of a position to look at: shape and letter of its datum, and the name if it is the chosen one.
#[must_use]
pub fn dot(dot: &Dot) -> Option<HtmlElement> {
    let document = document()?;
    let (class, letter) = shapes::datum(dot.datum);
    let host = host(&document, &["dot ", class, if dot.on { " on" } else { "" }].concat())?;
    let part = |tag: &str, text: &str| {
        let made = document.create_element(tag).ok()?;
        made.set_text_content(Some(text));
        add(&host, &made);
        Some(())
    };
    part("b", letter)?;
    if dot.on {
        part("i", &dot.name)?;
    }
    Some(host)
}

/// The drawing of a cluster at a scale: a disc with its count and a ring split by category.
#[must_use]
pub fn cluster(shares: &[(Category, u32)], count: usize, scale: f64) -> Option<HtmlElement> {
    let document = document()?;
    let radius = cluster_radius(count);
    let host = host(&document, "cl")?;
    let side = number(radius * 2.0 + 4.0);
    let from = number(-radius - 2.0);
    let view = [from.as_str(), &from, &side, &side].join(" ");
    let svg = element(&document, "svg", &[("viewBox", &view), ("aria-hidden", "true")])?;
    let drawn = number((radius * 2.0 + 4.0) * scale);
    set(&svg, "width", &drawn);
    set(&svg, "height", &drawn);
    add(&svg, &element(&document, "circle", &[("class", "cl-b"), ("r", &number(radius))])?);
    for (class, path) in ring(shares, radius - 3.0) {
        let attributes = [("class", format!("ring {class}")), ("d", path)];
        let pairs: Vec<(&str, &str)> = attributes.iter().map(|(k, v)| (*k, v.as_str())).collect();
        add(&svg, &element(&document, "path", &pairs)?);
    }
    // The disc stays as it is, so long numbers are set smaller.
    let (class, y) = match count {
        0..=999 => ("cl-t", "5.4"),
        1000..=9999 => ("cl-t n4", "4.2"),
        _ => ("cl-t n5", "3.8"),
    };
    let text = element(&document, "text", &[("class", class), ("y", y)])?;
    text.set_text_content(Some(&count.to_string()));
    add(&svg, &text);
    add(&host, &svg);
    Some(host)
}

/// Radius of a cluster's disc in pixels.
#[must_use]
pub fn cluster_radius(count: usize) -> f64 {
    match count {
        0..=3 => 17.0,
        4..=7 => 19.5,
        _ => 22.0,
    }
}

/// Arcs of the ring with their colour classes; 9° of air between two categories.
fn ring(shares: &[(Category, u32)], radius: f64) -> Vec<(&'static str, String)> {
    let total: u32 = shares.iter().map(|s| s.1).sum();
    let gap = if shares.len() > 1 { 9.0 } else { 0.0 };
    let mut from = -90.0;
    let mut out = Vec::new();
    for (category, n) in shares {
        let turn = f64::from(*n) / f64::from(total.max(1)) * 360.0;
        // A full circle cannot be one arc: its ends would be the same point.
        let (a, b) = (from + gap / 2.0, from + (turn - gap / 2.0).min(359.9));
        let point = |degrees: f64| {
            let t = degrees * PI / 180.0;
            [number(radius * t.cos()), number(radius * t.sin())].join(" ")
        };
        let r = number(radius);
        let path = [
            "M",
            &point(a),
            "A",
            &r,
            " ",
            &r,
            if b - a > 180.0 { " 0 1 1 " } else { " 0 0 1 " },
            &point(b),
        ]
        .concat();
        out.push((shapes::colour_class(category), path));
        from += turn;
    }
    out
}

fn drawing(document: &Document, d: &Drawing) -> Option<Element> {
    let group = element(document, "g", &[("class", d.class)])?;
    for part in &d.parts {
        let child = match part {
            Part::Path(class, d) => element(document, "path", &[("class", class), ("d", d)])?,
            Part::Circle(class, cx, cy, r) => {
                let attributes = [("class", *class), ("cx", *cx), ("cy", *cy), ("r", *r)];
                element(document, "circle", &attributes)?
            }
            Part::Word(class, y, word) => {
                let text = element(document, "text", &[("class", class), ("x", "0"), ("y", y)])?;
                text.set_text_content(Some(word));
                text
            }
        };
        add(&group, &child);
    }
    Some(group)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn host(document: &Document, class: &str) -> Option<HtmlElement> {
    let host: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    host.set_class_name(class);
    Some(host)
}

fn element(document: &Document, tag: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let made = document.create_element_ns(Some(SVG), tag).ok()?;
    for (key, value) in attributes {
        set(&made, key, value);
    }
    Some(made)
}

/// Fails only on an invalid attribute name; the names here are fixed.
fn set(element: &Element, key: &str, value: &str) {
    let _ = element.set_attribute(key, value);
}

/// Fails only when a node would contain itself.
fn add(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

fn number(n: f64) -> String {
    decimal::short(n, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_split_by_share() {
        let shares = [(Category::RedSite, 1), (Category::Park, 3)];
        let arcs = ring(&shares, 10.0);
        assert_eq!(arcs[0].0, "k-red");
        assert!(arcs[0].1.contains(" 0 0 1 "), "a quarter is a small arc: {}", arcs[0].1);
        assert!(arcs[1].1.contains(" 0 1 1 "), "three quarters are a large arc: {}", arcs[1].1);
        assert_eq!(ring(&[(Category::Park, 4)], 10.0).len(), 1);
    }
}
