//! Filters, notices and the list.

use crate::app::parts::drawing::svg;
use crate::app::parts::el::group;
use crate::app::parts::{El, button, el, glyph, notice_box, sym};
use crate::app::screen::focus_list;
use crate::domain::Category;
use crate::domain::place::Series;
use crate::i18n::{Key, Lang, fill};
use crate::present::notices::Notice;
use crate::present::panel::{Cell, Empty, PART_ROWS, Panel, PartOf, Row};
use crate::present::shapes::{Icon, colour_class};
use crate::state::{Action, State};
use yew::prelude::*;

/// The switches of the categories, joined cells on a desktop and chips on a phone.
///
/// `more` opens the further filters on a phone; they and it come from a chunk.
pub fn filters(s: &State, panel: &Panel, more: Option<El>, finer: El, on: &Callback<Action>) -> El {
    let lang = s.lang;
    let cell = |c: &Cell| {
        let (on, category) = (on.clone(), c.category.clone());
        let press = Callback::from(move |_: MouseEvent| on.emit(Action::Toggle(category.clone())));
        let series = (c.category == Category::Park).then_some(Series::Ya);
        el("button")
            .key(c.category.wire())
            .at("type", "button")
            .attr("class", &["cat ", colour_class(&c.category)].concat())
            .at("aria-pressed", if c.on { "true" } else { "false" })
            .on_click(press)
            .put(sym(&c.category, series, 34))
            .put(el("span").text(&c.name))
            .put(el("b").class("num").number(c.count))
    };
    let cells = el("div")
        .class("cats")
        .at("role", "group")
        .at("aria-label", Key::Categories.text(lang))
        .all(&panel.cells, cell);
    el("section")
        .class_if("filters", s.finer, "open")
        .at("aria-label", Key::Filters.text(lang))
        .put(el("div").class("cat-row").put(cells).maybe(more))
        .put(finer)
}

/// The head of the list: how many, in which order.
pub fn list_head(lang: Lang, panel: &Panel, on: &Callback<Action>) -> El {
    let sort = on.reform(|_: MouseEvent| Action::CycleSort);
    let import = button("imp-b", on.reform(|_: MouseEvent| Action::Import(true)))
        .at("title", Key::Import.text(lang))
        .word(Key::Import.text(lang));
    let order = el("button")
        .at("type", "button")
        .label(&fill(lang, Key::SortButton, &[&panel.order]))
        .on_click(sort)
        .put(glyph(Icon::Swap, 16))
        .text(&panel.order);
    el("div")
        .class("lh")
        .put(el("p").class("num").at("role", "status").text(&panel.total_words))
        .put(order)
        .put(import)
}

/// The list twin of the map, or what is said in its place.
pub fn list(lang: Lang, panel: &Panel, on: &Callback<Action>) -> Html {
    let flat = panel.rows.iter().all(|r| r.heading.is_none());
    let row = |r: &Row| {
        let (on, id) = (on.clone(), r.id.clone());
        let open = Callback::from(move |e: MouseEvent| {
            // A new tab or window is the browser's business.
            if !(e.ctrl_key() || e.meta_key() || e.shift_key() || e.button() != 0) {
                e.prevent_default();
                on.emit(Action::Choose(id.clone()));
            }
        });
        row_item(lang, r, flat, open)
    };
    let rows = el("ul")
        .class("list")
        .at("tabindex", "-1")
        .at("aria-label", Key::PlaceList.text(lang))
        .all(&panel.rows, row);
    let mut nodes: Vec<Html> = Vec::new();
    nodes.extend(panel.empty.as_ref().map(|empty| nothing(empty, on).html()));
    nodes.push(rows.html());
    nodes.extend(panel.part.as_ref().map(|part| pager(lang, part, on).html()));
    group(nodes)
}

/// What leads to the other parts of a long list.
fn pager(lang: Lang, part: &PartOf, on: &Callback<Action>) -> El {
    let rows = PART_ROWS.to_string();
    let step = |to: Option<usize>, key: Key| {
        let on = on.clone();
        let press = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                on.emit(Action::Leaf(to));
                focus_list();
            }
        });
        button("btn sm", press).flag("disabled", to.is_none()).text(&fill(lang, key, &[&rows]))
    };
    el("nav")
        .class("pager")
        .label(&part.words)
        .put(step(part.before, Key::PartBefore))
        .put(el("p").class("num").text(&part.words))
        .put(step(part.after, Key::PartAfter))
}

/// In a `flat` list no heading of a group stands between the page's title and the names.
fn row_item(lang: Lang, r: &Row, flat: bool, open: Callback<MouseEvent>) -> El {
    let heading = r.heading.as_ref().map(|(words, count)| {
        el("h2").class("grp").text(words).put(el("i").class("num").number(count))
    });
    let tag =
        r.tag.as_ref().map(|tag| el("span").class_if("tag", tag.dashed, "dash").text(&tag.text));
    let link = el("a")
        .class_if("row", r.chosen, "on")
        .attr("href", &r.href)
        .attr("data-place", r.id.as_str())
        .at_if(r.chosen, "aria-current", "true")
        .on_click(open)
        .put(sym(&r.category, r.series, 36))
        .put(el("h3").at_if(flat, "aria-level", "2").text(&r.name))
        .put(el("span").class("far num").text(&r.distance))
        .put(el("p").class("num").text(&r.meta))
        .maybe(tag);
    let listen = r.spoken.as_ref().map(|text| {
        el("button")
            .class("listen")
            .at("type", "button")
            .attr("data-speak", text)
            .label(&fill(lang, Key::ListenTo, &[&r.name]))
            .put(glyph(Icon::Speaker, 26))
            .word(Key::Listen.text(lang))
    });
    el("li").key(r.id.as_str()).maybe(heading).put(link).maybe(listen)
}

fn nothing(empty: &Empty, on: &Callback<Action>) -> El {
    let press = |action: &Action| {
        let (on, action) = (on.clone(), action.clone());
        Callback::from(move |_: MouseEvent| on.emit(action.clone()))
    };
    let path = |class, d| el("path").class(class).at("d", d);
    let picture = svg("pic", 164, 112, "0 0 164 112")
        .put(path("paper", "M4 14 56 4v90L4 106zM56 4l54 14v88L56 94zM110 18l50-14v90l-50 12z"))
        .put(path("way", "M20 40l20-5M16 84c14 0 12-20 28-22M70 30l24 6M122 78c10-4 20-24 30-28"))
        .put(el("circle").class("lens").at("cx", "92").at("cy", "52").at("r", "24"))
        .put(path("lens", "M110 70l20 20"));
    let mut out = el("section")
        .class("empty")
        .put(picture)
        .put(el("h2").text(&empty.title))
        .put(el("p").text(&empty.body));
    if let Some((words, action)) = &empty.all {
        out = out.put(button("btn pri", press(action)).text(words));
    }
    if let Some((words, action)) = &empty.back {
        out = out.put(button("btn wide", press(action)).text(words));
    }
    if !empty.others.is_empty() {
        let chips = el("div")
            .class("chips")
            .all(&empty.others, |(words, action)| button("chip", press(action)).text(words));
        out = out.put(el("p").class("also").word(empty.also)).put(chips);
    }
    out
}

/// Notices above the list.
pub fn notice_list(lang: Lang, notices: &[Notice], on: &Callback<Action>) -> El {
    let one = |n: &Notice| {
        let mut more = Vec::new();
        if !n.details.is_empty() {
            let list = el("ul").all(&n.details, |d| el("li").text(d));
            more.push(el("details").put(el("summary").word(Key::Details.text(lang))).put(list));
        }
        if let Some(action) = n.dismiss.clone() {
            let on = on.clone();
            let press = Callback::from(move |_: MouseEvent| on.emit(action.clone()));
            more.push(button("btn tiny", press).word(Key::Dismiss.text(lang)));
        }
        if let Some((words, ask)) = n.ask {
            // The script of the offline files listens for it.
            more.push(
                el("button")
                    .class("btn tiny pri")
                    .at("type", "button")
                    .at("data-offline", ask)
                    .word(words.text(lang)),
            );
        }
        notice_box(n.warns, &n.strong, &n.text, more)
    };
    el("div").class("notices").at("role", "status").all(notices, one)
}
