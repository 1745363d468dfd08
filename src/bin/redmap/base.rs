//! `redmap base TABLES_DIR|FILE.osm.pbf -o FILE`: compiles the tables of a base map, or an extract.

use crate::give_up;
use crate::network::in_both_languages;
use redmap::engine::base_map::{Tables, build};
use redmap::osm::{Extract, base_tables};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 底图表格所在的文件夹，或 OpenStreetMap 数据（.osm.pbf）。Folder with the tables (assets/base/tables/README.md tells their columns), or an OpenStreetMap extract
    tables: PathBuf,
    /// 写到哪个文件。The file to write
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(args: &Args) -> ExitCode {
    // A folder holds tables; a file is an extract.
    let texts = if args.tables.is_file() {
        let bytes = match fs::read(&args.tables) {
            Ok(bytes) => bytes,
            Err(e) => return give_up(&format!("{}: {e}", args.tables.display())),
        };
        match Extract::new(&bytes).and_then(|extract| base_tables(&extract)) {
            Ok(texts) => texts,
            Err(e) => {
                eprintln!("redmap: {}", in_both_languages(&args.tables, &e));
                return ExitCode::from(1);
            }
        }
    } else {
        match read(&args.tables) {
            Ok(texts) => texts,
            Err(words) => return give_up(&words),
        }
    };
    let bytes = match build(&Tables::from_texts(&texts)) {
        Ok(bytes) => bytes,
        Err(e) => {
            eprintln!("redmap: {e}");
            return ExitCode::from(1);
        }
    };
    match fs::write(&args.output, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => give_up(&format!("{}: {e}", args.output.display())),
    }
}

/// The texts of the tables in a folder; the first that cannot be read ends it.
fn read(dir: &Path) -> Result<[String; 7], String> {
    let mut texts: [String; 7] = Default::default();
    for (text, file) in texts.iter_mut().zip(Tables::FILES) {
        let path = dir.join(file);
        *text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(texts)
}
