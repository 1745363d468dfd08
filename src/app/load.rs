//! Fetches the files of a bundle and hands their bytes to the pure reader.

use super::names;
use crate::bundle::told::Told;
use crate::bundle::{self, LayerBytes, Loaded, Manifest, derived};
use crate::domain::Atlas;
use crate::map::BaseTiles;
use crate::state::{Action, Edit, LoadFailure};
use gloo::utils::window;
use js_sys::Uint8Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStreamDefaultReader, Response, Url, UrlSearchParams};
use yew::Callback;

/// This site's own bundle and base map.
const OWN: &str = "assets/bundle/bundle.json";
const BASE: &str = "assets/base/jinshui.pmtiles";

/// The schematic base, which stays when an operator puts another in the place of the first.
const SCHEMATIC: &str = "assets/base/schematic.pmtiles";

/// Where the bundle comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Address of `bundle.json` or of a bare GeoJSON file.
    pub url: String,
    /// Its host, if it is not this site's own bundle.
    pub foreign: Option<String>,
}

impl Source {
    /// The bundle the page's address asks for: `?bundle=URL`, else this site's own.
    #[must_use]
    pub fn of_page() -> Self {
        let asked = window().location().search().ok().and_then(|search| {
            UrlSearchParams::new_with_str(&search).ok().and_then(|p| p.get("bundle"))
        });
        asked
            .and_then(|url| Self::resolve(&url))
            .unwrap_or_else(|| Self { url: OWN.to_owned(), foreign: None })
    }

    fn resolve(asked: &str) -> Option<Self> {
        let here = window().location().href().ok()?;
        let url = Url::new_with_base(asked, &here).ok()?;
        if !matches!(url.protocol().as_str(), "http:" | "https:") {
            return None;
        }
        // A folder stands for the table of contents in it.
        let mut address = url.href();
        if url.pathname().ends_with('/') {
            address = Url::new_with_base("bundle.json", &address).ok()?.href();
        }
        Some(Self { url: address, foreign: Some(url.host()) })
    }
}

/// Reads a bundle; `progress` hears the bytes received so far.
pub async fn bundle(source: &Source, progress: Rc<dyn Fn(u64)>) -> Action {
    match read(source, progress).await {
        Ok(Loaded { atlas, warnings }) => {
            let name_order = names::order(&atlas);
            Action::Loaded { atlas: Rc::new(atlas), warnings, name_order }
        }
        Err(why) => Action::Failed(why),
    }
}

async fn read(source: &Source, progress: Rc<dyn Fn(u64)>) -> Result<Loaded, LoadFailure> {
    let sum = Rc::new(Cell::new(0));
    let name = file_name(&source.url);
    let bytes = fetch(&source.url, name, &sum, &progress).await?;
    if !has_extension(name, "json") && !bundle::looks_like_manifest(&bytes) {
        return bundle::load_bare(name, &bytes).map_err(broken);
    }
    let manifest = Manifest::parse(name, &bytes).map_err(broken)?;
    // All requests leave at once; awaiting them one after the other costs nothing then.
    let base = resolved(&source.url);
    let requests: Vec<_> = manifest
        .layers
        .iter()
        .map(|layer| {
            let url = Url::new_with_base(&layer.file, &base).map(|u| u.href());
            let url = url.unwrap_or_else(|_| layer.file.clone());
            (layer.file.clone(), window().fetch_with_str(&url))
        })
        .collect();
    let hours = manifest.hours.as_ref().map(|file| {
        let url = Url::new_with_base(file, &base).map(|u| u.href());
        window().fetch_with_str(url.as_ref().unwrap_or(file))
    });
    let mut files = Vec::new();
    for (file, request) in requests {
        let bytes = answer(request, &file, &sum, &progress).await?;
        files.push((file, bytes));
    }
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let mut loaded = bundle::load(&manifest, &layers).map_err(broken)?;
    if let Some(request) = hours
        && let Ok(bytes) = answer(request, "derived.hours", &sum, &progress).await
    {
        // Without the tables only “open now” finds less, and says so.
        derived::hours::attach(&mut loaded.atlas, &bytes);
    }
    Ok(loaded)
}

/// A further file of a bundle; `None` if it does not come.
pub async fn file(url: &str) -> Option<Vec<u8>> {
    let nobody: Rc<dyn Fn(u64)> = Rc::new(|_| ());
    fetch(url, url, &Rc::default(), &nobody).await.ok()
}

/// An address as the page resolves it.
#[must_use]
pub fn resolved(url: &str) -> String {
    Url::new_with_base(url, &page()).map(|u| u.href()).unwrap_or_default()
}

fn broken(e: crate::bundle::BundleError) -> LoadFailure {
    LoadFailure::Broken(Box::new(e))
}

/// A further file of the bundle, by what its table of contents calls it. The table is read again: the
/// browser has it at hand, and most readers never ask.
pub async fn beside(name: fn(&Manifest) -> Option<&str>) -> Option<Vec<u8>> {
    let nobody: Rc<dyn Fn(u64)> = Rc::new(|_| ());
    let source = Source::of_page();
    let bytes = fetch(&source.url, "", &Rc::default(), &nobody).await.ok()?;
    let manifest = Manifest::parse(file_name(&source.url), &bytes).ok()?;
    let base = Url::new_with_base(&source.url, &page()).ok()?.href();
    let url = Url::new_with_base(name(&manifest)?, &base).ok()?.href();
    fetch(&url, "", &Rc::default(), &nobody).await.ok()
}

/// The table of contents of the bundle as it was written; `None` where it does not come or there is none.
pub async fn contents() -> Option<(Manifest, Vec<u8>)> {
    let source = Source::of_page();
    let name = file_name(&source.url);
    let bytes = file(&source.url).await?;
    Some((Manifest::parse(name, &bytes).ok()?, bytes))
}

/// A file of the bundle by its path.
pub async fn part(path: &str) -> Option<Vec<u8>> {
    file(&address_beside(path)?).await
}

/// The address of a file within the bundle's folder.
#[must_use]
pub fn address_beside(path: &str) -> Option<String> {
    let base = Url::new_with_base(&Source::of_page().url, &page()).ok()?.href();
    Url::new_with_base(path, &base).ok().map(|u| u.href())
}

thread_local! {
    /// The base map that was opened first: the map, the printer and the quiz share it.
    static OPENED: RefCell<Option<Rc<BaseTiles>>> = const { RefCell::new(None) };
}

/// Opens the base map; where it is missing or broken the schematic one, and `None` without either.
pub async fn base() -> Option<Rc<BaseTiles>> {
    if let Some(opened) = OPENED.with_borrow(Clone::clone) {
        return Some(opened);
    }
    let own = BaseTiles::open(BASE).await;
    let instead = own.is_err();
    let mut tiles = match own {
        Ok(own) => own,
        Err(_) => BaseTiles::open(SCHEMATIC).await.ok()?,
    };
    tiles.instead = instead;
    // A basemap of a whole country does not know the district.
    if tiles.source.ground().districts.is_empty()
        && let Ok(schematic) = BaseTiles::open(SCHEMATIC).await
    {
        tiles.borrow_ground(&schematic);
    }
    let tiles = Rc::new(tiles);
    OPENED.set(Some(tiles.clone()));
    Some(tiles)
}

/// Whether pictures lacked parts of the base map; if so they are fetched, and the page is drawn again
/// once they are there.
pub fn complete(on: &Callback<Action>) -> bool {
    let Some(base) = OPENED.with_borrow(Clone::clone).filter(|b| b.source.is_lacking()) else {
        return false;
    };
    let on = on.clone();
    spawn_local(async move {
        if base.complete().await {
            on.emit(Edit::new(|_| ()));
        }
    });
    true
}

/// Reads what questions are made from: the events, questions and stories of the bundle; `None` where
/// one of them cannot be fetched, since a part of them would give another set. A bundle that names
/// none has no questions.
pub async fn told(atlas: &Atlas) -> Option<Told> {
    let nobody: Rc<dyn Fn(u64)> = Rc::new(|_| ());
    let source = Source::of_page();
    let name = file_name(&source.url);
    let bytes = fetch(&source.url, name, &Rc::default(), &nobody).await.ok()?;
    let mut told = Told::default();
    // A bare layer has nothing beside it.
    let Ok(manifest) = Manifest::parse(name, &bytes) else { return Some(told) };
    let base = Url::new_with_base(&source.url, &page()).ok()?.href();
    for file in [&manifest.events, &manifest.quiz, &manifest.stories].into_iter().flatten() {
        let url = Url::new_with_base(file, &base).ok()?.href();
        let bytes = fetch(&url, file, &Rc::default(), &nobody).await.ok()?;
        // `redmap check` tells what is wrong with a file; the others still count.
        let _ = told.add(file, &bytes, atlas);
    }
    Some(told)
}

async fn fetch(
    url: &str,
    file: &str,
    sum: &Rc<Cell<u64>>,
    progress: &Rc<dyn Fn(u64)>,
) -> Result<Vec<u8>, LoadFailure> {
    answer(window().fetch_with_str(url), file, sum, progress).await
}

async fn answer(
    request: js_sys::Promise,
    file: &str,
    sum: &Rc<Cell<u64>>,
    progress: &Rc<dyn Fn(u64)>,
) -> Result<Vec<u8>, LoadFailure> {
    let network = || LoadFailure::Network { file: file.to_owned() };
    let response = JsFuture::from(request).await.map_err(|_| network())?;
    let response: Response = response.dyn_into().map_err(|_| network())?;
    if !response.ok() {
        return Err(LoadFailure::Status { file: file.to_owned(), status: response.status() });
    }
    let mut bytes = Vec::new();
    let Some(body) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_| network())?;
        let Some(chunk) = chunk(&part) else { return Ok(bytes) };
        bytes.extend_from_slice(&chunk.to_vec());
        sum.set(sum.get() + u64::from(chunk.length()));
        progress(sum.get());
    }
}

/// The bytes of a `{done, value}` of the stream, `None` at its end.
fn chunk(part: &JsValue) -> Option<Uint8Array> {
    let get = |key: &str| js_sys::Reflect::get(part, &key.into()).ok();
    if get("done").is_some_and(|d| d.is_truthy()) {
        return None;
    }
    get("value").and_then(|v| v.dyn_into().ok())
}

fn page() -> String {
    window().location().href().unwrap_or_default()
}

/// The last part of an address, without its query.
fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or(path)
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(extension))
}
