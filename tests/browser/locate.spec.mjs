// The reader's own position: asked for on request only, and every way it can go wrong.
import { rows } from './support/app.mjs';
import { expect, open, test } from './support/test.mjs';

const ask = (page) => page.getByRole('button', { name: '我的位置', exact: true }).click();

test('nobody is asked for a position before the button is pressed', async ({ page }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    navigator.geolocation.getCurrentPosition = () => { window.asked += 1; };
    navigator.geolocation.watchPosition = () => { window.asked += 1; return 1; };
  });
  await open(page);
  expect(await page.evaluate(() => window.asked)).toBe(0);
  await ask(page);
  await expect.poll(() => page.evaluate(() => window.asked)).toBe(1);
});

for (const [what, geolocation, said] of [
  ['outside the district, how far it is to the nearest place is told', { longitude: 114.3, latitude: 34.8, accuracy: 20 }, /你在金水区外，离最近的地点约 \d/],
  ['a rough position is told, and the list stays as it was', { longitude: 113.70213, latitude: 34.77, accuracy: 5000 }, /定位太粗，误差约 5(\.0)? 公里/],
]) {
  test.describe(`granted: ${what}`, () => {
    test.use({ permissions: ['geolocation'], geolocation });
    test(what, async ({ page }) => {
      await open(page);
      const first = await rows(page).first().innerText();
      await ask(page);
      await expect(page.getByText(said)).toBeVisible();
      if (geolocation.accuracy > 1000) expect(await rows(page).first().innerText()).toBe(first);
      // The position stays on the device.
      expect(page.url()).not.toContain(`${geolocation.longitude}`);
    });
  });
}

test.describe('granted inside', () => {
  test.use({ permissions: ['geolocation'], geolocation: { longitude: 113.684, latitude: 34.7815, accuracy: 15 } });
  test('the list goes by the distance from the reader, without a notice', async ({ page }) => {
    await open(page);
    await ask(page);
    await expect(page.getByRole('button', { name: /离我近的在前/ })).toBeVisible();
    await expect(page.locator('.notices')).not.toContainText('你在');
    await expect(page.locator('.notices')).not.toContainText('定位');
  });
});

for (const [code, said] of [[1, '浏览器没有允许定位。'], [2, '设备现在不能定位。'], [3, '设备现在不能定位。']]) {
  test(`error ${code} of the device is told, and can be put away`, async ({ page }) => {
    await page.addInitScript((error) => {
      navigator.geolocation.getCurrentPosition = (_, failed) => failed({ code: error, message: '' });
    }, code);
    await open(page);
    const all = await rows(page).count();
    await ask(page);
    await expect(page.getByText(said)).toBeVisible();
    await expect(rows(page)).toHaveCount(all);
    await page.locator('.notices').getByRole('button').last().click();
    await expect(page.getByText(said)).toHaveCount(0);
  });
}
