// Prints one hash of what a build reads (`inputs`) or of what it left (`dist`), so that
// scripts/build can tell that there is nothing to do.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SETS = {
  inputs: [
    'Cargo.toml', 'Cargo.lock', 'Trunk.toml', 'index.html', 'package-lock.json',
    'src', 'www', 'assets', 'scripts/build', 'scripts/lib.sh', 'scripts/stage.mjs',
    'scripts/vendor.mjs', 'scripts/split.mjs', 'scripts/shrink.mjs', 'scripts/workers.mjs',
  ],
  dist: ['dist'],
};

function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

const set = SETS[process.argv[2]];
if (!set) {
  console.error('fingerprint.mjs inputs | dist');
  process.exit(2);
}
const hash = createHash('sha256');
for (const root of set) {
  for (const file of files(root)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
}
console.log(hash.digest('hex'));
