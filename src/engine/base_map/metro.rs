//! Metro lines, their stations, badges and names.

use super::clip::{self, Piece};
use super::marks::{Align, Font, Mark, Paint, Path, Sub, Text, narrow};
use super::model::{MetroLine, Station};
use super::point::{self, Need, Side};
use super::rect::{Px, Rect};
use super::sheet::{Sheet, thin};
use super::style::{self, zoom};
use crate::domain::order;

/// How far a curve through stations swings: the share of the chord beside a station that its
/// handle is long.
const SWING: f64 = 0.14;

/// Places of a badge along a segment, tried in turn.
const BADGE_AT: [f64; 7] = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9];

/// A badge keeps this far from the edge of the frame, in pixels.
const BADGE_EDGE: f64 = 40.0;

/// A metro line on the canvas, as Bézier segments through its stations.
pub(super) struct Curve<'a> {
    line: &'a MetroLine,
    segments: Vec<[Px; 4]>,
}

impl Curve<'_> {
    /// Its chords on the canvas, near enough for what only weighs line work.
    pub fn pieces(&self, canvas: &Rect) -> Vec<Piece> {
        self.segments.iter().flat_map(|s| clip::line(&[s[0], s[3]], canvas)).collect()
    }
}

/// A station on the canvas.
pub(super) struct Dot<'a> {
    station: &'a Station,
    at: Px,
}

/// Lines in view: the segments of them whose handles reach the canvas.
pub(super) fn curves<'a>(sheet: &Sheet<'a>) -> Vec<Curve<'a>> {
    if !sheet.scene.show.metro {
        return Vec::new();
    }
    let (base, around) = (sheet.base, sheet.bleed());
    let curve = |line: &'a MetroLine| {
        let stops = line.stations.iter().filter_map(|&i| base.stations.get(i));
        let points: Vec<Px> = stops.map(|s| sheet.view().px(s.at)).collect();
        let mut segments = smooth(&points);
        segments.retain(|s| {
            let corner = |p: &Px| Rect::new(p.x, p.y, p.x, p.y);
            s[1..].iter().fold(corner(&s[0]), |b, p| b.with(&corner(p))).grown(1.0).meets(&around)
        });
        Curve { line, segments }
    };
    base.metro.iter().map(curve).filter(|c| !c.segments.is_empty()).collect()
}

/// Catmull and Rom's curve through points, as Bézier segments.
fn smooth(points: &[Px]) -> Vec<[Px; 4]> {
    let point = |i: usize| points[i.min(points.len() - 1)];
    (1..points.len())
        .map(|i| {
            let (from, to) = (point(i - 1), point(i));
            let (before, after) = (point(i.saturating_sub(2)), point(i + 1));
            [from, handle(from, before, to, SWING), handle(to, from, after, -SWING), to]
        })
        .collect()
}

/// A handle of a point, along the chord of its neighbours.
fn handle(of: Px, before: Px, after: Px, share: f64) -> Px {
    Px::new(of.x + (after.x - before.x) * share, of.y + (after.y - before.y) * share)
}

/// Draws lines, each in a bed that parts it from the road it runs under.
pub(super) fn draw_lines(sheet: &mut Sheet, curves: &[Curve]) {
    let (width, bed) = style::metro_width(sheet.zoom());
    for curve in curves {
        let mut path = Path::default();
        let mut last = None;
        for s in &curve.segments {
            if last != Some(s[0]) {
                path.0.push(Sub { points: vec![narrow(s[0])], closed: false, cubic: true });
            }
            if let Some(sub) = path.0.last_mut() {
                sub.points.extend(s[1..].iter().map(|&p| narrow(p)));
            }
            last = Some(s[3]);
        }
        sheet.stroke(path.clone(), Paint::MetroBed, 0.75, bed);
        sheet.stroke(path, Paint::Metro, 0.8, width);
    }
}

/// Stations in view.
pub(super) fn dots<'a>(sheet: &Sheet<'a>) -> Vec<Dot<'a>> {
    if !sheet.scene.show.metro || sheet.zoom() <= zoom::STATION_DOT {
        return Vec::new();
    }
    let around = sheet.view().canvas().grown(10.0);
    let all = sheet.base.stations.iter().filter(|s| s.lines > 0);
    let dots = all.map(|station| Dot { station, at: sheet.view().px(station.at) });
    dots.filter(|d| around.has(d.at)).collect()
}

/// Draws stations.
pub(super) fn draw_dots(sheet: &mut Sheet, dots: &[Dot]) {
    for dot in dots {
        let interchange = dot.station.lines > 1;
        let (stroke, width) =
            if interchange { (Paint::LabelStation, 1.7) } else { (Paint::Metro, 1.3) };
        sheet.marks.push(Mark::Circle {
            at: dot.at,
            radius: thin(style::station_radius(interchange, sheet.zoom())),
            fill: Paint::Land,
            stroke,
            width,
        });
    }
}

/// Takes the room of stations.
pub(super) fn claim_dots(sheet: &mut Sheet, dots: &[Dot]) {
    for dot in dots {
        sheet.room.take(Rect::around(dot.at, 4.5, 4.5));
    }
}

/// Puts one badge on each line.
pub(super) fn badges(sheet: &mut Sheet, curves: &[Curve]) {
    if sheet.zoom() <= zoom::METRO_BADGE {
        return;
    }
    let within = sheet.room.frame().grown(-BADGE_EDGE);
    for curve in curves {
        let text = &curve.line.badge;
        let (half, high) = (sheet.size(badge_width(text)) / 2.0, sheet.size(8.0));
        let places = curve.segments.iter().flat_map(|s| BADGE_AT.map(|t| bezier(s, t)));
        let box_at = |p| Rect::around(p, half + 2.0, high + 1.0);
        let found = places.into_iter().find(|&p| within.has(p) && sheet.room.fits(&box_at(p)));
        let Some(at) = found else { continue };
        sheet.room.take(box_at(at));
        sheet.labels.push(Mark::Rect {
            at: [at.x - half, at.y - high, half * 2.0, high * 2.0].map(thin),
            radius: thin(sheet.size(2.5)),
            fill: Some(Paint::Land),
            stroke: Some((Paint::Metro, 1.0)),
        });
        sheet.labels.push(Mark::Text(Text {
            text: text.clone(),
            at,
            angle: 0.0,
            skew: 0.0,
            size: thin(sheet.size(11.0)),
            font: Font::Sans,
            weight: 600,
            paint: Paint::LabelStation,
            halo: None,
            align: Align::Middle,
        }));
    }
}

/// Width of a badge at scale 1, in pixels.
fn badge_width(text: &str) -> f64 {
    match text.chars().count() {
        0 | 1 => 17.0,
        _ => 9.0 + point::text_width(text, 11.0),
    }
}

fn bezier(s: &[Px; 4], t: f64) -> Px {
    // De Casteljau: between the points between the points.
    let [first, second, third] = [0, 1, 2].map(|i| s[i].towards(s[i + 1], t));
    first.towards(second, t).towards(second.towards(third, t), t)
}

/// Names stations, interchanges first.
pub(super) fn name_stations(sheet: &mut Sheet, dots: &[Dot]) {
    if sheet.zoom() < zoom::INTERCHANGE {
        return;
    }
    let all = sheet.zoom() >= zoom::STATION;
    let mut named: Vec<_> = dots.iter().filter(|d| all || d.station.lines > 1).collect();
    order::sort_by_key(&mut named, |d| std::cmp::Reverse(d.station.lines));
    let below = sheet.size(13.5);
    let sides = [
        Side::new(Align::Start, 9.0, 0.0),
        Side::new(Align::End, -9.0, 0.0),
        Side::new(Align::Middle, 0.0, below),
        Side::new(Align::Middle, 0.0, -below),
    ];
    for dot in named {
        let (size, name) = (sheet.size(11.5), &dot.station.name);
        let Some((at, align)) =
            point::place(name, dot.at, size, &sides, Need::Room, &mut sheet.room)
        else {
            continue;
        };
        sheet.labels.push(Mark::Text(Text {
            text: name.clone(),
            at,
            angle: 0.0,
            skew: 0.0,
            size: thin(size),
            font: Font::Sans,
            weight: 400,
            paint: Paint::LabelStation,
            halo: Some((Paint::Halo, style::HALO)),
            align,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_passes_through_its_stations() {
        let p = [Px::new(0.0, 0.0), Px::new(10.0, 5.0), Px::new(20.0, 0.0)];
        let segments = smooth(&p);
        assert_eq!(segments.len(), 2);
        assert_eq!(bezier(&segments[0], 1.0), p[1]);
        assert_eq!(bezier(&segments[1], 0.0), p[1]);
        let level = segments[0][2].y - p[1].y;
        assert!(level.abs() < 1e-9, "smooth at the top: {level}");
        assert!(smooth(&p[..1]).is_empty() && smooth(&[]).is_empty());
    }
}
