//! The tiles of a view → [`BaseMap`]: what was cut for tiles is made whole again.

use super::model::{Area, BaseMap, Canal, Ground, Line, MetroLine, Named, Poi, Road, Station};
use super::schema::{EXTENT, Grid, Mark, Parts, Strand, Way};
use super::stitch::stitch;
use crate::domain::mercator::{TILE, World};
use std::rc::Rc;

/// Puts the tiles of one zoom together.
#[must_use]
pub fn compose(tiles: &[Rc<Parts>], ground: &Rc<Ground>) -> BaseMap {
    let zoom = tiles.first().map_or(0, |t| t.id.z);
    let mut base = BaseMap { ground: ground.clone(), ..BaseMap::default() };
    let mut strands: Vec<Strand> = Vec::new();
    let world = |(x, y): Grid| {
        let step = TILE / f64::from(EXTENT) / f64::from(1_u32 << zoom);
        World { x: f64::from(x) * step, y: f64::from(y) * step }
    };
    let line = |points: &[Grid]| Line::new(points.iter().map(|&p| world(p)).collect());
    for tile in tiles {
        strands.extend(tile.strands.iter().cloned());
        for spot in &tile.spots {
            let (name, at) = (spot.name.clone(), world(spot.at));
            match spot.mark {
                Mark::Station(lines) => base.stations.push(Station { name, at, lines }),
                Mark::Quarter => base.subdistricts.push(Named { name, at }),
                Mark::Poi(rank) => base.pois.push(Poi { name, at, rank }),
            }
        }
        for (cover, rings) in &tile.areas {
            base.areas.push(Area { cover: *cover, rings: rings.iter().map(|r| line(r)).collect() });
        }
    }
    for Strand { way, name, points } in stitch(&strands) {
        let line = line(&points);
        match way {
            Way::Road(class) => base.roads.push(Road { name, class, line }),
            Way::Canal(inferred) => base.canals.push(Canal { name, inferred, line }),
            Way::Rail(badge) => base.metro.push(MetroLine { name, badge, line }),
            // Districts bring their own borders.
            Way::Border if ground.districts.is_empty() => base.edges.push(line),
            Way::Border => {}
        }
    }
    base
}
