//! Fewer points for the same course (Douglas and Peucker, 1973).

use super::schema::Grid;

/// The points of a line that keep it within a tolerance, in steps of the grid.
pub(super) fn simplify(line: &[Grid], tolerance: f64) -> Vec<Grid> {
    let [first, .., last] = *line else { return line.to_vec() };
    let far = |&(x, y): &Grid| {
        let (dx, dy) = (f64::from(last.0 - first.0), f64::from(last.1 - first.1));
        let (px, py) = (f64::from(x - first.0), f64::from(y - first.1));
        let length = dx.hypot(dy);
        // A ring's ends are one point: the distance from it then.
        if length > 0.0 { (dx * py - dy * px).abs() / length } else { px.hypot(py) }
    };
    let inner = &line[1..line.len() - 1];
    let farthest = inner.iter().map(far).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    match farthest {
        Some((i, distance)) if distance > tolerance => {
            let mut out = simplify(&line[..=i + 1], tolerance);
            out.pop();
            out.extend(simplify(&line[i + 1..], tolerance));
            out
        }
        _ => vec![first, last],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_corners_and_drops_what_is_straight() {
        let line = [(0, 0), (10, 1), (20, 0), (30, 40), (31, 80)];
        assert_eq!(simplify(&line, 2.0), [(0, 0), (20, 0), (30, 40), (31, 80)]);
        let ring = [(0, 0), (50, 0), (50, 50), (0, 0)];
        assert_eq!(simplify(&ring, 2.0), ring);
        assert_eq!(simplify(&line[..2], 2.0), line[..2]);
        assert!(simplify(&[], 2.0).is_empty());
    }
}
