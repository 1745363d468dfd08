//! The neat line: the framed border of an atlas sheet, with minutes of arc ticked and numbered.

use super::marks::{Align, Font, Mark, Paint, Path, Sub, Text, narrow};
use super::rect::Px;
use super::scene::View;
use crate::domain::{LonLat, mercator::World};

/// Width of the border in pixels.
pub const BORDER: f64 = 18.0;

/// Figures keep this far from the corners, in pixels.
const CORNER: f64 = 56.0;

/// The neat line around a view; its canvas is what is seen.
#[must_use]
pub fn neat_line(view: &View) -> Vec<Mark> {
    let (w, h) = (view.width, view.height);
    let frame = |inset: f64| {
        let (a, b) = (inset, (w - inset, h - inset));
        [Px::new(a, a), Px::new(b.0, a), Px::new(b.0, b.1), Px::new(a, b.1)]
    };
    if w < BORDER * 4.0 || h < BORDER * 4.0 {
        return Vec::new();
    }
    let closed = |points: &[Px]| Sub::straight(points, true);
    let mut out = vec![
        Mark::Fill {
            path: Path(vec![closed(&frame(0.0)), closed(&frame(BORDER))]),
            paint: Paint::Paper,
            alpha: 1.0,
            blur: 0.0,
        },
        stroke(Path(vec![closed(&frame(BORDER))]), Paint::Ink2, 1.0),
        stroke(Path(vec![closed(&frame(3.5))]), Paint::Ink2, 0.8),
    ];
    let mut ruler = Ruler { view, ticks: Path::default(), bars: Path::default(), figures: vec![] };
    ruler.side(Axis::Lon);
    ruler.side(Axis::Lat);
    out.push(stroke(ruler.ticks, Paint::Ink3, 1.0));
    out.push(stroke(ruler.bars, Paint::Ink2, 2.5));
    out.extend(ruler.figures);
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Lon,
    Lat,
}

struct Ruler<'a> {
    view: &'a View,
    ticks: Path,
    bars: Path,
    figures: Vec<Mark>,
}

impl Ruler<'_> {
    /// Ticks, bars and figures of both sides of an axis.
    fn side(&mut self, axis: Axis) {
        let (w, h) = (self.view.width, self.view.height);
        let length = if axis == Axis::Lon { w } else { h };
        let (from, to) = self.span(axis);
        let (half, step) = steps(self.view.zoom);
        // Counted in whole half-steps, so that no rounding decides what is even.
        let mut n = (from / step).ceil();
        while n * step <= to {
            let here = self.place(axis, n * step);
            let next = self.place(axis, (n + 1.0) * step);
            let even = n.rem_euclid(2.0) == 0.0;
            if even {
                let span = (clamp(here, length), clamp(next, length));
                if (span.0 - span.1).abs() > 0.5 {
                    self.bar(axis, span.0, span.1);
                }
            }
            if here > BORDER + 2.0 && here < length - BORDER - 2.0 {
                let figure = even && here > CORNER && here < length - CORNER;
                self.tick(axis, here, !figure);
                if figure {
                    self.figure(axis, here, degrees(n * step, half));
                }
            }
            n += 1.0;
        }
    }

    /// The minutes of arc at both ends of an axis, one bar more at the start.
    fn span(&self, axis: Axis) -> (f64, f64) {
        let (w, h) = (self.view.width, self.view.height);
        let corner = |x, y| LonLat::from(self.view.world(Px::new(x, y)));
        let (a, b) = (corner(0.0, h), corner(w, 0.0));
        let step = steps(self.view.zoom).1;
        match axis {
            Axis::Lon => (a.lon() * 60.0 - step, b.lon() * 60.0),
            Axis::Lat => (a.lat() * 60.0 - step, b.lat() * 60.0),
        }
    }

    /// Where a minute lies along its axis.
    fn place(&self, axis: Axis, minutes: f64) -> f64 {
        let world = |lon, lat| self.view.px(World::from(LonLat::clamped(lon, lat)));
        match axis {
            Axis::Lon => world(minutes / 60.0, 0.0).x,
            Axis::Lat => world(0.0, minutes / 60.0).y,
        }
    }

    fn tick(&mut self, axis: Axis, at: f64, both: bool) {
        let (w, h) = (self.view.width, self.view.height);
        let sides = match axis {
            Axis::Lon => [((at, 3.5), (at, 8.5)), ((at, h - 3.5), (at, h - 8.5))],
            Axis::Lat => [((3.5, at), (8.5, at)), ((w - 3.5, at), (w - 8.5, at))],
        };
        // Where a figure stands on the first side, the tick is left to the other.
        self.ticks.0.extend(sides[usize::from(!both)..].iter().map(|&(a, b)| segment(a, b)));
    }

    fn bar(&mut self, axis: Axis, a: f64, b: f64) {
        let (w, h, edge) = (self.view.width, self.view.height, BORDER - 1.5);
        self.bars.0.extend(match axis {
            Axis::Lon => [segment((a, edge), (b, edge)), segment((a, h - edge), (b, h - edge))],
            Axis::Lat => [segment((edge, a), (edge, b)), segment((w - edge, a), (w - edge, b))],
        });
    }

    fn figure(&mut self, axis: Axis, at: f64, text: String) {
        let (at, angle) = match axis {
            Axis::Lon => (Px::new(at, 9.4), 0.0),
            Axis::Lat => (Px::new(9.4, at), -90.0),
        };
        self.figures.push(Mark::Text(Text {
            text,
            at,
            angle,
            skew: 0.0,
            size: 10.0,
            font: Font::Sans,
            weight: 500,
            paint: Paint::Ink3,
            halo: None,
            align: Align::Middle,
        }));
    }
}

/// Whether half minutes are told, and minutes of arc from tick to tick at a zoom.
fn steps(zoom: f64) -> (bool, f64) {
    match zoom {
        z if z > 15.0 => (true, 0.5),
        z if z > 12.0 => (false, 1.0),
        z if z > 10.0 => (false, 5.0),
        z if z > 8.0 => (false, 15.0),
        _ => (false, 60.0),
    }
}

/// Minutes of arc as degrees and minutes.
#[allow(clippy::cast_possible_truncation)] // At most 180 × 60 × 2.
fn degrees(minutes: f64, half: bool) -> String {
    let halves = (minutes.abs() * 2.0).round() as i64;
    let (whole, rest) = (halves / 120, halves % 120);
    let sign = if minutes < 0.0 { "-" } else { "" };
    let tail = if half && rest % 2 == 1 { ".5" } else { "" };
    format!("{sign}{whole}°{:02}{tail}′", rest / 2)
}

fn clamp(v: f64, length: f64) -> f64 {
    v.clamp(BORDER, length - BORDER)
}

fn segment(a: (f64, f64), b: (f64, f64)) -> Sub {
    let points = [a, b].map(|(x, y)| narrow(Px::new(x, y))).to_vec();
    Sub { points, closed: false, cubic: false }
}

fn stroke(path: Path, paint: Paint, width: f32) -> Mark {
    Mark::Stroke { path, paint, alpha: 1.0, width, dash: &[], dash_from: 0.0, round: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(zoom: f64) -> Vec<(String, Px)> {
        let centre = LonLat::clamped(113.684, 34.7815).into();
        let marks = neat_line(&View::whole(centre, zoom, 1060.0, 836.0));
        let text = |m| match m {
            Mark::Text(t) => Some((t.text, t.at)),
            _ => None,
        };
        marks.into_iter().filter_map(text).collect()
    }

    #[test]
    fn numbers_every_second_minute() {
        let all: Vec<_> = figures(13.3).into_iter().map(|f| f.0).collect();
        assert_eq!(
            all,
            ["113°38′", "113°40′", "113°42′", "113°44′", "34°46′", "34°48′"],
            "as the drawing rules show"
        );
        assert!(figures(15.05).iter().any(|f| f.0 == "113°41′"));
        assert!(neat_line(&View::whole(World { x: 0.0, y: 0.0 }, 13.0, 40.0, 40.0)).is_empty());
    }

    #[test]
    fn a_figure_stands_at_its_minute() {
        let view = View::whole(LonLat::clamped(113.684, 34.7815).into(), 13.3, 1060.0, 836.0);
        let (text, at) = figures(13.3).swap_remove(1);
        assert_eq!(text, "113°40′");
        let lon = LonLat::from(view.world(at)).lon();
        assert!((lon - (113.0 + 40.0 / 60.0)).abs() < 1e-9);
    }

    #[test]
    fn writes_degrees() {
        assert_eq!(degrees(113.0 * 60.0 + 9.0, false), "113°09′");
        assert_eq!(degrees(34.0 * 60.0 + 46.5, true), "34°46.5′");
        assert_eq!(degrees(-30.0, false), "-0°30′");
    }
}
