// A file that someone brings along, from the drop to a layer of its own.
import { filter, map, rows } from './support/app.mjs';
import { csv, file, rowsOf, xlsx } from './support/files.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';
import { longestTask, startTrace } from './support/trace.mjs';

const panel = (page) => page.getByRole('region', { name: /^(导入地点|Import places)$/ });
const datum = (page, name) => panel(page).getByRole('button', { name });
/** The signs that stand on the map while coordinates are asked for. */
const preview = (page, sign) => map(page).locator(`.leaflet-marker-icon ${sign}`);
const press = (page, name) => panel(page).getByRole('button', { name, exact: true }).click();
const choose = (page, chosen) => panel(page).locator('input[type=file]').setInputFiles(chosen);

/** Opens the import in a page that is ready. */
async function start(page, link) {
  await open(page, link);
  await page.getByRole('button', { name: /^(导入|Import)$/ }).click();
  await expect(panel(page).locator('input[type=file]')).toBeAttached();
}

/** Drags a file made in the page over it, and drops it if asked to. */
async function drag(page, { name, text = '', bytes = 0, drop = true }) {
  await page.evaluate(({ name, text, bytes, drop }) => {
    const data = new DataTransfer();
    for (const one of [name].flat()) data.items.add(new File([bytes ? new Uint8Array(bytes) : text], one));
    const fire = (kind) => document.body.dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    fire('dragover');
    if (drop) fire('drop');
  }, { name, text, bytes, drop });
}

const LIST = [
  '名称,经度,纬度,类别,开放时间',
  '紫荆山东门,113.6712,34.7725,公园,Mo-Su 06:00-22:00',
  '空白处,0,0,红色史迹,',
  '没有位置的礼堂,,,宣讲场所,随时',
  '文化路书店,113.6650,34.7830,宣讲场所,',
].join('\n');

const POINTS = JSON.stringify({
  type: 'FeatureCollection',
  features: [1, 2, 3].map((i) => ({
    type: 'Feature', id: `own-${i}`, properties: { name: `测点${i}` },
    geometry: { type: 'Point', coordinates: [113.66 + i / 200, 34.77] },
  })),
});

test('a list becomes a layer of its own, with its coordinates chosen on the map, and goes again', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  const before = await rows(page).count();
  expect(fetched.filter((url) => /tools|import/.test(url)), 'nothing of it in the first download').toEqual([]);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(panel(page).getByRole('heading', { name: '导入地点' })).toBeFocused();
  await choose(page, file('我的名单.csv', LIST));

  await expect(panel(page).getByRole('heading', { name: '坐标是哪一种？' })).toBeVisible();
  await expect(panel(page)).toContainText('“我的名单.csv”有 4 处地点');
  await expect(preview(page, '.dot')).toHaveCount(6);
  await expect(preview(page, '.dot.on')).toHaveCount(0);
  await expect(panel(page).getByRole('button', { name: '检查', exact: true })).toBeDisabled();
  await datum(page, /GCJ-02/).click();
  await expect(preview(page, '.dot.d-gcj.on')).toHaveCount(2);
  await press(page, '靠近看');
  await expect(preview(page, '.dot')).toHaveCount(3);
  await expect(panel(page)).toContainText('正在看：紫荆山东门');
  await press(page, '检查');

  await expect(panel(page)).toContainText('3 处可以加入地图。');
  await expect(panel(page)).toContainText('1 处有错误，不会加入。');
  await expect(preview(page, '.dot')).toHaveCount(0);
  const table = page.getByRole('table', { name: '发现的问题' });
  await expect(table.getByRole('columnheader')).toHaveText(['文件', '行', '地点', '字段', '问题', '怎么办']);
  await expect(table.getByRole('row').nth(1)).toContainText(/我的名单\.csv\s*3\s*空白处.*坐标是 0, 0.*请填写位置/);
  await press(page, '只看错误');
  await expect(table.locator('tbody tr')).toHaveCount(1);

  await press(page, '加入地图');
  await expect(filter(page, /我的名单/)).toContainText('3');
  await expect(rows(page)).toHaveCount(before + 3);
  await expect(rows(page).filter({ hasText: '没有位置的礼堂' })).toHaveCount(1);
  await rows(page).filter({ hasText: '文化路书店' }).getByRole('link').click();
  await expect(page.getByRole('region', { name: '文化路书店' })).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: '移除“我的名单.csv”' }).click();
  await expect(rows(page)).toHaveCount(before);
  await expect(filter(page, /我的名单/)).toHaveCount(0);
});

test('a file can be dropped anywhere; the page shows where', async ({ page }) => {
  await open(page);
  const before = await rows(page).count();
  await drag(page, { name: 'p.geojson', text: POINTS, drop: false });
  await expect(page.getByText('松开，导入这份文件')).toBeVisible();
  await page.evaluate(() => document.body.dispatchEvent(
    new DragEvent('dragleave', { dataTransfer: (() => { const d = new DataTransfer(); d.items.add(new File([''], 'x')); return d; })(), bubbles: true })));
  await expect(page.getByText('松开，导入这份文件')).toBeHidden();
  await drag(page, { name: 'p.geojson', text: POINTS });
  await expect(datum(page, /WGS-84.*可能是/)).toHaveAttribute('aria-pressed', 'true');
  await expect(preview(page, '.dot.d-wgs.on')).toHaveCount(3);
  await press(page, '检查');
  await press(page, '加入地图');
  await expect(rows(page)).toHaveCount(before + 3);
  await expect(rows(page).filter({ hasText: '测点2' })).toHaveCount(1);
});

for (const [what, dropped, words] of [
  ['cut off', { name: 'cut.geojson', text: POINTS.slice(0, 120) }, /文件不完整/],
  ['of another kind', { name: 'old.xls', text: 'x' }, /不认识这种文件/],
  ['no workbook', { name: 'fake.xlsx', text: 'PK but no zip' }, /工作簿/],
  ['a web page', { name: 'list.csv', text: '<html>login</html>' }, /网页/],
  ['two at once', { name: ['a.csv', 'b.csv'], text: LIST }, /一次只能导入一份文件/],
  ['of 200 MB', { name: 'huge.csv', bytes: 200 * 1024 * 1024 }, /文件有 200 MB，超过 128 MB 的上限/],
]) {
  test(`a file that is ${what} is refused with a reason and changes nothing`, async ({ page }) => {
    await open(page);
    const before = await page.locator('.list').innerHTML();
    const link = page.url();
    await drag(page, dropped);
    const alert = panel(page).getByRole('alert');
    await expect(alert).toContainText(words);
    await expect(alert).toContainText('地图没有改变');
    await page.getByRole('button', { name: '关闭' }).click();
    await expect(page.locator('.list')).toBeVisible();
    expect(await page.locator('.list').innerHTML()).toBe(before);
    expect(page.url()).toBe(link);
  });
}

test('all findings can be turned to, and the errors alone', async ({ page }) => {
  await start(page);
  const bad = Array.from({ length: 130 }, (_, i) => `坏${i},0,0`);
  const good = Array.from({ length: 60 }, (_, i) => `好${i},113.${600 + i},34.7${i}`);
  await choose(page, file('many.csv', ['名称,经度,纬度', ...bad, ...good].join('\n')));
  await datum(page, /WGS-84/).click();
  await press(page, '检查');
  const table = page.getByRole('table', { name: '发现的问题' });
  const pager = panel(page).getByRole('navigation');
  await expect(pager).toContainText(/第 1–100 条，共 [3-9]\d\d 条/);
  await expect(table.locator('tbody tr')).toHaveCount(100);
  await pager.getByRole('button', { name: '后 100 条' }).click();
  await expect(pager).toContainText('第 101–200 条');
  await expect(table.locator('tbody tr').first()).toContainText('坏100');
  await expect(table.getByRole('columnheader').first()).toBeInViewport();
  await press(page, '只看错误');
  await expect(pager).toContainText('第 1–100 条，共 130 条');
  await pager.getByRole('button', { name: '后 100 条' }).click();
  await expect(pager).toContainText('第 101–130 条，共 130 条');
  await expect(table.locator('tbody tr')).toHaveCount(30);
  await expect(pager.getByRole('button', { name: '后 100 条' })).toBeDisabled();
});

test('a file none of whose places is sound cannot be added', async ({ page }) => {
  await start(page);
  await choose(page, file('zero.csv', '名称,经度,纬度\n甲,0,0\n乙,0,0\n'));
  await datum(page, /WGS-84/).click();
  await press(page, '检查');
  await expect(panel(page).getByRole('alert')).toContainText('没有一处可以加入');
  await expect(panel(page).getByRole('button', { name: '加入地图' })).toHaveCount(0);
});

test('the templates are there to be filled in', async ({ page }) => {
  await start(page);
  for (const name of ['Excel 模板', 'CSV 模板']) {
    const href = await panel(page).getByRole('link', { name }).getAttribute('href');
    const answer = await page.request.get(href);
    expect(answer.ok()).toBe(true);
    expect((await answer.body()).length).toBeGreaterThan(300);
  }
});

test('every step speaks English in English', async ({ page }) => {
  await start(page, './#/explore?lang=en');
  const leaks = () => panel(page).evaluate((box) => {
    const found = [];
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      // What a file holds is told in its own words, within quotes.
      const own = data.replace(/“[^”]*”/g, '');
      if (/[\u4e00-\u9fff]/.test(own) && !parentElement.closest('[lang=zh]')) found.push(data);
    }
    return found;
  });
  expect(await leaks()).toEqual([]);
  await choose(page, file('list.csv', LIST));
  await datum(page, /WGS-84/).click();
  expect(await leaks()).toEqual([]);
  await press(page, 'Check');
  await expect(panel(page)).toContainText('3 places can be added.');
  expect(await leaks()).toEqual([]);
});

test.describe('a hundred thousand rows', () => {
  test.describe.configure({ mode: 'serial', timeout: 180_000 });
  const many = rowsOf(100_000);

  test('can be cancelled', async ({ page }) => {
    await start(page);
    await choose(page, file('many.csv', csv(many)));
    await expect(panel(page).getByRole('progressbar')).toBeVisible();
    await press(page, '取消');
    await expect(panel(page).locator('input[type=file]')).toBeAttached();
    await expect(panel(page).getByRole('heading', { name: '坐标是哪一种？' })).toHaveCount(0);
  });

  for (const [name, bytes] of [['many.csv', () => csv(many)], ['many.xlsx', () => xlsx(many)]]) {
    test(`${name} comes without freezing the page`, async ({ browser, page }) => {
      await start(page);
      const before = await filter(page, /公园/).count();
      await choose(page, file(name, bytes()));
      await expect(datum(page, /WGS-84/)).toBeVisible({ timeout: 60_000 });
      await datum(page, /WGS-84/).click();
      await startTrace(browser, page);
      await press(page, '检查');
      await expect(panel(page)).toContainText('100000 处可以加入地图。', { timeout: 90_000 });
      await expect(panel(page)).toContainText(/第 1–100 条，共 \d+ 条/);
      await press(page, '加入地图');
      await expect(panel(page).getByRole('progressbar')).toBeVisible();
      await expect(filter(page, /many/)).toContainText('100000', { timeout: 60_000 });
      expect(before).toBe(0);
      // Up to 500 places all are in the document; of more, a part.
      await expect(rows(page)).toHaveCount(250);
      const added = await longestTask(browser);
      await startTrace(browser, page);
      await page.getByRole('button', { name: '放大' }).click();
      await page.getByRole('button', { name: '后 250 处' }).click();
      await expect(page.getByText(/^第 251–500 处/).first()).toBeVisible();
      for (const on of ['false', 'true']) {
        await filter(page, /many/).click();
        await expect(filter(page, /many/)).toHaveAttribute('aria-pressed', on);
      }
      await expect(rows(page)).toHaveCount(250);
      await page.getByRole('button', { name: `移除“${name}”` }).click();
      await expect(filter(page, /many/)).toHaveCount(0);
      const used = await longestTask(browser);
      console.log(`${name}: longest task ${Math.round(added)} ms of processor time while adding, ${Math.round(used)} ms in use`);
      // Half of it is usual (docs/performance.md); the rest is room for slower machines than ours.
      expect(Math.max(added, used)).toBeLessThan(400);
    });
  }
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the whole way fits', async ({ page }) => {
    await start(page);
    await choose(page, file('我的名单.csv', LIST));
    await datum(page, /BD-09/).click();
    await expect(preview(page, '.dot.on')).toHaveCount(2);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wide()).toBeLessThanOrEqual(0);
    await press(page, '检查');
    await expect(page.getByRole('table', { name: '发现的问题' })).toBeVisible();
    expect(await wide()).toBeLessThanOrEqual(0);
    await press(page, '加入地图');
    await expect(rows(page).filter({ hasText: '文化路书店' })).toHaveCount(1);
  });
});
