//! Every part of every name finds it, by characters, by initials and by syllables.

use crate::own;
use proptest::prelude::*;
use redmap::engine::search::fold::fold;
use redmap::engine::search::matching::{Matcher, Rules};
use redmap::engine::search::query::Query;
use redmap::engine::search::{Field, Index, Readings};

fn names() -> Vec<(u32, &'static str)> {
    let texts = own().index.texts();
    texts.filter(|t| matches!(t.1, Field::Name | Field::Alias)).map(|t| (t.0, t.2)).collect()
}

fn is_found(index: &Index, entry: u32, query: &str) -> bool {
    index.find(query, None, 1).all.contains(&entry)
}

/// All parts of a text, cut between characters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let cuts: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
    let ends = cuts.clone();
    let pairs = cuts.into_iter().flat_map(move |a| ends.clone().into_iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a < b).map(|(a, b)| &text[a..b])
}

#[test]
fn every_part_of_every_chinese_name_finds_it() {
    let own = own();
    let mut tried = 0;
    for (entry, name) in names().into_iter().filter(|n| !n.1.is_ascii()) {
        for part in parts(name).filter(|p| fold(p).next().is_some()) {
            tried += 1;
            assert!(is_found(&own.index, entry, part), "{part} of {name}");
        }
    }
    assert!(tried > 10_000, "{tried}");
}

/// The initials, and the whole syllables, of a text by the first and by the last reading of each.
fn spelt(readings: &Readings, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for last in [false, true] {
        for whole in [false, true] {
            let spell = |c: char| {
                let all = readings.sound(readings.of(readings.form(c)));
                let one = if last { all.last() } else { all.first() };
                match one.map(|r| readings.syllable(r.syllable)) {
                    Some(s) if whole => s.to_owned(),
                    Some(s) => s[..1].to_owned(),
                    None => c.to_string(),
                }
            };
            out.push(fold(text).map(|f| spell(f.ch)).collect());
        }
    }
    out.dedup();
    out
}

#[test]
fn initials_and_syllables_of_every_name_find_it() {
    let own = own();
    let readings = own.index.readings();
    let mut tried = 0;
    for (entry, name) in names().into_iter().filter(|n| !n.1.is_ascii()) {
        // Words settle readings; what is spelt here must be a reading in place.
        let settled = {
            let mut chars: Vec<char> = fold(name).map(|f| readings.form(f.ch)).collect();
            let mut sounds: Vec<u16> = chars.iter().map(|c| readings.of(*c)).collect();
            let before = sounds.clone();
            readings.settle(&chars, &mut sounds);
            chars.clear();
            before != sounds
        };
        for query in spelt(readings, name) {
            tried += 1;
            let found = is_found(&own.index, entry, &query);
            assert!(found || settled, "{query} for {name}");
        }
    }
    assert!(tried > 1_000, "{tried}");
}

/// A hit whose marked part is matched by nothing would be an invention.
fn proves(query: &str) -> Result<(), TestCaseError> {
    let own = own();
    let readings = own.index.readings();
    for hit in own.index.find(query, None, 20).top {
        let marked = &hit.text[hit.mark.0..hit.mark.1];
        let mut alone = Index::new(readings.clone());
        alone.entry(redmap::engine::search::Kind::Place, 0, None);
        // Words around the part may settle readings: they stay around it.
        alone.line(Field::Name, &hit.text);
        alone.finish();
        prop_assert!(
            !alone.find(query, None, 1).all.is_empty(),
            "{} in {} for {}",
            marked,
            hit.text,
            query
        );
        if hit.how == 0 && hit.rank != redmap::engine::search::Rank::Slip {
            let folded = |text: &str| fold(text).map(|f| readings.form(f.ch)).collect::<String>();
            let same = folded(marked).replace('ü', "u")
                == folded(query).replace(['ü', 'v'], "u").replace('ü', "u")
                || folded(marked) == folded(query)
                || folded(marked).replace('ü', "v") == folded(query).replace('ü', "v");
            prop_assert!(same, "{} is not {}", marked, query);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_part_of_every_english_name_finds_it(which in any::<prop::sample::Index>(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let names: Vec<_> = names().into_iter().filter(|n| n.1.is_ascii()).collect();
        let (entry, name) = names[which.index(names.len())];
        let (a, b) = (a.index(name.len()), b.index(name.len()) + 1);
        let part = &name[a.min(b - 1)..b.max(a + 1)];
        if fold(part).next().is_some() {
            prop_assert!(is_found(&own().index, entry, part), "{part} of {name}");
        }
    }

    #[test]
    fn hits_are_matches(query in prop_oneof!["[a-z]{1,8}", "[二七金水公园广场路小学院红文化]{1,4}", "[a-z]{1,4}[二七金水公园]{1,2}", "\\PC{1,6}"]) {
        proves(&query)?;
    }

    #[test]
    fn any_text_is_searched_without_panic(query in "\\PC{0,80}") {
        let _ = own().index.find(&query, None, 3);
    }

    /// Matching at a cell by trying every way, for short names of few characters.
    #[test]
    fn the_matcher_agrees_with_all_spellings(name in "[重长行乐大厦]{1,4}", typed in "[zchangxidsleyu]{1,6}") {
        let readings = own().index.readings();
        let mut index = Index::new(readings.clone());
        index.entry(redmap::engine::search::Kind::Place, 0, None);
        index.line(Field::Name, &name);
        index.finish();
        let query = Query::new(&typed, readings);
        let cells = index.cells();
        let got = (0..cells).any(|c| Matcher::at(&index, &query, Rules::NAMES, c, cells).is_some());
        prop_assert_eq!(got, by_spelling(readings, &name, &typed), "{} {}", name, typed);
        prop_assert_eq!(got, is_found_plainly(&index, &typed));
    }
}

/// Whether the index's shortcut finds what the matcher matches.
fn is_found_plainly(index: &Index, typed: &str) -> bool {
    use redmap::engine::search::Rank;
    index.find(typed, None, 1).top.iter().any(|h| h.rank < Rank::Alike)
}

/// All ways to spell the characters from some start: whole syllables, initials, an unfinished last one.
fn by_spelling(readings: &Readings, name: &str, typed: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let mut sounds: Vec<u16> = chars.iter().map(|c| readings.of(*c)).collect();
    readings.settle(&chars, &mut sounds);
    (0..chars.len()).any(|from| {
        let mut left = vec![typed.to_owned()];
        for &sound in &sounds[from..] {
            let mut next = Vec::new();
            for rest in &left {
                for reading in readings.sound(sound) {
                    let s = readings.syllable(reading.syllable);
                    if s.starts_with(rest.as_str()) {
                        return true;
                    }
                    let double = if s.len() > 2 && s[1..].starts_with('h') { 2 } else { 1 };
                    for n in [s.len(), 1, double] {
                        if let Some(rest) = rest.strip_prefix(&s[..n]) {
                            next.push(rest.to_owned());
                        }
                    }
                }
            }
            if next.iter().any(String::is_empty) {
                return true;
            }
            left = next;
        }
        false
    })
}
