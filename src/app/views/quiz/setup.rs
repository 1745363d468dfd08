//! The choice: which questions, who plays, how long.

use super::{View, fresh, results, team};
use crate::app::clipboard;
use crate::app::parts::{El, button, el, glyph};
use crate::bundle::told::Told;
use crate::domain::percent;
use crate::engine::quiz::{Scope, Spec};
use crate::i18n::words::QuizKey as K;
use crate::present::shapes::Icon;
use crate::present::{names, share};
use crate::state::quiz::{MOST_TEAMS, Screen, TIMES, page};
use crate::state::{Edit, Link, State, select};
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Numbers of questions offered.
const COUNTS: [u8; 5] = [5, 8, 10, 15, 20];

/// The page of choices.
pub fn setup(view: &View<'_>, told: &Told, root: El) -> El {
    let page = view.page;
    let many = page.set.len();
    let enough = many >= usize::from(page.spec.count);
    let count = many.to_string();
    let line = match (many, enough) {
        (0, _) => view.word(K::SetNone).to_owned(),
        (_, true) => {
            [view.fill(K::SetOf, &[&count]).as_str(), gap(view), view.word(K::SameLink)].concat()
        }
        (_, false) => view.fill(K::SetShort, &[&count]),
    };
    let none = many == 0;
    let running = page.game.as_ref().is_some_and(|g| g.phase != crate::state::quiz::Phase::Final);
    let resume = running.then(|| {
        button("btn", view.act(|s| page::show(s, Screen::Play))).word(view.word(K::Resume))
    });
    let help = if page.setup.teams == 1 { K::HelpSingle } else { K::HelpTeams };
    let ways = el("div")
        .class("qz-ways qz-main")
        .put(
            button("btn pri", view.act(page::start))
                .flag("disabled", none)
                .put(glyph(Icon::Play, 18))
                .word(view.word(K::Start)),
        )
        .maybe(resume)
        .put(paper(view, Screen::Sheet, K::Sheet).flag("disabled", none))
        .put(paper(view, Screen::Cards, K::Cards));
    root.put(el("h2").class("qz-title").word(view.word(K::Title)))
        .put(questions(view, told))
        .put(players(view))
        .put(el("p").class("qz-line").at("role", "status").text(&line))
        .put(ways)
        .put(el("p").class("hint").word(view.word(help)))
        .maybe(results::past(view))
}

/// One choice of a row: its words, whether it is made, and what makes it.
type Choice = (String, bool, Callback<MouseEvent>);

/// What is asked.
fn questions(view: &View<'_>, told: &Told) -> El {
    let spec = &view.page.spec;
    let count = |n: u8| -> Choice {
        let other = Spec { count: n, ..spec.clone() };
        (n.to_string(), spec.count == n, wants(view, other))
    };
    let level = |level: Option<u8>| -> Choice {
        let key = match level {
            None => K::AnyLevel,
            Some(1) => K::Level1,
            Some(2) => K::Level2,
            Some(_) => K::Level3,
        };
        let other = Spec { level, ..spec.clone() };
        (view.word(key).to_owned(), spec.level == level, wants(view, other))
    };
    el("div")
        .class("qz-form")
        .put(subject(view, told))
        .put(row(view, K::Count, COUNTS.into_iter().map(count).collect()))
        .put(row(view, K::Level, [None, Some(1), Some(2), Some(3)].map(level).into()))
        .put(seed(view))
}

/// Who plays, and how long.
fn players(view: &View<'_>) -> El {
    let setup = &view.page.setup;
    let many = |n: usize, one: K, more: K| {
        if n == 1 { view.word(one).to_owned() } else { view.fill(more, &[&n.to_string()]) }
    };
    let teams = |n: usize| -> Choice {
        let press = view.act(move |s| page::set_up(s, |x| x.set_teams(n)));
        (many(n, K::Single, K::TeamsOf), setup.teams == n, press)
    };
    let seconds = |t: u16| -> Choice {
        let words = match t {
            0 => view.word(K::NoClock).to_owned(),
            _ => view.fill(K::SecondsOf, &[&t.to_string()]),
        };
        (words, setup.seconds == t, view.act(move |s| page::set_up(s, |x| x.seconds = t)))
    };
    let rounds = |n: usize| -> Choice {
        let press = view.act(move |s| page::set_up(s, |x| x.rounds = n));
        (many(n, K::OneRound, K::RoundsOf), setup.rounds == n, press)
    };
    let contest = setup.teams > 1;
    el("div")
        .class("qz-form")
        .put(row(view, K::Teams, (1..=MOST_TEAMS).map(teams).collect()))
        .maybe(contest.then(|| team_names(view)))
        .put(row(view, K::Seconds, TIMES.into_iter().map(seconds).collect()))
        .maybe(contest.then(|| row(view, K::Rounds, (1..=4).map(rounds).collect())))
}

const fn gap(view: &View<'_>) -> &'static str {
    match view.s.lang {
        crate::i18n::Lang::Zh => "",
        crate::i18n::Lang::En => " ",
    }
}

fn wants(view: &View<'_>, spec: Spec) -> Callback<MouseEvent> {
    view.act(move |s| page::want(s, &spec))
}

fn paper(view: &View<'_>, screen: Screen, key: K) -> El {
    let on = view.on.clone();
    let press = Callback::from(move |_: MouseEvent| {
        let on = on.clone();
        spawn_local(async move {
            // The print sheet first, so that the pages never show unstyled.
            let _ = crate::app::asset::styled("quiz-print.css", async { Ok(()) }).await;
            on.emit(Edit::new(move |s| page::show(s, screen)));
        });
    });
    button("btn", press).word(view.word(key))
}

/// A choice of one among a few.
fn row(view: &View<'_>, name: K, options: Vec<Choice>) -> El {
    let option = |(words, on, press): Choice| {
        button(if on { "on" } else { "" }, press)
            .at("aria-pressed", if on { "true" } else { "false" })
            .maybe(on.then(|| glyph(Icon::Check, 16)))
            .text(&words)
    };
    el("div")
        .class("qz-row")
        .at("role", "group")
        .at("aria-label", view.word(name))
        .put(el("span").class("k").hidden().word(view.word(name)))
        .put(el("div").class("qz-seg").all(options, option))
}

/// What the questions are about.
fn subject(view: &View<'_>, told: &Told) -> El {
    let (spec, lang) = (view.page.spec.clone(), view.s.lang);
    let atlas = &view.s.atlas;
    let (word, id) = spec.scope.parts();
    let picked = [word, "~", id].concat();
    let on = view.on.clone();
    let change = Callback::from(move |e: Event| {
        let Some(field) = e.target_dyn_into::<HtmlSelectElement>() else { return };
        let value = field.value();
        let (word, id) = value.split_once('~').unwrap_or((&value, ""));
        let spec = Spec { scope: Scope::of(word, id), ..spec.clone() };
        on.emit(Edit::new(move |s| page::want(s, &spec)));
    });
    let option = |word: &str, id: &str, words: &str| {
        let value = [word, "~", id].concat();
        let chinese = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        el("option")
            .attr("value", &value)
            .flag("selected", value == picked)
            .at_if(chinese, "lang", "zh")
            .text(words)
    };
    let group = |key: K| el("optgroup").attr("label", view.word(key));
    let stories =
        group(K::Stories).all(&told.stories, |t| option("story", &t.id, lang.pick(&t.title)));
    let mut known: Vec<&str> = Vec::new();
    for item in &told.items {
        if !item.theme.is_empty() && !known.contains(&item.theme.as_str()) {
            known.push(&item.theme);
        }
    }
    let themes = group(K::Themes).all(known, |t| option("theme", t, theme(view, t)));
    let mut kinds: Vec<&crate::domain::Category> = Vec::new();
    for layer in &atlas.layers {
        if !kinds.contains(&&layer.category) {
            kinds.push(&layer.category);
        }
    }
    let kinds = group(K::Categories)
        .all(kinds, |c| option("category", c.wire(), &names::category(lang, atlas, c)));
    let mut districts: Vec<&str> = Vec::new();
    for place in atlas.places() {
        if !place.district.is_empty() && !districts.contains(&place.district.as_str()) {
            districts.push(&place.district);
        }
    }
    let districts = group(K::Districts).all(districts, |d| option("district", d, d));
    el("label").class("qz-row").put(el("span").class("k").word(view.word(K::About))).put(
        el("select")
            .class("qz-select")
            .attr("data-value", &picked)
            .on_change(change)
            .put(option("", "", view.word(K::Everything)))
            .put(stories)
            .put(themes)
            .put(kinds)
            .put(districts),
    )
}

/// What the set is about; `None` for everything.
pub fn about(view: &View<'_>, told: &Told) -> Option<String> {
    let lang = view.s.lang;
    Some(match &view.page.spec.scope {
        Scope::All => return None,
        Scope::Story(id) => {
            let story = told.stories.iter().find(|s| s.id == *id);
            lang.pick(&story?.title).to_owned()
        }
        Scope::Theme(id) => theme(view, id).to_owned(),
        Scope::Category(wire) => {
            names::category(lang, &view.s.atlas, &crate::domain::Category::from_wire(wire))
        }
        Scope::District(name) => name.clone(),
    })
}

/// The name of a theme; one the program does not know has only its own word.
fn theme<'a>(view: &View<'_>, theme: &'a str) -> &'a str {
    let key = match theme {
        "revolution" => K::Revolution,
        "construction" => K::Construction,
        "heritage" => K::Heritage,
        "yellow-river" => K::YellowRiver,
        "city" => K::City,
        _ => return theme,
    };
    view.word(key)
}

/// The seed, another one, and the link.
fn seed(view: &View<'_>) -> El {
    let spec = view.page.spec.clone();
    let (on, old) = (view.on.clone(), spec.clone());
    let change = Callback::from(move |e: Event| {
        let Some(field) = e.target_dyn_into::<HtmlInputElement>() else { return };
        let link = Spec { seed: field.value(), ..old.clone() }.to_link();
        let spec = Spec::parse(&link);
        // What cannot stand in a link is taken out of the field, too.
        field.set_value(&spec.seed);
        on.emit(Edit::new(move |s| page::want(s, &spec)));
    });
    let another = view.on.reform(move |_: MouseEvent| fresh(&spec));
    let (on, address) = (view.on.clone(), address(view.s));
    let copy = Callback::from(move |_: MouseEvent| {
        let (on, address) = (on.clone(), address.clone());
        spawn_local(async move {
            let key = if clipboard::copy(&address).await { K::Copied } else { K::CopyFailed };
            on.emit(Edit::new(move |s| page::say(s, key)));
        });
    });
    el("div")
        .class("qz-row")
        .put(el("label").class("k").at("for", "quiz-seed").word(view.word(K::Seed)))
        .put(
            el("div")
                .class("qz-seed")
                .put(
                    el("input")
                        .at("id", "quiz-seed")
                        .at("type", "text")
                        .at("maxlength", "24")
                        .at("autocomplete", "off")
                        .at("spellcheck", "false")
                        .value(&view.page.spec.seed)
                        .on_change(change),
                )
                .put(
                    button("btn sm", another)
                        .put(glyph(Icon::Retry, 16))
                        .word(view.word(K::Another)),
                )
                .put(button("btn sm", copy).put(glyph(Icon::Copy, 16)).word(view.word(K::CopyLink)))
                .put(
                    el("span")
                        .class("hint")
                        .at("role", "status")
                        .word(view.page.said.map_or("", |k| view.word(k))),
                ),
        )
}

/// The address that opens this set.
pub fn address(s: &State) -> String {
    // Where the map stands is no part of a set.
    let link = Link { at: None, ..select::link(s) };
    // Chat apps end a link at the first Chinese character.
    let hash = percent::encode(&link.to_hash(), |c| c.is_ascii());
    share::address(&window().location().href().unwrap_or_default(), false, &hash)
}

/// A field for the name of each team.
fn team_names(view: &View<'_>) -> El {
    let field = |i: usize| {
        let on = view.on.clone();
        let change = Callback::from(move |e: Event| {
            let Some(field) = e.target_dyn_into::<HtmlInputElement>() else { return };
            let name: String = field.value().chars().take(12).collect();
            on.emit(Edit::new(move |s| page::set_up(s, |x| x.names[i].clone_from(&name))));
        });
        el("span")
            .class("qz-name")
            .put(team::sign(i, 24, false))
            .put(
                el("input")
                    .at("type", "text")
                    .at("maxlength", "12")
                    .label(&view.fill(K::TeamName, &[&(i + 1).to_string()]))
                    .at("placeholder", team::usual(view.s.lang, i))
                    .value(&view.page.setup.names[i])
                    .on_change(change),
            )
            .put(el("kbd").class("qz-k").word(team::KEYS[i]))
    };
    el("div")
        .class("qz-row names")
        .put(el("span").class("k"))
        .put(el("div").class("qz-names").all(0..view.page.setup.teams, field))
}
