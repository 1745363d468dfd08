//! A problem as a matrix in JSON, and its plan as JSON.
//!
//! Request: `{"seconds": [[…]], "stops": [{"service", "open", "close", "score", "optional", "pinned"}],
//! "start": 0, "end": 0, "depart", "until", "teams": 1, "objective": "shortest|score"}`, all but `seconds`
//! optional. `stops` belong to the rows of the matrix, or to the rows without start and end where there are
//! only as many. Numbers may have decimals; the solver counts in whole thousandths of a second at the finest.

use super::plan::{Plan, Route, Violation};
use super::problem::{NEVER, Objective, Pin, Problem, ProblemError, Shift, Stop, Ticks, Window};
use crate::json::{Fault, Members, Raw, decimal, list, number, text};
use thiserror::Error;

/// Why a request cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RequestError {
    /// The text is no JSON.
    #[error("not JSON at byte {0}")]
    Json(usize),
    /// A member is missing, or not what it should be.
    #[error("{0} is missing or not what it should be")]
    Member(String),
    /// The numbers do not make a problem.
    #[error(transparent)]
    Problem(#[from] ProblemError),
}

impl From<Fault> for RequestError {
    fn from(fault: Fault) -> Self {
        Self::Json(fault.offset)
    }
}

/// A matrix request taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRequest {
    /// The problem, in whole ticks.
    pub problem: Problem,
    /// Ticks in a second: 1, 10, 100 or 1000.
    pub scale: f64,
    /// The travel times as they were written.
    seconds: Vec<f64>,
}

/// A request before its numbers are counted in ticks.
struct Numbers {
    seconds: Vec<f64>,
    stops: Vec<RawStop>,
    start: Option<usize>,
    end: Option<usize>,
    depart: f64,
    until: f64,
    teams: usize,
    objective: Objective,
}

#[derive(Clone)]
struct RawStop {
    service: f64,
    open: f64,
    close: f64,
    score: Option<f64>,
    optional: Option<bool>,
    pin: Option<Pin>,
}

impl RawStop {
    const PLAIN: Self = Self {
        service: 0.0,
        open: 0.0,
        close: f64::INFINITY,
        score: None,
        optional: None,
        pin: None,
    };
}

impl MatrixRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// When the text is no JSON, a member is not what it should be, or the numbers make no problem.
    pub fn parse(json: &str) -> Result<Self, RequestError> {
        let numbers = read(Raw::parse(json)?)?;
        let mut scale = numbers.scale();
        loop {
            let problem = numbers.problem(scale);
            match problem.check() {
                Ok(()) => return Ok(Self { problem, scale, seconds: numbers.seconds }),
                // Days are long in thousandths: a coarser count may hold them.
                Err(ProblemError::Overflow) if scale > 1.0 => scale /= 10.0,
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// The plan as JSON, in the request's own seconds.
    #[must_use]
    pub fn answer(&self, plan: &Plan) -> String {
        let mut out = String::new();
        self.write(plan, &mut out);
        out
    }

    fn write(&self, plan: &Plan, out: &mut String) {
        out.push_str("{\"routes\": [");
        let mut total = 0.0;
        for (i, route) in plan.routes.iter().enumerate() {
            out.push_str(if i > 0 { ", " } else { "" });
            total += self.write_route(route, out);
        }
        out.push_str("], \"travel\": ");
        out.push_str(&decimal::short(total, 3));
        out.push_str(", \"score\": ");
        #[allow(clippy::cast_precision_loss)] // scores in thousandths, far below 2^53
        out.push_str(&decimal::short(plan.score as f64 / 1000.0, 3));
        out.push_str(", \"skipped\": ");
        push_list(out, plan.skipped.iter().map(ToString::to_string));
        out.push_str(", \"optimal\": ");
        out.push_str(if plan.optimal { "true" } else { "false" });
        out.push_str(", \"violations\": ");
        push_list(out, plan.violations.iter().map(|v| self.violation(*v)));
        if let Some(nearest) = &plan.nearest {
            out.push_str(", \"nearest\": ");
            self.write(nearest, out);
        }
        out.push('}');
    }

    fn write_route(&self, route: &Route, out: &mut String) -> f64 {
        let n = self.problem.stops.len();
        let travel: f64 = route.order.windows(2).map(|leg| self.seconds[leg[0] * n + leg[1]]).sum();
        out.push_str("{\"order\": ");
        push_list(out, route.order.iter().map(ToString::to_string));
        out.push_str(", \"arrive\": ");
        push_list(out, route.arrive.iter().map(|t| self.seconds(*t)));
        out.push_str(", \"wait\": ");
        push_list(out, route.wait.iter().map(|t| self.seconds(*t)));
        out.push_str(", \"travel\": ");
        out.push_str(&decimal::short(travel, 3));
        out.push('}');
        travel
    }

    fn seconds(&self, ticks: Ticks) -> String {
        decimal::short(f64::from(ticks) / self.scale, 3)
    }

    fn violation(&self, violation: Violation) -> String {
        let (kind, route, stop, by) = match violation {
            Violation::Late { route, stop, by } => ("late", route, Some(stop), Some(by)),
            Violation::Closed { route, stop } => ("closed", route, Some(stop), None),
            Violation::Overtime { route, by } => ("overtime", route, None, Some(by)),
            Violation::Misplaced { route, stop } => ("misplaced", route, Some(stop), None),
        };
        let mut out = ["{\"kind\": \"", kind, "\", \"route\": ", &route.to_string()].concat();
        if let Some(stop) = stop {
            out.push_str(", \"stop\": ");
            out.push_str(&stop.to_string());
        }
        if let Some(by) = by {
            out.push_str(", \"by\": ");
            out.push_str(&self.seconds(by));
        }
        out.push('}');
        out
    }
}

fn push_list(out: &mut String, items: impl Iterator<Item = String>) {
    out.push('[');
    for (i, item) in items.enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        out.push_str(&item);
    }
    out.push(']');
}

fn bad(member: &str) -> RequestError {
    RequestError::Member(member.to_owned())
}

fn read(raw: Raw<'_>) -> Result<Numbers, RequestError> {
    let root = Members::of(raw).ok_or_else(|| bad("the request"))?;
    let rows = root.get("seconds").and_then(list).ok_or_else(|| bad("seconds"))?;
    let n = rows.len();
    if n > super::problem::MOST_STOPS {
        return Err(ProblemError::TooLarge.into());
    }
    let mut seconds = Vec::with_capacity(n * n);
    for row in rows {
        let row = list(row).ok_or_else(|| bad("seconds"))?;
        if row.len() != n {
            return Err(ProblemError::NotSquare.into());
        }
        for cell in row {
            seconds.push(number(cell).ok_or_else(|| bad("seconds"))?);
        }
    }
    let objective = match root.get("objective").and_then(text).as_deref() {
        None | Some("shortest") => Objective::Shortest,
        Some("score") => Objective::Score,
        Some(_) => return Err(bad("objective")),
    };
    let (start, end) = (index(&root, "start")?, index(&root, "end")?);
    let listed = match root.get("stops") {
        None => vec![RawStop::PLAIN; n],
        Some(raw) => {
            let items = list(raw).ok_or_else(|| bad("stops"))?;
            items.into_iter().map(stop).collect::<Result<Vec<_>, _>>()?
        }
    };
    let fixed = |i: usize| start == Some(i) || end == Some(i);
    let stops = if listed.len() == n {
        listed
    } else if listed.len() == (0..n).filter(|i| !fixed(*i)).count() {
        let mut rest = listed.into_iter();
        let of = |i| if fixed(i) { None } else { rest.next() };
        (0..n).map(of).map(|s| s.unwrap_or(RawStop::PLAIN)).collect()
    } else {
        return Err(bad("stops"));
    };
    let teams = index(&root, "teams")?.unwrap_or(1);
    if teams > super::problem::MOST_SHIFTS {
        return Err(ProblemError::TooLarge.into());
    }
    Ok(Numbers {
        seconds,
        stops,
        start,
        end,
        depart: time(&root, "depart", 0.0)?,
        until: time(&root, "until", f64::INFINITY)?,
        teams,
        objective,
    })
}

fn stop(raw: Raw<'_>) -> Result<RawStop, RequestError> {
    let stop = Members::of(raw).ok_or_else(|| bad("stops"))?;
    let optional = match stop.get("optional").map(Raw::get) {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => return Err(bad("optional")),
    };
    let score = match stop.get("score") {
        None => None,
        Some(raw) => Some(number(raw).ok_or_else(|| bad("score"))?),
    };
    Ok(RawStop {
        service: time(&stop, "service", 0.0)?,
        open: time(&stop, "open", 0.0)?,
        close: time(&stop, "close", f64::INFINITY)?,
        score,
        optional,
        pin: pin(&stop)?,
    })
}

/// `"pinned"`: `"first"`, `"last"` or a place from 1, also as text.
///
/// # Errors
/// When it is something else.
pub(super) fn pin(stop: &Members<'_>) -> Result<Option<Pin>, RequestError> {
    let Some(raw) = stop.get("pinned") else { return Ok(None) };
    match text(raw).as_deref() {
        Some("first") => Ok(Some(Pin::First)),
        Some("last") => Ok(Some(Pin::Last)),
        Some(place) => match place.parse() {
            Ok(place) if place > 0 => Ok(Some(Pin::At(place))),
            _ => Err(bad("pinned")),
        },
        None => Err(bad("pinned")),
    }
}

fn time(of: &Members<'_>, key: &str, otherwise: f64) -> Result<f64, RequestError> {
    of.get(key).map_or(Ok(otherwise), |raw| number(raw).ok_or_else(|| bad(key)))
}

fn index(of: &Members<'_>, key: &str) -> Result<Option<usize>, RequestError> {
    let whole = |raw: Raw<'_>| raw.get().parse().map_err(|_| bad(key));
    of.get(key).map(whole).transpose()
}

impl Numbers {
    /// The coarsest count in which every time is whole.
    fn scale(&self) -> f64 {
        let times = || {
            let stops = self.stops.iter().flat_map(|s| [s.service, s.open, s.close]);
            let all = self.seconds.iter().copied().chain(stops);
            all.chain([self.depart, self.until]).filter(|t| t.is_finite())
        };
        let whole = |scale: f64| times().all(|t| (t * scale - (t * scale).round()).abs() < 1e-6);
        [1.0, 10.0, 100.0].into_iter().find(|s| whole(*s)).unwrap_or(1000.0)
    }

    fn problem(&self, scale: f64) -> Problem {
        // Rounded against oneself: what fits here fits in the numbers as they were written.
        let up = |t: f64| ticks((t * scale - 1e-6).ceil());
        let down = |t: f64| ticks((t * scale + 1e-6).floor());
        let stop = |s: &RawStop| Stop {
            service: up(s.service),
            days: if s.open <= 0.0 && s.close.is_infinite() {
                Vec::new()
            } else {
                vec![vec![Window { open: up(s.open), close: down(s.close) }]]
            },
            #[allow(clippy::cast_possible_truncation)] // saturates
            score: (s.score.unwrap_or(0.0) * 1000.0).round().clamp(-1e12, 1e12) as i64,
            // Who asks for the best score and names scores means stops to choose from.
            optional: s
                .optional
                .unwrap_or(self.objective == Objective::Score && s.score.is_some()),
            pin: s.pin,
        };
        let shift = Shift { day: 0, depart: up(self.depart), until: down(self.until) };
        Problem {
            travel: self.seconds.iter().map(|t| up(*t)).collect(),
            stops: self.stops.iter().map(stop).collect(),
            start: self.start,
            end: self.end,
            shifts: vec![shift; self.teams],
            objective: self.objective,
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // clamped
fn ticks(t: f64) -> Ticks {
    // Below zero stays below zero, so that it is refused.
    t.clamp(-1.0, f64::from(NEVER)) as Ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tour::{Effort, Solver};
    use proptest::prelude::*;

    fn solve(json: &str) -> String {
        let request = MatrixRequest::parse(json).expect("a request");
        let plan = Solver::new(&request.problem, Effort::quick(&request.problem)).expect("checked");
        request.answer(&plan.finish())
    }

    #[test]
    fn answers_in_the_words_of_the_contract() {
        let json = r#"{"seconds": [[0, 1.5, 4], [1.5, 0, 2], [4, 2, 0]], "start": 0, "end": 0,
            "stops": [{}, {"service": 10, "open": 5, "close": 6}, {"service": 1}]}"#;
        assert_eq!(
            solve(json),
            "{\"routes\": [{\"order\": [0, 1, 2, 0], \"arrive\": [0, 1.5, 17, 22], \
             \"wait\": [0, 3.5, 0, 0], \"travel\": 7.5}], \"travel\": 7.5, \"score\": 0, \
             \"skipped\": [], \"optimal\": true, \"violations\": []}"
        );
    }

    #[test]
    fn stops_may_leave_out_the_ends() {
        let json = r#"{"seconds": [[0, 2], [2, 0]], "start": 0, "end": 0, "objective": "score",
            "stops": [{"service": 3, "score": 7}], "until": 7}"#;
        let answer = solve(json);
        assert!(answer.contains("\"score\": 7,") && answer.contains("[0, 2, 7]"), "{answer}");
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        let json = r#"{"seconds": [[0, 2], [2, 0]], "start": 0, "end": 0,
            "stops": [{}, {"close": 0.5}], "until": 3.5}"#;
        let answer = solve(json);
        assert!(
            answer.contains(r#"{"kind": "late", "route": 0, "stop": 1, "by": 1.5}"#),
            "{answer}"
        );
        assert!(answer.contains(r#"{"kind": "overtime", "route": 0, "by": 0.5}"#), "{answer}");
        assert!(answer.contains("\"optimal\": false") && answer.contains("\"nearest\": {"));
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |json: &str| MatrixRequest::parse(json).expect_err("a fault").to_string();
        assert_eq!(error("{"), "not JSON at byte 1");
        assert_eq!(error("{}"), "seconds is missing or not what it should be");
        assert!(error(r#"{"seconds": [[0, 1], [2]]}"#).contains("matrix"));
        assert!(error(r#"{"seconds": [[0, -1], [2, 0]]}"#).contains("negative"));
        assert!(error(r#"{"seconds": [[0]], "start": 1}"#).contains("start or end 1"));
        assert!(error(r#"{"seconds": [[0]], "teams": 0}"#).contains("at least one route"));
        assert!(error(r#"{"seconds": [[0]], "stops": [{}, {}]}"#).starts_with("stops"));
        assert!(error(r#"{"seconds": [[0]], "stops": [{"pinned": 0}]}"#).starts_with("pinned"));
        assert!(
            error(r#"{"seconds": [[0]], "stops": [{"open": 5, "close": 4}]}"#).contains("stop 0")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = MatrixRequest::parse(&text);
        }

        #[test]
        fn any_numbers_are_planned_without_panic(
            cells in prop::collection::vec(-2.0_f64..1e7, 9),
            times in prop::collection::vec(-1.0_f64..1e12, 6),
        ) {
            let row = |i: usize| format!("[{}, {}, {}]", cells[3 * i], cells[3 * i + 1], cells[3 * i + 2]);
            let stop = |i: usize| format!("{{\"service\": {}, \"close\": {}}}", times[i] / 1e6, times[i + 1]);
            let json = format!(
                "{{\"seconds\": [{}, {}, {}], \"stops\": [{}, {}, {}], \"until\": {}}}",
                row(0), row(1), row(2), stop(0), stop(2), stop(4), times[5],
            );
            if let Ok(request) = MatrixRequest::parse(&json) {
                let effort = Effort::quick(&request.problem);
                let plan = Solver::new(&request.problem, effort).expect("checked").finish();
                let answer = request.answer(&plan);
                prop_assert!(Raw::parse(&answer).is_ok(), "{answer}");
            }
        }
    }
}
