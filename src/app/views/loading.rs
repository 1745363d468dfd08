//! While the places are being read: the paper and hairlines first, and how much has come.

use crate::i18n::{Key, Lang, fill};
use crate::present::format;
use yew::prelude::*;

/// The loading screen below the bar.
pub fn loading(lang: Lang, bytes: u64) -> Html {
    let words = fill(lang, Key::LoadingBytes, &[&format::bytes(bytes)]);
    html! {
        <>
            <aside class="panel skeleton" aria-hidden="true">
                { for (0..9).map(|_| html! { <i></i> }) }
            </aside>
            <main class="loading">
                <div class="boot-note" role="status">
                    <p>{ Key::Loading.text(lang) }</p>
                    <p class="num">{ words }</p>
                </div>
            </main>
        </>
    }
}
