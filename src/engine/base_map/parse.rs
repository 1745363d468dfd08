//! Bytes of a base map file → [`BaseMap`].

use super::model::{BaseMap, Canal, District, MetroLine, Named, Poi, Road, RoadClass, Station};
use super::wire::{self, VERSION};
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
        districts: file.districts.into_iter().map(district).collect::<Result<_, _>>()?,
        roads: file.roads.into_iter().map(road).collect::<Result<_, _>>()?,
        canals: file.canals.into_iter().map(canal).collect::<Result<_, _>>()?,
        metro: file
            .metro
            .into_iter()
            .map(|m| MetroLine { name: m.name, badge: m.badge, stations: m.stations })
            .collect(),
        stations: file
            .stations
            .into_iter()
            .map(|s| named("station", s).map(|n| Station { name: n.name, at: n.at, lines: 0 }))
            .collect::<Result<_, _>>()?,
        subdistricts: file
            .subdistricts
            .into_iter()
            .map(|s| named("subdistrict", s))
            .collect::<Result<_, _>>()?,
        pois: file.pois.into_iter().map(poi).collect::<Result<_, _>>()?,
        credits: file.credits,
    };
    for line in &base.metro {
        if let Some(&index) = line.stations.iter().find(|&&i| i >= base.stations.len()) {
            return Err(BaseError::Station { line: line.name.clone(), index });
        }
    }
    base.count_lines();
    Ok(base)
}

fn district(d: wire::District) -> Result<District, BaseError> {
    let rings: Option<Vec<_>> = d.rings.iter().map(|r| wire::line(r, 3)).collect();
    match rings {
        Some(rings) => Ok(District { code: d.code, name: d.name, rings }),
        None => Err(BaseError::Position { what: "district", name: d.name }),
    }
}

fn road(r: wire::Road) -> Result<Road, BaseError> {
    let Some(class) = RoadClass::from_name(&r.class) else {
        return Err(BaseError::Class { name: r.name, class: r.class });
    };
    match wire::line(&r.line, 2) {
        Some(line) => Ok(Road { name: r.name, class, accuracy_m: r.m, line }),
        None => Err(BaseError::Position { what: "road", name: r.name }),
    }
}

fn canal(c: wire::Canal) -> Result<Canal, BaseError> {
    match wire::line(&c.line, 2) {
        Some(line) => Ok(Canal { name: c.name, inferred: c.inferred, line }),
        None => Err(BaseError::Position { what: "canal", name: c.name }),
    }
}

fn named(what: &'static str, n: wire::Named) -> Result<Named, BaseError> {
    match wire::world(n.at) {
        Some(at) => Ok(Named { name: n.name, at }),
        None => Err(BaseError::Position { what, name: n.name }),
    }
}

fn poi(p: wire::Poi) -> Result<Poi, BaseError> {
    let n = named("place", wire::Named { name: p.name, at: p.at })?;
    Ok(Poi { name: n.name, at: n.at, rank: p.rank })
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
