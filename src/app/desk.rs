//! The engine worker from the page's side: it is started when something is first asked of it, gets the
//! bundle's street network, and answers jobs. Nothing here computes.

use super::asset::asset;
use super::load;
use crate::domain::{Atlas, Itinerary};
use crate::engine::message::{self, BETTER, ERROR, FORGET, NETWORK, PLAN, PROGRESS, STOP, seal};
use crate::engine::tour::{Plan, answer};
use gloo::events::EventListener;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker};
use yew::Callback;

/// What a job tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The plan; the job is done.
    Planned(Rc<Plan>),
    /// Rounds done and rounds in all of a search.
    Progress(u32, u32),
    /// There will be no answer: the worker did not load or broke down, or a place has no position.
    Failed,
}

struct Job {
    number: u32,
    tour: Itinerary,
    to: Callback<Reply>,
}

struct Running {
    worker: Worker,
    /// Messages that wait for the street network; `None` once it is there.
    held: Option<Vec<Vec<u8>>>,
    _listeners: [EventListener; 2],
}

impl Running {
    fn post(&mut self, message: Vec<u8>) {
        match &mut self.held {
            Some(held) => held.push(message),
            // It can only fail for values that cannot be copied.
            None => drop(self.worker.post_message(&Uint8Array::from(&message[..]))),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

#[derive(Default)]
struct Desk {
    running: Option<Running>,
    jobs: Vec<Job>,
    last: u32,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Asks for the best plan of a tour all of whose places have positions; the number of the job. The plan's
/// points are the stops of this tour in their order, then its start and end.
#[must_use]
pub fn better(tour: &Itinerary, atlas: &Atlas, to: Callback<Reply>) -> u32 {
    DESK.with_borrow_mut(|desk| {
        desk.last = desk.last.wrapping_add(1);
        let number = desk.last;
        let position = |id: &_| atlas.place(id).and_then(|p| p.position);
        let message = message::tour(BETTER, number, tour, &position);
        if desk.running.is_none() {
            desk.running = start();
        }
        match &mut desk.running {
            Some(running) => {
                running.post(message);
                desk.jobs.push(Job { number, tour: tour.clone(), to });
            }
            // Told later, as every answer is: whoever asks is in the middle of something.
            None => spawn_local(async move { to.emit(Reply::Failed) }),
        }
        number
    })
}

/// Ends a search early; its best plan so far comes as the answer.
pub fn stop(job: u32) {
    DESK.with_borrow_mut(|desk| {
        if let Some(running) = &mut desk.running {
            running.post(seal(STOP, job, &[]));
        }
    });
}

/// Drops a job; no answer comes.
pub fn forget(job: u32) {
    DESK.with_borrow_mut(|desk| {
        desk.jobs.retain(|j| j.number != job);
        if let Some(running) = &mut desk.running {
            running.post(seal(FORGET, job, &[]));
        }
    });
}

/// Starts the worker and fetches the network for it; `None` where the browser has no workers.
fn start() -> Option<Running> {
    let worker = Worker::new(&asset("engine.js")?).ok()?;
    let heard = EventListener::new(&worker, "message", |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        hear(&data.unchecked_into::<Uint8Array>().to_vec());
    });
    let broken = EventListener::new(&worker, "error", |event| {
        // It goes to the console, and no further: the page lives on.
        web_sys::console::warn_1(event);
        event.prevent_default();
        fail();
    });
    spawn_local(async {
        // A tour without streets has straight legs, which are called estimates.
        let network =
            load::beside(|manifest| manifest.network.as_deref()).await.unwrap_or_default();
        DESK.with_borrow_mut(|desk| {
            let Some(running) = &mut desk.running else { return };
            let held = running.held.take();
            running.post(seal(NETWORK, 0, &network));
            held.into_iter().flatten().for_each(|message| running.post(message));
        });
    });
    Some(Running { worker, held: Some(Vec::new()), _listeners: [heard, broken] })
}

/// Passes an answer on.
fn hear(bytes: &[u8]) {
    let Some((kind, number, rest)) = message::open(bytes) else { return };
    let found = DESK.with_borrow_mut(|desk| {
        let at = desk.jobs.iter().position(|j| j.number == number)?;
        if kind == PROGRESS {
            let job = &desk.jobs[at];
            let (done, total) = message::rounds(rest)?;
            return Some((job.to.clone(), Reply::Progress(done, total)));
        }
        let job = desk.jobs.remove(at);
        let reply = match answer::plan(rest, &job.tour) {
            Some(plan) if kind == PLAN => Reply::Planned(Rc::new(plan)),
            _ => Reply::Failed,
        };
        Some((job.to, reply))
    });
    if kind == ERROR {
        web_sys::console::warn_1(&String::from_utf8_lossy(rest).as_ref().into());
    }
    // Outside the borrow: the answer may lead to the next question.
    if let Some((to, reply)) = found {
        to.emit(reply);
    }
}

/// The worker is gone, and all its jobs with it; the next question starts another one.
fn fail() {
    let (running, jobs) =
        DESK.with_borrow_mut(|desk| (desk.running.take(), std::mem::take(&mut desk.jobs)));
    // Its listener is what runs just now.
    spawn_local(async move { drop(running) });
    for job in jobs {
        job.to.emit(Reply::Failed);
    }
}
