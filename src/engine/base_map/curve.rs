//! A smooth curve through points: how a metro line runs between its stations.

use crate::domain::mercator::World;

/// How far the curve swings: the share of the chord of a station's neighbours that its handle is long.
const SWING: f64 = 0.14;

/// Straight steps between two stations; at the closest zoom a step bends by less than a pixel.
const STEPS: u32 = 16;

/// Catmull and Rom's curve through points, as straight steps.
#[must_use]
pub fn curve(points: &[World]) -> Vec<World> {
    let point = |i: usize| points[i.min(points.len() - 1)];
    let mut out: Vec<World> = points.first().copied().into_iter().collect();
    for i in 1..points.len() {
        let (from, to) = (point(i - 1), point(i));
        let (before, after) = (point(i.saturating_sub(2)), point(i + 1));
        let handles = [from, handle(from, before, to, SWING), handle(to, from, after, -SWING), to];
        out.extend((1..STEPS).map(|s| bezier(&handles, f64::from(s) / f64::from(STEPS))));
        out.push(to);
    }
    out
}

/// A handle of a point, along the chord of its neighbours.
fn handle(of: World, before: World, after: World, share: f64) -> World {
    World { x: of.x + (after.x - before.x) * share, y: of.y + (after.y - before.y) * share }
}

fn bezier(s: &[World; 4], t: f64) -> World {
    // De Casteljau: between the points between the points.
    let [first, second, third] = [0, 1, 2].map(|i| between(s[i], s[i + 1], t));
    between(between(first, second, t), between(second, third, t), t)
}

fn between(a: World, b: World, t: f64) -> World {
    World { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_through_its_points_without_a_corner() {
        let p = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)].map(|(x, y)| World { x, y });
        let all = curve(&p);
        assert_eq!(all.len(), 33);
        assert_eq!((all[0], all[16], all[32]), (p[0], p[1], p[2]));
        assert!((all[15].y - all[17].y).abs() < 1e-9, "the same on both sides of the top");
        assert!(all[15].y > 4.9, "and level there: {}", all[15].y);
        assert_eq!(curve(&p[..1]), [p[0]]);
        assert!(curve(&[]).is_empty());
    }
}
