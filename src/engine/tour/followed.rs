//! A tour followed in its own order: its times, what it cannot keep, and the lines of its legs.

use super::outing::Outing;
use super::plan::Plan;
use super::solver::evaluate;
use crate::domain::itinerary::{Itinerary, Spot};
use crate::domain::{LonLat, PlaceId};
use crate::engine::network::Network;

/// The way from one point of a route to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Where it runs.
    pub line: Vec<LonLat>,
    /// Whether it follows no street: a straight estimate.
    pub straight: bool,
    /// The streets it follows, in order; may be empty.
    pub streets: Vec<String>,
}

/// A tour with its times.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The tour's stop of each point of the problem that is a stop.
    pub stops: Vec<usize>,
    /// The problem, its points and legs.
    pub outing: Outing,
    /// The times.
    pub plan: Plan,
    /// Lines of each route of the plan.
    pub legs: Vec<Vec<Leg>>,
}

impl Followed {
    /// Follows a tour in its present order. Stops whose position is not known are left out; so is a start
    /// or end. `None` where nothing is left or the tour cannot be reckoned with.
    #[must_use]
    pub fn new(
        tour: &Itinerary,
        position: &dyn Fn(&PlaceId) -> Option<LonLat>,
        network: Option<&Network>,
    ) -> Option<Self> {
        let (known, stops) = known(tour, position);
        if stops.is_empty() {
            return None;
        }
        let outing = Outing::new(&known, position, network).ok()?;
        let plan = evaluate(&outing.problem, &known.by_route()).ok()?;
        Some(Self::of(stops, outing, plan, network))
    }

    /// The same tour by another plan of its problem.
    #[must_use]
    pub fn with(&self, plan: Plan, network: Option<&Network>) -> Self {
        Self::of(self.stops.clone(), self.outing.clone(), plan, network)
    }

    fn of(stops: Vec<usize>, outing: Outing, plan: Plan, network: Option<&Network>) -> Self {
        let route = |route: &super::plan::Route| {
            route.order.windows(2).map(|pair| outing.leg(pair[0], pair[1], network)).collect()
        };
        let legs = plan.routes.iter().map(route).collect();
        Self { stops, outing, plan, legs }
    }

    /// The tour's stop of a point; `None` for a start or end.
    #[must_use]
    pub fn stop_of(&self, point: usize) -> Option<usize> {
        self.stops.get(point).copied()
    }

    /// The routes of the plan as stops of the tour.
    #[must_use]
    pub fn routes(&self) -> Vec<Vec<usize>> {
        let stops =
            |r: &super::plan::Route| r.order.iter().filter_map(|&p| self.stop_of(p)).collect();
        self.plan.routes.iter().map(stops).collect()
    }

    /// Metres of all routes.
    #[must_use]
    pub fn metres(&self) -> u32 {
        self.plan.routes.iter().map(|r| self.outing.metres(r)).sum()
    }
}

/// The part of a tour that can be gone, and which stops of the whole its stops are.
fn known(
    tour: &Itinerary,
    position: &dyn Fn(&PlaceId) -> Option<LonLat>,
) -> (Itinerary, Vec<usize>) {
    let mut out = tour.clone();
    let there: Vec<bool> = tour.stops.iter().map(|s| position(&s.place).is_some()).collect();
    let stops: Vec<usize> = (0..there.len()).filter(|&i| there[i]).collect();
    out.stops = stops.iter().map(|&i| tour.stops[i].clone()).collect();
    let spot = |spot: &Spot| match spot {
        Spot::Place(id) => position(id).is_some(),
        Spot::At(_) => true,
    };
    out.start = out.start.filter(spot);
    out.end = out.end.filter(spot);
    (out, stops)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TourStop;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    #[test]
    fn follows_what_is_known_in_its_order() {
        let mut tour = Itinerary { start: Some(Spot::Place(id("lost"))), ..Itinerary::default() };
        tour.stops = ["c", "lost", "a"].map(|s| TourStop::new(id(s))).to_vec();
        let position = |place: &PlaceId| match place.as_str() {
            "a" => LonLat::new(113.66, 34.75).ok(),
            "c" => LonLat::new(113.67, 34.75).ok(),
            _ => None,
        };
        let followed = Followed::new(&tour, &position, None).expect("two stops");
        assert_eq!(followed.stops, [0, 2]);
        assert_eq!(followed.routes(), [vec![0, 2]]);
        assert_eq!(followed.legs[0].len(), 1);
        assert!(followed.legs[0][0].straight && followed.metres() > 900);
        assert_eq!(followed.plan.routes[0].arrive[0], 9 * 3600);
        tour.stops.truncate(0);
        assert!(Followed::new(&tour, &position, None).is_none());
    }
}
