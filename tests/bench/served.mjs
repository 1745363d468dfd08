// A built site as a careful host serves it: a copy with a brotli twin beside every text and module.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const PACKED = /\.(html|js|css|wasm|json|geojson|svg|txt|webmanifest|network)$/;

/** Serves `site`; `{ address, stop }`. */
export async function served(site) {
  const folder = mkdtempSync(join(tmpdir(), 'redmap-served-'));
  cpSync(site, folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!PACKED.test(entry)) continue;
    const bytes = readFileSync(join(folder, entry));
    writeFileSync(join(folder, `${entry}.br`), brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }));
  }
  const server = spawn(process.execPath, ['scripts/server.mjs', '--root', folder, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(server.stdout, 'data');
  return {
    address: String(line).trim(),
    stop() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The middle one. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
