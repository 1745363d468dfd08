//! What must change on the map to get from one scene to the next.

use super::scene::{Cluster, HereMark, Marker, Ring, Scene};
use crate::domain::PlaceId;

/// One change of the map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapOp {
    /// Draw a marker, or draw it anew.
    SetMarker(Marker),
    /// Take a marker away.
    DropMarker(PlaceId),
    /// Draw a cluster, or draw it anew.
    SetCluster(Cluster),
    /// Take the cluster of these places away.
    DropCluster(Vec<PlaceId>),
    /// Draw a circle, or draw it anew.
    SetRing(Ring),
    /// Take a circle away.
    DropRing(PlaceId),
    /// Draw the reader's own position, or no longer.
    SetHere(Option<HereMark>),
}

/// The changes from `old` to `new`; what goes is named before what comes.
#[must_use]
pub fn diff(old: &Scene, new: &Scene) -> Vec<MapOp> {
    let mut ops = Vec::new();
    part(&old.rings, &new.rings, |r| &r.id, &mut ops, MapOp::DropRing, MapOp::SetRing);
    part(
        &old.clusters,
        &new.clusters,
        |c| &c.members,
        &mut ops,
        MapOp::DropCluster,
        MapOp::SetCluster,
    );
    part(&old.markers, &new.markers, |m| &m.id, &mut ops, MapOp::DropMarker, MapOp::SetMarker);
    let is_drop = |op: &MapOp| {
        matches!(op, MapOp::DropMarker(_) | MapOp::DropCluster(_) | MapOp::DropRing(_))
    };
    let (mut gone, come): (Vec<MapOp>, Vec<MapOp>) = ops.into_iter().partition(is_drop);
    gone.extend(come);
    if old.here != new.here {
        gone.push(MapOp::SetHere(new.here.clone()));
    }
    gone
}

fn part<T: PartialEq + Clone, K: PartialEq + Clone>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> &K,
    ops: &mut Vec<MapOp>,
    gone: impl Fn(K) -> MapOp,
    set: impl Fn(T) -> MapOp,
) {
    let missing = old.iter().filter(|o| !new.iter().any(|n| key(n) == key(o)));
    ops.extend(missing.map(|o| gone(key(o).clone())));
    ops.extend(new.iter().filter(|n| !old.contains(n)).map(|n| set(n.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Category, LonLat};

    fn marker(id: &str, chosen: bool) -> Marker {
        Marker {
            id: PlaceId::new(id).expect("an id"),
            at: LonLat::clamped(113.6, 34.7),
            nudge: 0.0,
            category: Category::Park,
            series: None,
            name: id.into(),
            label: id.into(),
            chosen,
            badge: None,
            in_view: true,
        }
    }

    fn scene(markers: Vec<Marker>) -> Scene {
        Scene { markers, ..Scene::default() }
    }

    #[test]
    fn names_only_what_changes() {
        let old =
            scene(vec![marker("stays", false), marker("goes", false), marker("lights", false)]);
        let new =
            scene(vec![marker("stays", false), marker("lights", true), marker("comes", false)]);
        assert_eq!(
            diff(&old, &new),
            [
                MapOp::DropMarker(PlaceId::new("goes").expect("an id")),
                MapOp::SetMarker(marker("lights", true)),
                MapOp::SetMarker(marker("comes", false)),
            ]
        );
        assert!(diff(&new, &new).is_empty());
    }
}
