//! `redmap convert IN -o OUT [--from DATUM] [--to DATUM]`.

use crate::coord::datum;
use crate::{give_up, read_file};
use redmap::bundle::convert::{Format, Trouble, losses, read, write};
use redmap::domain::Datum;
use redmap::i18n::{Lang, convert::message};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

#[derive(clap::Args)]
pub struct Args {
    /// 输入：csv、xlsx、geojson、gpx、kml，按扩展名。Input, by its ending
    input: PathBuf,
    /// 输出，按扩展名。Output, by its ending
    #[arg(short, long)]
    output: PathBuf,
    /// 输入的坐标系：wgs84、gcj02（高德、腾讯）、bd09（百度）。Datum of the input
    #[arg(long, value_parser = datum, default_value = "wgs84")]
    from: Datum,
    /// 输出的坐标系。Datum of the output
    #[arg(long, value_parser = datum, default_value = "wgs84")]
    to: Datum,
}

/// Warnings beyond this many are only counted.
const MOST_NOTES: usize = 50;

pub fn run(args: &Args) -> ExitCode {
    let (Some(from), Some(to)) = (format(&args.input), format(&args.output)) else {
        return give_up("csv, xlsx, geojson, gpx, kml");
    };
    let name = args.input.display().to_string();
    let bytes = match read_file(&args.input) {
        Ok(bytes) => bytes,
        Err(e) => return give_up(&format!("{name}: {e}")),
    };
    let mut table = match read(from, &name, &bytes) {
        Ok(table) => table,
        Err(e) => {
            tell(&name, e.line, &e.trouble);
            return ExitCode::from(1);
        }
    };
    table.convert(args.from, args.to);
    let written = match write(to, &table) {
        Ok(written) => written,
        Err(e) => {
            tell(&args.output.display().to_string(), e.line, &e.trouble);
            return ExitCode::from(1);
        }
    };
    if let Err(e) = replace(&args.output, &written) {
        return give_up(&format!("{}: {e}", args.output.display()));
    }
    table.notes.extend(losses(to, &table));
    for note in table.notes.iter().take(MOST_NOTES) {
        tell(&name, Some(note.line), &note.trouble);
    }
    let more = table.notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        eprintln!("… {more}");
    }
    let count = table.records.len();
    eprintln!("{count} 处地点 places → {}", args.output.display());
    ExitCode::SUCCESS
}

pub fn format(path: &Path) -> Option<Format> {
    Format::of_name(&path.to_string_lossy())
}

/// Writes beside the target and then renames, so that a failure leaves the old file.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

fn tell(file: &str, line: Option<u32>, trouble: &Trouble) {
    let line = line.map_or(String::new(), |l| format!(":{l}"));
    eprintln!("{file}{line}  {}\n    {}", message(trouble, Lang::Zh), message(trouble, Lang::En));
}
