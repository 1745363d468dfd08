//! `tour=`: a whole tour in a link, and `stops=`, its short form.
//!
//! Version 1: `1`, then members of the tour, each after a `:`, then the stops, each after a `~` with members
//! of its own, each after a `:`. A member is a letter and a value; one this version does not know is left
//! out, a value that cannot be read is left out too, since links are cut and mistyped. In free text (names,
//! ids) a character with a meaning here is written `*` and two hexadecimal digits.
//!
//! | tour | | stop | |
//! | --- | --- | --- | --- |
//! | `t` | its name | digits | minutes |
//! | `d20261124` | first day | `w0900-1130` | window; one a span |
//! | `n2`, `k3` | days, teams | `o`, `c5` | optional, score |
//! | `mw`, `mb`, `md` | on foot, by bicycle, by car | `pf`, `pl`, `p3` | pinned first, last, third |
//! | `v305` | 30.5 km/h | `r2`, `x` | in the third route, left out |
//! | `b0830`, `u1730` | begins, must have ended | | |
//! | `s`, `e` | start, end: `pID` or `c` and micro-degrees `113660000_34750000` | | |

use crate::domain::itinerary::{
    Clock, Date, Itinerary, MOST_DAYS, MOST_TEAMS, MOST_TOUR_STOPS, Spot, TourPin, TourStop,
    TravelMode, USUAL_MINUTES,
};
use crate::domain::{LonLat, PlaceId};

/// The value of `tour=`.
#[must_use]
pub fn encode(tour: &Itinerary) -> String {
    let mut out = String::from("1");
    let plain = Itinerary::default();
    let mut add = |key: &str, value: String| {
        out.push(':');
        out.push_str(key);
        out.push_str(&value);
    };
    if !tour.name.is_empty() {
        add("t", escape(&tour.name));
    }
    if let Some(date) = tour.date {
        add("d", date.text().replace('-', ""));
    }
    if tour.days != plain.days {
        add("n", tour.days.to_string());
    }
    if tour.teams != plain.teams {
        add("k", tour.teams.to_string());
    }
    match tour.mode {
        TravelMode::Walk => {}
        TravelMode::Bike => add("m", "b".to_owned()),
        TravelMode::Drive => add("m", "d".to_owned()),
    }
    if let Some(speed) = tour.speed {
        add("v", speed.to_string());
    }
    if tour.depart != plain.depart {
        add("b", four(tour.depart));
    }
    if let Some(until) = tour.until {
        add("u", four(until));
    }
    if let Some(start) = &tour.start {
        add("s", spot(start));
    }
    if let Some(end) = &tour.end {
        add("e", spot(end));
    }
    for stop in &tour.stops {
        out.push('~');
        out.push_str(&encode_stop(stop));
    }
    out
}

fn encode_stop(stop: &TourStop) -> String {
    let mut out = escape(stop.place.as_str());
    let mut add = |member: String| {
        out.push(':');
        out.push_str(&member);
    };
    if stop.minutes != USUAL_MINUTES {
        add(stop.minutes.to_string());
    }
    for &(open, close) in stop.windows.spans() {
        add(["w", &four(open), "-", &four(close)].concat());
    }
    if stop.optional {
        add("o".to_owned());
    }
    if stop.score != 1 {
        add(["c", &stop.score.to_string()].concat());
    }
    match stop.pin {
        None => {}
        Some(TourPin::First) => add("pf".to_owned()),
        Some(TourPin::Last) => add("pl".to_owned()),
        Some(TourPin::At(place)) => add(["p", &place.to_string()].concat()),
    }
    match stop.route {
        Some(0) => {}
        Some(route) => add(["r", &route.to_string()].concat()),
        None => add("x".to_owned()),
    }
    out
}

/// How many parts of a `tour=` [`decode`] leaves out: members it cannot read, stops without an id, stops
/// beyond the most.
#[must_use]
pub fn unread(text: &str) -> usize {
    let mut parts = text.split('~');
    let mut tour = Itinerary::default();
    let head = parts.next().unwrap_or_default().split(':').skip(1);
    let mut lost = head.filter(|member| take_member(&mut tour, member).is_none()).count();
    for (i, part) in parts.enumerate() {
        let mut members = part.split(':');
        let id = members.next().and_then(unescape).and_then(|id| PlaceId::new(id).ok());
        match id.filter(|_| i < MOST_TOUR_STOPS) {
            Some(id) => {
                let mut stop = TourStop::new(id);
                lost += members.filter(|m| take_stop_member(&mut stop, m).is_none()).count();
            }
            None => lost += 1,
        }
    }
    lost
}

/// The tour of a `tour=`; `None` where it is of a newer version or none at all.
#[must_use]
pub fn decode(text: &str) -> Option<Itinerary> {
    let mut parts = text.split('~');
    let mut head = parts.next()?.split(':');
    if head.next()? != "1" {
        return None;
    }
    let mut tour = Itinerary::default();
    for member in head {
        let _ = take_member(&mut tour, member);
    }
    tour.stops = parts.filter_map(decode_stop).take(MOST_TOUR_STOPS).collect();
    let routes = tour.routes();
    for stop in &mut tour.stops {
        // Routes that the link's own days and teams do not have.
        if stop.route.is_some_and(|r| usize::from(r) >= routes) {
            stop.route = Some(0);
        }
    }
    Some(tour)
}

/// Reads a member; `None` where there is nothing to read.
fn take_member(tour: &mut Itinerary, member: &str) -> Option<()> {
    let (key, value) = split(member)?;
    match key {
        't' => tour.name = unescape(value)?,
        'd' => {
            let (year, rest) = value.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            tour.date = Some(Date::parse(&[year, month, day].join("-"))?);
        }
        'n' => tour.days = value.parse().ok().filter(|n| (1..=MOST_DAYS).contains(n))?,
        'k' => tour.teams = value.parse().ok().filter(|n| (1..=MOST_TEAMS).contains(n))?,
        'm' => {
            tour.mode = match value {
                "w" => TravelMode::Walk,
                "b" => TravelMode::Bike,
                "d" => TravelMode::Drive,
                _ => return None,
            }
        }
        'v' => tour.speed = Some(value.parse().ok().filter(|v| (5..=2000).contains(v))?),
        'b' => tour.depart = clock(value)?,
        'u' => tour.until = Some(clock(value)?),
        's' => tour.start = Some(take_spot(value)?),
        'e' => tour.end = Some(take_spot(value)?),
        _ => return None,
    }
    Some(())
}

fn decode_stop(text: &str) -> Option<TourStop> {
    let mut members = text.split(':');
    let mut stop = TourStop::new(PlaceId::new(unescape(members.next()?)?).ok()?);
    for member in members {
        let _ = take_stop_member(&mut stop, member);
    }
    Some(stop)
}

fn take_stop_member(stop: &mut TourStop, member: &str) -> Option<()> {
    let (key, value) = split(member)?;
    match key {
        '0'..='9' => stop.minutes = member.parse().ok().filter(|m| *m <= 1440)?,
        'w' => {
            let (open, close) = value.split_once('-')?;
            let (open, close) = (clock(open)?, clock(close)?);
            if open > close {
                return None;
            }
            stop.windows = stop.windows.and(open, close);
        }
        'o' => stop.optional = true,
        'c' => stop.score = value.parse().ok().filter(|s| *s <= 1000)?,
        'p' => {
            stop.pin = Some(match value {
                "f" => TourPin::First,
                "l" => TourPin::Last,
                place => TourPin::At(place.parse().ok().filter(|p| (1..=100).contains(p))?),
            });
        }
        'r' => stop.route = Some(value.parse().ok()?),
        'x' => stop.route = None,
        _ => return None,
    }
    Some(())
}

fn split(member: &str) -> Option<(char, &str)> {
    let key = member.chars().next()?;
    Some((key, &member[key.len_utf8()..]))
}

/// `0905`.
fn four(clock: Clock) -> String {
    clock.text().replace(':', "")
}

fn clock(text: &str) -> Option<Clock> {
    let (hours, minutes) = text.split_at_checked(2)?;
    Clock::parse(&[hours, minutes].join(":"))
}

fn spot(spot: &Spot) -> String {
    match spot {
        Spot::Place(id) => ["p", &escape(id.as_str())].concat(),
        Spot::At(at) => {
            // Degrees are at most 180, so millionths fit well.
            #[allow(clippy::cast_possible_truncation)]
            let micro = |degrees: f64| ((degrees * 1e6).round() as i32).to_string();
            ["c", &micro(at.lon()), "_", &micro(at.lat())].concat()
        }
    }
}

fn take_spot(value: &str) -> Option<Spot> {
    match split(value)? {
        ('p', id) => PlaceId::new(unescape(id)?).ok().map(Spot::Place),
        ('c', at) => {
            let (lon, lat) = at.split_once('_')?;
            let degrees = |t: &str| t.parse::<i32>().ok().map(|micro| f64::from(micro) / 1e6);
            LonLat::new(degrees(lon)?, degrees(lat)?).ok().map(Spot::At)
        }
        _ => None,
    }
}

/// Whether a `tour=` has a stop.
#[must_use]
pub fn holds(code: &str, place: &PlaceId) -> bool {
    let id = escape(place.as_str());
    code.split('~').skip(1).any(|stop| stop.split(':').next() == Some(id.as_str()))
}

/// A `tour=` with one more stop at its end; an empty one begins a tour.
#[must_use]
pub fn with(code: &str, place: &PlaceId) -> String {
    let tour = if code.is_empty() { "1" } else { code };
    [tour, "~", &escape(place.as_str())].concat()
}

/// Free text with the characters escaped that have a meaning here.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ':' | '~' | '*') {
            let hex = |n: u32| char::from_digit(n, 16).unwrap_or('0');
            out.extend(['*', hex(u32::from(c) >> 4), hex(u32::from(c) & 15)]);
        } else {
            out.push(c);
        }
    }
    out
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '*' {
            let mut digit = || rest.next()?.to_digit(16);
            out.push(char::from_u32(digit()? * 16 + digit()?)?);
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// The value of `stops=`: ids only.
#[must_use]
pub fn encode_stops(tour: &Itinerary) -> String {
    let ids: Vec<&str> = tour.stops.iter().map(|s| s.place.as_str()).collect();
    ids.join("~")
}

/// The tour of a `stops=`: these stops in this order, everything else as usual.
#[must_use]
pub fn decode_stops(text: &str) -> Itinerary {
    let ids = text.split('~').filter_map(|id| PlaceId::new(id).ok());
    Itinerary {
        stops: ids.map(TourStop::new).take(MOST_TOUR_STOPS).collect(),
        ..Itinerary::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Windows;
    use proptest::prelude::*;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    #[test]
    fn takes_one_more_stop() {
        let code = with("", &id("a~b:c"));
        assert!(holds(&code, &id("a~b:c")) && !holds(&code, &id("a")));
        let code = with(&with(&code, &id("x")), &id("二七")) + ":40";
        assert!(holds(&code, &id("二七")));
        let places: Vec<_> =
            decode(&code).expect("a tour").stops.into_iter().map(|s| s.place).collect();
        assert_eq!(places, [id("a~b:c"), id("x"), id("二七")]);
    }

    fn clocks() -> impl Strategy<Value = Clock> {
        (0_u16..=1440).prop_map(|m| Clock::new(m).expect("in range"))
    }

    fn spots() -> impl Strategy<Value = Spot> {
        prop_oneof![
            ".{1,8}".prop_map(|t| Spot::Place(id(&t))),
            (-180_000_000_i32..=180_000_000, -90_000_000_i32..=90_000_000).prop_map(
                |(lon, lat)| {
                    Spot::At(LonLat::clamped(f64::from(lon) / 1e6, f64::from(lat) / 1e6))
                }
            ),
        ]
    }

    fn windows() -> impl Strategy<Value = Windows> {
        let put =
            |all: Vec<(Clock, Clock)>| all.into_iter().fold(Windows::ANY, |w, (a, b)| w.and(a, b));
        prop::collection::vec((clocks(), clocks()), 0..4).prop_map(put)
    }

    fn stops(routes: u8) -> impl Strategy<Value = TourStop> {
        let pin = prop_oneof![
            Just(TourPin::First),
            Just(TourPin::Last),
            (1_u8..=100).prop_map(TourPin::At)
        ];
        (
            ".{1,12}",
            0_u16..=1440,
            windows(),
            any::<bool>(),
            0_u16..=1000,
            prop::option::of(pin),
            prop::option::of(0..routes),
        )
            .prop_map(|(place, minutes, windows, optional, score, pin, route)| TourStop {
                place: id(&place),
                minutes,
                windows,
                optional,
                score,
                pin,
                route,
            })
    }

    prop_compose! {
        fn tours()(
            (days, teams) in (1_u8..=5, 1_u8..=4),
        )(
            stops in prop::collection::vec(stops(days * teams), 0..8),
            (name, day) in (".{0,12}", prop::option::of((2000_u16..2100, 1_u8..=12, 1_u8..=28))),
            (speed, start, end) in (prop::option::of(5_u16..=2000), prop::option::of(spots()), prop::option::of(spots())),
            (depart, until, mode) in (clocks(), prop::option::of(clocks()), 0_usize..3),
            (days, teams) in Just((days, teams)),
        ) -> Itinerary {
            let date = day.map(|(year, month, day)| Date { year, month, day });
            let mode = TravelMode::ALL[mode];
            Itinerary { name, date, days, teams, mode, speed, start, end, depart, until, stops }
        }
    }

    proptest! {
        #[test]
        fn a_link_holds_the_whole_tour(tour in tours()) {
            let code = encode(&tour);
            prop_assert_eq!(unread(&code), 0);
            prop_assert_eq!(decode(&code), Some(tour));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "(1[:~a-z0-9*_-]*|\\PC*)") {
            let _ = decode(&text);
            let _ = decode_stops(&text);
            let _ = unread(&text);
        }
    }

    #[test]
    fn a_plain_tour_is_short() {
        let tour = decode_stops("erqi-tower~yellow-river-museum");
        assert_eq!(encode_stops(&tour), "erqi-tower~yellow-river-museum");
        assert_eq!(encode(&tour), "1~erqi-tower~yellow-river-museum");
        assert!(decode_stops("").stops.is_empty());
    }

    #[test]
    fn version_1_stays_readable() {
        let tour = decode("1:t讲*3a一:d20261124:k2:md:v305:b0830:u1730:sc113660000_34750000:epa:zfuture~a:45:w0900-1130:pf~b:o:c5:p3:r1~c:x:q")
            .expect("version 1");
        assert_eq!(tour.name, "讲:一");
        assert_eq!(tour.date.map(Date::text).as_deref(), Some("2026-11-24"));
        assert_eq!((tour.teams, tour.mode, tour.speed), (2, TravelMode::Drive, Some(305)));
        assert_eq!(tour.end, Some(Spot::Place(id("a"))));
        let routes: Vec<_> = tour.stops.iter().map(|s| s.route).collect();
        assert_eq!(routes, [Some(0), Some(1), None]);
        assert_eq!(tour.stops[0].pin, Some(TourPin::First));
        assert_eq!((tour.stops[1].optional, tour.stops[1].score), (true, 5));
        let split = decode("1~a:w1400-1600:w0900-1130").expect("two spans");
        assert_eq!(encode(&split), "1~a:w0900-1130:w1400-1600");
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        assert_eq!(decode("2~a"), None);
        assert_eq!(decode(""), None);
        let tour =
            decode("1:k9:b9900:d20269999:t*zz~~a:w1200-0900:pz:99999:r7").expect("version 1");
        assert_eq!((tour.teams, tour.depart, tour.date), (1, Itinerary::default().depart, None));
        assert_eq!(tour.stops, [TourStop::new(id("a"))]);
        assert_eq!(unread("1:k9:b9900:d20269999:t*zz~~a:w1200-0900:pz:99999:r7"), 8);
    }
}
