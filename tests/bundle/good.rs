//! The sample bundle is read completely.

use redmap::bundle::{LayerBytes, Manifest, load, load_bare, looks_like_manifest};
use redmap::domain::place::{Relation, Series, SourceUse};
use redmap::domain::{Category, Drawing, PlaceId};

const MANIFEST: &[u8] = include_bytes!("../fixtures/bundle/good/bundle.json");
const SITES: &[u8] = include_bytes!("../fixtures/bundle/good/layers/sites.geojson");
const PARKS: &[u8] = include_bytes!("../fixtures/bundle/good/layers/parks.geojson");

fn id(text: &str) -> PlaceId {
    PlaceId::new(text).expect("an id")
}

#[test]
fn every_property_arrives() {
    let manifest = Manifest::parse("bundle.json", MANIFEST).expect("a manifest");
    let layers = [
        LayerBytes { file: "layers/parks.geojson", bytes: PARKS },
        LayerBytes { file: "layers/sites.geojson", bytes: SITES },
    ];
    let loaded = load(&manifest, &layers).expect("a bundle");
    assert_eq!(loaded.warnings, []);
    let atlas = loaded.atlas;
    assert_eq!(atlas.places().len(), 3);
    assert_eq!((atlas.title.zh.as_str(), atlas.seal.as_str()), ("样例地图", "样例"));
    assert_eq!(atlas.layers.len(), 2);

    let post = atlas.place(&id("old-post")).expect("the post office");
    assert_eq!((post.layer, post.name.en.as_str()), (0, "Old Post Office"));
    assert!(post.serves(&Category::LectureVenue) && post.serves(&Category::RedSite));
    assert_eq!(post.alias, ["老邮局"]);
    assert_eq!(post.years, [1923, 1951]);
    assert!(post.milestones[0].key);
    assert_eq!(post.facts[0].sources, ["s1"]);
    assert_eq!(post.story[0].title.en, "I. Meeting");
    assert_eq!(post.sources[0].used_for, SourceUse::Story);
    assert_eq!(post.sources[0].url.as_deref(), Some("https://www.example.org/gazetteer"));
    assert_eq!(post.visit.minutes, Some(40));
    assert_eq!(post.visit.website.as_deref(), Some("https://www.example.org/post"));
    assert_eq!(post.visit.opening_hours, "Tu-Su 09:00-17:00; Mo off");
    assert_eq!((post.relation, post.drawing()), (Relation::Inside, Drawing::Marker));

    let school = atlas.place(&id("lost-school")).expect("the school");
    assert_eq!((school.position, school.drawing()), (None, Drawing::ListOnly));

    let park = atlas.place(&id("willow-park")).expect("the park");
    assert_eq!((park.layer, park.series, park.series_official), (1, Some(Series::Feng), false));
    assert_eq!(park.drawing(), Drawing::MarkerOnCircle);
    let inside = park.position.expect("a position");
    assert!((inside.lon() - 113.685).abs() < 1e-9 && (inside.lat() - 34.785).abs() < 1e-9);
}

#[test]
fn a_bare_file_is_a_bundle_by_its_categories() {
    let loaded = load_bare("data/my places.geojson", SITES).expect("a bundle");
    assert_eq!(loaded.atlas.title.zh, "my places");
    assert_eq!(loaded.atlas.layers.len(), 1);
    assert_eq!(loaded.atlas.layers[0].id, "red_site");
    assert!(loaded.atlas.bounds.is_some());

    let point = br#"{"type":"Point","coordinates":[113.6,34.7]}"#;
    let loaded = load_bare("p.json", point).expect("a bundle");
    assert_eq!(loaded.atlas.places().len(), 1);
    assert_eq!(loaded.atlas.layers[0].id, "place");
}

#[test]
fn tells_a_manifest_from_a_layer() {
    assert!(looks_like_manifest(MANIFEST));
    assert!(looks_like_manifest(b"\xef\xbb\xbf{\"redmap\": 1,}"));
    assert!(!looks_like_manifest(SITES));
    assert!(!looks_like_manifest(b"<html>"));
    assert!(!looks_like_manifest(b""));
}
