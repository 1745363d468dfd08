//! Findings as they are collected: each with file, line, feature and field.

use super::Rule;
use crate::bundle::{BundleError, Document, ProblemKind, Warning};
use crate::json::Raw;
use std::collections::BTreeSet;

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The file as the bundle names it.
    pub file: String,
    /// Id of the feature, or `#index`.
    pub feature: Option<String>,
    /// Index of the feature in its file, where it is about one.
    pub index: Option<u32>,
    /// Member or property.
    pub field: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// What is wrong.
    pub rule: Rule,
}

impl From<BundleError> for Finding {
    fn from(e: BundleError) -> Self {
        let rule = Rule::Problem(e.kind);
        Self { file: e.file, feature: e.feature, index: None, field: e.field, line: e.line, rule }
    }
}

impl From<Warning> for Finding {
    fn from(w: Warning) -> Self {
        let rule = match w.kind {
            // What the page words as “was left out” the check tells with its own, stricter word.
            ProblemKind::BadBbox => Rule::BadBbox,
            kind => Rule::Problem(kind),
        };
        Self { file: w.file, feature: w.feature, index: None, field: w.field, line: w.line, rule }
    }
}

/// All findings of a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In the order of the files and their lines.
    pub findings: Vec<Finding>,
    /// Indices of the features with an error, those included whose findings were only counted. Of use for a
    /// lone file.
    pub faulty: BTreeSet<u32>,
}

impl Report {
    /// Those that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.rule.is_error())
    }

    /// The others.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| !f.rule.is_error())
    }

    /// Puts the findings of each file in the order of its lines; files stay in the order they were read.
    pub(super) fn sort(&mut self) {
        let mut files: Vec<String> = Vec::new();
        for finding in &self.findings {
            if !files.contains(&finding.file) {
                files.push(finding.file.clone());
            }
        }
        let rank = |f: &Finding| files.iter().position(|name| *name == f.file);
        // What has no line speaks of the whole file; the count of what was left out ends it.
        let left_out = |f: &Finding| matches!(f.rule, Rule::Problem(ProblemKind::More(_)));
        self.findings.sort_by_key(|f| (rank(f), left_out(f), f.line));
    }
}

/// Beyond this many errors, and as many warnings, in one file findings are only counted: a hostile file must
/// not fill the memory.
pub(super) const MOST: usize = 10_000;

/// A list that keeps [`MOST`] errors and [`MOST`] warnings: a flood of the latter hides no error.
#[derive(Debug, Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    errors: usize,
    warnings: usize,
    more: usize,
    faulty: BTreeSet<u32>,
}

impl Findings {
    pub fn push(&mut self, finding: Finding) {
        let error = finding.rule.is_error();
        self.faulty.extend(finding.index.filter(|_| error));
        let kept = if error { &mut self.errors } else { &mut self.warnings };
        if *kept >= MOST {
            self.more += 1;
            return;
        }
        *kept += 1;
        self.kept.push(finding);
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|f| self.push(f));
    }

    /// Those that were kept, and how many were not.
    pub fn finish(mut self, file: &str) -> Report {
        if self.more > 0 {
            let rule = Rule::Problem(ProblemKind::More(self.more));
            let file = file.to_owned();
            let (feature, index, field, line) = (None, None, None, None);
            self.kept.push(Finding { file, feature, index, field, line, rule });
        }
        Report { findings: self.kept, faulty: self.faulty }
    }
}

/// Where findings about one file go.
#[derive(Debug)]
pub(super) struct Desk<'d, 'a> {
    /// The file.
    pub document: &'d Document<'a>,
    /// The feature being looked at.
    pub feature: Option<String>,
    /// Its index in the file.
    pub index: Option<u32>,
    /// What was found so far.
    pub findings: Findings,
}

impl<'d, 'a> Desk<'d, 'a> {
    pub fn new(document: &'d Document<'a>) -> Self {
        Self { document, feature: None, index: None, findings: Findings::default() }
    }

    pub fn add(&mut self, field: &str, at: Raw<'_>, rule: Rule) {
        self.add_at(field, self.document.offset_of(at), rule);
    }

    pub fn add_at(&mut self, field: &str, offset: usize, rule: Rule) {
        self.findings.push(Finding {
            file: self.document.file.to_owned(),
            feature: self.feature.clone(),
            index: self.index,
            field: (!field.is_empty()).then(|| field.to_owned()),
            line: Some(self.document.line_at(offset)),
            rule,
        });
    }

    pub fn finish(self) -> Report {
        self.findings.finish(self.document.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: Rule) -> Finding {
        let (feature, index, field) = (None, Some(7), None);
        Finding { file: "f".into(), feature, index, field, line: Some(1), rule }
    }

    #[test]
    fn keeps_many_of_both_kinds_and_counts_the_rest() {
        let mut all = Findings::default();
        all.extend((0..MOST + 5).map(|_| finding(Rule::NoSource)));
        all.push(finding(Rule::NullIsland));
        let late = Finding { index: Some(9), ..finding(Rule::NullIsland) };
        all.extend((0..MOST).map(|_| late.clone()));
        let report = all.finish("f");
        assert_eq!(report.findings.len(), 2 * MOST + 1);
        assert_eq!(report.findings[MOST].rule, Rule::NullIsland);
        assert_eq!(report.findings[2 * MOST].rule, Rule::Problem(ProblemKind::More(6)));
        assert_eq!(report.faulty.into_iter().collect::<Vec<_>>(), [7, 9]);
    }
}
