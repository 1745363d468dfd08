// Makes a built site work without a network: lists its files with their hashes in a service worker
// of this very build (www/sw.js), and gives the page's later scripts (www/later) the build's name. May be run again on a site whose files were edited.
//
//   node scripts/offline.mjs [FOLDER]
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

/** What nobody needs without a network: twins for servers, papers, and the worker itself. */
const LEFT_OUT = /(^|\/)\.|\.(br|gz|map|md)$|^sw\.js$|^icons\/(screen|seal-(180|512|mask))/;

const fingerprint = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

function* walk(root, under = '') {
  for (const entry of readdirSync(join(root, under), { withFileTypes: true })) {
    const path = posix.join(under, entry.name);
    if (entry.isDirectory()) yield* walk(root, path);
    else yield path;
  }
}

/** Whether a file is the sketch that waits beside the very same base map: one of them is enough. */
export const spare = (site, path) => path === 'assets/base/schematic.pmtiles' &&
  readFileSync(join(site, path)).equals(readFileSync(join(site, 'assets/base/jinshui.pmtiles')));

async function workerScript() {
  const { code } = await transform(readFileSync('www/sw.js', 'utf8'), { minify: true, target: 'es2022' });
  return code;
}

async function pageScript() {
  const { outputFiles } = await build({
    entryPoints: ['www/later/index.js'], bundle: true, minify: true, write: false, format: 'iife',
    target: ['chrome92', 'firefox91', 'safari15'], logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** The page with the name of its version in the tag that waits for it. */
function withVersion(page, version) {
  const tag = /<meta[^>]*\bname=["']?version\b[^>]*>/;
  if (!tag.test(page)) throw new Error('index.html has no <meta name="version">');
  return page.replace(tag, `<meta name="version" content="${version}">`);
}

export async function offline(site) {
  for (const name of readdirSync(site)) if (/^later-\w+\.js$/.test(name)) rmSync(join(site, name));
  const page = withVersion(readFileSync(join(site, 'index.html'), 'utf8'), '');
  const [script, worker] = await Promise.all([pageScript(), workerScript()]);

  const files = {};
  for (const path of [...walk(site)].sort()) {
    if (LEFT_OUT.test(path) || path === 'index.html' || spare(site, path)) continue;
    const bytes = readFileSync(join(site, path));
    files[path] = [fingerprint(bytes), bytes.length];
  }
  const version = fingerprint(JSON.stringify([files, page, script, worker]));
  const add = (path, text) => {
    files[path] = [fingerprint(text), Buffer.byteLength(text)];
    writeFileSync(join(site, path === '' ? 'index.html' : path), text);
  };
  add(`later-${version}.js`, script);
  add('', withVersion(page, version));
  const filled = worker
    .replace(/["']__VERSION__["']/, JSON.stringify(version))
    .replace(/["']__FILES__["']/, JSON.stringify(files));
  if (/__(VERSION|FILES)__/.test(filled)) throw new Error('sw.js has lost a placeholder');
  writeFileSync(join(site, 'sw.js'), filled);
  return { version, files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { version, files } = await offline(process.argv[2] ?? 'dist');
  const bytes = Object.values(files).reduce((sum, [, size]) => sum + size, 0);
  console.log(`${version}: ${Object.keys(files).length} files, ${bytes} bytes`);
}
