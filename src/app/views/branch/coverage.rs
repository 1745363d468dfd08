//! Venues reached and not yet, and the way to the planner.

use super::act;
use crate::app::parts::{El, button, el, glyph};
use crate::i18n::words::BranchKey as W;
use crate::present::branch::coverage::{self as of, Share, Venue, percent};
use crate::present::shapes::Icon;
use crate::state::branch::Branch;
use crate::state::{Action, State};
use yew::prelude::*;

/// The part.
pub fn coverage(s: &State, b: &Branch, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let c = of::coverage(s, b);
    let Some(all) = c.shares.first().filter(|all| all.all > 0) else { return el("div") };
    let mut line = W::CoverageLine.fill(lang, &[&all.reached.to_string(), &all.all.to_string()]);
    if let Some(year) = b.year {
        line.push_str(&W::CoverageYear.fill(lang, &[&year.to_string()]));
    }
    let tour = c.tour.as_ref().map(|href| {
        el("a")
            .class("btn pri")
            .attr("href", href)
            .put(glyph(Icon::Route, 18))
            .word(W::RouteOpen.text(lang))
    });
    let ticked = c.open.iter().filter(|v| v.ticked).count();
    let hint = (!c.open.is_empty()).then(|| {
        let words = if ticked > 0 {
            W::RouteTicked.fill(lang, &[&ticked.to_string()])
        } else {
            W::RouteOpenHint.fill(lang, &[&c.stops.to_string()])
        };
        el("p").class("hint").text(&words)
    });
    let list = |key: W, venues: &[Venue], open: bool| {
        let count = venues.len().to_string();
        el("details")
            .flag("open", open)
            .put(el("summary").text(&key.fill(lang, &[&count])))
            .put(el("ul").class("br-venues").all(venues, |v| venue(s, v, on)))
    };
    el("section")
        .class("br-cover")
        .put(el("h3").word(W::Coverage.text(lang)))
        .put(el("p").text(&line))
        .put(el("p").class("hint br-map").word(W::CoverageMap.text(lang)))
        .put(
            el("div")
                .class("br-shares")
                .at("role", "group")
                .at("aria-label", W::Audience.text(lang))
                .all(&c.shares, |share| chip(s, b, share, on)),
        )
        .put(el("div").class("br-row").maybe(tour).maybe(hint))
        .put(list(W::NotYet, &c.open, false))
        .maybe((!c.reached.is_empty()).then(|| list(W::Reached, &c.reached, true)))
}

fn chip(s: &State, b: &Branch, share: &Share, on: &Callback<Action>) -> El {
    let (on, word, chosen) = (on.clone(), share.word.clone(), b.audience == share.word);
    let press = Callback::from(move |_: MouseEvent| {
        let word = word.clone();
        act::edit(&on, move |b| b.audience.clone_from(&word));
    });
    let name = if share.word.is_empty() { W::AllVenues.text(s.lang) } else { &share.name };
    let bar = el("svg")
        .at("viewBox", "0 0 100 6")
        .at("preserveAspectRatio", "none")
        .hidden()
        .put(el("rect").attr("width", &percent(share.reached, share.all)).at("height", "6"));
    button(if chosen { "br-share on" } else { "br-share" }, press)
        .at("aria-pressed", if chosen { "true" } else { "false" })
        .put(el("span").text(name))
        .put(el("b").class("num").number(share.reached).word(" / ").number(share.all))
        .put(bar)
}

fn venue(s: &State, v: &Venue, on: &Callback<Action>) -> El {
    let href = crate::present::panel::place_href(s, &v.id);
    let name = el("a").attr("href", &href).text(&v.name);
    let side = match v.last {
        Some((day, times)) => {
            el("small").text(&W::LastTime.fill(s.lang, &[&day.text(), &times.to_string()]))
        }
        None => el("small").text(&v.audience),
    };
    if v.last.is_some() {
        return el("li").key(v.id.as_str()).put(name).put(side);
    }
    let (on, id) = (on.clone(), v.id.clone());
    let tick = Callback::from(move |_: Event| {
        let id = id.clone();
        act::edit(&on, move |b| {
            if b.ticked.contains(&id) {
                b.ticked.retain(|t| *t != id);
            } else {
                b.ticked.push(id.clone());
            }
        });
    });
    let field = el("input").at("type", "checkbox").label(&v.name).checked(v.ticked).on_change(tick);
    el("li").key(v.id.as_str()).put(field).put(name).put(side)
}
