//! The import of a file as markup, step by step: roles, names, and one language at a time.
#![allow(clippy::expect_used)]

mod support;

use redmap::app::views::import::{own, panel, target};
use redmap::bundle::intake::{Question, Refusal, Row, Sample, Stage, Verdict};
use redmap::domain::{Atlas, Category, Datum, LonLat, Text};
use redmap::i18n::Lang;
use redmap::state::import::{self, Import, Own, broken, too_much};
use redmap::state::{AtlasRef, LoadState, State};
use std::rc::Rc;
use support::drawn;
use yew::prelude::*;

/// A name as people have it, with what could be taken for markup.
const FILE: &str = "名单<b>.csv";

fn state(lang: Lang) -> State {
    let atlas = AtlasRef(Rc::new(Atlas::default()));
    State { atlas, lang, load: LoadState::Ready, importing: true, ..State::default() }
}

fn asked(lang: Lang) -> State {
    let at = |lon| LonLat::clamped(lon, 34.75);
    let sample =
        |name: &str| Sample { name: name.into(), at: [at(113.66), at(113.655), at(113.65)] };
    let question = Question {
        count: 120,
        placed: 118,
        seems: Some(Datum::Gcj02),
        known: 2,
        fitting: [0, 2, 0],
        samples: vec![sample("紫荆山"), sample("文化宫")],
    };
    let mut s = state(lang);
    import::begin(&mut s, FILE);
    import::ask(&mut s, &Rc::new(question));
    s
}

/// Findings `from` up to a page of them; the first 120 of 250 are errors.
fn rows(from: u32) -> Vec<Row> {
    let row = |i: u32| Row {
        error: i < 120,
        line: i + 2,
        feature: "空白处".into(),
        field: "coordinates".into(),
        what: Text::new(
            "坐标是 0, 0，多半是没有填",
            "The position is 0, 0, most likely left empty",
        ),
        todo: Text::new("请填写位置", "Fill in the position"),
    };
    (from..(from + 100).min(250)).map(row).collect()
}

fn judged(lang: Lang) -> State {
    let mut s = asked(lang);
    let found = Verdict {
        kept: 9,
        left_out: 2,
        errors: 120,
        warnings: 30_130,
        listed_errors: 120,
        listed: 250,
        rows: rows(0),
    };
    import::judge(&mut s, &Rc::new(found));
    s
}

async fn markup(s: &State) -> String {
    drawn(panel(s, &Callback::noop()).html()).await
}

/// Every step there is, in a language.
fn steps(lang: Lang) -> Vec<(&'static str, State)> {
    let mut refused = asked(lang);
    import::refuse(&mut refused, &broken());
    let mut large = state(lang);
    import::begin(&mut large, FILE);
    import::refuse(&mut large, &too_much(1, 2e8).expect("too large"));
    let mut two = state(lang);
    import::begin(&mut two, "");
    import::refuse(&mut two, &too_much(2, 1.0).expect("too many"));
    let mut by_line = state(lang);
    import::begin(&mut by_line, FILE);
    let why = Refusal { line: 7, ..broken() };
    import::refuse(&mut by_line, &why);
    let mut working = state(lang);
    import::begin(&mut working, FILE);
    import::progress(&mut working, Stage::Converting, 60);
    let mut near = asked(lang);
    import::look(&mut near, Some(1));
    let mut placeless = state(lang);
    import::begin(&mut placeless, FILE);
    import::ask(&mut placeless, &Rc::new(Question { count: 3, ..Question::default() }));
    let mut turned = judged(lang);
    import::turn(&mut turned, 100, &Rc::new(rows(100)));
    let mut errors = judged(lang);
    import::list(&mut errors, true);
    let mut none = asked(lang);
    let nothing = Verdict {
        left_out: 3,
        errors: 3,
        listed: 3,
        listed_errors: 3,
        rows: rows(0),
        ..Verdict::default()
    };
    import::judge(&mut none, &Rc::new(nothing));
    let mut clean = asked(lang);
    import::judge(&mut clean, &Rc::new(Verdict { kept: 3, ..Verdict::default() }));
    vec![
        ("choose", state(lang)),
        ("refused", refused),
        ("large", large),
        ("two", two),
        ("by line", by_line),
        ("working", working),
        ("asked", asked(lang)),
        ("near", near),
        ("placeless", placeless),
        ("judged", judged(lang)),
        ("turned", turned),
        ("errors only", errors),
        ("none kept", none),
        ("clean", clean),
    ]
}

/// The texts and names of a markup, but for what is marked as Chinese or stands in Chinese quotes: names of
/// files, places and fields stay as they are.
fn own_words(html: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<bool> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag");
        if tag.starts_with('/') {
            open.pop();
        } else {
            let foreign = tag.contains("lang=\"zh\"") || open.last().is_some_and(|f| *f);
            if !foreign {
                for name in ["aria-label=\"", "title=\"", "data-l=\""] {
                    let value = tag.split_once(name).and_then(|(_, rest)| rest.split_once('"'));
                    out.extend(value.map(|(value, _)| [value, "\n"].concat()));
                }
            }
            if !tag.starts_with("input") && !tag.ends_with('/') {
                open.push(foreign);
            }
        }
        if !open.last().is_some_and(|f| *f) {
            out.push_str(text);
            out.push('\n');
        }
    }
    let mut bare = String::new();
    for (i, part) in out.split(['“', '”']).enumerate() {
        bare.push_str(if i % 2 == 0 { part } else { "" });
    }
    bare.replace(&FILE.replace('<', "&lt;").replace('>', "&gt;"), "")
        .replace("紫荆山", "")
        .replace("文化宫", "")
}

#[tokio::test(flavor = "current_thread")]
async fn each_step_speaks_one_language() {
    for (step, s) in steps(Lang::En) {
        let words = own_words(&markup(&s).await);
        let han = words.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(han, None, "{step}: {words}");
        assert!(words.chars().any(|c| c.is_ascii_lowercase()), "{step}");
    }
    // Names of formats and systems are the same in both.
    let known = [
        "geojson",
        "csv",
        "xlsx",
        "gpx",
        "kml",
        "Excel",
        "CSV",
        "GPS",
        "WGS",
        "GCJ",
        "OpenStreetMap",
        "coordinates",
    ];
    for (step, s) in steps(Lang::Zh) {
        let words = own_words(&markup(&s).await);
        let latin = |c: char| c.is_ascii_alphabetic();
        let left = words.split(|c| !latin(c)).filter(|w| w.len() > 2 && !known.contains(w));
        assert_eq!(left.collect::<Vec<_>>(), [""; 0], "{step}");
    }
    let [zh, en] = [drawn(target(Lang::Zh).html()).await, drawn(target(Lang::En).html()).await];
    assert!(zh.contains("松开，导入这份文件") && en.contains("Release to import the file"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_datum_is_asked_for_with_what_speaks_for_each() {
    let text = markup(&asked(Lang::Zh)).await;
    assert!(text.starts_with("<aside class=\"panel imp\""), "{text}");
    for part in [
        r#"role="region" aria-label="导入地点""#,
        r#"role="group" aria-label="坐标是哪一种？""#,
        "有 120 处地点，118 处有坐标",
        "2 处已知地点里有 2 处对得上",
        "可能是",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(text.matches("aria-pressed=\"true\"").count(), 1, "the likely one is chosen");
    assert!(!text.contains("<b>.csv"), "a file's name is text: {text}");
}

#[tokio::test(flavor = "current_thread")]
async fn findings_are_a_table_that_is_turned_to_the_last() {
    let first = markup(&judged(Lang::Zh)).await;
    for part in [
        "9 处可以加入地图。",
        "2 处有错误，不会加入。",
        "120 个错误，30130 条提醒",
        "第 1–100 条，共 250 条",
        "另有 30000 条同类问题",
        r#"<table aria-label="发现的问题">"#,
    ] {
        assert!(first.contains(part), "{part} in {first}");
    }
    assert_eq!(first.matches("<th scope=\"col\">").count(), 6);
    assert_eq!(first.matches("<tr>").count(), 101);
    let mut s = judged(Lang::Zh);
    import::turn(&mut s, 200, &Rc::new(rows(200)));
    let last = markup(&s).await;
    assert!(last.contains("第 201–250 条，共 250 条"), "{last}");
    assert_eq!(last.matches("<tr>").count(), 51);
    assert_eq!(last.matches("disabled=\"").count(), 1, "nothing comes after");
    let mut s = judged(Lang::Zh);
    import::list(&mut s, true);
    import::turn(&mut s, 100, &Rc::new(rows(100)));
    let errors = markup(&s).await;
    assert!(errors.contains("第 101–120 条，共 120 条"), "{errors}");
    assert_eq!(errors.matches("<tr>").count(), 21, "the warnings behind them are not errors");
}

#[tokio::test(flavor = "current_thread")]
async fn a_refusal_is_an_alert_that_says_nothing_has_changed() {
    let mut s = state(Lang::Zh);
    import::begin(&mut s, FILE);
    import::refuse(&mut s, &too_much(1, 209_715_200.0).expect("too large"));
    let text = markup(&s).await;
    for part in ["role=\"alert\"", "200 MB", "地图没有改变", "没有导入"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn layers_that_came_can_be_removed_by_name() {
    let mut s = state(Lang::Zh);
    let category = Category::Other("import-1".into());
    s.import.update(|i: &mut Import| {
        i.layers.push(Own { category, file: FILE.into(), count: 12 });
    });
    let text = drawn(own(&s, &Callback::noop()).expect("layers").html()).await;
    assert!(text.contains("12 处") && text.contains("移除“名单"), "{text}");
    assert!(own(&state(Lang::Zh), &Callback::noop()).is_none());
}
