//! A better order: what it saves, before and after, and the two answers.

use super::Desk;
use crate::app::parts::{El, button, el, glyph};
use crate::i18n::words::TourKey as K;
use crate::present::planner::{Gain, Side};
use crate::present::shapes::Icon;
use crate::state::TourAction;
use crate::state::planner::{self, show_offer};
use yew::prelude::*;

/// The banner over the stops. Nothing moves until the new order is accepted.
pub fn gain(desk: &Desk<'_>, g: &Gain) -> El {
    let [before, figure, after] = &g.lead;
    let mut lead = el("p").class("gain-lead").at("role", "status").text(before);
    if !figure.is_empty() {
        lead = lead.word(" ").put(el("b").class("num").text(figure)).word(" ").text(after);
    }
    let cells = |row: &'static str, name: K, side: &Side| {
        el("tr")
            .class(row)
            .put(el("th").at("scope", "row").word(desk.word(name)))
            .put(el("td").text(&side.metres))
            .put(el("td").text(&side.travel))
            .put(el("td").text(&side.ends))
            .put(el("td").text(&side.late))
    };
    let column = |key: K| el("th").at("scope", "col").word(desk.word(key));
    let table = el("table")
        .class("num")
        .put(
            el("thead").put(
                el("tr")
                    .put(el("td"))
                    .put(column(K::Way))
                    .put(column(K::OnTheWay))
                    .put(column(K::Ends))
                    .put(column(K::Lateness)),
            ),
        )
        .put(el("tbody").put(cells("", K::Now, &g.sides[0])).put(cells(
            "then",
            K::Then,
            &g.sides[1],
        )));
    let note = |(warns, words): &(bool, String)| {
        let sign = if *warns { Icon::Warn } else { Icon::Check };
        el("li").class_if("", *warns, "warns").put(glyph(sign, 16)).put(el("span").text(words))
    };
    let mut acts = el("div").class("gain-acts");
    if g.better {
        let accept = desk.press(|s| {
            planner::act(s, &TourAction::Accept);
            planner::fit(s);
        });
        acts = acts
            .put(button("btn sm pri", accept).word(desk.word(K::Accept)))
            .put(button("btn sm", desk.act(TourAction::Dismiss)).word(desk.word(K::KeepOld)));
    } else {
        acts = acts.put(button("btn sm", desk.act(TourAction::Dismiss)).word(desk.word(K::Fine)));
    }
    let other = g.other.as_ref().map(|(which, words)| {
        let which = *which;
        let show: Callback<MouseEvent> = desk.edit(move |p| show_offer(p, which));
        button("link", show).text(words)
    });
    el("section")
        .class("gain")
        .at("aria-label", desk.word(K::Optimise))
        .put(lead)
        .put(table)
        .maybe((!g.notes.is_empty()).then(|| el("ul").class("gain-notes").all(&g.notes, note)))
        .put(acts)
        .maybe(other)
}
