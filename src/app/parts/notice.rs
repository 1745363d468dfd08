//! A notice: icon, what is so, what to do.

use super::el::{El, el};
use super::glyph;
use crate::present::shapes::Icon;

/// A bordered box above the list or in a card: warns (ochre) or informs (blue); `more` comes below.
pub fn notice_box(warns: bool, strong: &str, text: &str, more: Vec<El>) -> El {
    let (class, icon) = if warns { ("note", Icon::Warn) } else { ("note info", Icon::Info) };
    let words = el("p").put(el("b").text(strong)).word(" ").text(text);
    el("div").class(class).put(glyph(icon, 20)).put(el("div").put(words).all(more, |e| e))
}
