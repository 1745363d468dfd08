//! Cutting lines and rings to a box, so that a canvas never strokes what nobody sees.

use super::rect::{Px, Rect};

/// A stretch of a line inside a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its points.
    pub points: Vec<Px>,
    /// How far along the whole line it starts, in pixels: dashes keep their place by it.
    pub from: f64,
    /// Its length in pixels.
    pub length: f64,
}

/// The stretches of a line inside a box, in order.
#[must_use]
pub fn line(points: &[Px], within: &Rect) -> Vec<Piece> {
    let (mut out, mut open): (Vec<Piece>, Option<Piece>) = (Vec::new(), None);
    let mut along = 0.0;
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let length = a.distance(b);
        if let Some((t0, t1)) = segment(a, b, within) {
            let piece = open.get_or_insert_with(|| Piece {
                points: vec![a.towards(b, t0)],
                from: along + length * t0,
                length: 0.0,
            });
            piece.points.push(a.towards(b, t1));
            piece.length += length * (t1 - t0);
            if t1 < 1.0 {
                out.extend(open.take());
            }
        } else {
            out.extend(open.take());
        }
        along += length;
    }
    out.extend(open);
    out
}

/// Where the stretch of a segment inside a box begins and ends (Liang and Barsky), as shares of it.
fn segment(a: Px, b: Px, r: &Rect) -> Option<(f64, f64)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    for (p, q) in [(-dx, a.x - r.x0), (dx, r.x1 - a.x), (-dy, a.y - r.y0), (dy, r.y1 - a.y)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            t0 = t0.max(q / p);
        } else {
            t1 = t1.min(q / p);
        }
    }
    (t0 < t1).then_some((t0, t1))
}

/// A coordinate of a point.
type Axis = fn(Px) -> f64;

/// The part of a ring inside a box (Sutherland and Hodgman); parts may join along the box's sides.
#[must_use]
pub fn ring(points: &[Px], within: &Rect) -> Vec<Px> {
    let mut now = points.to_vec();
    let sides: [(Axis, f64, f64); 4] = [
        (|p| p.x, within.x0, 1.0),
        (|p| p.x, within.x1, -1.0),
        (|p| p.y, within.y0, 1.0),
        (|p| p.y, within.y1, -1.0),
    ];
    for (axis, limit, sign) in sides {
        let depth = |p: Px| (axis(p) - limit) * sign;
        let mut next = Vec::with_capacity(now.len() + 8);
        for (i, &b) in now.iter().enumerate() {
            let a = now[if i == 0 { now.len() - 1 } else { i - 1 }];
            let (da, db) = (depth(a), depth(b));
            if (da >= 0.0) != (db >= 0.0) {
                next.push(a.towards(b, da / (da - db)));
            }
            if db >= 0.0 {
                next.push(b);
            }
        }
        now = next;
    }
    now
}

/// Whether a point lies inside a ring (even-odd).
#[must_use]
pub fn inside(ring: &[Px], p: Px) -> bool {
    let mut odd = false;
    for (i, b) in ring.iter().enumerate() {
        let a = ring[if i == 0 { ring.len() - 1 } else { i - 1 }];
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y) {
            odd = !odd;
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn px(points: &[(f64, f64)]) -> Vec<Px> {
        points.iter().map(|&(x, y)| Px::new(x, y)).collect()
    }

    #[test]
    fn a_line_that_leaves_comes_back_as_another_piece() {
        let pieces = line(&px(&[(-5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)]), &BOX);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].points, px(&[(0.0, 5.0), (10.0, 5.0)]));
        assert!((pieces[0].from - 5.0).abs() < 1e-9 && (pieces[0].length - 10.0).abs() < 1e-9);
        assert_eq!(pieces[1].points, px(&[(10.0, 8.0), (5.0, 8.0)]));
        assert!((pieces[1].from - 28.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_outside_gives_nothing() {
        assert!(line(&px(&[(-5.0, 20.0), (15.0, 20.0)]), &BOX).is_empty());
        assert!(line(&px(&[(11.0, -5.0), (30.0, 5.0)]), &BOX).is_empty());
        assert!(line(&[], &BOX).is_empty());
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let cut = ring(&px(&[(-9.0, -9.0), (19.0, -9.0), (19.0, 19.0), (-9.0, 19.0)]), &BOX);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|&p| BOX.has(p)));
        assert!(ring(&px(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)]), &BOX).is_empty());
    }

    #[test]
    fn knows_inside_from_outside() {
        let notch = px(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 5.0), (0.0, 10.0)]);
        assert!(inside(&notch, Px::new(5.0, 3.0)));
        assert!(!inside(&notch, Px::new(5.0, 8.0)));
        assert!(!inside(&[], Px::new(5.0, 8.0)));
    }
}
