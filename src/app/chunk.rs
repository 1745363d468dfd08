//! Parts of the program that are loaded when they are first used, so that the first map need not wait
//! for them. They share the program's memory: `scripts/split.mjs` only moves code into other files.
//!
//! To put a view into a chunk, write a function with [`wasm_split`] here that takes plain references
//! and gives a `Result`, call it through [`now`], show [`waiting`] until it is there, and name its
//! `preload` in [`preload`]. All functions with the same first word share a file.

// A chunk that does not come is an error, so each of these functions gives a `Result`.
#![allow(clippy::unnecessary_wraps)]

use super::parts::El;
use super::views::card::{card_head, card_view};
use crate::present::card;
use crate::state::{Action, State};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::Callback;

/// The card of the chosen place and the way back; `None` where the link names no place.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(card, fallible, preload(
    /// Fetches the chunk of the card.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_card
))]
pub fn card_panel(
    s: &State,
    explore: &str,
    on: &Callback<Action>,
) -> Result<Option<(El, El)>, SplitLoaderError> {
    Ok(card::card(s).map(|card| (card_head(s.lang, explore, on), card_view(s.lang, &card))))
}

/// What a chunk gives at once: `None` until it is there. Where it is not, it is fetched, and the
/// outcome becomes an action that draws the page anew.
pub fn now<T>(
    part: impl Future<Output = Result<T, SplitLoaderError>>,
    fetch: impl Future<Output = Result<(), SplitLoaderError>> + 'static,
    s: &State,
    on: &Callback<Action>,
) -> Option<T> {
    if let Poll::Ready(Ok(value)) = pin!(part).poll(&mut Context::from_waker(Waker::noop())) {
        return Some(value);
    }
    // After a failure the reader decides when to try again.
    if !s.chunk_failed {
        let on = on.clone();
        spawn_local(async move { on.emit(Action::Chunk(fetch.await.is_ok())) });
    }
    None
}

/// Fetches all chunks ahead, once the first map is there: what is here works without a network.
pub fn preload() {
    spawn_local(async {
        // Told when the part is needed and still not there.
        let _ = preload_card().await;
    });
}
