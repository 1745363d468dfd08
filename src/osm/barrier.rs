//! Who may pass a point, by "Key:barrier" of the OpenStreetMap wiki and the pages of its values.

use super::access::open;
use super::tags::Tags;
use crate::engine::network::{Access, Mode};

/// Who may pass a point; everyone where no barrier stands on it. What the wiki documents no default
/// for lets nobody pass ("Barriers with undocumented default access imply access=no").
#[must_use]
pub fn passes(tags: &Tags) -> Access {
    let Some(barrier) = tags.get("barrier").filter(|v| *v != "no") else {
        return Access::ALL;
    };
    let defaults = match barrier {
        // Openings, and what is opened or driven over.
        "gate" | "lift_gate" | "swing_gate" | "sliding_gate" | "sliding_beam" | "wicket_gate"
        | "bump_gate" | "hampshire_gate" | "entrance" | "toll_booth" | "cattle_grid" | "kerb"
        | "height_restrictor" | "border_control" | "coupure" | "rope" | "width_restrictor"
        | "checkpoint" => [true; 3],
        // What keeps cars out.
        "bollard" | "block" | "jersey_barrier" | "cycle_barrier" | "motorcycle_barrier"
        | "chain" | "log" | "planter" | "bus_trap" | "sump_buster" | "bar" | "barrier_board" => {
            [true, true, false]
        }
        // What only a person on foot gets through.
        "stile"
        | "kissing_gate"
        | "turnstile"
        | "full-height_turnstile"
        | "step"
        | "horse_stile" => [true, false, false],
        _ => [false; 3],
    };
    Mode::ALL.into_iter().zip(defaults).fold(Access::NONE, |access, (mode, default)| {
        let pass = open(tags, mode).unwrap_or(default);
        access.with(mode, pass, pass)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_who_may_pass() {
        let cases = [
            ("", "wbd"),
            ("barrier=no", "wbd"),
            ("barrier=gate", "wbd"),
            ("barrier=bollard", "wb-"),
            ("barrier=stile", "w--"),
            ("barrier=wall", "---"),
            ("barrier=yes", "---"),
            ("barrier=gate access=private", "---"),
            ("barrier=gate access=no foot=yes", "w--"),
            ("barrier=bollard motor_vehicle=yes", "wbd"),
            ("barrier=cycle_barrier bicycle=no", "w--"),
            ("highway=crossing foot=no", "wbd"),
        ];
        for (text, expected) in cases {
            let tags: Tags = text.split(' ').filter_map(|pair| pair.split_once('=')).collect();
            let access = passes(&tags);
            let letters: String = Mode::ALL
                .into_iter()
                .zip("wbd".chars())
                .map(|(mode, letter)| if access.any(mode) { letter } else { '-' })
                .collect();
            assert_eq!(letters, expected, "{text}");
        }
    }
}
