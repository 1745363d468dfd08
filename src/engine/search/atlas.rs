//! What of a bundle can be found.

use super::{Field, Index, Kind, Readings};
use crate::bundle::place::both;
use crate::domain::{Atlas, LonLat, Place, PlaceId, Text};
use crate::json::{Members, Raw, list, text};

/// An event or story with what search needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The first place it is about.
    pub place: Option<PlaceId>,
    year: String,
    texts: Vec<Text>,
}

/// Someone the texts speak of: `people.json` is `{"people": [{"name", "name_en", "alias": […]}]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    name: Text,
    alias: Vec<String>,
}

/// The parts of a bundle beside its places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Stories in the order of their file.
    pub stories: Vec<Titled>,
    /// Events in the order of their file.
    pub events: Vec<Titled>,
    people: Vec<Person>,
}

impl Parts {
    /// Reads the files; one that is absent or cannot be read adds nothing, since the map tells of it.
    #[must_use]
    pub fn read(stories: Option<&[u8]>, events: Option<&[u8]>, people: Option<&[u8]>) -> Self {
        Self {
            stories: entries(stories, "stories").into_iter().filter_map(titled).collect(),
            events: entries(events, "events").into_iter().filter_map(titled).collect(),
            people: entries(people, "people").into_iter().filter_map(person).collect(),
        }
    }
}

fn entries<'a>(bytes: Option<&'a [u8]>, key: &str) -> Vec<Raw<'a>> {
    let root = bytes.and_then(|b| std::str::from_utf8(b).ok()).and_then(|t| Raw::parse(t).ok());
    root.and_then(Members::of).and_then(|m| list(m.get(key)?)).unwrap_or_default()
}

fn titled(raw: Raw<'_>) -> Option<Titled> {
    let members = Members::of(raw)?;
    let mut out = Titled {
        id: members.get("id").and_then(text)?,
        title: both(&members, "title"),
        place: None,
        year: members.get("year").and_then(text).unwrap_or_default(),
        texts: vec![both(&members, "summary"), both(&members, "text")],
    };
    let mut places: Vec<String> = Vec::new();
    places.extend(members.get("place").and_then(text));
    places.extend(
        members.get("places").and_then(list).unwrap_or_default().into_iter().filter_map(text),
    );
    for slide in members.get("slides").and_then(list).unwrap_or_default() {
        if let Some(slide) = Members::of(slide) {
            out.texts.extend([both(&slide, "title"), both(&slide, "text")]);
            places.extend(slide.get("place").and_then(text));
        }
    }
    out.place = places.into_iter().find_map(|id| PlaceId::new(id).ok());
    Some(out)
}

fn person(raw: Raw<'_>) -> Option<Person> {
    let members = Members::of(raw)?;
    let alias = members.get("alias").and_then(list).unwrap_or_default();
    let name = both(&members, "name");
    (!name.is_empty()).then(|| Person { name, alias: alias.into_iter().filter_map(text).collect() })
}

/// Calls with every text of a bundle that can be searched.
pub fn each_text(atlas: &Atlas, parts: &Parts, call: &mut dyn FnMut(&str)) {
    let mut index = Index::new(Readings::default());
    fill(&mut index, atlas, parts);
    index.texts().for_each(|(_, _, text)| call(text));
}

/// The index of a bundle.
#[must_use]
pub fn index(atlas: &Atlas, parts: &Parts, readings: Readings) -> Index {
    let mut index = Index::new(readings);
    fill(&mut index, atlas, parts);
    index.finish();
    index
}

fn fill(index: &mut Index, atlas: &Atlas, parts: &Parts) {
    let (city, district) = (&atlas.city.zh, &atlas.district.zh);
    index.heads(&[city, district, city.trim_end_matches('市'), district.trim_end_matches('区')]);
    for (i, place) in atlas.places().iter().enumerate() {
        index.entry(Kind::Place, i, place.position);
        add_place(index, place, &parts.people);
    }
    for (kind, all) in [(Kind::Story, &parts.stories), (Kind::Event, &parts.events)] {
        for (i, titled) in all.iter().enumerate() {
            let at = titled.place.as_ref().and_then(|id| atlas.place(id)?.position);
            add_titled(index, kind, i, titled, at, &parts.people);
        }
    }
}

fn add_place(index: &mut Index, p: &Place, people: &[Person]) {
    add(index, Field::Name, &p.name);
    add(index, Field::Alias, &p.short);
    for alias in &p.alias {
        index.line(Field::Alias, alias);
    }
    add(index, Field::Alias, &p.former_name);
    for year in &p.years {
        index.line(Field::Year, &year.to_string());
    }
    for milestone in &p.milestones {
        index.line(Field::Year, &milestone.year.to_string());
    }
    index.line(Field::Subdistrict, &p.subdistrict);
    index.line(Field::Address, &p.address.zh);
    index.line(Field::AddressEn, &p.address.en);
    let mut texts: Vec<&Text> = vec![&p.summary];
    for paragraph in &p.story {
        texts.extend([&paragraph.title, &paragraph.text]);
    }
    texts.extend(p.facts.iter().map(|f| &f.text));
    add_people(index, &texts, people);
    for text in texts {
        add(index, Field::Story, text);
    }
}

fn add_titled(
    index: &mut Index,
    kind: Kind,
    source: usize,
    titled: &Titled,
    at: Option<LonLat>,
    people: &[Person],
) {
    index.entry(kind, source, at);
    add(index, Field::Name, &titled.title);
    index.line(Field::Year, &titled.year);
    let mut texts: Vec<&Text> = vec![&titled.title];
    texts.extend(&titled.texts);
    add_people(index, &texts, people);
    for text in &titled.texts {
        add(index, Field::Story, text);
    }
}

/// Who is spoken of: the people are told by the texts themselves, so that the two cannot differ.
fn add_people(index: &mut Index, texts: &[&Text], people: &[Person]) {
    for person in people {
        let names = || std::iter::once(&person.name.zh).chain(&person.alias);
        let spoken_of = |name: &String| texts.iter().any(|t| t.zh.contains(name.as_str()));
        if names().filter(|n| !n.is_empty()).any(spoken_of) {
            for name in names() {
                index.line(Field::Person, name);
            }
            index.line(Field::Person, &person.name.en);
        }
    }
}

fn add(index: &mut Index, field: Field, text: &Text) {
    for text in [&text.zh, &text.en] {
        if field == Field::Story && text.contains("[^") {
            index.line(field, &without_notes(text));
        } else {
            index.line(field, text);
        }
    }
}

/// A paragraph without its `[^fact]` marks.
fn without_notes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, part) in text.split("[^").enumerate() {
        out.push_str(if i == 0 { part } else { part.split_once(']').map_or("", |p| p.1) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_not_searched() {
        assert_eq!(without_notes("甲[^a-1]，乙[^b]。"), "甲，乙。");
        assert_eq!(without_notes("甲[^a"), "甲");
    }
}
