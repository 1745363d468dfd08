//! The grammar of JSON (RFC 8259), walked without building anything.

/// Levels of nesting that are read; bundles need about eight.
const DEPTH: u32 = 127;

/// The words of a fault where brackets are nested deeper than is read.
pub const TOO_DEEP: &str = "nested too deep";

/// Where and how a text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Offset in bytes.
    pub offset: usize,
    /// What is wrong; `None` where the text simply ends.
    pub words: Option<&'static str>,
}

type Step = Result<usize, Fault>;

/// An error at an offset, or the end of the text if it lies there.
fn fault(bytes: &[u8], offset: usize, words: &'static str) -> Fault {
    if offset < bytes.len() {
        Fault { offset, words: Some(words) }
    } else {
        Fault { offset: bytes.len(), words: None }
    }
}

/// The first offset from `i` on that is no white space.
pub(super) fn space(bytes: &[u8], mut i: usize) -> usize {
    while matches!(bytes.get(i), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        i += 1;
    }
    i
}

/// The offset behind the value that starts at `i`.
pub(super) fn value(bytes: &[u8], i: usize, depth: u32) -> Step {
    match bytes.get(i) {
        Some(b'{') => entries(bytes, i, depth, b'}'),
        Some(b'[') => entries(bytes, i, depth, b']'),
        Some(b'"') => string(bytes, i),
        Some(b'-' | b'0'..=b'9') => number(bytes, i),
        Some(b't') => word(bytes, i, b"true"),
        Some(b'f') => word(bytes, i, b"false"),
        Some(b'n') => word(bytes, i, b"null"),
        _ => Err(fault(bytes, i, "expected value")),
    }
}

/// An object or a list; `close` tells which.
fn entries(bytes: &[u8], open: usize, depth: u32, close: u8) -> Step {
    if depth >= DEPTH {
        return Err(Fault { offset: open, words: Some(TOO_DEEP) });
    }
    let object = close == b'}';
    let mut i = space(bytes, open + 1);
    if bytes.get(i) == Some(&close) {
        return Ok(i + 1);
    }
    loop {
        if object {
            i = key(bytes, i)?.1;
        }
        i = space(bytes, value(bytes, i, depth + 1)?);
        match bytes.get(i) {
            Some(b) if *b == close => return Ok(i + 1),
            Some(b',') => {
                let next = space(bytes, i + 1);
                if bytes.get(next) == Some(&close) {
                    return Err(fault(bytes, next, "trailing comma"));
                }
                i = next;
            }
            _ if object => return Err(fault(bytes, i, "expected `,` or `}`")),
            _ => return Err(fault(bytes, i, "expected `,` or `]`")),
        }
    }
}

/// A key and its colon: the offset behind the key's quotes, and where the value starts.
pub(super) fn key(bytes: &[u8], i: usize) -> Result<(usize, usize), Fault> {
    if bytes.get(i) != Some(&b'"') {
        return Err(fault(bytes, i, "key must be a string"));
    }
    let end = string(bytes, i)?;
    let colon = space(bytes, end);
    if bytes.get(colon) != Some(&b':') {
        return Err(fault(bytes, colon, "expected `:`"));
    }
    Ok((end, space(bytes, colon + 1)))
}

fn string(bytes: &[u8], open: usize) -> Step {
    let mut i = open + 1;
    loop {
        match bytes.get(i) {
            Some(b'"') => return Ok(i + 1),
            Some(b'\\') => match bytes.get(i + 1) {
                Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => i += 2,
                Some(b'u') => {
                    let hex =
                        (i + 2..i + 6).find(|&h| !bytes.get(h).is_some_and(u8::is_ascii_hexdigit));
                    if let Some(h) = hex {
                        return Err(fault(bytes, h, "invalid escape"));
                    }
                    i += 6;
                }
                _ => return Err(fault(bytes, i + 1, "invalid escape")),
            },
            Some(0..=0x1f) => {
                return Err(fault(bytes, i, "control character in a string"));
            }
            Some(_) => i += 1,
            None => return Err(fault(bytes, i, "")),
        }
    }
}

fn number(bytes: &[u8], start: usize) -> Step {
    let digits = |from: usize| {
        let mut i = from;
        while bytes.get(i).is_some_and(u8::is_ascii_digit) {
            i += 1;
        }
        if i == from { Err(fault(bytes, i, "invalid number")) } else { Ok(i) }
    };
    let mut i = start + usize::from(bytes.get(start) == Some(&b'-'));
    if bytes.get(i) == Some(&b'0') {
        i += 1;
        if bytes.get(i).is_some_and(u8::is_ascii_digit) {
            return Err(fault(bytes, i, "invalid number"));
        }
    } else {
        i = digits(i)?;
    }
    if bytes.get(i) == Some(&b'.') {
        i = digits(i + 1)?;
    }
    if matches!(bytes.get(i), Some(b'e' | b'E')) {
        i += 1;
        i = digits(i + usize::from(matches!(bytes.get(i), Some(b'+' | b'-'))))?;
    }
    Ok(i)
}

fn word(bytes: &[u8], i: usize, word: &[u8]) -> Step {
    let wrong = (0..word.len()).find(|&k| bytes.get(i + k) != word.get(k));
    match wrong {
        None => Ok(i + word.len()),
        Some(k) => Err(fault(bytes, i + k, "expected ident")),
    }
}

/// The text of a string value in its quotes, escapes resolved; `None` for half a surrogate pair.
pub(super) fn unescape(quoted: &str) -> Option<String> {
    let mut rest = quoted.get(1..quoted.len().checked_sub(1)?)?;
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (escape, mut used) = (rest.as_bytes().get(at + 1)?, at + 2);
        out.push(match escape {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let unit = |from: usize| u32::from_str_radix(rest.get(from..from + 4)?, 16).ok();
                let first = unit(used)?;
                used += 4;
                if (0xd800..0xdc00).contains(&first) && rest.get(used..used + 2) == Some("\\u") {
                    let second = unit(used + 2)?.checked_sub(0xdc00).filter(|s| *s < 0x400)?;
                    used += 6;
                    char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)?
                } else {
                    char::from_u32(first)?
                }
            }
            other => char::from(*other),
        });
        rest = &rest[used..];
    }
    out.push_str(rest);
    Some(out)
}
