//! Metro lines, their stations, badges and names.

use super::clip::{self, Piece};
use super::marks::{Align, Font, Mark, Paint, Path, Sub, Text};
use super::model::{MetroLine, Station};
use super::point::{self, Need, Side};
use super::rect::{Px, Rect};
use super::sheet::{Sheet, thin};
use super::style::{self, zoom};
use super::track::Track;
use crate::domain::order;

/// Places of a badge along what is seen of a line, tried in turn.
const BADGE_AT: [f64; 7] = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9];

/// A badge keeps this far from the edge of the frame, in pixels.
const BADGE_EDGE: f64 = 40.0;

/// A metro line on the canvas.
pub(super) struct Course<'a> {
    line: &'a MetroLine,
    pub pieces: Vec<Piece>,
}

/// A station on the canvas.
pub(super) struct Dot<'a> {
    station: &'a Station,
    at: Px,
}

/// Lines in view.
pub(super) fn courses<'a>(sheet: &Sheet<'a>) -> Vec<Course<'a>> {
    if !sheet.scene.show.metro {
        return Vec::new();
    }
    let course = |line: &'a MetroLine| {
        let pieces = sheet.cut(&sheet.project(&line.line)?);
        (!pieces.is_empty()).then_some(Course { line, pieces })
    };
    sheet.base.metro.iter().filter_map(course).collect()
}

/// Draws lines, each in a bed that parts it from the road it runs under.
pub(super) fn draw_lines(sheet: &mut Sheet, courses: &[Course]) {
    let (width, bed) = style::metro_width(sheet.zoom());
    for course in courses {
        let path = Path(course.pieces.iter().map(|p| Sub::straight(&p.points, false)).collect());
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
pub(super) fn badges(sheet: &mut Sheet, courses: &[Course]) {
    if sheet.zoom() <= zoom::METRO_BADGE {
        return;
    }
    let within = sheet.room.frame().grown(-BADGE_EDGE);
    for course in courses.iter().filter(|c| !c.line.badge.is_empty()) {
        let text = &course.line.badge;
        let (half, high) = (sheet.size(badge_width(text)) / 2.0, sheet.size(8.0));
        let places = course.pieces.iter().flat_map(|p| {
            let seen = clip::line(&p.points, &within);
            seen.into_iter().flat_map(|s| {
                let track = Track::new(&s.points);
                BADGE_AT.map(|t| track.at(track.length() * t))
            })
        });
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
