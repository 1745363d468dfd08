//! What the check found, for the table that a person reads.

use super::wire::{Row, Verdict};
use crate::bundle::ProblemKind;
use crate::bundle::check::{Finding, Report, Rule};
use crate::bundle::convert::{Note, Table};
use crate::domain::{Datum, Text};
use crate::i18n::{Lang, convert, rules};

/// The sum of what was found, and all findings as rows, errors first. `line_of` gives a finding its line in
/// the file that was brought.
pub(super) fn verdict(
    table: &Table,
    report: &Report,
    line_of: impl Fn(&Finding) -> u32,
) -> (Verdict, Vec<Row>) {
    let mut rows = Vec::new();
    let mut out = Verdict::default();
    let mut warnings: Vec<Row> = table.notes.iter().map(note).collect();
    out.warnings = size(warnings.len());
    for finding in &report.findings {
        if let Rule::Problem(ProblemKind::More(n)) = finding.rule {
            out.warnings = out.warnings.saturating_add(size(n));
            continue;
        }
        let error = finding.rule.is_error();
        *(if error { &mut out.errors } else { &mut out.warnings }) += 1;
        // As many as the check tells of, which is no more than a worker can hold.
        let list = if error { &mut rows } else { &mut warnings };
        list.push(row(table, finding, line_of(finding)));
    }
    out.listed_errors = size(rows.len());
    warnings.sort_by_key(|r| r.line);
    rows.sort_by_key(|r| r.line);
    rows.append(&mut warnings);
    out.listed = size(rows.len());
    out.rows = rows.iter().take(Verdict::PAGE).cloned().collect();
    let whole = report.findings.iter().any(|f| f.index.is_none() && f.rule.is_error());
    let faulty = if whole { table.records.len() } else { report.faulty.len() };
    out.left_out = size(faulty);
    out.kept = size(table.records.len().saturating_sub(faulty));
    (out, rows)
}

fn row(table: &Table, finding: &Finding, line: u32) -> Row {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| rules::parted(&finding.rule, lang));
    let [what_zh, mut todo_zh] = zh;
    let [what_en, mut todo_en] = en;
    // Here the datum is chosen with a button, not with the command line.
    if let Rule::Shifted { datum, .. } | Rule::ShiftedFile { datum, .. } = &finding.rule {
        todo_zh = format!("请返回上一步，坐标系改选 {}", name(*datum));
        todo_en = format!("Go back and choose {} as the coordinate system.", name(*datum));
    }
    let record = finding.index.and_then(|i| table.records.get(i as usize));
    let called = record.map(|r| r.text("name")).filter(|n| !n.trim().is_empty());
    Row {
        error: finding.rule.is_error(),
        line,
        feature: cut(called.or_else(|| finding.feature.clone()).unwrap_or_default()),
        field: cut(finding.field.clone().unwrap_or_default()),
        what: Text::new(cut(stop(&what_zh)), cut(what_en)),
        todo: Text::new(cut(stop(&todo_zh)), cut(todo_en)),
    }
}

fn note(note: &Note) -> Row {
    let [[what_zh, todo_zh], [what_en, todo_en]] =
        [Lang::Zh, Lang::En].map(|lang| convert::parted(&note.trouble, lang));
    Row {
        line: note.line,
        what: Text::new(cut(stop(&what_zh)), cut(what_en)),
        todo: Text::new(cut(stop(&todo_zh)), cut(todo_en)),
        ..Row::default()
    }
}

/// Cells of a table end without a full stop.
fn stop(text: &str) -> String {
    text.trim_end_matches('。').to_owned()
}

/// A hostile file can have names and values of any length.
fn cut(text: String) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text,
    }
}

const fn name(datum: Datum) -> &'static str {
    match datum {
        Datum::Wgs84 => "WGS-84",
        Datum::Gcj02 => "GCJ-02",
        Datum::Bd09 => "BD-09",
    }
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
