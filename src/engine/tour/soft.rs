//! Routes whose demands cannot all be kept, or with stops pinned to places inside: the least misplaced,
//! then the least late, then the shortest, by moving and swapping customers and small kicks.

use super::model::Model;
use super::problem::Pin;
use super::rng::Rng;
use super::schedule::{lateness, misplaced, travel};

/// What is compared: customers not at their pins, lateness, travel.
type Cost = (i64, i64, i64);

/// A search that can be stopped and continued.
pub(super) struct Soft {
    model: Model,
    routes: Vec<Vec<usize>>,
    costs: Vec<Cost>,
    best: Vec<Vec<usize>>,
    best_cost: Cost,
    rng: Rng,
}

impl Soft {
    /// Starts from routes and puts further customers in where they do least harm.
    pub fn new(model: &Model, routes: &[Vec<usize>], further: &[usize], seed: u64) -> Self {
        let routes: Vec<Vec<usize>> = routes.iter().map(|r| arrange(model, r)).collect();
        let mut soft = Self {
            costs: Vec::new(),
            best: Vec::new(),
            best_cost: (0, 0, 0),
            rng: Rng::new(seed),
            model: model.clone(),
            routes,
        };
        soft.recount();
        for &c in further {
            let places = (0..soft.routes.len())
                .flat_map(|r| (0..=soft.routes[r].len()).map(move |i| (r, i)));
            let cheapest = places.min_by_key(|&(r, i)| {
                let mut order = soft.routes[r].clone();
                order.insert(i, c);
                less(soft.cost(r, &arrange(model, &order)), soft.costs[r])
            });
            if let Some((r, i)) = cheapest {
                let mut order = soft.routes[r].clone();
                order.insert(i, c);
                soft.set(r, arrange(model, &order));
            }
        }
        soft.descend();
        soft.keep();
        soft
    }

    /// Tries so many kicks.
    pub fn kicks(&mut self, count: u32) {
        for _ in 0..count {
            let used: Vec<usize> =
                (0..self.routes.len()).filter(|&r| self.routes[r].len() > 1).collect();
            if used.is_empty() {
                return;
            }
            for _ in 0..3 {
                let r = used[self.rng.below(used.len())];
                let n = self.routes[r].len();
                if n > 1 {
                    let mut order = self.routes[r].clone();
                    let c = order.remove(self.rng.below(n));
                    order.insert(self.rng.below(n), c);
                    self.set(r, arrange(&self.model, &order));
                }
            }
            self.descend();
            if self.total() <= self.best_cost {
                self.keep();
            } else {
                self.routes.clone_from(&self.best);
                self.recount();
            }
        }
    }

    /// The best routes so far.
    pub fn best(&self) -> Vec<Vec<usize>> {
        self.best.clone()
    }

    fn cost(&self, r: usize, order: &[usize]) -> Cost {
        #[allow(clippy::cast_possible_wrap)] // at most a thousand
        let wrong = misplaced(&self.model, order) as i64;
        let run = self.model.runs[r];
        (wrong, lateness(&self.model, run, order), i64::from(travel(&self.model, order)))
    }

    fn set(&mut self, r: usize, order: Vec<usize>) {
        self.costs[r] = self.cost(r, &order);
        self.routes[r] = order;
    }

    fn recount(&mut self) {
        self.costs = (0..self.routes.len()).map(|r| self.cost(r, &self.routes[r])).collect();
    }

    fn total(&self) -> Cost {
        self.costs.iter().fold((0, 0, 0), |sum, c| more(sum, *c))
    }

    fn keep(&mut self) {
        self.best.clone_from(&self.routes);
        self.best_cost = self.total();
    }

    /// Moves and swaps until none helps.
    fn descend(&mut self) {
        while self.improve() {}
    }

    /// The first move, swap or turn that helps.
    fn improve(&mut self) -> bool {
        let count = self.routes.len();
        for a in 0..count {
            for b in 0..count {
                for i in 0..self.routes[a].len() {
                    for j in 0..=self.routes[b].len() {
                        let done = if a == b {
                            self.within(a, i, j)
                        } else {
                            self.between((a, i), (b, j))
                        };
                        if done {
                            return true;
                        }
                    }
                }
            }
        }
        false
    }

    /// Tries to move, swap or turn within a route.
    fn within(&mut self, route: usize, from: usize, to: usize) -> bool {
        let old = &self.routes[route];
        if to >= old.len() || from == to {
            return false;
        }
        let mut moved = old.clone();
        let customer = moved.remove(from);
        moved.insert(to, customer);
        let mut orders = vec![moved];
        if from < to {
            let mut swapped = old.clone();
            swapped.swap(from, to);
            let mut turned = old.clone();
            turned[from..=to].reverse();
            orders.extend([swapped, turned]);
        }
        for order in orders {
            let order = arrange(&self.model, &order);
            let cost = self.cost(route, &order);
            if cost < self.costs[route] {
                self.costs[route] = cost;
                self.routes[route] = order;
                return true;
            }
        }
        false
    }

    /// Tries to move, swap or exchange between the places of two routes.
    fn between(&mut self, first: (usize, usize), second: (usize, usize)) -> bool {
        let ((a, from), (b, to)) = (first, second);
        let (x, y) = (&self.routes[a], &self.routes[b]);
        let mut tries = vec![(
            [&x[..from], &x[from + 1..]].concat(),
            [&y[..to], &x[from..=from], &y[to..]].concat(),
        )];
        if a < b && to < y.len() {
            let (mut one, mut other) = (x.clone(), y.clone());
            std::mem::swap(&mut one[from], &mut other[to]);
            tries.push((one, other));
            // The rests of both routes change places.
            tries.push(([&x[..from], &y[to..]].concat(), [&y[..to], &x[from..]].concat()));
        }
        let old = more(self.costs[a], self.costs[b]);
        for (one, other) in tries {
            let (one, other) = (arrange(&self.model, &one), arrange(&self.model, &other));
            if more(self.cost(a, &one), self.cost(b, &other)) < old {
                self.set(a, one);
                self.set(b, other);
                return true;
            }
        }
        false
    }
}

fn more(a: Cost, b: Cost) -> Cost {
    (a.0 + b.0, a.1 + b.1, a.2 + b.2)
}

fn less(a: Cost, b: Cost) -> Cost {
    (a.0 - b.0, a.1 - b.1, a.2 - b.2)
}

/// Brings pinned customers to their places; the others keep their order around them.
fn arrange(model: &Model, order: &[usize]) -> Vec<usize> {
    if order.iter().all(|&c| model.pin[c].is_none()) {
        return order.to_vec();
    }
    let n = order.len();
    let mut out: Vec<Option<usize>> = vec![None; n];
    let mut rest = Vec::with_capacity(n);
    for &c in order {
        let place = match model.pin[c] {
            Some(Pin::First) => Some(0),
            Some(Pin::Last) => Some(n - 1),
            // Beyond the end of a short route it comes as late as it can.
            Some(Pin::At(p)) => Some(p.saturating_sub(1).min(n - 1)),
            None => None,
        };
        match place {
            Some(i) if out[i].is_none() => out[i] = Some(c),
            _ => rest.push(c),
        }
    }
    let mut rest = rest.into_iter();
    out.into_iter().filter_map(|slot| slot.or_else(|| rest.next())).collect()
}
