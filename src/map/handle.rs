//! The map itself: made once, told what to show, asked where it looks.

use super::base_canvas::{BaseCanvas, Surroundings};
use super::ffi::{Press, ZoomAnim};
use super::frame_canvas::FrameCanvas;
use super::layers::{Emit, Layers};
use super::raster::{self, Pictures, Raster, Step};
use super::{BaseTiles, MapEvent, Padding};
use crate::domain::{Bounds, LonLat};
use crate::present::diff::MapOp;
use crate::state::{Camera, Target};
use leaflet::{Evented, EventedHandle, LatLng, LatLngBounds, MapOptions, Point};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// Zoom levels the map allows.
pub const ZOOM: (f64, f64) = (9.0, 18.0);

/// How far from the edge of the uncovered part a revealed place must stay, in pixels.
const COMFORT: f64 = 56.0;

/// Parts that Leaflet's listeners share with the handle.
struct Shared {
    map: leaflet::Map,
    base: RefCell<Option<BaseCanvas>>,
    frame: RefCell<Option<FrameCanvas>>,
    around: RefCell<Surroundings>,
    padding: RefCell<Padding>,
    emit: Emit,
    raster: RefCell<Option<Raster>>,
    pictures: RefCell<Option<Pictures>>,
}

/// A Leaflet map. Dropping it takes the listeners, then the map, off the page.
pub struct MapHandle {
    shared: Rc<Shared>,
    layers: RefCell<Option<Layers>>,
    handlers: RefCell<Vec<EventedHandle<leaflet::Event>>>,
}

/// What the map does on an event of Leaflet.
type Act = Box<dyn Fn(&Shared, leaflet::Event)>;

impl MapHandle {
    /// Makes a map in an element and looks at `first`.
    ///
    /// # Errors
    /// Leaflet's own error, e.g. when the element holds a map already.
    pub fn new(
        element: &HtmlElement,
        first: Target,
        padding: Padding,
        emit: Emit,
    ) -> Result<Self, JsValue> {
        let options = MapOptions::new();
        options.set_zoom_control(false);
        options.set_attribution_control(false);
        options.set_zoom_snap(0.5);
        options.set_zoom_delta(1.0);
        options.set_wheel_px_per_zoom_level(90.0);
        options.set_min_zoom(ZOOM.0);
        options.set_max_zoom(ZOOM.1);
        if reduced_motion() {
            options.set_zoom_animation(false);
            options.set_inertia(false);
        }
        let map = leaflet::Map::new_with_element(element, &options)?;
        let shared = Rc::new(Shared {
            map,
            base: RefCell::default(),
            frame: RefCell::new(None),
            around: RefCell::default(),
            padding: RefCell::new(padding),
            emit: emit.clone(),
            raster: RefCell::default(),
            pictures: RefCell::default(),
        });
        let handle = Self {
            shared,
            layers: RefCell::new(Some(Layers::new(emit))),
            handlers: RefCell::default(),
        };
        // A map that has looked nowhere yet cannot tell what is in sight.
        let first = match first {
            Target::Reveal(at, zoom) => Target::View(at, zoom),
            Target::ZoomBy(_) => Target::View(LonLat::clamped(113.68, 34.77), 12.0),
            view => view,
        };
        handle.obey(first, false);
        handle.listen();
        Ok(handle)
    }

    /// Puts the neat line around the map.
    pub fn set_frame(&self, frame: Option<FrameCanvas>) {
        *self.shared.frame.borrow_mut() = frame;
        self.shared.draw();
    }

    /// Carries out changes of markers, clusters and circles.
    pub fn apply(&self, ops: Vec<MapOp>) {
        if let Some(layers) = self.layers.borrow_mut().as_mut() {
            layers.apply(&self.shared.map, ops);
        }
    }

    /// Draws everything that stands on the map in another size from now on.
    pub fn set_scale(&self, scale: f64) {
        if let Some(layers) = self.layers.borrow_mut().as_mut() {
            layers.set_scale(scale);
        }
    }

    /// Tells the labels what stands on the map and what covers it, and draws them; a base map that
    /// comes along lies under everything from now on.
    pub fn set_around(&self, around: Surroundings, base: Option<Rc<BaseTiles>>) {
        *self.shared.around.borrow_mut() = around;
        if let Some(base) = base {
            let shared = Rc::downgrade(&self.shared);
            let again = Rc::new(move || {
                if let Some(shared) = shared.upgrade() {
                    shared.draw();
                }
            });
            *self.shared.base.borrow_mut() = BaseCanvas::new(&self.shared.map, base, again);
        }
        self.shared.draw();
    }

    /// Puts pictures of a provider under everything, or takes them away.
    pub fn set_raster(&self, wanted: Option<Raster>) {
        let shared = &self.shared;
        if *shared.raster.borrow() == wanted {
            return;
        }
        (*shared.raster.borrow_mut()).clone_from(&wanted);
        if let Some(old) = shared.pictures.take() {
            old(&shared.map, Step::Gone);
        }
        let Some(wanted) = wanted else { return };
        let weak = Rc::downgrade(shared);
        spawn_local(async move {
            let fetched = raster::preload_raster().await;
            let Some(shared) = weak.upgrade() else { return };
            // The reader may have chosen otherwise meanwhile.
            if shared.raster.borrow().as_ref() != Some(&wanted) {
                return;
            }
            let made = match fetched {
                Ok(()) => raster::pictures(&shared.map, &wanted, &shared.emit).await,
                Err(e) => Err(e),
            };
            match made {
                Ok(pictures) => *shared.pictures.borrow_mut() = Some(pictures),
                Err(_) => (shared.emit)(MapEvent::Backdrop(false)),
            }
        });
    }

    /// Says which part of the map panels cover from now on.
    pub fn set_padding(&self, padding: Padding) {
        *self.shared.padding.borrow_mut() = padding;
        // For www/leaflet/leaflet.mjs: where a marker may stand that takes the focus.
        let room = options(&[
            ("paddingTopLeft", super::ffi::pair(padding.left + COMFORT, padding.top + COMFORT)),
            (
                "paddingBottomRight",
                super::ffi::pair(padding.right + COMFORT, padding.bottom + COMFORT),
            ),
        ]);
        super::ffi::set(self.shared.map.unchecked_ref(), "covered", &room);
    }

    /// Draws again, e.g. in other colours.
    pub fn redraw(&self) {
        self.shared.draw();
    }

    /// The container has another size.
    pub fn resized(&self) {
        self.shared.map.invalidate_size(false);
    }

    /// Where the map looks.
    #[must_use]
    pub fn camera(&self) -> Camera {
        self.shared.camera()
    }

    /// Sends the map somewhere.
    pub fn obey(&self, target: Target, animate: bool) {
        let animate = animate && !reduced_motion();
        match target {
            Target::View(centre, zoom) => self.look_at(centre, zoom, animate),
            Target::ZoomBy(levels) => {
                let camera = self.camera();
                self.look_at(camera.centre, camera.zoom + levels, animate);
            }
            Target::PanBy(right, down) => {
                let map = &self.shared.map;
                let at = map.project_with_zoom(&map.get_center(), map.get_zoom());
                let moved = Point::new(at.x() + right, at.y() + down);
                let middle = map.unproject_with_zoom(&moved, map.get_zoom());
                let choices = options(&[("animate", animate.into())]);
                map.set_view_with_options(&middle, map.get_zoom(), &choices);
            }
            Target::Reveal(at, least) => {
                let zoom = self.shared.map.get_zoom();
                if zoom < least || !self.is_comfortable(at) {
                    self.look_at(at, zoom.max(least), animate);
                }
            }
            Target::Fit(bounds) => self.fit(&bounds, animate),
        }
    }

    /// Looks so that `centre` stands in the middle of the uncovered part.
    fn look_at(&self, centre: LonLat, zoom: f64, animate: bool) {
        let map = &self.shared.map;
        let zoom = zoom.clamp(ZOOM.0, ZOOM.1);
        let size = map.get_size();
        let (x, y) = self.shared.padding.borrow().middle(size.x(), size.y());
        let at = map.project_with_zoom(&LatLng::new(centre.lat(), centre.lon()), zoom);
        let moved = Point::new(at.x() + size.x() / 2.0 - x, at.y() + size.y() / 2.0 - y);
        let middle = map.unproject_with_zoom(&moved, zoom);
        map.set_view_with_options(&middle, zoom, &options(&[("animate", animate.into())]));
    }

    fn fit(&self, bounds: &Bounds, animate: bool) {
        let (sw, ne) = (bounds.south_west, bounds.north_east);
        let corners =
            LatLngBounds::new(&LatLng::new(sw.lat(), sw.lon()), &LatLng::new(ne.lat(), ne.lon()));
        let size = self.shared.map.get_size();
        let p = self.shared.padding.borrow().within(size.x(), size.y());
        let choices = options(&[
            ("animate", animate.into()),
            ("paddingTopLeft", super::ffi::pair(p.left + 8.0, p.top + 8.0)),
            ("paddingBottomRight", super::ffi::pair(p.right + 8.0, p.bottom + 8.0)),
        ]);
        self.shared.map.fit_bounds_with_options(&corners, &choices);
    }

    /// Whether a place stands well inside the uncovered part.
    fn is_comfortable(&self, at: LonLat) -> bool {
        let map = &self.shared.map;
        let point = map.lat_lng_to_container_point(&LatLng::new(at.lat(), at.lon()));
        let size = map.get_size();
        let p = self.shared.padding.borrow().within(size.x(), size.y());
        point.x() > p.left + COMFORT
            && point.x() < size.x() - p.right - COMFORT
            && point.y() > p.top + COMFORT
            && point.y() < size.y() - p.bottom - COMFORT
    }

    fn listen(&self) {
        let mut handlers = self.handlers.borrow_mut();
        let map = &self.shared.map;
        let mut on = |event: &'static str, act: Act| {
            // Weak, or the listeners would keep the map they listen to.
            let shared = Rc::downgrade(&self.shared);
            handlers.push(Evented::on_leaflet_event(&map, event, move |e: leaflet::Event| {
                if let Some(shared) = shared.upgrade() {
                    act(&shared, e);
                }
            }));
        };
        on(
            "moveend",
            Box::new(|s, _| {
                s.draw();
                s.picture(Step::Rest);
                (s.emit)(MapEvent::Moved(s.camera()));
            }),
        );
        on(
            "click",
            Box::new(|s, e| {
                let at = e.unchecked_ref::<Press>().at();
                (s.emit)(MapEvent::Pressed(LonLat::clamped(at.lng(), at.lat())));
            }),
        );
        on(
            "resize",
            Box::new(|s, _| {
                s.draw();
                s.picture(Step::Rest);
            }),
        );
        on("move", Box::new(|s, _| s.moved()));
        on(
            "zoomanim",
            Box::new(|s, e| {
                let to = e.unchecked_ref::<ZoomAnim>();
                if let Some(base) = s.base.borrow().as_ref() {
                    base.follow(&s.map, &to.center(), to.zoom());
                }
                s.picture(Step::Follow(to.center(), to.zoom()));
            }),
        );
        on(
            "zoom",
            Box::new(|s, _| {
                if let Some(base) = s.base.borrow().as_ref() {
                    base.follow(&s.map, &s.map.get_center(), s.map.get_zoom());
                }
                s.picture(Step::Follow(s.map.get_center(), s.map.get_zoom()));
            }),
        );
    }
}

impl Shared {
    fn camera(&self) -> Camera {
        let size = self.map.get_size();
        let (x, y) = self.padding.borrow().middle(size.x(), size.y());
        let centre = self.map.container_point_to_lat_lng(&Point::new(x, y));
        let bounds = self.map.get_bounds();
        let (sw, ne) = (bounds.get_south_west(), bounds.get_north_east());
        Camera {
            centre: LonLat::clamped(centre.lng(), centre.lat()),
            zoom: self.map.get_zoom(),
            bounds: Bounds::from_bbox([sw.lng(), sw.lat(), ne.lng(), ne.lat()]),
        }
    }

    fn picture(&self, step: Step) {
        let pictures = self.pictures.borrow().clone();
        if let Some(pictures) = pictures {
            pictures(&self.map, step);
        }
    }

    fn draw(&self) {
        if let Some(base) = self.base.borrow_mut().as_mut() {
            base.draw(&self.map, &self.around.borrow());
        }
        self.draw_frame();
    }

    /// While the map is dragged: the frame's figures run along, the base is drawn anew when spent.
    fn moved(&self) {
        self.draw_frame();
        if let Some(base) = self.base.borrow_mut().as_mut() {
            let zoom = self.map.get_zoom();
            let resting = (zoom * 2.0).fract() == 0.0;
            if resting && base.is_spent(&self.map) {
                base.draw(&self.map, &self.around.borrow());
            }
        }
    }

    fn draw_frame(&self) {
        if let Some(frame) = self.frame.borrow().as_ref() {
            frame.draw(&self.map);
        }
    }
}

impl Drop for MapHandle {
    fn drop(&mut self) {
        self.handlers.borrow_mut().clear();
        self.layers.borrow_mut().take();
        if let Some(pictures) = self.shared.pictures.take() {
            pictures(&self.shared.map, Step::Gone);
        }
        self.shared.base.borrow_mut().take();
        self.shared.frame.borrow_mut().take();
        self.shared.map.stop();
        self.shared.map.remove();
    }
}

fn options(pairs: &[(&str, JsValue)]) -> JsValue {
    let made = js_sys::Object::new();
    for (key, value) in pairs {
        super::ffi::set(&made, key, value);
    }
    made.into()
}

/// Whether the reader asked the system for less motion.
#[must_use]
pub fn reduced_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let list = web_sys::window().and_then(|w| w.match_media(query).ok().flatten());
    list.is_some_and(|l| l.matches())
}
