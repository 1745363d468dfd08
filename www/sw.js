// The service worker: after one visit the whole map works without a network.
//
// scripts/offline.mjs puts the list of the site's files, each with its hash, in the place of the two
// constants below. So every build is a version of its own, with a cache of its own that is either
// complete or not used; a page is answered from the version it was opened with for as long as it is
// open, and a new version waits until the reader asks for it.
//
// The data (assets/) may be edited on the server without a build. Such an edit is found by `look`,
// stored as a whole set beside the version, and also waits until it is asked for.
'use strict';

const VERSION = '__VERSION__';
/** Path → [the first 16 hex digits of its SHA-256, bytes]; the page itself has the path ''. */
const FILES = '__FILES__';

const PROGRAM = `redmap-${VERSION}`;
/** What the worker must remember between its lives: see `readNotes`. */
const NOTES = 'redmap-notes';
/** Header of stored answers that holds the hash of the body. */
const MARK = 'X-Redmap-Hash';
/** Requests under way at once while storing. */
const LANES = 4;
/** The server's data is compared with the stored at most this often, in milliseconds. */
const LOOK_EVERY = 60 * 60 * 1000;

const scope = new URL(self.registration.scope);
const at = (path) => new URL(path, scope).href;
const isData = (path) => path.startsWith('assets/');
/** Names that hold a hash of their content may be taken from the browser's own cache. */
const isHashed = (path) => /-[0-9a-f]{16}(_bg)?\.\w+$/.test(path);
const TYPES = {
  css: 'text/css', geojson: 'application/geo+json', html: 'text/html', js: 'text/javascript',
  json: 'application/json', svg: 'image/svg+xml', wasm: 'application/wasm',
};

class Mismatch extends Error {}

// --- Storing -----------------------------------------------------------------------------------

async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An answer of the server that is ready to be stored; `null` where the server has no such file. */
async function get(path, how) {
  const answer = await fetch(at(path), { cache: how, credentials: 'same-origin' });
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  const bytes = await answer.arrayBuffer();
  const hash = await hashOf(bytes);
  const headers = new Headers(answer.headers);
  // The body is stored unpacked.
  headers.delete('Content-Encoding');
  headers.set('Content-Length', String(bytes.byteLength));
  headers.set(MARK, hash);
  const type = TYPES[path === '' ? 'html' : path.split('.').pop()];
  // A server that sends wasm under another type would cost its streaming compilation.
  if (type) headers.set('Content-Type', `${type}${type === 'application/wasm' ? '' : ';charset=utf-8'}`);
  return { bytes, hash, response: new Response(bytes, { headers }) };
}

/** A login page or half a file must not take the place of data that works. */
function isReadable(path, bytes) {
  if (!/\.(geo)?json$/.test(path)) return true;
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Stores one file of this version, unless an earlier attempt or an older version has it already. */
async function keep(cache, path, older) {
  const [hash] = FILES[path];
  const url = at(path);
  const same = (answer) => answer?.headers.get(MARK) === hash;
  if (same(await cache.match(url))) return;
  for (const other of older) {
    const stored = await other.match(url);
    if (same(stored)) {
      await cache.put(url, stored);
      return;
    }
  }
  let trouble = new Mismatch(path);
  for (const how of [isHashed(path) ? 'default' : 'no-cache', 'reload']) {
    // Once more after any trouble: one lost answer must not cost the whole set.
    const got = await get(path, how).catch((error) => { trouble = error; });
    const edited = isData(path) && how === 'reload';
    if (got === null) {
      if (isData(path)) return; // taken away by the people who run the site
    } else if (got && (got.hash === hash || (edited && isReadable(path, got.bytes)))) {
      await cache.put(url, got.response);
      return;
    }
  }
  throw trouble;
}

/** Runs `work` over the items, some at a time; a failure ends it once all lanes are at rest. */
async function inLanes(items, work) {
  const queue = [...items];
  const failures = [];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined && failures.length === 0; item = queue.shift()) {
      await work(item).catch((error) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failures.length > 0) throw failures[0];
}

/** Data that bundle.json names besides what the build has listed. */
function named(manifest) {
  const files = [
    ...(manifest.layers ?? []).map((layer) => layer?.file),
    manifest.stories, manifest.events, manifest.quiz, manifest.tours, manifest.people,
    manifest.network, ...Object.values(manifest.derived ?? {}),
  ];
  return files
    .filter((file) => typeof file === 'string')
    .map((file) => new URL(file, at('assets/bundle/')))
    .filter((url) => url.href.startsWith(scope.href) && url.search === '')
    .map((url) => url.href.slice(scope.href.length));
}

const BUNDLE = 'assets/bundle/bundle.json';

async function dataPaths(answer) {
  const listed = Object.keys(FILES).filter(isData);
  try {
    return [...new Set([...listed, ...named(JSON.parse(await answer.text()))])];
  } catch {
    return listed;
  }
}

async function tell(message) {
  const all = await self.clients.matchAll({ includeUncontrolled: true });
  for (const client of all) client.postMessage(message);
}

/** Tells the pages why storing stopped. */
async function tellFailure(error) {
  await tell({ redmap: error?.name === 'QuotaExceededError' ? 'full' : 'failed' });
}

async function olderCaches() {
  const names = (await caches.keys()).filter((name) =>
    name.startsWith('redmap-') && name !== PROGRAM && name !== NOTES);
  return Promise.all(names.map((name) => caches.open(name)));
}

async function install() {
  try {
    const cache = await caches.open(PROGRAM);
    const older = await olderCaches();
    const paths = Object.keys(FILES);
    let done = 0;
    await inLanes(paths, async (path) => {
      await keep(cache, path, older);
      done += 1;
      if (done % 8 === 0) await tell({ redmap: 'saving', done, of: paths.length });
    });
    const bundle = await cache.match(at(BUNDLE));
    if (bundle) {
      const added = (await dataPaths(bundle)).filter((path) => !(path in FILES));
      await inLanes(added, async (path) => {
        const got = await get(path, 'no-cache');
        if (got && isReadable(path, got.bytes)) await cache.put(at(path), got.response);
      });
    }
  } catch (error) {
    // What is stored so far stays: the next attempt goes on from there.
    await tellFailure(error);
    throw error;
  }
}

// --- Notes -------------------------------------------------------------------------------------

/**
 * `version`: of the worker that was active last; `data`: name of the edited data set in use, '' for
 * the version's own; `fresh`: one that waits; `looked`: when the server was last compared with;
 * `clients`: id of an open page → [version, data] it was opened with.
 */
async function readNotes() {
  const stored = await (await caches.open(NOTES)).match(at('notes'));
  const empty = { version: '', data: '', fresh: '', looked: 0, clients: {} };
  return stored ? { ...empty, ...(await stored.json()) } : empty;
}

let notes = null;
/** The reader has had everything taken away: nothing may be written again. */
let forgotten = false;
let writing = Promise.resolve();

function known() {
  notes ??= readNotes();
  return notes;
}

/** Changes the notes; writes are one after the other. */
async function note(change) {
  if (forgotten) return;
  const current = await known();
  change(current);
  writing = writing.then(async () => {
    await (await caches.open(NOTES)).put(at('notes'), new Response(JSON.stringify(current)));
  }).catch(() => {});
  await writing;
}

const dataCache = (data) => `redmap-data-${data}`;

/** Deletes what no open page and no waiting choice needs. */
async function tidy() {
  const current = await known();
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'all' });
  const ids = new Set(open.map((client) => client.id));
  await note((n) => {
    for (const id of Object.keys(n.clients)) if (!ids.has(id)) delete n.clients[id];
  });
  const used = new Set([PROGRAM, NOTES, dataCache(current.data), dataCache(current.fresh)]);
  for (const [version, data] of Object.values(current.clients)) {
    used.add(`redmap-${version}`).add(dataCache(data));
  }
  const names = (await caches.keys()).filter((name) => name.startsWith('redmap-') && !used.has(name));
  // A version that is being stored right now belongs to a worker that is not yet active.
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function activate() {
  const before = await known();
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  await note((n) => {
    // Pages opened under the version before this one stay with it.
    if (before.version && before.version !== VERSION) {
      for (const client of open) n.clients[client.id] ??= [before.version, before.data];
    }
    n.version = VERSION;
    n.data = '';
    n.fresh = '';
    n.looked = Date.now();
  });
  await tidy();
  await self.clients.claim();
  await tell({ redmap: 'ready' });
}

// --- Answering ---------------------------------------------------------------------------------

/** The part of a stored file that a Range header asks for (RFC 9110, one range). */
async function part(stored, range) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range);
  if (!asked || (asked[1] === '' && asked[2] === '')) return stored;
  const bytes = await stored.arrayBuffer();
  const size = bytes.byteLength;
  const start = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const end = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  const headers = new Headers(stored.headers);
  if (start > end || start >= size) {
    headers.set('Content-Range', `bytes */${size}`);
    headers.delete('Content-Length');
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
  headers.set('Content-Length', String(end - start + 1));
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}

async function stored(path, version, data) {
  const names = isData(path) && data ? [dataCache(data)] : [`redmap-${version}`];
  // A hashed name means one content, wherever it is stored.
  if (isHashed(path)) names.push(PROGRAM);
  for (const name of names) {
    if (!(await caches.has(name))) continue;
    const found = await (await caches.open(name)).match(at(path));
    if (found) return found;
  }
  return undefined;
}

async function answer(event, path) {
  const { request } = event;
  try {
    const current = await known();
    let opened = [VERSION, current.data];
    if (request.mode === 'navigate') {
      const id = event.resultingClientId;
      if (id && path === '') event.waitUntil(note((n) => { n.clients[id] = opened; }));
    } else {
      opened = current.clients[event.clientId] ?? opened;
    }
    const found = await stored(path, ...opened);
    if (found) {
      const range = request.headers.get('Range');
      return range ? await part(found, range) : found;
    }
  } catch {
    // A browser whose storage fails still has the network.
  }
  return fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  let path = url.pathname.slice(scope.pathname.length);
  if (path === 'index.html') path = '';
  // The page's own query belongs to the program; a file asked for with a query is something else.
  if (url.search !== '' && !(request.mode === 'navigate' && path === '')) return;
  if (path === 'sw.js') return;
  event.respondWith(answer(event, path));
});

// --- The server's data ------------------------------------------------------------------------

/** Whether the server says by its headers that a stored file is still the same. */
async function unchanged(path, found) {
  const head = await fetch(at(path), { method: 'HEAD', cache: 'no-store' });
  if (!head.ok) return false;
  return ['ETag', 'Last-Modified'].some((name) =>
    head.headers.has(name) && head.headers.get(name) === found.headers.get(name));
}

/**
 * Compares the server's data with the stored. What differs is fetched and stored together with the
 * rest as a set that waits; true when one does.
 */
async function look(force) {
  const current = await known();
  if (!force && Date.now() - current.looked < LOOK_EVERY) return current.fresh !== '';
  await tidy();
  const of = (path) => stored(path, VERSION, current.data);
  const bundle = await of(BUNDLE);
  if (!bundle) return false;
  const fresh = new Map();
  let differs = false;
  const check = async (path) => {
    const found = await of(path);
    if (found && await unchanged(path, found)) {
      fresh.set(path, { response: found });
      return;
    }
    const got = await get(path, 'no-cache');
    if (got && !isReadable(path, got.bytes)) throw new Mismatch(path);
    if ((got?.hash ?? '') !== (found?.headers.get(MARK) ?? '')) differs = true;
    if (got) fresh.set(path, got);
  };
  await check(BUNDLE);
  const manifest = fresh.get(BUNDLE);
  if (!manifest) return false; // no bundle there: the site is being changed
  const paths = await dataPaths(manifest.response.clone());
  await inLanes(paths.filter((path) => path !== BUNDLE), check);
  await note((n) => { n.looked = Date.now(); });
  if (!differs) return false;
  const marks = paths.map((path) => `${path} ${fresh.get(path)?.response.headers.get(MARK) ?? ''}\n`);
  const name = await hashOf(new TextEncoder().encode(marks.join('')));
  const cache = await caches.open(dataCache(name));
  for (const [path, { response }] of fresh) await cache.put(at(path), response);
  await note((n) => { n.fresh = name; });
  return true;
}

// --- Messages of the page (www/later/offline.js) -------------------------------------------------

const ORDERS = {
  /** The reader wants the new version. */
  take: () => self.skipWaiting(),
  /** A page tells which version it runs. */
  hello: async ({ version }, id) => {
    const current = await known();
    // It may have come from the network, before this worker was there.
    if (!current.clients[id]) {
      await note((n) => { n.clients[id] = [version, version === VERSION ? n.data : '']; });
    }
    const [, data] = current.clients[id] ?? [VERSION, current.data];
    return {
      stale: version !== VERSION || data !== current.data,
      complete: Boolean(await stored('', VERSION, '')),
    };
  },
  /** Store everything again: the reader had it taken away, or the browser did. */
  restore: async () => {
    forgotten = false;
    try {
      await install();
      await note((n) => { n.version = VERSION; });
      return { complete: true };
    } catch {
      return { complete: false };
    }
  },
  /** Everything is being taken away. */
  forget: async () => {
    await writing;
    forgotten = true;
    notes = null;
    return {};
  },
  /** Has the data on the server changed? */
  look: async ({ force }) => {
    try {
      return { fresh: await look(force) };
    } catch (error) {
      if (error?.name === 'QuotaExceededError') await tellFailure(error);
      return { fresh: false };
    }
  },
  /** The reader wants the new data. */
  use: async () => {
    await note((n) => {
      if (n.fresh) n.data = n.fresh;
      n.fresh = '';
    });
    return {};
  },
};

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const order = ORDERS[event.data?.order];
  if (!order) return;
  event.waitUntil((async () => {
    const reply = await order(event.data, event.source?.id);
    event.ports[0]?.postMessage(reply);
  })());
});
