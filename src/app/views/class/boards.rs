//! Things to print: exhibition boards.

use super::Ctx;
use crate::app::load;
use crate::app::parts::{El, button, el};
use crate::domain::place::SourceUse;
use crate::domain::{Place, PlaceId};
use crate::engine::base_map::Source;
use crate::engine::qr::Qr;
use crate::i18n::words::class::ClassKey as K;
use crate::present::{boards, cite, format, share};
use crate::state::Edit;
use crate::state::class::model::Paper;
use crate::state::class::{Library, deck};
use gloo::utils::window;
use std::cell::RefCell;
use yew::prelude::*;

thread_local! {
    /// Pictures made already: place, language, picture. Laying out a map takes some milliseconds.
    static PICTURES: RefCell<Vec<(PlaceId, crate::i18n::Lang, Option<String>)>> = const { RefCell::new(Vec::new()) };
}

/// Most sources on a board.
const SOURCES: usize = 4;

/// The page of the parts that are printed.
pub fn print(ctx: Ctx<'_>, library: &Library, base: Option<&Source>) -> El {
    let first = library.stories.first().map(|s| places_of(&s.slides)).unwrap_or_default();
    let chosen = ctx.c.boards.clone().unwrap_or(first);
    let places: Vec<&Place> = chosen.iter().filter_map(|id| ctx.atlas().place(id)).collect();
    let paper = |paper: Paper, name: &'static str| {
        button("chip", ctx.press(move |s| deck::change(s, |c| c.paper = paper)))
            .class_if("chip", ctx.c.paper == paper, "on")
            .at("aria-pressed", if ctx.c.paper == paper { "true" } else { "false" })
            .word(name)
    };
    let papers = el("div")
        .class("papers")
        .at("role", "group")
        .at("aria-label", ctx.t(K::BoardsPaper))
        .put(paper(Paper::A3, "A3"))
        .put(paper(Paper::A4, "A4"));
    let go = Callback::from(|_: MouseEvent| {
        let _ = window().print();
    });
    let name = if ctx.c.paper == Paper::A3 { "A3" } else { "A4" };
    let sheets = el("div")
        .class_if("boards", ctx.c.paper == Paper::A4, "a4")
        .all(&places, |p| board(ctx, base, p));
    el("div")
        .key("print")
        .class("scroll cl-page print")
        .put(el("h2").class("cl-h").word(ctx.t(K::Boards)))
        .put(el("p").class("hint").text(&ctx.f(K::BoardsHint, &[name])))
        .put(from_story(ctx, library, &chosen))
        .put(chooser(ctx, &chosen))
        .put(papers)
        .put(
            el("div")
                .class("own-new")
                .put(
                    button("btn pri", go)
                        .flag("disabled", places.is_empty())
                        .word(ctx.t(K::BoardsPrint)),
                )
                .put(
                    el("p")
                        .class("hint num")
                        .at("role", "status")
                        .text(&ctx.f(K::BoardsCount, &[&places.len().to_string()])),
                ),
        )
        .put(sheets)
}

fn places_of(slides: &[crate::domain::story::Slide]) -> Vec<PlaceId> {
    let mut out: Vec<PlaceId> = Vec::new();
    for id in slides.iter().filter_map(|s| s.place.clone()) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// Takes the places of a story.
fn from_story(ctx: Ctx<'_>, library: &Library, chosen: &[PlaceId]) -> El {
    let all: Vec<(String, String, Vec<PlaceId>)> = library
        .stories
        .iter()
        .map(|s| (s.id.clone(), ctx.lang().pick(&s.title).to_owned(), places_of(&s.slides)))
        .chain(ctx.c.own.iter().map(|o| {
            (o.id.clone(), o.title.clone(), o.slides.iter().map(|s| s.place.clone()).collect())
        }))
        .collect();
    let now = all.iter().find(|(.., places)| places == chosen).map_or("", |(id, ..)| id).to_owned();
    let pick = {
        let (on, all) = (ctx.on.clone(), all.clone());
        Callback::from(move |e: Event| {
            let Some(field) = e.target_dyn_into::<web_sys::HtmlSelectElement>() else { return };
            let value = field.value();
            let places = all.iter().find(|(id, ..)| *id == value).map(|(.., p)| p.clone());
            on.emit(Edit::new(move |s| deck::change(s, |c| c.boards.clone_from(&places))));
        })
    };
    let option = |(id, title, _): &(String, String, Vec<PlaceId>)| {
        el("option").attr("value", id).flag("selected", *id == now).text(title)
    };
    el("label")
        .class("fld")
        .put(el("span").word(ctx.t(K::BoardsFrom)))
        .put(el("select").class("chip").attr("data-value", &now).on_change(pick).all(&all, option))
}

/// Every place with a box to tick.
fn chooser(ctx: Ctx<'_>, chosen: &[PlaceId]) -> El {
    let row = |p: &Place| {
        let is_in = chosen.contains(&p.id);
        let (id, all) = (p.id.clone(), chosen.to_vec());
        let flip = ctx.press(move |s| {
            let (id, mut all) = (id.clone(), all.clone());
            if is_in {
                all.retain(|x| *x != id);
            } else {
                all.push(id);
            }
            deck::change(s, |c| c.boards = Some(all));
        });
        let tick = button("tick", flip)
            .at("role", "checkbox")
            .at("aria-checked", if is_in { "true" } else { "false" })
            .put(el("i").hidden())
            .text(ctx.lang().pick(&p.name));
        el("li").key(p.id.as_str()).put(tick)
    };
    el("details")
        .put(el("summary").word(ctx.t(K::BoardsOwn)))
        .put(el("ul").class("ticks").all(ctx.atlas().places(), row))
}

fn picture(ctx: Ctx<'_>, base: &Source, place: &Place) -> Option<String> {
    let lang = ctx.lang();
    let known = PICTURES.with_borrow(|all| {
        all.iter().find(|(id, l, _)| *id == place.id && *l == lang).map(|(.., p)| p.clone())
    });
    known.unwrap_or_else(|| {
        let made = boards::map_picture(lang, base, place, &ctx.atlas().district.zh);
        let lacking = load::complete(ctx.on);
        if !lacking {
            PICTURES.with_borrow_mut(|all| all.push((place.id.clone(), lang, made.clone())));
        }
        made
    })
}

/// One board.
fn board(ctx: Ctx<'_>, base: Option<&Source>, place: &Place) -> El {
    let lang = ctx.lang();
    let name = lang.pick(&place.name);
    let map = base.and_then(|b| picture(ctx, b, place)).map(|src| {
        el("img").class("board-map").attr("src", &src).attr("alt", &ctx.f(K::BoardMap, &[name]))
    });
    let milestones: Vec<i32> = place.milestones.iter().filter(|m| m.key).map(|m| m.year).collect();
    let years = format::years(lang, if milestones.is_empty() { &place.years } else { &milestones });
    let text =
        el("div").class("board-text").put(el("p").class("lead").text(lang.pick(&place.summary)));
    let text =
        text.all(place.story.iter().take(2), |p| el("p").text(&cite::plain(lang.pick(&p.text))));
    let sources = place.sources.iter().filter(|s| s.used_for == SourceUse::Story).take(SOURCES);
    let list: Vec<&str> = sources.map(|s| lang.pick(&s.title)).collect();
    let join = if lang == crate::i18n::Lang::Zh { "；" } else { "; " };
    let page = window().location().href().unwrap_or_default();
    let english = if lang == crate::i18n::Lang::En { "?lang=en" } else { "" };
    let hash =
        crate::domain::percent::encode(&["#/place/", place.id.as_str(), english].concat(), |c| {
            c.is_ascii()
        });
    let address = share::address(&page, false, &hash);
    let scan = if boards::reachable(&address) { qr(ctx, &address) } else { None };
    let scan = scan.unwrap_or_else(|| el("p").class("board-noscan").word(ctx.t(K::BoardNoScan)));
    let other = if lang == crate::i18n::Lang::Zh { &place.name.en } else { &place.name.zh };
    let map = map.unwrap_or_else(|| {
        el("p").class("board-map none").word(crate::i18n::Key::PositionUnknown.text(lang))
    });
    el("article")
        .key(place.id.as_str())
        .class("board")
        .put(
            el("header")
                .put(el("p").class("board-over").text(lang.pick(&ctx.atlas().title)))
                .put(el("h3").text(name))
                .put(
                    el("p")
                        .class("board-other")
                        .at("lang", if lang == crate::i18n::Lang::Zh { "en" } else { "zh" })
                        .text(other),
                )
                .put(el("p").class("board-year num").text(&years)),
        )
        .put(text)
        .put(map)
        .put(
            el("footer")
                .put(
                    el("div")
                        .put(el("p").text(lang.pick(&place.address)))
                        .put(
                            el("p")
                                .class("src")
                                .text(&ctx.f(K::Sources, &[&list.len().to_string()])),
                        )
                        .put(el("p").class("src").text(&list.join(join))),
                )
                .put(scan),
        )
}

fn qr(ctx: Ctx<'_>, address: &str) -> Option<El> {
    let qr = Qr::encode(address)?;
    let side = (qr.side() + 8).to_string();
    let drawing = el("svg")
        .class("board-qr")
        .attr("viewBox", &["-4 -4 ", &side, " ", &side].concat())
        .at("role", "img")
        .label(address)
        .at("shape-rendering", "crispEdges")
        .put(el("path").at("fill", "#000").attr("d", &qr.path()));
    Some(el("div").class("board-scan").put(drawing).put(el("p").word(ctx.t(K::BoardScan))))
}
