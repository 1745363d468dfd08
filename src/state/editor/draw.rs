//! Where the feature being edited lies: vertices set, moved and taken away, by presses on the map, by arrows
//! and by numbers; and what of it stands on the map meanwhile.

use super::{Editor, current};
use crate::domain::sketch::{Outline, Sketch};
use crate::domain::{LonLat, PlaceId};
use crate::json::decimal;
use crate::state::State;
use crate::state::branch::Branch;
use crate::state::overlay::{Badge, Line, LineKind, Overlay, Pick, PickSpot, Spotted};

/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// Vertices that are shown with their numbers.
const MOST_SHOWN: usize = 200;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A point.
    Place,
    /// A line.
    Line,
    /// An area.
    Area,
}

/// Something new under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What it becomes.
    pub kind: Kind,
    /// Its vertices so far.
    pub points: Vec<LonLat>,
}

/// What a press on the map does.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Tool {
    /// Nothing; a press on a place chooses it.
    #[default]
    Look,
    /// The chosen vertex goes there.
    Move,
    /// A new vertex behind the chosen one.
    Insert,
    /// A further vertex of something new.
    Draw(Drawing),
}

impl Drawing {
    /// What it is with the vertices it has; `None` where they are too few.
    #[must_use]
    pub fn outline(&self) -> Option<Outline> {
        let outline = match self.kind {
            Kind::Place => Outline::Point(*self.points.first()?),
            Kind::Line => Outline::Line(self.points.clone()),
            Kind::Area => Outline::Area(self.points.clone()),
        };
        outline.json().map(|_| outline)
    }

    /// Whether nothing more is needed.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kind == Kind::Place && !self.points.is_empty()
    }
}

/// A position so many metres to the east and to the north.
#[must_use]
pub fn nudged(at: LonLat, east_m: f64, north_m: f64) -> LonLat {
    let lat = at.lat() + north_m / DEGREE_M;
    let lon = at.lon() + east_m / (DEGREE_M * at.lat().to_radians().cos().max(0.01));
    LonLat::clamped(lon, lat)
}

/// The feature with a vertex elsewhere, and the number of that vertex then; one that has none gets a point.
#[must_use]
pub fn with_vertex(sketch: &Sketch, vertex: usize, at: LonLat) -> Option<(Sketch, usize)> {
    let outline = sketch.outline();
    let mut points = outline.points();
    if points.is_empty() {
        points.push(at);
    } else {
        *points.get_mut(vertex)? = at;
    }
    written(sketch, &outline.with(points), at)
}

/// The feature with a further vertex behind one; lines and areas alone have room for it.
#[must_use]
pub fn with_more(sketch: &Sketch, vertex: usize, at: LonLat) -> Option<(Sketch, usize)> {
    let outline = sketch.outline();
    if !matches!(outline, Outline::Line(_) | Outline::Area(_)) {
        return with_vertex(sketch, vertex, at);
    }
    let mut points = outline.points();
    points.insert((vertex + 1).min(points.len()), at);
    written(sketch, &outline.with(points), at)
}

/// The feature without a vertex; `None` where it would be too few.
#[must_use]
pub fn without_vertex(sketch: &Sketch, vertex: usize) -> Option<(Sketch, usize)> {
    let outline = sketch.outline();
    let mut points = outline.points();
    if vertex >= points.len() || points.len() <= outline.least() {
        return None;
    }
    points.remove(vertex);
    let next = *points.get(vertex.min(points.len() - 1))?;
    written(sketch, &outline.with(points), next)
}

/// The vertices of an area may have been turned round: `at` tells which one is meant.
fn written(sketch: &Sketch, outline: &Outline, at: LonLat) -> Option<(Sketch, usize)> {
    let mut out = sketch.clone();
    if !out.set_outline(outline) {
        return None;
    }
    let near = |p: &LonLat| p.distance_m(at) < 0.2;
    let vertex = out.outline().points().iter().position(near).unwrap_or(0);
    Some((out, vertex))
}

/// A longitude and latitude as typed, in one text or two: comma, space, either order.
#[must_use]
pub fn position(typed: &str) -> Option<LonLat> {
    let mut parts = typed.split([',', '，', ' ', '\t']).map(str::trim).filter(|p| !p.is_empty());
    let (a, b) = (decimal::parse(parts.next()?)?, decimal::parse(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    // Of China no latitude is above 54, no longitude below 73.
    let (lon, lat) = if a < b { (b, a) } else { (a, b) };
    LonLat::new(lon, lat).ok()
}

/// A press on the map: written down, for the view to act on, since keeping is not the reducer's business.
fn press(s: &mut State, at: LonLat) {
    crate::state::branch::update(s, |b| {
        b.editor.pressed = (b.editor.pressed.0.wrapping_add(1), Some(at));
    });
}

/// A press on a place: chooses it, or is a press on the map where the place is while something is drawn.
#[allow(clippy::needless_pass_by_value)] // as `Pick` hands it over
fn pick(s: &mut State, id: PlaceId) {
    let drawing = s.branch.get::<Branch>().is_some_and(|b| b.editor.tool != Tool::Look);
    if let Some(at) = s.atlas.place(&id).and_then(|p| p.position).filter(|_| drawing) {
        return press(s, at);
    }
    // The markers of vertices are none of the places.
    if s.atlas.index_of(&id).is_none() {
        return;
    }
    crate::state::branch::update(s, |b| b.editor.choose(Some(id.as_str())));
}

impl Editor {
    /// Turns to another feature.
    pub fn choose(&mut self, id: Option<&str>) {
        self.chosen = id.map(str::to_owned);
        (self.vertex, self.tool, self.typing) = (0, Tool::Look, None);
    }
}

/// What stands on the map beside the editor.
#[must_use]
pub fn overlay(b: &Branch) -> Overlay {
    let mut out = Overlay { pick: Some(Pick(pick)), ..Overlay::default() };
    let e = &b.editor;
    if e.tool != Tool::Look {
        out.press = Some(PickSpot(press));
    }
    let sketch = e.chosen.as_deref().and_then(|id| current(b, id));
    for (id, edit) in b.book.edits() {
        let outline = edit.now.as_ref().map_or(Outline::Nowhere, Sketch::outline);
        if e.chosen.as_deref() != Some(id) {
            out.lines.extend(line(&outline, false));
        }
    }
    let (outline, vertex) = match &e.tool {
        Tool::Draw(drawing) => {
            let points = drawing.points.clone();
            let outline = match drawing.kind {
                Kind::Area => Outline::Area(points),
                Kind::Place | Kind::Line => Outline::Line(points),
            };
            let last = outline.points().len().saturating_sub(1);
            (outline, last)
        }
        _ => (sketch.map_or(Outline::Nowhere, |s| s.outline()), e.vertex),
    };
    out.lines.extend(line(&outline, true));
    for (i, at) in outline.points().into_iter().enumerate().take(MOST_SHOWN) {
        let number = (i + 1).to_string();
        let Ok(id) = PlaceId::new(["vertex-", &number].concat()) else { continue };
        let badge = u16::try_from(i + 1).ok().map(Badge::Number);
        let name = String::new();
        out.places.push(Spotted { id, at: Some(at), name, badge, chosen: i == vertex });
    }
    out
}

fn line(outline: &Outline, strong: bool) -> Option<Line> {
    let mut points = outline.points();
    if points.len() < 2 {
        return None;
    }
    if matches!(outline, Outline::Area(_)) {
        points.push(points[0]);
    }
    Some(Line { points, kind: LineKind::Door, strong })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::clamped(lon, lat)
    }

    fn area() -> Sketch {
        let mut out = Sketch::new("a", "park");
        let ring = vec![at(113.0, 34.0), at(113.1, 34.0), at(113.1, 34.1)];
        assert!(out.set_outline(&Outline::Area(ring)));
        out
    }

    #[test]
    fn vertices_come_and_go() {
        let (more, vertex) = with_more(&area(), 2, at(113.0, 34.1)).expect("room");
        assert_eq!((more.outline().points().len(), vertex), (4, 3));
        let (less, _) = without_vertex(&more, 3).expect("four are one too many");
        assert_eq!(less, area());
        assert_eq!(without_vertex(&area(), 0), None, "three are the least");
    }

    #[test]
    fn the_chosen_vertex_stays_chosen_when_the_ring_is_turned() {
        // Vertex 1 goes to the other side, so that the ring runs with the clock and is written the other way.
        let (moved, vertex) = with_vertex(&area(), 1, at(113.0, 34.2)).expect("an area");
        assert_eq!(moved.outline().points()[vertex], at(113.0, 34.2));
    }

    #[test]
    fn a_place_without_position_gets_one() {
        let (placed, _) =
            with_vertex(&Sketch::new("a", "park"), 0, at(113.5, 34.5)).expect("a point");
        assert_eq!(placed.outline(), Outline::Point(at(113.5, 34.5)));
    }

    #[test]
    fn arrows_move_by_metres() {
        let from = at(113.66, 34.75);
        for (east, north) in [(10.0, 0.0), (0.0, -100.0), (3.0, 4.0)] {
            let moved = nudged(from, east, north).distance_m(from);
            assert!((moved - f64::hypot(east, north)).abs() < 0.2, "{east} {north}: {moved}");
        }
    }

    #[test]
    fn positions_are_typed_in_many_ways() {
        let wanted = Some(at(113.66, 34.75));
        for typed in ["113.66,34.75", " 34.75 113.66 ", "113.66，34.75", "113.66\t34.75"] {
            assert_eq!(position(typed), wanted, "{typed}");
        }
        for typed in ["", "113.66", "a,b", "1,2,3", "999,34"] {
            assert_eq!(position(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_drawn_stands_on_the_map() {
        let mut b = Branch::default();
        let points = vec![at(113.0, 34.0), at(113.1, 34.0)];
        b.editor.tool = Tool::Draw(Drawing { kind: Kind::Area, points });
        let over = overlay(&b);
        assert_eq!((over.places.len(), over.lines[0].points.len()), (2, 3));
        assert!(over.press.is_some());
        let Tool::Draw(drawing) = &b.editor.tool else { panic!("it draws") };
        assert_eq!(drawing.outline(), None, "two vertices make no area");
        b.editor.tool = Tool::Look;
        assert!(overlay(&b).press.is_none());
    }
}
