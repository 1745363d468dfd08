//! What the markup tests share: a piece of the page, as text.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct Shown {
    html: Html,
}

#[component]
fn Show(props: &Shown) -> Html {
    props.html.clone()
}

/// A piece of the page as the browser would get it, without marks for taking it over.
pub async fn drawn(html: Html) -> String {
    let renderer = yew::LocalServerRenderer::<Show>::with_props(Shown { html });
    renderer.hydratable(false).render().await
}
