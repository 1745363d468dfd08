//! The tools worker's desk: one file at a time, read, converted, checked and handed over in pieces. Pure;
//! `src/bin/tools.rs` ties it to a worker's port. To stop it in the middle of a work, its worker is ended.

use super::question::question;
use super::verdict::verdict;
use super::wire::{Ask, Refusal, Row, Stage, Tell, Verdict};
use crate::bundle::check::{Anchors, Finding, Report, Rule, check_bare};
use crate::bundle::convert::{ConvertError, Format, Record, Table, Trouble, read_watched, write};
use crate::bundle::{Document, ProblemKind, v1};
use crate::domain::{Datum, Text};
use crate::i18n::{Lang, convert};
use std::collections::{BTreeSet, VecDeque};

/// Places in a piece: the page reads one in some milliseconds.
const PIECE: usize = 250;

/// Where messages go.
pub type Port<'p> = &'p mut dyn FnMut(Tell);

/// The file in hand.
#[derive(Default)]
pub struct Desk {
    name: String,
    /// The bytes, where they are GeoJSON: then the check looks at what was written.
    original: Option<Vec<u8>>,
    table: Table,
    anchors: Option<Anchors>,
    sound: VecDeque<Record>,
    /// All findings of the last check, for the page that shows some at a time.
    rows: Vec<Row>,
}

impl Desk {
    /// Takes a file; the answer is a question or a refusal.
    pub fn read(&mut self, name: &str, bytes: Vec<u8>, tell: Port<'_>) {
        *self = Self { anchors: self.anchors.take(), ..Self::default() };
        name.clone_into(&mut self.name);
        let Some(format) = Format::of_name(name) else {
            return tell(Tell::Refused(unknown_format()));
        };
        tell(Tell::Progress(Stage::Reading, 0));
        let mut watch = |percent| tell(Tell::Progress(Stage::Reading, percent));
        match read_watched(format, name, &bytes, &mut watch) {
            Ok(table) if table.records.is_empty() => {
                let why = ConvertError { line: None, trouble: Trouble::NoRows };
                tell(Tell::Refused(refusal(&why)));
            }
            Ok(table) => {
                self.table = table;
                self.original = (format == Format::GeoJson).then_some(bytes);
                let anchors = self.anchors.get_or_insert_with(Anchors::built_in);
                tell(Tell::Question(question(&self.table, format, anchors)));
            }
            Err(why) => tell(Tell::Refused(refusal(&why))),
        }
    }

    /// Takes a message.
    pub fn receive(&mut self, message: &[u8], tell: Port<'_>) {
        match Ask::read(message) {
            Some(Ask::Take(datum)) => self.take(datum, tell),
            Some(Ask::Next) => self.next(tell),
            Some(Ask::Rows(from)) => {
                let rows = self.rows.iter().skip(from as usize).take(Verdict::PAGE);
                tell(Tell::Rows(from, rows.cloned().collect()));
            }
            Some(Ask::Names) | None => {}
        }
    }

    /// The names of the places that are still to be handed over, one a line, Chinese and English with a tab
    /// between.
    #[must_use]
    pub fn names(&self) -> String {
        let plain = |r: &Record, key| r.text(key).replace(['\n', '\t'], " ");
        let line = |r: &Record| [plain(r, "name"), plain(r, "name_en")].join("\t");
        self.sound.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn take(&mut self, datum: Datum, tell: Port<'_>) {
        tell(Tell::Progress(Stage::Converting, 0));
        let mut table = self.table.clone();
        table.convert(datum, Datum::Wgs84);
        tell(Tell::Progress(Stage::Converting, 60));
        let written = match write(Format::GeoJson, &table) {
            Ok(written) => written,
            Err(why) => return tell(Tell::Refused(refusal(&why))),
        };
        tell(Tell::Progress(Stage::Checking, 0));
        let anchors = self.anchors.take().unwrap_or_else(Anchors::built_in);
        let mut report = check_bare(&self.name, &written, &anchors);
        drop(written);
        tell(Tell::Progress(Stage::Checking, 80));
        if let Some(original) = &self.original {
            report = self.as_written(original, datum, report, &anchors);
        }
        self.anchors = Some(anchors);
        let lines = |f: &Finding| match f.index.and_then(|i| table.records.get(i as usize)) {
            // What was brought as GeoJSON is told by its own lines.
            _ if self.original.is_some() => f.line.unwrap_or(0),
            Some(record) => record.line,
            None => 0,
        };
        let (verdict, rows) = verdict(&table, &report, lines);
        self.rows = rows;
        self.sound = if verdict.kept == 0 {
            VecDeque::new()
        } else {
            let sound = |(i, record)| (!report.faulty.contains(&i)).then_some(record);
            (0_u32..).zip(table.records).filter_map(sound).collect()
        };
        tell(Tell::Verdict(verdict));
    }

    /// The findings of a GeoJSON file, by its own text. After a conversion the rules about positions are
    /// those of the converted text, whose lines are put back.
    fn as_written(
        &self,
        original: &[u8],
        datum: Datum,
        converted: Report,
        anchors: &Anchors,
    ) -> Report {
        let mut report = check_bare(&self.name, original, anchors);
        // Entries that are no features count in the file, but are no records.
        let features = features(&self.name, original);
        let record = |i: u32| features.binary_search(&i).ok().and_then(|r| u32::try_from(r).ok());
        for finding in &mut report.findings {
            let index = finding.index.and_then(record);
            if finding.index.is_some() && index.is_none() {
                // Left out by the reader already; it must not refuse the file.
                finding.rule = Rule::Problem(ProblemKind::NotAFeature);
            }
            finding.index = finding.index.map(|_| index.unwrap_or(u32::MAX));
        }
        report.faulty = report.faulty.iter().filter_map(|i| record(*i)).collect();
        if datum == Datum::Wgs84 {
            return report;
        }
        report.findings.retain(|f| !of_position(&f.rule));
        let mut moved: Vec<Finding> =
            converted.findings.into_iter().filter(|f| of_position(&f.rule)).collect();
        for finding in &mut moved {
            let record = finding.index.and_then(|i| self.table.records.get(i as usize));
            finding.line = record.map(|r| r.line);
        }
        report.findings.append(&mut moved);
        // Whatever is wrong with a place in either reading of the file is wrong with it.
        let errors = report.findings.iter().filter(|f| f.rule.is_error());
        let kept: BTreeSet<u32> = errors.filter_map(|f| f.index).collect();
        report.faulty =
            kept.into_iter().chain(converted.faulty).filter(|i| *i != u32::MAX).collect();
        report
    }

    fn next(&mut self, tell: Port<'_>) {
        let records: Vec<Record> = self.sound.drain(..self.sound.len().min(PIECE)).collect();
        let piece = Table { records, ..Table::default() };
        // GeoJSON holds any table.
        let json = write(Format::GeoJson, &piece).unwrap_or_default();
        let json = String::from_utf8(json).unwrap_or_default();
        tell(Tell::Piece(json, self.sound.is_empty()));
    }
}

/// Whether a rule depends on the datum.
const fn of_position(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::NullIsland
            | Rule::Swapped(..)
            | Rule::OutsideBbox
            | Rule::FarAway(_)
            | Rule::Shifted { .. }
            | Rule::ShiftedFile { .. }
            | Rule::WrongDistrict { .. }
            | Rule::NearDuplicate { .. }
    )
}

/// Indices of the entries that are features, ascending.
fn features(name: &str, bytes: &[u8]) -> Vec<u32> {
    let Ok(document) = Document::decode(name, bytes) else { return Vec::new() };
    let raws = v1::features(&document).unwrap_or_default();
    let is_feature = |(i, raw)| v1::Feature::read(raw).map(|_| i);
    (0_u32..).zip(raws).filter_map(is_feature).collect()
}

fn refusal(why: &ConvertError) -> Refusal {
    let [[what_zh, todo_zh], [what_en, todo_en]] =
        [Lang::Zh, Lang::En].map(|lang| convert::parted(&why.trouble, lang));
    Refusal {
        line: why.line.unwrap_or(0),
        what: Text::new(what_zh, what_en),
        todo: Text::new(todo_zh, todo_en),
    }
}

fn unknown_format() -> Refusal {
    Refusal {
        line: 0,
        what: Text::new("不认识这种文件", "This kind of file is not known."),
        todo: Text::new(
            "请选 .geojson、.csv、.xlsx、.gpx 或 .kml。旧的 .xls 请用 Excel 或 WPS 另存为 .xlsx。",
            "Choose a .geojson, .csv, .xlsx, .gpx or .kml file. Save an old .xls as .xlsx.",
        ),
    }
}
