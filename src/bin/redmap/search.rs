//! `redmap search BUNDLE QUERY [--limit N] [--json]`.

use crate::give_up;
use redmap::bundle::{LayerBytes, Manifest, link, load, load_bare, looks_like_manifest};
use redmap::domain::{Atlas, Text};
use redmap::engine::search::atlas::{Parts, each_text, index};
use redmap::engine::search::{Entry, Hit, Index, Kind, Readings, pack};
use redmap::i18n::Lang;
use redmap::present::found::why;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// 数据包的文件夹、bundle.json 或 .geojson。A bundle's folder, its bundle.json, or a GeoJSON file
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// 要找的字。What to look for: characters, pinyin, initials, or a mixture
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    /// 最多列出多少。How many hits to list
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// 输出 JSON。Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> ExitCode {
    let (atlas, parts, index) = match open(&args.bundle) {
        Ok(opened) => opened,
        Err(words) => return give_up(&words),
    };
    let from = atlas.start.map(|s| s.0);
    let answer = index.find(&args.query, from, args.limit);
    let book = Book { atlas: &atlas, parts: &parts };
    let entry = |e: u32| index.entries()[e as usize];
    let suggestions: Vec<Entry> = answer.suggestions.iter().map(|&e| entry(e)).collect();
    let hits: Vec<(Entry, Hit)> = answer.top.into_iter().map(|h| (entry(h.entry), h)).collect();
    let text = if args.json {
        let hits: Vec<Value> = hits.iter().map(|(e, h)| book.hit(*e, h)).collect();
        let suggestions: Vec<Value> = suggestions.iter().map(|e| book.named(*e)).collect();
        format!("{:#}\n", json!({"hits": hits, "suggestions": suggestions}))
    } else {
        book.lines(&hits, &suggestions)
    };
    // A closed pipe (`redmap search … | head`) is no reason to panic.
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// Reads a bundle or a bare GeoJSON file and makes its index.
fn open(path: &Path) -> Result<(Atlas, Parts, Index), String> {
    let path = if path.is_dir() { path.join("bundle.json") } else { path.to_owned() };
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let bytes = read(&path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (atlas, parts, packed) = if name == "bundle.json" || looks_like_manifest(&bytes) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let manifest = Manifest::parse(&name, &bytes).map_err(|e| e.to_string())?;
        let mut files = Vec::new();
        for layer in &manifest.layers {
            files.push((layer.file.as_str(), read(&folder.join(&layer.file))?));
        }
        let layers: Vec<LayerBytes<'_>> =
            files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
        let loaded = load(&manifest, &layers).map_err(|e| e.to_string())?;
        let packed = part(folder, manifest.readings.as_deref());
        (loaded.atlas, search_parts(&manifest, folder), packed)
    } else {
        let loaded = load_bare(&name, &bytes).map_err(|e| e.to_string())?;
        (loaded.atlas, Parts::default(), None)
    };
    let packed = packed.and_then(|b| String::from_utf8(b).ok()).unwrap_or_else(|| {
        let mut texts = String::new();
        each_text(&atlas, &parts, &mut |text| texts.push_str(text));
        pack::readings(&texts)
    });
    let index = index(&atlas, &parts, Readings::parse(&packed));
    Ok((atlas, parts, index))
}

/// The parts of a bundle beside its places; a file that is not there adds nothing.
pub fn search_parts(manifest: &Manifest, folder: &Path) -> Parts {
    let read = |file: &Option<String>| part(folder, file.as_deref());
    let (stories, events, people) =
        (read(&manifest.stories), read(&manifest.events), read(&manifest.people));
    Parts::read(stories.as_deref(), events.as_deref(), people.as_deref())
}

fn part(folder: &Path, file: Option<&str>) -> Option<Vec<u8>> {
    file.filter(|f| link::safe_path(f)).and_then(|f| fs::read(folder.join(f)).ok())
}

/// Where names are looked up.
struct Book<'a> {
    atlas: &'a Atlas,
    parts: &'a Parts,
}

impl Book<'_> {
    /// Id, name and kind of an entry.
    fn look_up(&self, e: Entry) -> (String, Text, &'static str) {
        let at = e.source as usize;
        match e.kind {
            Kind::Place => {
                let p = &self.atlas.places()[at];
                (p.id.as_str().to_owned(), p.name.clone(), "place")
            }
            Kind::Story => {
                (self.parts.stories[at].id.clone(), self.parts.stories[at].title.clone(), "story")
            }
            Kind::Event => {
                (self.parts.events[at].id.clone(), self.parts.events[at].title.clone(), "event")
            }
        }
    }

    fn named(&self, e: Entry) -> Value {
        let (id, name, kind) = self.look_up(e);
        json!({"id": id, "name": name.zh, "name_en": name.en, "kind": kind})
    }

    fn hit(&self, e: Entry, hit: &Hit) -> Value {
        let mut out = self.named(e);
        out["why"] = json!(why(Lang::Zh, hit));
        out["why_en"] = json!(why(Lang::En, hit));
        out["text"] = json!(hit.text);
        out["match"] = json!(&hit.text[hit.mark.0..hit.mark.1]);
        out
    }

    fn lines(&self, hits: &[(Entry, Hit)], suggestions: &[Entry]) -> String {
        let mut out = String::new();
        for (e, hit) in hits {
            let (id, name, kind) = self.look_up(*e);
            let _ = writeln!(out, "{kind}  {id}  {}  {}", name.zh, name.en);
            let (before, rest) = hit.text.split_at(hit.mark.0);
            let (matched, after) = rest.split_at(hit.mark.1 - hit.mark.0);
            let (zh, en) = (why(Lang::Zh, hit), why(Lang::En, hit));
            let _ = writeln!(out, "    {}[{matched}]{}  {zh} / {en}", last(before), first(after));
        }
        if hits.is_empty() {
            out.push_str("没有找到。Nothing found.\n");
        }
        for e in suggestions {
            let (id, name, _) = self.look_up(*e);
            let _ = writeln!(out, "    也许是 perhaps  {id}  {}  {}", name.zh, name.en);
        }
        out
    }
}

/// A little of what stands before a match.
fn last(text: &str) -> &str {
    let from = text.char_indices().rev().nth(11).map_or(0, |(i, _)| i);
    &text[from..]
}

/// A little of what stands after it.
fn first(text: &str) -> &str {
    let to = text.char_indices().nth(20).map_or(text.len(), |(i, _)| i);
    &text[..to]
}
