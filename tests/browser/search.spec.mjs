// Finding by whatever one remembers: as one types, by keys, with an input method, from a link.
import { bundle, card, filter, list, placesOnMap, rows, wholeDistrict } from './support/app.mjs';
import { expect, open, PHONE, serveInstead, test } from './support/test.mjs';

const field = (page) => page.getByRole('search').getByRole('combobox', { name: /^(搜索|Search)$/ });
const options = (page) => page.getByRole('listbox', { name: /^(搜索结果|Search results)$/ }).getByRole('option');
const told = (page) => page.getByRole('list', { name: /^(故事与大事|Stories and events)$/ });

/** Types into the field as a person does, once the search is there. */
async function type(page, text) {
  await field(page).focus();
  await field(page).pressSequentially(text);
  await expect(page.locator('.hits')).toBeVisible();
}

test('eqt finds 二七塔 while it is typed, in list and map', async ({ page }) => {
  await open(page);
  const all = await rows(page).count();
  await type(page, 'eqt');
  await expect(options(page).first()).toContainText('二七');
  await expect(options(page).first()).toContainText('按拼音首字母');
  await expect(options(page).first().locator('mark').first()).toBeVisible();
  await expect.poll(() => rows(page).count()).toBeLessThan(all);
  const shown = await rows(page).count();
  expect(shown).toBeGreaterThan(0);
  await expect(page).toHaveURL(/[?&]q=eqt/);
  await page.keyboard.press('Escape');
  await wholeDistrict(page);
  await expect.poll(() => placesOnMap(page)).toBeLessThanOrEqual(shown);
});

test('by keys alone: slash, arrows, Enter, Escape', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.type('公园');
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = options(page).nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', await second.getAttribute('id'));
  await page.keyboard.press('ArrowUp');
  await expect(options(page).nth(0)).toHaveAttribute('aria-selected', 'true');
  const name = await options(page).nth(0).locator('.name').innerText();
  await page.keyboard.press('Enter');
  await expect(card(page, name)).toBeVisible();
  await expect(page.locator('.card h2')).toBeFocused();
  await expect(options(page)).toHaveCount(0);
  // Back at the field, Escape first closes the hits and then ends the search.
  await page.keyboard.press('/');
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(field(page)).toHaveValue('公园');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
});

test('a slash in a field is a slash', async ({ page }) => {
  await open(page);
  await type(page, 'a/b');
  await expect(field(page)).toHaveValue('a/b');
});

test('where single keys are no shortcuts, a slash does nothing', async ({ page }) => {
  await open(page);
  await expect(field(page)).toHaveAttribute('aria-keyshortcuts', '/');
  await page.getByRole('button', { name: '设置' }).first().click();
  await page.getByRole('button', { name: '单键快捷键' }).click();
  await page.keyboard.press('Escape');
  await expect(field(page)).not.toHaveAttribute('aria-keyshortcuts');
  await page.keyboard.press('/');
  await expect(field(page)).not.toBeFocused();
});

test('Enter without a choice shows all hits in list and map', async ({ page }) => {
  await open(page);
  await type(page, '公园');
  await page.keyboard.press('Enter');
  await expect(options(page)).toHaveCount(0);
  await expect(rows(page).first()).toContainText('公园');
  const count = await rows(page).count();
  await expect.poll(() => placesOnMap(page)).toBeGreaterThan(count / 2);
});

test('what an input method has not finished is not searched', async ({ page }) => {
  await open(page);
  await field(page).focus();
  const client = await page.context().newCDPSession(page);
  for (const text of ['y', "ya'n", "yan'zhuang"]) {
    await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await expect(field(page)).toHaveValue("yan'zhuang");
  // Time for a search that must not come: the page draws twice.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(page.url()).not.toContain('q=');
  await expect(options(page)).toHaveCount(0);
  // A new drawing meanwhile leaves the unfinished text alone.
  await expect(field(page)).toHaveValue("yan'zhuang");
  await client.send('Input.insertText', { text: '燕庄' });
  await expect(field(page)).toHaveValue('燕庄');
  await expect(options(page).first()).toContainText('燕庄');
  await expect(page).toHaveURL(/q=(燕庄|%E7%87%95%E5%BA%84)/);
});

test('keys of an input method are not the list’s', async ({ page }) => {
  await open(page);
  await type(page, '公园');
  await field(page).evaluate((input) => {
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      input.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await expect(options(page).first()).toBeVisible();
  await expect(page.locator('[role=option][aria-selected=true]')).toHaveCount(0);
});

test('a link with q opens the list of hits, and back takes the text along', async ({ page }) => {
  await open(page, './#/explore?q=fangyi&years=');
  await open(page, './#/explore?q=动物园');
  await expect(field(page)).toHaveValue('动物园');
  await expect(rows(page).first()).toContainText('动物园');
  await expect(options(page)).toHaveCount(0);
  await list(page).getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/place\/.*q=/);
  await page.goBack();
  await expect(page).toHaveURL(/#\/explore.*q=/);
  await expect(field(page)).toHaveValue('动物园');
  await page.getByRole('button', { name: '清除搜索' }).click();
  await expect(field(page)).toBeFocused();
  await expect(page).not.toHaveURL(/q=/);
  const { places } = await bundle(page);
  await expect(rows(page)).toHaveCount(places.length);
});

test('nothing found says so, and offers what is near in spelling', async ({ page }) => {
  await open(page, './#/explore?q=zijinshengongyuan');
  await expect(page.getByRole('heading', { name: '没有找到“zijinshengongyuan”' })).toBeVisible();
  await expect(page.getByText('你是不是要找')).toBeVisible();
  await page.getByRole('button', { name: /紫荆山公园/ }).first().click();
  await expect(card(page, '紫荆山公园')).toBeVisible();
});

test('hits that filters hide are told, and one press shows them', async ({ page }) => {
  await open(page, './#/explore?q=动物园&layers=red_site');
  await expect(page.getByText(/处相符，但被“.*”筛选挡住了/)).toBeVisible();
  await page.getByRole('button', { name: '清除筛选，再找一次' }).click();
  await expect(rows(page).first()).toContainText('动物园');
  await expect(filter(page, '公园')).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/q=/);
});

test('stories and events are found, and those of the years stand below the list', async ({ page }) => {
  await open(page, './#/explore?years=1923-1923');
  await expect(told(page).getByRole('listitem').filter({ hasText: '京汉铁路' }).first()).toBeVisible();
  await type(page, '穆藕初');
  await expect(options(page).first()).toContainText('人物');
});

test.describe('when the readings do not come', () => {
  test.use({ allowedErrors: [/503/] });
  test('characters are found, and pinyin is said to be missing', async ({ page }) => {
    await serveInstead(page, 'derived/readings.txt', { status: 503, body: '' });
    await open(page);
    await type(page, '二七');
    await expect(options(page).first()).toContainText('二七');
    await expect(page.getByText('拼音表没有读到。')).toBeVisible();
    await page.unroute((url) => url.pathname.endsWith('derived/readings.txt')).catch(() => {});
    await page.unrouteAll();
    await page.locator('.hits').getByRole('button', { name: '重试' }).click();
    await expect(page.getByText('拼音表没有读到。')).toHaveCount(0);
    await field(page).fill('eqt');
    await expect(options(page).first()).toContainText('二七');
  });
});

test('the first picture does not wait for the search', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  expect(asked.filter((url) => /redmap-search|readings\.txt|stories\.json/.test(url))).toEqual([]);
  const came = page.waitForResponse(/readings\.txt/);
  await field(page).focus();
  await came;
});

test('in English a hit is told in English', async ({ page }) => {
  await open(page, './#/explore?lang=en');
  await type(page, 'eqt');
  await expect(options(page).first()).toContainText('by pinyin initials');
  await expect(options(page).first()).toContainText(/Erqi/);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the field lies over the map, and its hits take a finger', async ({ page }) => {
    await open(page);
    await field(page).tap();
    await field(page).pressSequentially('yz');
    await expect(options(page).first()).toBeVisible();
    const small = await options(page).evaluateAll((all) =>
      all.map((o) => o.getBoundingClientRect()).filter((r) => r.height < 44 || r.right > innerWidth || r.left < 0).length);
    expect(small).toBe(0);
    const name = await options(page).first().locator('.name').innerText();
    await options(page).first().tap();
    await expect(card(page, name)).toBeVisible();
    await expect(options(page)).toHaveCount(0);
  });

  test('all hits at once go to the list and the map', async ({ page }) => {
    await open(page);
    await field(page).tap();
    await field(page).pressSequentially('公园');
    await page.getByRole('button', { name: /^在列表和地图上看全部/ }).tap();
    await expect(options(page)).toHaveCount(0);
    await expect(rows(page).first()).toContainText('公园');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
