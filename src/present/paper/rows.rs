//! The timetable of the sheet: a row a stop.

use super::{Code, code, hosted};
use crate::domain::itinerary::TourStop;
use crate::domain::{Atlas, Drawing, Itinerary, Place, percent};
use crate::engine::tour::Followed;
use crate::engine::tour::outing::time_of_day;
use crate::i18n::words::PaperKey as K;
use crate::i18n::{Lang, fill_in};
use crate::json::decimal;
use crate::present::planner::within;
use crate::present::tour::sheet::{RouteSheet, StopLine};
use crate::present::{format, share};

/// Characters of talking points that fit into three lines, Chinese and English; a row has four.
const ROOM: (usize, usize) = (60, 105);

/// A stop.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number on the map.
    pub number: usize,
    /// What it is called.
    pub name: String,
    /// Address, telephone number: as many as there are.
    pub contact: Vec<String>,
    /// When it is reached and left.
    pub times: [String; 2],
    /// When it must be reached, and what is wrong with that; may be empty.
    pub demands: String,
    /// Length and time of the way to the next stop.
    pub next: Vec<String>,
    /// What to tell there.
    pub points: String,
    /// A code that leads there.
    pub code: Option<Code>,
}

/// The rows of a route.
pub(super) fn rows(
    tour: &Itinerary,
    followed: &Followed,
    index: usize,
    route: &RouteSheet,
    atlas: &Atlas,
    page: &str,
    lang: Lang,
) -> Vec<Row> {
    let points = followed.plan.routes.get(index).map_or(&[][..], |r| &r.order);
    let last = route.stops.iter().rposition(|line| line.number.is_some());
    let row = |(i, line): (usize, &StopLine)| {
        let stop = points.get(i).and_then(|p| followed.stop_of(*p)).and_then(|s| tour.stops.get(s));
        let place = stop.and_then(|stop| atlas.place(&stop.place));
        let contact = [line.address.clone(), phone(lang, &line.phone)];
        Some(Row {
            number: line.number?,
            name: line.name.clone(),
            contact: contact.into_iter().filter(|text| !text.is_empty()).collect(),
            times: [time_of_day(line.arrive), time_of_day(line.leave)],
            demands: demands(lang, stop, line),
            next: onward(lang, line, Some(i) == last),
            points: place.map(|p| tell(lang, p)).unwrap_or_default(),
            code: code(&link(line, page)),
        })
    };
    route.stops.iter().enumerate().filter_map(row).collect()
}

fn phone(lang: Lang, number: &str) -> String {
    if number.is_empty() { String::new() } else { fill_in(K::Phone.text(lang), &[number]) }
}

fn minutes(seconds: i32) -> String {
    (seconds.max(0) + 59).div_euclid(60).to_string()
}

fn demands(lang: Lang, stop: Option<&TourStop>, line: &StopLine) -> String {
    let mut out = Vec::new();
    if let Some(windows) = stop.map(|s| &s.windows).filter(|w| !w.is_any()) {
        let text = within(lang, windows);
        let key = if windows.appointment().is_some() { K::At } else { K::Within };
        out.push(fill_in(key.text(lang), &[&text]));
    }
    if let Some(by) = line.late {
        out.push(fill_in(K::Late.text(lang), &[&minutes(by)]));
    } else if line.wait() >= 60 {
        out.push(fill_in(K::Waits.text(lang), &[&minutes(line.wait())]));
    }
    out.join(if lang == Lang::Zh { "　" } else { "  " })
}

fn onward(lang: Lang, line: &StopLine, last: bool) -> Vec<String> {
    let Some((seconds, metres, estimate)) = line.leg else {
        return vec![K::Last.text(lang).to_owned()];
    };
    let far = format::distance(lang, f64::from(metres));
    let far = if estimate { fill_in(K::About.text(lang), &[&far]) } else { far };
    let mut out = vec![far, fill_in(K::Minutes.text(lang), &[&seconds.div_ceil(60).to_string()])];
    if last {
        out.push(K::ToEnd.text(lang).to_owned());
    }
    out
}

/// What to tell at a place, out of the bundle's own words: what it is, what a visitor must know, checked
/// facts; as many whole sentences as there is room for. A rough position is always told.
fn tell(lang: Lang, place: &Place) -> String {
    let room = if lang == Lang::Zh { ROOM.0 } else { ROOM.1 };
    let mut out = String::new();
    let mut add = |sentence: &str| {
        if sentence.is_empty() {
            return true;
        }
        let space = if lang == Lang::En && !out.is_empty() { " " } else { "" };
        let length = out.chars().count() + sentence.chars().count();
        // The first one stands whatever its length: the page lets it run on.
        if out.is_empty() || length <= room {
            out.push_str(space);
            out.push_str(sentence);
            return true;
        }
        false
    };
    let all = sentences(lang.pick(&place.summary)).all(&mut add);
    let _ = add(&sentence(lang, lang.pick(&place.visit.notice)));
    // Facts are for what room a whole summary leaves.
    for fact in place.facts.iter().filter(|_| all) {
        // The summary often is the first fact in other words.
        let text = lang.pick(&fact.text);
        if !repeats(lang.pick(&place.summary), text) && !add(&sentence(lang, text)) {
            break;
        }
    }
    if let Some(accuracy) = place.accuracy.filter(|a| a.drawing() != Drawing::Marker) {
        let about = fill_in(K::Rough.text(lang), &[&decimal::fixed(accuracy.metres(), 0)]);
        out.push_str(if lang == Lang::Zh { "（" } else { " (" });
        out.push_str(&about);
        out.push_str(if lang == Lang::Zh { "）" } else { ")" });
    }
    out
}

/// The text as a sentence of its own.
fn sentence(lang: Lang, text: &str) -> String {
    let ends = text.ends_with(['。', '！', '？', '.', '!', '?', '”', '）']);
    let stop = if lang == Lang::Zh { "。" } else { "." };
    if text.is_empty() || ends { text.to_owned() } else { [text, stop].concat() }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '；']).flat_map(|part| part.split_inclusive(". ")).map(str::trim)
}

/// Whether a fact says what the summary has said: its numbers are all there already.
fn repeats(summary: &str, fact: &str) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        digits.map(str::to_owned).collect()
    };
    let (known, said) = (numbers(summary), numbers(fact));
    !said.is_empty() && said.iter().all(|n| known.contains(n))
}

/// Where a code leads: the page of the place where scanners take it, else the point in a map app, by its
/// shortest address: fewer modules are easier to read.
fn link(line: &StopLine, page: &str) -> String {
    if hosted(page) && !line.id.is_empty() {
        let id = percent::component(&line.id);
        return share::address(page, false, &["#/place/", &id].concat());
    }
    let five = |degrees: f64| decimal::fixed(degrees, 5);
    let at = [five(line.at.lon()), five(line.at.lat())].join(",");
    ["https://uri.amap.com/marker?position=", &at, "&coordinate=wgs84"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{Fact, Grade};
    use crate::domain::{Category, PlaceId, Text};

    fn place(summary: &str, facts: &[&str]) -> Place {
        let id = PlaceId::new("a").expect("an id");
        let mut place = Place::blank(id, Category::RedSite, Text::new("甲", ""));
        place.summary = Text::new(summary, "");
        place.facts = facts
            .iter()
            .map(|text| Fact {
                id: String::new(),
                text: Text::new(*text, ""),
                grade: Grade::A,
                sources: Vec::new(),
            })
            .collect();
        place
    }

    #[test]
    fn tells_whole_sentences_while_there_is_room() {
        let short = place("1964 年开放的大型公园。", &["1964 年开园。", "园中的山是商代城墙"]);
        assert_eq!(tell(Lang::Zh, &short), "1964 年开放的大型公园。园中的山是商代城墙。");
        let long = "一".repeat(40) + "。" + &"二".repeat(40) + "。";
        assert_eq!(tell(Lang::Zh, &place(&long, &["三"])), "一".repeat(40) + "。");
    }

    #[test]
    fn a_code_leads_to_the_page_where_scanners_take_it() {
        let line = StopLine {
            id: "p-二".into(),
            name: String::new(),
            address: String::new(),
            phone: String::new(),
            at: crate::domain::LonLat::clamped(113.675_2, 34.768_94),
            number: Some(1),
            arrive: 0,
            begin: 0,
            leave: 0,
            leg: None,
            late: None,
        };
        assert_eq!(
            link(&line, "https://e.org/m/?embed=1#/tour"),
            "https://e.org/m/#/place/p-%E4%BA%8C"
        );
        assert_eq!(
            link(&line, "http://127.0.0.1/"),
            "https://uri.amap.com/marker?position=113.67520,34.76894&coordinate=wgs84"
        );
    }
}
