//! The card of a place, ready to be set in type.

use super::cite::{self, Piece};
use super::{format, hours, names};
use crate::domain::place::{Grade, Relation, Series, Source, SourceUse, VenueBasis};
use crate::domain::{Category, Drawing, Place, PlaceId, Text, order};
use crate::i18n::{Key, Lang, fill};
use crate::json::decimal;
use crate::state::{State, select};

/// A year on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// A word or two.
    pub label: String,
    /// Whether the story is about it.
    pub key: bool,
}

/// One line of the table of particulars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub term: String,
    /// Said first and bold; may be empty.
    pub strong: String,
    /// Said next.
    pub text: String,
    /// Makes `strong` a link (https, http or tel).
    pub href: Option<String>,
    /// A caution in smaller type; may be empty.
    pub caution: String,
}

/// A statement with its grade and notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// The statement.
    pub text: String,
    /// 两源互证 or 单一来源.
    pub grade: String,
    /// Numbers of its sources.
    pub notes: Vec<usize>,
}

/// A source of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Number used in notes.
    pub number: usize,
    /// Title.
    pub title: String,
    /// Address, http or https.
    pub url: Option<String>,
    /// Publisher, date and host.
    pub about: String,
    /// What it serves for, if not the story.
    pub used_for: String,
}

/// A notice: what is so, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// What is so.
    pub strong: String,
    /// What to do.
    pub text: String,
    /// A warning rather than information.
    pub warns: bool,
}

/// The card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The place.
    pub id: PlaceId,
    /// Shape.
    pub category: Category,
    /// Glyph of a park.
    pub series: Option<Series>,
    /// Kind, then heritage status and the like.
    pub kind: Vec<String>,
    /// Name in the reader's language.
    pub title: String,
    /// Name in the other language.
    pub other_name: String,
    /// Former name; may be empty.
    pub former: String,
    /// Years.
    pub years: Vec<Year>,
    /// Notices.
    pub cautions: Vec<Caution>,
    /// The summary.
    pub lead: String,
    /// Particulars.
    pub lines: Vec<Line>,
    /// Paragraphs: heading and pieces.
    pub story: Vec<(String, Vec<Piece>)>,
    /// All facts.
    pub facts: Vec<FactRow>,
    /// All sources.
    pub sources: Vec<SourceRow>,
    /// Whether there is a position to go to.
    pub way: bool,
    /// Whether the map can show it.
    pub on_map: bool,
}

/// The card of the chosen place.
#[must_use]
pub fn card(s: &State) -> Option<Card> {
    let place = s.chosen()?;
    let lang = s.lang;
    let own = |t: &Text| lang.pick(t).to_owned();
    let other = if lang == Lang::Zh { &place.name.en } else { &place.name.zh };
    Some(Card {
        id: place.id.clone(),
        category: place.category.clone(),
        series: place.series,
        kind: kind(s, place),
        title: own(&place.name),
        other_name: if *other == own(&place.name) { String::new() } else { other.clone() },
        former: own(&place.former_name),
        years: years(lang, place),
        cautions: cautions(lang, place),
        lead: own(&place.summary),
        lines: lines(s, place),
        story: place
            .story
            .iter()
            .map(|p| (own(&p.title), cite::pieces(place, lang.pick(&p.text))))
            .collect(),
        facts: facts(lang, place),
        sources: sources(lang, place),
        way: place.position.is_some(),
        on_map: place.drawing() != Drawing::ListOnly,
    })
}

fn kind(s: &State, place: &Place) -> Vec<String> {
    let lang = s.lang;
    let mut out = vec![names::kind(lang, &s.atlas, &place.category)];
    out.extend(place.roles.iter().map(|r| names::kind(lang, &s.atlas, r)));
    if s.kept.edited.contains(&place.id) {
        out.push(Key::MyEdit.text(lang).to_owned());
    }
    out.push(lang.pick(&place.protection).to_owned());
    match place.relation {
        Relation::Inside => {}
        Relation::Boundary => out.push(Key::BoundaryTag.text(lang).to_owned()),
        Relation::Neighbour if lang == Lang::Zh && !place.district.is_empty() => {
            out.push(fill(lang, Key::NeighbourOf, &[&place.district]));
        }
        Relation::Neighbour => out.push(Key::NeighbourTag.text(lang).to_owned()),
    }
    out.retain(|t| !t.is_empty());
    out
}

fn years(lang: Lang, place: &Place) -> Vec<Year> {
    let year = |m: &crate::domain::place::Milestone| Year {
        year: m.year,
        label: lang.pick(&m.label).to_owned(),
        key: m.key,
    };
    let mut out: Vec<Year> = place.milestones.iter().map(year).collect();
    order::sort_by_key(&mut out, |y| y.year);
    out.truncate(6);
    out
}

fn cautions(lang: Lang, place: &Place) -> Vec<Caution> {
    let mut out = Vec::new();
    if !place.visit.notice.is_empty() {
        out.push(Caution {
            strong: lang.pick(&place.visit.notice).to_owned(),
            text: lang.pick(&place.visit.advice).to_owned(),
            warns: true,
        });
    }
    let basis = match place.venue_basis {
        Some(VenueBasis::Candidate) => Some(Key::CandidateVenue),
        Some(VenueBasis::Named) => Some(Key::NamedVenue),
        None => None,
    };
    if let Some(key) = basis {
        let strong = key.text(lang).to_owned();
        out.push(Caution { strong, text: String::new(), warns: false });
    }
    out
}

fn lines(s: &State, place: &Place) -> Vec<Line> {
    let lang = s.lang;
    let mut out = Vec::new();
    let mut plain = |key: Key, text: &str| {
        if !text.is_empty() {
            out.push(line(lang, key, "", text));
        }
    };
    plain(Key::Address, lang.pick(&place.address));
    plain(Key::Audience, place.audience.map_or("", |a| names::audience(lang, a)));
    out.extend(series_line(lang, place));
    out.push(position_line(lang, place));
    let away = if s.here.exact().is_some() { Key::AwayFromMe } else { Key::AwayFromCentre };
    if let Some(d) = select::distance_m(s, place).filter(|_| place.drawing() != Drawing::ListOnly)
        && let Some(position) = out.last_mut()
    {
        position.caution = fill(lang, away, &[&format::distance(lang, d)]);
    }
    visit_lines(lang, place, &mut out);
    if lang == Lang::Zh && !place.alias.is_empty() {
        out.push(line(lang, Key::Alias, "", &place.alias.join("、")));
    }
    if !place.checked.is_empty() {
        out.push(line(lang, Key::Checked, "", &place.checked));
    }
    out
}

fn line(lang: Lang, key: Key, strong: &str, text: &str) -> Line {
    Line {
        term: key.text(lang).to_owned(),
        strong: strong.to_owned(),
        text: text.to_owned(),
        href: None,
        caution: String::new(),
    }
}

fn series_line(lang: Lang, place: &Place) -> Option<Line> {
    let series = place.series?;
    let basis = if place.series_official { Key::SeriesOfficial } else { Key::SeriesEditorial };
    let mut l = line(lang, Key::Series, names::series_name(lang, series), basis.text(lang));
    lang.pick(&place.series_reason).clone_into(&mut l.caution);
    Some(l)
}

/// Accuracy in words: “约 ±20 米：怎样得来”.
fn position_line(lang: Lang, place: &Place) -> Line {
    let note = lang.pick(&place.accuracy_note);
    let metres = place.accuracy.map(|a| decimal::fixed(a.metres(), 0));
    let strong = match (place.drawing(), metres, place.position) {
        (Drawing::ListOnly, Some(m), Some(_)) => fill(lang, Key::PositionRough, &[&m]),
        (Drawing::ListOnly, _, _) => Key::PositionNone.text(lang).to_owned(),
        (_, Some(m), _) => fill(lang, Key::AboutMetres, &[&m]),
        (_, None, _) => Key::PositionUnknown.text(lang).to_owned(),
    };
    let colon = match (note.is_empty(), lang) {
        (true, _) => "",
        (false, Lang::Zh) => "：",
        (false, Lang::En) => ": ",
    };
    line(lang, Key::Position, &strong, &[colon, note].concat())
}

fn visit_lines(lang: Lang, place: &Place, out: &mut Vec<Line>) {
    let v = &place.visit;
    let note = lang.pick(&v.hours_note);
    if !v.opening_hours.is_empty() || !note.is_empty() {
        let said = hours::in_words(lang, &v.opening_hours);
        let mut l = line(lang, Key::OpeningHours, &said, "");
        let join = if said.is_empty() || note.is_empty() { "" } else { " " };
        l.text = [join, note].concat();
        if v.hours_verify && !v.opening_hours.is_empty() {
            Key::HoursVerify.text(lang).clone_into(&mut l.caution);
        }
        out.push(l);
    }
    for (key, text) in
        [(Key::Ticket, &v.ticket), (Key::Booking, &v.booking), (Key::Metro, &v.metro)]
    {
        if !text.is_empty() {
            out.push(line(lang, key, "", lang.pick(text)));
        }
    }
    if let Some(m) = v.minutes {
        out.push(line(lang, Key::Stay, "", &fill(lang, Key::Minutes, &[&m.to_string()])));
    }
    if let Some(n) = v.capacity {
        out.push(line(lang, Key::Capacity, "", &fill(lang, Key::People, &[&n.to_string()])));
    }
    if !v.phone.is_empty() {
        let mut l = line(lang, Key::Phone, &v.phone, "");
        l.href = telephone(&v.phone);
        out.push(l);
    }
    if let Some(url) = &v.website {
        let mut l = line(lang, Key::Website, host(url), "");
        l.href = Some(url.clone());
        out.push(l);
    }
}

/// A `tel:` link (RFC 3966) of a number as printed, if it is one number.
fn telephone(printed: &str) -> Option<String> {
    let digits: String = printed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let clean = printed.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    (clean && (7..=15).contains(&digits.len())).then(|| ["tel:", &digits].concat())
}

fn facts(lang: Lang, place: &Place) -> Vec<FactRow> {
    let grade = |g: Grade| if g == Grade::A { Key::TwoSources } else { Key::OneSource };
    place
        .facts
        .iter()
        .map(|f| FactRow {
            text: lang.pick(&f.text).to_owned(),
            grade: grade(f.grade).text(lang).to_owned(),
            notes: cite::fact_numbers(place, &f.id),
        })
        .collect()
}

fn sources(lang: Lang, place: &Place) -> Vec<SourceRow> {
    let row = |(i, source): (usize, &Source)| {
        let mut about = vec![lang.pick(&source.publisher).to_owned(), source.date.clone()];
        about.extend(source.url.as_deref().map(|u| host(u).to_owned()));
        about.retain(|t| !t.is_empty());
        SourceRow {
            number: i + 1,
            title: lang.pick(&source.title).to_owned(),
            url: source.url.clone(),
            about: about.join(" · "),
            used_for: match source.used_for {
                SourceUse::Story => "",
                SourceUse::Position => Key::ForPosition.text(lang),
                SourceUse::Visit => Key::ForVisit.text(lang),
            }
            .to_owned(),
        }
    };
    cite::numbered_sources(place).into_iter().enumerate().map(row).collect()
}

/// The host of an address, without `www.`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Accuracy, Atlas, LonLat};
    use crate::state::{AtlasRef, LoadState, Route};
    use std::rc::Rc;

    fn card_of(change: impl FnOnce(&mut Place), lang: Lang) -> Card {
        let id = PlaceId::new("x").expect("an id");
        let name = Text::new("郑州会议旧址", "Zhengzhou Conferences");
        let mut p = Place::blank(id.clone(), Category::RedSite, name);
        p.position = LonLat::new(113.67, 34.764).ok();
        p.accuracy = Accuracy::new(250.0);
        change(&mut p);
        let mut atlas = Atlas::default();
        assert_eq!(atlas.insert(p), None);
        let s = State {
            atlas: AtlasRef(Rc::new(atlas)),
            load: LoadState::Ready,
            route: Route::Place(id),
            lang,
            ..State::default()
        };
        card(&s).expect("a card")
    }

    fn find<'a>(card: &'a Card, term: &str) -> &'a Line {
        card.lines.iter().find(|l| l.term == term).unwrap_or_else(|| panic!("no {term}"))
    }

    #[test]
    fn says_both_names_and_the_accuracy_in_words() {
        let c =
            card_of(|p| p.accuracy_note = Text::new("按门牌号推算", "by house numbers"), Lang::Zh);
        assert_eq!(
            (c.title.as_str(), c.other_name.as_str()),
            ("郑州会议旧址", "Zhengzhou Conferences")
        );
        assert_eq!(find(&c, "位置").strong, "约 ±250 米");
        assert_eq!(find(&c, "位置").text, "：按门牌号推算");
        let c = card_of(|p| p.accuracy = Accuracy::new(1500.0), Lang::En);
        assert_eq!(c.title, "Zhengzhou Conferences");
        assert!(find(&c, "Position").strong.contains("only a rough area (±1500 m)"));
        assert!(!c.on_map);
    }

    #[test]
    fn weak_hours_are_marked() {
        let hours = |p: &mut Place, verify| {
            p.visit.opening_hours = "Tu-Su 09:00-17:00".into();
            p.visit.hours_verify = verify;
            p.visit.hours_note = Text::new("16:30 停止入馆", "last entry 16:30");
        };
        let sure = card_of(|p| hours(p, false), Lang::Zh);
        assert_eq!(find(&sure, "开放时间").strong, "周二至周日 09:00–17:00");
        assert_eq!(find(&sure, "开放时间").text, " 16:30 停止入馆");
        assert_eq!(find(&sure, "开放时间").caution, "");
        let weak = card_of(|p| hours(p, true), Lang::Zh);
        assert!(find(&weak, "开放时间").caution.contains("先核实"));
    }

    #[test]
    fn candidates_are_called_candidates() {
        let c = card_of(|p| p.venue_basis = Some(VenueBasis::Candidate), Lang::Zh);
        assert_eq!(c.cautions[0].strong, "可联系的候选场所，未见宣讲记录。");
        assert!(!c.cautions[0].warns);
    }

    #[test]
    fn telephones_become_links_only_when_they_are_one_number() {
        assert_eq!(telephone("0371-66997578").as_deref(), Some("tel:037166997578"));
        assert_eq!(telephone("0371-63511237, 0371-63511063"), None);
        assert_eq!(telephone("javascript:alert(1)"), None);
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.chnmus.net/a?b"), "chnmus.net");
        assert_eq!(host("http://zz27.com.cn"), "zz27.com.cn");
    }
}
