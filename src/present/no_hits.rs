//! What the list says when nothing of what is looked for is in it.

use super::finer;
use super::hits::titled;
use super::panel::Empty;
use super::told::told;
use crate::domain::PlaceId;
use crate::engine::search::Kind;
use crate::i18n::words::search::SearchKey;
use crate::i18n::{Key, Lang, fill, fill_in};
use crate::state::search::{Book, search, show_event};
use crate::state::{Action, Edit, State, find, select};

/// Longest word to try, in characters.
const LONGEST: usize = 4;

/// In place of an empty list; `None` where the list is not empty or no text is looked for.
#[must_use]
pub fn no_hits(s: &State) -> Option<Empty> {
    let found = s.find.found.as_ref()?;
    if !select::visible(s).is_empty() {
        return None;
    }
    let (search, book) = search(s)?;
    let lang = s.lang;
    let text = find::text(s).trim();
    let filters = select::active_filters(s) > 0;
    let all = s.atlas.places().len().to_string();
    let back = (
        fill(lang, Key::ShowAll, &[&all]),
        Edit::new(|s| {
            find::clear(s);
            crate::state::reduce::clear_filters(s);
        }),
    );
    let on = filters_on(s).join(if lang == Lang::Zh { "、" } else { ", " });
    if !found.places.is_empty() {
        let count = found.places.len().to_string();
        return Some(Empty {
            title: fill_in(SearchKey::NoneTitle.text(lang), &[text]),
            body: fill_in(SearchKey::Filtered.text(lang), &[&count, &on]),
            all: Some((SearchKey::ClearFilters.text(lang).to_owned(), Action::ShowAll)),
            back: Some(back),
            also: "",
            others: Vec::new(),
        });
    }
    let spoken_of = !told(s).is_empty();
    let title = if spoken_of { SearchKey::NoPlaceTitle } else { SearchKey::NoneTitle };
    let district = lang.pick(&s.atlas.district);
    let body = match (spoken_of, district) {
        (true, _) => SearchKey::ToldBelow.text(lang).to_owned(),
        (_, "") => SearchKey::OnlyHere.text(lang).to_owned(),
        (_, district) => fill_in(SearchKey::Only.text(lang), &[district]),
    };
    let body = if filters {
        [fill_in(SearchKey::FilteredBy.text(lang), &[&on]), body].concat()
    } else {
        body
    };
    let near: Vec<(String, Action)> =
        search.answer.suggestions.iter().filter_map(|&e| suggestion(s, book, e)).collect();
    let also = if near.is_empty() { SearchKey::OrTry } else { SearchKey::MayBe };
    Some(Empty {
        title: fill_in(title.text(lang), &[text]),
        body,
        all: filters.then(|| (SearchKey::ClearFilters.text(lang).to_owned(), Action::ShowAll)),
        back: Some(back),
        also: also.text(lang),
        others: if near.is_empty() { words(s) } else { near },
    })
}

/// The filters that are on, the categories among them.
fn filters_on(s: &State) -> Vec<String> {
    let categories =
        select::category_counts(s).into_iter().filter(|c| c.on && !s.hidden.is_empty());
    let names = categories.map(|c| super::names::category(s.lang, &s.atlas, &c.category));
    names.chain(finer::on(s).into_iter().map(|(words, _)| words)).collect()
}

fn suggestion(s: &State, book: &Book, entry: u32) -> Option<(String, Action)> {
    let entry = *book.index.entries().get(entry as usize)?;
    if entry.kind == Kind::Place {
        let place = s.atlas.places().get(entry.source as usize)?;
        let words = s.lang.pick(&place.name).to_owned();
        return Some((words, Action::Choose(place.id.clone())));
    }
    let told = titled(book, entry)?;
    let words = s.lang.pick(&told.title).to_owned();
    let event = entry.source as usize;
    let action = match &told.place {
        _ if entry.kind == Kind::Event => Edit::new(move |s| {
            // The event is found by its own title.
            show_event(s, event);
        }),
        Some(place) => Action::Choose(PlaceId::clone(place)),
        None => return None,
    };
    Some((words, action))
}

/// A few words that find something: short names, and a year.
fn words(s: &State) -> Vec<(String, Action)> {
    let places = s.atlas.places();
    let names = places
        .iter()
        .map(|p| s.lang.pick(&p.short))
        .filter(|n| !n.is_empty() && (s.lang == Lang::En || n.chars().count() <= LONGEST));
    let year =
        places.iter().flat_map(|p| &p.milestones).find(|m| m.key).map(|m| m.year.to_string());
    let mut out: Vec<String> = names.take(3).map(str::to_owned).collect();
    out.extend(year);
    out.into_iter()
        .map(|word| {
            let look = word.clone();
            (
                word,
                Edit::new(move |s| {
                    find::look_for(s, &look);
                    s.find.open = false;
                }),
            )
        })
        .collect()
}
