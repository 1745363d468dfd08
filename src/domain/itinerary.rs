//! A tour as people plan it: stops with their minutes and hours, pinned or optional, for teams and days.

use super::{LonLat, PlaceId, Windows};

/// Most stops of a tour.
pub const MOST_TOUR_STOPS: usize = 100;
/// Most teams.
pub const MOST_TEAMS: u8 = 4;
/// Most days.
pub const MOST_DAYS: u8 = 5;

/// A time of day in minutes from midnight, 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// From minutes after midnight.
    #[must_use]
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes <= 1440 { Some(Self(minutes)) } else { None }
    }

    /// From `9:00` or `09:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if minutes.len() != 2 || hours.is_empty() || !digits(hours) || !digits(minutes) {
            return None;
        }
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        if minutes < 60 && hours <= 24 { Self::new(hours * 60 + minutes) } else { None }
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// `09:00`.
    #[must_use]
    pub fn text(self) -> String {
        let two = |n: u16| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
        [two(self.0 / 60), two(self.0 % 60)].join(":")
    }
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Gregorian year, 1900 to 2199.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// From `2026-11-24`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = |length: usize| {
            let part = parts.next()?;
            let plain = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
            if plain { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let date = Self { year, month: month.try_into().ok()?, day: day.try_into().ok()? };
        let valid = (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=date.days_in_month()).contains(&date.day);
        (valid && parts.next().is_none()).then_some(date)
    }

    fn days_in_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus(mut self, days: u8) -> Self {
        for _ in 0..days {
            self.day += 1;
            if self.day > self.days_in_month() {
                self.day = 1;
                self.month += 1;
            }
            if self.month > 12 {
                self.month = 1;
                self.year += 1;
            }
        }
        self
    }

    /// The day before.
    #[must_use]
    pub fn previous(mut self) -> Self {
        if self.day > 1 {
            self.day -= 1;
            return self;
        }
        (self.year, self.month) =
            if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        self.day = self.days_in_month();
        self
    }

    /// Day of the week, 0 = Monday (Sakamoto's method).
    #[must_use]
    pub fn weekday(self) -> u8 {
        const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let month = usize::from(self.month.clamp(1, 12)) - 1;
        let y = u32::from(self.year) - u32::from(month < 2);
        let sunday_first = (y + y / 4 - y / 100 + y / 400 + SHIFT[month] + u32::from(self.day)) % 7;
        // Below seven.
        #[allow(clippy::cast_possible_truncation)]
        let monday_first = ((sunday_first + 6) % 7) as u8;
        monday_first
    }

    /// `2026-11-24`.
    #[must_use]
    pub fn text(self) -> String {
        let two = |n: u8| [if n < 10 { "-0" } else { "-" }, &n.to_string()].concat();
        [self.year.to_string(), two(self.month), two(self.day)].concat()
    }
}

/// How a tour travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum TravelMode {
    /// On foot.
    #[default]
    Walk,
    /// By bicycle.
    Bike,
    /// By car or coach.
    Drive,
}

impl TravelMode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Walk, Self::Bike, Self::Drive];

    /// `walk`, `bike` or `drive`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Bike => "bike",
            Self::Drive => "drive",
        }
    }

    /// The mode of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

/// Where a stop must be in its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TourPin {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// At this place, from 1.
    At(u8),
}

/// Where a day begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// At a place of the bundle.
    Place(PlaceId),
    /// Anywhere.
    At(LonLat),
}

/// One stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TourStop {
    /// Which place.
    pub place: PlaceId,
    /// Minutes spent there.
    pub minutes: u16,
    /// When the visit may begin, on each of the days.
    pub windows: Windows,
    /// Whether it may be left out.
    pub optional: bool,
    /// What it is worth where not all fit, 0 to 1000.
    pub score: u16,
    /// Where it must stand.
    pub pin: Option<TourPin>,
    /// The route it is in: day × teams + team, from 0; `None`: left out.
    pub route: Option<u8>,
}

/// Minutes at a stop where nothing says how long.
pub const USUAL_MINUTES: u16 = 30;

impl TourStop {
    /// A stop of the usual length at any time.
    #[must_use]
    pub const fn new(place: PlaceId) -> Self {
        Self {
            place,
            minutes: USUAL_MINUTES,
            windows: Windows::ANY,
            optional: false,
            score: 1,
            pin: None,
            route: Some(0),
        }
    }
}

/// A tour.
#[derive(Debug, Clone, PartialEq)]
pub struct Itinerary {
    /// What its maker calls it; may be empty.
    pub name: String,
    /// The first day; `None`: no day in particular.
    pub date: Option<Date>,
    /// How many days, 1 to [`MOST_DAYS`].
    pub days: u8,
    /// How many teams, 1 to [`MOST_TEAMS`].
    pub teams: u8,
    /// How it travels.
    pub mode: TravelMode,
    /// Speed in tenths of a km/h instead of the usual one.
    pub speed: Option<u16>,
    /// Where each day begins; `None`: at the first stop.
    pub start: Option<Spot>,
    /// Where each day ends; `None`: at the last stop.
    pub end: Option<Spot>,
    /// When each day begins.
    pub depart: Clock,
    /// When each day must have ended.
    pub until: Option<Clock>,
    /// The stops in the order of their maker.
    pub stops: Vec<TourStop>,
}

impl Itinerary {
    /// How many routes there are: one a team and day.
    #[must_use]
    pub fn routes(&self) -> usize {
        usize::from(self.days.max(1)) * usize::from(self.teams.max(1))
    }

    /// The stops of each route as their maker ordered them, by index.
    #[must_use]
    pub fn by_route(&self) -> Vec<Vec<usize>> {
        let mut routes = vec![Vec::new(); self.routes()];
        for (i, stop) in self.stops.iter().enumerate() {
            if let Some(route) = stop.route.and_then(|r| routes.get_mut(usize::from(r))) {
                route.push(i);
            }
        }
        routes
    }

    /// Takes over routes: the stops in this order, those in no route left out at the end.
    pub fn take_routes(&mut self, routes: &[Vec<usize>]) {
        let mut old: Vec<Option<TourStop>> = self.stops.drain(..).map(Some).collect();
        for (route, order) in routes.iter().enumerate() {
            for &i in order {
                if let Some(mut stop) = old.get_mut(i).and_then(Option::take) {
                    stop.route = u8::try_from(route).ok();
                    self.stops.push(stop);
                }
            }
        }
        for mut stop in old.into_iter().flatten() {
            stop.route = None;
            self.stops.push(stop);
        }
    }
}

impl Default for Itinerary {
    fn default() -> Self {
        Self {
            name: String::new(),
            date: None,
            days: 1,
            teams: 1,
            mode: TravelMode::Walk,
            speed: None,
            start: None,
            end: None,
            depart: Clock(9 * 60),
            until: None,
            stops: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_times_of_day() {
        let minutes = |t: &str| Clock::parse(t).map(Clock::minutes);
        assert_eq!(minutes("9:05"), Some(545));
        assert_eq!(minutes("00:00"), Some(0));
        assert_eq!(minutes("24:00"), Some(1440));
        for bad in
            ["24:01", "9", "9:5", "9:60", "-1:00", "+9:00", ":30", "9:000", "25:00", "99999:00"]
        {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }

    #[test]
    fn reads_days() {
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-01",
            "26-01-01",
            "2026-01-01-",
            "2026-04-31",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        let day = |t: &str| Date::parse(t).expect("a day");
        assert_eq!(day("2024-02-28").plus(2), day("2024-03-01"));
        assert_eq!(day("2026-12-31").plus(1).text(), "2027-01-01");
        // The founding of the People's Republic was a Saturday; this project's issue a Tuesday.
        assert_eq!(day("1949-10-01").weekday(), 5);
        assert_eq!(day("2026-11-24").weekday(), 1);
        assert_eq!(day("2000-02-29").weekday(), 1);
    }

    proptest! {
        #[test]
        fn writes_what_it_reads(minutes in 0_u16..=1440, year in 1900_u16..2200, month in 1_u8..=12, d in 1_u8..=28) {
            let clock = Clock::new(minutes).expect("in range");
            prop_assert_eq!(Clock::parse(&clock.text()), Some(clock));
            let date = Date { year, month, day: d };
            prop_assert_eq!(Date::parse(&date.text()), Some(date));
            prop_assert_eq!(date.plus(1).previous(), date);
            prop_assert_eq!(date.plus(1).weekday(), (date.weekday() + 1) % 7);
        }
    }
}
