//! Thousands of small random problems.

use crate::brute::{audit, solve};
use crate::support::{Dice, random};
use redmap::engine::tour::{Effort, Objective, Problem, Solver};

fn compare(case: usize, p: &Problem) -> bool {
    let best = solve(p);
    // Proofs need no effort; a short repair shows as well what cannot be kept.
    let effort = Effort { kicks: 0, rounds: 0, repairs: 2 };
    let plan = Solver::new(p, effort).expect("a problem").finish();
    let routes = audit(p, &plan);
    if let Some((score, travel)) = best.kept {
        assert!(plan.optimal && plan.violations.is_empty(), "case {case}: {p:?}\n{plan:?}");
        let counted = if p.objective == Objective::Score { plan.score } else { 0 };
        assert_eq!((counted, plan.travel), (score, travel), "case {case}: {p:?}\n{routes:?}");
        return true;
    }
    assert!(!plan.optimal && !plan.violations.is_empty(), "case {case}: {p:?}\n{plan:?}");
    let nearest = plan.nearest.as_ref().expect("a nearest plan");
    audit(p, nearest);
    assert!(nearest.violations.is_empty());
    let kept = (0..p.stops.len()).filter(|c| {
        !p.stops[*c].optional
            && nearest.routes.iter().any(|r| r.order.contains(c))
            && p.start != Some(*c)
            && p.end != Some(*c)
    });
    assert_eq!(kept.count(), best.most_required, "case {case}: {p:?}\n{nearest:?}");
    false
}

#[test]
fn one_route_is_as_enumeration_says() {
    let mut dice = Dice(1);
    let feasible = (0..2500).filter(|&i| compare(i, &random(&mut dice, 7, 1))).count();
    // Both kinds must be many, or the test tells nothing.
    assert!((600..2200).contains(&feasible), "{feasible}");
}

#[test]
fn several_routes_are_as_enumeration_says() {
    let mut dice = Dice(2);
    let two = (0..1000).filter(|&i| compare(i, &random(&mut dice, 6, 2))).count();
    let three = (0..400).filter(|&i| compare(i, &random(&mut dice, 5, 3))).count();
    assert!(two > 250 && three > 100, "{two} {three}");
}
