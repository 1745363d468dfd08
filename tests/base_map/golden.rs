//! Where labels stand, as text. A change shows in the diff; `REDMAP_UPDATE=1` writes it anew.

use crate::fixture;
use redmap::engine::base_map::{Mark, layout};
use std::fmt::Write;

#[test]
fn labels_stand_where_they_stood() {
    let source = fixture::source();
    for look in fixture::looks().iter().filter(|l| l.golden) {
        let (base, pins) = (fixture::base(&source, &look.view), fixture::pins(look.chosen));
        let mut text = String::new();
        for mark in layout(&base, &look.scene(&pins)) {
            if let Mark::Text(t) = mark {
                let _ = writeln!(
                    text,
                    "{}\t{:.0} {:.0}\t{:.0}°\t{}px\t{:?}",
                    t.text, t.at.x, t.at.y, t.angle, t.size, t.paint
                );
            }
        }
        let path =
            format!("{}/tests/golden/base_map/{}.txt", env!("CARGO_MANIFEST_DIR"), look.name);
        if std::env::var_os("REDMAP_UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{path} differs: look at the pictures, then REDMAP_UPDATE=1");
    }
}
