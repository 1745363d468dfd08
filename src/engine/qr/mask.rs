//! The mask: of eight patterns the one that leaves the fewest shapes a reader could stumble over.

use super::Qr;
use super::matrix::Matrix;

/// The code with the mask of the lowest penalty.
pub fn masked(matrix: &Matrix) -> Qr {
    let mut best: Option<(usize, Qr)> = None;
    for mask in 0..8 {
        let mut m = matrix.clone();
        for y in 0..m.side {
            for x in 0..m.side {
                let at = y * m.side + x;
                m.dark[at] ^= !m.fixed[at] && flips(mask, x, y);
            }
        }
        m.format(mask);
        let qr = Qr { side: m.side, dark: m.dark };
        let penalty = penalty(&qr);
        if best.as_ref().is_none_or(|(least, _)| penalty < *least) {
            best = Some((penalty, qr));
        }
    }
    best.map_or(Qr { side: 0, dark: Vec::new() }, |(_, qr)| qr)
}

const fn flips(mask: usize, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (x / 3 + y / 2).is_multiple_of(2),
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
    }
}

/// The four penalties of the norm (7.8.3): runs, boxes, shapes like an eye, imbalance.
fn penalty(qr: &Qr) -> usize {
    let side = qr.side;
    let mut sum = 0;
    for line in 0..side {
        for upright in [false, true] {
            let at = |i: usize| if upright { qr.is_dark(line, i) } else { qr.is_dark(i, line) };
            sum += runs(side, at) + eyes(side, at);
        }
    }
    for y in 1..side {
        for x in 1..side {
            let c = qr.is_dark(x, y);
            if c == qr.is_dark(x - 1, y)
                && c == qr.is_dark(x, y - 1)
                && c == qr.is_dark(x - 1, y - 1)
            {
                sum += 3;
            }
        }
    }
    let dark = qr.dark.iter().filter(|d| **d).count();
    let off = (dark * 20).abs_diff(side * side * 10);
    sum + off.div_ceil(side * side).saturating_sub(1) * 10
}

/// Three for five equal modules in a row, one for each further.
fn runs(side: usize, at: impl Fn(usize) -> bool) -> usize {
    let (mut sum, mut run) = (0, 0);
    for i in 0..side {
        run = if i > 0 && at(i) == at(i - 1) { run + 1 } else { 1 };
        sum += match run {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
    }
    sum
}

/// Forty for dark-light-dark³-light-dark with four light modules on a side.
fn eyes(side: usize, at: impl Fn(usize) -> bool) -> usize {
    const EYE: [bool; 7] = [true, false, true, true, true, false, true];
    let light = |from: usize, to: usize| (from..to).all(|i| i >= side || !at(i));
    let mut sum = 0;
    for i in 0..side.saturating_sub(6) {
        if (0..7).all(|k| at(i + k) == EYE[k]) {
            // What lies outside the code is the light quiet zone.
            if light(i.saturating_sub(4), i) || light(i + 7, i + 11) {
                sum += 40;
            }
        }
    }
    sum
}
