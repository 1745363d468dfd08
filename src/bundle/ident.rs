//! Ids for features that brought none, and for those whose id is taken.

use crate::domain::{LonLat, PlaceId};
use crate::json::decimal;
use std::collections::HashMap;

/// A stable id from what makes the place itself: its name and where it is.
///
/// Not from the other properties, so that a corrected summary does not break links.
#[must_use]
pub fn from_content(name: &str, position: Option<LonLat>) -> String {
    let mut hash = fnv1a(FNV_START, name.trim().as_bytes());
    if let Some(p) = position {
        // About 0.1 m: a rewritten file with more digits keeps its ids.
        hash = fnv1a(
            hash,
            ["|", &decimal::fixed(p.lon(), 6), ",", &decimal::fixed(p.lat(), 6)]
                .concat()
                .as_bytes(),
        );
    }
    format!("x{hash:016x}")
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits: small, and the same everywhere and for ever.
fn fnv1a(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Hands out ids so that each is given once.
#[derive(Debug, Default)]
pub struct Ids {
    /// Taken ids and the last number put behind each.
    taken: HashMap<String, u32>,
}

impl Ids {
    /// The wanted id, or with `-2`, `-3` … behind it where it is taken.
    pub fn claim(&mut self, wanted: &str) -> Option<PlaceId> {
        if !self.taken.contains_key(wanted) {
            self.taken.insert(wanted.to_owned(), 1);
            return PlaceId::new(wanted).ok();
        }
        loop {
            let n = self.taken.get_mut(wanted)?;
            *n += 1;
            let id = format!("{wanted}-{n}");
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 1);
                return PlaceId::new(id).ok();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_content_are_fixed_for_ever() {
        // Links hold these: a change here breaks them.
        assert_eq!(from_content("", None), "xcbf29ce484222325");
        assert_eq!(from_content("a", None), "xaf63dc4c8601ec8c");
        let p = Some(LonLat::clamped(113.66, 34.75));
        assert_eq!(from_content("二七塔", p), from_content(" 二七塔 ", p));
        assert_ne!(from_content("二七塔", p), from_content("二七塔", None));
    }

    #[test]
    fn gives_each_id_once() {
        let mut ids = Ids::default();
        let mut claim = |id: &str| ids.claim(id).expect("an id").to_string();
        assert_eq!(claim("a"), "a");
        assert_eq!(claim("a-2"), "a-2");
        assert_eq!(claim("a"), "a-3");
        assert_eq!(claim("a"), "a-4");
        assert_eq!(claim("a-2"), "a-2-2");
    }
}
