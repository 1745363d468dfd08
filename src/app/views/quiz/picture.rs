//! The map of a question as a picture. It is drawn once and kept, since the clock draws the view every second.

use super::View;
use crate::app::load;
use crate::app::parts::{El, el};
use crate::domain::percent;
use crate::engine::base_map::Paint;
use crate::present::quiz::MapMark;
use crate::present::quiz_map::{QuizMap, paper};
use gloo::utils::{document_element, window};
use std::cell::RefCell;

thread_local! {
    /// The last pictures and what they were drawn for.
    static DRAWN: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Pictures kept.
const KEPT: usize = 4;

/// The map of some marks, in the colours of the page or of paper.
pub fn picture(
    view: &View<'_>,
    marks: &[MapMark],
    size: (f64, f64),
    on_paper: bool,
    name: &str,
) -> El {
    let colours = if on_paper { Vec::new() } else { palette() };
    let places: Vec<String> = marks
        .iter()
        .map(|m| {
            [m.sign, &m.at.lon().to_bits().to_string(), &m.at.lat().to_bits().to_string()].concat()
        })
        .collect();
    let theme = colours.first().map_or("", String::as_str);
    let width = if size.0 > size.1 { "wide" } else { "tall" };
    let key = [theme, width, &places.concat()].join(" ");
    let src = DRAWN.with_borrow_mut(|drawn| {
        if let Some((_, src)) = drawn.iter().find(|(k, _)| *k == key) {
            return src.clone();
        }
        let map = QuizMap {
            base: view.page.base.as_deref(),
            marks,
            width: size.0,
            height: size.1,
            home_name: &view.s.atlas.district.zh,
        };
        let svg = map.svg(|paint| {
            colours.get(paint as usize).cloned().unwrap_or_else(|| paper(paint).to_owned())
        });
        let keep = |c: char| matches!(c, ' ' | '=' | ':' | '/' | ',' | ';' | '(' | ')' | '\'');
        let src = ["data:image/svg+xml,", &percent::encode(&svg, keep)].concat();
        if load::complete(view.on) {
            return src;
        }
        if drawn.len() >= KEPT {
            drawn.remove(0);
        }
        drawn.push((key, src.clone()));
        src
    });
    el("img").class("qz-map").attr("src", &src).attr("alt", name)
}

/// The colours of the page as they are now, in the order of [`Paint::ALL`].
fn palette() -> Vec<String> {
    let style = window().get_computed_style(&document_element()).ok().flatten();
    let value = |paint: &Paint| {
        let value = style.as_ref().and_then(|s| s.get_property_value(paint.css_var()).ok());
        value.map_or_else(|| "#000".to_owned(), |v| v.trim().to_owned())
    };
    Paint::ALL.iter().map(value).collect()
}
