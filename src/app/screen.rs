//! What the browser shows of the state outside the app's own element: address, title, language, focus.

use super::views::find::show_text;
use super::{router, storage};
use crate::i18n::Lang;
use crate::state::{Action, BaseStatus, Dialog, Link, LoadState, Look, State, find, select};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, document_element, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlSelectElement};
use yew::Callback;

/// Below this width the phone layout is used (the style sheet says the same).
const NARROW: f64 = 720.0;

/// Size of the window in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Viewport {
    /// The size now.
    #[must_use]
    pub fn now() -> Self {
        let size = |v: Result<wasm_bindgen::JsValue, _>| v.ok().and_then(|v| v.as_f64());
        Self {
            width: size(window().inner_width()).unwrap_or(1024.0),
            height: size(window().inner_height()).unwrap_or(768.0),
        }
    }

    /// Whether the phone layout is used.
    #[must_use]
    pub fn narrow(self) -> bool {
        self.width < NARROW
    }
}

/// All that lies outside the app's element.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own, none excludes another
pub struct Screen {
    link: Option<Link>,
    gone: bool,
    lang: Lang,
    title: String,
    ready: Option<&'static str>,
    chosen: Option<String>,
    chunks: u32,
    embed: bool,
    dialog: Option<Dialog>,
    playing: bool,
    look: Look,
    elder: bool,
    shortcuts: bool,
    text: String,
    importing: bool,
}

/// What is remembered from one picture to the next.
#[derive(Default)]
pub struct Memory {
    chosen: RefCell<Option<String>>,
    importing: Cell<bool>,
    /// What had the focus when a dialog opened.
    opener: RefCell<Option<HtmlElement>>,
    /// The next step of the walk through the years.
    step: RefCell<Option<Timeout>>,
    /// What was looked for.
    text: RefCell<String>,
}

/// Milliseconds that a year of the walk is shown.
const PACE: u32 = 700;

impl Screen {
    /// What it should be; `drawn` once the base map is there.
    #[must_use]
    pub fn of(s: &State, title: &str, drawn: bool) -> Self {
        let place = s.chosen().map(|p| s.lang.pick(&p.name).to_owned());
        let ready = match &s.load {
            LoadState::Failed(_) => Some("error"),
            LoadState::Ready if s.camera.is_some() && (drawn || s.base == BaseStatus::Missing) => {
                Some("map")
            }
            _ => None,
        };
        Self {
            link: (s.load == LoadState::Ready && s.camera.is_some()).then(|| select::link(s)),
            gone: s.missing.is_some(),
            lang: s.lang,
            title: router::page_title(&s.route, place.as_deref(), title),
            ready,
            chosen: s.chosen().map(|p| p.id.as_str().to_owned()),
            chunks: s.chunks,
            embed: s.embed,
            dialog: s.dialog,
            playing: s.playing,
            look: s.look,
            elder: s.elder,
            shortcuts: s.shortcuts,
            text: find::text(s).to_owned(),
            importing: s.importing,
        }
    }

    /// Whether the first picture is complete.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.ready == Some("map")
    }

    /// Brings the browser in line.
    pub fn show(&self, memory: &Memory, on: &Callback<Action>) {
        if let Some(link) = &self.link {
            // A link to a place that is gone is corrected, so that “back” does not lead to it again.
            if self.gone { router::correct(link) } else { router::write(link, self.embed) }
        }
        document().set_title(&self.title);
        let root = document_element();
        let code = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
        let _ = root.set_attribute("lang", code);
        if !self.embed {
            storage::set_lang(self.lang);
            storage::set_reader(self.look, self.elder, self.shortcuts);
        }
        // A mark for scripts and tests: the first picture is complete.
        let _ = match self.ready {
            Some(word) => root.set_attribute("data-ready", word),
            None => root.remove_attribute("data-ready"),
        };
        let step = self.playing.then(|| {
            let on = on.clone();
            Timeout::new(PACE, move || on.emit(Action::PlayStep))
        });
        *memory.step.borrow_mut() = step;
        match_selects();
        if memory.text.replace(self.text.clone()) != self.text {
            show_text(&self.text);
        }
        let last = memory.chosen.replace(self.chosen.clone());
        match (&last, &self.chosen) {
            (Some(id), None) => focus_row(id),
            // Not yet there while its chunk is on the way: then the next drawing takes the focus.
            (last, Some(id)) if last.as_ref() != Some(id) && !focus_first(".card h2") => {
                memory.chosen.replace(None);
            }
            _ => {}
        }
        // As with the card, the focus goes along once the panel is there, and back to what opened it.
        if self.importing != memory.importing.get()
            && (focus_first(if self.importing { ".imp h2" } else { ".imp-b" }) || !self.importing)
        {
            memory.importing.set(self.importing);
        }
        self.show_dialog(&memory.opener);
    }

    /// Makes the dialog modal; when it is gone, the focus goes back to what opened it.
    fn show_dialog(&self, opener: &RefCell<Option<HtmlElement>>) {
        if self.dialog.is_none() {
            if let Some(element) = opener.take().filter(|e| e.is_connected()) {
                let _ = element.focus();
            }
            return;
        }
        let closed = document().query_selector("dialog:not([open])").ok().flatten();
        if let Some(dialog) = closed.and_then(|d| d.dyn_into::<HtmlDialogElement>().ok()) {
            // A dialog whose chunk has come takes the place of the waiting one: the opener stays.
            if opener.borrow().is_none() {
                *opener.borrow_mut() = document().active_element().and_then(|e| e.dyn_into().ok());
            }
            let _ = dialog.show_modal();
        }
    }
}

/// Brings selects in line with the state, e.g. after 清除筛选.
fn match_selects() {
    let Ok(found) = document().query_selector_all("select[data-value]") else { return };
    for select in (0..found.length()).filter_map(|i| found.item(i)) {
        if let Ok(select) = select.dyn_into::<HtmlSelectElement>() {
            select.set_value(&select.get_attribute("data-value").unwrap_or_default());
        }
    }
}

/// When a card closes and its focus is lost, the focus goes to the row it came from.
fn focus_row(id: &str) {
    let lost = document().active_element().is_none_or(|a| a.tag_name() == "BODY");
    let Ok(rows) = document().query_selector_all("a.row") else { return };
    let row = (0..rows.length()).filter_map(|i| rows.item(i)).find_map(|node| {
        let row: HtmlElement = node.dyn_into().ok()?;
        (row.get_attribute("data-place").as_deref() == Some(id)).then_some(row)
    });
    if let (true, Some(row)) = (lost, row) {
        let _ = row.focus();
    }
}

/// Moves the focus past the bar: to the list, the card, or whatever the view has in their place.
pub fn focus_list() {
    let places = [".list", ".card h2", ".tour h2", "main h2", "main"];
    if let Some(target) = places.iter().find_map(|place| first(place)) {
        if !target.has_attribute("tabindex") {
            target.set_tab_index(-1);
        }
        let _ = target.focus();
    }
}

/// Scrolls to the start of what a selector finds.
pub fn to_top_of(selector: &str) {
    if let Some(target) = first(selector) {
        target.scroll_into_view();
    }
}

/// Whether there was something to focus.
fn focus_first(selector: &str) -> bool {
    first(selector).is_some_and(|element| element.focus().is_ok())
}

fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
