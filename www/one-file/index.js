// First script of the one-file edition (scripts/one-file.mjs): unpacks what lies in the page, puts
// its sheet and scripts into place and answers the program's requests from it.
import { unlzma } from './lzma.js';

const TYPES = { wasm: 'application/wasm', js: 'text/javascript' };

/** Bytes: length of the list (4, little endian), list as JSON [[path, bytes]…], then the files. */
function unpack(id) {
  const element = document.getElementById(id);
  const { size, lc, lp, pb } = JSON.parse(element.dataset.packed);
  const all = unlzma(bytesOf(element.textContent), size, { lc, lp, pb });
  element.remove();
  const length = new DataView(all.buffer).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + length)));
  const files = new Map();
  let from = 4 + length;
  for (const [path, bytes] of list) {
    files.set(path, all.subarray(from, from + bytes));
    from += bytes;
  }
  return files;
}

/** The page is in windows-1252, where each byte is a character, so that a byte costs a byte. */
function bytesOf(text) {
  const codes = new Map();
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  [...new TextDecoder('windows-1252').decode(every)].forEach((letter, byte) => codes.set(letter.charCodeAt(0), byte));
  const bytes = new Uint8Array(text.length);
  let end = 0;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    // What a page cannot hold stands behind a sign (scripts/one-file.mjs, `written`).
    const mask = code === 0x3d ? 0x40 : 0;
    if (mask) {
      i += 1;
      code = text.charCodeAt(i);
    }
    bytes[end] = (code < 0x80 || (code > 0x9f && code < 0x100) ? code : codes.get(code)) ^ mask;
    end += 1;
  }
  return bytes.subarray(0, end);
}

let files = new Map();
/** The workers and their modules: half of all bytes, and unpacked only when one is started. */
let heavy = null;

function find(path) {
  const found = files.get(path);
  if (found || !files.get('#heavy')?.names.has(path)) return found;
  heavy ??= unpack('redmap-heavy');
  return heavy.get(path);
}

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
  const bytes = find(path);
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
    const script = find(inside(address) ?? '');
    if (!script) {
      super(address, options);
      return;
    }
    const text = new TextDecoder().decode(script).replace(/redmap-[\w-]+\.wasm/g, (name) => {
      const bytes = find(name);
      return bytes ? `data:application/wasm;base64,${base64(bytes)}` : name;
    });
    super(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), options);
  }
};

/** An element whose text the page's policy knows by its hash. */
function add(tag, path, parent) {
  const element = document.createElement(tag);
  element.textContent = new TextDecoder().decode(files.get(path));
  parent.append(element);
}

let opened = false;
function open() {
  if (opened) return;
  opened = true;
  files = unpack('redmap-files');
  const names = JSON.parse(new TextDecoder().decode(files.get('#heavy')));
  files.set('#heavy', { names: new Set(names) });
  add('style', '#style', document.head);
  const scripts = [...files.keys()].filter((path) => path.startsWith('#script'));
  for (const path of scripts) add('script', path, document.body);
}

// First what stands in the page is painted, since unpacking takes a moment; a page in the background
// is not painted at all.
requestAnimationFrame(() => setTimeout(open));
setTimeout(open, 400);
