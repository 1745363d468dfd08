//! Stories of a teacher's own making: places in an order, with words of their own where they like.
//!
//! One text holds them everywhere, on the device, in a file and in a link:
//! `{"redmap_story": 1, "id", "title", "slides": [{"place", "chapter", "title", "text", "notes"}]}`. What a slide
//! does not say comes from the place, so that a link stays short and follows the data.

use crate::domain::kept::Envelope;
use crate::domain::place::SourceUse;
use crate::domain::story::{Slide, SlideKind, Story};
use crate::domain::{Atlas, PlaceId, Text, base64, order};
use crate::json::{Members, Raw, list, text};

/// The kind of their records.
pub const KIND: &str = "story";
/// Most slides of a story.
pub const MOST_SLIDES: usize = 60;
/// Most characters of a text.
const MOST_CHARS: usize = 2000;

/// A slide as its maker has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSlide {
    /// Which place.
    pub place: PlaceId,
    /// The name of the chapter that begins here; may be empty.
    pub chapter: String,
    /// Instead of the place's name; may be empty.
    pub title: String,
    /// Instead of the place's summary; may be empty.
    pub text: String,
    /// For the teacher alone; never in a link.
    pub notes: String,
}

/// A story as its maker has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// `own-` and what makes it unique.
    pub id: String,
    /// Its name; may be empty.
    pub title: String,
    /// Its slides.
    pub slides: Vec<OwnSlide>,
}

/// Why a text is no story of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    /// It is no JSON, or something else.
    #[error("not a story of this program")]
    NotOurs,
    /// A later version of this program wrote it.
    #[error("written by a later version")]
    Newer,
}

/// A deed at the bench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The name of the story.
    Title(String),
    /// A place is added at the end, or taken out where it is in.
    Toggle(PlaceId),
    /// A slide goes one place up.
    Up(usize),
    /// A slide goes one place down.
    Down(usize),
    /// A slide is taken out.
    Remove(usize),
    /// The chapter that begins with a slide.
    SlideChapter(usize, String),
    /// The title of a slide.
    SlideTitle(usize, String),
    /// The text of a slide.
    SlideText(usize, String),
    /// The notes of a slide.
    SlideNotes(usize, String),
}

impl OwnSlide {
    /// A slide that says what the place says.
    #[must_use]
    pub const fn new(place: PlaceId) -> Self {
        Self {
            place,
            chapter: String::new(),
            title: String::new(),
            text: String::new(),
            notes: String::new(),
        }
    }
}

impl Own {
    /// The story after a deed; a deed that does not fit changes nothing.
    #[must_use]
    pub fn with(mut self, deed: Deed) -> Self {
        match deed {
            Deed::Title(title) => self.title = short(title),
            Deed::Toggle(place) => match self.slides.iter().position(|s| s.place == place) {
                Some(i) => {
                    self.slides.remove(i);
                }
                None if self.slides.len() < MOST_SLIDES => self.slides.push(OwnSlide::new(place)),
                None => {}
            },
            Deed::Up(i) if i > 0 && i < self.slides.len() => self.slides.swap(i - 1, i),
            Deed::Down(i) if i + 1 < self.slides.len() => self.slides.swap(i, i + 1),
            Deed::Remove(i) if i < self.slides.len() => {
                self.slides.remove(i);
            }
            Deed::SlideChapter(i, words) => self.slide(i, |s| s.chapter = short(words)),
            Deed::SlideTitle(i, words) => self.slide(i, |s| s.title = short(words)),
            Deed::SlideText(i, words) => self.slide(i, |s| s.text = short(words)),
            Deed::SlideNotes(i, words) => self.slide(i, |s| s.notes = short(words)),
            Deed::Up(_) | Deed::Down(_) | Deed::Remove(_) => {}
        }
        self
    }

    fn slide(&mut self, i: usize, change: impl FnOnce(&mut OwnSlide)) {
        if let Some(slide) = self.slides.get_mut(i) {
            change(slide);
        }
    }
}

fn short(text: String) -> String {
    if text.chars().count() > MOST_CHARS { text.chars().take(MOST_CHARS).collect() } else { text }
}

/// The record of a story, to be kept.
#[must_use]
pub fn record(own: &Own, now_ms: i64) -> Envelope {
    Envelope::new(KIND, &own.id, now_ms, to_text(own))
}

/// The id of the story whose record lies under a path; `None`: something else lies there.
#[must_use]
pub fn id_of(path: &str) -> Option<&str> {
    path.strip_prefix(KIND)?.strip_prefix('/')
}

/// The stories after records of theirs were read anew, the oldest first: of each its path and text, none
/// where it is gone. What cannot be read changes nothing.
#[must_use]
pub fn followed(all: &[Own], rows: &[(String, Option<String>)]) -> Vec<Own> {
    let mut out = all.to_vec();
    for (path, text) in rows {
        let Some(id) = id_of(path) else { continue };
        let Some(text) = text else {
            out.retain(|o| o.id != id);
            continue;
        };
        let record = Envelope::parse(text).ok().filter(|r| !r.is_newer());
        if let Some(own) = record.and_then(|r| from_text(&r.data).ok()) {
            out = kept(&out, Own { id: id.to_owned(), ..own });
        }
    }
    // Ids grow with time; those of an earlier program are shorter.
    order::sort_by(&mut out, |a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    out
}

/// The stories after one is kept: in its old place, or at the end.
#[must_use]
pub fn kept(all: &[Own], own: Own) -> Vec<Own> {
    let mut out = all.to_vec();
    match out.iter_mut().find(|o| o.id == own.id) {
        Some(old) => *old = own,
        None => out.push(own),
    }
    out
}

/// As a story with slides. Places that are gone are left out; words that come from a place bring its
/// sources, words of the maker have none.
#[must_use]
pub fn story(own: &Own, atlas: &Atlas) -> Story {
    let mut slides = Vec::new();
    for s in &own.slides {
        let Some(place) = atlas.place(&s.place) else { continue };
        let mine = |words: &str, place: &Text| {
            if words.trim().is_empty() { place.clone() } else { Text::new(words, "") }
        };
        let sources = place.sources.iter().filter(|_| s.text.trim().is_empty());
        slides.push(Slide {
            id: s.place.as_str().to_owned(),
            kind: SlideKind::Told,
            chapter: Text::new(s.chapter.trim(), ""),
            title: mine(&s.title, &place.name),
            text: mine(&s.text, &place.summary),
            year: place
                .milestones
                .iter()
                .find(|m| m.key)
                .map(|m| m.year)
                .or(place.years.first().copied()),
            place: Some(s.place.clone()),
            notes: Text::new(s.notes.clone(), ""),
            sources: sources.filter(|s| s.used_for == SourceUse::Story).cloned().collect(),
            ..Slide::default()
        });
    }
    let first = slides.first().map(|s| s.title.clone()).unwrap_or_default();
    let title = if own.title.trim().is_empty() { first } else { Text::new(own.title.clone(), "") };
    Story { id: own.id.clone(), title, summary: Text::default(), minutes: None, slides }
}

/// The text of a story, for files and the device.
#[must_use]
pub fn to_text(own: &Own) -> String {
    write(own, true)
}

/// The value of `made=` in a link: without id and notes.
#[must_use]
pub fn to_link(own: &Own) -> String {
    base64::encode(write(own, false).as_bytes())
}

/// From the value of `made=`.
#[must_use]
pub fn from_link(value: &str) -> Option<Own> {
    let bytes = base64::decode(value)?;
    let own = from_text(std::str::from_utf8(&bytes).ok()?).ok()?;
    Some(Own { id: "shared".to_owned(), ..own })
}

fn write(own: &Own, whole: bool) -> String {
    let mut out = String::from("{\"redmap_story\":1");
    let put = |out: &mut String, key: &str, value: &str| {
        if !value.is_empty() {
            if !out.ends_with('{') {
                out.push(',');
            }
            quote(out, key);
            out.push(':');
            quote(out, value);
        }
    };
    if whole {
        put(&mut out, "id", &own.id);
    }
    put(&mut out, "title", &own.title);
    out.push_str(",\"slides\":[");
    for (i, s) in own.slides.iter().enumerate() {
        out.push_str(if i == 0 { "{" } else { ",{" });
        put(&mut out, "place", s.place.as_str());
        put(&mut out, "chapter", &s.chapter);
        put(&mut out, "title", &s.title);
        put(&mut out, "text", &s.text);
        if whole {
            put(&mut out, "notes", &s.notes);
        }
        out.push('}');
    }
    out.push_str("]}");
    out
}

/// Adds a text in quotes, escaped as RFC 8259 asks.
fn quote(out: &mut String, words: &str) {
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c < ' ' => {
                let hex = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(hex(u32::from(c) >> 4));
                out.push(hex(u32::from(c) & 15));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A story from its text.
///
/// # Errors
/// When it is no story, or of a later version.
pub fn from_text(words: &str) -> Result<Own, OwnError> {
    let raw = Raw::parse(words.trim_start_matches('\u{feff}')).map_err(|_| OwnError::NotOurs)?;
    read(raw)
}

fn read(raw: Raw<'_>) -> Result<Own, OwnError> {
    let m = Members::of(raw).ok_or(OwnError::NotOurs)?;
    let version = m.get("redmap_story").map(Raw::get).ok_or(OwnError::NotOurs)?;
    if version != "1" {
        let later = version.parse::<u32>().is_ok_and(|v| v > 1);
        return Err(if later { OwnError::Newer } else { OwnError::NotOurs });
    }
    let slides = m.get("slides").and_then(list).ok_or(OwnError::NotOurs)?;
    let slide = |raw: Raw<'_>| {
        let m = Members::of(raw)?;
        let get = |key: &str| short(m.get(key).and_then(text).unwrap_or_default());
        let place = PlaceId::new(get("place")).ok()?;
        let (chapter, title) = (get("chapter"), get("title"));
        Some(OwnSlide { place, chapter, title, text: get("text"), notes: get("notes") })
    };
    let get = |key: &str| short(m.get(key).and_then(text).unwrap_or_default());
    let slides: Vec<OwnSlide> = slides.into_iter().filter_map(slide).take(MOST_SLIDES).collect();
    if slides.is_empty() {
        return Err(OwnError::NotOurs);
    }
    Ok(Own { id: get("id"), title: get("title"), slides })
}

/// From the list in which an earlier version of this program kept them; what cannot be read is left out.
#[must_use]
pub fn from_shelf(words: &str) -> Vec<Own> {
    let Ok(raw) = Raw::parse(words) else { return Vec::new() };
    list(raw).unwrap_or_default().into_iter().filter_map(|raw| read(raw).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Category, Place};
    use proptest::prelude::*;

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    fn places(own: &Own) -> String {
        own.slides.iter().map(|s| s.place.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn deeds_at_the_bench() {
        let own = ["a", "b", "c"].iter().fold(Own::default(), |o, p| o.with(Deed::Toggle(id(p))));
        for (deed, order) in [
            (Deed::Up(2), "a c b"),
            (Deed::Up(0), "a b c"),
            (Deed::Down(0), "b a c"),
            (Deed::Down(2), "a b c"),
            (Deed::Down(9), "a b c"),
            (Deed::Remove(1), "a c"),
            (Deed::Remove(3), "a b c"),
            (Deed::Toggle(id("a")), "b c"),
        ] {
            assert_eq!(places(&own.clone().with(deed.clone())), order, "{deed:?}");
        }
        let own = own.with(Deed::Title("我的课".into())).with(Deed::SlideText(1, "话".into()));
        assert_eq!((own.title.as_str(), own.slides[1].text.as_str()), ("我的课", "话"));
        let full = (0..99).fold(Own::default(), |o, n| o.with(Deed::Toggle(id(&n.to_string()))));
        assert_eq!(full.slides.len(), MOST_SLIDES);
    }

    #[test]
    fn words_of_the_place_bring_its_sources() {
        let mut atlas = Atlas::default();
        let mut p = Place::blank(id("tower"), Category::RedSite, Text::new("塔", "Tower"));
        p.summary = Text::new("一座塔。", "A tower.");
        p.years = vec![1923, 1971];
        p.sources.push(crate::domain::place::Source {
            id: "S".into(),
            title: Text::new("书", ""),
            publisher: Text::default(),
            date: String::new(),
            url: None,
            grade: None,
            used_for: SourceUse::Story,
        });
        assert_eq!(atlas.insert(p), None);
        let own = Own::default().with(Deed::Toggle(id("tower"))).with(Deed::Toggle(id("gone")));
        let told = story(&own, &atlas);
        assert_eq!((told.slides.len(), told.title.en.as_str()), (1, "Tower"));
        assert_eq!((told.slides[0].year, told.slides[0].sources.len()), (Some(1923), 1));
        let told = story(&own.with(Deed::SlideText(0, "我说".into())), &atlas);
        assert_eq!((told.slides[0].text.zh.as_str(), told.slides[0].sources.len()), ("我说", 0));
    }

    #[test]
    fn names_what_is_wrong() {
        for (words, error) in [
            ("{", OwnError::NotOurs),
            ("{}", OwnError::NotOurs),
            (r#"{"redmap_story":2,"slides":[]}"#, OwnError::Newer),
            (r#"{"redmap_story":1,"slides":[]}"#, OwnError::NotOurs),
            (r#"{"redmap_story":1,"slides":[{"title":"x"}]}"#, OwnError::NotOurs),
        ] {
            assert_eq!(from_text(words), Err(error), "{words}");
        }
        assert_eq!(from_link("%%"), None);
    }

    #[test]
    fn records_and_the_old_shelf() {
        let a =
            Own { id: "own-9".into(), title: "甲".into(), slides: vec![OwnSlide::new(id("x"))] };
        let b = Own { id: "own-10".into(), title: "乙".into(), ..a.clone() };
        let all = kept(&kept(&[], a.clone()), b.clone());
        let old = ["[", &to_text(&a), ",", &to_text(&b), "]"].concat();
        assert_eq!(from_shelf(&old), all);
        let row = |o: &Own| (record(o, 5).key.path(), Some(record(o, 5).to_json()));
        let other = ("visit/x".to_owned(), Some("{}".to_owned()));
        assert_eq!(followed(&[], &[row(&b), other, row(&a)]), all, "by age");
        let changed = Own { title: "丁".into(), ..a.clone() };
        let gone = ("story/own-10".to_owned(), None);
        assert_eq!(followed(&all, &[row(&changed), gone]), [changed]);
        let broken = ("story/own-9".to_owned(), Some("{".to_owned()));
        assert_eq!(followed(&all, &[broken]), all);
        let again = kept(&all, Own { title: "丙".into(), ..a });
        assert_eq!(again.iter().map(|o| o.title.as_str()).collect::<Vec<_>>(), ["丙", "乙"]);
        assert!(from_shelf("x").is_empty() && from_shelf("[1]").is_empty());
    }

    proptest! {
        #[test]
        fn goes_there_and_back(title in "\\PC{0,12}", text in "(?s).{0,20}", notes in "\\PC{0,8}", place in "[a-z]{1,8}") {
            let slide = OwnSlide { place: id(&place), chapter: title.clone(), title: String::new(), text, notes };
            let own = Own { id: "own-3".into(), title, slides: vec![slide] };
            let again = from_text(&to_text(&own)).expect("a story");
            prop_assert_eq!(&again, &own);
            let shared = from_link(&to_link(&own)).expect("a story");
            prop_assert_eq!((&shared.title, &shared.slides[0].text), (&own.title, &own.slides[0].text));
            prop_assert!(shared.slides[0].notes.is_empty());
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*") {
            let _ = (from_text(&text), from_link(&text), from_shelf(&text));
        }
    }
}
