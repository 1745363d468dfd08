//! Which addresses and paths a bundle may name.

/// The address, if it is http or https with a host and nothing that could hide its target.
///
/// `javascript:` and `data:` would run in the page; `https://known@other` shows one host and opens another.
#[must_use]
pub fn safe_link(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = strip_scheme(text, "https://").or_else(|| strip_scheme(text, "http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '<' | '>' | '"');
    (!host.is_empty() && !host.contains('@') && !text.contains(odd)).then_some(text)
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Whether a path names a file inside the bundle's folder, both on a disk and as an address.
///
/// A browser reads `%2e%2e`, tabs and backslashes as ways up, so such characters are refused altogether.
#[must_use]
pub fn safe_path(path: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '%' | '?' | '#');
    !path.is_empty()
        && !path.contains(odd)
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_web_addresses_through() {
        for url in
            ["https://www.zz.gov.cn/a?b=1#c", "HTTP://example.org", " http://localhost:8000/ "]
        {
            assert_eq!(safe_link(url), Some(url.trim()), "{url}");
        }
    }

    #[test]
    fn stops_everything_else() {
        for url in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "www.example.org",
            "https://",
            "https:///path",
            "https://known.cn@evil.example/",
            "https://a b",
            "java\nscript:x",
            "https://a\\@b",
            "ftp://example.org",
            "中文",
        ] {
            assert_eq!(safe_link(url), None, "{url:?}");
        }
    }

    #[test]
    fn keeps_paths_inside() {
        for path in ["a.geojson", "layers/a.geojson", "图层/史迹.geojson", "a..b.geojson"] {
            assert!(safe_path(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "./a",
            "a//b",
            "a/",
            "C:\\x",
            "C:x",
            "https://e.org/a",
            "%2e%2e/a",
            "a?b",
            "a#b",
            "a\tb",
            "..\\a",
        ] {
            assert!(!safe_path(path), "{path:?}");
        }
    }
}
