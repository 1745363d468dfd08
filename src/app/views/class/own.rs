//! Stories of a teacher's own: the shelf, the bench, passing them on.

use super::{Ctx, keep};
use crate::app::clipboard;
use crate::app::parts::{El, button, el, glyph, line_icon, sym};
use crate::domain::{Place, PlaceId};
use crate::i18n::words::class::ClassKey as K;
use crate::present::shapes::Icon;
use crate::present::share;
use crate::state::class::own::{self, Deed, Own, OwnError};
use crate::state::class::{ClassState, deck};
use crate::state::{Action, Edit};
use gloo::utils::{document, window};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Links longer than this are cut by some chat apps.
const LONG: usize = 2000;
/// Most places found at once.
const FOUND: usize = 12;
/// A pencil.
const PENCIL: &str = "M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14.500 6l3.500 3.500";
/// A bin.
const BIN: &str = "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v5.500M13.500 11v5.500";
/// A sheet with an arrow.
const FILE: &str = "M6 3.500h9l4 4v13H6zM12.500 10v7M9.500 14l3 3 3-3";

/// The reader's own stories, below those of the bundle.
pub fn shelf(ctx: Ctx<'_>) -> El {
    let start = {
        let on = ctx.on.clone();
        Callback::from(move |_: MouseEvent| {
            let id = keep::new_id();
            on.emit(Edit::new(move |s| {
                deck::change(s, |c| {
                    c.draft = Some(Own { id: id.clone(), ..Own::default() });
                    c.find = String::new();
                    c.said = None;
                });
            }));
        })
    };
    let pick = {
        let on = ctx.on.clone();
        Callback::from(move |e: Event| {
            if let Some(field) = e.target_dyn_into::<HtmlInputElement>() {
                open_file(&field, &on);
            }
        })
    };
    let said =
        ctx.c.said.as_ref().map(|(key, arg)| el("p").class("hint said").text(&ctx.f(*key, &[arg])));
    let again = ctx.c.gone.clone().map(|own| {
        let on = ctx.on.clone();
        let press = Callback::from(move |_: MouseEvent| store(&on, own.clone(), K::Saved));
        button("btn sm", press).word(ctx.t(K::OwnUndo))
    });
    el("section")
        .class("own")
        .put(el("h2").class("grp").word(ctx.t(K::OwnStories)))
        .put(el("p").class("hint").word(ctx.t(K::OwnHint)))
        .put(
            el("ul")
                .class("cl-stories")
                .at("aria-label", ctx.t(K::OwnStories))
                .all(ctx.c.own.iter(), |o| row(ctx, o)),
        )
        .put(
            el("div")
                .class("own-new")
                .put(button("btn", start).put(glyph(Icon::Plus, 20)).word(ctx.t(K::OwnNew)))
                .put(
                    el("label").class("btn file").word(ctx.t(K::OwnOpen)).put(
                        el("input")
                            .at("type", "file")
                            .at("accept", ".json,application/json")
                            .on_change(pick),
                    ),
                ),
        )
        .put(el("div").class("own-said").maybe(said).maybe(again))
}

/// Puts a story among the reader's own, on the page and on the device.
fn store(on: &Callback<Action>, own: Own, said: K) {
    keep::put(on, &own);
    on.emit(Edit::new(move |s| {
        deck::change(s, |c| {
            if c.draft.as_ref().is_some_and(|d| d.id == own.id) {
                c.draft = None;
            }
            c.said = Some((said, own.title.clone()));
            c.gone = None;
            c.own = Rc::new(own::kept(&c.own, own.clone()));
        });
    }));
}

fn name(ctx: Ctx<'_>, own: &Own) -> String {
    let told = own::story(own, ctx.atlas());
    let title = ctx.lang().pick(&told.title);
    if title.is_empty() { ctx.t(K::Untitled).to_owned() } else { title.to_owned() }
}

fn row(ctx: Ctx<'_>, own: &Own) -> El {
    let title = name(ctx, own);
    let act = |key: K, icon: &'static str, class: &'static str, press: Callback<MouseEvent>| {
        button(class, press)
            .label(&[ctx.t(key), " ", &title].concat())
            .at("title", ctx.t(key))
            .put(line_icon(icon, 20))
    };
    let (id, draft, gone) = (own.id.clone(), own.clone(), own.clone());
    let edit = ctx.press(move |s| deck::change(s, |c| c.draft = Some(draft.clone())));
    let delete = {
        let on = ctx.on.clone();
        Callback::from(move |_: MouseEvent| {
            let gone = gone.clone();
            keep::drop(&on, &gone.id);
            on.emit(Edit::new(move |s| {
                deck::change(s, |c| {
                    c.own = Rc::new(c.own.iter().filter(|o| o.id != gone.id).cloned().collect());
                    c.said = Some((K::OwnDeleted, gone.title.clone()));
                    c.gone = Some(gone.clone());
                });
            }));
        })
    };
    let open = button("cl-story", ctx.press(move |s| deck::open_story(s, &id, 0)))
        .put(el("b").text(&title))
        .put(el("small").class("num").text(&ctx.f(K::Slides, &[&own.slides.len().to_string()])));
    el("li").key(&own.id).class("own-row").put(open).put(
        el("div")
            .class("own-acts")
            .put(act(K::OwnEdit, PENCIL, "icb", edit))
            .put(share_button(ctx, own, "icb"))
            .put(act(K::ToFile, FILE, "icb", save_file(own.clone(), title.clone())))
            .put(act(K::OwnDelete, BIN, "icb", delete)),
    )
}

fn share_button(ctx: Ctx<'_>, own: &Own, class: &'static str) -> El {
    let (on, own) = (ctx.on.clone(), own.clone());
    let lang = ctx.lang();
    let press = Callback::from(move |_: MouseEvent| {
        let (on, own) = (on.clone(), own.clone());
        spawn_local(async move {
            let page = window().location().href().unwrap_or_default();
            let lang = if lang == crate::i18n::Lang::En { "&lang=en" } else { "" };
            let hash = ["#/class?made=", &own::to_link(&own), lang].concat();
            let address = share::address(&page, false, &hash);
            let said = if !clipboard::copy(&address).await {
                (K::LinkFailed, String::new())
            } else if address.len() > LONG {
                (K::LinkLong, address.len().to_string())
            } else {
                (K::LinkCopied, String::new())
            };
            on.emit(Edit::new(move |s| deck::change(s, |c| c.said = Some(said.clone()))));
        });
    });
    button(class, press)
        .at("aria-label", ctx.t(K::CopyLink))
        .at("title", ctx.t(K::CopyLink))
        .put(glyph(Icon::Share, 20))
}

/// Hands the story over as a file.
fn save_file(own: Own, name: String) -> Callback<MouseEvent> {
    Callback::from(move |_: MouseEvent| {
        let parts = js_sys::Array::of1(&JsValue::from_str(&own::to_text(&own)));
        let bag = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&bag, &"type".into(), &"application/json".into());
        let blob = js_sys::Reflect::get(&window(), &"Blob".into())
            .and_then(JsCast::dyn_into::<js_sys::Function>)
            .and_then(|b| js_sys::Reflect::construct(&b, &js_sys::Array::of2(&parts, &bag)));
        let url = js_sys::Reflect::get(&window(), &"URL".into());
        let (Ok(blob), Ok(url)) = (blob, url) else { return };
        let Some(href) =
            clipboard::call(&url, "createObjectURL", &blob).and_then(|h| h.as_string())
        else {
            return;
        };
        if let Ok(link) = document().create_element("a") {
            let safe: String =
                name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(40).collect();
            let _ = link.set_attribute("href", &href);
            let _ = link.set_attribute("download", &[&safe, ".redmap-story.json"].concat());
            if let Some(link) = link.dyn_ref::<HtmlElement>() {
                link.click();
            }
        }
        gloo::timers::callback::Timeout::new(10_000, move || {
            clipboard::call(&url, "revokeObjectURL", &href.into());
        })
        .forget();
    })
}

/// Reads a story from a chosen file, keeps it and opens it.
fn open_file(field: &HtmlInputElement, on: &Callback<Action>) {
    let file = js_sys::Reflect::get(field, &"files".into())
        .ok()
        .and_then(|files| js_sys::Reflect::get_u32(&files, 0).ok())
        .filter(|f| !f.is_undefined());
    let Some(file) = file else { return };
    let text = clipboard::call(&file, "text", &JsValue::UNDEFINED);
    // The same file can be chosen again.
    field.set_value("");
    let (Some(text), on) = (text, on.clone()) else { return };
    spawn_local(async move {
        let words =
            JsFuture::from(js_sys::Promise::from(text)).await.ok().and_then(|t| t.as_string());
        let read = own::from_text(&words.unwrap_or_default());
        let why = match read {
            // It goes to the reader's own, under a new id.
            Ok(own) => return store(&on, Own { id: keep::new_id(), ..own }, K::FileOpened),
            Err(OwnError::Newer) => K::FileNewer,
            Err(OwnError::NotOurs) => K::FileBad,
        };
        on.emit(Edit::new(move |s| deck::change(s, |c| c.said = Some((why, String::new())))));
    });
}

/// Offered with a story that came with the link.
pub fn keep_guest(ctx: Ctx<'_>) -> El {
    let (on, guest) = (ctx.on.clone(), ctx.c.guest.clone());
    let press = Callback::from(move |_: MouseEvent| {
        let Some(guest) = &guest else { return };
        let own = Own { id: keep::new_id(), ..(**guest).clone() };
        let id = own.id.clone();
        store(&on, own, K::Saved);
        on.emit(Edit::new(move |s| {
            deck::change(s, |c| {
                c.guest = None;
                c.story = Some(id.clone());
            });
        }));
    });
    el("div")
        .class("note info")
        .put(el("p").word(ctx.t(K::Shared)))
        .put(button("btn sm", press).word(ctx.t(K::Keep)))
}

fn draft(c: &mut ClassState, deed: Deed) {
    c.draft = c.draft.take().map(|d| d.with(deed));
}

fn typed(ctx: Ctx<'_>, deed: impl Fn(String) -> Deed + 'static) -> Callback<InputEvent> {
    let on = ctx.on.clone();
    Callback::from(move |e: InputEvent| {
        let value = e.target().and_then(|t| js_sys::Reflect::get(&t, &"value".into()).ok());
        let deed = deed(value.and_then(|v| v.as_string()).unwrap_or_default());
        on.emit(Edit::new(move |s| deck::change(s, |c| draft(c, deed.clone()))));
    })
}

/// The bench: name, chosen places in their order with words, places to choose from.
pub fn bench(ctx: Ctx<'_>) -> El {
    let Some(own) = &ctx.c.draft else { return el("div") };
    let cancel = ctx.button("btn", K::Cancel, |s| deck::change(s, |c| c.draft = None));
    let save = {
        let (on, own) = (ctx.on.clone(), own.clone());
        Callback::from(move |_: MouseEvent| store(&on, own.clone(), K::Saved))
    };
    let picked = if own.slides.is_empty() {
        ctx.t(K::PickedNone).to_owned()
    } else {
        ctx.f(K::Picked, &[&own.slides.len().to_string()])
    };
    el("div")
        .key("bench")
        .class("scroll cl-page bench")
        .put(el("h2").class("cl-h").word(ctx.t(K::Bench)))
        .put(field(
            ctx.t(K::StoryName),
            el("input").value(&own.title).on_input(typed(ctx, Deed::Title)),
        ))
        .put(el("p").class("hint").at("role", "status").text(&picked))
        .put(
            el("ol")
                .class("bench-slides")
                .all(own.slides.iter().enumerate(), |(i, _)| slide(ctx, own, i)),
        )
        .put(found(ctx, own))
        .put(
            el("div")
                .class("bench-foot")
                .put(
                    button("btn pri", save)
                        .flag("disabled", own.slides.is_empty())
                        .word(ctx.t(K::Save)),
                )
                .put(cancel),
        )
}

fn field(name: &'static str, input: El) -> El {
    el("label").class("fld").put(el("span").word(name)).put(input)
}

fn slide(ctx: Ctx<'_>, own: &Own, i: usize) -> El {
    let Some(slide) = own.slides.get(i) else { return el("li") };
    let place = ctx.atlas().place(&slide.place);
    let title = place.map_or(slide.place.as_str(), |p| ctx.lang().pick(&p.name));
    let act = |key: K, icon: Icon, deed: Deed, off: bool| {
        button("icb", ctx.press(move |s| deck::change(s, |c| draft(c, deed.clone()))))
            .label(&ctx.f(key, &[title]))
            .flag("disabled", off)
            .put(glyph(icon, 20))
    };
    let area = |rows: &'static str, value: &str| el("textarea").at("rows", rows).value(value);
    let summary = place.map(|p| ctx.lang().pick(&p.summary)).unwrap_or_default();
    let head = el("div")
        .class("bench-head")
        .put(el("b").class("num").text(&(i + 1).to_string()))
        .put(el("h3").text(title))
        .put(act(K::Up, Icon::Up, Deed::Up(i), i == 0))
        .put(act(K::Down, Icon::Down, Deed::Down(i), i + 1 >= own.slides.len()))
        .put(act(K::Remove, Icon::Close, Deed::Remove(i), false));
    let words = el("details")
        .put(el("summary").word(ctx.t(K::OwnEdit)))
        .put(field(
            ctx.t(K::SlideChapter),
            el("input")
                .value(&slide.chapter)
                .on_input(typed(ctx, move |w| Deed::SlideChapter(i, w))),
        ))
        .put(field(
            ctx.t(K::SlideTitle),
            el("input")
                .value(&slide.title)
                .attr("placeholder", title)
                .on_input(typed(ctx, move |w| Deed::SlideTitle(i, w))),
        ))
        .put(field(
            ctx.t(K::SlideText),
            area("4", &slide.text)
                .attr("placeholder", summary)
                .on_input(typed(ctx, move |w| Deed::SlideText(i, w))),
        ))
        .put(field(
            ctx.t(K::SlideNotes),
            area("2", &slide.notes).on_input(typed(ctx, move |w| Deed::SlideNotes(i, w))),
        ));
    el("li").key(slide.place.as_str()).put(head).put(words)
}

/// Places to choose from: all that match what is looked for.
fn found(ctx: Ctx<'_>, own: &Own) -> El {
    let look = {
        let on = ctx.on.clone();
        Callback::from(move |e: InputEvent| {
            let Some(field) = e.target_dyn_into::<HtmlInputElement>() else { return };
            let words = field.value();
            on.emit(Edit::new(move |s| deck::change(s, |c| c.find.clone_from(&words))));
        })
    };
    let matching: Vec<&Place> =
        ctx.atlas().places().iter().filter(|p| matches(p, &ctx.c.find)).take(FOUND).collect();
    let none = matching.is_empty().then(|| el("p").class("hint").word(ctx.t(K::FindNone)));
    let row = |p: &Place| {
        let id: PlaceId = p.id.clone();
        let is_in = own.slides.iter().any(|s| s.place == p.id);
        let add = ctx.press(move |s| deck::change(s, |c| draft(c, Deed::Toggle(id.clone()))));
        let name = ctx.lang().pick(&p.name);
        let key = if is_in { K::Added } else { K::Add };
        el("li")
            .key(p.id.as_str())
            .put(sym(&p.category, p.series, 28))
            .put(el("span").text(name))
            .put(
                button("btn sm", add)
                    .at("aria-pressed", if is_in { "true" } else { "false" })
                    .label(&[ctx.t(key), " ", name].concat())
                    .word(ctx.t(key)),
            )
    };
    el("section")
        .class("bench-find")
        .put(field(
            ctx.t(K::Find),
            el("input")
                .at("type", "search")
                .at("placeholder", ctx.t(K::FindHint))
                .value(&ctx.c.find)
                .on_input(look),
        ))
        .put(el("ul").all(matching, row))
        .maybe(none)
}

fn matches(p: &Place, words: &str) -> bool {
    let within = |hay: &str, word: &str| hay.to_lowercase().contains(&word.to_lowercase());
    words.split_whitespace().all(|word| {
        within(&p.name.zh, word)
            || within(&p.name.en, word)
            || within(&p.address.zh, word)
            || p.alias.iter().any(|a| within(a, word))
            || p.years.iter().any(|y| y.to_string() == word)
    })
}
