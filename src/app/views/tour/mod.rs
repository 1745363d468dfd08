//! The planner: `#/tour`.

mod add;
mod data;
mod form;
mod gain;
mod kept;
mod outlet;
mod paper;
mod press;
mod search;
mod stop;
mod stops;
mod timetable;

use crate::app::parts::{El, button, el, glyph, line_icon};
use crate::domain::TravelMode;
use crate::i18n::Lang;
use crate::i18n::words::TourKey as K;
use crate::present::planner as view;
use crate::present::shapes::Icon;
use crate::state::planner::{self, Pane, Planner, Unread};
use crate::state::{Action, Edit, State, TourAction};
use yew::prelude::*;

/// Icons of this view on the 24-pixel grid.
mod icon {
    pub const DAY: &str = "M4.5 6.500h15v13h-15zM4.500 10.500h15M8.500 4v4M15.500 4v4";
    pub const CLOCK: &str = "M12 3.500a8.500 8.500 0 1 0 .01 0M12 7.500V12l3 2";
    pub const WALK: &str = "M13.500 4.200h.01M8.500 20.500l3-6.500-2-2.500 1-4.500 4 1.500 1.500 3 2.500 1M11.500 14l3.500 2.500.5 4M10.500 7 7.500 9l-.5 3";
    pub const BIKE: &str = "M6 12.500a4 4 0 1 0 .01 0M18 12.500a4 4 0 1 0 .01 0M6 16.500l3.500-7h6l2.500 7M9.500 9.500l4 7M9.500 9.500 9 7.500H7M15.500 9.500 14.500 6H17";
    pub const DRIVE: &str = "M4.500 16.500v-9h15v9zM4.500 12.500h15M7.500 16.500V19M16.500 16.500V19M8 14.500h.01M16 14.500h.01";
    pub const PIN: &str = "M8.500 4h7M9.500 4v6l-3 3.500h11l-3-3.500V4M12 13.500V20.500";
    pub const MORE: &str = "M6 12h.01M12 12h.01M18 12h.01";
    pub const GRIP: &str = "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01";
    pub const ORDER: &str = "M8 5v14M4.500 15.500 8 19l3.500-3.500M13 6h7M13 12h5M13 18h3";
    pub const UNDO: &str = "M8.500 5 4 9.500 8.500 14M4.500 9.500H14a5.500 5.500 0 0 1 0 11h-3";
    pub const REDO: &str = "M15.500 5 20 9.500 15.500 14M19.500 9.500H10a5.500 5.500 0 0 0 0 11h3";
    pub const PRINT: &str = "M7 9V4.500h10V9M7 17H4.500V9h15v8H17M7 14h10v5.500H7z";
    pub const OUT: &str = "M12 14.500V4M8 7.500 12 4l4 3.500M5 13v6.500h14V13";
    pub const IN: &str = "M12 4v10.500M8 11l4 3.500 4-3.500M5 13v6.500h14V13";
    pub const BIN: &str = "M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13";
}

/// What every part of the view needs.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    s: &'a State,
    p: &'a Planner,
    lang: Lang,
    on: &'a Callback<Action>,
}

impl Desk<'_> {
    /// A text of this view.
    fn word(&self, key: K) -> &'static str {
        key.text(self.lang)
    }

    /// A text with its holes filled.
    fn say(&self, key: K, args: &[&str]) -> String {
        view::say(self.lang, key, args)
    }

    /// A press that changes the tour.
    fn act(&self, action: TourAction) -> Callback<MouseEvent> {
        self.press(move |s| planner::act(s, &action))
    }

    /// A press that changes what is shown.
    fn edit(&self, change: impl Fn(&mut Planner) + 'static) -> Callback<MouseEvent> {
        self.press(move |s| planner::edit(s, |p, _| change(p)))
    }

    /// A press that changes the state.
    fn press(&self, change: impl Fn(&mut State) + 'static) -> Callback<MouseEvent> {
        let change = std::rc::Rc::new(change);
        self.on.reform(move |_| {
            let change = change.clone();
            Edit::new(move |s| change(s))
        })
    }

    /// A press that brings another tour: the map shows all of it once the timetable has its room.
    fn bring(&self, change: impl Fn(&mut State) + 'static) -> Callback<MouseEvent> {
        let (press, on) = (self.press(change), self.on.clone());
        Callback::from(move |e: MouseEvent| {
            press.emit(e);
            data::fit_later(&on);
        })
    }

    /// Opens a part of the panel.
    fn pane(&self, pane: Pane) -> Callback<MouseEvent> {
        self.edit(move |p| {
            p.pane = pane;
            p.open = None;
        })
    }
}

/// The panel's content, and what stands under the map of a desktop.
pub fn tour_view(s: &State, narrow: bool, on: &Callback<Action>) -> (El, El) {
    data::follow(s, on);
    let fresh = Planner::default();
    let p = s.tour.get::<Planner>().unwrap_or(&fresh);
    let desk = Desk { s, p, lang: s.lang, on };
    let shown = view::view(s.lang, &s.atlas, p);
    let mut panel = el("div").class("tour").put(unread(&desk));
    // The status is always there, so that a screen reader hears what changes in it.
    let status = el("p").class("aside").at("role", "status").text(&p.said);
    let table =
        shown.as_ref().filter(|_| p.pane != Pane::Tours).map(|v| timetable::table(&desk, v));
    let (inside, under) = if narrow { (table, None) } else { (None, table) };
    panel = match (&shown, p.pane) {
        (_, Pane::Add) => panel.put(add::places(&desk)),
        (_, Pane::Settings) => panel.put(form::form(&desk)),
        (None, _) | (_, Pane::Tours) => panel.put(kept::tours(&desk, shown.is_some())),
        (Some(v), Pane::Stops) => {
            let offer =
                el("div").class("tour-gain").maybe(v.gain.as_ref().map(|g| gain::gain(&desk, g)));
            let list = stops::stops(&desk, v);
            let scroll = el("div").class("scroll");
            let panel = panel.put(head(&desk, v));
            // On a phone there is no room for an offer that stays in place.
            let panel = if narrow {
                panel.put(scroll.put(offer).put(list).maybe(inside))
            } else {
                panel.put(offer).put(scroll.put(list))
            };
            panel.put(foot(&desk, v))
        }
    };
    (panel.put(status), el("div").class("under").maybe(under))
}

/// Says what of the link could not be read; empty where all was.
fn unread(desk: &Desk<'_>) -> El {
    let out = el("div");
    let words = match desk.p.unread {
        None => return out,
        Some(Unread::Whole) => desk.word(K::UnreadLink).to_owned(),
        Some(Unread::Parts(n)) => desk.say(K::UnreadParts, &[&n.to_string()]),
    };
    let fine = button("btn sm", desk.edit(|p| p.unread = None)).word(desk.word(K::Fine));
    let told = el("div").class("tour-unread").at("role", "alert");
    out.put(told.put(glyph(Icon::Warn, 18)).put(el("p").text(&words)).put(fine))
}

/// Title, day, time and mode; each opens what changes it.
fn head(desk: &Desk<'_>, v: &view::View) -> El {
    let tour = &desk.p.work.tour;
    let settings = |path: &'static str, words: &str| {
        button("tour-set", desk.pane(Pane::Settings)).put(line_icon(path, 16)).text(words)
    };
    let date =
        tour.date.map_or_else(|| desk.word(K::AnyDay).to_owned(), |d| view::day(desk.lang, d));
    let name = if tour.name.is_empty() { desk.word(K::Unnamed) } else { tour.name.as_str() };
    let icon = |key: K, path: &'static str, act: Callback<MouseEvent>, able: bool| {
        button("icb", act)
            .at("aria-label", desk.word(key))
            .at("title", desk.word(key))
            .flag("disabled", !able)
            .put(line_icon(path, 20))
    };
    let title = el("div")
        .class("tour-title")
        .put(el("h2").at("tabindex", "-1").text(name))
        .put(icon(K::Undo, icon::UNDO, desk.act(TourAction::Undo), desk.p.work.can_undo()))
        .put(icon(K::Redo, icon::REDO, desk.act(TourAction::Redo), desk.p.work.can_redo()))
        .put(icon(K::More, icon::MORE, desk.pane(Pane::Tours), true));
    let departs = desk.say(K::Departs, &[&tour.depart.text()]);
    let mut meta = el("div")
        .class("tour-meta")
        .put(settings(icon::DAY, &date))
        .put(settings(icon::CLOCK, &departs))
        .put(settings(travel(tour.mode), view::mode(desk.lang, tour.mode)));
    if tour.days > 1 || tour.teams > 1 {
        let routes = desk.say(K::Routes, &[&tour.routes().to_string()]);
        meta = meta.put(button("tour-set", desk.pane(Pane::Settings)).text(&routes));
    }
    let mut out = el("header").class("tour-head").put(title).put(meta);
    if v.gain.is_none() && !v.sum.is_empty() {
        out = out.put(el("p").class("tour-sum num").text(&v.sum));
    }
    out
}

const fn travel(mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Walk => icon::WALK,
        TravelMode::Bike => icon::BIKE,
        TravelMode::Drive => icon::DRIVE,
    }
}

/// What can be done with the whole.
fn foot(desk: &Desk<'_>, v: &view::View) -> El {
    let out = el("div").class("tour-foot");
    if let Some(tenths) = desk.p.search {
        let words = desk.say(K::Searching, &[&(tenths * 10).to_string()]);
        let stop = Callback::from(|_: MouseEvent| search::stop());
        return out
            .put(el("p").at("role", "status").text(&words))
            .put(button("btn sm", stop).word(desk.word(K::StopSearch)));
    }
    let add =
        button("btn", desk.pane(Pane::Add)).put(glyph(Icon::Plus, 18)).word(desk.word(K::AddStop));
    let seek = {
        let (s, on) = (desk.s.clone(), desk.on.clone());
        Callback::from(move |_: MouseEvent| search::start(&s, &on))
    };
    let able = desk.p.followed.as_ref().is_some_and(|f| f.stops.len() > 1) && v.gain.is_none();
    let failed = desk
        .p
        .failed
        .then(|| el("p").class("tour-fail").at("role", "alert").word(desk.word(K::SearchFailed)));
    out.maybe(failed).put(add).put(
        button("btn", seek)
            .flag("disabled", !able)
            .put(line_icon(icon::ORDER, 18))
            .word(desk.word(K::Optimise)),
    )
}
