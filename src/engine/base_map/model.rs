//! What a base map holds, free of any file format.

use super::borders::{Border, borders};
use crate::domain::mercator::World;

/// A base map in memory. Positions are zoom-0 pixels, since every use of them is a projection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BaseMap {
    /// Districts; the one the map is about is chosen by name when drawing.
    pub districts: Vec<District>,
    /// Borders of districts, each stretch once; found by [`BaseMap::settle`].
    pub borders: Vec<Border>,
    /// Named roads.
    pub roads: Vec<Road>,
    /// Canals and rivers as centre lines.
    pub canals: Vec<Canal>,
    /// Metro lines.
    pub metro: Vec<MetroLine>,
    /// Metro stations.
    pub stations: Vec<Station>,
    /// Names of subdistricts at their middle.
    pub subdistricts: Vec<Named>,
    /// Other places that help to find one's way.
    pub pois: Vec<Poi>,
    /// Whom to thank, a line each, as plain text.
    pub credits: Vec<String>,
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
    /// 次干道.
    Secondary,
    /// 主干道.
    Arterial,
    /// 快速路.
    Expressway,
}

impl RoadClass {
    /// Every class in the order of drawing.
    pub const ALL: [Self; 3] = [Self::Secondary, Self::Arterial, Self::Expressway];

    /// The class as tables and files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
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

/// A named road.
#[derive(Debug, Clone, PartialEq)]
pub struct Road {
    /// Name as on the signs.
    pub name: String,
    /// Its class.
    pub class: RoadClass,
    /// How far the line may be from the real road, in metres.
    pub accuracy_m: u32,
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

/// A metro line as the order of its stations.
#[derive(Debug, Clone, PartialEq)]
pub struct MetroLine {
    /// Full name.
    pub name: String,
    /// What stands in its badge: the number, mostly.
    pub badge: String,
    /// Indices into [`BaseMap::stations`].
    pub stations: Vec<usize>,
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

impl BaseMap {
    /// Works out what follows from the rest: borders, and the lines at every station. Call after
    /// filling or changing a map.
    pub fn settle(&mut self) {
        self.borders = borders(&self.districts);
        self.count_lines();
    }

    fn count_lines(&mut self) {
        for s in &mut self.stations {
            s.lines = 0;
        }
        for line in &self.metro {
            // A ring names its first station twice and still calls there once.
            let mut seen = line.stations.clone();
            seen.sort_unstable();
            seen.dedup();
            for i in seen {
                if let Some(s) = self.stations.get_mut(i) {
                    s.lines += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_calls_once_at_its_first_station() {
        let st = |n: &str| Station { name: n.into(), at: World { x: 0.0, y: 0.0 }, lines: 9 };
        let line = |s: &[usize]| MetroLine {
            name: String::new(),
            badge: String::new(),
            stations: s.to_vec(),
        };
        let mut base = BaseMap {
            stations: vec![st("a"), st("b"), st("c")],
            metro: vec![line(&[0, 1, 2, 0]), line(&[1, 7])],
            ..BaseMap::default()
        };
        base.settle();
        assert_eq!(base.stations.iter().map(|s| s.lines).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn classes_are_found_by_the_names_they_print() {
        for c in RoadClass::ALL {
            assert_eq!(RoadClass::from_name(c.name()), Some(c));
        }
        assert_eq!(RoadClass::from_name("motorway"), None);
    }
}
