// The planner: by mouse, by touch, by keyboard.
import { card, map } from './support/app.mjs';
import { expect, open, PHONE, test } from './support/test.mjs';

const panel = (page) => page.getByRole('region', { name: /^(路线|Tours)$/ });
const names = (page) => panel(page).locator('.stops [data-stop] .stop-text b').allTextContents();
const grip = (page, name) => panel(page).getByRole('button', { name: new RegExp(`^移动${name}，`) });
const tour = (page) => decodeURIComponent(/[?&]tour=([^&]*)/.exec(page.url())?.[1] ?? '');
const ids = (page) => tour(page).split('~').slice(1).map((stop) => stop.split(':')[0]);

/** Six places of the half-day, in a bad order, without hours. */
const BAD = './#/tour?stops=feiji-building~zhengzhou-conferences~yrcc-wang-huayun~mao-statue-jinshui~p-zijingshan-park~yellow-river-museum';

async function begin(page, name = '金水区红色半日') {
  await open(page, './#/tour');
  await panel(page).getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(panel(page).getByRole('heading', { name })).toBeVisible();
}

test('a ready-made tour opens with numbers, times, legs and a link of its own', async ({ page }) => {
  await begin(page);
  expect(await names(page)).toHaveLength(6);
  await expect(panel(page).locator('.stop').first()).toContainText('09:00 到');
  await expect(map(page).getByRole('button', { name: /^1，/ })).toBeVisible();
  await expect(map(page).getByRole('button', { name: /^6，/ })).toBeVisible();
  const table = page.getByRole('region', { name: '时间表' });
  await expect(table.getByRole('row')).toHaveCount(7);
  await expect(page).toHaveURL(/#\/tour\?.*tour=/);
  const address = page.url();
  await page.goto('about:blank');
  await open(page, address);
  await expect(panel(page).getByRole('heading', { name: '金水区红色半日' })).toBeVisible();
  expect(await names(page)).toHaveLength(6);
});

test('stops move by mouse', async ({ page }) => {
  await begin(page);
  const before = await names(page);
  const rows = panel(page).locator('.stops [data-stop]');
  const from = await rows.nth(0).locator('.stop-grip').boundingBox();
  const to = await rows.nth(2).boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + 40);
  await page.mouse.move(from.x + from.width / 2, to.y + to.height / 2);
  await expect(rows.nth(2)).toHaveClass(/target/);
  await page.mouse.up();
  await expect.poll(() => names(page)).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  await panel(page).getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => names(page)).toEqual(before);
});

test('stops move by keyboard, and the handle keeps the focus', async ({ page }) => {
  await begin(page);
  const [first, second] = await names(page);
  await grip(page, first).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => names(page).then((all) => all.slice(0, 2))).toEqual([second, first]);
  await expect(grip(page, first)).toBeFocused();
  await expect(panel(page).getByRole('status').filter({ hasText: `${first}现在是第 2 站` })).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => names(page).then((all) => all.slice(0, 2))).toEqual([first, second]);
});

test('a better order is offered, compared and taken only with a yes', async ({ page }) => {
  await open(page, BAD);
  // The planner writes its own link a moment after the page is ready.
  await expect.poll(() => ids(page).length).toBeGreaterThan(1);
  const before = ids(page).join();
  await panel(page).getByRole('button', { name: '优化顺序' }).click();
  const offer = panel(page).getByRole('region', { name: '优化顺序' });
  await expect(offer).toContainText('换个顺序，少走');
  await expect(offer).toContainText('已证最优');
  await expect(offer.getByRole('row', { name: /^原来/ })).toContainText('公里');
  await expect(panel(page).locator('.stop-was').first()).toBeVisible();
  expect(ids(page).join()).toBe(before);
  await offer.getByRole('button', { name: '保留原来' }).click();
  await expect(offer).toHaveCount(0);
  expect(ids(page).join()).toBe(before);
  await panel(page).getByRole('button', { name: '优化顺序' }).click();
  await offer.getByRole('button', { name: '采用新顺序' }).click();
  await expect.poll(() => ids(page).join()).not.toBe(before);
  await panel(page).getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => ids(page).join()).toBe(before);
  const again = panel(page).getByRole('button', { name: '重做' });
  await again.click();
  await expect.poll(() => ids(page).join()).not.toBe(before);
  await expect(again).toBeDisabled();
});

test('a day by bicycle or car has its own speed, a start, an end and a stop to leave out', async ({ page }) => {
  await open(page, './#/tour?tour=1:b0900~zhengzhou-conferences~erqi-tower~feiji-building');
  const seconds = async () => {
    const ends = panel(page).locator('.stop .stop-text').last();
    const [, h, m] = /(\d\d):(\d\d) 到/.exec(await ends.textContent());
    return Number(h) * 60 + Number(m);
  };
  const walking = await seconds();
  await panel(page).getByRole('button', { name: '步行' }).click();
  await panel(page).getByRole('button', { name: '骑行' }).click();
  await expect(panel(page).getByLabel('时速（公里）')).toHaveValue('12');
  await panel(page).getByLabel('时速（公里）').fill('6');
  await panel(page).getByLabel('时速（公里）').blur();
  await expect.poll(() => tour(page)).toContain(':mb:v60');
  await panel(page).getByRole('button', { name: '返回' }).click();
  const slow = await seconds();
  expect(slow).toBeLessThan(walking);
  await panel(page).getByRole('button', { name: '骑行' }).click();
  await panel(page).getByRole('button', { name: '乘车' }).click();
  await expect(panel(page).getByLabel('时速（公里）')).toHaveValue('24');
  await panel(page).getByLabel('起点').selectOption({ label: '地图中心' });
  await expect.poll(() => tour(page)).toMatch(/:md:sc1\d+_\d+/);
  await panel(page).getByLabel('终点').selectOption({ label: '回到起点' });
  await expect.poll(() => tour(page)).toMatch(/:s(c1\d+_\d+):e\1/);
  await panel(page).getByLabel('最晚结束').fill('10:15');
  await panel(page).getByLabel('最晚结束').blur();
  await panel(page).getByRole('button', { name: '返回' }).click();
  await expect(panel(page).locator('.trouble')).toContainText('10:15 前回不来');
  // With one of them optional the rest fits.
  await panel(page).locator('.stop-face').nth(1).click();
  await panel(page).getByLabel('时间不够可以不去').check();
  await panel(page).getByRole('button', { name: '优化顺序' }).click();
  await panel(page).getByRole('button', { name: '采用新顺序' }).click();
  await expect(panel(page).getByRole('heading', { name: '未排入' })).toBeVisible();
  await expect(panel(page).locator('.trouble')).toHaveCount(0);
});

test('a day with a midday break has two windows', async ({ page }) => {
  await open(page, './#/tour?tour=1:b1140~erqi-tower:w0900-1130:w1400-1630');
  await expect(panel(page).locator('.stop')).toContainText('须 09:00–11:30、14:00–16:30 到');
  await expect(panel(page).locator('.stop')).toContainText('等 2 小时 20 分');
  await panel(page).locator('.stop-face').click();
  await panel(page).getByLabel('最晚到').nth(1).fill('17:00');
  await panel(page).getByLabel('最晚到').nth(1).blur();
  await expect.poll(() => tour(page)).toContain(':w0900-1130:w1400-1700');
  await panel(page).getByRole('button', { name: '再加一段' }).click();
  await expect.poll(() => tour(page)).toContain(':w1800-1900');
  await panel(page).getByRole('button', { name: '去掉这一段' }).first().click();
  await expect.poll(() => tour(page)).toContain(':w0900-1130:w1800-1900');
});

test('a link that cannot be read is told, and what is here stays', async ({ page }) => {
  await open(page, './#/tour?tour=1~erqi-tower~feiji-building');
  await expect.poll(() => names(page)).toHaveLength(2);
  await page.evaluate(() => { location.hash = '#/tour?tour=zzz'; });
  const told = panel(page).getByRole('alert').filter({ hasText: '读不出来' });
  await expect(told).toBeVisible();
  expect(await names(page)).toHaveLength(2);
  await expect.poll(() => tour(page)).toBe('1~erqi-tower~feiji-building');
  await told.getByRole('button', { name: '知道了' }).click();
  await expect(told).toHaveCount(0);
  await page.evaluate(() => { location.hash = '#/tour?tour=1:k9~erqi-tower:w99'; });
  await expect(panel(page).getByRole('alert')).toContainText('有 2 处读不出来');
});

test('a demand that cannot be met is named with its size, by a sign and words', async ({ page }) => {
  await open(page, './#/tour?tour=1:b0900~zhengzhou-conferences:60:w0900-0905~feiji-building:60:w0900-0905');
  const bad = panel(page).locator('.stop.bad');
  await expect(bad).toHaveCount(1);
  await expect(bad.locator('.trouble svg')).toBeVisible();
  await expect(bad.locator('.trouble')).toContainText(/冲突晚 .+最晚 09:05 开始/);
  await panel(page).getByRole('button', { name: '优化顺序' }).click();
  const offer = panel(page).getByRole('region', { name: '优化顺序' });
  await expect(offer).toContainText(/怎么排，.+都至少晚/);
  await offer.getByRole('button', { name: '看最接近的可行方案' }).click();
  await expect(offer).toContainText('不去：');
  await offer.getByRole('button', { name: '采用新顺序' }).click();
  await expect(panel(page).getByRole('heading', { name: '未排入' })).toBeVisible();
  await expect(panel(page).locator('.stop.bad')).toHaveCount(0);
});

test('a stop takes minutes, an appointment, a pin, and goes', async ({ page }) => {
  await begin(page);
  const first = (await names(page))[0];
  await panel(page).locator('.stop-face').first().click();
  const demands = panel(page).getByRole('group', { name: new RegExp(`^${first}`) });
  await demands.getByLabel('停留（分）').fill('45');
  await demands.getByLabel('停留（分）').blur();
  await expect.poll(() => tour(page)).toContain('zhengzhou-conferences:45');
  await demands.getByLabel('最早到').fill('09:30');
  await demands.getByLabel('最早到').blur();
  await expect.poll(() => tour(page)).toContain(':w0930-');
  await expect(panel(page).locator('.stop').first()).toContainText('等 30 分');
  await demands.getByLabel('固定').selectOption({ label: '最后一站' });
  await expect.poll(() => tour(page)).toContain(':pl');
  await expect(panel(page).locator('.stop.bad').first()).toContainText('不在固定的位置');
  await demands.getByRole('button', { name: '移除' }).click();
  await expect.poll(() => names(page)).toHaveLength(5);
});

test('legs are handed over to the map apps', async ({ page }) => {
  await begin(page);
  await panel(page).locator('.stop-face').nth(1).click();
  const amap = panel(page).getByRole('link', { name: '高德' });
  await expect(amap).toHaveAttribute('href', /uri\.amap\.com\/navigation\?from=1.*&mode=walk/);
  await expect(panel(page).getByRole('link', { name: '百度' })).toHaveAttribute('href', /api\.map\.baidu\.com/);
  await expect(panel(page).locator('.way-here')).toContainText('估算');
});

test('a place comes in from its card, from the list and from the map', async ({ page }) => {
  await open(page, './#/place/erqi-tower');
  await card(page, '郑州二七纪念塔').getByRole('button', { name: '加入路线' }).click();
  await card(page, '郑州二七纪念塔').getByRole('link', { name: '在路线中' }).click();
  await expect.poll(() => ids(page)).toEqual(['erqi-tower']);
  await panel(page).getByRole('button', { name: '添一站' }).click();
  await panel(page).getByRole('searchbox').fill('毛泽东塑像');
  await panel(page).getByRole('button', { name: /^把.*毛泽东塑像加入路线$/ }).click();
  await panel(page).getByRole('searchbox').fill('');
  await expect.poll(() => ids(page)).toEqual(['erqi-tower', 'mao-statue-jinshui']);
  await panel(page).getByRole('button', { name: '完成' }).click();
  expect(await names(page)).toHaveLength(2);
});

test('tours are kept, duplicated and deleted with undo', async ({ page }) => {
  await begin(page);
  await panel(page).getByRole('button', { name: '我的路线' }).click();
  await panel(page).getByRole('button', { name: '存到本机' }).click();
  const mine = panel(page).locator('.mine');
  await expect(mine.getByRole('listitem')).toHaveCount(1);
  await mine.getByRole('button', { name: /^复制一份/ }).click();
  await expect(mine.getByRole('listitem')).toHaveCount(2);
  await mine.getByRole('button', { name: '删除 金水区红色半日', exact: true }).click();
  await expect(mine.getByRole('listitem')).toHaveCount(1);
  await mine.getByRole('button', { name: '撤销' }).click();
  await expect(mine.getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await page.waitForSelector('html[data-ready="map"]');
  await panel(page).getByRole('button', { name: '我的路线' }).click();
  await expect(mine.getByRole('listitem')).toHaveCount(2);
});

test('tours of earlier programs move over, and every tab has the same', async ({ page, context }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('seeded')) return;
    sessionStorage.setItem('seeded', '1');
    localStorage.setItem('redmap.tours', '17\t旧路线\t1:t旧路线~erqi-tower\n18\t另一条\t1~feiji-building');
    localStorage.setItem('redmap.tour', '1:t草稿~erqi-tower~feiji-building');
  });
  await open(page, './#/tour');
  await expect(panel(page).getByRole('heading', { name: '草稿' })).toBeVisible();
  await panel(page).getByRole('button', { name: '我的路线' }).click();
  const mine = panel(page).locator('.mine');
  await expect(mine.getByRole('listitem')).toHaveText(['旧路线', '另一条']);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('redmap.tours'))).toBe(null);
  const other = await context.newPage();
  await open(other, './#/tour');
  await panel(other).getByRole('button', { name: '我的路线' }).click();
  const theirs = panel(other).locator('.mine');
  await expect(theirs.getByRole('listitem')).toHaveText(['旧路线', '另一条']);
  await theirs.getByRole('button', { name: '删除 旧路线', exact: true }).click();
  await expect(mine.getByRole('listitem')).toHaveText(['另一条']);
  await mine.getByRole('button', { name: '复制一份 另一条' }).click();
  await expect(theirs.getByRole('listitem')).toHaveText(['另一条', '另一条（副本）']);
});

test('the tour plays on the map and ends by itself', async ({ page }) => {
  await begin(page, '二七之路');
  await page.getByRole('button', { name: '播放路线' }).click();
  await expect(page.locator('.tt-row.on')).toHaveCount(1);
  await expect(page.getByRole('button', { name: '停止播放' })).toBeVisible();
  await expect(page.getByRole('button', { name: '播放路线' })).toBeVisible({ timeout: 10_000 });
});

test('two teams share the stops', async ({ page }) => {
  await open(page, BAD);
  await panel(page).getByRole('button', { name: '步行' }).click();
  await panel(page).getByLabel('队数').selectOption('2');
  await panel(page).getByRole('button', { name: '返回' }).click();
  await expect(panel(page).getByRole('heading', { name: '第 2 队' })).toBeVisible();
  await panel(page).getByRole('button', { name: '优化顺序' }).click();
  await expect(panel(page).getByRole('region', { name: '优化顺序' })).toBeVisible({ timeout: 20_000 });
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('a tour is begun and changed by touch', async ({ page }) => {
    await open(page, './#/tour');
    await page.getByRole('button', { name: '展开' }).tap();
    await panel(page).getByRole('button', { name: /^二七之路/ }).tap();
    await expect.poll(() => names(page)).toHaveLength(3);
    const before = await names(page);
    await panel(page).locator('.stop-face').first().tap();
    await panel(page).getByRole('button', { name: '下移' }).tap();
    await expect.poll(() => names(page)).toEqual([before[1], before[0], before[2]]);
    await expect(panel(page).getByRole('heading', { name: '时间表' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('a finger drags a stop', async ({ page, context }) => {
    await open(page, BAD);
    await page.getByRole('button', { name: '展开' }).tap();
    const before = await names(page);
    const rows = panel(page).locator('.stops [data-stop]');
    const from = await rows.nth(0).locator('.stop-grip').boundingBox();
    const to = await rows.nth(1).boundingBox();
    const x = from.x + from.width / 2;
    const session = await context.newCDPSession(page);
    const touch = (type, y) => session.send('Input.dispatchTouchEvent', {
      type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
    await touch('touchStart', from.y + from.height / 2);
    await touch('touchMove', from.y + from.height / 2 + 20);
    await touch('touchMove', to.y + to.height / 2);
    await touch('touchEnd');
    await expect.poll(() => names(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  });
});
