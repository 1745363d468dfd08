//! GPX 1.1 (topografix.com/GPX/1/1): one file a route, for navigation devices.

use super::sheet::{RouteSheet, StopLine, TourSheet, route_title};
use super::{degrees, xml};
use crate::domain::itinerary::Date;
use crate::i18n::Lang;

/// The file of a route.
#[must_use]
pub fn gpx(sheet: &TourSheet, route: &RouteSheet, lang: Lang) -> String {
    let title = xml(&route_title(sheet, route, lang));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"redmap\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
    );
    // The schema fixes the order: name before keywords, waypoints before routes, time before name.
    out.push_str("  <metadata>\n    <name>");
    out.push_str(&title);
    out.push_str("</name>\n    <keywords>");
    out.push_str(&sheet.token);
    out.push_str("</keywords>\n  </metadata>\n");
    for stop in &route.stops {
        point(&mut out, "wpt", "  ", stop, route.date);
    }
    if !route.stops.is_empty() {
        out.push_str("  <rte>\n    <name>");
        out.push_str(&title);
        out.push_str("</name>\n");
        for stop in &route.stops {
            point(&mut out, "rtept", "    ", stop, route.date);
        }
        out.push_str("  </rte>\n");
    }
    out.push_str("</gpx>\n");
    out
}

fn point(out: &mut String, tag: &str, indent: &str, stop: &StopLine, date: Option<Date>) {
    let (lat, lon) = (degrees(stop.at.lat()), degrees(stop.at.lon()));
    out.push_str(&[indent, "<", tag, " lat=\"", &lat, "\" lon=\"", &lon, "\">"].concat());
    if let Some(date) = date {
        out.push_str(&["<time>", &utc(date, stop.begin), "</time>"].concat());
    }
    out.push_str(&["<name>", &xml(&stop.name), "</name>"].concat());
    if !stop.address.is_empty() {
        out.push_str(&["<desc>", &xml(&stop.address), "</desc>"].concat());
    }
    out.push_str(&["</", tag, ">\n"].concat());
}

/// The moment in UTC of a time of day in China (UTC+08:00), as XML Schema writes it.
#[must_use]
pub fn utc(date: Date, seconds: i32) -> String {
    let shifted = seconds - 8 * 3600;
    let days = shifted.div_euclid(86_400);
    let day = if days < 0 { date.previous() } else { date.plus(u8::try_from(days).unwrap_or(0)) };
    [&day.text(), "T", &clock(shifted.rem_euclid(86_400), ":"), "Z"].concat()
}

/// Hours, minutes and seconds, two digits each.
pub(super) fn clock(seconds: i32, between: &str) -> String {
    let two = |n: i32| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
    [two(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60)].join(between)
}
