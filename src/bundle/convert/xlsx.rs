//! Excel workbooks: the first sheet that has a heading is the list.

use super::Watch;
use super::sheet::{self, MOST_CELLS, MOST_COLUMNS, Row};
use super::table::Table;
use super::trouble::{ConvertError, Trouble};
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// A workbook is a zip: a small one can unpack to more than the memory holds. More than this in one is refused.
const MOST_UNPACKED: u64 = 1 << 30;

/// Reads the first sheet that has a heading.
pub(super) fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Table, ConvertError> {
    if unpacked(bytes, MOST_UNPACKED).is_none_or(|size| size > MOST_UNPACKED) {
        return Err(ConvertError::of_file(Trouble::TooManyCells));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut outcome = Err(ConvertError::of_file(Trouble::NoRows));
    for name in book.sheet_names() {
        let rows = rows_of(&mut book, &name, watch)?;
        match sheet::read(rows, watch) {
            Ok(table) => return Ok(table),
            // An empty sheet says less than one without a heading.
            Err(e) if e.trouble == Trouble::NoRows => {}
            Err(e) => outcome = Err(e),
        }
    }
    outcome
}

/// The cells of the first sheet that has any, whatever its heading.
///
/// # Errors
/// When it is no workbook, or one that is too large.
pub fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, ConvertError> {
    if unpacked(bytes, MOST_UNPACKED).is_none_or(|size| size > MOST_UNPACKED) {
        return Err(ConvertError::of_file(Trouble::TooManyCells));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    for name in book.sheet_names() {
        let rows = rows_of(&mut book, &name, &mut |_| ())?;
        if !rows.is_empty() {
            return Ok(rows.into_iter().map(|(_, cells)| cells).collect());
        }
    }
    Err(ConvertError::of_file(Trouble::NoRows))
}

fn damaged(e: &dyn std::fmt::Display) -> ConvertError {
    ConvertError::of_file(Trouble::Workbook(e.to_string()))
}

/// The rows of a sheet that have a cell.
fn rows_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    watch: Watch<'_>,
) -> Result<Vec<Row>, ConvertError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| damaged(&e))?;
    // As the sheet states it, so it may lie: only the progress depends on it.
    let last = u64::from(cells.dimensions().end.0).max(1);
    let mut rows: Vec<Row> = Vec::new();
    let mut count = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e))? {
        let (row, column) = cell.get_position();
        count += 1;
        if count > MOST_CELLS {
            return Err(ConvertError::of_file(Trouble::TooManyCells));
        }
        if count.is_multiple_of(16_384) {
            watch(10 + u8::try_from(u64::from(row).min(last) * 40 / last).unwrap_or(40));
        }
        let text = text_of(cell.get_value());
        if column as usize >= MOST_COLUMNS || text.is_empty() {
            continue;
        }
        let line = row.saturating_add(1);
        // Cells come row by row; a file that mixes them up only gets more rows.
        if rows.last().is_none_or(|(last, _)| *last != line) {
            rows.push((line, Vec::new()));
        }
        if let Some((_, cells)) = rows.last_mut() {
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(column) {
                *slot = text;
            }
        }
    }
    Ok(rows)
}

/// How many bytes the parts unpack to, counted and not believed: the sizes that a zip states can lie.
/// Stops counting beyond `most`. `None` where it states more parts than a workbook has; a file that is no zip counts as empty, and is told
/// in the reader's words.
fn unpacked(bytes: &[u8], most: u64) -> Option<u64> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Some(0) };
    if archive.len() > 10_000 {
        return None;
    }
    let mut sum = 0;
    for i in 0..archive.len() {
        let Ok(part) = archive.by_index(i) else { continue };
        let mut rest = part.take(most + 1 - sum);
        // A damaged part is told in the reader's words, too.
        sum += io::copy(&mut rest, &mut io::sink()).unwrap_or_default();
        if sum > most {
            break;
        }
    }
    Some(sum)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(s) => s.trim().to_owned(),
        DataRef::SharedString(s) => s.trim().to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            if date.is_datetime() {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                date.as_f64().to_string()
            }
        }
        DataRef::DateTimeIso(s) => s.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(s) => s.clone(),
        // “#N/A” and its like are no data.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Writes one sheet with a heading that stays in sight.
pub(super) fn write(rows: &[Vec<String>]) -> Result<Vec<u8>, ConvertError> {
    fill("places", rows).map_err(|e| damaged(&e))
}

/// Writes a lecture log.
///
/// # Errors
/// When it has more rows than a sheet can have.
pub fn write_log(rows: &[Vec<String>]) -> Result<Vec<u8>, ConvertError> {
    fill("sessions", rows).map_err(|e| damaged(&e))
}

fn fill(name: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No date of writing: the same list gives the same file.
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    for (r, row) in rows.iter().enumerate() {
        let r = u32::try_from(r).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (c, cell) in row.iter().enumerate() {
            let number = matches!(
                heading.get(c).map(String::as_str),
                Some("lon" | "lat" | "经度" | "纬度" | "listeners" | "人数")
            );
            let c = u16::try_from(c).map_err(|_| XlsxError::RowColumnLimitError)?;
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                _ if r == 0 => {
                    sheet.write_string_with_format(r, c, cell, &bold)?;
                }
                Ok(value) if number => {
                    sheet.write_number(r, c, value)?;
                }
                _ => {
                    sheet.write_string(r, c, cell)?;
                }
            }
        }
    }
    for (c, name) in heading.iter().enumerate() {
        let width =
            if name.starts_with("name") || name.starts_with("summary") { 28.0 } else { 14.0 };
        sheet.set_column_width(u16::try_from(c).unwrap_or(u16::MAX), width)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_comes_back_cell_by_cell() {
        let rows: Vec<Vec<String>> = [["日期", "人数", "备注"], ["2026-03-05", "120", "=1+1"]]
            .map(|row| row.map(str::to_owned).to_vec())
            .to_vec();
        assert_eq!(cells(&write_log(&rows).expect("a workbook")).expect("cells"), rows);
        assert!(cells(b"no zip").is_err());
    }

    #[test]
    fn counts_what_comes_out_of_a_workbook_and_stops_at_the_limit() {
        let rows = vec![vec!["name".to_owned()], vec!["园".repeat(5000)]];
        let bytes = write(&rows).expect("a workbook");
        let all = unpacked(&bytes, MOST_UNPACKED).expect("a workbook");
        assert!(all > 20_000 && all > 3 * bytes.len() as u64, "{all} from {}", bytes.len());
        assert_eq!(unpacked(&bytes, 1000), Some(1001));
        assert_eq!(unpacked(b"no zip", 1000), Some(0));
    }
}
