//! The panel: filter cells, the list and what is said when it is empty.

use super::finer;
use super::{format, names};
use crate::domain::place::Relation;
use crate::domain::place::Series;
use crate::domain::{Category, Drawing, LonLat, Place, PlaceId};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::state::{Action, AtlasRef, Link, Route, Sort, State, Years, select};
use std::rc::Rc;

/// A switch of one category.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The category.
    pub category: Category,
    /// Its name.
    pub name: String,
    /// Number of its places.
    pub count: usize,
    /// Whether it is on.
    pub on: bool,
}

/// A small label at the right of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The words.
    pub text: String,
    /// Dashed border: an estimated position.
    pub dashed: bool,
}

/// A place in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The place.
    pub id: PlaceId,
    /// Its link.
    pub href: String,
    /// Shape.
    pub category: Category,
    /// Glyph of a park.
    pub series: Option<Series>,
    /// Name.
    pub name: String,
    /// Distance from the map's centre, empty if unknown.
    pub distance: String,
    /// Years, address or the like.
    pub meta: String,
    /// Accuracy or neighbourhood.
    pub tag: Option<Tag>,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// Heading above it, if it opens a group: words and number of places.
    pub heading: Option<(String, usize)>,
    /// What is read aloud of it, in 长辈版: name and summary.
    pub spoken: Option<String>,
}

/// What is shown instead of an empty list.
#[derive(Debug, Clone, PartialEq)]
pub struct Empty {
    /// Title.
    pub title: String,
    /// One sentence.
    pub body: String,
    /// The main way out.
    pub all: Option<(String, Action)>,
    /// Another way out.
    pub back: Option<(String, Action)>,
    /// What the other ways out are.
    pub also: &'static str,
    /// Other ways out.
    pub others: Vec<(String, Action)>,
}

/// The whole panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Filter cells.
    pub cells: Vec<Cell>,
    /// How many places are listed.
    pub total: usize,
    /// The head of the list.
    pub total_words: String,
    /// The order in words.
    pub order: String,
    /// The rows, grouped.
    pub rows: Vec<Row>,
    /// In place of rows.
    pub empty: Option<Empty>,
    /// Which of them the rows are, where they are too many to be all there.
    pub part: Option<PartOf>,
}

/// A part of a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOf {
    /// First and last in words.
    pub words: String,
    /// Number of the part before.
    pub before: Option<usize>,
    /// Number of the part after.
    pub after: Option<usize>,
}

/// Up to so many places all rows are there.
const MOST_ROWS: usize = 500;

/// Rows of a part of a longer list.
pub const PART_ROWS: usize = 250;

/// The order of a list, and all it depends on where no further filter is on.
type Listed = Vec<(Category, Vec<usize>)>;
type ListedFor = (AtlasRef, Vec<Category>, Option<Years>, Sort, Lang, Option<LonLat>);

/// Makes panels; keeps the order of the list while nothing has changed it, since sorting a hundred thousand
/// places takes longer than anything else in the panel.
#[derive(Debug, Default)]
pub struct PanelMaker {
    made_for: Option<ListedFor>,
    listed: Rc<Listed>,
}

impl PanelMaker {
    /// The panel of a state.
    pub fn panel(&mut self, s: &State) -> Panel {
        let listed = self.listed(s);
        made(s, &listed)
    }

    fn listed(&mut self, s: &State) -> Rc<Listed> {
        if select::matched(s).is_some() {
            return Rc::default();
        }
        // What is looked for and what is open now come from elsewhere; such lists are made anew.
        if s.find.found.is_some() || !s.picks.is_empty() {
            return Rc::new(select::listed(s));
        }
        let by_distance = s.sort == Sort::Distance;
        let from = by_distance.then(|| select::from(s)).flatten();
        let key = (s.atlas.clone(), s.hidden.clone(), s.years, s.sort, s.lang, from);
        if self.made_for.as_ref() != Some(&key) {
            self.listed = Rc::new(select::listed(s));
            self.made_for = Some(key);
        }
        self.listed.clone()
    }
}

/// The panel of a state.
#[must_use]
pub fn panel(s: &State) -> Panel {
    PanelMaker::default().panel(s)
}

fn made(s: &State, groups: &Listed) -> Panel {
    let cells: Vec<Cell> = select::category_counts(s)
        .into_iter()
        .map(|c| Cell {
            name: names::category(s.lang, &s.atlas, &c.category),
            count: c.count,
            on: c.on,
            category: c.category,
        })
        .collect();
    let matched = select::matched(s);
    let total = matched
        .as_ref()
        .map_or_else(|| groups.iter().map(|(_, members)| members.len()).sum(), Vec::len);
    let (part, from, to) = part(s, total);
    let mut rows = Vec::new();
    for place in
        matched.iter().flatten().skip(from).take(to - from).filter_map(|&m| s.atlas.places().get(m))
    {
        rows.push(row(s, place, select::listed_under(s, place)));
    }
    let mut start = 0;
    for (category, members) in groups {
        let count = members.len();
        let shown = from.saturating_sub(start).min(count)..to.saturating_sub(start).min(count);
        start += count;
        let places = members.get(shown).unwrap_or_default();
        for (i, place) in places.iter().filter_map(|&m| s.atlas.places().get(m)).enumerate() {
            let mut row = row(s, place, category);
            row.heading = (i == 0).then(|| (names::category(s.lang, &s.atlas, category), count));
            rows.push(row);
        }
    }
    let empty = rows.is_empty().then(|| empty(s, &cells));
    Panel {
        cells,
        total,
        total_words: if s.elder && s.here.exact().is_some() {
            Key::Near.text(s.lang).to_owned()
        } else {
            fill(s.lang, Key::Total, &[&total.to_string()])
        },
        order: match s.sort {
            Sort::Distance if matched.is_some() => Key::SortByMatch,
            Sort::Distance if s.here.exact().is_some() => Key::SortByMe,
            Sort::Distance => Key::SortByDistance,
            Sort::Name => Key::SortByName,
        }
        .text(s.lang)
        .to_owned(),
        rows,
        empty,
        part,
    }
}

/// The part of the list that is shown, and its first and its end.
fn part(s: &State, total: usize) -> (Option<PartOf>, usize, usize) {
    if total <= MOST_ROWS {
        return (None, 0, total);
    }
    let last = (total - 1) / PART_ROWS;
    let leaf = s.leaf.min(last);
    let (from, to) = (leaf * PART_ROWS, ((leaf + 1) * PART_ROWS).min(total));
    let numbers = [from + 1, to, total].map(|n| n.to_string());
    let part = PartOf {
        words: fill(s.lang, Key::PartOf, &numbers.each_ref().map(String::as_str)),
        before: leaf.checked_sub(1),
        after: Some(leaf + 1).filter(|l| *l <= last),
    };
    (Some(part), from, to)
}

/// The link of a place that keeps the reader's filter and language, but not the camera.
#[must_use]
pub fn place_href(s: &State, id: &PlaceId) -> String {
    Link { route: Route::Place(id.clone()), at: None, ..select::link(s) }.to_hash()
}

fn row(s: &State, place: &Place, under: &Category) -> Row {
    Row {
        spoken: s.elder.then(|| spoken(s.lang, place)),
        href: place_href(s, &place.id),
        id: place.id.clone(),
        category: under.clone(),
        series: if *under == Category::Park { place.series } else { None },
        name: s.lang.pick(&place.name).to_owned(),
        distance: select::distance_m(s, place)
            .filter(|_| place.drawing() != Drawing::ListOnly)
            .map(|d| format::distance(s.lang, d))
            .unwrap_or_default(),
        meta: meta(s.lang, place, under),
        tag: tag(s, place),
        chosen: s.chosen().is_some_and(|p| p.id == place.id),
        heading: None,
    }
}

/// The second line: years of the story, then where it is or whom it serves.
fn spoken(lang: Lang, place: &Place) -> String {
    let stop = if lang == Lang::Zh { "。" } else { ". " };
    [lang.pick(&place.name), stop, lang.pick(&place.summary)].concat()
}

fn meta(lang: Lang, place: &Place, under: &Category) -> String {
    let key: Vec<i32> = place.milestones.iter().filter(|m| m.key).map(|m| m.year).collect();
    let shown = if key.is_empty() && place.years.len() <= 3 { &place.years } else { &key };
    let mut parts = vec![format::years(lang, shown)];
    if *under == Category::LectureVenue {
        parts.extend(place.audience.map(|a| names::audience(lang, a).to_owned()));
    }
    if *under == Category::Park {
        if let Some(series) = place.series {
            let basis = if place.series_official {
                String::new()
            } else {
                format!(" · {}", Key::EditorialShort.text(lang))
            };
            parts.push(format!("{}{basis}", names::series_name(lang, series)));
        }
    } else {
        parts.push(lang.pick(&place.address).to_owned());
    }
    parts.retain(|p| !p.is_empty());
    parts.join(" · ")
}

fn tag(s: &State, place: &Place) -> Option<Tag> {
    let lang = s.lang;
    let solid = |text: &str| Tag { text: text.to_owned(), dashed: false };
    if s.kept.edited.contains(&place.id) {
        return Some(solid(Key::MyEdit.text(lang)));
    }
    match (place.drawing(), place.accuracy, place.relation) {
        (Drawing::ListOnly, _, _) => {
            Some(Tag { text: Key::PositionUnknown.text(lang).to_owned(), dashed: true })
        }
        (Drawing::MarkerOnCircle, Some(a), Relation::Inside) => Some(Tag {
            text: fill(lang, Key::AboutMetres, &[&decimal::fixed(a.metres(), 0)]),
            dashed: true,
        }),
        (_, _, Relation::Boundary) => Some(solid(Key::BoundaryTag.text(lang))),
        (_, _, Relation::Neighbour) => {
            Some(solid(if lang == Lang::Zh && !place.district.is_empty() {
                &place.district
            } else {
                Key::NeighbourTag.text(lang)
            }))
        }
        _ => None,
    }
}

fn empty(s: &State, cells: &[Cell]) -> Empty {
    let lang = s.lang;
    let count = s.atlas.places().len();
    if count == 0 {
        return Empty {
            title: Key::EmptyTitle.text(lang).to_owned(),
            body: Key::EmptyBundle.text(lang).to_owned(),
            all: None,
            back: None,
            also: "",
            others: Vec::new(),
        };
    }
    let title = Key::EmptyTitle.text(lang).to_owned();
    let all = Some((fill(lang, Key::ShowAll, &[&count.to_string()]), Action::ShowAll));
    let on = finer::on(s);
    if !on.is_empty() {
        let words: Vec<&str> = on.iter().map(|(w, _)| w.as_str()).collect();
        let words = words.join(if lang == Lang::Zh { "、" } else { ", " });
        let drop = |(w, action)| (fill(lang, Key::DropFilter, &[w]), action);
        return Empty {
            title,
            body: fill(lang, Key::EmptyFilters, &[&words]),
            all,
            back: None,
            also: Key::OrDrop.text(lang),
            others: on.iter().map(|(w, action)| drop((w.as_str(), action.clone()))).collect(),
        };
    }
    let only = |c: &Cell| (c.name.clone(), Action::Only(c.category.clone()));
    Empty {
        title,
        body: Key::EmptyBody.text(lang).to_owned(),
        all,
        back: None,
        also: Key::AlsoTry.text(lang),
        others: cells.iter().filter(|c| c.count > 0).map(only).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{Audience, Milestone};
    use crate::domain::{Accuracy, Atlas, LonLat, Text};
    use crate::state::{AtlasRef, Camera, LoadState};
    use std::rc::Rc;

    fn place(id: &str, category: Category) -> Place {
        let mut p = Place::blank(PlaceId::new(id).expect("an id"), category, Text::new(id, "name"));
        p.position = LonLat::new(113.6, 34.7).ok();
        p.address = Text::new("金水路 105 号院", "105 Jinshui Road");
        p
    }

    fn state(places: Vec<Place>) -> State {
        let mut atlas = Atlas::default();
        for p in places {
            assert_eq!(atlas.insert(p), None);
        }
        State {
            atlas: AtlasRef(Rc::new(atlas)),
            load: LoadState::Ready,
            camera: Some(Camera {
                centre: LonLat::clamped(113.6, 34.71),
                zoom: 13.0,
                bounds: None,
            }),
            ..State::default()
        }
    }

    #[test]
    fn large_view_reads_a_place_aloud() {
        let mut p = place("a", Category::Park);
        p.summary = Text::new("有一片荷塘。", "");
        let mut s = state(vec![p]);
        assert_eq!(panel(&s).rows[0].spoken, None);
        s.elder = true;
        let shown = panel(&s);
        assert!(shown.rows[0].spoken.as_ref().is_some_and(|t| t.ends_with("。有一片荷塘。")));
        assert_eq!(shown.total_words, "共 1 处");
    }

    #[test]
    fn a_row_says_years_place_distance_and_accuracy() {
        let mut p = place("site", Category::RedSite);
        let m = |year, key| Milestone { year, label: Text::default(), key };
        p.milestones = vec![m(1956, false), m(1958, true), m(1959, true)];
        p.accuracy = Accuracy::new(300.0);
        let row = panel(&state(vec![p])).rows.remove(0);
        assert_eq!(row.meta, "1958–1959 · 金水路 105 号院");
        assert_eq!(row.distance, "1.1 公里");
        assert_eq!(row.tag, Some(Tag { text: "约 ±300 米".into(), dashed: true }));
        assert_eq!(row.heading, Some(("红色史迹".into(), 1)));
        assert_eq!(row.href, "#/place/site");
    }

    #[test]
    fn venues_and_parks_say_whom_they_serve() {
        let mut school = place("school", Category::LectureVenue);
        school.audience = Some(Audience::School);
        let mut park = place("park", Category::Park);
        park.series = Some(Series::Feng);
        park.relation = Relation::Neighbour;
        park.district = "二七区".into();
        let rows = panel(&state(vec![school, park])).rows;
        assert_eq!(rows[0].meta, "学校 · 金水路 105 号院");
        assert_eq!(rows[1].meta, "风 · 编辑归类");
        assert_eq!(rows[1].tag, Some(Tag { text: "二七区".into(), dashed: false }));
    }

    #[test]
    fn an_unknown_position_is_said() {
        let mut p = place("lost", Category::RedSite);
        p.accuracy = Accuracy::new(1500.0);
        let row = panel(&state(vec![p])).rows.remove(0);
        assert_eq!(row.distance, "");
        assert_eq!(row.tag.map(|t| t.text), Some("位置待考".into()));
    }

    #[test]
    fn a_long_list_is_shown_in_parts() {
        let many = (0..1201).map(|i| {
            place(&format!("p{i}"), if i < 300 { Category::RedSite } else { Category::Park })
        });
        let mut s = state(many.collect());
        let first = panel(&s);
        assert_eq!((first.rows.len(), first.total), (PART_ROWS, 1201));
        let words = "第 1–250 处，共 1201 处".to_owned();
        assert_eq!(first.part, Some(PartOf { words, before: None, after: Some(1) }));
        s.leaf = 1;
        let second = panel(&s);
        let heading = |(i, r): (usize, &Row)| r.heading.as_ref().map(|(_, count)| (i, *count));
        let at: Vec<_> = second.rows.iter().enumerate().filter_map(heading).collect();
        assert_eq!(at, [(0, 300), (50, 901)], "a group that goes on is named again");
        s.leaf = 99;
        let last = panel(&s);
        assert_eq!((last.rows.len(), last.part.and_then(|p| p.before)), (201, Some(3)));
        let all = state((0..MOST_ROWS).map(|i| place(&format!("p{i}"), Category::Park)).collect());
        assert_eq!((panel(&all).rows.len(), panel(&all).part), (MOST_ROWS, None));
    }

    #[test]
    fn everything_off_offers_ways_out() {
        let mut s = state(vec![place("a", Category::RedSite), place("b", Category::Park)]);
        s.hidden = vec![Category::RedSite, Category::Park];
        let p = panel(&s);
        let empty = p.empty.expect("an empty list");
        assert_eq!(empty.all, Some(("回到全部 2 处".into(), Action::ShowAll)));
        assert_eq!(empty.others.len(), 2);
        assert_eq!(p.cells.iter().map(|c| c.count).collect::<Vec<_>>(), [1, 1]);
        assert!(panel(&state(vec![])).empty.expect("no places").all.is_none());
    }
}
