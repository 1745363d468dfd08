//! A map of one's own, as a layer of changes over a bundle that stays as it is: features that can be
//! edited, what was changed in them, patches that carry changes, and merging with a bundle that moved on.
//!
//! Values stay the JSON they were written as, so that what this program does not know is not lost.

pub mod feature;
pub mod merge;
pub mod outline;
pub mod patch;

pub use feature::Sketch;
pub use merge::{Clash, Outcome, merge};
pub use outline::Outline;
pub use patch::{Patch, PatchError};

/// A value without the space between its parts: two spellings of one value are then equal, but for
/// numbers and escapes, which stay as they were written.
#[must_use]
pub fn compact(json: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::with_capacity(json.len()), false, false);
    for c in json.chars() {
        if quoted {
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if c.is_ascii_whitespace() {
            continue;
        } else {
            quoted = c == '"';
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn space_goes_but_not_inside_texts() {
        assert_eq!(compact("{ \"a b\" : [1, \"\\\" x\\\\\" ,\n 2] }"), r#"{"a b":[1,"\" x\\",2]}"#);
    }
}
