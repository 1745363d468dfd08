//! `redmap base`.

use super::{folder, redmap, sources};
use std::fs;

#[test]
fn builds_the_committed_base_map() {
    let out = folder("base").join("jinshui.pmtiles");
    let path = out.display().to_string();
    let (code, said, err) = redmap(&["base", &sources("assets/base/tables"), "-o", &path]);
    assert_eq!((code, said.as_str(), err.as_str()), (0, "", ""));
    assert!(
        fs::read(out).expect("a file")
            == fs::read(sources("assets/base/jinshui.pmtiles")).expect("a file")
    );
}

#[test]
fn tells_a_bad_table_from_a_missing_one() {
    let dir = folder("base-bad");
    for entry in fs::read_dir(sources("assets/base/tables")).expect("tables") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), dir.join(entry.file_name())).expect("a copy");
    }
    let (path, out) = (dir.display().to_string(), dir.join("out.json").display().to_string());
    fs::write(dir.join("water.tsv"), "name\tstatus\tvertices\n渠\tsurveyed\t113,34\n")
        .expect("a file");
    let (code, _, err) = redmap(&["base", &path, "-o", &out]);
    assert_eq!((code, err.as_str()), (1, "redmap: water.tsv, line 2: a line needs two points\n"));
    fs::remove_file(dir.join("roads.tsv")).expect("removed");
    assert_eq!(redmap(&["base", &path, "-o", &out]).0, 2);
}

#[test]
fn builds_from_an_extract_and_refuses_what_is_none() {
    let dir = folder("base-osm");
    let (out, bad) = (dir.join("out").display().to_string(), dir.join("bad.osm.pbf"));
    let extract = sources("tests/fixtures/osm/suburb.osm.pbf");
    let (code, said, err) = redmap(&["base", &extract, "-o", &out]);
    assert_eq!((code, said.as_str(), err.as_str()), (0, "", ""));
    assert!(fs::metadata(&out).expect("a file").len() > 1_000);
    fs::write(&bad, b"").expect("a file");
    let (code, _, err) = redmap(&["base", &bad.display().to_string(), "-o", &out]);
    assert_eq!(code, 1);
    assert!(err.contains("文件是空的") && err.contains("The file is empty"), "{err}");
}
