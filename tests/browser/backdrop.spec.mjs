// Map pictures of others under the places: asked for by choice alone, and never in a place's way.
import { expect, open, test } from './support/test.mjs';

const HOSTS = /tile\.openstreetmap\.org|tianditu\.gov\.cn|autonavi\.com/;
// Answered below, so that nothing leaves this machine; the guard sees the request all the same.
test.use({ allowedErrors: [/request left the machine: https:\/\/(tile\.openstreetmap|t\d\.tianditu|webrd0\d\.is\.autonavi)|net::ERR_FAILED/] });

const menu = (page) => page.getByRole('dialog', { name: '底图' });
const choose = async (page, name) => {
  await page.getByRole('button', { name: '底图', exact: true }).click();
  await menu(page).getByRole('button', { name }).click();
};
const shut = (page) => menu(page).getByRole('button', { name: '关闭' }).click();
const credits = (page) => page.locator('.attr');

/** A plain picture of 256 × 256 pixels. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#cde"/></svg>`;

/** Answers the providers' tiles; gives the addresses asked for. */
async function answered(page, answer = { contentType: 'image/svg+xml', body: PICTURE }) {
  const asked = [];
  await page.route(HOSTS, (route) => {
    asked.push(route.request().url());
    return answer ? route.fulfill(answer) : route.abort();
  });
  return asked;
}

/** Where the markers stand, by name. */
const stands = (page) => page.locator('.leaflet-marker-icon').evaluateAll((all) => all.map((m) => {
  const { x, y } = m.getBoundingClientRect();
  return [m.getAttribute('aria-label') ?? m.title, Math.round(x), Math.round(y)].join(' ');
}).sort());

test('nothing is asked for before the choice; no place leaves its own by any switch', async ({ page }) => {
  const asked = await answered(page);
  await open(page, './#/explore?at=113.684,34.7815,15');
  expect(asked).toEqual([]);
  const before = await stands(page);
  expect(before.length).toBeGreaterThan(5);
  await choose(page, /^高德地图/);
  await expect(credits(page)).toContainText('© 高德地图');
  await expect(credits(page)).toContainText('审图号');
  await expect(page).toHaveURL(/base=amap/);
  await shut(page);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.every((a) => /autonavi/.test(a))).toBe(true);
  expect(await stands(page)).toEqual(before);
  // The pictures lie where the formula of GCJ-02 says: some 500 m off their bare squares.
  const off = await page.evaluate(() => {
    const matrix = (e) => new DOMMatrix(e.style.transform);
    const all = [...document.querySelectorAll('img.raster')].map(matrix);
    return { count: all.length, scale: all[0].a, shear: all[0].b };
  });
  expect(off.count).toBeGreaterThan(3);
  expect(off.scale).toBeGreaterThan(0.98);
  expect(off.scale).toBeLessThan(1.02);
  expect(off.shear).not.toBe(0);
  await choose(page, /^OpenStreetMap/);
  await expect(credits(page)).toContainText('© OpenStreetMap');
  await menu(page).getByRole('button', { name: /^本站底图/ }).click();
  await expect(page.locator('img.raster')).toHaveCount(0);
  await expect(page.getByText('示意图', { exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/base=/);
  expect(await stands(page)).toEqual(before);
});

test('a provider out of reach is told, and the sketch stays', async ({ page }) => {
  await answered(page, null);
  await open(page, './#/explore?base=osm');
  await expect(page.getByText('OpenStreetMap 开放街图的图片没有来')).toBeVisible();
  await expect(page.getByText('示意图', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page).not.toHaveURL(/base=/);
});

test('one that did not answer is asked again when it is chosen again', async ({ page }) => {
  await answered(page, null);
  await open(page, './#/explore?base=osm');
  await expect(page.getByText('OpenStreetMap 开放街图的图片没有来')).toBeVisible();
  const asked = await answered(page);
  await choose(page, /^OpenStreetMap/);
  await expect.poll(() => asked.length).toBeGreaterThan(3);
  await expect(credits(page)).toContainText('© OpenStreetMap 开放街图');
  await expect(page.getByText('OpenStreetMap 开放街图的图片没有来')).toHaveCount(0);
});

test('天地图 asks with the reader’s own key, which stays on the device', async ({ page }) => {
  const asked = await answered(page);
  await open(page);
  await choose(page, /^天地图影像/);
  await expect(menu(page).getByRole('alert')).toContainText('密钥');
  expect(asked).toEqual([]);
  await menu(page).getByLabel('天地图密钥').fill(' my-key ');
  await menu(page).getByRole('button', { name: '使用这个密钥' }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(3);
  expect(asked.every((a) => /[?&]tk=my-key$/.test(a))).toBe(true);
  expect(asked.some((a) => /img_w/.test(a)) && asked.some((a) => /cia_w/.test(a))).toBe(true);
  await expect(credits(page)).toContainText('天地图影像');
  expect(page.url()).not.toContain('my-key');
  await open(page, './#/explore?base=tianditu');
  await page.reload();
  await expect.poll(() => asked.some((a) => /vec_w/.test(a))).toBe(true);
});
