//! The printed sheet of a tour (打印路线单): what stands on it, before it becomes a page.
//!
//! One sheet a route: head, map, timetable, foot. A4, one page for up to eight stops.

mod drawing;
mod picture;
mod rows;

pub use picture::{Picture, pictures};
pub use rows::Row;

use crate::domain::itinerary::{Date, TourStop, TravelMode};
use crate::domain::{Atlas, Itinerary, percent, tour_link};
use crate::engine::base_map::Source;
use crate::engine::qr::Qr;
use crate::engine::tour::Followed;
use crate::engine::tour::outing::{time_of_day, usual_speed};
use crate::i18n::words::PaperKey as K;
use crate::i18n::{Lang, fill_in};
use crate::json::decimal;
use crate::present::tour::sheet::{RouteSheet, route_title};
use crate::present::{format, share, tour};

/// A QR code as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The SVG document, quiet zone of two modules included: the paper around it gives the other two.
    pub svg: String,
    /// Modules along an edge.
    pub side: usize,
}

/// The sheet of one route.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Above the title.
    pub kicker: String,
    /// The tour's name.
    pub title: String,
    /// Name and value of what stands beside the title.
    pub head: Vec<(&'static str, String)>,
    /// The whole tour as a code.
    pub code: Option<Code>,
    /// One map, or an overview and an enlargement.
    pub pictures: Vec<Picture>,
    /// Heads of the columns.
    pub columns: [&'static str; 7],
    /// The timetable.
    pub rows: Vec<Row>,
    /// Stops that have no place in the timetable, since nobody knows where they are; may be empty.
    pub unplaced: String,
    /// Names of the lines to fill in.
    pub sign: [&'static str; 3],
    /// Small print.
    pub foot: String,
}

/// The sheets of a tour. `page` is the address of the page as the browser has it, `base` the base map where
/// it could be read.
#[must_use]
pub fn papers(
    tour: &Itinerary,
    followed: &Followed,
    atlas: &Atlas,
    base: Option<&Source>,
    page: &str,
    lang: Lang,
) -> Vec<Paper> {
    let sheet = tour::sheet(tour, &followed.outing, &followed.plan, atlas, lang);
    let used: Vec<(usize, &RouteSheet)> =
        sheet.routes.iter().enumerate().filter(|(_, route)| !route.stops.is_empty()).collect();
    let first = used.first().map_or(0, |(i, _)| *i);
    let mine = |stop: &TourStop, route: usize| {
        let own = stop.route.map_or(first, usize::from);
        // A route of such stops alone has no sheet of its own.
        let own = if used.iter().any(|(i, _)| *i == own) { own } else { first };
        own == route
    };
    let paper = |(i, route): (usize, &RouteSheet)| Paper {
        kicker: [lang.pick(&atlas.title), " · ", K::Sheet.text(lang)].concat(),
        title: route_title(&sheet, route, lang),
        head: head(tour, route, lang),
        code: whole(tour, page),
        pictures: base
            .map(|base| pictures(base, atlas, route, followed.legs.get(i), lang))
            .unwrap_or_default(),
        columns: [K::Stop, K::Place, K::Arrive, K::Leave, K::Next, K::Points, K::Scan]
            .map(|key| key.text(lang)),
        rows: rows::rows(tour, followed, i, route, atlas, page, lang),
        unplaced: unplaced(tour, followed, atlas, lang, &|stop| mine(stop, i)),
        sign: [K::Leader, K::Contact, K::People].map(|key| key.text(lang)),
        foot: foot(tour, followed, i, atlas, page, lang),
    };
    used.iter().copied().map(paper).collect()
}

/// The stops of a sheet whose position is not known, with their addresses.
fn unplaced(
    tour: &Itinerary,
    followed: &Followed,
    atlas: &Atlas,
    lang: Lang,
    mine: &dyn Fn(&TourStop) -> bool,
) -> String {
    let lost =
        tour.stops.iter().enumerate().filter(|(i, s)| !followed.stops.contains(i) && mine(s));
    let words = lost.map(|(_, stop)| match atlas.place(&stop.place) {
        None => stop.place.to_string(),
        Some(place) => {
            let (name, address) = (lang.pick(&place.name), lang.pick(&place.address));
            match (address.is_empty(), lang) {
                (true, _) => name.to_owned(),
                (_, Lang::Zh) => [name, "（", address, "）"].concat(),
                (_, Lang::En) => [name, " (", address, ")"].concat(),
            }
        }
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        return String::new();
    }
    fill_in(K::Unplaced.text(lang), &[&words.join(if lang == Lang::Zh { "；" } else { "; " })])
}

/// Whether codes may lead to pages of this site: a scanner refuses what is not https.
fn hosted(page: &str) -> bool {
    page.starts_with("https://")
}

fn code(text: &str) -> Option<Code> {
    let qr = Qr::encode(text)?;
    let (side, whole) = (qr.side(), (qr.side() + 4).to_string());
    let box_of = ["-2 -2 ", &whole, " ", &whole].concat();
    let svg = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"",
        &box_of,
        "\" shape-rendering=\"crispEdges\"><path d=\"",
        &qr.path(),
        "\"/></svg>",
    ]
    .concat();
    Some(Code { svg, side })
}

/// Modules along an edge beyond which a code for the whole tour gives way to its short form: above, a
/// module in the room there is would be smaller than phones read with ease.
const DENSE: usize = 81;

/// The code of the whole tour; of its stops alone where that is too much for a code.
fn whole(tour: &Itinerary, page: &str) -> Option<Code> {
    let link = |key: &str, value: String| {
        let value = percent::encode(&value, |c| matches!(c, ':' | '*'));
        code(&share::address(page, false, &["#/tour?", key, "=", &value].concat()))
    };
    let full = link("tour", tour_link::encode(tour));
    full.filter(|code| code.side <= DENSE).or_else(|| link("stops", tour_link::encode_stops(tour)))
}

fn mode(lang: Lang, mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Walk => K::Walk,
        TravelMode::Bike => K::Bike,
        TravelMode::Drive => K::Drive,
    }
    .text(lang)
}

fn day(lang: Lang, date: Date) -> String {
    let names = [K::Mon, K::Tue, K::Wed, K::Thu, K::Fri, K::Sat, K::Sun];
    let name = names.get(usize::from(date.weekday())).map_or("", |key| key.text(lang));
    let two = |n: u8| match lang {
        Lang::En if n < 10 => ["0", &n.to_string()].concat(),
        _ => n.to_string(),
    };
    let (month, day) = (two(date.month), two(date.day));
    fill_in(K::DateValue.text(lang), &[&date.year.to_string(), &month, &day, name])
}

fn head(tour: &Itinerary, route: &RouteSheet, lang: Lang) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if let Some(date) = route.date {
        out.push((K::Date.text(lang), day(lang, date)));
    }
    if let (Some(first), Some(last)) = (route.stops.first(), route.stops.last()) {
        // Without a start the day begins at the first stop.
        let from = [&time_of_day(first.begin), " ", &first.name].concat();
        out.push((K::Leaves.text(lang), from));
        let far = format::distance(lang, f64::from(route.metres));
        let ends = time_of_day(last.leave);
        let words = [mode(lang, tour.mode), far.as_str(), &ends];
        out.push((K::Whole.text(lang), fill_in(K::WholeValue.text(lang), &words)));
    }
    out
}

fn foot(
    tour: &Itinerary,
    followed: &Followed,
    route: usize,
    atlas: &Atlas,
    page: &str,
    lang: Lang,
) -> String {
    let scan = if hosted(page) { K::ScanPlace } else { K::ScanMap };
    let speed = f64::from(tour.speed.unwrap_or(usual_speed(tour.mode))) / 10.0;
    let reckoned = [mode(lang, tour.mode), &decimal::short(speed, 1)];
    let mut parts = vec![
        scan.text(lang).to_owned(),
        fill_in(K::Reckoned.text(lang), &reckoned),
        K::Schematic.text(lang).to_owned(),
    ];
    if followed.legs.get(route).is_some_and(|legs| legs.iter().any(|leg| leg.straight)) {
        parts.insert(2, K::Dashed.text(lang).to_owned());
    }
    let credits: Vec<&str> = atlas.attribution.iter().map(|a| lang.pick(&a.text)).collect();
    parts.push(credits.join(if lang == Lang::Zh { "，" } else { ", " }));
    parts.join(if lang == Lang::Zh { "" } else { " " })
}
