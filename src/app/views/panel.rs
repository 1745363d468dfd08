//! Filters, notices and the list.

use crate::app::parts::{glyph, notice_box, sym};
use crate::domain::Category;
use crate::domain::place::Series;
use crate::i18n::{Key, Lang, fill};
use crate::present::notices::Notice;
use crate::present::panel::{Cell, Empty, Panel, Row};
use crate::present::shapes::{Icon, colour_class};
use crate::state::Action;
use yew::prelude::*;

/// The switches of the categories, joined cells on a desktop and chips on a phone.
pub fn filters(lang: Lang, panel: &Panel, on: &Callback<Action>) -> Html {
    let cell = |c: &Cell| {
        let (on, category) = (on.clone(), c.category.clone());
        let press = Callback::from(move |_: MouseEvent| on.emit(Action::Toggle(category.clone())));
        let series = (c.category == Category::Park).then_some(Series::Ya);
        html! {
            <button key={c.category.wire().to_owned()} type="button" onclick={press}
                class={classes!("cat", colour_class(&c.category))} aria-pressed={c.on.to_string()}>
                { sym(&c.category, series, 34) }
                <span>{ &c.name }</span>
                <b class="num">{ c.count }</b>
            </button>
        }
    };
    html! {
        <section class="filters" aria-label={Key::Filters.text(lang)}>
            <div class="cats" role="group" aria-label={Key::Categories.text(lang)}>
                { for panel.cells.iter().map(cell) }
            </div>
        </section>
    }
}

/// The head of the list: how many, in which order.
pub fn list_head(lang: Lang, panel: &Panel, on: &Callback<Action>) -> Html {
    let sort = on.reform(|_: MouseEvent| Action::CycleSort);
    html! {
        <div class="lh">
            <p class="num" role="status">{ fill(lang, Key::Total, &[&panel.total.to_string()]) }</p>
            <button type="button" onclick={sort}
                aria-label={fill(lang, Key::SortButton, &[&panel.order])}>
                { glyph(Icon::Swap, 16) }{ &panel.order }
            </button>
        </div>
    }
}

/// The list twin of the map, or what is said in its place.
pub fn list(lang: Lang, panel: &Panel, on: &Callback<Action>) -> Html {
    let row = |r: &Row| {
        let (on, id) = (on.clone(), r.id.clone());
        let open = Callback::from(move |e: MouseEvent| {
            // A new tab or window is the browser's business.
            if !(e.ctrl_key() || e.meta_key() || e.shift_key() || e.button() != 0) {
                e.prevent_default();
                on.emit(Action::Choose(id.clone()));
            }
        });
        row_item(r, open)
    };
    html! {
        <>
            if let Some(empty) = &panel.empty {
                { nothing(lang, empty, on) }
            }
            <ul id="places" class="list" tabindex="-1" aria-label={Key::PlaceList.text(lang)}>
                { for panel.rows.iter().map(row) }
            </ul>
        </>
    }
}

fn row_item(r: &Row, open: Callback<MouseEvent>) -> Html {
    html! {
        <li key={r.id.as_str().to_owned()}>
            if let Some((words, count)) = &r.heading {
                <h2 class="grp">{ words }<i class="num">{ count }</i></h2>
            }
            <a class={classes!("row", r.chosen.then_some("on"))} href={r.href.clone()}
                data-place={r.id.as_str().to_owned()} onclick={open}
                aria-current={r.chosen.then_some("true")}>
                { sym(&r.category, r.series, 36) }
                <h3>{ &r.name }</h3>
                <span class="far num">{ &r.distance }</span>
                <p class="num">{ &r.meta }</p>
                if let Some(tag) = &r.tag {
                    <span class={classes!("tag", tag.dashed.then_some("dash"))}>{ &tag.text }</span>
                }
            </a>
        </li>
    }
}

fn nothing(lang: Lang, empty: &Empty, on: &Callback<Action>) -> Html {
    let press = |action: &Action| {
        let (on, action) = (on.clone(), action.clone());
        Callback::from(move |_: MouseEvent| on.emit(action.clone()))
    };
    html! {
        <section class="empty">
            <svg width="164" height="112" viewBox="0 0 164 112" aria-hidden="true">
                <path class="paper" d="M4 14 56 4v90L4 106zM56 4l54 14v88L56 94zM110 18l50-14v90l-50 12z" />
                <path class="way" d="M20 40l20-5M16 84c14 0 12-20 28-22M70 30l24 6M122 78c10-4 20-24 30-28" />
                <circle class="lens" cx="92" cy="52" r="24" />
                <path class="lens" d="M110 70l20 20" />
            </svg>
            <h2>{ &empty.title }</h2>
            <p>{ &empty.body }</p>
            if let Some((words, action)) = &empty.all {
                <button class="btn pri" type="button" onclick={press(action)}>{ words }</button>
            }
            if !empty.others.is_empty() {
                <p class="also">{ Key::AlsoTry.text(lang) }</p>
                <div class="chips">
                    { for empty.others.iter().map(|(words, action)| html! {
                        <button class="chip" type="button" onclick={press(action)}>{ words }</button>
                    }) }
                </div>
            }
        </section>
    }
}

/// Notices above the list.
pub fn notice_list(lang: Lang, notices: &[Notice], on: &Callback<Action>) -> Html {
    let one = |n: &Notice| {
        let dismiss = n.dismiss.clone().map(|action| {
            let on = on.clone();
            Callback::from(move |_: MouseEvent| on.emit(action.clone()))
        });
        let more = html! {
            <>
                if !n.details.is_empty() {
                    <details>
                        <summary>{ Key::Details.text(lang) }</summary>
                        <ul>{ for n.details.iter().map(|d| html! { <li>{ d }</li> }) }</ul>
                    </details>
                }
                if let Some(onclick) = dismiss {
                    <button class="btn tiny" type="button" {onclick}>{ Key::Dismiss.text(lang) }</button>
                }
            </>
        };
        notice_box(n.warns, &n.strong, &n.text, more)
    };
    html! { <div class="notices" role="status">{ for notices.iter().map(one) }</div> }
}
