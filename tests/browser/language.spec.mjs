// Two languages, whole in each.
import { card, list } from './support/app.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';

/** Names that stay Chinese in English: what stands on signs, in titles and in data without a twin. */
const KEEP = '.sub, .attr, .srcs, [lang="zh"], .seal, svg, .cat .sym, .lang';

test('one press changes every word, and back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^切换语言/ }).click();
  await expect(page.getByRole('region', { name: 'Map' })).toBeVisible();
  await expect(page).toHaveTitle('Jinshui Red Map');
  await expect(list(page).getByRole('link', { name: /Erqi Memorial Tower/ })).toBeVisible();
  await page.getByRole('button', { name: /^Switch language/ }).click();
  await expect(page.getByRole('region', { name: '地图' })).toBeVisible();
});

for (const link of ['./#/explore?lang=en', './#/place/zhengzhou-conferences?lang=en', './#/place/p-zijingshan-park?lang=en', './#/place/v-zz-9-middle?lang=en', './#/explore?layers=&lang=en', './#/class?lang=en', './#/class?story=s-erqi-1923&slide=2&lang=en', './#/class?part=wall&slide=9&lang=en', './#/class?part=today&lang=en', './#/class?part=print&lang=en', './#/branch?lang=en', './#/class?quiz=jinshui&lang=en', './#/tour?lang=en', './#/tour?stops=erqi-tower~erqi-hall&lang=en', './#/explore?q=huanghe&lang=en', './#/explore?q=zzzzzz&lang=en', './#/explore?years=1950-1960&lang=en']) {
  test(`no Chinese leaks into ${link}`, async ({ page }) => {
    await open(page, link);
    const leaks = await page.evaluate((keep) => {
      const found = [];
      const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (/[\u4e00-\u9fff]/.test(node.data.replace(/[雅宜风]/g, '').replace(/character 工 over 人|made 天/g, '')) && !node.parentElement.closest(keep)) {
          found.push(node.data);
        }
      }
      return found;
    }, KEEP);
    expect(leaks).toEqual([]);
  });
}

test('no English leaks into the Chinese interface', async ({ page }) => {
  await open(page, './#/place/yanzhuang');
  const words = await page.locator('.bar, .cardbar, .kind, .facts dt, .srcs h3, .ctl, .legend').allInnerTexts();
  for (const text of words) expect(text.replace(/\bEN\b/, '')).not.toMatch(/[A-Za-z]{3,}/);
  await expect(card(page, '毛主席视察燕庄纪念地')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('English fits', async ({ page }) => {
    await open(page, './#/explore?lang=en');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});
