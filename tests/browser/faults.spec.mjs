// What a person sees when the data cannot be read.
import { list, rows } from './support/app.mjs';
import { expect, open, serveInstead, test } from './support/test.mjs';

const fault = (page) => page.locator('.fault').getByRole('alert');
const json = (value) => ({ contentType: 'application/json', body: typeof value === 'string' ? value : JSON.stringify(value) });

async function openBroken(page, link = './') {
  await page.goto(link);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'error', { timeout: 20_000 });
}

test.describe('a file that is not there', () => {
  test.use({ allowedErrors: [/404/] });
  test('is named, and 重试 brings the map', async ({ page }) => {
    await serveInstead(page, 'layers/parks.geojson', { status: 404 });
    await openBroken(page);
    await expect(fault(page)).toContainText('找不到数据文件');
    await expect(fault(page)).toContainText('layers/parks.geojson');
    await expect(fault(page)).toContainText('404');
    await page.unrouteAll();
    await fault(page).getByRole('button', { name: '重试' }).click();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  });
});

test.describe('a network that is down', () => {
  test.use({ allowedErrors: [/ERR_|Failed to load/] });
  test('is told in plain words', async ({ page }) => {
    await page.route('**/bundle.json', (route) => route.abort());
    await openBroken(page);
    await expect(fault(page)).toContainText('没能取到数据');
    await expect(fault(page).getByRole('button', { name: '重试' })).toBeVisible();
  });
});

test.describe('a part of the program that does not come', () => {
  test.use({ allowedErrors: [/ERR_|Failed to (load|fetch)|TypeError/] });
  test('is told, and 重试 fetches it', async ({ page }) => {
    await page.route('**/redmap-card-*.wasm', (route) => route.abort());
    await open(page, './#/place/zhengzhou-conferences');
    await expect(page.locator('.panel').getByRole('alert')).toContainText('没有取到');
    await page.unrouteAll();
    await page.getByRole('button', { name: '重试' }).click();
    await expect(page.locator('.card h2')).toBeFocused();
  });
});

test('what the first map does not need comes after it', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await expect.poll(() => asked.some((path) => /redmap-card-\w+\.wasm$/.test(path))).toBe(true);
  const at = (pattern) => asked.findIndex((path) => pattern.test(path));
  expect(at(/redmap-card-/)).toBeGreaterThan(at(/layers\/parks\.geojson$/));
});

test('unreadable JSON is shown with its line', async ({ page }) => {
  const body = '{\n  "type": "FeatureCollection",\n  "features": [\n    { "type": "Feature", oops }\n  ]\n}';
  await serveInstead(page, 'layers/parks.geojson', json(body));
  await openBroken(page);
  await expect(fault(page)).toContainText('layers/parks.geojson');
  await expect(fault(page)).toContainText('第 4 行');
  await expect(fault(page).locator('.excerpt .on')).toContainText('oops');
});

test('a page in place of data is recognised', async ({ page }) => {
  await serveInstead(page, 'layers/parks.geojson', { contentType: 'text/html', body: '<!doctype html><title>login</title>' });
  await openBroken(page);
  await expect(fault(page)).toContainText('网页');
});

test('a wrong bundle version is told', async ({ page }) => {
  await serveInstead(page, 'bundle.json', json({ redmap: 2, layers: [] }));
  await openBroken(page);
  await expect(fault(page)).toContainText('数据包的版本不合');
  await expect(fault(page)).toContainText('bundle.json');
});

test('English readers get the same page', async ({ page }) => {
  await serveInstead(page, 'bundle.json', json('{'));
  await openBroken(page, './#/explore?lang=en');
  await expect(fault(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await fault(page).innerText()).not.toMatch(/[\u4e00-\u9fff]/);
});

test('a broken feature costs itself only, and is told', async ({ page }) => {
  await serveInstead(page, 'layers/parks.geojson', json({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', id: 'good', geometry: { type: 'Point', coordinates: [113.68, 34.77] }, properties: { name: '好公园' } },
      { type: 'Feature', id: 'bad', geometry: { type: 'Point', coordinates: [113.68] }, properties: { name: '坏公园', website: 'javascript:alert(1)' } },
    ],
  }));
  await open(page);
  await expect(list(page).getByRole('link', { name: /好公园/ })).toBeVisible();
  const notice = page.locator('.notices');
  await expect(notice).toContainText('处问题');
  await notice.getByText('详情').click();
  await expect(notice).toContainText('bad');
  await notice.getByRole('button', { name: '知道了' }).click();
  await expect(notice).not.toContainText('处问题');
  expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
});

test('markup in a bundle stays text', async ({ page }) => {
  const name = '<img src=x onerror="window.hit=1"><b>粗</b>';
  await serveInstead(page, 'layers/parks.geojson', json({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: 'x', geometry: { type: 'Point', coordinates: [113.68, 34.77] }, properties: { name, summary: name } }],
  }));
  await open(page, './#/place/x');
  await expect(page.locator('.card h2')).toHaveText(name);
  expect(await page.evaluate(() => window.hit)).toBeUndefined();
});

test.describe('the base map cannot be read', () => {
  test.use({ allowedErrors: [/404/] });
  const faults = {
    missing: { status: 404 },
    foreign: { status: 200, body: '<!doctype html><p>not found</p>' },
    'cut off': { status: 200, body: 'PMTiles\x03' },
  };
  for (const [what, answer] of Object.entries(faults)) {
    test(`the sketch stands in: ${what}`, async ({ page }) => {
      await serveInstead(page, 'assets/base/jinshui.pmtiles', answer);
      await open(page);
      await expect(page.getByText('先用示意图')).toBeVisible();
      await expect(page.getByText('示意图', { exact: true })).toBeVisible();
    });
  }
});

test.describe('without a base map', () => {
  test.use({ allowedErrors: [/404/] });
  test('places work and a notice tells', async ({ page }) => {
    await serveInstead(page, 'assets/base/jinshui.pmtiles', { status: 404 });
    await serveInstead(page, 'assets/base/schematic.pmtiles', { status: 404 });
    await open(page);
    await expect(page.getByText('底图没有读出来。')).toBeVisible();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
    await expect(page.getByText('示意图', { exact: true })).toHaveCount(0);
  });
});

test('offline is a notice, and the map stays', async ({ page, context }) => {
  // The last part that is fetched ahead: nothing is on its way when the network goes.
  const fetched = page.waitForResponse(/redmap-fault-.*\.wasm$/);
  await open(page);
  await (await fetched).finished();
  await context.setOffline(true);
  await expect(page.getByText('现在没有网络。')).toBeVisible();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  await context.setOffline(false);
  await expect(page.getByText('现在没有网络。')).toHaveCount(0);
});

test('another bundle opens by link, a bare file too', async ({ page }) => {
  await serveInstead(page, 'other/places.geojson', json({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [113.7, 34.8] }, properties: { name: '茶馆', category: 'teahouse' } }],
  }));
  await open(page, './?bundle=other/places.geojson');
  await expect(rows(page)).toHaveCount(1);
  await expect(list(page)).toContainText('茶馆');
  await expect(page.locator('.notices')).toContainText('数据来自');
});

test.describe('the map library fails', () => {
  test.use({ allowedErrors: [/of the test|RuntimeError|unreachable/] });
  test('the crash page comes instead of a dead screen', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'L', {
        configurable: true,
        set(value) {
          Object.defineProperty(window, 'L', { value, configurable: true });
          value.Map.prototype.getSize = () => { throw new Error('of the test'); };
        },
      });
    });
    await page.goto('./');
    await expect(page.getByRole('button', { name: '重新载入' })).toBeVisible({ timeout: 15_000 });
  });
});
