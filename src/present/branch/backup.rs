//! Everything in one file: a zip whose `records.json` is read again, beside tables and GeoJSON for other
//! programs and a README for whoever finds it in ten years.

use super::{csv, letter};
use crate::domain::Date;
use crate::domain::kept::{Envelope, Progress};
use crate::engine::zip::{self, File};
use crate::i18n::Lang;
use crate::json::write::{Object, listed, quoted};
use crate::json::{Members, Raw, decimal, list, number};
use crate::state::State;
use crate::state::book::Book;
use thiserror::Error;

/// The file of the records.
pub const RECORDS: &str = "records.json";
/// Version of the form of [`RECORDS`].
const FORM: f64 = 1.0;

const README: &str = "这是“红色地图”里“我的支部”的全部备份。
records.json   全部记录；用“全部导入”读回的就是它。每条有 kind（类别）、id、changed（改动时间，毫秒）和 data（内容）。
sessions.csv   宣讲台账，可用表格软件打开（UTF-8）。
places.geojson 去过的、收藏的和有建议的地点，可用地图软件打开（RFC 7946，WGS84）。
suggestions.txt 纠错与建议。
photos/        自己的照片（JPEG）；records.json 里也有。
map-edits.json 对地图的修改，就是“改地图”里的补丁。
damaged/       没能读懂的记录，原样保存。

This is a backup of everything under “My branch” of a red map.
records.json   all records; this is what “Import all” reads. Each has a kind, an id, changed (milliseconds since 1970-01-01 UTC) and data.
sessions.csv   the lecture log, for any spreadsheet (UTF-8).
places.geojson places visited, in lists or with a suggestion, for any map program (RFC 7946, WGS84).
suggestions.txt suggestions and corrections.
photos/        photos of one's own (JPEG); they are in records.json, too.
map-edits.json changes to the map: the patch of “Edit the map”.
damaged/       records that could not be read, as they were found.
";

/// Why a file is no backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BackupError {
    /// It holds no `records.json` of ours.
    #[error("not a backup of this program")]
    NotOurs,
    /// It is cut off or changed.
    #[error("the file is damaged")]
    Damaged,
    /// A later program wrote it.
    #[error("written by a later version")]
    Newer,
}

/// All records as one JSON text, a record a line.
#[must_use]
pub fn records(book: &Book) -> String {
    let all: Vec<String> = book.records().map(Envelope::to_json).collect();
    ["{\"redmap_records\":1,\"records\":[\n", &all.join(",\n"), "\n]}\n"].concat()
}

/// The backup; `damaged` are records that could not be read.
#[must_use]
pub fn write(s: &State, book: &Book, damaged: &[(String, Option<String>)]) -> Vec<u8> {
    let mut texts = vec![
        ("README.txt".to_owned(), README.to_owned()),
        (RECORDS.to_owned(), records(book)),
        ("sessions.csv".to_owned(), csv::write(s.lang, book)),
        ("places.geojson".to_owned(), places(s, book)),
        ("suggestions.txt".to_owned(), all_suggestions(s.lang, book)),
    ];
    if book.edits().next().is_some() {
        let patch = crate::state::editor::files::patch(&s.atlas.id, book);
        texts.push(("map-edits.json".to_owned(), patch));
    }
    for (i, (path, raw)) in damaged.iter().enumerate() {
        let name = ["damaged/", &(i + 1).to_string(), ".txt"].concat();
        texts.push((name, [path, "\n", raw.as_deref().unwrap_or_default()].concat()));
    }
    let picture = |(id, photo): (&str, &crate::domain::kept::Photo)| {
        // Ids of this program are letters and digits; one of another must not name a folder.
        let plain: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = ["photos/", &plain, ".jpg"].concat();
        Some((name, photo.bytes()?))
    };
    let pictures: Vec<(String, Vec<u8>)> = book.photos().filter_map(picture).collect();
    let mut files: Vec<(&str, &[u8])> =
        texts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    files.extend(pictures.iter().map(|(n, p)| (n.as_str(), p.as_slice())));
    zip::write(&files)
}

/// The name of a backup of a day.
#[must_use]
pub fn name(day: Date) -> String {
    ["redmap-backup-", &day.text(), ".zip"].concat()
}

fn all_suggestions(lang: Lang, book: &Book) -> String {
    let one = |s: &crate::domain::kept::Suggestion| {
        let state = letter::progress(s.progress).text(lang);
        ["[", state, "] ", &letter::words(lang, s)].concat()
    };
    book.suggestions().map(|(_, s)| one(s)).collect::<Vec<_>>().join("\n\n")
}

/// Every place with a mark as GeoJSON; those the map has no position for have a null geometry.
fn places(s: &State, book: &Book) -> String {
    let mut features = Vec::new();
    let at = |id: &crate::domain::PlaceId| s.atlas.place(id).and_then(|p| p.position);
    for v in book.visits() {
        let days: Vec<String> = v.days.iter().map(|d| quoted(&d.text())).collect();
        let members = Object::new()
            .text("kind", "visit")
            .text("place", v.place.as_str())
            .text("name", &v.name)
            .raw("days", &listed(&days))
            .text("note", &v.note);
        features.push(feature(at(&v.place), members));
    }
    for (_, shelf) in book.shelves() {
        for (id, name) in &shelf.places {
            let members = Object::new()
                .text("kind", "list")
                .text("list", &shelf.name)
                .text("place", id.as_str())
                .text("name", name);
            features.push(feature(at(id), members));
        }
    }
    for (_, fix) in book.suggestions() {
        let members = Object::new()
            .text("kind", "suggestion")
            .text("place", fix.place.as_ref().map_or("", |p| p.as_str()))
            .text("name", &fix.name)
            .text("about", fix.about.wire())
            .text("text", &fix.text)
            .text("source", &fix.source)
            .text("progress", fix.progress.wire());
        features.push(feature(fix.at.or_else(|| fix.place.as_ref().and_then(at)), members));
    }
    ["{\"type\":\"FeatureCollection\",\"features\":[\n", &features.join(",\n"), "\n]}\n"].concat()
}

/// The suggestions that are not done yet as GeoJSON, for an operator.
#[must_use]
pub fn suggestions(s: &State, book: &Book) -> String {
    let mut only = Book::default();
    let open = book.suggestions().filter(|(_, f)| f.progress != Progress::Done);
    let ids: Vec<&str> = open.map(|(id, _)| id).collect();
    let all = book.of_kind(crate::domain::kept::Suggestion::KIND);
    let put = all.filter(|(id, _)| ids.contains(id)).map(|(_, e)| e.record.clone()).collect();
    only.apply(&crate::state::book::Change { put, drop: Vec::new() });
    places(s, &only)
}

fn feature(at: Option<crate::domain::LonLat>, members: Object) -> String {
    let geometry = at.map_or_else(
        || "null".to_owned(),
        |at| {
            let (lon, lat) = (decimal::fixed(at.lon(), 6), decimal::fixed(at.lat(), 6));
            ["{\"type\":\"Point\",\"coordinates\":[", &lon, ",", &lat, "]}"].concat()
        },
    );
    Object::new()
        .raw("type", "\"Feature\"")
        .raw("geometry", &geometry)
        .raw("properties", &members.finish())
        .finish()
}

/// The file with the records in a backup: the zip's, which may still be packed, or the file itself.
///
/// # Errors
/// When there is none.
pub fn find(bytes: &[u8]) -> Result<File, BackupError> {
    if !bytes.starts_with(b"PK") {
        let text = bytes.to_vec();
        let size = u32::try_from(text.len()).map_err(|_| BackupError::Damaged)?;
        return Ok(File {
            name: RECORDS.into(),
            crc: zip::crc32(&text),
            bytes: text,
            deflated: false,
            size,
        });
    }
    let files = zip::read(bytes).map_err(|_| BackupError::Damaged)?;
    let ours = |f: &File| f.name.rsplit('/').next() == Some(RECORDS);
    files.into_iter().find(ours).ok_or(BackupError::NotOurs)
}

/// The records of a `records.json`, and how many of them could not be read.
///
/// # Errors
/// When it is none of ours, cut off, or of a later form.
pub fn read(bytes: &[u8]) -> Result<(Vec<Envelope>, usize), BackupError> {
    let text = std::str::from_utf8(bytes).map_err(|_| BackupError::Damaged)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let root = Raw::parse(text).map_err(|_| {
        // Anything else people pick by mistake is not ours rather than damaged.
        if text.contains("redmap_records") { BackupError::Damaged } else { BackupError::NotOurs }
    })?;
    let members = Members::of(root).ok_or(BackupError::NotOurs)?;
    let form = members.get("redmap_records").and_then(number).ok_or(BackupError::NotOurs)?;
    if form > FORM {
        return Err(BackupError::Newer);
    }
    let all = members.get("records").and_then(list).ok_or(BackupError::Damaged)?;
    let read: Vec<Envelope> = all.iter().filter_map(|raw| Envelope::of(*raw).ok()).collect();
    let lost = all.len() - read.len();
    Ok((read, lost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::book::tests::records as any_records;
    use proptest::prelude::*;

    fn book(records: Vec<Envelope>) -> Book {
        let mut book = Book::default();
        book.apply(&book.merge(records));
        book
    }

    fn read_back(archive: &[u8]) -> Result<(Vec<Envelope>, usize), BackupError> {
        let file = find(archive)?;
        assert!(!file.deflated);
        read(&file.bytes)
    }

    proptest! {
        #[test]
        fn export_wipe_import_gives_the_same_state(list in prop::collection::vec(any_records(), 0..16)) {
            let before = book(list);
            let archive = write(&State::default(), &before, &[]);
            let (records, lost) = read_back(&archive).expect("a backup");
            prop_assert_eq!(lost, 0);
            prop_assert_eq!(&book(records.clone()), &before);
            prop_assert!(before.merge(records).is_empty(), "importing it over itself changes nothing");
        }

        #[test]
        fn any_file_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = find(&bytes).and_then(|f| read(&f.bytes));
        }

        #[test]
        fn a_damaged_backup_never_gives_wrong_records(
            list in prop::collection::vec(any_records(), 1..6), at in any::<prop::sample::Index>(), bit in 0..8_u8,
        ) {
            let before = book(list);
            let mut archive = write(&State::default(), &before, &[]);
            let at = at.index(archive.len());
            archive[at] ^= 1 << bit;
            if let Ok((records, _)) = find(&archive).and_then(|f| f.check(&f.bytes).map(|()| f).map_err(|_| BackupError::Damaged)).and_then(|f| read(&f.bytes)) {
                prop_assert_eq!(book(records), before);
            }
        }
    }

    #[test]
    fn what_is_no_backup_is_told() {
        assert_eq!(read_back(b"hello"), Err(BackupError::NotOurs));
        assert_eq!(read_back(b"[1]"), Err(BackupError::NotOurs));
        assert_eq!(read_back(b"PK\x03\x04"), Err(BackupError::Damaged));
        assert_eq!(read_back(&zip::write(&[("a.txt", b"x")])), Err(BackupError::NotOurs));
        assert_eq!(read_back(b"{\"redmap_records\":1,\"records\":[{"), Err(BackupError::Damaged));
        assert_eq!(read_back(b"{\"redmap_records\":2,\"records\":[]}"), Err(BackupError::Newer));
        let partly = b"{\"redmap_records\":1,\"records\":[{\"v\":1},{\"v\":1,\"kind\":\"tour\",\"id\":\"a\",\"changed\":1,\"data\":{}}]}";
        assert_eq!(read_back(partly).map(|(r, lost)| (r.len(), lost)), Ok((1, 1)));
    }

    #[test]
    fn the_tables_beside_it_are_json_and_text() {
        let list = include_str!("../../../tests/fixtures/kept/v1.jsonl");
        let book = book(list.lines().map(|l| Envelope::parse(l).expect(l)).collect());
        let archive = write(&State::default(), &book, &[("visit/x".into(), Some("{".into()))]);
        let files = zip::read(&archive).expect("an archive");
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "README.txt",
                RECORDS,
                "sessions.csv",
                "places.geojson",
                "suggestions.txt",
                "map-edits.json",
                "damaged/1.txt",
                "photos/k7.jpg"
            ]
        );
        let places: serde_json::Value = serde_json::from_slice(&files[3].bytes).expect("JSON");
        assert_eq!(places["features"].as_array().map(Vec::len), Some(4));
        assert_eq!(places["features"][3]["geometry"]["coordinates"][1], 34.75);
    }
}
