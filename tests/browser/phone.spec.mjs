// The phone: the map fills the screen, the panel is a sheet.
import { card, filter, list, map } from './support/app.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';

test.use(PHONE);

const sheet = (page) => page.locator('.panel');
const height = async (page) => Math.round((await sheet(page).boundingBox()).height);

test('the sheet has three heights with buttons', async ({ page }) => {
  await open(page);
  expect(await height(page)).toBe(Math.round((844 - 64) * 0.485));
  await page.getByRole('button', { name: '展开' }).tap();
  await expect.poll(() => height(page)).toBe(844 - 64 - 64);
  await expect(page.getByRole('button', { name: '展开' })).toBeDisabled();
  await page.getByRole('button', { name: '收起' }).tap();
  await page.getByRole('button', { name: '收起' }).tap();
  await expect.poll(() => height(page)).toBe(96);
});

test('the sheet follows a finger on its grip', async ({ page }) => {
  await open(page);
  const box = await page.locator('.grab').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 120);
  await page.mouse.up();
  await expect.poll(() => height(page)).toBe(844 - 64 - 64);
});

test('a tap on a row opens the card in the sheet and shows the place above it', async ({ page }) => {
  await open(page);
  await list(page).getByRole('link', { name: /金水毛泽东塑像/ }).tap();
  await expect(card(page, '金水毛泽东塑像')).toBeVisible();
  const marker = map(page).getByRole('button', { name: /^金水毛泽东塑像/ });
  await expect(marker).toBeVisible();
  const [pin, panel] = [await marker.boundingBox(), await sheet(page).boundingBox()];
  expect(pin.y + pin.height).toBeLessThan(panel.y);
});

test('the filters are chips over the map', async ({ page }) => {
  await open(page);
  await filter(page, '宣讲场所').tap();
  await expect(filter(page, '宣讲场所')).toHaveAttribute('aria-pressed', 'false');
  await expect(page).toHaveURL(/layers=/);
});

test('the words of a chip stand on one line', async ({ page }) => {
  await open(page);
  const heights = await page.locator('.cat').evaluateAll((chips) => chips.map((c) => c.offsetHeight));
  expect(Math.max(...heights)).toBeLessThan(48);
});

test('nothing is wider than the screen and targets are large enough', async ({ page }) => {
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const small = await page.locator('button:visible, a.row:visible').evaluateAll((all) =>
    all.map((e) => [e.textContent.trim() || e.ariaLabel, e.getBoundingClientRect()])
      .filter(([, r]) => r.width < 32 || r.height < 32).map(([name]) => name));
  expect(small).toEqual([]);
});
