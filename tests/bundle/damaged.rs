//! What is broken costs as little as possible, and is told.

use redmap::bundle::{
    BundleError, Expected, GeometryFault, LayerBytes, Loaded, Manifest, ProblemKind, load,
    load_bare,
};

const ONE_LAYER: &str =
    r#"{"redmap": 1, "id": "t", "title": "试", "layers": [{"id": "park", "file": "a.geojson"}]}"#;

fn load_one(layer: &[u8]) -> Result<Loaded, BundleError> {
    let manifest = Manifest::parse("bundle.json", ONE_LAYER.as_bytes()).expect("a manifest");
    load(&manifest, &[LayerBytes { file: "a.geojson", bytes: layer }])
}

fn with_features(features: &str) -> Loaded {
    let text = format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{features}\n]}}");
    load_one(text.as_bytes()).expect("a layer")
}

fn feature(id: &str, geometry: &str, properties: &str) -> String {
    format!("{{\"type\":\"Feature\",{id}\"geometry\":{geometry},\"properties\":{properties}}}")
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.atlas.places().iter().map(|p| p.id.as_str()).collect()
}

#[test]
fn an_unreadable_layer_stops_with_its_name_and_line() {
    let refused = |bytes: &[u8]| load_one(bytes).expect_err("no layer");
    assert_eq!(refused(b"").kind, ProblemKind::Empty);
    assert_eq!(refused(b"<!DOCTYPE html><h1>404</h1>").kind, ProblemKind::WebPage);
    assert_eq!(refused(b"\xff\xfe{\0}\0").kind, ProblemKind::NotUtf8);
    let e = refused(b"{\"type\": \"FeatureCollection\",\n \"features\": [\n  {\"type\":");
    assert_eq!((e.kind, e.line, e.file.as_str()), (ProblemKind::Truncated, Some(3), "a.geojson"));
    let e = refused(b"{\"type\": \"FeatureCollection\",\n \"features\": {}\n}");
    assert_eq!((e.kind, e.line), (ProblemKind::WrongType(Expected::List), Some(2)));
    assert_eq!(e.excerpt.len(), 3);
}

#[test]
fn a_layer_that_was_not_fetched_is_named() {
    let manifest = Manifest::parse("bundle.json", ONE_LAYER.as_bytes()).expect("a manifest");
    let e = load(&manifest, &[]).expect_err("nothing was fetched");
    assert_eq!(e.kind, ProblemKind::MissingFile("a.geojson".into()));
    assert_eq!(e.file, "bundle.json");
}

#[test]
fn a_broken_geometry_costs_the_position_not_the_place() {
    let bad =
        feature("\"id\":\"a\",", r#"{"type":"Point","coordinates":[113.6]}"#, r#"{"name":"甲"}"#);
    let good = feature(
        "\"id\":\"b\",",
        r#"{"type":"Point","coordinates":[113.6,34.7]}"#,
        r#"{"name":"乙"}"#,
    );
    let loaded = with_features(&format!("{bad},\n{good}"));
    assert_eq!(ids(&loaded), ["a", "b"]);
    assert_eq!(loaded.atlas.places()[0].position, None);
    let w = &loaded.warnings[0];
    assert_eq!(w.kind, ProblemKind::Geometry(GeometryFault::Position(1)));
    assert_eq!((w.feature.as_deref(), w.line), (Some("a"), Some(2)));
    assert_eq!(w.field.as_deref(), Some("geometry"));
}

#[test]
fn a_feature_of_nothing_is_skipped() {
    let broken = feature("", r#"{"type":"Point","coordinates":[]}"#, "{}");
    let loaded = with_features(&format!("7, {broken}, null"));
    assert!(ids(&loaded).is_empty());
    let kinds: Vec<&str> = loaded.warnings.iter().map(|w| w.kind.code()).collect();
    assert_eq!(kinds, ["not-a-feature", "position-length", "not-a-feature"]);
    assert_eq!(loaded.warnings[2].feature.as_deref(), Some("#2"));
}

#[test]
fn ids_may_be_numbers_missing_or_taken() {
    let some = [
        feature("\"id\":7,", "null", r#"{"name":"甲"}"#),
        feature("", "null", r#"{"name":"乙"}"#),
        feature("\"id\":\"7\",", "null", r#"{"name":"丙"}"#),
        feature("\"id\":[1],", "null", r#"{"name":"丁"}"#),
        feature("\"id\":\"a b/中\",", "null", r#"{"name":"戊"}"#),
    ];
    let loaded = with_features(&some.join(",\n"));
    let ids = ids(&loaded);
    assert_eq!((ids[0], ids[2], ids[4]), ("7", "7-2", "a b/中"));
    assert!(ids[1].starts_with('x') && ids[1].len() == 17, "{}", ids[1]);
    let told: Vec<(&str, Option<u32>)> =
        loaded.warnings.iter().map(|w| (w.kind.code(), w.line)).collect();
    assert_eq!(told, [("duplicate-id", Some(4)), ("bad-id", Some(5))]);

    // Reordering and other properties leave a content id alone.
    let again = with_features(&feature("", "null", r#"{"summary":"新","name":"乙"}"#));
    assert_eq!(again.atlas.places()[0].id.as_str(), ids[1]);
}

#[test]
fn a_bad_value_costs_only_itself() {
    let properties = r#"{"name": "甲", "website": "javascript:alert(1)", "opening_hours": "周一闭馆",
        "years": [1923, "1949", "x"], "alias": "老甲", "accuracy_m": -5, "capacity": "many",
        "audience": "aliens", "phone": 63912345, "hours_verify": 1, "roles": {}, "summary": ["x"],
        "facts": [{"id": "f1", "text": "真", "grade": "Z", "sources": "s1"}, 3, {"id": "f2"}],
        "sources": [{"id": 1, "title": "志", "url": "ftp://x", "for": "fun"}],
        "story": "text", "milestones": [{"label": "无年"}], "unknown": {"kept": 1.10}}"#;
    let loaded = with_features(&feature("\"id\":\"a\",", "null", properties));
    let place = &loaded.atlas.places()[0];
    assert_eq!(place.years, [1923, 1949]);
    assert_eq!(place.alias, ["老甲"]);
    assert_eq!(place.visit.phone, "63912345");
    assert_eq!((place.facts.len(), place.facts[0].sources.as_slice()), (1, &["s1".to_owned()][..]));
    assert_eq!((place.sources[0].id.as_str(), &place.sources[0].url), ("1", &None));
    let fields: Vec<&str> = loaded.warnings.iter().filter_map(|w| w.field.as_deref()).collect();
    assert_eq!(
        fields,
        [
            "website",
            "opening_hours",
            "years",
            "accuracy_m",
            "capacity",
            "audience",
            "hours_verify",
            "roles",
            "summary",
            "facts[0].grade",
            "facts[1]",
            "facts[2]",
            "sources[0].for",
            "sources[0].url",
            "story",
            "milestones[0]"
        ]
    );
    assert_eq!(loaded.warnings[0].line, Some(2));
    assert_eq!(loaded.warnings[3].line, Some(3));
}

#[test]
fn a_name_may_come_under_other_keys() {
    let some = [
        feature("", "null", r#"{"名称":"甲"}"#),
        feature("", "null", r#"{"name_en":"B"}"#),
        feature("", r#"{"type":"Point","coordinates":[1,2]}"#, "{}"),
    ];
    let loaded = with_features(&some.join(","));
    let names: Vec<&str> = loaded.atlas.places().iter().map(|p| p.name.zh.as_str()).collect();
    assert_eq!(names, ["甲", "", "未命名"]);
    assert_eq!(loaded.warnings.len(), 1);
    assert_eq!(loaded.warnings[0].kind, ProblemKind::NoName);
}

#[test]
fn a_bare_file_that_is_none_is_refused() {
    for text in ["[1, 2]", "{}", "{\"type\": \"Topology\"}", "\"text\"", "null"] {
        let e = load_bare("x.json", text.as_bytes()).expect_err("no GeoJSON");
        assert!(matches!(e.kind, ProblemKind::NotGeoJson(_)), "{text}");
    }
}
