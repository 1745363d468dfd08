//! The page shown when the data cannot be read.

use crate::app::parts::glyph;
use crate::i18n::{Key, Lang};
use crate::present::error_page::ErrorPage;
use crate::present::shapes::Icon;
use crate::state::Action;
use gloo::utils::window;
use yew::prelude::*;

/// Properties of [`ErrorView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Language of the page.
    pub lang: Lang,
    /// What to say.
    pub page: ErrorPage,
    /// What happens.
    pub on: Callback<Action>,
}

/// What happened, where, and the way on.
#[component]
pub fn ErrorView(props: &Props) -> Html {
    let (lang, page) = (props.lang, &props.page);
    let copied = use_state(|| false);
    let retry = props.on.reform(|_: MouseEvent| Action::Retry);
    let copy = {
        let (text, copied) = (page.as_text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            // Refused outside a secure page: the text can still be selected by hand.
            let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
            if clipboard.is_ok_and(|c| !c.is_undefined()) {
                let written = window().navigator().clipboard().write_text(&text);
                let copied = copied.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    copied.set(wasm_bindgen_futures::JsFuture::from(written).await.is_ok());
                });
            }
        })
    };
    let row =
        |(term, text): &(String, String)| html! { <div><dt>{ term }</dt><dd>{ text }</dd></div> };
    let line = |(n, text, here): &(u32, String, bool)| {
        html! { <li class={classes!(here.then_some("on"))}><b class="num">{ n }</b><code>{ text }</code></li> }
    };
    html! {
        <main class="fault">
            <section class="fault-sheet" role="alert">
                <p class="fault-kick">{ glyph(Icon::Warn, 20) }{ &page.kicker }</p>
                <h2>{ &page.title }</h2>
                <p class="fault-lead">{ &page.lead }</p>
                <dl>{ for page.rows.iter().map(row) }</dl>
                if !page.excerpt.is_empty() {
                    <ol class="excerpt">{ for page.excerpt.iter().map(line) }</ol>
                }
                <div class="fault-acts">
                    <button class="btn pri" type="button" onclick={retry}>
                        { glyph(Icon::Retry, 18) }{ Key::Retry.text(lang) }
                    </button>
                    if page.own_bundle {
                        <a class="btn" href="./">{ Key::OwnBundle.text(lang) }</a>
                    }
                </div>
                <p class="fault-send">
                    { Key::SendError.text(lang) }
                    <button class="link" type="button" onclick={copy}>{ Key::CopyError.text(lang) }</button>
                    <span role="status">{ if *copied { Key::Copied.text(lang) } else { "" } }</span>
                </p>
            </section>
        </main>
    }
}
