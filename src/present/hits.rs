//! The hits under the search field.

use super::found::{field, how};
use super::{format, names};
use crate::domain::place::Series;
use crate::domain::{Category, Place, PlaceId, Text};
use crate::engine::search::atlas::Titled;
use crate::engine::search::{Entry, Field, Hit, Kind};
use crate::i18n::words::search::SearchKey;
use crate::i18n::{Lang, fill_in};
use crate::state::search::{Book, Choice, Search, options, search};
use crate::state::{State, find, select};

/// Characters shown before a match inside a long text.
const BEFORE: usize = 8;

/// A piece of a text, matched or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub marked: bool,
}

/// What stands before a hit.
#[derive(Debug, Clone, PartialEq)]
pub enum Face {
    /// The shape of a place.
    Place(Category, Option<Series>),
    /// The year of a story or an event, or nothing.
    Year(String),
}

/// What choosing a hit opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The card of a place.
    Place(PlaceId),
    /// A story by its id; its place where stories cannot be shown.
    Story(String, Option<PlaceId>),
    /// The text of an event, by its index.
    Event(usize),
}

/// A row under the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub face: Face,
    /// Its name in the reader's language.
    pub title: Vec<Piece>,
    /// Why it is there, where the marks in the title do not say it all.
    pub why: String,
    /// The text that matches, where it is not the title.
    pub text: Vec<Piece>,
    /// Subdistrict or district; or that it is a story or event.
    pub place: String,
    /// How far it is; empty where that is not known.
    pub far: String,
    /// Whether Enter chooses it.
    pub active: bool,
    /// What it opens.
    pub opens: Opens,
}

/// Everything under the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The rows.
    pub rows: Vec<Row>,
    /// Nothing is found: the rows are only near in spelling.
    pub near: bool,
    /// For screen readers: how many.
    pub status: String,
    /// The places found, where there are several.
    pub all: Option<String>,
    /// Without readings pinyin finds nothing.
    pub silent: bool,
}

/// The hits of a state; `None` while no text is looked for or the search is not there.
#[must_use]
pub fn hits(s: &State) -> Option<Hits> {
    if find::text(s).is_empty() {
        return None;
    }
    let (search, book) = search(s)?;
    let lang = s.lang;
    let choices = options(&search.answer);
    let near = search.answer.top.is_empty();
    let row = |(i, choice): (usize, &Choice<'_>)| row(s, search, book, i, *choice);
    let rows: Vec<Row> = choices.iter().enumerate().filter_map(row).collect();
    let count = search.answer.all.len().to_string();
    let status = match (near, rows.is_empty()) {
        (false, _) => fill_in(SearchKey::Count.text(lang), &[&count]),
        (true, false) => SearchKey::DidYouMean.text(lang).to_owned(),
        (true, true) => SearchKey::None.text(lang).to_owned(),
    };
    let places = s.find.found.as_ref().map_or(0, |f| f.places.len());
    let all = (places > 1).then(|| fill_in(SearchKey::ShowAll.text(lang), &[&places.to_string()]));
    Some(Hits { rows, near, status, all, silent: book.silent })
}

fn row(s: &State, search: &Search, book: &Book, i: usize, choice: Choice<'_>) -> Option<Row> {
    let (entry, hit) = match choice {
        Choice::Hit(hit) => (hit.entry, Some(hit)),
        Choice::Near(entry) => (entry, None),
    };
    let entry = *book.index.entries().get(entry as usize)?;
    let (name, mut row) = match entry.kind {
        Kind::Place => {
            let place = s.atlas.places().get(entry.source as usize)?;
            (&place.name, of_place(s, place))
        }
        Kind::Story | Kind::Event => {
            let titled = titled(book, entry)?;
            (&titled.title, of_titled(s.lang, entry, titled))
        }
    };
    row.active = search.active == Some(i);
    explain(&mut row, s.lang, name, hit);
    Some(row)
}

/// The story or event of an entry.
#[must_use]
pub fn titled(book: &Book, entry: Entry) -> Option<&Titled> {
    book.titled(entry.kind, entry.source as usize)
}

fn of_place(s: &State, place: &Place) -> Row {
    let category = select::listed_under(s, place).clone();
    let series = if category == Category::Park { place.series } else { None };
    let where_ = if place.subdistrict.is_empty() { &place.district } else { &place.subdistrict };
    Row {
        face: Face::Place(category, series),
        title: Vec::new(),
        why: String::new(),
        text: Vec::new(),
        place: names::division(s.lang, &s.atlas, where_).to_owned(),
        far: select::distance_m(s, place)
            .filter(|_| place.marker_position().is_some())
            .map(|d| format::distance(s.lang, d))
            .unwrap_or_default(),
        active: false,
        opens: Opens::Place(place.id.clone()),
    }
}

fn of_titled(lang: Lang, entry: Entry, titled: &Titled) -> Row {
    let story = entry.kind == Kind::Story;
    let kind = if story { SearchKey::Story } else { SearchKey::Event };
    let opens = if story {
        Opens::Story(titled.id.clone(), titled.place.clone())
    } else {
        Opens::Event(entry.source as usize)
    };
    Row {
        face: Face::Year(titled.years.first().map(i32::to_string).unwrap_or_default()),
        title: Vec::new(),
        why: String::new(),
        text: Vec::new(),
        place: kind.text(lang).to_owned(),
        far: String::new(),
        active: false,
        opens,
    }
}

/// Marks the match in the title, or shows the text that matches below it.
fn explain(row: &mut Row, lang: Lang, name: &Text, hit: Option<&Hit>) {
    let shown = lang.pick(name);
    let Some(hit) = hit else {
        row.title = whole(shown);
        return;
    };
    let how = how(hit).map(|key| key.text(lang));
    if hit.field == Field::Name && hit.text == shown {
        row.title = pieces(shown, hit.mark, usize::MAX);
        how.unwrap_or_default().clone_into(&mut row.why);
    } else {
        row.title = whole(shown);
        let field = field(hit).text(lang);
        row.why = match how {
            // The other language's name: that it is one can be seen.
            Some(how) if hit.field == Field::Name => how.to_owned(),
            Some(how) => [field, " · ", how].concat(),
            None => field.to_owned(),
        };
        row.text = pieces(&hit.text, hit.mark, BEFORE);
    }
}

fn whole(text: &str) -> Vec<Piece> {
    vec![Piece { text: text.to_owned(), marked: false }]
}

/// A text in pieces around its mark, with at most so many characters before it.
fn pieces(text: &str, mark: (usize, usize), before: usize) -> Vec<Piece> {
    let (Some(head), Some(middle), Some(tail)) =
        (text.get(..mark.0), text.get(mark.0..mark.1), text.get(mark.1..))
    else {
        return whole(text);
    };
    let cut = head.char_indices().rev().nth(before).map(|(i, c)| i + c.len_utf8());
    let head = match cut {
        Some(at) => ["…", head.get(at..).unwrap_or_default()].concat(),
        None => head.to_owned(),
    };
    let piece = |text: &str, marked| Piece { text: text.to_owned(), marked };
    let mut out = vec![piece(&head, false), piece(middle, true), piece(tail, false)];
    out.retain(|p| !p.text.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Atlas, LonLat};
    use crate::engine::search::atlas::Parts;
    use crate::state::{AtlasRef, Edit, LoadState, reduce};
    use std::rc::Rc;

    const READINGS: &str =
        "redmap readings 1\ner4 二\nqi1 七\nta3 塔\njin1 金\nshui3 水\ngong1 公\nyuan2 园圆\n";
    const EVENTS: &[u8] = r#"{"events": [{"id": "e", "title": "大罢工", "title_en": "The strike",
        "text": "工人在二七塔前集会。", "text_en": "Workers meet.", "year": 1923}]}"#
        .as_bytes();

    fn searched(lang: Lang, text: &str) -> Hits {
        let mut atlas = Atlas::default();
        let mut add = |id: &str, zh: &str, en: &str, change: &dyn Fn(&mut Place)| {
            let id = PlaceId::new(id).expect("an id");
            let mut p = Place::blank(id, Category::RedSite, Text::new(zh, en));
            p.position = Some(LonLat::clamped(113.66, 34.75));
            change(&mut p);
            assert_eq!(atlas.insert(p), None);
        };
        add("tower", "郑州二七塔", "Erqi Tower", &|p| {
            p.alias = vec!["双塔".into()];
            p.district = "二七区".into();
        });
        add("park", "金水公园", "Jinshui Park", &|p| {
            p.summary = Text::new("园里有一座很老很老很老很老的水塔。", "");
        });
        let atlas = AtlasRef(Rc::new(atlas));
        let parts = Parts::read(None, Some(EVENTS), None);
        let book = Rc::new(Book::new(atlas.clone(), parts, Some(READINGS)));
        let s = State { atlas, lang, load: LoadState::Ready, ..State::default() };
        let s = reduce(s, Edit::new(move |s| crate::state::search::open(s, book.clone())));
        let text = text.to_owned();
        let s = reduce(s, Edit::new(move |s| find::look_for(s, &text)));
        hits(&s).expect("hits")
    }

    fn told(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|p| if p.marked { format!("[{}]", p.text) } else { p.text.clone() })
            .collect()
    }

    #[test]
    fn a_hit_says_why_in_both_languages() {
        for (lang, text, title, why, line, place) in [
            (Lang::Zh, "二七塔", "郑州[二七塔]", "", "", "二七区"),
            (Lang::Zh, "eqt", "郑州[二七塔]", "按拼音首字母", "", "二七区"),
            (Lang::Zh, "erqi tower", "郑州二七塔", "名称", "[Erqi Tower]", "二七区"),
            (Lang::Zh, "双塔", "郑州二七塔", "又名", "[双塔]", "二七区"),
            (Lang::Zh, "水塔", "金水公园", "介绍", "…老很老很老很老的[水塔]。", ""),
            (Lang::Zh, "公圆", "金水[公园]", "同音字", "", ""),
            (Lang::Zh, "大罢", "[大罢]工", "", "", "大事"),
            (Lang::Zh, "1923", "大罢工", "年份", "[1923]", "大事"),
            (Lang::En, "tower", "Erqi [Tower]", "", "", "二七区"),
            (Lang::En, "eqt", "Erqi Tower", "by pinyin initials", "郑州[二七塔]", "二七区"),
            (Lang::En, "strike", "The [strike]", "", "", "Event"),
        ] {
            let hits = searched(lang, text);
            let row = &hits.rows[0];
            assert_eq!(
                (
                    told(&row.title).as_str(),
                    row.why.as_str(),
                    told(&row.text).as_str(),
                    row.place.as_str()
                ),
                (title, why, line, place),
                "{text}"
            );
            assert!(!hits.near && !hits.silent, "{text}");
        }
    }

    #[test]
    fn nothing_found_offers_what_is_near_in_spelling() {
        let hits = searched(Lang::Zh, "jinshuigonyuen");
        assert!(hits.near);
        assert_eq!(hits.rows.iter().map(|r| told(&r.title)).collect::<Vec<_>>(), ["金水公园"]);
        assert_eq!(hits.status, "没有找到。你是不是要找");
        let nothing = searched(Lang::En, "zzzzzzzz");
        assert_eq!((nothing.rows.len(), nothing.status.as_str()), (0, "Nothing found"));
    }

    #[test]
    fn stories_and_events_open_what_they_are() {
        let hits = searched(Lang::Zh, "罢工");
        assert_eq!(hits.rows[0].opens, Opens::Event(0));
        assert_eq!(hits.rows[0].face, Face::Year("1923".into()));
        assert_eq!(hits.status, "找到 1 条，可按上下键选择");
    }
}
