//! The engine worker: heavy work away from the page. What it does stands in `redmap::engine::desk`.
#![cfg_attr(not(target_arch = "wasm32"), allow(unused))]

use redmap::engine::desk::Desk;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// Takes a message; the answer where one is due at once.
#[must_use]
#[wasm_bindgen]
pub fn receive(message: &[u8]) -> Option<Vec<u8>> {
    DESK.with_borrow_mut(|desk| desk.receive(message))
}

/// Does a piece of work; a message where there is something to tell.
#[must_use]
#[wasm_bindgen]
pub fn work() -> Option<Vec<u8>> {
    DESK.with_borrow_mut(Desk::work)
}

/// Whether there is something to do.
#[must_use]
#[wasm_bindgen]
pub fn has_work() -> bool {
    DESK.with_borrow(Desk::has_work)
}

fn main() {}
