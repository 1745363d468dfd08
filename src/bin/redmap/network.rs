//! `redmap network FILE -o DIR`: the street network of an OpenStreetMap extract, or of a table of roads.

use crate::give_up;
use redmap::engine::network::{Built, build, schematic};
use redmap::i18n::{Lang, osm};
use redmap::osm::{Extract, OsmError, streets};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

/// Name of the file that is written.
const FILE: &str = "streets.network";

#[derive(clap::Args)]
pub struct Args {
    /// OpenStreetMap 数据（.osm.pbf）或道路表（.tsv）。An extract, or a table of main roads (docs/network.md)
    input: PathBuf,
    /// 写到哪个文件夹。The folder to write streets.network to
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(args: &Args) -> ExitCode {
    let built = match read(&args.input) {
        Ok(built) => built,
        Err(Failure::Io(words)) => return give_up(&words),
        Err(Failure::Data(words)) => {
            eprintln!("redmap: {words}");
            return ExitCode::from(1);
        }
    };
    let path = args.output.join(FILE);
    let written =
        fs::create_dir_all(&args.output).and_then(|()| fs::write(&path, built.network.write()));
    match written {
        Ok(()) => {
            report(&built, &path);
            ExitCode::SUCCESS
        }
        Err(e) => give_up(&format!("{}: {e}", path.display())),
    }
}

/// Why nothing was built.
enum Failure {
    /// A file cannot be read.
    Io(String),
    /// What it holds makes no network.
    Data(String),
}

fn read(input: &Path) -> Result<Built, Failure> {
    if input.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv")) {
        return table(input);
    }
    let bytes = fs::read(input).map_err(|e| unreadable(input, &e))?;
    extract(&bytes).map_err(|e| {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| osm::message(&e, lang));
        let path = input.display();
        Failure::Data(format!("{path}: {zh}\nredmap: {path}: {en}"))
    })
}

fn extract(bytes: &[u8]) -> Result<Built, OsmError> {
    let mut built = build(&streets(&Extract::new(bytes)?)?)?;
    built.network.credits = "© OpenStreetMap 贡献者（ODbL）".into();
    Ok(built)
}

fn table(input: &Path) -> Result<Built, Failure> {
    let text = |path: &Path| fs::read_to_string(path).map_err(|e| unreadable(path, &e));
    let table = text(input)?;
    // The credits lie beside the table: roads.tsv, roads.credits.txt.
    let credits = text(&input.with_extension("credits.txt"))?;
    schematic(&table, credits.trim_end()).map_err(|e| Failure::Data(e.to_string()))
}

fn unreadable(path: &Path, e: &io::Error) -> Failure {
    Failure::Io(format!("{}: {e}", path.display()))
}

fn report(built: &Built, path: &Path) {
    let (size, left_out) = (built.network.stats(), built.left_out_m);
    let (nodes, edges) = (size.nodes, size.edges);
    let (km, out) = (size.metres / 1000, left_out / 1000);
    println!(
        "{}：路口 {nodes} 个，路段 {edges} 条，{km} 公里；舍去不连通的 {out} 公里",
        path.display()
    );
    println!("{nodes} junctions, {edges} edges, {km} km; {out} km left out that nothing joins");
}
