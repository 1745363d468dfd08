// Links: what is on the screen is in the address, and the way back works.
import { card, filter, list, rows } from './support/app.mjs';
import { expect, open, test } from './support/test.mjs';

test('back and forward walk through views', async ({ page }) => {
  await open(page);
  await list(page).getByRole('link', { name: /郑州会议旧址/ }).click();
  await expect(card(page, '郑州会议旧址')).toBeVisible();
  await page.getByRole('link', { name: '返回列表' }).click();
  await list(page).getByRole('link', { name: /河南博物院/ }).first().click();
  await expect(card(page, '河南博物院')).toBeVisible();
  await page.goBack();
  await expect(list(page)).toBeVisible();
  await page.goBack();
  await expect(card(page, '郑州会议旧址')).toBeVisible();
  await page.goForward();
  await expect(list(page)).toBeVisible();
});

/** The centre asked for, but for the pixel that Leaflet rounds it to. */
const NEAR = /at=113\.(700|699)\d\d,34\.(800|799)\d\d,16&layers=red_site,park/;

test('a link restores the view it was copied from', async ({ page, context }) => {
  await open(page, './#/explore?at=113.70000,34.80000,15&layers=park,red_site');
  await page.getByRole('button', { name: '放大' }).click();
  await expect(page).toHaveURL(NEAR);
  const other = await context.newPage();
  await open(other, page.url());
  await expect(filter(other, '宣讲场所')).toHaveAttribute('aria-pressed', 'false');
  await expect(other).toHaveURL(NEAR);
});

test('unknown parts of a link are kept', async ({ page }) => {
  await open(page, './#/explore?years=1919-1949&from=friend');
  await expect(page).toHaveURL(/at=.*years=1919-1949&from=friend/);
});

test('an id that is gone is named and the rest works', async ({ page }) => {
  await open(page, './#/place/gone-for-good?layers=park');
  await expect(page.getByText('链接里的地点不在这份地图里：gone-for-good。')).toBeVisible();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(20);
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText('gone-for-good')).toHaveCount(0);
  await expect(page).not.toHaveURL(/gone-for-good/);
});

test('nonsense after the hash opens the map', async ({ page }) => {
  await open(page, './#/what/ever?at=x,y&&&layers=%zz');
  await expect(page.getByRole('heading', { name: '没有符合的地点' })).toBeVisible();
});

test('the language is in the link and remembered', async ({ page }) => {
  await open(page, './#/explore?lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'Explore' })).toBeVisible();
  await page.goto('about:blank');
  await open(page, './');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
