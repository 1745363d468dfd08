//! Percent-encoding of text for addresses, RFC 3986.

/// The text with everything but unreserved characters and those `keep` names written as `%XX` of UTF-8.
#[must_use]
pub fn encode(text: &str, keep: fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '~') || keep(c) {
            out.push(c);
        } else {
            let mut utf8 = [0; 4];
            for b in c.encode_utf8(&mut utf8).bytes() {
                out.push('%');
                for nibble in [b >> 4, b & 15] {
                    let zero = if nibble < 10 { b'0' } else { b'A' - 10 };
                    out.push(char::from(zero + nibble));
                }
            }
        }
    }
    out
}

/// The text as one component of any address: nothing but unreserved characters is left as it is.
#[must_use]
pub fn component(text: &str) -> String {
    encode(text, |_| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_nothing_that_divides_an_address() {
        assert_eq!(component("a|b,c&d=(e)"), "a%7Cb%2Cc%26d%3D%28e%29");
        assert_eq!(component("二七"), "%E4%BA%8C%E4%B8%83");
        assert_eq!(component("🚩~"), "%F0%9F%9A%A9~");
        assert_eq!(encode("二 七:*", |c| !c.is_ascii() || c == ':'), "二%20七:%2A");
    }
}
