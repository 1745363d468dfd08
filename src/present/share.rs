//! Passing the view on: its link, and the lines that put it into another page.

use crate::domain::percent;
use crate::state::{Link, Route, State, select};

/// The hash of what is shared: a place stands for itself, without the map's position and the filters;
/// a view with them.
#[must_use]
pub fn hash(s: &State) -> String {
    let link = select::link(s);
    let link = match link.route {
        Route::Place(_) => {
            Link { at: None, layers: None, years: None, picks: Vec::new(), own: Vec::new(), ..link }
        }
        _ => link,
    };
    // Chat apps end a link at the first Chinese character.
    percent::encode(&link.to_hash(), |c| c.is_ascii())
}

/// The address of this page with another hash, and with or without `embed=1`.
///
/// `page` is the address as the browser has it; its own hash is dropped, any `?bundle=` is kept.
#[must_use]
pub fn address(page: &str, embed: bool, hash: &str) -> String {
    let page = page.split('#').next().unwrap_or(page);
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let mut keys: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && *p != "embed" && !p.starts_with("embed="))
        .collect();
    if embed {
        keys.push("embed=1");
    }
    let mark = if keys.is_empty() { "" } else { "?" };
    [path, mark, &keys.join("&"), hash].concat()
}

/// The HTML that shows an address in a frame.
#[must_use]
pub fn snippet(address: &str, title: &str) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    [
        "<iframe src=\"",
        &safe(address),
        "\" title=\"",
        &safe(title),
        "\" width=\"100%\" height=\"480\" loading=\"lazy\" allow=\"geolocation; clipboard-write\"></iframe>",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, reduce};

    #[test]
    fn keeps_the_bundle_and_drops_the_frame() {
        let page =
            "https://example.org/map/?embed=1&bundle=https://b.org/x&embed#/explore?at=1,2,3";
        assert_eq!(
            address(page, false, "#/place/a"),
            "https://example.org/map/?bundle=https://b.org/x#/place/a"
        );
        assert_eq!(address("https://e.org/", true, "#/explore"), "https://e.org/?embed=1#/explore");
        assert_eq!(
            address("https://e.org/?embed=1", false, "#/explore"),
            "https://e.org/#/explore"
        );
    }

    #[test]
    fn a_snippet_cannot_break_out() {
        let html = snippet("https://e.org/?a=1&b=\"2", "“红色”<地图>\"");
        assert!(html.starts_with(
            "<iframe src=\"https://e.org/?a=1&amp;b=&quot;2\" title=\"“红色”&lt;地图>&quot;\""
        ));
    }

    #[test]
    fn links_are_ascii() {
        let open = |hash: &str| reduce(State::default(), Action::LinkOpened(Link::parse(hash)));
        assert_eq!(
            hash(&open("#/explore?subdistrict=未来")),
            "#/explore?subdistrict=%E6%9C%AA%E6%9D%A5"
        );
        let place = "#/place/a?at=113.6,34.7,15&layers=park&years=1919-1949&lang=en";
        assert_eq!(hash(&open(place)), "#/place/a?lang=en");
    }
}
