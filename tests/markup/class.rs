//! The class view as markup: the list, a slide, the wall of years, the bench and the quiz, in both
//! languages, from this bundle's own files.
#![allow(clippy::expect_used)]

mod support;

use redmap::app::views::class::class_body;
use redmap::app::views::quiz::quiz_body;
use redmap::bundle::told::Told;
use redmap::bundle::{self, LayerBytes, Manifest, stories};
use redmap::domain::{PlaceId, Text};
use redmap::i18n::Lang;
use redmap::state::class::own::{Deed as Bench, Own};
use redmap::state::class::{Library, Section, deck};
use redmap::state::quiz::{Deed, page};
use redmap::state::{Action, AtlasRef, Link, LoadState, State, reduce};
use std::rc::Rc;
use support::drawn;
use yew::prelude::*;

async fn markup(s: &State) -> String {
    drawn(class_body(s, &Callback::noop()).html()).await
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(["assets/bundle/", name].concat()).expect("a file of the bundle")
}

fn library() -> Rc<Library> {
    Rc::new(Library {
        stories: stories::stories("stories.json", &read("stories.json")).expect("stories"),
        events: stories::events("events.json", &read("events.json")).expect("events"),
    })
}

/// The view at a link, with this bundle.
fn at(lang: Lang, link: &str) -> State {
    let manifest = Manifest::parse("bundle.json", &read("bundle.json")).expect("a manifest");
    let files: Vec<(String, Vec<u8>)> =
        manifest.layers.iter().map(|l| (l.file.clone(), read(&l.file))).collect();
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let atlas = bundle::load(&manifest, &layers).expect("a bundle").atlas;
    let atlas = AtlasRef(Rc::new(atlas));
    let s = State { atlas, lang, load: LoadState::Ready, ..State::default() };
    let mut s = reduce(s, Action::LinkOpened(Link::parse(link)));
    s.lang = lang;
    deck::opened(&mut s);
    deck::loaded(&mut s, &library());
    s
}

/// Texts of the page with neither tags nor what is said to be Chinese.
fn chinese_outside(text: &str) -> Option<String> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for part in text.split('<').skip(1) {
        let (tag, words) = part.split_once('>')?;
        if words.contains(han) && !tag.contains("lang=\"zh") {
            return Some(words.to_owned());
        }
    }
    None
}

#[tokio::test(flavor = "current_thread")]
async fn the_list_names_stories_chapters_and_length() {
    let text = markup(&at(Lang::Zh, "#/class")).await;
    for part in [
        r#"aria-label="课堂栏目""#,
        r#"aria-current="true""#,
        r#"aria-label="故事列表""#,
        "两次郑州会议",
        "4 章 · 8 页 · 约",
        "自己编一个",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(text.matches("class=\"cl-story\"").count(), 10, "{text}");
    assert!(!text.contains("style="), "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_slide_has_its_place_year_chapter_and_sources() {
    let mut s = at(Lang::Zh, "#/class?story=s-erqi-1923&slide=4");
    deck::change(&mut s, |c| c.sources = true);
    let text = markup(&s).await;
    for part in [
        "第 4 页，共 8 页",
        "普乐园里的大会",
        r#"aria-label="章节""#,
        r#"aria-label="第 2 章 · 罢工与镇压""#,
        r#"aria-expanded="true""#,
        r#"rel="noopener"#,
        r#"aria-current="step""#,
        "N 备注",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // The chapter one is in is the marked one.
    let nav = text.split("class=\"chaps\"").nth(1).expect("chapters");
    let marked = nav.split("<button").find(|b| b.contains("aria-current")).expect("a marked one");
    assert!(marked.contains("第 2 章"), "{marked}");
    assert!(!text.contains("style="), "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn every_slide_is_whole_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        for story in &library().stories {
            for (i, slide) in story.slides.iter().enumerate() {
                let link = format!("#/class?story={}&slide={}", story.id, i + 1);
                let text = markup(&at(lang, &link)).await;
                let title = lang.pick(&slide.title);
                assert!(text.contains("class=\"slide-title\""), "{link}");
                assert!(!title.is_empty() && !text.contains("style="), "{link}");
                if lang == Lang::En {
                    let left = text.split("slide-src").next().map(chinese_outside);
                    // A text may show the characters it tells of, with their meaning in quotation marks; a park has the character of its series as its sign.
                    let leak = left.flatten().filter(|l| l.chars().count() > 1 && !l.contains('“'));
                    assert_eq!(leak, None, "{link}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_wall_is_a_slider_with_a_list() {
    let text = markup(&at(Lang::En, "#/class?part=wall&slide=40")).await;
    for part in [
        r#"type="range""#,
        r#"min="1919""#,
        r#"max="2021""#,
        "aria-valuetext=\"1954:",
        r#"aria-label="Events""#,
        "Autoplay",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let events = library().events.len();
    assert_eq!(text.matches("class=\"ev\"").count(), events, "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_day_tells_one_event_or_story() {
    let mut s = at(Lang::Zh, "#/class?part=today");
    // 2026-10-22, noon in China.
    s.now = (20_748 * 24 + 4) * 60;
    let text = markup(&s).await;
    for part in ["2026 年 10 月 22 日", "历史上的今天 · 78 年前的今天", "今天讲过了", "出处（"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_bench_names_every_button_by_its_slide() {
    let mut s = at(Lang::Zh, "#/class");
    let ids = ["erqi-tower", "yanzhuang"].map(|id| PlaceId::new(id).expect("an id"));
    let names: Vec<Text> =
        ids.iter().map(|id| s.atlas.place(id).expect("a place").name.clone()).collect();
    let own = ids.into_iter().fold(Own::default(), |own, id| own.with(Bench::Toggle(id)));
    deck::change(&mut s, |c| c.draft = Some(own));
    let text = markup(&s).await;
    for part in ["已选 2 个地点", "找地点", "从这一页起的章节名"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    for name in names {
        for act in ["上移：", "下移：", "移出："] {
            assert!(text.contains(&[act, &name.zh].concat()), "{act}{} in {text}", name.zh);
        }
    }
    assert_eq!(Section::from_word("wall"), Section::Wall);
}

/// A game over a set of this bundle, its first question open.
fn playing(lang: Lang) -> State {
    let mut s = at(lang, "#/class?quiz=jinshui~8");
    let mut told = Told::default();
    for file in ["events.json", "quiz.json", "stories.json"] {
        told.add(file, &read(file), &s.atlas).expect("JSON");
    }
    page::read(&mut s, Some(Rc::new(told)), None, Vec::new());
    page::follow(&mut s);
    page::start(&mut s);
    s
}

#[tokio::test(flavor = "current_thread")]
async fn a_wrong_answer_shows_the_fact_and_its_source_without_colour_alone() {
    for lang in [Lang::Zh, Lang::En] {
        let mut s = playing(lang);
        let quiz = page::page(&s).into_owned();
        let right = quiz.set[0].right;
        let open = drawn(quiz_body(&s, &Callback::noop()).html()).await;
        assert!(!open.contains("qz-w"), "nothing is given away: {open}");
        let names = vec![String::new(); 6];
        page::act(&mut s, Deed::Answer((right + 1) % quiz.set[0].answers.len()), "", &names);
        let text = drawn(quiz_body(&s, &Callback::noop()).html()).await;
        let words = match lang {
            Lang::Zh => ["正确答案", "答错", "为什么", "出处：", r#"aria-label="答案""#],
            Lang::En => ["right answer", "wrong", "Why", "Source", r#"aria-label="Answers""#],
        };
        for part in words {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(text.matches("class=\"qz-c right\"").count(), 1, "{text}");
        assert_eq!(text.matches("class=\"qz-c wrong\"").count(), 1, "{text}");
        assert!(!text.contains("style="), "{text}");
    }
}
