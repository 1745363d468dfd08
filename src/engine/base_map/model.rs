//! What a base map holds, free of any file format.

use super::borders::{Border, borders};
use crate::domain::mercator::World;
use std::rc::Rc;

/// A base map in memory. Positions are zoom-0 pixels, since every use of them is a projection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BaseMap {
    /// What is the same wherever one looks.
    pub ground: Rc<Ground>,
    /// Water, green and buildings, one part of a tile after the other.
    pub areas: Vec<Area>,
    /// Roads, named or not.
    pub roads: Vec<Road>,
    /// Canals and rivers as centre lines.
    pub canals: Vec<Canal>,
    /// Borders that come without their districts.
    pub edges: Vec<Line>,
    /// Metro lines.
    pub metro: Vec<MetroLine>,
    /// Metro stations.
    pub stations: Vec<Station>,
    /// Names of subdistricts at their middle.
    pub subdistricts: Vec<Named>,
    /// Other places that help to find one's way.
    pub pois: Vec<Poi>,
}

/// What a base map tells once for all its parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ground {
    /// Districts; the one the map is about is chosen by name when drawing.
    pub districts: Vec<District>,
    /// Borders of districts, each stretch once.
    pub borders: Vec<Border>,
    /// Whom to thank, a line each, as plain text.
    pub credits: Vec<String>,
    /// Whether the map is a sketch, and has to say so.
    pub schematic: bool,
}

impl Ground {
    /// The ground of districts, with their borders found.
    #[must_use]
    pub fn new(districts: Vec<District>, credits: Vec<String>, schematic: bool) -> Self {
        Self { borders: borders(&districts), districts, credits, schematic }
    }
}

/// What an area is covered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// A park, a wood, a lawn.
    Green,
    /// A lake, a wide river.
    Water,
    /// A building.
    Building,
}

impl Cover {
    /// Every kind in the order of drawing.
    pub const ALL: [Self; 3] = [Self::Green, Self::Water, Self::Building];
}

/// An area as one tile holds it, reaching a little beyond the tile so that no seam shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What it is covered with.
    pub cover: Cover,
    /// Its rings, islands among them.
    pub rings: Vec<Line>,
}

/// A line or ring with the box around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    points: Vec<World>,
    min: World,
    max: World,
}

impl Line {
    /// A line through points.
    #[must_use]
    pub fn new(points: Vec<World>) -> Self {
        let inf = f64::INFINITY;
        let (mut min, mut max) = (World { x: inf, y: inf }, World { x: -inf, y: -inf });
        for p in &points {
            min = World { x: min.x.min(p.x), y: min.y.min(p.y) };
            max = World { x: max.x.max(p.x), y: max.y.max(p.y) };
        }
        Self { points, min, max }
    }

    /// Its vertices.
    #[must_use]
    pub fn points(&self) -> &[World] {
        &self.points
    }

    /// The north-western and south-eastern corner of the box around it.
    #[must_use]
    pub const fn corners(&self) -> (World, World) {
        (self.min, self.max)
    }
}

/// A district.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// Administrative code, six digits in China.
    pub code: String,
    /// Name as drawn.
    pub name: String,
    /// Outer rings, each without the repeated last point.
    pub rings: Vec<Line>,
}

/// How a road is drawn and from which zoom it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoadClass {
    /// 支路 and all that is smaller.
    Minor,
    /// 次干道.
    Secondary,
    /// 主干道.
    Arterial,
    /// 快速路.
    Expressway,
}

impl RoadClass {
    /// Every class in the order of drawing.
    pub const ALL: [Self; 4] = [Self::Minor, Self::Secondary, Self::Arterial, Self::Expressway];

    /// The class as tables and files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Secondary => "secondary",
            Self::Arterial => "arterial",
            Self::Expressway => "expressway",
        }
    }

    /// The class of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// A road.
#[derive(Debug, Clone, PartialEq)]
pub struct Road {
    /// Name as on the signs; empty where it has none.
    pub name: String,
    /// Its class.
    pub class: RoadClass,
    /// Its centre line.
    pub line: Line,
}

/// A canal or river.
#[derive(Debug, Clone, PartialEq)]
pub struct Canal {
    /// Its name.
    pub name: String,
    /// Whether the line is inferred (drawn dashed and unnamed) rather than taken from a source.
    pub inferred: bool,
    /// Its centre line.
    pub line: Line,
}

/// A metro line, or another railway.
#[derive(Debug, Clone, PartialEq)]
pub struct MetroLine {
    /// Full name.
    pub name: String,
    /// What stands in its badge: the number, mostly; no badge where it is empty.
    pub badge: String,
    /// Its course.
    pub line: Line,
}

/// A metro station.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: World,
    /// How many lines call: two or more make an interchange.
    pub lines: usize,
}

/// A name at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it belongs.
    pub at: World,
}

/// A place that helps to find one's way.
#[derive(Debug, Clone, PartialEq)]
pub struct Poi {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: World,
    /// How much it matters: 3 first, 1 only where there is much room.
    pub rank: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_found_by_the_names_they_print() {
        for c in RoadClass::ALL {
            assert_eq!(RoadClass::from_name(c.name()), Some(c));
        }
        assert_eq!(RoadClass::from_name("motorway"), None);
    }
}
