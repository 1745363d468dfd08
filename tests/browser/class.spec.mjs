// The class view: stories told slide by slide, on the wall, read aloud, made and passed on.
import { readFileSync } from 'node:fs';

import { expect, open, PHONE, test } from './support/test.mjs';

const stories = (page) => page.getByRole('list', { name: '故事列表' });
const title = (page) => page.locator('.slide-title');
const show = (page) => page.getByRole('button', { name: '开始放映' });
const shows = (page) => page.locator('.cl-show');

/** A device's voices, and a record of what they say. `langs` null: a browser without speech. */
async function voices(page, langs) {
  await page.addInitScript((langs) => {
    if (!langs) {
      Object.defineProperty(window, 'speechSynthesis', { value: undefined, configurable: true });
      return;
    }
    const said = [];
    let now = null;
    window.said = said;
    window.endSentence = () => {
      const words = now;
      now = null;
      words?.onend?.({});
    };
    window.SpeechSynthesisUtterance = class {
      constructor(text) { this.text = text; }
    };
    const fake = {
      getVoices: () => langs.map((lang) => ({ lang, name: lang, localService: true })),
      addEventListener() {},
      speak(words) {
        now = words;
        said.push([words.text, words.voice.lang, words.rate]);
      },
      cancel() { now = null; },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: fake, configurable: true });
  }, langs);
}

test('the tab opens the stories, a press opens one, back leads to the list', async ({ page }) => {
  await open(page);
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '课堂' }).click();
  await expect(stories(page).getByRole('listitem')).toHaveCount(10);
  await stories(page).getByRole('button', { name: /京汉铁路大罢工/ }).click();
  await expect(title(page)).toHaveText('1923：京汉铁路大罢工');
  await expect(page).toHaveURL(/#\/class\?.*story=s-erqi-1923/);
  await page.getByRole('button', { name: '全部故事' }).click();
  await expect(stories(page)).toBeVisible();
});

test('a link opens on its slide, with its sources at a click', async ({ page }) => {
  await open(page, './#/class?story=s-conferences&slide=3');
  await expect(page.getByText('第 3 页，共 8 页', { exact: true })).toBeVisible();
  const sources = page.getByRole('button', { name: /^出处（\d+）$/ });
  await expect(sources).toHaveAttribute('aria-expanded', 'false');
  await sources.click();
  await expect(page.locator('.slide-src li').first()).toBeVisible();
  // The map goes along: the place of the slide is on it.
  await expect.poll(() => page.url()).toMatch(/at=113\.\d+,34\.\d+,15/);
});

test('a story that is gone is named', async ({ page }) => {
  await open(page, './#/class?story=none&slide=2');
  await expect(page.getByText('链接里的故事“none”这里没有')).toBeVisible();
  await expect(stories(page).getByRole('listitem')).toHaveCount(10);
});

test('keyboard and clicker: every key of a show', async ({ page }) => {
  await open(page, './#/class?story=s-erqi-1923');
  await show(page).click();
  await expect(shows(page)).toBeVisible();
  await expect(page.locator('.bar')).toBeHidden();
  const at = (n) => expect(page.getByText(`第 ${n} 页，共 8 页`, { exact: true })).toBeVisible();
  for (const [key, n] of [
    ['PageDown', 2], ['ArrowRight', 3], ['ArrowDown', 4], ['PageUp', 3], ['ArrowLeft', 2],
    ['End', 8], ['PageDown', 8], ['Home', 1], ['PageUp', 1],
  ]) {
    await page.keyboard.press(key);
    await at(n);
  }
  await page.locator('.slide-title').focus();
  await page.keyboard.press('Space');
  await at(2);
  await page.keyboard.press('b');
  await expect(page.locator('.cl-dark')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('.cl-dark')).toBeHidden();
  await page.getByRole('button', { name: '黑屏' }).click();
  await page.keyboard.press('PageDown');
  await expect(page.locator('.cl-dark')).toBeHidden();
  await at(3);
  await page.getByRole('button', { name: '上一页' }).click();
  await at(2);
  await page.keyboard.press('Escape');
  await expect(shows(page)).toHaveCount(0);
  await expect(page.locator('.bar')).toBeVisible();
});

test('on the wall the text is large, and nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, './#/class?story=s-erqi-1923&slide=5');
  await show(page).click();
  const size = (of) => page.locator(of).evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
  expect(await size('.slide-text')).toBeGreaterThanOrEqual(28);
  expect(await size('.slide-title')).toBeGreaterThanOrEqual(48);
  for (let n = 0; n < 8; n += 1) {
    await page.keyboard.press(n === 0 ? 'Home' : 'PageDown');
    await expect(page.getByText(`第 ${n + 1} 页，共 8 页`, { exact: true })).toBeVisible();
    const over = await page.locator('.slide').evaluate((e) => e.scrollHeight - e.clientHeight);
    expect(over, `slide ${n + 1} fits`).toBeLessThanOrEqual(0);
  }
});

test('each kind of slide can be read at a quarter of the size', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const size = (of) => page.locator(of).first().evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
  for (const [link, parts] of [
    ['s-erqi-1923&slide=1', ['.slide-text']], // opening
    ['s-erqi-1923&slide=2', ['.slide-text', '.think']], // a place, with a question
    ['s-liberation-1948&slide=4', ['.slide-text']], // a view of the map without a place
    ['s-conferences&slide=8', ['.slide-text']], // closing
    ['s-yellow-river&slide=6&lang=en', ['.slide-text']],
  ]) {
    await open(page, `./#/class?story=${link}`);
    await page.locator('.deck-head .pri').click();
    await expect(shows(page)).toBeVisible();
    for (const part of parts) expect(await size(part), `${part} of ${link}`).toBeGreaterThanOrEqual(28);
    expect(await size('.slide-title')).toBeGreaterThanOrEqual(48);
    // The map has the story's places alone, with marks and words as for the elderly.
    await expect(page.locator('.map .cl-b'), 'no clusters').toHaveCount(0);
    const over = await page.locator('.slide').evaluate((e) => e.scrollHeight - e.clientHeight);
    expect(over, link).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
  }
  await open(page, './#/class?part=wall&slide=40');
  await page.locator('.deck-head .pri').click();
  expect(await size('.slide-text')).toBeGreaterThanOrEqual(28);
});

test('chapters: the one of the slide is marked, a press and a digit jump', async ({ page }) => {
  await open(page, './#/class?story=s-erqi-1923&slide=3');
  const chapters = page.getByRole('navigation', { name: '章节' }).getByRole('button');
  await expect(chapters).toHaveCount(3);
  await expect(chapters.nth(0)).toHaveAttribute('aria-current', 'true');
  await chapters.nth(2).click();
  await expect(page.getByText('第 6 页，共 8 页', { exact: true })).toBeVisible();
  await show(page).click();
  await page.keyboard.press('2');
  await expect(page.getByText('第 4 页，共 8 页', { exact: true })).toBeVisible();
  await expect(chapters.nth(1)).toHaveAttribute('aria-current', 'true');
});

test('N opens the notes in a window of their own, which turns the slides, too', async ({ page }) => {
  await open(page, './#/class?story=s-erqi-1923&slide=4');
  await expect(title(page)).toHaveText('普乐园里的大会');
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: '讲解备注' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.locator('.notes-in')).toBeHidden();
  await show(page).click();
  const opening = page.waitForEvent('popup');
  await page.keyboard.press('n');
  const notes = await opening;
  await expect(notes.locator('h1')).toHaveText('1923 普乐园里的大会');
  await expect(notes.locator('li').first()).toContainText('（两源互证）');
  await expect(page.locator('.notes-in'), 'nothing of it on the wall').toBeHidden();
  await expect(shows(page), 'the show goes on').toBeVisible();
  await notes.keyboard.press('PageDown');
  await expect(notes.locator('h1')).toHaveText('1923 罢工与镇压');
  await expect(title(page)).toHaveText('罢工与镇压');
  await page.keyboard.press('PageUp');
  await expect(notes.locator('h1')).toHaveText('1923 普乐园里的大会');
  await notes.keyboard.press('Space');
  await expect(notes.locator('h1')).toHaveText('1923 罢工与镇压');
  const closing = notes.waitForEvent('close');
  await page.keyboard.press('N');
  await closing;
});

test('a recording of the bundle is played in the voice’s place; one that fails is not', async ({ page }) => {
  await voices(page, ['zh-CN']);
  await page.addInitScript(() => {
    window.tapes = [];
    window.Audio = class {
      constructor(address) { this.address = address; window.tapes.push(this); }
      play() { this.playing = true; return Promise.resolve(); }
      pause() { this.playing = false; }
    };
  });
  await page.route((url) => url.pathname.endsWith('stories.json'), async (route) => {
    const told = await (await route.fetch()).json();
    const { slides } = told.stories[0];
    slides[1].audio = 'audio/1.mp3';
    slides[2].audio = 'audio/none.mp3';
    await route.fulfill({ json: told });
  });
  await open(page, './#/class?story=s-erqi-1923&slide=2');
  const tape = () => page.evaluate(() => {
    const { address, playing, playbackRate } = window.tapes.at(-1);
    return [new URL(address).pathname.split('/bundle/')[1], playing, playbackRate];
  });
  await page.getByRole('button', { name: '听录音' }).click();
  await expect.poll(tape).toEqual(['audio/1.mp3', true, 1]);
  await page.getByRole('button', { name: '暂停朗读' }).click();
  await expect.poll(tape).toEqual(['audio/1.mp3', false, 1]);
  await page.getByRole('button', { name: '继续朗读' }).click();
  await page.getByRole('button', { name: /^朗读速度：常速/ }).click();
  await expect.poll(tape).toEqual(['audio/1.mp3', true, expect.closeTo(1.3)]);
  expect(await page.evaluate(() => window.tapes.length), 'paused, not begun anew').toBe(1);
  await page.evaluate(() => window.tapes[0].onended());
  await expect(page.getByRole('button', { name: '听录音' })).toBeVisible();
  expect(await page.evaluate(() => window.said), 'the voice was silent').toEqual([]);

  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('button', { name: '听录音' }).click();
  await expect.poll(tape).toEqual(['audio/none.mp3', true, expect.closeTo(1.3)]);
  await page.evaluate(() => window.tapes.at(-1).onerror());
  await expect.poll(() => page.evaluate(() => window.said.map(([words]) => words))).toEqual(['从夜校到俱乐部']);
});

test('stories of an earlier version move into the database, and can be had back once deleted', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('once')) return;
    sessionStorage.setItem('once', '1');
    const slides = [{ place: 'erqi-tower', chapter: '开头' }, { place: 'yanzhuang' }];
    localStorage.setItem('redmap.stories', JSON.stringify([{ redmap_story: 1, id: 'own-1', title: '旧课', slides }]));
  });
  await open(page, './#/class?story=own-1&slide=2');
  await expect(title(page)).toContainText('燕庄');
  await expect(page.getByRole('navigation', { name: '章节' })).toContainText('开头');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('redmap.stories'))).toBeNull();
  await page.reload();
  await expect(title(page)).toContainText('燕庄');
  await page.getByRole('button', { name: '全部故事' }).click();
  const own = page.getByRole('list', { name: '我的故事' }).getByRole('listitem');
  await own.getByRole('button', { name: /^删除/ }).click();
  await expect(own).toHaveCount(0);
  await page.getByRole('button', { name: '撤销删除' }).click();
  await expect(own).toHaveCount(1);
  await page.reload();
  await expect(own).toHaveCount(1);
});

test('autoplay turns the slides and can be stopped', async ({ page }) => {
  await page.clock.install();
  await open(page, './#/class?story=s-erqi-1923');
  await page.getByRole('button', { name: '自动放映', exact: true }).click();
  const first = page.getByText('第 1 页，共 8 页', { exact: true });
  for (let s = 0; s < 60 && await first.isVisible(); s += 1) await page.clock.runFor(1000);
  await expect(page.getByText('第 2 页，共 8 页', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '停止自动放映' }).click();
  await page.clock.runFor(61_000);
  await expect(page.getByText('第 2 页，共 8 页', { exact: true })).toBeVisible();
});

test('the wall of years: slider, list, keys', async ({ page }) => {
  await open(page, './#/class?part=wall');
  await expect(page.locator('.slide-year')).toHaveText('1919');
  const slider = page.getByRole('slider', { name: '年份' });
  await slider.fill('1954');
  await expect(page.locator('.slide-year')).toHaveText('1954');
  await expect(slider).toHaveAttribute('aria-valuetext', /^1954 年：/);
  await page.getByRole('list', { name: '大事列表' }).getByRole('button').first().click();
  await expect(page.locator('.slide-year')).toHaveText('1919');
  await page.keyboard.press('End');
  await page.keyboard.press('PageDown');
  await expect(page).toHaveURL(/part=wall&slide=2/);
});

test('the story of the day is of this day, and days in a row are counted here', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-10-22T10:00:00+08:00'));
  await open(page, './#/class?part=today');
  await expect(page.getByText('2026 年 10 月 22 日')).toBeVisible();
  await expect(page.getByText(/历史上的今天 · 78 年前的今天/)).toBeVisible();
  await expect(page.locator('.today-card h2')).toContainText('解放');
  await page.getByRole('button', { name: '今天讲过了' }).click();
  await expect(page.getByText('连续 1 天')).toBeVisible();
  await page.clock.setFixedTime(new Date('2026-10-23T10:00:00+08:00'));
  await page.reload();
  await page.getByRole('button', { name: '今天讲过了' }).click();
  await expect(page.getByText('连续 2 天')).toBeVisible();
});

for (const [name, langs, zh, en] of [
  ['no speech at all', null, 0, 0], ['no voice', [], 0, 0], ['Chinese only', ['zh-CN'], 1, 0],
  ['Cantonese only', ['zh-HK'], 0, 0], ['many voices', ['de-DE', 'en-US', 'zh-TW', 'zh-CN'], 1, 1],
]) {
  test(`reading aloud with ${name}`, async ({ page }) => {
    await voices(page, langs);
    await open(page, './#/class?story=s-erqi-1923&slide=2');
    await expect(title(page)).toBeVisible();
    await expect(page.getByRole('button', { name: '朗读', exact: true })).toHaveCount(zh);
    await page.getByRole('button', { name: /^切换语言/ }).click();
    await expect(page.getByRole('button', { name: 'Next slide' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Read aloud', exact: true })).toHaveCount(en);
  });
}

test('reading goes sentence by sentence, shows where it is, pauses, and has a speed', async ({ page }) => {
  await voices(page, ['en-US', 'zh-TW', 'zh-CN']);
  await open(page, './#/class?story=s-erqi-1923&slide=2');
  await page.getByRole('button', { name: '朗读', exact: true }).click();
  await expect(page.locator('.now')).toHaveText('一个“天”字');
  await page.evaluate(() => window.endSentence());
  await expect(page.locator('.now')).toHaveText(/^1921 年 3 月/);
  await page.getByRole('button', { name: '暂停朗读' }).click();
  const paused = await page.evaluate(() => window.said.length);
  await page.getByRole('button', { name: '继续朗读' }).click();
  await expect.poll(() => page.evaluate(() => window.said.length)).toBe(paused + 1);
  const [again, before] = await page.evaluate(() => window.said.slice(-2).reverse());
  expect(again[0], 'the same sentence from its beginning').toBe(before[0]);
  expect(again[1]).toBe('zh-CN');
  await page.getByRole('button', { name: /^朗读速度：常速/ }).click();
  await expect.poll(() => page.evaluate(() => window.said.at(-1)[2])).toBeGreaterThan(1);
  await page.getByRole('button', { name: '下一页' }).click();
  await expect(page.locator('.now'), 'another slide ends it').toHaveCount(0);
});

test('a story is made, kept, changed, passed on by link and by file, and opened again', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, './#/class');
  await page.getByRole('button', { name: '自己编一个' }).click();
  await page.getByLabel('故事名称').fill('我的第一课');
  for (const name of ['纪念塔', '郑州会议']) {
    await page.getByLabel('找地点').fill(name);
    await page.locator('.bench-find').getByRole('button').first().click();
  }
  await expect(page.getByText('已选 2 个地点')).toBeVisible();
  await page.getByRole('button', { name: /^上移：.*郑州会议/ }).click();
  await page.locator('.bench-slides summary').first().click();
  await page.getByLabel(/^文字/).first().fill('同学们，先看这座小楼。');
  await page.getByRole('button', { name: '保存' }).click();
  const own = page.getByRole('list', { name: '我的故事' });
  await expect(own.getByRole('listitem')).toHaveCount(1);

  await page.reload();
  await expect(own.getByRole('button', { name: /^我的第一课/ })).toBeVisible();
  await own.getByRole('button', { name: /^复制链接/ }).click();
  await expect(page.locator('.own .said')).toContainText('链接');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const [download] = await Promise.all([
    page.waitForEvent('download'), own.getByRole('button', { name: /^存成文件/ }).click(),
  ]);
  const file = await download.path();
  expect(JSON.parse(readFileSync(file, 'utf8')).slides).toHaveLength(2);

  await own.getByRole('button', { name: /^删除/ }).click();
  await expect(own.getByRole('listitem')).toHaveCount(0);
  await page.locator('.file input').setInputFiles(file);
  await expect(own.getByRole('listitem')).toHaveCount(1);

  const other = await context.newPage();
  await other.goto(link);
  await expect(title(other)).toContainText('郑州会议');
  await expect(other.getByText('同学们，先看这座小楼。')).toBeVisible();
  await other.getByRole('button', { name: '存到我的故事' }).click();
  await expect(other).toHaveURL(/story=own-\w+/);
  // The first tab hears of it.
  await expect(own.getByRole('listitem')).toHaveCount(2);
});

test('boards: a place a sheet', async ({ page }) => {
  await open(page, './#/class?part=print');
  await page.locator('.panel').getByRole('combobox').selectOption('s-conferences');
  const boards = page.locator('.board');
  await expect(boards.first().locator('img')).toHaveJSProperty('complete', true);
  const count = await boards.count();
  expect(count).toBeGreaterThan(0);
  await expect(page.getByText(`${count} 张展板`)).toBeVisible();
  await page.getByRole('button', { name: 'A4' }).click();
  await page.emulateMedia({ media: 'print' });
  const box = await boards.first().boundingBox();
  expect(Math.round((box.width / 96) * 25.4)).toBe(297);
  await expect(page.locator('.bar')).toBeHidden();
  await expect(page.locator('.map')).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g), 'no blank sheet').toHaveLength(count);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('slides turn by a finger, and fit', async ({ page }) => {
    await open(page, './#/class?story=s-erqi-1923');
    await show(page).click();
    await page.locator('.slide').evaluate((slide) => {
      const at = (type, x) => slide.dispatchEvent(new PointerEvent(type, {
        pointerType: 'touch', clientX: x, clientY: 500, bubbles: true,
      }));
      at('pointerdown', 300);
      at('pointerup', 100);
    });
    await expect(page.getByText('第 2 页，共 8 页', { exact: true })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: '结束放映' }).click();
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  });
});
