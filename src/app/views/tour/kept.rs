//! Tours to begin with: ready-made ones, and those kept on the device.

use super::form::pane_head;
use super::timetable::told;
use super::{Desk, icon, outlet};
use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::app::{clipboard, kept_tours};
use crate::bundle::themes::Theme;
use crate::domain::{Itinerary, tour_link};
use crate::i18n::words::{OutKey, TourKey as K};
use crate::present::planner as view;
use crate::present::shapes::Icon;
use crate::state::planner::{self, Kept, Pane, Planner};
use crate::state::{Action, Edit, TourAction};
use gloo::utils::window;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The list of tours; `back` where there is a tour to go back to.
pub fn tours(desk: &Desk<'_>, back: bool) -> El {
    let mut out = el("section").class("pane").at("aria-label", desk.word(K::More));
    out = if back {
        out.put(pane_head(desk, K::More))
    } else {
        out.put(
            el("header")
                .class("tour-head")
                .put(el("h2").at("tabindex", "-1").word(desk.word(K::Begin)))
                .put(el("p").class("hint").word(desk.word(K::BeginBody))),
        )
    };
    let mut body = el("div").class("scroll");
    if back {
        body = body.put(present(desk));
    }
    if back || !desk.p.kept.is_empty() || desk.p.removed.is_some() {
        body = body.put(mine(desk));
    }
    if back {
        body = body.put(el("h3").class("grp").word(desk.word(K::Ready)));
    }
    let themes = el("ul").class("themes").all(desk.p.themes.iter(), |t| theme(desk, t));
    let fresh = desk.press(|s| {
        planner::act(s, &TourAction::Open(Itinerary::default()));
        planner::edit(s, |p, _| p.pane = Pane::Add);
    });
    let begin = button("btn", fresh).put(glyph(Icon::Plus, 18)).word(desk.word(if back {
        K::New
    } else {
        K::BeginEmpty
    }));
    let import = button("btn", import(desk))
        .put(line_icon(icon::IN, 18))
        .word(OutKey::Import.text(desk.lang));
    let said = el("p").class("hint").text(&desk.p.said);
    out.put(body.put(themes).put(el("p").class("tour-empty").put(begin).put(import)).put(said))
}

/// Opens a tour from a file.
fn import(desk: &Desk<'_>) -> Callback<MouseEvent> {
    let (take, told) = (desk.on.clone(), told(desk));
    Callback::from(move |_: MouseEvent| {
        let take = take.reform(|tour: Itinerary| {
            Edit::new(move |s| {
                planner::act(s, &TourAction::Open(tour.clone()));
                planner::edit(s, |p, _| p.pane = Pane::Stops);
                planner::fit(s);
            })
        });
        outlet::import(take, told.clone());
    })
}

fn theme(desk: &Desk<'_>, t: &Theme) -> El {
    let begin = {
        let theme = Rc::new(t.clone());
        desk.bring(move |s| planner::begin(s, &theme))
    };
    let stops = desk.say(K::StopCount, &[&t.tour.stops.len().to_string()]);
    let meta = [stops.as_str(), " · ", view::mode(desk.lang, t.tour.mode)].concat();
    el("li").key(&t.id).put(
        button("theme", begin)
            .put(el("b").text(desk.lang.pick(&t.title)))
            .put(el("span").class("num").text(&meta))
            .put(el("span").text(desk.lang.pick(&t.text))),
    )
}

/// What can be done with the tour being made.
fn present(desk: &Desk<'_>) -> El {
    let save = {
        let (tour, kept) = (desk.p.work.tour.clone(), desk.p.kept.clone());
        let name =
            if tour.name.is_empty() { desk.word(K::Unnamed).to_owned() } else { tour.name.clone() };
        let store = store(desk, desk.word(K::Saved));
        Callback::from(move |_: MouseEvent| {
            let code = tour_link::encode(&tour);
            // A tour of the same name is the same tour, kept anew.
            store(match kept.iter().find(|k| k.name == name) {
                Some(known) => Kept { code, ..known.clone() },
                None => Kept { code, ..kept_tours::copy("", &name) },
            });
        })
    };
    let copy = {
        let (on, yes, no) = (desk.on.clone(), desk.word(K::LinkCopied), desk.word(K::NotCopied));
        Callback::from(move |_: MouseEvent| {
            let on = on.clone();
            spawn_local(async move {
                let address = window().location().href().unwrap_or_default();
                let words = if clipboard::copy(&address).await { yes } else { no };
                on.emit(said(words));
            });
        })
    };
    el("div")
        .class("tour-present")
        .put(el("b").text(&desk.p.work.tour.name))
        .put(
            el("div")
                .class("demand-acts")
                .put(button("btn sm", save).put(glyph(Icon::Check, 16)).word(desk.word(K::Save)))
                .put(
                    button("btn sm", copy).put(glyph(Icon::Copy, 16)).word(desk.word(K::CopyLink)),
                ),
        )
        .put(el("p").class("hint").text(&desk.p.said))
}

fn mine(desk: &Desk<'_>) -> El {
    let undo = desk.p.removed.as_ref().map(|gone| {
        let (gone, store) = (gone.clone(), store(desk, ""));
        let words = desk.say(K::Deleted, &[&gone.name]);
        let back = Callback::from(move |_: MouseEvent| store(gone.clone()));
        el("p")
            .class("tour-undo")
            .at("role", "status")
            .text(&words)
            .put(button("btn sm", back).put(line_icon(icon::UNDO, 16)).word(desk.word(K::Undo)))
    });
    let empty = desk.p.kept.is_empty().then(|| el("p").class("hint").word(desk.word(K::NoneKept)));
    el("section")
        .class("mine")
        .put(el("h3").class("grp").word(desk.word(K::Mine)))
        .maybe(undo)
        .maybe(empty)
        .put(el("ul").all(desk.p.kept.iter(), |k| kept_row(desk, k)))
}

fn kept_row(desk: &Desk<'_>, k: &Kept) -> El {
    let open = {
        let code = k.code.clone();
        desk.bring(move |s| {
            if let Some(tour) = tour_link::decode(&code) {
                planner::act(s, &TourAction::Open(tour));
                planner::edit(s, |p, _| p.pane = Pane::Stops);
            }
        })
    };
    let twice = {
        let (store, code, copy) =
            (store(desk, ""), k.code.clone(), desk.say(K::CopyOf, &[&k.name]));
        Callback::from(move |_: MouseEvent| store(kept_tours::copy(&code, &copy)))
    };
    let gone = {
        let (k, on, no) = (k.clone(), desk.on.clone(), desk.word(K::NotSaved));
        Callback::from(move |_: MouseEvent| {
            let (k, on) = (k.clone(), on.clone());
            spawn_local(async move {
                if kept_tours::delete(&k).await {
                    on.emit(Edit::new(move |s| {
                        planner::edit(s, |p, _| p.removed = Some(k.clone()));
                    }));
                } else {
                    on.emit(said(no));
                }
            });
        })
    };
    let small = |key: K, press: Callback<MouseEvent>, sign: El| {
        let name = [desk.word(key), " ", &k.name].concat();
        button("icb", press).label(&name).at("title", desk.word(key)).put(sign)
    };
    el("li")
        .key(&k.id)
        .class("kept")
        .put(button("link", open).text(&k.name))
        .put(small(K::Duplicate, twice, glyph(Icon::Copy, 18)))
        .put(small(K::Delete, gone, line_icon(icon::BIN, 18)))
}

fn said(words: &'static str) -> Action {
    Edit::new(move |s| planner::edit(s, |p, _| words.clone_into(&mut p.said)))
}

/// What keeps a tour, and then says whether that worked. The list follows by itself.
fn store(desk: &Desk<'_>, yes: &'static str) -> impl Fn(Kept) + use<> {
    let (on, no) = (desk.on.clone(), desk.word(K::NotSaved));
    move |tour| {
        let on = on.clone();
        spawn_local(async move {
            let worked = kept_tours::put(&tour).await;
            on.emit(Edit::new(move |s| {
                planner::edit(s, |p: &mut Planner, _| {
                    if worked {
                        p.removed = None;
                    }
                    (if worked { yes } else { no }).clone_into(&mut p.said);
                });
            }));
        });
    }
}
