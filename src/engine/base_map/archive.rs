//! [`BaseMap`] → a PMTiles archive with the layers of a Protomaps basemap. The same map gives the
//! same bytes.

use super::cut::cut;
use super::model::{BaseMap, Line, RoadClass};
use super::schema::{EXTENT, Grid};
use super::simplify::simplify;
use super::wire::{KEY, deltas};
use crate::domain::LonLat;
use crate::domain::mercator::{TILE, World};
use mvt::{Feature, GeomEncoder, GeomType, Layer, Tile};
use pmtiles::{PmTilesWriter, TileCoord, TileId, TileType};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Cursor;
use thiserror::Error;

/// Lowest and deepest zoom of the archive.
pub const ZOOMS: (u8, u8) = (9, 16);

/// Beyond this zoom only the part with roads has tiles of its own; elsewhere the one above stands in.
const WIDE: u8 = 12;

/// Land lies under the tiles down to this zoom; closer in, all of the map is land.
const EARTH_TO: u8 = 12;

/// From this zoom on only tiles with a place in them are written: the streets elsewhere are as exact
/// in the tile above, and would be half of the file.
const SPARSE: u8 = 15;

/// Zooms at which roads have no name yet, and borders are no longer told: the metadata hold the
/// districts themselves.
const NAMELESS: u8 = 9;
const BORDERS_TO: u8 = 13;

/// Zooms from which points are there: a map shows them one zoom deeper.
const STATIONS_FROM: u8 = 11;
const QUARTERS_FROM: u8 = 11;
const POIS_FROM: u8 = 14;
const MINOR_POIS_FROM: u8 = 15;

/// How far a curve may be off its true course, in steps.
const TOLERANCE: f64 = 3.0;

/// Why no archive came of a map.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// A tile cannot be written.
    #[error("a tile cannot be written: {0}")]
    Tile(#[from] mvt::Error),
    /// The archive cannot be written.
    #[error("the archive cannot be written: {0}")]
    Archive(#[from] pmtiles::PmtError),
}

/// The layers in the order of drawing, with what their features tell.
const LAYERS: [(&str, &[&str]); 7] = [
    ("earth", &["kind"]),
    ("water", &["kind", "name", "inferred"]),
    ("roads", &["kind", "kind_detail", "name"]),
    ("transit", &["kind", "ref"]),
    ("boundaries", &["kind", "kind_detail"]),
    ("places", &["kind", "name"]),
    ("pois", &["kind", "name", "min_zoom", "lines"]),
];

/// Writes the archive of a base map.
///
/// # Errors
/// Never in practice: everything is in memory, but the libraries' types say it might.
pub fn write(base: &BaseMap) -> Result<Vec<u8>, ArchiveError> {
    let (whole, roads) = (extent(all_lines(base)), extent(base.roads.iter().map(|r| &r.line)));
    let [north_west, south_east] = whole.map(LonLat::from);
    let mut out = Cursor::new(Vec::new());
    let mut writer = PmTilesWriter::new(TileType::Mvt)
        .min_zoom(ZOOMS.0)
        .max_zoom(ZOOMS.1)
        .bounds(north_west.lon(), south_east.lat(), south_east.lon(), north_west.lat())
        .center(
            f64::midpoint(north_west.lon(), south_east.lon()),
            f64::midpoint(north_west.lat(), south_east.lat()),
        )
        .center_zoom(12)
        .metadata(metadata(base).to_string())
        .create(&mut out)?;
    for zoom in ZOOMS.0..=ZOOMS.1 {
        let area = if zoom > WIDE { roads } else { whole };
        let mut tiles: Vec<_> = Pyramid::level(base, zoom, area)
            .into_iter()
            .map(|((x, y), layers)| {
                let coord = TileCoord::new(zoom, x.cast_unsigned(), y.cast_unsigned())?;
                Ok((TileId::from(coord).value(), coord, encode(layers, (x * EXTENT, y * EXTENT))?))
            })
            .collect::<Result<_, ArchiveError>>()?;
        tiles.sort_by_key(|t| t.0);
        for (_, coord, bytes) in tiles {
            writer.add_tile(coord, &bytes)?;
        }
    }
    writer.finalize()?;
    Ok(closed_up(out.into_inner()))
}

/// Takes out the room the library leaves for a root directory of the largest size.
fn closed_up(mut file: Vec<u8>) -> Vec<u8> {
    let number = |file: &[u8], at: usize| {
        file[at..at + 8].iter().rev().fold(0_u64, |sum, &b| (sum << 8) | u64::from(b))
    };
    // Offset and length of the root directory; the metadata come right behind the room.
    let (end, next) = (number(&file, 8) + number(&file, 16), number(&file, 24));
    let spare = next.saturating_sub(end);
    for part in [24, 40, 56] {
        // Without leaf directories their offset is nothing.
        let moved = number(&file, part).saturating_sub(spare);
        file[part..part + 8].copy_from_slice(&moved.to_le_bytes());
    }
    let range = usize::try_from(end).unwrap_or(0)..usize::try_from(next).unwrap_or(0);
    file.drain(range);
    file
}

fn all_lines(base: &BaseMap) -> impl Iterator<Item = &Line> {
    let districts = base.ground.districts.iter().flat_map(|d| &d.rings);
    let metro = base.metro.iter().map(|m| &m.line);
    districts.chain(metro).chain(base.roads.iter().map(|r| &r.line))
}

/// The north-western and south-eastern corner of lines.
fn extent<'a>(lines: impl Iterator<Item = &'a Line>) -> [World; 2] {
    let inf = f64::INFINITY;
    let none = [World { x: inf, y: inf }, World { x: -inf, y: -inf }];
    let all = lines.fold(none, |[a, b], line| {
        let (min, max) = line.corners();
        [
            World { x: a.x.min(min.x), y: a.y.min(min.y) },
            World { x: b.x.max(max.x), y: b.y.max(max.y) },
        ]
    });
    // A map without lines covers nothing, near enough the point where the axes cross.
    if all[0].x > all[1].x { [World { x: 128.0, y: 128.0 }; 2] } else { all }
}

fn metadata(base: &BaseMap) -> serde_json::Value {
    let layers = LAYERS.map(|(id, keys)| {
        let fields: serde_json::Map<_, _> = keys
            .iter()
            .map(|&key| {
                let number = matches!(key, "inferred" | "min_zoom" | "lines");
                (key.to_owned(), json!(if number { "Number" } else { "String" }))
            })
            .collect();
        json!({ "id": id, "fields": fields, "minzoom": ZOOMS.0, "maxzoom": ZOOMS.1 })
    });
    let ground = &base.ground;
    let districts: Vec<_> = ground
        .districts
        .iter()
        .map(|d| {
            let rings: Vec<_> = d.rings.iter().map(deltas).collect();
            json!({ "code": d.code, "name": d.name, "rings": rings })
        })
        .collect();
    json!({
        "name": "redmap",
        "type": "baselayer",
        "attribution": ground.credits.join(" · "),
        "vector_layers": layers,
        KEY: {
            "schematic": ground.schematic,
            "credits": ground.credits,
            "districts": districts,
        },
    })
}

/// A text or a number of a feature.
enum Tag<'a> {
    Text(&'a str),
    Whole(u8),
}

/// A thing in one tile, waiting to be written.
struct Thing {
    layer: usize,
    shape: GeomType,
    parts: Vec<Vec<Grid>>,
    tags: Vec<(&'static str, String, Option<u8>)>,
}

impl Thing {
    fn is_place(&self) -> bool {
        LAYERS[self.layer].0 == "pois" && self.tags.iter().any(|t| t.0 == "min_zoom")
    }
}

/// The tiles of one zoom.
struct Pyramid {
    zoom: u8,
    tiles: BTreeMap<Grid, Vec<Thing>>,
}

impl Pyramid {
    fn level(base: &BaseMap, zoom: u8, area: [World; 2]) -> BTreeMap<Grid, Vec<Thing>> {
        let mut level = Self { zoom, tiles: BTreeMap::new() };
        level.earth(area);
        level.lines(base);
        level.points(base);
        level.tiles.retain(|_, things| {
            !things.is_empty() && (zoom < SPARSE || things.iter().any(Thing::is_place))
        });
        level.tiles
    }

    /// Land under every tile.
    fn earth(&mut self, [a, b]: [World; 2]) {
        for id in crate::tiles::cover::all(a, b, self.zoom) {
            let (x, y) = (id.x.cast_signed(), id.y.cast_signed());
            let corner = |dx: i32, dy: i32| ((x + dx) * EXTENT, (y + dy) * EXTENT);
            if self.zoom > EARTH_TO {
                self.tiles.insert((x, y), Vec::new());
                continue;
            }
            let ring = vec![corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
            let thing = Thing {
                layer: 0,
                shape: GeomType::Polygon,
                parts: vec![ring],
                tags: vec![("kind", "earth".into(), None)],
            };
            self.tiles.insert((x, y), vec![thing]);
        }
    }

    fn lines(&mut self, base: &BaseMap) {
        for c in &base.canals {
            let mut tags = vec![("kind", Tag::Text("canal")), ("name", Tag::Text(&c.name))];
            if c.inferred {
                tags.push(("inferred", Tag::Whole(1)));
            }
            self.line(1, &self.grid_line(c.line.points()), &tags);
        }
        for r in &base.roads {
            let detail = match r.class {
                RoadClass::Expressway => "trunk",
                RoadClass::Arterial => "primary",
                RoadClass::Secondary => "secondary",
                RoadClass::Minor => "residential",
            };
            let kind = if r.class == RoadClass::Minor { "minor_road" } else { "major_road" };
            let mut tags = vec![("kind", Tag::Text(kind)), ("kind_detail", Tag::Text(detail))];
            if self.zoom > NAMELESS {
                tags.push(("name", Tag::Text(&r.name)));
            }
            // Every vertex stays: roads share them where they cross.
            self.line(2, &self.grid_line(r.line.points()), &tags);
        }
        for m in &base.metro {
            let tags = [("kind", Tag::Text("subway")), ("ref", Tag::Text(&m.badge))];
            self.line(3, &simplify(&self.grid_line(m.line.points()), TOLERANCE), &tags);
        }
        let borders = (self.zoom <= BORDERS_TO).then_some(&base.ground.borders);
        for b in borders.into_iter().flatten() {
            let tags = [("kind", Tag::Text("county")), ("kind_detail", Tag::Whole(6))];
            self.line(4, &self.grid_line(b.line.points()), &tags);
        }
    }

    fn points(&mut self, base: &BaseMap) {
        if self.zoom >= QUARTERS_FROM {
            for s in &base.subdistricts {
                let tags = [("kind", Tag::Text("neighbourhood")), ("name", Tag::Text(&s.name))];
                self.point(5, s.at, &tags);
            }
        }
        if self.zoom >= STATIONS_FROM {
            for s in base.stations.iter().filter(|s| s.lines > 0) {
                let lines = u8::try_from(s.lines).unwrap_or(u8::MAX);
                let tags = [
                    ("kind", Tag::Text("station")),
                    ("name", Tag::Text(&s.name)),
                    ("lines", Tag::Whole(lines)),
                ];
                self.point(6, s.at, &tags);
            }
        }
        if self.zoom >= POIS_FROM {
            let least = if self.zoom < MINOR_POIS_FROM { 2 } else { 0 };
            for p in base.pois.iter().filter(|p| p.rank >= least) {
                let from = match p.rank {
                    3.. => 14,
                    2 => 15,
                    _ => 16,
                };
                let tags = [
                    ("kind", Tag::Text("other")),
                    ("name", Tag::Text(&p.name)),
                    ("min_zoom", Tag::Whole(from)),
                ];
                self.point(6, p.at, &tags);
            }
        }
    }

    fn line(&mut self, layer: usize, points: &[Grid], tags: &[(&'static str, Tag<'_>)]) {
        // The stretches of one line in one tile are one feature of several parts.
        let mut stretches: BTreeMap<Grid, Vec<Vec<Grid>>> = BTreeMap::new();
        for (tile, stretch) in cut(points) {
            stretches.entry(tile).or_default().push(stretch);
        }
        for (tile, parts) in stretches {
            self.put(tile, layer, GeomType::Linestring, parts, tags);
        }
    }

    fn point(&mut self, layer: usize, at: World, tags: &[(&'static str, Tag<'_>)]) {
        let at = self.grid(at);
        let tile = (at.0 / EXTENT, at.1 / EXTENT);
        self.put(tile, layer, GeomType::Point, vec![vec![at]], tags);
    }

    /// Puts a thing into a tile, unless the tile lies beyond what this zoom covers.
    fn put(
        &mut self,
        tile: Grid,
        layer: usize,
        shape: GeomType,
        parts: Vec<Vec<Grid>>,
        tags: &[(&'static str, Tag<'_>)],
    ) {
        let tags = tags.iter().map(|(key, tag)| match tag {
            Tag::Text(text) => (*key, (*text).to_owned(), None),
            Tag::Whole(n) => (*key, String::new(), Some(*n)),
        });
        if let Some(things) = self.tiles.get_mut(&tile) {
            things.push(Thing { layer, shape, parts, tags: tags.collect() });
        }
    }

    fn grid_line(&self, points: &[World]) -> Vec<Grid> {
        let mut out: Vec<Grid> = points.iter().map(|&w| self.grid(w)).collect();
        out.dedup();
        out
    }

    fn grid(&self, w: World) -> Grid {
        let steps = f64::from(EXTENT) * f64::from(1_u32 << self.zoom) / TILE;
        // At zoom 16 the world has 2^28 steps.
        #[allow(clippy::cast_possible_truncation)]
        let whole = |v: f64| (v * steps).round() as i32;
        (whole(w.x), whole(w.y))
    }
}

/// The bytes of a tile with its north-western corner there.
fn encode(things: Vec<Thing>, corner: Grid) -> Result<Vec<u8>, ArchiveError> {
    let mut tile = Tile::new(EXTENT.cast_unsigned());
    let mut things = things.into_iter().peekable();
    for (i, (name, _)) in LAYERS.iter().enumerate() {
        let mut layer: Option<Layer> = None;
        while let Some(thing) = things.next_if(|t| t.layer == i) {
            let open = layer.take().unwrap_or_else(|| tile.create_layer(name));
            let mut feature = open.into_feature(geometry(&thing, corner)?);
            tag(&mut feature, &thing);
            layer = Some(feature.into_layer());
        }
        if let Some(layer) = layer {
            tile.add_layer(layer)?;
        }
    }
    Ok(tile.to_bytes()?)
}

fn geometry(thing: &Thing, corner: Grid) -> Result<mvt::GeomData, ArchiveError> {
    let mut encoder = GeomEncoder::new(thing.shape);
    for (i, part) in thing.parts.iter().enumerate() {
        if i > 0 {
            encoder.complete_geom()?;
        }
        for &(x, y) in part {
            encoder.add_point(f64::from(x - corner.0), f64::from(y - corner.1))?;
        }
    }
    Ok(encoder.encode()?)
}

fn tag(feature: &mut Feature, thing: &Thing) {
    for (key, text, number) in &thing.tags {
        match number {
            Some(n) => feature.add_tag_uint(key, u64::from(*n)),
            None => feature.add_tag_string(key, text),
        }
    }
}
