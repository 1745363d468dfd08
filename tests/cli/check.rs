//! `redmap check`: exit codes and the shape of its answers.

use super::{folder, redmap, sources};
use serde_json::Value;
use std::fs;

#[test]
fn a_clean_bundle_is_told_in_one_line() {
    let (code, out, err) = redmap(&["check", &sources("tests/fixtures/bundle/good")]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "0 个错误，0 个警告。0 errors, 0 warnings.\n");
    let (code, out, _) =
        redmap(&["check", "--json", &sources("tests/fixtures/bundle/good/bundle.json")]);
    assert_eq!(code, 0);
    let all: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(all, serde_json::json!({"errors": [], "warnings": []}));
}

#[test]
fn findings_carry_everything() {
    let path = folder("check-findings").join("bad.geojson");
    let text = "{\"type\": \"FeatureCollection\", \"features\": [\n\
        {\"type\": \"Feature\", \"id\": \"a\",\n\"geometry\": {\"type\": \"Point\", \"coordinates\": [113.6]},\n\
        \"properties\": {\"name\": \"甲\", \"website\": \"javascript:1\"}}]}";
    fs::write(&path, text).expect("a file");
    let path = path.display().to_string();
    let (code, out, _) = redmap(&["check", &path, "--json"]);
    assert_eq!(code, 1);
    let all: Value = serde_json::from_str(&out).expect("JSON");
    let error = &all["errors"][0];
    assert_eq!(error["file"], path);
    assert_eq!(error["feature"], "a");
    assert_eq!(error["field"], "geometry.coordinates");
    assert_eq!(error["line"], 3);
    assert_eq!(error["code"], "position-length");
    assert!(error["message"].as_str().is_some_and(|m| m.starts_with("坐标只有一个数")));
    assert!(
        error["message_en"].as_str().is_some_and(|m| m.starts_with("The position has one number"))
    );
    assert_eq!(all["errors"].as_array().map(Vec::len), Some(1));
    let codes: Vec<&str> = all["warnings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|w| w["code"].as_str())
        .collect();
    assert_eq!(codes, ["no-source", "unsafe-link", "no-english"]);

    let (code, out, _) = redmap(&["check", &path]);
    assert_eq!(code, 1);
    assert!(
        out.contains(&format!("{path}:3  错误 error [position-length]  a  geometry.coordinates\n")),
        "{out}"
    );
}

#[test]
fn warnings_alone_exit_with_zero() {
    let path = folder("check-warnings").join("w.geojson");
    fs::write(&path, r#"{"type":"Feature","id":"a","geometry":null,"properties":{"name":"甲"}}"#)
        .expect("a file");
    let (code, out, _) = redmap(&["check", &path.display().to_string()]);
    assert_eq!(code, 0);
    assert!(out.ends_with("0 errors, 2 warnings.\n"), "{out}");
}

#[test]
fn unreadable_bytes_are_errors_and_missing_files_are_not() {
    let path = folder("check-bytes").join("b.geojson");
    for bytes in [&b"\x00\xff\xfe\x01"[..], b"", b"PK\x03\x04", b"{\"type\"", b"null"] {
        fs::write(&path, bytes).expect("a file");
        let (code, out, _) = redmap(&["check", "--json", &path.display().to_string()]);
        assert_eq!(code, 1, "{bytes:?}");
        let all: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(all["errors"].as_array().map(Vec::len), Some(1), "{bytes:?}");
    }
    for arguments in [&["check", "no/such/file"][..], &["check"], &["check", "--unknown", "x"]] {
        let (code, out, err) = redmap(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty());
    }
}

#[test]
fn a_bundle_vouches_for_a_lone_file() {
    // The old post office of the sample, read off AMap.
    let path = folder("check-anchor").join("mine.geojson");
    let text = r#"{"type":"Feature","id":"p","geometry":{"type":"Point","coordinates":[113.666508, 34.752310]},
        "properties":{"name":"旧邮局","name_en":"x","accuracy_m":20,"sources":[{"id":"s","title":"x"}]}}"#;
    fs::write(&path, text).expect("a file");
    let path = path.display().to_string();
    let (code, alone, _) = redmap(&["check", &path]);
    assert_eq!((code, alone.contains("[shifted]")), (0, false));
    let (_, both, _) = redmap(&["check", &sources("tests/fixtures/bundle/good"), &path]);
    assert!(both.contains("[shifted]") && both.contains("GCJ-02"), "{both}");
}
