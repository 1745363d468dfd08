//! A notice: icon, what is so, what to do.

use super::Glyph;
use crate::present::shapes::Icon;
use yew::prelude::*;

/// Properties of [`NoticeBox`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Warns (ochre) rather than informs (blue).
    pub warns: bool,
    /// What is so.
    pub strong: AttrValue,
    /// What to do.
    #[prop_or_default]
    pub text: AttrValue,
    /// More below.
    #[prop_or_default]
    pub children: Html,
}

/// A bordered box above the list or in a card.
#[component]
pub fn NoticeBox(props: &Props) -> Html {
    let (class, icon) = if props.warns { ("note", Icon::Warn) } else { ("note info", Icon::Info) };
    html! {
        <div {class}>
            <Glyph {icon} />
            <div>
                <p><b>{ &props.strong }</b>{ " " }{ &props.text }</p>
                { props.children.clone() }
            </div>
        </div>
    }
}
