// 改地图: changes to the map as a layer of one's own.
import { readFile } from 'node:fs/promises';

import { list, map } from './support/app.mjs';
import { expect, open, PHONE, serveInstead, test } from './support/test.mjs';

const view = (page) => page.getByRole('region', { name: /^(我的支部|My branch)$/ });
const status = (page) => view(page).locator('.br-state');
const form = (page) => view(page).getByRole('region', { name: '改这一处' });
const table = (page) => view(page).locator('.ed-wide');
const counts = (page) => view(page).locator('.br-line');

async function openEditor(page) {
  await open(page, './#/branch');
  await view(page).getByRole('group', { name: '栏目' }).getByRole('button', { name: /改地图/ }).click();
  await expect(view(page).getByRole('heading', { name: '全部地点' })).toBeVisible();
}

async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function give(page, file) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '打开文件' }).click()]);
  await chooser.setFiles(file);
}

test('a place is added by keys alone, checked while it is typed, and stands on map and list with its sign', async ({ page }) => {
  await openEditor(page);
  await page.getByRole('button', { name: '加一处地点' }).press('Enter');
  await expect(view(page).getByLabel('经纬度')).toBeFocused();
  await page.keyboard.type('34.77 113.68');
  await page.keyboard.press('Enter');
  await expect(form(page)).toBeVisible();
  await expect(counts(page)).toHaveText('新增 1 处，修改 0 处，删除 0 处。');
  await expect(form(page).locator('.ed-checks .bad')).toContainText('名称');
  await form(page).getByLabel('名称', { exact: true }).fill('测试亭');
  // Before it is kept: the checks follow what is typed.
  await expect(form(page).locator('.ed-checks .bad')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(status(page)).toHaveText(/^已存好/);
  await form(page).getByLabel('精度（米）', { exact: true }).fill('15');
  await form(page).getByLabel('位置的来源', { exact: true }).fill('现场测量');
  await form(page).getByRole('button', { name: '向北' }).press('Enter');
  await expect(form(page).getByLabel('纬度')).toHaveValue('34.77009');
  await expect(status(page)).toHaveText(/^已存好/);
  await page.reload();
  await page.getByRole('link', { name: '探索' }).click();
  const row = list(page).locator('.row').filter({ hasText: '测试亭' });
  await expect(row).toContainText('我的修改', { timeout: 15_000 });
  await row.click();
  await expect(page.getByRole('region', { name: '测试亭' })).toContainText('我的修改');
  await expect(map(page).locator('.pin[aria-label^="测试亭"]')).toBeVisible();
});

test('many are changed at once, deleted, undone, and go out and come in as a patch', async ({ page }) => {
  await openEditor(page);
  await view(page).getByLabel('找名称、地址').fill('紫荆山公园');
  const name = table(page).getByRole('textbox', { name: /^名称/ }).first();
  await name.fill('紫荆山园');
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^已存好/);
  await view(page).getByLabel('找名称、地址').fill('公园');
  const ticks = table(page).getByRole('checkbox');
  await ticks.nth(0).check();
  await ticks.nth(1).check();
  await view(page).getByRole('combobox', { name: '一起改哪一项' }).selectOption({ label: '街道' });
  await view(page).getByLabel('改成').fill('测试街道');
  await view(page).getByRole('button', { name: '一起改' }).click();
  await expect(counts(page)).toHaveText(/新增 0 处，修改 [23] 处，删除 0 处/);
  const before = await counts(page).textContent();
  await view(page).getByRole('button', { name: '一起删除' }).click();
  await expect(counts(page)).toHaveText(/删除 2 处/);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(counts(page)).toHaveText(before);
  await page.getByRole('button', { name: '重做' }).click();
  await expect(counts(page)).toHaveText(/删除 2 处/);
  const after = await counts(page).textContent();
  const patch = await downloaded(page, '导出补丁');
  const read = JSON.parse(patch.bytes);
  expect(read).toMatchObject({ redmap_patch: 1, bundle: 'jinshui' });
  expect(read.edits.filter((e) => e.op === 'delete')).toHaveLength(2);
  const geo = await downloaded(page, '导出 GeoJSON');
  expect(JSON.parse(geo.bytes).redmap_deleted).toHaveLength(2);
  const bundle = await downloaded(page, '导出整个资料包');
  expect(bundle.name).toMatch(/^redmap-bundle-.*\.zip$/);
  // Everything taken back, then taken in again from each file.
  const wipe = async () => {
    const back = page.getByRole('button', { name: '撤销' });
    while (await back.isEnabled()) await back.click();
    await expect(counts(page)).toHaveText('新增 0 处，修改 0 处，删除 0 处。');
  };
  for (const [file, mimeType] of [[patch, 'application/json'], [geo, 'application/geo+json'], [bundle, 'application/zip']]) {
    await wipe();
    await give(page, { name: file.name, mimeType, buffer: file.bytes });
    await expect(counts(page), file.name).toHaveText(after);
  }
  await give(page, { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await expect(view(page).getByText('这不是补丁、GeoJSON 或资料包。')).toBeVisible();
});

test('a line is drawn by presses on the map, its points moved and taken away', async ({ page }) => {
  await openEditor(page);
  await page.getByRole('button', { name: '画一条线' }).click();
  const draw = view(page).getByRole('region', { name: '画一条线' });
  const box = await map(page).boundingBox();
  for (const [x, y] of [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6]]) {
    const count = Number((await draw.getByRole('status').textContent()).match(/(\d+) 个点/)[1]);
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await expect(draw.getByRole('status')).toContainText(`${count + 1} 个点`);
  }
  await draw.getByRole('button', { name: '画好了' }).click();
  await expect(form(page).getByText('第 1 点，共 3 点')).toBeVisible();
  await form(page).getByRole('button', { name: '下一点' }).click();
  const lon = await form(page).getByLabel('经度').inputValue();
  await form(page).getByRole('button', { name: '点地图移动' }).click();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.3);
  await expect(form(page).getByLabel('经度')).not.toHaveValue(lon);
  await form(page).getByRole('button', { name: '删去这一点' }).click();
  await expect(form(page).getByText(/共 2 点/)).toBeVisible();
  await expect(form(page).getByRole('button', { name: '删去这一点' })).toBeDisabled();
  await expect(status(page)).toHaveText(/^已存好/);
});

test('when the bundle has moved on, what fits is merged and the rest is chosen side by side', async ({ page }) => {
  await openEditor(page);
  const change = async (find, field, words) => {
    await view(page).getByLabel('找名称、地址').fill(find);
    await table(page).getByRole('textbox', { name: field }).first().fill(words);
    await page.keyboard.press('Enter');
    await expect(status(page)).toHaveText(/^已存好/);
  };
  await change('紫荆山公园', /^名称/, '我起的名');
  await change('绿荫公园', /^街道/, '我写的街道');
  const layer = await (await page.request.get('assets/bundle/layers/parks.geojson')).json();
  const manifest = await (await page.request.get('assets/bundle/bundle.json')).json();
  for (const feature of layer.features) {
    if (feature.id === 'p-zijingshan-park') feature.properties.name = '紫荆山新园';
    if (feature.id === 'p-l-yin-green-shade-park') feature.properties.phone = '110';
  }
  await serveInstead(page, 'parks.geojson', { contentType: 'application/json', body: JSON.stringify(layer) });
  await serveInstead(page, 'bundle.json', { contentType: 'application/json', body: JSON.stringify({ ...manifest, version: '2099.1' }) });
  await page.reload();
  await view(page).getByRole('group', { name: '栏目' }).getByRole('button', { name: /改地图/ }).click();
  await expect(view(page).getByText('资料包已是 2099.1 版，有 2 处与您的修改要合并。')).toBeVisible({ timeout: 15_000 });
  await expect(view(page).getByText(/绿荫公园 · 能合在一起/)).toBeVisible();
  await expect(view(page).getByRole('radio', { name: '我起的名' })).toBeChecked();
  await view(page).getByRole('radio', { name: '紫荆山新园' }).check();
  await view(page).getByRole('button', { name: '合并' }).click();
  await expect(view(page).getByText(/要合并/)).toHaveCount(0);
  await expect(counts(page)).toHaveText('新增 0 处，修改 1 处，删除 0 处。');
  await expect(status(page)).toHaveText(/^已存好/);
});

test('the editor speaks English, whole', async ({ page }) => {
  await open(page, './#/branch?lang=en');
  await view(page).getByRole('button', { name: /Edit the map/ }).click();
  await table(page).getByRole('button', { name: /^Open: / }).first().click();
  await expect(view(page).getByRole('region', { name: 'Change this place' })).toBeVisible();
  const leaks = await view(page).evaluate((box) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (/[\u4e00-\u9fff]/.test(walker.currentNode.data)) found.push(walker.currentNode.data);
    return found;
  });
  expect(leaks).toEqual([]);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the map stands above the form while a place is set, and nothing is wider than the screen', async ({ page }) => {
    await openEditor(page);
    await page.getByRole('button', { name: '加一处地点' }).tap();
    await view(page).getByRole('button', { name: '用地图中心' }).tap();
    await expect(form(page)).toBeVisible();
    const panel = await view(page).boundingBox();
    expect(panel.y).toBeGreaterThan(300);
    const wide = await page.locator('.v-branch .scroll').evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    // The place lies in the middle of what can be seen.
    const pin = await map(page).locator('.pin').first().boundingBox();
    expect(pin.y).toBeLessThan(panel.y);
  });
});
