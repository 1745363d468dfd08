//! The bar at the top: seal, title, views, language.

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
    /// Link of the explore view.
    pub explore: &'a str,
    /// What happens.
    pub on: &'a Callback<Action>,
}

/// The banner of the page.
pub fn bar(props: &Props<'_>) -> Html {
    let lang = props.lang;
    let switch = {
        let (on, to) = (props.on.clone(), if lang == Lang::Zh { Lang::En } else { Lang::Zh });
        Callback::from(move |_: MouseEvent| on.emit(Action::SetLang(to)))
    };
    let half = |code: Lang, text: &'static str| {
        if lang == code {
            html! { <b>{ text }</b> }
        } else {
            html! { <span>{ text }</span> }
        }
    };
    html! {
        <header class="bar">
            <div class="brand">
                { seal(props.seal) }
                <h1>{ props.title }</h1>
                if !props.district.is_empty() {
                    <small>{ props.district }</small>
                }
            </div>
            <nav class="tabs" aria-label={Key::MainNavigation.text(lang)}>
                <a href={props.explore.to_owned()} aria-current="page">{ Key::Explore.text(lang) }</a>
            </nav>
            <div class="tools">
                <button class="btn sm ghost lang" type="button" onclick={switch}
                    aria-label={Key::SwitchLanguage.text(lang)}>
                    { half(Lang::Zh, "中") }<i>{ "/" }</i>{ half(Lang::En, "EN") }
                </button>
            </div>
        </header>
    }
}

/// The seal with one or two characters.
fn seal(text: &str) -> Html {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    html! {
        <svg class="seal" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
            <rect x="1" y="1" width="30" height="30" rx="3" class="seal-b" />
            <rect x="3.2" y="3.2" width="25.6" height="25.6" rx="1.5" class="seal-l" />
            if let Some(second) = second {
                <text x="16" y="14.6" class="seal-t">{ first }</text>
                <text x="16" y="27" class="seal-t">{ second }</text>
            } else {
                <text x="16" y="21" class="seal-t">{ first }</text>
            }
        </svg>
    }
}
