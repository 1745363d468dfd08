// 学习擂台: keys, six teams at one screen, the same link the same set, paper.
import { expect, open, PHONE, test } from './support/test.mjs';

const LINK = './#/class?quiz=jinshui~8';
const start = (page) => page.getByRole('button', { name: '开始答题' });
const stage = (page) => page.locator('.qz-stage');
const answers = (page) => page.getByRole('group', { name: '答案' }).getByRole('button');
const question = (page) => stage(page).getByRole('heading', { level: 3 });

/** Opens a set and waits for its questions. */
async function openSet(page, link = LINK) {
  await open(page, link);
  await expect(start(page)).toBeEnabled({ timeout: 15_000 });
}

/** All questions of a set with their answers, by giving each up. */
async function readSet(page) {
  await start(page).click();
  const set = [];
  for (;;) {
    const words = await question(page).innerText();
    set.push([words, ...(await answers(page).locator('.qz-t').allInnerTexts())]);
    await page.getByRole('button', { name: '看答案' }).click();
    const next = page.getByRole('button', { name: /^(下一题|看成绩)$/ });
    const last = (await next.innerText()) === '看成绩';
    await next.click();
    if (last) return set;
  }
}

test('one plays with keys alone', async ({ page }) => {
  await openSet(page);
  await start(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('第 1 题 / 共 8 题')).toBeVisible();
  // Letters and numbers answer; a clicker's Page Down and Enter go on.
  for (let i = 1; i <= 8; i += 1) {
    await page.keyboard.press(i % 2 ? 'b' : '2');
    await expect(stage(page).locator('.qz-c.right')).toHaveCount(1);
    await expect(stage(page).locator('.qz-w')).toContainText('为什么');
    await expect(stage(page).locator('.qz-w .src')).toContainText('出处：');
    // Right and wrong are told by words and signs.
    await expect(stage(page).locator('.qz-c.right')).toContainText(/答对|正确答案/);
    const wrong = stage(page).locator('.qz-c.wrong');
    if (await wrong.count()) await expect(wrong).toContainText('答错');
    await page.keyboard.press(i % 2 ? 'PageDown' : 'ArrowRight');
  }
  await expect(question(page)).toHaveText('成绩');
  await page.getByRole('button', { name: '回到题目设置' }).click();
  await expect(page.getByRole('heading', { name: '以前的成绩' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: '以前的成绩' })).toBeVisible({ timeout: 15_000 });
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出成绩（CSV）' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('quiz.csv');
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const csv = Buffer.concat(chunks).toString('utf8');
  expect(csv).toMatch(/^\ufeff时间,题号,队伍,得分,答对,答错,最长连对,第 1 题/);
  expect(csv).toMatch(/jinshui~8,单人,\d+,\d,\d,\d(,[对错]?){8}/);
});

test('six teams buzz at one screen', async ({ page }) => {
  await openSet(page, './#/class?quiz=jinshui~5');
  await page.getByRole('button', { name: '6 队' }).click();
  await page.getByLabel('1 队的名字').fill('燕庄队');
  await page.getByLabel('1 队的名字').blur();
  await page.getByRole('group', { name: '每题时间' }).getByRole('button', { name: '不限时' }).click();
  await start(page).click();
  const team = (key) => stage(page).getByRole('button', { name: new RegExp(`抢答键 ${key}`) });
  for (const key of ['Q', 'T', 'P', 'Z', 'V', 'M']) await expect(team(key)).toBeVisible();
  await expect(team('Q')).toHaveAccessibleName(/燕庄队/);
  // Before anybody buzzes no answer counts.
  await page.keyboard.press('1');
  await expect(stage(page).locator('.qz-tag')).toHaveCount(0);
  for (let i = 0; i < 5; i += 1) {
    // The sixth team by key; where it is wrong, the first by touch; and so on until it is told.
    let keys = ['m', 'Q', 't', 'P'];
    for (let n = 0; await stage(page).locator('.qz-w').count() === 0; n += 1) {
      if (n === 1) await team('Q').click();
      else await page.keyboard.press(keys[n]);
      await expect(stage(page).locator('.qz-team.on')).toHaveCount(1);
      // A second buzz changes nothing.
      await page.keyboard.press('v');
      await expect(stage(page).locator('.qz-team.on')).toHaveCount(1);
      await page.keyboard.press(String(n + 1));
      await expect(stage(page).locator('.qz-tag')).not.toHaveCount(n);
    }
    await expect(stage(page).locator('.qz-c.right')).toContainText(/队答对/);
    await page.keyboard.press('Enter');
  }
  await expect(question(page)).toHaveText('成绩');
  const rows = stage(page).locator('tbody tr');
  await expect(rows).toHaveCount(6);
  const points = (await rows.locator('.big').allInnerTexts()).map(Number);
  expect(points).toEqual([...points].sort((a, b) => b - a));
  expect(points.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(50);
});

test('a clock runs, can be stopped and switched off', async ({ page }) => {
  await openSet(page);
  await page.getByRole('group', { name: '每题时间' }).getByRole('button', { name: '15 秒' }).click();
  // The clock stands still but for what the test lets pass: a busy machine is slow to look.
  await page.clock.install({ time: new Date('2026-11-24T10:00:00') });
  await page.clock.pauseAt(new Date('2026-11-24T10:10:00'));
  await start(page).click();
  const timer = page.getByRole('timer');
  await expect(timer).toHaveAccessibleName('还剩 15 秒');
  await page.clock.runFor(3100);
  await expect(timer).toHaveAccessibleName('还剩 12 秒');
  await page.getByRole('button', { name: '停表' }).click();
  await page.clock.runFor(5000);
  await expect(timer).toHaveAccessibleName('还剩 12 秒');
  await page.getByRole('button', { name: '走表' }).click();
  await page.clock.runFor(13_000);
  await expect(stage(page).locator('.qz-c.right')).toContainText('正确答案');
});

test('the same link opens the same set elsewhere', async ({ page, browser }) => {
  await openSet(page);
  const here = await readSet(page);
  const other = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await openSet(other, new URL(LINK, page.url()).href);
  expect(await readSet(other)).toEqual(here);
  expect(here).toHaveLength(8);
  await other.context().close();
});

test('another set has another link, and the choice is in it', async ({ page }) => {
  await openSet(page);
  await page.getByRole('button', { name: '换一套' }).click();
  await expect(page).not.toHaveURL(/quiz=jinshui/);
  await page.getByRole('group', { name: '题数' }).getByRole('button', { name: '5', exact: true }).click();
  await page.getByLabel('范围').selectOption({ label: '黄河与治黄' });
  await expect(page).toHaveURL(/quiz=\w{6}~5~0~theme~yellow-river/);
  await page.getByRole('group', { name: '难度' }).getByRole('button', { name: '容易' }).click();
  await expect(page).toHaveURL(/quiz=\w{6}~5~1~theme~yellow-river/);
});

test('leaving keeps the game, and Escape leaves', async ({ page }) => {
  await openSet(page);
  await start(page).click();
  await page.keyboard.press('a');
  const words = await question(page).innerText();
  await page.keyboard.press('Escape');
  await expect(stage(page)).toHaveCount(0);
  await page.getByRole('button', { name: '接着比' }).click();
  await expect(question(page)).toHaveText(words);
  await expect(stage(page).locator('.qz-c.right')).toHaveCount(1);
});

test('the worksheet prints on A4 with its answers on a page of their own', async ({ page }) => {
  await openSet(page, './#/class?quiz=jinshui~8~0~theme~revolution');
  await page.getByRole('button', { name: '打印练习单' }).click();
  await expect(page.getByRole('heading', { name: /练习单/ })).toBeVisible();
  await expect(page.locator('.qz-page .lines li')).toHaveCount(8);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.bar')).toBeHidden();
  await expect(page.locator('.qz-tools')).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const text = pdf.toString('latin1');
  expect(text.match(/\/Type\s*\/Page\b/g).length).toBeGreaterThanOrEqual(2);
  expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12]/);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '回到题目设置' }).click();
  await page.getByRole('button', { name: '打印答题卡' }).click();
  await expect(page.locator('.card')).toHaveCount(4);
});

test('a bundle without a quiz says so', async ({ page }) => {
  await page.route((url) => url.pathname.endsWith('quiz.json'), (route) => route.fulfill({ json: { items: [] } }));
  await page.route((url) => url.pathname.endsWith('events.json'), (route) => route.fulfill({ json: { events: [] } }));
  await open(page, './#/class?quiz=x~5~1~theme~city');
  await expect(page.getByText('按现在的范围和难度，一题也出不了。')).toBeVisible({ timeout: 15_000 });
  await expect(start(page)).toBeDisabled();
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('answers are large enough to touch, and nothing is cut off', async ({ page }) => {
    await openSet(page);
    await start(page).click();
    for (const box of await answers(page).all()) {
      const { height, x, width } = await box.boundingBox();
      expect(height).toBeGreaterThanOrEqual(44);
      expect(x + width).toBeLessThanOrEqual(390);
    }
    await answers(page).first().tap();
    await expect(stage(page).locator('.qz-c.right')).toHaveCount(1);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});
