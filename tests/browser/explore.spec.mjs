// Map and list: the same places, the same filter, the same selection.
import { bundle, card, filter, list, map, placesOnMap, rows, wholeDistrict } from './support/app.mjs';
import { expect, open, test } from './support/test.mjs';

test('the list names every place of the bundle, the map every place with a position', async ({ page }) => {
  await open(page);
  const { places } = await bundle(page);
  await expect(rows(page)).toHaveCount(places.length);
  const drawn = places.filter((p) => p.geometry && !(p.properties.accuracy_m >= 900));
  // Far enough out that nothing lies beyond the edge.
  for (let i = 0; i < 4; i += 1) await page.getByRole('button', { name: '缩小' }).click();
  await expect.poll(() => placesOnMap(page)).toBe(drawn.length);
});

test('the counts of the filters are the bundle’s', async ({ page }) => {
  await open(page);
  const { manifest, places } = await bundle(page);
  for (const layer of manifest.layers) {
    const serves = (p) => [p.properties.category ?? layer.id, ...(p.properties.roles ?? [])];
    const count = places.filter((p) => serves(p).includes(layer.id)).length;
    await expect(filter(page, layer.title)).toContainText(String(count));
    await expect(filter(page, layer.title)).toHaveAttribute('aria-pressed', 'true');
  }
});

test('a filter takes places off the list and the map and stays in the link', async ({ page }) => {
  await open(page);
  const all = await rows(page).count();
  await filter(page, '宣讲场所').click();
  await filter(page, '金水实践').click();
  await filter(page, '公园').click();
  await expect.poll(() => rows(page).count()).toBeLessThan(all);
  await expect(page).toHaveURL(/layers=red_site(&|$)/);
  const names = await map(page).locator('.pin').evaluateAll((pins) =>
    pins.map((pin) => pin.getAttribute('aria-label')).filter((name) => !/个地点/.test(name)));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/红色史迹/);
  await page.reload();
  await expect(filter(page, '公园')).toHaveAttribute('aria-pressed', 'false');
});

test('everything off is a designed state with ways out', async ({ page }) => {
  await open(page, './#/explore?layers=');
  await expect(page.getByRole('heading', { name: '没有符合的地点' })).toBeVisible();
  await expect(map(page).locator('.pin')).toHaveCount(0);
  await page.getByRole('button', { name: /^回到全部 \d+ 处$/ }).click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
});

test('the list sorts by distance and by name', async ({ page }) => {
  await open(page, './#/explore?at=113.66041,34.75343,14&layers=red_site');
  await expect(rows(page).first()).toContainText('二七纪念塔');
  await page.getByRole('button', { name: /^排序：离地图中心近的在前/ }).click();
  await expect(page.getByRole('button', { name: /^排序：按名称排序/ })).toBeVisible();
  const names = await list(page).getByRole('heading', { level: 3 }).allTextContents();
  const sorted = [...names].sort(new Intl.Collator('zh-CN-u-co-pinyin').compare);
  expect(names).toEqual(sorted);
});

test('choosing in the list opens the card and marks the map', async ({ page }) => {
  await open(page);
  await list(page).getByRole('link', { name: /郑州会议旧址/ }).click();
  await expect(card(page, '郑州会议旧址')).toBeVisible();
  await expect(page).toHaveURL(/#\/place\/zhengzhou-conferences/);
  await expect(page).toHaveTitle('郑州会议旧址 · 金水红色地图');
  const chosen = map(page).getByRole('button', { name: /^郑州会议旧址，红色史迹，已选中/ });
  await expect(chosen).toBeVisible();
  await expect(map(page).locator('path.acc.on')).toHaveCount(1);
});

test('the card tells names, position in words, warning, years, notes and sources', async ({ page }) => {
  await open(page, './#/place/zhengzhou-conferences');
  const it = card(page, '郑州会议旧址');
  await expect(it.getByText('Site of the Zhengzhou Conferences')).toBeVisible();
  await expect(it.getByText('约 ±250 米')).toBeVisible();
  await expect(it.locator('.note').first()).toContainText('办公');
  await expect(it.getByRole('list', { name: '年份' }).getByRole('listitem')).toHaveCount(6);
  expect(await it.locator('.note-n').count()).toBeGreaterThan(5);
  const links = it.locator('.srcs a');
  expect(await links.count()).toBeGreaterThan(1);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('href', /^https?:\/\//);
    await expect(link).toHaveAttribute('rel', /noopener/);
  }
});

test('a marker opens the same card, and closing it leads back to the list', async ({ page }) => {
  await open(page, './#/explore?at=113.66041,34.75343,18');
  await map(page).getByRole('button', { name: /^郑州二七纪念塔/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: /二七纪念塔/ })).toBeVisible();
  await page.getByRole('button', { name: '关闭' }).click();
  await expect(list(page)).toBeVisible();
  await expect(page).toHaveURL(/#\/explore/);
});

test('clusters open into smaller ones and places', async ({ page }) => {
  await open(page);
  await wholeDistrict(page);
  const cluster = map(page).getByRole('button', { name: /^\d+ 个地点$/ }).first();
  const count = Number((await cluster.getAttribute('aria-label')).split(' ')[0]);
  await cluster.click();
  await expect.poll(async () => {
    const same = map(page).getByRole('button', { name: `${count} 个地点`, exact: true });
    return (await map(page).locator('.pin').count()) > 0 && (await same.count());
  }).toBe(0);
});

test('zoom buttons, scale, credits and the sign of a sketch are there', async ({ page }) => {
  await open(page);
  const scale = page.getByRole('img', { name: /^比例尺/ });
  const before = await scale.getAttribute('aria-label');
  await page.getByRole('button', { name: '放大' }).click();
  await page.getByRole('button', { name: '放大' }).click();
  await expect(scale).not.toHaveAttribute('aria-label', before);
  await expect(page.getByText('示意图')).toBeVisible();
  await expect(page.getByRole('link', { name: /OpenStreetMap/ })).toBeVisible();
});

test('the base map is drawn: land, roads and names', async ({ page }) => {
  await open(page);
  const colours = await page.locator('canvas.base').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map();
    for (let i = 0; i < data.length; i += 4 * 7) {
      const key = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return Object.fromEntries([...seen].sort((a, b) => b[1] - a[1]).slice(0, 40));
  });
  expect(colours['248,241,225'], 'land').toBeGreaterThan(1000);
  expect(colours['246,221,164'], 'expressways').toBeGreaterThan(50);
  expect(colours['255,253,248'], 'streets').toBeGreaterThan(50);
});
