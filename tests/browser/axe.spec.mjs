// WCAG 2.2 AA and best practice by axe-core: every view in every look, language and size. The long
// run has all of them; the short one has a fixed choice in which each value of each occurs.
import AxeBuilder from '@axe-core/playwright';

import { expect, open, serveInstead, test } from './support/test.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const press = (name) => (page) => page.getByRole('button', { name }).first().click();

const VIEWS = [
  { name: 'explore', link: '#/explore' },
  { name: 'filters', link: '#/explore?open=now', act: async (page) => {
    const more = page.getByRole('button', { name: /^(更多筛选|More filters|筛选|Filters)/ }).first();
    if (await more.isVisible()) await more.click();
  } },
  { name: 'nothing', link: '#/explore?layers=' },
  { name: 'card with a story', link: '#/place/zhengzhou-conferences' },
  { name: 'card of a park', link: '#/place/p-zijingshan-park' },
  { name: 'card of a venue', link: '#/place/v-zz-9-middle' },
  { name: 'share', link: '#/place/yanzhuang', act: press(/^(分享|Share)$/) },
  { name: 'way', link: '#/place/yanzhuang', act: press(/^(导航|Directions)$/) },
  { name: 'settings', link: '#/explore', act: press(/^(设置|Settings)$/) },
  { name: 'tour', link: '#/tour' },
  { name: 'class', link: '#/class' },
  { name: 'branch', link: '#/branch' },
  { name: 'error', link: '#/explore', ready: 'error', broken: true },
];
const LOOKS = ['light', 'dark', 'high', 'elder', 'elder dark', 'elder high'];
const LANGUAGES = ['zh', 'en'];
const SIZES = [[1440, 900], [390, 844], [320, 568], [844, 390]];

const ALL = VIEWS.flatMap((view) => LOOKS.flatMap((look) => LANGUAGES.flatMap((lang) =>
  SIZES.map((size) => ({ view, look, lang, size })))));

/** Two of each view, with looks, languages and sizes in turn. */
function few() {
  const chosen = [];
  VIEWS.forEach((view, i) => {
    for (const k of [2 * i, 2 * i + 1]) {
      const [look, lang] = [LOOKS[(k * 5 + 3) % LOOKS.length], LANGUAGES[(i + k) % 2]];
      chosen.push({ view, look, lang, size: SIZES[(k * 3 + i) % SIZES.length] });
    }
  });
  return chosen;
}

// axe looks at every node of a list of 150 places.
test.describe.configure({ timeout: 90_000 });

async function examine(page, { view, look, lang, size }) {
  await page.setViewportSize({ width: size[0], height: size[1] });
  await page.addInitScript((word) => localStorage.setItem('redmap.look', word), look.replace(/elder ?/, '') || 'light');
  if (view.broken) await serveInstead(page, 'bundle.json', { contentType: 'application/json', body: '{' });
  const elder = look.startsWith('elder') ? '&mode=elder' : '';
  const link = `./${view.link}${view.link.includes('?') ? '&' : '?'}lang=${lang}${elder}`;
  if (view.ready) {
    await page.goto(link);
    await expect(page.locator('html')).toHaveAttribute('data-ready', view.ready);
  } else {
    await open(page, link);
  }
  await expect(page.locator('main')).not.toHaveCount(0);
  await expect(page.locator('.wait, .coming')).toHaveCount(0);
  if (view.act) await view.act(page);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(true).analyze();
  // A marker under the credits or a control can be moved from under it, and is a row of the list
  // besides: the exception “equivalent” of 2.5.8, which axe cannot know.
  const real = (v, node) => v.id !== 'target-size' || !/leaflet-marker-icon/.test(node.html);
  return violations.flatMap((v) => v.nodes.filter((node) => real(v, node)).map((node) =>
    `${v.id}: ${node.target.join(' ')} ${node.any.concat(node.all, node.none).map((c) => c.message).join('; ').slice(0, 220)}`));
}

const title = ({ view, look, lang, size }) => `${view.name}, ${look}, ${lang}, ${size.join('×')}`;

for (const one of few()) {
  test(`axe finds nothing: ${title(one)}`, async ({ page }) => {
    expect(await examine(page, one)).toEqual([]);
  });
}

test.describe('all of them @long', () => {
  for (const one of ALL) {
    test(`axe: ${title(one)}`, async ({ page }) => {
      expect(await examine(page, one)).toEqual([]);
    });
  }
});
