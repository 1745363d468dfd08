//! The rules that `rules` has no natural place for, and the proof that none was forgotten.

use super::rules::{bare, bundle_with, codes, only};
use redmap::bundle::check::{Anchors, check_bare};
use redmap::bundle::document::MAX_BYTES;

/// A lone feature with this geometry.
fn shape(geometry: &str) -> Vec<String> {
    let text = format!(
        "{{\"type\": \"Feature\", \"id\": \"a\", \"geometry\": {geometry}, \"properties\": {{\"name\": \"x\", \
         \"accuracy_m\": 9, \"sources\": [{{\"id\": \"s\", \"title\": \"x\"}}]}}}}"
    );
    codes(&bare(&text)).into_iter().map(str::to_owned).collect()
}

#[test]
fn every_type_of_geometry_good_and_bad() {
    let good = [
        r#"{"type": "Point", "coordinates": [113.6, 34.7]}"#,
        r#"{"type": "Point", "coordinates": [113.6, 34.7, 104.2], "bbox": [113.6, 34.7, 113.6, 34.7]}"#,
        r#"{"type": "MultiPoint", "coordinates": [[113.6, 34.7], [113.61, 34.7]]}"#,
        r#"{"type": "LineString", "coordinates": [[113.6, 34.7], [113.61, 34.7]]}"#,
        r#"{"type": "MultiLineString", "coordinates": [[[113.6, 34.7], [113.61, 34.7]]]}"#,
        r#"{"type": "Polygon", "coordinates": [[[113, 34], [114, 34], [114, 35], [113, 34]]]}"#,
        r#"{"type": "MultiPolygon", "coordinates": [[[[113, 34], [114, 34], [114, 35], [113, 34]]]]}"#,
        r#"{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [113.6, 34.7]}]}"#,
        "null",
    ];
    for geometry in good {
        assert_eq!(shape(geometry), Vec::<String>::new(), "{geometry}");
    }
    let bad = [
        ("7", "geometry-not-object"),
        (r#"{"coordinates": [113.6, 34.7]}"#, "geometry-type"),
        (r#"{"type": "Circle", "coordinates": [113.6, 34.7]}"#, "geometry-type"),
        (r#"{"type": "point", "coordinates": [113.6, 34.7]}"#, "geometry-type"),
        (r#"{"type": "Point"}"#, "no-coordinates"),
        (r#"{"type": "Point", "coordinates": []}"#, "position-length"),
        (r#"{"type": "MultiPoint", "coordinates": []}"#, "no-position"),
        (r#"{"type": "Point", "coordinates": [113.6]}"#, "position-length"),
        (r#"{"type": "Point", "coordinates": [113.6, "34.7"]}"#, "position-number"),
        (r#"{"type": "Point", "coordinates": [113.6, null]}"#, "position-number"),
        (r#"{"type": "Point", "coordinates": [113.6, 34.7, 1, 2]}"#, "position-long"),
        (r#"{"type": "Point", "coordinates": [12649000, 4128000]}"#, "position-range"),
        (r#"{"type": "Point", "coordinates": [34.7, 113.6]}"#, "lon-lat-swapped"),
        (r#"{"type": "LineString", "coordinates": [[113.6, 34.7]]}"#, "line-length"),
        (r#"{"type": "LineString", "coordinates": [113.6, 34.7]}"#, "coordinates-nesting"),
        (r#"{"type": "MultiLineString", "coordinates": [[[113.6, 34.7]]]}"#, "line-length"),
        (
            r#"{"type": "Polygon", "coordinates": [[[113, 34], [114, 34], [113, 34]]]}"#,
            "ring-length",
        ),
        (
            r#"{"type": "MultiPolygon", "coordinates": [[[[113, 34], [114, 34], [114, 35], [113, 35]]]]}"#,
            "ring-open",
        ),
        (
            r#"{"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [113.6, 34.7]}]}]}"#,
            "nested-collection",
        ),
        (
            r#"{"type": "Point", "coordinates": [113.6, 34.7], "properties": {}}"#,
            "forbidden-member",
        ),
        (
            r#"{"type": "Point", "coordinates": [113.6, 34.7], "bbox": [0, 0, 1, 1]}"#,
            "bbox-excludes",
        ),
    ];
    for (geometry, code) in bad {
        assert_eq!(shape(geometry), [code], "{geometry}");
    }
}

#[test]
fn entries_that_are_no_features() {
    let list = |entry: &str| {
        bare(&format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{entry}]}}"))
    };
    for entry in ["7", "null", "{}", "[]", "{\"type\": \"Topology\"}"] {
        only(&list(entry), "x.geojson", 2, "not-a-feature", "");
    }
    assert_eq!(codes(&list("")), Vec::<&str>::new());
}

#[test]
fn ids_of_facts_and_sources() {
    let site = |old: &str, new: &str, code: &str| {
        let report = bundle_with("layers/sites.geojson", old, new);
        assert!(codes(&report).contains(&code), "{new}: {:?}", codes(&report));
    };
    let fact = "{ \"id\": \"f1\"";
    let again = "{ \"id\": \"f1\", \"text\": \"x\", \"sources\": [\"s1\"] }, { \"id\": \"f1\"";
    site(fact, again, "repeated-id");
    site(fact, "{ \"x\": \"f1\"", "no-id");
    let milestone = "{ \"year\": 1999, \"label\": \"x\" }, ".repeat(7);
    site("\"milestones\": [", &format!("\"milestones\": [{milestone}"), "too-many");
    site("\"visit_minutes\": 40", "\"visit_minutes\": -40", "wrong-type");
    site("\"accuracy_m\": 30", "\"accuracy_m\": -30", "out-of-range");
    let report = bundle_with(
        "stories.json",
        "\"stories\": [",
        "\"stories\": [\n{ \"id\": \"a\", \"title\": \"x\", \"slides\": [] }, { \"id\": \"a\", \"title\": \"x\", \"slides\": [] },",
    );
    assert_eq!(codes(&report), ["repeated-id"]);
}

#[test]
fn ids_across_layers() {
    let report = bundle_with("layers/parks.geojson", "\"willow-park\"", "\"old-post\"");
    only(&report, "layers/parks.geojson", 4, "duplicate-id", "id");
}

#[test]
fn manifests_that_name_too_little_or_too_much() {
    let with = |old: &str, new: &str| {
        codes(&bundle_with("bundle.json", old, new))
            .iter()
            .map(|c| (*c).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(with("\"redmap\": 1", "\"redmap\": 2"), ["unknown-version"]);
    assert_eq!(with("\"redmap\": 1", "\"redmap\": \"1\""), ["unknown-version"]);
    assert_eq!(with("\"redmap\"", "\"version_of\""), ["missing-member"]);
    assert_eq!(with("\"layers\": [", "\"layers\": [], \"old\": ["), ["no-layers"]);
    assert!(with("\"id\": \"park\"", "\"id\": \"red_site\"").contains(&"duplicate-layer".into()));
    assert_eq!(with("\"stories.json\"", "\"../stories.json\""), ["unsafe-path"]);
    assert_eq!(with("https://www.openstreetmap.org", "javascript:"), ["unsafe-link"]);
}

#[test]
fn bytes_that_are_no_text() {
    let of = |bytes: &[u8]| {
        let report = check_bare("x.geojson", bytes, &Anchors::built_in());
        codes(&report).iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(b"{\"a\": \"\xd6\xd0\"}"), ["not-utf8"]);
    assert_eq!(of(&vec![b' '; MAX_BYTES + 1]), ["too-large"]);
    assert_eq!(of(b"{\"type\": \"FeatureCollection\", \"features\": []} x"), ["json-syntax"]);
}

/// Every rule has a case in these tests and a line in the documentation: the codes are read from the sources.
#[test]
fn no_rule_was_forgotten() {
    let sources = [
        include_str!("../../src/bundle/check/rule.rs"),
        include_str!("../../src/bundle/problem.rs"),
        include_str!("../../src/bundle/geometry/fault.rs"),
    ];
    let tests = [include_str!("rules.rs"), include_str!("rules_more.rs")].concat();
    let page = include_str!("../../docs/bundle.md");
    let mut count = 0;
    for line in sources.iter().flat_map(|s| s.lines()).filter(|l| l.contains("=> \"")) {
        let code = line.split('"').nth(1).expect("a code");
        // The page counts what it leaves out; the check leaves out nothing.
        if code == "more" {
            continue;
        }
        count += 1;
        assert!(tests.contains(&format!("\"{code}\"")), "{code} has no test");
        assert!(page.contains(&format!("`{code}`")), "{code} is not in docs/bundle.md");
    }
    assert!(count > 60, "{count}");
}
