// Builds the workers (src/bin/NAME.rs behind the feature NAME, www/workers/NAME.js): the module for
// speed, and one script of wasm-bindgen's loader and the lines that tie it to the port.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const TRIPLE = 'wasm32-unknown-unknown';

/** The site's own build options are for size; here those of the compiler are as they come. */
function environment() {
  const env = { ...process.env };
  delete env.CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS;
  delete env.CARGO_UNSTABLE_BUILD_STD_FEATURES;
  const folder = execFileSync('rustc', ['--print', 'target-libdir', '--target', TRIPLE], { encoding: 'utf8' });
  // Where there is a standard library for the web, none has to be built.
  if (existsSync(folder.trim())) delete env.CARGO_UNSTABLE_BUILD_STD;
  // Other options, so another folder: in one each would undo the other's work.
  env.CARGO_TARGET_DIR = join(process.env.CARGO_TARGET_DIR ?? 'target', 'workers');
  return env;
}

/**
 * Builds workers; `extra(name, bytes)` puts a file into the site and gives the name it has there.
 * `run(tool, ...words)` runs a tool, `work` is a folder for what lies between.
 */
export async function workers(names, { extra, work, optimise }) {
  const env = environment();
  const run = (tool, words) => {
    try {
      execFileSync(tool, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.message}\n`);
      process.exit(1);
    }
  };
  // One call, so that what they share is compiled once.
  run('cargo', ['build', '--locked', '--offline', '--profile', 'worker', '--target', TRIPLE, '--no-default-features',
    '--features', names.join(','), ...names.flatMap((name) => ['--bin', name])]);
  for (const name of names) {
    const stem = `worker-${name}`;
    run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', work, '--out-name', stem,
      join(env.CARGO_TARGET_DIR, TRIPLE, 'worker', `${name}.wasm`)]);
    const module = join(work, `${stem}_bg.wasm`);
    optimise(module);
    const wasm = extra(`${name}.wasm`, readFileSync(module));
    const { outputFiles } = await build({
      entryPoints: [`www/workers/${name}.js`],
      alias: { worker: join(work, `${stem}.js`) },
      define: { WASM: JSON.stringify(wasm), 'import.meta.url': '""' },
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: 'es2022',
      logLevel: 'warning',
    });
    extra(`${name}.js`, Buffer.from(outputFiles[0].contents));
  }
}
