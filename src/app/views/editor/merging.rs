//! Edits that the bundle has overtaken: what fits by itself, and what is to be chosen, side by side.

use super::super::branch::act;
use super::edit;
use crate::app::parts::{El, button, el};
use crate::domain::sketch::{Clash, Outcome};
use crate::i18n::words::EditKey as W;
use crate::present::editor::{field_name, value};
use crate::state::branch::{Branch, Deed};
use crate::state::editor::{self, Moved};
use crate::state::{Action, State};
use yew::prelude::*;

/// The box; empty where nothing was overtaken.
pub fn merging(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let all = editor::moved(b);
    let Some(catalog) = b.editor.catalog.as_ref().filter(|_| !all.is_empty()) else {
        return el("div");
    };
    let merge = {
        let (on, b) = (on.clone(), b.clone());
        Callback::from(move |_: MouseEvent| {
            act::make(&on, editor::settle(&b, true, act::now_ms()), Deed::Saved);
            edit(&on, |e| e.theirs.clear());
        })
    };
    let title = W::MovedTitle.fill(lang, &[&catalog.version, &all.len().to_string()]);
    el("section")
        .class("br-form ed-merge")
        .put(el("h3").text(&title))
        .put(el("p").word(W::MovedBody.text(lang)))
        .put(el("ul").all(&all, |m| one(s, b, m, on)))
        .put(button("btn pri", merge).word(W::Merge.text(lang)))
}

fn one(s: &State, b: &Branch, m: &Moved, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let said = match &m.outcome {
        Outcome::Still => return el("li"),
        Outcome::Done => W::SameNow,
        Outcome::Fits(_) => W::Fits,
        Outcome::Clashes(_, clashes) => {
            let head = el("tr")
                .put(el("th").at("scope", "col").word(W::Field.text(lang)))
                .put(el("th").at("scope", "col").word(W::OfMine.text(lang)))
                .put(el("th").at("scope", "col").word(W::OfBundle.text(lang)));
            let body = el("tbody").all(clashes, |c| row(s, b, m, c, on));
            let table = el("table").put(el("thead").put(head)).put(body);
            return el("li").key(&m.id).put(el("h4").text(&m.name)).put(table);
        }
    };
    let line = [&m.name, " · ", said.text(lang)].concat();
    el("li").key(&m.id).put(el("h4").text(&line))
}

fn row(s: &State, b: &Branch, m: &Moved, clash: &Clash, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let key = (m.id.clone(), clash.field.clone());
    let theirs = b.editor.theirs.contains(&key);
    let name = field_name(lang, &clash.field);
    let choice = |take: bool, json: Option<&str>| {
        let words = match (json, clash.field.is_empty()) {
            (None, true) => W::Gone.text(lang).to_owned(),
            (json, _) => value(lang, json),
        };
        let (on, key) = (on.clone(), key.clone());
        let choose = Callback::from(move |_: Event| {
            let key = key.clone();
            edit(&on, move |e| {
                e.theirs.retain(|k| *k != key);
                if take {
                    e.theirs.push(key.clone());
                }
            });
        });
        let field = el("input")
            .at("type", "radio")
            .attr("name", &["ed-", &m.id, "-", &name].concat())
            .checked(theirs == take)
            .on_change(choose);
        el("td").put(el("label").put(field).put(el("span").text(&words)))
    };
    el("tr")
        .put(el("th").at("scope", "row").text(&name))
        .put(choice(false, clash.mine.as_deref()))
        .put(choice(true, clash.theirs.as_deref()))
}
