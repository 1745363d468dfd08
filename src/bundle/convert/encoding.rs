//! The text of a file whose encoding nobody wrote down.

use super::trouble::ConvertError;
use crate::bundle::ProblemKind;
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// By its byte-order mark, else UTF-8 if it is that, else GB18030, as Excel writes it in China.
///
/// # Errors
/// When it is none of these.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ConvertError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if bad { Err(not_text()) } else { Ok(text) };
    }
    // Images and archives pass for text too often, but text never holds a zero.
    if bytes.contains(&0) {
        return Err(not_text());
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let (text, bad) = GB18030.decode_without_bom_handling(bytes);
    if bad { Err(not_text()) } else { Ok(text) }
}

fn not_text() -> ConvertError {
    ConvertError::of_file(ProblemKind::NotUtf8.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_excel_writes() {
        for bytes in [
            &b"\xc3\xfb\xb3\xc6"[..],    // GB18030
            b"\xe5\x90\x8d\xe7\xa7\xb0", // UTF-8
            b"\xef\xbb\xbf\xe5\x90\x8d\xe7\xa7\xb0",
            b"\xff\xfe\x0d\x54\xf0\x79", // UTF-16, “Unicode text”
        ] {
            assert_eq!(decode(bytes).expect("text"), "名称");
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(decode(b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00").is_err());
        assert!(decode(b"\xff\xff\xff\xff").is_err());
    }
}
