//! An extract → the tables a base map is compiled from (`engine::base_map::Tables`).

use super::error::OsmError;
use super::read::{Extract, Thing};
use super::tags::Tags;
use crate::engine::network::{Micro, thin};
use std::collections::HashMap;
use std::fmt::Write;

/// Points of a line within this of the rest are left out, in metres.
const THIN_M: f64 = 3.0;

/// The texts of the tables, in the order of `Tables::FILES`: named main roads, rivers and canals,
/// stations of the metro, subdistricts and places that help to find one's way. Borders, lines of
/// the metro and areas are relations and polygons, which are not read: the map stays a sketch.
/// Military things are left out, as public maps in China must.
///
/// # Errors
/// When the file is damaged or asks for what is not supported.
pub fn base_tables(extract: &Extract) -> Result<[String; 7], OsmError> {
    let (mut lines, mut areas) = (Vec::new(), Vec::new());
    extract.each(|thing| {
        let Thing::Way(tags, nodes) = thing else { return };
        let Some(name) = name(&tags) else { return };
        if let Some(kind) = line_kind(&tags) {
            lines.push(Drawn { kind, name, nodes });
        } else if let Some(rank) = rank(&tags) {
            areas.push((name, rank, nodes));
        }
    })?;
    let of_areas = areas.iter().flat_map(|(_, _, nodes)| nodes);
    let wanted = lines.iter().flat_map(|l| &l.nodes).chain(of_areas);
    let mut at: HashMap<i64, Option<Micro>> = wanted.map(|&id| (id, None)).collect();
    let mut texts = Texts::default();
    extract.each(|thing| {
        let Thing::Node(id, Some(place), tags) = thing else { return };
        if let Some(slot @ None) = at.get_mut(&id) {
            *slot = Some(place);
        }
        texts.point(&tags, place);
    })?;
    let at = |id: &i64| at.get(id).copied().flatten();
    for (name, rank, nodes) in &areas {
        let points: Vec<_> = nodes.iter().filter_map(at).collect();
        if let Some(middle) = middle(&points) {
            texts.poi(name, *rank, middle);
        }
    }
    for Drawn { kind, name, nodes } in joined(lines) {
        let points: Vec<_> = nodes.iter().map(at).collect();
        // Cut where a point is not in the extract, as at its edge.
        for piece in points.split(Option::is_none) {
            let line = thin(&piece.iter().copied().flatten().collect::<Vec<_>>(), THIN_M);
            if line.len() > 1 {
                texts.line(kind, &name, &line);
            }
        }
    }
    Ok(texts.finish())
}

/// A named line: a road of a class, or water.
struct Drawn {
    kind: &'static str,
    name: String,
    nodes: Vec<i64>,
}

/// Kind of the rows of `water.tsv`; the others are classes of roads.
const WATER: &str = "surveyed";

fn line_kind(tags: &Tags) -> Option<&'static str> {
    if tags.is("waterway", &["river", "canal"]) {
        return Some(WATER);
    }
    Some(match tags.get("highway")? {
        "motorway" | "trunk" => "expressway",
        "primary" => "arterial",
        "secondary" | "tertiary" => "secondary",
        _ => return None,
    })
}

/// How much a place helps to find one's way, 3 most; nothing for what is no such place.
fn rank(tags: &Tags) -> Option<u8> {
    if tags.get("military").is_some() || tags.is("landuse", &["military"]) {
        return None;
    }
    let kind = tags.first(&["amenity", "tourism", "shop", "leisure"])?;
    Some(match kind {
        "university" | "college" | "hospital" | "museum" | "townhall" | "stadium" => 3,
        "school" | "library" | "theatre" | "arts_centre" | "mall" | "park" | "zoo" => 2,
        "hotel" | "cinema" | "marketplace" | "department_store" | "supermarket"
        | "place_of_worship" => 1,
        _ => return None,
    })
}

fn name(tags: &Tags) -> Option<String> {
    // A tab or a line break would tear the table.
    let name = tags.first(&["name"])?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// Joins lines of one kind and name where they meet end to end, so that a street is named as one.
fn joined(lines: Vec<Drawn>) -> Vec<Drawn> {
    let mut out: Vec<Drawn> = Vec::new();
    // Places in `out` of the lines that end at a node, by kind, name and node.
    let mut ends: HashMap<(&'static str, String, i64), usize> = HashMap::new();
    for mut line in lines {
        let key = |line: &Drawn, node: Option<&i64>| Some((line.kind, line.name.clone(), *node?));
        // One step at either end is enough: ways follow each other in extracts mostly in order.
        let before = key(&line, line.nodes.first()).and_then(|k| ends.remove(&k));
        let place = if let Some(place) = before {
            let nodes = std::mem::take(&mut line.nodes);
            out[place].nodes.extend(nodes.into_iter().skip(1));
            place
        } else {
            out.push(line);
            out.len() - 1
        };
        if let Some(key) = key(&out[place], out[place].nodes.last()) {
            ends.insert(key, place);
        }
    }
    out
}

/// The middle of the box around points.
fn middle(points: &[Micro]) -> Option<Micro> {
    let (x, y) = (points.iter().map(|p| p.x), points.iter().map(|p| p.y));
    let mid = |low: Option<i32>, high: Option<i32>| Some(i32::midpoint(low?, high?));
    Some(Micro { x: mid(x.clone().min(), x.max())?, y: mid(y.clone().min(), y.max())? })
}

/// The tables as they grow.
#[derive(Default)]
struct Texts {
    roads: String,
    water: String,
    metro: String,
    subdistricts: String,
    pois: String,
}

// Writing into a String cannot fail.
impl Texts {
    fn line(&mut self, kind: &str, name: &str, line: &[Micro]) {
        let points: Vec<_> =
            line.iter().map(|p| format!("{},{}", degrees(p.x), degrees(p.y))).collect();
        let (points, table) =
            (points.join(" "), if kind == WATER { &mut self.water } else { &mut self.roads });
        // The accuracy of a line is not known to an extract.
        let _ = writeln!(table, "{name}\t{kind}\t{points}\t0\tOpenStreetMap");
    }

    fn poi(&mut self, name: &str, rank: u8, at: Micro) {
        let _ = writeln!(self.pois, "{name}\t{}\t{}\t{rank}", degrees(at.x), degrees(at.y));
    }

    fn point(&mut self, tags: &Tags, at: Micro) {
        let Some(name) = name(tags) else { return };
        let (lon, lat) = (degrees(at.x), degrees(at.y));
        if tags.is("station", &["subway"])
            || tags.is("subway", &["yes"]) && tags.is("railway", &["station"])
        {
            let _ = writeln!(self.metro, "station\t{name}\t{lon}\t{lat}\t\t");
        } else if tags.is("place", &["suburb", "quarter", "town"]) {
            let _ = writeln!(self.subdistricts, "{name}\t{lon}\t{lat}");
        } else if let Some(rank) = rank(tags) {
            self.poi(&name, rank, at);
        }
    }

    /// In the order of `Tables::FILES`, each with a heading, as the reader skips one.
    fn finish(self) -> [String; 7] {
        let credits = String::from("© OpenStreetMap 贡献者（ODbL）\n");
        let headed = |head: &str, rows: String| format!("{head}\n{rows}");
        [
            headed("name\tclass\tvertices\taccuracy_m\thow_checked", self.roads),
            headed("name\tstatus\tvertices\taccuracy_m\thow_checked", self.water),
            String::new(),
            headed("kind\tname\tlon\tlat\tbadge\tstations", self.metro),
            headed("name\tlon\tlat", self.subdistricts),
            headed("name\tlon\tlat\trank", self.pois),
            credits,
        ]
    }
}

/// Degrees with six decimals.
fn degrees(micro: i32) -> String {
    let (sign, size) = (if micro < 0 { "-" } else { "" }, micro.unsigned_abs());
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_keep_their_sign() {
        assert_eq!(
            [degrees(113_600_001), degrees(-500_000), degrees(7)],
            ["113.600001", "-0.500000", "0.000007"]
        );
    }

    #[test]
    fn lines_of_one_street_are_joined() {
        let way = |name: &str, nodes: &[i64]| Drawn {
            kind: WATER,
            name: name.into(),
            nodes: nodes.to_vec(),
        };
        let out = joined(vec![
            way("甲", &[1, 2]),
            way("乙", &[2, 9]),
            way("甲", &[2, 3, 4]),
            way("甲", &[7, 8]),
        ]);
        let nodes: Vec<_> = out.into_iter().map(|l| l.nodes).collect();
        assert_eq!(nodes, [vec![1, 2, 3, 4], vec![2, 9], vec![7, 8]]);
    }

    #[test]
    fn military_things_are_no_landmarks() {
        let rank =
            |text: &str| rank(&text.split(' ').filter_map(|pair| pair.split_once('=')).collect());
        assert_eq!(rank("amenity=school"), Some(2));
        assert_eq!(rank("amenity=school military=academy"), None);
        assert_eq!(rank("amenity=bench"), None);
    }
}
