//! Names along lines, set glyph by glyph the way Chinese maps set them.
//!
//! Where a line is steeper than [`style::STEEP`] the glyphs stand upright and read downward;
//! elsewhere they follow the line and read left to right. A name that fits nowhere is dropped.

use super::clip;
use super::collide::Room;
use super::marks::{Align, Font, Mark, Paint, Text};
use super::rect::{Px, Rect};
use super::sheet::thin;
use super::style;
use super::track::Track;
use crate::domain::order;

/// Pixels between two places tried.
const STRIDE: f64 = 12.0;

/// Half the stretch, in pixels, over which the direction under a glyph is taken.
const REACH: f64 = 7.0;

/// How many pixels farther a name goes to keep its glyphs off crossings.
const CROSSING: f64 = 120.0;

/// How many pixels farther a name goes so as not to stand right beside another.
const BESIDE: f64 = 240.0;

/// How a name is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The name.
    pub text: &'a str,
    /// Font size in pixels.
    pub size: f64,
    /// Colour.
    pub paint: Paint,
    /// Family.
    pub font: Font,
    /// CSS font weight.
    pub weight: u16,
    /// Space between glyphs.
    pub tracking: Tracking,
    /// Slant in degrees.
    pub skew: f32,
    /// Where the first setting is wanted.
    pub near: Px,
}

/// Space between the glyphs of a name, in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tracking {
    /// By the length of the line that is seen, closer where that fits nowhere.
    Fit,
    /// Always this.
    Fixed(f64),
}

/// Places a name along a line as often as there is room, [`style::REPEAT`] apart, the setting
/// nearest to where it is wanted first. Takes the room it needs; gives the glyphs.
pub fn place(points: &[Px], s: &Setting, room: &mut Room) -> Vec<Mark> {
    let glyphs: Vec<char> = s.text.chars().collect();
    if points.len() < 2 || glyphs.is_empty() {
        return Vec::new();
    }
    let track = Track::new(points);
    let frame = *room.frame();
    let seen: Vec<_> = clip::line(points, &room.canvas().grown(-s.size / 2.0));
    let in_frame: f64 = clip::line(points, &frame).iter().map(|p| p.length).sum();
    let visible =
        if in_frame > 0.0 { in_frame } else { seen.iter().map(|p| p.length).sum::<f64>() };

    let (mut out, mut placed) = (Vec::new(), Vec::new());
    // First what is seen at rest, with the widest tracking that fits, then what panning uncovers.
    for inside in [true, false] {
        let before = placed.len();
        for tracking in trackings(s, glyphs.len(), visible) {
            let advance = s.size * (1.0 + tracking);
            let fit = Fit { glyphs: glyphs.len(), advance, size: s.size };
            let span = advance * count(glyphs.len() - 1);
            let margin = f64::midpoint(span, s.size);
            if span + s.size > track.length() {
                continue;
            }
            let wanted = |p| frame.has(p) == inside;
            let tries = candidates(&track, &seen, margin, s.near, wanted);
            while let Some((d, set)) = best(&tries, &placed, |d| set(&track, d, &fit, room)) {
                claim(&set, &fit, room);
                placed.push(d);
                out.extend(set.iter().zip(&glyphs).map(|(g, &c)| glyph(s, c, g)));
            }
            if placed.len() > before {
                break;
            }
        }
    }
    out
}

/// The trackings to try, wide first.
fn trackings(s: &Setting, glyphs: usize, visible: f64) -> Vec<f64> {
    match s.tracking {
        Tracking::Fixed(t) => vec![t],
        Tracking::Fit if glyphs < 2 => vec![0.0],
        Tracking::Fit => {
            let wide = (visible * 0.3 / count(glyphs - 1) - s.size) / s.size;
            let mut all = vec![wide.clamp(0.25, 1.5), 0.5, 0.18];
            all.dedup_by(|b, a| *b >= *a);
            all
        }
    }
}

/// Where the middle of a name may stand: how far from where it is wanted, and how far along the
/// line, nearest first. They count from the line's own start, so that a name does not creep when
/// the view moves.
fn candidates(
    track: &Track,
    seen: &[clip::Piece],
    margin: f64,
    near: Px,
    wanted: impl Fn(Px) -> bool,
) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for piece in seen {
        let first = ((piece.from - margin) / STRIDE).ceil().max(0.0);
        let mut d = margin + first * STRIDE;
        let end = (piece.from + piece.length).min(track.length() - margin);
        while d < end {
            let p = track.at(d);
            if wanted(p) {
                out.push((p.distance(near), d));
            }
            d += STRIDE;
        }
    }
    order::sort_by(&mut out, |a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    out
}

/// The best try that can be set: near to where it is wanted, and not on a crossing or beside
/// another name when a little farther there is none.
fn best(
    tries: &[(f64, f64)],
    placed: &[f64],
    set: impl Fn(f64) -> Option<(Vec<Glyph>, f64)>,
) -> Option<(f64, Vec<Glyph>)> {
    let mut best: Option<(f64, f64, Vec<Glyph>)> = None;
    for &(away, d) in tries {
        if best.as_ref().is_some_and(|(cost, ..)| away >= *cost) {
            break;
        }
        if placed.iter().any(|x| (x - d).abs() < style::REPEAT) {
            continue;
        }
        let Some((glyphs, blemish)) = set(d) else { continue };
        let cost = away + blemish;
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, d, glyphs));
        }
    }
    best.map(|(_, d, glyphs)| (d, glyphs))
}

/// What a name needs: how many glyphs, how far from one to the next and how large, in pixels.
struct Fit {
    glyphs: usize,
    advance: f64,
    size: f64,
}

/// A glyph's middle and angle in degrees.
struct Glyph {
    at: Px,
    angle: f64,
}

/// Sets a name with its middle at `d`, if it bends little and touches nothing; tells how many
/// pixels it should rather go than stand there.
fn set(track: &Track, d: f64, fit: &Fit, room: &Room) -> Option<(Vec<Glyph>, f64)> {
    let half = fit.advance * count(fit.glyphs - 1) / 2.0;
    let chord = track.direction(d, half.max(REACH));
    let steep = turn(chord.y.atan2(chord.x).to_degrees()).abs() > style::STEEP;
    let backward = if steep { chord.y < 0.0 } else { chord.x < 0.0 };
    let mut out: Vec<Glyph> = Vec::with_capacity(fit.glyphs);
    let (mut crossing, mut beside) = (false, false);
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for i in 0..fit.glyphs {
        let offset = count(i) * fit.advance - half;
        let here = if backward { d - offset } else { d + offset };
        let (at, way) = (track.at(here), track.direction(here, REACH));
        let along = way.y.atan2(way.x).to_degrees();
        let angle = turn(if steep { along - 90.0 } else { along });
        (least, most) = (least.min(angle), most.max(angle));
        let bent = out.last().is_some_and(|g| (angle - g.angle).abs() > style::BEND.0);
        let taken = glyph_box(at, fit.size);
        if bent || most - least > style::BEND.1 || !room.fits(&taken) {
            return None;
        }
        crossing = crossing || !room.is_clear(&taken);
        beside = beside || room.is_beside_name(&taken);
        out.push(Glyph { at, angle });
    }
    let blemish = if crossing { CROSSING } else { 0.0 } + if beside { BESIDE } else { 0.0 };
    Some((out, blemish))
}

/// An angle between -90 and 90 degrees along the same line.
fn turn(degrees: f64) -> f64 {
    (degrees + 90.0).rem_euclid(180.0) - 90.0
}

fn glyph_box(at: Px, size: f64) -> Rect {
    Rect::around(at, size * 0.6, size * 0.6)
}

/// Takes the glyphs and the gaps between them: nothing may be written inside a name.
fn claim(set: &[Glyph], fit: &Fit, room: &mut Room) {
    let size = fit.size;
    for (i, g) in set.iter().enumerate() {
        room.take(glyph_box(g.at, size));
        room.set_beside_name(Rect::around(g.at, size * 1.1, size * 1.1));
        if let Some(next) = set.get(i + 1) {
            let gap = g.at.distance(next.at);
            if gap > size * 1.4 {
                room.take(glyph_box(g.at.towards(next.at, 0.5), size * 0.8));
            }
        }
    }
    // One glyph farther on, a glyph of another name would be read as this one's next.
    if let [first, second, ..] = set
        && let [.., before, last] = set
    {
        for beyond in [second.at.towards(first.at, 2.0), before.at.towards(last.at, 2.0)] {
            room.set_beside_name(Rect::around(beyond, fit.advance * 0.6, fit.advance * 0.6));
        }
    }
}

fn glyph(s: &Setting, c: char, g: &Glyph) -> Mark {
    Mark::Text(Text {
        text: c.to_string(),
        at: g.at,
        angle: thin(g.angle),
        skew: s.skew,
        size: thin(s.size),
        font: s.font,
        weight: s.weight,
        paint: s.paint,
        halo: Some((Paint::Halo, style::HALO)),
        align: Align::Middle,
    })
}

/// A small count as a factor.
#[allow(clippy::cast_precision_loss)] // Glyphs of a name, far below 2^53.
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(text: &str) -> Setting<'_> {
        Setting {
            text,
            size: 12.0,
            paint: Paint::LabelRoad,
            font: Font::Sans,
            weight: 400,
            tracking: Tracking::Fixed(0.5),
            skew: 0.0,
            near: Px::new(500.0, 500.0),
        }
    }

    fn room() -> Room {
        let canvas = Rect::new(0.0, 0.0, 1000.0, 1000.0);
        Room::new(canvas, canvas)
    }

    /// Glyphs with their places and angles along a straight line from the middle at an angle.
    fn along(degrees: f64) -> Vec<(String, Px, f32)> {
        let (s, c) = degrees.to_radians().sin_cos();
        let p = |r: f64| Px::new(500.0 + c * r, 500.0 + s * r);
        let marks = place(&[p(-400.0), p(400.0)], &setting("文化路"), &mut room());
        marks
            .into_iter()
            .map(|m| match m {
                Mark::Text(t) => (t.text, t.at, t.angle),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn reads_left_to_right_up_to_52_degrees_and_downward_beyond() {
        for degrees in [0.0, 51.0, -51.0, 180.0, 131.0] {
            let g = along(degrees);
            assert_eq!(g.len(), 3, "{degrees}");
            assert!(g[0].1.x < g[1].1.x && g[1].1.x < g[2].1.x, "{degrees}");
            assert!((f64::from(g[0].2) - turn(degrees)).abs() < 0.01, "{degrees}: {}", g[0].2);
        }
        for degrees in [53.0, 90.0, -90.0, -53.0, 100.0] {
            let g = along(degrees);
            assert_eq!(g.len(), 3, "{degrees}");
            assert!(g[0].1.y < g[1].1.y && g[1].1.y < g[2].1.y, "{degrees}");
            assert!(g[0].2.abs() <= 38.0, "upright, leaning with the line: {}", g[0].2);
        }
    }

    #[test]
    fn repeats_only_far_apart() {
        let canvas = Rect::new(0.0, 0.0, 4000.0, 100.0);
        let mut room = Room::new(canvas, canvas);
        let line = [Px::new(10.0, 50.0), Px::new(3990.0, 50.0)];
        let marks = place(&line, &setting("农业路"), &mut room);
        let first: Vec<_> = marks
            .chunks(3)
            .map(|m| match &m[0] {
                Mark::Text(t) => t.at.x,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(first.len(), 4);
        for (i, a) in first.iter().enumerate() {
            assert!(first[i + 1..].iter().all(|b| (a - b).abs() >= style::REPEAT));
        }
        assert!((first[0] - 500.0).abs() < 60.0, "nearest to where it is wanted first");
    }

    #[test]
    fn goes_on_rather_than_stand_on_a_crossing_or_beside_another_name() {
        let line = [Px::new(50.0, 500.0), Px::new(950.0, 500.0)];
        let middle = |room: &mut Room| {
            let marks = place(&line, &setting("东风路"), room);
            let Some(Mark::Text(t)) = marks.get(1) else { panic!("{marks:?}") };
            t.at.x
        };
        let mut room = room();
        room.avoid(Rect::around(Px::new(500.0, 500.0), 5.0, 5.0));
        let first = middle(&mut room);
        assert!((first - 500.0).abs() > 5.0 && (first - 500.0).abs() < 50.0, "{first}");
        // Three glyphs, 18 apart: the next name starts more than one glyph's way beyond the end.
        let second = middle(&mut room);
        assert!((second - first).abs() > 18.0 * 3.5, "{first} {second}");
    }

    #[test]
    fn drops_a_name_rather_than_bend_or_overlap() {
        let corner = [Px::new(500.0, 440.0), Px::new(500.0, 500.0), Px::new(560.0, 500.0)];
        assert!(place(&corner, &setting("拐弯的小路"), &mut room()).is_empty());
        let mut full = room();
        full.take(Rect::new(0.0, 0.0, 1000.0, 1000.0));
        let line = [Px::new(100.0, 500.0), Px::new(900.0, 500.0)];
        assert!(place(&line, &setting("直路"), &mut full).is_empty());
        assert!(place(&line[..1], &setting("点"), &mut room()).is_empty());
        assert!(place(&line, &setting(""), &mut room()).is_empty());
    }
}
