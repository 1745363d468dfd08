//! The printed sheet as a page of its own beside the app: it is there only for the printer, and hides
//! everything else from it.

use crate::app::asset::styled;
use crate::app::load;
use crate::domain::{Itinerary, percent};
use crate::engine::tour::Followed;
use crate::i18n::Lang;
use crate::present::paper::{Code, Paper, Picture, Row, papers};
use crate::state::AtlasRef;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Node};

/// The class of the root element while a sheet is there.
const PRINTING: &str = "printing";

/// How often a base map that comes by parts is asked for more: directories and tiles.
const ROUNDS: usize = 4;

/// Lays out the sheets of a tour and opens the browser's print dialog.
pub fn print(tour: Itinerary, followed: Rc<Followed>, atlas: AtlasRef, lang: Lang) {
    spawn_local(async move {
        // Without its style the sheet is a plain table: still of use.
        let _ = styled("paper.css", async { Ok(()) }).await;
        let base = load::base().await;
        let page = window().location().href().unwrap_or_default();
        let sheets = |base| papers(&tour, &followed, &atlas, base, &page, lang);
        let mut papers = sheets(base.as_ref().map(|b| &*b.source));
        // A large base map comes by parts, each of which may tell of further ones.
        for _ in 0..ROUNDS {
            let Some(base) = &base else { break };
            if !base.complete().await {
                break;
            }
            papers = sheets(Some(&base.source));
        }
        if show(&papers).await.is_ok() {
            let _ = window().print();
        }
    });
}

async fn show(papers: &[Paper]) -> Result<(), JsValue> {
    clear();
    let body = document().body().ok_or(JsValue::NULL)?;
    let host = make("div", "papers", "")?;
    for paper in papers {
        add(&host, &sheet(paper)?)?;
    }
    add(&body, &host)?;
    // A picture that is not drawn yet would be printed as a blank.
    let pictures = host.query_selector_all("img")?;
    for picture in (0..pictures.length()).filter_map(|i| pictures.item(i)) {
        if let Some(done) = crate::app::clipboard::call(&picture, "decode", &JsValue::UNDEFINED) {
            let _ = JsFuture::from(done.unchecked_into::<Promise>()).await;
        }
    }
    if let Some(root) = document().document_element() {
        root.class_list().add_1(PRINTING)?;
    }
    // Back at the page, whoever prints again means the page. Phones tell too early that they have
    // printed, so the sheet stays until a hand is seen.
    for event in ["pointerdown", "keydown"] {
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::once_with_options(&window(), event, options, |_| clear()).forget();
    }
    Ok(())
}

/// Takes the sheet away.
fn clear() {
    if let Ok(Some(old)) = document().query_selector("body > .papers") {
        old.remove();
    }
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1(PRINTING);
    }
}

/// An element with a class and a text.
pub fn make(tag: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}

/// Adds a child at the end.
pub fn add(parent: &Node, child: &Element) -> Result<(), JsValue> {
    parent.append_child(child).map(drop)
}

/// An element with children.
fn with(tag: &str, class: &str, children: Vec<Element>) -> Result<Element, JsValue> {
    let element = make(tag, class, "")?;
    for child in children {
        add(&element, &child)?;
    }
    Ok(element)
}

/// An SVG document as a picture: nothing in it can reach the page.
fn image(class: &str, svg: &str) -> Result<Element, JsValue> {
    let image = make("img", class, "")?;
    image.set_attribute("alt", "")?;
    let address = ["data:image/svg+xml,", &percent::component(svg)].concat();
    image.set_attribute("src", &address)?;
    Ok(image)
}

fn sheet(paper: &Paper) -> Result<Element, JsValue> {
    let mut parts = vec![head(paper)?];
    if !paper.pictures.is_empty() {
        let pictures: Result<Vec<_>, _> = paper.pictures.iter().map(picture).collect();
        parts.push(with("div", "maps", pictures?)?);
    }
    parts.push(table(paper)?);
    if !paper.unplaced.is_empty() {
        parts.push(make("p", "unplaced", &paper.unplaced)?);
    }
    parts.push(foot(paper)?);
    // More rows than a page holds take smaller codes.
    let class = if paper.rows.len() > 6 { "paper full" } else { "paper" };
    with("article", class, parts)
}

fn head(paper: &Paper) -> Result<Element, JsValue> {
    let title =
        with("div", "", vec![make("p", "kicker", &paper.kicker)?, make("h1", "", &paper.title)?])?;
    let list = make("dl", "", "")?;
    for (name, value) in &paper.head {
        add(&list, &with("div", "", vec![make("dt", "", name)?, make("dd", "", value)?])?)?;
    }
    let mut parts = vec![title, list];
    if let Some(code) = &paper.code {
        let class = if code.side > 57 { "code dense" } else { "code" };
        parts.push(image(class, &code.svg)?);
    }
    with("header", "", parts)
}

fn picture(picture: &Picture) -> Result<Element, JsValue> {
    let mut parts = vec![image("", &picture.svg)?];
    if let Some(caption) = picture.caption {
        parts.push(make("figcaption", "", caption)?);
    }
    with("figure", "", parts)
}

fn table(paper: &Paper) -> Result<Element, JsValue> {
    let columns: Result<Vec<_>, _> = paper.columns.iter().map(|c| make("th", "", c)).collect();
    let rows: Result<Vec<_>, _> = paper.rows.iter().map(row).collect();
    let head = with("thead", "", vec![with("tr", "", columns?)?])?;
    with("table", "", vec![head, with("tbody", "", rows?)?])
}

fn row(row: &Row) -> Result<Element, JsValue> {
    let lines = |texts: &[String]| -> Result<Vec<Element>, JsValue> {
        texts.iter().map(|text| make("span", "", text)).collect()
    };
    let mut place = vec![make("b", "", &row.name)?];
    place.extend(lines(&row.contact)?);
    let mut points = vec![make("p", "", &row.points)?];
    if !row.demands.is_empty() {
        points.insert(0, make("b", "", &row.demands)?);
    }
    let code = match &row.code {
        Some(Code { svg, .. }) => vec![image("code", svg)?],
        None => Vec::new(),
    };
    let [arrive, leave] = &row.times;
    let cells = vec![
        make("td", "n", &row.number.to_string())?,
        with("td", "place", place)?,
        make("td", "time", arrive)?,
        make("td", "time", leave)?,
        with("td", "next", lines(&row.next)?)?,
        with("td", "points", points)?,
        with("td", "scan", code)?,
    ];
    with("tr", "", cells)
}

fn foot(paper: &Paper) -> Result<Element, JsValue> {
    let sign = make("div", "sign", "")?;
    for name in paper.sign {
        add(&sign, &make("span", "", name)?)?;
        add(&sign, &make("i", "", "")?)?;
    }
    with("footer", "", vec![sign, make("p", "", &paper.foot)?])
}
