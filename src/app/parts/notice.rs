//! A notice: icon, what is so, what to do.

use super::glyph;
use crate::present::shapes::Icon;
use yew::prelude::*;

/// A bordered box above the list or in a card: warns (ochre) or informs (blue); `more` comes below.
pub fn notice_box(warns: bool, strong: &str, text: &str, more: Html) -> Html {
    let (class, icon) = if warns { ("note", Icon::Warn) } else { ("note info", Icon::Info) };
    html! {
        <div {class}>
            { glyph(icon, 20) }
            <div>
                <p><b>{ strong }</b>{ " " }{ text }</p>
                { more }
            </div>
        </div>
    }
}
