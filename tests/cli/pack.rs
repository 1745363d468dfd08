//! `redmap pack`.

use super::{folder, redmap, sources};
use std::fs;
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn packs_what_it_can_and_says_how_much() {
    let to = folder("pack");
    copy(Path::new(&sources("tests/fixtures/bundle/good")), &to);
    let bundle = to.to_str().expect("UTF-8");
    let (code, out, err) = redmap(&["pack", bundle]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("derived/hours.json: "), "{out}");
    let manifest = fs::read_to_string(to.join("bundle.json")).expect("a file");
    assert!(manifest.contains("\"hours\": \"derived/hours.json\""), "{manifest}");
    let tables = fs::read_to_string(to.join("derived/hours.json")).expect("a file");
    assert!(serde_json::from_str::<serde_json::Value>(&tables).is_ok());
    // Packing again changes nothing, and the bundle is still a good one.
    assert_eq!(redmap(&["pack", bundle]).0, 0);
    assert_eq!(fs::read_to_string(to.join("bundle.json")).expect("a file"), manifest);
    assert_eq!(redmap(&["check", bundle]).0, 0);
}

/// The district's own bundle carries tables that fit its places.
#[test]
fn the_own_bundle_is_packed() {
    let to = folder("pack-own");
    copy(Path::new(&sources("assets/bundle")), &to);
    let before =
        fs::read_to_string(to.join("derived/hours.json")).expect("run `redmap pack assets/bundle`");
    assert_eq!(redmap(&["pack", to.to_str().expect("UTF-8")]).0, 0);
    let after = fs::read_to_string(to.join("derived/hours.json")).expect("a file");
    assert_eq!(before, after, "run `redmap pack assets/bundle`");
}

#[test]
fn a_missing_bundle_is_a_usage_error() {
    assert_eq!(redmap(&["pack", "/nowhere/at/all"]).0, 2);
}
