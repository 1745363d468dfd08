//! Lists of places from one format to another.
#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests, which the exemption for tests does not reach.

mod devices;
mod round_trip;
mod sheets;

use redmap::bundle::convert::{Format, Table, read, write};

/// A table as one line a place: id, coordinates, name.
fn short(table: &Table) -> Vec<String> {
    table
        .records
        .iter()
        .map(|r| {
            let at = r.shape().and_then(|s| s.representative());
            let at = at.map_or("-".to_owned(), |[lon, lat]| format!("{lon:.6} {lat:.6}"));
            format!("{} {at}", r.text("name"))
        })
        .collect()
}

fn csv(text: &str) -> Table {
    read(Format::Csv, "x.csv", text.as_bytes()).expect("a list")
}

/// Through a format and back.
fn through(format: Format, table: &Table) -> Table {
    read(format, "x", &write(format, table).expect("written")).expect("read back")
}
