//! The ground of a base map as JSON: what no layer of a Protomaps basemap holds travels in the
//! archive's metadata, under a key of its own that other readers leave alone.
//!
//! A ring is a flat list in steps of 1e-5 degrees (about a metre): longitude and latitude of its
//! first point, then the difference of each next point to the one before.

use super::model::{District, Ground, Line};
use crate::domain::{LonLat, mercator::World};
use crate::json::{Members, Raw, list, text};

/// The key in the metadata.
pub(super) const KEY: &str = "redmap";

/// Steps a degree.
const STEPS: f64 = 1e5;

/// What an archive's metadata tell.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The districts and credits of a base made by `redmap base`.
    pub ground: Option<Ground>,
    /// Whom to thank, as the archive says; may hold HTML, to be shown as text.
    pub attribution: String,
    /// Names of its layers.
    pub layers: Vec<String>,
}

/// Reads the metadata of an archive; `None` where they are no JSON object.
#[must_use]
pub fn about(metadata: &str) -> Option<About> {
    let root = Members::of(Raw::parse(metadata).ok()?)?;
    let layers = root.get("vector_layers").and_then(list).unwrap_or_default();
    let id = |layer| Members::of(layer)?.get("id").and_then(text);
    Some(About {
        ground: root.get(KEY).and_then(Members::of).map(|own| ground(&own)),
        attribution: root.get("attribution").and_then(text).unwrap_or_default(),
        layers: layers.into_iter().filter_map(id).collect(),
    })
}

fn ground(own: &Members<'_>) -> Ground {
    let all = |key: &str| own.get(key).and_then(list).unwrap_or_default();
    let districts = all("districts").into_iter().filter_map(|d| district(&Members::of(d)?));
    let credits = all("credits").into_iter().filter_map(text);
    let schematic = own.get("schematic").is_some_and(|raw| raw.get() == "true");
    Ground::new(districts.collect(), credits.collect(), schematic)
}

fn district(own: &Members<'_>) -> Option<District> {
    let rings = own.get("rings").and_then(list).unwrap_or_default();
    let rings: Vec<Line> = rings.into_iter().filter_map(ring).collect();
    let word = |key: &str| own.get(key).and_then(text).unwrap_or_default();
    (!rings.is_empty()).then(|| District { code: word("code"), name: word("name"), rings })
}

fn ring(raw: Raw<'_>) -> Option<Line> {
    let numbers = list(raw)?.into_iter().map(|n| n.get().parse::<i64>().ok());
    line(&numbers.collect::<Option<Vec<_>>>()?)
}

/// A ring of at least three points from differences.
fn line(flat: &[i64]) -> Option<Line> {
    if !flat.len().is_multiple_of(2) || flat.len() < 6 {
        return None;
    }
    let (mut points, mut last) = (Vec::with_capacity(flat.len() / 2), [0_i64, 0]);
    for pair in flat.chunks_exact(2) {
        last = [last[0].checked_add(pair[0])?, last[1].checked_add(pair[1])?];
        // Anything beyond 2^53 is no position and fails the range check all the same.
        #[allow(clippy::cast_precision_loss)]
        let at = last.map(|v| v as f64 / STEPS);
        points.push(LonLat::new(at[0], at[1]).ok().map(World::from)?);
    }
    Some(Line::new(points))
}

/// A ring as differences.
#[cfg(feature = "archive")]
pub(super) fn deltas(line: &Line) -> Vec<i64> {
    let (mut out, mut last) = (Vec::with_capacity(line.points().len() * 2), [0, 0]);
    for &p in line.points() {
        let p = LonLat::from(p);
        // Bounded by ±180 degrees, so the cast cannot lose anything.
        #[allow(clippy::cast_possible_truncation)]
        let now = [p.lon(), p.lat()].map(|v| (v * STEPS).round() as i64);
        out.extend([now[0] - last[0], now[1] - last[1]]);
        last = now;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_survives_its_differences() {
        let flat = vec![11_363_800, 3_475_520, 50, -230, -7, 0];
        assert_eq!(deltas(&line(&flat).unwrap()), flat);
    }

    #[test]
    fn refuses_what_is_no_ring() {
        assert!(line(&[1, 2, 3, 4, 5, 6, 7]).is_none(), "odd");
        assert!(line(&[1, 2, 3, 4]).is_none(), "short");
        assert!(line(&[i64::MAX, 0, 1, 0, 1, 0]).is_none(), "overflow");
        assert!(line(&[19_000_000, 0, 0, 0, 0, 0]).is_none(), "out of range");
    }

    #[test]
    fn reads_metadata_of_ours_and_of_others() {
        let ours = r#"{"attribution":"© OSM","vector_layers":[{"id":"roads"},{"x":1}],
            "redmap":{"schematic":true,"credits":["a"],
            "districts":[{"code":"1","name":"甲","rings":[[1,1,5,0,0,5]]},{"name":"乙"}]}}"#;
        let read = about(ours).unwrap();
        let ground = read.ground.unwrap();
        assert_eq!((read.layers, read.attribution.as_str()), (vec!["roads".into()], "© OSM"));
        assert_eq!((ground.districts.len(), ground.borders.len()), (1, 1));
        assert!(ground.schematic);
        let theirs = about(r#"{"name":"Basemap"}"#).unwrap();
        assert_eq!((theirs.ground, theirs.layers.len()), (None, 0));
        assert_eq!((about("[]"), about("{")), (None, None));
    }
}
