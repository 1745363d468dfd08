// The whole map in one .html, opened from the disk, in Chromium and in Firefox.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { expect, test as base } from '@playwright/test';
import puppeteer from 'puppeteer-core';

import { card, list, rows } from './support/app.mjs';
import { firefoxPath } from './support/firefox.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder;
let address;
base.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redmap-one-'));
  const file = join(folder, '红色 地图.html');
  // Fails when the page is larger than scripts/one-file.mjs allows, unless the site is a draft.
  execFileSync(process.execPath, ['scripts/one-file.mjs', 'dist', file], { cwd: ROOT });
  address = pathToFileURL(file).href;
});
base.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page asks for nothing but itself and says no error. */
const test = base.extend({
  context: async ({ context }, use) => {
    const seen = [];
    context.on('console', (message) => { if (message.type() === 'error') seen.push(message.text()); });
    context.on('weberror', (error) => seen.push(String(error.error())));
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.isNavigationRequest()) seen.push(request.url());
    });
    await use(context);
    expect(seen).toEqual([]);
  },
});

async function open(page, hash = '') {
  await page.goto(`${address}${hash}`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'map', { timeout: 20_000 });
}

test('it opens by a double click, with its data, cards and dialogs', async ({ page }) => {
  await open(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  await list(page).getByRole('link', { name: /金水毛泽东塑像/ }).click();
  await expect(card(page, '金水毛泽东塑像')).toBeVisible();
  await page.getByRole('button', { name: '导航' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a link into it, the other language and 长辈版 work', async ({ page }) => {
  await open(page, '#/place/yanzhuang?lang=en&mode=elder');
  await expect(page.locator('.card h2')).toHaveCSS('font-size', '34px');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('what it cannot do is not offered', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('button', { name: '分享' })).toBeHidden();
  await expect(page.getByRole('button', { name: '我的位置' })).toBeHidden();
  await expect(page.locator('link[rel=manifest]')).toHaveCount(0);
  await page.getByRole('button', { name: '设置' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByText('离线与存储')).toBeHidden();
});

test('its policy allows its own scripts alone', async ({ page }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy" i]').getAttribute('content');
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).not.toContain('unsafe-inline');
});

test('names survive in the addresses of other maps, though the page is not in UTF-8', async ({ page }) => {
  await open(page, '#/place/yanzhuang');
  expect(await page.evaluate(() => document.characterSet)).toBe('windows-1252');
  await page.getByRole('button', { name: '导航' }).click();
  const links = await page.getByRole('dialog').locator('a[href^="https"]').evaluateAll((all) => all.map((a) => a.href));
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(decodeURIComponent(link)).toContain('燕庄');
});

test('the worker and its module come out of the page', async ({ page }) => {
  await open(page, '#/tour?stops=erqi-tower~erqi-hall~yanzhuang');
  await page.getByRole('button', { name: '优化顺序' }).click();
  await expect(page.getByText(/更短|没有更短|已经最短|原来|优化后/).first()).toBeVisible({ timeout: 15_000 });
});

// Playwright drives a Firefox of its own alone; this one is the system's.
base('Firefox opens it, too: places, a card, a tour, the other language', async () => {
  base.setTimeout(90_000);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath(), headless: true });
  try {
    const page = await browser.newPage();
    const seen = [];
    page.on('console', (message) => { if (message.type() === 'error') seen.push(message.text()); });
    page.on('pageerror', (error) => seen.push(String(error)));
    await page.setViewport({ width: 1280, height: 800 });
    const shows = async (hash, selector, text) => {
      await page.goto(`${address}${hash}`);
      await page.waitForFunction((where, what) =>
        [...document.querySelectorAll(where)].some((e) => e.textContent.includes(what)), { timeout: 30_000 }, selector, text);
    };
    await page.goto(address);
    await page.waitForSelector('html[data-ready=map]', { timeout: 30_000 });
    expect((await page.$$('.panel a.row')).length).toBeGreaterThan(60);
    await shows('#/place/yanzhuang', '.card h2', '毛主席视察燕庄纪念地');
    await shows('#/tour?stops=erqi-tower~erqi-hall', 'main', '10:15');
    await shows('#/class', 'body', '京汉铁路大罢工');
    await shows('#/branch', 'body', '宣讲台账');
    await shows('#/place/yanzhuang?lang=en', '.card h2', 'Yanzhuang');
    expect(seen).toEqual([]);
  } finally {
    await browser.close();
  }
});
