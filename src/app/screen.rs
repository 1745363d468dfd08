//! What the browser shows of the state outside the app's own element: address, title, language, focus.

use super::{router, storage};
use crate::i18n::Lang;
use crate::state::{BaseStatus, Link, LoadState, State, select};
use gloo::utils::{document, document_element, window};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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
pub struct Screen {
    link: Option<Link>,
    gone: bool,
    lang: Lang,
    title: String,
    ready: Option<&'static str>,
    chosen: Option<String>,
}

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
        }
    }

    /// Brings the browser in line; `before` holds the place chosen last.
    pub fn show(&self, before: &RefCell<Option<String>>) {
        if let Some(link) = &self.link {
            // A link to a place that is gone is corrected, so that “back” does not lead to it again.
            if self.gone { router::correct(link) } else { router::write(link) }
        }
        document().set_title(&self.title);
        let root = document_element();
        let code = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
        let _ = root.set_attribute("lang", code);
        storage::set_lang(self.lang);
        // A mark for scripts and tests: the first picture is complete.
        let _ = match self.ready {
            Some(word) => root.set_attribute("data-ready", word),
            None => root.remove_attribute("data-ready"),
        };
        match (before.replace(self.chosen.clone()), &self.chosen) {
            (Some(id), None) => focus_row(&id),
            (last, Some(id)) if last.as_ref() != Some(id) => focus_first(".card h2"),
            _ => {}
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

/// Moves the focus to the list, or to the card where there is no list.
pub fn focus_list() {
    focus_first("#places, .card h2");
}

fn focus_first(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
