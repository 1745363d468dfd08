// The base map itself: what is drawn, and how it comes from servers of different kinds.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './support/port.mjs';
import { expect, open, test } from './support/test.mjs';

/** How many pixels of the base map have the colour of each of these variables of the style sheet. */
const painted = (page, names) => page.evaluate((wanted) => {
  const canvas = document.querySelector('canvas.base');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const probe = document.createElement('canvas').getContext('2d');
  return wanted.map((name) => {
    probe.fillStyle = getComputedStyle(canvas).getPropertyValue(name).trim();
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    let count = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      if (Math.abs(pixels[i] - r) + Math.abs(pixels[i + 1] - g) + Math.abs(pixels[i + 2] - b) < 12) count += 1;
    }
    return count;
  });
}, names);

for (const [scheme, options] of [
  ['light', {}], ['dark', { colorScheme: 'dark' }], ['high contrast', { contrast: 'more' }],
]) {
  test(`roads and their names are drawn at three zooms: ${scheme}`, async ({ browser, baseURL }) => {
    const page = await browser.newPage({ baseURL, ...options });
    for (const zoom of [13, 14, 16]) {
      // 金水路 and 花园路 cross here.
      await open(page, `./#/explore?at=113.6835,34.7655,${zoom}`);
      await page.reload();
      await open(page, `./#/explore?at=113.6835,34.7655,${zoom}`);
      const [casing, name, stationName] = await painted(page, ['--rc', '--lb', '--lb-st']);
      expect(casing, `casings at ${zoom}`).toBeGreaterThan(60);
      expect(name, `names of roads at ${zoom}`).toBeGreaterThan(40);
      expect(stationName, `names of stations at ${zoom}`).toBeGreaterThan(10);
    }
    await page.close();
  });
}

/** nginx of Debian with a configuration, a port and a folder of its own. */
class Nginx {
  constructor(rules) {
    this.folder = mkdtempSync(join(tmpdir(), 'redmap-nginx-'));
    this.site = join(this.folder, 'site');
    cpSync(fileURLToPath(new URL('../../dist', import.meta.url)), this.site, { recursive: true });
    const base = join(this.site, 'assets/base/jinshui.pmtiles');
    // Larger than what is fetched whole: what follows the archive is no part of it.
    truncateSync(base, 3_000_000);
    this.port = freePort();
    mkdirSync(join(this.folder, 'temp'));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${this.folder}/temp/${name};`);
    writeFileSync(join(this.folder, 'nginx.conf'), `
      ${process.getuid() === 0 ? 'user root;' : ''} daemon off; pid ${this.folder}/pid; error_log ${this.folder}/errors; worker_processes 1;
      events { worker_connections 64; }
      http {
        ${temp.join(' ')}
        log_format short '$status $request_uri'; access_log ${this.folder}/log short;
        types { text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json geojson; image/svg+xml svg; }
        default_type application/octet-stream;
        server { listen 127.0.0.1:${this.port}; root ${this.site}; ${rules} }
      }`);
  }

  async start() {
    this.server = spawn('/usr/sbin/nginx', ['-c', join(this.folder, 'nginx.conf')], { stdio: 'ignore' });
    this.address = `http://127.0.0.1:${this.port}/`;
    await expect.poll(() => fetch(this.address).then((r) => r.status, () => 0)).toBe(200);
  }

  /** How the server answered requests for the base map. */
  answers() {
    const lines = readFileSync(join(this.folder, 'log'), 'utf8').trim().split('\n');
    return lines.filter((line) => line.includes('jinshui.pmtiles')).map((line) => line.slice(0, 3));
  }

  async stop() {
    const ended = new Promise((resolve) => { this.server.once('exit', resolve); });
    this.server.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const nginx = () => { try { execFileSync('/usr/sbin/nginx', ['-v'], { stdio: 'ignore' }); return true; } catch { return false; } };

test.describe('a large base map on nginx', () => {
  test.skip(!nginx(), 'Debian’s nginx-light is missing: scripts/setup --tests installs it');
  test.use({ serviceWorkers: 'block' });
  for (const [kind, rules, status] of [['by ranges', '', '206'], ['where ranges are ignored', 'max_ranges 0;', '200']]) {
    test(`comes ${kind}`, async ({ page }) => {
      const server = new Nginx(rules);
      try {
        await server.start();
        await open(page, `${server.address}#/explore?at=113.6835,34.7655,14`);
        // Its later parts come when there is time for them, and must not meet a server that has ended.
        await page.waitForLoadState('networkidle');
        await expect.poll(async () => (await painted(page, ['--rc', '--lb'])).every((n) => n > 40)).toBe(true);
        await expect(page.getByText('示意图', { exact: true })).toBeVisible();
        const answers = server.answers();
        if (status === '206') expect(answers.filter((a) => a === '206').length).toBeGreaterThan(2);
        // 304 is the same whole file, asked for again and found in the browser's cache.
        else expect(new Set(answers.filter((a) => a !== '304'))).toEqual(new Set(['200']));
      } finally {
        await server.stop();
      }
    });
  }
});
