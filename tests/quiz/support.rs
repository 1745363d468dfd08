//! The Jinshui bundle, once as the program reads it and once as plain JSON.

use redmap::bundle::told::Told;
use redmap::bundle::{LayerBytes, Manifest, load};
use redmap::domain::Atlas;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

fn read(file: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/bundle").join(file);
    fs::read(path).expect("a file of the bundle")
}

/// What the generator is given.
pub fn material() -> (Told, Atlas) {
    let manifest = Manifest::parse("bundle.json", &read("bundle.json")).expect("the manifest");
    let files: Vec<_> = manifest.layers.iter().map(|l| (l.file.clone(), read(&l.file))).collect();
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let atlas = load(&manifest, &layers).expect("loaded").atlas;
    let mut told = Told::default();
    for file in [&manifest.events, &manifest.quiz, &manifest.stories] {
        let file = file.as_deref().expect("a file");
        told.add(file, &read(file), &atlas).expect("JSON");
    }
    (told, atlas)
}

/// The same data by id, read by another reader.
pub struct Raw {
    pub places: HashMap<String, Value>,
    pub events: HashMap<String, Value>,
    pub items: HashMap<String, Value>,
}

impl Raw {
    pub fn read() -> Self {
        let json = |file: &str| -> Value { serde_json::from_slice(&read(file)).expect("JSON") };
        let by_id = |list: &Value| -> HashMap<String, Value> {
            let list = list.as_array().expect("a list").iter();
            list.map(|v| (v["id"].as_str().expect("an id").to_owned(), v.clone())).collect()
        };
        let mut places = HashMap::new();
        for layer in json("bundle.json")["layers"].as_array().expect("layers") {
            places.extend(by_id(&json(layer["file"].as_str().expect("a file"))["features"]));
        }
        let events = json("events.json");
        Self { places, events: by_id(&events["events"]), items: by_id(&json("quiz.json")["items"]) }
    }
}
