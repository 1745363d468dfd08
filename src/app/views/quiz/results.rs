//! The table of a round or a game, and what is kept of earlier ones.

use super::{View, team};
use crate::app::parts::{El, button, el};
use crate::domain::percent;
use crate::i18n::words::QuizKey as K;
use crate::state::quiz::{Game, Outcome, Phase, Record, Screen, csv, page};

/// Rows of earlier results shown.
const SHOWN: usize = 12;

/// The table after a round or at the end.
pub fn table(view: &View<'_>, game: &Game, names: &[String]) -> El {
    let over = game.phase == Phase::Final;
    let title = if over {
        view.word(K::Final).to_owned()
    } else {
        view.fill(K::Standing, &[&game.round().0.to_string()])
    };
    let head = [
        K::Rank,
        if game.single() { K::Player } else { K::Team },
        K::Points,
        K::RightCount,
        K::WrongCount,
        K::BestStreak,
    ];
    let row = |(rank, i): (usize, usize)| {
        let t = &game.teams[i];
        let who = if game.single() { view.word(K::Single) } else { names[i].as_str() };
        let sign = (!game.single()).then(|| team::sign(i, 30, rank == 1));
        el("tr")
            .class_if("", rank == 1, "first")
            .put(el("td").class("num").number(rank))
            .put(el("th").at("scope", "row").maybe(sign).put(el("span").text(who)))
            .put(el("td").class("num big").number(t.points))
            .put(el("td").class("num").number(t.count(Outcome::Right)))
            .put(el("td").class("num").number(t.count(Outcome::Wrong)))
            .put(el("td").class("num").number(t.best))
    };
    let table = el("table")
        .class("qz-r")
        .put(
            el("thead").put(el("tr").all(head, |k| el("th").at("scope", "col").word(view.word(k)))),
        )
        .put(el("tbody").all(game.table(), row));
    let again = button("btn pri", view.act(page::start)).word(view.word(K::Again));
    let back =
        button("btn", view.act(|s| page::show(s, Screen::Setup))).word(view.word(K::ToSetup));
    let last: Vec<Record> = {
        let past = &view.page.past;
        past[past.len().saturating_sub(game.teams.len())..].to_vec()
    };
    let ways = over.then(|| el("div").class("qz-ways").put(again).put(back).put(save(view, &last)));
    el("div")
        .class("qz-m qz-end")
        .key(if over { "final" } else { "standing" })
        .put(el("h3").class("qz-q").text(&title))
        .put(table)
        .maybe(ways)
}

/// A link that saves records as CSV.
fn save(view: &View<'_>, records: &[Record]) -> El {
    let text = csv(view.s.lang, records, view.word(K::Single));
    let href = ["data:text/csv;charset=utf-8,", &percent::encode(&text, |c| c == ',')].concat();
    el("a").class("btn").attr("href", &href).at("download", "quiz.csv").word(view.word(K::SaveCsv))
}

/// Earlier results, the latest first; `None` where there are none.
pub fn past(view: &View<'_>) -> Option<El> {
    let past = &view.page.past;
    if past.is_empty() {
        return None;
    }
    let row = |r: &Record| {
        let who = if r.team.is_empty() { view.word(K::Single) } else { &r.team };
        el("tr")
            .put(el("td").class("num").text(&r.when))
            .put(el("td").text(&r.set))
            .put(el("th").at("scope", "row").text(who))
            .put(el("td").class("num").number(r.points))
            .put(el("td").class("num").number(r.count(Outcome::Right)))
    };
    let head = [K::When, K::Seed, K::Team, K::Points, K::RightCount];
    let forget = button("btn sm", view.act(page::forget)).word(view.word(K::ForgetPast));
    Some(
        el("section")
            .class("qz-past")
            .put(el("h3").word(view.word(K::Past)))
            .put(el("p").class("hint").word(view.word(K::PastNote)))
            .put(
                el("div").class("qz-scroll").at("tabindex", "0").put(
                    el("table")
                        .class("qz-r")
                        .put(el("thead").put(
                            el("tr").all(head, |k| el("th").at("scope", "col").word(view.word(k))),
                        ))
                        .put(el("tbody").all(past.iter().rev().take(SHOWN), row)),
                ),
            )
            .put(el("div").class("qz-ways").put(save(view, past)).put(forget)),
    )
}
