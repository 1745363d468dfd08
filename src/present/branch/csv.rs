//! The log as a table for spreadsheets (CSV, RFC 4180), and back.

use super::audience;
use crate::domain::Atlas;
use crate::domain::kept::{Envelope, Session, fresh_id, session::MOST_LISTENERS};
use crate::domain::place::Audience;
use crate::i18n::Lang;
use crate::i18n::words::BranchKey;
use crate::state::book::Book;
use crate::state::session_form::{find_either, loose_date};

/// What a column is: its headings in both languages, and other names people give it.
const COLUMNS: [(&str, &str, &[&str]); 10] = [
    ("日期", "date", &["时间", "宣讲日期", "day"]),
    ("场所", "venue", &["地点", "宣讲地点", "宣讲场所", "place", "场地"]),
    ("场所编号", "venue id", &["编号"]),
    ("街道", "subdistrict", &["街道办", "所属街道"]),
    ("宣讲人", "lecturer", &["主讲人", "讲师", "宣讲员", "speaker"]),
    ("主题", "topic", &["题目", "宣讲主题", "title"]),
    ("对象", "audience", &["宣讲对象", "听众", "受众"]),
    ("人数", "listeners", &["听众人数", "参加人数", "people"]),
    ("备注", "note", &["说明", "notes"]),
    ("记录号", "record", &["id"]),
];

/// Rows that are read at most.
const MOST_ROWS: usize = 100_000;

/// The log as a file, oldest first, with a byte order mark, since Excel asks for one.
#[must_use]
pub fn write(lang: Lang, book: &Book) -> String {
    let mut sessions: Vec<(&str, &Session)> = book.sessions().collect();
    crate::domain::order::sort_by(&mut sessions, |a, b| (a.1.date, a.0).cmp(&(b.1.date, b.0)));
    let mut out = String::from("\u{FEFF}");
    let head = COLUMNS.map(|(zh, en, _)| if lang == Lang::Zh { zh } else { en }.to_owned());
    line(&mut out, &head);
    for (id, s) in sessions {
        let cells = [
            s.date.text(),
            s.place.clone(),
            s.venue.as_ref().map(ToString::to_string).unwrap_or_default(),
            s.subdistrict.clone(),
            s.lecturer.clone(),
            s.topic.clone(),
            audience(lang, &s.audience),
            s.listeners.map(|n| n.to_string()).unwrap_or_default(),
            s.note.clone(),
            id.to_owned(),
        ];
        line(&mut out, &cells);
    }
    out
}

/// Rows as CSV; cells stay as they are but for the sign before what a spreadsheet would run.
#[must_use]
pub fn text(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        line(&mut out, row);
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&quote(cell));
    }
    out.push_str("\r\n");
}

fn quote(cell: &str) -> String {
    // A spreadsheet runs what begins like a formula; the sign before it is taken off again on reading.
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { ["'", cell].concat() } else { cell.to_owned() };
    // Spaces at the ends are kept only in quotes.
    if guarded.contains([',', '"', '\n', '\r', ';', '\t']) || guarded.trim() != guarded {
        ["\"", &guarded.replace('"', "\"\""), "\""].concat()
    } else {
        guarded
    }
}

fn unguard(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    let formula = bare.starts_with(['=', '+', '-', '@', '\t', '\r']) && bare.len() < cell.len();
    if formula { cell[1..].to_owned() } else { cell.to_owned() }
}

/// The rows of a table: cells by comma, semicolon or tab, whichever its first line has most of.
#[must_use]
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = text.lines().next().unwrap_or("");
    let count = |c: char| first.matches(c).count();
    let by = [';', '\t'].into_iter().find(|c| count(*c) > count(',')).unwrap_or(',');
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted => {
                if chars.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            }
            c if quoted => cell.push(c),
            '"' if cell.is_empty() => quoted = true,
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                if rows.len() > MOST_ROWS {
                    return rows;
                }
            }
            c if c == by => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// What was read from a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// The sessions as records.
    pub records: Vec<Envelope>,
    /// Sessions that are in the log already.
    pub known: usize,
    /// What was left out and why, a line each.
    pub faults: Vec<String>,
}

/// Reads a table of sessions. A row with the number of a record changes that one; a row that says the
/// same as a session of the log is that session.
#[must_use]
pub fn read(lang: Lang, text: &str, atlas: &Atlas, book: &Book, now_ms: i64, chance: u32) -> Read {
    let mut out = Read::default();
    let rows = rows(text);
    let Some((head, body)) = rows.split_first() else {
        out.faults.push(BranchKey::TableEmpty.text(lang).to_owned());
        return out;
    };
    let columns: Vec<Option<usize>> = COLUMNS.iter().map(|c| find_column(head, c)).collect();
    if columns[0].is_none() || (columns[1].is_none() && columns[2].is_none()) {
        out.faults.push(BranchKey::TableHead.text(lang).to_owned());
        return out;
    }
    for (i, row) in body.iter().enumerate() {
        if row.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let cell = |column: usize| {
            let text =
                columns[column].and_then(|at| row.get(at)).map(String::as_str).unwrap_or_default();
            unguard(text)
        };
        match session(&cell, atlas) {
            Ok(session) => {
                let named = cell(9);
                let id = if named.trim().is_empty() {
                    same(book, &out.records, &session)
                } else {
                    Some(named.trim().to_owned())
                };
                let chance = chance.wrapping_add(u32::try_from(i).unwrap_or(0));
                let id = id.unwrap_or_else(|| fresh_id(now_ms, chance));
                let before = book.get(Session::KIND, &id).map(|e| &e.record);
                let mut record = session.record(&id, now_ms);
                if before.is_some_and(|b| b.data == record.data)
                    || out.records.iter().any(|r| r.data == record.data)
                {
                    out.known += 1;
                } else {
                    if let Some(before) = before {
                        record.changed = record.changed.max(before.changed + 1);
                    }
                    out.records.push(record);
                }
            }
            Err(key) => {
                let line = (i + 2).to_string();
                out.faults.push(BranchKey::TableLine.fill(lang, &[&line, key.text(lang)]));
            }
        }
    }
    out
}

fn find_column(head: &[String], (zh, en, more): &(&str, &str, &[&str])) -> Option<usize> {
    let is = |cell: &String| {
        let cell = cell.trim().to_lowercase();
        cell == *zh || cell == *en || more.contains(&cell.as_str())
    };
    head.iter().position(is)
}

fn session(cell: &dyn Fn(usize) -> String, atlas: &Atlas) -> Result<Session, BranchKey> {
    let mut s = Session::on(loose_date(&cell(0)).ok_or(BranchKey::WrongDate)?);
    s.place = cell(1);
    let place = find_either(atlas, cell(2).trim(), s.place.trim());
    s.venue = place.map(|p| p.id.clone());
    if s.place.trim().is_empty() {
        let place = place.ok_or(BranchKey::WrongPlace)?;
        s.place.clone_from(&place.name.zh);
    }
    s.subdistrict = cell(3);
    s.lecturer = cell(4);
    s.topic = cell(5);
    s.audience = audience_word(&cell(6));
    s.listeners = match cell(7).trim().trim_end_matches('人') {
        "" => None,
        n => {
            Some(n.parse().ok().filter(|n| *n <= MOST_LISTENERS).ok_or(BranchKey::WrongListeners)?)
        }
    };
    s.note = cell(8);
    Ok(s)
}

/// The word of an audience from its name in either language.
fn audience_word(name: &str) -> String {
    let known = Audience::ALL.into_iter().find(|a| {
        let names = [Lang::Zh, Lang::En].map(|l| audience(l, a.wire()));
        a.wire() == name.trim() || names.iter().any(|n| n == name.trim())
    });
    known.map_or_else(|| name.to_owned(), |a| a.wire().to_owned())
}

/// The id of a session that says the same.
fn same(book: &Book, read: &[Envelope], session: &Session) -> Option<String> {
    let known = book.sessions().find(|(_, s)| *s == session).map(|(id, _)| id.to_owned());
    known.or_else(|| {
        let data = session.record("x", 0).data;
        read.iter().find(|r| r.data == data).map(|r| r.key.id.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::book::tests::records;
    use proptest::prelude::*;

    fn read_zh(text: &str, book: &Book) -> Read {
        read(Lang::Zh, text, &Atlas::default(), book, 1_000, 7)
    }

    #[test]
    fn reads_what_a_spreadsheet_saves() {
        let text = "\u{FEFF}日期;地点;主讲人;题目;人数;对象\r\n2026/3/5;\"经八路\n小学\";王老师;\"说\"\"红\"\"话\";120人;学校\r\n;;;;;\r\n昨天;甲;;;;\r\n2026-3-6;乙;;;很多;\r\n2026-3-7;;;;;\r\n";
        let read = read_zh(text, &Book::default());
        let [record] = read.records.as_slice() else { panic!("{read:?}") };
        assert!(record.data.contains("\"place\":\"经八路\\u000a小学\""), "{}", record.data);
        assert!(
            record.data.contains("\"topic\":\"说\\\"红\\\"话\"")
                && record.data.contains("\"listeners\":120")
        );
        assert!(record.data.contains("\"audience\":\"school\""));
        let lines: Vec<&str> =
            read.faults.iter().map(|f| f.split('：').next().unwrap_or("")).collect();
        assert_eq!(lines, ["第 4 行", "第 5 行", "第 6 行"]);
    }

    #[test]
    fn tables_that_are_none_are_told() {
        for text in ["", "一,二\n三,四\n", "日期\n2026-1-1\n"] {
            let read = read_zh(text, &Book::default());
            assert_eq!((read.records.len(), read.faults.len()), (0, 1), "{text}");
        }
    }

    #[test]
    fn the_same_row_twice_is_one_session() {
        let text = "日期,场所\n2026-1-1,甲\n2026-1-1,甲\n";
        let read = read_zh(text, &Book::default());
        assert_eq!((read.records.len(), read.known), (1, 1));
        let mut book = Book::default();
        book.apply(&book.merge(read.records));
        let again = read_zh(text, &book);
        assert_eq!((again.records.len(), again.known), (0, 2));
    }

    #[test]
    fn formulas_are_disarmed_and_come_back() {
        for cell in ["=1+1", "'=1", "@x", "-5", "''-", "'s", "plain", " 空 "] {
            let out = quote(cell);
            assert!(!out.trim_start_matches('"').starts_with(['=', '+', '-', '@']), "{cell}");
            let text = [&out, "\n"].concat();
            assert_eq!(unguard(&rows(&text)[0][0]), cell);
        }
    }

    proptest! {
        #[test]
        fn a_log_comes_back_from_its_table(list in prop::collection::vec(records(), 0..10)) {
            let mut book = Book::default();
            book.apply(&book.merge(list));
            let sessions: Vec<(String, Session)> =
                book.sessions().map(|(id, s)| (id.to_owned(), s.clone())).collect();
            let mut book = Book::default();
            for (id, mut s) in sessions {
                // Without this map's venues, and as the form asks for it: with a name.
                s.venue = None;
                s.place.insert(0, '馆');
                book.apply(&crate::state::book::Change::put(s.record(&id, 1)));
            }
            let read = read_zh(&write(Lang::Zh, &book), &book);
            prop_assert_eq!((read.records.len(), &read.faults, read.known), (0, &vec![], book.len()));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*|[\",;\n\r\t日期场所a]*") {
            let _ = read_zh(&text, &Book::default());
        }
    }
}
