// The built site as one .html (scripts/one-file). From file:// a browser neither fetches nor imports,
// so everything lies in the page, packed by xz as raw LZMA and unpacked by www/one-file, which also
// answers the program's requests. The page is in windows-1252, where each byte is a character: in
// base64 it would be a third larger.
//
//   node scripts/one-file.mjs SITE OUT.html
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { build, transform } from 'esbuild';
import { spare } from './offline.mjs';
import { unpacked } from './pmtiles.mjs';

/**
 * 1.5 MB is the aim: what goes through a chat app without trouble. With the editor of
 * the map and the writer of workbooks it is 1.60 MB; this keeps it from growing on the way back. A
 * draft of the site is larger.
 */
const MOST = process.env.REDMAP_DRAFT ? Infinity : 1_650_000;
/** Literals by the three highest bits of the byte before, nothing by position: found by trying. */
const LZMA = { lc: 3, lp: 0, pb: 0 };

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  console.error('node scripts/one-file.mjs SITE OUT.html');
  process.exit(2);
}

const read = (path) => readFileSync(join(site, path), 'utf8');

function* walk(under = '') {
  for (const entry of readdirSync(join(site, under), { withFileTypes: true })) {
    const path = posix.join(under, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

const page = read('index.html');
/** The value of an attribute of the first tag that fits. */
function attribute(tag, name) {
  const found = tag.exec(page);
  const value = found && new RegExp(`\\b${name}=["']?([^"'\\s>]*)`).exec(found[0]);
  if (!value) throw new Error(`index.html has no ${tag} with ${name}`);
  return value[1].replace(/^\.\//, '');
}
const files = [...walk()];
const named = (pattern) => {
  const found = files.filter((path) => pattern.test(path));
  if (found.length !== 1) throw new Error(`${pattern}: ${found.length} files`);
  return found[0];
};
const loader = attribute(/<link[^>]*\bid=["']?boot-js\b[^>]*>/, 'href');
const wasm = attribute(/<link[^>]*\bid=["']?boot-wasm\b[^>]*>/, 'href');
const boot = named(/^boot-[0-9a-f]+\.js$/);
const later = named(/^later-[0-9a-f]+\.js$/);

/** What the program fetches; scripts and sheets are put into place by the first script. */
const EMBEDDED = /\.(wasm|json|geojson|network|svg|tsv|csv|xlsx|bin|js)$|^assets\//;
const PLACED = new Set([loader, boot, later, 'leaflet/leaflet.js', 'sw.js']);
const embedded = files.filter((path) =>
  EMBEDDED.test(path) && !spare(site, path) && !PLACED.has(path) && !/\.(md|br|gz)$|^icons\//.test(path));
/** The workers: half of all bytes, unpacked when one is started. */
const isHeavy = (path) => /^redmap-(engine|tools)-[0-9a-f]+\.(js|wasm)$/.test(path);

/** Bytes as the page's text: what HTML does not keep, and the sign itself, stand behind a sign. */
function written(bytes) {
  const out = Buffer.alloc(bytes.length * 2);
  let end = 0;
  for (const byte of bytes) {
    const unfit = byte === 0 || byte === 0x0d || byte === 0x3c || byte === 0x3d;
    if (unfit) out[end++] = 0x3d;
    out[end++] = unfit ? byte ^ 0x40 : byte;
  }
  return out.subarray(0, end).toString('latin1');
}

/** Bytes: length of the list (4, little endian), list as JSON [[path, bytes]…], then the files. */
function pack(id, entries) {
  const list = Buffer.from(JSON.stringify(entries.map(([path, bytes]) => [path, bytes.length])));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(list.length);
  const all = Buffer.concat([head, list, ...entries.map(([, bytes]) => bytes)]);
  const { lc, lp, pb } = LZMA;
  const packed = execFileSync('xz', ['--format=raw',
    `--lzma1=preset=9e,lc=${lc},lp=${lp},pb=${pb},nice=273,dict=16MiB`, '--stdout'], { input: all, maxBuffer: 1 << 28 });
  if (packed[0] !== 0) throw new Error('xz did not write raw LZMA');
  const how = JSON.stringify({ size: all.length, ...LZMA });
  return `<script type="application/octet-stream" id="${id}" data-packed='${how}'>${written(packed)}</script>`;
}

/** The program's loader as a classic script that leaves its exports in `redmapProgram`. */
async function classicLoader() {
  const { outputFiles } = await build({
    entryPoints: [join(site, loader)], bundle: true, write: false, minify: true, format: 'iife',
    globalName: 'redmapProgram', define: { 'import.meta.url': 'document.baseURI' }, target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

const ASCII = { minify: true, charset: 'ascii', target: 'es2022' };

/** The starter: it dresses the page at once, and starts the program when that has been unpacked. */
async function bootScript() {
  const text = read(boot);
  const calls = /import\(byId\('boot-js'\)\.href\)/;
  const start = /\n {2}start\(\);\n/;
  if (!calls.test(text) || !start.test(text)) throw new Error('boot.js starts the program in another way than it did');
  return (await transform(text.replace(calls, 'Promise.resolve(redmapProgram)').replace(start, '\n  window.redmapStart = start;\n'), ASCII)).code;
}

async function firstScript() {
  const { outputFiles } = await build({
    entryPoints: ['www/one-file/index.js'], bundle: true, write: false, format: 'iife', ...ASCII, logLevel: 'error',
  });
  return outputFiles[0].text;
}

// A `</script` inside a script would end it.
const safe = (script) => script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Every character above 0x7F as a reference: the page is not in UTF-8. */
const inReferences = (markup) => markup.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);

const inline = [await bootScript(), await firstScript()].map(safe);
const placed = [read('leaflet/leaflet.js'), await classicLoader(), 'redmapStart()', read(later)];
const sheets = files.filter((path) => extname(path) === '.css').sort((a, b) => Number(/^redmap-/.test(a)) - Number(/^redmap-/.test(b)));
/** What such a page cannot do is not offered: a link to a file on this device, position, storing. */
const HIDDEN = '.share, .locate, .storage { display: none !important }';
const style = [...sheets.map(read), HIDDEN].join('\n');
const firstSheets = ['tokens', 'boot'].map((name) => readFileSync(`www/style/${name}.css`, 'utf8')).join('\n');
const firstStyle = (await transform(firstSheets, { ...ASCII, loader: 'css' })).code;

const policy = [
  "default-src 'none'", `script-src 'wasm-unsafe-eval' ${[...inline, ...placed].map(hash).join(' ')}`,
  `style-src ${hash(firstStyle)} ${hash(style)}`, 'img-src data: blob: https:', 'worker-src blob:',
  'connect-src https: data: blob:', "base-uri 'none'",
].join('; ');
const seal = `data:image/svg+xml;base64,${readFileSync(join(site, 'icons/seal.svg')).toString('base64')}`;
const parts = /<meta[^>]*\bname=["']?parts\b[^>]*>/;

const bytes = (path) => {
  const body = readFileSync(join(site, path));
  return path.endsWith('.pmtiles') ? unpacked(body) : body;
};
const light = pack('redmap-files', [
  ...embedded.filter((path) => !isHeavy(path)).map((path) => [path, bytes(path)]),
  ['#heavy', Buffer.from(JSON.stringify(embedded.filter(isHeavy)))],
  ['#style', Buffer.from(style)],
  ...placed.map((text, i) => [`#script${i}`, Buffer.from(text)]),
]);
const heavy = pack('redmap-heavy', embedded.filter(isHeavy).map((path) => [path, bytes(path)]));

const html = inReferences(page)
  .replace(/<meta[^>]*\bcharset=[^>]*>/i, '<meta charset="windows-1252">')
  .replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
  .replace(/<link\b[^>]*>/g, '')
  .replace(/<script\b[^>]*>\s*<\/script>/g, '')
  // The sheets are all here: none is to be asked for by name.
  .replace(parts, (tag) => tag.replace(/[\w.-]+\.css=\S+?(?=[\s"'>])/g, ''))
  .replace(/<meta[^>]*\bname=["']?version\b[^>]*>/, '')
  .replace(/<p><a href="places\.html">.*?<\/p>/, '')
  .replace(/<html\b/, '<html data-edition="one"')
  .replace('</head>', () => `<link rel="icon" href="${seal}"><link id="boot-wasm" href="${wasm}"><style>${firstStyle}</style></head>`)
  .replace('</body>', () => `<script>${inline[0]}</script>${light}${heavy}<script>${inline[1]}</script></body>`);
for (const left of [/<script[^>]*\bsrc=/, /<link[^>]*rel=["']?(stylesheet|manifest|modulepreload)/]) {
  if (left.test(html)) throw new Error(`the page still names ${left}`);
}
if (!html.slice(0, 1024).includes('<meta charset="windows-1252">')) throw new Error('a browser looks for the charset in the first 1024 bytes');
if (/[^\0-\xff]/.test(html)) throw new Error('the page has characters that windows-1252 lacks');
writeFileSync(out, html, 'latin1');
const size = statSync(out).size;
console.log(`${out}: ${size} bytes, ${embedded.length} files inside`);
if (size > MOST) {
  console.error(`✗ ${size} > ${MOST}`);
  process.exit(1);
}
