//! While the places are being read: the paper and hairlines first, and how much has come.

use crate::i18n::{Key, Lang, fill};
use crate::present::format;
use yew::prelude::*;

/// Properties of [`Loading`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Language of the page.
    pub lang: Lang,
    /// Bytes received.
    pub bytes: u64,
}

/// The loading screen below the bar.
#[component]
pub fn Loading(props: &Props) -> Html {
    let words = fill(props.lang, Key::LoadingBytes, &[&format::bytes(props.bytes)]);
    html! {
        <>
            <aside class="panel skeleton" aria-hidden="true">
                { for (0..9).map(|_| html! { <i></i> }) }
            </aside>
            <main class="loading">
                <div class="boot-note" role="status">
                    <p>{ Key::Loading.text(props.lang) }</p>
                    <p class="num">{ words }</p>
                </div>
            </main>
        </>
    }
}
