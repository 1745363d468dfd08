//! The root component: state, loading and layout.

use super::asset::styled;
use super::chunk;
use super::load::{self, Source};
use super::parts::el::group;
use super::parts::{El, el};
use super::screen::{Memory, Screen, Viewport, focus_list};
use super::store::Store;
use super::views::bar::{self, bar};
use super::views::find::{self as field, find_field};
use super::views::grip::grip;
use super::views::hits::Parts;
use super::views::loading::loading;
use super::views::map_pane::{self, controls};
use super::views::panel::{filters, list, list_head, notice_list};
use super::views::tabs::tabs;
use super::views::wait::waiting;
use super::{asset, drop, router, storage};
use crate::domain::LonLat;
use crate::i18n::{Key, Lang};
use crate::map::component::BaseRef;
use crate::map::{MapEvent, MapView, Padding, Raster};
use crate::present::{names, notices, panel, scene, share};
use crate::state::{
    Action, BaseStatus, Link, LoadState, Page, Route, Sheet, State, Target, categories, find,
    reduce, select,
};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use gloo::utils::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Height of the phone's lowered sheet, in pixels.
const PEEK: f64 = 96.0;
/// The phone's tabs at the bottom, below map and sheet.
const TABS: f64 = 64.0;
/// Strip of map left above a full sheet.
const STRIP: f64 = 64.0;
/// Neat line and a little air on a desktop.
const FRAME: f64 = 24.0;
/// Bar and filter chips over the phone's map.
const PHONE_TOP: f64 = 124.0;

/// The style sheet of the import.
const IMPORT_SHEET: &str = "import.css";

/// The seal the page is delivered with (index.html), until a bundle brings its own.
const SEAL: &str = "金水";

/// What the root keeps between renders.
#[derive(Default)]
struct Kept {
    maker: RefCell<scene::SceneMaker>,
    list: RefCell<panel::PanelMaker>,
    memory: Memory,
    drag: Rc<Cell<Option<f64>>>,
}

/// The whole app.
#[component]
pub fn Root() -> Html {
    let store = use_reducer(|| {
        let s = State {
            lang: storage::lang().unwrap_or_default(),
            look: storage::look(),
            elder: storage::elder(),
            shortcuts: storage::shortcuts(),
            embed: router::embedded(),
            now: minutes(),
            ..State::default()
        };
        Store(reduce(s, Action::LinkOpened(Link::parse(&router::hash()))))
    });
    let base = use_state(|| None::<BaseRef>);
    let viewport = use_state(Viewport::now);
    let kept = use_memo((), |()| Kept::default());
    let dispatcher = store.dispatcher();
    // The same for ever: Leaflet's and the browser's listeners may keep it.
    let on = use_callback((), move |action: Action, ()| dispatcher.dispatch(action));
    let s: &State = &store.0;

    {
        let (on, set_base, set_size) = (on.clone(), base.setter(), viewport.setter());
        use_effect_with((), move |()| {
            read_base(&on, set_base);
            let listeners = follow_browser(&on, set_size);
            move || std::mem::drop(listeners)
        });
    }
    {
        let on = on.clone();
        use_effect_with(s.attempt, move |_| read_bundle(on));
    }
    {
        let (kept, on, keeper) = (kept.clone(), on.clone(), on.clone());
        let screen = Screen::of(s, &title(s), base.is_some());
        let complete = screen.complete();
        use_effect_with(screen, move |screen| screen.show(&kept.memory, &on));
        use_effect_with(complete, move |complete| {
            if *complete {
                chunk::preload(&keeper);
            }
        });
    }

    let explore = select::view_link(s, Route::Explore).to_hash();
    let view = match (&s.load, &s.route) {
        (LoadState::Failed(_), _) => "v-fault",
        (LoadState::Ready, Route::Place(_)) => "v-card",
        (LoadState::Ready, Route::Tour) => "v-tour",
        (LoadState::Ready, Route::Class) => "v-class",
        (LoadState::Ready, Route::Branch) => "v-branch",
        _ => "v-list",
    };
    let mut hits = hits(s, &on);
    let below_list = (hits.empty.take(), hits.told.take());
    let bar = bar(bar::Props {
        lang: s.lang,
        title: &title(s),
        district: &district(s),
        seal: if s.atlas.seal.is_empty() { SEAL } else { &s.atlas.seal },
        find: find_field(s, hits, &on),
        tabs: tabs(s),
        elder: s.elder,
        on: &on,
    });
    let below = match &s.load {
        LoadState::Loading { bytes } => loading(s.lang, *bytes),
        LoadState::Failed(why) => {
            let part = chunk::error_page(s, why, &on);
            chunk::now(part, chunk::preload_fault(), s, &on)
                .unwrap_or_else(|| el("main").class("fault").put(waiting(s, &on)))
                .html()
        }
        LoadState::Ready => body(s, *viewport, (*base).clone(), &kept, &explore, below_list, &on),
    };
    let embed = if s.embed { " embed" } else { "" };
    let class = ["shell ", view, " ", sheet_class(s.sheet), embed].concat();
    el("div")
        .attr("class", &class)
        .put(skip(s))
        .put(bar)
        .node(below)
        // Always there: one more child would have Yew build all the others anew.
        .put(el("div").maybe(dialog(s, &on)))
        .put(el("div").maybe(drop_target(s, &on)))
        .html()
}

/// The way past bar and filters, first in the page.
fn skip(s: &State) -> El {
    let press = Callback::from(|e: MouseEvent| {
        e.prevent_default();
        focus_list();
    });
    let words = if s.route.explores() { Key::SkipToList } else { Key::SkipToContent };
    el("a").class("skip").at("href", "#app").on_click(press).word(words.text(s.lang))
}

/// What the search gives, once someone has gone to its field; its code is in a chunk.
fn hits(s: &State, on: &Callback<Action>) -> Parts {
    if !find::wanted(s) || s.load != LoadState::Ready {
        return Parts::default();
    }
    let fetch = styled("search.css", chunk::preload_search());
    chunk::now(chunk::search_parts(s, on), fetch, s, on).unwrap_or_else(|| Parts {
        list: s.find.open.then(|| el("div").class("hits").put(waiting(s, on))),
        ..Parts::default()
    })
}

/// What the search has to say in the place of the list, and below it.
type BelowList = (Option<panel::Empty>, Option<El>);

/// The open dialog; its code is in a chunk.
fn dialog(s: &State, on: &Callback<Action>) -> Option<El> {
    s.dialog?;
    let title = title(s);
    chunk::now(chunk::dialog_box(s, &title, on), chunk::preload_dialog(), s, on).unwrap_or_else(
        || {
            let cancel = on.reform(|e: Event| {
                e.prevent_default();
                Action::CloseDialog
            });
            Some(el("dialog").class("dlg").on_cancel(cancel).put(waiting(s, on)))
        },
    )
}

/// What is shown while a file is dragged over the page.
fn drop_target(s: &State, on: &Callback<Action>) -> Option<El> {
    let fetch = asset::styled(IMPORT_SHEET, chunk::preload_import_target());
    s.dragging.then(|| chunk::now(chunk::import_target(s), fetch, s, on)).flatten()
}

/// The import of a file in the place of the list.
fn import_side(s: &State, handle: El, on: &Callback<Action>) -> El {
    let fetch = asset::styled(IMPORT_SHEET, chunk::preload_import());
    match chunk::now(chunk::import_panel(s, on), fetch, s, on) {
        Some(panel) => panel.put(handle),
        None => el("aside").key("import-wait").class("panel").put(handle).put(waiting(s, on)),
    }
}

/// Panel and map.
fn body(
    s: &State,
    viewport: Viewport,
    base: Option<BaseRef>,
    kept: &Kept,
    explore: &str,
    below_list: BelowList,
    on: &Callback<Action>,
) -> Html {
    let lang = s.lang;
    let on_event = on.reform(|event: MapEvent| match event {
        MapEvent::Moved(camera) => Action::Moved(camera),
        MapEvent::Chosen(id) => Action::Choose(id),
        MapEvent::Opened(target) => Action::Go(target),
        MapEvent::Pressed(at) => Action::Press(at),
        MapEvent::Backdrop(came) => Action::BackdropCame(came),
    });
    let legend = categories(s)
        .into_iter()
        .map(|c| {
            let name = names::category(lang, &s.atlas, &c);
            (c, name)
        })
        .collect();
    let over = controls(&map_pane::Props {
        lang,
        legend,
        camera: s.camera,
        whole: s.atlas.bounds.map(Target::Fit),
        base: base.as_ref().map(|b| &*b.0.source),
        backdrop: s.backdrop.filter(|_| s.backdrop_came == Some(true)),
        narrow: viewport.narrow(),
        here: s.here,
        card: s.chosen().is_some(),
        whole_map: s.embed.then(|| whole_map(s)),
        attribution: &s.atlas.attribution,
        on,
    });
    // What stands under the map: there, empty, in views that have nothing to put there.
    let (side, under) = match s.route {
        Route::Class => (class(s, base.as_ref(), kept, on), el("div").class("under")),
        Route::Tour => tour(s, kept, viewport.narrow(), on),
        _ => (side(s, kept, explore, below_list, on), el("div").class("under")),
    };
    let map = html! {
        <MapView name={Key::Map.text(lang)} home={home(s, viewport)} {base} {on_event}
            scene={Rc::new(kept.maker.borrow_mut().scene(s))} command={s.command}
            elder={s.elder || s.overlay().is_some_and(|o| o.large)} paint={s.paint}
            raster={raster(s)} over={s.backdrop_came == Some(true)}
            home_name={s.atlas.district.zh.clone()} padding={padding(s, viewport)}>
            { over }
        </MapView>
    };
    group(vec![side.html(), el("main").node(map).put(under).html()])
}

/// The pictures that are to lie under the places.
fn raster(s: &State) -> Option<Raster> {
    // One that did not come is let go, so that choosing it again asks it again.
    let backdrop = s.backdrop.filter(|_| s.backdrop_came != Some(false))?;
    let key = if backdrop.needs_key() { storage::tianditu_key() } else { String::new() };
    Some(Raster { backdrop, key })
}

/// The panel of the class view; its code and its style are in parts of their own.
fn class(s: &State, base: Option<&BaseRef>, kept: &Kept, on: &Callback<Action>) -> El {
    let handle = || grip(s.lang, s.sheet, &kept.drag, on);
    let part = chunk::class_panel(s, base.map(|b| &*b.0.source), handle(), on);
    let fetch = styled("class.css", chunk::preload_class());
    chunk::now(part, fetch, s, on).unwrap_or_else(|| {
        el("aside").key("class-wait").class("panel").put(handle()).put(waiting(s, on))
    })
}

/// The panel of the planner, and what stands under the map.
fn tour(s: &State, kept: &Kept, narrow: bool, on: &Callback<Action>) -> (El, El) {
    let fetch = styled("tour.css", chunk::preload_tour());
    let (view, under) = chunk::now(chunk::tour_panel(s, narrow, on), fetch, s, on)
        .unwrap_or_else(|| (waiting(s, on), el("div").class("under")));
    let panel = el("aside")
        .key("tour")
        .class("panel")
        .at("role", "region")
        .at("aria-label", Key::Tour.text(s.lang))
        .put(grip(s.lang, s.sheet, &kept.drag, on))
        .put(view);
    (panel, under)
}

/// The panel: the list, or the card of the chosen place; on a phone it is the sheet. Keys keep the two
/// apart, or the focus on a button of the one would stay on a button of the other.
fn side(
    s: &State,
    kept: &Kept,
    explore: &str,
    (empty, told): BelowList,
    on: &Callback<Action>,
) -> El {
    let lang = s.lang;
    let handle = grip(lang, s.sheet, &kept.drag, on);
    if s.importing && s.route.explores() {
        return import_side(s, handle, on);
    }
    let notices = notice_list(lang, &notices::notices(s), on);
    if let Some(place) = s.chosen() {
        let part = chunk::card_panel(s, explore, on);
        let Some((head, view)) = chunk::now(part, chunk::preload_card(), s, on).flatten() else {
            return el("aside").key("wait").class("panel").put(handle).put(waiting(s, on));
        };
        let scroll = el("div").class("scroll").key(place.id.as_str()).put(notices).put(view);
        return el("aside")
            .key("card")
            .class("panel")
            .at("role", "region")
            .label(s.lang.pick(&place.name))
            .put(handle)
            .put(head)
            .put(scroll);
    }
    if s.route == Route::Branch {
        let part = chunk::branch_panel(s, on);
        let fetch = styled("branch.css", chunk::preload_branch());
        let view = chunk::now(part, fetch, s, on).unwrap_or_else(|| waiting(s, on));
        let name = Key::Branch.text(lang);
        return el("aside")
            .key("branch")
            .class("panel")
            .at("role", "region")
            .at("aria-label", name)
            .put(el("div").class("scroll").put(notices).put(view));
    }
    let mut panel = kept.list.borrow_mut().panel(s);
    panel.empty = empty.or(panel.empty);
    let finer = chunk::now(chunk::finer_filters(s, on), chunk::preload_finer(), s, on);
    // Room for them, so that the list does not jump when they come.
    let (open, finer) =
        finer.unwrap_or_else(|| (None, el("div").class("finer coming").put(waiting(s, on))));
    let about = el("details")
        .class("about")
        .put(el("summary").word(Key::AboutSeries.text(lang)))
        .put(el("p").word(Key::SeriesRule.text(lang)));
    let own = (s.import != Page::default()).then(|| {
        let fetch = asset::styled(IMPORT_SHEET, chunk::preload_import_own());
        chunk::now(chunk::import_own(s, on), fetch, s, on).flatten()
    });
    let scroll = el("div")
        .class("scroll")
        .key("list")
        .put(notices)
        .put(el("div").maybe(own.flatten()))
        .node(list(lang, &panel, on))
        .maybe(told)
        .put(about);
    el("aside")
        .key("list")
        .class("panel")
        .put(handle)
        .put(filters(s, &panel, open, finer, on))
        .maybe(panel.empty.is_none().then(|| list_head(lang, &panel, on)))
        .put(scroll)
}

const fn sheet_class(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Peek => "sheet-peek",
        Sheet::Half => "sheet-half",
        Sheet::Full => "sheet-full",
    }
}

/// What the panel covers of the map.
fn padding(s: &State, v: Viewport) -> Padding {
    if !v.narrow() {
        return Padding { top: FRAME, right: FRAME, bottom: FRAME, left: FRAME };
    }
    // 长辈版 has no sheet: the map lies above the list; nor has what is shown to a class.
    if s.elder || s.overlay().is_some_and(|o| o.large) {
        return Padding::default();
    }
    let height = if s.embed { v.height } else { v.height - TABS };
    let bottom = match s.sheet {
        _ if s.embed && s.chosen().is_none() => 0.0,
        Sheet::Peek => PEEK,
        Sheet::Half => height * 0.485,
        Sheet::Full => height - STRIP,
    };
    let top = if s.embed { 0.0 } else { PHONE_TOP };
    Padding { top, right: 0.0, bottom, left: 0.0 }
}

/// The address of this view outside the page that frames it.
fn whole_map(s: &State) -> String {
    share::address(&window().location().href().unwrap_or_default(), false, &share::hash(s))
}

/// Minutes since 1970-01-01 00:00 UTC.
fn minutes() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // far below 2^53
    let now = (js_sys::Date::now() / 60_000.0).floor() as i64;
    now
}

/// Where the map looks at first.
fn home(s: &State, v: Viewport) -> Target {
    let start = if v.narrow() { s.atlas.start_phone.or(s.atlas.start) } else { s.atlas.start };
    match (start, s.atlas.bounds) {
        (Some((centre, zoom)), _) => Target::View(centre, zoom),
        (None, Some(bounds)) => Target::Fit(bounds),
        (None, None) => Target::View(LonLat::clamped(113.68, 34.77), 12.0),
    }
}

fn title(s: &State) -> String {
    let title = s.lang.pick(&s.atlas.title);
    // Until the bundle is read, the page keeps the title it was delivered with.
    if title.is_empty() { Key::PageTitle.text(s.lang).to_owned() } else { title.to_owned() }
}

fn district(s: &State) -> String {
    let (city, district) = (s.lang.pick(&s.atlas.city), s.lang.pick(&s.atlas.district));
    match s.lang {
        Lang::Zh => [city, district].concat(),
        Lang::En if city.is_empty() || district.is_empty() => [district, city].concat(),
        Lang::En => [district, ", ", city].concat(),
    }
}

/// Reads the bundle the page's address asks for.
fn read_bundle(on: Callback<Action>) {
    let source = Source::of_page();
    if let Some(host) = &source.foreign {
        on.emit(Action::Foreign(host.clone()));
    }
    spawn_local(async move {
        let progress = on.clone();
        let progress = Rc::new(move |bytes| progress.emit(Action::Progress(bytes)));
        on.emit(load::bundle(&source, progress).await);
    });
}

fn read_base(on: &Callback<Action>, set: UseStateSetter<Option<BaseRef>>) {
    let on = on.clone();
    spawn_local(async move {
        match load::base().await {
            Some(base) => {
                let status = if base.instead { BaseStatus::Instead } else { BaseStatus::Fine };
                set.set(Some(BaseRef(base)));
                on.emit(Action::Base(status));
            }
            None => on.emit(Action::Base(BaseStatus::Missing)),
        }
    });
}

/// Follows the address bar, the network and the window's size.
fn follow_browser(on: &Callback<Action>, set_size: UseStateSetter<Viewport>) -> Vec<EventListener> {
    let listen = |name: &'static str, act: Box<dyn Fn()>| {
        EventListener::new(&window(), name, move |_| act())
    };
    let online = |on: &Callback<Action>| {
        let on = on.clone();
        Box::new(move || on.emit(Action::Online(window().navigator().on_line())))
    };
    let (opened, painted, kept, composed) = (on.clone(), on.clone(), on.clone(), on.clone());
    online(on)();
    let clock = on.clone();
    // The app lives as long as the page: nobody stops the clock.
    Interval::new(60_000, move || clock.emit(Action::Now(minutes()))).forget();
    let mut all = vec![
        listen(
            "hashchange",
            Box::new(move || {
                opened.emit(Action::LinkOpened(Link::parse(&router::hash())));
            }),
        ),
        listen("redmap-look", Box::new(move || painted.emit(Action::Painted))),
        listen("redmap-offline", Box::new(move || kept.emit(Action::Kept(storage::kept())))),
        listen("online", online(on)),
        listen("offline", online(on)),
        listen("compositionend", Box::new(move || field::composed(&composed))),
        EventListener::new_with_options(
            &window(),
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            |e| {
                if let Some(e) = e.dyn_ref() {
                    field::slash(e);
                }
            },
        ),
        listen("resize", Box::new(move || set_size.set(Viewport::now()))),
    ];
    if !router::embedded() {
        all.extend(drop::listen(on));
    }
    all
}
