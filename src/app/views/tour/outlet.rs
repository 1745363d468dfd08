//! Files a tour goes out in (导出) and comes back from.

use super::paper::{add, make};
use crate::app::asset::styled;
use crate::app::clipboard;
use crate::domain::{Itinerary, percent};
use crate::engine::tour::Followed;
use crate::i18n::words::OutKey;
use crate::i18n::{Key, Lang};
use crate::present::share;
use crate::present::tour::sheet::{TourSheet, route_title};
use crate::present::tour::{self, csv, geojson, gpx, ics, kml};
use crate::state::AtlasRef;
use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::Callback;

/// Largest file that is looked into, in bytes: a tour is some kilobytes.
const MOST: f64 = 4e6;

/// A file to be saved.
struct File {
    name: String,
    kind: &'static str,
    text: String,
}

/// Opens the choice of formats. `told` hears what came of it.
pub fn open(
    tour: &Itinerary,
    followed: &Followed,
    atlas: &AtlasRef,
    lang: Lang,
    told: &Callback<OutKey>,
) {
    let sheet = tour::sheet(tour, &followed.outing, &followed.plan, atlas, lang);
    let (sheet, tour, told) = (Rc::new(sheet), tour.clone(), told.clone());
    spawn_local(async move {
        let _ = styled("paper.css", async { Ok(()) }).await;
        // It can only fail where the page has no body.
        let _ = menu(&sheet, &tour, lang, &told);
    });
}

fn menu(
    sheet: &Rc<TourSheet>,
    tour: &Itinerary,
    lang: Lang,
    told: &Callback<OutKey>,
) -> Result<(), JsValue> {
    let dialog: HtmlDialogElement = make("dialog", "dlg outlet", "")?.unchecked_into();
    let title = OutKey::Export.text(lang);
    dialog.set_attribute("aria-label", title)?;
    let inner = make("div", "dlg-in", "")?;
    let head = make("div", "dlg-head", "")?;
    add(&head, &make("h2", "", title)?)?;
    let list = make("div", "outlet-list", "")?;
    let mut keep = Vec::new();
    let mut offer = |words: &str, act: Box<dyn Fn()>| -> Result<(), JsValue> {
        let button = make("button", "btn", words)?;
        button.set_attribute("type", "button")?;
        let of = dialog.clone();
        keep.push(EventListener::new(&button, "click", move |_| {
            of.close();
            act();
        }));
        add(&list, &button)
    };
    for (words, file) in files(sheet, lang) {
        let told = told.clone();
        let act = move || {
            let done = file().is_some_and(|file| save(&file).is_ok());
            told.emit(if done { OutKey::Exported } else { OutKey::NoDate });
        };
        offer(&words, Box::new(act))?;
    }
    let (told, link) = (told.clone(), link(tour));
    let copy = move || {
        let (told, link) = (told.clone(), link.clone());
        spawn_local(async move {
            let copied = clipboard::copy(&link).await;
            told.emit(if copied { OutKey::Copied } else { OutKey::NotCopied });
        });
    };
    offer(OutKey::Link.text(lang), Box::new(copy))?;
    let close = make("button", "btn sm", Key::Close.text(lang))?;
    close.set_attribute("type", "button")?;
    let of = dialog.clone();
    keep.push(EventListener::new(&close, "click", move |_| of.close()));
    add(&head, &close)?;
    add(&inner, &head)?;
    add(&inner, &list)?;
    add(&dialog, &inner)?;
    let body = document().body().ok_or(JsValue::NULL)?;
    body.append_child(&dialog)?;
    dialog.show_modal()?;
    let of = dialog.clone();
    EventListener::once(&dialog, "close", move |_| {
        of.remove();
        // The listeners of its buttons lived as long as it did.
        drop(keep);
    })
    .forget();
    Ok(())
}

type Make = Box<dyn Fn() -> Option<File>>;

/// A format of the whole tour.
struct Format {
    words: OutKey,
    ending: &'static str,
    kind: &'static str,
    write: fn(&TourSheet, Lang) -> Option<String>,
}

const FORMATS: [Format; 4] = [
    Format {
        words: OutKey::Kml,
        ending: ".kml",
        kind: "application/vnd.google-earth.kml+xml",
        write: |sheet, lang| Some(kml::kml(sheet, lang)),
    },
    Format {
        words: OutKey::Csv,
        ending: ".csv",
        kind: "text/csv",
        write: |sheet, lang| Some(csv::csv(sheet, lang)),
    },
    Format {
        words: OutKey::Ics,
        ending: ".ics",
        kind: "text/calendar",
        write: |sheet, lang| ics::ics(sheet, &stamp(), lang),
    },
    Format {
        words: OutKey::Geojson,
        ending: ".geojson",
        kind: "application/geo+json",
        write: |sheet, lang| Some(geojson::geojson(sheet, lang)),
    },
];

/// Each format in words, and what makes its file.
fn files(sheet: &Rc<TourSheet>, lang: Lang) -> Vec<(String, Make)> {
    let mut out: Vec<(String, Make)> = Vec::new();
    let used: Vec<usize> =
        (0..sheet.routes.len()).filter(|i| !sheet.routes[*i].stops.is_empty()).collect();
    for &i in &used {
        let name = route_title(sheet, &sheet.routes[i], lang);
        let words = OutKey::Gpx.text(lang);
        // One of several says which.
        let words = if used.len() > 1 { ["GPX · ", &name].concat() } else { words.to_owned() };
        let sheet = sheet.clone();
        out.push((
            words,
            Box::new(move || {
                let text = gpx::gpx(&sheet, sheet.routes.get(i)?, lang);
                Some(File { name: [&name, ".gpx"].concat(), kind: "application/gpx+xml", text })
            }),
        ));
    }
    for Format { words, ending, kind, write } in FORMATS {
        let sheet = sheet.clone();
        out.push((
            words.text(lang).to_owned(),
            Box::new(move || {
                let text = write(&sheet, lang)?;
                Some(File { name: [&sheet.name, ending].concat(), kind, text })
            }),
        ));
    }
    out
}

/// Now, as calendars write it: `20261124T010203Z`.
fn stamp() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    let seconds = now.split('.').next().unwrap_or_default();
    [&seconds.replace(['-', ':'], ""), "Z"].concat()
}

/// The address of the page with the whole tour.
fn link(tour: &Itinerary) -> String {
    let page = window().location().href().unwrap_or_default();
    let code = crate::domain::tour_link::encode(tour);
    let code = percent::encode(&code, |c| matches!(c, ':' | '*'));
    share::address(&page, false, &["#/tour?tour=", &code].concat())
}

fn save(file: &File) -> Result<(), JsValue> {
    let link = make("a", "aside", "")?;
    let address = ["data:", file.kind, ";charset=utf-8,", &percent::component(&file.text)].concat();
    link.set_attribute("href", &address)?;
    // What file systems refuse.
    let name = file.name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_");
    link.set_attribute("download", &name)?;
    let body = document().body().ok_or(JsValue::NULL)?;
    body.append_child(&link)?;
    link.unchecked_ref::<HtmlElement>().click();
    link.remove();
    Ok(())
}

/// Lets the reader choose a file and reads the tour in it. `take` gets the tour; `told` hears of a file
/// without one.
pub fn import(take: Callback<Itinerary>, told: Callback<OutKey>) {
    let Ok(field) = make("input", "aside", "") else { return };
    let field: HtmlInputElement = field.unchecked_into();
    field.set_type("file");
    field.set_accept(".gpx,.kml,.csv,.ics,.geojson,.json,.txt");
    let of = field.clone();
    EventListener::once(&field, "change", move |_| {
        spawn_local(async move {
            match text(&of).await.as_deref().and_then(tour::import) {
                Some(tour) => {
                    take.emit(tour);
                    told.emit(OutKey::Imported);
                }
                None => told.emit(OutKey::NotOurs),
            }
            of.remove();
        });
    })
    .forget();
    // Safari opens the choice only for a field in the page.
    if let Some(body) = document().body() {
        if let Ok(Some(old)) = body.query_selector(":scope > input.aside") {
            old.remove();
        }
        let _ = body.append_child(&field);
    }
    field.click();
}

async fn text(field: &Element) -> Option<String> {
    let get = |of: &JsValue, key: &str| js_sys::Reflect::get(of, &key.into()).ok();
    let file = get(&get(field, "files")?, "0")?;
    if get(&file, "size")?.as_f64()? > MOST {
        return None;
    }
    let read = clipboard::call(&file, "text", &JsValue::UNDEFINED)?;
    JsFuture::from(read.unchecked_into::<Promise>()).await.ok()?.as_string()
}
