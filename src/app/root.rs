//! The root component: state, loading and layout.

use super::load::{self, Source};
use super::parts::el::group;
use super::parts::{El, el};
use super::screen::{Screen, Viewport, focus_list};
use super::store::Store;
use super::views::bar::{self, bar};
use super::views::card::{card_head, card_view};
use super::views::error::ErrorView;
use super::views::grip::grip;
use super::views::loading::loading;
use super::views::map_pane::{self, controls};
use super::views::panel::{filters, list, list_head, notice_list};
use super::{router, storage};
use crate::domain::LonLat;
use crate::i18n::{Key, Lang};
use crate::map::component::BaseRef;
use crate::map::{MapEvent, MapView, Padding};
use crate::present::{card, error_page, names, notices, panel, scene};
use crate::state::{
    Action, BaseStatus, Link, LoadState, Route, Sheet, State, Target, reduce, select,
};
use gloo::events::EventListener;
use gloo::utils::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Height of the phone's lowered sheet, in pixels.
const PEEK: f64 = 96.0;
/// Strip of map left above a full sheet.
const STRIP: f64 = 64.0;
/// Neat line and a little air on a desktop.
const FRAME: f64 = 24.0;
/// Bar and filter chips over the phone's map.
const PHONE_TOP: f64 = 124.0;

/// The seal the page is delivered with (index.html), until a bundle brings its own.
const SEAL: &str = "金水";

/// What the root keeps between renders.
#[derive(Default)]
struct Kept {
    maker: RefCell<scene::SceneMaker>,
    chosen: RefCell<Option<String>>,
    drag: Rc<Cell<Option<f64>>>,
}

/// The whole app.
#[component]
pub fn Root() -> Html {
    let store = use_reducer(|| {
        let s = State { lang: storage::lang().unwrap_or_default(), ..State::default() };
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
            move || drop(listeners)
        });
    }
    {
        let on = on.clone();
        use_effect_with(s.attempt, move |_| read_bundle(on));
    }
    {
        let kept = kept.clone();
        let screen = Screen::of(s, &title(s), base.is_some());
        use_effect_with(screen, move |screen| screen.show(&kept.chosen));
    }

    let explore = Link { route: Route::Explore, at: None, ..select::link(s) }.to_hash();
    let view = match (&s.load, &s.route) {
        (LoadState::Failed(_), _) => "v-fault",
        (LoadState::Ready, Route::Place(_)) => "v-card",
        _ => "v-list",
    };
    let bar = bar(&bar::Props {
        lang: s.lang,
        title: &title(s),
        district: &district(s),
        seal: if s.atlas.seal.is_empty() { SEAL } else { &s.atlas.seal },
        explore: &explore,
        on: &on,
    });
    let below = match &s.load {
        LoadState::Loading { bytes } => loading(s.lang, *bytes),
        LoadState::Failed(why) => html! {
            <ErrorView lang={s.lang} page={error_page::error_page(s, why)} on={on.clone()} />
        },
        LoadState::Ready => body(s, *viewport, (*base).clone(), &kept, &explore, &on),
    };
    let class = ["shell ", view, " ", sheet_class(s.sheet)].concat();
    el("div").attr("class", &class).put(bar).node(below).html()
}

/// Panel and map.
fn body(
    s: &State,
    viewport: Viewport,
    base: Option<BaseRef>,
    kept: &Kept,
    explore: &str,
    on: &Callback<Action>,
) -> Html {
    let lang = s.lang;
    let skip = Callback::from(|e: MouseEvent| {
        e.prevent_default();
        focus_list();
    });
    let on_event = on.reform(|event: MapEvent| match event {
        MapEvent::Moved(camera) => Action::Moved(camera),
        MapEvent::Chosen(id) => Action::Choose(id),
        MapEvent::Opened(target) => Action::Go(target),
    });
    let legend = select::category_counts(s)
        .into_iter()
        .map(|c| (c.category.clone(), names::category(lang, &s.atlas, &c.category)))
        .collect();
    let over = controls(&map_pane::Props {
        lang,
        legend,
        camera: s.camera,
        whole: s.atlas.bounds.map(Target::Fit),
        base: base.as_ref().map(|b| &b.0.source),
        narrow: viewport.narrow(),
        attribution: &s.atlas.attribution,
        on,
    });
    let skip =
        el("a").class("skip").at("href", "#places").on_click(skip).word(Key::SkipToList.text(lang));
    let map = html! {
        <MapView name={Key::Map.text(lang)} home={home(s, viewport)} {base} {on_event}
            scene={Rc::new(kept.maker.borrow_mut().scene(s))} command={s.command}
            home_name={s.atlas.district.zh.clone()} padding={padding(s, viewport)}>
            { over }
        </MapView>
    };
    group(vec![skip.html(), side(s, kept, explore, on).html(), el("main").node(map).html()])
}

/// The panel: the list, or the card of the chosen place; on a phone it is the sheet. Keys keep the two
/// apart, or the focus on a button of the one would stay on a button of the other.
fn side(s: &State, kept: &Kept, explore: &str, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let handle = grip(lang, s.sheet, &kept.drag, on);
    let notices = notice_list(lang, &notices::notices(s), on);
    if let Some(card) = card::card(s) {
        let scroll = el("div")
            .class("scroll")
            .key(card.id.as_str())
            .put(notices)
            .put(card_view(lang, &card));
        return el("aside")
            .key("card")
            .class("panel")
            .at("role", "region")
            .label(&card.title)
            .put(handle)
            .put(card_head(lang, explore, on))
            .put(scroll);
    }
    let panel = panel::panel(s);
    let about = el("details")
        .class("about")
        .put(el("summary").word(Key::AboutSeries.text(lang)))
        .put(el("p").word(Key::SeriesRule.text(lang)));
    let scroll =
        el("div").class("scroll").key("list").put(notices).node(list(lang, &panel, on)).put(about);
    el("aside")
        .key("list")
        .class("panel")
        .put(handle)
        .put(filters(lang, &panel, on))
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
    let bottom = match s.sheet {
        Sheet::Peek => PEEK,
        Sheet::Half => v.height * 0.485,
        Sheet::Full => v.height - STRIP,
    };
    Padding { top: PHONE_TOP, right: 0.0, bottom, left: 0.0 }
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
                set.set(Some(BaseRef(base.tiles)));
                on.emit(Action::Base(base.status));
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
    let opened = on.clone();
    online(on)();
    vec![
        listen(
            "hashchange",
            Box::new(move || {
                opened.emit(Action::LinkOpened(Link::parse(&router::hash())));
            }),
        ),
        listen("online", online(on)),
        listen("offline", online(on)),
        listen("resize", Box::new(move || set_size.set(Viewport::now()))),
    ]
}
