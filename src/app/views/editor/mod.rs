//! 改地图: the view of one's own changes to the map, loaded when it is first opened.

mod deeds;
mod files;
mod form;
mod merging;
mod place_at;
mod table;

use super::branch::act;
use super::branch::field::{focus, input};
use crate::app::parts::{El, button, el, glyph, notice_box};
use crate::bundle::check::Anchors;
use crate::domain::kept::map_edit::Deed;
use crate::domain::sketch::Sketch;
use crate::i18n::words::EditKey as W;
use crate::present::editor::{Finding, findings};
use crate::present::shapes::Icon;
use crate::state::branch::Branch;
use crate::state::editor::draw::position;
use crate::state::editor::{Drawing, Editor, Kind, Tool};
use crate::state::{Action, State};
use std::cell::OnceCell;
use yew::prelude::*;

thread_local! {
    static ANCHORS: OnceCell<Anchors> = const { OnceCell::new() };
}

/// What the checks say of a feature.
fn checked(s: &State, b: &Branch, sketch: &Sketch) -> Vec<Finding> {
    ANCHORS.with(|known| findings(s.lang, b, known.get_or_init(Anchors::built_in), sketch))
}

/// Changes what the editor knows beside the edits.
fn edit(on: &Callback<Action>, change: impl Fn(&mut Editor) + 'static) {
    act::edit(on, move |b| change(&mut b.editor));
}

/// The section.
pub fn editor(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let e = &b.editor;
    let out = el("div");
    if e.failed {
        let again = {
            let on = on.clone();
            Callback::from(move |_: MouseEvent| edit(&on, |e| e.failed = false))
        };
        let again = button("btn tiny", again).word(W::Again.text(lang));
        return out.class("br-part ed").put(notice_box(
            true,
            W::NotRead.text(lang),
            "",
            vec![again],
        ));
    }
    if e.catalog.is_none() {
        files::read(on);
        return out
            .class("br-part ed")
            .put(el("p").class("wait").at("role", "status").word(W::Reading.text(lang)));
    }
    deeds::follow(s, b, on);
    let count = |deed: Deed| b.book.edits().filter(|(_, e)| e.deed() == deed).count().to_string();
    let counts = [count(Deed::Add), count(Deed::Change), count(Deed::Delete)];
    let counts = W::Counts.fill(lang, &counts.each_ref().map(String::as_str));
    let body = match &e.tool {
        Tool::Draw(drawing) => Some(draw_box(s, b, drawing, on)),
        _ => e.chosen.as_ref().map(|id| form::form(s, b, id, on)),
    };
    out.class_if("br-part ed", body.is_some(), "ed-live")
        .put(el("p").class("hint").word(W::Lead.text(lang)))
        .put(el("p").class("br-line").text(&counts))
        .put(merging::merging(s, b, on))
        .put(makers(s, on))
        // Always there, so that the focus stays where it is when it is filled.
        .put(el("div").class("ed-body").maybe(body))
        .put(table::table(s, b, on))
        .put(files::ways(s, b, on))
}

/// What begins something new.
fn makers(s: &State, on: &Callback<Action>) -> El {
    let make = |kind: Kind, words: W, class: &'static str| {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| {
            edit(&on, move |e| {
                e.choose(None);
                e.tool = Tool::Draw(Drawing { kind, points: Vec::new() });
            });
            focus(".ed-draw input");
        });
        button(class, press).put(glyph(Icon::Plus, 18)).word(words.text(s.lang))
    };
    el("div")
        .class("br-row ed-make")
        .put(make(Kind::Place, W::AddPlace, "btn pri"))
        .put(make(Kind::Line, W::AddLine, "btn"))
        .put(make(Kind::Area, W::AddArea, "btn"))
}

/// Something new under way.
fn draw_box(s: &State, b: &Branch, drawing: &Drawing, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let count = drawing.points.len();
    let title = match drawing.kind {
        Kind::Place => W::AddPlace,
        Kind::Line => W::AddLine,
        Kind::Area => W::AddArea,
    };
    let centre = s.camera.map(|c| c.centre).map(|at| {
        let (on, b) = (on.clone(), b.clone());
        let press = Callback::from(move |_: MouseEvent| deeds::press(&on, &b, at));
        button("btn sm", press).put(glyph(Icon::Pin, 18)).word(W::Centre.text(lang))
    });
    let off = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            edit(&on, |e| {
                if let Tool::Draw(drawing) = &mut e.tool {
                    drawing.points.pop();
                }
            });
        })
    };
    let finish = {
        let (on, b) = (on.clone(), b.clone());
        Callback::from(move |_: MouseEvent| deeds::finish(&on, &b))
    };
    let cancel = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            edit(&on, |e| e.choose(None));
            focus(".ed-make button");
        })
    };
    let mut acts = el("div").class("br-row");
    if drawing.kind != Kind::Place {
        acts = acts
            .put(
                button("btn pri", finish)
                    .flag("disabled", drawing.outline().is_none())
                    .word(W::Finish.text(lang)),
            )
            .put(button("btn", off).flag("disabled", count == 0).word(W::LastOff.text(lang)));
    }
    acts = acts.put(button("btn", cancel).word(W::Cancel.text(lang)));
    el("section")
        .class("br-form ed-draw")
        .at("aria-label", title.text(lang))
        .put(el("h3").word(title.text(lang)))
        .put(el("p").at("role", "status").text(&W::Drawing.fill(lang, &[&count.to_string()])))
        .put(el("div").class("br-row").put(typed_position(s, b, on)).maybe(centre))
        .put(acts)
}

/// A position typed in, for whoever does not press the map.
fn typed_position(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    const FIELD: &str = "\u{1}typed";
    let lang = s.lang;
    let words = match &b.editor.typing {
        Some((field, words)) if field == FIELD => words.clone(),
        _ => String::new(),
    };
    let typing = {
        let on = on.clone();
        move |words: String| edit(&on, move |e| e.typing = Some((FIELD.to_owned(), words.clone())))
    };
    let at = position(&words);
    let put = {
        let (on, b) = (on.clone(), b.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            if let Some(at) = at {
                edit(&on, |e| e.typing = None);
                deeds::press(&on, &b, at);
            }
        })
    };
    let wrong = !words.trim().is_empty() && at.is_none();
    let field = input("text", &words, typing)
        .at("aria-label", W::Typed.text(lang))
        .at("placeholder", W::TypedHint.text(lang))
        .at("autocomplete", "off")
        .at_if(wrong, "aria-invalid", "true");
    el("form")
        .class("br-row ed-typed")
        .at("novalidate", "")
        .on_submit(put)
        .put(field)
        .put(
            el("button")
                .class("btn sm")
                .at("type", "submit")
                .flag("disabled", at.is_none())
                .word(W::Put.text(lang)),
        )
        .put(
            // Always there, or the field before it would be made anew.
            el("span")
                .at("role", "alert")
                .maybe(wrong.then(|| el("em").word(W::TypedWrong.text(lang)))),
        )
}
