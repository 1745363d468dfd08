//! The address bar: what the reader sees is always in the link, and back and forward work.

use crate::state::{Link, Route};
use gloo::utils::window;
use wasm_bindgen::JsValue;

/// The hash of the address, with `#`.
#[must_use]
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes the link: a new view makes a new entry in the history, a moved map only corrects the last one.
/// Inside another page nothing is entered, since the history belongs to that page.
pub fn write(link: &Link, embed: bool) {
    let new = link.to_hash();
    let old = hash();
    // Compared as links: a browser may spell the same hash with more percent signs.
    if !old.is_empty() && Link::parse(&old).to_hash() == new {
        return;
    }
    let Ok(history) = window().history() else { return };
    let known = Link::parse(&old);
    let another_view = !embed && !old.is_empty() && known.route != link.route;
    // Fails only when a script floods the history; the link is then a little late.
    let _ = if another_view {
        history.push_state_with_url(&JsValue::NULL, "", Some(&new))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&new))
    };
}

/// Whether the page is part of another one: `?embed=1` before the hash.
#[must_use]
pub fn embedded() -> bool {
    let search = window().location().search().unwrap_or_default();
    search.trim_start_matches('?').split('&').any(|p| p == "embed=1")
}

/// Writes a link without a new entry, e.g. when the link named a place that is gone.
pub fn correct(link: &Link) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link.to_hash()));
    }
}

/// Title of the page for what is shown.
#[must_use]
pub fn page_title(route: &Route, place: Option<&str>, title: &str) -> String {
    match (route, place) {
        (Route::Place(_), Some(place)) => format!("{place} · {title}"),
        _ => title.to_owned(),
    }
}
