// From the first byte to the running program, and the crash page where that does not work.
import { expect, open, SUB_PATH, test } from './support/test.mjs';

const crash = (page) => page.getByRole('alert').filter({ hasText: '页面出错了' });

test('the page starts and hides its loading sheet', async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle('金水红色地图');
  await expect(page.locator('.boot')).toHaveCount(0);
  await expect(crash(page)).toBeHidden();
});

test('it works below a path, with links that carry a query', async ({ page }) => {
  await open(page, `${SUB_PATH()}?x=1#/explore`);
  await expect(crash(page)).toBeHidden();
});

test('the loading sheet counts the bytes of the program', async ({ page }) => {
  // The start is held back, so that the sheet can be read while it is on.
  await page.addInitScript(() => {
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (response, imports) => {
      const copy = await (await response).arrayBuffer();
      await new Promise((resolve) => { window.goOn = resolve; });
      const type = { headers: { 'Content-Type': 'application/wasm' } };
      return real.call(WebAssembly, new Response(copy, type), imports);
    };
  });
  await page.goto('./');
  await expect(page.locator('#boot-bytes')).toHaveText(/^已载入 \d+(\.\d)? [KM]B$/);
  await page.waitForFunction(() => typeof window.goOn === 'function');
  await page.evaluate(() => window.goOn());
  await expect(page.locator('.boot')).toHaveCount(0);
});

test('the sheet speaks the language of the link', async ({ page }) => {
  await page.route('**/*_bg.wasm', () => {});
  await page.goto('./#/explore?lang=en', { waitUntil: 'commit' });
  await expect(page.locator('#boot-words')).toHaveText('Opening the map');
});

test.describe('a program that is not there', () => {
  test.use({ allowedErrors: [/404/] });

  test('says so and can be reloaded', async ({ page }) => {
    await page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404 }));
    await page.goto('./');
    await expect(crash(page)).toContainText('服务器上找不到程序文件');
    await expect(page.getByRole('button', { name: '重新载入' })).toBeFocused();
    await page.unroute('**/*_bg.wasm');
    await page.keyboard.press('Enter');
    await expect(page.locator('.boot')).toHaveCount(0);
    await expect(crash(page)).toBeHidden();
  });
});

test.describe('a network that breaks off', () => {
  test.use({ allowedErrors: [/Failed to load resource|ERR_FAILED/] });

  for (const file of ['*_bg.wasm', 'leaflet.js', 'redmap-app-*.js']) {
    test(`while loading ${file}`, async ({ page }) => {
      await page.route(`**/${file}`, (route) => route.abort());
      await page.goto('./');
      await expect(crash(page)).toContainText('请检查网络');
    });
  }
});

test('a browser without WebAssembly is told in plain words', async ({ page }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto('./');
  await expect(crash(page)).toContainText('这个浏览器不能运行本页的程序');
});

test('a panic shows the crash page with its message', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.redmapCrash('panicked at src/x.rs:1'));
  await expect(crash(page)).toContainText('程序内部出了错');
  await page.locator('#crash summary').click();
  await expect(page.locator('#crash-detail')).toContainText('panicked at src/x.rs:1');
  await expect(page.locator('#app')).toBeHidden();
});

test.describe('a trap in the program', () => {
  test.use({ allowedErrors: [/uncaught: RuntimeError|RuntimeError: of the test/] });

  test('shows the crash page, an error of a stranger does not', async ({ page }) => {
    await open(page);
    await page.evaluate(() => {
      window.dispatchEvent(new ErrorEvent('error', { error: new Error('of an extension') }));
    });
    await expect(crash(page)).toBeHidden();
    await page.evaluate(() => {
      setTimeout(() => { throw new WebAssembly.RuntimeError('of the test'); });
    });
    await expect(crash(page)).toContainText('程序内部出了错');
  });
});

test('the policy forbids inline scripts and other hosts’ code', async ({ page }) => {
  await open(page);
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy" i]')
    .getAttribute('content');
  for (const part of [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(await page.locator('script:not([src])').count()).toBe(0);
});
