//! The card of a place.

use crate::app::kept_tours;
use crate::app::parts::{El, button, el, glyph, notice_box, outside, sym};
use crate::domain::{PlaceId, tour_link};
use crate::i18n::{Key, Lang, fill};
use crate::present::card::{Card, Caution, FactRow, Line, SourceRow, Year};
use crate::present::cite::Piece;
use crate::present::shapes::{Icon, colour_class};
use crate::state::{Action, Dialog, Edit, Route};
use yew::prelude::*;

/// Everything known of a place. Its title takes the focus when it opens, so that a keyboard or a
/// screen reader goes on where the reader's eyes are (see `app::screen`).
/// `marks` are the reader's own, `tour` is the tour that is being planned, as its link writes it.
pub fn card_view(
    lang: Lang,
    card: &Card,
    tour: &str,
    marks: Option<El>,
    on: &Callback<Action>,
) -> El {
    let (kind, rest) = card.kind.split_first().map_or(("", &[][..]), |(k, r)| (k.as_str(), r));
    let mut kinds =
        el("p").class("kind").put(sym(&card.category, card.series, 28)).put(el("span").text(kind));
    for t in rest {
        kinds = kinds.put(el("i").hidden().word("·")).put(el("i").text(t));
    }
    let mut out = el("article")
        .attr("class", &["card ", colour_class(&card.category)].concat())
        .put(kinds)
        .put(el("h2").at("tabindex", "-1").text(&card.title));
    if !card.other_name.is_empty() {
        out = out.put(el("p").class("sub").at("lang", other(lang).code()).text(&card.other_name));
    }
    if !card.former.is_empty() {
        out = out.put(el("p").class("sub").text(&card.former));
    }
    if !card.years.is_empty() {
        out = out.put(years(lang, &card.years));
    }
    out = out
        .put(actions(lang, card, tour, on))
        .put(el("div").maybe(marks))
        .all(&card.cautions, caution);
    if !card.lead.is_empty() {
        out = out.put(el("p").class("lead").text(&card.lead));
    }
    out = out.put(el("dl").class("facts").all(&card.lines, line)).maybe(story(lang, card));
    if !card.facts.is_empty() {
        out = out.put(facts(lang, card));
    }
    if !card.sources.is_empty() {
        out = out.put(sources(lang, &card.sources));
    }
    out
}

const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

fn years(lang: Lang, years: &[Year]) -> El {
    el("ol").class("tl").at("aria-label", Key::YearsLine.text(lang)).all(years, |y| {
        el("li")
            .at_if(y.key, "class", "k")
            .put(el("b").class("num").number(y.year))
            .put(el("span").text(&y.label))
    })
}

/// What can be done with the place.
fn actions(lang: Lang, card: &Card, tour: &str, on: &Callback<Action>) -> El {
    let open = |class: &'static str, dialog: Dialog, icon: Icon, name: Key| {
        button(class, on.reform(move |_: MouseEvent| Action::OpenDialog(dialog)))
            .at("aria-haspopup", "dialog")
            .put(glyph(icon, 20))
            .word(name.text(lang))
    };
    el("div")
        .class("acts")
        .maybe(card.way.then(|| add_to_tour(lang, &card.id, tour, on)))
        .maybe(card.way.then(|| open("btn", Dialog::Way, Icon::Way, Key::Navigate)))
        .put(open("btn share", Dialog::Share, Icon::Share, Key::Share))
        // Hidden by the style sheet where there is no voice; `www/later/speak.js` reads.
        .put(
            el("button")
                .class("btn speak")
                .at("type", "button")
                .at("data-speak", "card")
                .at("aria-pressed", "false")
                .put(glyph(Icon::Speaker, 20))
                .word(Key::ReadAloud.text(lang)),
        )
}

/// Puts the place at the end of the tour; where it is in it, the way there. The planner may not be
/// there yet, so the tour is the text that its link holds.
fn add_to_tour(lang: Lang, id: &PlaceId, tour: &str, on: &Callback<Action>) -> El {
    let code = if tour.is_empty() { kept_tours::draft() } else { tour.to_owned() };
    if tour_link::holds(&code, id) {
        return el("a")
            .class("btn pri")
            .at("href", "#/tour")
            .put(glyph(Icon::Check, 20))
            .word(Key::InTour.text(lang));
    }
    let longer = tour_link::with(&code, id);
    let add = on.reform(move |_: MouseEvent| {
        kept_tours::set_draft(&longer);
        let code = longer.clone();
        Edit::new(move |s| {
            s.own.retain(|(key, _)| !Route::Tour.owns(key));
            s.own.push(("tour".to_owned(), code.clone()));
        })
    });
    button("btn pri", add).put(glyph(Icon::Plus, 20)).word(Key::AddToTour.text(lang))
}

fn caution(c: &Caution) -> El {
    notice_box(c.warns, &c.strong, &c.text, Vec::new())
}

fn line(l: &Line) -> El {
    let strong = match &l.href {
        Some(href) if href.starts_with("tel:") => Some(el("a").attr("href", href).text(&l.strong)),
        Some(href) => Some(outside(href, &l.strong)),
        None if l.strong.is_empty() => None,
        None => Some(el("b").text(&l.strong)),
    };
    let caution = (!l.caution.is_empty()).then(|| el("small").text(&l.caution));
    el("div").put(el("dt").text(&l.term)).put(el("dd").maybe(strong).text(&l.text).maybe(caution))
}

fn story(lang: Lang, card: &Card) -> Option<El> {
    if card.story.is_empty() {
        let (strong, advice) = (Key::NoStory.text(lang), Key::NoStoryAdvice.text(lang));
        return card.facts.is_empty().then(|| notice_box(false, strong, advice, Vec::new()));
    }
    let mut out = el("div").class("story");
    for (title, pieces) in &card.story {
        if !title.is_empty() {
            out = out.put(el("h3").text(title));
        }
        let mut paragraph = el("p");
        for piece in pieces {
            paragraph = match piece {
                Piece::Words(words) => paragraph.text(words),
                Piece::Notes(numbers) => with_notes(paragraph, lang, numbers),
            };
        }
        out = out.put(paragraph);
    }
    Some(out)
}

/// Numbers of sources. A word joiner keeps them on the line of the words they prove.
fn with_notes(words: El, lang: Lang, numbers: &[usize]) -> El {
    let one = |n: &usize| {
        el("span")
            .class("note-n num")
            .at("role", "note")
            .label(&fill(lang, Key::NoteNumber, &[&n.to_string()]))
            .number(n)
    };
    words.word("\u{2060}").put(el("span").class("rs").all(numbers, one))
}

fn facts(lang: Lang, card: &Card) -> El {
    let one = |f: &FactRow| {
        let words = with_notes(el("p").text(&f.text), lang, &f.notes);
        el("li").put(words).put(el("span").class("tag").text(&f.grade))
    };
    let count = el("i").class("num").number(card.facts.len());
    el("details")
        .class("fact-list")
        .flag("open", card.story.is_empty())
        .put(el("summary").word(Key::Facts.text(lang)).put(count))
        .put(el("ul").all(&card.facts, one))
}

fn sources(lang: Lang, rows: &[SourceRow]) -> El {
    let one = |s: &SourceRow| {
        let title = match &s.url {
            Some(url) => outside(url, &s.title),
            None => el("span").text(&s.title),
        };
        let used = el("span");
        el("li")
            .put(el("b").class("num").number(s.number))
            .put(title)
            .put(if s.used_for.is_empty() { used } else { used.class("tag").text(&s.used_for) })
            .put(el("small").text(&s.about))
    };
    el("section")
        .class("srcs")
        .put(el("h3").word(Key::Sources.text(lang)))
        .put(el("ol").all(rows, one))
}

/// The way back to the list.
pub fn card_head(lang: Lang, back: &str, on: &Callback<Action>) -> El {
    let close = on.reform(|e: MouseEvent| {
        e.prevent_default();
        Action::CloseCard
    });
    let link = el("a")
        .class("btn sm ghost")
        .attr("href", back)
        .on_click(close.clone())
        .put(glyph(Icon::Back, 18))
        .word(Key::BackToList.text(lang));
    let shut =
        button("icb", close).at("aria-label", Key::Close.text(lang)).put(glyph(Icon::Close, 20));
    el("div").class("cardbar").put(link).put(shut)
}
