//! What the card of a place offers for keeping: been here, favourite, correct.

use super::act;
use super::field::area_once;
use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::domain::kept::{Key, Photo, Visit};
use crate::domain::{Date, Place};
use crate::i18n::words::BranchKey as W;
use crate::present::shapes::Icon;
use crate::state::book::Change;
use crate::state::branch::{Branch, Deed, Part, today};
use crate::state::suggestion_form::Remark;
use crate::state::{Action, Here, Route, State, select};
use gloo::utils::window;
use yew::prelude::*;

const STAR: &str = "M12 4.200l2.400 4.900 5.400.800-3.900 3.800.900 5.400-4.800-2.500-4.800 2.500.900-5.400-3.900-3.800 5.400-.800z";
const PEN: &str = "M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500zM13.500 7l3.500 3.500";

/// The buttons, pressed where the place has the mark.
pub fn marks(s: &State, place: &Place, on: &Callback<Action>) -> El {
    act::start(on);
    let lang = s.lang;
    let fresh = Branch::default();
    let b = s.branch.get::<Branch>().unwrap_or(&fresh);
    let pressed = |on: bool| if on { "true" } else { "false" };
    let visit = b.book.visit(&place.id);
    let been = visit.is_some();
    let record = visit.map(|v| record(s, v, on));
    let starred = s.kept.starred.contains(&place.id);
    let visit = {
        let (on, b, place) = (on.clone(), b.clone(), place.clone());
        let (day, near) = (today(s.now), is_near(s.here, &place));
        Callback::from(move |_: MouseEvent| act::toggle_visit(&on, &b, &place, day, near))
    };
    let star = {
        let (on, b, id, name) = (on.clone(), b.clone(), place.id.clone(), place.name.zh.clone());
        Callback::from(move |_: MouseEvent| act::toggle_in(&on, &b, act::FAVOURITES, &id, &name))
    };
    let correct = {
        let (on, id, name) = (on.clone(), place.id.clone(), lang.pick(&place.name).to_owned());
        let link = select::view_link(s, Route::Branch).to_hash();
        Callback::from(move |_: MouseEvent| {
            let remark =
                Remark { place: Some(id.clone()), name: name.clone(), ..Remark::default() };
            act::edit(&on, move |b| {
                b.part = Part::Suggestions;
                // A suggestion that is being written about this place goes on.
                if b.remark.as_ref().is_none_or(|r| r.place != remark.place) {
                    b.remark = Some(remark.clone());
                }
            });
            let _ = window().location().set_hash(&link);
        })
    };
    let failed = (!b.unsaved.is_empty()).then(|| {
        el("p")
            .class("hint")
            .at("role", "alert")
            .text(&W::BrokenTitle.fill(lang, &[&b.unsaved.len().to_string()]))
    });
    let buttons = el("div")
        .class("acts marks")
        .put(
            button("btn sm", visit)
                .at("aria-pressed", pressed(been))
                .put(glyph(if been { Icon::Check } else { Icon::Pin }, 18))
                .word(W::BeenHere.text(lang)),
        )
        .put(
            button("btn sm", star)
                .at("aria-pressed", pressed(starred))
                .put(line_icon(STAR, 18))
                .word(W::Star.text(lang)),
        )
        .put(button("btn sm", correct).put(line_icon(PEN, 18)).word(W::Suggest.text(lang)))
        .maybe(failed);
    el("div").put(buttons).maybe(record)
}

/// Whether the reader's own position, as well as it is known, is the place's, as well as that is.
fn is_near(here: Here, place: &Place) -> bool {
    let Here::At(at, accuracy) = here else { return false };
    let reach = accuracy + place.accuracy.map_or(0.0, crate::domain::Accuracy::metres);
    at_most(place.position.map(|p| p.distance_m(at)), reach)
}

fn at_most(distance: Option<f64>, reach: f64) -> bool {
    // Positions of phones are worse than that only when they say so.
    distance.is_some_and(|d| d <= reach.max(50.0))
}

/// The days and a note of one's own.
fn record(s: &State, visit: &Visit, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let day = today(s.now);
    let last = visit.days.last().copied().map(Date::text).unwrap_or_default();
    let title = W::MyRecord.fill(lang, &[&visit.days.len().to_string(), &last]);
    let put = |on: &Callback<Action>, visit: &Visit| {
        act::make(on, Change::put(visit.record(act::now_ms())), Deed::Saved);
    };
    let again = (visit.days.last() != Some(&day)).then(|| {
        let (on, visit) = (on.clone(), visit.clone());
        let press = Callback::from(move |_: MouseEvent| {
            let mut visit = visit.clone();
            visit.add(day);
            put(&on, &visit);
        });
        button("btn tiny", press).word(W::AgainToday.text(lang))
    });
    let note = {
        let (on, visit) = (on.clone(), visit.clone());
        area_once(&visit.note.clone(), move |note| {
            let visit = Visit { note: note.trim().to_owned(), ..visit.clone() };
            put(&on, &visit);
        })
    };
    let checked = visit.by_position.then(|| el("p").class("hint").word(W::ByPosition.text(lang)));
    el("details")
        .class("mine")
        .put(el("summary").text(&title))
        .maybe(checked)
        .put(el("label").put(el("span").word(W::MyNote.text(lang))).put(note))
        .put(photos(s, visit, on))
        .maybe(again)
}

/// Photos of one's own at the place, and what adds and removes them.
fn photos(s: &State, visit: &Visit, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let name = visit.name.clone();
    let one = |(id, photo): (&str, &Photo)| {
        let (on, id) = (on.clone(), id.to_owned());
        let remove = Callback::from(move |_: MouseEvent| {
            act::make(&on, Change::drop(Key::new(Photo::KIND, &id)), Deed::Removed);
        });
        let day = photo.day.map(Date::text).unwrap_or_default();
        let words = W::PhotoOf.fill(lang, &[&name, &day]);
        let src = ["data:image/jpeg;base64,", &photo.jpeg].concat();
        el("li").put(el("img").attr("src", &src).attr("alt", &words)).put(
            button("btn tiny", remove)
                .label(&W::RemoveOne.fill(lang, &[&words]))
                .word(W::Remove.text(lang)),
        )
    };
    let add = {
        let (on, place, day) = (on.clone(), visit.place.clone(), today(s.now));
        Callback::from(move |_: MouseEvent| {
            let (on, place) = (on.clone(), place.clone());
            crate::app::photo::pick(move |jpeg| match jpeg {
                Some(jpeg) => {
                    let photo = Photo { place, day: Some(day), jpeg };
                    let record = photo.record(&act::new_id(), act::now_ms());
                    act::make(&on, Change::put(record), Deed::Saved);
                }
                None => act::edit(&on, |b| b.deed = Some(Deed::Unreadable)),
            });
        })
    };
    let fresh = Branch::default();
    let b = s.branch.get::<Branch>().unwrap_or(&fresh);
    // What is told elsewhere of a picture that cannot be read, or a full device, is told here, too.
    let unread = (b.deed == Some(Deed::Unreadable))
        .then(|| el("p").class("hint").word(W::PhotoUnread.text(lang)));
    el("div")
        .class("photos")
        .put(el("ul").all(b.book.photos().filter(|(_, p)| p.place == visit.place), one))
        .put(button("btn tiny", add).word(W::AddPhoto.text(lang)))
        .put(el("span").class("hint").word(W::PhotoHint.text(lang)))
        .put(el("div").at("role", "alert").maybe(unread))
}
