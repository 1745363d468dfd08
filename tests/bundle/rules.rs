//! Every rule of the check: a bad case that is found, and a good one that is not.

use redmap::bundle::check::{Anchors, Finding, Report, check_bare, check_bundle};
use redmap::domain::datum::convert;
use redmap::domain::{Datum, LonLat};

const MANIFEST: &str = include_str!("../fixtures/bundle/good/bundle.json");
const SITES: &str = include_str!("../fixtures/bundle/good/layers/sites.geojson");
const PARKS: &str = include_str!("../fixtures/bundle/good/layers/parks.geojson");
const STORIES: &str = include_str!("../fixtures/bundle/good/stories.json");
const EVENTS: &str = include_str!("../fixtures/bundle/good/events.json");
const QUIZ: &str = include_str!("../fixtures/bundle/good/quiz.json");
const TOURS: &str = include_str!("../fixtures/bundle/good/tours.json");

/// The sample bundle with one text replaced in one file. Its tours are left out where they are not the
/// matter: a changed place would be told once more by the tour that leads there.
pub fn bundle_with(file: &str, old: &str, new: &str) -> Report {
    let manifest = MANIFEST.replace("  \"tours\": \"tours.json\",\n", "");
    let read = |name: &str| -> Option<Vec<u8>> {
        let text = match name {
            "bundle.json" if file == "tours.json" || file.is_empty() => MANIFEST,
            "bundle.json" => manifest.as_str(),
            "layers/sites.geojson" => SITES,
            "layers/parks.geojson" => PARKS,
            "stories.json" => STORIES,
            "events.json" => EVENTS,
            "quiz.json" => QUIZ,
            "tours.json" => TOURS,
            _ => return None,
        };
        if name == file {
            assert!(text.contains(old), "{file} does not hold {old}");
            return Some(text.replacen(old, new, 1).into_bytes());
        }
        Some(text.as_bytes().to_vec())
    };
    let manifest = read("bundle.json").expect("the manifest");
    check_bundle("bundle.json", &manifest, &read, &Anchors::built_in())
}

pub fn bare(text: &str) -> Report {
    check_bare("x.geojson", text.as_bytes(), &Anchors::built_in())
}

pub fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|f| f.rule.code()).collect()
}

/// Exactly one finding, of this code, at this line of this file.
#[track_caller]
pub fn only(report: &Report, file: &str, line: u32, code: &str, field: &str) {
    let [Finding { file: f, line: l, field: x, rule, .. }] = report.findings.as_slice() else {
        panic!("{:#?}", report.findings);
    };
    assert_eq!(
        (f.as_str(), *l, rule.code(), x.as_deref().unwrap_or("")),
        (file, Some(line), code, field)
    );
}

#[test]
fn the_sample_is_clean() {
    assert_eq!(bundle_with("", "", "").findings, []);
}

#[test]
fn rules_of_a_place() {
    let site = |old: &str, new: &str, line: u32, code: &str, field: &str| {
        only(
            &bundle_with("layers/sites.geojson", old, new),
            "layers/sites.geojson",
            line,
            code,
            field,
        );
    };
    site(
        "\"Tu-Su 09:00-17:00; Mo off\"",
        "\"Mo-Su 08:00-25:00-26:00\"",
        26,
        "bad-hours",
        "opening_hours",
    );
    site("\"Tu-Su 09:00-17:00; Mo off\"", "\"周一闭馆\"", 26, "bad-hours", "opening_hours");
    site(
        "\"https://www.example.org/post\"",
        "\"javascript:alert(1)\"",
        28,
        "unsafe-link",
        "website",
    );
    site(
        "\"https://www.example.org/gazetteer\"",
        "\"ftp://x\"",
        33,
        "unsafe-link",
        "sources[0].url",
    );
    site("\"accuracy_m\": 30,", "\"x\": 30,", 4, "no-accuracy", "accuracy_m");
    site("\"accuracy_m\": 30", "\"accuracy_m\": \"30 m\"", 31, "wrong-type", "accuracy_m");
    site("\"name_en\": \"Old Post Office\"", "\"name_en\": \"\"", 11, "no-english", "name_en");
    site(
        "\"text_en\": \"Workers met here in February 1923.\"",
        "\"x\": 1",
        21,
        "no-english",
        "facts[0].text_en",
    );
    site("\"checked\": \"2026-11-22\"", "\"checked\": \"2026-11-31\"", 35, "bad-date", "checked");
    site("\"facts\": [\"f1\"]", "\"facts\": [\"f9\"]", 19, "dead-fact", "milestones[0].facts");
    site("此集合[^f1]", "此集合[^f2]", 24, "dead-fact", "story[0].text");
    site("1923[^f1]", "1923[^f2]", 24, "dead-fact", "story[0].text_en");
    site(
        "\"sources\": [\"s1\"] }",
        "\"sources\": [\"s7\"] }",
        21,
        "dead-source",
        "facts[0].sources",
    );
    site(
        "\"visit_sources\": [\"s1\"]",
        "\"visit_sources\": [\"s7\"]",
        30,
        "dead-source",
        "visit_sources",
    );
    site("\"sources\": [\"s1\"] }", "\"sources\": [] }", 21, "no-source", "facts[0].sources");
    site("\"罢工\"", "\"二七大罢工日\"", 19, "too-long", "label");
    site(
        "\"grade\": \"B\", \"sources\"",
        "\"grade\": \"X\", \"sources\"",
        21,
        "unknown-value",
        "facts[0].grade",
    );
    site("\"id\": \"lost-school\"", "\"id\": \"old-post\"", 39, "duplicate-id", "id");
    site("\"id\": \"lost-school\"", "\"id\": \"夜 校\"", 41, "odd-id", "id");
    site("\"id\": \"lost-school\"", "\"id\": true", 41, "bad-id", "id");
    site("\"alias\": [\"老邮局\"]", "\"phone\": \"1\"", 27, "duplicate-key", "phone");
    site("\"name\": \"夜校\",", "", 39, "no-name", "name");
}

#[test]
fn rules_of_position() {
    let site = |new: &str, code: &str| {
        let old = "[113.660413, 34.753435]";
        let report = bundle_with("layers/sites.geojson", old, new);
        only(&report, "layers/sites.geojson", 7, code, "geometry.coordinates");
    };
    site("[34.753435, 113.660413]", "lon-lat-swapped");
    site("[113.660413]", "position-length");
    site("[\"113.660413\", 34.753435]", "position-number");
    site("[[113.660413, 34.753435]]", "coordinates-nesting");
    site("[0, 0]", "null-island");
    site("[114.660413, 34.753435]", "outside-bbox");
    site("[113.660413, 34.753435, 90, 1]", "position-long");
    site("\"113.660413, 34.753435\"", "no-coordinates");
}

#[test]
fn rules_of_areas() {
    let park = |new: &str, code: &str| {
        let old = "[[[113.68, 34.78], [113.69, 34.78], [113.69, 34.79], [113.68, 34.79], [113.68, 34.78]]]";
        let report = bundle_with("layers/parks.geojson", old, new);
        only(&report, "layers/parks.geojson", 7, code, "geometry.coordinates");
    };
    park("[[[113.68, 34.78], [113.69, 34.78], [113.69, 34.79], [113.68, 34.79]]]", "ring-open");
    park("[[[113.68, 34.78], [113.69, 34.78], [113.68, 34.78]]]", "ring-length");
    park(
        "[[113.68, 34.78], [113.69, 34.78], [113.69, 34.79], [113.68, 34.78]]",
        "coordinates-nesting",
    );
    let clockwise =
        "[[[113.68, 34.78], [113.68, 34.79], [113.69, 34.79], [113.69, 34.78], [113.68, 34.78]]]";
    park(clockwise, "ring-winding");
    // A hole runs clockwise.
    let outer =
        "[[113.68, 34.78], [113.69, 34.78], [113.69, 34.79], [113.68, 34.79], [113.68, 34.78]]";
    let inner = "[[113.682, 34.782], [113.684, 34.782], [113.684, 34.784], [113.682, 34.782]]";
    park(&format!("[{outer}, {inner}]"), "ring-winding");
}

#[test]
fn rules_of_the_collection() {
    let top = |new: &str, expected: &[&str]| {
        let text = SITES.replacen("\"type\": \"FeatureCollection\"", new, 1);
        assert_eq!(codes(&bare(&text)), expected, "{new}");
    };
    let all = "\"type\": \"FeatureCollection\", ";
    top(&format!("{all}\"bbox\": [113, 34, 114, 35]"), &[]);
    top(&format!("{all}\"bbox\": [113, 34, 114]"), &["bad-bbox"]);
    top(&format!("{all}\"bbox\": [113, 35, 114, 34]"), &["bad-bbox"]);
    top(&format!("{all}\"properties\": {{}}"), &["forbidden-member"]);
    top(
        &format!(
            "{all}\"crs\": {{\"properties\": {{\"name\": \"urn:ogc:def:crs:OGC:1.3:CRS84\"}}}}"
        ),
        &["crs"],
    );
    let feature = |new: &str, expected: &[&str]| {
        let text =
            SITES.replacen("\"id\": \"old-post\"", &format!("\"id\": \"old-post\", {new}"), 1);
        assert_eq!(codes(&bare(&text)), expected, "{new}");
    };
    feature("\"bbox\": [113, 34, 114, 35]", &[]);
    feature("\"bbox\": [113, 34, 113.5, 35]", &["bbox-excludes"]);
    feature("\"bbox\": [170, 34, 115, 35]", &[]);
    feature("\"coordinates\": []", &["forbidden-member"]);
    assert_eq!(codes(&bare(&SITES.replacen("\"geometry\": null,", "", 1))), ["missing-member"]);
    let text = r#"{"type": "Feature", "geometry": null, "properties": 7}"#;
    assert_eq!(codes(&bare(text)), ["wrong-type", "no-name", "no-source"]);
    let report =
        bundle_with("layers/parks.geojson", "\"FeatureCollection\"", "\"GeometryCollection\"");
    assert_eq!(codes(&report)[0], "not-a-collection");
}

#[test]
fn rules_of_files() {
    assert_eq!(codes(&bare("")), ["empty-file"]);
    assert_eq!(codes(&bare("<html></html>")), ["web-page"]);
    assert_eq!(codes(&bare("{\"type\": ")), ["truncated"]);
    assert_eq!(codes(&bare("[1, 2]")), ["not-geojson"]);
    let deep = format!(
        "{{\"type\": \"FeatureCollection\", \"x\": {}{}, \"features\": []}}",
        "[".repeat(300),
        "]".repeat(300)
    );
    assert_eq!(codes(&bare(&deep)), ["too-deep"]);
    let report = bundle_with("bundle.json", "layers/parks.geojson", "layers/gone.geojson");
    only(&report, "bundle.json", 15, "missing-file", "");
    let report = bundle_with("bundle.json", "layers/parks.geojson", "../parks.geojson");
    only(&report, "bundle.json", 15, "unsafe-path", "layers[1].file");
    let report = bundle_with("bundle.json", "\"title_en\": \"Sample Map\"", "\"x\": 1");
    only(&report, "bundle.json", 5, "no-english", "title_en");
    let report =
        bundle_with("bundle.json", "[113.5, 34.6, 113.9, 35.0]", "[113.5, 35.0, 113.9, 34.6]");
    only(&report, "bundle.json", 12, "bad-bbox", "bbox");
}

#[test]
fn rules_of_stories_events_and_quiz() {
    let one = |file: &str, old: &str, new: &str, line: u32, code: &str, field: &str| {
        only(&bundle_with(file, old, new), file, line, code, field);
    };
    one("stories.json", "\"old-post\"", "\"gone\"", 8, "dead-place", "slides[0].place");
    one("stories.json", "[\"s1\"]", "[\"s9\"]", 8, "dead-source", "slides[0].sources");
    one("stories.json", "[113.685, 34.785]", "[34.785, 113.685]", 9, "bad-at", "slides[1].at");
    one(
        "stories.json",
        "\"title_en\": \"Today\"",
        "\"x\": 1",
        9,
        "no-english",
        "slides[1].title_en",
    );
    let first = "\"title\": \"集合\"";
    for (audio, code) in [("\"../a.mp3\"", "unsafe-path"), ("true", "wrong-type")] {
        let slide = format!("\"audio\": {audio}, {first}");
        one("stories.json", first, &slide, 8, code, "slides[0].audio");
    }
    let taped = bundle_with("stories.json", first, &format!("\"audio_en\": \"a.mp3\", {first}"));
    only(&taped, "stories.json", 8, "missing-file", "");
    one("stories.json", "\"slides\"", "\"pages\"", 3, "missing-member", "slides");
    one("stories.json", "\"stories\"", "\"story\"", 1, "missing-member", "stories");
    one("events.json", "\"old-post\"", "\"gone\"", 3, "dead-place", "place");
    one("events.json", "1923", "\"1923\"", 3, "wrong-type", "year");
    one("quiz.json", "\"fact\": \"f1\"", "\"fact\": \"f9\"", 3, "dead-fact", "fact");
    one("quiz.json", "\"right\": 1", "\"right\": 3", 3, "bad-right", "right");
    one("quiz.json", "\"right\": 1", "\"right\": \"1\"", 3, "bad-right", "right");
    one(
        "quiz.json",
        "\"answers_en\": [\"1921\", ",
        "\"answers_en\": [",
        3,
        "answers-differ",
        "answers_en",
    );
    assert_eq!(
        bundle_with("quiz.json", "\"fact\": \"f1\"", "\"fact\": \"old-post/f1\"").findings,
        []
    );
    let zoomed = bundle_with("stories.json", "[113.685, 34.785]", "[113.685, 34.785, 13.5]");
    assert_eq!(zoomed.findings, []);
    // A fact of the whole city, defined in one file and used in another.
    let city = "{ \"facts\": [{ \"id\": \"f9\", \"text\": \"x\", \"sources\": [\"s1\"] }],";
    assert_eq!(bundle_with("events.json", "{", city).findings, []);
    let dead = city.replace("s1", "s8");
    only(
        &bundle_with("events.json", "{", &dead),
        "events.json",
        1,
        "dead-source",
        "facts[0].sources",
    );
    one("tours.json", "\"old-post\"", "\"gone\"", 3, "dead-place", "stops[0].place");
    one("tours.json", "\"willow-park\"", "\"lost-school\"", 3, "stop-unplaced", "stops[1].place");
    one("tours.json", ", { \"place\": \"willow-park\" }", "", 3, "few-stops", "stops");
    one("tours.json", "\"walk\",\n", "\"fly\",\n", 2, "unknown-value", "mode");
    one("tours.json", "\"minutes\": 20", "\"minutes\": -20", 3, "wrong-type", "stops[0].minutes");
    one("tours.json", "\"title_en\": \"Half a day\"", "\"x\": 1", 2, "no-english", "title_en");
    let report = bundle_with("quiz.json", "\"answers\": [", "\"x\": [");
    assert_eq!(codes(&report), ["few-answers", "bad-right", "answers-differ"]);
    let report = bundle_with("quiz.json", "{", "");
    assert_eq!(codes(&report), ["json-syntax"]);
}

#[test]
fn one_place_told_twice() {
    let twin = |lon: f64, lat: f64| {
        let text = format!(
            "{{\"type\": \"FeatureCollection\", \"features\": [{}, {}]}}",
            place("a", "柳园（东门）", 113.685, 34.785),
            place("b", "柳园", lon, lat)
        );
        bare(&text)
    };
    assert_eq!(codes(&twin(113.6854, 34.785)), ["near-duplicate"]);
    assert!(codes(&twin(113.6856, 34.785)).is_empty());
}

#[test]
fn far_from_the_others() {
    let near = ["a", "b", "c"].map(|id| place(id, id, 113.68, 34.78)).join(",");
    let with = |last: String| {
        bare(&format!("{{\"type\": \"FeatureCollection\", \"features\": [{near},\n{last}]}}"))
    };
    only(&with(place("d", "d", 115.68, 34.78)), "x.geojson", 2, "far-away", "geometry.coordinates");
    only(&with(place("d", "d", 0.0, 0.0)), "x.geojson", 2, "null-island", "geometry.coordinates");
    assert!(codes(&with(place("d", "d", 114.3, 34.78))).is_empty());
    // What nobody filled in does not make the filled half look far away.
    let empty = ["d", "e", "f", "g"].map(|id| place(id, id, 0.0, 0.0)).join(",");
    assert_eq!(codes(&with(empty)), ["null-island"; 4]);
    // Kashgar: the exchanged numbers are a position too.
    let report = bare(&place("d", "d", 39.47, 75.99));
    only(&report, "x.geojson", 1, "lon-lat-swapped", "geometry.coordinates");
}

/// Places of the built-in table, in another datum.
fn shifted(datum: Datum, count: usize) -> Report {
    let known = [
        ("河南博物院", 113.665_858, 34.789_336),
        ("紫荆山公园", 0.0, 0.0),
        ("郑州市动物园", 0.0, 0.0),
        ("郑州市人民公园", 0.0, 0.0),
    ];
    let table = include_str!("../../src/bundle/check/anchors.tsv");
    let features: Vec<String> = known
        .iter()
        .take(count)
        .map(|(name, lon, lat)| {
            let row = table.lines().find(|l| l.starts_with(&format!("{name}\t")));
            let p = row.map_or((*lon, *lat), |row| {
                let c: Vec<&str> = row.split('\t').collect();
                (c[1].parse().expect("a number"), c[2].parse().expect("a number"))
            });
            let q = convert(LonLat::clamped(p.0, p.1), Datum::Wgs84, datum);
            place(name, name, q.lon(), q.lat())
        })
        .collect();
    bare(&format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", features.join(",\n")))
}

#[test]
fn coordinates_of_amap_and_baidu_are_found() {
    assert!(codes(&shifted(Datum::Wgs84, 4)).is_empty());
    for datum in [Datum::Gcj02, Datum::Bd09] {
        let report = shifted(datum, 4);
        assert_eq!(codes(&report).iter().filter(|c| **c == "shifted").count(), 4);
        let whole = report.errors().next().expect("the file is named");
        assert_eq!((whole.rule.code(), &whole.feature), ("shifted-file", &None));
        // One alone is a warning.
        assert_eq!(codes(&shifted(datum, 1)), ["shifted"]);
        assert_eq!(shifted(datum, 1).errors().count(), 0);
    }
}

#[test]
fn the_stated_district_is_compared_with_the_position() {
    let text = place("a", "塔", 113.660_413, 34.753_435);
    let stated = |district: &str| {
        bare(&text.replacen(
            "\"accuracy_m\"",
            &format!("\"district\": \"{district}\", \"accuracy_m\""),
            1,
        ))
    };
    assert!(codes(&stated("二七区")).is_empty());
    assert!(codes(&stated("别的区")).is_empty());
    assert_eq!(codes(&stated("惠济区")), ["wrong-district"]);
}

fn place(id: &str, name: &str, lon: f64, lat: f64) -> String {
    format!(
        "{{\"type\": \"Feature\", \"id\": \"{id}\", \"geometry\": {{\"type\": \"Point\", \"coordinates\": [{lon}, {lat}]}}, \
         \"properties\": {{\"name\": \"{name}\", \"name_en\": \"x\", \"accuracy_m\": 30, \"sources\": [{{\"id\": \"s\", \"title\": \"x\"}}]}}}}"
    )
    .replace("\"id\": \"河南博物院\"", "\"id\": \"museum\"")
    .replace("\"id\": \"紫荆山公园\"", "\"id\": \"zijingshan\"")
    .replace("\"id\": \"郑州市动物园\"", "\"id\": \"zoo\"")
    .replace("\"id\": \"郑州市人民公园\"", "\"id\": \"people\"")
}

#[test]
fn every_message_says_what_and_what_to_do() {
    use redmap::i18n::{Lang, rules};
    let mut findings = bundle_with("layers/sites.geojson", "\"name_en\"", "\"name\"").findings;
    findings.extend(shifted(Datum::Bd09, 4).findings);
    findings.extend(bare("{").findings);
    assert!(findings.len() > 5);
    for finding in findings {
        let zh = rules::message(&finding.rule, Lang::Zh);
        let en = rules::message(&finding.rule, Lang::En);
        for lang in [Lang::Zh, Lang::En] {
            let [what, todo] = rules::parted(&finding.rule, lang);
            assert!(!what.is_empty() && !todo.is_empty(), "{:?}: {what} | {todo}", finding.rule);
        }
        // One language at a time; what a file holds stands in quotes, in its own words.
        let own: String = en.split(['“', '”']).step_by(2).collect();
        assert!(!own.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{en}");
        assert!(zh.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
        assert!(zh.ends_with('。') && zh.matches('。').count() >= 2, "{zh}");
        assert!(en.ends_with('.') && en.matches(". ").count() >= 1, "{en}");
    }
}
