//! The tools worker: files that someone brings along, away from the page. What it does stands in
//! `redmap::bundle::intake::desk`.
#![cfg_attr(not(target_arch = "wasm32"), allow(unused))]

use redmap::bundle::intake::Tell;
use redmap::bundle::intake::desk::Desk;
use redmap::present::branch::csv;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

#[wasm_bindgen]
extern "C" {
    /// The worker's own: the page hears it while the work goes on.
    #[wasm_bindgen(js_name = postMessage)]
    fn post(message: Vec<u8>);
}

#[allow(clippy::needless_pass_by_value)] // the port of a desk takes it so
fn tell(message: Tell) {
    post(message.write());
}

/// Takes a file.
#[wasm_bindgen]
pub fn read(name: &str, bytes: Vec<u8>) {
    DESK.with_borrow_mut(|desk| desk.read(name, bytes, &mut tell));
}

/// Takes a message.
#[wasm_bindgen]
pub fn receive(message: &[u8]) {
    DESK.with_borrow_mut(|desk| desk.receive(message, &mut tell));
}

/// The names of the places to come, one a line, Chinese and English with a tab between.
#[must_use]
#[wasm_bindgen]
pub fn names() -> String {
    DESK.with_borrow(Desk::names)
}

/// The cells of a workbook as CSV; empty where it cannot be read.
#[must_use]
#[wasm_bindgen]
pub fn cells(bytes: &[u8]) -> Vec<u8> {
    let rows = redmap::bundle::convert::cells(bytes).unwrap_or_default();
    csv::text(&rows).into_bytes()
}

/// A workbook of a lecture log from CSV; empty where it cannot be written.
#[must_use]
#[wasm_bindgen]
pub fn workbook(text: &str) -> Vec<u8> {
    redmap::bundle::convert::write_log(&csv::rows(text)).unwrap_or_default()
}

fn main() {}
