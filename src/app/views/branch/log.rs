//! 宣讲台账: the form, the lines, the totals and the coverage.

use super::act;
use super::charts::charts;
use super::coverage::coverage;
use super::field::{area, focus, input, labelled, offers, select};
use super::{IN, OUT, worded};
use crate::app::parts::{El, button, el, glyph};
use crate::domain::kept::{Key as Record, Session};
use crate::domain::place::Audience;
use crate::domain::{Category, Place};
use crate::i18n::words::BranchKey as W;
use crate::present::branch::ledger::{self, Line};
use crate::present::branch::{Ledger, audience, totals};
use crate::present::shapes::Icon;
use crate::state::book::Change;
use crate::state::branch::{Branch, Deed, PAGE, today};
use crate::state::from_tour;
use crate::state::session_form::{Draft, Field};
use crate::state::{Action, State};
use yew::prelude::*;

/// Words offered while typing, at most.
const MOST_OFFERS: usize = 60;

/// The section.
pub fn log(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let shown = ledger::ledger(lang, b);
    let figures = totals::totals(lang, b);
    let mut out = el("div").class("br-part");
    out = out.put(el("div").class("br-bar").put(adding(s, b, on)).put(years(s, b, &shown, on)));
    if let Some(draft) = &b.draft {
        out = out.put(form(s, b, draft, on));
    }
    if shown.all == 0 {
        let empty = el("section")
            .class("br-empty")
            .put(el("h3").word(W::LogEmpty.text(lang)))
            .put(el("p").word(W::LogEmptyBody.text(lang)));
        return out.put(empty.put(tables(s, b, true, on))).put(coverage(s, b, on));
    }
    let sums = el("dl")
        .class("br-sums")
        .put(sum(figures.sessions, W::SumSessions.text(lang)))
        .put(sum(figures.listeners, W::SumListeners.text(lang)))
        .put(sum(figures.venues, W::SumVenues.text(lang)));
    let uncounted = (figures.uncounted > 0).then(|| {
        el("p").class("hint").text(&W::Uncounted.fill(lang, &[&figures.uncounted.to_string()]))
    });
    out.put(sums)
        .maybe(uncounted)
        .put(charts(lang, b, &figures, on))
        .put(coverage(s, b, on))
        .put(lines(s, b, &shown, on))
}

fn sum(count: u32, words: &'static str) -> El {
    el("div").put(el("dt").word(words)).put(el("dd").class("num").number(count))
}

fn adding(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let (on, day) = (on.clone(), today(s.now));
    let press = Callback::from(move |_: MouseEvent| {
        act::edit(&on, move |b| {
            if b.draft.as_ref().is_none_or(|d| d.id.is_some()) {
                b.draft = Some(Draft::new(day));
                b.draft_stale = false;
            }
        });
        focus(".br-form .f-place input");
    });
    button(if b.draft.is_some() { "btn br-add" } else { "btn pri br-add" }, press)
        .put(glyph(Icon::Plus, 18))
        .word(W::AddSession.text(s.lang))
}

fn years(s: &State, b: &Branch, shown: &Ledger, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let mut options = vec![(String::new(), W::AllYears.text(lang).to_owned())];
    for year in &shown.years {
        let year = year.to_string();
        let words = W::YearOf.fill(lang, &[&year]);
        options.push((year, words));
    }
    let on = on.clone();
    let value = b.year.map(|y| y.to_string()).unwrap_or_default();
    select(&value, &options, move |year| act::edit(&on, move |b| b.year = year.parse().ok()))
        .class("chip")
        .at("aria-label", W::YearShown.text(lang))
}

fn tables(s: &State, b: &Branch, empty: bool, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let act = |f: fn(&Callback<Action>, &State, &Branch)| {
        let (on, s, b) = (on.clone(), s.clone(), b.clone());
        Callback::from(move |_: MouseEvent| f(&on, &s, &b))
    };
    let export =
        (!empty).then(|| worded("btn sm", OUT, W::ExportTable.text(lang), act(act::export_table)));
    let book = (!empty)
        .then(|| worded("btn sm", OUT, W::ExportBook.text(lang), act(act::export_workbook)));
    let tour = from_tour::sessions(s, b);
    let tour = (!tour.is_empty()).then(|| {
        let words = W::FromTour.fill(lang, &[&tour.len().to_string()]);
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| act::take_tour(&on, &tour));
        worded("btn sm", IN, &words, press)
    });
    el("div")
        .class("br-row")
        .put(worded("btn sm", IN, W::ImportTable.text(lang), act(act::import_table)))
        .maybe(export)
        .maybe(book)
        .maybe(tour)
}

/// The form of a session.
fn form(s: &State, b: &Branch, draft: &Draft, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let typed = |field: Field| {
        let on = on.clone();
        move |text: String| {
            act::edit(&on, move |b| {
                if let Some(draft) = &mut b.draft {
                    draft.set(field, text.clone());
                }
            });
        }
    };
    let one = |field: Field| {
        let text = draft.text(field);
        let wrong = (draft.wrong == Some(field)).then(|| match field {
            Field::Date => W::WrongDate.text(lang),
            Field::Listeners => W::WrongListeners.text(lang),
            _ => W::WrongPlace.text(lang),
        });
        let line = || input("text", text, typed(field)).at("autocomplete", "off");
        let (class, key, control) = match field {
            Field::Date => ("f f-date", W::Date, input("date", text, typed(field))),
            Field::Place => ("f f-place", W::Venue, line().at("list", "br-venues")),
            Field::Topic => ("f f-topic", W::Topic, line().at("list", "br-topics")),
            Field::Lecturer => ("f", W::Lecturer, line().at("list", "br-lecturers")),
            Field::Audience => ("f", W::Audience, audiences(s, text, typed(field))),
            Field::Listeners => ("f", W::Listeners, line().at("inputmode", "numeric")),
            Field::Subdistrict => ("f", W::Subdistrict, line().at("list", "br-subdistricts")),
            Field::Note => ("f f-wide", W::Note, area(text, typed(field))),
        };
        labelled(class, key.text(lang), control, wrong)
    };
    let save = {
        let (on, s, draft) = (on.clone(), s.clone(), draft.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            save(&on, &s, &draft);
        })
    };
    let cancel = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            act::edit(&on, |b| b.draft = None);
            focus(".br-add");
        })
    };
    let title = if draft.id.is_some() { W::EditSession } else { W::AddSession };
    let stale =
        b.draft_stale.then(|| el("p").class("hint").at("role", "alert").word(W::Stale.text(lang)));
    el("form")
        .class("br-form")
        .at("novalidate", "")
        .at("aria-label", title.text(lang))
        .on_submit(save)
        .put(el("h3").word(title.text(lang)))
        .maybe(stale)
        .put(el("div").class("br-fields").all(Field::ALL, one))
        .put(
            el("div")
                .class("br-row")
                .put(el("button").class("btn pri").at("type", "submit").word(W::Save.text(lang)))
                .put(button("btn", cancel).word(W::Cancel.text(lang))),
        )
        .all(offered(s, b), |o| o)
}

fn audiences(s: &State, text: &str, typed: impl Fn(String) + 'static) -> El {
    let mut options = vec![(String::new(), W::NoAudience.text(s.lang).to_owned())];
    for a in Audience::ALL {
        options.push((a.wire().to_owned(), audience(s.lang, a.wire())));
    }
    // An audience of an imported table stays a choice.
    if options.iter().all(|(word, _)| word != text) {
        options.push((text.to_owned(), text.to_owned()));
    }
    select(text, &options, typed)
}

/// What the fields offer: venues of the map, and what was written before.
fn offered(s: &State, b: &Branch) -> [El; 4] {
    let venue = |p: &&Place| p.serves(&Category::LectureVenue);
    let venues: Vec<String> =
        s.atlas.places().iter().filter(venue).map(|p| s.lang.pick(&p.name).to_owned()).collect();
    let before = |of: fn(&Session) -> &String| {
        let mut words: Vec<String> = Vec::new();
        for (_, session) in b.book.sessions() {
            let word = of(session);
            if words.len() < MOST_OFFERS && !word.is_empty() && !words.contains(word) {
                words.push(word.clone());
            }
        }
        words
    };
    let mut subdistricts = before(|s| &s.subdistrict);
    for place in s.atlas.places() {
        if !place.subdistrict.is_empty() && !subdistricts.contains(&place.subdistrict) {
            subdistricts.push(place.subdistrict.clone());
        }
    }
    [
        offers("br-venues", &venues),
        offers("br-topics", &before(|s| &s.topic)),
        offers("br-lecturers", &before(|s| &s.lecturer)),
        offers("br-subdistricts", &subdistricts),
    ]
}

fn save(on: &Callback<Action>, s: &State, draft: &Draft) {
    match draft.session(&s.atlas) {
        Err(field) => {
            act::edit(on, move |b| {
                if let Some(draft) = &mut b.draft {
                    draft.wrong = Some(field);
                }
            });
            focus(".br-form [aria-invalid]");
        }
        Ok(session) => {
            let id = draft.id.clone().unwrap_or_else(act::new_id);
            act::make(on, Change::put(session.record(&id, act::now_ms())), Deed::Saved);
            act::edit(on, |b| {
                b.draft = None;
                b.draft_stale = false;
            });
            focus(".br-add");
        }
    }
}

/// The lines of the log, newest first, some at a time.
fn lines(s: &State, b: &Branch, shown: &Ledger, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let find = {
        let on = on.clone();
        input("search", &b.needle, move |word| {
            act::edit(&on, move |b| {
                b.needle.clone_from(&word);
                b.shown = PAGE;
            });
        })
        .at("placeholder", W::LookFor.text(lang))
        .at("aria-label", W::LookFor.text(lang))
    };
    let left = shown.found - shown.lines.len();
    let more = (left > 0).then(|| {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| act::edit(&on, |b| b.shown += PAGE));
        button("btn wide", press).text(&W::ShowMore.fill(lang, &[&left.min(PAGE).to_string()]))
    });
    let none = (shown.found == 0).then(|| el("p").class("hint").word(W::NothingFound.text(lang)));
    let count = [shown.all.to_string(), shown.found.to_string()];
    el("section")
        .class("br-log")
        .put(
            el("div")
                .class("br-bar")
                .put(el("h3").word(W::Log.text(lang)))
                .put(tables(s, b, false, on)),
        )
        .put(
            el("div").class("br-bar").put(find).put(
                el("p")
                    .class("hint num")
                    .at("role", "status")
                    .text(&W::ShownOf.fill(lang, &[&count[0], &count[1]])),
            ),
        )
        .maybe(none)
        .put(
            el("ul")
                .class("br-lines")
                .at("aria-label", W::Log.text(lang))
                .all(&shown.lines, |l| line(s, b, l, on)),
        )
        .maybe(more)
}

fn line(s: &State, b: &Branch, l: &Line, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let name = [&l.date.text(), " ", &l.place].concat();
    let change = {
        let on = on.clone();
        let draft = b.book.get(Session::KIND, &l.id).and_then(|e| match &e.item {
            crate::domain::kept::Item::Session(session) => Some(Draft::of(&l.id, session)),
            _ => None,
        });
        Callback::from(move |_: MouseEvent| {
            let draft = draft.clone();
            act::edit(&on, move |b| {
                b.draft.clone_from(&draft);
                b.draft_stale = false;
            });
            focus(".br-form .f-place input");
        })
    };
    let remove = {
        let (on, id) = (on.clone(), l.id.clone());
        Callback::from(move |_: MouseEvent| {
            act::make(&on, Change::drop(Record::new(Session::KIND, &id)), Deed::Removed);
        })
    };
    let listeners =
        l.listeners.map(|n| el("b").class("num").text(&W::CountOf.fill(lang, &[&n.to_string()])));
    let topic = (!l.topic.is_empty()).then(|| el("p").class("topic").text(&l.topic));
    let about = (!l.about.is_empty()).then(|| el("p").class("hint").text(&l.about));
    let note = (!l.note.is_empty()).then(|| el("p").class("hint").text(&l.note));
    let words = el("div").put(el("h4").text(&l.place)).maybe(topic).maybe(about).maybe(note);
    let acts = el("div")
        .class("line-acts")
        .put(
            button("link", change).label(&W::EditOne.fill(lang, &[&name])).word(W::Edit.text(lang)),
        )
        .put(
            button("link", remove)
                .label(&W::RemoveOne.fill(lang, &[&name]))
                .word(W::Remove.text(lang)),
        );
    el("li")
        .key(&l.id)
        .put(el("time").class("num").attr("datetime", &l.date.text()).text(&l.date.text()))
        .put(words)
        .put(el("div").class("line-side").maybe(listeners).put(acts))
}
