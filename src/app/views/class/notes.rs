//! What the teacher alone reads: in a window of its own beside the projector's, or in the page where the
//! browser allows no window.

use super::{Ctx, follow};
use crate::app::parts::{El, el};
use crate::domain::story::Slide;
use crate::i18n::fill_in;
use crate::i18n::words::class::ClassKey as K;
use crate::present::class as view;
use crate::state::class::{ClassState, deck};
use crate::state::{Action, Edit, State};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use std::cell::RefCell;
use web_sys::{Document, Element, Window};
use yew::prelude::*;

thread_local! {
    static OPEN: RefCell<Option<(Window, EventListener)>> = const { RefCell::new(None) };
    static OPENING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// A press on the button of the notes.
pub fn press(ctx: Ctx<'_>) -> Callback<MouseEvent> {
    let (s, on) = (ctx.s.clone(), ctx.on.clone());
    Callback::from(move |_: MouseEvent| toggle(&s, &deck::class(&s), &on))
}

/// Opens the notes: a window while showing, the panel in the page otherwise; closes them when open.
pub fn toggle(s: &State, c: &ClassState, on: &Callback<Action>) {
    if let Some((other, _)) = OPEN.take()
        && !other.closed().unwrap_or(true)
    {
        let _ = other.close();
        return;
    }
    if c.show && !c.notes && popup(on) {
        // The window shows them; nothing on the wall.
        follow(s, c, deck::current(s).as_ref());
        return;
    }
    let open = !c.notes;
    on.emit(Edit::new(move |s| deck::change(s, |c| c.notes = open)));
}

/// Whether the window has just been opened.
pub fn opening() -> bool {
    OPENING.with_borrow(Option::is_some)
}

/// A window for the notes; `false` where there is none to be had.
fn popup(on: &Callback<Action>) -> bool {
    let name = "redmap-notes";
    // Some browsers leave the full screen a moment later.
    OPENING.set(Some(Timeout::new(3000, || OPENING.set(None))));
    let opened = window()
        .open_with_url_and_target_and_features("", name, "popup,width=560,height=680")
        .ok()
        .flatten();
    let Some(other) = opened else { return false };
    let Some(page) = other.document() else { return false };
    // The same sheets: the window has an address of its own and none of them.
    if let (Some(head), Ok(links)) =
        (page.head(), document().query_selector_all("link[rel=stylesheet]"))
    {
        for link in (0..links.length()).filter_map(|i| links.item(i)) {
            let Ok(link) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(link) else {
                continue;
            };
            let Ok(copy) = page.create_element("link") else { continue };
            let href = js_sys::Reflect::get(&link, &"href".into()).ok().and_then(|h| h.as_string());
            let _ = copy.set_attribute("rel", "stylesheet");
            let _ = copy.set_attribute("href", &href.unwrap_or_default());
            let _ = head.append_child(&copy);
        }
    }
    let on = on.clone();
    let keys = EventListener::new_with_options(
        &other,
        "keydown",
        EventListenerOptions::enable_prevent_default(),
        move |e| follow::key_down(e, false, &on),
    );
    OPEN.set(Some((other, keys)));
    true
}

/// Brings the window in line.
pub fn follow(s: &State, c: &ClassState, slide: Option<&Slide>) {
    OPEN.with_borrow_mut(|open| {
        let Some((other, _)) = open else { return };
        if other.closed().unwrap_or(true) {
            *open = None;
            return;
        }
        let (Some(page), Some(slide)) = (other.document(), slide) else { return };
        fill(&page, s, c, slide);
    });
}

fn fill(page: &Document, s: &State, c: &ClassState, slide: &Slide) {
    let t = |key: K| key.text(s.lang);
    let all = deck::slides(c, &s.atlas);
    let v = view::slide(s.lang, &s.atlas, "", slide, c.slide, all.len());
    page.set_title(t(K::NotesOf));
    let Some(body) = page.body() else { return };
    body.set_class_name("notes-window");
    body.set_text_content(None);
    let add = |tag: &str, words: &str| -> Option<Element> {
        let element = page.create_element(tag).ok()?;
        element.set_text_content(Some(words));
        body.append_child(&element).ok()?;
        Some(element)
    };
    add("p", &v.page);
    let chapters = view::chapters(s.lang, &all);
    if let Some(n) = view::chapter_of(&chapters, c.slide) {
        add("p", &view::chapter_words(s.lang, &chapters, n));
    }
    add("h1", &[&v.year, " ", &v.title].concat());
    if !v.question.is_empty() {
        add("p", &[t(K::Think), "  ", &v.question].concat());
    }
    let notes = view::notes(s.lang, &s.atlas, slide);
    if notes.is_empty() {
        add("p", t(K::NotesNone));
    }
    for note in notes {
        add("li", &note);
    }
    let next = all.get(c.slide + 1).map(|n| s.lang.pick(&n.title));
    add(
        "footer",
        &next.map_or_else(|| t(K::NotesEnd).to_owned(), |n| fill_in(t(K::NotesNext), &[n])),
    );
    add("footer", t(K::Keys));
}

/// The notes in the page.
pub fn panel(ctx: Ctx<'_>, slide: &Slide) -> El {
    let open = ctx.c.notes;
    let notes = if open { view::notes(ctx.lang(), ctx.atlas(), slide) } else { Vec::new() };
    let none = (open && notes.is_empty()).then(|| el("p").word(ctx.t(K::NotesNone)));
    el("section")
        .class("notes-in")
        .flag("hidden", !open)
        .at("aria-label", ctx.t(K::NotesOf))
        .put(el("h3").word(ctx.t(K::NotesOf)))
        .maybe(none)
        .put(el("ul").all(&notes, |n| el("li").text(n)))
}
