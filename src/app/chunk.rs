//! Parts of the program that are loaded when they are first used, so that the first map need not wait
//! for them. They share the program's memory: `scripts/split.mjs` only moves code into other files.
//!
//! To put a view into a chunk, write a function with [`wasm_split`] here that takes plain references
//! and gives a `Result`, call it through [`now`], show `views::wait::waiting` until it is there, and name its
//! `preload` in [`preload`]. All functions with the same first word share a file, but
//! each has a preload of its own, which has to be run before [`now`] can call it.

// A chunk that does not come is an error, so each of these functions gives a `Result`.
#![allow(clippy::unnecessary_wraps)]

use super::asset::styled;
use super::parts::El;
use super::views::card::{card_head, card_view};
use super::views::{self, dialog, error::error_view};
use crate::engine::base_map::Source;
use crate::present::{card, error_page, finer};
use crate::state::branch::Branch;
use crate::state::{Action, LoadFailure, State};
use std::cell::Cell;
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
    // The marks come with what they write to; the card does not wait for them.
    let marks = now(place_marks(s, on), preload_marks(), s, on).flatten();
    let tour = s.own.iter().find(|(key, _)| key == "tour").map_or("", |(_, code)| code);
    let view = |card| card_view(s.lang, &card, tour, marks, on);
    Ok(card::card(s).map(|card| (card_head(s.lang, explore, on), view(card))))
}

/// The planner: the panel's content, and what stands under the map of a desktop.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(tour, fallible, preload(
    /// Fetches the chunk of the planner.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_tour
))]
pub fn tour_panel(
    s: &State,
    narrow: bool,
    on: &Callback<Action>,
) -> Result<(El, El), SplitLoaderError> {
    Ok(views::tour::tour_view(s, narrow, on))
}

/// 我的支部, in the place of the panel.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(branch, fallible, preload(
    /// Fetches the chunk of 我的支部.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_branch
))]
pub fn branch_panel(s: &State, on: &Callback<Action>) -> Result<El, SplitLoaderError> {
    Ok(views::branch::branch_view(s, on))
}

/// 改地图, a section of 我的支部.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(editor, fallible, preload(
    /// Fetches the chunk of 改地图.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_editor
))]
pub fn map_editor(s: &State, on: &Callback<Action>) -> Result<El, SplitLoaderError> {
    let b = s.branch.get::<Branch>().cloned().unwrap_or_default();
    Ok(views::editor::editor(s, &b, on))
}

/// The reader's own marks of the chosen place.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(branch, fallible, preload(
    /// Fetches the chunk of the marks.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_marks
))]
pub fn place_marks(s: &State, on: &Callback<Action>) -> Result<Option<El>, SplitLoaderError> {
    Ok(s.chosen().map(|place| views::branch::marks::marks(s, place, on)))
}

/// Reads what the reader keeps.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(branch, fallible, preload(
    /// Fetches the chunk that reads it.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_keep
))]
pub fn start_keeping(on: &Callback<Action>) -> Result<(), SplitLoaderError> {
    views::branch::start(on);
    Ok(())
}

/// The open dialog, if there is one.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(card, fallible, preload(
    /// Fetches the chunk of the dialogs.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_dialog
))]
pub fn dialog_box(
    s: &State,
    title: &str,
    on: &Callback<Action>,
) -> Result<Option<El>, SplitLoaderError> {
    Ok(dialog::dialog(s, title, on))
}

/// The filters beyond the categories: what opens them on a phone, and they themselves.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(finer, fallible, preload(
    /// Fetches the chunk of the further filters.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_finer
))]
pub fn finer_filters(
    s: &State,
    on: &Callback<Action>,
) -> Result<(Option<El>, El), SplitLoaderError> {
    let shown = finer::finer(s);
    let open = views::finer::phone_button(s.lang, &shown, on);
    Ok((Some(open), views::finer::finer(s.lang, &shown, on)))
}

/// What the search gives to the page: hits, keys, stories and events.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(search, fallible, preload(
    /// Fetches the chunk of the search.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_search
))]
pub fn search_parts(
    s: &State,
    on: &Callback<Action>,
) -> Result<views::hits::Parts, SplitLoaderError> {
    Ok(views::hits::parts(s, on))
}

/// The panel of the class view.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(class, fallible, preload(
    /// Fetches the chunk of the class view.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_class
))]
pub fn class_panel(
    s: &State,
    base: Option<&Source>,
    handle: El,
    on: &Callback<Action>,
) -> Result<El, SplitLoaderError> {
    Ok(views::class::class_panel(s, base, handle, on))
}

/// The panel of the import.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(import, fallible, preload(
    /// Fetches the chunk of the import.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_import
))]
pub fn import_panel(s: &State, on: &Callback<Action>) -> Result<El, SplitLoaderError> {
    Ok(views::import::panel(s, on))
}

/// What is shown while a file is dragged over the page.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(import, fallible, preload(
    /// Fetches the chunk of the drop target.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_import_target
))]
pub fn import_target(s: &State) -> Result<El, SplitLoaderError> {
    Ok(views::import::target(s.lang))
}

/// The layers that were imported, with what takes them away.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(import, fallible, preload(
    /// Fetches the chunk of the imported layers.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_import_own
))]
pub fn import_own(s: &State, on: &Callback<Action>) -> Result<Option<El>, SplitLoaderError> {
    Ok(views::import::own(s, on))
}

/// Takes files that were chosen or dropped.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(import, fallible, preload(
    /// Fetches the chunk that takes files.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_import_files
))]
pub fn import_files(
    files: &web_sys::FileList,
    on: &Callback<Action>,
) -> Result<(), SplitLoaderError> {
    super::intake::bring(files, on);
    Ok(())
}

/// The page shown when the data cannot be read.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(fault, fallible, preload(
    /// Fetches the chunk of the error page.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_fault
))]
pub fn error_page(
    s: &State,
    why: &LoadFailure,
    on: &Callback<Action>,
) -> Result<El, SplitLoaderError> {
    Ok(error_view(s, &error_page::error_page(s, why), on))
}

/// The quiz.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(quiz, fallible, preload(
    /// Fetches the chunk of the quiz.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_quiz
))]
pub fn quiz_part(s: &State, on: &Callback<Action>) -> Result<El, SplitLoaderError> {
    Ok(views::quiz::quiz(s, on))
}

thread_local! {
    /// A chunk is on its way: the drawings meanwhile must not ask for it again.
    static FETCHING: Cell<bool> = const { Cell::new(false) };
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
    if !s.chunk_failed && !FETCHING.replace(true) {
        let on = on.clone();
        spawn_local(async move {
            let came = fetch.await.is_ok();
            FETCHING.set(false);
            on.emit(Action::Chunk(came));
        });
    }
    None
}

/// Fetches all chunks ahead, once the first map is there: what is here works without a network. What the
/// reader keeps is read then, too: the filters and cards show it.
pub fn preload(on: &Callback<Action>) {
    let on = on.clone();
    spawn_local(async move {
        // Told when the part is needed and still not there.
        let _ = preload_card().await;
        let _ = preload_dialog().await;
        let _ = styled("tour.css", preload_tour()).await;
        let _ = preload_fault().await;
        let _ = start_keeping(&on).await;
    });
}
