// Called by trunk after it has built the program: takes the module apart into the part that the
// first map needs and the chunks that are loaded when they are first used (src/app/chunk.rs), and
// puts the result in the place of trunk's own. wasm-split-cli reads the relocations that the linker
// left (site_env in scripts/lib.sh), so it has to work on the module as cargo built it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { shrink } from './shrink.mjs';
import { workers } from './workers.mjs';

const site = process.env.TRUNK_STAGING_DIR;
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const module = join(target, 'wasm32-unknown-unknown', 'web', 'redmap-app.wasm');
const FEATURES = [
  'bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

/** Files that the page asks for by a plain name, e.g. `class.css`, and the names they have. */
const parts = new Map();

/** Puts a file into the site under a name after its content; src/app/asset.rs finds it. */
export function extra(name, bytes) {
  const dot = name.lastIndexOf('.');
  const named = `redmap-${name.slice(0, dot)}-${fingerprint(bytes)}${name.slice(dot)}`;
  writeFileSync(join(site, named), bytes);
  parts.set(name, named);
  return named;
}

/** Runs a tool; its own words are shown only if it fails. */
function run(tool, ...words) {
  try {
    execFileSync(tool, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.message}\n`);
    process.exit(1);
  }
}

/** A build to look at (scripts/build --draft): nothing is made smaller than it comes. */
const draft = Boolean(process.env.REDMAP_DRAFT);

/** Workers to be built, each behind the feature of its name. */
const WORKERS = ['engine', 'tools'];

const VIEWS = 'node_modules/.cache/redmap/vendor/views';

const fingerprint = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

const work = mkdtempSync(join(tmpdir(), 'redmap-split-'));
try {
  run('wasm-split-cli', module, work, '--out-name', 'redmap-app', '--target', 'web');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', work,
    '--out-name', 'redmap-app', join(work, 'redmap-app.wasm'));
  const smaller = (file) => draft ||
    run('wasm-opt', ...FEATURES, '-Oz', join(work, file), '-o', join(work, file));
  smaller('redmap-app_bg.wasm');

  let links = readFileSync(join(work, '__wasm_split.js'), 'utf8');
  const chunks = readdirSync(work).filter((name) => /\.wasm$/.test(name) && !/^redmap-app/.test(name));
  for (const chunk of chunks) {
    smaller(chunk);
    const bytes = readFileSync(join(work, chunk));
    const named = `redmap-${chunk.replace(/^split_|\.wasm$/g, '')}-${fingerprint(bytes)}.wasm`;
    links = links.replaceAll(`./${chunk}`, `./${named}`);
    writeFileSync(join(site, named), bytes);
  }
  // Servers that send wasm under another type must not cost the chunks; a failure must stay one.
  const streaming = 'WebAssembly.$1Streaming(src';
  const typed = `${streaming}.then((answer) => {
    if (!answer.ok) throw new TypeError(String(answer.status));
    return new Response(answer.body, { headers: { 'Content-Type': 'application/wasm' } });
  })`;
  const before = links;
  links = links.replace(/WebAssembly\.(instantiate|compile)Streaming\(src/g, typed);
  if (links === before) throw new Error('wasm-split-cli writes another loader than it did');
  writeFileSync(join(work, '__wasm_split.js'), links);
  const { outputFiles } = await build({
    entryPoints: [join(work, 'redmap-app.js')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });

  const small = await shrink(readFileSync(join(work, 'redmap-app_bg.wasm')), outputFiles[0].text);
  // A new content has a new name, so that parts of two builds never meet in a cache.
  const old = readdirSync(site).find((name) => /^redmap-app-.*_bg\.wasm$/.test(name)).replace('_bg.wasm', '');
  const stem = `redmap-app-${fingerprint(Buffer.concat([small.wasm, Buffer.from(small.loader)]))}`;
  rmSync(join(site, `${old}_bg.wasm`));
  rmSync(join(site, `${old}.js`));
  writeFileSync(join(site, `${stem}_bg.wasm`), small.wasm);
  writeFileSync(join(site, `${stem}.js`), small.loader);
  const optimise = (file) => draft || run('wasm-opt', ...FEATURES, '-O3', file, '-o', file);
  await workers(WORKERS, { extra, work, optimise });
  for (const name of existsSync(VIEWS) ? readdirSync(VIEWS) : []) extra(name, readFileSync(join(VIEWS, name)));

  const page = join(site, 'index.html');
  const list = [...parts].map((pair) => pair.join('=')).join(' ');
  writeFileSync(page, readFileSync(page, 'utf8').replaceAll(old, stem)
    // trunk's minifier writes an empty attribute in its own way.
    .replace(/<meta[^>]*\bname=["']?parts\b[^>]*>/, `<meta name="parts" content="${list}">`));
  if (!readFileSync(page, 'utf8').includes(list)) throw new Error('index.html has no place for the parts');
} finally {
  rmSync(work, { recursive: true, force: true });
}
