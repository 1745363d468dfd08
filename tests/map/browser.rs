//! Tests of `src/map` in a real browser, run by `wasm-bindgen-test-runner` (see `scripts/test`).
#![cfg(target_arch = "wasm32")]

use leaflet::{LatLng, Map, MapOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

/// The same file that the page loads: the tests' own page has no Leaflet.
const LEAFLET: &str = include_str!("../../node_modules/.cache/redmap/vendor/leaflet.js");

/// Defines the global `L`, once for all tests of the page.
fn load_leaflet() {
    let loaded = js_sys::Reflect::has(&js_sys::global(), &"L".into());
    if loaded != Ok(true) {
        js_sys::eval(LEAFLET).expect("leaflet.js runs");
    }
}

/// A host of a known size: Leaflet measures it, and the tests' page gives it none.
fn host(width: u32, height: u32) -> HtmlElement {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let host: HtmlElement = document.create_element("div").expect("a div").unchecked_into();
    host.style().set_css_text(&format!("position:absolute;width:{width}px;height:{height}px"));
    document.body().expect("a body").append_child(&host).expect("the host is in the page");
    host
}

#[wasm_bindgen_test]
fn a_map_measures_its_host_and_leaves_it_clean() {
    load_leaflet();
    let host = host(640, 480);
    let map = Map::new_with_element(&host, &MapOptions::default()).expect("a map");
    map.set_view(&LatLng::new(34.79, 113.68), 13.0);

    assert!((map.get_zoom() - 13.0).abs() < f64::EPSILON);
    let centre = map.get_center();
    assert!((centre.lat() - 34.79).abs() < 1e-3 && (centre.lng() - 113.68).abs() < 1e-3);
    assert!(host.class_list().contains("leaflet-container"));

    map.remove();
    assert_eq!(host.child_element_count(), 0);
    host.remove();
}
