//! Every plan of a small problem, one by one, judged by the words of the contract alone.

use redmap::engine::tour::{NEVER, Objective, Pin, Plan, Problem, Ticks, Violation};

/// The best plan's score and travel, and the most that can be kept where not all can.
#[derive(Debug, Default)]
pub struct Best {
    /// Of plans that keep all demands.
    pub kept: Option<(i64, i64)>,
    /// The most required stops in any plan without a violation.
    pub most_required: usize,
}

/// What a route costs, or `None` where it breaks a demand.
pub fn judge(p: &Problem, shift: usize, order: &[usize]) -> Option<i64> {
    if order.is_empty() {
        return Some(0);
    }
    let (mut time, mut travel) = (p.shifts[shift].depart, 0_i64);
    let day = p.shifts[shift].day;
    let mut at = p.start;
    if let Some(s) = p.start {
        let opens = p.stops[s].windows(day).iter().find(|w| w.close >= time).map_or(0, |w| w.open);
        time = time.max(opens) + p.stops[s].service;
    }
    for (i, &c) in order.iter().enumerate() {
        let leg = at.map_or(0, |a| p.travel(a, c));
        travel += i64::from(leg);
        let window = p.stops[c].windows(day).iter().find(|w| w.close >= time + leg)?;
        time = window.open.max(time + leg) + p.stops[c].service;
        let fits = match p.stops[c].pin {
            None => true,
            Some(Pin::First) => i == 0,
            Some(Pin::Last) => i + 1 == order.len(),
            Some(Pin::At(n)) => i + 1 == n,
        };
        if !fits {
            return None;
        }
        at = Some(c);
    }
    let mut until = p.shifts[shift].until;
    if let (Some(e), Some(a)) = (p.end, at) {
        let leg = p.travel(a, e);
        travel += i64::from(leg);
        time += leg;
        if p.start != Some(e) && until < NEVER {
            until -= p.stops[e].service;
        }
        until = until.min(p.stops[e].windows(day).last().map_or(NEVER, |w| w.close));
    }
    (time <= until).then_some(travel)
}

/// Goes through every plan.
pub fn solve(p: &Problem) -> Best {
    let free: Vec<usize> =
        (0..p.stops.len()).filter(|&i| p.start != Some(i) && p.end != Some(i)).collect();
    let mut best = Best::default();
    let mut search = Search {
        p,
        required: free.iter().filter(|&&c| !p.stops[c].optional).count(),
        best: &mut best,
    };
    search.go(0, &mut Vec::new(), 0, 0, 0, &free);
    best
}

struct Search<'a> {
    p: &'a Problem,
    required: usize,
    best: &'a mut Best,
}

impl Search<'_> {
    fn go(
        &mut self,
        shift: usize,
        order: &mut Vec<usize>,
        travel: i64,
        score: i64,
        required: usize,
        rest: &[usize],
    ) {
        // The route ends here …
        if let Some(own) = judge(self.p, shift, order) {
            let travel = travel + own;
            if shift + 1 < self.p.shifts.len() {
                self.go(shift + 1, &mut Vec::new(), travel, score, required, rest);
            } else {
                self.best.most_required = self.best.most_required.max(required);
                if required == self.required {
                    let counted = if self.p.objective == Objective::Score { score } else { 0 };
                    let key = |k: (i64, i64)| (-k.0, k.1);
                    let this = (counted, travel);
                    if self.best.kept.is_none_or(|b| key(this) < key(b)) {
                        self.best.kept = Some(this);
                    }
                }
            }
        }
        // … or goes on.
        for (i, &c) in rest.iter().enumerate() {
            let mut others = rest.to_vec();
            others.remove(i);
            order.push(c);
            let stop = &self.p.stops[c];
            self.go(
                shift,
                order,
                travel,
                score + stop.score,
                required + usize::from(!stop.optional),
                &others,
            );
            order.pop();
        }
    }
}

/// Checks that a plan says the truth about itself; the customers of each route.
pub fn audit(p: &Problem, plan: &Plan) -> Vec<Vec<usize>> {
    assert_eq!(plan.routes.len(), p.shifts.len());
    let mut seen = vec![0; p.stops.len()];
    let mut customers = Vec::new();
    let mut travel = 0;
    for (r, route) in plan.routes.iter().enumerate() {
        assert_eq!(route.order.len(), route.arrive.len());
        assert_eq!(route.order.len(), route.wait.len());
        let legs = route.order.windows(2).map(|w| i64::from(p.travel(w[0], w[1])));
        let own: i64 = legs.sum();
        assert_eq!(own, i64::from(route.travel));
        travel += own;
        if route.order.is_empty() {
            customers.push(Vec::new());
            continue;
        }
        let (mut from, mut to) = (0, route.order.len());
        if let Some(start) = p.start {
            assert_eq!(route.order[0], start);
            from = 1;
        }
        if let Some(end) = p.end {
            to -= 1;
            assert_eq!(route.order[to], end);
        }
        for i in 1..route.order.len() {
            let done = |i: usize| -> Ticks {
                route.arrive[i] + route.wait[i] + p.stops[route.order[i]].service
            };
            assert_eq!(route.arrive[i], done(i - 1) + p.travel(route.order[i - 1], route.order[i]));
        }
        let own = route.order[from..to].to_vec();
        for &c in &own {
            seen[c] += 1;
        }
        let clean = !plan.violations.iter().any(|v| match v {
            Violation::Late { route, .. }
            | Violation::Closed { route, .. }
            | Violation::Overtime { route, .. }
            | Violation::Misplaced { route, .. } => *route == r,
        });
        assert_eq!(judge(p, r, &own).is_some(), clean, "route {r} {own:?} {:?}", plan.violations);
        customers.push(own);
    }
    assert_eq!(travel, plan.travel);
    for (c, &times) in seen.iter().enumerate() {
        let fixed = p.start == Some(c) || p.end == Some(c);
        let skipped = plan.skipped.contains(&c);
        assert_eq!(times + usize::from(skipped), usize::from(!fixed), "stop {c}");
    }
    customers
}
