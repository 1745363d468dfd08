//! Tables → the file of a base map, the same bytes every time.

use super::archive::{ArchiveError, write};
use super::tables::{TableError, Tables, read};
use thiserror::Error;

/// Why no file came of the tables.
#[derive(Debug, Error)]
pub enum BuildError {
    /// A table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The map cannot be written.
    #[error("cannot write the base map: {0}")]
    Write(#[from] ArchiveError),
}

/// Builds the file of a base map.
///
/// # Errors
/// When a table cannot be read.
pub fn build(tables: &Tables) -> Result<Vec<u8>, BuildError> {
    Ok(write(&read(tables)?)?)
}

#[cfg(test)]
mod tests {
    use super::super::model::BaseMap;
    use super::super::source::Source;
    use super::*;
    use crate::domain::LonLat;
    use crate::domain::mercator::World;

    fn texts() -> [String; 7] {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/base/tables");
        Tables::FILES.map(|file| std::fs::read_to_string(dir.join(file)).unwrap())
    }

    fn built() -> Vec<u8> {
        build(&Tables::from_texts(&texts())).unwrap()
    }

    /// `REDMAP_UPDATE=1 cargo test engine::base_map::build` writes the file anew.
    #[test]
    fn the_committed_file_is_what_the_tables_give() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/base/jinshui.pmtiles");
        let built = built();
        if std::env::var_os("REDMAP_UPDATE").is_some() {
            std::fs::write(path, &built).unwrap();
        }
        assert!(std::fs::read(path).unwrap() == built, "run it with REDMAP_UPDATE=1");
        assert!(built.len() <= 300_000, "{} bytes", built.len());
    }

    fn corner(lon: f64, lat: f64) -> World {
        LonLat::clamped(lon, lat).into()
    }

    /// The whole district at a zoom, read back from the archive.
    fn seen(zoom: f64) -> BaseMap {
        let source = Source::whole(built()).unwrap();
        let shown = source.compose((corner(113.4, 35.0), corner(114.0, 34.6)), zoom);
        (*shown.base).clone()
    }

    #[test]
    fn what_is_written_reads_back_whole() {
        let tables = super::super::tables::read(&Tables::from_texts(&texts())).unwrap();
        for zoom in [11.0, 12.0, 13.5, 14.0] {
            let base = seen(zoom);
            let steps = |z: f64| 256.0 / 4096.0 / (z.floor() - 1.0).exp2();
            // No seam is left: every road is as long as its table says, and in as many parts.
            for road in &tables.roads {
                let of = |b: &BaseMap| -> (usize, f64) {
                    let those = b.roads.iter().filter(|r| r.name == road.name);
                    those.fold((0, 0.0), |(n, sum), r| {
                        let length = |p: &[World]| (p[0].x - p[1].x).hypot(p[0].y - p[1].y);
                        (n + 1, sum + r.line.points().windows(2).map(length).sum::<f64>())
                    })
                };
                let (a, b) = (of(&tables), of(&base));
                let slack = steps(zoom) * 2.0 * 40.0;
                assert!((a.1 - b.1).abs() < slack, "{zoom} {}: {} {}", road.name, a.1, b.1);
                assert!(b.0 <= a.0, "{zoom} {}: {} parts", road.name, b.0);
            }
            assert_eq!(base.metro.len(), tables.metro.len(), "{zoom}");
            assert_eq!(base.canals.len(), tables.canals.len(), "{zoom}");
            assert_eq!(base.ground.districts.len(), 6);
        }
        let base = seen(14.0);
        assert_eq!(base.subdistricts.len(), tables.subdistricts.len());
        let calling = |b: &BaseMap| b.stations.iter().filter(|s| s.lines > 0).count();
        assert_eq!(calling(&base), calling(&tables));
        assert_eq!(base.pois.len(), 0, "not before they are shown");
        // Closer in, a window rather than the whole; the smallest places later than the others.
        for (zoom, least) in [(15.0, 2), (16.0, 0)] {
            let window = [(113.62, 34.82), (113.74, 34.74)].map(|(x, y)| corner(x, y));
            let inside = |at: World| {
                (window[0].x..window[1].x).contains(&at.x)
                    && (window[0].y..window[1].y).contains(&at.y)
            };
            let count = |b: &BaseMap| b.pois.iter().filter(|p| inside(p.at)).count();
            let wanted = tables.pois.iter().filter(|p| p.rank >= least && inside(p.at)).count();
            let source = Source::whole(built()).unwrap();
            let got = source.compose((window[0], window[1]), zoom);
            assert!(wanted > 50 && got.missing.is_empty(), "{wanted}");
            assert_eq!(count(&got.base), wanted, "{zoom}");
        }
    }
}
