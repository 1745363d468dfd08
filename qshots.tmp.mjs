import { chromium } from 'playwright';
import { writeFileSync } from 'node:fs';
import { CHROMIUM_ARGS, chromiumPath } from '/tmp/wt/quiz/tests/browser/support/chromium.mjs';
const [base, only] = process.argv.slice(2);
const out = '/tmp/wt/qshots/';
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
const sizes = { wall: [1920, 1080], desk: [1440, 900], phone: [390, 844] };
const T = { zh: { start: '开始答题', reveal: '看答案', next: '下一题', teams: '4 队', six: '6 队', sheet: '打印练习单', cards: '打印答题卡', set: '回到题目设置' },
  en: { start: 'Start the quiz', reveal: 'Show the answer', next: 'Next', teams: '4 teams', six: '6 teams', sheet: 'Print a worksheet', cards: 'Print answer cards', set: 'Back to the settings' } };
for (const lang of ['zh', 'en']) for (const [name, [width, height]] of Object.entries(sizes)) {
  if (only && only !== `${lang}-${name}`) continue;
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  page.on('pageerror', (e) => console.log('error', e.message));
  const shot = (what) => page.screenshot({ path: `${out}${lang}-${name}-${what}.png` });
  const t = T[lang];
  await page.goto(`${base}#/class?quiz=jinshui~10&lang=${lang}`);
  const start = page.getByRole('button', { name: t.start });
  await start.waitFor({ timeout: 30000 });
  await page.waitForTimeout(800);
  await shot('setup');
  await page.getByRole('button', { name: t.teams }).click();
  await page.waitForTimeout(300);
  await shot('setup-teams');
  await start.click();
  await page.waitForTimeout(300);
  await shot('open');
  await page.keyboard.press('t'); await page.keyboard.press('3');
  await page.waitForTimeout(100);
  if (!(await page.locator('.qz-w').count())) { await page.keyboard.press('q'); await shot('buzzed'); await page.keyboard.press('1'); }
  await page.waitForTimeout(100);
  if (!(await page.locator('.qz-w').count())) await page.getByRole('button', { name: t.reveal }).click();
  await page.waitForTimeout(300);
  await shot('told');
  let maps = 0;
  for (let i = 0; i < 9; i++) {
    await page.keyboard.press('Enter'); await page.waitForTimeout(200);
    const map = await page.locator('.qz-map').count();
    if (map) { maps += 1; await page.waitForTimeout(300); await shot(`map${maps}`); }
    await page.keyboard.press('zmtp'[i % 4]); await page.keyboard.press('1234'[i % 4]); await page.waitForTimeout(100);
    if (!(await page.locator('.qz-w').count())) await page.getByRole('button', { name: t.reveal }).click();
    await page.waitForTimeout(100);
    if (map) await shot(`map${maps}-told`);
  }
  await page.keyboard.press('Enter'); await page.waitForTimeout(300);
  await shot('final');
  await page.getByRole('button', { name: t.set }).click(); await page.waitForTimeout(200);
  await page.getByRole('button', { name: t.six }).click();
  await start.click(); await page.waitForTimeout(200); await shot('six');
  await page.keyboard.press('Escape'); await page.waitForTimeout(200);
  await shot('past');
  if (name !== 'wall') {
    for (const what of ['sheet', 'cards']) {
      await page.getByRole('button', { name: t[what] }).click(); await page.waitForTimeout(900);
      await shot(what);
      if (name === 'desk') writeFileSync(`${out}${lang}-${what}.pdf`, await page.pdf({ preferCSSPageSize: true, printBackground: false }));
      await page.getByRole('button', { name: t.set }).click(); await page.waitForTimeout(300);
    }
  }
  await context.close();
}
await browser.close();
