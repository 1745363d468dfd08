//! Excel workbooks: the first sheet that has a heading is the list.

use super::sheet::{self, Row};
use super::table::Table;
use super::trouble::{ConvertError, Trouble};
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::Cursor;

/// A sheet has this many columns at most that are read: a stray cell far right must not cost memory.
const MOST_COLUMNS: u32 = 300;

/// And this many cells in all: about 100 000 rows of 200.
const MOST_CELLS: usize = 20_000_000;

/// Reads the first sheet that has a heading.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ConvertError> {
    let damaged =
        |e: &dyn std::fmt::Display| ConvertError::of_file(Trouble::Workbook(e.to_string()));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut outcome = Err(ConvertError::of_file(Trouble::NoRows));
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).map_err(|e| damaged(&e))?;
        let mut rows: Vec<Row> = Vec::new();
        let mut count = 0_usize;
        while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e))? {
            let (row, column) = cell.get_position();
            count += 1;
            if count > MOST_CELLS {
                return Err(ConvertError::of_file(Trouble::TooManyCells));
            }
            let text = text_of(cell.get_value());
            if column >= MOST_COLUMNS || text.is_empty() {
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
        match sheet::read(rows) {
            Ok(table) => return Ok(table),
            // An empty sheet says less than one without a heading.
            Err(e) if e.trouble == Trouble::NoRows => {}
            Err(e) => outcome = Err(e),
        }
    }
    outcome
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
    fill(rows).map_err(|e| ConvertError::of_file(Trouble::Workbook(e.to_string())))
}

fn fill(rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No date of writing: the same list gives the same file.
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name("places")?;
    sheet.set_freeze_panes(1, 0)?;
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    for (r, row) in rows.iter().enumerate() {
        let r = u32::try_from(r).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (c, cell) in row.iter().enumerate() {
            let number =
                matches!(heading.get(c).map(String::as_str), Some("lon" | "lat" | "经度" | "纬度"));
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
