// The `test` of every spec here. It adds what must hold on every page, whatever a spec is about:
// nothing on the console is an error, no exception goes uncaught, and no request leaves this
// machine. A spec that provokes an error on purpose names it:
//
//   test.use({ allowedErrors: [/404/] });
import { expect, test as base } from '@playwright/test';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export { expect, PHONE };

/** The address of the site mounted below a path. */
export const SUB_PATH = () => `http://127.0.0.1:${process.env.REDMAP_TEST_SUB_PORT}/sub/path/`;

/** Opens a page of the app and waits until its first map frame is drawn. */
export async function open(page, link = './') {
  await page.goto(link);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'map', { timeout: 20_000 });
}

/** Serves `body` for every request whose address ends in `path`: broken bundles and the like. */
export async function serveInstead(page, path, answer) {
  await page.route((url) => url.pathname.endsWith(path), (route) => route.fulfill(answer));
}

export const test = base.extend({
  allowedErrors: [[], { option: true }],

  context: async ({ context, allowedErrors }, use) => {
    const seen = [];
    const note = (text) => {
      if (!allowedErrors.some((pattern) => pattern.test(text))) seen.push(text);
    };
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url, lineNumber } = message.location();
      note(`console error: ${message.text()} (${url}:${lineNumber})`);
    });
    context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      const local = ['data:', 'blob:'].includes(url.protocol) || url.hostname === '127.0.0.1';
      if (!local) note(`request left the machine: ${request.url()}`);
    });
    await use(context);
    expect(seen, 'the page stays free of errors and of other hosts').toEqual([]);
  },
});
