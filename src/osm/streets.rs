//! An extract → the streets of it, as a draft of a network.

use super::access::street;
use super::barrier::passes;
use super::error::OsmError;
use super::read::{Extract, Thing};
use crate::engine::network::{Access, Draft, Way};
use std::collections::HashMap;

/// Reads the streets of an extract and the barriers on them. Streets are cut where a point of
/// theirs is not in the extract, as at its edge.
///
/// # Errors
/// When the file is damaged or asks for what is not supported.
pub fn streets(extract: &Extract) -> Result<Draft, OsmError> {
    // Ways come after the nodes they name: the first reading tells which nodes are needed.
    let mut ways = Vec::new();
    extract.each(|thing| {
        if let Thing::Way(tags, nodes) = thing
            && let Some((class, access)) = street(&tags)
        {
            let name = tags.first(&["name", "ref"]).unwrap_or_default().to_owned();
            ways.push((Way { name, class, access, points: Vec::new() }, nodes));
        }
    })?;
    let mut known: HashMap<i64, Option<u32>> =
        ways.iter().flat_map(|(_, nodes)| nodes).map(|&id| (id, None)).collect();
    let mut draft = Draft::default();
    extract.each(|thing| {
        let Thing::Node(id, Some(at), tags) = thing else { return };
        // The first of two nodes with one id counts.
        if let Some(slot @ None) = known.get_mut(&id)
            && let Ok(point) = u32::try_from(draft.points.len())
        {
            *slot = Some(point);
            draft.points.push(at);
            let access = passes(&tags);
            if access != Access::ALL {
                draft.barriers.push((point, access));
            }
        }
    })?;
    for (way, nodes) in ways {
        let points: Vec<_> = nodes.iter().map(|id| known.get(id).copied().flatten()).collect();
        for piece in points.split(Option::is_none) {
            let points: Vec<_> = piece.iter().copied().flatten().collect();
            if points.len() > 1 {
                draft.ways.push(Way { points, ..way.clone() });
            }
        }
    }
    Ok(draft)
}
