//! Order of names: the browser knows pinyin order, so no table travels with the app.

use crate::domain::{Atlas, Place, order};
use crate::state::NameOrder;
use js_sys::{Array, Intl::Collator, Object};
use wasm_bindgen::JsValue;

/// Ranks of all places by Chinese and by English name.
#[must_use]
pub fn order(atlas: &Atlas) -> NameOrder {
    NameOrder {
        zh: ranks(atlas, "zh-CN-u-co-pinyin", |p| &p.name.zh),
        en: ranks(atlas, "en", |p| if p.name.en.is_empty() { &p.name.zh } else { &p.name.en }),
    }
}

fn ranks(atlas: &Atlas, locale: &str, name: impl Fn(&Place) -> &str) -> Vec<u32> {
    let collator = Collator::new(&Array::of1(&locale.into()), &Object::new());
    let compare = collator.compare();
    let places = atlas.places();
    let order = order::indices(places.len(), &|a, b| {
        let (x, y) = (name(&places[a]).into(), name(&places[b]).into());
        let said = compare.call2(&JsValue::NULL, &x, &y).ok().and_then(|v| v.as_f64());
        said.unwrap_or(0.0).total_cmp(&0.0)
    });
    let mut out = vec![0; places.len()];
    for (rank, place) in order.into_iter().enumerate() {
        out[place] = u32::try_from(rank).unwrap_or(u32::MAX);
    }
    out
}
