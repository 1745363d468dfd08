//! What stands on the map: markers, clusters and circles of accuracy, as plain data.

use super::{format, names};
use crate::domain::mercator::World;
use crate::domain::place::Series;
use crate::domain::{Atlas, Bounds, Category, Drawing, LonLat, Place, PlaceId};
use crate::engine::cluster::{ClusterIndex, Node, Options};
use crate::i18n::{Key, Lang, fill};
use crate::state::overlay::{Badge, Line, Spotted};
use crate::state::{AtlasRef, Dot, Here, State, Target, select};
use std::ops::Range;
use std::rc::Rc;

/// Clusters are never closer than the area a finger needs (44 px).
const CLUSTERING: Options = Options { radius: 46.0, min_zoom: 8.0, max_zoom: 16.0 };

/// The same where markers are larger (长辈版): fewer stand alone, none overlap.
const ELDER_CLUSTERING: Options = Options { radius: 80.0, ..CLUSTERING };

/// Side by side distance in pixels of places that share one spot.
const NUDGE: f64 = 34.0;

/// More markers and clusters than this are not drawn at once.
const MOST_DRAWN: usize = 500;

/// A cluster names so many of its places at most.
pub const MOST_NAMED: usize = 50;

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// The place.
    pub id: PlaceId,
    /// Where its tip stands.
    pub at: LonLat,
    /// Pixels the marker is moved sideways because another shares its spot.
    pub nudge: f64,
    /// Shape.
    pub category: Category,
    /// Glyph of a park.
    pub series: Option<Series>,
    /// What a screen reader says.
    pub name: String,
    /// What is written beside it.
    pub label: String,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// What a view has put in the place of its sign.
    pub badge: Option<Badge>,
    /// Whether it can be seen now, and so may take the focus.
    pub in_view: bool,
}

/// Several places drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The first of the places inside, at most [`MOST_NAMED`]: they tell the cluster from others.
    pub members: Vec<PlaceId>,
    /// How many places are inside.
    pub count: usize,
    /// Mean of their positions.
    pub at: LonLat,
    /// Categories with their number of places, in the bundle's order.
    pub shares: Vec<(Category, u32)>,
    /// What a screen reader says.
    pub name: String,
    /// Where the map goes when it is pressed.
    pub opens: Target,
    /// Whether it can be seen now, and so may take the focus.
    pub in_view: bool,
}

/// The circle within which a place lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// The place.
    pub id: PlaceId,
    /// Centre.
    pub at: LonLat,
    /// Radius in metres.
    pub radius_m: f64,
    /// Colour.
    pub category: Category,
    /// Whether its place is the chosen one.
    pub chosen: bool,
}

/// The reader's own position.
#[derive(Debug, Clone, PartialEq)]
pub struct HereMark {
    /// Where.
    pub at: LonLat,
    /// Within so many metres.
    pub accuracy_m: f64,
    /// What a screen reader says.
    pub name: String,
}

/// Everything that stands on the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Single places.
    pub markers: Vec<Marker>,
    /// Groups.
    pub clusters: Vec<Cluster>,
    /// Circles under markers.
    pub rings: Vec<Ring>,
    /// The reader's own position.
    pub here: Option<HereMark>,
    /// Positions to look at before they are taken.
    pub preview: Rc<Vec<Dot>>,
    /// Lines over the base map.
    pub lines: Vec<Line>,
}

/// Makes scenes; keeps the cluster index while the places shown stay the same.
#[derive(Debug, Default)]
pub struct SceneMaker {
    made_for: Option<(AtlasRef, Vec<Category>, bool)>,
    places: Vec<usize>,
    index: Option<ClusterIndex>,
    kinds: Vec<Category>,
    /// For each point in the order of the index the category it is shown under, as its index in `kinds`.
    under: Vec<u16>,
}

impl SceneMaker {
    /// The scene of a state. Empty until the map has a camera.
    pub fn scene(&mut self, s: &State) -> Scene {
        let Some(camera) = s.camera else { return Scene::default() };
        self.refresh(s);
        let mut scene = Scene { preview: s.preview.clone(), ..Scene::default() };
        if let Here::At(at, accuracy) = s.here {
            let name = fill(s.lang, Key::HereName, &[&format::distance(s.lang, accuracy)]);
            scene.here = Some(HereMark { at, accuracy_m: accuracy, name });
        }
        let view = View {
            zoom: camera.zoom,
            near: camera.bounds.map(|b| grown(&b)),
            exact: camera.bounds,
        };
        if let Some(place) = s.chosen() {
            view.push_marker(s, &mut scene, place, 0.0);
        }
        if let Some(overlay) = s.overlay() {
            scene.lines.clone_from(&overlay.lines);
            for spot in &overlay.places {
                view.push_spotted(s, &mut scene, spot);
            }
            if overlay.alone {
                return scene;
            }
        }
        let Some(index) = &self.index else { return scene };
        // So many places on one spot that the browser could not draw them stay a cluster.
        let mut level = index.level(camera.zoom);
        let mut nodes = view.nodes(index, level);
        while nodes.len() > MOST_DRAWN
            && let Some(coarser) = index.coarser(level)
        {
            level = coarser;
            nodes = view.nodes(index, level);
        }
        for node in &nodes {
            let run = index.run(node);
            let member =
                |m: &u32| self.places.get(*m as usize).and_then(|&i| s.atlas.places().get(i));
            let mut inside = index.order()[run.clone()].iter().filter_map(member);
            let count = run.len();
            if count == 1 {
                if let Some(place) = inside.next() {
                    view.push_marker(s, &mut scene, place, nudge(&nodes, node, view.zoom));
                }
                continue;
            }
            let at = LonLat::from(node.at);
            scene.clusters.push(Cluster {
                members: inside.take(MOST_NAMED).map(|p| p.id.clone()).collect(),
                count,
                at,
                shares: self.shares(run),
                name: fill(s.lang, Key::OneCluster, &[&count.to_string()]),
                opens: Target::View(at, index.opens_at(level, node)),
                in_view: view.exact.is_none_or(|b| b.contains(at)),
            });
        }
        scene
    }

    /// How many of the places in a run of the index are shown under each category.
    fn shares(&self, run: Range<usize>) -> Vec<(Category, u32)> {
        let mut counts = vec![0; self.kinds.len()];
        for &kind in self.under.get(run).unwrap_or_default() {
            counts[kind as usize] += 1;
        }
        self.kinds.iter().cloned().zip(counts).filter(|(_, n)| *n > 0).collect()
    }

    fn refresh(&mut self, s: &State) {
        let places = s.atlas.places();
        let apart = |id: &PlaceId| {
            let spotted = s.overlay().is_some_and(|o| o.places.iter().any(|p| p.id == *id));
            spotted || s.chosen().is_some_and(|p| p.id == *id)
        };
        let shown = select::visible(s)
            .into_iter()
            .filter(|&i| places[i].marker_position().is_some() && !apart(&places[i].id));
        let shown: Vec<usize> = shown.collect();
        let key = (s.atlas.clone(), s.hidden.clone(), s.elder);
        if self.places == shown && self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.places = shown;
        let points: Vec<World> = self
            .places
            .iter()
            .filter_map(|&i| places[i].marker_position().map(World::from))
            .collect();
        let index =
            ClusterIndex::build(&points, if s.elder { ELDER_CLUSTERING } else { CLUSTERING });
        let kinds = select::Kinds::of(s);
        let under = |m: &u32| self.places.get(*m as usize).map_or(0, |&i| kinds.under(s, i));
        let under = index.order().iter().map(under).map(|k| u16::try_from(k).unwrap_or(0));
        self.under = under.collect();
        self.kinds = kinds.all;
        self.index = Some(index);
        self.made_for = Some(key);
    }
}

struct View {
    zoom: f64,
    /// The visible part with a margin, so that a drag brings markers along.
    near: Option<Bounds>,
    exact: Option<Bounds>,
}

impl View {
    /// The nodes of a level that are near.
    fn nodes(&self, index: &ClusterIndex, level: usize) -> Vec<Node> {
        let near = |n: &&Node| self.near.is_none_or(|b| b.contains(LonLat::from(n.at)));
        index.nodes(level).iter().filter(near).copied().collect()
    }

    fn push_spotted(&self, s: &State, scene: &mut Scene, spot: &Spotted) {
        if let Some(at) = spot.at {
            let in_view = self.exact.is_none_or(|b| b.contains(at));
            let mut marker = spot_marker(spot.id.clone(), at, spot.name.clone(), in_view);
            marker.label.clone_from(&spot.name);
            scene.markers.push(marker);
        } else if let Some(place) = s.atlas.place(&spot.id) {
            let before = scene.markers.len();
            self.push_marker(s, scene, place, 0.0);
            // Of a place that is only roughly known there is no point on the map.
            if scene.markers.len() == before {
                return;
            }
        } else {
            return;
        }
        let Some(marker) = scene.markers.last_mut() else { return };
        marker.chosen |= spot.chosen;
        marker.badge = spot.badge;
        if let Some(badge) = spot.badge {
            marker.name = badge_name(s.lang, badge, &marker.name);
        }
    }

    fn push_marker(&self, s: &State, scene: &mut Scene, place: &Place, nudge: f64) {
        let Some(at) = place.marker_position() else { return };
        let chosen = s.chosen().is_some_and(|p| p.id == place.id);
        let category = select::listed_under(s, place).clone();
        scene.markers.push(Marker {
            id: place.id.clone(),
            at,
            nudge,
            series: if category == Category::Park { place.series } else { None },
            name: marker_name(s.lang, &s.atlas, place, &category, chosen),
            label: if s.kept.edited.contains(&place.id) {
                [&label(s.lang, place), " ✎"].concat()
            } else {
                label(s.lang, place)
            },
            category: category.clone(),
            chosen,
            badge: None,
            in_view: self.exact.is_none_or(|b| b.contains(at)),
        });
        if let (Drawing::MarkerOnCircle, Some(accuracy)) = (place.drawing(), place.accuracy) {
            let radius_m = accuracy.metres();
            scene.rings.push(Ring { id: place.id.clone(), at, radius_m, category, chosen });
        }
    }
}

/// The name a place is known by on the map: short where the bundle gives a short one.
#[must_use]
pub fn label(lang: Lang, place: &Place) -> String {
    let short = lang.pick(&place.short);
    if short.is_empty() { lang.pick(&place.name) } else { short }.to_owned()
}

/// The id of a mere position is no place's; it has no card, and no accuracy but its own.
const fn spot_marker(id: PlaceId, at: LonLat, name: String, in_view: bool) -> Marker {
    Marker {
        id,
        at,
        nudge: 0.0,
        category: Category::Service,
        series: None,
        name,
        label: String::new(),
        chosen: false,
        badge: None,
        in_view,
    }
}

/// What a screen reader says of a badge before the name.
fn badge_name(lang: Lang, badge: Badge, name: &str) -> String {
    let before = match badge {
        Badge::Number(n) => n.to_string(),
        Badge::Start => Key::WayStart.text(lang).to_owned(),
        Badge::End => Key::WayEnd.text(lang).to_owned(),
    };
    let comma = if lang == Lang::Zh { "，" } else { ", " };
    [&before, comma, name].concat()
}

fn marker_name(lang: Lang, atlas: &Atlas, place: &Place, under: &Category, chosen: bool) -> String {
    let mut name = format!("{}, {}", lang.pick(&place.name), names::kind(lang, atlas, under));
    if chosen {
        name.push_str(", ");
        name.push_str(Key::Chosen.text(lang));
    }
    if lang == Lang::Zh { name.replace(", ", "，") } else { name }
}

/// Places on one spot never part by zooming: above the last cluster level they stand side by side.
fn nudge(nodes: &[Node], node: &Node, zoom: f64) -> f64 {
    if zoom <= CLUSTERING.max_zoom {
        return 0.0;
    }
    let same = |n: &&Node| {
        let px = zoom.exp2();
        ((n.at.x - node.at.x) * px).abs() < NUDGE && ((n.at.y - node.at.y) * px).abs() < NUDGE
    };
    let spot: Vec<&Node> = nodes.iter().filter(same).collect();
    let Some(i) = spot.iter().position(|n| *n == node) else { return 0.0 };
    #[allow(clippy::cast_precision_loss)] // a handful of places
    let offset = (i as f64 - (spot.len() as f64 - 1.0) / 2.0) * NUDGE;
    offset
}

fn grown(b: &Bounds) -> Bounds {
    let (low, high) = (b.south_west, b.north_east);
    let dx = (high.lon() - low.lon()) * 0.4;
    let dy = (high.lat() - low.lat()) * 0.4;
    Bounds {
        south_west: LonLat::clamped(low.lon() - dx, low.lat() - dy),
        north_east: LonLat::clamped(high.lon() + dx, high.lat() + dy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Accuracy, LayerInfo, Text};
    use crate::state::overlay::{LineKind, Overlay};
    use crate::state::{Camera, LoadState, Route};

    fn state(zoom: f64) -> State {
        let mut atlas = Atlas::default();
        for c in [Category::RedSite, Category::Park] {
            atlas.layers.push(LayerInfo {
                id: c.wire().into(),
                category: c,
                title: Text::default(),
            });
        }
        let rows = [
            ("a", Category::RedSite, 113.660, 34.750, Some(20.0)),
            ("b", Category::RedSite, 113.661, 34.750, Some(300.0)),
            ("c", Category::Park, 113.662, 34.750, None),
            ("rough", Category::Park, 113.70, 34.76, Some(1500.0)),
            ("twin1", Category::Park, 113.72, 34.76, Some(20.0)),
            ("twin2", Category::Park, 113.72, 34.76, Some(20.0)),
        ];
        for (id, category, lon, lat, accuracy) in rows {
            let id = PlaceId::new(id).expect("an id");
            let mut p = Place::blank(id.clone(), category, Text::new(id.as_str(), id.as_str()));
            p.position = LonLat::new(lon, lat).ok();
            p.accuracy = accuracy.and_then(Accuracy::new);
            p.series = Some(Series::Ya);
            assert_eq!(atlas.insert(p), None);
        }
        State {
            atlas: AtlasRef(Rc::new(atlas)),
            load: LoadState::Ready,
            camera: Some(Camera { centre: LonLat::clamped(113.66, 34.75), zoom, bounds: None }),
            ..State::default()
        }
    }

    fn ids(scene: &Scene) -> Vec<&str> {
        scene.markers.iter().map(|m| m.id.as_str()).collect()
    }

    #[test]
    fn clusters_open_with_zoom() {
        let mut maker = SceneMaker::default();
        let far = maker.scene(&state(11.0));
        assert_eq!(far.markers.len(), 0);
        assert_eq!(far.clusters.iter().map(|c| c.count).sum::<usize>(), 5);
        assert_eq!(far.clusters[0].shares, [(Category::RedSite, 2), (Category::Park, 1)]);
        assert_eq!(far.clusters[0].name, "3 个地点");
        let Target::View(_, opens) = far.clusters[0].opens else { panic!("a view") };
        assert!(maker.scene(&state(opens)).clusters.iter().all(|c| c.count < 3));
    }

    #[test]
    fn rough_places_have_no_marker() {
        let scene = SceneMaker::default().scene(&state(17.0));
        assert_eq!(ids(&scene), ["a", "b", "c", "twin1", "twin2"]);
        assert_eq!(scene.rings.len(), 1);
        assert!((scene.rings[0].radius_m - 300.0).abs() < 1e-9);
    }

    #[test]
    fn twins_stand_side_by_side() {
        let scene = SceneMaker::default().scene(&state(17.0));
        let nudges: Vec<f64> = scene.markers.iter().map(|m| m.nudge).collect();
        assert_eq!(nudges, [0.0, 0.0, 0.0, -17.0, 17.0]);
    }

    #[test]
    fn the_chosen_place_never_joins_a_cluster() {
        let mut s = state(11.0);
        s.route = Route::Place(PlaceId::new("b").expect("an id"));
        let scene = SceneMaker::default().scene(&s);
        assert_eq!(ids(&scene), ["b"]);
        assert!(scene.markers[0].chosen);
        assert_eq!(scene.markers[0].name, "b，红色史迹，已选中");
        assert!(scene.clusters.iter().all(|c| c.members.iter().all(|m| m.as_str() != "b")));
    }

    #[test]
    fn the_index_follows_the_filter() {
        let mut maker = SceneMaker::default();
        let mut s = state(17.0);
        assert_eq!(maker.scene(&s).markers.len(), 5);
        s.hidden = vec![Category::RedSite];
        assert_eq!(ids(&maker.scene(&s)), ["c", "twin1", "twin2"]);
    }

    #[test]
    fn a_view_puts_numbers_and_lines_on_the_map() {
        let spot = |name: &str, at, badge| Spotted {
            id: PlaceId::new(name).expect("an id"),
            at,
            name: if at.is_some() { "火车站".into() } else { String::new() },
            badge: Some(badge),
            chosen: false,
        };
        let at = LonLat::clamped(113.65, 34.74);
        let line = Line {
            points: vec![at, LonLat::clamped(113.661, 34.75)],
            kind: LineKind::Estimate,
            strong: false,
        };
        let places = vec![
            spot("~start", Some(at), Badge::Start),
            spot("b", None, Badge::Number(1)),
            spot("rough", None, Badge::Number(2)),
            spot("gone", None, Badge::Number(3)),
        ];
        let mut s = state(17.0);
        let mut overlay = Overlay { places, lines: vec![line.clone()], ..Overlay::default() };
        s.lay(Route::Explore, overlay.clone());
        let scene = SceneMaker::default().scene(&s);
        assert_eq!(ids(&scene), ["~start", "b", "a", "c", "twin1", "twin2"]);
        assert_eq!(scene.markers[0].name, "起点，火车站");
        assert_eq!(scene.markers[1].name, "1，b，红色史迹");
        assert_eq!(scene.markers[1].badge, Some(Badge::Number(1)));
        assert_eq!(scene.lines, [line]);
        assert_eq!(scene.rings.len(), 1, "b is only known within 300 m");
        overlay.alone = true;
        s.lay(Route::Explore, overlay);
        assert_eq!(ids(&SceneMaker::default().scene(&s)), ["~start", "b"]);
    }

    #[test]
    fn what_is_out_of_sight_takes_no_focus() {
        let mut s = state(17.0);
        s.camera = s.camera.map(|c| Camera {
            bounds: Bounds::from_bbox([113.6595, 34.749, 113.6615, 34.751]),
            ..c
        });
        let scene = SceneMaker::default().scene(&s);
        let seen: Vec<_> = scene.markers.iter().map(|m| (m.id.as_str(), m.in_view)).collect();
        assert_eq!(seen, [("a", true), ("b", true), ("c", false)]);
    }
}
