//! All features as a table, several of which can be changed at once.

use super::super::branch::field::{focus, input, labelled, select};
use super::form::{deed_word, left_as};
use super::{deeds, edit};
use crate::app::parts::{El, button, el};
use crate::domain::kept::map_edit::Deed;
use crate::i18n::words::EditKey as W;
use crate::present::editor::{self as present, COLUMNS, FIELDS, Form, field_name};
use crate::state::branch::Branch;
use crate::state::editor::{ROWS, Row, rows, words};
use crate::state::{Action, State};
use yew::prelude::*;

/// The section.
pub fn table(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let e = &b.editor;
    let all = rows(b);
    let search = {
        let on = on.clone();
        input("search", &e.needle, move |words| {
            edit(&on, move |e| {
                e.needle.clone_from(&words);
                e.shown = ROWS;
            });
        })
        .at("aria-label", W::Find.text(lang))
        .at("placeholder", W::Find.text(lang))
    };
    let mine = {
        let on = on.clone();
        let toggle = Callback::from(move |_: Event| edit(&on, |e| e.mine_only = !e.mine_only));
        let field = el("input").at("type", "checkbox").checked(e.mine_only).on_change(toggle);
        el("label").class("ed-mine").put(field).word(W::MineOnly.text(lang))
    };
    let count = W::Rows.fill(lang, &[&all.len().to_string()]);
    let head = COLUMNS.iter().fold(el("tr").put(el("th").at("scope", "col")), |tr, field| {
        tr.put(el("th").at("scope", "col").text(&field_name(lang, field)))
    });
    let head = head.put(el("th").at("scope", "col").word(W::State.text(lang)));
    let body = el("tbody").all(all.iter().take(e.shown), |row| line(s, b, row, on));
    let more = (all.len() > e.shown).then(|| {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| edit(&on, |e| e.shown += 2 * ROWS));
        button("btn wide", press).word(W::More.text(lang))
    });
    let none = all.is_empty().then(|| el("p").class("hint").word(W::Nothing.text(lang)));
    el("section")
        .class("ed-table")
        .put(el("h3").word(W::Table.text(lang)))
        .put(
            el("div")
                .class("br-bar")
                .put(search)
                .put(mine)
                .put(el("span").class("num").at("role", "status").text(&count)),
        )
        .put(el("div").maybe((!e.ticked.is_empty()).then(|| bulk(s, b, on))))
        .put(
            // Wider than a phone: it scrolls by itself, by keys as well.
            el("div")
                .class("ed-wide")
                .at("role", "region")
                .at("tabindex", "0")
                .at("aria-label", W::Table.text(lang))
                .put(el("table").put(el("thead").put(head)).put(body)),
        )
        .put(el("div").maybe(none).maybe(more))
}

fn line(s: &State, b: &Branch, row: &Row, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let id = row.sketch.id.clone();
    let name = present::name(lang, &row.sketch);
    let gone = row.deed == Some(Deed::Delete);
    let tick = {
        let (on, id) = (on.clone(), id.clone());
        Callback::from(move |_: Event| {
            let id = id.clone();
            edit(&on, move |e| {
                if e.ticked.contains(&id) {
                    e.ticked.retain(|t| *t != id);
                } else {
                    e.ticked.push(id.clone());
                }
            });
        })
    };
    let field = el("input")
        .at("type", "checkbox")
        .label(&W::Tick.fill(lang, &[&name]))
        .checked(b.editor.ticked.contains(&id))
        .flag("disabled", gone)
        .on_change(tick);
    let mut tr = el("tr").key(&id).class_if("ed-row", gone, "gone").put(el("td").put(field));
    for column in COLUMNS {
        let value = words(&row.sketch, column);
        let (on, b, id) = (on.clone(), b.clone(), id.clone());
        let keep = move |words: String| {
            deeds::field(&on, &b, std::slice::from_ref(&id), column, &words);
        };
        let control = el("input")
            .at("type", "text")
            .value(&value)
            .flag("disabled", gone)
            .label(&[&field_name(lang, column), " · ", &name].concat())
            .on_change(left_as(keep));
        tr = tr.put(el("td").put(control));
    }
    let open = {
        let (on, id) = (on.clone(), id.clone());
        let at = row.sketch.outline().points().first().copied();
        let press = Callback::from(move |_: MouseEvent| {
            let id = id.clone();
            edit(&on, move |e| e.choose(Some(&id)));
            if let Some(at) = at {
                on.emit(Action::Go(crate::state::Target::View(at, LOOK_ZOOM)));
            }
            focus(".ed-form button");
        });
        let word = row.deed.map_or(W::Form, deed_word);
        button("link", press).label(&W::OpenRow.fill(lang, &[&name])).word(word.text(lang))
    };
    tr.put(el("td").put(open))
}

/// Zoom at which a feature is looked at.
const LOOK_ZOOM: f64 = 16.0;

/// What is done to all that are ticked.
fn bulk(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let e = &b.editor;
    let fields: Vec<(String, String)> = FIELDS
        .iter()
        .filter(|(.., form)| *form != Form::Category)
        .map(|(field, word, _)| ((*field).to_owned(), word.text(lang).to_owned()))
        .collect();
    let choose = {
        let on = on.clone();
        move |field: String| edit(&on, move |e| e.bulk.0.clone_from(&field))
    };
    let typing = {
        let on = on.clone();
        move |words: String| edit(&on, move |e| e.bulk.1.clone_from(&words))
    };
    let set = {
        let (on, b) = (on.clone(), b.clone());
        Callback::from(move |_: MouseEvent| {
            let e = &b.editor;
            deeds::field(&on, &b, &e.ticked, &e.bulk.0, &e.bulk.1);
        })
    };
    let delete = {
        let (on, b) = (on.clone(), b.clone());
        Callback::from(move |_: MouseEvent| deeds::delete(&on, &b, &b.editor.ticked))
    };
    let none = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| edit(&on, |e| e.ticked.clear()))
    };
    let field = select(&e.bulk.0, &fields, choose);
    let value = input("text", &e.bulk.1, typing);
    el("div")
        .class("br-form ed-bulk")
        .put(
            el("p")
                .at("role", "status")
                .text(&W::Ticked.fill(lang, &[&e.ticked.len().to_string()])),
        )
        .put(
            el("div")
                .class("br-fields")
                .put(labelled("f", W::BulkField.text(lang), field, None))
                .put(labelled("f f-topic", W::BulkValue.text(lang), value, None)),
        )
        .put(
            el("div")
                .class("br-row")
                .put(button("btn sm pri", set).word(W::BulkSet.text(lang)))
                .put(button("btn sm", delete).word(W::BulkDelete.text(lang)))
                .put(button("btn sm", none).word(W::TickNone.text(lang))),
        )
}
