//! The engine's answer about a tour, taken apart: who is where when, the lines of the legs, what cannot be
//! kept. The form is that of `redmap plan` (docs/tours.md) with `points` and `legs` in each route.

use crate::domain::{Itinerary, LonLat};
use crate::json::{Members, Raw, list, number, text};

/// From one stop to the next.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leg {
    /// Length in metres.
    pub metres: u32,
    /// Time on the way in seconds.
    pub seconds: u32,
    /// Whether these figures are an estimate and must be called so.
    pub estimate: bool,
    /// Whether the line is only straight: drawn dashed.
    pub straight: bool,
    /// Names of its streets in order.
    pub streets: Vec<String>,
    /// Its line, from door to door.
    pub line: Vec<LonLat>,
}

/// A point of a route. Times are seconds of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The stop by its index in the tour; start and end come behind the stops.
    pub point: usize,
    /// When it is reached.
    pub arrive: i32,
    /// Seconds until the visit begins.
    pub wait: i32,
}

/// One team's day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlannedRoute {
    /// The day, from 0.
    pub day: usize,
    /// The team, from 0.
    pub team: usize,
    /// Stops in order, start and end included; empty for a team that is not needed.
    pub visits: Vec<Visit>,
    /// The ways between them, one fewer than the visits.
    pub legs: Vec<Leg>,
    /// Metres on the way.
    pub metres: u32,
    /// Seconds on the way.
    pub travel: u32,
}

/// What is wrong with a demand that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// The visit begins after the stop's window, by these seconds.
    Late(i32),
    /// The stop is not open that day.
    Closed,
    /// The route ends too late, by these seconds.
    Overtime(i32),
    /// The stop is not where it is pinned to.
    Misplaced,
}

/// A demand that a plan does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// In which route.
    pub route: usize,
    /// Which stop, by its index in the tour; `None` for a whole route.
    pub stop: Option<usize>,
    /// What is wrong.
    pub what: Broken,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Planned {
    /// One route a team and day.
    pub routes: Vec<PlannedRoute>,
    /// Seconds on the way, of all routes.
    pub travel: u32,
    /// Stops left out, by their index in the tour.
    pub skipped: Vec<usize>,
    /// Whether no better plan exists, proved.
    pub optimal: bool,
    /// What could not be kept.
    pub conflicts: Vec<Conflict>,
    /// Where demands cannot all be kept: the plan that keeps all, with the fewest stops left out.
    pub nearest: Option<Box<Planned>>,
}

impl Planned {
    /// Reads an answer about this tour; `None` where it is not one.
    #[must_use]
    pub fn parse(json: &[u8], tour: &Itinerary) -> Option<Self> {
        read(Raw::parse(std::str::from_utf8(json).ok()?).ok()?, tour)
    }

    /// Metres on the way, of all routes.
    #[must_use]
    pub fn metres(&self) -> u32 {
        self.routes.iter().map(|r| r.metres).sum()
    }

    /// The stops of each route in order, without start and end, as [`Itinerary::take_routes`] takes them.
    #[must_use]
    pub fn orders(&self, tour: &Itinerary) -> Vec<Vec<usize>> {
        let stops = |r: &PlannedRoute| -> Vec<usize> {
            r.visits.iter().map(|v| v.point).filter(|p| *p < tour.stops.len()).collect()
        };
        self.routes.iter().map(stops).collect()
    }
}

fn read(raw: Raw<'_>, tour: &Itinerary) -> Option<Planned> {
    let root = Members::of(raw)?;
    let routes: Option<Vec<PlannedRoute>> =
        list(root.get("routes")?)?.into_iter().map(route).collect();
    let routes = routes?;
    let index = |raw: Raw<'_>| {
        let id = text(raw)?;
        tour.stops.iter().position(|s| s.place.as_str() == id)
    };
    let conflict = |raw: Raw<'_>| {
        let members = Members::of(raw)?;
        let by = || whole(members.get("by")?);
        let what = match text(members.get("kind")?)?.as_str() {
            "late" => Broken::Late(by()?),
            "closed" => Broken::Closed,
            "overtime" => Broken::Overtime(by()?),
            "misplaced" => Broken::Misplaced,
            _ => return None,
        };
        let route = usize::try_from(whole(members.get("route")?)?).ok()?;
        Some(Conflict { route, stop: members.get("stop").and_then(index), what })
    };
    let each = |key: &str| root.get(key).and_then(list).unwrap_or_default();
    let nearest = match root.get("nearest") {
        Some(raw) => Some(Box::new(read(raw, tour)?)),
        None => None,
    };
    Some(Planned {
        travel: routes.iter().map(|r| r.travel).sum(),
        routes,
        skipped: each("skipped").into_iter().filter_map(index).collect(),
        optimal: is(&root, "optimal"),
        conflicts: each("violations").into_iter().filter_map(conflict).collect(),
        nearest,
    })
}

fn route(raw: Raw<'_>) -> Option<PlannedRoute> {
    let members = Members::of(raw)?;
    let numbers = |key: &str| -> Option<Vec<i32>> {
        list(members.get(key)?)?.into_iter().map(whole).collect()
    };
    let (points, arrive, wait) = (numbers("points")?, numbers("arrive")?, numbers("wait")?);
    let visits = points.iter().zip(arrive).zip(wait).map(|((point, arrive), wait)| {
        Some(Visit { point: usize::try_from(*point).ok()?, arrive, wait })
    });
    let legs = list(members.get("legs")?)?.into_iter().map(leg);
    Some(PlannedRoute {
        day: usize::try_from(whole(members.get("day")?)?).ok()?,
        team: usize::try_from(whole(members.get("team")?)?).ok()?,
        visits: visits.collect::<Option<Vec<Visit>>>()?,
        legs: legs.collect::<Option<Vec<Leg>>>()?,
        metres: count(&members, "metres")?,
        travel: count(&members, "travel")?,
    })
}

fn leg(raw: Raw<'_>) -> Option<Leg> {
    let members = Members::of(raw)?;
    let degrees = |raw: Raw<'_>| match list(raw)?.as_slice() {
        [lon, lat] => LonLat::new(number(*lon)?, number(*lat)?).ok(),
        _ => None,
    };
    let line = list(members.get("line")?)?.into_iter().map(degrees);
    let streets = list(members.get("streets")?)?.into_iter().map(text);
    Some(Leg {
        metres: count(&members, "metres")?,
        seconds: count(&members, "seconds")?,
        estimate: is(&members, "estimate"),
        straight: is(&members, "straight"),
        streets: streets.collect::<Option<Vec<String>>>()?,
        line: line.collect::<Option<Vec<LonLat>>>()?,
    })
}

/// A whole number; the engine writes seconds and metres of tours without decimals.
fn whole(raw: Raw<'_>) -> Option<i32> {
    raw.get().parse().ok()
}

fn count(members: &Members<'_>, key: &str) -> Option<u32> {
    u32::try_from(whole(members.get(key)?)?).ok()
}

fn is(members: &Members<'_>, key: &str) -> bool {
    members.get(key).is_some_and(|raw| raw.get() == "true")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PlaceId;
    use crate::domain::itinerary::{Clock, Spot, TourStop};
    use crate::engine::tour::{Effort, Outing, Solver};
    use proptest::prelude::*;

    /// `a` to `d` along a street of the equator's length of a degree each hundredth.
    fn position(id: &PlaceId) -> Option<LonLat> {
        let east = f64::from(id.as_str().bytes().next()? - b'a');
        LonLat::new(113.66 + east / 100.0, 34.75).ok()
    }

    fn tour(ids: &[&str]) -> Itinerary {
        let stop = |id: &&str| TourStop::new(PlaceId::new(*id).expect("an id"));
        Itinerary { stops: ids.iter().map(stop).collect(), ..Itinerary::default() }
    }

    /// What the worker would answer.
    fn answer(tour: &Itinerary) -> String {
        let outing = Outing::new(tour, &position, None).expect("places");
        let effort = Effort::quick(&outing.problem);
        let plan = Solver::new(&outing.problem, effort).expect("a problem").finish();
        outing.answer_with_lines(&plan, None)
    }

    #[test]
    fn reads_what_the_engine_writes() {
        let mut tour = tour(&["c", "a", "b"]);
        tour.start = Some(Spot::Place(PlaceId::new("a").expect("an id")));
        let planned = Planned::parse(answer(&tour).as_bytes(), &tour).expect("an answer");
        assert_eq!(planned.orders(&tour), [[1, 2, 0]]);
        let route = &planned.routes[0];
        // The start is the same place as a stop and yet another point.
        assert_eq!(route.visits.iter().map(|v| v.point).collect::<Vec<_>>(), [3, 1, 2, 0]);
        assert_eq!(route.visits[1].arrive, 9 * 3600);
        assert_eq!(route.legs.len(), 3);
        assert_eq!(
            route.legs[1].line,
            [position(&tour.stops[1].place), position(&tour.stops[2].place)]
                .map(|p| p.expect("a position"))
        );
        assert!(
            route.legs[1].estimate && route.legs[1].straight && route.legs[1].streets.is_empty()
        );
        assert_eq!(route.metres, route.legs.iter().map(|l| l.metres).sum::<u32>());
        assert_eq!(planned.travel, route.legs.iter().map(|l| l.seconds).sum::<u32>());
        assert!(planned.optimal && planned.conflicts.is_empty() && planned.nearest.is_none());
    }

    #[test]
    fn reads_what_cannot_be_kept_and_the_nearest_plan() {
        let mut tour = tour(&["a", "b"]);
        let nine = Clock::parse("09:00").expect("a time");
        for stop in &mut tour.stops {
            stop.window = Some((nine, nine));
        }
        let planned = Planned::parse(answer(&tour).as_bytes(), &tour).expect("an answer");
        let [Conflict { route: 0, stop: Some(_), what: Broken::Late(by) }] = planned.conflicts[..]
        else {
            panic!("{:?}", planned.conflicts)
        };
        assert!(by > 1800, "{by}");
        let nearest = planned.nearest.expect("a plan");
        assert_eq!((nearest.skipped.len(), nearest.conflicts.len()), (1, 0));
    }

    proptest! {
        #[test]
        fn a_damaged_answer_is_none_and_no_panic(at in 0_usize..2000, with in "\\PC{0,3}") {
            let tour = tour(&["c", "a", "b"]);
            let mut text = answer(&tour);
            let at = at % text.len();
            text.replace_range(at..=at, &with);
            let _ = Planned::parse(text.as_bytes(), &tour);
        }
    }
}
