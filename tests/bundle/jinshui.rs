//! The Jinshui bundle itself: clean, complete, and what it says it is.

use jsonschema::Validator;
use redmap::bundle::check::{Anchors, check_bundle};
use redmap::bundle::sources::Sources;
use redmap::bundle::{LayerBytes, Manifest, load};
use redmap::domain::place::{Audience, VenueBasis};
use redmap::domain::{Atlas, Category, Drawing};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::PathBuf;

const SCHEMA: &str = include_str!("../../docs/bundle.schema.json");

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/bundle").join(file)
}

fn read(file: &str) -> Option<Vec<u8>> {
    fs::read(path(file)).ok()
}

fn json(file: &str) -> Value {
    serde_json::from_slice(&read(file).expect("the file")).expect("JSON")
}

fn manifest() -> Manifest {
    Manifest::parse("bundle.json", &read("bundle.json").expect("the manifest")).expect("read")
}

fn atlas() -> Atlas {
    let manifest = manifest();
    let files: Vec<(String, Vec<u8>)> = manifest
        .layers
        .iter()
        .map(|l| (l.file.clone(), read(&l.file).expect("the layer")))
        .collect();
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let loaded = load(&manifest, &layers).expect("loaded");
    assert_eq!(loaded.warnings, []);
    loaded.atlas
}

#[test]
fn it_passes_its_own_check() {
    let bytes = read("bundle.json").expect("the manifest");
    let report = check_bundle("bundle.json", &bytes, &read, &Anchors::built_in());
    assert_eq!(report.findings, []);
}

#[test]
fn sources_md_is_written_from_the_data() {
    let page = Sources::read(&manifest(), &read).expect("sources").page();
    let committed = String::from_utf8(read("SOURCES.md").expect("SOURCES.md")).expect("UTF-8");
    assert!(page == committed, "run `redmap sources assets/bundle -o assets/bundle/SOURCES.md`");
}

#[test]
fn counts() {
    let counts = Sources::read(&manifest(), &read).expect("sources").counts();
    println!("{counts:#?}");
    let atlas = atlas();
    assert_eq!(counts.places, atlas.places().len());
    let of = |category: Category| atlas.places().iter().filter(move |p| p.category == category);
    // What the district asked for.
    assert_eq!(of(Category::RedSite).count(), 22);
    assert!(of(Category::LectureVenue).count() >= 50);
    assert!(of(Category::Park).count() >= 24);
    assert!(counts.questions >= 40 && counts.tours >= 5 && counts.stories >= 8);
    assert!(counts.facts >= 150 && counts.sources >= 100 && counts.events >= 60);
    let series: HashSet<_> = of(Category::Park).map(|p| p.series.map(|s| s as u8)).collect();
    assert_eq!(series.len(), 3, "three series of parks, and no park outside them");
    assert!(of(Category::Park).all(|p| !p.series_official && !p.series_reason.is_empty()));
}

#[test]
fn every_red_site_tells_a_story_from_facts() {
    for place in atlas().places().iter().filter(|p| p.category == Category::RedSite) {
        let id = place.id.as_str();
        let story: String = place.story.iter().map(|p| p.text.zh.as_str()).collect();
        let mut han = 0;
        let mut cited = HashSet::new();
        for (i, part) in story.split("[^").enumerate() {
            let (cite, words) = if i == 0 { ("", part) } else { part.split_once(']').expect(id) };
            cited.insert(cite.to_owned());
            han += words.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        }
        assert!((150..=400).contains(&han), "{id} has {han} characters");
        assert!(place.facts.len() >= 3, "{id}");
        assert!(place.facts.iter().all(|f| !f.sources.is_empty() && !f.text.en.is_empty()), "{id}");
        for paragraph in &place.story {
            // Every sentence of a story carries its proof.
            let bare = paragraph.text.zh.trim_end().ends_with(']');
            assert!(bare, "{id}: {}", paragraph.text.zh);
            let count = |t: &str| t.matches("[^").count();
            assert_eq!(count(&paragraph.text.zh), count(&paragraph.text.en), "{id}");
        }
    }
}

#[test]
fn venues_say_on_what_they_rest() {
    let atlas = atlas();
    let venues: Vec<_> =
        atlas.places().iter().filter(|p| p.category == Category::LectureVenue).collect();
    let named = venues.iter().take_while(|p| p.venue_basis == Some(VenueBasis::Named)).count();
    assert!(named >= 4);
    assert!(venues[named..].iter().all(|p| p.venue_basis == Some(VenueBasis::Candidate)));
    assert!(venues.iter().all(|p| p.audience.is_some()));
    // Barracks are a class that no public map may pin.
    let barracks = |p: &&redmap::domain::Place| p.audience == Some(Audience::Barracks);
    assert!(atlas.places().iter().filter(barracks).all(|p| p.position.is_none()));
}

#[test]
fn the_seven_roads_claim_no_completion() {
    let atlas = atlas();
    for name in ["海滩街", "孟砦路", "奥克路", "红专路", "孟砦环路", "孟砦南街", "索克路"]
    {
        let road = atlas.places().iter().find(|p| p.name.zh == name).expect(name);
        assert_eq!(road.category, Category::Practice);
        assert!(road.summary.zh.contains("计划 2021 年") && road.summary.zh.contains("没有查到"));
    }
    let unplaced: Vec<&str> = atlas
        .places()
        .iter()
        .filter(|p| p.category == Category::Practice && p.drawing() == Drawing::ListOnly)
        .map(|p| p.id.as_str())
        .collect();
    assert_eq!(unplaced, ["hongzhuan-lu", "aokelu", "suokelu", "jinshui-renewal-figures"]);
}

/// The answers that a class must not be able to guess from their place or from each other.
#[test]
fn questions_have_four_answers_and_no_favourite_place() {
    let quiz = json("quiz.json");
    let items = quiz["items"].as_array().expect("a list");
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    for item in items {
        let id = &item["id"];
        for key in ["answers", "answers_en"] {
            let answers = item[key].as_array().expect("a list");
            let different: HashSet<&str> = answers.iter().filter_map(Value::as_str).collect();
            assert_eq!((answers.len(), different.len()), (4, 4), "{id} {key}");
        }
        assert!(item["fact"].is_string() && item["explain_en"].is_string(), "{id}");
        *places.entry(item["right"].as_u64().expect("an index")).or_default() += 1;
    }
    println!("{places:?}");
    assert!(places.len() == 4 && places.values().all(|n| n * 5 >= items.len()), "{places:?}");
}

#[test]
fn links_and_ids_are_stable_and_agree() {
    // The same id of a numbered source means the same work in every place.
    let mut seen: HashMap<String, String> = HashMap::new();
    for place in atlas().places() {
        for source in place.sources.iter().filter(|s| s.id.starts_with('S')) {
            let title = seen.entry(source.id.clone()).or_insert_with(|| source.title.zh.clone());
            assert_eq!(*title, source.title.zh, "{} in {}", source.id, place.id);
        }
    }
}

fn validator(definition: &str) -> Validator {
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let root = schema.as_object_mut().expect("an object");
    root.remove("oneOf");
    root.insert("$ref".into(), format!("#/$defs/{definition}").into());
    jsonschema::validator_for(&schema).expect("a schema")
}

#[track_caller]
fn valid(definition: &str, value: &Value) {
    let faults: Vec<String> = validator(definition)
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{definition}: {faults:#?}");
}

#[test]
fn every_file_follows_the_schema() {
    valid("manifest", &json("bundle.json"));
    for layer in manifest().layers {
        valid("layer", &json(&layer.file));
    }
    for part in ["stories", "events", "quiz", "tours"] {
        valid(part, &json(&format!("{part}.json")));
    }
    // The whole schema knows each file by itself, too.
    let whole: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let whole = jsonschema::validator_for(&whole).expect("a schema");
    for file in ["bundle.json", "tours.json", "layers/practice.geojson"] {
        assert!(whole.is_valid(&json(file)), "{file}");
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let wrong = |definition: &str, file: &str, pointer: &str, value: Value| {
        let mut data = json(file);
        *data.pointer_mut(pointer).expect("a member") = value;
        assert!(!validator(definition).is_valid(&data), "{definition} {pointer}");
    };
    wrong("manifest", "bundle.json", "/redmap", 2.into());
    wrong("manifest", "bundle.json", "/layers/0/file", "../x".into());
    wrong("manifest", "bundle.json", "/quiz", "/etc/passwd".into());
    let sites = "layers/red_sites.geojson";
    wrong("layer", sites, "/features/0/id", "有 空格".into());
    wrong("layer", sites, "/features/0/geometry/coordinates", serde_json::json!([34.7, 113.6]));
    wrong("layer", sites, "/features/0/properties/accuracy_m", "30".into());
    wrong("layer", sites, "/features/0/properties/facts/0/grade", "X".into());
    wrong("layer", sites, "/features/0/properties/sources/0/url", "javascript:1".into());
    wrong("stories", "stories.json", "/stories/0/slides", Value::Null);
    wrong("events", "events.json", "/events/0/date", "昨天".into());
    wrong("quiz", "quiz.json", "/items/0/right", (-1).into());
    wrong("tours", "tours.json", "/tours/0/mode", "fly".into());
    // Unknown members are welcome everywhere.
    let mut data = json(sites);
    data["features"][0]["properties"]["我们的"] = 1.into();
    valid("layer", &data);
}

/// A property that the schema does not name is a slip of the pen in our own bundle.
#[test]
fn our_own_files_use_documented_members_only() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let known = |definition: &str, value: &Value| {
        let names = &schema["$defs"][definition]["properties"];
        for key in value.as_object().expect("an object").keys() {
            assert!(names.get(key).is_some(), "{definition} has no {key}");
        }
    };
    let each = |value: &Value| value.as_array().cloned().unwrap_or_default();
    known("manifest", &json("bundle.json"));
    for layer in manifest().layers {
        for feature in each(&json(&layer.file)["features"]) {
            let place = &feature["properties"];
            known("place", place);
            for fact in each(&place["facts"]) {
                known("fact", &fact);
            }
            for source in each(&place["sources"]) {
                known("source", &source);
            }
        }
    }
    for (file, list, definition) in [
        ("stories.json", "stories", "story"),
        ("events.json", "events", "event"),
        ("quiz.json", "items", "question"),
        ("tours.json", "tours", "tour"),
    ] {
        for entry in each(&json(file)[list]) {
            known(definition, &entry);
            for slide in each(&entry["slides"]) {
                known("slide", &slide);
            }
        }
    }
}

/// `docs/bundle.md` names everything the schema does.
#[test]
fn the_documentation_is_complete() {
    let page = include_str!("../../docs/bundle.md");
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    // What RFC 7946 names is not told again.
    let ours = |name: &str| !matches!(name, "feature" | "layer" | "geometry" | "position");
    let all = schema["$defs"].as_object().expect("an object");
    for (name, definition) in all.iter().filter(|(name, _)| ours(name)) {
        for key in definition["properties"].as_object().into_iter().flatten().map(|(k, _)| k) {
            let plain = key.strip_suffix("_en").unwrap_or(key);
            let named = [format!("`{plain}`"), format!("\"{plain}\"")];
            assert!(named.iter().any(|n| page.contains(n)), "{name}: {key}");
        }
    }
}
