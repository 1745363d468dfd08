//! What a tile's features are on this map: the layers of a Protomaps basemap, versions 2 to 4.
//!
//! The schematic base uses the same layers and kinds; what only it knows (how far a canal is
//! inferred, how many lines call at a station) stands in keys of its own that others ignore.

use super::clip;
use super::model::{Cover, RoadClass};
use super::rect::{Px, Rect};
use crate::tiles::TileId;
use crate::tiles::vector::{Feature, Layer, Shape, Step, layers};

/// Steps along a side of a tile.
pub(super) const EXTENT: i32 = 4096;

/// How far areas reach beyond their tile, in steps: no seam may show where two meet.
const OVERLAP: f64 = 16.0;

/// A point of the whole world at the zoom of its tile, in steps.
pub type Grid = (i32, i32);

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A road.
    Road(RoadClass),
    /// A canal or river; whether its course is inferred.
    Canal(bool),
    /// A metro line or railway, with its badge.
    Rail(String),
    /// A border.
    Border,
}

/// A line as one tile holds it, cut at the tile's sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Strand {
    /// What it is.
    pub way: Way,
    /// Its name; empty where it has none.
    pub name: String,
    /// Its course.
    pub points: Vec<Grid>,
}

/// What a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A metro station and how many lines call there.
    Station(usize),
    /// A part of a town.
    Quarter,
    /// A place that helps to find one's way, with its rank.
    Poi(u8),
}

/// A named point.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// What it is.
    pub mark: Mark,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: Grid,
}

/// What one tile brings to the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The tile.
    pub id: TileId,
    /// How many times larger the tile that was read is, and where in it this one lies, in tiles.
    grow: f64,
    shift: Px,
    /// Lines.
    pub strands: Vec<Strand>,
    /// Points.
    pub spots: Vec<Spot>,
    /// Areas.
    pub areas: Vec<(Cover, Vec<Vec<Grid>>)>,
}

/// Whether a layer of an archive is one that is drawn here.
#[must_use]
pub fn knows(layer: &str) -> bool {
    matches!(layer, "earth" | "water" | "roads" | "transit" | "boundaries" | "places" | "pois")
}

/// Reads what a tile, or one above it that stands in for it, tells of the tile `id`; `None` where
/// the bytes are no tile.
#[must_use]
pub fn read(id: TileId, from: TileId, bytes: &[u8]) -> Option<Parts> {
    let deeper = id.z.checked_sub(from.z)?;
    let side = 1_u32.checked_shl(u32::from(deeper))?;
    let corner = (id.x.checked_sub(from.x * side)?, id.y.checked_sub(from.y * side)?);
    let mut out = Parts {
        id,
        grow: f64::from(side),
        shift: Px::new(f64::from(corner.0), f64::from(corner.1)),
        strands: Vec::new(),
        spots: Vec::new(),
        areas: Vec::new(),
    };
    for layer in &layers(bytes)? {
        for feature in layer.features() {
            out.take(layer, &feature);
        }
    }
    Some(out)
}

impl Parts {
    fn take(&mut self, layer: &Layer<'_>, f: &Feature<'_>) {
        let kind = kind(f);
        match (layer.name, f.shape) {
            ("roads" | "transit", Shape::Lines) => {
                if let Some(way) = way(f, kind) {
                    self.lines(layer, f, &way);
                }
            }
            ("water" | "physical_line", Shape::Lines) if kind != "stream" => {
                self.lines(layer, f, &Way::Canal(f.whole("inferred") == Some(1)));
            }
            ("boundaries", Shape::Lines) => self.lines(layer, f, &Way::Border),
            ("water", Shape::Rings) => self.area(layer, f, Cover::Water),
            ("buildings", Shape::Rings) => self.area(layer, f, Cover::Building),
            ("landuse" | "natural", Shape::Rings) if green(kind) => {
                self.area(layer, f, Cover::Green);
            }
            ("pois", Shape::Points) => self.points(layer, f, poi(f, kind)),
            // Cities and districts would stand on the names of the districts.
            ("places", Shape::Points) if matches!(kind, "neighbourhood" | "macrohood") => {
                self.points(layer, f, Mark::Quarter);
            }
            _ => {}
        }
    }

    fn lines(&mut self, layer: &Layer<'_>, f: &Feature<'_>, way: &Way) {
        let side = f64::from(EXTENT);
        let tile = Rect::new(0.0, 0.0, side, side);
        for part in f.parts() {
            for piece in clip::line(&self.scaled(layer, &part), &tile) {
                let mut points: Vec<Grid> = piece.points.iter().map(|&p| self.grid(p)).collect();
                points.dedup();
                if points.len() > 1 {
                    self.strands.push(Strand {
                        way: way.clone(),
                        name: name(f).to_owned(),
                        points,
                    });
                }
            }
        }
    }

    fn area(&mut self, layer: &Layer<'_>, f: &Feature<'_>, cover: Cover) {
        let side = f64::from(EXTENT);
        let around = Rect::new(0.0, 0.0, side, side).grown(OVERLAP);
        let parts = f.parts();
        let rings = parts.iter().map(|part| clip::ring(&self.scaled(layer, part), &around));
        let rings: Vec<Vec<Grid>> = rings
            .filter(|r| r.len() > 2)
            .map(|r| r.iter().map(|&p| self.grid(p)).collect())
            .collect();
        if !rings.is_empty() {
            self.areas.push((cover, rings));
        }
    }

    fn points(&mut self, layer: &Layer<'_>, f: &Feature<'_>, mark: Mark) {
        let name = name(f);
        if name.is_empty() {
            return;
        }
        for part in f.parts() {
            for p in self.scaled(layer, &part) {
                // Points come in the margins of neighbours, too: one tile alone draws each.
                let within = |v: f64| (0.0..f64::from(EXTENT)).contains(&v.round());
                if within(p.x) && within(p.y) {
                    self.spots.push(Spot { mark, name: name.to_owned(), at: self.grid(p) });
                }
            }
        }
    }

    /// Column and row of the tile; below 2^18, as the header allows.
    fn column(&self) -> Grid {
        (self.id.x.cast_signed(), self.id.y.cast_signed())
    }

    /// Points of a feature in steps of this tile.
    fn scaled(&self, layer: &Layer<'_>, part: &[Step]) -> Vec<Px> {
        let k = f64::from(EXTENT) / f64::from(layer.extent) * self.grow;
        let (x0, y0) = (self.shift.x * f64::from(EXTENT), self.shift.y * f64::from(EXTENT));
        part.iter().map(|&(x, y)| Px::new(f64::from(x) * k - x0, f64::from(y) * k - y0)).collect()
    }

    fn grid(&self, p: Px) -> Grid {
        // Clipped to the tile and a little more, so well inside an i32.
        #[allow(clippy::cast_possible_truncation)]
        let whole = |v: f64| v.round() as i32;
        let (column, row) = self.column();
        (column * EXTENT + whole(p.x), row * EXTENT + whole(p.y))
    }
}

/// The Chinese name where there is one of its own.
fn name<'a>(f: &Feature<'a>) -> &'a str {
    let names = ["name:zh-Hans", "name:zh", "name"].map(|key| f.text(key));
    names.into_iter().find(|n| !n.is_empty()).unwrap_or_default()
}

/// Version 2 wrote `pmap:kind`, later ones `kind`.
fn kind<'a>(f: &Feature<'a>) -> &'a str {
    let kind = f.text("kind");
    if kind.is_empty() { f.text("pmap:kind") } else { kind }
}

fn way(f: &Feature<'_>, kind: &str) -> Option<Way> {
    let detail = f.text("kind_detail");
    let class = match (kind, detail) {
        ("highway", _) | ("major_road", "trunk" | "trunk_link") => RoadClass::Expressway,
        (
            "major_road" | "medium_road",
            "secondary" | "secondary_link" | "tertiary" | "tertiary_link",
        )
        | ("medium_road", _) => RoadClass::Secondary,
        ("major_road", _) => RoadClass::Arterial,
        ("minor_road", "service" | "driveway" | "alley" | "parking_aisle") => return None,
        ("minor_road", _) | ("path", "pedestrian") => RoadClass::Minor,
        ("rail" | "subway" | "light_rail" | "tram", _) => {
            return Some(Way::Rail(f.text("ref").to_owned()));
        }
        _ => return None,
    };
    Some(Way::Road(class))
}

fn green(kind: &str) -> bool {
    matches!(
        kind,
        "park"
            | "garden"
            | "forest"
            | "wood"
            | "grass"
            | "meadow"
            | "grassland"
            | "nature_reserve"
            | "recreation_ground"
            | "village_green"
            | "cemetery"
            | "golf_course"
            | "scrub"
    )
}

fn poi(f: &Feature<'_>, kind: &str) -> Mark {
    if matches!(kind, "station" | "subway_station") {
        let lines = f.whole("lines").and_then(|n| usize::try_from(n).ok());
        return Mark::Station(lines.unwrap_or(1));
    }
    match f.whole("min_zoom") {
        Some(..=14) => Mark::Poi(3),
        Some(15) => Mark::Poi(2),
        _ => Mark::Poi(1),
    }
}
