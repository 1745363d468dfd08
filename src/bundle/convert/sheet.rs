//! Rows of cells, as csv and xlsx have them, to and from a table.

use super::Watch;
use super::angle::{Angle, parse_angle};
use super::table::{Record, Table, number, plain, point};
use super::trouble::{ConvertError, Trouble};
use super::vocabulary::{Kind, code, column, heading, kind_of};
use crate::bundle::Members;
use crate::bundle::geometry::Shape;
use crate::bundle::v1::quoted;
use crate::json::Raw;
use crate::json::list;

/// A row and the line or row number it has in its file.
pub(super) type Row = (u32, Vec<String>);

/// A sheet has this many columns at most that are read: a stray cell far right must not cost memory.
pub(super) const MOST_COLUMNS: usize = 300;

/// As many rows as a sheet of Excel has; any list of more places is refused, too.
pub(super) const MOST_ROWS: usize = 1 << 20;

/// And this many cells in all: about 100 000 rows of 200.
pub(super) const MOST_CELLS: usize = 20_000_000;

/// Titles and remarks may stand above the heading; it is looked for in this many rows.
const LOOK_FOR_HEADING: usize = 12;

/// Reads rows; the first that names a known column is the heading.
pub(super) fn read(rows: Vec<Row>, watch: Watch<'_>) -> Result<Table, ConvertError> {
    let total = rows.len().max(1);
    let mut rows = rows.into_iter();
    let mut any = false;
    let heading = rows.by_ref().take(LOOK_FOR_HEADING).find(|(_, cells)| {
        any |= cells.iter().any(|c| !c.trim().is_empty());
        cells.iter().any(|c| {
            matches!(column(c).1, Kind::Lon | Kind::LonLat | Kind::Geometry)
                || column(c).0 == "name"
        })
    });
    let Some((_, heading)) = heading else {
        let trouble = if any { Trouble::NoHeader } else { Trouble::NoRows };
        return Err(ConvertError::of_file(trouble));
    };
    let columns: Vec<(String, Kind)> = heading.iter().map(|h| column(h)).collect();
    let mut table = Table::default();
    for (i, (line, cells)) in rows.enumerate() {
        if i.is_multiple_of(4096) {
            watch(50 + u8::try_from(i * 50 / total).unwrap_or(50));
        }
        if cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let record = record(line, &columns, &heading, &cells, &mut table);
        table.records.push(record);
    }
    Ok(table)
}

fn record(
    line: u32,
    columns: &[(String, Kind)],
    heading: &[String],
    cells: &[String],
    table: &mut Table,
) -> Record {
    let mut record = Record { line, ..Record::default() };
    let (mut lon, mut lat) = (None, None);
    let mut source_url = "";
    for (i, (name, kind)) in columns.iter().enumerate() {
        let cell = cells.get(i).map_or("", |c| c.trim());
        if cell.is_empty() || name.is_empty() {
            continue;
        }
        let title = heading.get(i).map_or("", String::as_str).trim();
        match kind {
            Kind::Id => record.id = Some(quoted(cell)),
            Kind::Lon => lon = lon.or(Some((title, cell))),
            Kind::Lat => lat = lat.or(Some((title, cell))),
            Kind::LonLat => {
                if let Some((first, second)) = pair(cell) {
                    (lon, lat) = (Some((title, first)), Some((title, second)));
                } else {
                    let (column, text) = (title.to_owned(), cell.to_owned());
                    table.note(line, Trouble::BadAngle { column, text });
                }
            }
            Kind::Geometry if is_json(cell) => record.geometry = Some(cell.to_owned()),
            Kind::Foreign => {
                let members = Raw::parse(cell).ok().and_then(Members::of);
                let members = members.unwrap_or_default();
                record.foreign =
                    members.iter().map(|(k, v)| (k.to_owned(), v.get().to_owned())).collect();
            }
            Kind::SourceUrl => source_url = cell,
            _ if record.get(name).is_some() => {}
            _ => record.properties.push((name.clone(), json_of(name, *kind, cell))),
        }
    }
    if !source_url.is_empty() {
        add_source_url(&mut record, source_url);
    }
    if record.geometry.is_none() {
        record.geometry = position(line, lon, lat, table);
    }
    record
}

/// Two coordinates in one cell, in either order: what is above 90 is the longitude.
fn pair(cell: &str) -> Option<(&str, &str)> {
    let cell = cell.trim_matches(['(', ')', '[', ']', '（', '）', ' ']);
    let (a, b) = cell
        .split_once([',', '，', ';', '；', '、', '/'])
        .or_else(|| cell.split_once(char::is_whitespace))?;
    let (a, b) = (a.trim(), b.trim());
    let (first, second) = (parse_angle(a)?, parse_angle(b)?);
    let turned = first.is_latitude == Some(true)
        || second.is_latitude == Some(false)
        || (first.is_latitude.is_none()
            && first.degrees.abs() <= 90.0
            && second.degrees.abs() > 90.0);
    Some(if turned { (b, a) } else { (a, b) })
}

/// A point of two cells, each with its heading.
fn position(
    line: u32,
    lon: Option<(&str, &str)>,
    lat: Option<(&str, &str)>,
    table: &mut Table,
) -> Option<String> {
    let (mut lon, mut lat) = match (angle(line, lon, table), angle(line, lat, table)) {
        (Some(lon), Some(lat)) => (lon, lat),
        (None, None) => return None,
        _ => {
            if table.notes.last().is_none_or(|n| n.line != line) {
                table.note(line, Trouble::HalfPosition);
            }
            return None;
        }
    };
    // The letters N and E know better than the heading.
    if lon.0.is_latitude == Some(true) && lat.0.is_latitude != Some(true) {
        (lon, lat) = (lat, lon);
    }
    if lon.0.degrees.abs() > 180.0 || lat.0.degrees.abs() > 90.0 {
        table.note(line, Trouble::OutOfRange);
    }
    let text = |(angle, text): (Angle, &str)| number(text, angle.degrees);
    Some(point(&[&text(lon), &text(lat)]))
}

/// A cell with its heading as an angle and its own text.
fn angle<'c>(
    line: u32,
    cell: Option<(&str, &'c str)>,
    table: &mut Table,
) -> Option<(Angle, &'c str)> {
    let (column, text) = cell?;
    let angle = parse_angle(text);
    if angle.is_none() {
        let (column, text) = (column.to_owned(), text.to_owned());
        table.note(line, Trouble::BadAngle { column, text });
    }
    angle.map(|a| (a, text))
}

/// The JSON of a cell of a property.
pub(super) fn json_of(name: &str, kind: Kind, cell: &str) -> String {
    // What is JSON beyond doubt is taken as that, whatever the column.
    if cell.starts_with(['"', '{', '[']) && is_json(cell) {
        return cell.to_owned();
    }
    match kind {
        Kind::Text => quoted(cell),
        Kind::Code => quoted(code(name, cell)),
        Kind::Number => {
            let digits = cell
                .trim_end_matches(|c: char| !c.is_ascii_digit())
                .trim_start_matches(['±', '约', ' ']);
            if is_number(digits) { digits.to_owned() } else { quoted(cell) }
        }
        Kind::Flag => match cell {
            "是" | "对" | "TRUE" | "True" | "true" | "1" | "yes" => "true".into(),
            "否" | "FALSE" | "False" | "false" | "0" | "no" => "false".into(),
            _ => quoted(cell),
        },
        Kind::Texts => {
            let parts: Vec<String> = split(cell).map(|p| quoted(code("category", p))).collect();
            format!("[{}]", parts.join(","))
        }
        Kind::Years => {
            let parts: Vec<String> = split(cell)
                .map(|p| {
                    let digits = p.trim_end_matches('年').trim();
                    if is_number(digits) { digits.to_owned() } else { quoted(p) }
                })
                .collect();
            format!("[{}]", parts.join(","))
        }
        Kind::Sources => {
            let parts: Vec<String> = cell
                .split(['；', ';', '\n'])
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .enumerate()
                .map(|(i, p)| format!("{{\"id\":\"s{}\",\"title\":{}}}", i + 1, quoted(p)))
                .collect();
            format!("[{}]", parts.join(","))
        }
        _ if is_json(cell) => cell.to_owned(),
        _ => quoted(cell),
    }
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', '；', ';', '，', ',', '|', '\n']).map(str::trim).filter(|p| !p.is_empty())
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && is_json(text)
}

fn is_json(text: &str) -> bool {
    let first = text.starts_with(|c: char| "{[\"-tfn".contains(c) || c.is_ascii_digit());
    first && Raw::parse(text).is_ok()
}

/// Puts the address into the first source, or makes one of it.
fn add_source_url(record: &mut Record, url: &str) {
    let made = format!("[{{\"id\":\"s1\",\"title\":{0},\"url\":{0}}}]", quoted(url));
    match record.properties.iter_mut().find(|(k, _)| k == "sources") {
        Some((_, json)) if json.starts_with("[{\"id\":\"s1\"") && !json.contains("\"url\"") => {
            if let Some(end) = json.find('}') {
                json.insert_str(end, &format!(",\"url\":{}", quoted(url)));
            }
        }
        Some(_) => {}
        None => record.properties.push(("sources".into(), made)),
    }
}

/// The table as a heading and rows. Numbers of the two coordinate columns are cells `lon` and `lat`.
pub(super) fn rows(table: &Table) -> Vec<Vec<String>> {
    let mut keys: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for record in &table.records {
        for (key, _) in &record.properties {
            if seen.insert(key.as_str()) {
                keys.push(key);
            }
        }
    }
    // What people look for stands first.
    let first = ["name", "name_en", "category"];
    keys.sort_by_key(|k| first.iter().position(|f| f == k).unwrap_or(first.len()));
    let split = keys.iter().take_while(|k| first.contains(k)).count();
    let shapes: Vec<Option<Shape>> = table.records.iter().map(Record::shape).collect();
    let whole = |record: &Record, shape: &Option<Shape>| {
        let simple = matches!(shape, Some(Shape::Points(p)) if matches!(p.as_slice(), [one] if one.numbers == 2));
        record.geometry.is_some() && !simple
    };
    let with_geometry = table.records.iter().zip(&shapes).any(|(r, s)| whole(r, s));
    let with_foreign = table.records.iter().any(|r| !r.foreign.is_empty());

    let mut titles = vec!["id".to_owned()];
    titles.extend(keys[..split].iter().map(|k| heading(k)));
    titles.extend(["lon".to_owned(), "lat".to_owned()]);
    titles.extend(keys[split..].iter().map(|k| heading(k)));
    titles.extend(with_geometry.then(|| "geometry".to_owned()));
    titles.extend(with_foreign.then(|| "feature_members".to_owned()));
    let mut out = vec![titles];
    for (record, shape) in table.records.iter().zip(&shapes) {
        let property = |key: &&str| record.get(key).map_or_else(String::new, |j| cell_of(key, j));
        let mut row = vec![record.id.as_deref().and_then(plain).unwrap_or_default()];
        row.extend(keys[..split].iter().map(property));
        row.extend(lon_lat(record, shape.as_ref()));
        row.extend(keys[split..].iter().map(property));
        if with_geometry {
            let geometry = record.geometry.clone().filter(|_| whole(record, shape));
            row.push(geometry.unwrap_or_default());
        }
        if with_foreign {
            let members: Vec<String> =
                record.foreign.iter().map(|(k, v)| format!("{}:{v}", quoted(k))).collect();
            row.push(if members.is_empty() {
                String::new()
            } else {
                format!("{{{}}}", members.join(","))
            });
        }
        out.push(row);
    }
    out
}

/// The two numbers of a point as written, or a point of the geometry.
fn lon_lat(record: &Record, shape: Option<&Shape>) -> [String; 2] {
    let written = || {
        let raw: Raw<'_> = Raw::parse(record.geometry.as_deref()?).ok()?;
        let members = Members::of(raw)?;
        let numbers = members.get("coordinates").and_then(list)?;
        let [lon, lat, ..] = numbers.as_slice() else { return None };
        (!lon.get().starts_with('[')).then(|| [lon.get().to_owned(), lat.get().to_owned()])
    };
    let Some(shape) = shape else { return [String::new(), String::new()] };
    if let (Shape::Points(_), Some(numbers)) = (shape, written()) {
        return numbers;
    }
    shape.representative().map_or_else(Default::default, |p| p.map(|v| v.to_string()))
}

/// A value as a cell from which it can be read back.
pub(super) fn cell_of(key: &str, json: &str) -> String {
    let kind = kind_of(key);
    let json = json.trim();
    if let (Kind::Texts | Kind::Years, Some(parts)) = (kind, simple_list(kind, json)) {
        return parts;
    }
    let Some(text) = json.starts_with('"').then(|| plain(json)).flatten() else {
        // In a column of texts `null` would come back as a word.
        return if json == "null" && kind != Kind::Any { String::new() } else { json.to_owned() };
    };
    let comes_back =
        !text.is_empty() && text.trim() == text && json_of(key, kind, &text) == quoted(&text);
    if comes_back { text } else { quoted(&text) }
}

/// A list of plain texts or whole numbers as people write it, if it can be taken apart again.
fn simple_list(kind: Kind, json: &str) -> Option<String> {
    let raw: Raw<'_> = Raw::parse(json).ok()?;
    let texts = kind == Kind::Texts;
    let parts: Vec<String> = list(raw)?
        .into_iter()
        .map(|p| plain(p.get()).filter(|_| p.get().starts_with('"') == texts))
        .collect::<Option<_>>()?;
    let odd = |p: &String| {
        p.trim() != p
            || p.is_empty()
            || split(p).next() != Some(p.as_str())
            || p.starts_with(['[', '"', '{'])
            || code("category", p) != p
    };
    (!parts.is_empty() && !parts.iter().any(odd)).then(|| parts.join("、"))
}

/// A spreadsheet runs what starts like a formula; such a text gets an apostrophe in csv.
pub(super) fn guarded(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\'']) && !is_number(cell);
    if risky { ["'", cell].concat() } else { cell.to_owned() }
}

/// The cell without that apostrophe.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\'']) => rest,
        _ => cell,
    }
}
