//! The passport with its stamps, the lists, and the certificate.

use super::act;
use super::field::input;
use crate::app::parts::{El, button, el, glyph, line_icon, sym};
use crate::domain::kept::{Key as Record, Shelf};
use crate::domain::{Category, PlaceId};
use crate::i18n::Lang;
use crate::i18n::words::BranchKey as W;
use crate::present::branch::Passport;
use crate::present::branch::passport::{self, Stamp, Theme};
use crate::present::panel::place_href;
use crate::present::shapes::{Icon, colour_class};
use crate::state::book::Change;
use crate::state::branch::{Branch, Deed, STAMPS, today};
use crate::state::{Action, State};
use std::rc::Rc;
use yew::prelude::*;

const PRINTER: &str = "M7 8.500V3.500h10v5M7 17H4.500V8.500h15V17H17M7 14h10v6.500H7z";

/// The section.
pub fn passport_part(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let p = passport::passport(s, b);
    // One copy for all the buttons.
    let shared = Rc::new(b.clone());
    let mut line = W::StampsLine.fill(lang, &[&p.stamps.to_string(), &p.all.to_string()]);
    if let Some((first, last)) = p.span {
        if lang == Lang::En {
            line.push(' ');
        }
        line.push_str(&W::StampsSpan.fill(lang, &[&first.text(), &last.text()]));
    }
    let empty = (p.stamps == 0).then(|| {
        el("section")
            .class("br-empty")
            .put(el("h3").word(W::PassportEmpty.text(lang)))
            .put(el("p").word(W::PassportEmptyBody.text(lang)))
    });
    el("div")
        .class("br-part")
        .put(el("p").class("br-line").at("role", "status").text(&line))
        .maybe(empty)
        .put(el("div").class("br-themes").all(&p.themes, |t| theme(s, &shared, t, on)))
        .put(lists(s, b, on))
        .put(certificate(s, b, &p, on))
}

fn theme(s: &State, b: &Rc<Branch>, t: &Theme, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let name = if t.category.is_some() { t.name.as_str() } else { W::GonePlaces.text(lang) };
    let class = t.category.as_ref().map_or("k-oth", colour_class);
    let shape = t.category.as_ref().map(|c| sym(c, t.series, 28));
    let count =
        el("b").class("num").number(t.stamps.len()).word(" / ").number(t.all.max(t.stamps.len()));
    let most = STAMPS + b.more_stamps;
    let shown = t.stamps.iter().take(most);
    let left = t.stamps.len().saturating_sub(most);
    let more = (left > 0).then(|| {
        let on = on.clone();
        let press =
            Callback::from(move |_: MouseEvent| act::edit(&on, |b| b.more_stamps += STAMPS));
        button("btn sm", press).text(&W::MoreStamps.fill(lang, &[&left.min(STAMPS).to_string()]))
    });
    let open = (!t.open.is_empty()).then(|| {
        let count = t.open.len().to_string();
        let row = |(id, name): &(PlaceId, String)| {
            el("li")
                .key(id.as_str())
                .put(el("a").attr("href", &place_href(s, id)).text(name))
                .maybe(s.atlas.place(id).map(|place| {
                    let (on, b, place, day) = (on.clone(), b.clone(), place.clone(), today(s.now));
                    let press = Callback::from(move |_: MouseEvent| {
                        act::toggle_visit(&on, &b, &place, day, false);
                    });
                    button("link", press)
                        .label(
                            &[
                                W::BeenHere.text(lang),
                                if lang == Lang::Zh { "：" } else { ": " },
                                name,
                            ]
                            .concat(),
                        )
                        .word(W::BeenHere.text(lang))
                }))
        };
        el("details")
            .put(el("summary").text(&W::StillOpen.fill(lang, &[&count])))
            .put(el("ul").class("br-venues").all(&t.open, row))
    });
    el("section")
        .attr("class", &["br-theme ", class].concat())
        .put(el("h3").maybe(shape).put(el("span").text(name)).put(count))
        .put(el("ul").class("br-stamps").all(shown, |m| stamp(s, m, t.category.as_ref())))
        .maybe(more)
        .maybe(open)
}

/// A stamp: a frame after the category, the name, the day.
fn stamp(s: &State, m: &Stamp, category: Option<&Category>) -> El {
    let day = m.day.map(|d| el("time").class("num").attr("datetime", &d.text()).text(&d.text()));
    let times = (m.times > 1)
        .then(|| el("i").class("num").text(&W::Times.fill(s.lang, &[&m.times.to_string()])));
    let name = el("b").text(&m.name);
    let class = match category {
        Some(Category::RedSite) => "stamp square",
        Some(Category::Park) => "stamp leaf",
        _ => "stamp",
    };
    let inside = if s.atlas.place(&m.id).is_some() {
        el("a").class(class).attr("href", &place_href(s, &m.id))
    } else {
        el("span").class(class)
    };
    el("li").key(m.id.as_str()).put(inside.put(name).maybe(day).maybe(times))
}

/// The lists of favourites.
fn lists(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let mut all: Vec<(&str, &Shelf)> = b.book.shelves().collect();
    // The list that is always there comes first.
    crate::domain::order::sort_by_key(&mut all, |(id, _)| *id != Shelf::FAVOURITES);
    let places: usize = all.iter().map(|(_, l)| l.places.len()).sum();
    let none = (places == 0).then(|| el("p").class("hint").word(W::ListEmpty.text(lang)));
    let add = {
        let on = on.clone();
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            let form: Option<web_sys::Element> = e.target_dyn_into();
            let field = form.and_then(|f| f.query_selector("input").ok().flatten());
            let field = field
                .and_then(|f| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(f).ok());
            let Some(field) = field else { return };
            let name = field.value().trim().to_owned();
            if !name.is_empty() {
                field.set_value("");
                let shelf = Shelf { name, places: Vec::new() };
                let record = shelf.record(&act::new_id(), act::now_ms());
                act::make(&on, Change::put(record), Deed::Saved);
            }
        })
    };
    let form = el("form")
        .class("br-row")
        .on_submit(add)
        .put(
            el("input")
                .at("type", "text")
                .at("aria-label", W::NewList.text(lang))
                .at("placeholder", W::NewList.text(lang)),
        )
        .put(el("button").class("btn sm").at("type", "submit").word(W::AddList.text(lang)));
    el("section")
        .class("br-lists")
        .put(el("h3").word(W::Lists.text(lang)))
        .maybe(none)
        .all(&all, |(id, list)| one_list(s, b, id, list, &all, on))
        .put(form)
}

fn one_list(
    s: &State,
    b: &Branch,
    key: &str,
    list: &Shelf,
    all: &[(&str, &Shelf)],
    on: &Callback<Action>,
) -> El {
    let lang = s.lang;
    let name = |l: &Shelf| {
        if l.name.is_empty() { W::Favourites.text(lang).to_owned() } else { l.name.clone() }
    };
    let row = |(id, written): &(PlaceId, String)| {
        let known = s.atlas.place(id);
        let words = known.map_or(written.as_str(), |p| lang.pick(&p.name));
        let shown = match known {
            Some(_) => el("a").attr("href", &place_href(s, id)).text(words),
            None => el("span").text(words),
        };
        let out = {
            let (on, b, key, id) = (on.clone(), b.clone(), key.to_owned(), id.clone());
            Callback::from(move |_: MouseEvent| act::toggle_in(&on, &b, &key, &id, ""))
        };
        // Into other lists by a choice, so that a phone needs no dragging.
        let mut others = vec![(String::new(), W::MoveTo.text(lang).to_owned())];
        others.extend(
            all.iter()
                .filter(|(other, l)| *other != key && !l.has(id))
                .map(|(other, l)| ((*other).to_owned(), name(l))),
        );
        let choose = (others.len() > 1).then(|| {
            let (on, b, id, written) = (on.clone(), b.clone(), id.clone(), written.clone());
            super::field::select("", &others, move |to| {
                if !to.is_empty() {
                    act::toggle_in(&on, &b, &to, &id, &written);
                }
            })
            .class("chip")
            .label(&[W::MoveTo.text(lang), " ", words].concat())
        });
        el("li").key(id.as_str()).put(shown).maybe(choose).put(
            button("icb", out).label(&W::TakeOut.fill(lang, &[words])).put(glyph(Icon::Close, 16)),
        )
    };
    let ids: Vec<&str> = list
        .places
        .iter()
        .filter(|(id, _)| s.atlas.place(id).is_some_and(|p| p.position.is_some()))
        .map(|(id, _)| id.as_str())
        .collect();
    let tour = (ids.len() > 1).then(|| {
        let key = if lang == Lang::En { "&lang=en" } else { "" };
        el("a")
            .class("btn sm")
            .attr("href", &["#/tour?stops=", &ids.join("~"), key].concat())
            .put(glyph(Icon::Route, 18))
            .word(W::ListTour.text(lang))
    });
    let remove = (key != Shelf::FAVOURITES).then(|| {
        let (on, id) = (on.clone(), key.to_owned());
        let press = Callback::from(move |_: MouseEvent| {
            act::make(&on, Change::drop(Record::new(Shelf::KIND, &id)), Deed::Removed);
        });
        button("btn sm ghost", press).word(W::RemoveList.text(lang))
    });
    el("section")
        .key(key)
        .class("br-list")
        .put(
            el("div")
                .class("br-bar")
                .put(el("h4").text(&name(list)).put(el("b").class("num").number(list.places.len())))
                .put(el("div").class("br-row").maybe(tour).maybe(remove)),
        )
        .put(el("ul").class("br-venues").all(&list.places, row))
}

/// The certificate as it will be printed.
fn certificate(s: &State, b: &Branch, p: &Passport, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let out = el("section").class("br-cert").put(el("h3").word(W::Certificate.text(lang)));
    if p.stamps == 0 {
        return out.put(el("p").class("hint").word(W::CertificateHint.text(lang)));
    }
    let named = {
        let on = on.clone();
        input("text", &b.name, move |name| act::edit(&on, move |b| b.name.clone_from(&name)))
            .at("placeholder", W::CertificateName.text(lang))
            .at("aria-label", W::CertificateName.text(lang))
            .at("autocomplete", "name")
    };
    let print = button("btn", Callback::from(|_: MouseEvent| act::print()))
        .put(line_icon(PRINTER, 18))
        .word(W::CertificatePrint.text(lang));
    // The two languages name count and map in another order.
    let (title, count) = (lang.pick(&s.atlas.title), p.stamps.to_string());
    let body = W::CertificateBody.fill(lang, &[title, &count]);
    let span = p.span.map(|(first, last)| {
        el("p").class("num").text(&W::StampsSpan.fill(lang, &[&first.text(), &last.text()]))
    });
    let rows = p.themes.iter().filter(|t| !t.stamps.is_empty());
    let seal = el("svg")
        .class("cert-seal")
        .at("viewBox", "0 0 32 32")
        .hidden()
        .put(
            el("rect")
                .at("x", "1")
                .at("y", "1")
                .at("width", "30")
                .at("height", "30")
                .at("rx", "3")
                .class("seal-b"),
        )
        .put(
            el("rect")
                .at("x", "3.2")
                .at("y", "3.2")
                .at("width", "25.6")
                .at("height", "25.6")
                .at("rx", "1.5")
                .class("seal-l"),
        )
        .all(s.atlas.seal.chars().take(2).zip(["14.6", "27"]), |(c, y)| {
            el("text").at("x", "16").at("y", y).class("seal-t").text(&c.to_string())
        });
    let sheet = el("div")
        .class("cert")
        .put(seal)
        .put(el("h4").word(W::CertificateTitle.text(lang)))
        .maybe((!b.name.trim().is_empty()).then(|| {
            el("p").class("cert-name").text(&W::CertificateOf.fill(lang, &[b.name.trim()]))
        }))
        .put(el("p").class("cert-body").text(&body))
        .put(el("dl").all(rows, |t| {
            let theme =
                if t.category.is_some() { t.name.as_str() } else { W::GonePlaces.text(lang) };
            let places: Vec<&str> = t.stamps.iter().map(|s| s.name.as_str()).collect();
            let join = if lang == Lang::Zh { "、" } else { ", " };
            el("div").put(el("dt").text(theme)).put(el("dd").text(&places.join(join)))
        }))
        .maybe(span)
        .put(el("p").class("cert-note").word(W::CertificateNote.text(lang)));
    out.put(el("div").class("br-row").put(named).put(print)).put(sheet)
}
