// Called by trunk when the site is otherwise ready: copies the data that is fetched at run time.
import { copyFileSync, cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';

const site = process.env.TRUNK_STAGING_DIR;
if (!site) {
  console.error('stage.mjs is called by trunk (Trunk.toml, hooks)');
  process.exit(1);
}

// The tables are what the base map is made from; no page reads them.
const skipped = new Set([join('assets', 'base', 'tables')]);

for (const folder of ['bundle', 'base', 'templates']) {
  const from = join('assets', folder);
  if (!existsSync(from)) continue;
  cpSync(from, join(site, from), {
    recursive: true,
    filter: (path) => !skipped.has(path) && !basename(path).startsWith('.'),
  });
}

// The sketch stays beside the base map, so that it can stand in when an operator's own cannot be
// read. Whoever replaces the file in the sources keeps a copy of the sketch under the second name.
const base = join(site, 'assets', 'base');
const [own, sketch] = [join(base, 'jinshui.pmtiles'), join(base, 'schematic.pmtiles')];
if (existsSync(own) && !existsSync(sketch)) copyFileSync(own, sketch);
