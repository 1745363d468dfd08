// A site of a spec's own: a copy of the build that it may change, and a server that it may end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export class Site {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'redmap-site-'));
    this.copy(join(ROOT, 'dist'));
  }

  /** Puts a build in the place of what was there. */
  copy(from) {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(from, this.folder, { recursive: true });
  }

  /** Serves the folder, at the same port each time. */
  async start() {
    this.server = spawn(process.execPath, [
      join(ROOT, 'scripts/server.mjs'), '--root', this.folder, '--port', String(this.port ?? 0),
    ], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(this.server.stdout, 'data');
    this.address = String(line).trim();
    this.port = Number(new URL(this.address).port);
  }

  /** Ends the server: no network any more. */
  async stop() {
    if (!this.server) return;
    const ended = once(this.server, 'exit');
    this.server.kill();
    await ended;
    this.server = undefined;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
