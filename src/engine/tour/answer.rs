//! The worker's answer about a tour, read back into a [`Plan`]: the other side of `Outing::answer_with_lines`.

use super::plan::{Plan, Route, Violation};
use super::problem::Ticks;
use crate::domain::Itinerary;
use crate::json::{Members, Raw, list, number, text};

/// The plan of an answer about this tour; `None` where it is not one.
#[must_use]
pub fn plan(json: &[u8], tour: &Itinerary) -> Option<Plan> {
    read(Raw::parse(std::str::from_utf8(json).ok()?).ok()?, tour)
}

/// A route, and what its points are called.
struct Named {
    route: Route,
    ids: Vec<String>,
}

fn read(raw: Raw<'_>, tour: &Itinerary) -> Option<Plan> {
    let root = Members::of(raw)?;
    let routes: Option<Vec<Named>> = list(root.get("routes")?)?.into_iter().map(route).collect();
    let routes = routes?;
    let visited = |i: &usize| routes.iter().any(|r| r.route.order.contains(i));
    let mut skipped: Vec<usize> = (0..tour.stops.len()).filter(|i| !visited(i)).collect();
    // Stops that nobody asked for are no part of the plan: the engine names those it left out.
    let left: Option<Vec<String>> = list(root.get("skipped")?)?.into_iter().map(text).collect();
    let left = left?;
    skipped.retain(|i| left.iter().any(|id| tour.stops[*i].place.as_str() == id));
    let each = |key: &str| root.get(key).and_then(list).unwrap_or_default();
    let broken = each("violations").into_iter().map(|raw| violation(raw, &routes));
    let nearest = match root.get("nearest") {
        Some(raw) => Some(Box::new(read(raw, tour)?)),
        None => None,
    };
    #[allow(clippy::cast_possible_truncation)] // thousandths of a sum of scores, far below 2^53
    let score = (number(root.get("score")?)? * 1000.0).round() as i64;
    Some(Plan {
        travel: routes.iter().map(|r| i64::from(r.route.travel)).sum(),
        score,
        skipped,
        optimal: root.get("optimal").is_some_and(|raw| raw.get() == "true"),
        violations: broken.collect::<Option<Vec<Violation>>>()?,
        nearest,
        routes: routes.into_iter().map(|r| r.route).collect(),
    })
}

fn route(raw: Raw<'_>) -> Option<Named> {
    let members = Members::of(raw)?;
    let each = |key: &str| list(members.get(key)?);
    let times = |key: &str| each(key)?.into_iter().map(whole).collect::<Option<Vec<Ticks>>>();
    let point = |raw: Raw<'_>| usize::try_from(whole(raw)?).ok();
    let route = Route {
        order: each("points")?.into_iter().map(point).collect::<Option<Vec<usize>>>()?,
        arrive: times("arrive")?,
        wait: times("wait")?,
        travel: whole(members.get("travel")?)?,
    };
    let ids = each("order")?.into_iter().map(text).collect::<Option<Vec<String>>>()?;
    let length = route.order.len();
    let whole = [route.arrive.len(), route.wait.len(), ids.len()].iter().all(|n| *n == length);
    whole.then_some(Named { route, ids })
}

fn violation(raw: Raw<'_>, routes: &[Named]) -> Option<Violation> {
    let members = Members::of(raw)?;
    let route = usize::try_from(whole(members.get("route")?)?).ok()?;
    let by = || whole(members.get("by")?);
    let stop = || {
        let id = text(members.get("stop")?)?;
        let named = routes.get(route)?;
        named.ids.iter().position(|i| *i == id).map(|at| named.route.order[at])
    };
    Some(match text(members.get("kind")?)?.as_str() {
        "late" => Violation::Late { route, stop: stop()?, by: by()? },
        "closed" => Violation::Closed { route, stop: stop()? },
        "overtime" => Violation::Overtime { route, by: by()? },
        "misplaced" => Violation::Misplaced { route, stop: stop()? },
        _ => return None,
    })
}

/// A whole number: times of tours are whole seconds.
fn whole(raw: Raw<'_>) -> Option<Ticks> {
    raw.get().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Effort, Outing, Solver};
    use super::*;
    use crate::domain::itinerary::{Clock, Spot, TourPin, TourStop};
    use crate::domain::{LonLat, PlaceId, Windows};
    use proptest::prelude::*;

    /// `a` to `f` in a row, a hundredth of a degree apart.
    fn position(id: &PlaceId) -> Option<LonLat> {
        let east = f64::from(id.as_str().bytes().next()? - b'a');
        LonLat::new(113.66 + east / 100.0, 34.75).ok()
    }

    fn solve(tour: &Itinerary) -> (Plan, String) {
        let outing = Outing::new(tour, &position, None).expect("places");
        let effort = Effort::quick(&outing.problem);
        let plan = Solver::new(&outing.problem, effort).expect("a problem").finish();
        let answer = outing.answer_with_lines(&plan, None);
        (plan, answer)
    }

    fn stops() -> impl Strategy<Value = TourStop> {
        let id = prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
        let window =
            (400_u16..900, 0_u16..200).prop_map(|(a, b)| Clock::new(a).zip(Clock::new(a + b)));
        let windows = prop::collection::vec(window, 0..3)
            .prop_map(|all| all.into_iter().flatten().fold(Windows::ANY, |w, (a, b)| w.and(a, b)));
        let pin = prop_oneof![Just(TourPin::First), Just(TourPin::Last), Just(TourPin::At(2))];
        let optional = (any::<bool>(), 0_u16..9);
        (id, windows, optional, prop::option::weighted(0.2, pin)).prop_map(
            |(id, windows, (optional, score), pin)| TourStop {
                windows,
                optional,
                score,
                pin,
                ..TourStop::new(PlaceId::new(id).expect("an id"))
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn a_plan_comes_back_as_it_was(
            mut stops in prop::collection::vec(stops(), 0..5),
            teams in 1_u8..=2,
            start in any::<bool>(),
        ) {
            // A violation names its stop, so a place that stands in a tour twice is not told apart.
            let mut seen: Vec<PlaceId> = Vec::new();
            stops.retain(|s| !seen.contains(&s.place) && { seen.push(s.place.clone()); true });
            let spot = PlaceId::new("g").ok().filter(|_| start).map(Spot::Place);
            let until = Clock::new(15 * 60);
            let tour = Itinerary { stops, teams, start: spot.clone(), end: spot, until, ..Itinerary::default() };
            let (solved, answer) = solve(&tour);
            prop_assert_eq!(plan(answer.as_bytes(), &tour), Some(solved), "{}", answer);
        }

        #[test]
        fn a_damaged_answer_is_no_panic(at in 0_usize..2000, with in "\\PC{0,3}") {
            let ids = ["c", "a", "b"].map(|id| TourStop::new(PlaceId::new(id).expect("an id")));
            let tour = Itinerary { stops: ids.to_vec(), ..Itinerary::default() };
            let mut text = solve(&tour).1;
            let at = at % text.len();
            text.replace_range(at..=at, &with);
            let _ = plan(text.as_bytes(), &tour);
        }
    }
}
