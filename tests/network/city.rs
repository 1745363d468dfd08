//! Cities made up for tests: a bent grid with one-way streets, footways, bridges and barriers.

use crate::plain::Numbers;
use redmap::engine::network::{Access, Class, Draft, Micro, Mode, Network, Way, build};

/// A grid of about `side` by `side` junctions, a hundred metres apart, with a tenth of its streets
/// missing, a fifth one-way and a tenth for walking alone.
pub fn draft(side: u32, seed: u64) -> Draft {
    let mut numbers = Numbers(seed);
    let mut draft = Draft::default();
    let place = |n: u32, jitter: u32| i32::try_from(n * 1_000 + jitter).unwrap_or(0);
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (numbers.below(300), numbers.below(300));
            draft
                .points
                .push(Micro { x: 113_600_000 + place(x, dx), y: 34_700_000 + place(y, dy) });
        }
    }
    for y in 0..side {
        for x in 0..side {
            let here = y * side + x;
            if x + 1 < side {
                street(&mut draft, &mut numbers, here, here + 1, format!("{y} Street"));
            }
            if y + 1 < side {
                street(&mut draft, &mut numbers, here, here + side, format!("{x} Avenue"));
            }
        }
    }
    for _ in 0..side {
        let pass = Access::NONE.with(Mode::Walk, true, true).with(Mode::Bike, true, true);
        draft.barriers.push((numbers.below(side * side), pass));
    }
    draft
}

fn street(draft: &mut Draft, numbers: &mut Numbers, a: u32, b: u32, name: String) {
    let walkers = Access::NONE.with(Mode::Walk, true, true);
    let (class, access) = match numbers.below(10) {
        0 => return,
        1 => (Class::Path, walkers),
        2 => (Class::Secondary, Access::ALL.with(Mode::Drive, true, false)),
        3 => {
            (Class::Minor, Access::ALL.with(Mode::Drive, false, true).with(Mode::Bike, false, true))
        }
        n => (Class::ALL[usize::try_from(n % 4).unwrap_or(0) + 1], Access::ALL),
    };
    // A bend half-way, so that edges have points of their own.
    let (p, q) = (draft.points[a as usize], draft.points[b as usize]);
    let (bend, next) = (i32::try_from(numbers.below(200)).unwrap_or(0), draft.points.len());
    draft
        .points
        .push(Micro { x: i32::midpoint(p.x, q.x) + bend, y: i32::midpoint(p.y, q.y) + bend });
    let points = vec![a, u32::try_from(next).unwrap_or(0), b];
    draft.ways.push(Way { name, class, access, points });
}

/// The network of such a city.
pub fn network(side: u32, seed: u64) -> Network {
    build(&draft(side, seed)).expect("a network").network
}
