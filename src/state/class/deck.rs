//! Slides: which are shown, turning them, showing them to a class.

use super::model::{ClassState, Data, Library, Section};
use super::own::{self, Own};
use super::reading::Reading;
use crate::domain::story::{Slide, Story};
use crate::domain::{LonLat, PlaceId};
use crate::i18n::Lang;
use crate::state::overlay::{Overlay, Pick, Spotted};
use crate::state::reduce::{choose, go};
use crate::state::{Route, State, Target};
use std::borrow::Cow;
use std::rc::Rc;

/// Zoom at which the place of a slide is shown.
const SLIDE_ZOOM: f64 = 15.0;
/// Zoom of a place whose position is known only roughly.
const ROUGH_ZOOM: f64 = 13.0;

/// Where to turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// To the next slide.
    Next,
    /// To the slide before.
    Back,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To a slide, from 0.
    To(usize),
}

/// The class part of a state, or a fresh one.
#[must_use]
pub fn class(s: &State) -> Cow<'_, ClassState> {
    s.class.get::<ClassState>().map_or_else(|| Cow::Owned(ClassState::default()), Cow::Borrowed)
}

/// Changes the class part, then writes the link and sends the map to another slide.
pub fn change(s: &mut State, act: impl FnOnce(&mut ClassState)) {
    let before = class(s).into_owned();
    let mut after = before.clone();
    act(&mut after);
    let count = slides(&after, &own_atlas(s)).len();
    if count > 0 {
        after.slide = after.slide.min(count - 1);
    }
    let turned = (after.section, &after.story, after.slide)
        != (before.section, &before.story, before.slide)
        || after.shelved != before.shelved
        || matches!(after.data, Data::Ready(_)) != matches!(before.data, Data::Ready(_));
    if turned && after.reading.on() && !after.auto {
        after.reading = after.reading.stopped();
    }
    let shown = after.show != before.show;
    write_link(s, &after);
    s.class.set(after);
    if turned || shown {
        // The map has another size on the wall.
        look(s);
        mark(s);
    }
}

/// Puts the places of the story on the map, that of the slide as the chosen one.
fn mark(s: &mut State) {
    let c = class(s).into_owned();
    let all = slides(&c, &s.atlas);
    let now = all.get(c.slide).and_then(|slide| slide.place.clone());
    // On the wall of years the places of all events would cover the map.
    let shown = if c.section == Section::Wall { &[] } else { &all[..] };
    let mut places: Vec<Spotted> = Vec::new();
    for id in now.iter().chain(shown.iter().filter_map(|slide| slide.place.as_ref())) {
        if places.iter().all(|p| p.id != *id) {
            let chosen = now.as_ref() == Some(id);
            let spot =
                Spotted { id: id.clone(), at: None, name: String::new(), badge: None, chosen };
            places.push(spot);
        }
    }
    let pick = Some(Pick(picked));
    // On the wall a map with all there is cannot be read from the back row.
    let (alone, large) = (c.show, c.show);
    s.lay(Route::Class, Overlay { alone, large, places, pick, ..Overlay::default() });
}

/// A place on the map was pressed: its slide is shown, or its card where nothing is shown to a class.
fn picked(s: &mut State, id: PlaceId) {
    let c = class(s);
    let at = slides(&c, &s.atlas).iter().position(|slide| slide.place.as_ref() == Some(&id));
    match at {
        Some(i) => turn(s, Turn::To(i)),
        None if c.show => {}
        None => choose(s, id),
    }
}

fn own_atlas(s: &State) -> Rc<crate::domain::Atlas> {
    s.atlas.0.clone()
}

/// The open story, from the bundle or of the reader's own making.
#[must_use]
pub fn story(c: &ClassState, atlas: &crate::domain::Atlas) -> Option<Story> {
    let id = c.story.as_ref()?;
    if let Some(own) = own_story(c) {
        return Some(own::story(own, atlas));
    }
    let Data::Ready(library) = &c.data else { return None };
    library.stories.iter().find(|s| s.id == *id).cloned()
}

/// The open story, if it is one a reader has made.
#[must_use]
pub fn own_story(c: &ClassState) -> Option<&Own> {
    let id = c.story.as_ref()?;
    let guest = c.guest.as_deref().filter(|g| g.id == *id);
    guest.or_else(|| c.own.iter().find(|o| o.id == *id))
}

/// The slides of the open story, or the events of the wall.
#[must_use]
pub fn slides(c: &ClassState, atlas: &crate::domain::Atlas) -> Vec<Slide> {
    match (c.section, &c.data) {
        (Section::Stories, _) => story(c, atlas).map(|s| s.slides).unwrap_or_default(),
        (Section::Wall, Data::Ready(library)) => library.events.clone(),
        _ => Vec::new(),
    }
}

/// The slide that is shown.
#[must_use]
pub fn current(s: &State) -> Option<Slide> {
    let c = class(s);
    slides(&c, &s.atlas).into_iter().nth(c.slide)
}

/// Sends the map to the slide that is shown.
fn look(s: &mut State) {
    let Some(slide) = current(s) else { return };
    let place = slide.place.as_ref().and_then(|id| s.atlas.place(id));
    let spot = place.and_then(|p| {
        let rough = p.marker_position().is_none();
        Some((p.position?, if rough { ROUGH_ZOOM } else { SLIDE_ZOOM }))
    });
    let target: Option<(LonLat, f64)> = slide.at.or(spot);
    if let Some((at, zoom)) = target {
        go(s, Target::View(at, zoom), true);
    }
}

/// Reads a link that was opened: once for each.
pub fn opened(s: &mut State) {
    if s.route != Route::Class || class(s).seen == Some(s.opened) {
        return;
    }
    let find = |key: &str| s.own.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    let (part, id, slide) = (find("part"), find("story"), find("slide"));
    let (quiz, made) = (find("quiz"), find("made"));
    let seen = Some(s.opened);
    let made = made.map(|text| own::from_link(&text));
    change(s, |c| {
        c.seen = seen;
        c.missing = None;
        c.section = Section::from_word(part.as_deref().unwrap_or_default());
        if quiz.is_some() {
            c.section = Section::Quiz;
        }
        c.story = id.filter(|_| c.section == Section::Stories);
        match made {
            Some(Some(own)) => {
                c.section = Section::Stories;
                c.story = Some(own.id.clone());
                c.guest = Some(Rc::new(own));
            }
            Some(None) => c.missing = Some(String::new()),
            None => c.guest = None,
        }
        // Links count from one.
        c.slide = slide.and_then(|n| n.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1);
        if c.section != Section::Wall && c.story.is_none() {
            c.show = false;
        }
        name_missing(c);
    });
}

/// The library is here.
pub fn loaded(s: &mut State, library: &Rc<Library>) {
    change(s, |c| {
        c.data = Data::Ready(library.clone());
        name_missing(c);
    });
}

/// The reader's own stories are here.
pub fn shelved(s: &mut State, own: &Rc<Vec<Own>>) {
    change(s, |c| {
        c.own = own.clone();
        c.shelved = true;
        name_missing(c);
    });
}

/// A story in the link that there is none of is named, and the list shown.
fn name_missing(c: &mut ClassState) {
    let Data::Ready(library) = &c.data else { return };
    // One of the reader's own may still be on its way from the device.
    if let Some(id) = c.story.clone().filter(|id| c.shelved || !id.starts_with("own-"))
        && own_story(c).is_none()
        && library.stories.iter().all(|s| s.id != id)
    {
        c.missing = Some(id);
        c.story = None;
        c.show = false;
    }
}

/// Keeps `part=`, `story=`, `slide=` and `made=` in line with what is shown; keys of others stay.
fn write_link(s: &mut State, c: &ClassState) {
    // A link that has not been read yet must not be overwritten.
    if c.seen != Some(s.opened) || s.route != Route::Class {
        return;
    }
    s.own.retain(|(k, _)| !matches!(k.as_str(), "part" | "story" | "slide" | "made"));
    let (key, value) = match c.section {
        Section::Stories => match (&c.story, &c.guest) {
            (Some(id), Some(guest)) if guest.id == *id => ("made", own::to_link(guest)),
            (Some(id), _) => ("story", id.clone()),
            (None, _) => return,
        },
        // Its own key stands for it once a game is on.
        Section::Quiz if s.own.iter().any(|(k, _)| k == "quiz") => return,
        section => ("part", section.word().to_owned()),
    };
    s.own.push((key.to_owned(), value));
    if c.slide > 0 && matches!(c.section, Section::Stories | Section::Wall) {
        s.own.push(("slide".to_owned(), (c.slide + 1).to_string()));
    }
}

/// Opens a part of the view.
pub fn open_section(s: &mut State, section: Section) {
    s.own.retain(|(k, _)| k != "quiz" || section == Section::Quiz);
    change(s, |c| {
        *c = ClassState {
            section,
            story: None,
            draft: None,
            slide: 0,
            show: false,
            blank: false,
            auto: false,
            sources: false,
            said: None,
            gone: None,
            missing: None,
            reading: c.reading.stopped(),
            ..c.clone()
        };
    });
}

/// Opens a story on a slide.
pub fn open_story(s: &mut State, id: &str, slide: usize) {
    change(s, |c| {
        c.section = Section::Stories;
        c.story = Some(id.to_owned());
        c.slide = slide;
        c.auto = false;
        c.sources = false;
        c.said = None;
        c.missing = None;
    });
}

/// Turns the slides.
pub fn turn(s: &mut State, turn: Turn) {
    let count = slides(&class(s), &s.atlas).len();
    let Some(last) = count.checked_sub(1) else { return };
    change(s, |c| {
        c.blank = false;
        c.slide = match turn {
            Turn::Next => (c.slide + 1).min(last),
            Turn::Back => c.slide.saturating_sub(1),
            Turn::First => 0,
            Turn::Last => last,
            Turn::To(i) => i.min(last),
        };
        c.auto = c.auto && c.slide < last;
    });
}

/// Turns to where a chapter of the story begins, counted from 0; one that there is none of changes nothing.
pub fn to_chapter(s: &mut State, chapter: usize) {
    let all = slides(&class(s), &s.atlas);
    let mut begins = all.iter().enumerate().filter(|(_, slide)| !slide.chapter.is_empty());
    if let Some((first, _)) = begins.nth(chapter) {
        turn(s, Turn::To(first));
    }
}

/// Begins or ends the show; it needs slides.
pub fn show(s: &mut State, on: bool) {
    let on = on && !slides(&class(s), &s.atlas).is_empty();
    change(s, |c| {
        c.show = on;
        c.blank = false;
        c.auto = c.auto && on;
        if !on {
            c.reading = c.reading.stopped();
        }
    });
}

/// The slides turn by themselves, or no longer; at the end they start over.
pub fn auto(s: &mut State, on: bool) {
    let count = slides(&class(s), &s.atlas).len();
    change(s, |c| {
        c.auto = on && count > 1;
        if c.auto && c.slide + 1 >= count {
            c.slide = 0;
        }
    });
}

/// One step of the slides that turn by themselves.
pub fn auto_step(s: &mut State) {
    if class(s).auto && s.route == Route::Class {
        turn(s, Turn::Next);
    }
}

/// A sentence of `count` has been read aloud. Where slides turn by themselves, the next is read, too.
pub fn read_after(s: &mut State, sentence: usize, count: usize) {
    let c = class(s).into_owned();
    let next = c.reading.after(sentence, count);
    let ended = next.at.is_none() && c.reading.on();
    change(s, |c| c.reading = next);
    if ended && c.auto {
        turn(s, Turn::Next);
        if class(s).slide != c.slide {
            change(s, |c| c.reading = Reading { at: Some(0), ..c.reading.clone() });
        }
    }
}

/// The button of reading aloud was pressed: start, pause, go on.
pub fn read_pressed(s: &mut State) {
    change(s, |c| c.reading = c.reading.pressed());
}

/// Milliseconds a slide stands before the next, by its length: some 5 characters or 2.5 words a second,
/// and never less than 6 seconds.
#[must_use]
pub fn dwell_ms(lang: Lang, slide: &Slide) -> u32 {
    let of = |text: &crate::domain::Text| lang.pick(text).chars().count();
    let count = of(&slide.title) + of(&slide.text) + of(&slide.question);
    let each = if lang == Lang::Zh { 200 } else { 65 };
    u32::try_from(count)
        .unwrap_or(u32::MAX / 1000)
        .saturating_mul(each)
        .saturating_add(2500)
        .clamp(6000, 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Atlas, Category, Place, Text};
    use crate::state::class::own::OwnSlide;
    use crate::state::{Action, AtlasRef, Link, LoadState, reduce};

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    fn library() -> Rc<Library> {
        let slide = |year: i32, place: &str| Slide {
            title: Text::new(format!("甲{year}"), ""),
            year: Some(year),
            place: Some(id(place)),
            ..Slide::default()
        };
        let story = Story {
            id: "s".into(),
            title: Text::new("故事", ""),
            slides: vec![slide(1923, "a"), slide(1948, "b"), slide(1954, "a")],
            ..Story::default()
        };
        Rc::new(Library { stories: vec![story], events: vec![slide(1919, "a"), slide(2021, "b")] })
    }

    fn at(link: &str) -> State {
        let mut atlas = Atlas::default();
        for (name, lon) in [("a", 113.6), ("b", 113.7)] {
            let mut p = Place::blank(id(name), Category::RedSite, Text::new(name, name));
            p.position = LonLat::new(lon, 34.7).ok();
            assert_eq!(atlas.insert(p), None);
        }
        let mut s =
            State { atlas: AtlasRef(Rc::new(atlas)), load: LoadState::Ready, ..State::default() };
        s = reduce(s, Action::LinkOpened(Link::parse(link)));
        opened(&mut s);
        s
    }

    fn ready(link: &str) -> State {
        let mut s = at(link);
        loaded(&mut s, &library());
        s
    }

    fn hash(s: &State) -> String {
        crate::state::select::link(s).to_hash()
    }

    fn looks_at(s: &State) -> Option<f64> {
        match s.command.map(|c| c.target) {
            Some(Target::View(at, _)) => Some(at.lon()),
            _ => None,
        }
    }

    #[test]
    fn a_link_opens_on_its_slide() {
        let s = ready("#/class?story=s&slide=2");
        assert_eq!(current(&s).and_then(|c| c.year), Some(1948));
        assert_eq!(looks_at(&s), Some(113.7), "the map goes along");
        assert_eq!(hash(&s), "#/class?story=s&slide=2");
        let s = ready("#/class?story=s&slide=99");
        assert_eq!(class(&s).slide, 2, "the last there is");
        let s = ready("#/class?part=wall&slide=2");
        assert_eq!(current(&s).and_then(|c| c.year), Some(2021));
    }

    #[test]
    fn the_slide_s_place_stands_out_and_a_press_turns_to_another() {
        let mut s = ready("#/class?story=s&slide=2");
        let marks = |s: &State| {
            let places = s.overlay().map(|o| o.places.clone()).unwrap_or_default();
            places.iter().map(|p| (p.id.to_string(), p.chosen)).collect::<Vec<_>>()
        };
        assert_eq!(marks(&s), [("b".into(), true), ("a".into(), false)]);
        s = reduce(s, Action::Choose(id("a")));
        assert_eq!((class(&s).slide, marks(&s)[0].clone()), (0, ("a".into(), true)));
        open_section(&mut s, Section::Stories);
        s = reduce(s, Action::Choose(id("a")));
        assert_eq!(s.route, Route::Place(id("a")), "with no story open, its card");
    }

    #[test]
    fn a_story_that_is_gone_is_named() {
        let s = ready("#/class?story=gone&slide=2");
        assert_eq!((class(&s).missing.as_deref(), class(&s).story.as_ref()), (Some("gone"), None));
        assert_eq!(
            ready("#/class?made=zz").class.get::<ClassState>().and_then(|c| c.missing.clone()),
            Some(String::new())
        );
    }

    #[test]
    fn a_story_of_one_s_own_opens_once_it_is_read_from_the_device() {
        let mut s = ready("#/class?story=own-1&slide=2");
        assert_eq!(class(&s).missing, None, "it may come yet");
        let slides = ["a", "b"].map(|p| OwnSlide::new(id(p))).to_vec();
        let own = Own { id: "own-1".into(), title: String::new(), slides };
        shelved(&mut s, &Rc::new(vec![own]));
        assert_eq!((class(&s).slide, looks_at(&s)), (1, Some(113.7)));
        let mut s = ready("#/class?story=own-1");
        shelved(&mut s, &Rc::default());
        assert_eq!(class(&s).missing.as_deref(), Some("own-1"));
    }

    #[test]
    fn turning_stays_inside_and_writes_the_link() {
        let mut s = ready("#/class?story=s");
        for (to, slide) in [
            (Turn::Back, 0),
            (Turn::Next, 1),
            (Turn::Last, 2),
            (Turn::Next, 2),
            (Turn::To(9), 2),
            (Turn::First, 0),
            (Turn::To(1), 1),
        ] {
            turn(&mut s, to);
            assert_eq!(class(&s).slide, slide, "{to:?}");
        }
        assert_eq!(hash(&s), "#/class?story=s&slide=2");
        open_section(&mut s, Section::Wall);
        assert_eq!(hash(&s), "#/class?part=wall");
    }

    #[test]
    fn a_chapter_opens_on_its_first_slide() {
        let mut told = (*library()).clone();
        for (i, name) in [(0, "起"), (2, "后来")] {
            told.stories[0].slides[i].chapter = Text::new(name, "");
        }
        let mut s = at("#/class?story=s");
        loaded(&mut s, &Rc::new(told));
        for (chapter, slide) in [(1, 2), (5, 2), (0, 0)] {
            to_chapter(&mut s, chapter);
            assert_eq!(class(&s).slide, slide, "chapter {chapter}");
        }
    }

    #[test]
    fn the_map_of_the_show_is_the_story_s_alone() {
        let mut s = ready("#/class?story=s");
        let map = |s: &State| s.overlay().map(|o| (o.alone, o.large, o.places.len()));
        assert_eq!(map(&s), Some((false, false, 2)));
        show(&mut s, true);
        assert_eq!(map(&s), Some((true, true, 2)));
        show(&mut s, false);
        assert_eq!(map(&s), Some((false, false, 2)));
    }

    #[test]
    fn the_show_needs_slides_and_ends_clean() {
        let mut s = ready("#/class");
        show(&mut s, true);
        assert!(!class(&s).show, "nothing to show in the list");
        open_story(&mut s, "s", 0);
        show(&mut s, true);
        auto(&mut s, true);
        change(&mut s, |c| c.blank = true);
        assert!(class(&s).show && class(&s).blank);
        turn(&mut s, Turn::Next);
        assert!(!class(&s).blank, "turning brings the picture back");
        show(&mut s, false);
        let c = class(&s);
        assert!(!c.show && !c.auto && !c.blank);
    }

    #[test]
    fn autoplay_ends_at_the_end_and_starts_over() {
        let mut s = ready("#/class?story=s");
        auto(&mut s, true);
        auto_step(&mut s);
        assert!(class(&s).auto);
        auto_step(&mut s);
        assert_eq!((class(&s).slide, class(&s).auto), (2, false));
        auto(&mut s, true);
        assert_eq!(class(&s).slide, 0);
        s.route = Route::Explore;
        auto_step(&mut s);
        assert_eq!(class(&s).slide, 0, "nothing turns behind another view");
    }

    #[test]
    fn reading_ends_with_the_slide_unless_it_plays() {
        let mut s = ready("#/class?story=s");
        read_pressed(&mut s);
        turn(&mut s, Turn::Next);
        assert_eq!(class(&s).reading.at, None);
        auto(&mut s, true);
        read_pressed(&mut s);
        read_after(&mut s, 0, 1);
        assert_eq!((class(&s).slide, class(&s).reading.at), (2, Some(0)), "the next slide is read");
        read_after(&mut s, 0, 1);
        assert_eq!(class(&s).reading.at, None);
    }

    #[test]
    fn a_made_story_travels_in_the_link() {
        let own =
            Own {
                id: "own-1".into(), title: "我的".into(), slides: vec![OwnSlide::new(id("b"))]
            };
        let link = ["#/class?made=", &own::to_link(&own)].concat();
        let s = ready(&link);
        assert_eq!(story(&class(&s), &s.atlas).map(|t| t.title.zh), Some("我的".into()));
        assert_eq!(looks_at(&s), Some(113.7));
        assert_eq!(hash(&s), link);
    }

    #[test]
    fn long_slides_stand_longer() {
        let slide = |n: usize| Slide { text: Text::new("字".repeat(n), ""), ..Slide::default() };
        let ms: Vec<u32> =
            [0, 20, 80, 9999].iter().map(|n| dwell_ms(Lang::Zh, &slide(*n))).collect();
        assert_eq!(ms, [6000, 6500, 18_500, 60_000]);
    }
}
