//! Markers, clusters and circles on the map, kept by their keys.

use super::ffi::{self, MarkerExtra, Wrapped};
use super::{MapEvent, svg};
use crate::domain::{LonLat, PlaceId};
use crate::present::diff::MapOp;
use crate::present::scene::{Cluster, HereMark, Marker, Ring};
use crate::present::shapes;
use crate::state::Dot;
use leaflet::{Circle, CircleOptions, Evented, EventedHandle, LatLng, MarkerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where events go.
pub type Emit = Rc<dyn Fn(MapEvent)>;

/// A Leaflet marker with its listeners; dropping it takes both away.
struct Pinned {
    marker: leaflet::Marker,
    handlers: Vec<EventedHandle<leaflet::Event>>,
}

impl Drop for Pinned {
    fn drop(&mut self) {
        self.handlers.clear();
        self.marker.remove();
    }
}

/// Everything that stands on the base map.
pub struct Layers {
    emit: Emit,
    // A few hundred at most, since only what is near the view is drawn: a walk is quick enough.
    pins: Vec<(Vec<PlaceId>, Pinned)>,
    rings: Vec<(PlaceId, Circle)>,
    here: Option<(Circle, leaflet::Marker)>,
    /// How much larger than usual markers and clusters are.
    scale: f64,
    preview: Vec<leaflet::Marker>,
}

impl Layers {
    /// Nothing yet; events will go to `emit`.
    #[must_use]
    pub fn new(emit: Emit) -> Self {
        Self {
            emit,
            pins: Vec::new(),
            rings: Vec::new(),
            here: None,
            preview: Vec::new(),
            scale: 1.0,
        }
    }

    /// Makes the markers and clusters that come from now on so much larger than usual.
    pub fn set_scale(&mut self, scale: f64) {
        self.scale = scale;
    }

    /// Carries out changes. The focus stays with its place when markers join or part.
    pub fn apply(&mut self, map: &leaflet::Map, ops: Vec<MapOp>) {
        let focused = self.focused_places();
        for op in ops {
            match op {
                MapOp::SetMarker(m) => self.set_marker(map, &m),
                MapOp::DropMarker(id) => self.drop_pin(std::slice::from_ref(&id)),
                MapOp::SetCluster(c) => self.set_cluster(map, c),
                MapOp::DropCluster(members) => self.drop_pin(&members),
                MapOp::SetRing(r) => self.set_ring(map, &r),
                MapOp::DropRing(id) => self.drop_ring(&id),
                MapOp::SetHere(here) => self.set_here(map, here.as_ref()),
                MapOp::SetPreview(dots) => self.set_preview(map, &dots),
            }
        }
        if let Some(places) = focused {
            self.refocus(&places);
        }
    }

    fn pin_of(&self, members: &[PlaceId]) -> Option<usize> {
        self.pins.iter().position(|(ids, _)| ids == members)
    }

    fn drop_pin(&mut self, members: &[PlaceId]) {
        if let Some(i) = self.pin_of(members) {
            self.pins.swap_remove(i);
        }
    }

    fn drop_ring(&mut self, id: &PlaceId) {
        if let Some(i) = self.rings.iter().position(|(of, _)| of == id) {
            self.rings.swap_remove(i).1.remove();
        }
    }

    fn set_marker(&mut self, map: &leaflet::Map, m: &Marker) {
        let key = vec![m.id.clone()];
        let scale = self.scale * svg::scale(m);
        let Some(drawn) = svg::marker(m, scale) else { return };
        let (w, h) = (svg::MARKER.0 * scale, svg::MARKER.1 * scale);
        // The tip lies at 41/43 of the drawing's height.
        let icon = icon(&drawn, w, h, w / 2.0 - m.nudge * self.scale, h * 41.0 / 43.0);
        if let Some((_, pinned)) = self.pin_of(&key).and_then(|i| self.pins.get(i)) {
            pinned.marker.set_lat_lng(&lat_lng(m.at));
            pinned.marker.set_icon(&icon);
            pinned.marker.set_z_index_offset(z_offset(m));
            name(&pinned.marker, &m.name, m.in_view, m.chosen);
            return;
        }
        let pinned = self.pin(map, m.at, &icon, z_offset(m), MapEvent::Chosen(m.id.clone()));
        name(&pinned.marker, &m.name, m.in_view, m.chosen);
        self.pins.push((key, pinned));
    }

    fn set_cluster(&mut self, map: &leaflet::Map, c: Cluster) {
        let Some(drawn) = svg::cluster(&c.shares, c.count, self.scale) else { return };
        let side = (svg::cluster_radius(c.count) * 2.0 + 4.0) * self.scale;
        let icon = icon(&drawn, side, side, side / 2.0, side / 2.0);
        let pinned = self.pin(map, c.at, &icon, 500.0, MapEvent::Opened(c.opens));
        name(&pinned.marker, &c.name, c.in_view, false);
        self.drop_pin(&c.members);
        self.pins.push((c.members, pinned));
    }

    fn pin(
        &self,
        map: &leaflet::Map,
        at: LonLat,
        icon: &leaflet::Icon,
        z: f64,
        event: MapEvent,
    ) -> Pinned {
        let options = MarkerOptions::new();
        options.set_icon(icon.clone());
        options.set_z_index_offset(z);
        let marker = leaflet::Marker::new_with_options(&lat_lng(at), &options);
        marker.add_to(map);
        let mut handlers = Vec::new();
        let (emit, pressed) = (self.emit.clone(), event.clone());
        handlers.push(Evented::on_leaflet_event(&marker, "click", move |_: leaflet::Event| {
            emit(pressed.clone());
        }));
        let emit = self.emit.clone();
        handlers.push(Evented::on_leaflet_event(&marker, "keydown", move |e: leaflet::Event| {
            if is_press(&e) {
                emit(event.clone());
            }
        }));
        Pinned { marker, handlers }
    }

    fn set_ring(&mut self, map: &leaflet::Map, r: &Ring) {
        self.drop_ring(&r.id);
        let options = CircleOptions::new();
        options.set_radius(r.radius_m);
        let state = if r.chosen { " on" } else { "" };
        let class = format!("acc {}{state}", shapes::colour_class(&r.category));
        ffi::set(&options, "className", &class.into());
        options.set_interactive(false);
        let circle = Circle::new_with_options(&lat_lng(r.at), &options);
        circle.add_to(map);
        self.rings.push((r.id.clone(), circle));
    }

    /// The reader's own position: a dot within the circle of its accuracy. Neither can be pressed.
    fn set_here(&mut self, map: &leaflet::Map, here: Option<&HereMark>) {
        self.drop_here();
        let Some((here, drawn)) = here.zip(svg::here()) else { return };
        let options = CircleOptions::new();
        options.set_radius(here.accuracy_m);
        options.set_interactive(false);
        ffi::set(&options, "className", &"here-acc".into());
        let circle = Circle::new_with_options(&lat_lng(here.at), &options);
        circle.add_to(map);
        let options = MarkerOptions::new();
        options.set_icon(icon(&drawn, 22.0, 22.0, 11.0, 11.0));
        options.set_interactive(false);
        options.set_keyboard(false);
        options.set_z_index_offset(1500.0);
        let marker = leaflet::Marker::new_with_options(&lat_lng(here.at), &options);
        marker.add_to(map);
        if let Some(element) = element_of(&marker) {
            // Set anew: the class of markers would make it look like one to be pressed.
            let _ = element.class_list().remove_1("pin");
            let _ = element.set_attribute("role", "img");
            let _ = element.set_attribute("aria-label", &here.name);
        }
        self.here = Some((circle, marker));
    }

    /// Positions to look at: they take neither clicks nor the focus.
    fn set_preview(&mut self, map: &leaflet::Map, dots: &[Dot]) {
        self.preview.drain(..).for_each(|m| {
            m.remove();
        });
        for dot in dots {
            let Some(drawn) = svg::dot(dot) else { continue };
            let options = MarkerOptions::new();
            options.set_icon(icon(&drawn, 24.0, 24.0, 12.0, 12.0));
            options.set_interactive(false);
            options.set_keyboard(false);
            options.set_z_index_offset(if dot.on { 3000.0 } else { 2500.0 });
            let marker = leaflet::Marker::new_with_options(&lat_lng(dot.at), &options);
            marker.add_to(map);
            if let Some(element) = element_of(&marker) {
                let _ = element.class_list().remove_1("pin");
                let _ = element.set_attribute("aria-hidden", "true");
            }
            self.preview.push(marker);
        }
    }

    fn drop_here(&mut self) {
        if let Some((circle, marker)) = self.here.take() {
            circle.remove();
            marker.remove();
        }
    }

    /// The places of the marker or cluster that has the focus.
    fn focused_places(&self) -> Option<Vec<PlaceId>> {
        let active = web_sys::window()?.document()?.active_element()?;
        let is = |p: &Pinned| {
            element_of(&p.marker).is_some_and(|e| e.is_same_node(Some(active.as_ref())))
        };
        self.pins.iter().find(|(_, p)| is(p)).map(|(ids, _)| ids.clone())
    }

    /// The first of the places that still stands alone, else the cluster it is in.
    fn refocus(&self, places: &[PlaceId]) {
        let holds = |ids: &[PlaceId], id: &PlaceId| ids.contains(id);
        let alone = places.iter().find_map(|id| self.pin_of(std::slice::from_ref(id)));
        let within = || {
            let first = places.first()?;
            self.pins.iter().position(|(ids, _)| holds(ids, first))
        };
        let pinned = alone.or_else(within).and_then(|i| self.pins.get(i));
        if let Some(element) = pinned.and_then(|(_, p)| element_of(&p.marker)) {
            let _ = element.focus();
        }
    }
}

impl Drop for Layers {
    fn drop(&mut self) {
        for (_, ring) in &self.rings {
            ring.remove();
        }
        self.drop_here();
    }
}

fn z_offset(m: &Marker) -> f64 {
    if m.chosen {
        2000.0
    } else if m.badge.is_some() {
        1000.0
    } else if m.category == crate::domain::Category::RedSite {
        300.0
    } else {
        0.0
    }
}

/// Names the marker's element and lets it take the focus only while it can be seen.
fn name(marker: &leaflet::Marker, text: &str, in_view: bool, chosen: bool) {
    let Some(element) = element_of(marker) else { return };
    let _ = element.set_attribute("role", "button");
    let _ = element.set_attribute("aria-label", text);
    element.set_tab_index(if in_view { 0 } else { -1 });
    let hide = if in_view {
        element.remove_attribute("aria-hidden")
    } else {
        element.set_attribute("aria-hidden", "true")
    };
    let _ = hide;
    let _ = if chosen {
        element.set_attribute("aria-current", "true")
    } else {
        element.remove_attribute("aria-current")
    };
}

fn element_of(marker: &leaflet::Marker) -> Option<HtmlElement> {
    marker.unchecked_ref::<MarkerExtra>().element()
}

fn icon(drawn: &HtmlElement, w: f64, h: f64, tip_x: f64, tip_y: f64) -> leaflet::Icon {
    let options = js_sys::Object::new();
    ffi::set(&options, "html", drawn);
    ffi::set(&options, "className", &"pin".into());
    ffi::set(&options, "iconSize", &ffi::pair(w, h));
    ffi::set(&options, "iconAnchor", &ffi::pair(tip_x, tip_y));
    ffi::div_icon(&options)
}

fn lat_lng(p: LonLat) -> LatLng {
    LatLng::new(p.lat(), p.lon())
}

/// Enter or the space bar on a marker, without a modifier.
fn is_press(e: &leaflet::Event) -> bool {
    let Some(original) = e.unchecked_ref::<Wrapped>().original() else { return false };
    let Some(key) = original.dyn_ref::<web_sys::KeyboardEvent>() else { return false };
    let pressed = matches!(key.key().as_str(), "Enter" | " ");
    if pressed {
        // The space bar must not scroll the page, and Leaflet must not also take the key.
        original.prevent_default();
        original.stop_propagation();
    }
    pressed
}
