// How long until list and markers can be used on a weak network (1.6 Mbit/s, 150 ms), for the first
// time and again; the site served with brotli twins, Chromium throttled over its own protocol.
//
//   node tests/bench/speed.mjs [--site dist] [--runs 5]
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { CHROMIUM_ARGS, chromiumPath } from '../browser/support/chromium.mjs';
import { median, served } from './served.mjs';

const { values } = parseArgs({ options: { site: { type: 'string', default: 'dist' }, runs: { type: 'string', default: '5' } } });
const WEAK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };

/** Notes, by the page's own clock, when the first row of the list and the first marker stand there. */
const WATCH = () => {
  const look = () => {
    const row = document.querySelector('.panel a.row');
    const pin = document.querySelector('.pin');
    if (row) window.rowAt ??= performance.now();
    if (row && pin) window.usableAt ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const site = await served(values.site);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
const times = { cold: [], warm: [] };
try {
  for (let run = 0; run < Number(values.runs); run += 1) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', WEAK);
    const take = async () => {
      await page.waitForFunction(() => window.usableAt);
      return page.evaluate(() => [window.usableAt, window.rowAt, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0]);
    };
    await page.goto(site.address);
    times.cold.push(await take());
    // Warm is what a second visit finds: everything stored by the service worker.
    await client.send('Network.emulateNetworkConditions', { ...WEAK, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await page.waitForFunction(() => window.redmapOffline?.word === 'ready', null, { timeout: 60_000 });
    await client.send('Network.emulateNetworkConditions', WEAK);
    await page.reload();
    times.warm.push(await take());
    await context.close();
  }
} finally {
  await browser.close();
  site.stop();
}
for (const [name, all] of Object.entries(times)) {
  const [usable, row, paint] = [0, 1, 2].map((i) => Math.round(median(all.map((one) => one[i]))));
  console.log(`${name}: list and markers ${usable} ms, first row ${row} ms, first paint ${paint} ms (${all.map((one) => Math.round(one[0])).join(', ')})`);
}
