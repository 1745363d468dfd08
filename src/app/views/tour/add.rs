//! Places to add: on the map, by search, from the list.

use super::Desk;
use super::form::pane_head;
use super::press::typed;
use crate::app::parts::{El, button, el, glyph, sym};
use crate::domain::Place;
use crate::i18n::words::TourKey as K;
use crate::present::format;
use crate::present::scene::label;
use crate::present::shapes::Icon;
use crate::state::planner::{self, Pane};

/// How many places are shown at once.
const MOST: usize = 60;

/// The places of the bundle, those in the tour marked.
pub fn places(desk: &Desk<'_>) -> El {
    let query = desk.p.query.trim().to_lowercase();
    let search = el("input")
        .at("type", "search")
        .class("tour-search")
        .at("aria-label", desk.word(K::AddSearch))
        .at("placeholder", desk.word(K::AddSearch))
        .value(&desk.p.query)
        .on_input(typed(desk.on, |s, value| {
            planner::edit(s, |p, _| value.clone_into(&mut p.query));
        }));
    let centre = desk.s.camera.map(|c| c.centre);
    let far = |p: &Place| centre.zip(p.position).map_or(f64::MAX, |(a, b)| a.distance_m(b));
    let wanted = |p: &&Place| p.position.is_some() && (query.is_empty() || holds(p, &query));
    let mut found: Vec<&Place> = desk.s.atlas.places().iter().filter(wanted).collect();
    crate::domain::order::sort_by(&mut found, |a, b| far(a).total_cmp(&far(b)));
    found.truncate(MOST);
    let list = el("ul").class("tour-places").all(&found, |place| row(desk, place, far(place)));
    let none = found.is_empty().then(|| el("p").class("hint").word(desk.word(K::NothingFound)));
    el("section")
        .class("pane")
        .at("aria-label", desk.word(K::AddTitle))
        .put(pane_head(desk, K::AddTitle))
        .put(
            el("div")
                .class("pane-top")
                .put(search)
                .put(el("p").class("hint").word(desk.word(K::AddHint))),
        )
        .put(el("div").class("scroll").maybe(none).put(list))
        .put(
            el("div")
                .class("tour-foot")
                .put(button("btn pri", desk.pane(Pane::Stops)).word(desk.word(K::Done))),
        )
}

fn holds(place: &Place, query: &str) -> bool {
    let texts = [&place.name, &place.short, &place.address, &place.former_name];
    texts.iter().any(|t| t.zh.to_lowercase().contains(query) || t.en.to_lowercase().contains(query))
        || place.alias.iter().any(|a| a.to_lowercase().contains(query))
}

fn row(desk: &Desk<'_>, place: &Place, far: f64) -> El {
    let there = desk.p.work.tour.stops.iter().any(|s| s.place == place.id);
    let id = place.id.clone();
    let name = label(desk.lang, place);
    let far = if far < f64::MAX { format::distance(desk.lang, far) } else { String::new() };
    let meta = if there {
        desk.word(K::Added).to_owned()
    } else {
        desk.lang.pick(&place.address).to_owned()
    };
    el("li").key(place.id.as_str()).put(
        button("tour-place", desk.press(move |s| planner::add(s, &id)))
            .flag("disabled", there)
            .label(&if there {
                [name.as_str(), " · ", &meta].concat()
            } else {
                desk.say(K::AddThis, &[&name])
            })
            .put(sym(&place.category, place.series, 32))
            .put(el("span").class("stop-text").put(el("b").text(&name)).put(el("span").text(&meta)))
            .put(el("span").class("far num").text(&far))
            .put(glyph(if there { Icon::Check } else { Icon::Plus }, 18)),
    )
}
