//! What is done in 改地图: the pure change first, then kept like every record.

use super::super::branch::act;
use super::super::branch::field::focus;
use super::edit;
use crate::domain::LonLat;
use crate::domain::sketch::Sketch;
use crate::state::Action;
use crate::state::State;
use crate::state::branch::{Branch, Deed};
use crate::state::editor::{self, Drawing, Tool, draw};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

thread_local! {
    /// The last press on the map that was acted on.
    static TAKEN: Cell<u32> = const { Cell::new(0) };
}

/// Acts on a press on the map, once, after the drawing that met it.
pub fn follow(s: &State, b: &Branch, on: &Callback<Action>) {
    let (number, at) = b.editor.pressed;
    let Some(at) = at else { return };
    if TAKEN.replace(number) == number || s.route != crate::state::Route::Branch {
        return;
    }
    let (on, b) = (on.clone(), b.clone());
    spawn_local(async move { press(&on, &b, at) });
}

/// A position for whatever is being done: pressed, typed, or the middle of the map.
pub fn press(on: &Callback<Action>, b: &Branch, at: LonLat) {
    let chosen = b.editor.chosen.as_deref().and_then(|id| editor::current(b, id));
    let vertex = b.editor.vertex;
    match &b.editor.tool {
        Tool::Draw(drawing) => {
            let mut drawing = drawing.clone();
            drawing.points.push(at);
            if drawing.is_whole() {
                return make(on, b, &drawing);
            }
            edit(on, move |e| e.tool = Tool::Draw(drawing.clone()));
        }
        Tool::Insert => shape(on, b, chosen.and_then(|s| draw::with_more(&s, vertex, at))),
        Tool::Move | Tool::Look => {
            shape(on, b, chosen.and_then(|s| draw::with_vertex(&s, vertex, at)));
        }
    }
}

/// What is being drawn is whole.
pub fn finish(on: &Callback<Action>, b: &Branch) {
    if let Tool::Draw(drawing) = &b.editor.tool {
        make(on, b, drawing);
    }
}

fn make(on: &Callback<Action>, b: &Branch, drawing: &Drawing) {
    let (Some(outline), Some(catalog)) = (drawing.outline(), &b.editor.catalog) else { return };
    let id = ["own-", &act::new_id()].concat();
    let category = catalog.layers.first().map_or("place", |l| l.info.category.wire());
    let change = editor::add(b, &id, category, &outline, act::now_ms());
    act::make(on, change, Deed::Saved);
    edit(on, move |e| e.choose(Some(&id)));
    focus(".ed-form input");
}

/// The chosen feature in another shape.
pub fn shape(on: &Callback<Action>, b: &Branch, shaped: Option<(Sketch, usize)>) {
    let Some((sketch, vertex)) = shaped else { return };
    let change = editor::put(b, vec![(sketch.id.clone(), Some(sketch))], act::now_ms());
    act::make(on, change, Deed::Saved);
    edit(on, move |e| {
        e.vertex = vertex;
        // Of a place there is nothing more to move; a new vertex may follow the last.
        if e.tool == Tool::Move {
            e.tool = Tool::Look;
        }
    });
}

/// A field of the chosen feature, as it was left.
pub fn field(on: &Callback<Action>, b: &Branch, ids: &[String], field: &str, words: &str) {
    let change = editor::set_all(b, ids, field, words, act::now_ms());
    edit(on, |e| e.typing = None);
    // Leaving a field as it was is no deed.
    if !change.is_empty() {
        act::make(on, change, Deed::Saved);
    }
}

/// Features go.
pub fn delete(on: &Callback<Action>, b: &Branch, ids: &[String]) {
    let all = ids.iter().map(|id| (id.clone(), None)).collect();
    act::make(on, editor::put(b, all, act::now_ms()), Deed::Removed);
    let gone = ids.to_vec();
    edit(on, move |e| {
        if e.chosen.as_ref().is_some_and(|id| gone.contains(id)) {
            e.choose(None);
        }
        e.ticked.clear();
    });
}

/// A feature is as the bundle has it again.
pub fn restore(on: &Callback<Action>, b: &Branch, id: &str) {
    act::make(on, editor::restore(b, id), Deed::Undone);
}
