// One visit, and the map works without a network; a new version waits until the reader asks for it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { offline } from '../../scripts/offline.mjs';
import { card, list, rows } from './support/app.mjs';
import { Site } from './support/site.mjs';
import { expect, open, test } from './support/test.mjs';

test.use({
  serviceWorkers: 'allow',
  // What a browser says of a server that is gone.
  allowedErrors: [/ERR_CONNECTION_REFUSED|Failed to (load|fetch)|fetching the script|404/],
});

// A visit or two more than elsewhere, each with all its files.
test.describe.configure({ timeout: 90_000 });

let site;
test.beforeEach(async () => {
  site = new Site();
  await site.start();
});
test.afterEach(() => site.remove());

/** Waits until the worker has everything: by the contract within 4 s of its being active. */
async function stored(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await expect.poll(() => page.evaluate(() => window.redmapOffline?.word), { timeout: 4000 }).toBe('ready');
}

const ready = (page) =>
  expect(page.locator('html')).toHaveAttribute('data-ready', 'map', { timeout: 20_000 });

const version = (page) => page.locator('meta[name=version]').getAttribute('content');
const prompt = (page) => page.getByRole('status').filter({ hasText: '有新版本' });

test('after one visit everything works with the server gone', async ({ page }) => {
  await open(page, site.address);
  await stored(page);
  await site.stop();
  await page.reload();
  await ready(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  await list(page).getByRole('link', { name: /金水毛泽东塑像/ }).click();
  await expect(card(page, '金水毛泽东塑像')).toBeVisible();
  await page.getByRole('button', { name: '分享' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '导航' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  // Links work like a first visit.
  await page.goto(`${site.address}?x=1#/place/yanzhuang`);
  await expect(card(page, '毛主席视察燕庄纪念地')).toBeVisible();
});

test('every file of the site is there without a network', async ({ page }) => {
  await open(page, site.address);
  await stored(page);
  const files = readdirSync(site.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.md$|^sw\.js$|^schematic|^(screen|seal-\d|mask)/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.folder.length + 1));
  await site.stop();
  const missing = await page.evaluate(async (paths) => {
    const lost = [];
    for (const path of paths) if (!(await fetch(path).catch(() => null))?.ok) lost.push(path);
    return lost;
  }, files);
  expect(files.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('parts of files are cut from what is stored', async ({ page }) => {
  await open(page, site.address);
  await stored(page);
  const whole = readFileSync(join(site.folder, 'assets/base/jinshui.pmtiles'));
  await site.stop();
  const ask = (range) => page.evaluate(async (value) => {
    const answer = await fetch('assets/base/jinshui.pmtiles', { headers: { Range: value } });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, range: answer.headers.get('Content-Range'), bytes: [...bytes] };
  }, range);
  for (const [range, start, end] of [
    ['bytes=0-9', 0, 9], ['bytes=100-', 100, whole.length - 1], ['bytes=-7', whole.length - 7, whole.length - 1],
    [`bytes=5-${whole.length + 50}`, 5, whole.length - 1],
  ]) {
    const got = await ask(range);
    expect([got.status, got.range]).toEqual([206, `bytes ${start}-${end}/${whole.length}`]);
    expect(Buffer.from(got.bytes).equals(whole.subarray(start, end + 1)), range).toBe(true);
  }
  expect((await ask(`bytes=${whole.length}-`)).status).toBe(416);
  expect((await ask('bytes=0-1,4-5')).status).toBe(200);
});

test('a new version is offered, never forced, and the two never mix', async ({ page, context }) => {
  // An older build: another page, another library, data of its own.
  const index = join(site.folder, 'index.html');
  const park = join(site.folder, 'assets/bundle/layers/parks.geojson');
  const [newPage, newPark] = [readFileSync(index, 'utf8'), readFileSync(park, 'utf8')];
  writeFileSync(index, newPage.replace('</body>', '<i hidden id="old"></i></body>'));
  writeFileSync(park, newPark.replace('"紫荆山公园"', '"旧紫荆山公园"'));
  const old = (await offline(site.folder)).version;
  await open(page, site.address);
  await stored(page);
  await expect(prompt(page)).toHaveCount(0);
  expect(await version(page)).toBe(old);
  const other = await context.newPage();
  await open(other, `${site.address}#/explore`);

  writeFileSync(index, newPage);
  writeFileSync(park, newPark);
  rmSync(join(site.folder, `later-${old}.js`), { force: true });
  const fresh = (await offline(site.folder)).version;
  expect(fresh).not.toBe(old);
  await page.reload();
  await expect(prompt(page)).toBeVisible({ timeout: 15_000 });
  // Still the old one, whole, however often it is loaded.
  await page.reload();
  await ready(page);
  expect(await version(page)).toBe(old);
  await expect(page.locator('#old')).toHaveCount(1);
  await expect(list(page).getByRole('link', { name: /旧紫荆山公园/ })).toHaveCount(1);
  await expect(prompt(page)).toBeVisible();

  await prompt(page).getByRole('button', { name: '更新' }).click();
  await expect.poll(() => version(page).catch(() => '')).toBe(fresh);
  await ready(page);
  await expect(page.locator('#old')).toHaveCount(0);
  await expect(list(page).getByRole('link', { name: /旧紫荆山公园/ })).toHaveCount(0);
  // The other window was not touched: it still gets what it was opened with, and is told.
  expect(await version(other)).toBe(old);
  const seen = await other.evaluate(async () => (await fetch('assets/bundle/layers/parks.geojson')).text());
  expect(seen).toContain('旧紫荆山公园');
  await expect(prompt(other)).toBeVisible();
});

test('data edited on the server is offered as a whole', async ({ page }) => {
  await open(page, site.address);
  await stored(page);
  const path = join(site.folder, 'assets/bundle/layers/parks.geojson');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"紫荆山公园"', '"改名公园"'));
  const look = () => page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resolve(event.data.fresh);
      active.postMessage({ order: 'look', force: true }, [port2]);
    });
  });
  expect(await look()).toBe(true);
  await page.reload();
  await expect(list(page).getByRole('link', { name: /改名公园/ })).toHaveCount(0);
  await prompt(page).getByRole('button', { name: '更新' }).click();
  await expect(list(page).getByRole('link', { name: /改名公园/ })).toHaveCount(1);
  expect(await look()).toBe(false);
  // Half a file, or a login page, is no new data.
  writeFileSync(path, '<!doctype html><title>login</title>');
  expect(await look()).toBe(false);
  await site.stop();
  await page.reload();
  await expect(list(page).getByRole('link', { name: /改名公园/ })).toHaveCount(1);
});

test('a download that broke off goes on where it stopped', async ({ page }) => {
  const lost = readdirSync(site.folder).find((name) => /^redmap-card-/.test(name));
  const bytes = readFileSync(join(site.folder, lost));
  rmSync(join(site.folder, lost));
  await open(page, site.address);
  await expect.poll(() => page.evaluate(() => window.redmapOffline?.word), { timeout: 20_000 }).toBe('failed');
  writeFileSync(join(site.folder, lost), bytes);
  await page.reload();
  await expect.poll(() => page.evaluate(() => window.redmapOffline?.word), { timeout: 30_000 }).toBe('ready');
  await site.stop();
  await page.reload();
  await ready(page);
});

test('full storage is told in words', async ({ page, context }) => {
  await context.route('**/sw.js', async (route) => {
    const answer = await route.fetch();
    const body = `Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };\n${await answer.text()}`;
    await route.fulfill({ response: answer, body });
  });
  await open(page, site.address);
  await expect(page.getByText('离线文件没有存下')).toBeVisible({ timeout: 10_000 });
});

test('the manifest makes the map installable', async ({ page }) => {
  await open(page, site.address);
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await page.request.get(new URL(href, site.address).href)).json();
  expect(manifest.display).toBe('standalone');
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await page.request.get(new URL(src, site.address).href);
    expect(answer.ok(), src).toBe(true);
    if (sizes === 'any') continue;
    const size = await page.evaluate(async (url) => {
      const image = await createImageBitmap(await (await fetch(url)).blob());
      return `${image.width}x${image.height}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
  expect(manifest.icons.filter((icon) => icon.purpose === 'maskable').length).toBeGreaterThan(0);
  const client = await page.context().newCDPSession(page);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter((e) => e.errorId !== 'in-incognito')).toEqual([]);
});
