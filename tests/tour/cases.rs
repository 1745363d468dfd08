//! Cases a planner meets.

use crate::brute::audit;
use crate::support::{Dice, random};
use redmap::engine::tour::{
    Effort, NEVER, Objective, Pin, Plan, Problem, ProblemError, Shift, Solver, Stop, Ticks,
    Violation, Window,
};

/// Stops on a line, a minute of 60 apart, start and end at the left; ten minutes at each.
fn line(n: i32) -> Problem {
    let travel = (0..n).flat_map(|a| (0..n).map(move |b| (a - b).abs() * 60)).collect();
    let mut stops = vec![Stop::plain(600); usize::try_from(n).unwrap()];
    stops[0].service = 0;
    Problem {
        travel,
        stops,
        start: Some(0),
        end: Some(0),
        shifts: vec![Shift { day: 0, depart: 0, until: NEVER }],
        objective: Objective::Shortest,
    }
}

fn plan(p: &Problem) -> Plan {
    // A fraction of the usual effort: these cases are easy, and tests run unoptimised.
    let effort = Effort { kicks: 2000, rounds: 4000, repairs: 5 };
    let plan = Solver::new(p, effort).expect("a problem").finish();
    audit(p, &plan);
    plan
}

fn only(open: Ticks, close: Ticks) -> Vec<Vec<Window>> {
    vec![vec![Window { open, close }]]
}

#[test]
fn goes_out_and_back() {
    let p = line(6);
    let plan = plan(&p);
    assert!(plan.optimal);
    assert_eq!(plan.travel, 600);
}

#[test]
fn waits_for_an_appointment_rather_than_drive_more() {
    let mut p = line(4);
    p.stops[1].days = only(7200, 7200);
    let plan = plan(&p);
    assert!(plan.optimal);
    assert_eq!(plan.travel, 360);
    assert!(plan.routes[0].wait.iter().any(|w| *w > 0));
}

#[test]
fn names_the_stop_that_breaks_the_day_and_by_how_much() {
    let mut p = line(4);
    // Three minutes away, but only open for the first two.
    p.stops[3].days = only(0, 120);
    let plan = plan(&p);
    assert!(!plan.optimal);
    assert_eq!(plan.violations, [Violation::Late { route: 0, stop: 3, by: 60 }]);
    let nearest = plan.nearest.expect("a nearest plan");
    assert_eq!(nearest.skipped, [3]);
    assert!(nearest.violations.is_empty());
}

#[test]
fn says_when_the_bus_is_missed() {
    let mut p = line(3);
    p.shifts[0].until = 1400;
    let plan = plan(&p);
    // Two visits of 600 and four minutes of 60 are 1440.
    assert_eq!(plan.violations, [Violation::Overtime { route: 0, by: 40 }]);
}

#[test]
fn two_pinned_first_cannot_both_be() {
    let mut p = line(4);
    p.stops[1].pin = Some(Pin::First);
    p.stops[2].pin = Some(Pin::First);
    let plan = plan(&p);
    assert!(matches!(plan.violations[..], [Violation::Misplaced { route: 0, .. }]), "{plan:?}");
}

#[test]
fn a_closed_day_is_said_to_be_closed() {
    let mut p = line(3);
    p.stops[2].days = vec![vec![]];
    let plan = plan(&p);
    assert_eq!(plan.violations, [Violation::Closed { route: 0, stop: 2 }]);
    assert_eq!(plan.nearest.expect("a nearest plan").skipped, [2]);
}

#[test]
fn two_days_share_what_is_closed_on_one() {
    let mut p = line(5);
    p.shifts =
        vec![Shift { day: 0, depart: 0, until: NEVER }, Shift { day: 1, depart: 0, until: NEVER }];
    p.stops[2].days = vec![vec![], vec![Window { open: 0, close: 9000 }]];
    p.stops[3].days = vec![vec![Window { open: 0, close: 9000 }]];
    let plan = plan(&p);
    assert!(plan.optimal);
    assert!(plan.routes[0].order.contains(&3) && plan.routes[1].order.contains(&2));
}

#[test]
fn above_the_proof_pins_windows_and_teams_are_kept() {
    let mut p = line(24);
    p.stops[7].pin = Some(Pin::First);
    p.stops[3].pin = Some(Pin::Last);
    let one = plan(&p);
    assert!(one.violations.is_empty() && !one.optimal);
    assert_eq!((one.routes[0].order[1], one.routes[0].order[23]), (7, 3));
    p.stops[9].pin = Some(Pin::At(5));
    let inside = plan(&p);
    assert!(inside.violations.is_empty(), "{:?}", inside.violations);
    assert_eq!(inside.routes[0].order[5], 9);

    let mut p = line(24);
    p.shifts = vec![Shift { day: 0, depart: 0, until: 11_000 }; 2];
    let two = plan(&p);
    assert!(two.violations.is_empty(), "{:?}", two.violations);
    // One alone would need 23 × 600 + 46 × 60 seconds.
    assert!(two.routes.iter().all(|r| !r.order.is_empty()));
}

#[test]
fn above_the_proof_the_impossible_is_named() {
    let mut p = line(24);
    p.stops[20].days = only(0, 600);
    let plan = plan(&p);
    assert_eq!(plan.violations.len(), 1);
    assert_eq!(plan.violations[0], Violation::Late { route: 0, stop: 20, by: 600 });
    assert_eq!(plan.nearest.expect("a nearest plan").skipped, [20]);
}

#[test]
fn the_same_problem_has_the_same_plan_however_it_is_cut_into_steps() {
    let mut dice = Dice(11);
    for shifts in [1, 2] {
        let mut p = random(&mut dice, 40, shifts);
        while p.stops.len() < 25 {
            p = random(&mut dice, 40, shifts);
        }
        let effort = Effort { kicks: 500, rounds: 500, repairs: 3 };
        let whole = Solver::new(&p, effort).expect("a problem").finish();
        let mut stepped = Solver::new(&p, effort).expect("a problem");
        let mut steps = 0;
        while !stepped.step(7).finished {
            audit(&p, &stepped.best());
            steps += 1;
        }
        assert!(steps > 10);
        assert_eq!(stepped.best(), whole);
    }
}

#[test]
fn a_broken_problem_is_refused() {
    let mut p = line(3);
    p.travel.pop();
    assert_eq!(Solver::new(&p, Effort::quick(&p)).err(), Some(ProblemError::NotSquare));
}
