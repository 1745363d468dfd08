//! The worksheet on paper.

use super::picture::picture;
use super::{View, setup};
use crate::app::parts::{El, button, el, glyph};
use crate::bundle::told::Told;
use crate::i18n::words::QuizKey as K;
use crate::present::quiz::{LETTERS, Shown};
use crate::present::shapes::Icon;
use crate::present::worksheet::{Worksheet, worksheet};
use crate::state::quiz::{Screen, page};
use gloo::utils::window;
use yew::prelude::*;

/// The pages and the buttons over them.
pub fn sheet(view: &View<'_>, told: &Told, root: El) -> El {
    let page = view.page;
    let made = worksheet(view.s.lang, told, &view.s.atlas, &page.spec, &page.set);
    root.put(tools(view)).put(pupil(view, &made)).put(key(view, &made))
}

/// The buttons, which are not printed.
pub fn tools(view: &View<'_>) -> El {
    let print = Callback::from(|_: MouseEvent| {
        // Refused in frames without leave; the browser's own menu still prints.
        let _ = window().print();
    });
    let back = view.act(|s| page::show(s, Screen::Setup));
    el("div")
        .class("qz-tools")
        .put(button("btn", back).put(glyph(Icon::Back, 18)).word(view.word(K::ToSetup)))
        .put(button("btn pri", print).word(view.word(K::Print)))
}

fn head(view: &View<'_>, title: K, fields: &[K]) -> El {
    let field = |k: &K| el("span").class("field").word(view.word(*k)).put(el("i"));
    el("header")
        .put(
            el("h2").text(view.s.lang.pick(&view.s.atlas.title)).word(" · ").word(view.word(title)),
        )
        .put(el("p").class("fields").all(fields, field))
}

fn pupil(view: &View<'_>, made: &Worksheet) -> El {
    let many = made.marks.len().to_string();
    let name = view.fill(K::MapOf, &[&many]);
    let map = (!made.marks.is_empty()).then(|| {
        let line = |mark: &crate::present::quiz::MapMark| {
            el("li").put(el("b").word(mark.sign)).put(el("i"))
        };
        el("section")
            .put(el("h3").word(view.word(K::SheetMap)))
            .put(el("p").text(&view.fill(K::SheetMapHow, &[&many])))
            .put(picture(view, &made.marks, (900.0, 600.0), true, &name))
            .put(el("ol").class("lines").all(&made.marks, line))
            .put(el("p").class("bank").all(&made.bank, |n| el("span").text(n)))
    });
    let questions = el("section")
        .put(el("h3").word(view.word(K::SheetQuestions)))
        .put(el("p").word(view.word(K::SheetQuestionsHow)))
        .put(el("ol").class("ask").all(&made.questions, |(q, _)| question(q)));
    el("article")
        .class("qz-page")
        .put(head(view, K::SheetTitle, &[K::SheetClass, K::SheetName, K::SheetDate]))
        .maybe(map)
        .maybe((!made.questions.is_empty()).then_some(questions))
        .put(foot(view))
}

fn question(q: &Shown) -> El {
    let answer = |(words, letter): (&String, &'static str)| {
        el("li").put(el("b").word(letter)).word(" ").text(words)
    };
    el("li")
        .put(el("p").text(&q.question).word("（\u{3000}\u{3000}）"))
        .put(el("ul").all(q.answers.iter().zip(LETTERS), answer))
}

fn key(view: &View<'_>, made: &Worksheet) -> El {
    let place = |(mark, name): (&crate::present::quiz::MapMark, &String)| {
        el("li").put(el("b").word(mark.sign)).word(" ").text(name)
    };
    let right = |(q, letter): &(Shown, &'static str)| {
        let answer = LETTERS.iter().position(|l| l == letter).and_then(|i| q.answers.get(i));
        el("li")
            .put(el("b").word(letter).word(" ").text(answer.map_or("", String::as_str)))
            .put(el("p").text(&q.why))
    };
    el("article")
        .class("qz-page key")
        .put(head(view, K::SheetKey, &[]))
        .put(el("p").word(view.word(K::SheetKeyHow)))
        .maybe((!made.marks.is_empty()).then(|| {
            el("section")
                .put(el("h3").word(view.word(K::SheetMap)))
                .put(el("ol").class("names").all(made.marks.iter().zip(&made.names), place))
        }))
        .maybe((!made.questions.is_empty()).then(|| {
            el("section")
                .put(el("h3").word(view.word(K::SheetQuestions)))
                .put(el("ol").class("rights").all(&made.questions, right))
        }))
        .put(foot(view))
}

fn foot(view: &View<'_>) -> El {
    let spec = view.page.spec.to_link();
    el("footer")
        .put(el("span").text(&view.fill(K::SheetFoot, &[&spec])))
        .put(el("span").text(&setup::address(view.s)))
}
