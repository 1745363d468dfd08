//! `redmap search`.

use super::{redmap, sources};
use serde_json::Value;

fn search(query: &str, more: &[&str]) -> Value {
    let bundle = sources("assets/bundle");
    let (code, out, err) = redmap(&[&["search", &bundle, query, "--json"], more].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn answers_in_the_shape_of_the_contract() {
    let all = search("eqt", &["--limit", "1"]);
    let hit = &all["hits"][0];
    assert_eq!(hit["id"], "erqi-tower");
    assert_eq!(hit["name"], "郑州二七纪念塔");
    assert_eq!(hit["name_en"], "Zhengzhou Erqi Memorial Tower");
    assert_eq!(hit["kind"], "place");
    assert_eq!(hit["why"], "又名 · 按拼音首字母");
    assert_eq!(hit["match"], "二七塔");
    assert_eq!(all["hits"].as_array().map(Vec::len), Some(1));
    assert_eq!(all["suggestions"], serde_json::json!([]));
}

#[test]
fn suggests_instead_of_inventing() {
    let all = search("紫金山公园", &[]);
    assert_eq!(all["hits"], serde_json::json!([]));
    assert_eq!(all["suggestions"][0]["id"], "p-zijingshan-park");
}

#[test]
fn a_bare_file_and_a_missing_one() {
    let file = sources("assets/bundle/layers/parks.geojson");
    let (code, out, _) = redmap(&["search", &file, "rmgc"]);
    assert_eq!(code, 0);
    assert!(out.contains("人民广场"), "{out}");
    assert_eq!(redmap(&["search", &sources("assets/nowhere"), "x"]).0, 2);
}
