//! KML 2.2: all routes in one file, a folder each.

use super::sheet::{TourSheet, route_title};
use super::{degrees, xml};
use crate::domain::LonLat;
use crate::engine::tour::outing::time_of_day;
use crate::i18n::Lang;

/// The file of a tour.
#[must_use]
pub fn kml(sheet: &TourSheet, lang: Lang) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n  <name>",
    );
    out.push_str(&xml(&sheet.name));
    out.push_str("</name>\n  <ExtendedData><Data name=\"redmap\"><value>");
    out.push_str(&sheet.token);
    out.push_str("</value></Data></ExtendedData>\n");
    for route in sheet.routes.iter().filter(|r| !r.stops.is_empty()) {
        let title = xml(&route_title(sheet, route, lang));
        out.push_str(&["  <Folder>\n    <name>", &title, "</name>\n"].concat());
        for stop in &route.stops {
            let number = stop.number.map(|n| n.to_string() + " ").unwrap_or_default();
            let times = [time_of_day(stop.begin), time_of_day(stop.leave)].join("–");
            out.push_str("    <Placemark><name>");
            out.push_str(&xml(&[number.as_str(), &stop.name].concat()));
            out.push_str("</name><description>");
            let said = [times.as_str(), &stop.address].join(" ");
            out.push_str(&xml(said.trim()));
            out.push_str("</description><Point><coordinates>");
            out.push_str(&pair(stop.at));
            out.push_str("</coordinates></Point></Placemark>\n");
        }
        let line: Vec<String> = route.stops.iter().map(|s| pair(s.at)).collect();
        // A line needs two ends.
        if line.len() > 1 {
            out.push_str(
                &["    <Placemark><name>", &title, "</name><LineString><coordinates>"].concat(),
            );
            out.push_str(&line.join(" "));
            out.push_str("</coordinates></LineString></Placemark>\n");
        }
        out.push_str("  </Folder>\n");
    }
    out.push_str("</Document>\n</kml>\n");
    out
}

fn pair(at: LonLat) -> String {
    [degrees(at.lon()), degrees(at.lat())].join(",")
}
