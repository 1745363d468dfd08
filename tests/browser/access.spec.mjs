// What rules cannot see: the tree a screen reader walks, narrow and enlarged pages, focus that stays
// in sight, and colours that the system forces.
import { list, rows } from './support/app.mjs';
import { expect, open, test } from './support/test.mjs';

/** Chromium's accessibility tree: role, name and what lies in it, ignored nodes left out. */
async function tree(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  return nodes.filter((node) => !node.ignored)
    .map((node) => ({ role: node.role?.value, name: node.name?.value ?? '', id: node.nodeId, children: node.childIds ?? [] }));
}

const CONTROLS = ['button', 'link', 'textbox', 'searchbox', 'combobox', 'slider', 'checkbox', 'radio', 'switch', 'tab'];

for (const link of ['#/explore', '#/place/zhengzhou-conferences', '#/explore?mode=elder', '#/explore?lang=en']) {
  test(`a screen reader finds landmarks, and a name on everything: ${link}`, async ({ page }) => {
    await open(page, `./${link}`);
    await expect(page.locator('.wait, .coming')).toHaveCount(0);
    const nodes = await tree(page);
    const count = (role) => nodes.filter((node) => node.role === role).length;
    for (const role of ['banner', 'navigation', 'main']) expect(count(role), role).toBe(1);
    const nameless = nodes.filter((node) =>
      [...CONTROLS, 'image', 'img', 'region', 'dialog'].includes(node.role) && !node.name.trim());
    expect(nameless.map((node) => node.role)).toEqual([]);
    const headings = nodes.filter((node) => node.role === 'heading');
    expect(headings.length).toBeGreaterThan(1);
    expect(headings.every((node) => node.name.trim() !== '')).toBe(true);
  });
}

test('the list says all that the map shows', async ({ page }) => {
  await open(page, './#/explore?at=113.68,34.77,12');
  const inList = new Set(await list(page).getByRole('heading', { level: 3 }).allTextContents());
  const markers = await page.locator('.pin[aria-label]').evaluateAll((pins) => pins.map((pin) => pin.ariaLabel));
  for (const name of markers) {
    if (/个地点$/.test(name)) continue;
    expect([...inList].some((title) => name.startsWith(title)), name).toBe(true);
  }
  expect(markers.length).toBeGreaterThan(3);
});

test('counts are told politely, in one live region, and only when they change', async ({ page }) => {
  await open(page);
  const live = page.locator('.lh [role=status]');
  await expect(live).toHaveCount(1);
  await page.evaluate(() => {
    window.told = [];
    new MutationObserver((changes) => window.told.push(...changes.map((c) => c.target.textContent)))
      .observe(document.querySelector('.lh [role=status]'), { characterData: true, childList: true, subtree: true });
  });
  // A moved map changes the order of the list, not its count: nothing is said.
  await page.locator('.host').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).not.toHaveURL(/#\/explore$/);
  expect(await page.evaluate(() => window.told)).toEqual([]);
  await page.getByRole('group', { name: '类别' }).getByRole('button', { name: /公园/ }).click();
  await expect.poll(() => page.evaluate(() => window.told.length)).toBeGreaterThan(0);
});

/** What sticks out of the page to the side, and texts cut off without a sign. */
const lost = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page scrolls sideways'] : [];
  const out = [...document.querySelectorAll('button, a, h1, h2, h3, p, dd, select, input')].filter((e) => {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.closest('.cat-row, .host, .skip, svg') || e.matches('.handle')) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && box.bottom > 0 && box.top < innerHeight;
  });
  return [...wide, ...out.map((e) => e.outerHTML.slice(0, 90))];
});

for (const [name, width, height] of [['320 px wide', 320, 568], ['200 % of a laptop', 640, 400], ['400 % of a desktop', 320, 256], ['a phone on its side', 740, 360], ['360 px wide', 360, 740]]) {
  for (const link of ['#/explore', '#/place/zhengzhou-conferences', '#/explore?mode=elder', '#/place/yanzhuang?lang=en']) {
    test(`nothing is lost at ${name}: ${link}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, `./${link}`);
      await expect(page.locator('.wait, .coming')).toHaveCount(0);
      expect(await lost(page)).toEqual([]);
      // List or card can be reached and scrolled.
      const scroll = page.locator('.panel .scroll');
      if (await scroll.count() > 0) expect((await scroll.boundingBox()).height).toBeGreaterThan(0);
    });
  }
}

/** Walks with Tab and reports every stop that cannot be seen to have the focus. */
async function walk(page, steps) {
  const bad = [];
  for (let i = 0; i < steps; i += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return { end: true };
      const box = at.getBoundingClientRect();
      const style = getComputedStyle(at);
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const points = [0.5, 0.15, 0.85].map((part) => [x, box.top + box.height * part]);
      // 2.4.11: at least a part of it lies on top.
      const onTop = points.some(([px, py]) => {
        const top = document.elementFromPoint(px, py);
        return top && (at.contains(top) || top.contains(at) || top.closest('.pin') === at);
      });
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      // The ring of a slider is drawn on its thumb, that of the search field around the field.
      const around = at.closest('.find');
      const field = around && parseFloat(getComputedStyle(around).outlineWidth) >= 2;
      const visible = outlined || field || at.matches('.handle');
      return { name: `${at.tagName} ${at.className} ${at.ariaLabel ?? at.textContent.trim().slice(0, 20)}`, onTop, visible };
    });
    if (seen.end) break;
    if (!seen.onTop) bad.push(`covered: ${seen.name}`);
    if (!seen.visible) bad.push(`no ring: ${seen.name}`);
  }
  return bad;
}

for (const [width, height, link] of [[1440, 900, '#/explore'], [1440, 900, '#/place/zhengzhou-conferences'], [390, 844, '#/explore'], [390, 844, '#/place/yanzhuang'], [390, 844, '#/explore?mode=elder'], [1440, 900, '#/explore?mode=elder']]) {
  test(`the focus is always in sight: ${link} at ${width}×${height}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await open(page, `./${link}`);
    await expect(page.locator('.wait, .coming')).toHaveCount(0);
    expect(await walk(page, 45)).toEqual([]);
  });
}

test.describe('forced colours', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } });
  test('shapes, switches and focus can still be told apart', async ({ page }) => {
    await open(page);
    const shape = await page.locator('.row .sym .body').first().evaluate((e) => getComputedStyle(e).fill);
    expect(shape).not.toBe('none');
    const on = await page.locator('.cat[aria-pressed=true]').first().evaluate((e) => getComputedStyle(e, '::after').backgroundColor);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(on).not.toBe(paper);
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    expect(ring).not.toBe('none');
    await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  });
});

test('without scripts the places stand in the page, and a plain page has the rest', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL);
  await expect(page.locator('noscript h1')).toContainText('需要 JavaScript');
  // Playwright's own text engine leaves noscript out.
  await expect(page.locator('.plain')).toContainText('郑州二七纪念塔');
  await page.locator('.plain a').click();
  await expect(page).toHaveURL(/places\.html$/);
  expect(await page.getByRole('article').count()).toBeGreaterThan(140);
  await expect(page.locator('#p-zijingshan-park')).toContainText('金水路108号');
  await context.close();
});

test('without WebAssembly the crash page lists the places', async ({ page }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto('./');
  await expect(page.getByRole('alert').getByText('郑州二七纪念塔')).toBeVisible();
});
