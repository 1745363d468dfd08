//! `redmap sources`: the page of all sources.

use super::{folder, redmap, sources};

#[test]
fn writes_the_page_to_a_file_or_to_standard_output() {
    let bundle = sources("tests/fixtures/bundle/good");
    let (code, page, err) = redmap(&["sources", &bundle]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(page.starts_with("# 来源 / Sources\n"), "{page}");
    assert!(page.contains("样例志 / Sample Gazetteer — 样例出版社 / Sample Press, 1990"), "{page}");
    let file = folder("sources").join("SOURCES.md").display().to_string();
    let (code, out, _) = redmap(&["sources", &bundle, "-o", &file]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&file).expect("the page"), page);
}

#[test]
fn says_what_it_cannot_read() {
    let (code, _, err) = redmap(&["sources", "no/such/bundle"]);
    assert_eq!(code, 2, "{err}");
    let path = folder("sources-bad").join("bundle.json");
    std::fs::write(&path, "{\"redmap\": 1, \"layers\": [{\"file\": \"gone.geojson\"}]}")
        .expect("a file");
    let (code, out, err) = redmap(&["sources", &path.display().to_string()]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("gone.geojson") && err.contains("was not found"), "{err}");
}
