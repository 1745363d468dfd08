//! What people type, and what must come first.

use crate::own;
use redmap::i18n::Lang;
use redmap::present::found::why;

/// Query, id of the first hit or `-`, and why it is one.
const TABLE: &str = include_str!("queries.tsv");

fn rows() -> Vec<(&'static str, &'static str, &'static str)> {
    TABLE
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|line| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default();
            (next(), next(), next())
        })
        .collect()
}

#[test]
fn the_table_holds() {
    let own = own();
    let from = own.atlas.start.map(|s| s.0);
    let mut wrong = Vec::new();
    for (query, id, reason) in rows() {
        let answer = own.index.find(query, from, 5);
        let got = answer
            .top
            .first()
            .map_or(("-", String::new()), |hit| (own.id(hit.entry), why(Lang::Zh, hit)));
        if got != (id, reason.to_owned()) {
            wrong.push(format!("{query}: {got:?} instead of {id} ({reason})"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows().len() >= 200 && rows().iter().filter(|r| r.1 == "-").count() >= 20);
}

#[test]
fn suggestions_come_only_where_nothing_is_found() {
    let own = own();
    let mut suggested = 0;
    for (query, id, _) in rows() {
        let answer = own.index.find(query, None, 5);
        assert_eq!(answer.all.is_empty(), id == "-", "{query}");
        assert!(answer.all.is_empty() || answer.suggestions.is_empty(), "{query}");
        suggested += usize::from(!answer.suggestions.is_empty());
    }
    assert!(suggested > 5);
    let first =
        |query: &str| own.index.find(query, None, 5).suggestions.first().map(|&e| own.id(e));
    assert_eq!(first("紫金山公园"), Some("p-zijingshan-park"));
    assert_eq!(first("人名广场"), Some("p-people-s-square-renmin-guangchang"));
}

#[test]
fn the_marked_part_is_what_was_typed() {
    let own = own();
    for (query, text, marked) in [
        ("紀念塔", "郑州二七纪念塔", "纪念塔"),
        ("胡公祠彭", "胡公祠、彭公祠", "胡公祠、彭"),
        ("eqt", "二七塔", "二七塔"),
        ("ＣＢＤ", "CBD Central Park", "CBD"),
        ("zijing", "Zijingshan Park", "Zijing"),
    ] {
        let answer = own.index.find(query, None, 50);
        let found =
            answer.top.iter().any(|h| h.text == text && &h.text[h.mark.0..h.mark.1] == marked);
        assert!(found, "{query}: {:?}", answer.top);
    }
}

#[test]
fn without_readings_characters_and_english_still_find() {
    let own = own();
    let bare = redmap::engine::search::atlas::index(
        &own.atlas,
        &own.parts,
        redmap::engine::search::Readings::default(),
    );
    for (query, found) in [
        ("二七塔", true),
        ("广场", true),
        ("Erqi Tower", true),
        ("musuem", true),
        ("eqt", false),
        ("公圆", false),
    ] {
        assert_eq!(!bare.find(query, None, 5).all.is_empty(), found, "{query}");
    }
}

#[test]
fn nearer_comes_first_among_equals() {
    let own = own();
    for here in own.atlas.places().iter().filter_map(|p| p.position).step_by(7) {
        let answer = own.index.find("公园", Some(here), 10);
        let far: Vec<f64> = answer
            .top
            .iter()
            .filter(|h| h.rank == answer.top[0].rank && h.text.ends_with("公园"))
            .filter_map(|h| {
                let source = own.index.entries()[h.entry as usize].source as usize;
                Some(own.atlas.places().get(source)?.position?.distance_m(here))
            })
            .collect();
        assert!(far.len() > 3 && far.windows(2).all(|w| w[0] <= w[1] + 30.0), "{far:?}");
    }
}
