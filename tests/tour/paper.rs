//! The printed sheet from the bundle itself.

use redmap::bundle::{LayerBytes, Manifest, load};
use redmap::domain::itinerary::{Clock, Date, Spot, TourStop, TravelMode};
use redmap::domain::{Atlas, Itinerary, LonLat, PlaceId, Windows};
use redmap::engine::base_map::Source;
use redmap::engine::network::Network;
use redmap::engine::tour::Followed;
use redmap::i18n::Lang;
use redmap::present::paper::{Paper, papers};
use std::path::Path;

/// The bundle of the repository.
fn bundle() -> (Atlas, Network, Source) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let read = |file: &str| std::fs::read(root.join(file)).expect(file);
    let manifest = Manifest::parse("bundle.json", &read("bundle/bundle.json")).expect("a bundle");
    let files: Vec<(String, Vec<u8>)> = manifest
        .layers
        .iter()
        .map(|l| (l.file.clone(), read(&format!("bundle/{}", l.file))))
        .collect();
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let atlas = load(&manifest, &layers).expect("layers").atlas;
    let network = Network::parse(&read("bundle/streets.network")).expect("streets");
    (atlas, network, Source::whole(read("base/jinshui.pmtiles")).expect("a base map"))
}

/// Eight stops, one of them with an appointment that cannot be kept.
fn eight() -> Itinerary {
    let ids = [
        "yrcc-wang-huayun",
        "p-zijingshan-park",
        "zhengzhou-conferences",
        "mao-statue-jinshui",
        "feiji-building",
        "yellow-river-museum",
        "henan-museum",
        "yanzhuang",
    ];
    let mut stops: Vec<TourStop> =
        ids.iter().map(|id| TourStop::new(PlaceId::new(*id).expect("an id"))).collect();
    let clock = |text: &str| Clock::parse(text).expect("a time");
    stops[2].windows = Windows::one(clock("09:00"), clock("09:10"));
    Itinerary {
        name: "紫荆山到博物院".to_owned(),
        date: Date::parse("2026-11-28"),
        mode: TravelMode::Bike,
        start: LonLat::new(113.6765, 34.7619).ok().map(Spot::At),
        depart: Clock::parse("08:30").expect("a time"),
        stops,
        ..Itinerary::default()
    }
}

fn made(tour: &Itinerary, page: &str, lang: Lang) -> Vec<Paper> {
    let (atlas, network, base) = bundle();
    let known = |id: &PlaceId| atlas.place(id).and_then(|p| p.position);
    let followed = Followed::new(tour, &known, Some(&network)).expect("a tour");
    papers(tour, &followed, &atlas, Some(&base), page, lang)
}

#[test]
fn a_sheet_has_all_its_parts() {
    let tour = eight();
    let sheets = made(&tour, "https://example.org/map/", Lang::Zh);
    let [paper] = &sheets[..] else { panic!("{} sheets", sheets.len()) };
    assert_eq!(paper.title, "紫荆山到博物院");
    assert_eq!(paper.head[0].1, "2026 年 11 月 28 日 周六");
    assert!(paper.head[1].1.starts_with("08:30 "), "{:?}", paper.head);
    assert_eq!(paper.rows.len(), 8);
    assert!(paper.code.is_some() && paper.rows.iter().all(|row| row.code.is_some()));
    assert!(paper.rows.iter().all(|row| !row.points.is_empty() && !row.name.is_empty()));
    let demands = &paper.rows[2].demands;
    assert!(demands.contains("09:00–09:10") && demands.contains('▲'), "{demands:?}");
    assert_eq!(paper.rows[7].next, ["终点"]);
    // Stops around 紫荆山 stand too close for one map.
    assert_eq!(paper.pictures.len(), 2);
    for picture in &paper.pictures {
        assert!(!picture.svg.contains("var("), "a picture has no style sheet");
        assert_eq!(picture.svg.matches("<svg").count(), 1);
    }
    for number in 1..=8 {
        let seen = paper.pictures.iter().any(|p| p.svg.contains(&format!(">{number}</text>")));
        assert!(seen, "stop {number} is on no map");
    }
}

#[test]
fn each_team_has_a_sheet_of_its_own_in_either_language() {
    let mut tour = eight();
    tour.teams = 2;
    for stop in tour.stops.iter_mut().skip(5) {
        stop.route = Some(1);
    }
    let sheets = made(&tour, "http://127.0.0.1/", Lang::En);
    let rows: Vec<usize> = sheets.iter().map(|p| p.rows.len()).collect();
    assert_eq!(rows, [5, 3]);
    assert!(sheets[1].title.ends_with("team 2"), "{}", sheets[1].title);
    // The name and the credits are the bundle's; all else must be English.
    let words: String =
        sheets.iter().flat_map(|p| p.rows.iter()).flat_map(|r| r.next.clone()).collect();
    assert!(words.is_ascii(), "{words}");
}

#[test]
fn a_stop_that_nobody_can_find_is_listed_without_a_time() {
    let mut tour = eight();
    tour.teams = 2;
    let mut stop = TourStop::new(PlaceId::new("not-in-the-bundle").expect("an id"));
    stop.route = Some(1);
    tour.stops.push(stop);
    // The second team has no other stop, so the first sheet tells of it.
    let zh = made(&tour, "http://127.0.0.1/", Lang::Zh);
    let [paper] = &zh[..] else { panic!("{} sheets", zh.len()) };
    assert_eq!(paper.unplaced, "▲ 位置待考，没有排进时间：not-in-the-bundle");
    assert_eq!(paper.rows.len(), 8);
    tour.stops[7].route = Some(1);
    let en = made(&tour, "http://127.0.0.1/", Lang::En);
    let told: Vec<bool> = en.iter().map(|p| p.unplaced.ends_with(": not-in-the-bundle")).collect();
    assert_eq!(told, [false, true], "it stands on its own team's sheet");
}
