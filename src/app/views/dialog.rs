//! Dialogs: passing the link on, and handing the place to a navigation app.

use super::backdrop::backdrop_body;
use super::settings::settings_body;
use crate::app::clipboard;
use crate::app::parts::{El, button, el, glyph, notice_box, outside};
use crate::engine::qr::Qr;
use crate::i18n::{Key, Lang, fill};
use crate::present::shapes::Icon;
use crate::present::{share, way};
use crate::state::{Action, Dialog, State};
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The open dialog, if there is one. `app::screen` makes it modal and gives the focus back.
#[must_use]
pub fn dialog(s: &State, title: &str, on: &Callback<Action>) -> Option<El> {
    let lang = s.lang;
    let (heading, body) = match s.dialog? {
        Dialog::Share => (Key::ShareTitle.text(lang).to_owned(), share_body(s, title, on)),
        Dialog::Settings => (Key::Settings.text(lang).to_owned(), settings_body(s, on)),
        Dialog::Backdrop => (Key::BackdropTitle.text(lang).to_owned(), backdrop_body(s, on)),
        Dialog::Way => {
            let way = way::way(s)?;
            (way.title.clone(), way_body(lang, &way, on))
        }
    };
    let close = on.reform(|_: MouseEvent| Action::CloseDialog);
    let cancel = on.reform(|e: Event| {
        // The state closes it, or the two would differ.
        e.prevent_default();
        Action::CloseDialog
    });
    let beside = {
        let on = on.clone();
        Callback::from(move |e: MouseEvent| {
            // The backdrop is the dialog's own; everything inside is another element.
            if e.target_dyn_into::<web_sys::HtmlDialogElement>().is_some() {
                on.emit(Action::CloseDialog);
            }
        })
    };
    let shut =
        button("icb", close).at("aria-label", Key::Close.text(lang)).put(glyph(Icon::Close, 20));
    let head = el("div").class("dlg-head").put(el("h2").text(&heading)).put(shut);
    let said = el("p").class("said").at("role", "status").word(s.said.map_or("", |k| k.text(lang)));
    let inner = el("div").class("dlg-in").put(head).put(body).put(said);
    Some(el("dialog").class("dlg").label(&heading).on_cancel(cancel).on_click(beside).put(inner))
}

/// A button that copies a text and says so.
fn copy_button(class: &'static str, text: &str, on: &Callback<Action>) -> El {
    let (text, on) = (text.to_owned(), on.clone());
    let press = Callback::from(move |_: MouseEvent| {
        let (text, on) = (text.clone(), on.clone());
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            on.emit(Action::Say(if copied { Key::Copied } else { Key::CopyFailed }));
        });
    });
    button(class, press).put(glyph(Icon::Copy, 18))
}

fn share_body(s: &State, title: &str, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let page = window().location().href().unwrap_or_default();
    let hash = share::hash(s);
    let address = share::address(&page, false, &hash);
    let hint = if s.chosen().is_some() { Key::SharePlace } else { Key::ShareWholeView };
    let name = s.chosen().map_or(title, |p| lang.pick(&p.name)).to_owned();
    let field = el("div")
        .class("field")
        .put(
            el("input")
                .at("readonly", "")
                .at("aria-label", Key::ShareLink.text(lang))
                .value(&address),
        )
        .put(copy_button("btn pri", &address, on).word(Key::CopyLink.text(lang)));
    let snippet = share::snippet(&share::address(&page, true, &hash), &name);
    let embed = el("details")
        .put(el("summary").word(Key::EmbedTitle.text(lang)))
        .put(
            el("textarea")
                .at("readonly", "")
                .at("rows", "4")
                .at("aria-label", Key::EmbedCode.text(lang))
                .value(&snippet),
        )
        .put(copy_button("btn sm", &snippet, on).word(Key::CopyEmbed.text(lang)));
    el("div")
        .put(el("p").class("hint").word(hint.text(lang)))
        .put(field)
        .maybe(system_share(lang, &name, &address))
        .put(qr_code(lang, &address))
        .put(embed)
}

/// The system's own share sheet, where there is one.
fn system_share(lang: Lang, title: &str, address: &str) -> Option<El> {
    let navigator = window().navigator();
    if !clipboard::can(&navigator, "share") {
        return None;
    }
    let data = js_sys::Object::new();
    let put = |key: &str, value: &str| js_sys::Reflect::set(&data, &key.into(), &value.into());
    let _ = (put("title", title), put("url", address));
    let press = Callback::from(move |_: MouseEvent| {
        if let Some(promise) = clipboard::call(&navigator, "share", &data) {
            // A reader who changes their mind is no error.
            let shared = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise));
            spawn_local(async move {
                let _ = shared.await;
            });
        }
    });
    Some(button("btn wide", press).put(glyph(Icon::Share, 20)).word(Key::ShareSystem.text(lang)))
}

fn qr_code(lang: Lang, address: &str) -> El {
    let Some(qr) = Qr::encode(address) else {
        return el("p").class("hint").word(Key::QrTooLong.text(lang));
    };
    // Four light modules around it belong to the code.
    let side = (qr.side() + 8).to_string();
    let view = ["-4 -4 ", &side, " ", &side].concat();
    let drawing = el("svg")
        .class("qr")
        .attr("viewBox", &view)
        .at("role", "img")
        .label(&fill(lang, Key::QrName, &[address]))
        .at("shape-rendering", "crispEdges")
        .put(
            el("rect")
                .class("light")
                .at("x", "-4")
                .at("y", "-4")
                .attr("width", &side)
                .attr("height", &side),
        )
        .put(el("path").class("dark").attr("d", &qr.path()));
    el("div").class("qr-box").put(drawing).put(el("p").class("hint").word(Key::QrHint.text(lang)))
}

fn way_body(lang: Lang, way: &way::Way, on: &Callback<Action>) -> El {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let mut out = el("div");
    if way::inside_chat(&agent) {
        let (strong, text) = (Key::InsideChat.text(lang), Key::InsideChatBody.text(lang));
        out = out.put(notice_box(true, strong, text, Vec::new()));
    }
    if let Some((strong, text)) = &way.caution {
        out = out.put(notice_box(true, strong, text, Vec::new()));
    }
    let app = |(name, href): &(&'static str, String)| {
        let link = if href.starts_with("geo:") {
            el("a").attr("href", href).word(name)
        } else {
            outside(href, name)
        };
        el("li").put(link.class("btn"))
    };
    let line = |c: &way::Coordinates| {
        el("li")
            .put(el("span").put(el("b").word(c.datum)).put(el("small").word(c.used_by)))
            .put(el("code").class("num").text(&c.text))
            .put(copy_button("icb", &c.text, on).label(&fill(lang, Key::CopyThis, &[c.datum])))
    };
    out.put(el("ul").class("apps").at("aria-label", Key::WayApps.text(lang)).all(&way.apps, app))
        .put(el("h3").word(Key::Coordinates.text(lang)))
        .put(el("ul").class("coords").all(&way.coordinates, line))
}
