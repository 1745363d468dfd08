//! An archive as Protomaps makes them stands in for an extract of the city: layers, kinds and keys
//! of schema version 4, none of our own. Real extracts are too large to be kept here.

use mvt::{GeomEncoder, GeomType, Tile};
use pmtiles::{PmTilesWriter, TileCoord, TileType};
use redmap::domain::LonLat;
use redmap::domain::mercator::{TILE, World};
use redmap::engine::base_map::model::{Cover, RoadClass};
use redmap::engine::base_map::source::Shown;
use redmap::engine::base_map::{Mark, Scene, Show, Source, View, layout};
use redmap::tiles::{Archive, ArchiveError};
use std::io::Cursor;

const ZOOMS: (u8, u8) = (12, 14);
const EXTENT: f64 = 4096.0;

type Tags = &'static [(&'static str, &'static str)];

/// What the made-up city has: layer, shape, tags, points in degrees around its middle (in hundredths).
const CITY: &[(&str, GeomType, Tags, &[(f64, f64)])] = &[
    (
        "earth",
        GeomType::Polygon,
        &[("kind", "earth")],
        &[(-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0)],
    ),
    (
        "landcover",
        GeomType::Polygon,
        &[("kind", "urban_area")],
        &[(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0)],
    ),
    (
        "landuse",
        GeomType::Polygon,
        &[("kind", "park"), ("name", "公园")],
        &[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)],
    ),
    (
        "landuse",
        GeomType::Polygon,
        &[("kind", "industrial")],
        &[(-1.0, 1.0), (-2.0, 1.0), (-2.0, 2.0)],
    ),
    ("water", GeomType::Polygon, &[("kind", "lake")], &[(-1.0, -1.0), (-2.0, -1.0), (-2.0, -2.0)]),
    (
        "water",
        GeomType::Linestring,
        &[("kind", "canal"), ("name", "东风渠")],
        &[(-4.0, 0.7), (4.0, 0.9)],
    ),
    (
        "buildings",
        GeomType::Polygon,
        &[("kind", "building"), ("height", "20")],
        &[(0.2, 0.2), (0.3, 0.2), (0.3, 0.3)],
    ),
    (
        "roads",
        GeomType::Linestring,
        &[
            ("kind", "highway"),
            ("kind_detail", "motorway"),
            ("name", "北三环"),
            ("name:en", "North Third Ring"),
            ("ref", "S1"),
        ],
        &[(-5.0, 2.0), (5.0, 2.1)],
    ),
    (
        "roads",
        GeomType::Linestring,
        &[
            ("kind", "major_road"),
            ("kind_detail", "primary"),
            ("name", "Jinshui Road"),
            ("name:zh-Hans", "金水路"),
            ("oneway", "yes"),
        ],
        &[(-5.0, 0.1), (5.0, 0.2)],
    ),
    (
        "roads",
        GeomType::Linestring,
        &[("kind", "minor_road"), ("kind_detail", "residential"), ("name", "纬五路")],
        &[(-1.0, 0.4), (1.0, 0.4)],
    ),
    (
        "roads",
        GeomType::Linestring,
        &[("kind", "path"), ("kind_detail", "footway")],
        &[(0.0, 0.0), (0.1, 0.1)],
    ),
    (
        "roads",
        GeomType::Linestring,
        &[("kind", "rail"), ("kind_detail", "rail")],
        &[(-5.0, -3.0), (5.0, -3.0)],
    ),
    (
        "boundaries",
        GeomType::Linestring,
        &[("kind", "county"), ("kind_detail", "6")],
        &[(-5.0, -2.5), (5.0, -2.5)],
    ),
    ("places", GeomType::Point, &[("kind", "neighbourhood"), ("name", "花园路")], &[(0.6, 0.7)]),
    (
        "places",
        GeomType::Point,
        &[("kind", "locality"), ("kind_detail", "city"), ("name", "郑州市")],
        &[(0.0, 0.0)],
    ),
    ("pois", GeomType::Point, &[("kind", "station"), ("name", "紫荆山")], &[(-0.6, 0.1)]),
    (
        "pois",
        GeomType::Point,
        &[("kind", "museum"), ("name", "博物院"), ("min_zoom", "14")],
        &[(0.5, -0.5)],
    ),
];

fn middle() -> LonLat {
    LonLat::clamped(113.68, 34.78)
}

fn world((x, y): (f64, f64)) -> World {
    World::from(LonLat::clamped(middle().lon() + x / 100.0, middle().lat() + y / 100.0))
}

/// One tile with everything in it, as tile makers do: uncut, so it reaches beyond its margin.
fn tile(z: u8, x: u32, y: u32) -> Option<Vec<u8>> {
    let side = TILE / f64::from(1_u32 << z);
    let corner = (f64::from(x) * side, f64::from(y) * side);
    let mut tile = Tile::new(4096);
    let names = [
        "earth",
        "landcover",
        "landuse",
        "water",
        "buildings",
        "roads",
        "boundaries",
        "places",
        "pois",
    ];
    for name in names {
        let mut layer = tile.create_layer(name);
        for (_, shape, tags, points) in CITY.iter().filter(|f| f.0 == name) {
            let mut geometry = GeomEncoder::new(*shape);
            for &p in *points {
                let w = world(p);
                let step = |v: f64, from: f64| ((v - from) / side * EXTENT).round();
                geometry = geometry.point(step(w.x, corner.0), step(w.y, corner.1)).ok()?;
            }
            let mut feature = layer.into_feature(geometry.encode().ok()?);
            for (key, value) in *tags {
                match value.parse::<u64>() {
                    Ok(number) => feature.add_tag_uint(key, number),
                    Err(_) => feature.add_tag_string(key, value),
                }
            }
            layer = feature.into_layer();
        }
        tile.add_layer(layer).ok()?;
    }
    tile.to_bytes().ok()
}

fn archive(kind: TileType) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let metadata = r#"{"name":"Basemap","type":"baselayer","version":"4.0.0","planetiler:version":"0.8",
        "attribution":"<a href=\"https://www.openstreetmap.org/copyright\">&copy; OpenStreetMap</a>",
        "vector_layers":[{"id":"earth"},{"id":"roads"},{"id":"places"}]}"#;
    let mut writer = PmTilesWriter::new(kind)
        .min_zoom(ZOOMS.0)
        .max_zoom(ZOOMS.1)
        .metadata(metadata)
        .create(&mut out)
        .unwrap();
    for z in ZOOMS.0..=ZOOMS.1 {
        let (a, b) = (world((-6.0, 6.0)), world((6.0, -6.0)));
        for id in redmap::tiles::cover::all(a, b, z) {
            let coord = TileCoord::new(id.z, id.x, id.y).unwrap();
            writer.add_tile(coord, &tile(id.z, id.x, id.y).unwrap()).unwrap();
        }
    }
    writer.finalize().unwrap();
    out.into_inner()
}

fn view() -> View {
    View::whole(middle().into(), 15.0, 1400.0, 900.0)
}

#[test]
fn a_basemap_of_protomaps_is_drawn() {
    let source = Source::whole(archive(TileType::Mvt)).unwrap();
    assert_eq!(source.thanks(), "© OpenStreetMap");
    assert!(!source.ground().schematic);
    let Shown { base, missing } = source.compose(view().corners(), view().zoom);
    assert!(missing.is_empty());
    let road = |name: &str| base.roads.iter().filter(|r| r.name == name).collect::<Vec<_>>();
    // Cut at every tile, whole again here, by its Chinese name.
    assert_eq!(road("金水路").len(), 1);
    assert_eq!(road("金水路")[0].class, RoadClass::Arterial);
    assert_eq!(road("北三环").first().map(|r| r.class), Some(RoadClass::Expressway));
    assert_eq!(road("纬五路")[0].class, RoadClass::Minor);
    assert_eq!(base.canals.len(), 1);
    for cover in Cover::ALL {
        assert!(base.areas.iter().any(|a| a.cover == cover), "{cover:?}");
    }
    assert_eq!(base.stations.len(), 1);
    assert_eq!(base.subdistricts.len(), 1, "a city is no subdistrict");
    assert_eq!(base.pois.len(), 1);
    let scene = Scene {
        view: view(),
        pins: &[],
        avoid: &[],
        route: &[],
        home_name: "",
        show: Show::default(),
    };
    let text: String = layout(&base, &scene)
        .iter()
        .filter_map(|m| if let Mark::Text(t) = m { Some(t.text.as_str()) } else { None })
        .collect();
    for name in ["金水路", "东风渠", "紫荆山"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

#[test]
fn by_parts_it_is_the_same() {
    let file = archive(TileType::Mvt);
    let whole = Source::whole(file.clone()).unwrap().compose(view().corners(), 15.0).base;
    let length = u64::try_from(file.len()).ok();
    let first = &file[..file.len().min(16_384)];
    let open = Archive::open(first, length).unwrap();
    let metadata = open.header.metadata.of(&file).unwrap().to_vec();
    let source = Source::parts(open, &metadata).unwrap();
    let mut asked = 0;
    loop {
        let shown = source.compose(view().corners(), 15.0);
        if shown.missing.is_empty() {
            assert_eq!(*shown.base, *whole);
            break;
        }
        for need in shown.missing {
            asked += 1;
            source.take(need, need.span.of(&file).unwrap());
        }
    }
    assert!((2..100).contains(&asked), "{asked} requests");
}

#[test]
fn what_is_no_base_map_is_refused() {
    assert_eq!(Source::whole(archive(TileType::Png)).unwrap_err(), ArchiveError::Kind);
    let mut cut = archive(TileType::Mvt);
    cut.truncate(cut.len() - 10);
    assert_eq!(Source::whole(cut).unwrap_err(), ArchiveError::Truncated);
}
