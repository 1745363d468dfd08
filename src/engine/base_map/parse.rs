//! Bytes of a base map file → [`BaseMap`].

use super::model::{
    BaseMap, Canal, District, Line, MetroLine, Named, Poi, Road, RoadClass, Station,
};
use super::wire::{self, VERSION};
use crate::json::{Members, Raw, list, text as text_of};
use thiserror::Error;

/// Why a file is no base map.
#[derive(Debug, Error)]
pub enum BaseError {
    /// Not JSON of the expected shape; the offset in bytes where that shows.
    #[error("not a base map: byte {0}")]
    Json(usize),
    /// Written by a newer or unknown version.
    #[error("base map version {0} is not known here")]
    Version(u32),
    /// A line, ring or point that is none.
    #[error("{what} “{name}” has no usable position")]
    Position {
        /// Kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A road class that is not one of the three.
    #[error("road “{name}” has the unknown class “{class}”")]
    Class {
        /// The road.
        name: String,
        /// What it says.
        class: String,
    },
    /// A metro line calls at a station that is not there.
    #[error("metro line “{line}” calls at station {index}, which is not there")]
    Station {
        /// The line.
        line: String,
        /// The index.
        index: usize,
    },
}

/// Reads a base map.
///
/// # Errors
/// When the bytes are no base map of a known version.
pub fn parse(bytes: &[u8]) -> Result<BaseMap, BaseError> {
    let text = str::from_utf8(bytes).map_err(|e| BaseError::Json(e.valid_up_to()))?;
    let root = Raw::parse(text).map_err(|fault| BaseError::Json(fault.offset))?;
    let file = Members::of(root).ok_or(BaseError::Json(0))?;
    match integer(&file, "redmap_base") {
        Some(VERSION) => {}
        other => return Err(BaseError::Version(other.unwrap_or(0))),
    }
    let mut base = BaseMap {
        districts: each(&file, "districts", district)?,
        roads: each(&file, "roads", road)?,
        canals: each(&file, "canals", canal)?,
        metro: each(&file, "metro", |t| Ok(metro(t)))?,
        stations: each(&file, "stations", |t| {
            let n = named("station", t)?;
            Ok(Station { name: n.name, at: n.at, lines: 0 })
        })?,
        subdistricts: each(&file, "subdistricts", |t| named("subdistrict", t))?,
        pois: each(&file, "pois", |t| {
            let n = named("place", t)?;
            Ok(Poi { name: n.name, at: n.at, rank: integer(t, "rank").unwrap_or(0) })
        })?,
        credits: file
            .get("credits")
            .and_then(list)
            .unwrap_or_default()
            .into_iter()
            .filter_map(text_of)
            .collect(),
        borders: Vec::new(),
    };
    for line in &base.metro {
        if let Some(&index) = line.stations.iter().find(|&&i| i >= base.stations.len()) {
            return Err(BaseError::Station { line: line.name.clone(), index });
        }
    }
    base.settle();
    Ok(base)
}

/// A thing of the file with its members.
type Thing<'a> = Members<'a>;

/// Every thing of a list; a file without the list has none.
fn each<T>(
    file: &Members<'_>,
    key: &str,
    make: fn(&Thing<'_>) -> Result<T, BaseError>,
) -> Result<Vec<T>, BaseError> {
    let entries = file.get(key).and_then(list).unwrap_or_default();
    let mut out = Vec::with_capacity(entries.len());
    for raw in entries {
        out.push(make(&Members::of(raw).ok_or(BaseError::Json(0))?)?);
    }
    Ok(out)
}

fn text(t: &Thing<'_>, key: &str) -> String {
    t.get(key).and_then(text_of).unwrap_or_default()
}

fn integer<T: TryFrom<i64>>(t: &Thing<'_>, key: &str) -> Option<T> {
    T::try_from(t.get(key)?.get().parse::<i64>().ok()?).ok()
}

/// The whole numbers of a list; nothing where one of them is none.
fn integers(raw: Raw<'_>) -> Vec<i64> {
    let numbers = list(raw).unwrap_or_default().into_iter().map(|n| n.get().parse().ok());
    numbers.collect::<Option<_>>().unwrap_or_default()
}

fn line(what: &'static str, t: &Thing<'_>) -> Result<Line, BaseError> {
    let flat = t.get("line").map(integers).unwrap_or_default();
    wire::line(&flat, 2).ok_or_else(|| BaseError::Position { what, name: text(t, "name") })
}

fn district(t: &Thing<'_>) -> Result<District, BaseError> {
    let name = text(t, "name");
    let rings = t.get("rings").and_then(list).unwrap_or_default();
    let rings: Option<Vec<Line>> = rings.into_iter().map(|r| wire::line(&integers(r), 3)).collect();
    match rings {
        Some(rings) if !rings.is_empty() => Ok(District { code: text(t, "code"), name, rings }),
        _ => Err(BaseError::Position { what: "district", name }),
    }
}

fn road(t: &Thing<'_>) -> Result<Road, BaseError> {
    let (name, class) = (text(t, "name"), text(t, "class"));
    let Some(class) = RoadClass::from_name(&class) else {
        return Err(BaseError::Class { name, class });
    };
    Ok(Road { line: line("road", t)?, name, class, accuracy_m: integer(t, "m").unwrap_or(0) })
}

fn canal(t: &Thing<'_>) -> Result<Canal, BaseError> {
    let inferred = t.get("inferred").is_some_and(|raw| raw.get() == "true");
    Ok(Canal { line: line("canal", t)?, name: text(t, "name"), inferred })
}

fn metro(t: &Thing<'_>) -> MetroLine {
    // A negative index becomes one that no list has, and is told as such.
    let stations = t.get("stations").map(integers).unwrap_or_default();
    let stations = stations.iter().map(|&i| usize::try_from(i).unwrap_or(usize::MAX)).collect();
    MetroLine { name: text(t, "name"), badge: text(t, "badge"), stations }
}

fn named(what: &'static str, t: &Thing<'_>) -> Result<Named, BaseError> {
    let at = t.get("at").map(integers).unwrap_or_default();
    match <[i64; 2]>::try_from(at.as_slice()).ok().and_then(wire::world) {
        Some(at) => Ok(Named { name: text(t, "name"), at }),
        None => Err(BaseError::Position { what, name: text(t, "name") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_least_file() {
        assert_eq!(parse(br#"{"redmap_base":1}"#).unwrap(), BaseMap::default());
    }

    #[test]
    fn says_what_is_wrong() {
        let err = |s: &str| parse(s.as_bytes()).unwrap_err().to_string();
        assert!(err("[").starts_with("not a base map"));
        assert_eq!(err(r#"{"redmap_base":2}"#), "base map version 2 is not known here");
        let road = |class: &str, line: &str| {
            format!(
                r#"{{"redmap_base":1,"roads":[{{"name":"甲路","class":"{class}","line":{line}}}]}}"#
            )
        };
        assert_eq!(err(&road("lane", "[1,1,1,1]")), "road “甲路” has the unknown class “lane”");
        assert_eq!(err(&road("arterial", "[1,1]")), "road “甲路” has no usable position");
        assert_eq!(
            err(r#"{"redmap_base":1,"metro":[{"name":"1","badge":"1","stations":[0]}]}"#),
            "metro line “1” calls at station 0, which is not there"
        );
    }
}
