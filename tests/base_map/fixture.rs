//! The committed base map, a few pins and the views that are looked at.

use redmap::domain::LonLat;
use redmap::engine::base_map::{BaseMap, Pin, PinKind, Px, Rect, Scene, Show, Source, View};
use std::rc::Rc;

/// The committed base map.
pub fn source() -> Source {
    Source::whole(include_bytes!("../../assets/base/jinshui.pmtiles").to_vec()).unwrap()
}

/// The part of it that a view shows.
pub fn base(source: &Source, view: &View) -> Rc<BaseMap> {
    let far = view.world(Px::new(view.width, view.height));
    source.compose((view.world(Px::default()), far), view.zoom).base
}

/// Pins of the fixture; one of them chosen by its label, if any.
pub fn pins(chosen: &str) -> Vec<Pin<'static>> {
    let rows = include_str!("pins.tsv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<_> = row.split('\t').collect();
        let kind = match cells[0] {
            "red_site" => PinKind::RedSite,
            "lecture_venue" => PinKind::LectureVenue,
            "park" => PinKind::Park,
            _ => PinKind::Other,
        };
        let at = LonLat::new(cells[2].parse().unwrap(), cells[3].parse().unwrap()).unwrap();
        Pin {
            at: at.into(),
            label: cells[1],
            kind,
            scale: if cells[1] == chosen { 1.36 } else { 0.84 },
            chosen: cells[1] == chosen,
            label_always: false,
            cluster_radius: None,
        }
    })
    .collect()
}

/// A view that is looked at, and kept as a golden where `golden` says so.
pub struct Look {
    pub name: &'static str,
    pub view: View,
    pub chosen: &'static str,
    pub avoid: Vec<Rect>,
    pub golden: bool,
    pub neat: bool,
    pub theme: &'static str,
    pub show: Show,
}

impl Look {
    pub fn scene<'a>(&'a self, pins: &'a [Pin<'a>]) -> Scene<'a> {
        Scene {
            view: self.view,
            pins,
            avoid: &self.avoid,
            route: &[],
            home_name: "金水区",
            show: self.show,
        }
    }
}

pub fn view(lon: f64, lat: f64, zoom: f64, width: f64, height: f64) -> View {
    View::whole(LonLat::clamped(lon, lat).into(), zoom, width, height)
}

pub fn looks() -> Vec<Look> {
    let desktop = |lon, lat, zoom| {
        let mut v = view(lon, lat, zoom, 1060.0, 836.0);
        v.frame = v.canvas().grown(-18.0);
        v
    };
    let boxes = vec![Rect::new(988.0, 30.0, 1034.0, 210.0), Rect::new(675.0, 730.0, 1034.0, 806.0)];
    let look = |name, view, chosen, neat| Look {
        name,
        view,
        chosen,
        avoid: if neat { boxes.clone() } else { vec![] },
        golden: false,
        neat,
        theme: ":root",
        show: Show::default(),
    };
    let golden = |look| Look { golden: true, ..look };
    let themed = |theme, look| Look { theme, ..look };
    // As the app draws it: a quarter of the map's size beyond each edge of what is seen.
    let mut over = view(113.684, 34.7815, 13.3, 1590.0, 1254.0);
    over.frame = Rect::new(283.0, 227.0, 1307.0, 1027.0);
    let mut elder = view(113.6762, 34.7672, 14.3, 390.0, 844.0);
    elder.label_scale = 1.5;
    let plain = Show { ground: true, areas: false, metro: false, pois: false };
    vec![
        golden(look("explore", desktop(113.684, 34.7815, 13.3), "", true)),
        golden(look("place", desktop(113.6722, 34.7672, 15.05), "郑州会议旧址", true)),
        look("phone", view(113.6762, 34.7672, 14.3, 390.0, 844.0), "", false),
        look("far", desktop(113.70, 34.80, 12.0), "", true),
        look("near", desktop(113.6722, 34.7672, 16.0), "", true),
        golden(look("overscan", over, "", false)),
        themed("[data-theme=dark]", look("dark", desktop(113.684, 34.7815, 13.3), "", true)),
        themed("[data-contrast=high]", look("contrast", desktop(113.684, 34.7815, 13.3), "", true)),
        Look { show: plain, ..look("elder", elder, "", false) },
        look("city", desktop(113.70, 34.80, 11.0), "", true),
        look("district", desktop(113.69, 34.79, 12.6), "", true),
        look("quarter", desktop(113.70, 34.775, 14.0), "", true),
        look("block", desktop(113.6722, 34.7672, 17.0), "", true),
        look("wide", view(113.684, 34.7815, 13.3, 1800.0, 1125.0), "", false),
    ]
}
