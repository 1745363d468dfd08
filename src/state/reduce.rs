//! The one place where the state changes.

use super::model::Sort;
use super::{
    Action, AtlasRef, CameraCommand, Here, Link, LoadState, Route, Sheet, State, Target, Years,
};
use crate::domain::{Bounds, Category, LonLat, Place, PlaceId, order};
use std::rc::Rc;

/// Zoom at which a chosen place is shown, unless the map is already closer.
const PLACE_ZOOM: f64 = 15.0;

/// The state after an action.
#[must_use]
pub fn reduce(mut s: State, action: Action) -> State {
    if other_list(&action) {
        s.leaf = 0;
    }
    match action {
        Action::LinkOpened(link) => open(&mut s, link),
        Action::Progress(bytes) => {
            if let LoadState::Loading { bytes: seen } = &mut s.load {
                *seen = bytes;
            }
        }
        Action::Loaded { atlas, warnings, name_order } => {
            s.atlas = AtlasRef(atlas);
            s.warnings = Rc::new(warnings);
            s.warnings_seen = false;
            s.name_order = Rc::new(name_order);
            s.find.found = None;
            s.load = LoadState::Ready;
            settle(&mut s);
        }
        Action::Failed(why) => s.load = LoadState::Failed(why),
        Action::Retry => {
            s.load = LoadState::Loading { bytes: 0 };
            s.attempt += 1;
        }
        Action::Base(status) => s.base = status,
        // Chosen once more, pictures that are there stay.
        Action::SetBackdrop(choice) if choice != s.backdrop || s.backdrop_came == Some(false) => {
            (s.backdrop, s.backdrop_came) = (choice, None);
        }
        Action::SetBackdrop(_) => {}
        // What was asked of one that is no longer chosen does not matter.
        Action::BackdropCame(came) => s.backdrop_came = s.backdrop.map(|_| came),
        Action::Choose(id) => pick(&mut s, id),
        Action::Press(at) => press(&mut s, at),
        Action::CloseCard => {
            s.route = Route::Explore;
            s.dialog = None;
        }
        Action::Toggle(category) => {
            if let Some(i) = s.hidden.iter().position(|c| *c == category) {
                s.hidden.remove(i);
            } else {
                s.hidden.push(category);
            }
            close_if_hidden(&mut s);
        }
        Action::Only(category) => {
            s.hidden = categories(&s).into_iter().filter(|c| *c != category).collect();
            close_if_hidden(&mut s);
        }
        Action::ShowAll => clear_filters(&mut s),
        Action::Pick(facet, value) => {
            s.picks.retain(|(f, _)| *f != facet);
            s.picks.extend(value.map(|v| (facet, v)));
        }
        Action::SetYears(years) => {
            s.years = Years::new(years.from, years.to);
            s.playing = false;
        }
        Action::Play(on) => play(&mut s, on),
        Action::PlayStep => play_step(&mut s),
        Action::ToggleFiner => s.finer = !s.finer,
        Action::Now(minutes) => s.now = minutes,
        Action::Located(here) => locate(&mut s, here),
        Action::OpenDialog(dialog) => {
            s.dialog = Some(dialog);
            s.said = None;
        }
        Action::CloseDialog => s.dialog = None,
        Action::Say(key) => s.said = Some(key),
        Action::Leaf(leaf) => s.leaf = leaf,
        Action::Import(open) => import(&mut s, open),
        Action::Drag(over) => s.dragging = over,
        Action::CycleSort => {
            s.sort = if s.sort == Sort::Distance { Sort::Name } else { Sort::Distance };
        }
        Action::SetLang(lang) => s.lang = lang,
        Action::SetLook(look) => s.look = look,
        Action::Painted => s.paint = s.paint.wrapping_add(1),
        Action::SetElder(on) => s.elder = on,
        Action::SetShortcuts(on) => s.shortcuts = on,
        Action::Kept(stored) => s.stored = stored,
        Action::SetSheet(sheet) => s.sheet = sheet,
        Action::Moved(camera) => s.camera = Some(camera),
        Action::Go(target) => go(&mut s, target, true),
        Action::Online(online) => s.offline = !online,
        Action::Foreign(host) => s.foreign_host = Some(host),
        Action::DismissWarnings => s.warnings_seen = true,
        Action::DismissMissing => s.missing = None,
        Action::Page(edit) => edit.run(&mut s),
        Action::Chunk(came) => {
            s.chunks += 1;
            s.chunk_failed = !came;
        }
        Action::RetryChunk => s.chunk_failed = false,
    }
    if let Some(hook) = s.find.hook {
        (hook.0)(&mut s);
    }
    s
}

/// Ends all filters; what is looked for stays.
pub fn clear_filters(s: &mut State) {
    s.hidden.clear();
    s.picks.clear();
    s.years = None;
    s.playing = false;
}

/// Whether after an action another list begins, from its start.
fn other_list(action: &Action) -> bool {
    use Action as A;
    let by_filter = matches!(action, A::Toggle(_) | A::Only(_) | A::ShowAll | A::Pick(..));
    by_filter || matches!(action, A::SetYears(_) | A::CycleSort | A::Loaded { .. })
}

/// Opens the import of a file, or closes it; a choice under way is forgotten.
fn import(s: &mut State, open: bool) {
    s.importing = open;
    s.preview = Rc::default();
    if open && !s.route.explores() {
        s.route = Route::Explore;
    }
    if open && s.sheet == Sheet::Peek {
        s.sheet = Sheet::Half;
    }
}

/// Categories of the bundle in its order: those of its layers, then any others its places bring.
#[must_use]
pub fn categories(s: &State) -> Vec<Category> {
    let mut out: Vec<Category> = Vec::new();
    for c in s.atlas.layers.iter().map(|l| &l.category).chain(s.atlas.categories()) {
        if !out.contains(c) {
            out.push(c.clone());
        }
    }
    out
}

/// A press on a place opens its card, unless the view shown does something else with it.
fn pick(s: &mut State, id: PlaceId) {
    match s.overlay().and_then(|o| o.pick) {
        Some(pick) => (pick.0)(s, id),
        None => choose(s, id),
    }
}

/// A press beside all places is for the view that asked for it.
fn press(s: &mut State, at: LonLat) {
    if let Some(press) = s.overlay().and_then(|o| o.press) {
        (press.0)(s, at);
    }
}

/// A chosen place stays visible only while one of its categories is.
fn close_if_hidden(s: &mut State) {
    if s.chosen().is_some_and(|p| !shown(s, p)) {
        s.route = Route::Explore;
    }
}

pub(super) fn shown(s: &State, place: &Place) -> bool {
    std::iter::once(&place.category).chain(&place.roles).any(|c| !s.hidden.contains(c))
}

/// Length of the span that walks along the timeline when nobody has chosen one, in years.
const WALK: i32 = 10;

/// Starts or stops the walk through the years; at the end it starts over.
fn play(s: &mut State, on: bool) {
    s.playing = on;
    let first = Years::ALL.from;
    match s.years {
        _ if !on => {}
        None => s.years = Years::new(first, first + WALK - 1),
        Some(years) if years.to == Years::ALL.to => s.years = Some(years.moved(-Years::ALL.to)),
        Some(_) => {}
    }
}

/// One year on; the walk ends with the timeline.
fn play_step(s: &mut State) {
    let Some(years) = s.years.filter(|_| s.playing) else { return };
    let next = years.moved(1);
    s.playing = next.to < Years::ALL.to;
    s.years = Some(next);
}

/// Places shown together with the reader's own position.
const AROUND: usize = 4;

/// Farther away than this, in metres, the map stays where it is.
const TOO_FAR_M: f64 = 60_000.0;

/// Notes the position. The map moves only if it is out of sight, and then so that the places around
/// it come into view, too: the map's middle, which is in the link, is not where the reader stands.
fn locate(s: &mut State, here: Here) {
    s.here = here;
    let Here::At(at, _) = here else { return };
    s.sort = Sort::Distance;
    if s.camera.and_then(|c| c.bounds).is_some_and(|b| b.contains(at)) {
        return;
    }
    let mut near: Vec<LonLat> =
        s.atlas.places().iter().filter_map(Place::marker_position).collect();
    order::sort_by(&mut near, |a, b| a.distance_m(at).total_cmp(&b.distance_m(at)));
    near.truncate(AROUND);
    if near.first().is_some_and(|p| p.distance_m(at) < TOO_FAR_M)
        && let Some(bounds) = Bounds::around(near.into_iter().chain([at]))
    {
        go(s, Target::Fit(bounds), true);
    }
}

pub(super) fn choose(s: &mut State, id: PlaceId) {
    s.dialog = None;
    let Some(place) = s.atlas.place(&id).cloned() else {
        s.missing = Some(id);
        return;
    };
    if !shown(s, &place) {
        s.hidden.retain(|c| *c != place.category);
    }
    s.route = Route::Place(id);
    s.missing = None;
    if s.sheet == Sheet::Peek {
        s.sheet = Sheet::Half;
    }
    if let Some(at) = place.marker_position() {
        go(s, Target::Reveal(at, PLACE_ZOOM), true);
    }
}

fn open(s: &mut State, link: Link) {
    s.dialog = None;
    s.playing = false;
    // A view without filters leaves those of the list as they are.
    if link.route.explores() {
        s.years = link.years;
        s.picks.clone_from(&link.picks);
    }
    s.own.retain(|(key, _)| !link.route.owns(key));
    s.own.extend(link.own.iter().filter(|(key, _)| link.route.owns(key)).cloned());
    s.route = link.route.clone();
    s.lang = link.lang.unwrap_or(s.lang);
    // A link without the word leaves the reader's own choice as it is.
    s.elder |= link.elder;
    if s.backdrop != link.backdrop {
        (s.backdrop, s.backdrop_came) = (link.backdrop, None);
    }
    s.opened = s.opened.wrapping_add(1);
    s.unknown.clone_from(&link.unknown);
    s.pending = Some(link);
    if s.load == LoadState::Ready {
        settle(s);
    }
}

/// Applies what a link asked for, once the atlas can tell what it means.
fn settle(s: &mut State) {
    let Some(link) = s.pending.take() else { return };
    if link.route.explores() {
        s.hidden = link.layers.map_or_else(Vec::new, |on| {
            categories(s).into_iter().filter(|c| !on.iter().any(|w| w == c.wire())).collect()
        });
    }
    if let Route::Place(id) = &s.route
        && s.atlas.place(id).is_none()
    {
        s.missing = Some(id.clone());
        s.route = Route::Explore;
    }
    // A link to a place wins over a filter that hides it.
    if let Some(category) = s.chosen().filter(|p| !shown(s, p)).map(|p| p.category.clone()) {
        s.hidden.retain(|c| *c != category);
    }
    match (link.at, s.chosen().and_then(Place::marker_position)) {
        (Some((centre, zoom)), _) => go(s, Target::View(centre, zoom), false),
        (None, Some(at)) => go(s, Target::Reveal(at, PLACE_ZOOM), s.camera.is_some()),
        (None, None) => {}
    }
}

pub(super) fn go(s: &mut State, target: Target, animate: bool) {
    let serial = s.command.map_or(1, |c| c.serial.wrapping_add(1));
    s.command = Some(CameraCommand { serial, target, animate });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Accuracy, Atlas, LayerInfo, Text};
    use crate::i18n::Lang;
    use crate::state::model::NameOrder;
    use crate::state::{Camera, LoadFailure};

    fn id(text: &str) -> PlaceId {
        PlaceId::new(text).expect("an id")
    }

    fn atlas() -> Rc<Atlas> {
        let mut atlas = Atlas::default();
        for c in [Category::RedSite, Category::Park] {
            atlas.layers.push(LayerInfo {
                id: c.wire().into(),
                category: c.clone(),
                title: Text::default(),
            });
        }
        for (name, c) in [("tower", Category::RedSite), ("grove", Category::Park)] {
            let mut p = Place::blank(id(name), c, Text::new(name, name));
            p.position = crate::domain::LonLat::new(113.6, 34.7).ok();
            p.accuracy = Accuracy::new(20.0);
            assert_eq!(atlas.insert(p), None);
        }
        Rc::new(atlas)
    }

    fn run(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(State::default(), reduce)
    }

    fn loaded() -> Action {
        Action::Loaded { atlas: atlas(), warnings: vec![], name_order: NameOrder::default() }
    }

    #[test]
    fn a_backdrop_is_chosen_by_hand_or_link_and_told_when_it_does_not_come() {
        use crate::domain::backdrop::Backdrop;
        let s = run([Action::BackdropCame(true), Action::SetBackdrop(Some(Backdrop::Amap))]);
        assert_eq!((s.backdrop, s.backdrop_came), (Some(Backdrop::Amap), None));
        assert!(crate::state::select::link(&s).to_hash().contains("base=amap"));
        let s = reduce(s, Action::BackdropCame(false));
        assert!(crate::present::notices::notices(&s).iter().any(|n| n.strong.contains("高德")));
        let s = reduce(s, Action::LinkOpened(Link::parse("#/explore?base=osm")));
        assert_eq!((s.backdrop, s.backdrop_came), (Some(Backdrop::Osm), None));
        let s = reduce(s, Action::LinkOpened(Link::parse("#/explore?base=schematic")));
        assert_eq!(s.backdrop, None);
    }

    #[test]
    fn a_link_waits_for_the_atlas() {
        let s = run([Action::LinkOpened(Link::parse("#/place/grove?layers=red_site")), loaded()]);
        assert_eq!(s.chosen().map(|p| p.id.as_str()), Some("grove"));
        assert!(s.hidden.is_empty(), "the chosen park must be shown: {:?}", s.hidden);
        assert!(matches!(s.command.map(|c| c.target), Some(Target::Reveal(..))));
    }

    #[test]
    fn layers_absent_means_all_and_empty_means_none() {
        let hidden = |hash: &str| run([loaded(), Action::LinkOpened(Link::parse(hash))]).hidden;
        assert!(hidden("#/explore").is_empty());
        assert_eq!(hidden("#/explore?layers="), vec![Category::RedSite, Category::Park]);
        assert_eq!(hidden("#/explore?layers=park"), vec![Category::RedSite]);
    }

    #[test]
    fn a_gone_id_is_named_and_the_rest_works() {
        let s = run([loaded(), Action::LinkOpened(Link::parse("#/place/gone?at=113.6,34.7,14"))]);
        assert_eq!(s.missing, Some(id("gone")));
        assert_eq!(s.route, Route::Explore);
        assert!(matches!(s.command.map(|c| c.target), Some(Target::View(..))));
        assert_eq!(reduce(s, Action::DismissMissing).missing, None);
    }

    #[test]
    fn choosing_lifts_the_sheet_and_shows_the_category() {
        let s = run([
            loaded(),
            Action::SetSheet(Sheet::Peek),
            Action::Toggle(Category::Park),
            Action::Choose(id("grove")),
        ]);
        assert_eq!(s.sheet, Sheet::Half);
        assert!(s.hidden.is_empty());
        let s = reduce(s, Action::Toggle(Category::Park));
        assert_eq!(s.route, Route::Explore, "a hidden place is no longer chosen");
    }

    #[test]
    fn commands_are_numbered_and_moves_are_only_recorded() {
        let camera = Camera {
            centre: crate::domain::LonLat::clamped(113.0, 34.0),
            zoom: 12.0,
            bounds: None,
        };
        let s = run([loaded(), Action::Go(Target::ZoomBy(1.0)), Action::Go(Target::ZoomBy(1.0))]);
        assert_eq!(s.command.map(|c| c.serial), Some(2));
        let moved = reduce(s.clone(), Action::Moved(camera));
        assert_eq!(moved.command, s.command);
        assert_eq!(moved.camera, Some(camera));
    }

    #[test]
    fn only_and_show_all() {
        let s = run([loaded(), Action::Only(Category::Park)]);
        assert_eq!(s.hidden, vec![Category::RedSite]);
        assert!(reduce(s, Action::ShowAll).hidden.is_empty());
    }

    #[test]
    fn failing_and_retrying_keeps_what_was_read() {
        let why = LoadFailure::Network { file: "bundle.json".into() };
        let s = run([loaded(), Action::Failed(why.clone())]);
        assert_eq!(s.load, LoadState::Failed(why));
        assert_eq!(s.atlas.places().len(), 2);
        assert_eq!(reduce(s, Action::Retry).load, LoadState::Loading { bytes: 0 });
    }

    #[test]
    fn language_and_network() {
        let s = run([Action::SetLang(Lang::En), Action::Online(false)]);
        assert_eq!(s.lang, Lang::En);
        assert!(s.offline);
        let s = reduce(s, Action::LinkOpened(Link::parse("#/explore")));
        assert_eq!(s.lang, Lang::En, "a link without lang keeps the reader's");
    }
}
