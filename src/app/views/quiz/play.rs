//! The game on the wall: question, answers, why, and the teams.

use super::picture::picture;
use super::{View, live, results, setup, team};
use crate::app::parts::{El, button, el, glyph, line_icon, outside};
use crate::app::views::bar;
use crate::bundle::told::Told;
use crate::domain::place::Grade;
use crate::i18n::words::QuizKey as K;
use crate::i18n::{Key, Lang};
use crate::present::quiz::{LETTERS, Shown, shown};
use crate::present::shapes::Icon;
use crate::state::quiz::{Deed, Game, Outcome, Phase, STREAK, Screen, page};
use crate::state::{Link, Route, select};
use yew::prelude::*;

/// A cross, as a check mark has one for wrong answers.
const CROSS: &str = "M6 6l12 12M18 6 6 18";
/// Half characters of a question from which it is set smaller.
const LONG: u32 = 54;
/// An arrowhead to the right.
const ON: &str = "M9.5 5l7 7-7 7";

/// The stage.
pub fn play(view: &View<'_>, told: &Told, game: &Game, root: El) -> El {
    let names = view.names();
    let Some(question) = view.page.set.get(game.at) else { return root };
    let shown = shown(view.s.lang, told, &view.s.atlas, question);
    let main = match game.phase {
        Phase::Standing | Phase::Final => results::table(view, game, &names),
        _ => asked(view, game, &names, &shown),
    };
    root.put(head(view, told, game))
        .put(main)
        .put(foot(view, game, &names))
        .put(el("p").class("aside").at("role", "status").text(&said(view, game, &names, &shown)))
}

/// What a press does in the game.
fn deed(view: &View<'_>, act: Deed) -> Callback<MouseEvent> {
    let (on, names) = (view.on.clone(), view.names());
    Callback::from(move |_: MouseEvent| live::deed(&on, names.clone(), act))
}

fn head(view: &View<'_>, told: &Told, game: &Game) -> El {
    let seal = &view.s.atlas.seal;
    let about = setup::about(view, told);
    let number = (game.at + 1).to_string();
    let all = game.questions().to_string();
    // The number is set larger than the words around it.
    let words = view.fill(K::Questions, &["\u{1}", &all]);
    let (before, after) = words.split_once('\u{1}').unwrap_or((&words, ""));
    let count = el("p").class("qz-n").text(before).put(el("b").text(&number)).text(after);
    let (round, rounds) = game.round();
    let round = (rounds > 1)
        .then(|| el("span").class("qz-round").text(&view.fill(K::Round, &[&round.to_string()])));
    let leave = view.act(|s| page::show(s, Screen::Setup));
    let timed = game.seconds > 0 && matches!(game.phase, Phase::Open | Phase::Buzzed(_));
    el("header")
        .class("qz-h")
        .maybe((!seal.is_empty()).then(|| bar::seal(seal)))
        .put(el("h2").word(view.word(K::Title)))
        .maybe(about.map(|a| el("span").class("about").text(&a)))
        .maybe(round)
        .put(count)
        .maybe(timed.then(|| clock(view, game)))
        .put(
            button("btn sm ghost qz-x", leave)
                .put(glyph(Icon::Close, 20))
                .word(view.word(K::Leave)),
        )
}

/// The ring of the clock, with its figure and the button that stops it.
fn clock(view: &View<'_>, game: &Game) -> El {
    let left = game.left.to_string();
    let whole = game.seconds.max(1);
    // The ring's circumference is a hundred.
    let share = u32::from(game.left.min(whole)) * 100 / u32::from(whole);
    let ring = |class: &'static str| {
        el("circle").class(class).at("cx", "20").at("cy", "20").at("r", "15.9155")
    };
    let arc = ring("arc").attr("stroke-dasharray", &[&share.to_string(), " 100"].concat());
    let (icon, name) = if game.held { (Icon::Play, K::Go) } else { (Icon::Pause, K::Hold) };
    el("div")
        .class("qz-clock")
        .put(
            el("div")
                .class("ring")
                .at("role", "timer")
                .label(&view.fill(K::SecondsLeft, &[&left]))
                .put(el("svg").at("viewBox", "0 0 40 40").hidden().put(ring("bed")).put(arc))
                .put(el("b").class("num").text(&left)),
        )
        .put(
            button("icb", deed(view, Deed::Hold))
                .at("aria-label", view.word(name))
                .at("title", view.word(name))
                .put(glyph(icon, 22)),
        )
}

fn asked(view: &View<'_>, game: &Game, names: &[String], shown: &Shown) -> El {
    let told = game.phase == Phase::Told;
    let answers = el("div")
        .class("qz-a")
        .at("role", "group")
        .at("aria-label", view.word(K::Answers))
        .all(shown.answers.iter().enumerate(), |(i, words)| answer(view, game, names, i, words));
    let map = (!shown.marks.is_empty()).then(|| {
        let name = view.fill(K::MapOf, &[&shown.marks.len().to_string()]);
        picture(view, &shown.marks, (660.0, 410.0), false, &name)
    });
    let class = match (map.is_some(), told) {
        (true, false) => "qz-m with-map",
        (true, true) => "qz-m with-map told",
        (false, true) => "qz-m told",
        (false, false) => "qz-m",
    };
    // Latin letters are about half as wide as characters.
    let room = |c: char| if c.is_ascii() { 1 } else { 2 };
    let long = shown.question.chars().map(room).sum::<u32>() > LONG;
    // A key for each question: focus and scroll start afresh.
    el("div")
        .class(class)
        .key(&game.at.to_string())
        .put(el("h3").class_if("qz-q", long, "long").text(&shown.question))
        .put(el("div").class("qz-b").maybe(map).put(answers))
        .maybe(told.then(|| why(view, shown)))
}

fn answer(view: &View<'_>, game: &Game, names: &[String], i: usize, words: &str) -> El {
    let told = game.phase == Phase::Told;
    let right = told && i == game.right();
    let mine = game.tries.iter().find(|t| t.answer == Some(i));
    let wrong = mine.is_some() && !right && (told || i != game.right());
    let by = mine.map(|t| names[t.team].as_str()).filter(|_| !game.single()).unwrap_or_default();
    let tag = |class: &'static str, icon: El, text: &str| {
        el("span").class(class).put(icon).put(el("span").text(text))
    };
    let tag = match (right, wrong) {
        (true, _) => {
            let words = match (by, mine.is_some()) {
                ("", true) => view.word(K::Right).to_owned(),
                ("", false) => view.word(K::RightAnswer).to_owned(),
                _ => view.fill(K::RightBy, &[by]),
            };
            Some(tag("qz-tag", glyph(Icon::Check, 26), &words))
        }
        (_, true) => {
            let words = match by {
                "" => view.word(K::Wrong).to_owned(),
                _ => view.fill(K::WrongBy, &[by]),
            };
            Some(tag("qz-tag", line_icon(CROSS, 26), &words))
        }
        _ => None,
    };
    let may = game.answering().is_some() && !wrong;
    let class = match (right, wrong, may) {
        (true, ..) => "qz-c right",
        (_, true, _) => "qz-c wrong",
        (.., true) => "qz-c",
        _ => "qz-c still",
    };
    button(class, deed(view, Deed::Answer(i)))
        .at_if(!may, "aria-disabled", "true")
        .put(el("b").class("qz-l").word(LETTERS.get(i).copied().unwrap_or_default()))
        .put(el("span").class("qz-t").text(words))
        .maybe(tag)
}

fn why(view: &View<'_>, shown: &Shown) -> El {
    let sources = shown.sources.iter().enumerate().map(|(i, source)| {
        let gap = match (i, view.s.lang) {
            (0, _) => "",
            (_, Lang::Zh) => "；",
            (_, Lang::En) => "; ",
        };
        let words = match &source.url {
            Some(url) => outside(url, &source.words),
            None => el("span").text(&source.words),
        };
        (gap, words)
    });
    let names = sources.fold(el("span"), |all, (gap, words)| all.word(gap).put(words));
    let words = view.fill(K::From, &["\u{1}"]);
    let (before, after) = words.split_once('\u{1}').unwrap_or((&words, ""));
    let grade = shown.grade.and_then(|g| match g {
        Grade::A => Some(Key::TwoSources),
        Grade::B => Some(Key::OneSource),
        Grade::C => None,
    });
    let place = shown.place.as_ref().map(|id| {
        let link = Link { at: None, ..select::view_link(view.s, Route::Place(id.clone())) };
        el("a").class("link").attr("href", &link.to_hash()).word(view.word(K::OnMapLink))
    });
    el("div").class("qz-w").put(el("b").word(view.word(K::Why))).put(
        el("div").put(el("p").text(&shown.why)).put(
            el("p")
                .class("src")
                .text(before)
                .put(names)
                .text(after)
                .maybe(grade.map(|g| el("span").class("tag").word(g.text(view.s.lang))))
                .maybe(place),
        ),
    )
}

fn foot(view: &View<'_>, game: &Game, names: &[String]) -> El {
    let next = match game.phase {
        Phase::Open | Phase::Buzzed(_) => Some((Deed::Reveal, K::Reveal, "qz-go quiet")),
        Phase::Told if game.at + 1 == game.questions() => Some((Deed::Next, K::ToTable, "qz-go")),
        Phase::Told => Some((Deed::Next, K::Next, "qz-go")),
        Phase::Standing => Some((Deed::Next, K::NextRound, "qz-go")),
        Phase::Final => None,
    };
    let next = next.map(|(act, key, class)| {
        button(class, deed(view, act)).key("next").word(view.word(key)).put(line_icon(ON, 20))
    });
    let teams = game.teams.len();
    el("footer")
        .class(if teams > 4 { "qz-f many" } else { "qz-f" })
        .all(0..teams, |i| cell(view, game, names, i))
        .maybe(next)
}

/// A team: its sign, its name, its points; pressing it buzzes.
fn cell(view: &View<'_>, game: &Game, names: &[String], i: usize) -> El {
    let team = &game.teams[i];
    let turn = game.phase == Phase::Buzzed(i);
    let tried = game.tries.iter().find(|t| t.team == i);
    let gained = tried.filter(|t| t.gained > 0).map(|t| t.gained);
    let open = !matches!(game.phase, Phase::Standing | Phase::Final);
    let small = if turn {
        view.fill(K::TurnOf, &[""]).trim().to_owned()
    } else if let Some(points) = gained.filter(|_| open) {
        view.fill(K::Gained, &[&points.to_string()])
    } else if tried.is_some() && open {
        view.word(K::Wrong).to_owned()
    } else if team.streak >= STREAK {
        view.fill(K::Streak, &[&team.streak.to_string()])
    } else {
        String::new()
    };
    let points = el("b").class("qz-p num").number(team.points);
    let body = |cell: El, name: El| {
        cell.put(el("span").class("who").put(name).put(el("small").text(&small))).put(points)
    };
    if game.single() {
        return body(el("div").class("qz-team alone"), el("span").word(view.word(K::Points)));
    }
    let may = game.may_buzz(i);
    let class = match (turn || gained.is_some() && open, may || turn) {
        (true, _) => "qz-team on",
        (_, true) => "qz-team",
        _ => "qz-team out",
    };
    let name = el("span").text(&names[i]);
    // By key, or the focus of a button that is gone would fall on a team.
    let cell = button(class, deed(view, Deed::Buzz(i)))
        .key(team::KEYS[i])
        .at_if(!may, "aria-disabled", "true")
        .label(
            &[
                view.fill(K::BuzzKey, &[&names[i], team::KEYS[i]]).as_str(),
                " ",
                &team.points.to_string(),
                " ",
                &small,
            ]
            .concat(),
        )
        .put(team::sign(i, 36, turn || gained.is_some()))
        .maybe(may.then(|| el("kbd").class("qz-k").word(team::KEYS[i])));
    body(cell, name)
}

/// What a screen reader is told.
fn said(view: &View<'_>, game: &Game, names: &[String], shown: &Shown) -> String {
    let right = game.right();
    let letter = LETTERS.get(right).copied().unwrap_or_default();
    let words = shown.answers.get(right).map_or("", String::as_str);
    match game.phase {
        Phase::Open if game.single() => shown.question.clone(),
        Phase::Open => [shown.question.as_str(), " ", view.word(K::BuzzNow)].concat(),
        Phase::Buzzed(team) => view.fill(K::TurnOf, &[&names[team]]),
        Phase::Told => {
            let won = game.teams.iter().position(|t| t.marks.last() == Some(&Outcome::Right));
            let head = match won {
                Some(_) if game.single() => view.word(K::SaidRight).to_owned(),
                Some(team) => view.fill(K::RightBy, &[&names[team]]),
                None if game.tries.is_empty() => view.fill(K::SaidNobody, &[letter, words]),
                None => view.fill(K::SaidWrong, &[letter, words]),
            };
            [head.as_str(), " ", &shown.why].concat()
        }
        Phase::Standing => view.fill(K::Standing, &[&game.round().0.to_string()]),
        Phase::Final => view.word(K::Final).to_owned(),
    }
}
