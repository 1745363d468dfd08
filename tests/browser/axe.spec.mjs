// WCAG 2.2 AA and best practice by axe-core: every view in every look, language and size. The long
// run has all of them; the short one a fixed choice in which each value of each occurs.
//
// A page is opened once for a view, a language and a mode; looks and sizes then change in it. What
// markup and layout decide is asked once a size; what a look can change, colours, in every one.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import { expect, open, serveInstead, test } from './support/test.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];

const press = (name) => (page) => page.getByRole('button', { name }).first().click();

const VIEWS = [
  { name: 'explore', link: '#/explore' },
  { name: 'filters', link: '#/explore?open=now', act: async (page) => {
    const more = page.getByRole('button', { name: /^(更多筛选|More filters|筛选|Filters)/ }).first();
    if (await more.isVisible()) await more.click();
  } },
  { name: 'nothing', link: '#/explore?layers=' },
  { name: 'search', link: '#/explore?q=huanghe' },
  { name: 'nothing found', link: '#/explore?q=zzzzzz' },
  { name: 'years', link: '#/explore?years=1950-1960' },
  { name: 'card with a story', link: '#/place/zhengzhou-conferences' },
  { name: 'card of a park', link: '#/place/p-zijingshan-park' },
  { name: 'card of a venue', link: '#/place/v-zz-9-middle' },
  { name: 'share', link: '#/place/yanzhuang', act: press(/^(分享|Share)$/) },
  { name: 'way', link: '#/place/yanzhuang', act: press(/^(导航|Directions)$/) },
  { name: 'settings', link: '#/explore?layers=', act: press(/^(设置|Settings)$/) },
  { name: 'import', link: '#/explore', act: press(/^(导入|Import)$/), desktop: true },
  { name: 'tours', link: '#/tour' },
  { name: 'tour with stops', link: '#/tour?stops=erqi-tower~erqi-hall~yanzhuang' },
  { name: 'class', link: '#/class' },
  { name: 'slide', link: '#/class?story=s-erqi-1923&slide=2' },
  { name: 'wall', link: '#/class?part=wall' },
  { name: 'lesson of the day', link: '#/class?part=today' },
  { name: 'print', link: '#/class?part=print' },
  { name: 'quiz', link: '#/class?quiz=jinshui' },
  { name: 'question', link: '#/class?quiz=jinshui', act: press(/^(开始答题|开始|Start)/) },
  { name: 'branch', link: '#/branch' },
  { name: 'a lecture', link: '#/branch', act: press(/^(记一场|Add a lecture)/) },
  { name: 'error', link: '#/explore', ready: 'error', broken: true },
];
const LANGUAGES = ['zh', 'en'];
const MODES = ['', 'elder'];
const LOOKS = ['light', 'dark', 'high'];
const SIZES = [[1440, 900], [390, 844], [320, 568], [844, 390]];

async function show(page, { view, lang, mode }) {
  if (view.broken) await serveInstead(page, 'bundle.json', { contentType: 'application/json', body: '{' });
  const link = `./${view.link}${view.link.includes('?') ? '&' : '?'}lang=${lang}${mode ? `&mode=${mode}` : ''}`;
  if (view.ready) {
    await page.goto(link);
    await expect(page.locator('html')).toHaveAttribute('data-ready', view.ready);
  } else {
    await open(page, link);
  }
  await expect(page.locator('main')).not.toHaveCount(0);
  await expect(page.locator('.wait, .coming')).toHaveCount(0);
  if (view.act) await view.act(page);
  await page.evaluate(AXE);
}

/** What axe finds in the page as it stands. */
async function found(page, rules) {
  return page.evaluate(async ([tags, only]) => {
    const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags };
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
    // A marker under the credits or a control can be moved from under it, and is a row of the list
    // besides: the exception “equivalent” of 2.5.8, which axe cannot know.
    const real = (v, node) => v.id !== 'target-size' || !/leaflet-marker-icon/.test(node.html);
    return violations.flatMap((v) => v.nodes.filter((node) => real(v, node)).map((node) =>
      `${v.id}: ${node.target.join(' ')} ${node.any.concat(node.all, node.none).map((c) => c.message).join('; ').slice(0, 220)}`));
  }, [TAGS, rules]);
}

async function examine(page, { view, looks, sizes }) {
  const all = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    for (const [i, look] of looks.entries()) {
      await page.evaluate(async (word) => {
        window.redmapReader(word, document.documentElement.dataset.mode === 'elder');
        for (let k = 0; k < 3; k += 1) await new Promise(requestAnimationFrame);
      }, look);
      for (const what of await found(page, i > 0 ? COLOURS : null)) all.push(`${look} ${width}×${height} ${what}`);
    }
  }
  return all;
}

// axe looks at every node of a list of 150 places.
test.describe.configure({ timeout: 240_000 });

const title = ({ view, lang, mode }) => [view.name, lang, mode].filter(Boolean).join(', ');

VIEWS.forEach((view, i) => {
  // Language, mode, look and size in turn.
  const one = { view, lang: LANGUAGES[i % 2], mode: MODES[(i >> 1) % 2], looks: [LOOKS[i % 3]], sizes: [SIZES[view.desktop ? 0 : i % 4]] };
  test(`axe finds nothing: ${title(one)}, ${one.looks[0]}, ${one.sizes[0].join('×')}`, async ({ page }) => {
    await page.setViewportSize({ width: one.sizes[0][0], height: one.sizes[0][1] });
    await show(page, one);
    expect(await examine(page, one)).toEqual([]);
  });
});

test.describe('all of them @long', () => {
  for (const view of VIEWS) {
    for (const lang of LANGUAGES) {
      for (const mode of MODES) {
        const one = { view, lang, mode, looks: LOOKS, sizes: SIZES };
        test(`axe: ${title(one)}`, async ({ page }) => {
          await show(page, one);
          expect(await examine(page, one)).toEqual([]);
        });
      }
    }
  }
});
