//! Small random problems.

use redmap::engine::tour::{NEVER, Objective, Pin, Problem, Shift, Stop, Ticks, Window};

/// A generator of small whole numbers (an LCG, Knuth's constants).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: i32) -> i32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from((self.0 >> 33) % u64::try_from(n).unwrap()).unwrap()
    }

    pub fn one_in(&mut self, n: i32) -> bool {
        self.below(n) == 0
    }

    pub fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(i32::try_from(n).unwrap())).unwrap()
    }
}

/// A problem of up to `most` stops with a bit of everything.
pub fn random(dice: &mut Dice, most: usize, shifts: usize) -> Problem {
    let n = 2 + dice.index(most - 1);
    let metric = dice.one_in(2);
    let at: Vec<(i32, i32)> = (0..n).map(|_| (dice.below(40), dice.below(40))).collect();
    let mut travel = Vec::new();
    for a in 0..n {
        for b in 0..n {
            let apart = (at[a].0 - at[b].0).abs() + (at[a].1 - at[b].1).abs();
            // Half the matrices are of streets gone mad: one-way, and detours that are short cuts.
            travel.push(if a == b {
                0
            } else if metric {
                apart
            } else {
                dice.below(40)
            });
        }
    }
    let days = 1 + dice.index(shifts);
    let stops = (0..n).map(|_| stop(dice, days, n)).collect();
    let length = 20 * i32::try_from(n).unwrap();
    let until = if dice.one_in(2) { NEVER } else { length + dice.below(200) };
    let depart = dice.below(30);
    let shift = |i: usize| Shift { day: i % days, depart, until };
    let end = |dice: &mut Dice| if dice.one_in(4) { None } else { Some(dice.index(n)) };
    let start = end(dice);
    Problem {
        travel,
        stops,
        start,
        end: if dice.one_in(2) { start } else { end(dice) },
        shifts: (0..shifts).map(shift).collect(),
        objective: if dice.one_in(3) { Objective::Score } else { Objective::Shortest },
    }
}

fn stop(dice: &mut Dice, days: usize, n: usize) -> Stop {
    let mut stop = Stop::plain(dice.below(15));
    if dice.one_in(2) {
        stop.days = (0..days).map(|_| windows(dice)).collect();
    }
    stop.optional = dice.one_in(3);
    stop.score = i64::from(dice.below(5));
    stop.pin = match dice.below(12) {
        0 => Some(Pin::First),
        1 => Some(Pin::Last),
        2 => Some(Pin::At(1 + dice.index(n))),
        _ => None,
    };
    stop
}

fn windows(dice: &mut Dice) -> Vec<Window> {
    let mut at: Ticks = dice.below(100);
    let mut out = Vec::new();
    for _ in 0..=dice.index(2) {
        let close = at + dice.below(90);
        out.push(Window { open: at, close });
        at = close + 1 + dice.below(30);
    }
    if dice.one_in(15) { Vec::new() } else { out }
}
