//! Files that are no extract, or none any more.

use crate::pbf::{blob, header};
use crate::streets::block;
use proptest::prelude::*;
use redmap::engine::network::{BuildError, build};
use redmap::i18n::{Lang, osm};
use redmap::osm::{Extract, OsmError, streets};

/// Why no network comes of bytes.
fn error(bytes: &[u8]) -> Option<OsmError> {
    let built = Extract::new(bytes).and_then(|e| streets(&e)).and_then(|d| Ok(build(&d)?));
    let error = built.err()?;
    for lang in [Lang::Zh, Lang::En] {
        assert!(osm::message(&error, lang).ends_with(['。', '.']));
    }
    Some(error)
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(error(b""), Some(OsmError::Empty));
    assert_eq!(error(b"hello"), Some(OsmError::Foreign(None)));
    assert_eq!(error(b"<?xml version='1.0'?><osm/>"), Some(OsmError::Foreign(Some("XML (.osm)"))));
    assert_eq!(error(b"\x1f\x8b\x08\x00"), Some(OsmError::Foreign(Some("gzip"))));
    let history = blob("OSMHeader", &header(&["OsmSchema-V0.6", "HistoricalInformation"]));
    assert_eq!(error(&history), Some(OsmError::Feature("HistoricalInformation".into())));
    let nothing = blob("OSMHeader", &header(&["OsmSchema-V0.6"]));
    assert_eq!(error(&nothing), Some(OsmError::Build(BuildError::NoStreets)));
}

#[test]
fn a_cut_file_is_damaged_wherever_it_is_cut() {
    let good = block().bytes();
    let data = blob("OSMHeader", &header(&["OsmSchema-V0.6", "DenseNodes"])).len();
    assert_eq!(error(&good), None);
    for cut in (15..good.len()).filter(|&cut| cut != data) {
        let found = error(&good[..cut]);
        assert!(matches!(found, Some(OsmError::Broken { .. })), "cut at {cut}: {found:?}");
    }
    // Cut between two blocks, it is a sound file without streets.
    assert_eq!(error(&good[..data]), Some(OsmError::Build(BuildError::NoStreets)));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = error(&bytes);
        let _ = error(&[blob("OSMHeader", &bytes), blob("OSMData", &bytes)].concat());
    }

    #[test]
    fn changed_bytes_are_read_or_refused(at: prop::sample::Index, byte: u8, more: Option<(prop::sample::Index, u8)>) {
        let mut bytes = block().bytes();
        let len = bytes.len();
        bytes[at.index(len)] = byte;
        if let Some((at, byte)) = more {
            bytes[at.index(len)] = byte;
        }
        let _ = error(&bytes);
    }
}
