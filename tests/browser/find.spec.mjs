// Finding a place among many, and getting there.
import { filter, list, rows } from './support/app.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';

const slider = (page, name) => page.getByRole('slider', { name });

test('a facet filters the list, says so in its options, and one press clears it', async ({ page }) => {
  await open(page);
  const all = await rows(page).count();
  const series = page.getByRole('combobox', { name: '系列' });
  const option = await series.locator('option').nth(1).innerText();
  await series.selectOption({ index: 1 });
  const count = Number(/(\d+)/.exec(option)[1]);
  await expect(rows(page)).toHaveCount(count);
  await page.getByRole('button', { name: '清除筛选' }).click();
  await expect(rows(page)).toHaveCount(all);
  await expect(series).toHaveValue('');
});

test('the years answer to the keyboard and stay in the link', async ({ page, context }) => {
  await open(page);
  const all = await rows(page).count();
  await slider(page, '结束年份').focus();
  await page.keyboard.press('Home');
  await slider(page, '结束年份').fill('1949');
  await expect(page).toHaveURL(/years=1919-1949/);
  await expect.poll(() => rows(page).count()).toBeLessThan(all);
  const other = await context.newPage();
  await open(other, page.url());
  await expect(rows(other)).toHaveCount(await rows(page).count());
});

test('the walk through the years pauses', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /播放|放映/ }).click();
  await expect(page).toHaveURL(/years=/);
  await page.getByRole('button', { name: /暂停/ }).click();
  await expect(page.getByRole('button', { name: /播放|放映/ })).toBeVisible();
});

test('“open now” goes by the hours in Zhengzhou', async ({ page }) => {
  // A Wednesday at ten in the morning there, whatever the clock of this machine says.
  await page.clock.setFixedTime(new Date('2026-11-25T10:00:00+08:00'));
  await open(page, './#/explore?layers=red_site');
  await page.getByRole('button', { name: '更多筛选' }).click();
  await page.getByRole('button', { name: /现在开放/ }).click();
  await expect(list(page).getByRole('link', { name: /河南博物院/ })).toBeVisible();
  await page.clock.setFixedTime(new Date('2026-11-25T02:00:00+08:00'));
  await page.reload();
  await expect(list(page).getByRole('link', { name: /河南博物院/ })).toHaveCount(0);
});

test('导航 hands the place on in each app’s own coordinates', async ({ page }) => {
  await open(page, './#/place/henan-museum');
  const button = page.getByRole('button', { name: '导航' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: /^去/ });
  const href = (name) => dialog.getByRole('link', { name }).getAttribute('href');
  expect(await href('高德地图')).toMatch(/^https:\/\/uri\.amap\.com\/marker\?position=113\.\d+,34\.\d+&.*coordinate=wgs84/);
  expect(await href('百度地图')).toMatch(/location=34\.\d+,113\.\d+&.*coord_type=wgs84/);
  expect(await href('腾讯地图')).toMatch(/coord:34\.\d+,113\.\d+/);
  expect(await href('其他地图应用')).toMatch(/^geo:34\.\d+,113\.\d+\?q=/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('分享 shows the link, its code and a frame for other pages', async ({ page }) => {
  await open(page, './#/place/henan-museum');
  await page.getByRole('article').getByRole('button', { name: '分享' }).click();
  const dialog = page.getByRole('dialog', { name: '分享这个链接' });
  await expect(dialog.getByRole('textbox', { name: '链接' })).toHaveValue(/#\/place\/henan-museum/);
  await expect(dialog.getByRole('img', { name: /二维码/ })).toBeVisible();
  await dialog.getByText('嵌入网页').click();
  await expect(dialog.getByRole('textbox', { name: '嵌入代码' })).toHaveValue(/<iframe .*embed=1/);
});

test('an embedded map has no chrome, and leads to the whole one', async ({ page }) => {
  await open(page, './?embed=1#/explore');
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('link', { name: '打开完整地图' })).toBeVisible();
});

test.describe('with a position', () => {
  test.use({ permissions: ['geolocation'], geolocation: { longitude: 113.66041, latitude: 34.75343, accuracy: 20 } });
  test('the nearest place comes first, and the link does not tell', async ({ page }) => {
    await open(page, './#/explore?layers=red_site');
    await page.getByRole('button', { name: '我的位置' }).click();
    await expect(rows(page).first()).toContainText('郑州二七纪念塔');
    expect(page.url()).not.toContain('113.66041,34.75343');
  });
});

test('a refused position is told, and nothing else changes', async ({ page }) => {
  await open(page);
  const all = await rows(page).count();
  await page.getByRole('button', { name: '我的位置' }).click();
  await expect(page.getByText('浏览器没有允许定位。')).toBeVisible();
  await expect(rows(page)).toHaveCount(all);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the further filters open over the map', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: /^筛选/ }).click();
    await expect(page.getByRole('combobox', { name: '系列' })).toBeVisible();
    await expect(filter(page, '公园')).toBeVisible();
  });
});
