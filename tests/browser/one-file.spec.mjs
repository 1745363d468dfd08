// The whole map in one .html, opened from the disk.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { expect, test as base } from '@playwright/test';

import { card, list, rows } from './support/app.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder;
let address;
base.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redmap-one-'));
  const file = join(folder, '红色 地图.html');
  execFileSync(process.execPath, ['scripts/one-file.mjs', 'dist', file], { cwd: ROOT });
  expect(statSync(file).size).toBeLessThanOrEqual(2_500_000);
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
