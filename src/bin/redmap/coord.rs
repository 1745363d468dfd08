//! `redmap coord --from A --to B -- LON LAT`.

use crate::give_up;
use redmap::domain::LonLat;
use redmap::domain::datum::{Datum, convert};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// wgs84, gcj02 (高德、腾讯 AMap, Tencent) or bd09 (百度 Baidu)
    #[arg(long, value_parser = datum)]
    from: Datum,
    /// wgs84, gcj02 or bd09
    #[arg(long, value_parser = datum)]
    to: Datum,
    /// 经度，单位为度。Longitude in degrees
    #[arg(allow_negative_numbers = true)]
    lon: f64,
    /// 纬度，单位为度。Latitude in degrees
    #[arg(allow_negative_numbers = true)]
    lat: f64,
}

/// Reads the name of a datum.
pub fn datum(code: &str) -> Result<Datum, String> {
    Datum::from_code(code).ok_or_else(|| "wgs84, gcj02 or bd09".to_owned())
}

pub fn run(args: &Args) -> ExitCode {
    match LonLat::new(args.lon, args.lat) {
        Ok(p) => {
            let p = convert(p, args.from, args.to);
            println!("{:.9} {:.9}", p.lon(), p.lat());
            ExitCode::SUCCESS
        }
        Err(e) => give_up(&e.to_string()),
    }
}
