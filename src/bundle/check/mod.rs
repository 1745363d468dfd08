//! What an editor should repair: `redmap check`, and the table of findings in the browser.
//!
//! Stricter than loading: every fault of every feature is told, with its line, and nothing panics.

mod districts;
mod hours;
mod keys;
mod parts;
mod properties;
mod report;
mod rfc7946;
mod rule;
mod shift;
mod spatial;
mod spot;

pub use report::{Finding, Report};
pub use rule::Rule;
pub use shift::Anchors;

use super::notes::Notes;
use super::v1::{self, Feature};
use super::{Document, Manifest, Members, ProblemKind, place};
use crate::domain::place::Place;
use crate::domain::{Atlas, Bounds, Category, LonLat, PlaceId, Text};
use crate::json::Raw;
use parts::{Known, Part};
use report::{Desk, Findings};
use spot::Spot;
use std::collections::BTreeSet;

/// Gives the bytes of a file the bundle names, or nothing where it is not there.
pub type ReadFile<'r> = &'r dyn Fn(&str) -> Option<Vec<u8>>;

/// Checks a bundle: its `bundle.json` and every file that it names.
#[must_use]
pub fn check_bundle(name: &str, bytes: &[u8], read: ReadFile<'_>, anchors: &Anchors) -> Report {
    let mut work = Work::default();
    let manifest = match Manifest::parse(name, bytes) {
        Ok(manifest) => manifest,
        Err(e) => return Report { findings: vec![e.into()], ..Report::default() },
    };
    work.manifest(name, bytes, &manifest);
    for layer in &manifest.layers {
        match read(&layer.file) {
            Some(found) => work.layer(&layer.file, &found, true),
            None => work.missing(name, bytes, &layer.file),
        }
    }
    work.across(manifest.bounds, anchors);
    let mut known = work.known();
    let mut found = Vec::new();
    for (file, part) in [
        (&manifest.stories, Part::Stories),
        (&manifest.events, Part::Events),
        (&manifest.quiz, Part::Quiz),
        (&manifest.tours, Part::Tours),
    ] {
        let Some(file) = file else { continue };
        match read(file) {
            Some(bytes) => {
                parts::collect(&bytes, &mut known);
                found.push((file, part, bytes));
            }
            None => work.missing(name, bytes, file),
        }
    }
    for (file, part, bytes) in found {
        for recording in parts::recordings(&bytes) {
            if read(&recording).is_none() {
                work.missing(file, &bytes, &recording);
            }
        }
        work.take(parts::file(file, &bytes, part, &known));
    }
    for file in [&manifest.network, &manifest.base, &manifest.people].into_iter().flatten() {
        if read(file).is_none() {
            work.missing(name, bytes, file);
        }
    }
    work.finish()
}

/// Checks a lone GeoJSON file.
#[must_use]
pub fn check_bare(name: &str, bytes: &[u8], anchors: &Anchors) -> Report {
    let mut work = Work::default();
    work.layer(name, bytes, false);
    work.across(None, anchors);
    work.finish()
}

/// Checks GeoJSON that is a part of a bundle with this extent.
#[must_use]
pub fn check_piece(name: &str, bytes: &[u8], bounds: Option<Bounds>, anchors: &Anchors) -> Report {
    let mut work = Work::default();
    work.layer(name, bytes, true);
    work.across(bounds, anchors);
    work.finish()
}

impl Anchors {
    /// Adds the places of a bundle that are known to 200 m.
    pub fn add_atlas(&mut self, atlas: &Atlas) {
        for place in atlas.places() {
            let sure = place.accuracy.is_some_and(|a| a.metres() <= 200.0);
            if let Some(at) = place.position.filter(|_| sure) {
                self.add(&place.name.zh, at);
            }
        }
    }
}

/// A check under way.
#[derive(Default)]
struct Work {
    files: Vec<String>,
    spots: Vec<Spot>,
    findings: Vec<Finding>,
    faulty: BTreeSet<u32>,
}

impl Work {
    fn finish(self) -> Report {
        let mut report = Report { findings: self.findings, faulty: self.faulty };
        report.sort();
        report
    }

    fn manifest(&mut self, name: &str, bytes: &[u8], manifest: &Manifest) {
        self.findings.extend(manifest.warnings.iter().cloned().map(Finding::from));
        let Ok(document) = Document::decode(name, bytes) else { return };
        let Ok(root) = document.root() else { return };
        let mut desk = Desk::new(&document);
        keys::check(&mut desk, root);
        if let Some(members) = Members::of(root) {
            for key in ["title", "district", "city"] {
                properties::twin(&mut desk, "", &members, key);
            }
            for (list, key) in [("layers", "title"), ("attribution", "text")] {
                properties::each(&members, list, |entry_name, entry| {
                    properties::twin(&mut desk, &entry_name, entry, key);
                });
            }
        }
        self.take(desk.finish());
    }

    fn take(&mut self, found: Report) {
        self.findings.extend(found.findings);
        self.faulty.extend(found.faulty);
    }

    /// A file that `bundle.json` names and that is not there.
    fn missing(&mut self, name: &str, bytes: &[u8], file: &str) {
        let line = Document::decode(name, bytes).ok().and_then(|document| {
            let offset = document.text.find(&v1::quoted(file))?;
            Some(document.line_at(offset))
        });
        let rule = Rule::Problem(ProblemKind::MissingFile(file.to_owned()));
        let name = name.to_owned();
        let (feature, index, field) = (None, None, None);
        self.findings.push(Finding { file: name, feature, index, field, line, rule });
    }

    fn layer(&mut self, name: &str, bytes: &[u8], within_bundle: bool) {
        let file = self.files.len();
        self.files.push(name.to_owned());
        let document = match Document::decode(name, bytes) {
            Ok(document) => document,
            Err(e) => return self.findings.push(e.into()),
        };
        let root = match document.root() {
            Ok(root) => root,
            Err(e) => return self.findings.push(e.into()),
        };
        let mut desk = Desk::new(&document);
        keys::check(&mut desk, root);
        match v1::features(&document) {
            Ok(features) => {
                rfc7946::collection(&mut desk, root, within_bundle);
                for (index, raw) in features.into_iter().enumerate() {
                    let spot = feature(&mut desk, file, index, raw);
                    self.spots.extend(spot);
                }
            }
            Err(e) => desk.findings.push(e.into()),
        }
        self.take(desk.finish());
    }

    /// The rules that look at several features.
    fn across(&mut self, bounds: Option<Bounds>, anchors: &Anchors) {
        let files = &std::mem::take(&mut self.files);
        let line = |spot: &Spot, rule: &Rule| {
            let whole = matches!(rule, Rule::DuplicateId { .. } | Rule::NearDuplicate { .. });
            spot.lines[usize::from(!whole)]
        };
        let name_line = |spot: &Spot| {
            format!("{}:{}", files.get(spot.file).map_or("", String::as_str), spot.lines[0])
        };
        let (shifted, whole_files) = shift::check(&self.spots, anchors);
        let found = [
            spatial::duplicate_ids(&self.spots, name_line),
            spatial::positions(&self.spots, bounds),
            spatial::near_duplicates(&self.spots, files),
            shifted,
            districts::check(&self.spots),
        ];
        let mut kept = Findings::default();
        for (i, rule) in found.into_iter().flatten() {
            let Some(spot) = self.spots.get(i) else { continue };
            let line = Some(line(spot, &rule));
            kept.push(spatial::finding(spot, files, line, rule));
        }
        let name = files.first().cloned().unwrap_or_default();
        self.take(kept.finish(&name));
        for (i, rule) in whole_files {
            let Some(spot) = self.spots.get(i) else { continue };
            let mut finding = spatial::finding(spot, files, Some(spot.lines[1]), rule);
            (finding.feature, finding.index) = (None, None);
            self.findings.push(finding);
        }
    }

    /// The ids that stories, events and quiz may point to.
    fn known(&self) -> Known {
        let mut known = Known::default();
        for spot in &self.spots {
            known.all.facts.extend(spot.ids.facts.iter().cloned());
            known.all.sources.extend(spot.ids.sources.iter().cloned());
            if let Some(id) = &spot.id {
                if !spot.on_map() {
                    known.unplaced.insert(id.clone());
                }
                known.places.insert(id.clone(), spot.ids.clone());
            }
        }
        known
    }
}

/// The rules of one feature.
fn feature(desk: &mut Desk<'_, '_>, file: usize, index: usize, raw: Raw<'_>) -> Option<Spot> {
    let mut label = format!("#{index}");
    desk.feature = Some(label.clone());
    desk.index = u32::try_from(index).ok();
    let Some(feature) = Feature::read(raw) else {
        desk.add("", raw, Rule::Problem(ProblemKind::NotAFeature));
        return None;
    };
    let id = feature.id_text();
    if let Some(id) = &id {
        label.clone_from(id);
        desk.feature = Some(label.clone());
    }
    if let Some(at) = feature.id {
        match &id {
            None => desk.add("id", at, Rule::Problem(ProblemKind::BadId)),
            Some(id) if PlaceId::new(id.as_str()).is_ok_and(|id| !id.is_plain()) => {
                desk.add("id", at, Rule::OddId(id.clone()));
            }
            Some(_) => {}
        }
    }
    let shape = rfc7946::feature(desk, raw);
    let first = shape.as_ref().and_then(|s| s.first()).map(|p| p.offset);
    let position =
        shape.and_then(|s| s.representative()).and_then(|[lon, lat]| LonLat::new(lon, lat).ok());
    let properties = &feature.properties;

    let blank = PlaceId::new("x").ok()?;
    let mut place = Place::blank(blank, Category::Service, Text::default());
    let mut notes = Notes::unlimited(desk.document);
    notes.feature.clone_from(&desk.feature);
    place::fill(&mut place, properties, &mut notes);
    // The whole grammar of hours is looked at below.
    let told = notes.finish().into_iter().filter(|w| !matches!(w.kind, ProblemKind::BadHours(_)));
    let index = desk.index;
    desk.findings.extend(told.map(|w| Finding { index, ..Finding::from(w) }));
    if place.name.zh.trim().is_empty() {
        desk.add("name", raw, Rule::Problem(ProblemKind::NoName));
    }
    let ids = properties::check(desk, raw, properties, position.is_some());

    let start = desk.document.offset_of(raw);
    let lines = [start, first.unwrap_or(start)].map(|at| desk.document.line_at(at));
    let names = [vec![place.name.zh], place.alias].concat();
    Some(Spot {
        file,
        index: desk.index,
        label,
        id,
        lines,
        names,
        position,
        district: place.district,
        relation: place.relation,
        accuracy: place.accuracy.map(crate::domain::Accuracy::metres),
        ids,
    })
}
