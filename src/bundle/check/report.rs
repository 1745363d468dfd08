//! Findings as they are collected: each with file, line, feature and field.

use super::Rule;
use crate::bundle::{BundleError, Document, ProblemKind, Warning};
use crate::json::Raw;

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The file as the bundle names it.
    pub file: String,
    /// Id of the feature, or `#index`.
    pub feature: Option<String>,
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
        Self { file: e.file, feature: e.feature, field: e.field, line: e.line, rule }
    }
}

impl From<Warning> for Finding {
    fn from(w: Warning) -> Self {
        let rule = match w.kind {
            // What the page words as “was left out” the check tells with its own, stricter word.
            ProblemKind::BadBbox => Rule::BadBbox,
            kind => Rule::Problem(kind),
        };
        Self { file: w.file, feature: w.feature, field: w.field, line: w.line, rule }
    }
}

/// All findings of a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In the order of the files and their lines.
    pub findings: Vec<Finding>,
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
        self.findings.sort_by_key(|f| (rank(f), f.line));
    }
}

/// Where findings about one file go.
#[derive(Debug)]
pub(super) struct Desk<'d, 'a> {
    /// The file.
    pub document: &'d Document<'a>,
    /// The feature being looked at.
    pub feature: Option<String>,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl<'d, 'a> Desk<'d, 'a> {
    pub const fn new(document: &'d Document<'a>) -> Self {
        Self { document, feature: None, findings: Vec::new() }
    }

    pub fn add(&mut self, field: &str, at: Raw<'_>, rule: Rule) {
        self.add_at(field, self.document.offset_of(at), rule);
    }

    pub fn add_at(&mut self, field: &str, offset: usize, rule: Rule) {
        self.findings.push(Finding {
            file: self.document.file.to_owned(),
            feature: self.feature.clone(),
            field: (!field.is_empty()).then(|| field.to_owned()),
            line: Some(self.document.line_at(offset)),
            rule,
        });
    }
}
