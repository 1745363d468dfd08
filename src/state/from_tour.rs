//! Lectures taken over from a finished tour: one a venue, on the day the tour was there.

use super::State;
use super::branch::{Branch, today};
use super::planner::Planner;
use crate::domain::kept::Session;
use crate::domain::place::Audience;
use crate::domain::{Atlas, Category, Date, Itinerary, PlaceId};

/// The lectures of the planner's tour that the log does not have yet.
#[must_use]
pub fn sessions(s: &State, b: &Branch) -> Vec<Session> {
    let Some(planner) = s.tour.get::<Planner>() else { return Vec::new() };
    let known = |date: Date, venue: &PlaceId| {
        b.book.sessions().any(|(_, s)| s.date == date && s.venue.as_ref() == Some(venue))
    };
    let mut out = of(&planner.work.tour, &s.atlas, today(s.now), s.lang == crate::i18n::Lang::Zh);
    out.retain(|s| s.venue.as_ref().is_some_and(|v| !known(s.date, v)));
    out
}

/// A lecture for each venue that a route of the tour stops at. A tour of no day in particular was today.
#[must_use]
pub fn of(tour: &Itinerary, atlas: &Atlas, today: Date, zh: bool) -> Vec<Session> {
    let mut out = Vec::new();
    for (route, stops) in tour.by_route().into_iter().enumerate() {
        // Routes go day by day, in each the teams.
        let day = u8::try_from(route / usize::from(tour.teams.max(1))).unwrap_or(u8::MAX);
        for stop in stops.into_iter().filter_map(|i| tour.stops.get(i)) {
            let Some(place) = atlas.place(&stop.place) else { continue };
            if !place.serves(&Category::LectureVenue) {
                continue;
            }
            let name = if zh { &place.name.zh } else { &place.name.en };
            let mut session = Session::on(tour.date.unwrap_or(today).plus(day));
            session.venue = Some(place.id.clone());
            session.place.clone_from(if name.is_empty() { &place.name.zh } else { name });
            session.subdistrict.clone_from(&place.subdistrict);
            session.topic.clone_from(&tour.name);
            place.audience.map_or("", Audience::wire).clone_into(&mut session.audience);
            out.push(session);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Place, Text, TourStop};

    #[test]
    fn each_venue_of_a_route_is_a_lecture_on_its_day() {
        let id = |t: &str| PlaceId::new(t).expect("an id");
        let mut atlas = Atlas::default();
        for (name, category) in [
            ("a", Category::LectureVenue),
            ("b", Category::Park),
            ("c", Category::LectureVenue),
            ("d", Category::LectureVenue),
        ] {
            let mut place = Place::blank(id(name), category, Text::new(name, ""));
            place.audience = Some(Audience::School);
            assert_eq!(atlas.insert(place), None);
        }
        let mut tour =
            Itinerary { name: "郑州会议".into(), days: 2, teams: 2, ..Itinerary::default() };
        // Team 1 on day 1, team 2 on day 1, team 1 on day 2; d is left out.
        for (name, route) in [("a", Some(0)), ("b", Some(1)), ("c", Some(2)), ("d", None)] {
            tour.stops.push(TourStop { route, ..TourStop::new(id(name)) });
        }
        let today = Date { year: 2026, month: 2, day: 28 };
        let told = of(&tour, &atlas, today, true);
        let days: Vec<(String, &str)> =
            told.iter().map(|s| (s.date.text(), s.place.as_str())).collect();
        assert_eq!(days, [("2026-02-28".to_owned(), "a"), ("2026-03-01".to_owned(), "c")]);
        assert_eq!((told[0].topic.as_str(), told[0].audience.as_str()), ("郑州会议", "school"));
    }
}
