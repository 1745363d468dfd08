//! From an [`Itinerary`] to a [`Problem`] and back: places become points, times of day become seconds.

use super::followed::Leg;
use super::plan::{Plan, Route};
use super::problem::{NEVER, Objective, Pin, Problem, Shift, Stop, Ticks, Window};
use super::wire::{Writer, push_list};
use crate::domain::itinerary::{Clock, Itinerary, Spot, TourPin, TourStop, TravelMode};
use crate::domain::{LonLat, PlaceId};
use crate::engine::network::{Mode, Network, estimate};
use crate::json::decimal;
use crate::json::write::quoted;
use thiserror::Error;

/// A stop the plan cannot place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OutingError {
    /// No such place in the bundle, or one whose position is not known well enough to go there.
    #[error("the position of {0} is not known")]
    Nowhere(PlaceId),
}

/// Travel between the points of a tour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LegTable {
    points: usize,
    /// Seconds from row to column.
    pub seconds: Vec<u32>,
    /// Metres from row to column.
    pub metres: Vec<u32>,
    /// Whether the figures are estimates and must be called so.
    pub estimate: Vec<bool>,
}

impl LegTable {
    /// By the streets of a network, or straight where there is none. `speed` is in tenths of a km/h, instead
    /// of the usual pace of the mode.
    #[must_use]
    pub fn new(
        network: Option<&Network>,
        points: &[LonLat],
        mode: TravelMode,
        speed: Option<u16>,
    ) -> Self {
        let way = way(mode);
        let mut table = match network {
            Some(network) => {
                let matrix = network.matrix(points, way);
                let estimate = matrix.basis.iter().map(|b| b.is_estimate()).collect();
                Self {
                    points: points.len(),
                    seconds: matrix.seconds,
                    metres: matrix.metres,
                    estimate,
                }
            }
            None => Self::straight(points, way),
        };
        if let Some(speed) = speed.filter(|s| *s > 0) {
            let usual = u64::from(usual_speed(mode));
            for s in &mut table.seconds {
                let scaled = (u64::from(*s) * usual).div_ceil(u64::from(speed));
                *s = u32::try_from(scaled).unwrap_or(u32::MAX);
            }
        }
        table
    }

    fn straight(points: &[LonLat], mode: Mode) -> Self {
        let pairs = points.iter().flat_map(|a| points.iter().map(move |b| estimate(*a, *b, mode)));
        let (metres, seconds): (Vec<u32>, Vec<u32>) = pairs.unzip();
        Self { points: points.len(), estimate: vec![true; seconds.len()], seconds, metres }
    }

    /// Metres from one point to another.
    #[must_use]
    pub fn metres(&self, from: usize, to: usize) -> u32 {
        self.metres.get(from * self.points + to).copied().unwrap_or(0)
    }

    /// Seconds from one point to another.
    #[must_use]
    pub fn seconds(&self, from: usize, to: usize) -> u32 {
        self.seconds.get(from * self.points + to).copied().unwrap_or(0)
    }

    /// Whether a leg is an estimate.
    #[must_use]
    pub fn is_estimate(&self, from: usize, to: usize) -> bool {
        self.estimate.get(from * self.points + to).copied().unwrap_or(true)
    }
}

/// The network's word for a mode.
const fn way(mode: TravelMode) -> Mode {
    match mode {
        TravelMode::Walk => Mode::Walk,
        TravelMode::Bike => Mode::Bike,
        TravelMode::Drive => Mode::Drive,
    }
}

/// The usual speed of a mode in tenths of a km/h: what the network counts on an ordinary street.
#[must_use]
pub const fn usual_speed(mode: TravelMode) -> u16 {
    match mode {
        TravelMode::Walk => 45,
        TravelMode::Bike => 120,
        TravelMode::Drive => 240,
    }
}

/// A tour made ready for the solver.
#[derive(Debug, Clone)]
pub struct Outing {
    /// The points: the stops in their order, then start and end where they are given.
    pub points: Vec<LonLat>,
    /// Travel between the points.
    pub legs: LegTable,
    /// What the solver gets; times are seconds of the day.
    pub problem: Problem,
    names: Vec<Option<PlaceId>>,
    teams: usize,
    mode: TravelMode,
}

impl Outing {
    /// Makes a tour ready. `position` finds the places.
    ///
    /// # Errors
    /// When a place has no position.
    pub fn new(
        tour: &Itinerary,
        position: &dyn Fn(&PlaceId) -> Option<LonLat>,
        network: Option<&Network>,
    ) -> Result<Self, OutingError> {
        let find = |id: &PlaceId| position(id).ok_or_else(|| OutingError::Nowhere(id.clone()));
        let mut points = Vec::new();
        let mut names = Vec::new();
        for stop in &tour.stops {
            points.push(find(&stop.place)?);
            names.push(Some(stop.place.clone()));
        }
        let mut add = |spot: &Spot| -> Result<usize, OutingError> {
            points.push(match spot {
                Spot::Place(id) => find(id)?,
                Spot::At(at) => *at,
            });
            names.push(match spot {
                Spot::Place(id) => Some(id.clone()),
                Spot::At(_) => None,
            });
            Ok(points.len() - 1)
        };
        let start = tour.start.as_ref().map(&mut add).transpose()?;
        let end = match &tour.end {
            same if same.is_some() && *same == tour.start => start,
            other => other.as_ref().map(&mut add).transpose()?,
        };
        let legs = LegTable::new(network, &points, tour.mode, tour.speed);
        let problem = problem(tour, &legs, points.len(), start, end);
        let teams = usize::from(tour.teams.max(1));
        Ok(Self { points, legs, problem, names, teams, mode: tour.mode })
    }

    /// The day and the team of a route, from 0.
    #[must_use]
    pub fn shift(&self, route: usize) -> (usize, usize) {
        (route / self.teams, route % self.teams)
    }

    /// Metres of a route.
    #[must_use]
    pub fn metres(&self, route: &Route) -> u32 {
        route.order.windows(2).map(|leg| self.legs.metres(leg[0], leg[1])).sum()
    }

    /// The place of a point; `None` for a start or end that is only a position.
    #[must_use]
    pub fn place(&self, point: usize) -> Option<&PlaceId> {
        self.names.get(point).and_then(Option::as_ref)
    }

    /// The plan as JSON: stops by their ids (`start`, `end` where they are positions), times in seconds of
    /// the day.
    #[must_use]
    pub fn answer(&self, plan: &Plan) -> String {
        self.write(plan, &|_| String::new())
    }

    /// Like [`Self::answer`], and each route has `points`, the indices of its stops with start and end behind
    /// them, since two stops may be the same place, and `legs`: metres, seconds, whether it is an estimate, whether
    /// it is straight, its streets by name, and its line in degrees.
    #[must_use]
    pub fn answer_with_lines(&self, plan: &Plan, network: Option<&Network>) -> String {
        self.write(plan, &|route| self.lines(route, network))
    }

    fn write(&self, plan: &Plan, further: &dyn Fn(&Route) -> String) -> String {
        let name = |point: usize| match self.place(point) {
            Some(id) => quoted(id.as_str()),
            None if self.problem.start == Some(point) => quoted("start"),
            None => quoted("end"),
        };
        let writer = Writer {
            stop: &name,
            seconds: &|t| t.to_string(),
            leg: &|from, to| f64::from(self.legs.seconds(from, to)),
            more: &|index, route| self.more(index, route) + &further(route),
        };
        writer.plan(plan)
    }

    /// The way from one point to another.
    #[must_use]
    pub fn leg(&self, from: usize, to: usize, network: Option<&Network>) -> Leg {
        let (a, b) = (self.points[from], self.points[to]);
        let path = network.map(|n| n.path(a, b, way(self.mode)));
        let straight = path.as_ref().is_none_or(|p| p.basis.is_straight());
        let mut streets: Vec<String> = Vec::new();
        for step in path.iter().flat_map(|p| &p.steps) {
            if !step.street.is_empty() && streets.last() != Some(&step.street) {
                streets.push(step.street.clone());
            }
        }
        Leg { line: path.map_or_else(|| vec![a, b], |p| p.geometry), straight, streets }
    }

    fn lines(&self, route: &Route, network: Option<&Network>) -> String {
        let legs = route.order.windows(2).map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let Leg { line, straight, streets } = self.leg(from, to, network);
            let mut out = ["{\"metres\": ", &self.legs.metres(from, to).to_string()].concat();
            out.push_str(", \"seconds\": ");
            out.push_str(&self.legs.seconds(from, to).to_string());
            let word = |yes: bool| if yes { "true" } else { "false" };
            out.push_str(", \"estimate\": ");
            out.push_str(word(self.legs.is_estimate(from, to)));
            out.push_str(", \"straight\": ");
            out.push_str(word(straight));
            out.push_str(", \"streets\": ");
            push_list(&mut out, streets.iter().map(|s| quoted(s)));
            out.push_str(", \"line\": ");
            let degrees = |d: f64| decimal::fixed(d, 6);
            let pair = |p: &LonLat| ["[", &degrees(p.lon()), ", ", &degrees(p.lat()), "]"].concat();
            push_list(&mut out, line.iter().map(pair));
            out.push('}');
            out
        });
        let mut out = String::from(", \"points\": ");
        push_list(&mut out, route.order.iter().map(ToString::to_string));
        out.push_str(", \"legs\": ");
        push_list(&mut out, legs);
        out
    }

    fn more(&self, index: usize, route: &Route) -> String {
        let (day, team) = self.shift(index);
        let mut out = [", \"day\": ", &day.to_string(), ", \"team\": ", &team.to_string()].concat();
        out.push_str(", \"metres\": ");
        out.push_str(&self.metres(route).to_string());
        out.push_str(", \"estimate\": ");
        let guessed = route.order.windows(2).any(|l| self.legs.is_estimate(l[0], l[1]));
        out.push_str(if guessed { "true" } else { "false" });
        out.push_str(", \"times\": ");
        push_list(&mut out, route.arrive.iter().map(|t| quoted(&time_of_day(*t))));
        out
    }
}

/// `09:05`; a time after midnight counts on: `25:10`.
#[must_use]
pub fn time_of_day(seconds: Ticks) -> String {
    let minutes = seconds.max(0) / 60;
    let two = |n: i32| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
    [two(minutes / 60), two(minutes % 60)].join(":")
}

fn seconds(clock: Clock) -> Ticks {
    Ticks::from(clock.minutes()) * 60
}

/// When a visit may begin on a day, in seconds.
fn windows(stop: &TourStop) -> Vec<Window> {
    let of =
        |&(open, close): &(Clock, Clock)| Window { open: seconds(open), close: seconds(close) };
    stop.windows.spans().iter().map(of).collect()
}

fn problem(
    tour: &Itinerary,
    legs: &LegTable,
    points: usize,
    start: Option<usize>,
    end: Option<usize>,
) -> Problem {
    let days = usize::from(tour.days.max(1));
    let chooses = tour.stops.iter().any(|s| s.optional);
    let mut stops: Vec<Stop> = tour
        .stops
        .iter()
        .map(|stop| Stop {
            service: Ticks::from(stop.minutes) * 60,
            days: if stop.windows.is_any() { Vec::new() } else { vec![windows(stop); days] },
            score: if stop.optional { i64::from(stop.score) * 1000 } else { 0 },
            optional: stop.optional,
            pin: stop.pin.map(|pin| match pin {
                TourPin::First => Pin::First,
                TourPin::Last => Pin::Last,
                TourPin::At(place) => Pin::At(usize::from(place)),
            }),
        })
        .collect();
    stops.resize(points, Stop::plain(0));
    let shift =
        |day| Shift { day, depart: seconds(tour.depart), until: tour.until.map_or(NEVER, seconds) };
    let teams = usize::from(tour.teams.max(1));
    Problem {
        travel: legs.seconds.iter().map(|s| Ticks::try_from(*s).unwrap_or(NEVER)).collect(),
        stops,
        start,
        end,
        shifts: (0..days).flat_map(|day| vec![shift(day); teams]).collect(),
        objective: if chooses { Objective::Score } else { Objective::Shortest },
    }
}
