//! The tables a base map is compiled from → [`BaseMap`]. Texts in, no files.

use super::curve::curve;
use super::model::{
    BaseMap, Canal, District, Ground, Line, MetroLine, Named, Poi, Road, RoadClass, Station,
};
use crate::domain::{LonLat, mercator::World};
use serde::Deserialize;
use std::rc::Rc;
use thiserror::Error;

/// The texts of the tables; `assets/base/tables/README.md` tells their columns.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables<'a> {
    /// `roads.tsv`
    pub roads: &'a str,
    /// `water.tsv`
    pub water: &'a str,
    /// `districts.geojson`
    pub districts: &'a str,
    /// `metro.tsv`
    pub metro: &'a str,
    /// `subdistricts.tsv`
    pub subdistricts: &'a str,
    /// `pois.tsv`
    pub pois: &'a str,
    /// `credits.txt`, a credit a line
    pub credits: &'a str,
}

impl<'a> Tables<'a> {
    /// The names of the files, in the order of the fields.
    pub const FILES: [&'static str; 7] = [
        "roads.tsv",
        "water.tsv",
        "districts.geojson",
        "metro.tsv",
        "subdistricts.tsv",
        "pois.tsv",
        "credits.txt",
    ];

    /// Tables from the texts of [`Tables::FILES`], in that order.
    #[must_use]
    pub fn from_texts(texts: &'a [String; 7]) -> Self {
        let [roads, water, districts, metro, subdistricts, pois, credits] = texts;
        Self { roads, water, districts, metro, subdistricts, pois, credits }
    }
}

/// Why a table cannot be read.
#[derive(Debug, Error, PartialEq)]
pub enum TableError {
    /// A row with a missing or unusable cell.
    #[error("{table}, line {line}: {what}")]
    Row {
        /// Name of the table.
        table: &'static str,
        /// Line, the header being line 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// `districts.geojson` is no collection of polygons with a name.
    #[error("districts.geojson: {0}")]
    Districts(String),
}

/// Reads the tables.
///
/// # Errors
/// Names the table and line that cannot be read.
pub fn read(tables: &Tables) -> Result<BaseMap, TableError> {
    let credits = tables.credits.lines().filter(|l| !l.is_empty()).map(String::from).collect();
    let mut base = BaseMap {
        ground: Rc::new(Ground::new(districts(tables.districts)?, credits, true)),
        roads: rows("roads.tsv", tables.roads, road)?,
        canals: rows("water.tsv", tables.water, canal)?,
        subdistricts: rows("subdistricts.tsv", tables.subdistricts, |c| named(c, 0))?,
        pois: rows("pois.tsv", tables.pois, poi)?,
        ..BaseMap::default()
    };
    for row in rows("metro.tsv", tables.metro, |c| metro_row(c, &mut base.stations))? {
        base.metro.extend(row);
    }
    Ok(base)
}

/// The cells of a row.
type Cells<'a> = [&'a str];

fn rows<T>(
    table: &'static str,
    text: &str,
    mut row: impl FnMut(&Cells) -> Result<T, String>,
) -> Result<Vec<T>, TableError> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty());
    lines
        .map(|(i, l)| {
            let cells: Vec<_> = l.split('\t').collect();
            row(&cells).map_err(|what| TableError::Row { table, line: i + 1, what })
        })
        .collect()
}

fn cell<'a>(cells: &Cells<'a>, i: usize) -> Result<&'a str, String> {
    cells.get(i).copied().ok_or_else(|| format!("column {} is missing", i + 1))
}

fn number<T: std::str::FromStr>(cells: &Cells, i: usize) -> Result<T, String> {
    let text = cell(cells, i)?;
    text.parse().map_err(|_| format!("“{text}” is no number"))
}

fn position(lon: &str, lat: &str) -> Result<World, String> {
    let degrees = |t: &str| t.parse::<f64>().map_err(|_| format!("“{t}” is no number"));
    LonLat::new(degrees(lon)?, degrees(lat)?).map(World::from).map_err(|e| e.to_string())
}

fn line(text: &str) -> Result<Line, String> {
    let points: Vec<_> = text
        .split(' ')
        .map(|p| {
            let (lon, lat) = p.split_once(',').ok_or_else(|| format!("“{p}” is no lon,lat"))?;
            position(lon, lat)
        })
        .collect::<Result<_, String>>()?;
    if points.len() < 2 { Err("a line needs two points".into()) } else { Ok(Line::new(points)) }
}

fn road(c: &Cells) -> Result<Road, String> {
    let class = cell(c, 1)?;
    Ok(Road {
        name: cell(c, 0)?.into(),
        class: RoadClass::from_name(class).ok_or_else(|| format!("unknown class “{class}”"))?,
        line: line(cell(c, 2)?)?,
    })
}

fn canal(c: &Cells) -> Result<Canal, String> {
    Ok(Canal {
        name: cell(c, 0)?.into(),
        inferred: cell(c, 1)? == "inferred",
        line: line(cell(c, 2)?)?,
    })
}

fn named(c: &Cells, from: usize) -> Result<Named, String> {
    Ok(Named { name: cell(c, from)?.into(), at: position(cell(c, from + 1)?, cell(c, from + 2)?)? })
}

fn poi(c: &Cells) -> Result<Poi, String> {
    let Named { name, at } = named(c, 0)?;
    Ok(Poi { name, at, rank: number(c, 3)? })
}

/// A station joins `stations`, a line comes back; lines follow the stations they name.
fn metro_row(c: &Cells, stations: &mut Vec<Station>) -> Result<Option<MetroLine>, String> {
    match cell(c, 0)? {
        "station" => {
            let Named { name, at } = named(c, 1)?;
            stations.push(Station { name, at, lines: 0 });
            Ok(None)
        }
        "line" => {
            let find = |n: &str| {
                let at = stations.iter().position(|s| s.name == n);
                at.ok_or_else(|| format!("no station “{n}” above"))
            };
            let calls: Vec<usize> =
                cell(c, 5)?.split(' ').map(find).collect::<Result<_, String>>()?;
            let stops: Vec<World> = calls.iter().map(|&i| stations[i].at).collect();
            // A ring names its first station twice and still calls there once.
            for (i, station) in stations.iter_mut().enumerate() {
                station.lines += usize::from(calls.contains(&i));
            }
            Ok(Some(MetroLine {
                name: cell(c, 1)?.into(),
                badge: cell(c, 4)?.into(),
                line: Line::new(curve(&stops)),
            }))
        }
        other => Err(format!("“{other}” is neither station nor line")),
    }
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

fn districts(text: &str) -> Result<Vec<District>, TableError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let all: Collection =
        serde_json::from_str(text).map_err(|e| TableError::Districts(e.to_string()))?;
    all.features
        .into_iter()
        .map(|f| {
            let polygons = match f.geometry {
                Geometry::Polygon(p) => vec![p],
                Geometry::MultiPolygon(m) => m,
            };
            // Districts have no holes worth drawing: the outer rings alone.
            let rings = polygons.into_iter().filter_map(|p| p.into_iter().next());
            let rings = rings.map(ring).collect::<Result<_, _>>();
            rings
                .map(|rings| District {
                    code: f.properties.code,
                    name: f.properties.name.clone(),
                    rings,
                })
                .map_err(|e| TableError::Districts(format!("{}: {e}", f.properties.name)))
        })
        .collect()
}

fn ring(mut points: Vec<[f64; 2]>) -> Result<Line, String> {
    if points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return Err("a ring needs three points".into());
    }
    let world = |[lon, lat]: [f64; 2]| LonLat::new(lon, lat).map(World::from);
    let points: Result<Vec<_>, _> = points.into_iter().map(world).collect();
    points.map(Line::new).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_table_and_line() {
        let roads = "name\tclass\tvertices\taccuracy_m\n\n甲路\tarterial\t1,1 2,x\t20\n";
        let err = read(&Tables { roads, ..Tables::default() }).unwrap_err();
        assert_eq!(err.to_string(), "roads.tsv, line 3: “x” is no number");
        let metro = "h\nline\t1号线\t\t\t1\t甲\n";
        let err = read(&Tables { metro, ..Tables::default() }).unwrap_err();
        assert_eq!(err.to_string(), "metro.tsv, line 2: no station “甲” above");
    }

    #[test]
    fn a_ring_calls_once_at_its_first_station() {
        let metro = "h\nstation\ta\t1\t1\nstation\tb\t1\t2\nstation\tc\t2\t2\n\
                     line\tring\t\t\t1\ta b c a\nline\tother\t\t\t2\tb c\n";
        let base = read(&Tables { metro, ..Tables::default() }).unwrap();
        assert_eq!(base.stations.iter().map(|s| s.lines).collect::<Vec<_>>(), [1, 2, 2]);
        assert_eq!(base.metro[0].line.points().first(), base.metro[0].line.points().last());
    }

    #[test]
    fn takes_polygons_of_both_kinds() {
        let f = |t: &str, c: &str| {
            format!(
                r#"{{"properties":{{"name":"a"}},"geometry":{{"type":"{t}","coordinates":{c}}}}}"#
            )
        };
        let ring = "[[0,0],[1,0],[1,1],[0,0]]";
        let text = format!(
            r#"{{"features":[{},{}]}}"#,
            f("Polygon", &format!("[{ring}]")),
            f("MultiPolygon", &format!("[[{ring}],[{ring}]]"))
        );
        let base = read(&Tables { districts: &text, ..Tables::default() }).unwrap();
        assert_eq!(base.ground.districts[0].rings[0].points().len(), 3);
        assert_eq!(base.ground.districts[1].rings.len(), 2);
    }
}
