//! `bundle.json`: what a bundle holds and where.

use super::notes::Notes;
use super::place::{both, plain};
use super::{BundleError, Document, Expected, Members, ProblemKind, Warning, link, migrate};
use crate::domain::{Attribution, Bounds, Category, LonLat, Text};
use crate::json::Raw;
use crate::json::{list, number, text};

/// A layer as `bundle.json` names it.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerRef {
    /// Id of the layer, as in links.
    pub id: String,
    /// Path inside the bundle.
    pub file: String,
    /// What a reader sees.
    pub title: Text,
    /// The category of its places unless they say otherwise.
    pub category: Category,
}

/// The table of contents of a bundle.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manifest {
    /// Its own file name, for messages.
    pub file: String,
    /// Version of the wire format the bundle is written in.
    pub format: usize,
    /// Id of the bundle.
    pub id: String,
    /// Version as the editors write it.
    pub version: String,
    /// Title of the map.
    pub title: Text,
    /// Name of the district.
    pub district: Text,
    /// Name of the city.
    pub city: Text,
    /// Up to two characters for the seal.
    pub seal: String,
    /// Extent to show at first.
    pub bounds: Option<Bounds>,
    /// Where a wide screen looks at first.
    pub start: Option<(LonLat, f64)>,
    /// Where a narrow screen looks at first.
    pub start_phone: Option<(LonLat, f64)>,
    /// Layers in their order.
    pub layers: Vec<LayerRef>,
    /// Path of the stories.
    pub stories: Option<String>,
    /// Path of the events.
    pub events: Option<String>,
    /// Path of the quiz.
    pub quiz: Option<String>,
    /// Path of the ready-made tours.
    pub tours: Option<String>,
    /// Path of the people that can be searched.
    pub people: Option<String>,
    /// Path of the street network.
    pub network: Option<String>,
    /// Path of the base map.
    pub base: Option<String>,
    /// Path of the opening tables, `hours` in `derived`.
    pub hours: Option<String>,
    /// Path of the readings for search, `readings` in `derived`.
    pub readings: Option<String>,
    /// Districts and subdistricts with their English names.
    pub divisions: Vec<Text>,
    /// Credits.
    pub attribution: Vec<Attribution>,
    /// Where suggestions may be sent, an https address.
    pub report: Option<String>,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

impl Manifest {
    /// Reads `bundle.json`.
    ///
    /// # Errors
    /// When it is not JSON, not of version 1, names no layer, or names a file outside the bundle.
    pub fn parse(file_name: &str, bytes: &[u8]) -> Result<Self, BundleError> {
        let document = Document::decode(file_name, bytes)?;
        let format = format(&document)?;
        let text = migrate::to_present(migrate::Part::Manifest, document.text, format);
        let document = Document::new(file_name, &text);
        let root = document.root()?;
        let members = Members::of(root).unwrap_or_default();
        let mut notes = Notes::new(&document);
        let mut manifest = Self {
            file: file_name.to_owned(),
            format,
            id: plain(&members, "id"),
            version: plain(&members, "version"),
            title: both(&members, "title"),
            district: both(&members, "district"),
            city: both(&members, "city"),
            seal: plain(&members, "seal").chars().take(2).collect(),
            bounds: members.get("bbox").and_then(|raw| bounds(raw, &mut notes)),
            start: members.get("start").and_then(start),
            start_phone: members.get("start_phone").and_then(start),
            layers: layers(&document, root, &members, &mut notes)?,
            stories: path(&document, &members, "stories", "stories")?,
            events: path(&document, &members, "events", "events")?,
            quiz: path(&document, &members, "quiz", "quiz")?,
            tours: path(&document, &members, "tours", "tours")?,
            people: path(&document, &members, "people", "people")?,
            network: path(&document, &members, "network", "network")?,
            base: path(&document, &members, "base", "base")?,
            hours: derived(&document, &members, "hours", "derived.hours")?,
            readings: derived(&document, &members, "readings", "derived.readings")?,
            divisions: divisions(&members),
            attribution: attribution(&members, &mut notes),
            report: report(&members, &mut notes),
            warnings: Vec::new(),
        };
        manifest.warnings = notes.finish();
        Ok(manifest)
    }
}

/// `divisions`: Chinese names and their English twins.
fn divisions(members: &Members<'_>) -> Vec<Text> {
    let pairs = members.get("divisions").and_then(Members::of).unwrap_or_default();
    pairs.iter().filter_map(|(zh, raw)| Some(Text::new(zh, text(raw)?))).collect()
}

fn fail(document: &Document<'_>, at: Raw<'_>, field: &str, kind: ProblemKind) -> BundleError {
    let mut error = document.error(document.offset_of(at), kind);
    error.field = (!field.is_empty()).then(|| field.to_owned());
    error
}

/// The version the bundle is written in.
fn format(document: &Document<'_>) -> Result<usize, BundleError> {
    let root = document.root()?;
    let members = Members::of(root)
        .ok_or_else(|| fail(document, root, "", ProblemKind::WrongType(Expected::Object)))?;
    let raw = members
        .get("redmap")
        .ok_or_else(|| fail(document, root, "redmap", ProblemKind::Missing("redmap")))?;
    migrate::readable(raw.get()).ok_or_else(|| {
        let kind = ProblemKind::UnknownVersion(raw.get().chars().take(20).collect());
        fail(document, raw, "redmap", kind)
    })
}

fn layers(
    document: &Document<'_>,
    root: Raw<'_>,
    members: &Members<'_>,
    notes: &mut Notes<'_, '_>,
) -> Result<Vec<LayerRef>, BundleError> {
    let raw = members
        .get("layers")
        .ok_or_else(|| fail(document, root, "layers", ProblemKind::Missing("layers")))?;
    let entries = list(raw)
        .ok_or_else(|| fail(document, raw, "layers", ProblemKind::WrongType(Expected::List)))?;
    if entries.is_empty() {
        return Err(fail(document, raw, "layers", ProblemKind::NoLayers));
    }
    let mut out: Vec<LayerRef> = Vec::with_capacity(entries.len());
    for (i, raw) in entries.into_iter().enumerate() {
        let name = format!("layers[{i}]");
        let layer = Members::of(raw)
            .ok_or_else(|| fail(document, raw, &name, ProblemKind::WrongType(Expected::Object)))?;
        let name = [&name, ".file"].concat();
        let file = path(document, &layer, "file", &name)?
            .ok_or_else(|| fail(document, raw, &name, ProblemKind::Missing("file")))?;
        let mut id = plain(&layer, "id");
        if id.is_empty() {
            stem(&file).clone_into(&mut id);
        }
        if out.iter().any(|l| l.id == id) {
            notes.warn(&format!("layers[{i}].id"), raw, ProblemKind::DuplicateLayer(id.clone()));
            id = format!("{id}-{}", i + 1);
        }
        let mut title = both(&layer, "title");
        if title.is_empty() {
            title.zh.clone_from(&id);
        }
        let category = layer.get("category").and_then(text);
        let category = Category::from_wire(category.as_deref().unwrap_or(&id));
        out.push(LayerRef { id, file, title, category });
    }
    Ok(out)
}

/// The name of a file without its folders and ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

fn path(
    document: &Document<'_>,
    members: &Members<'_>,
    key: &str,
    field: &str,
) -> Result<Option<String>, BundleError> {
    let Some(raw) = members.get(key) else { return Ok(None) };
    // Later versions may put objects here (a base map with options): such a member is not ours to judge.
    let Some(path) = text(raw).filter(|p| !p.is_empty()) else {
        return if key == "file" {
            Err(fail(document, raw, field, ProblemKind::WrongType(Expected::Text)))
        } else {
            Ok(None)
        };
    };
    if link::safe_path(&path) {
        Ok(Some(path))
    } else {
        Err(fail(document, raw, field, ProblemKind::UnsafePath(path)))
    }
}

/// A path that `derived` names.
fn derived(
    document: &Document<'_>,
    members: &Members<'_>,
    key: &str,
    field: &str,
) -> Result<Option<String>, BundleError> {
    match members.get("derived").and_then(Members::of) {
        Some(derived) => path(document, &derived, key, field),
        None => Ok(None),
    }
}

fn bounds(raw: Raw<'_>, notes: &mut Notes<'_, '_>) -> Option<Bounds> {
    let numbers: Option<Vec<f64>> =
        list(raw).and_then(|l| l.into_iter().map(number).collect::<Option<Vec<f64>>>());
    let found = match numbers.as_deref() {
        Some(&[west, south, east, north]) => Bounds::from_bbox([west, south, east, north]),
        _ => None,
    };
    if found.is_none() {
        notes.warn("bbox", raw, ProblemKind::BadBbox);
    }
    found
}

/// `[longitude, latitude, zoom]`. A hint only: what cannot be read is left out without a word.
fn start(raw: Raw<'_>) -> Option<(LonLat, f64)> {
    let numbers: Vec<f64> = list(raw)?.into_iter().map(number).collect::<Option<_>>()?;
    let &[lon, lat, zoom] = numbers.as_slice() else { return None };
    Some((LonLat::new(lon, lat).ok()?, zoom))
}

fn attribution(members: &Members<'_>, notes: &mut Notes<'_, '_>) -> Vec<Attribution> {
    let Some(raw) = members.get("attribution") else { return Vec::new() };
    // A lone text is what most tools write.
    if let Some(line) = text(raw) {
        return vec![Attribution { text: Text::new(line, ""), url: None }];
    }
    let Some(entries) = list(raw) else {
        notes.warn("attribution", raw, ProblemKind::WrongType(Expected::List));
        return Vec::new();
    };
    let mut out = Vec::new();
    for (i, raw) in entries.into_iter().enumerate() {
        if let Some(line) = text(raw) {
            out.push(Attribution { text: Text::new(line, ""), url: None });
        } else if let Some(entry) = Members::of(raw) {
            let url = plain(&entry, "url");
            let safe = link::safe_link(&url).map(str::to_owned);
            if safe.is_none() && !url.is_empty() {
                notes.warn(&format!("attribution[{i}].url"), raw, ProblemKind::UnsafeLink(url));
            }
            out.push(Attribution { text: both(&entry, "text"), url: safe });
        } else {
            let name = format!("attribution[{i}]");
            notes.warn(&name, raw, ProblemKind::WrongType(Expected::Object));
        }
    }
    out
}

/// The operator's address for suggestions. Anything but https is dropped: they may hold a contact.
fn report(members: &Members<'_>, notes: &mut Notes<'_, '_>) -> Option<String> {
    let raw = members.get("report_url")?;
    let url = plain(members, "report_url");
    let safe = link::safe_link(&url).filter(|u| u.starts_with("https://")).map(str::to_owned);
    if safe.is_none() {
        notes.warn("report_url", raw, ProblemKind::UnsafeLink(url));
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Manifest, BundleError> {
        Manifest::parse("bundle.json", text.as_bytes())
    }

    fn refused(text: &str) -> (ProblemKind, Option<String>) {
        let e = parse(text).expect_err("a bad bundle.json");
        (e.kind, e.field)
    }

    #[test]
    fn suggestions_go_to_https_alone() {
        let report = |url: &str| {
            let text =
                [r#"{"redmap": 1, "layers": [{"file": "a.geojson"}], "report_url": ""#, url, "\"}"];
            let m = parse(&text.concat()).expect("a good one");
            (m.report, m.warnings.len())
        };
        assert_eq!(report("https://example.org/in"), (Some("https://example.org/in".into()), 0));
        assert_eq!(report("http://example.org/in"), (None, 1));
        assert_eq!(report("javascript:1"), (None, 1));
    }

    #[test]
    fn reads_a_whole_one() {
        let m = parse(
            r#"{"redmap": 1, "id": "jinshui", "version": "1", "title": "金水红色地图", "title_en": "Jinshui",
            "seal": "金水区", "bbox": [113.5, 34.69, 113.86, 34.97], "stories": "stories.json", "base": {"x": 1},
            "layers": [{"id": "red_site", "file": "layers/a.geojson", "title": "红色史迹"}, {"file": "b.geojson"}],
            "attribution": [{"text": "© OSM", "url": "https://osm.org"}, "甲", {"text": "x", "url": "javascript:1"}]}"#,
        )
        .expect("a good one");
        assert_eq!(m.title, Text::new("金水红色地图", "Jinshui"));
        assert_eq!(m.seal, "金水");
        assert!(m.bounds.is_some());
        assert_eq!(m.layers[0].category, Category::RedSite);
        assert_eq!((m.layers[1].id.as_str(), m.layers[1].title.zh.as_str()), ("b", "b"));
        assert_eq!(m.stories.as_deref(), Some("stories.json"));
        assert_eq!((m.base, m.attribution.len()), (None, 3));
        assert_eq!(m.attribution[2].url, None);
        assert_eq!(m.warnings.len(), 1);
        assert_eq!(m.warnings[0].field.as_deref(), Some("attribution[2].url"));
    }

    #[test]
    fn refuses_other_versions_and_missing_layers() {
        let field = |f: &str| Some(f.to_owned());
        assert_eq!(
            refused(r#"{"redmap": 2, "layers": []}"#),
            (ProblemKind::UnknownVersion("2".into()), field("redmap"))
        );
        assert_eq!(refused("{}"), (ProblemKind::Missing("redmap"), field("redmap")));
        assert_eq!(refused(r#"{"redmap": 1}"#), (ProblemKind::Missing("layers"), field("layers")));
        assert_eq!(
            refused(r#"{"redmap": 1, "layers": []}"#),
            (ProblemKind::NoLayers, field("layers"))
        );
        assert_eq!(
            refused(r#"{"redmap": 1, "layers": [{"id": "a"}]}"#),
            (ProblemKind::Missing("file"), field("layers[0].file"))
        );
        assert_eq!(refused("[]").0, ProblemKind::WrongType(Expected::Object));
    }

    #[test]
    fn refuses_paths_that_leave_the_folder() {
        for path in ["../x.geojson", "/x.geojson", "https://e.org/x", "a/../../x"] {
            let text = format!("{{\"redmap\": 1,\n\"layers\": [{{\"file\": \"{path}\"}}]}}");
            let e = parse(&text).expect_err("an unsafe path");
            assert_eq!(e.kind, ProblemKind::UnsafePath(path.into()));
            assert_eq!(e.line, Some(2));
        }
        let text = r#"{"redmap": 1, "layers": [{"file": "a"}], "quiz": "../q.json"}"#;
        assert_eq!(refused(text).1.as_deref(), Some("quiz"));
    }

    #[test]
    fn mends_what_it_can() {
        let m = parse(
            r#"{"redmap": 1, "bbox": [1, 2, 3], "layers": [{"id": "a", "file": "x"}, {"id": "a", "file": "y"}]}"#,
        )
        .expect("good enough");
        assert_eq!(m.bounds, None);
        assert_eq!(m.layers[1].id, "a-2");
        let kinds: Vec<&str> = m.warnings.iter().map(|w| w.kind.code()).collect();
        assert_eq!(kinds, ["bad-bbox", "duplicate-layer"]);
    }
}
