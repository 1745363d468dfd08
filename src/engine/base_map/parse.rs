//! Bytes of a base map file → [`BaseMap`].

use super::model::{
    BaseMap, Canal, District, Line, MetroLine, Named, Poi, Road, RoadClass, Station,
};
use super::wire::{self, Thing, VERSION};
use thiserror::Error;

/// Why a file is no base map.
#[derive(Debug, Error)]
pub enum BaseError {
    /// Not JSON of the expected shape.
    #[error("not a base map: {0}")]
    Json(#[from] serde_json::Error),
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
    let file: wire::File = serde_json::from_slice(bytes)?;
    if file.redmap_base != VERSION {
        return Err(BaseError::Version(file.redmap_base));
    }
    let mut base = BaseMap {
        districts: each(file.districts, district)?,
        roads: each(file.roads, road)?,
        canals: each(file.canals, canal)?,
        metro: each(file.metro, metro)?,
        stations: each(file.stations, |t| {
            let n = named("station", t)?;
            Ok(Station { name: n.name, at: n.at, lines: 0 })
        })?,
        subdistricts: each(file.subdistricts, |t| named("subdistrict", t))?,
        pois: each(file.pois, |t| {
            let rank = u8::try_from(t.rank).unwrap_or(0);
            let n = named("place", t)?;
            Ok(Poi { name: n.name, at: n.at, rank })
        })?,
        credits: file.credits,
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

fn each<T>(
    things: Vec<Thing>,
    make: fn(Thing) -> Result<T, BaseError>,
) -> Result<Vec<T>, BaseError> {
    let mut out = Vec::with_capacity(things.len());
    for thing in things {
        out.push(make(thing)?);
    }
    Ok(out)
}

fn district(t: Thing) -> Result<District, BaseError> {
    let rings: Option<Vec<_>> = t.rings.iter().map(|r| wire::line(r, 3)).collect();
    match rings {
        Some(rings) if !rings.is_empty() => Ok(District { code: t.code, name: t.name, rings }),
        _ => Err(BaseError::Position { what: "district", name: t.name }),
    }
}

fn road(t: Thing) -> Result<Road, BaseError> {
    let Some(class) = RoadClass::from_name(&t.class) else {
        return Err(BaseError::Class { name: t.name, class: t.class });
    };
    let line = line("road", &t)?;
    Ok(Road { name: t.name, class, accuracy_m: u32::try_from(t.m).unwrap_or(0), line })
}

fn canal(t: Thing) -> Result<Canal, BaseError> {
    let line = line("canal", &t)?;
    Ok(Canal { name: t.name, inferred: t.inferred, line })
}

#[allow(clippy::unnecessary_wraps)] // Of the one type that `each` takes.
fn metro(t: Thing) -> Result<MetroLine, BaseError> {
    // A negative index becomes one that no list has, and is told as such.
    let stations = t.stations.iter().map(|&i| usize::try_from(i).unwrap_or(usize::MAX)).collect();
    Ok(MetroLine { name: t.name, badge: t.badge, stations })
}

fn line(what: &'static str, t: &Thing) -> Result<Line, BaseError> {
    wire::line(&t.line, 2).ok_or_else(|| BaseError::Position { what, name: t.name.clone() })
}

fn named(what: &'static str, t: Thing) -> Result<Named, BaseError> {
    let at = <[i64; 2]>::try_from(t.at.as_slice()).ok().and_then(wire::world);
    match at {
        Some(at) => Ok(Named { name: t.name, at }),
        None => Err(BaseError::Position { what, name: t.name }),
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
