// Sizes of the built site, raw and after brotli 11, held against scripts/budget.json.
//
//   node scripts/sizes.mjs [--json]
//
// What counts is what a first visit transfers until the map can be used: index.html and the files
// it names, and what those name in turn. Of the data (assets/bundle, assets/base) nothing counts.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const SITE = 'dist';
const DATA = ['assets/bundle/', 'assets/base/'];

if (!existsSync(`${SITE}/index.html`)) {
  console.error('✗ dist/ 里没有网站。先运行 scripts/build\n  There is no site in dist/. Run scripts/build first');
  process.exit(1);
}

const KINDS = {
  '.wasm': 'wasm', '.js': 'js', '.mjs': 'js', '.css': 'css', '.html': 'html',
};

/** Paths named by a file, relative to the site; only those that exist there count. */
function named(path, text) {
  const found = [];
  const patterns = extname(path) === '.html'
    ? [/<(?:link|script)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+)/g]
    : extname(path) === '.js'
      ? [/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g]
      : [];
  for (const pattern of patterns) {
    for (const [, target] of text.matchAll(pattern)) {
      if (/^[a-z]+:/.test(target)) continue;
      found.push(posix.normalize(posix.join(posix.dirname(path), target)));
    }
  }
  return found;
}

function compressed(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
}

const files = [];
const queue = ['index.html'];
const seen = new Set(queue);
for (const path of queue) {
  const bytes = readFileSync(`${SITE}/${path}`);
  const kind = KINDS[extname(path)] ?? 'other';
  files.push({ path, kind, raw: bytes.length, brotli: compressed(bytes) });
  for (const next of named(path, bytes.toString('utf8'))) {
    if (seen.has(next) || DATA.some((folder) => next.startsWith(folder))) continue;
    // The home-screen icon is fetched only by those who put the page there.
    if (next.startsWith('icons/seal-180') || !existsSync(`${SITE}/${next}`)) continue;
    seen.add(next);
    queue.push(next);
  }
}

// What is fetched only when it is needed, or when the first map is long there.
const later = readdirSync(SITE)
  .filter((name) => ['.wasm', '.js', '.css'].includes(extname(name)) && !seen.has(name))
  .map((path) => ({ path, bytes: readFileSync(`${SITE}/${path}`) }))
  .map(({ path, bytes }) => ({ path, raw: bytes.length, brotli: compressed(bytes) }));

const { about, ...budget } = JSON.parse(readFileSync('scripts/budget.json', 'utf8'));
const sum = (of, what) => of.reduce((total, file) => total + file[what], 0);
const rows = ['html', 'css', 'js', 'wasm', 'other'].map((kind) => {
  const of = files.filter((file) => file.kind === kind);
  return { name: kind, raw: sum(of, 'raw'), brotli: sum(of, 'brotli'), budget: budget[kind] };
});
rows.push({
  name: 'total', raw: sum(files, 'raw'), brotli: sum(files, 'brotli'), budget: budget.total,
});
const over = rows.filter((row) => row.budget !== undefined && row.brotli > row.budget);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ files, rows, later, over: over.map((row) => row.name) }, null, 2));
} else {
  const line = (name, raw, brotli, limit) =>
    console.log(name.padEnd(44) + raw.padStart(10) + brotli.padStart(10) + limit.padStart(10));
  line('bytes', 'raw', 'brotli', 'budget');
  for (const file of files) line(`  ${file.path}`, `${file.raw}`, `${file.brotli}`, '');
  for (const row of rows) {
    const mark = over.includes(row) ? ' ✗' : '';
    line(row.name, `${row.raw}`, `${row.brotli}`, `${row.budget ?? ''}${mark}`);
  }
  for (const file of later) line(`later: ${file.path}`, `${file.raw}`, `${file.brotli}`, '');
}
for (const row of over) {
  console.error(`✗ ${row.name}: ${row.brotli} > ${row.budget} (scripts/budget.json)`);
}
process.exit(over.length > 0 ? 1 : 0);
