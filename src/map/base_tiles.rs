//! A base map's archive on a server: fetched whole where it is small, by ranges where it is large.

use crate::domain::mercator::World;
use crate::engine::base_map::source::Need;
use crate::engine::base_map::{BaseMap, Source};
use crate::tiles::{Archive, ArchiveError, Span};
use gloo::utils::window;
use js_sys::{ArrayBuffer, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use thiserror::Error;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Headers, RequestInit, Response};

/// Up to so many bytes an archive is fetched whole: one request, and all of it works offline.
const WHOLE: u64 = 2_000_000;

/// First bytes of a large archive: header and root directory, by the specification.
const FIRST: Span = Span { from: 0, length: 16_384 };

/// How long a part that could not be fetched is let be, in milliseconds.
const PATIENCE: u32 = 15_000;

/// Why there is no base map.
#[derive(Debug, Error)]
pub enum BaseFault {
    /// The server does not answer, or not with the file.
    #[error("the base map could not be fetched")]
    Fetch,
    /// What it answered is no base map.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// A base map that fetches what it needs.
#[derive(Debug)]
pub struct BaseTiles {
    /// What has been fetched.
    pub source: Rc<Source>,
    /// Whether it stands in for one that could not be read.
    pub instead: bool,
    url: String,
    /// Parts on their way, and those that did not come.
    asked: RefCell<Vec<Need>>,
}

/// What a server answers to a request for a part of a file.
enum Answer {
    Part(Vec<u8>),
    Whole(Vec<u8>),
}

impl BaseTiles {
    /// Opens the archive at an address.
    ///
    /// # Errors
    /// When it cannot be fetched or is no base map.
    pub async fn open(url: &str) -> Result<Self, BaseFault> {
        let response = fetch(window().fetch_with_str(url)).await.ok_or(BaseFault::Fetch)?;
        let header = |name: &str| response.headers().get(name).ok().flatten();
        // What is packed on the way has another length than the file.
        let length = header("content-length").filter(|_| header("content-encoding").is_none());
        let length = length.and_then(|l| l.parse::<u64>().ok());
        let source = if length.is_some_and(|l| l > WHOLE) {
            if let Some(body) = response.body() {
                let _ = body.cancel();
            }
            Self::parts(url, length).await?
        } else {
            Source::whole(body(&response).await.ok_or(BaseFault::Fetch)?)?
        };
        let (source, url) = (Rc::new(source), url.to_owned());
        Ok(Self { source, instead: false, url, asked: RefCell::default() })
    }

    async fn parts(url: &str, length: Option<u64>) -> Result<Source, BaseFault> {
        let first = match range(url, FIRST).await.ok_or(BaseFault::Fetch)? {
            Answer::Part(bytes) => bytes,
            Answer::Whole(file) => return Ok(Source::whole(file)?),
        };
        let archive = Archive::open(&first, length)?;
        let span = archive.header.metadata;
        if let Some(metadata) = span.of(&first) {
            return Ok(Source::parts(archive, metadata)?);
        }
        let metadata = part(url, span).await.ok_or(BaseFault::Fetch)?;
        Ok(Source::parts(archive, &metadata)?)
    }

    /// Takes the districts of another base map, where this one has none.
    pub fn borrow_ground(&mut self, other: &Self) {
        if let Some(own) = Rc::get_mut(&mut self.source) {
            own.borrow_ground(other.source.ground());
        }
    }

    /// The map of a box, as far as it is at hand; when the rest has come, `again` is called.
    pub fn compose(
        self: &Rc<Self>,
        corners: (World, World),
        zoom: f64,
        again: &Rc<dyn Fn()>,
    ) -> Rc<BaseMap> {
        let shown = self.source.compose(corners, zoom);
        let new = self.unasked(shown.missing);
        if !new.is_empty() {
            let (tiles, again) = (self.clone(), again.clone());
            spawn_local(async move {
                tiles.bring(new).await;
                again();
            });
        }
        shown.base
    }

    /// Brings what pictures drawn by [`Source::draw`] lacked; whether there was anything new.
    pub async fn complete(self: &Rc<Self>) -> bool {
        let new = self.unasked(self.source.lacking());
        let any = !new.is_empty();
        self.clone().bring(new).await;
        any
    }

    /// Which parts have not been asked for yet; from now on they have.
    fn unasked(&self, needs: Vec<Need>) -> Vec<Need> {
        let mut asked = self.asked.borrow_mut();
        let mut new = Vec::new();
        for need in needs {
            if !asked.contains(&need) {
                asked.push(need);
                new.push(need);
            }
        }
        new
    }

    async fn bring(self: Rc<Self>, needs: Vec<Need>) {
        // All requests leave at once; awaiting them one after the other costs nothing then.
        let requests: Vec<_> = needs.iter().map(|n| ask(&self.url, n.span)).collect();
        for (need, request) in needs.into_iter().zip(requests) {
            let answer = match request {
                Some(promise) => read(promise).await,
                None => None,
            };
            if let Some(bytes) = answer.and_then(|a| a.cut(need.span)) {
                self.source.take(need, &bytes);
                self.asked.borrow_mut().retain(|n| *n != need);
            } else {
                let tiles = self.clone();
                gloo::timers::callback::Timeout::new(PATIENCE, move || {
                    tiles.asked.borrow_mut().retain(|n| *n != need);
                })
                .forget();
            }
        }
    }
}

impl Answer {
    /// The bytes of a span that was asked for.
    fn cut(self, span: Span) -> Option<Vec<u8>> {
        match self {
            Self::Part(bytes) => Some(bytes),
            Self::Whole(file) => span.of(&file).map(<[u8]>::to_vec),
        }
    }
}

async fn part(url: &str, span: Span) -> Option<Vec<u8>> {
    range(url, span).await?.cut(span)
}

async fn range(url: &str, span: Span) -> Option<Answer> {
    read(ask(url, span)?).await
}

/// Asks for a part of a file.
fn ask(url: &str, span: Span) -> Option<js_sys::Promise> {
    let headers = Headers::new().ok()?;
    let last = span.end().checked_sub(1)?;
    let bytes = ["bytes=", &span.from.to_string(), "-", &last.to_string()].concat();
    headers.set("range", &bytes).ok()?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    Some(window().fetch_with_str_and_init(url, &init))
}

async fn read(request: js_sys::Promise) -> Option<Answer> {
    let response = fetch(request).await?;
    let bytes = body(&response).await?;
    Some(if response.status() == 206 { Answer::Part(bytes) } else { Answer::Whole(bytes) })
}

async fn fetch(request: js_sys::Promise) -> Option<Response> {
    let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    response.ok().then_some(response)
}

async fn body(response: &Response) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}
