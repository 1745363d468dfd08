//! Comma, semicolon or tab separated text, in UTF-8 or GB18030.

use super::Watch;
use super::encoding::decode;
use super::sheet::{self, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, guarded, unguarded};
use super::table::Table;
use super::trouble::{ConvertError, Trouble};
use crate::bundle::ProblemKind;

/// Reads a list; the separator is the one its first lines use most.
pub(super) fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Table, ConvertError> {
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ConvertError::of_file(ProblemKind::Empty.into()));
    }
    if start.starts_with("<!") || start.starts_with("<html") {
        return Err(ConvertError::of_file(ProblemKind::WebPage.into()));
    }
    // Excel's own hint, which is no row.
    let (text, skipped) = match text.strip_prefix("sep=").and_then(|t| t.split_once('\n')) {
        Some((_, rest)) => (rest, 1),
        None => (text.as_ref(), 0),
    };
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut count = 0;
    for record in reader.records() {
        let record = record.map_err(|e| {
            ConvertError::of_file(Trouble::Problem(ProblemKind::Syntax(e.to_string())))
        })?;
        count += record.len();
        if count > MOST_CELLS || rows.len() > MOST_ROWS {
            return Err(ConvertError::of_file(Trouble::TooManyCells));
        }
        if rows.len().is_multiple_of(4096) {
            let at = record.position().map_or(0, ::csv::Position::byte);
            // The text is at hand: its length fits.
            watch(u8::try_from(at * 50 / text.len().max(1) as u64).unwrap_or(50));
        }
        let line = record.position().map_or(0, ::csv::Position::line) + skipped;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        rows.push((
            line,
            record.iter().take(MOST_COLUMNS).map(|c| unguarded(c).to_owned()).collect(),
        ));
    }
    sheet::read(rows, watch)
}

/// The likeliest separator of the first lines, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for b in text.bytes().take(4000) {
        quoted ^= b == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(s, _)| *s == b && !quoted) {
            *count += 1;
        }
    }
    // The first of the most, so that a lone column counts as commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(s, _)| *s)
}

/// Writes rows as UTF-8 with a byte-order mark: without it Excel in China takes the file for GB18030.
pub(super) fn write(rows: &[Vec<String>]) -> Result<Vec<u8>, ConvertError> {
    let mut writer = ::csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let failed = |e: String| ConvertError::of_file(Trouble::Problem(ProblemKind::Syntax(e)));
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| guarded(cell)))
            .map_err(|e| failed(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| failed(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_separator() {
        assert_eq!(separator("名称,经度,纬度\n\"a;b;c;d\",1,2"), b',');
        assert_eq!(separator("name;lon;lat\nx;1,5;2,5"), b';');
        assert_eq!(separator("name\tlon\n"), b'\t');
        assert_eq!(separator("name"), b',');
    }
}
