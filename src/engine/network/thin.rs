//! Leaves out points of a line that lie within a tolerance of the rest (Douglas and Peucker, 1973).

use super::micro::{Flat, Micro};

/// The points of a line that must stay, its ends among them, so that none left out lies farther
/// than `metres` from the line.
pub fn thin(line: &[Micro], metres: f64) -> Vec<Micro> {
    let Some(&origin) = line.first() else { return Vec::new() };
    let flat = Flat::around(origin);
    let at: Vec<_> = line.iter().map(|&p| flat.metres(p)).collect();
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[line.len() - 1] = true;
    let mut open = vec![(0, line.len() - 1)];
    while let Some((a, b)) = open.pop() {
        let far = (a + 1..b).map(|i| (distance(at[i], at[a], at[b]), i));
        if let Some((far, i)) = far.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))
            && far > metres
        {
            keep[i] = true;
            open.extend([(a, i), (i, b)]);
        }
    }
    line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(&p, _)| p).collect()
}

fn distance(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let whole = dx * dx + dy * dy;
    let share = if whole > 0.0 {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / whole).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (p.0 - a.0 - dx * share).hypot(p.1 - a.1 - dy * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_corners_and_drops_what_lies_on_the_line() {
        let p = |x, y| Micro { x, y };
        let line = [p(0, 0), p(100, 1), p(200, 0), p(200, 200), p(200, 201)];
        assert_eq!(thin(&line, 1.0), [p(0, 0), p(200, 0), p(200, 201)]);
        assert_eq!(thin(&line[..1], 1.0), [p(0, 0)]);
        assert_eq!(thin(&[], 1.0), []);
        // A loop that comes back to its start keeps its far point.
        assert_eq!(thin(&[p(0, 0), p(500, 0), p(0, 0)], 1.0).len(), 3);
    }
}
