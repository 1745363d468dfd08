//! What `redmap pack` works out once, so that no browser has to: files beside the bundle, named in
//! `bundle.json` under `derived`, e.g. `"derived": {"hours": "derived/hours.json"}`. A bundle without
//! them works; what needs them says so.

pub mod hours;
#[cfg(feature = "cli")]
pub mod hours_pack;

/// `bundle.json` with a file named under `derived`; everything else stays as its editors wrote it.
/// A text that is no object comes back unchanged.
#[cfg(feature = "cli")]
#[must_use]
pub fn name_in_manifest(manifest: &str, key: &str, file: &str) -> String {
    use crate::bundle::v1::quoted;
    use crate::json::{Members, Raw};

    let entry = [&quoted(key), ": ", &quoted(file)].concat();
    let Some(root) = Raw::parse(manifest).ok().and_then(Members::of) else {
        return manifest.to_owned();
    };
    let (object, indent, entry) = match root.get("derived") {
        Some(derived) => {
            let Some(members) = Members::of(derived) else { return manifest.to_owned() };
            if let Some(old) = members.get(key) {
                let at = offset(manifest, old.get());
                return [&manifest[..at], &quoted(file), &manifest[at + old.get().len()..]]
                    .concat();
            }
            (offset(manifest, derived.get()) + derived.get().len(), "\n    ", entry)
        }
        None => (manifest.trim_end().len(), "\n  ", ["\"derived\": {", &entry, "}"].concat()),
    };
    // Before the brace that closes the object, after its last member.
    let before = manifest[..object - 1].trim_end();
    let comma = if before.ends_with('{') { "" } else { "," };
    let rest = &manifest[before.len()..];
    [before, comma, indent, &entry, rest].concat()
}

/// Where a slice of a text begins in it.
#[cfg(feature = "cli")]
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn only_one_member_changes() {
        let add = |text: &str| name_in_manifest(text, "hours", "d/h.json");
        assert_eq!(
            add("{\n  \"redmap\": 1,\n  \"x\": 1.10\n}\n"),
            "{\n  \"redmap\": 1,\n  \"x\": 1.10,\n  \"derived\": {\"hours\": \"d/h.json\"}\n}\n"
        );
        assert_eq!(
            add("{\"derived\": {\"search\": \"s\"}, \"y\": 2}"),
            "{\"derived\": {\"search\": \"s\",\n    \"hours\": \"d/h.json\"}, \"y\": 2}"
        );
        assert_eq!(add("{\"derived\": {}}"), "{\"derived\": {\n    \"hours\": \"d/h.json\"}}");
        let done = add("{\"derived\": {\"hours\": \"old\"}}");
        assert_eq!(done, "{\"derived\": {\"hours\": \"d/h.json\"}}");
        assert_eq!(add(&done), done);
        assert_eq!(add("[]"), "[]");
    }
}
