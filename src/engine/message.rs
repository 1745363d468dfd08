//! Messages between the page and the engine worker ([`super::desk`]).
//!
//! A message is a kind (1 byte), the number of its job (4 bytes, little-endian) and the rest:
//!
//! | to the worker | rest |
//! | --- | --- |
//! | 1 plan | a matrix request in JSON ([`crate::engine::tour::wire`]) |
//! | 2 stop | nothing; the best plan so far is the answer |
//! | 3 forget | nothing; no answer comes |
//! | 4 network | the file of a street network, for all tours to come; nothing: there is none |
//! | 5 follow | a tour as below; the answer is the plan of its present order |
//! | 6 better | a tour as below; the answer is the best plan |
//!
//! A tour is its code ([`crate::domain::tour_link`]), then a line for each place it names: id, tabulator,
//! longitude, tabulator, latitude.
//!
//! | from the worker | rest |
//! | --- | --- |
//! | 1 plan | the answer in JSON; for tours with the lines of their legs |
//! | 2 progress | rounds done and rounds in all, 4 bytes each |
//! | 3 error | words in English, for the console |

use crate::domain::{Itinerary, LonLat, PlaceId, Spot, tour_link};
use crate::json::decimal;

/// Plan a matrix; a plan.
pub const PLAN: u8 = 1;
/// Stop a job with what it has.
pub const STOP: u8 = 2;
/// Drop a job.
pub const FORGET: u8 = 3;
/// Take a street network.
pub const NETWORK: u8 = 4;
/// Follow a tour as it is.
pub const FOLLOW: u8 = 5;
/// Find the best order of a tour.
pub const BETTER: u8 = 6;
/// From the worker: how far a job has come.
pub const PROGRESS: u8 = 2;
/// From the worker: why a job cannot be done.
pub const ERROR: u8 = 3;

/// A message from its parts.
#[must_use]
pub fn seal(kind: u8, number: u32, rest: &[u8]) -> Vec<u8> {
    [&[kind][..], &number.to_le_bytes(), rest].concat()
}

/// The parts of a message.
#[must_use]
pub fn open(message: &[u8]) -> Option<(u8, u32, &[u8])> {
    let (head, rest) = message.split_at_checked(5)?;
    let number = u32::from_le_bytes(head[1..].try_into().ok()?);
    Some((head[0], number, rest))
}

/// Rounds done and rounds in all, of a progress.
#[must_use]
pub fn rounds(rest: &[u8]) -> Option<(u32, u32)> {
    let (done, total) = rest.split_at_checked(4)?;
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u32::from_le_bytes);
    Some((number(done)?, number(total)?))
}

/// A tour for [`FOLLOW`] and [`BETTER`]; `position` finds the places.
#[must_use]
pub fn tour(
    kind: u8,
    number: u32,
    tour: &Itinerary,
    position: &dyn Fn(&PlaceId) -> Option<LonLat>,
) -> Vec<u8> {
    // The worker has no use for the name, and a line break in it would break the message.
    let mut out = tour_link::encode(&Itinerary { name: String::new(), ..tour.clone() });
    let ends = [&tour.start, &tour.end].into_iter().flatten().filter_map(|spot| match spot {
        Spot::Place(id) => Some(id),
        Spot::At(_) => None,
    });
    for id in tour.stops.iter().map(|s| &s.place).chain(ends) {
        if let Some(at) = position(id) {
            let degrees = |d| decimal::fixed(d, 6);
            for part in ["\n", id.as_str(), "\t", &degrees(at.lon()), "\t", &degrees(at.lat())] {
                out.push_str(part);
            }
        }
    }
    seal(kind, number, out.as_bytes())
}

/// The code of a tour's message and its places.
pub(super) fn read_places(text: &str) -> (&str, Vec<(PlaceId, LonLat)>) {
    let mut lines = text.split('\n');
    let code = lines.next().unwrap_or_default();
    (code, lines.filter_map(place).collect())
}

fn place(line: &str) -> Option<(PlaceId, LonLat)> {
    let mut cells = line.split('\t');
    let id = PlaceId::new(cells.next()?).ok()?;
    let mut degrees = || decimal::parse(cells.next()?);
    Some((id, LonLat::new(degrees()?, degrees()?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::itinerary::TourStop;
    use crate::engine::desk::Desk;

    #[test]
    fn the_worker_understands_a_tour_with_any_name() {
        let id = |text: &str| PlaceId::new(text).expect("an id");
        let at = LonLat::new(113.66, 34.75).ok();
        let walk = Itinerary {
            name: "一\n二~:".to_owned(),
            start: Some(Spot::Place(id("c"))),
            stops: vec![TourStop::new(id("a")), TourStop::new(id("b"))],
            ..Itinerary::default()
        };
        let mut desk = Desk::default();
        let answer = desk.receive(&tour(FOLLOW, 7, &walk, &|_| at)).expect("an answer");
        assert_eq!(open(&answer).map(|m| (m.0, m.1)), Some((PLAN, 7)));
        // A place without a position is named, not guessed.
        let answer = desk.receive(&tour(FOLLOW, 8, &walk, &|p| at.filter(|_| p.as_str() != "b")));
        let answer = answer.expect("an answer");
        let (kind, number, words) = open(&answer).expect("a message");
        assert_eq!((kind, number, words), (ERROR, 8, "the position of b is not known".as_bytes()));
    }

    #[test]
    fn rounds_are_read_as_written() {
        assert_eq!(rounds(&[1, 0, 0, 0, 0, 1, 0, 0]), Some((1, 256)));
        assert_eq!(rounds(&[1, 0, 0]), None);
    }
}
