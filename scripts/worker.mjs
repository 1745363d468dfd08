// Builds a worker of the site: its module, for speed unlike the site’s own, and its script. Called by
// scripts/split.mjs; gives both files.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const FEATURES = [
  'bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

/** A worker that is built like this one: `name` of the binary and of its script in www/. */
export async function worker(name) {
  // A folder of its own: with other options in one folder, each build would undo the other's work.
  const target = join(process.env.CARGO_TARGET_DIR ?? 'target', 'workers');
  const env = { ...process.env, CARGO_TARGET_DIR: target };
  const flags = 'CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS';
  // Relocations are for taking the site's module apart, a small standard library is a slow one.
  env[flags] = (env[flags] ?? '').replace('-Clink-args=--emit-relocs', '').trim();
  delete env.CARGO_UNSTABLE_BUILD_STD_FEATURES;
  const run = (tool, ...words) => {
    try {
      execFileSync(tool, words, { stdio: ['ignore', 'pipe', 'pipe'], env });
    } catch (error) {
      throw new Error(`${error.stdout ?? ''}${error.stderr ?? error.message}`);
    }
  };
  run('cargo', 'build', '--offline', '--locked', '--profile', 'worker', '--target',
    'wasm32-unknown-unknown', '--no-default-features', '--features', name, '--bin', name);
  const work = mkdtempSync(join(tmpdir(), `redmap-${name}-`));
  try {
    run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-dir', work,
      join(target, 'wasm32-unknown-unknown', 'worker', `${name}.wasm`));
    const wasm = join(work, `${name}_bg.wasm`);
    run('wasm-opt', ...FEATURES, '-O3', wasm, '-o', wasm);
    const { outputFiles } = await build({
      entryPoints: [`www/${name}.js`],
      alias: { [name]: join(work, `${name}.js`) },
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      // The loader's own guess where the module lies; we always tell it.
      define: { 'import.meta.url': '""' },
      logLevel: 'warning',
    });
    return { wasm: readFileSync(wasm), script: Buffer.from(outputFiles[0].contents) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
