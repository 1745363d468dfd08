// Nothing is reachable by mouse only.
import { card, list, map } from './support/app.mjs';
import { expect, open, test } from './support/test.mjs';

/** Presses Tab until the focused element fits, and fails after `most` presses. */
async function tabTo(page, fits, most = 60) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent ?? ''}`;
    });
    if (fits.test(name)) return;
  }
  throw new Error(`no Tab stop fits ${fits}`);
}

test('from the bar to a card and back by keys alone', async ({ page }) => {
  await open(page);
  await tabTo(page, /跳到地点列表/);
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('Tab');
  const row = await page.evaluate(() => document.activeElement.dataset.place);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#/place/${row}`));
  await expect(page.locator('.card h2')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
  await expect(page.locator(`a.row[data-place="${row}"]`)).toBeFocused();
});

test('the filters answer to the space bar', async ({ page }) => {
  await open(page);
  await tabTo(page, /公园/);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/layers=red_site,lecture_venue,practice/);
});

test('a marker is a button for Enter and for Space', async ({ page }) => {
  for (const key of ['Enter', 'Space']) {
    await page.goto('about:blank');
    await open(page, './#/explore?at=113.66041,34.75343,18');
    const marker = map(page).getByRole('button', { name: /^郑州二七纪念塔/ });
    await marker.focus();
    await page.keyboard.press(key);
    await expect(card(page, '郑州二七纪念塔')).toBeVisible();
  }
});

test('opening a cluster keeps the focus among its places', async ({ page }) => {
  await open(page, './#/explore?at=113.66,34.77,11');
  const cluster = map(page).getByRole('button', { name: /个地点$/ }).first();
  await cluster.focus();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/,11(&|$)/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('pin'))).toBe(true);
});

test('arrow keys move the map, plus and minus zoom it', async ({ page }) => {
  await open(page, './#/explore?at=113.66,34.77,13');
  await page.locator('.host').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).not.toHaveURL(/at=113\.66000/);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/,14(&|$)/);
});

test('no pin out of sight takes the focus', async ({ page }) => {
  await open(page);
  const bad = await map(page).locator('.pin').evaluateAll((pins) => {
    const box = document.querySelector('.host').getBoundingClientRect();
    return pins.filter((pin) => {
      const r = pin.getBoundingClientRect();
      const seen = r.right > box.left && r.left < box.right && r.bottom > box.top && r.top < box.bottom;
      return pin.tabIndex === 0 && !seen;
    }).length;
  });
  expect(bad).toBe(0);
});
