//! A file that someone brings along, through the desk of the tools worker, as the page sees it.
#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests, which the exemption for tests does not reach.

use redmap::bundle::convert::{Format, template};
use redmap::bundle::ident::Ids;
use redmap::bundle::intake::desk::Desk;
use redmap::bundle::intake::{Ask, Question, Refusal, Row, Stage, Tell, Verdict};
use redmap::bundle::load_piece;
use redmap::domain::{Category, Datum, LonLat, Place};
use std::fmt::Write as _;

fn said(act: impl FnOnce(&mut dyn FnMut(Tell))) -> Vec<Tell> {
    let mut all = Vec::new();
    act(&mut |tell: Tell| {
        // What is told travels as bytes.
        all.push(Tell::read(&tell.write()).expect("a message"));
    });
    all
}

fn question(desk: &mut Desk, name: &str, bytes: &[u8]) -> Question {
    match said(|tell| desk.read(name, bytes.to_vec(), tell)).pop() {
        Some(Tell::Question(question)) => question,
        other => panic!("no question but {other:?}"),
    }
}

fn refused(name: &str, bytes: &[u8]) -> Refusal {
    match said(|tell| Desk::default().read(name, bytes.to_vec(), tell)).pop() {
        Some(Tell::Refused(refusal)) => refusal,
        other => panic!("no refusal but {other:?}"),
    }
}

fn verdict(desk: &mut Desk, datum: Datum) -> Verdict {
    match said(|tell| desk.receive(&Ask::Take(datum).write(), tell)).pop() {
        Some(Tell::Verdict(verdict)) => verdict,
        other => panic!("no verdict but {other:?}"),
    }
}

fn places(desk: &mut Desk) -> Vec<Place> {
    let (mut ids, mut out) = (Ids::default(), Vec::new());
    loop {
        let told = said(|tell| desk.receive(&Ask::Next.write(), tell));
        let [Tell::Piece(json, last)] = told.as_slice() else { panic!("no piece but {told:?}") };
        let layer = Category::Other("import-1".into());
        out.extend(load_piece(json, 4, &layer, &mut ids).expect("places"));
        if *last {
            return out;
        }
    }
}

/// Line, place and first words of the errors.
fn errors(verdict: &Verdict) -> Vec<(u32, &str, &str)> {
    let errors = verdict.rows.iter().filter(|r| r.error);
    errors.map(|r: &Row| (r.line, r.feature.as_str(), r.what.zh.as_str())).collect()
}

const CSV: &str = "名称,经度,纬度,类别,开放时间\n\
    紫荆山公园,113.6700,34.7720,公园,Mo-Su 06:00-22:00\n\
    空白处,0,0,红色史迹,\n\
    远处,113.9,36.2,红色史迹,\n\
    没有位置,,,宣讲场所,随时\n\
    文化宫,113.6650,34.7600,宣讲场所,25:99-26:00\n\
    ,113.6650,34.7610,宣讲场所,\n";

#[test]
fn places_with_errors_are_left_out_and_told_by_their_row() {
    let mut desk = Desk::default();
    let asked = question(&mut desk, "名单.csv", CSV.as_bytes());
    assert_eq!((asked.count, asked.placed, asked.seems), (6, 5, None));
    let found = verdict(&mut desk, Datum::Wgs84);
    assert_eq!((found.kept, found.left_out, found.errors), (3, 3, 3));
    let told = errors(&found);
    assert_eq!(told[0], (3, "空白处", "坐标是 0, 0，多半是没有填"));
    assert_eq!((told[1].0, told[1].1), (4, "远处"));
    assert_eq!((told[2].0, told[2].2), (7, "地点没有名称"));
    let hours: Vec<(u32, &str)> = found
        .rows
        .iter()
        .filter(|r| r.field == "opening_hours")
        .map(|r| (r.line, r.todo.en.as_str()))
        .collect();
    let write = "Write them like Tu-Su 09:00-17:00; Mo off.";
    assert_eq!(hours, [(5, write), (6, write)], "the whole grammar decides, not its words alone");
    assert_eq!(desk.names(), "紫荆山公园\t\n没有位置\t\n文化宫\t");
    let names: Vec<String> = places(&mut desk).into_iter().map(|p| p.name.zh).collect();
    assert_eq!(names, ["紫荆山公园", "没有位置", "文化宫"]);
}

#[test]
fn the_datum_moves_every_place() {
    let mut desk = Desk::default();
    question(&mut desk, "名单.csv", CSV.as_bytes());
    verdict(&mut desk, Datum::Wgs84);
    let straight = places(&mut desk)[0].position.expect("a position");
    verdict(&mut desk, Datum::Gcj02);
    let moved = places(&mut desk);
    let metres = straight.distance_m(moved[0].position.expect("a position"));
    assert!((400.0..700.0).contains(&metres), "{metres}");
    assert_eq!(moved[1].position, None);
    assert!(moved.iter().all(|p| p.layer == 4 && p.category.wire() == "import-1"));
}

const GEOJSON: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "a", "properties": {"name": "甲", "category": "park"},
    "geometry": { "type": "Point", "coordinates": [113.66, 34.75] } },
  17,
  { "type": "Feature", "id": "b", "properties": {"name": "乙"},
    "geometry": { "type": "Polygon", "coordinates": [[[113.66, 34.75], [113.67, 34.75], [113.67, 34.76], [113.66, 34.76]]] } },
  { "type": "Feature", "id": "a", "properties": {"name": "丙"},
    "geometry": { "type": "Point", "coordinates": [113.68, 34.75] } }
] }"#;

#[test]
fn geojson_is_told_by_its_own_lines_in_every_datum() {
    for datum in [Datum::Wgs84, Datum::Bd09] {
        let mut desk = Desk::default();
        assert_eq!(question(&mut desk, "x.geojson", GEOJSON.as_bytes()).seems, Some(Datum::Wgs84));
        let found = verdict(&mut desk, datum);
        let told: Vec<(u32, &str)> = errors(&found).iter().map(|e| (e.0, e.1)).collect();
        assert_eq!(told, [(4, "#1"), (6, "乙"), (7, "丙")], "{datum:?} {:?}", found.rows);
        assert_eq!((found.kept, found.left_out), (1, 2));
        let kept = places(&mut desk);
        assert_eq!((kept.len(), kept[0].id.as_str()), (1, "a"));
    }
}

#[test]
fn a_fault_of_the_whole_file_refuses_it() {
    let text = GEOJSON.replacen(
        '{',
        r#"{"crs": {"type": "name", "properties": {"name": "EPSG:3857"}},"#,
        1,
    );
    let mut desk = Desk::default();
    question(&mut desk, "x.geojson", text.as_bytes());
    let found = verdict(&mut desk, Datum::Wgs84);
    assert_eq!((found.kept, found.left_out), (0, 3));
    assert!(places(&mut desk).is_empty());
}

#[test]
fn bad_files_are_refused_with_words() {
    for (name, bytes, words) in [
        ("a.geojson", &b"{\"type\": \"FeatureCollection\", \"features\": ["[..], "文件不完整"),
        ("a.geojson", b"<html>", "网页"),
        ("a.csv", "甲,乙\n1,2\n".as_bytes(), "没有找到表头"),
        ("a.csv", "名称,经度,纬度\n".as_bytes(), "里面没有地点"),
        ("a.xlsx", b"PK\x03\x04 nothing", "工作簿"),
        ("a.gpx", b"<kml/>", "kml"),
        ("a.xls", b"x", "不认识这种文件"),
        ("a", b"", "不认识这种文件"),
        ("a.csv", b"", "空"),
    ] {
        let why = refused(name, bytes);
        assert!(why.what.zh.contains(words), "{name}: {why:?}");
        assert!(!why.what.en.is_empty() && !why.todo.zh.is_empty() && !why.todo.en.is_empty());
    }
}

#[test]
fn a_known_place_off_by_its_datum_sends_the_reader_back() {
    // 二七纪念塔 as AMap has it.
    let known = LonLat::clamped(113.660_6, 34.752_6);
    let wrong = redmap::domain::datum::convert(known, Datum::Wgs84, Datum::Gcj02);
    let csv = format!("名称,经度,纬度\n二七纪念塔,{},{}\n", wrong.lon(), wrong.lat());
    let mut desk = Desk::default();
    let asked = question(&mut desk, "x.csv", csv.as_bytes());
    assert_eq!((asked.known, asked.seems), (1, Some(Datum::Gcj02)));
    let found = verdict(&mut desk, Datum::Wgs84);
    assert!(found.rows.iter().any(|r| r.todo.zh.contains("坐标系改选 GCJ-02")), "{:?}", found.rows);
    let found = verdict(&mut desk, Datum::Gcj02);
    assert!(!found.rows.iter().any(|r| r.todo.zh.contains("改选")));
}

#[test]
fn the_template_can_be_brought() {
    for (name, format) in [("t.csv", Format::Csv), ("t.xlsx", Format::Xlsx)] {
        let bytes = template(format).expect("a template");
        let mut desk = Desk::default();
        let asked = question(&mut desk, name, &bytes);
        assert!(asked.placed > 0);
        let found = verdict(&mut desk, Datum::Wgs84);
        assert_eq!((found.errors, found.left_out), (0, 0), "{:?}", found.rows);
        assert_eq!(places(&mut desk).len(), asked.count as usize);
    }
}

#[test]
fn many_places_come_in_pieces_with_progress() {
    let mut csv = String::from("名称,经度,纬度\n");
    for i in 0..20_000 {
        let bad = if i == 15_000 { ",0,0" } else { ",113.7,34.8" };
        let _ = writeln!(csv, "地点{i}{bad}");
    }
    let mut desk = Desk::default();
    let told = said(|tell| desk.read("many.csv", csv.into_bytes(), tell));
    let steps: Vec<u8> = told
        .iter()
        .filter_map(|t| match t {
            Tell::Progress(Stage::Reading, percent) => Some(*percent),
            _ => None,
        })
        .collect();
    assert!(steps.len() > 8 && steps.is_sorted() && steps.iter().all(|p| *p <= 100), "{steps:?}");
    let found = verdict(&mut desk, Datum::Wgs84);
    assert_eq!((found.kept, found.left_out, found.errors), (19_999, 1, 1));
    assert_eq!((found.rows.len(), found.listed_errors), (Verdict::PAGE, 1));
    assert_eq!(
        found.listed, 10_001,
        "the check tells of ten thousand warnings, and counts the rest"
    );
    let mut lines = Vec::new();
    for from in (0..found.listed).step_by(Verdict::PAGE) {
        let told = said(|tell| desk.receive(&Ask::Rows(from).write(), tell));
        let [Tell::Rows(first, rows)] = told.as_slice() else { panic!("no rows but {told:?}") };
        assert_eq!(*first, from);
        lines.extend(rows.iter().map(|r| r.line));
    }
    assert_eq!(lines.len(), 10_001, "every one of them can be reached");
    assert!(lines[1..].is_sorted() && lines[0] == 15_002);
    let beyond = said(|tell| desk.receive(&Ask::Rows(u32::MAX).write(), tell));
    assert_eq!(beyond, [Tell::Rows(u32::MAX, Vec::new())]);
    assert_eq!(errors(&found)[0].0, 15_002, "an error is not lost among the warnings");
    assert!(found.warnings > 50_000);
    assert_eq!(places(&mut desk).len(), 19_999);
}
