//! The hits under the search field as markup: roles, marks and languages.
#![allow(clippy::expect_used)]

mod support;

use redmap::app::views::hits::list;
use redmap::domain::{Atlas, Category, LonLat, Place, PlaceId, Text};
use redmap::engine::search::atlas::Parts;
use redmap::i18n::Lang;
use redmap::present::hits::hits;
use redmap::state::search::{Book, open, step};
use redmap::state::{AtlasRef, Edit, LoadState, State, find, reduce};
use std::rc::Rc;
use support::drawn;
use yew::prelude::*;

const READINGS: &str = "redmap readings 1\ner4 二\nqi1 七\nta3 塔\ngong1 公\nyuan2 园\n";

/// What the field shows for a text.
fn searched(lang: Lang, text: &str) -> State {
    let mut atlas = Atlas::default();
    for (id, zh, en) in [("tower", "二七塔<b>", "Erqi Tower"), ("park", "二七公园", "Erqi Park")]
    {
        let id = PlaceId::new(id).expect("an id");
        let mut p = Place::blank(id, Category::RedSite, Text::new(zh, en));
        p.position = Some(LonLat::clamped(113.66, 34.75));
        p.alias = vec!["双塔".into()];
        p.district = "二七区".into();
        assert_eq!(atlas.insert(p), None);
    }
    atlas.divisions = vec![Text::new("二七区", "Erqi District")];
    let atlas = AtlasRef(Rc::new(atlas));
    let book = Rc::new(Book::new(atlas.clone(), Parts::default(), Some(READINGS)));
    let s = State { atlas, lang, load: LoadState::Ready, ..State::default() };
    let s = reduce(s, Edit::new(move |s| open(s, book.clone())));
    let text = text.to_owned();
    reduce(s, Edit::new(move |s| find::look_for(s, &text)))
}

async fn markup(s: &State) -> String {
    let shown = hits(s).expect("hits");
    let html = list(s, &shown, &Callback::noop()).html();
    drawn(html).await
}

#[tokio::test(flavor = "current_thread")]
async fn a_list_of_options_with_the_match_marked() {
    let s = reduce(searched(Lang::Zh, "eqt"), Edit::new(|s| step(s, 1)));
    let text = markup(&s).await;
    for part in [
        r#"role="listbox""#,
        r#"aria-label="搜索结果""#,
        r#"id="hit-0""#,
        r#"aria-selected="true""#,
        "<mark>二七塔</mark>",
        "&lt;b&gt;",
        "按拼音首字母",
        "二七区",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("style="), "{text}");
    assert_eq!(text.matches(r#"role="option""#).count(), 1, "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn in_english_what_is_chinese_says_so() {
    for query in ["eqt", "tower", "双塔", "erqitowr", "erqi gongyuen"] {
        let text = markup(&searched(Lang::En, query)).await;
        // Each text is in an element of its own.
        for (i, _) in text.match_indices('>') {
            let inside = text[i + 1..].split('<').next().unwrap_or_default();
            if inside.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                let tag = text[..i].rsplit('<').next().unwrap_or_default();
                assert!(tag.contains(r#"lang="zh""#), "{inside} for {query} in {text}");
            }
        }
        assert!(text.contains("Erqi District") || text.contains("Nothing"), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn nothing_found_is_said() {
    let text = markup(&searched(Lang::Zh, "啊啊啊啊")).await;
    assert!(text.contains("没有找到。") && !text.contains(r#"role="option""#), "{text}");
    let near = markup(&searched(Lang::Zh, "erqigongyuanxx")).await;
    assert!(near.contains("你是不是要找") || near.contains("没有找到"), "{near}");
}
