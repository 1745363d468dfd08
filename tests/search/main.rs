//! Search over the district's own bundle.
#![allow(clippy::expect_used)] // Helpers of tests, which the exemption for tests does not reach.

mod properties;
mod queries;

use redmap::bundle::{LayerBytes, Manifest, load};
use redmap::domain::Atlas;
use redmap::engine::search::atlas::{Parts, index};
use redmap::engine::search::{Index, Kind, Readings};
use std::fs;
use std::sync::OnceLock;

/// The bundle, its parts and their index.
struct Own {
    atlas: Atlas,
    parts: Parts,
    index: Index,
}

fn own() -> &'static Own {
    static OWN: OnceLock<Own> = OnceLock::new();
    OWN.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/bundle/");
        let read = |file: &str| fs::read([folder, file].concat()).expect("a file of the bundle");
        let manifest =
            Manifest::parse("bundle.json", &read("bundle.json")).expect("the own bundle");
        let files: Vec<Vec<u8>> = manifest.layers.iter().map(|l| read(&l.file)).collect();
        let layers: Vec<LayerBytes<'_>> = manifest
            .layers
            .iter()
            .zip(&files)
            .map(|(l, bytes)| LayerBytes { file: &l.file, bytes })
            .collect();
        let atlas = load(&manifest, &layers).expect("the own bundle").atlas;
        let part = |file: &Option<String>| read(file.as_deref().expect("a named file"));
        let parts = Parts::read(
            Some(&part(&manifest.stories)),
            Some(&part(&manifest.events)),
            Some(&part(&manifest.people)),
        );
        let readings = String::from_utf8(part(&manifest.readings)).expect("UTF-8");
        let index = index(&atlas, &parts, Readings::parse(&readings));
        Own { atlas, parts, index }
    })
}

impl Own {
    fn id(&self, entry: u32) -> &str {
        let entry = self.index.entries()[entry as usize];
        let at = entry.source as usize;
        match entry.kind {
            Kind::Place => self.atlas.places()[at].id.as_str(),
            Kind::Story => &self.parts.stories[at].id,
            Kind::Event => &self.parts.events[at].id,
        }
    }
}
