//! Lines over the base: the legs of a tour. They keep to the right, so that out and back both show.

use super::marks::{Mark, Paint, Path, Sub};
use super::rect::Px;
use super::scene::{RouteKind, RouteLine};
use super::sheet::{Sheet, thin};
use super::track::Track;

/// Width of a line, of its bed, and how far to the right of the street it lies, in pixels.
const WIDTH: f64 = 3.4;
const BED: f64 = 7.2;
const ASIDE: f64 = 3.0;
/// From one arrow to the next, and the shortest line with one, in pixels.
const ARROWS: f64 = 110.0;
const SHORTEST: f64 = 36.0;
const DASHES: &[f32] = &[9.0, 6.0];
const DOTS: &[f32] = &[0.1, 5.5];

/// Draws the lines: first all beds, then all lines, so that crossings stay open.
pub(super) fn draw(sheet: &mut Sheet) {
    let lines = sheet.scene.route;
    let shown: Vec<_> = lines.iter().map(|line| (line, points(sheet, line))).collect();
    for (line, points) in &shown {
        if line.kind != RouteKind::Door {
            stroke(sheet, points, Paint::LegBed, BED + extra(line), &[]);
        }
    }
    for (line, points) in &shown {
        let dash = match line.kind {
            RouteKind::Way => &[][..],
            RouteKind::Estimate => DASHES,
            RouteKind::Door => DOTS,
        };
        stroke(sheet, points, Paint::Leg, WIDTH + extra(line), dash);
    }
    for (line, points) in &shown {
        if line.kind != RouteKind::Door && points.len() > 1 {
            arrows(sheet, points);
        }
    }
}

fn extra(line: &RouteLine) -> f64 {
    if line.strong { 2.6 } else { 0.0 }
}

/// The line on the canvas; a way to a door is not set aside, or it would miss the door.
fn points(sheet: &Sheet, line: &RouteLine) -> Vec<Px> {
    let mut out: Vec<Px> = line.points.iter().map(|&w| sheet.view().px(w)).collect();
    out.dedup_by(|a, b| a.distance(*b) < 0.5);
    if line.kind == RouteKind::Door { out } else { aside(&out, ASIDE) }
}

/// A line so many pixels to the right of another.
fn aside(points: &[Px], by: f64) -> Vec<Px> {
    let normal = |a: Px, b: Px| {
        let length = a.distance(b).max(1e-9);
        Px::new((a.y - b.y) / length, (b.x - a.x) / length)
    };
    let last = points.len().saturating_sub(1);
    let shift = |(i, p): (usize, &Px)| {
        let before = if i > 0 { normal(points[i - 1], *p) } else { normal(*p, points[1]) };
        let after = if i < last { normal(*p, points[i + 1]) } else { before };
        // The mitre of the two sides, cut where the line turns back on itself.
        let square = 1.0 + before.x * after.x + before.y * after.y;
        let k = by / square.max(0.5);
        Px::new(p.x + (before.x + after.x) * k, p.y + (before.y + after.y) * k)
    };
    if points.len() < 2 { points.to_vec() } else { points.iter().enumerate().map(shift).collect() }
}

fn stroke(sheet: &mut Sheet, points: &[Px], paint: Paint, width: f64, dash: &'static [f32]) {
    for piece in sheet.cut(points) {
        sheet.marks.push(Mark::Stroke {
            path: Path(vec![Sub::straight(&piece.points, false)]),
            paint,
            alpha: 1.0,
            width: thin(width),
            dash,
            dash_from: thin(piece.from),
            round: dash != DASHES,
        });
    }
}

fn arrows(sheet: &mut Sheet, points: &[Px]) {
    let track = Track::new(points);
    let length = track.length();
    if length < SHORTEST {
        return;
    }
    let canvas = sheet.view().canvas();
    // The first in the middle of its share; a short line has one in its own middle.
    let mut d = (ARROWS / 2.0).min(length / 2.0);
    while d < length {
        let (at, way) = (track.at(d), track.direction(d, 4.0));
        let n = way.x.hypot(way.y);
        if n > 0.0 && canvas.has(at) {
            let (x, y) = (way.x / n, way.y / n);
            let point =
                |on: f64, right: f64| Px::new(at.x + x * on - y * right, at.y + y * on + x * right);
            let head = [point(7.0, 0.0), point(-5.0, 5.5), point(-5.0, -5.5)];
            let path = Path(vec![Sub::straight(&head, true)]);
            sheet.stroke(path.clone(), Paint::LegBed, 1.0, 3.0);
            sheet.marks.push(Mark::Fill { path, paint: Paint::Leg, alpha: 1.0, blur: 0.0 });
        }
        d += ARROWS;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BaseMap, Scene, Show, View, layout};
    use super::*;
    use crate::domain::mercator::World;

    #[test]
    fn a_way_keeps_to_the_right() {
        let east = [Px::new(0.0, 0.0), Px::new(10.0, 0.0), Px::new(10.0, 10.0)];
        // Heading east, right is south; around the corner it stays on the inner side.
        assert_eq!(aside(&east, 3.0), [Px::new(0.0, 3.0), Px::new(7.0, 3.0), Px::new(7.0, 10.0)]);
        let back: Vec<Px> = east.iter().rev().copied().collect();
        assert_eq!(aside(&back, 3.0)[2], Px::new(0.0, -3.0), "the way back lies beside it");
        let turn = [Px::new(0.0, 0.0), Px::new(10.0, 0.0), Px::new(0.0, 0.0)];
        assert!(aside(&turn, 3.0).iter().all(|p| p.x.is_finite() && p.y.abs() <= 3.0));
        assert_eq!(aside(&[Px::new(1.0, 2.0)], 3.0), [Px::new(1.0, 2.0)]);
    }

    #[test]
    fn draws_beds_lines_and_arrows() {
        let centre = World { x: 0.5, y: 0.5 };
        let view = View::whole(centre, 10.0, 400.0, 300.0);
        let line =
            |dx: f64| [view.world(Px::new(100.0, 150.0)), view.world(Px::new(100.0 + dx, 150.0))];
        let (long, short) = (line(200.0), line(20.0));
        let kinds = |points: &[World], kind: RouteKind| {
            let route = [RouteLine { points, kind, strong: false }];
            let scene = Scene {
                view,
                pins: &[],
                avoid: &[],
                route: &route,
                home_name: "",
                show: Show::default(),
            };
            let mut seen = (Vec::new(), 0);
            for mark in layout(&BaseMap::default(), &scene) {
                match mark {
                    Mark::Stroke { paint: Paint::Leg, dash, .. } => seen.0.push(dash),
                    Mark::Fill { paint: Paint::Leg, .. } => seen.1 += 1,
                    _ => {}
                }
            }
            seen
        };
        assert_eq!(kinds(&long, RouteKind::Way), (vec![&[][..]], 2));
        assert_eq!(kinds(&long, RouteKind::Estimate), (vec![DASHES], 2));
        assert_eq!(kinds(&long, RouteKind::Door), (vec![DOTS], 0));
        assert_eq!(kinds(&short, RouteKind::Way), (vec![&[][..]], 0));
        assert_eq!(kinds(&long[..1], RouteKind::Way), (vec![], 0));
    }
}
