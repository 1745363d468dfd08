//! `redmap network`.

use super::{folder, redmap, sources};
use std::fs;

#[test]
fn builds_the_committed_network_of_the_district() {
    let dir = folder("network");
    let path = dir.display().to_string();
    let (code, said, err) =
        redmap(&["network", &sources("assets/base/tables/roads.tsv"), "-o", &path]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        said.ends_with("342 junctions, 552 edges, 440 km; 0 km left out that nothing joins\n"),
        "{said}"
    );
    let built = fs::read(dir.join("streets.network")).expect("a file");
    assert!(built == fs::read(sources("assets/bundle/streets.network")).expect("a file"));
}

#[test]
fn builds_from_an_extract_into_a_new_folder() {
    let dir = folder("network-osm").join("new");
    let path = dir.display().to_string();
    let extract = sources("tests/fixtures/osm/suburb.osm.pbf");
    let (code, said, err) = redmap(&["network", &extract, "-o", &path]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        said.ends_with("506 junctions, 654 edges, 61 km; 4 km left out that nothing joins\n"),
        "{said}"
    );
    assert!(fs::read(dir.join("streets.network")).expect("a file").starts_with(b"RMNW"));
}

#[test]
fn says_in_both_languages_what_is_wrong() {
    let dir = folder("network-bad");
    let (file, out) = (dir.join("x.osm.pbf"), dir.display().to_string());
    let path = file.display().to_string();
    let run = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("a file");
        redmap(&["network", &path, "-o", &out])
    };
    let (code, _, err) = run(b"");
    let expected = format!(
        "redmap: {path}: 文件是空的。请重新下载。\nredmap: {path}: The file is empty. Download it again.\n"
    );
    assert_eq!((code, err), (1, expected));
    let (code, _, err) = run(b"<osm/>");
    assert_eq!(code, 1);
    assert!(err.contains("XML (.osm)"), "{err}");
    let whole = fs::read(sources("tests/fixtures/osm/suburb.osm.pbf")).expect("a file");
    let (code, _, err) = run(&whole[..whole.len() / 2]);
    assert_eq!(code, 1);
    assert!(err.contains("损坏或不完整") && err.contains("damaged or cut off"), "{err}");
    assert!(!dir.join("streets.network").exists());
    assert_eq!(redmap(&["network", "no-such.osm.pbf", "-o", &out]).0, 2);
}
