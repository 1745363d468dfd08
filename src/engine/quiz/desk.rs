//! What questions may be made from: usable events, places and items, and which of them are asked about.

use super::spec::Scope;
use crate::bundle::told::Told;
use crate::domain::place::Relation;
use crate::domain::{Atlas, Category, Drawing, Event, LonLat, Place, PlaceId, Span, Text};
use crate::engine::tour::rng::Rng;

/// A place known more roughly than this is not asked for by its position, in metres.
const ROUGHEST_M: f64 = 450.0;

/// A place that can be asked for by its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Index in the atlas.
    pub place: usize,
    /// Where the marker stands.
    pub at: LonLat,
    /// Radius in metres within which the place lies.
    pub within: f64,
}

/// The material of one set.
pub(super) struct Desk<'a> {
    pub told: &'a Told,
    pub atlas: &'a Atlas,
    /// Events that can be dated, with their days, all titles different.
    pub events: Vec<(usize, Span)>,
    /// Places by position, all names different.
    pub spots: Vec<Spot>,
    /// Which events are asked about.
    pub asked_events: Vec<bool>,
    /// Which places are asked about.
    pub asked_places: Vec<bool>,
    /// Items that are asked, in the order of the bundle.
    pub items: Vec<usize>,
}

impl<'a> Desk<'a> {
    pub fn new(told: &'a Told, atlas: &'a Atlas, scope: &Scope) -> Self {
        let places = atlas.places();
        let asked_places: Vec<bool> = places.iter().map(|p| place_in(told, p, scope)).collect();
        let asked_events: Vec<bool> =
            told.events.iter().map(|e| event_in(told, atlas, e, scope)).collect();
        let mut events: Vec<(usize, Span)> = Vec::new();
        for (i, event) in told.events.iter().enumerate() {
            let known = events.iter().any(|(j, _)| same(&told.events[*j].title, &event.title));
            if let Some(span) = event.span
                && !event.sources.is_empty()
                && !known
                && !tells_a_year(&event.title)
            {
                events.push((i, span));
            }
        }
        let mut spots: Vec<Spot> = Vec::new();
        for (i, place) in places.iter().enumerate() {
            let known = spots.iter().any(|s| same(label(&places[s.place]), label(place)));
            if let Some(spot) = spot(i, place).filter(|_| !known && on_syllabus(place, scope)) {
                spots.push(spot);
            }
        }
        let items = (0..told.items.len()).filter(|&i| item_in(told, atlas, i, scope)).collect();
        Self { told, atlas, events, spots, asked_events, asked_places, items }
    }

    /// The place of an index.
    pub fn place(&self, index: usize) -> &'a Place {
        &self.atlas.places()[index]
    }

    /// Whether the place lies outside the district for certain.
    pub fn is_outside(&self, index: usize) -> Option<bool> {
        let place = self.place(index);
        if place.district.is_empty() || self.atlas.district.is_empty() {
            return None;
        }
        match place.relation {
            Relation::Inside => Some(false),
            Relation::Neighbour => Some(true),
            Relation::Boundary => None,
        }
    }
}

/// Places in random order, without the trouble of a sort.
pub(super) fn shuffled(n: usize, rng: &mut Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    rng.shuffle(&mut order);
    order
}

/// What a place is called in an answer.
pub fn label(place: &Place) -> &Text {
    &place.name
}

/// Whether two texts would look alike in a language.
fn same(a: &Text, b: &Text) -> bool {
    let shown = |t: &Text| if t.en.is_empty() { t.zh.to_lowercase() } else { t.en.to_lowercase() };
    (!a.zh.is_empty() && a.zh == b.zh) || shown(a) == shown(b)
}

/// Whether a title gives a year away.
fn tells_a_year(title: &Text) -> bool {
    [&title.zh, &title.en].into_iter().any(|text| {
        let mut run = 0;
        text.chars().chain([' ']).any(|c| {
            let end = run == 4 && !c.is_ascii_digit();
            run = if c.is_ascii_digit() { run + 1 } else { 0 };
            end
        })
    })
}

fn spot(index: usize, place: &Place) -> Option<Spot> {
    let within = place.accuracy?.metres();
    let drawn = place.drawing() != Drawing::ListOnly;
    (drawn && within <= ROUGHEST_M).then_some(Spot { place: index, at: place.position?, within })
}

/// What a lesson asks for: places that something is told of. Venues and most parks are only addresses,
/// so they come in only when they are asked for.
fn on_syllabus(place: &Place, scope: &Scope) -> bool {
    match scope {
        Scope::Category(wire) => place.serves(&Category::from_wire(wire)),
        _ => !place.facts.is_empty(),
    }
}

fn place_in(told: &Told, place: &Place, scope: &Scope) -> bool {
    let themed = |theme: &str| {
        told.items.iter().any(|i| i.theme == theme && i.place.as_ref() == Some(&place.id))
    };
    match scope {
        Scope::All => true,
        Scope::Story(id) => {
            told.stories.iter().any(|s| s.id == *id && s.places.contains(&place.id))
        }
        Scope::Theme(theme) => themed(theme),
        Scope::Category(wire) => place.serves(&Category::from_wire(wire)),
        Scope::District(name) => place.district == *name,
    }
}

fn at_place_in(told: &Told, atlas: &Atlas, id: Option<&PlaceId>, scope: &Scope) -> bool {
    id.and_then(|id| atlas.place(id)).is_some_and(|place| place_in(told, place, scope))
}

/// A fact of the list is told by the story.
fn story_tells(told: &Told, story: &str, facts: &[String]) -> bool {
    told.stories.iter().any(|s| s.id == story && s.facts.iter().any(|f| facts.contains(f)))
}

fn event_in(told: &Told, atlas: &Atlas, event: &Event, scope: &Scope) -> bool {
    match scope {
        Scope::All => true,
        Scope::Story(id) => story_tells(told, id, &event.facts),
        Scope::Theme(theme) => {
            let mut items = told.items.iter().filter(|i| i.theme == *theme);
            items.any(|i| i.facts.iter().any(|f| event.facts.contains(f)))
        }
        _ => at_place_in(told, atlas, event.place.as_ref(), scope),
    }
}

/// Whether a question of the bundle belongs to the scope and is backed by a fact and a source.
fn item_in(told: &Told, atlas: &Atlas, index: usize, scope: &Scope) -> bool {
    let item = &told.items[index];
    let backed = !item.sources.is_empty()
        && item.facts.first().is_some_and(|id| told.fact(atlas, id).is_some());
    let distinct =
        item.answers.iter().enumerate().all(|(i, a)| item.answers[..i].iter().all(|b| !same(a, b)));
    backed
        && distinct
        && match scope {
            Scope::All => true,
            Scope::Story(id) => story_tells(told, id, &item.facts),
            Scope::Theme(theme) => item.theme == *theme,
            _ => at_place_in(told, atlas, item.place.as_ref(), scope),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_a_year_in_a_title() {
        let told = |zh: &str, en: &str| tells_a_year(&Text::new(zh, en));
        assert!(told("1954年迁郑", "") && told("", "The year 1954"));
        assert!(!told("《党史故事100讲》", "88.4 km of cable") && !told("12345 热线", ""));
    }
}
