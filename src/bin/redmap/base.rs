//! `redmap base TABLES_DIR -o FILE`: compiles the tables of a base map.

use crate::give_up;
use redmap::engine::base_map::{Tables, build};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 底图表格所在的文件夹。Folder with the tables (assets/base/tables/README.md tells their columns)
    tables: PathBuf,
    /// 写到哪个文件。The file to write
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(args: &Args) -> ExitCode {
    let texts = match read(&args.tables) {
        Ok(texts) => texts,
        Err(words) => return give_up(&words),
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
