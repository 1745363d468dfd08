//! Other places: a small square and a name where there is room.

use super::ink::Ink;
use super::marks::{Align, Font, Mark, Paint, Text};
use super::point::{self, Side};
use super::rect::Rect;
use super::sheet::{Sheet, thin};
use super::style::{self, zoom};
use crate::domain::order;

/// No other place within this many pixels of a pin: it is mostly the pin's own place.
const PIN_CLEAR: f64 = 34.0;

/// Half the side of the square in pixels.
const HALF: f64 = 1.8;

/// Draws and names other places, those that matter most first.
pub(super) fn draw(sheet: &mut Sheet, ink: &Ink) {
    if !sheet.scene.show.pois || sheet.zoom() < zoom::POI {
        return;
    }
    let view = sheet.view();
    let least = if sheet.zoom() < zoom::MINOR_POI { 2 } else { 0 };
    let canvas = view.canvas().grown(-20.0);
    let mut pois: Vec<_> = sheet
        .base
        .pois
        .iter()
        .filter(|p| p.rank >= least)
        .map(|p| (p, view.px(p.at)))
        .filter(|(_, at)| canvas.has(*at))
        .collect();
    order::sort_by_key(&mut pois, |(p, _)| std::cmp::Reverse(p.rank));
    let pins: Vec<_> = sheet.scene.pins.iter().map(|p| view.px(p.at)).collect();
    let sides = [
        Side::new(Align::Start, 6.0, 0.0),
        Side::new(Align::End, -6.0, 0.0),
        Side::new(Align::Middle, 0.0, sheet.size(12.0)),
    ];
    let size = sheet.size(11.5);
    for (poi, at) in pois {
        let square = Rect::around(at, 4.0, 4.0);
        let near_pin = pins.iter().any(|p| p.distance(at) < PIN_CLEAR);
        if near_pin || sheet.room.is_taken(&square) {
            continue;
        }
        let Some((anchor, align)) =
            point::place_cheapest(&poi.name, at, size, &sides, |b| ink.under(b), &mut sheet.room)
        else {
            continue;
        };
        sheet.room.take(square);
        sheet.labels.push(Mark::Text(Text {
            text: poi.name.clone(),
            at: anchor,
            angle: 0.0,
            skew: 0.0,
            size: thin(size),
            font: Font::Sans,
            weight: 400,
            paint: Paint::LabelMinor,
            halo: Some((Paint::Halo, style::HALO)),
            align,
        }));
        sheet.labels.push(Mark::Rect {
            at: [at.x - HALF, at.y - HALF, HALF * 2.0, HALF * 2.0].map(thin),
            radius: 0.0,
            fill: Some(Paint::LabelMinor),
            stroke: None,
        });
    }
}
