//! Where everything in a bundle comes from, as a page: `SOURCES.md` is written from the data.
//!
//! Sources stand in the data place by place, under ids of the place (`OSM`, `V1`), so two are the same
//! when all that a reader sees of them is the same.

use super::place::{both, plain};
use super::v1::{self, Feature};
use super::{BundleError, Document, Manifest, Members, ProblemKind, link};
use crate::domain::Text;
use crate::json::list;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;

/// Gives the bytes of a file the bundle names, or nothing where it is not there.
pub type ReadFile<'r> = &'r dyn Fn(&str) -> Option<Vec<u8>>;

/// More places than this are only counted.
const MOST_NAMES: usize = 8;

/// What a bundle holds, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Places in all layers.
    pub places: usize,
    /// Places with a position.
    pub positions: usize,
    /// Places that tell a story on their card.
    pub told: usize,
    /// Facts, each counted once.
    pub facts: usize,
    /// Different sources.
    pub sources: usize,
    /// Stories of slides.
    pub stories: usize,
    /// Events of the timeline.
    pub events: usize,
    /// Questions.
    pub questions: usize,
    /// Ready-made tours.
    pub tours: usize,
}

/// All sources of a bundle.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    title: Text,
    version: String,
    credits: Vec<(Text, Option<String>)>,
    all: BTreeMap<Source, Used>,
    facts: HashSet<String>,
    counts: Counts,
}

/// What a reader sees of a source; the order is that of the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Source {
    group: usize,
    title: String,
    title_en: String,
    publisher: String,
    publisher_en: String,
    date: String,
    url: String,
}

/// What it is used for.
#[derive(Debug, Clone, Default)]
struct Used {
    places: Vec<String>,
    told: BTreeSet<&'static str>,
}

/// What a source may be for, and the headings of the page.
const GROUPS: [(&str, &str); 3] = [
    ("story", "史实 / Facts and stories"),
    ("visit", "参观信息 / Visiting"),
    ("position", "位置 / Positions"),
];

impl Sources {
    /// Reads every file of the bundle.
    ///
    /// # Errors
    /// When a file is missing or cannot be read.
    pub fn read(manifest: &Manifest, read: ReadFile<'_>) -> Result<Self, BundleError> {
        let mut out = Self {
            title: manifest.title.clone(),
            version: manifest.version.clone(),
            credits: manifest.attribution.iter().map(|a| (a.text.clone(), a.url.clone())).collect(),
            ..Self::default()
        };
        let missing = |file: &str| {
            let kind = ProblemKind::MissingFile(file.to_owned());
            BundleError::of_file(&manifest.file, kind)
        };
        for layer in &manifest.layers {
            let bytes = read(&layer.file).ok_or_else(|| missing(&layer.file))?;
            let document = Document::decode(&layer.file, &bytes)?;
            for raw in v1::features(&document)? {
                if let Some(feature) = Feature::read(raw) {
                    out.place(&feature);
                }
            }
        }
        for (file, key, label) in [
            (&manifest.stories, "stories", "故事 stories"),
            (&manifest.events, "events", "大事记 events"),
            (&manifest.quiz, "items", "问答 quiz"),
            (&manifest.tours, "tours", "路线 tours"),
        ] {
            let Some(file) = file else { continue };
            let bytes = read(file).ok_or_else(|| missing(file))?;
            let document = Document::decode(file, &bytes)?;
            out.told(&Members::of(document.root()?).unwrap_or_default(), key, label);
        }
        out.counts.facts = out.facts.len();
        out.counts.sources = out.all.len();
        Ok(out)
    }

    /// What the bundle holds, in numbers.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    fn place(&mut self, feature: &Feature<'_>) {
        let p = &feature.properties;
        self.counts.places += 1;
        self.counts.positions += usize::from(feature.geometry.is_some());
        self.counts.told += usize::from(p.get("story").is_some());
        self.facts_of(p);
        let name = plain(p, "name");
        for source in entries(p, "sources") {
            let used = self.all.entry(Source::of(&source)).or_default();
            if !used.places.contains(&name) {
                used.places.push(name.clone());
            }
        }
    }

    /// A file of stories, events, questions or tours.
    fn told(&mut self, members: &Members<'_>, key: &str, label: &'static str) {
        self.facts_of(members);
        let told = entries(members, key);
        match key {
            "stories" => self.counts.stories = told.len(),
            "events" => self.counts.events = told.len(),
            "tours" => self.counts.tours = told.len(),
            _ => self.counts.questions = told.len(),
        }
        let slides: Vec<Members<'_>> = told.iter().flat_map(|t| entries(t, "slides")).collect();
        for holder in told.iter().chain(&slides).chain([members]) {
            for source in entries(holder, "sources") {
                self.all.entry(Source::of(&source)).or_default().told.insert(label);
            }
        }
    }

    fn facts_of(&mut self, members: &Members<'_>) {
        self.facts.extend(entries(members, "facts").iter().map(|f| plain(f, "id")));
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> String {
        let c = &self.counts;
        let mut out = String::new();
        let _ = write!(
            out,
            "# 来源 / Sources\n\n\
             {} · {}\n\n\
             本页由 `redmap sources` 按数据生成，请不要手改。没有链接的来源，或者没有网址，或者转载页不宜展示。\n\
             This page is written from the data by `redmap sources`; do not edit it. A source without a link has no address, or only reposts that should not be shown.\n\n\
             | 内容 | holds | |\n|---|---|---:|\n",
            two(&self.title.zh, &self.title.en),
            escape(&self.version),
        );
        for (zh, en, count) in [
            ("地点", "places", c.places),
            ("有位置的地点", "places with a position", c.positions),
            ("有故事的地点", "places with a story of their own", c.told),
            ("史实", "facts", c.facts),
            ("来源", "sources", c.sources),
            ("讲述", "stories of slides", c.stories),
            ("大事", "events", c.events),
            ("问答", "questions", c.questions),
            ("路线", "tours", c.tours),
        ] {
            let _ = writeln!(out, "| {zh} | {en} | {count} |");
        }
        out.push_str("\n## 署名 / Attribution\n\n");
        for (text, url) in &self.credits {
            let url = url.as_deref().map_or(String::new(), |u| format!(" <{u}>"));
            let _ = writeln!(out, "- {}{url}", two(&text.zh, &text.en));
        }
        for (group, (_, heading)) in GROUPS.iter().enumerate() {
            let _ = write!(out, "\n## {heading}\n\n");
            for (source, used) in self.all.iter().filter(|(s, _)| s.group == group) {
                source.line(used, &mut out);
            }
        }
        out
    }
}

impl Source {
    fn of(m: &Members<'_>) -> Self {
        let (title, publisher) = (both(m, "title"), both(m, "publisher"));
        let used_for = plain(m, "for");
        let group = GROUPS.iter().position(|(name, _)| *name == used_for).unwrap_or(0);
        let url = link::safe_link(&plain(m, "url")).unwrap_or_default().to_owned();
        Self {
            group,
            title: title.zh,
            title_en: title.en,
            publisher: publisher.zh,
            publisher_en: publisher.en,
            date: plain(m, "date"),
            url,
        }
    }

    fn line(&self, used: &Used, out: &mut String) {
        let _ = write!(out, "- {}", two(&self.title, &self.title_en));
        let about = [two(&self.publisher, &self.publisher_en), escape(&self.date)];
        let about: Vec<&str> = about.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        if !about.is_empty() {
            let _ = write!(out, " — {}", about.join(", "));
        }
        if !self.url.is_empty() {
            let _ = write!(out, " <{}>", self.url);
        }
        let mut serves: Vec<String> = match used.places.as_slice() {
            [] => Vec::new(),
            few if few.len() <= MOST_NAMES => few.iter().map(|n| escape(n)).collect(),
            many => vec![format!("{} 处地点 places", many.len())],
        };
        serves.extend(used.told.iter().map(|t| (*t).to_owned()));
        let _ = writeln!(out, "：{}", serves.join("、"));
    }
}

/// The objects of a list; texts and numbers in it are ids and left out.
fn entries<'a>(m: &Members<'a>, key: &str) -> Vec<Members<'a>> {
    let all = m.get(key).and_then(list).unwrap_or_default();
    all.into_iter().filter_map(Members::of).collect()
}

/// A text with its English twin, if there is another.
fn two(zh: &str, en: &str) -> String {
    if en.is_empty() || en == zh {
        return escape(zh);
    }
    [escape(zh), escape(en)].join(" / ")
}

/// Text that Markdown would take for marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '|') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYER: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"properties":{"name":"甲","story":[],"facts":[{"id":"f"}],"sources":[
            {"id":"a","title":"*书*","title_en":"Book","publisher":"社","date":"1999","url":"https://e.org/a","for":"story"},
            {"id":"o","title":"OSM","url":"javascript:1","for":"position"}]}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"乙","facts":[{"id":"f"}],
            "sources":[{"id":"z","title":"OSM","for":"position"}, 7]}}]}"#;

    fn sources() -> Sources {
        let manifest = r#"{"redmap":1,"title":"图","title_en":"Map","version":"3","events":"e.json",
            "layers":[{"id":"x","file":"x.geojson"}],"attribution":["某人"]}"#;
        let manifest = Manifest::parse("bundle.json", manifest.as_bytes()).expect("a manifest");
        let read = |file: &str| {
            let text = if file == "e.json" {
                r#"{"facts":[{"id":"g"}],"events":[{"title":"事","sources":["a",{"id":"a","title":"*书*","title_en":"Book","publisher":"社","date":"1999","url":"https://e.org/a"}]}]}"#
            } else {
                LAYER
            };
            Some(text.as_bytes().to_vec())
        };
        Sources::read(&manifest, &read).expect("a bundle")
    }

    #[test]
    fn counts_what_is_different() {
        let expected = Counts {
            places: 2,
            positions: 1,
            told: 1,
            facts: 2,
            sources: 2,
            events: 1,
            ..Counts::default()
        };
        assert_eq!(sources().counts(), expected);
    }

    #[test]
    fn names_each_source_once_with_all_it_serves() {
        let page = sources().page();
        let lines: Vec<&str> = page.lines().filter(|l| l.starts_with("- ")).collect();
        assert_eq!(
            lines,
            [
                "- 某人",
                "- \\*书\\* / Book — 社, 1999 <https://e.org/a>：甲、大事记 events",
                "- OSM：甲、乙",
            ]
        );
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let manifest = r#"{"redmap":1,"layers":[{"id":"x","file":"x.geojson"}]}"#;
        let manifest = Manifest::parse("bundle.json", manifest.as_bytes()).expect("a manifest");
        let error = Sources::read(&manifest, &|_| None).expect_err("nothing there");
        assert_eq!(error.kind, ProblemKind::MissingFile("x.geojson".into()));
    }
}
