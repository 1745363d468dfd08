// The printed sheet of a tour, and the files it goes out in and comes back from.
import { readFileSync } from 'node:fs';

import { expect, open, test } from './support/test.mjs';

const STOPS = [
  'yrcc-wang-huayun', 'p-zijingshan-park', 'zhengzhou-conferences', 'mao-statue-jinshui',
  'feiji-building', 'yellow-river-museum', 'henan-museum', 'yanzhuang',
];
const CODE = `1:t紫荆山到博物院:d20261128:mb:b0830:u1730:sc113676500_34761900~${STOPS.join(':20~')}:20`;
const link = (code, lang = 'zh') => `./#/tour?tour=${encodeURIComponent(code)}&lang=${lang}`;

/** How many pages a PDF has. */
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;

test.beforeEach(async ({ page }) => {
  // The dialog of the browser itself is not under test.
  await page.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
});

async function print(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.printed), { timeout: 15_000 }).toBe(1);
  return page.pdf({ preferCSSPageSize: true });
}

for (const [lang, button, column] of [['zh', '打印路线单', '讲解要点'], ['en', 'Print sheet', 'To tell']]) {
  test(`eight stops fit on one page of A4 (${lang})`, async ({ page }) => {
    await open(page, link(CODE, lang));
    const pdf = await print(page, button);
    expect(pages(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][^ ]* 84[12]/);
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('body > .papers > article');
    await expect(sheet).toHaveCount(1);
    await expect(sheet.locator('tbody tr')).toHaveCount(8);
    await expect(sheet.getByRole('columnheader', { name: column })).toBeVisible();
    // A code for the tour and one a stop, one or two maps: all of them drawn.
    const drawn = await sheet.locator('img').evaluateAll((all) => all.map((img) => img.naturalWidth > 0));
    expect(drawn.length).toBeGreaterThanOrEqual(10);
    expect(drawn.every(Boolean)).toBe(true);
    await expect(page.locator('.shell')).toBeHidden();
    // Back at the page, the sheet is gone.
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Shift');
    await expect(page.locator('.papers')).toHaveCount(0);
    await expect(page.locator('.shell')).toBeVisible();
  });
}

test('every file holds the whole tour', async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, link(CODE));
  const tour = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('tour');
  await expect.poll(tour).toBeTruthy();
  const before = await tour();
  for (const format of ['GPX', 'KML', 'CSV', 'ICS', 'GeoJSON']) {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('dialog', { name: '导出' }).getByRole('button', { name: new RegExp(`^${format}`) }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(`紫荆山到博物院.${format.toLowerCase()}`);
    const path = await download.path();
    expect(readFileSync(path, 'utf8')).toContain('redmap-tour=');
    // Another tour is opened, then this one comes back from its file.
    await page.goto(link('1~erqi-tower:45'));
    await expect.poll(tour).toBe('1~erqi-tower:45');
    await page.getByRole('button', { name: '我的路线', exact: true }).click();
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '从文件导入' }).click();
    await (await asked).setFiles(path);
    await expect.poll(tour).toBe(before);
  }
});

test('a better order is found in the worker, and waits for a yes', async ({ page }) => {
  await open(page, link(CODE));
  await page.getByRole('button', { name: '优化顺序' }).click();
  await expect(page.getByRole('button', { name: '采用新顺序' })).toBeVisible({ timeout: 15_000 });
  expect(page.workers()).toHaveLength(1);
});

test.describe('a worker that does not come', () => {
  test.use({ allowedErrors: [/Failed to load resource|ERR_FAILED/] });

  test('is told in words, and asked for again', async ({ page }) => {
    await page.route('**/redmap-engine-*', (route) => route.abort());
    await open(page, link(CODE));
    await page.getByRole('button', { name: '优化顺序' }).click();
    await expect(page.getByRole('alert')).toContainText('再试一次', { timeout: 15_000 });
    await page.unroute('**/redmap-engine-*');
    await page.getByRole('button', { name: '优化顺序' }).click();
    await expect(page.getByRole('button', { name: '采用新顺序' })).toBeVisible({ timeout: 15_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
