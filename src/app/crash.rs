//! A panic must not leave a dead screen: `boot.js` shows a readable page with 重新载入.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Set up by `www/boot.js`, which holds the page in both languages.
    #[wasm_bindgen(js_name = redmapCrash, catch)]
    fn redmap_crash(message: &str) -> Result<(), JsValue>;
}

/// Shows the crash page.
pub fn show(message: &str) {
    // Without boot.js (in a test page) there is nothing to show it on.
    let _ = redmap_crash(message);
}

/// Sends every panic to the crash page.
pub fn install() {
    std::panic::set_hook(Box::new(|info| show(&info.to_string())));
}
