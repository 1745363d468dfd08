//! What is under the search field, and what the keys in it do.

use crate::app::finder;
use crate::app::parts::{El, button, el, glyph, notice_box, sym};
use crate::domain::{Bounds, Place};
use crate::i18n::words::search::SearchKey;
use crate::i18n::{Key, Lang};
use crate::present::hits::{Face, Hits, Opens, Piece, Row, hits};
use crate::present::no_hits::no_hits;
use crate::present::panel::Empty;
use crate::present::shapes::Icon;
use crate::present::told::{Told, told};
use crate::state::search::{search, show_event, step};
use crate::state::{Action, Edit, Link, Route, State, Target, find, reduce, select};
use std::rc::Rc;
use yew::html::onmousedown;
use yew::prelude::*;

/// What the chunk of the search gives to the page.
#[derive(Default)]
pub struct Parts {
    /// What is under the field.
    pub list: Option<El>,
    /// What the keys do.
    pub keys: Option<Callback<KeyboardEvent>>,
    /// Id of the option that Enter chooses.
    pub active: Option<String>,
    /// For screen readers: how many hits.
    pub status: String,
    /// In place of an empty list of places.
    pub empty: Option<Empty>,
    /// Stories and events below the places.
    pub told: Option<El>,
}

/// All parts for a state; the bundle's texts are fetched if they are not there yet.
pub fn parts(s: &State, on: &Callback<Action>) -> Parts {
    finder::start(s, on);
    finder::rest(s, on);
    let hits = hits(s).filter(|_| s.find.open);
    let waits = s.find.open && search(s).is_none();
    let all = told(s);
    let chosen: Vec<Opens> = hits.iter().flat_map(|h| &h.rows).map(|r| r.opens.clone()).collect();
    let active = search(s).and_then(|(search, _)| search.active).filter(|_| s.find.open);
    Parts {
        active: active.map(option_id),
        status: hits.as_ref().map(|h| h.status.clone()).unwrap_or_default(),
        list: hits.map(|h| list(s, &h, on)).or_else(|| waits.then(|| reading(s.lang))),
        keys: Some(keys(s, chosen, active, on)),
        empty: no_hits(s),
        told: (!all.is_empty()).then(|| told_list(s, &all, on)),
    }
}

fn option_id(i: usize) -> String {
    ["hit-", &i.to_string()].concat()
}

fn reading(lang: Lang) -> El {
    el("div").class("hits").put(el("p").class("wait").word(Key::PartLoading.text(lang)))
}

/// The hits as a list of options.
pub fn list(s: &State, hits: &Hits, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let rows = el("div")
        .at("id", "hits")
        .at("role", "listbox")
        .at("aria-label", SearchKey::Hits.text(lang))
        .all(hits.rows.iter().enumerate(), |(i, row)| option(lang, i, row, on));
    let lead = match (hits.near, hits.rows.is_empty()) {
        (false, _) => None,
        (true, false) => Some(el("p").class("near").word(SearchKey::DidYouMean.text(lang))),
        (true, true) => {
            let words = [SearchKey::None.text(lang), if lang == Lang::Zh { "。" } else { ". " }];
            Some(el("p").class("near").text(&words.concat()).word(SearchKey::Else.text(lang)))
        }
    };
    let all = hits.all.as_ref().map(|words| {
        let on = on.clone();
        let to = around(s);
        let press = Callback::from(move |_: MouseEvent| submit(to, &on));
        button("hits-all", press).text(words)
    });
    let silent = hits.silent.then(|| {
        let again =
            on.reform(|_: MouseEvent| Edit::new(|s| s.search = crate::state::Page::default()));
        let retry =
            button("btn tiny", again).put(glyph(Icon::Retry, 16)).word(Key::Retry.text(lang));
        notice_box(
            true,
            SearchKey::Silent.text(lang),
            SearchKey::SilentWhat.text(lang),
            vec![retry],
        )
    });
    // A press here must not take the focus from the field: that would close it.
    let stay = Callback::from(|e: MouseEvent| e.prevent_default());
    el("div")
        .class("hits")
        .listen(Rc::new(onmousedown::Wrapper::new(stay)))
        .maybe(lead)
        .put(rows)
        .maybe(all)
        .maybe(silent)
}

fn option(lang: Lang, i: usize, row: &Row, on: &Callback<Action>) -> El {
    let press = {
        let (on, opens) = (on.clone(), row.opens.clone());
        Callback::from(move |_: MouseEvent| choose(&opens, &on))
    };
    let face = match &row.face {
        Face::Place(category, series) => sym(category, *series, 32),
        Face::Year(year) => el("b").class("year num").text(year),
    };
    let title = el("b").class("name").all(&row.title, |p| piece(lang, p));
    let mut line = el("span").class("line");
    if !row.why.is_empty() {
        line = line.put(el("i").text(&row.why));
    }
    line = line.all(&row.text, |p| piece(lang, p));
    if !row.place.is_empty() {
        line = line.put(tongue(lang, el("small"), &row.place).text(&row.place));
    }
    el("div")
        .class_if("hit", row.active, "on")
        .key(&option_id(i))
        .attr("id", &option_id(i))
        .at("role", "option")
        .at("aria-selected", if row.active { "true" } else { "false" })
        .on_click(press)
        .put(face)
        .put(title)
        .put(el("span").class("far num").text(&row.far))
        .put(line)
}

/// Says of a Chinese text on an English page that it is Chinese.
fn tongue(lang: Lang, of: El, text: &str) -> El {
    let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    of.at_if(lang == Lang::En && chinese, "lang", "zh")
}

fn piece(lang: Lang, p: &Piece) -> El {
    tongue(lang, el(if p.marked { "mark" } else { "span" }), &p.text).text(&p.text)
}

/// Opens a hit.
fn choose(opens: &Opens, on: &Callback<Action>) {
    on.emit(Edit::new(|s| s.find.open = false));
    match opens {
        Opens::Place(id) => on.emit(Action::Choose(id.clone())),
        Opens::Story(id, place) => {
            let (id, place) = (id.clone(), place.clone());
            on.emit(Edit::new(move |s| {
                let action = match (story_link(s, &id), &place) {
                    (Some(link), _) => Action::LinkOpened(link),
                    (None, Some(place)) => Action::Choose(place.clone()),
                    (None, None) => return,
                };
                *s = reduce(std::mem::take(s), action);
            }));
        }
        Opens::Event(i) => {
            let event = *i;
            on.emit(Edit::new(move |s| show_event(s, event)));
        }
    }
}

/// The link of a story, where there is a view that shows it.
fn story_link(s: &State, id: &str) -> Option<Link> {
    let shown = Route::VIEWS.contains(&Route::Class);
    shown.then(|| Link {
        own: vec![("story".to_owned(), id.to_owned())],
        ..select::view_link(s, Route::Class)
    })
}

/// The rectangle around all visible places, or the one place there is.
fn around(s: &State) -> Option<Target> {
    let visible = select::visible(s);
    let places = visible.iter().filter_map(|&i| s.atlas.places().get(i));
    let bounds = Bounds::around(places.filter_map(Place::marker_position))?;
    let (low, high) = (bounds.south_west, bounds.north_east);
    Some(if low.distance_m(high) < 500.0 { Target::Reveal(low, 15.0) } else { Target::Fit(bounds) })
}

/// Shows in list and map what is found.
fn submit(to: Option<Target>, on: &Callback<Action>) {
    on.emit(Edit::new(find::show_all));
    if let Some(target) = to {
        on.emit(Action::Go(target));
    }
}

fn keys(
    s: &State,
    chosen: Vec<Opens>,
    active: Option<usize>,
    on: &Callback<Action>,
) -> Callback<KeyboardEvent> {
    let on = on.clone();
    let (open, text) = (s.find.open, find::text(s).to_owned());
    let to = around(s);
    let only = s.find.found.as_ref().filter(|f| f.places.len() == 1);
    let only = only.and_then(|f| s.atlas.places().get(f.places[0])).map(|p| p.id.clone());
    Callback::from(move |e: KeyboardEvent| {
        // These keys belong to the input method while it writes.
        if e.is_composing() || e.key_code() == 229 {
            return;
        }
        match e.key().as_str() {
            "ArrowDown" => on.emit(Edit::new(|s| step(s, 1))),
            "ArrowUp" => on.emit(Edit::new(|s| step(s, -1))),
            "Enter" => match (active.and_then(|i| chosen.get(i)), &only) {
                (Some(opens), _) => choose(opens, &on),
                (None, Some(id)) => choose(&Opens::Place(id.clone()), &on),
                (None, None) if !text.is_empty() => submit(to, &on),
                _ => {}
            },
            "Escape" if open => on.emit(Edit::new(|s| s.find.open = false)),
            "Escape" if !text.is_empty() => on.emit(Edit::new(find::clear)),
            _ => return,
        }
        e.prevent_default();
    })
}

/// Stories and events below the list of places.
fn told_list(s: &State, all: &[Told], on: &Callback<Action>) -> El {
    let lang = s.lang;
    let head = el("h2")
        .class("grp")
        .word(SearchKey::Told.text(lang))
        .put(el("i").class("num").number(all.len()));
    let list = el("ul").at("aria-label", SearchKey::Told.text(lang)).all(all, |t| one(s, t, on));
    el("section").class("told").put(head).put(list)
}

fn one(s: &State, t: &Told, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let kind = if t.story { SearchKey::Story } else { SearchKey::Event };
    let places = |(id, name): &(crate::domain::PlaceId, String)| {
        let (on, open) = (on.clone(), id.clone());
        let press = Callback::from(move |_: MouseEvent| on.emit(Action::Choose(open.clone())));
        button("chip", press).put(glyph(Icon::Pin, 16)).text(name)
    };
    let story = t.story.then(|| story_link(s, &t.id)).flatten().map(|link| {
        el("a").class("btn sm").attr("href", &link.to_hash()).word(Key::Class.text(lang))
    });
    let summary = el("summary")
        .put(el("b").class("year num").text(&t.year))
        .put(tongue(lang, el("span").class("name"), &t.title).text(&t.title))
        .put(el("small").word(kind.text(lang)));
    let mut inside = el("div").put(tongue(lang, el("p"), &t.text).text(&t.text));
    if !t.from.is_empty() {
        inside = inside.put(tongue(lang, el("p").class("hint"), &t.from).text(&t.from));
    }
    inside = inside.put(el("div").class("chips").all(&t.places, places).maybe(story));
    let box_ = el("details").flag("open", t.open).put(summary).put(inside);
    el("li").key(&t.id).put(box_)
}
