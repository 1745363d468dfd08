//! Tables → the file of a base map, the same bytes every time.

use super::tables::{TableError, Tables, read};
use super::write::write;
use thiserror::Error;

/// Why no file came of the tables.
#[derive(Debug, Error)]
pub enum BuildError {
    /// A table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The map cannot be written.
    #[error("cannot write the base map: {0}")]
    Write(#[from] serde_json::Error),
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
    use super::super::parse;
    use super::*;

    fn texts() -> [String; 7] {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/base/tables");
        Tables::FILES.map(|file| std::fs::read_to_string(dir.join(file)).unwrap())
    }

    /// `REDMAP_UPDATE=1 cargo test engine::base_map::build` writes the file anew.
    #[test]
    fn the_committed_file_is_what_the_tables_give() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/base/jinshui.json");
        let built = build(&Tables::from_texts(&texts())).unwrap();
        if std::env::var_os("REDMAP_UPDATE").is_some() {
            std::fs::write(path, &built).unwrap();
        }
        assert!(std::fs::read(path).unwrap() == built, "run it with REDMAP_UPDATE=1");
        assert!(built.len() < 120_000, "{} bytes", built.len());
    }

    #[test]
    fn what_is_written_reads_back_and_writes_the_same() {
        let built = build(&Tables::from_texts(&texts())).unwrap();
        let base = parse(&built).unwrap();
        assert_eq!(base.roads.len(), 120);
        assert_eq!(base.districts.len(), 6);
        assert!(base.stations.iter().filter(|s| s.lines > 1).count() > 20);
        assert!(write(&base).unwrap() == built);
    }
}
