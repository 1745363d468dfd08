// What the page's own scripts do once the first map stands; fetched by boot.js, bundled by
// scripts/offline.mjs.
import './offline.js';
import './speak.js';
