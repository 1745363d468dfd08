//! The order in which the map is drawn and in which labels take their room.

use super::ink::Ink;
use super::marks::Mark;
use super::model::{BaseMap, RoadClass};
use super::scene::{PinKind, Scene};
use super::sheet::Sheet;
use super::{area, ground, metro, pins, pois, route, streets};

/// Space kept around boxes of the interface, in pixels.
const AVOID: f64 = 6.0;

/// Lays out the base map of a scene. The same base and scene give the same marks.
#[must_use]
pub fn layout(base: &BaseMap, scene: &Scene) -> Vec<Mark> {
    let mut sheet = Sheet::new(base, scene);
    let s = &mut sheet;
    let (canals, roads, lines) = (streets::canals(s), streets::roads(s), metro::courses(s));
    let dots = metro::dots(s);

    if scene.show.ground {
        ground::land(s);
    }
    ground::areas(s);
    streets::draw_canals(s, &canals);
    streets::draw_roads(s, &roads);
    metro::draw_lines(s, &lines);
    ground::edges(s);
    ground::boundary(s);
    metro::draw_dots(s, &dots);
    route::draw(s);

    for avoid in scene.avoid {
        s.room.take(avoid.grown(AVOID));
    }
    pins::claim(s);
    pins::name_first(s);
    pins::name_kind(s, PinKind::RedSite);
    metro::claim_dots(s, &dots);
    let ink = ink(s, &canals, &roads, &lines);
    area::name_districts(s, &ink);
    streets::avoid_crossings(s, &roads);
    streets::name_canals(s, &canals);
    streets::name_roads(s, &roads, RoadClass::Expressway);
    streets::name_roads(s, &roads, RoadClass::Arterial);
    metro::badges(s, &lines);
    metro::name_stations(s, &dots);
    area::name_subdistricts(s, &ink);
    pins::name_kind(s, PinKind::Park);
    pins::name_kind(s, PinKind::LectureVenue);
    pins::name_kind(s, PinKind::Other);
    streets::name_roads(s, &roads, RoadClass::Secondary);
    streets::name_roads(s, &roads, RoadClass::Minor);
    pois::draw(s, &ink);

    ground::tint_halos(s);

    let mut marks = sheet.marks;
    marks.append(&mut sheet.labels);
    marks
}

/// The line work that names of areas keep off, the heavier the more.
fn ink(
    sheet: &Sheet,
    canals: &[streets::Run<super::model::Canal>],
    roads: &[streets::Run<super::model::Road>],
    lines: &[metro::Course],
) -> Ink {
    let canvas = sheet.view().canvas();
    let weight = |class| match class {
        RoadClass::Minor => 0.5,
        RoadClass::Secondary => 1.0,
        RoadClass::Arterial => 2.0,
        RoadClass::Expressway => 3.0,
    };
    let canals = canals.iter().map(|c| (c.pieces.as_slice(), 2.0));
    let roads = roads.iter().map(|r| (r.pieces.as_slice(), weight(r.of.class)));
    let metro = lines.iter().map(|l| (l.pieces.as_slice(), 1.5));
    Ink::new(&canvas, canals.chain(roads).chain(metro))
}
