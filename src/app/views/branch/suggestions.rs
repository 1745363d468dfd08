//! 纠错与建议: the form, what was written, and the ways to hand it on.

use super::act;
use super::field::{area, focus, input, labelled, select};
use super::{OUT, worded};
use crate::app::parts::{El, button, el, glyph};
use crate::app::{clipboard, files};
use crate::domain::LonLat;
use crate::domain::kept::{About, Key as Record, Progress, Suggestion};
use crate::i18n::words::BranchKey as W;
use crate::json::decimal;
use crate::json::write::{Object, listed};
use crate::present::branch::{backup, letter};
use crate::present::panel::place_href;
use crate::present::shapes::Icon;
use crate::state::book::Change;
use crate::state::branch::{Branch, Deed, today};
use crate::state::session_form::find;
use crate::state::suggestion_form::Remark;
use crate::state::{Action, State};
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

const MAIL: &str = "M3.500 6h17v12.500h-17zM3.500 7l8.500 6.500L20.500 7";

/// The section.
pub fn suggestions(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let add = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            act::edit(&on, |b| {
                if b.remark.is_none() {
                    b.remark = Some(Remark::default());
                }
            });
            focus(".br-form textarea");
        })
    };
    let class = if b.remark.is_some() { "btn br-add" } else { "btn pri br-add" };
    let add = button(class, add).put(glyph(Icon::Plus, 18)).word(W::Suggestion.text(lang));
    let mut out = el("div").class("br-part").put(el("div").class("br-bar").put(add));
    if let Some(remark) = &b.remark {
        out = out.put(form(s, remark, on));
    }
    let mut all: Vec<(&str, &Suggestion)> = b.book.suggestions().collect();
    if all.is_empty() {
        return out.put(
            el("section")
                .class("br-empty")
                .put(el("h3").word(W::SuggestionsEmpty.text(lang)))
                .put(el("p").word(W::SuggestionsEmptyBody.text(lang))),
        );
    }
    crate::domain::order::sort_by(&mut all, |a, b| b.1.day.cmp(&a.1.day));
    out.put(el("p").class("hint").word(W::SuggestionsNote.text(lang))).put(ways(s, b, on)).put(
        el("ul")
            .class("br-lines")
            .at("aria-label", W::Suggestions.text(lang))
            .all(all, |(id, fix)| line(s, id, fix, on)),
    )
}

/// Copy, mail, file.
fn ways(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let text = letter::open(lang, &b.book);
    let export = {
        let (on, s, b) = (on.clone(), s.clone(), b.clone());
        Callback::from(move |_: MouseEvent| {
            let name = ["redmap-suggestions-", &today(s.now).text(), ".geojson"].concat();
            files::download(
                &name,
                "application/geo+json",
                backup::suggestions(&s, &b.book).as_bytes(),
            );
            act::edit(&on, |b| b.deed = Some(Deed::Exported));
        })
    };
    let out = el("div").class("br-row");
    let file = worded("btn sm", OUT, W::ExportSuggestions.text(lang), export);
    if text.is_empty() {
        return out.put(file);
    }
    let subject = W::MailSubject.fill(lang, &[lang.pick(&s.atlas.title)]);
    let mail = el("a")
        .class("btn sm")
        .attr("href", &letter::mail(&subject, &text))
        .put(crate::app::parts::line_icon(MAIL, 18))
        .word(W::MailOpen.text(lang));
    let copy = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            let (on, text) = (on.clone(), text.clone());
            spawn_local(async move {
                let deed =
                    if clipboard::copy(&text).await { Deed::Copied } else { Deed::Unreadable };
                act::edit(&on, move |b| b.deed = Some(deed));
            });
        })
    };
    let copy = button("btn sm", copy).put(glyph(Icon::Copy, 18)).word(W::CopyOpen.text(lang));
    out.maybe(send(s, b, on)).put(copy).put(mail).put(file)
}

/// Sends those not handed on to the operator, where the bundle names an address; asked each time.
fn send(s: &State, b: &Branch, on: &Callback<Action>) -> Option<El> {
    let url = s.atlas.report.clone()?;
    let lang = s.lang;
    let open: Vec<(String, Suggestion)> = b
        .book
        .suggestions()
        .filter(|(_, f)| f.progress == Progress::Kept)
        .map(|(id, f)| (id.to_owned(), f.clone()))
        .collect();
    let host = url.trim_start_matches("https://").split(['/', '?', '#']).next().unwrap_or_default();
    let ask = W::SendAsk.fill(lang, &[&open.len().to_string(), host]);
    let records: Vec<String> = open
        .iter()
        .filter_map(|(id, _)| b.book.get(Suggestion::KIND, id))
        .map(|e| e.record.to_json())
        .collect();
    let body =
        Object::new().text("bundle", &s.atlas.id).raw("suggestions", &listed(&records)).finish();
    let on = on.clone();
    let press = Callback::from(move |_: MouseEvent| {
        if !window().confirm_with_message(&ask).unwrap_or(false) {
            return;
        }
        let (on, url, body, open) = (on.clone(), url.clone(), body.clone(), open.clone());
        spawn_local(async move {
            if !files::post(&url, &body).await {
                return act::edit(&on, |b| b.deed = Some(Deed::NotSent));
            }
            let now = act::now_ms();
            let sent = |(id, fix): (String, Suggestion)| {
                Suggestion { progress: Progress::Sent, ..fix }.record(&id, now)
            };
            let put = open.into_iter().map(sent).collect();
            act::make(&on, Change { put, drop: Vec::new() }, Deed::Saved);
        });
    });
    Some(button("btn sm pri", press).put(glyph(Icon::Share, 18)).word(W::SendOpen.text(lang)))
}

fn form(s: &State, r: &Remark, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let typed = |set: fn(&mut Remark, String)| {
        let on = on.clone();
        move |text: String| {
            act::edit(&on, move |b| {
                if let Some(remark) = &mut b.remark {
                    set(remark, text.clone());
                }
            });
        }
    };
    let kinds: Vec<(String, String)> = About::ALL
        .into_iter()
        .map(|a| (a.wire().to_owned(), letter::about(a).text(lang).to_owned()))
        .collect();
    let which = input("text", &r.name, typed(|r, t| r.name = t))
        .at("placeholder", W::WholeMap.text(lang))
        .at("list", "br-places")
        .at("autocomplete", "off");
    let names: Vec<String> =
        s.atlas.places().iter().map(|p| lang.pick(&p.name).to_owned()).collect();
    let about = select(r.about.wire(), &kinds, typed(|r, t| r.about = About::from_wire(&t)));
    let text = area(
        &r.text,
        typed(|r, t| {
            r.text = t;
            r.empty = false;
        }),
    );
    let source = input("text", &r.source, typed(|r, t| r.source = t)).at("autocomplete", "off");
    let contact = input("text", &r.contact, typed(|r, t| r.contact = t));
    let wrong = r.empty.then(|| W::TextMissing.text(lang));
    let fields = el("div")
        .class("br-fields")
        .put(labelled("f f-topic", W::PlaceField.text(lang), which, None))
        .put(labelled("f", W::AboutField.text(lang), about, None))
        .put(labelled("f f-wide", W::TextField.text(lang), text, wrong))
        .put(labelled("f f-topic", W::SourceField.text(lang), source, None))
        .put(labelled("f", W::ContactField.text(lang), contact, None))
        .put(spot(s, r, on));
    let save = {
        let (on, s, r) = (on.clone(), s.clone(), r.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            save(&on, &s, &r);
        })
    };
    let cancel = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            act::edit(&on, |b| b.remark = None);
            focus(".br-add");
        })
    };
    el("form")
        .class("br-form")
        .at("novalidate", "")
        .at("aria-label", W::Suggestion.text(lang))
        .on_submit(save)
        .put(el("h3").word(W::Suggestion.text(lang)))
        .put(fields)
        .put(
            el("div")
                .class("br-row")
                .put(el("button").class("btn pri").at("type", "submit").word(W::Save.text(lang)))
                .put(button("btn", cancel).word(W::Cancel.text(lang))),
        )
        .put(super::field::offers("br-places", &names))
}

/// A spot of the map: its middle, where there is one.
fn spot(s: &State, r: &Remark, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let set = |at: Option<LonLat>| {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            act::edit(&on, move |b| {
                if let Some(remark) = &mut b.remark {
                    remark.at = at;
                }
            });
        })
    };
    let row = el("div").class("br-row f-wide");
    let Some(at) = r.at else {
        let centre = s.camera.map(|c| c.centre);
        let spotting = s.branch.get::<Branch>().is_some_and(|b| b.spotting);
        let press = {
            let on = on.clone();
            Callback::from(move |_: MouseEvent| act::edit(&on, |b| b.spotting = !b.spotting))
        };
        let words = if spotting { W::PressSpotOn } else { W::PressSpot };
        let press = button("btn sm", press)
            .at("aria-pressed", if spotting { "true" } else { "false" })
            .word(words.text(lang));
        // On a phone the map comes into sight meanwhile (branch.css).
        let row = row.put(el("span").class_if("br-spot", spotting, "br-live").put(press));
        return row.maybe(centre.map(|centre| {
            button("btn sm", set(Some(centre)))
                .put(glyph(Icon::Pin, 18))
                .word(W::WithCentre.text(lang))
        }));
    };
    let (lon, lat) = (decimal::fixed(at.lon(), 5), decimal::fixed(at.lat(), 5));
    row.put(el("span").class("num").text(&W::CentreIs.fill(lang, &[&lon, &lat])))
        .put(button("link", set(None)).word(W::NoCentre.text(lang)))
}

fn save(on: &Callback<Action>, s: &State, r: &Remark) {
    let mut r = r.clone();
    let known = r.place.as_ref().and_then(|id| s.atlas.place(id));
    // A name typed over the place's own is another place, or none.
    if known.is_none_or(|p| p.name.zh != r.name.trim() && p.name.en != r.name.trim()) {
        r.place = find(&s.atlas, r.name.trim()).map(|p| p.id.clone());
    }
    let Some(suggestion) = r.suggestion(today(s.now)) else {
        act::edit(on, |b| {
            if let Some(remark) = &mut b.remark {
                remark.empty = true;
            }
        });
        return focus(".br-form [aria-invalid]");
    };
    let id = r.id.clone().unwrap_or_else(act::new_id);
    act::put_suggestion(on, &id, &suggestion);
    act::edit(on, |b| b.remark = None);
    focus(".br-add");
}

fn line(s: &State, id: &str, fix: &Suggestion, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let place = fix.place.as_ref().and_then(|p| s.atlas.place(p));
    let title = match (place, fix.name.is_empty()) {
        (Some(p), _) => lang.pick(&p.name).to_owned(),
        (None, false) => fix.name.clone(),
        (None, true) => W::WholeMap.text(lang).to_owned(),
    };
    let heading = match place {
        Some(p) => el("h4").put(el("a").attr("href", &place_href(s, &p.id)).text(&title)),
        None => el("h4").text(&title),
    };
    let states: Vec<(String, String)> = Progress::ALL
        .into_iter()
        .map(|p| (p.wire().to_owned(), letter::progress(p).text(lang).to_owned()))
        .collect();
    let state = {
        let (on, id, fix) = (on.clone(), id.to_owned(), fix.clone());
        select(fix.progress.wire(), &states, move |word| {
            let fix = Suggestion { progress: Progress::from_wire(&word), ..fix.clone() };
            act::put_suggestion(&on, &id, &fix);
        })
    }
    .class("chip")
    .label(&W::ProgressField.fill(lang, &[&title]));
    let change = {
        let (on, id, fix) = (on.clone(), id.to_owned(), fix.clone());
        Callback::from(move |_: MouseEvent| {
            let remark = Remark {
                id: Some(id.clone()),
                place: fix.place.clone(),
                name: fix.name.clone(),
                at: fix.at,
                about: fix.about,
                text: fix.text.clone(),
                source: fix.source.clone(),
                contact: fix.contact.clone(),
                progress: fix.progress,
                empty: false,
            };
            act::edit(&on, move |b| b.remark = Some(remark.clone()));
            focus(".br-form textarea");
        })
    };
    let remove = {
        let (on, id) = (on.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            act::make(&on, Change::drop(Record::new(Suggestion::KIND, &id)), Deed::Removed);
        })
    };
    let acts = el("div")
        .class("line-acts")
        .put(
            button("link", change)
                .label(&W::EditOne.fill(lang, &[&title]))
                .word(W::Edit.text(lang)),
        )
        .put(
            button("link", remove)
                .label(&W::RemoveOne.fill(lang, &[&title]))
                .word(W::Remove.text(lang)),
        );
    let source = (!fix.source.is_empty()).then(|| el("p").class("hint").text(&fix.source));
    let words = el("div")
        .put(heading)
        .put(el("p").class("hint").word(letter::about(fix.about).text(lang)))
        .put(el("p").class("topic").text(&fix.text))
        .maybe(source);
    let day = fix.day.map(crate::domain::Date::text).unwrap_or_default();
    el("li")
        .key(id)
        .put(el("time").class("num").text(&day))
        .put(words)
        .put(el("div").class("line-side").put(state).put(acts))
}
