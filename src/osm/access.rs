//! Who may use a street, by the defaults of the OpenStreetMap wiki ("OSM tags for routing/Access
//! restrictions", worldwide; "Key:access", "Key:oneway").

use super::tags::Tags;
use crate::engine::network::{Access, Class, Mode};

/// The class of a street and who may use it; nothing for what is no street or closed to all.
#[must_use]
pub fn street(tags: &Tags) -> Option<(Class, Access)> {
    let (class, defaults) = defaults(tags.get("highway")?)?;
    if tags.get("construction").is_some_and(|v| matches!(v, "yes" | "true" | "1")) {
        return None;
    }
    let mut access = Access::NONE;
    for (mode, default) in Mode::ALL.into_iter().zip(defaults) {
        // A motorroad is a road with the rules of a motorway.
        let default = default && (mode == Mode::Drive || !tags.is("motorroad", &["yes"]));
        if open(tags, mode).unwrap_or(default) {
            let (forward, backward) = directions(tags, mode);
            access = access.with(mode, forward, backward);
        }
    }
    (access != Access::NONE).then_some((class, access))
}

/// Class, and whether walkers, cyclists and cars may use it where no tag says so.
fn defaults(highway: &str) -> Option<(Class, [bool; 3])> {
    let everyone = [true; 3];
    Some(match highway {
        "motorway" | "motorway_link" => (Class::Motorway, [false, false, true]),
        "trunk" | "trunk_link" => (Class::Express, everyone),
        "primary" | "primary_link" => (Class::Arterial, everyone),
        "secondary" | "secondary_link" | "tertiary" | "tertiary_link" => {
            (Class::Secondary, everyone)
        }
        "unclassified" | "residential" | "living_street" | "road" => (Class::Minor, everyone),
        "service" | "track" => (Class::Service, everyone),
        "path" | "cycleway" => (Class::Path, [true, true, false]),
        "footway" | "pedestrian" | "steps" | "corridor" | "platform" => {
            (Class::Path, [true, false, false])
        }
        // By default closed to all three, unless a tag opens them.
        "bridleway" | "busway" => (Class::Path, [false; 3]),
        _ => return None,
    })
}

/// What the access tags say about a mode, the most particular first; nothing where they do not.
pub(super) fn open(tags: &Tags, mode: Mode) -> Option<bool> {
    let keys: &[&str] = match mode {
        Mode::Walk => &["foot", "access"],
        Mode::Bike => &["bicycle", "vehicle", "access"],
        Mode::Drive => &["motorcar", "motor_vehicle", "vehicle", "access"],
    };
    keys.iter().find_map(|key| match tags.get(key)? {
        "yes" | "permissive" | "designated" | "destination" | "customers" | "official"
        | "public" | "discouraged" => Some(true),
        // Closed to visitors, or, for a cyclist, not to be ridden.
        "no" | "private" | "permit" | "delivery" | "residents" | "agricultural" | "forestry"
        | "military" | "emergency" | "use_sidepath" | "dismount" => Some(false),
        _ => None,
    })
}

/// Whether a mode may go along a street and against it.
fn directions(tags: &Tags, mode: Mode) -> (bool, bool) {
    const BOTH: (bool, bool) = (true, true);
    let own = match mode {
        Mode::Walk => {
            // Escalators carry one way; a street that is one-way for cars is not so for walkers.
            return match (tags.get("oneway:foot").and_then(one_way), tags.get("conveying")) {
                (Some(directions), _) => directions,
                (None, Some("forward")) => (true, false),
                (None, Some("backward")) => (false, true),
                _ => BOTH,
            };
        }
        Mode::Bike => ["oneway:bicycle", "oneway:bicycle"],
        Mode::Drive => ["oneway:motorcar", "oneway:motor_vehicle"],
    };
    if let Some(directions) = own.iter().find_map(|key| one_way(tags.get(key)?)) {
        return directions;
    }
    let against = ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"];
    let opposite = ["opposite", "opposite_lane", "opposite_track", "opposite_share_busway"];
    if mode == Mode::Bike && against.iter().any(|key| tags.is(key, &opposite)) {
        return BOTH;
    }
    let implied =
        tags.is("junction", &["roundabout", "circular"]) || tags.is("highway", &["motorway"]);
    let default = if implied { (true, false) } else { BOTH };
    tags.get("oneway").and_then(one_way).unwrap_or(default)
}

/// The directions a value of oneway leaves open; nothing where it has no meaning.
fn one_way(value: &str) -> Option<(bool, bool)> {
    match value {
        "yes" | "1" | "true" => Some((true, false)),
        "-1" | "reverse" => Some((false, true)),
        "no" | "0" | "false" => Some((true, true)),
        // Open now one way, now the other: nobody can count on it.
        "reversible" | "alternating" => Some((false, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "wWbBdD": on foot, by bicycle and by car, along and against; a dash where closed.
    fn letters(text: &str) -> Option<String> {
        let tags: Tags = text.split(' ').filter_map(|pair| pair.split_once('=')).collect();
        let (_, access) = street(&tags)?;
        let pairs = Mode::ALL.into_iter().zip([['w', 'W'], ['b', 'B'], ['d', 'D']]);
        let letter = |open, letter| if open { letter } else { '-' };
        Some(
            pairs
                .flat_map(|(mode, [on, back])| {
                    [letter(access.forward(mode), on), letter(access.backward(mode), back)]
                })
                .collect(),
        )
    }

    #[test]
    fn follows_the_wiki() {
        #[rustfmt::skip] // A table.
        let cases = [
            ("highway=residential", "wWbBdD"),
            ("highway=primary oneway=yes", "wWb-d-"),
            ("highway=primary oneway=-1", "wW-B-D"),
            ("highway=motorway", "----d-"),
            ("highway=motorway oneway=no", "----dD"),
            ("highway=motorway_link", "----dD"),
            ("highway=trunk", "wWbBdD"),
            ("highway=trunk motorroad=yes", "----dD"),
            ("highway=tertiary junction=roundabout", "wWb-d-"),
            ("highway=footway", "wW----"),
            ("highway=footway bicycle=yes", "wWbB--"),
            ("highway=pedestrian", "wW----"),
            ("highway=pedestrian motor_vehicle=destination", "wW--dD"),
            ("highway=path", "wWbB--"),
            ("highway=cycleway", "wWbB--"),
            ("highway=cycleway foot=no", "--bB--"),
            ("highway=cycleway oneway=yes", "wWb---"),
            ("highway=steps", "wW----"),
            ("highway=steps conveying=backward", "-W----"),
            ("highway=residential oneway=yes oneway:bicycle=no", "wWbBd-"),
            ("highway=residential oneway=yes cycleway:left=opposite_lane", "wWbBd-"),
            ("highway=residential oneway=reversible", "wW----"),
            ("highway=residential oneway:motor_vehicle=yes", "wWbBd-"),
            ("highway=footway oneway=yes", "wW----"),
            ("highway=footway oneway:foot=yes", "w-----"),
            ("highway=residential foot=use_sidepath", "--bBdD"),
            ("highway=service access=private foot=yes", "wW----"),
            ("highway=service access=no motor_vehicle=yes motorcar=no bicycle=permissive", "--bB--"),
            ("highway=residential vehicle=no", "wW----"),
            ("highway=residential access=destination", "wWbBdD"),
            ("highway=path bicycle=dismount", "wW----"),
            ("highway=residential access=strange", "wWbBdD"),
            ("highway=bridleway foot=yes", "wW----"),
        ];
        for (tags, expected) in cases {
            assert_eq!(letters(tags).as_deref(), Some(expected), "{tags}");
        }
        for none in [
            "highway=construction",
            "highway=residential access=no",
            "building=yes",
            "highway=bridleway",
            "highway=service access=private",
            "highway=raceway",
            "highway=residential construction=yes",
        ] {
            assert_eq!(letters(none), None, "{none}");
        }
    }
}
