// Makes the pictures of the web manifest: the seal in the sizes that systems ask for, and the map as it
// looks (from the built site). Run by hand when seal or look change; the pictures are committed.
//
//   node scripts/icons.mjs [--screens]
import { readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { chromium } from '@playwright/test';

import { CHROMIUM_ARGS, chromiumPath } from '../tests/browser/support/chromium.mjs';

const OUT = 'www/icons';
const seal = readFileSync(`${OUT}/seal.svg`, 'utf8');
const inner = seal.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');

/** The seal on ground of its own colour: systems cut up to a fifth off each side. */
const masked = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#B3261E"/><g transform="translate(5.6 5.6) scale(.65)">${inner}</g></svg>`;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });

async function draw(name, svg, side) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${svg}`);
  await page.screenshot({ path: `${OUT}/${name}-${side}.png`, omitBackground: true });
  await page.close();
}

async function screens() {
  const server = spawn(process.execPath, ['scripts/server.mjs', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = String((await once(server.stdout, 'data'))[0]).trim();
  for (const [name, width, height, deviceScaleFactor, isMobile] of [
    ['wide', 1280, 800, 1, false], ['narrow', 390, 844, 2, true],
  ]) {
    const context = await browser.newContext({
      viewport: { width, height }, deviceScaleFactor, isMobile, hasTouch: isMobile,
      locale: 'zh-CN', reducedMotion: 'reduce', serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForSelector('html[data-ready="map"]');
    const bytes = await page.screenshot({ type: 'jpeg', quality: 72, animations: 'disabled' });
    writeFileSync(`${OUT}/screen-${name}.jpg`, bytes);
    await context.close();
  }
  server.kill();
}

for (const side of [192, 512]) {
  await draw('seal', seal, side);
  await draw('mask', masked, side);
}
if (process.argv.includes('--screens')) await screens();
await browser.close();
