//! The map as a Yew component.

use super::base_canvas::Surroundings;
use super::frame_canvas::FrameCanvas;
use super::{BaseTiles, MapEvent, MapHandle, Padding, Raster, svg};
use crate::engine::base_map::Rect;
use crate::present::diff::diff;
use crate::present::scene::Scene;
use crate::state::{CameraCommand, Target};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlCanvasElement, HtmlElement, ResizeObserver};
use yew::prelude::*;

/// A base map that compares by identity.
#[derive(Clone, Debug)]
pub struct BaseRef(pub Rc<BaseTiles>);

impl PartialEq for BaseRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the map shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Name of the region for screen readers.
    pub name: AttrValue,
    /// Where to look at first.
    pub home: Target,
    /// Markers, clusters and circles.
    pub scene: Rc<Scene>,
    /// The last order.
    pub command: Option<CameraCommand>,
    /// The base map, once read.
    pub base: Option<BaseRef>,
    /// Name of the district, as the base map writes it.
    pub home_name: AttrValue,
    /// What panels cover.
    pub padding: Padding,
    /// 长辈版: larger markers and words.
    pub elder: bool,
    /// Grows with every change of colours.
    pub paint: u32,
    /// Pictures of a provider, where the reader has chosen some.
    pub raster: Option<Raster>,
    /// Whether they are there: the base map then leaves the ground to them.
    pub over: bool,
    /// What the map tells.
    pub on_event: Callback<MapEvent>,
    /// Controls over the map; elements with `data-avoid` keep labels away.
    #[prop_or_default]
    pub children: Html,
}

/// What the map has been told.
#[derive(Clone, PartialEq)]
struct Shown {
    scene: Rc<Scene>,
    padding: Padding,
    command: Option<CameraCommand>,
    base: Option<BaseRef>,
    home_name: AttrValue,
    // In another language the controls, and so the room for labels, have another size.
    name: AttrValue,
    elder: bool,
    paint: u32,
    raster: Option<Raster>,
    over: bool,
}

impl Shown {
    /// Tells the map what has changed.
    fn bring(&self, kept: &Kept, outer: &NodeRef) {
        let handle = kept.handle.borrow().clone();
        let Some(handle) = handle else { return };
        handle.set_padding(self.padding);
        let mut old = kept.scene.replace(self.scene.clone());
        if kept.elder.replace(self.elder) != self.elder {
            // All in another size: what is there goes, and everything comes anew.
            handle.apply(diff(&old, &Scene::default()));
            handle.set_scale(if self.elder { svg::ELDER } else { 1.0 });
            old = Rc::default();
        }
        handle.apply(diff(&old, &self.scene));
        let (avoid, inset) = interface(outer);
        let (scene, home_name) = ((*self.scene).clone(), self.home_name.to_string());
        let (elder, paint, over) = (self.elder, self.paint, self.over);
        let around = Surroundings { scene, avoid, home_name, inset, elder, paint, over };
        let base = self.base.as_ref().filter(|_| !kept.based.replace(true));
        handle.set_around(around, base.map(|b| b.0.clone()));
        handle.set_raster(self.raster.clone());
        if let Some(c) = self.command
            && kept.obeyed.replace(c.serial) != c.serial
        {
            handle.obey(c.target, c.animate);
        }
    }
}

/// A resize observer, and its callback, which must live as long.
type Observer = (ResizeObserver, Closure<dyn FnMut()>);

/// What lives as long as the map.
#[derive(Default)]
struct Kept {
    handle: RefCell<Option<Rc<MapHandle>>>,
    scene: RefCell<Rc<Scene>>,
    obeyed: RefCell<u32>,
    based: Cell<bool>,
    elder: Cell<bool>,
    observer: RefCell<Option<Observer>>,
    // The callback changes with every render; Leaflet's listeners keep this cell instead.
    on_event: RefCell<Callback<MapEvent>>,
}

/// The map and the controls on it.
#[component]
pub fn MapView(props: &Props) -> Html {
    let host = use_node_ref();
    let frame = use_node_ref();
    let outer = use_node_ref();
    let kept = use_memo((), |()| Kept::default());
    *kept.on_event.borrow_mut() = props.on_event.clone();

    {
        let (kept, host, frame) = (kept.clone(), host.clone(), frame.clone());
        let first = props.command.map_or(props.home, |c| c.target);
        let (padding, serial) = (props.padding, props.command.map_or(0, |c| c.serial));
        use_effect_with((), move |()| {
            start(&kept, &host, &frame, first, padding);
            *kept.obeyed.borrow_mut() = serial;
            move || {
                if let Some((observer, _)) = kept.observer.borrow_mut().take() {
                    observer.disconnect();
                }
                kept.handle.borrow_mut().take();
            }
        });
    }
    {
        let outer = outer.clone();
        let shown = Shown {
            scene: props.scene.clone(),
            padding: props.padding,
            command: props.command,
            base: props.base.clone(),
            home_name: props.home_name.clone(),
            name: props.name.clone(),
            elder: props.elder,
            paint: props.paint,
            raster: props.raster.clone(),
            over: props.over,
        };
        use_effect_with(shown, move |shown| shown.bring(&kept, &outer));
    }
    html! {
        <div class="map" role="region" aria-label={props.name.clone()} ref={outer}>
            <div class="host" ref={host}></div>
            <canvas class="neat" ref={frame} aria-hidden="true"></canvas>
            { props.children.clone() }
        </div>
    }
}

fn start(kept: &Rc<Kept>, host: &NodeRef, frame: &NodeRef, first: Target, padding: Padding) {
    let Some(element) = host.cast::<HtmlElement>() else { return };
    // Weak: the map's listeners must not keep the component that owns the map.
    let weak = Rc::downgrade(kept);
    let emit = Rc::new(move |event| {
        if let Some(kept) = weak.upgrade() {
            let callback = kept.on_event.borrow().clone();
            callback.emit(event);
        }
    });
    let Ok(handle) = MapHandle::new(&element, first, padding, emit) else { return };
    let handle = Rc::new(handle);
    handle.set_frame(frame.cast::<HtmlCanvasElement>().and_then(FrameCanvas::new));
    let weak = Rc::downgrade(&handle);
    let resized = Closure::<dyn FnMut()>::new(move || {
        if let Some(handle) = weak.upgrade() {
            handle.resized();
        }
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&element);
        *kept.observer.borrow_mut() = Some((observer, resized));
    }
    let camera = handle.camera();
    *kept.handle.borrow_mut() = Some(handle);
    kept.on_event.borrow().emit(MapEvent::Moved(camera));
}

/// Boxes of the controls over the map, and the width of the neat line.
fn interface(outer: &NodeRef) -> (Vec<Rect>, f64) {
    let Some(outer) = outer.cast::<Element>() else { return (Vec::new(), 0.0) };
    let origin = outer.get_bounding_client_rect();
    let mut out = Vec::new();
    if let Ok(list) = outer.query_selector_all("[data-avoid]") {
        for i in 0..list.length() {
            let Some(element) = list.item(i).and_then(|n| n.dyn_into::<Element>().ok()) else {
                continue;
            };
            let b = element.get_bounding_client_rect();
            if b.width() > 0.0 {
                let (x, y) = (b.left() - origin.left(), b.top() - origin.top());
                out.push(Rect::new(x - 6.0, y - 6.0, x + b.width() + 6.0, y + b.height() + 6.0));
            }
        }
    }
    let framed = outer.query_selector("canvas.neat").ok().flatten();
    let inset = if framed.is_some_and(|c| c.client_width() > 0) { 22.0 } else { 4.0 };
    (out, inset)
}
