//! Pictures of a provider under the places, in a part of the program of its own: most readers stay
//! with the base map, and nothing is fetched for them.

// A chunk that does not come is an error, so its function gives a `Result`.
#![allow(clippy::unnecessary_wraps)]

use super::MapEvent;
use super::ffi::MapExtra;
use super::layers::Emit;
use crate::domain::LonLat;
use crate::domain::backdrop::Backdrop;
use crate::domain::mercator::{TILE, World};
use crate::json::decimal;
use crate::tiles::cover;
use gloo::timers::callback::Timeout;
use leaflet::LatLng;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlElement;

/// What is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// The provider.
    pub backdrop: Backdrop,
    /// The reader's own key, where the provider asks for one.
    pub key: String,
}

/// What the map tells the pictures.
pub enum Step {
    /// The map rests: what is in sight is fetched.
    Rest,
    /// The map goes to a centre and zoom.
    Follow(LatLng, f64),
    /// The reader has chosen otherwise.
    Gone,
}

/// Follows the map.
pub type Pictures = Rc<dyn Fn(&leaflet::Map, Step)>;

/// How long nothing may come until the provider counts as out of reach, in milliseconds.
const PATIENCE: u32 = 12_000;

/// Zooms all providers have.
const ZOOMS: (f64, f64) = (3.0, 18.0);

/// Room around what is seen that is fetched, too, in tiles: GCJ-02 lies up to 700 m off.
const AROUND: f64 = 0.6;

/// Puts pictures under the map.
///
/// # Errors
/// When the chunk could not be fetched.
#[wasm_split(raster, fallible, preload(
    /// Fetches the chunk of the pictures.
    ///
    /// # Errors
    /// When it could not be fetched.
    preload_raster
))]
pub fn pictures(
    map: &leaflet::Map,
    raster: &Raster,
    emit: &Emit,
) -> Result<Pictures, SplitLoaderError> {
    if raster.backdrop.needs_key() && raster.key.is_empty() {
        // Nothing is asked for that is refused for certain.
        emit(MapEvent::Backdrop(false));
        return Ok(Rc::new(|_, _| ()));
    }
    let layer = Layer::new(map, raster.clone(), emit.clone());
    layer.rest(map);
    Ok(Rc::new(move |map: &leaflet::Map, step| match step {
        Step::Rest => layer.rest(map),
        Step::Follow(centre, zoom) => layer.place(map, &centre, zoom),
        Step::Gone => layer.clear(),
    }))
}

/// A picture, and what is done when it has come or not.
struct Picture {
    tile: (u32, u32, u32),
    element: HtmlElement,
    done: Rc<Cell<bool>>,
    _heard: [Closure<dyn FnMut()>; 2],
}

struct Layer {
    pane: HtmlElement,
    raster: Raster,
    emit: Emit,
    pictures: RefCell<Vec<Picture>>,
    /// The zoom whose pictures are wanted.
    zoom: Cell<u32>,
    came: Cell<bool>,
    failed: Cell<u32>,
    waiting: RefCell<Option<Timeout>>,
}

impl Layer {
    fn new(map: &leaflet::Map, raster: Raster, emit: Emit) -> Rc<Self> {
        // Undefined, whatever the binding says, where there is none yet.
        let known = map.get_pane_by_name("raster");
        let pane = if known.is_undefined() { map.create_pane_by_name("raster") } else { known };
        // Below the base map's canvas (150), which draws names, routes and the boundary over them.
        let _ = pane.style().set_property("z-index", "140");
        let _ = pane.style().set_property("pointer-events", "none");
        Rc::new_cyclic(|weak: &Weak<Self>| {
            let weak = weak.clone();
            let late = Timeout::new(PATIENCE, move || {
                if let Some(layer) = weak.upgrade().filter(|l| !l.came.get()) {
                    (layer.emit)(MapEvent::Backdrop(false));
                }
            });
            Self {
                pane,
                raster,
                emit,
                pictures: RefCell::default(),
                zoom: Cell::new(0),
                came: Cell::new(false),
                failed: Cell::new(0),
                waiting: RefCell::new(Some(late)),
            }
        })
    }

    /// Fetches what is in sight, and lets go of what no longer is.
    fn rest(self: &Rc<Self>, map: &leaflet::Map) {
        let bounds = map.get_bounds();
        let corner = |p: &LatLng| World::from(LonLat::clamped(p.lng(), p.lat()));
        let (north_west, south_east) =
            (corner(&bounds.get_north_west()), corner(&bounds.get_south_east()));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 3 to 18
        let zoom = map.get_zoom().round().clamp(ZOOMS.0, ZOOMS.1) as u8;
        let room = TILE / f64::from(zoom).exp2() * AROUND;
        let wanted: Vec<(u32, u32, u32)> = cover(
            World { x: north_west.x - room, y: north_west.y - room },
            World { x: south_east.x + room, y: south_east.y + room },
            zoom,
        )
        .into_iter()
        .map(|t| (u32::from(t.z), t.x, t.y))
        .collect();
        let zoom = u32::from(zoom);
        self.zoom.set(zoom);
        self.pictures.borrow_mut().retain(|p| {
            // Pictures of the zoom before stand in until the new ones are there.
            let keep = if p.tile.0 == zoom { wanted.contains(&p.tile) } else { p.done.get() };
            if !keep {
                p.element.remove();
            }
            keep
        });
        for tile in wanted {
            if !self.pictures.borrow().iter().any(|p| p.tile == tile) {
                for address in self.raster.backdrop.addresses(tile, &self.raster.key) {
                    if let Some(picture) = self.ask(tile, &address) {
                        self.pictures.borrow_mut().push(picture);
                    }
                }
            }
        }
        self.place(map, &map.get_center(), map.get_zoom());
        self.settle();
    }

    /// Asks for a picture.
    fn ask(self: &Rc<Self>, tile: (u32, u32, u32), address: &str) -> Option<Picture> {
        let element: HtmlElement =
            self.pane.owner_document()?.create_element("img").ok()?.unchecked_into();
        element.set_class_name("leaflet-zoom-animated raster");
        let style = element.style();
        for (key, value) in [
            ("position", "absolute"),
            ("left", "0"),
            ("top", "0"),
            ("width", "256px"),
            ("height", "256px"),
            ("max-width", "none"),
            ("visibility", "hidden"),
        ] {
            let _ = style.set_property(key, value);
        }
        // Nothing is told that is not on the map: the places are.
        let _ = element.set_attribute("alt", "");
        let done = Rc::new(Cell::new(false));
        let hear = |good: bool| {
            let (layer, done, element) = (Rc::downgrade(self), done.clone(), element.clone());
            Closure::<dyn FnMut()>::new(move || {
                done.set(true);
                if good {
                    let _ = element.style().set_property("visibility", "inherit");
                }
                if let Some(layer) = layer.upgrade() {
                    layer.heard(good);
                }
            })
        };
        let heard = [hear(true), hear(false)];
        element.set_onload(Some(heard[0].as_ref().unchecked_ref()));
        element.set_onerror(Some(heard[1].as_ref().unchecked_ref()));
        self.pane.append_child(&element).ok()?;
        let _ = element.set_attribute("src", address);
        Some(Picture { tile, element, done, _heard: heard })
    }

    fn heard(&self, good: bool) {
        if good && !self.came.replace(true) {
            self.waiting.borrow_mut().take();
            (self.emit)(MapEvent::Backdrop(true));
        }
        if !good {
            self.failed.set(self.failed.get() + 1);
            let all = self.pictures.borrow().iter().all(|p| p.done.get());
            if !self.came.get() && (all || self.failed.get() == 6) {
                self.waiting.borrow_mut().take();
                (self.emit)(MapEvent::Backdrop(false));
            }
        }
        self.settle();
    }

    /// Lets go of the pictures of another zoom once all of this one are there.
    fn settle(&self) {
        let zoom = self.zoom.get();
        let Ok(mut pictures) = self.pictures.try_borrow_mut() else { return };
        if pictures.iter().all(|p| p.tile.0 != zoom || p.done.get()) {
            pictures.retain(|p| {
                if p.tile.0 != zoom {
                    p.element.remove();
                }
                p.tile.0 == zoom
            });
        }
    }

    /// Puts every picture where it belongs at a centre and zoom.
    fn place(&self, map: &leaflet::Map, centre: &LatLng, zoom: f64) {
        let origin = map.unchecked_ref::<MapExtra>().new_pixel_origin(centre, zoom);
        let k = zoom.exp2();
        let backdrop = self.raster.backdrop;
        for picture in self.pictures.borrow().iter() {
            let [a, b, c] = backdrop
                .corners(picture.tile)
                .map(|w| (w.x * k - origin.x(), w.y * k - origin.y()));
            let number = |v: f64| decimal::fixed(v, 6);
            let matrix = [
                (b.0 - a.0) / TILE,
                (b.1 - a.1) / TILE,
                (c.0 - a.0) / TILE,
                (c.1 - a.1) / TILE,
                a.0,
                a.1,
            ]
            .map(number)
            .join(",");
            let style = picture.element.style();
            let _ = style.set_property("transform", &["matrix(", &matrix, ")"].concat());
        }
    }

    fn clear(&self) {
        self.waiting.borrow_mut().take();
        for picture in self.pictures.borrow_mut().drain(..) {
            picture.element.set_onload(None);
            picture.element.set_onerror(None);
            picture.element.remove();
        }
    }
}
