// Pictures of the built site's views, for the README and the documents.
//
//   node scripts/shots.mjs [--out FOLDER] [--only NAME,…] [--size NAME,…] [--list]
//
// The README's picture: node scripts/shots.mjs --out docs --only explore --size desktop
//
// Each view is taken at the desktop's and the phone's size. A picture is taken when the page says
// that its map is drawn (data-ready="map"), its fonts are there and nothing moves any more.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { CHROMIUM_ARGS, chromiumPath } from '../tests/browser/support/chromium.mjs';

/** What to show. `sizes` limits a view to some sizes; `prepare` acts on the page before the shot. */
export const VIEWS = [
  { name: 'explore', link: '#/explore' },
  { name: 'explore-en', link: '#/explore?lang=en' },
  { name: 'card', link: '#/place/zhengzhou-conferences' },
  { name: 'card-en', link: '#/place/zhengzhou-conferences?lang=en' },
  {
    name: 'card-foot',
    link: '#/place/zhengzhou-conferences',
    prepare: (page) => page.locator('.srcs').scrollIntoViewIfNeeded(),
  },
  { name: 'tour', link: '#/tour', prepare: (page) => halfDay(page, /^金水区红色半日/) },
  { name: 'tour-en', link: '#/tour?lang=en', prepare: (page) => halfDay(page, /^Half a day/) },
  { name: 'branch', link: '#/branch' },
  { name: 'empty', link: '#/explore?layers=' },
  { name: 'search', link: '#/explore', prepare: (page) => type(page, 'eqt') },
  { name: 'search-en', link: '#/explore?lang=en', prepare: (page) => type(page, 'huanghe') },
  { name: 'search-story', link: '#/explore', prepare: (page) => type(page, '李大钊') },
  { name: 'search-list', link: '#/explore?q=公园' },
  { name: 'search-none', link: '#/explore?q=延安&layers=red_site' },
  { name: 'search-near', link: '#/explore?q=zijinshengongyuan' },
  { name: 'search-years', link: '#/explore?years=1923-1923' },
  { name: 'error', link: '?bundle=assets/base/credits.json#/explore', ready: 'error' },
  { name: 'whole', link: '#/explore', prepare: (page) => page.locator('.ctl .whole').click() },
];

/** Begins with a ready-made tour. */
async function halfDay(page, name) {
  const wider = page.getByRole('button', { name: /^(展开|Expand)$/ });
  if (await wider.isVisible()) await wider.click();
  await page.locator('.theme').first().waitFor();
  const tour = page.getByRole('button', { name });
  await ((await tour.count()) ? tour : page.locator('.theme')).first().click();
  await page.locator('.stops [data-stop]').first().waitFor();
}

/** Types into the search field and waits for what comes. */
async function type(page, text) {
  await page.locator('#q').click();
  await page.locator('#q').pressSequentially(text);
  await page.locator('.hit').first().waitFor();
}

export const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  'desktop@2x': { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 },
  phone: {
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true,
  },
  'phone@2x': {
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true,
  },
};

async function settled(page, ready = 'map') {
  await page.waitForSelector(`html[data-ready="${ready}"]`, { timeout: 20_000 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    // Two frames: one to lay out what the last change asked for, one to paint it.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
  });
}

async function serve() {
  const server = spawn(process.execPath, ['scripts/server.mjs', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(server.stdout, 'data'),
    once(server, 'exit').then(() => process.exit(1)),
  ]);
  return { server, address: String(line).trim() };
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      out: { type: 'string', default: 'test-results/shots' },
      only: { type: 'string' },
      size: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  const only = options.only?.split(',');
  const views = VIEWS.filter((view) => !only || only.includes(view.name));
  if (options.list || views.length === 0) {
    console.log(VIEWS.map((view) => view.name).join('\n'));
    process.exit(options.list ? 0 : 2);
  }

  mkdirSync(options.out, { recursive: true });
  const { server, address } = await serve();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  try {
    for (const [size, device] of Object.entries(SIZES)) {
      if (options.size && !options.size.split(',').includes(size)) continue;
      for (const view of views) {
        if (view.sizes && !view.sizes.includes(size)) continue;
        // A context of its own: no view may see what another one left behind.
        const context = await browser.newContext({
          ...device, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
          colorScheme: view.colorScheme ?? 'light',
        });
        const page = await context.newPage();
        await page.goto(`${address}${view.link}`);
        await settled(page, view.ready);
        if (view.prepare) {
          await view.prepare(page);
          await settled(page, view.ready);
        }
        const [kind, scale] = size.split('@');
        const file = join(options.out, `${view.name}-${kind}${scale ? `@${scale}` : ''}.png`);
        await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
        console.log(file);
        await context.close();
      }
    }
  } finally {
    await browser.close();
    server.kill();
  }
}

await main();
