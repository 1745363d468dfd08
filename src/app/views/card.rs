//! The card of a place.

use crate::app::parts::{glyph, notice_box, sym};
use crate::i18n::{Key, Lang, fill};
use crate::present::card::{Card, Caution, FactRow, Line, SourceRow, Year};
use crate::present::cite::Piece;
use crate::present::shapes::{Icon, colour_class};
use crate::state::Action;
use yew::prelude::*;

/// Everything known of a place. Its title takes the focus when it opens, so that a keyboard or a
/// screen reader goes on where the reader's eyes are (see `app::screen`).
pub fn card_view(lang: Lang, card: &Card) -> Html {
    let (kind, rest) = card.kind.split_first().map_or(("", &[][..]), |(k, r)| (k.as_str(), r));
    html! {
        <article class={classes!("card", colour_class(&card.category))}>
            <p class="kind">
                { sym(&card.category, card.series, 28) }
                <span>{ kind }</span>
                { for rest.iter().map(|t| html! { <><i aria-hidden="true">{ "·" }</i><i>{ t }</i></> }) }
            </p>
            <h2 tabindex="-1">{ &card.title }</h2>
            if !card.other_name.is_empty() {
                <p class="sub" lang={other(lang).code()}>{ &card.other_name }</p>
            }
            if !card.former.is_empty() {
                <p class="sub">{ &card.former }</p>
            }
            if !card.years.is_empty() {
                { years(lang, &card.years) }
            }
            { for card.cautions.iter().map(caution) }
            if !card.lead.is_empty() {
                <p class="lead">{ &card.lead }</p>
            }
            <dl class="facts">{ for card.lines.iter().map(line) }</dl>
            { story(lang, card) }
            if !card.facts.is_empty() {
                { facts(lang, card) }
            }
            if !card.sources.is_empty() {
                { sources(lang, &card.sources) }
            }
        </article>
    }
}

const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

fn years(lang: Lang, years: &[Year]) -> Html {
    let one = |y: &Year| {
        html! {
            <li class={classes!(y.key.then_some("k"))}><b class="num">{ y.year }</b><span>{ &y.label }</span></li>
        }
    };
    html! { <ol class="tl" aria-label={Key::YearsLine.text(lang)}>{ for years.iter().map(one) }</ol> }
}

fn caution(c: &Caution) -> Html {
    notice_box(c.warns, &c.strong, &c.text, html! {})
}

fn line(l: &Line) -> Html {
    let strong = match &l.href {
        Some(href) if href.starts_with("tel:") => {
            html! { <a href={href.clone()}>{ &l.strong }</a> }
        }
        Some(href) => outside(href, &l.strong),
        None if l.strong.is_empty() => html! {},
        None => html! { <b>{ &l.strong }</b> },
    };
    html! {
        <div>
            <dt>{ &l.term }</dt>
            <dd>
                { strong }{ &l.text }
                if !l.caution.is_empty() {
                    <small>{ &l.caution }</small>
                }
            </dd>
        </div>
    }
}

/// A link that leaves the site.
fn outside(href: &str, words: &str) -> Html {
    html! {
        <a href={href.to_owned()} target="_blank" rel="noopener noreferrer external">{ words }</a>
    }
}

fn story(lang: Lang, card: &Card) -> Html {
    if card.story.is_empty() {
        if card.facts.is_empty() {
            return notice_box(
                false,
                Key::NoStory.text(lang),
                Key::NoStoryAdvice.text(lang),
                html! {},
            );
        }
        return html! {};
    }
    let paragraph = |(title, pieces): &(String, Vec<Piece>)| {
        html! {
            <>
                if !title.is_empty() {
                    <h3>{ title }</h3>
                }
                <p>{ for pieces.iter().map(|p| piece(lang, p)) }</p>
            </>
        }
    };
    html! { <div class="story">{ for card.story.iter().map(paragraph) }</div> }
}

fn piece(lang: Lang, p: &Piece) -> Html {
    match p {
        Piece::Words(words) => html! { { words } },
        Piece::Notes(numbers) => notes(lang, numbers),
    }
}

/// Numbers of sources. A word joiner keeps them on the line of the words they prove.
fn notes(lang: Lang, numbers: &[usize]) -> Html {
    let one = |n: &usize| {
        let name = fill(lang, Key::NoteNumber, &[&n.to_string()]);
        html! { <span class="note-n num" role="note" aria-label={name}>{ n }</span> }
    };
    html! { <>{ "\u{2060}" }<span class="rs">{ for numbers.iter().map(one) }</span></> }
}

fn facts(lang: Lang, card: &Card) -> Html {
    let one = |f: &FactRow| {
        html! {
            <li>
                <p>{ &f.text }{ notes(lang, &f.notes) }</p>
                <span class="tag">{ &f.grade }</span>
            </li>
        }
    };
    html! {
        <details class="fact-list" open={card.story.is_empty()}>
            <summary>{ Key::Facts.text(lang) }<i class="num">{ card.facts.len() }</i></summary>
            <ul>{ for card.facts.iter().map(one) }</ul>
        </details>
    }
}

fn sources(lang: Lang, rows: &[SourceRow]) -> Html {
    let one = |s: &SourceRow| {
        html! {
            <li>
                <b class="num">{ s.number }</b>
                if let Some(url) = &s.url {
                    { outside(url, &s.title) }
                } else {
                    <span>{ &s.title }</span>
                }
                if s.used_for.is_empty() {
                    <span></span>
                } else {
                    <span class="tag">{ &s.used_for }</span>
                }
                <small>{ &s.about }</small>
            </li>
        }
    };
    html! {
        <section class="srcs">
            <h3>{ Key::Sources.text(lang) }</h3>
            <ol>{ for rows.iter().map(one) }</ol>
        </section>
    }
}

/// The way back to the list.
pub fn card_head(lang: Lang, back: &str, on: &Callback<Action>) -> Html {
    let close = on.reform(|e: MouseEvent| {
        e.prevent_default();
        Action::CloseCard
    });
    html! {
        <div class="cardbar">
            <a class="btn sm ghost" href={back.to_owned()} onclick={close.clone()}>
                { glyph(Icon::Back, 18) }{ Key::BackToList.text(lang) }
            </a>
            <button class="icb" type="button" aria-label={Key::Close.text(lang)} onclick={close}>
                { glyph(Icon::Close, 20) }
            </button>
        </div>
    }
}
