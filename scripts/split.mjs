// Called by trunk after it has built the program: takes the module apart into the part that the
// first map needs and the chunks that are loaded when they are first used (src/app/chunk.rs), and
// puts the result in the place of trunk's own. wasm-split-cli reads the relocations that the linker
// left (site_env in scripts/lib.sh), so it has to work on the module as cargo built it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { shrink } from './shrink.mjs';

const site = process.env.TRUNK_STAGING_DIR;
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const module = join(target, 'wasm32-unknown-unknown', 'web', 'redmap-app.wasm');
const FEATURES = [
  'bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

/** Runs a tool; its own words are shown only if it fails. */
function run(tool, ...words) {
  try {
    execFileSync(tool, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.message}\n`);
    process.exit(1);
  }
}

const work = mkdtempSync(join(tmpdir(), 'redmap-split-'));
try {
  run('wasm-split-cli', module, work, '--out-name', 'redmap-app', '--target', 'web');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', work,
    '--out-name', 'redmap-app', join(work, 'redmap-app.wasm'));
  const smaller = (file) =>
    run('wasm-opt', ...FEATURES, '-Oz', join(work, file), '-o', join(work, file));
  smaller('redmap-app_bg.wasm');

  let links = readFileSync(join(work, '__wasm_split.js'), 'utf8');
  for (const chunk of readdirSync(work).filter((name) => /^split_.*\.wasm$/.test(name))) {
    smaller(chunk);
    const bytes = readFileSync(join(work, chunk));
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    // A new build has new names, so that parts of two builds never meet.
    const named = chunk.replace(/^split_(.*)\.wasm$/, `redmap-$1-${hash}.wasm`);
    links = links.replaceAll(`./${chunk}`, `./${named}`);
    writeFileSync(join(site, named), bytes);
  }
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
  const wasm = readdirSync(site).find((name) => /^redmap-app-.*_bg\.wasm$/.test(name));
  writeFileSync(join(site, wasm), small.wasm);
  writeFileSync(join(site, wasm.replace('_bg.wasm', '.js')), small.loader);
} finally {
  rmSync(work, { recursive: true, force: true });
}
