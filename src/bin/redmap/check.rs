//! `redmap check PATH… [--json]`.

use crate::{give_up, read_file};
use redmap::bundle::check::{Anchors, Finding, Report, check_bare, check_bundle};
use redmap::bundle::{LayerBytes, Manifest, link, load, looks_like_manifest};
use redmap::i18n::{Lang, rules};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 数据包的文件夹、bundle.json 或 .geojson。A bundle's folder, its bundle.json, or a GeoJSON file
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 输出 JSON。Print JSON
    #[arg(long)]
    json: bool,
}

/// A path that was read: what stands in messages, and the bytes.
struct Input {
    path: PathBuf,
    bytes: Vec<u8>,
    is_bundle: bool,
}

pub fn run(args: &Args) -> ExitCode {
    let mut inputs = Vec::new();
    for path in &args.paths {
        let path = if path.is_dir() { path.join("bundle.json") } else { path.clone() };
        match read_file(&path) {
            Ok(bytes) => {
                let is_bundle = path.file_name().is_some_and(|n| n == "bundle.json")
                    || looks_like_manifest(&bytes);
                inputs.push(Input { path, bytes, is_bundle });
            }
            Err(e) => return give_up(&format!("{}: {e}", path.display())),
        }
    }
    let findings: Vec<Finding> = inputs
        .iter()
        .enumerate()
        .flat_map(|(i, input)| {
            let mut anchors = Anchors::built_in();
            // A bundle vouches for the other paths, never for itself.
            for (_, other) in inputs.iter().enumerate().filter(|(j, o)| *j != i && o.is_bundle) {
                add_anchors(&mut anchors, other);
            }
            input.check(&anchors).findings
        })
        .collect();
    let report = Report { findings, ..Report::default() };
    let text = if args.json { as_json(&report) } else { as_text(&report) };
    // A closed pipe (`redmap check … | head`) is no reason to panic.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if report.errors().next().is_some() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

impl Input {
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn check(&self, anchors: &Anchors) -> Report {
        let name = self.path.display().to_string();
        if !self.is_bundle {
            return check_bare(&name, &self.bytes, anchors);
        }
        let folder = self.folder();
        let read = |file: &str| read_inside(folder, file);
        let mut report = check_bundle("bundle.json", &self.bytes, &read, anchors);
        for finding in &mut report.findings {
            finding.file = folder.join(&finding.file).display().to_string();
        }
        if let Some(own) = self.path.file_name().filter(|n| *n != "bundle.json") {
            let assumed = folder.join("bundle.json").display().to_string();
            for finding in report.findings.iter_mut().filter(|f| f.file == assumed) {
                finding.file = folder.join(own).display().to_string();
            }
        }
        report
    }
}

fn read_inside(folder: &Path, file: &str) -> Option<Vec<u8>> {
    link::safe_path(file).then(|| read_file(&folder.join(file)).ok()).flatten()
}

fn add_anchors(anchors: &mut Anchors, input: &Input) {
    let Ok(manifest) = Manifest::parse("bundle.json", &input.bytes) else { return };
    let files: Vec<(String, Vec<u8>)> = manifest
        .layers
        .iter()
        .filter_map(|l| Some((l.file.clone(), read_inside(input.folder(), &l.file)?)))
        .collect();
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    if let Ok(loaded) = load(&manifest, &layers) {
        anchors.add_atlas(&loaded.atlas);
    }
}

fn as_json(report: &Report) -> String {
    let entry = |f: &Finding| -> Value {
        json!({
            "file": f.file,
            "feature": f.feature,
            "field": f.field,
            "line": f.line,
            "code": f.rule.code(),
            "message": rules::message(&f.rule, Lang::Zh),
            "message_en": rules::message(&f.rule, Lang::En),
        })
    };
    let all = json!({
        "errors": report.errors().map(entry).collect::<Vec<_>>(),
        "warnings": report.warnings().map(entry).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

fn as_text(report: &Report) -> String {
    let mut out = String::new();
    for f in &report.findings {
        let line = f.line.map_or(String::new(), |l| format!(":{l}"));
        let level = if f.rule.is_error() { "错误 error" } else { "警告 warning" };
        let _ = write!(out, "{}{line}  {level} [{}]", f.file, f.rule.code());
        for part in [&f.feature, &f.field].into_iter().flatten() {
            let _ = write!(out, "  {part}");
        }
        let _ = write!(
            out,
            "\n    {}\n    {}\n",
            rules::message(&f.rule, Lang::Zh),
            rules::message(&f.rule, Lang::En)
        );
    }
    let (errors, warnings) = (report.errors().count(), report.warnings().count());
    let _ =
        writeln!(out, "{errors} 个错误，{warnings} 个警告。{errors} errors, {warnings} warnings.");
    out
}
