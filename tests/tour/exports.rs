//! Files a tour goes out in: goldens, the same tour back, and what other readers make of them.
//! `REDMAP_UPDATE=1` writes the goldens anew.

use redmap::bundle::itinerary;
use redmap::domain::{Atlas, Category, Itinerary, LonLat, Place, PlaceId, Text};
use redmap::engine::tour::{Effort, Outing, Plan, Solver};
use redmap::i18n::Lang;
use redmap::present::tour::{self, TourSheet, csv, geojson, gpx, ics, import, kml};

/// Places whose names and addresses need escaping everywhere.
fn atlas() -> Atlas {
    let mut atlas = Atlas::default();
    for (id, name, address, lon, lat) in [
        ("tower", "二七纪念塔", "二七广场; 钱塘路 82 号", 113.660_413, 34.753_435),
        ("museum", "黄河博物馆\"旧址\"", "紫荆山路 4 号, 近 <金水路> & 河边", 113.675_2, 34.768_9),
        ("park", "=紫荆山公园", "", 113.678_4, 34.765_1),
        (
            "hall",
            "郑州会议旧址，一个名字长到在日历里必须折行的会议旧址，两行才放得下",
            "金水路",
            113.684,
            34.7662,
        ),
    ] {
        let id = PlaceId::new(id).expect("an id");
        let mut place = Place::blank(id, Category::RedSite, Text::new(name, ""));
        place.position = LonLat::new(lon, lat).ok();
        place.address = Text::new(address, "");
        place.visit.phone = "0371-63912345".into();
        atlas.insert(place);
    }
    atlas
}

fn tours() -> Vec<(&'static str, Itinerary)> {
    let read = |json: &str| itinerary::parse(json).expect("a tour");
    let day = read(
        r#"{"date": "2026-11-24", "depart": "07:30", "until": "17:30", "start": [113.66, 34.75], "stops": [
        {"place": "tower", "minutes": 30, "pinned": "first"},
        {"place": "museum", "minutes": 45, "windows": [["14:00", "14:00"], ["16:00", "16:30"]]},
        {"place": "park", "optional": true, "score": 5}, {"place": "hall", "minutes": 20}]}"#,
    );
    let mut teams = read(
        r#"{"days": 2, "teams": 2, "mode": "drive", "speed": 30, "until": "10:00", "stops": [
        {"place": "tower", "minutes": 40}, {"place": "museum", "minutes": 40},
        {"place": "park", "minutes": 40}, {"place": "hall", "minutes": 40}]}"#,
    );
    teams.name = "讲师团：两天*两队~路线 <1> & \"2\"".into();
    vec![("day", day), ("teams", teams), ("empty", Itinerary::default())]
}

/// Plans a tour and takes the plan over, as a person accepts it.
fn planned(tour: &mut Itinerary) -> TourSheet {
    let atlas = atlas();
    let position = |id: &PlaceId| atlas.place(id).and_then(|p| p.position);
    let solve = |tour: &Itinerary| -> (Outing, Plan) {
        let outing = Outing::new(tour, &position, None).expect("places");
        let effort = Effort::quick(&outing.problem);
        let plan = Solver::new(&outing.problem, effort).expect("a problem").finish();
        (outing, plan)
    };
    let (outing, plan) = solve(tour);
    assert!(plan.violations.is_empty(), "{:?}", plan.violations);
    let is_stop = |p: &&usize| outing.problem.start != Some(**p) && outing.problem.end != Some(**p);
    let routes: Vec<Vec<usize>> =
        plan.routes.iter().map(|r| r.order.iter().filter(is_stop).copied().collect()).collect();
    tour.take_routes(&routes);
    let (outing, again) = solve(tour);
    assert_eq!(again.travel, plan.travel);
    tour::sheet(tour, &outing, &again, &atlas, Lang::Zh)
}

/// Every file of a tour, by its ending.
fn files(sheet: &TourSheet) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = sheet
        .routes
        .iter()
        .enumerate()
        .map(|(i, route)| (format!("{i}.gpx"), gpx::gpx(sheet, route, Lang::Zh)))
        .collect();
    out.push(("kml".into(), kml::kml(sheet, Lang::Zh)));
    out.push(("csv".into(), csv::csv(sheet, Lang::Zh)));
    out.push(("geojson".into(), geojson::geojson(sheet, Lang::Zh)));
    if let Some(text) = ics::ics(sheet, "20261124T010203Z", Lang::Zh) {
        out.push(("ics".into(), text));
    }
    out
}

#[test]
fn files_stay_as_they_were_looked_at() {
    for (name, mut tour) in tours() {
        let sheet = planned(&mut tour);
        for (ending, text) in files(&sheet) {
            let path = format!("{}/tests/golden/tour/{name}.{ending}", env!("CARGO_MANIFEST_DIR"));
            if std::env::var_os("REDMAP_UPDATE").is_some() {
                std::fs::write(&path, &text).expect("written");
            }
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == text, "{path} differs: look at it, then REDMAP_UPDATE=1");
        }
    }
}

#[test]
fn every_file_gives_the_same_tour_back() {
    for (name, mut tour) in tours() {
        let sheet = planned(&mut tour);
        let all = files(&sheet);
        assert!(all.len() >= 4);
        for (ending, text) in all {
            assert_eq!(import(&text).as_ref(), Some(&tour), "{name}.{ending}");
        }
        assert_eq!(import(&format!("#/tour?{}", tour::token(&tour))).as_ref(), Some(&tour));
    }
    assert_eq!(import("name,lon,lat\n"), None);
}

#[test]
fn calendar_lines_are_short_and_whole() {
    let (_, mut tour) = tours().swap_remove(0);
    let text = ics::ics(&planned(&mut tour), "20261124T010203Z", Lang::Zh).expect("a date");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    let count = |of: &str| text.matches(of).count();
    assert_eq!((count("BEGIN:VEVENT"), count("TRIGGER:-PT15M"), count("END:VALARM")), (5, 5, 5));
    assert!(text.contains("DTSTART;TZID=Asia/Shanghai:20261124T140000"));
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("LOCATION:二七广场\\; 钱塘路 82 号"), "{unfolded}");
    // Without a date there is nothing to put into a calendar.
    tour.date = None;
    assert_eq!(ics::ics(&planned(&mut tour), "20261124T010203Z", Lang::Zh), None);
}

#[test]
fn moments_are_of_the_right_day() {
    let date = redmap::domain::Date::parse("2026-03-01").expect("a day");
    assert_eq!(gpx::utc(date, 7 * 3600), "2026-02-28T23:00:00Z");
    assert_eq!(gpx::utc(date, 8 * 3600 + 61), "2026-03-01T00:01:01Z");
    assert_eq!(gpx::utc(date, 33 * 3600), "2026-03-02T01:00:00Z");
}

#[cfg(feature = "convert")]
#[test]
fn our_reader_of_other_peoples_files_finds_the_stops() {
    use redmap::bundle::convert::{Format, read};
    let (_, mut tour) = tours().swap_remove(0);
    let sheet = planned(&mut tour);
    let names: Vec<&str> = sheet.routes[0].stops.iter().map(|s| s.name.as_str()).collect();
    for (ending, format) in [
        ("0.gpx", Format::Gpx),
        ("kml", Format::Kml),
        ("geojson", Format::GeoJson),
        ("csv", Format::Csv),
    ] {
        let all = files(&sheet);
        let (_, text) = all.iter().find(|f| f.0 == ending).expect("the file");
        let table = read(format, "tour", text.as_bytes()).expect("readable");
        let found = names.iter().filter(|name| {
            table.records.iter().any(|r| {
                format!("{r:?}").contains(&name.replace('"', "\\\\\\\""))
                    || format!("{r:?}").contains(**name)
            })
        });
        assert_eq!(found.count(), names.len(), "{ending}: {table:#?}");
    }
}
