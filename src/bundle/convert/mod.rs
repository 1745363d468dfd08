//! Lists of places from spreadsheets, GPS devices and globe programs, to and from GeoJSON.
//!
//! Every format is read into a [`Table`] whose values are JSON as written, so that what one format cannot
//! say in its own words still comes back unchanged.

mod angle;
mod csv;
mod encoding;
mod format;
mod geojson;
mod gpx;
mod kml;
mod sheet;
mod shift;
mod table;
mod template;
mod trouble;
mod vocabulary;
mod xlsx;
mod xml;

pub use angle::{Angle, parse_angle};
pub use format::Format;
pub use table::{Record, Table};
pub use template::template;
pub use trouble::{ConvertError, Note, Trouble};
pub use xlsx::{cells, write_log};

/// Reads a file of the format.
///
/// # Errors
/// When the file cannot be read as that format at all.
pub fn read(format: Format, file: &str, bytes: &[u8]) -> Result<Table, ConvertError> {
    read_watched(format, file, bytes, &mut |_| ())
}

/// Hears how far reading has come, in percent.
pub type Watch<'w> = &'w mut dyn FnMut(u8);

/// Reads a file of the format and tells how far it has come; GeoJSON, GPX and KML come in one go.
///
/// # Errors
/// When the file cannot be read as that format at all.
pub fn read_watched(
    format: Format,
    file: &str,
    bytes: &[u8],
    watch: Watch<'_>,
) -> Result<Table, ConvertError> {
    if bytes.len() > super::document::MAX_BYTES {
        return Err(ConvertError::of_file(super::ProblemKind::TooLarge(bytes.len()).into()));
    }
    match format {
        Format::GeoJson => geojson::read(file, bytes),
        Format::Csv => csv::read(bytes, watch),
        Format::Xlsx => xlsx::read(bytes, watch),
        Format::Gpx => gpx::read(bytes),
        Format::Kml => kml::read(bytes),
    }
}

/// Writes the table in the format.
///
/// # Errors
/// When the format cannot hold it (a spreadsheet has 1 048 576 rows).
pub fn write(format: Format, table: &Table) -> Result<Vec<u8>, ConvertError> {
    Ok(match format {
        Format::GeoJson => geojson::write(table).into_bytes(),
        Format::Csv => csv::write(&sheet::rows(table))?,
        Format::Xlsx => xlsx::write(&sheet::rows(table))?,
        Format::Gpx => gpx::write(table).into_bytes(),
        Format::Kml => kml::write(table).into_bytes(),
    })
}

/// What the format cannot hold, to be told after writing.
#[must_use]
pub fn losses(format: Format, table: &Table) -> Vec<Note> {
    let lost = |record: &&Record| format == Format::Gpx && record.shape().is_none();
    let note = |record: &Record| Note { line: record.line, trouble: Trouble::LeftOut };
    table.records.iter().filter(lost).map(note).collect()
}
