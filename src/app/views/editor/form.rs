//! The form of one feature: its fields, where it lies, and what the checks say meanwhile.

use super::super::branch::field::{area, focus, input, labelled, select, value_of};
use super::{checked, deeds, edit, place_at};
use crate::app::parts::{El, button, el};
use crate::domain::kept::map_edit::Deed;
use crate::domain::sketch::Sketch;
use crate::i18n::words::EditKey as W;
use crate::present::editor::{self as present, FIELDS, Finding, Form, field_name};
use crate::present::names;
use crate::state::branch::Branch;
use crate::state::editor::{self, words};
use crate::state::{Action, State};
use yew::prelude::*;

/// What was done to a feature, in a word.
pub const fn deed_word(deed: Deed) -> W {
    match deed {
        Deed::Add => W::Added,
        Deed::Change => W::Changed,
        Deed::Delete => W::Deleted,
    }
}

/// The form.
pub fn form(s: &State, b: &Branch, id: &str, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let edited = b.book.edit(id);
    let own = edited.map(|e| el("span").class("tag").word(deed_word(e.deed()).text(lang)));
    let restore = edited.is_some().then(|| {
        let (on, b, id) = (on.clone(), b.clone(), id.to_owned());
        let press = Callback::from(move |_: MouseEvent| deeds::restore(&on, &b, &id));
        button("btn sm", press).word(W::Restore.text(lang))
    });
    let close = {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| {
            edit(&on, |e| e.choose(None));
            focus(".ed-make button");
        });
        button("btn sm", press).word(W::Close.text(lang))
    };
    let head = |name: &str| el("h3").put(el("span").text(name)).maybe(own);
    let out = el("section").class("br-form ed-form").at("aria-label", W::Form.text(lang));
    let Some(sketch) = editor::typed(b) else {
        // Deleted, or undone.
        let gone =
            edited.and_then(|e| e.was.as_ref()).map(|s| present::name(lang, s)).unwrap_or_default();
        return out.put(head(&gone)).put(el("div").class("br-row").maybe(restore).put(close));
    };
    let found = checked(s, b, &sketch);
    let name = present::name(lang, &sketch);
    let name = if name.is_empty() { W::Form.text(lang) } else { &name };
    let delete = {
        let (on, b, id) = (on.clone(), b.clone(), id.to_owned());
        let press =
            Callback::from(move |_: MouseEvent| deeds::delete(&on, &b, std::slice::from_ref(&id)));
        button("btn sm", press).word(W::Delete.text(lang))
    };
    let fields = FIELDS
        .iter()
        .map(|(field, word, form)| one(s, b, &sketch, (field, *word, *form), &found, on));
    out.put(head(name))
        .put(place_at::place_at(s, b, &sketch, on))
        .put(el("div").class("br-fields").all(fields, |f| f))
        .put(says(s, &found))
        .put(el("div").class("br-row").put(close).maybe(restore).put(delete))
}

fn one(
    s: &State,
    b: &Branch,
    sketch: &Sketch,
    (field, word, form): (&'static str, W, Form),
    found: &[Finding],
    on: &Callback<Action>,
) -> El {
    let now = words(sketch, field);
    let (id, left) = (sketch.id.clone(), (on.clone(), b.clone()));
    let keep = move |words: String| {
        let (on, b) = &left;
        deeds::field(on, b, std::slice::from_ref(&id), field, &words);
    };
    let typing = {
        let on = on.clone();
        move |words: String| edit(&on, move |e| e.typing = Some((field.to_owned(), words.clone())))
    };
    let wrong = found.iter().any(|f| f.error && f.field == field);
    let (class, control) = match form {
        Form::Category => {
            let layers = b.editor.catalog.iter().flat_map(|c| &c.layers);
            let mut options: Vec<(String, String)> = layers
                .map(|l| {
                    let category = &l.info.category;
                    (category.wire().to_owned(), names::category(s.lang, &s.atlas, category))
                })
                .collect();
            let layer = b.editor.catalog.as_ref().and_then(|c| {
                let layer = c.layer_of(&sketch.id)?;
                c.layers.iter().find(|l| l.info.id == layer)
            });
            let now = match (now.is_empty(), layer) {
                (true, Some(layer)) => layer.info.category.wire().to_owned(),
                _ => now,
            };
            if options.iter().all(|(key, _)| *key != now) {
                options.push((now.clone(), now.clone()));
            }
            ("f", select(&now, &options, keep))
        }
        Form::Long => ("f f-wide", area(&now, typing).on_change(left_as(keep))),
        Form::Line => {
            let control = input("text", &now, typing).at("autocomplete", "off");
            ("f", control.on_change(left_as(keep)))
        }
    };
    let control = control.at_if(wrong, "aria-invalid", "true");
    labelled(class, word.text(s.lang), control, None)
}

/// Hands on what a field holds when it is left.
pub fn left_as(keep: impl Fn(String) + 'static) -> Callback<Event> {
    Callback::from(move |e: Event| keep(value_of(e.target())))
}

/// What the checks say.
fn says(s: &State, found: &[Finding]) -> El {
    let lang = s.lang;
    let line = |f: &Finding| {
        let sort = if f.error { W::MustFix } else { W::Look };
        let name = field_name(lang, &f.field);
        el("li")
            .class(if f.error { "bad" } else { "mild" })
            .put(el("b").word(sort.text(lang)))
            .put(el("span").text(&[&name, " · ", &f.what, " ", &f.todo].concat()))
    };
    let well = found.is_empty().then(|| el("p").class("hint").word(W::AllWell.text(lang)));
    el("div")
        .class("ed-checks")
        .at("role", "status")
        .put(el("h4").word(W::Checks.text(lang)))
        .maybe(well)
        .put(el("ul").all(found, line))
}
