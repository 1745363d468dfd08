//! GeoJSON (RFC 7946): a point a stop and a line a route.

use super::degrees;
use super::sheet::{TourSheet, route_title};
use crate::domain::LonLat;
use crate::engine::tour::outing::time_of_day;
use crate::i18n::Lang;
use crate::json::write::quoted;

/// The file of a tour.
#[must_use]
pub fn geojson(sheet: &TourSheet, lang: Lang) -> String {
    let mut features = Vec::new();
    for route in sheet.routes.iter().filter(|r| !r.stops.is_empty()) {
        let title = quoted(&route_title(sheet, route, lang));
        for stop in &route.stops {
            let mut members = vec![
                ["\"name\": ", &quoted(&stop.name)].concat(),
                ["\"route\": ", &title].concat(),
                ["\"arrive\": ", &quoted(&time_of_day(stop.arrive))].concat(),
                ["\"begin\": ", &quoted(&time_of_day(stop.begin))].concat(),
                ["\"leave\": ", &quoted(&time_of_day(stop.leave))].concat(),
            ];
            if !stop.id.is_empty() {
                members.insert(0, ["\"place\": ", &quoted(&stop.id)].concat());
            }
            if let Some(number) = stop.number {
                members.push(["\"number\": ", &number.to_string()].concat());
            }
            features.push(feature("Point", &position(stop.at), &members.join(", ")));
        }
        if route.stops.len() > 1 {
            let line: Vec<String> = route.stops.iter().map(|s| position(s.at)).collect();
            let metres = ["\"metres\": ", &route.metres.to_string()].concat();
            let members = [["\"name\": ", &title].concat(), metres].join(", ");
            features.push(feature("LineString", &["[", &line.join(", "), "]"].concat(), &members));
        }
    }
    [
        "{\"type\": \"FeatureCollection\", \"name\": ",
        &quoted(&sheet.name),
        ", \"tour\": ",
        &quoted(&sheet.token),
        ", \"features\": [\n",
        &features.join(",\n"),
        "\n]}\n",
    ]
    .concat()
}

fn feature(kind: &str, coordinates: &str, members: &str) -> String {
    [
        "{\"type\": \"Feature\", \"geometry\": {\"type\": \"",
        kind,
        "\", \"coordinates\": ",
        coordinates,
        "}, \"properties\": {",
        members,
        "}}",
    ]
    .concat()
}

fn position(at: LonLat) -> String {
    ["[", &degrees(at.lon()), ", ", &degrees(at.lat()), "]"].concat()
}
