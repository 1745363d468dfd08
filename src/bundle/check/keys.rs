//! Keys that stand twice in one object, anywhere in the file.

use super::report::Desk;
use super::{Members, Rule};
use crate::bundle::{Expected, ProblemKind};
use crate::json::Raw;
use crate::json::list;
use std::collections::HashSet;

/// Deeper than any GeoJSON goes; also keeps the walk off the end of the stack.
const DEEPEST: usize = 48;

/// Walks every object and list of the file.
pub(super) fn check(desk: &mut Desk<'_, '_>, root: Raw<'_>) {
    walk(desk, root, "", 0);
}

fn walk(desk: &mut Desk<'_, '_>, raw: Raw<'_>, field: &str, depth: usize) {
    let first = raw.get().as_bytes().first();
    if depth > DEEPEST {
        if matches!(first, Some(b'{' | b'[')) {
            desk.add(field, raw, Rule::TooDeep);
        }
        return;
    }
    match first {
        Some(b'{') => {
            let Some(members) = Members::of(raw) else {
                // Valid brackets but a key that is no text, such as half a surrogate pair.
                desk.add(field, raw, Rule::Problem(ProblemKind::WrongType(Expected::Text)));
                return;
            };
            let mut seen = HashSet::new();
            for (key, value) in members.iter() {
                if !seen.insert(key) {
                    desk.add(key, value, Rule::DuplicateKey(key.to_owned()));
                }
                walk(desk, value, key, depth + 1);
            }
        }
        Some(b'[') if holds_objects(raw.get()) => {
            for entry in list(raw).unwrap_or_default() {
                walk(desk, entry, field, depth + 1);
            }
        }
        _ => {}
    }
}

/// Lists of numbers and texts alone, coordinates above all, need no walk.
fn holds_objects(text: &str) -> bool {
    text.contains('{') || text.get(1..).is_some_and(|rest| rest.matches('[').count() > DEEPEST)
}
