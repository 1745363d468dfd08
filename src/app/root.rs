//! The root component: state, loading, address bar and layout.

use super::load::{self, Source};
use super::store::Store;
use super::views::bar::Bar;
use super::views::card::{CardHead, CardView};
use super::views::error::ErrorView;
use super::views::loading::Loading;
use super::views::map_pane::Controls;
use super::views::panel::{Filters, List, ListHead, Notices};
use super::watch::{Viewport, use_viewport, use_window_events};
use super::{parts::Glyph, router, storage};
use crate::i18n::{Key, Lang};
use crate::map::component::BaseRef;
use crate::map::{MapEvent, MapView, Padding};
use crate::present::shapes::Icon;
use crate::present::{card, error_page, names, notices, panel, scene};
use crate::state::{Action, Link, LoadState, Route, Sheet, State, Target, select};
use gloo::utils::{document, document_element, window};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Height of the phone's tab-less foot and head, in pixels.
const PEEK: f64 = 96.0;
/// Strip of map left above a full sheet.
const STRIP: f64 = 64.0;
/// Neat line and a little air on a desktop.
const FRAME: f64 = 24.0;
/// Bar and filter chips over the phone's map.
const PHONE_TOP: f64 = 124.0;

/// The whole app.
#[component]
pub fn Root() -> Html {
    let store = use_reducer(|| {
        let lang = storage::lang().unwrap_or_default();
        let s = State { lang, ..State::default() };
        Store(crate::state::reduce(s, Action::LinkOpened(Link::parse(&router::hash()))))
    });
    let base = use_state(|| None::<BaseRef>);
    let maker = use_memo((), |()| RefCell::new(scene::SceneMaker::default()));
    let viewport = use_viewport();
    let dispatcher = store.dispatcher();
    let on = use_callback((), move |action: Action, ()| dispatcher.dispatch(action));
    let s: &State = &store.0;

    use_loading(&on, s.attempt);
    use_base(&on, base.setter());
    use_browser(&on);
    use_address(s);
    use_page(s, base.is_some());
    use_focus_return(s);

    let on_event = use_callback(on.clone(), |event: MapEvent, on| match event {
        MapEvent::Moved(camera) => on.emit(Action::Moved(camera)),
        MapEvent::Chosen(id) => on.emit(Action::Choose(id)),
        MapEvent::Opened(target) => on.emit(Action::Go(target)),
        MapEvent::Drawn => {}
    });
    let lang = s.lang;
    let explore = Link { route: Route::Explore, at: None, ..select::link(s) }.to_hash();
    let bar = html! {
        <Bar {lang} title={title(s)} district={district(s)} seal={s.atlas.seal.clone()}
            explore={explore.clone()} on={on.clone()} />
    };
    let body = match &s.load {
        LoadState::Loading { bytes } => html! { <Loading {lang} bytes={*bytes} /> },
        LoadState::Failed(why) => {
            html! { <ErrorView {lang} page={error_page::error_page(s, why)} on={on.clone()} /> }
        }
        LoadState::Ready => {
            let scene = Rc::new(maker.borrow_mut().scene(s));
            let legend: Vec<_> = select::category_counts(s)
                .into_iter()
                .map(|c| (c.category.clone(), names::category(lang, &s.atlas, &c.category)))
                .collect();
            html! {
                <>
                    <a class="skip" href="#places" onclick={Callback::from(skip)}>
                        { Key::SkipToList.text(lang) }
                    </a>
                    { side(s, &on, &explore) }
                    <main>
                        <MapView name={Key::Map.text(lang)} home={home(s, viewport)} {scene}
                            command={s.command} base={(*base).clone()} {on_event}
                            home_name={s.atlas.district.zh.clone()}
                            padding={padding(s, viewport)}>
                            <Controls {lang} {legend} camera={s.camera} on={on.clone()}
                                whole={s.atlas.bounds.map(Target::Fit)} schematic={base.is_some()}
                                narrow={viewport.narrow()} attribution={s.atlas.attribution.clone()} />
                        </MapView>
                    </main>
                </>
            }
        }
    };
    let view = match (&s.load, &s.route) {
        (LoadState::Failed(_), _) => "v-fault",
        (LoadState::Ready, Route::Place(_)) => "v-card",
        _ => "v-list",
    };
    html! { <div class={classes!("shell", view, sheet_class(s.sheet))}>{ bar }{ body }</div> }
}

/// The panel: the list, or the card of the chosen place; on a phone it is the sheet.
fn side(s: &State, on: &Callback<Action>, explore: &str) -> Html {
    let lang = s.lang;
    let notices = html! { <Notices {lang} notices={notices::notices(s)} on={on.clone()} /> };
    if let Some(card) = card::card(s) {
        return html! {
            <aside class="panel" aria-label={card.title.clone()} role="region">
                { grip(s, on) }
                <CardHead {lang} back={explore.to_owned()} on={on.clone()} />
                <div class="scroll" key={card.id.as_str().to_owned()}>
                    { notices }
                    <CardView {lang} {card} on={on.clone()} />
                </div>
            </aside>
        };
    }
    let panel = panel::panel(s);
    html! {
        <aside class="panel">
            { grip(s, on) }
            <Filters {lang} panel={panel.clone()} on={on.clone()} />
            if panel.empty.is_none() {
                <ListHead {lang} panel={panel.clone()} on={on.clone()} />
            }
            <div class="scroll" key="list">
                { notices }
                <List {lang} panel={panel.clone()} on={on.clone()} />
                { about(lang) }
            </div>
        </aside>
    }
}

/// What the signs mean, at the end of the list.
fn about(lang: Lang) -> Html {
    html! {
        <details class="about">
            <summary>{ Key::AboutSeries.text(lang) }</summary>
            <p>{ Key::SeriesRule.text(lang) }</p>
        </details>
    }
}

/// The phone sheet's handle: a grip to drag and two buttons that do the same.
fn grip(s: &State, on: &Callback<Action>) -> Html {
    let (lang, sheet) = (s.lang, s.sheet);
    let set = |to: Sheet| on.reform(move |_: MouseEvent| Action::SetSheet(to));
    html! {
        <div class="grip">
            <super::views::grip::Drag {sheet} on={on.clone()} />
            <button class="icb" type="button" onclick={set(sheet.down())} disabled={sheet == Sheet::Peek}
                aria-label={Key::Collapse.text(lang)}><Glyph icon={Icon::Down} /></button>
            <button class="icb" type="button" onclick={set(sheet.up())} disabled={sheet == Sheet::Full}
                aria-label={Key::Expand.text(lang)}><Glyph icon={Icon::Up} /></button>
        </div>
    }
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
        (None, None) => Target::View(crate::domain::LonLat::clamped(113.68, 34.77), 12.0),
    }
}

fn title(s: &State) -> String {
    let title = s.lang.pick(&s.atlas.title);
    // Until the bundle is read, the page keeps the title it was delivered with.
    if title.is_empty() { "金水红色地图".to_owned() } else { title.to_owned() }
}

fn district(s: &State) -> String {
    let (city, district) = (s.lang.pick(&s.atlas.city), s.lang.pick(&s.atlas.district));
    match s.lang {
        Lang::Zh => format!("{city}{district}"),
        Lang::En if city.is_empty() || district.is_empty() => format!("{district}{city}"),
        Lang::En => format!("{district}, {city}"),
    }
}

fn skip(e: MouseEvent) {
    e.prevent_default();
    let list = document().query_selector("#places, .card h2").ok().flatten();
    if let Some(list) = list.and_then(|l| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(l).ok()) {
        let _ = list.focus();
    }
}

/// Reads the bundle, and again on every retry.
#[hook]
fn use_loading(on: &Callback<Action>, attempt: u32) {
    let on = on.clone();
    use_effect_with(attempt, move |_| {
        let source = Source::of_page();
        if let Some(host) = &source.foreign {
            on.emit(Action::Foreign(host.clone()));
        }
        spawn_local(async move {
            let progress = on.clone();
            let progress = Rc::new(move |bytes| progress.emit(Action::Progress(bytes)));
            on.emit(load::bundle(&source, progress).await);
        });
    });
}

/// Reads the base map.
#[hook]
fn use_base(on: &Callback<Action>, set: UseStateSetter<Option<BaseRef>>) {
    let on = on.clone();
    use_effect_with((), move |()| {
        spawn_local(async move {
            match load::base().await {
                Some(base) => set.set(Some(BaseRef(base))),
                None => on.emit(Action::BaseMissing),
            }
        });
    });
}

/// Follows the address bar and the network.
#[hook]
fn use_browser(on: &Callback<Action>) {
    let opened = on.reform(|()| Action::LinkOpened(Link::parse(&router::hash())));
    use_window_events(&["hashchange"], opened);
    let network = on.reform(|()| Action::Online(window().navigator().on_line()));
    use_window_events(&["online", "offline"], network.clone());
    use_effect_with((), move |()| network.emit(()));
}

/// Keeps the link true to what is on the screen.
#[hook]
fn use_address(s: &State) {
    let link = (s.load == LoadState::Ready && s.camera.is_some()).then(|| select::link(s));
    let gone = s.missing.is_some();
    use_effect_with((link, gone), move |(link, gone)| {
        if let Some(link) = link {
            if *gone { router::correct(link) } else { router::write(link) }
        }
    });
}

/// Language and title of the page, and a mark for tests and scripts once the map is drawn.
#[hook]
fn use_page(s: &State, drawn: bool) {
    let place = s.chosen().map(|p| s.lang.pick(&p.name).to_owned());
    let title = router::page_title(&s.route, place.as_deref(), &title(s));
    use_effect_with((s.lang, title), move |(lang, title)| {
        document().set_title(title);
        let code = if *lang == Lang::Zh { "zh-CN" } else { "en" };
        let _ = document_element().set_attribute("lang", code);
        storage::set_lang(*lang);
    });
    let ready = match &s.load {
        LoadState::Loading { .. } => None,
        LoadState::Failed(_) => Some("error"),
        LoadState::Ready if s.camera.is_some() && (drawn || s.base_missing) => Some("map"),
        LoadState::Ready => None,
    };
    use_effect_with(ready, |ready| {
        if let Some(word) = ready {
            let _ = document_element().set_attribute("data-ready", word);
        }
    });
}

/// When a card closes, the focus goes back to the row it came from.
#[hook]
fn use_focus_return(s: &State) {
    let last = use_mut_ref(|| None::<String>);
    let chosen = s.chosen().map(|p| p.id.as_str().to_owned());
    use_effect_with(chosen, move |chosen| {
        let before = last.replace(chosen.clone());
        if let (Some(id), None) = (before, chosen) {
            let active = document().active_element();
            let lost = active.is_none_or(|a| a.tag_name() == "BODY");
            let rows = document().query_selector_all("a.row").ok();
            let row = rows.and_then(|rows| {
                (0..rows.length()).filter_map(|i| rows.item(i)).find_map(|n| {
                    let e = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(n).ok()?;
                    (e.get_attribute("data-place").as_deref() == Some(&id)).then_some(e)
                })
            });
            if let (true, Some(row)) = (lost, row) {
                let _ = row.focus();
            }
        }
    });
}
