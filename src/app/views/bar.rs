//! The bar at the top: seal, title, views, language.

use crate::app::parts::drawing::svg;
use crate::app::parts::{El, button, el};
use crate::i18n::{Key, Lang};
use crate::state::Action;
use yew::prelude::*;

/// What the bar says.
pub struct Props<'a> {
    /// Language of the page.
    pub lang: Lang,
    /// Title of the map.
    pub title: &'a str,
    /// City and district.
    pub district: &'a str,
    /// Up to two characters.
    pub seal: &'a str,
    /// The main navigation.
    pub tabs: El,
    /// What happens.
    pub on: &'a Callback<Action>,
}

/// The banner of the page.
pub fn bar(props: Props<'_>) -> El {
    let lang = props.lang;
    let switch = {
        let (on, to) = (props.on.clone(), if lang == Lang::Zh { Lang::En } else { Lang::Zh });
        Callback::from(move |_: MouseEvent| on.emit(Action::SetLang(to)))
    };
    let half =
        |code: Lang, words: &'static str| el(if lang == code { "b" } else { "span" }).word(words);
    let mut brand = el("div").class("brand").put(seal(props.seal)).put(el("h1").text(props.title));
    if !props.district.is_empty() {
        brand = brand.put(el("small").text(props.district));
    }
    let switch = button("btn sm ghost lang", switch)
        .at("aria-label", Key::SwitchLanguage.text(lang))
        .put(half(Lang::Zh, "中"))
        .put(el("i").word("/"))
        .put(half(Lang::En, "EN"));
    el("header").class("bar").put(brand).put(props.tabs).put(el("div").class("tools").put(switch))
}

/// The seal with one or two characters.
fn seal(characters: &str) -> El {
    let frame = |inset: &'static str, side: &'static str, round: &'static str, class| {
        el("rect")
            .at("x", inset)
            .at("y", inset)
            .at("width", side)
            .at("height", side)
            .at("rx", round)
            .class(class)
    };
    let glyph = |y: &'static str, c: Option<char>| {
        let c = c.map(String::from).unwrap_or_default();
        el("text").at("x", "16").at("y", y).class("seal-t").text(&c)
    };
    let mut chars = characters.chars();
    let (first, second) = (chars.next(), chars.next());
    let svg = svg("seal", 32, 32, "0 0 32 32")
        .put(frame("1", "30", "3", "seal-b"))
        .put(frame("3.2", "25.6", "1.5", "seal-l"));
    if second.is_some() {
        svg.put(glyph("14.6", first)).put(glyph("27", second))
    } else {
        svg.put(glyph("21", first))
    }
}
