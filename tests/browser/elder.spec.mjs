// 长辈版: by button, by link and remembered; its numbers (工信部 2021, GB/T 37668); colours.
import { card, list, map } from './support/app.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';

const root = (page) => page.locator('html');

/** Texts a person reads, smaller than `least`: their words and size. */
const smaller = (page, least) => page.evaluate((limit) => {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    // The credits of the map keep the size of a map's small print.
    if (!walker.currentNode.data.trim() || element.closest('svg, .attr, script, .aside')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < limit) found.push(`${size} ${walker.currentNode.data.trim().slice(0, 30)}`);
  }
  return found;
}, least);

/** Controls smaller than 60 px each way; links inside a sentence are text. */
const narrow = (page) => page.locator('button:visible, select:visible, summary:visible, a.row:visible, a.btn:visible, .tabs a:visible')
  .evaluateAll((all) => all.map((e) => [e.getAttribute('aria-label') || e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, r]) => r.width < 60 || r.height < 60).map(([name, r]) => `${name} ${Math.round(r.width)}×${Math.round(r.height)}`));

test('the button opens it, the link holds it, the device remembers it', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^长辈版/ }).click();
  await expect(root(page)).toHaveAttribute('data-mode', 'elder');
  await expect(page).toHaveURL(/mode=elder/);
  await open(page, './#/explore');
  await page.reload();
  await expect(root(page)).toHaveAttribute('data-mode', 'elder');
  await page.getByRole('button', { name: '退出长辈版' }).click();
  await expect(root(page)).not.toHaveAttribute('data-mode', 'elder');
  await expect(page).not.toHaveURL(/mode=elder/);
  await page.reload();
  await expect(page.getByRole('button', { name: /^长辈版/ })).toBeVisible();
});

test('what is shared does not carry it', async ({ page }) => {
  await open(page, './#/place/yanzhuang?mode=elder');
  await page.getByRole('button', { name: '分享' }).click();
  await expect(page.getByRole('textbox', { name: /链接/ })).not.toHaveValue(/mode=elder/);
});

for (const [name, options] of [['desktop', {}], ['phone', PHONE]]) {
  test.describe(name, () => {
    test.use(options);
    for (const lang of ['zh', 'en']) {
      for (const link of ['#/explore', '#/place/zhengzhou-conferences', '#/place/p-zijingshan-park', '#/explore?layers=', '#/branch']) {
        test(`texts from 18 px and targets from 60 px up: ${link}, ${lang}`, async ({ page }) => {
          await open(page, `./${link}${link.includes('?') ? '&' : '?'}mode=elder&lang=${lang}`);
          await expect(page.locator('.wait, .coming')).toHaveCount(0);
          expect(await smaller(page, 18)).toEqual([]);
          expect(await narrow(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        });
      }
    }
  });
}

test('body text is 20 px with wide lines, and every icon has a word', async ({ page }) => {
  await open(page, './#/place/zhengzhou-conferences?mode=elder');
  const { size, line } = await page.locator('.story p').first().evaluate((p) => {
    const style = getComputedStyle(p);
    return { size: parseFloat(style.fontSize), line: parseFloat(style.lineHeight) };
  });
  expect(size).toBeGreaterThanOrEqual(20);
  expect(line / size).toBeGreaterThanOrEqual(1.3);
  const words = await page.locator('button:visible:has(svg)').evaluateAll((all) => all.filter((e) =>
    !e.textContent.trim() && getComputedStyle(e, '::after').content.replace(/["']/g, '').length < 2).map((e) => e.outerHTML.slice(0, 80)));
  expect(words).toEqual([]);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('map above, list below; a card takes the screen; one tap leads back', async ({ page }) => {
    await open(page, './#/explore?mode=elder');
    const [above, below] = [await map(page).boundingBox(), await list(page).boundingBox()];
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
    await list(page).getByRole('link', { name: /金水毛泽东塑像/ }).tap();
    await expect(card(page, '金水毛泽东塑像')).toBeVisible();
    await expect(map(page)).toBeHidden();
    await page.getByRole('navigation').getByRole('link', { name: '探索' }).tap();
    await expect(list(page)).toBeVisible();
  });

  test('a row is read aloud where there is a voice', async ({ page }) => {
    await page.addInitScript(() => {
      window.said = [];
      speechSynthesis.getVoices = () => [{ lang: 'zh-CN', localService: true, name: 'test' }];
      speechSynthesis.speak = (u) => window.said.push(u.text);
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    });
    await open(page, './#/explore?mode=elder');
    const row = page.getByRole('button', { name: '听：金水毛泽东塑像' });
    await row.tap();
    await expect(row).toHaveAttribute('aria-pressed', 'true');
    expect((await page.evaluate(() => window.said)).join('')).toContain('金水毛泽东塑像');
    await row.tap();
    await expect(row).toHaveAttribute('aria-pressed', 'false');
  });
});

test('without a voice nothing offers to read', async ({ page }) => {
  await page.addInitScript(() => { speechSynthesis.getVoices = () => []; });
  await open(page, './#/place/yanzhuang');
  await expect(page.getByRole('button', { name: '朗读' })).toBeHidden();
});

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
/** The colour of the painted map in a corner of land or outside. */
const ground = (page) => page.evaluate(() => {
  const canvas = document.querySelector('canvas.base');
  return canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 200, 200).data.reduce((a, b) => a + b, 0);
});

test('colours are chosen in the settings, take effect on the map, and are remembered', async ({ page }) => {
  await open(page);
  const [light, day] = [await paper(page), await ground(page)];
  await page.getByRole('button', { name: '设置' }).click();
  await page.getByRole('button', { name: '深色' }).click();
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  expect(await paper(page)).not.toBe(light);
  await expect.poll(() => ground(page)).toBeLessThan(day * 0.8);
  await page.getByRole('button', { name: '高对比度' }).click();
  await expect(root(page)).toHaveAttribute('data-contrast', 'high');
  await page.reload();
  await expect(root(page)).toHaveAttribute('data-contrast', 'high');
});

test('“as the system” follows it at once', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root(page)).toHaveAttribute('data-theme', 'light');
});
