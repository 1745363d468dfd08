//! The files of stories and events beside the layers, as slides.
//!
//! Lenient like the layers: what cannot be used is left out, and `redmap check` is who tells of it.

use super::place::{both, plain};
use super::{BundleError, Document, Members, link};
use crate::domain::place::{Grade, Source, SourceUse};
use crate::domain::story::{Slide, SlideKind, Story};
use crate::domain::{LonLat, PlaceId, Text, order};
use crate::json::{Raw, list, number, text};

/// The stories of a file, in its order; those without a slide are left out.
///
/// # Errors
/// When the bytes are not JSON.
pub fn stories(file: &str, bytes: &[u8]) -> Result<Vec<Story>, BundleError> {
    let document = Document::decode(file, bytes)?;
    let root = Members::of(document.root()?).unwrap_or_default();
    let shared = sources(&root, &[]);
    Ok(entries(&root, "stories").iter().filter_map(|m| story(m, &shared)).collect())
}

/// The events of a file as slides, the oldest first.
///
/// # Errors
/// When the bytes are not JSON.
pub fn events(file: &str, bytes: &[u8]) -> Result<Vec<Slide>, BundleError> {
    let document = Document::decode(file, bytes)?;
    let root = Members::of(document.root()?).unwrap_or_default();
    let shared = sources(&root, &[]);
    let mut out: Vec<Slide> =
        entries(&root, "events").iter().filter_map(|m| slide(m, &shared)).collect();
    out.retain(|e| e.year.is_some());
    // A date without a day stands before those of its year that have one.
    order::sort_by(&mut out, |a, b| (a.year, &a.date).cmp(&(b.year, &b.date)));
    Ok(out)
}

/// One story.
#[must_use]
pub fn story(m: &Members<'_>, shared: &[Source]) -> Option<Story> {
    let own = sources(m, shared);
    let slides: Vec<Slide> = entries(m, "slides").iter().filter_map(|s| slide(s, &own)).collect();
    let (id, title) = (plain(m, "id"), both(m, "title"));
    if id.is_empty() || title.is_empty() || slides.is_empty() {
        return None;
    }
    let minutes = m.get("minutes").and_then(|raw| raw.get().parse().ok());
    Some(Story { id, title, summary: both(m, "summary"), minutes, slides })
}

fn slide(m: &Members<'_>, shared: &[Source]) -> Option<Slide> {
    let (title, words) = (both(m, "title"), both(m, "text"));
    if title.is_empty() && words.is_empty() {
        return None;
    }
    let kind = match plain(m, "kind").as_str() {
        "title" => SlideKind::Title,
        "closing" => SlideKind::Closing,
        _ => SlideKind::Told,
    };
    let texts = |key: &str| -> Vec<String> {
        m.get(key).and_then(list).unwrap_or_default().into_iter().filter_map(text).collect()
    };
    Some(Slide {
        id: plain(m, "id"),
        kind,
        chapter: both(m, "chapter"),
        title,
        text: words,
        year: m.get("year").and_then(text).and_then(|t| t.trim().parse().ok()),
        date: plain(m, "date"),
        place: PlaceId::new(plain(m, "place")).ok(),
        at: m.get("at").and_then(at),
        question: both(m, "question"),
        notes: both(m, "notes"),
        audio: Text::new(recording(m, "audio"), recording(m, "audio_en")),
        facts: texts("facts"),
        sources: sources(m, shared),
    })
}

/// The path of a recording; one that leads out of the bundle's folder is none.
fn recording(m: &Members<'_>, key: &str) -> String {
    let path = plain(m, key);
    if link::safe_path(&path) { path } else { String::new() }
}

/// `[lon, lat, zoom]`; the zoom may be absent.
fn at(raw: Raw<'_>) -> Option<(LonLat, f64)> {
    let numbers: Option<Vec<f64>> = list(raw)?.into_iter().map(number).collect();
    let (lon, lat, zoom) = match numbers?[..] {
        [lon, lat] => (lon, lat, 14.0),
        [lon, lat, zoom] => (lon, lat, zoom),
        _ => return None,
    };
    Some((LonLat::new(lon, lat).ok()?, zoom.clamp(3.0, 19.0)))
}

/// The sources of an entry: whole ones, or ids of `shared` ones.
fn sources(m: &Members<'_>, shared: &[Source]) -> Vec<Source> {
    let read = |raw: Raw<'_>| match Members::of(raw) {
        Some(whole) => source(&whole),
        None => text(raw).and_then(|id| shared.iter().find(|s| s.id == id).cloned()),
    };
    m.get("sources").and_then(list).unwrap_or_default().into_iter().filter_map(read).collect()
}

fn source(m: &Members<'_>) -> Option<Source> {
    let title = both(m, "title");
    (!title.is_empty()).then(|| Source {
        id: plain(m, "id"),
        title,
        publisher: both(m, "publisher"),
        date: plain(m, "date"),
        url: link::safe_link(&plain(m, "url")).map(str::to_owned),
        grade: match plain(m, "grade").as_str() {
            "A" => Some(Grade::A),
            "B" => Some(Grade::B),
            "C" => Some(Grade::C),
            _ => None,
        },
        used_for: SourceUse::Story,
    })
}

fn entries<'a>(m: &Members<'a>, key: &str) -> Vec<Members<'a>> {
    let all = m.get(key).and_then(list).unwrap_or_default();
    all.into_iter().filter_map(Members::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_can_be_used() {
        let json = r#"{"stories": [{"id": "s", "title": "甲", "title_en": "A", "minutes": 12,
            "sources": [{"id": "S1", "title": "书", "url": "javascript:1"}], "slides": [
            {"kind": "title", "title": "一", "text": "话", "year": 1923, "place": "tower", "sources": ["S1", "none"],
             "chapter": "起", "chapter_en": "Start", "audio": "audio/1.mp3", "audio_en": "../1.mp3"},
            {"title": "二", "at": [113.6, 34.7, 12], "sources": [{"title": "网", "url": "https://e.org/"}]},
            {"year": 1924}]},
            {"id": "empty", "title": "空", "slides": []}, {"title": "无号", "slides": [{"title": "x"}]}]}"#;
        let all = stories("x.json", json.as_bytes()).expect("JSON");
        let [story] = &all[..] else { panic!("one story: {all:?}") };
        assert_eq!((story.minutes, story.slides.len()), (Some(12), 2));
        let [first, second] = &story.slides[..] else { unreachable!() };
        assert_eq!((first.kind, first.year), (SlideKind::Title, Some(1923)));
        assert_eq!(first.place.as_ref().map(PlaceId::as_str), Some("tower"));
        assert_eq!((first.chapter.en.as_str(), second.chapter.is_empty()), ("Start", true));
        assert_eq!((first.audio.zh.as_str(), first.audio.en.as_str()), ("audio/1.mp3", ""));
        assert_eq!(first.sources.iter().map(|s| s.url.is_some()).collect::<Vec<_>>(), [false]);
        assert_eq!(second.at, Some((LonLat::clamped(113.6, 34.7), 12.0)));
        assert_eq!(second.sources[0].url.as_deref(), Some("https://e.org/"));
        assert!(stories("x.json", b"{").is_err());
    }

    #[test]
    fn events_stand_in_time() {
        let json = r#"{"events": [{"title": "丙", "date": "1954-10-22", "year": 1954},
            {"title": "甲", "date": "1923", "year": 1923}, {"title": "乙", "date": "1954", "year": 1954}, {"title": "无年"}]}"#;
        let all = events("e.json", json.as_bytes()).expect("JSON");
        let titles: Vec<&str> = all.iter().map(|e| e.title.zh.as_str()).collect();
        assert_eq!(titles, ["甲", "乙", "丙"]);
    }

    #[test]
    fn the_bundle_s_own_files_are_read_whole() {
        let read = |name: &str| std::fs::read(format!("assets/bundle/{name}")).expect("the bundle");
        let all = stories("stories.json", &read("stories.json")).expect("JSON");
        assert!(all.len() >= 8, "{}", all.len());
        for story in &all {
            assert!(!story.title.en.is_empty() && story.minutes.is_some(), "{}", story.id);
            for slide in &story.slides {
                assert!(!slide.text.zh.is_empty() && !slide.text.en.is_empty(), "{}", slide.id);
                assert!(!slide.sources.is_empty() && slide.year.is_some(), "{}", slide.id);
                assert!(slide.place.is_some() || slide.at.is_some(), "{}", slide.id);
            }
            assert_eq!(story.slides.first().map(|s| s.kind), Some(SlideKind::Title));
            assert_eq!(story.slides.last().map(|s| s.kind), Some(SlideKind::Closing));
            let chapters = story.slides.iter().filter(|s| !s.chapter.is_empty());
            assert!((2..=4).contains(&chapters.count()), "{}", story.id);
            assert!(
                story.slides.iter().all(|s| s.chapter.zh.is_empty() == s.chapter.en.is_empty())
            );
        }
        let events = events("events.json", &read("events.json")).expect("JSON");
        assert!(events.len() >= 80 && events.iter().all(|e| !e.sources.is_empty()));
    }
}
