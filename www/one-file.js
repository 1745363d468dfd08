// First script of the one-file edition (scripts/one-file.mjs): unpacks what lies in the page and
// answers the program's requests from it.
'use strict';

const packed = document.getElementById('redmap-files').textContent;
const TYPES = { wasm: 'application/wasm', js: 'text/javascript' };

async function unpack() {
  const coded = atob(packed);
  const bytes = new Uint8Array(coded.length);
  for (let i = 0; i < coded.length; i += 1) bytes[i] = coded.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(all.buffer).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + length)));
  const files = new Map();
  let from = 4 + length;
  for (const [path, size] of list) {
    files.set(path, all.subarray(from, from + size));
    from += size;
  }
  return files;
}

const unpacked = unpack();
/** The files, once unpacked: the program itself comes from them, so it finds them here. */
let ready = new Map();
unpacked.then((files) => { ready = files; });
const folder = new URL('.', document.baseURI).href;
const real = window.fetch.bind(window);

/** The path inside the edition that an address means, if it means one. */
function inside(address) {
  const url = new URL(address instanceof Request ? address.url : address, document.baseURI);
  return url.href.startsWith(folder) ? decodeURIComponent(url.href.slice(folder.length).split(/[?#]/)[0]) : null;
}

window.fetch = async (address, options) => {
  const path = inside(address);
  if (path === null) return real(address, options);
  const bytes = (await unpacked).get(path);
  if (!bytes) return new Response(null, { status: 404 });
  const type = TYPES[path.split('.').pop()] ?? 'application/octet-stream';
  return new Response(bytes, { headers: { 'Content-Type': type, 'Content-Length': String(bytes.length) } });
};

function base64(bytes) {
  let coded = '';
  for (let i = 0; i < bytes.length; i += 0x8000) coded += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(coded);
}

// A worker's script becomes a blob; the module it names becomes an address that holds the bytes.
const RealWorker = window.Worker;
window.Worker = class extends RealWorker {
  constructor(address, options) {
    const script = ready.get(inside(address) ?? '');
    if (!script) {
      super(address, options);
      return;
    }
    const text = new TextDecoder().decode(script).replace(/redmap-[\w-]+\.wasm/g, (name) =>
      (ready.has(name) ? `data:application/wasm;base64,${base64(ready.get(name))}` : name));
    super(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), options);
  }
};
