//! Judges an answer by the raw data alone, with its own reading of dates and its own geometry.

use crate::support::Raw;
use redmap::bundle::told::Told;
use redmap::domain::Atlas;
use redmap::engine::quiz::{Answer, Ask, Quarter, Question};
use serde_json::Value;

/// What the data says of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
    /// The data does not tell: such an answer must not be offered.
    Open,
}

pub struct Oracle<'a> {
    pub raw: &'a Raw,
    pub told: &'a Told,
    pub atlas: &'a Atlas,
}

impl Oracle<'_> {
    fn place(&self, index: usize) -> &Value {
        &self.raw.places[self.atlas.places()[index].id.as_str()]
    }

    fn event(&self, index: usize) -> &Value {
        &self.raw.events[&self.told.events[index].id]
    }

    /// First and last day an event may mean, as `YYYYMMDD`.
    fn days(&self, event: usize) -> (i64, i64) {
        let date = self.event(event)["date"].as_str().expect("a date");
        let day = |text: &str, fill: [i64; 2]| {
            let mut parts = text.split('-').map(|p| p.parse::<i64>().expect("a number"));
            let year = parts.next().expect("a year");
            year * 10_000 + parts.next().unwrap_or(fill[0]) * 100 + parts.next().unwrap_or(fill[1])
        };
        let (a, b) = date.split_once('/').unwrap_or((date, date));
        (day(a, [1, 1]), day(b, [12, 31]))
    }

    /// Metres east and north of the meridian and parallel of Zhengzhou, and the accuracy.
    fn spot(&self, place: usize) -> (f64, f64, f64) {
        let value = self.place(place);
        let at = &value["geometry"]["coordinates"];
        let (lon, lat) = (at[0].as_f64().expect("lon"), at[1].as_f64().expect("lat"));
        let within = value["properties"]["accuracy_m"].as_f64().expect("a known accuracy");
        assert!(within < 900.0, "a place without a marker is asked for");
        let metres = 6_371_008.8_f64.to_radians();
        ((lon - 113.65) * metres * 34.77_f64.to_radians().cos(), (lat - 34.77) * metres, within)
    }

    /// Least and greatest distance two places may have.
    fn apart(&self, a: usize, b: usize) -> (f64, f64) {
        let (a, b) = (self.spot(a), self.spot(b));
        let d = (a.0 - b.0).hypot(a.1 - b.1);
        ((d - a.2 - b.2).max(0.0), d + a.2 + b.2)
    }

    /// The verdict on one answer of a question.
    #[allow(clippy::many_single_char_names)] // a, b are two of a kind; x, y two axes
    pub fn verdict(&self, q: &Question, answer: Answer) -> Verdict {
        use Verdict::{Open, Right, Wrong};
        let when = |right: bool, wrong: bool| match (right, wrong) {
            (true, false) => Right,
            (false, true) => Wrong,
            _ => Open,
        };
        let others = q.answers.iter().filter(|a| **a != answer);
        match (q.ask, answer) {
            (Ask::Item(i), Answer::Item(a)) => {
                let right = self.raw.items[&self.told.items[i].id]["right"].as_u64();
                when(right == Some(a as u64), right != Some(a as u64))
            }
            (Ask::First | Ask::Last, Answer::Event(e)) => {
                let sign = if q.ask == Ask::First { 1 } else { -1 };
                let (mut right, mut wrong) = (true, false);
                for other in others {
                    let Answer::Event(o) = *other else { return Open };
                    let (a, b) = (self.days(e), self.days(o));
                    let (before, after) = (a.1 < b.0, b.1 < a.0);
                    right &= if sign > 0 { before } else { after };
                    wrong |= if sign > 0 { after } else { before };
                }
                when(right, wrong)
            }
            (Ask::YearOf(e), Answer::Year(year)) => {
                let (from, to) = self.days(e);
                let year = i64::from(year);
                when(
                    from / 10_000 == year && to / 10_000 == year,
                    year < from / 10_000 || year > to / 10_000,
                )
            }
            (Ask::SameYear(e), Answer::Event(o)) => {
                let (a, b) = (self.days(e), self.days(o));
                assert_eq!(a.0 / 10_000, a.1 / 10_000, "the year of the question is not known");
                let year = a.0 / 10_000;
                when(
                    b.0 / 10_000 == year && b.1 / 10_000 == year && o != e,
                    b.0 / 10_000 > year || b.1 / 10_000 < year,
                )
            }
            (Ask::OnMap(p) | Ask::Marked(p), Answer::Place(a)) => {
                when(p == a, p != a && self.apart(p, a).0 > 200.0)
            }
            (Ask::Nearest(p), Answer::Place(a)) => {
                let own = self.apart(p, a);
                let (mut right, mut wrong) = (p != a, false);
                for other in others {
                    let Answer::Place(o) = *other else { return Open };
                    let far = self.apart(p, o);
                    right &= own.1 < far.0;
                    wrong |= far.1 < own.0;
                }
                when(right, wrong)
            }
            (Ask::Direction(to, from), Answer::Quarter(quarter)) => {
                let (a, b) = (self.spot(from), self.spot(to));
                let doubt = a.2 + b.2;
                let (east, north) = (b.0 - a.0, b.1 - a.1);
                let (x, y) = match quarter {
                    Quarter::NorthEast => (east, north),
                    Quarter::SouthEast => (east, -north),
                    Quarter::SouthWest => (-east, -north),
                    Quarter::NorthWest => (-east, north),
                };
                when(x > doubt && y > doubt, x < -doubt || y < -doubt)
            }
            (Ask::Outside, Answer::Place(p)) => {
                let properties = &self.place(p)["properties"];
                let (relation, district) =
                    (properties["relation"].as_str(), properties["district"].as_str());
                when(
                    relation == Some("neighbour") && district.is_some_and(|d| d != "金水区"),
                    relation == Some("inside") && district == Some("金水区"),
                )
            }
            _ => Open,
        }
    }
}
