//! The map as a Yew component.

use super::base_canvas::Surroundings;
use super::frame_canvas::FrameCanvas;
use super::{MapEvent, MapHandle, Padding};
use crate::engine::base_map::{BaseMap, Rect};
use crate::present::diff::diff;
use crate::present::scene::Scene;
use crate::state::{CameraCommand, Target};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlCanvasElement, HtmlElement, ResizeObserver};
use yew::prelude::*;

/// A base map that compares by identity.
#[derive(Clone, Debug)]
pub struct BaseRef(pub Rc<BaseMap>);

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
    /// What the map tells.
    pub on_event: Callback<MapEvent>,
    /// Controls over the map; elements with `data-avoid` keep labels away.
    #[prop_or_default]
    pub children: Html,
}

/// What lives as long as the map.
#[derive(Default)]
struct Kept {
    handle: RefCell<Option<Rc<MapHandle>>>,
    scene: RefCell<Rc<Scene>>,
    obeyed: RefCell<u32>,
    observer: RefCell<Option<(ResizeObserver, Closure<dyn FnMut()>)>>,
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
        let kept = kept.clone();
        use_effect_with(props.base.clone(), move |base| {
            if let (Some(handle), Some(base)) = (kept.handle.borrow().as_ref(), base) {
                handle.set_base(base.0.clone());
                kept.on_event.borrow().emit(MapEvent::Drawn);
            }
        });
    }
    {
        let (kept, outer) = (kept.clone(), outer.clone());
        let home_name = props.home_name.to_string();
        use_effect_with((props.scene.clone(), props.padding, props.name.clone()), move |dep| {
            let (scene, padding, _) = dep;
            let handle = kept.handle.borrow().clone();
            let Some(handle) = handle else { return };
            handle.set_padding(*padding);
            let old = kept.scene.replace(scene.clone());
            handle.apply(diff(&old, scene));
            let (avoid, inset) = interface(&outer);
            handle.set_around(Surroundings { scene: (**scene).clone(), avoid, home_name, inset });
        });
    }
    {
        let kept = kept.clone();
        use_effect_with(props.command, move |command| {
            let handle = kept.handle.borrow().clone();
            if let (Some(handle), Some(c)) = (handle, command) {
                let already = kept.obeyed.replace(c.serial);
                if already != c.serial {
                    handle.obey(c.target, c.animate);
                }
            }
        });
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
