//! Tours in JSON: plan requests, and the ready-made tours of a bundle, which are the same but for a title.
//!
//! `{"date", "days", "start", "end", "depart", "until", "mode": "walk|bike|drive", "speed", "teams",
//! "stops": [{"place", "minutes", "window": ["09:00", "11:30"], "windows": [[…], …], "optional", "score",
//! "pinned": "first|last|N"}]}`. `start` and `end` are a place's id or `[lon, lat]`; `speed` is in km/h.

use crate::domain::itinerary::{
    Clock, Date, Itinerary, MOST_DAYS, MOST_TEAMS, MOST_TOUR_STOPS, Spot, TourPin, TourStop,
    TravelMode,
};
use crate::domain::{LonLat, PlaceId};
use crate::json::{Fault, Members, Raw, list, number, text};
use thiserror::Error;

/// Why a tour cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ItineraryError {
    /// The text is no JSON.
    #[error("not JSON at byte {0}")]
    Json(usize),
    /// A member is not what it should be.
    #[error("{0} is not what it should be")]
    Member(&'static str),
    /// A member of a stop is not what it should be.
    #[error("{1} of stop {0} is not what it should be")]
    Stop(usize, &'static str),
}

impl From<Fault> for ItineraryError {
    fn from(fault: Fault) -> Self {
        Self::Json(fault.offset)
    }
}

/// A tour from the text of a request.
///
/// # Errors
/// When the text is no JSON, or a member is not what it should be.
pub fn parse(json: &str) -> Result<Itinerary, ItineraryError> {
    read(Raw::parse(json)?)
}

/// A tour from JSON.
///
/// # Errors
/// When a member is not what it should be.
pub fn read(raw: Raw<'_>) -> Result<Itinerary, ItineraryError> {
    use ItineraryError::Member;
    let root = Members::of(raw).ok_or(Member("the tour"))?;
    let mut tour = Itinerary::default();
    if let Some(date) = root.get("date") {
        tour.date = Some(text(date).and_then(|t| Date::parse(&t)).ok_or(Member("date"))?);
    }
    tour.days = count(&root, "days", MOST_DAYS)?;
    tour.teams = count(&root, "teams", MOST_TEAMS)?;
    if let Some(mode) = root.get("mode") {
        tour.mode = text(mode).and_then(|t| TravelMode::from_code(&t)).ok_or(Member("mode"))?;
    }
    if let Some(speed) = root.get("speed") {
        let tenths = number(speed).map(|s| (s * 10.0).round());
        let tenths = tenths.filter(|s| (5.0..=2000.0).contains(s)).ok_or(Member("speed"))?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // just checked
        let tenths = tenths as u16;
        tour.speed = Some(tenths);
    }
    tour.start = root.get("start").map(|s| spot(s).ok_or(Member("start"))).transpose()?;
    tour.end = root.get("end").map(|s| spot(s).ok_or(Member("end"))).transpose()?;
    if let Some(depart) = root.get("depart") {
        tour.depart = clock(depart).ok_or(Member("depart"))?;
    }
    tour.until = root.get("until").map(|u| clock(u).ok_or(Member("until"))).transpose()?;
    let stops = root.get("stops").and_then(list).ok_or(Member("stops"))?;
    if stops.len() > MOST_TOUR_STOPS {
        return Err(Member("stops"));
    }
    for (i, raw) in stops.into_iter().enumerate() {
        tour.stops.push(stop(raw).map_err(|member| ItineraryError::Stop(i, member))?);
    }
    Ok(tour)
}

fn stop(raw: Raw<'_>) -> Result<TourStop, &'static str> {
    let members = Members::of(raw).ok_or("the whole")?;
    let place = members.get("place").and_then(text).ok_or("place")?;
    let mut stop = TourStop::new(PlaceId::new(place).map_err(|_| "place")?);
    if let Some(minutes) = members.get("minutes") {
        stop.minutes = minutes.get().parse().ok().filter(|m| *m <= 1440).ok_or("minutes")?;
    }
    if let Some(raw) = members.get("window") {
        let (open, close) = window(raw).ok_or("window")?;
        stop.windows = stop.windows.and(open, close);
    }
    // The long form, for a day with a break in it.
    for raw in members.get("windows").map_or(Some(Vec::new()), list).ok_or("windows")? {
        let (open, close) = window(raw).ok_or("windows")?;
        stop.windows = stop.windows.and(open, close);
    }
    stop.optional = match members.get("optional").map(Raw::get) {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err("optional"),
    };
    if let Some(score) = members.get("score") {
        stop.score = score.get().parse().ok().filter(|s| *s <= 1000).ok_or("score")?;
    }
    stop.pin = match members.get("pinned").map(|p| text(p).unwrap_or_default()).as_deref() {
        None => None,
        Some("first") => Some(TourPin::First),
        Some("last") => Some(TourPin::Last),
        Some(place) => {
            let place =
                place.parse().ok().filter(|p| (1..=MOST_TOUR_STOPS).contains(&usize::from(*p)));
            Some(TourPin::At(place.ok_or("pinned")?))
        }
    };
    Ok(stop)
}

/// `["09:00", "11:30"]`.
fn window(raw: Raw<'_>) -> Option<(Clock, Clock)> {
    let [open, close] = list(raw)?[..] else { return None };
    Some((clock(open)?, clock(close)?)).filter(|(open, close)| open <= close)
}

fn count(root: &Members<'_>, key: &'static str, most: u8) -> Result<u8, ItineraryError> {
    let Some(raw) = root.get(key) else { return Ok(1) };
    let number = raw.get().parse().ok().filter(|n| (1..=most).contains(n));
    number.ok_or(ItineraryError::Member(key))
}

fn clock(raw: Raw<'_>) -> Option<Clock> {
    Clock::parse(&text(raw)?)
}

fn spot(raw: Raw<'_>) -> Option<Spot> {
    if let Some(at) = list(raw) {
        let [lon, lat] = at[..] else { return None };
        return Some(Spot::At(LonLat::new(number(lon)?, number(lat)?).ok()?));
    }
    PlaceId::new(text(raw)?).ok().map(Spot::Place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Windows;
    use proptest::prelude::*;

    fn clock(text: &str) -> Clock {
        Clock::parse(text).expect("a time")
    }

    #[test]
    fn reads_a_whole_request() {
        let tour = parse(
            r#"{"date": "2026-11-24", "days": 2, "teams": 3, "mode": "drive", "speed": 30.5,
            "start": [113.66, 34.75], "end": "a", "depart": "08:30", "until": "17:30", "stops": [
            {"place": "a", "minutes": 45, "window": ["09:00", "11:30"], "pinned": "first"},
            {"place": "b", "windows": [["14:00", "15:00"], ["09:00", "10:00"]], "optional": true, "score": 5,
             "pinned": 3}]}"#,
        )
        .expect("a tour");
        assert_eq!(tour.date, Date::parse("2026-11-24"));
        assert_eq!((tour.days, tour.teams, tour.mode), (2, 3, TravelMode::Drive));
        assert_eq!(tour.speed, Some(305));
        assert_eq!(tour.start, LonLat::new(113.66, 34.75).ok().map(Spot::At));
        assert_eq!(tour.end, PlaceId::new("a").ok().map(Spot::Place));
        assert_eq!((tour.depart.minutes(), tour.until.map(Clock::minutes)), (510, Some(1050)));
        let [a, b] = &tour.stops[..] else { unreachable!("two stops") };
        assert_eq!(a.windows, Windows::one(clock("09:00"), clock("11:30")));
        let two = Windows::one(clock("09:00"), clock("10:00")).and(clock("14:00"), clock("15:00"));
        assert_eq!(b.windows, two);
        assert_eq!((a.minutes, a.pin, a.optional), (45, Some(TourPin::First), false));
        assert_eq!((b.minutes, b.pin, b.optional, b.score), (30, Some(TourPin::At(3)), true, 5));
    }

    #[test]
    fn names_the_member() {
        let error = |json: &str| parse(json).expect_err("a fault").to_string();
        for (json, words) in [
            ("{", "not JSON at byte 1"),
            ("[]", "the tour is"),
            ("{}", "stops is"),
            (r#"{"date": "24.11.2026"}"#, "date is"),
            (r#"{"days": 6}"#, "days is"),
            (r#"{"teams": 0}"#, "teams is"),
            (r#"{"mode": "fly"}"#, "mode is"),
            (r#"{"speed": 0}"#, "speed is"),
            (r#"{"start": [1, 2, 3]}"#, "start is"),
            (r#"{"end": [200, 2]}"#, "end is"),
            (r#"{"until": "5pm"}"#, "until is"),
            (r#"{"stops": [{}]}"#, "place of stop 0"),
            (r#"{"stops": [{"place": "a"}, {"place": "b", "minutes": -1}]}"#, "minutes of stop 1"),
            (r#"{"stops": [{"place": "a", "window": ["10:00", "09:00"]}]}"#, "window of stop 0"),
            (r#"{"stops": [{"place": "a", "windows": ["09:00", "10:00"]}]}"#, "windows of stop 0"),
            (r#"{"stops": [{"place": "a", "windows": 1}]}"#, "windows of stop 0"),
            (r#"{"stops": [{"place": "a", "optional": 1}]}"#, "optional of stop 0"),
            (r#"{"stops": [{"place": "a", "pinned": 0}]}"#, "pinned of stop 0"),
            (r#"{"stops": [{"place": "a", "score": 1.5}]}"#, "score of stop 0"),
        ] {
            let said = error(json);
            assert!(said.starts_with(words), "{json}: {said}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = parse(&text);
        }
    }
}
