import { fileURLToPath } from 'node:url';

import { defineConfig } from '@playwright/test';

import { CHROMIUM_ARGS, chromiumPath } from './support/chromium.mjs';
import { freePort } from './support/port.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// Playwright reads this file again in every worker: the first to read it chooses the ports, the
// others inherit them. The second server has the site below a path, as a part of a bigger one.
process.env.REDMAP_TEST_PORT ??= String(freePort());
process.env.REDMAP_TEST_SUB_PORT ??= String(freePort());
const port = process.env.REDMAP_TEST_PORT;
const subPort = process.env.REDMAP_TEST_SUB_PORT;

const server = (at, base) => ({
  command: `node scripts/server.mjs --port ${at} --base ${base}`,
  cwd: ROOT,
  url: `http://127.0.0.1:${at}${base}`,
  reuseExistingServer: false,
  timeout: 15_000,
});

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: `${ROOT}test-results`,
  // A test that passes only the second time is a fault to be found, not to be hidden.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list', { printSteps: false }]],
  webServer: [server(port, '/'), server(subPort, '/sub/path/')],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_ARGS },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    // Pages and their answers must come from the build and from what a spec puts in its place, never
    // from an earlier visit; offline.spec.mjs allows the worker.
    serviceWorkers: 'block',
  },
});
