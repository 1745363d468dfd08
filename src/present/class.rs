//! A slide, ready to be set in type: for the page, the wall, the notes and for reading aloud.

use super::speech;
use crate::domain::place::{Grade, Series, Source};
use crate::domain::story::{Slide, SlideKind};
use crate::domain::{Atlas, Category};
use crate::i18n::words::class::ClassKey;
use crate::i18n::{Lang, fill_in};

/// What a slide says.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideView {
    /// What the slide is for.
    pub kind: SlideKind,
    /// Name of its place, else of its story.
    pub head: String,
    /// Shape and glyph of its place.
    pub shape: Option<(Category, Option<Series>)>,
    /// `第 2 页，共 6 页`.
    pub page: String,
    /// The year, or nothing.
    pub year: String,
    /// What is read aloud, sentence by sentence: the title first.
    pub title: String,
    /// The sentences of the text.
    pub sentences: Vec<String>,
    /// Something to think about; may be empty.
    pub question: String,
    /// Its sources.
    pub sources: Vec<SourceLine>,
}

/// A source of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Title.
    pub title: String,
    /// Address, http or https.
    pub url: Option<String>,
    /// Publisher and date.
    pub about: String,
}

/// A chapter: a run of slides with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its name.
    pub name: String,
    /// Its first slide, from 0; it ends where the next one begins.
    pub first: usize,
}

/// A step of the row of slides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The year, or the slide's number.
    pub mark: String,
    /// The slide's title.
    pub title: String,
}

impl SlideView {
    /// All sentences in the order they are read aloud.
    #[must_use]
    pub fn spoken(&self) -> Vec<&str> {
        let mut out = vec![self.title.as_str()];
        out.extend(self.sentences.iter().map(String::as_str));
        if !self.question.is_empty() {
            out.push(&self.question);
        }
        out
    }
}

/// The slide at `index` of `count`; `story` is the name of the whole.
#[must_use]
pub fn slide(
    lang: Lang,
    atlas: &Atlas,
    story: &str,
    slide: &Slide,
    index: usize,
    count: usize,
) -> SlideView {
    let place = slide.place.as_ref().and_then(|id| atlas.place(id));
    let head = match place {
        Some(p) if slide.kind == SlideKind::Told => lang.pick(&p.name),
        _ => story,
    };
    SlideView {
        kind: slide.kind,
        head: head.to_owned(),
        shape: place.map(|p| (p.category.clone(), p.series)),
        page: fill_in(ClassKey::PageOf.text(lang), &[&(index + 1).to_string(), &count.to_string()]),
        year: slide.year.map(|y| y.to_string()).unwrap_or_default(),
        title: lang.pick(&slide.title).to_owned(),
        sentences: speech::sentences(lang.pick(&slide.text))
            .into_iter()
            .map(str::to_owned)
            .collect(),
        question: lang.pick(&slide.question).to_owned(),
        sources: slide.sources.iter().map(|s| source(lang, s)).collect(),
    }
}

fn source(lang: Lang, source: &Source) -> SourceLine {
    let mut about = vec![lang.pick(&source.publisher), source.date.as_str()];
    about.retain(|t| !t.is_empty());
    SourceLine {
        title: lang.pick(&source.title).to_owned(),
        url: source.url.clone(),
        about: about.join(" · "),
    }
}

/// The chapters of a story, in their order.
#[must_use]
pub fn chapters(lang: Lang, slides: &[Slide]) -> Vec<Chapter> {
    let named = slides.iter().enumerate().filter(|(_, s)| !s.chapter.is_empty());
    named.map(|(first, s)| Chapter { name: lang.pick(&s.chapter).to_owned(), first }).collect()
}

/// The chapter a slide is in; none before the first begins.
#[must_use]
pub fn chapter_of(chapters: &[Chapter], slide: usize) -> Option<usize> {
    chapters.iter().rposition(|c| c.first <= slide)
}

/// `第 2 章 · 罢工与镇压`.
#[must_use]
pub fn chapter_words(lang: Lang, chapters: &[Chapter], n: usize) -> String {
    let name = chapters.get(n).map_or("", |c| c.name.as_str());
    fill_in(ClassKey::ChapterAt.text(lang), &[&(n + 1).to_string(), name])
}

/// The recording of a slide in a language, a path within the bundle, unless it is one of those that did
/// not come.
#[must_use]
pub fn recording<'a>(lang: Lang, slide: &'a Slide, lost: &[String]) -> Option<&'a str> {
    let path = match lang {
        Lang::Zh => slide.audio.zh.as_str(),
        Lang::En => slide.audio.en.as_str(),
    };
    (!path.is_empty() && lost.iter().all(|l| l != path)).then_some(path)
}

/// The steps of a story.
#[must_use]
pub fn steps(lang: Lang, slides: &[Slide]) -> Vec<Step> {
    let step = |(i, s): (usize, &Slide)| Step {
        mark: s.year.map_or_else(|| (i + 1).to_string(), |y| y.to_string()),
        title: lang.pick(&s.title).to_owned(),
    };
    slides.iter().enumerate().map(step).collect()
}

/// What the teacher has before them: notes of their own, then the facts behind the slide with how well
/// each is proved.
#[must_use]
pub fn notes(lang: Lang, atlas: &Atlas, slide: &Slide) -> Vec<String> {
    let mut out = Vec::new();
    let own = lang.pick(&slide.notes);
    out.extend(own.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
    let near = slide.place.as_ref().and_then(|id| atlas.place(id));
    for id in &slide.facts {
        // Most facts of a slide are facts of its place.
        let mut all = near.into_iter().chain(atlas.places()).flat_map(|p| &p.facts);
        let Some(fact) = all.find(|f| f.id == *id) else { continue };
        let grade = match fact.grade {
            Grade::A => ClassKey::GradeA,
            Grade::B | Grade::C => ClassKey::GradeB,
        };
        let (open, close) = if lang == Lang::Zh { ("（", "）") } else { (" (", ")") };
        out.push([lang.pick(&fact.text), open, grade.text(lang), close].concat());
    }
    out
}

/// Marks of the band: for each year with events its share of the width (0 to 1000) and how many.
#[must_use]
pub fn band(events: &[Slide], first: i32, last: i32) -> Vec<(i32, i32, usize)> {
    let mut out: Vec<(i32, i32, usize)> = Vec::new();
    for year in events.iter().filter_map(|e| e.year).filter(|y| (first..=last).contains(y)) {
        match out.last_mut() {
            Some((of, _, count)) if *of == year => *count += 1,
            _ => out.push((year, (year - first) * 1000 / (last - first).max(1), 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::Fact;
    use crate::domain::{Place, PlaceId, Text};

    fn atlas() -> Atlas {
        let mut atlas = Atlas::default();
        let id = PlaceId::new("tower").expect("an id");
        let mut p = Place::blank(id, Category::RedSite, Text::new("塔", "Tower"));
        p.facts.push(Fact {
            id: "f".into(),
            text: Text::new("事", "Fact"),
            grade: Grade::A,
            sources: vec![],
        });
        assert_eq!(atlas.insert(p), None);
        atlas
    }

    fn told() -> Slide {
        Slide {
            title: Text::new("标题", "Title"),
            text: Text::new("一。二。", "One. Two."),
            question: Text::new("为什么？", "Why?"),
            year: Some(1923),
            place: PlaceId::new("tower").ok(),
            facts: vec!["f".into(), "gone".into()],
            notes: Text::new("慢点讲", ""),
            ..Slide::default()
        }
    }

    #[test]
    fn a_slide_in_both_languages() {
        let zh = slide(Lang::Zh, &atlas(), "故事", &told(), 1, 6);
        assert_eq!(
            (zh.head.as_str(), zh.page.as_str(), zh.year.as_str()),
            ("塔", "第 2 页，共 6 页", "1923")
        );
        assert_eq!(zh.spoken(), ["标题", "一。", "二。", "为什么？"]);
        let en =
            slide(Lang::En, &atlas(), "Story", &Slide { kind: SlideKind::Title, ..told() }, 0, 6);
        assert_eq!((en.head.as_str(), en.page.as_str()), ("Story", "Slide 1 of 6"));
        assert_eq!(en.spoken(), ["Title", "One.", "Two.", "Why?"]);
    }

    #[test]
    fn notes_tell_how_well_a_fact_is_proved() {
        assert_eq!(notes(Lang::Zh, &atlas(), &told()), ["慢点讲", "事（两源互证）"]);
        assert_eq!(notes(Lang::En, &atlas(), &told())[1], "Fact (two sources)");
    }

    #[test]
    fn chapters_run_to_the_next_one() {
        let slide = |name: &str| Slide { chapter: Text::new(name, ""), ..Slide::default() };
        let all = ["", "一", "", "二"].map(slide);
        let chapters = chapters(Lang::En, &all);
        assert_eq!(
            chapters.iter().map(|c| (c.name.as_str(), c.first)).collect::<Vec<_>>(),
            [("一", 1), ("二", 3)]
        );
        let of: Vec<Option<usize>> = (0..5).map(|i| chapter_of(&chapters, i)).collect();
        assert_eq!(of, [None, Some(0), Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn a_recording_is_of_its_language_alone() {
        let slide = Slide { audio: Text::new("a.mp3", ""), ..Slide::default() };
        let of = |lang, lost: &[String]| recording(lang, &slide, lost).map(str::to_owned);
        assert_eq!((of(Lang::Zh, &[]), of(Lang::En, &[])), (Some("a.mp3".into()), None));
        assert_eq!(of(Lang::Zh, &["a.mp3".into()]), None, "it did not come");
    }

    #[test]
    fn the_band_counts_years() {
        let event = |year| Slide { year: Some(year), ..Slide::default() };
        let marks =
            band(&[event(1919), event(1919), event(1970), event(2021), event(2022)], 1919, 2021);
        assert_eq!(marks, [(1919, 0, 2), (1970, 500, 1), (2021, 1000, 1)]);
    }
}
