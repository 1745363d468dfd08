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
