// The page's side of the service worker (www/sw.js). The
// program hears of it by the event `redmap-offline` and asks `window.redmapOffline`; its buttons
// say what they want by `data-offline`.
const OFF = 'redmap.offline';
const worker = navigator.serviceWorker;
const own = document.querySelector('meta[name=version]')?.content ?? '';

const offline = {
  /** Files kept for offline use, their kilobytes, and all that the site keeps here. */
  files: 0, kilobytes: 0, all: 0,
  /** none: not possible here; off: by the reader's wish; saving, ready, full, failed. */
  word: 'none',
  /** A new version waits for the reader's yes. */
  update: false,
};
window.redmapOffline = offline;

/** The worker's registration. */
let known = null;
/** Whether the reader has asked for the new version in this window. */
let asked = false;

function say(change) {
  Object.assign(offline, change);
  window.dispatchEvent(new Event('redmap-offline'));
  if ('word' in change && change.word !== 'saving') count();
}

function setting(value) {
  try {
    if (value === undefined) return localStorage.getItem(OFF);
    if (value === null) localStorage.removeItem(OFF); else localStorage.setItem(OFF, value);
  } catch { /* refused: then it starts afresh next time */ }
  return null;
}

/** Sends an order to a worker and waits for its reply. */
function send(to, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    to.postMessage(message, [port2]);
  });
}

/** Notices a version that waits, now or later. */
function watch(registration) {
  const look = (coming) => coming?.addEventListener('statechange', () => {
    if (coming.state === 'installed' && registration.active) say({ update: true });
    // It reports by message why it failed; a page that came later only sees that it did.
    if (coming.state === 'redundant' && !registration.active && offline.word === 'saving') {
      say({ word: 'failed' });
    }
  });
  if (registration.waiting && registration.active) say({ update: true });
  look(registration.installing);
  registration.addEventListener('updatefound', () => look(registration.installing));
}

async function greet() {
  const { active, waiting, installing } = known;
  if (!active) return;
  const { stale, complete } = await send(active, { order: 'hello', version: own });
  if (!complete) {
    say({ word: 'saving' });
    const restored = await send(active, { order: 'restore' });
    if (!restored.complete) {
      if (offline.word === 'saving') say({ word: 'failed' });
      return;
    }
  }
  say({ word: 'ready', update: offline.update || stale });
  // With a new program its data comes along.
  if (waiting || installing || stale || !navigator.onLine) return;
  const { fresh } = await send(active, { order: 'look' });
  if (fresh) say({ update: true });
}

/** Makes the page work without a network from now on. */
async function save() {
  setting(null);
  say({ word: 'saving' });
  try {
    known = await worker.register('sw.js', { updateViaCache: 'none' });
  } catch {
    return say({ word: 'failed' });
  }
  if (!known) return say({ word: 'none' }); // a browser that pretends
  watch(known);
  if (known.active) await greet();
  known.update().catch(() => {}); // without a network the stored version is the newest known
}

/** What the reader's yes to the new version does. */
async function renew() {
  asked = true;
  if (known?.waiting) {
    known.waiting.postMessage({ order: 'take' }); // `controllerchange` follows
  } else if (known?.active) {
    await send(known.active, { order: 'use' });
    location.reload();
  }
}

/** Counts what is stored. */
async function count() {
  let files = 0;
  let bytes = 0;
  for (const name of window.caches ? await caches.keys() : []) {
    if (!name.startsWith('redmap-') || name === 'redmap-notes') continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      files += 1;
      bytes += Number((await cache.match(request))?.headers.get('Content-Length') ?? 0);
    }
  }
  const { usage = 0 } = await navigator.storage?.estimate?.() ?? {};
  say({ files, kilobytes: Math.round(bytes / 1000), all: Math.round(usage / 1000) });
}

/** Takes the stored files away; what the reader has made stays. */
async function clear() {
  setting('off');
  if (known?.active) await send(known.active, { order: 'forget' });
  await known?.unregister();
  for (const name of await caches.keys()) if (name.startsWith('redmap-')) await caches.delete(name);
  known = null;
  say({ word: 'off', update: false });
}

document.addEventListener('click', (event) => {
  const wish = event.target.closest?.('[data-offline]')?.dataset.offline;
  if (wish === 'update') renew();
  if (wish === 'clear') clear();
  if (wish === 'save') save();
});

// Without https, in an old browser, in a frame or in the one-file edition there is nothing to do.
const possible = worker && window.isSecureContext && window.caches && window.top === window &&
  !document.documentElement.dataset.edition;
if (!possible) say({});
else start();

function start() {
  worker.addEventListener('message', (event) => {
    const { redmap } = event.data ?? {};
    if (redmap === 'ready') greet();
    else if (redmap === 'full' || redmap === 'failed') {
      // A newer version that did not come leaves the stored one whole.
      if (!known?.active || redmap === 'full') say({ word: redmap });
    } else if (redmap === 'saving' && !known?.active) say({ word: 'saving' });
  });
  worker.startMessages();
  worker.addEventListener('controllerchange', () => {
    // Only where the reader has asked: another window keeps what it runs.
    if (asked) location.reload();
    else if (known?.active) greet();
  });
  window.addEventListener('online', () => { if (offline.word === 'failed') save(); });
  // An installed map may stay open for days.
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !known?.active || Date.now() - looked < 3_600_000) return;
    looked = Date.now();
    known.update().catch(() => {});
    greet();
  });
  if (setting() === 'off') say({ word: 'off' });
  else save();
}
