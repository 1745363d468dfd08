// The system's own Firefox: Debian's firefox-esr, or the one that FIREFOX names.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the Firefox to drive. */
export function firefoxPath() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  for (const name of ['firefox-esr', 'firefox']) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        if (!folder) continue;
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error('No Firefox found: run scripts/setup --tests, or set FIREFOX to its path.');
}
