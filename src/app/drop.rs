//! A file that is dragged over the page and dropped on it. What happens then is in a chunk.

use super::{asset, chunk};
use crate::state::Action;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, FileList};
use yew::Callback;

/// Hears the page.
#[must_use]
pub fn listen(on: &Callback<Action>) -> Vec<EventListener> {
    let over = Rc::new(Cell::new(false));
    ["dragover", "dragleave", "drop"]
        .into_iter()
        .map(|name| {
            let (on, over) = (on.clone(), over.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window(), name, options, move |e: &Event| {
                let Some(e) = e.dyn_ref::<DragEvent>() else { return };
                let Some(data) = e.data_transfer() else { return };
                // A text or a picture of the page itself is no file.
                if !data.types().includes(&"Files".into(), 0) {
                    return;
                }
                e.prevent_default();
                let now = match name {
                    "dragover" => true,
                    // Only the one that leaves the page has nowhere to go to.
                    "dragleave" if e.related_target().is_some() => return,
                    _ => false,
                };
                if over.replace(now) != now {
                    on.emit(Action::Drag(now));
                }
                if let ("drop", Some(files)) = (name, data.files()) {
                    bring(files, &on);
                }
            })
        })
        .collect()
}

/// Hands what was chosen or dropped to the chunk of the import, which is fetched if need be.
pub fn bring(files: FileList, on: &Callback<Action>) {
    let on = on.clone();
    spawn_local(async move {
        let came = asset::styled("import.css", chunk::preload_import_files()).await.is_ok()
            && chunk::import_files(&files, &on).await.is_ok();
        on.emit(Action::Chunk(came));
        if !came {
            // The panel says so, with a button to try again.
            on.emit(Action::Import(true));
        }
    });
}
