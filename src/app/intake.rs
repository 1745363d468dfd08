//! The page's side of the tools worker: sends a file, hears the answers, takes the places in piece by piece.

use super::screen::to_top_of;
use super::worker::Port;
use crate::bundle::ident::Ids;
use crate::bundle::intake::{Ask, Stage, Tell};
use crate::bundle::load_piece;
use crate::domain::{Atlas, Category, Datum};
use crate::state::{Action, AtlasRef, Edit, NameOrder, State, import};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{File, FileList};
use yew::Callback;

/// Places of the map taken over at a time into a new atlas: some milliseconds of work.
const COPIED: usize = 2000;

/// A layer in the making.
struct Build {
    /// The map as it is, and how many of its places have been taken over.
    old: AtlasRef,
    copied: usize,
    /// Goes on with them; gone with the layer.
    later: Option<Timeout>,
    atlas: Atlas,
    index: usize,
    category: Category,
    ids: Ids,
    ranks: NameOrder,
    expected: usize,
    came: usize,
}

/// The worker in hand and the layer in the making.
#[derive(Default)]
struct Hand {
    port: Option<Port>,
    build: Option<Build>,
}

thread_local! {
    static HAND: RefCell<Hand> = RefCell::new(Hand::default());
}

fn send(ask: Ask) {
    HAND.with_borrow(|hand| {
        if let Some(port) = &hand.port {
            port.send(&ask.write());
        }
    });
}

/// Takes what was chosen or dropped: one file that is not too large goes to the worker.
pub fn bring(files: &FileList, on: &Callback<Action>) {
    let Some(file) = files.get(0) else { return };
    stop();
    if let Some(why) = import::too_much(files.length(), file.size()) {
        let name = if files.length() == 1 { file.name() } else { String::new() };
        on.emit(Edit::new(move |s| {
            import::begin(s, &name);
            import::refuse(s, &why);
        }));
        return;
    }
    let name = file.name();
    on.emit(Edit::new(move |s| import::begin(s, &name)));
    start(&file, on);
}

fn start(file: &File, on: &Callback<Action>) {
    let heard = on.clone();
    let port = Port::open("tools.js", move |message| hear(message.as_deref(), &heard));
    match port {
        Some(port) => {
            port.send_value(file);
            HAND.with_borrow_mut(|hand| hand.port = Some(port));
        }
        None => fail(on),
    }
}

/// Ends the worker, at whatever it is.
pub fn stop() {
    // Out of the borrow first: ending it may run code.
    let hand = HAND.take();
    drop(hand);
}

fn fail(on: &Callback<Action>) {
    stop();
    on.emit(Edit::new(|s| import::refuse(s, &import::broken())));
}

/// Has the file converted from a datum and checked.
pub fn check(datum: Datum, on: &Callback<Action>) {
    on.emit(Edit::new(|s| set_working(s, Stage::Converting)));
    send(Ask::Take(datum));
}

/// Has another part of the findings handed over.
pub fn turn(from: u32) {
    send(Ask::Rows(from));
}

/// Has the places handed over, as a layer beside those of an atlas.
pub fn add(s: &State, on: &Callback<Action>) {
    let kept = import::of(s);
    let (atlas, index, category) = import::layer(&s.atlas, &kept);
    let build = Build {
        old: s.atlas.clone(),
        copied: 0,
        later: None,
        atlas,
        index,
        category,
        ids: Ids::default(),
        ranks: NameOrder::default(),
        expected: kept.verdict.kept as usize,
        came: 0,
    };
    HAND.with_borrow_mut(|hand| hand.build = Some(build));
    on.emit(Edit::new(|s| set_working(s, Stage::Adding)));
    take_over();
}

/// Takes places of the map over into the new atlas, some at a time since an earlier layer may have a hundred
/// thousand; then asks for the new ones.
fn take_over() {
    let done = HAND.with_borrow_mut(|hand| {
        let build = hand.build.as_mut()?;
        let rest = build.old.places().get(build.copied..).unwrap_or_default();
        let part = &rest[..rest.len().min(COPIED)];
        for place in part {
            build.ids.claim(place.id.as_str());
            build.atlas.insert(place.clone());
        }
        build.copied += part.len();
        let done = part.len() == rest.len();
        build.later = (!done).then(|| Timeout::new(0, take_over));
        Some(done)
    });
    if done == Some(true) {
        send(Ask::Names);
    }
}

fn set_working(s: &mut State, stage: Stage) {
    s.import.update(|i: &mut import::Import| i.step = import::Step::Working(stage, 0));
    s.preview = Rc::default();
}

fn hear(message: Option<&[u8]>, on: &Callback<Action>) {
    let Some(tell) = message.and_then(Tell::read) else { return fail(on) };
    match tell {
        Tell::Progress(stage, percent) => {
            on.emit(Edit::new(move |s| import::progress(s, stage, percent)));
        }
        Tell::Refused(why) => {
            stop();
            on.emit(Edit::new(move |s| import::refuse(s, &why)));
        }
        Tell::Question(question) => {
            let question = Rc::new(question);
            on.emit(Edit::new(move |s| import::ask(s, &question)));
        }
        Tell::Verdict(verdict) => {
            let verdict = Rc::new(verdict);
            on.emit(Edit::new(move |s| import::judge(s, &verdict)));
        }
        Tell::Rows(from, rows) => {
            let rows = Rc::new(rows);
            on.emit(Edit::new(move |s| import::turn(s, from, &rows)));
            to_top_of(".imp table");
        }
        Tell::Ranks(zh, en) => {
            HAND.with_borrow_mut(|hand| {
                if let Some(build) = &mut hand.build {
                    build.ranks = NameOrder { zh, en };
                }
            });
            send(Ask::Next);
        }
        Tell::Piece(json, last) => take_in(&json, last, on),
    }
}

/// Puts a piece of the places into the layer in the making; the last one makes it part of the map.
fn take_in(json: &str, last: bool, on: &Callback<Action>) {
    let taken = HAND.with_borrow_mut(|hand| {
        let build = hand.build.as_mut()?;
        for place in load_piece(json, build.index, &build.category, &mut build.ids).ok()? {
            build.atlas.insert(place);
            build.came += 1;
        }
        Some(build.came * 100 / build.expected.max(1))
    });
    let Some(percent) = taken else { return fail(on) };
    if !last {
        // In a thousand pieces the page need not be drawn a thousand times.
        if percent.is_multiple_of(5) {
            let percent = u8::try_from(percent).unwrap_or(100);
            on.emit(Edit::new(move |s| import::progress(s, Stage::Adding, percent)));
        }
        return send(Ask::Next);
    }
    let hand = HAND.take();
    let Some(Build { atlas, mut ranks, came, .. }) = hand.build else { return };
    if ranks.zh.len() != came {
        // Names that could not be told apart stay in the order of the file.
        let all = || (0..u32::try_from(came).unwrap_or(u32::MAX)).collect();
        ranks = NameOrder { zh: all(), en: all() };
    }
    let atlas: AtlasRef = AtlasRef(Rc::new(atlas));
    on.emit(Edit::new(move |s| import::add(s, &atlas.0, &ranks)));
}
