//! Exhibition boards 党史地标展板: a place a sheet, with a picture of the map that prints on any paper.

use super::map_svg;
use super::shapes::{self, Part};
use crate::domain::mercator::World;
use crate::domain::{Category, LonLat, Place, percent};
use crate::engine::base_map::{Paint, Pin, PinKind, Scene, Show, Source, View};
use crate::i18n::Lang;

/// Size of the picture in pixels.
pub const MAP: (f64, f64) = (620.0, 700.0);
/// Its zoom.
const ZOOM: f64 = 14.5;
/// Scale of the marker.
const MARK: &str = "1.5";

/// The map around a place as a `data:` address of an SVG; `None` where the map cannot show it.
#[must_use]
pub fn map_picture(lang: Lang, base: &Source, place: &Place, home: &str) -> Option<String> {
    let at = place.marker_position()?;
    let label = super::scene::label(lang, place);
    let pin = Pin {
        at: World::from(at),
        label: &label,
        kind: kind(&place.category),
        scale: 1.5,
        chosen: true,
        label_always: true,
        cluster_radius: None,
    };
    // Read from a step away, not on a screen.
    let view = View { label_scale: 1.4, ..View::whole(World::from(at), ZOOM, MAP.0, MAP.1) };
    let pins = [pin];
    let scene =
        Scene { view, pins: &pins, avoid: &[], route: &[], home_name: home, show: Show::default() };
    let marks = base.draw(&scene);
    let svg = map_svg::svg(&marks, MAP.0, MAP.1, |p| colour(p).to_owned());
    let body = svg.trim_end().strip_suffix("</svg>")?;
    let whole = [body, &ring(place, at), &marker(&place.category), "</svg>"].concat();
    Some(
        [
            "data:image/svg+xml,",
            &percent::encode(&whole, |c| c.is_ascii() && !matches!(c, '#' | '%')),
        ]
        .concat(),
    )
}

const fn kind(category: &Category) -> PinKind {
    match category {
        Category::RedSite => PinKind::RedSite,
        Category::LectureVenue => PinKind::LectureVenue,
        Category::Park => PinKind::Park,
        _ => PinKind::Other,
    }
}

/// The circle of a place that is known only roughly.
fn ring(place: &Place, at: LonLat) -> String {
    let rough = place.drawing() == crate::domain::Drawing::MarkerOnCircle;
    let Some(accuracy) = place.accuracy.filter(|_| rough) else { return String::new() };
    let radius = accuracy.metres() / crate::domain::mercator::metres_per_pixel(at.lat(), ZOOM);
    [
        "<circle cx=\"310\" cy=\"350\" r=\"",
        &crate::json::decimal::fixed(radius, 1),
        "\" fill=\"none\" stroke=\"#2B2320\" stroke-width=\"1.6\" stroke-dasharray=\"7 5\"/>",
    ]
    .concat()
}

/// The shape of the category in the middle, dark enough for black and white.
fn marker(category: &Category) -> String {
    let fill = match category {
        Category::RedSite => "#B3261E",
        Category::LectureVenue => "#9A6412",
        Category::Park => "#2F6B4F",
        Category::Practice => "#2A5A7A",
        _ => "#574B43",
    };
    let mut out = [
        "<g transform=\"translate(310 350) scale(",
        MARK,
        ")\" stroke-linejoin=\"round\" stroke-linecap=\"round\">",
    ]
    .concat();
    for part in shapes::marker(category, None).parts {
        let (Part::Path(class, _) | Part::Circle(class, ..) | Part::Word(class, ..)) = &part;
        let paint = match *class {
            "body" => {
                [" fill=\"", fill, "\" stroke=\"#FFF\" stroke-width=\"1.8\" paint-order=\"stroke\""]
                    .concat()
            }
            "gl" => " fill=\"#FFF\"".to_owned(),
            "ln" => " fill=\"none\" stroke=\"#FFF\" stroke-width=\"1.8\"".to_owned(),
            _ => [" fill=\"none\" stroke=\"", fill, "\" stroke-width=\"2.8\""].concat(),
        };
        match &part {
            Part::Path(_, d) => out.push_str(&["<path d=\"", d, "\"", &paint, "/>"].concat()),
            Part::Circle(_, cx, cy, r) => out.push_str(
                &["<circle cx=\"", cx, "\" cy=\"", cy, "\" r=\"", r, "\"", &paint, "/>"].concat(),
            ),
            Part::Word(..) => {}
        }
    }
    out.push_str("</g>");
    out
}

/// Colours on paper: those of the light sheet, with darker ground lines so that a grey printer keeps them.
fn colour(paint: Paint) -> &'static str {
    match paint.css_var() {
        "--m-in" | "--halo" | "--mt-c" | "--rf-a" | "--rf-s" => "#FFFFFF",
        "--m-out" => "#EFEFEC",
        "--m-green" => "#E6EAD3",
        "--m-bld" => "#EFE4CF",
        "--m-band" => "#D8CFC2",
        "--m-bd" => "#5A4A3C",
        "--rc" | "--rc-e" => "#8F8778",
        "--rc-s" | "--rf-h" => "#B9B2A4",
        "--rf-e" => "#F1E3BE",
        "--water" => "#BFD7E6",
        "--water-t" => "#2C6084",
        "--mt" => "#7A8A99",
        "--cinnabar-t" => "#A6211A",
        "--ochre-t" => "#85550C",
        "--green-t" => "#2A6248",
        "--lb-st" => "#3F5163",
        "--lb-dist" | "--lb-nb" => "#6A5C4D",
        _ => "#2B2320",
    }
}

/// Whether a telephone elsewhere can open an address: no file and no address of this computer alone.
#[must_use]
pub fn reachable(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
    else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    !(name == "localhost" || name.starts_with("127.") || name == "[::1]" || name == "0.0.0.0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Accuracy, PlaceId, Text};

    #[test]
    fn only_addresses_that_others_can_open() {
        for (address, open) in [
            ("https://example.org/map/#/place/a", true),
            ("http://map.example:8080/", true),
            ("http://127.0.0.1:8080/#/place/a", false),
            ("http://localhost/", false),
            ("http://[::1]:80/", false),
            ("file:///x/index.html", false),
        ] {
            assert_eq!(reachable(address), open, "{address}");
        }
    }

    #[test]
    fn the_map_shows_the_place_in_the_middle() {
        let bytes = std::fs::read("assets/base/jinshui.pmtiles").expect("the base map");
        let base = Source::whole(bytes).expect("a base map");
        let id = PlaceId::new("x").expect("an id");
        let mut place = Place::blank(id, Category::RedSite, Text::new("旧址", "Site"));
        assert_eq!(map_picture(Lang::Zh, &base, &place, "金水区"), None, "no position, no map");
        place.position = LonLat::new(113.676, 34.767).ok();
        place.accuracy = Accuracy::new(300.0);
        let picture = map_picture(Lang::Zh, &base, &place, "金水区").expect("a picture");
        assert!(picture.starts_with("data:image/svg+xml,<svg"), "{}", &picture[..60]);
        assert!(!picture.contains('#') && picture.ends_with("</svg>"));
        assert!(picture.contains("translate(310 350)") && picture.contains("stroke-dasharray"));
        assert!(picture.contains(&percent::encode("旧址", |c| c.is_ascii())), "the name is on it");
    }
}
