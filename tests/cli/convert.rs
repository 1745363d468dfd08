//! `redmap convert` and `redmap template`.

use super::{folder, redmap};
use std::fs;

#[test]
fn converts_by_the_endings_and_inverts_the_datum() {
    let folder = folder("convert");
    let path = |name: &str| folder.join(name).display().to_string();
    fs::write(path("in.csv"), "名称,经度,纬度\n天安门,116.397506,39.908760\n").expect("a file");
    let (code, out, err) =
        redmap(&["convert", &path("in.csv"), "-o", &path("out.geojson"), "--from", "gcj02"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let text = fs::read_to_string(path("out.geojson")).expect("a file");
    assert!(text.contains("\"coordinates\":[116.39126") && text.contains(",39.90735"), "{text}");
    for ending in ["xlsx", "gpx", "kml", "csv"] {
        let (there, back) = (path(&format!("a.{ending}")), path(&format!("{ending}.geojson")));
        assert_eq!(redmap(&["convert", &path("out.geojson"), "-o", &there]).0, 0);
        assert_eq!(redmap(&["convert", &there, "-o", &back]).0, 0);
        assert_eq!(fs::read_to_string(&back).expect("a file"), text, "{ending}");
    }
}

#[test]
fn a_bad_file_changes_nothing() {
    let folder = folder("convert-bad");
    let path = |name: &str| folder.join(name).display().to_string();
    fs::write(path("in.xlsx"), "no workbook").expect("a file");
    fs::write(path("out.csv"), "old").expect("a file");
    let (code, _, err) = redmap(&["convert", &path("in.xlsx"), "-o", &path("out.csv")]);
    assert_eq!(code, 1);
    assert!(err.contains("工作簿") && err.contains("workbook"), "{err}");
    assert_eq!(fs::read_to_string(path("out.csv")).expect("a file"), "old");
    assert_eq!(redmap(&["convert", &path("gone.csv"), "-o", &path("out.csv")]).0, 2);
    assert_eq!(redmap(&["convert", &path("in.xlsx"), "-o", &path("out.doc")]).0, 2);
    assert_eq!(redmap(&["convert", &path("in.xlsx")]).0, 2);
}

#[test]
fn a_template_is_clean_but_for_translations() {
    let folder = folder("template");
    let path = |name: &str| folder.join(name).display().to_string();
    for ending in ["csv", "xlsx"] {
        let (list, layer) = (path(&format!("t.{ending}")), path(&format!("{ending}.geojson")));
        assert_eq!(redmap(&["template", "-o", &list]).0, 0);
        assert_eq!(redmap(&["convert", &list, "-o", &layer]).0, 0);
        let (code, out, _) = redmap(&["check", &layer]);
        assert_eq!((code, out.contains("0 errors, 3 warnings")), (0, true), "{out}");
    }
    assert_eq!(redmap(&["template", "-o", &path("t.gpx")]).0, 2);
}

#[test]
fn two_hundred_megabytes_are_refused_in_words() {
    let folder = folder("convert-large");
    let (code_of, out) = (folder.join("big.csv"), folder.join("out.geojson"));
    let file = std::fs::File::create(&code_of).expect("a file");
    // Sparse: it takes no room on the disk.
    file.set_len(200 << 20).expect("a size");
    let (big, out) = (code_of.display().to_string(), out.display().to_string());
    let (code, _, err) = redmap(&["convert", &big, "-o", &out]);
    assert_eq!(code, 1);
    assert!(err.contains("文件超过 128 MB") && err.contains("larger than 128 MB"), "{err}");
    assert!(!std::path::Path::new(&out).exists());
    let (code, told, _) = redmap(&["check", &big, "--json"]);
    assert_eq!(code, 1);
    assert!(told.contains("\"too-large\""), "{told}");
    std::fs::remove_file(code_of).expect("removed");
}
