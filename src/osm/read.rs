//! The blocks of an extract, one after the other.

use super::error::OsmError;
use super::tags::Tags;
use crate::engine::network::Micro;
use osmpbf::{BlobDecode, BlobReader, Element, PrimitiveBlock};

/// Abilities that a file may ask for.
const FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// The bytes of an extract whose beginning was looked at.
#[derive(Debug, Clone, Copy)]
pub struct Extract<'a> {
    bytes: &'a [u8],
}

/// A thing of the extract.
pub(super) enum Thing<'a> {
    /// A point: its id, its position unless that is none, its tags.
    Node(i64, Option<Micro>, Tags<'a>),
    /// A line: its tags and the ids of its points.
    Way(Tags<'a>, Vec<i64>),
}

impl<'a> Extract<'a> {
    /// Looks at the beginning of a file.
    ///
    /// # Errors
    /// When it is empty or no .osm.pbf, or asks for what is not supported.
    pub fn new(bytes: &'a [u8]) -> Result<Self, OsmError> {
        if bytes.is_empty() {
            return Err(OsmError::Empty);
        }
        // Four bytes of length, then a header that names its kind of block.
        if bytes.get(4..15) != Some(b"\x0a\x09OSMHeader") {
            return Err(OsmError::Foreign(looks_like(bytes)));
        }
        Ok(Self { bytes })
    }

    /// Calls for each node and way, in the order of the file.
    pub(super) fn each(&self, mut visit: impl FnMut(Thing)) -> Result<(), OsmError> {
        let mut rest = self.bytes;
        let total = self.bytes.len();
        while !rest.is_empty() {
            let near = total - rest.len();
            let broken = |e: osmpbf::Error| OsmError::Broken { near, what: e.to_string() };
            // A reader a blob: it borrows what is left and moves it on.
            let Some(blob) = BlobReader::new(&mut rest).next() else {
                // It takes an end within the length of a block for the end of the file.
                let what = "the file ends within a block".into();
                return Err(OsmError::Broken { near, what });
            };
            match blob.map_err(broken)?.decode().map_err(broken)? {
                BlobDecode::OsmHeader(header) => {
                    let unknown = |f: &&String| !FEATURES.contains(&f.as_str());
                    if let Some(feature) = header.required_features().iter().find(unknown) {
                        return Err(OsmError::Feature(feature.clone()));
                    }
                }
                BlobDecode::OsmData(block) => things(&block, &mut visit),
                BlobDecode::Unknown(_) => {}
            }
        }
        Ok(())
    }
}

fn things(block: &PrimitiveBlock, visit: &mut impl FnMut(Thing)) {
    for element in block.elements() {
        match element {
            Element::Node(n) => {
                let at = position(n.nano_lon(), n.nano_lat());
                visit(Thing::Node(n.id(), at, n.tags().collect()));
            }
            Element::DenseNode(n) => {
                let at = position(n.nano_lon(), n.nano_lat());
                visit(Thing::Node(n.id(), at, n.tags().collect()));
            }
            Element::Way(w) => visit(Thing::Way(w.tags().collect(), w.refs().collect())),
            Element::Relation(_) => {}
        }
    }
}

/// A position from billionths of a degree, to the nearest millionth.
fn position(lon: i64, lat: i64) -> Option<Micro> {
    let round = |nano: i64| nano.checked_add(500).map(|n| n.div_euclid(1_000));
    Micro::new(round(lon)?, round(lat)?)
}

/// What a file is that is no extract, where its first bytes tell.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.trim_ascii_start();
    match start {
        _ if start.starts_with(b"<") => Some("XML (.osm)"),
        _ if start.starts_with(b"{") => Some("JSON"),
        _ if bytes.starts_with(b"\x1f\x8b") => Some("gzip"),
        _ if bytes.starts_with(b"BZh") => Some("bzip2"),
        _ if bytes.starts_with(b"PK") => Some("zip"),
        _ if bytes.starts_with(b"o5m2") || bytes.starts_with(b"\xff\xe0\x04o5m2") => Some("o5m"),
        _ if bytes.starts_with(b"PMTiles") => Some("PMTiles"),
        _ => None,
    }
}
