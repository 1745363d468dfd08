//! The command line: checks, conversions and whatever else is done to a bundle outside the browser.

mod base;
mod check;
mod convert;
mod coord;
mod network;
mod pack;
mod plan;
mod search;
mod sources;
mod template;

use clap::{Parser, Subcommand};
use redmap::bundle::document::MAX_BYTES;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

/// 金水红色地图：数据工具。Tools for the data of the red-history map.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 由表格生成底图。Build the file of a base map from its tables.
    Base(base::Args),
    /// 检查数据包或 .geojson。Check bundles and GeoJSON files: exit 0 clean or warnings, 1 errors, 2 usage or I/O.
    Check(check::Args),
    /// 转换地点表。Convert lists of places between csv, xlsx, geojson, gpx and kml.
    Convert(convert::Args),
    /// 安排路线。Plan tours through a matrix of travel times.
    Plan(plan::Args),
    /// 预先算好搜索与开放时间所需的数据。Work out beside a bundle what no browser should have to.
    Pack(pack::Args),
    /// 搜索地点、故事和事件。Search a bundle by name, pinyin, initials, address, person or story.
    Search(search::Args),
    /// 写一份空表样。Write a spreadsheet to fill in, with an example row of each kind.
    Template(template::Args),
    /// 写出来源页。Write the page of all sources of a bundle (its SOURCES.md).
    Sources(sources::Args),
    /// 生成步行、骑行、驾车路网。Build the street network that tours walk on.
    Network(network::Args),
    /// 换算一个坐标。Convert one position; prints LON LAT.
    Coord(coord::Args),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Base(args) => base::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Pack(args) => pack::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Network(args) => network::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Template(args) => template::run(&args),
        Command::Sources(args) => sources::run(&args),
        Command::Coord(args) => coord::run(&args),
    }
}

/// The bytes of a file, at most one more than the readers take: they refuse such a file with words, and one
/// without end must not fill the memory first.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says on stderr why nothing could be done; the exit code of usage and I/O.
fn give_up(words: &str) -> ExitCode {
    eprintln!("redmap: {words}");
    ExitCode::from(2)
}
