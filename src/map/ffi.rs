//! The parts of Leaflet 1.9.4 that the `leaflet` crate lacks or binds wrongly.

use leaflet::{Icon, LatLng, Point};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// `L.divIcon(options)`; the crate's `DivIcon::new` makes an `L.Icon`.
    #[wasm_bindgen(js_namespace = L, js_name = divIcon)]
    pub fn div_icon(options: &JsValue) -> Icon;

    /// `L.DomUtil.setPosition`: places an element in a pane and remembers where.
    #[wasm_bindgen(js_namespace = ["L", "DomUtil"], js_name = setPosition)]
    pub fn set_position(element: &HtmlElement, point: &Point);

    /// `L.DomUtil.setTransform`: moves and scales an element, as Leaflet's own renderers do.
    #[wasm_bindgen(js_namespace = ["L", "DomUtil"], js_name = setTransform)]
    pub fn set_transform(element: &HtmlElement, offset: &Point, scale: f64);

    /// `L.DomEvent.disableClickPropagation`: a press on a control is no press on the map.
    #[wasm_bindgen(js_namespace = ["L", "DomEvent"], js_name = disableClickPropagation)]
    pub fn disable_click_propagation(element: &HtmlElement);

    /// The map with the methods that the crate leaves out.
    #[wasm_bindgen(extends = leaflet::Map)]
    pub type MapExtra;

    /// `map.containerPointToLayerPoint`.
    #[wasm_bindgen(method, js_name = containerPointToLayerPoint)]
    pub fn container_point_to_layer_point(this: &MapExtra, point: &Point) -> Point;

    /// The pixel origin a view would have; Leaflet's renderers use it to follow a zoom animation.
    #[wasm_bindgen(method, js_name = _getNewPixelOrigin)]
    pub fn new_pixel_origin(this: &MapExtra, centre: &LatLng, zoom: f64) -> Point;

    /// The marker with the method that the crate leaves out.
    #[wasm_bindgen(extends = leaflet::Marker)]
    pub type MarkerExtra;

    /// `marker.getElement()`, while the marker is on the map.
    #[wasm_bindgen(method, js_name = getElement)]
    pub fn element(this: &MarkerExtra) -> Option<HtmlElement>;

    /// A `zoomanim` event: where the animation goes.
    pub type ZoomAnim;

    /// Centre at the end of the animation.
    #[wasm_bindgen(method, getter)]
    pub fn center(this: &ZoomAnim) -> LatLng;

    /// Zoom at the end of the animation.
    #[wasm_bindgen(method, getter)]
    pub fn zoom(this: &ZoomAnim) -> f64;

    /// A press on the map.
    pub type Press;

    /// Where it was pressed.
    #[wasm_bindgen(method, getter, js_name = latlng)]
    pub fn at(this: &Press) -> LatLng;

    /// Any event that wraps one of the browser's.
    pub type Wrapped;

    /// The browser's own event.
    #[wasm_bindgen(method, getter, js_name = originalEvent)]
    pub fn original(this: &Wrapped) -> Option<web_sys::Event>;
}

/// Size of an icon or offset of its tip, as Leaflet's `[x, y]`.
pub fn pair(x: f64, y: f64) -> JsValue {
    js_sys::Array::of2(&x.into(), &y.into()).into()
}

/// Sets a property of a plain options object; cannot fail on one that was made here.
pub fn set(options: &js_sys::Object, key: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(options, &key.into(), value);
}
