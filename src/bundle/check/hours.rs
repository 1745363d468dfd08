//! Opening hours by the grammar of OpenStreetMap.

/// Why the hours are not OSM syntax, or nothing.
///
/// The whole grammar decides where spreadsheets can be read; elsewhere only its words (`bundle::hours`).
pub(super) fn fault(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if !crate::bundle::hours::looks_like_hours(text) {
        return Some(text.to_owned());
    }
    #[cfg(feature = "convert")]
    if opening_hours_syntax::parse(text).is_err() {
        return Some(text.to_owned());
    }
    None
}
