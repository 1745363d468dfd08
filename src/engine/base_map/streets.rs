//! Canals and roads, and their names.

use super::along::{self, Setting, Tracking};
use super::clip::Piece;
use super::marks::{Font, Paint, Path, Sub};
use super::model::{Canal, Road, RoadClass};
use super::rect::{Px, Rect};
use super::sheet::Sheet;
use super::style::{self, zoom};
use crate::domain::mercator::World;
use crate::domain::order;

/// Dashes of a canal whose course is inferred.
const INFERRED: &[f32] = &[7.0, 6.0];

/// From this width in pixels a road parts the names of roads it crosses.
const LANE: f64 = 2.0;

/// How far the name of a canal leans, in degrees: left, as maps set water.
const LEAN: f32 = 12.0;

/// A road or canal on the canvas.
pub(super) struct Run<'a, T> {
    pub of: &'a T,
    pub points: Vec<Px>,
    pub pieces: Vec<Piece>,
}

impl<T> Run<'_, T> {
    fn length(&self) -> f64 {
        self.points.windows(2).map(|p| p[0].distance(p[1])).sum()
    }
}

/// Roads in view.
pub(super) fn roads<'a>(sheet: &Sheet<'a>) -> Vec<Run<'a, Road>> {
    sheet.base.roads.iter().filter_map(|r| run(sheet, r, &r.line)).collect()
}

/// Canals in view.
pub(super) fn canals<'a>(sheet: &Sheet<'a>) -> Vec<Run<'a, Canal>> {
    sheet.base.canals.iter().filter_map(|c| run(sheet, c, &c.line)).collect()
}

fn run<'a, T>(sheet: &Sheet, of: &'a T, line: &super::model::Line) -> Option<Run<'a, T>> {
    let points = sheet.project(line)?;
    let pieces = sheet.cut(&points);
    (!pieces.is_empty()).then_some(Run { of, points, pieces })
}

/// Draws canals.
pub(super) fn draw_canals(sheet: &mut Sheet, canals: &[Run<Canal>]) {
    for canal in canals {
        let width = style::canal_width(sheet.zoom(), canal.of.inferred);
        if canal.of.inferred {
            sheet.dashes(&canal.pieces, Paint::Water, 1.0, width, INFERRED);
        } else {
            sheet.stroke(path(&canal.pieces), Paint::Water, 1.0, width);
        }
    }
}

/// Draws roads: all casings before all fills, so that crossings stay open.
pub(super) fn draw_roads(sheet: &mut Sheet, roads: &[Run<Road>]) {
    let of = |class| {
        let pieces = roads.iter().filter(move |r| r.of.class == class).flat_map(|r| &r.pieces);
        Path(pieces.map(|p| Sub::straight(&p.points, false)).collect())
    };
    let width = |class| style::road_width(class, sheet.scene.view.zoom);
    for class in RoadClass::ALL.into_iter().filter(|&c| width(c) >= style::HAIRLINE) {
        let paint = style::road_paint(class).0;
        sheet.stroke(of(class), paint, 1.0, width(class) + style::casing(class));
    }
    for class in RoadClass::ALL {
        let hair = width(class) < style::HAIRLINE;
        let paint = if hair { Paint::FillHair } else { style::road_paint(class).1 };
        sheet.stroke(of(class), paint, 1.0, width(class));
    }
}

fn path(pieces: &[Piece]) -> Path {
    Path(pieces.iter().map(|p| Sub::straight(&p.points, false)).collect())
}

/// Names canals.
pub(super) fn name_canals(sheet: &mut Sheet, canals: &[Run<Canal>]) {
    if sheet.zoom() < zoom::CANAL {
        return;
    }
    let frame = *sheet.room.frame();
    for canal in canals.iter().filter(|c| !c.of.inferred) {
        let setting = Setting {
            text: &canal.of.name,
            size: sheet.size(13.0),
            paint: Paint::LabelWater,
            font: Font::Serif,
            weight: 600,
            tracking: Tracking::Fixed(2.2),
            skew: LEAN,
            // Off the middle, where roads want their names.
            near: Px::new(frame.x0 + frame.width() * 0.82, frame.y0 + frame.height() * 0.4),
        };
        let glyphs = along::place(&canal.points, &setting, &mut sheet.room);
        sheet.labels.extend(glyphs);
    }
}

/// Marks crossings as to be avoided by the names of roads: a glyph on one belongs to neither.
pub(super) fn avoid_crossings(sheet: &mut Sheet, roads: &[Run<Road>]) {
    // Roads share a vertex where they meet, to the bit. Sorted, so that the order is fixed.
    let canvas = sheet.view().canvas();
    let mut all: Vec<_> = roads
        .iter()
        .flat_map(|r| r.of.line.points().iter().map(move |p| (p.x.to_bits(), p.y.to_bits(), r)))
        .collect();
    order::sort_by_key(&mut all, |&(x, y, _)| (x, y));
    for same in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        let world = World { x: f64::from_bits(same[0].0), y: f64::from_bits(same[0].1) };
        let at = sheet.view().px(world);
        let widths = same.iter().map(|(_, _, r)| style::road_width(r.of.class, sheet.zoom()));
        let (most, least) =
            widths.fold((0.0, f64::INFINITY), |(a, b), w| (f64::max(a, w), f64::min(b, w)));
        let half = most / 2.0 + 1.0;
        // A lane as thin as a hair parts no name.
        if canvas.has(at) && least >= LANE {
            sheet.room.avoid(Rect::around(at, half, half));
        }
    }
}

/// What of a road's name is written along it: a second name in brackets does not read there.
fn written(name: &str) -> &str {
    match name.find(['(', '（']) {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    }
}

/// Names the roads of a class, long ones first.
pub(super) fn name_roads(sheet: &mut Sheet, roads: &[Run<Road>], class: RoadClass) {
    let (from, size, paint, weight) = style::road_name(class, sheet.zoom());
    if sheet.zoom() < from {
        return;
    }
    let mut sorted: Vec<_> =
        roads.iter().filter(|r| r.of.class == class).map(|r| (r.length(), r)).collect();
    order::sort_by(&mut sorted, |a, b| {
        b.0.total_cmp(&a.0).then_with(|| a.1.of.name.cmp(&b.1.of.name))
    });
    for (_, road) in sorted {
        let setting = Setting {
            text: written(&road.of.name),
            size: sheet.size(size),
            paint,
            font: Font::Sans,
            weight,
            tracking: Tracking::Fit,
            skew: 0.0,
            near: sheet.room.frame().middle(),
        };
        let glyphs = along::place(&road.points, &setting, &mut sheet.room);
        sheet.labels.extend(glyphs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_name_in_brackets_is_not_written() {
        assert_eq!(written("北四环(大河路)"), "北四环");
        assert_eq!(written("北四环（大河路）"), "北四环");
        assert_eq!(written("(无名)"), "(无名)");
    }
}
