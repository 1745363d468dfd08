// 我的支部: what a reader keeps on the device, and never loses.
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';

import { list, map, rows } from './support/app.mjs';
import { expect, open, PHONE, serveInstead, test } from './support/test.mjs';

const VIEW = './#/branch';
const view = (page) => page.getByRole('region', { name: /^(我的支部|My branch)$/ });
const status = (page) => view(page).locator('.br-state');
const lines = (page) => view(page).getByRole('list', { name: '宣讲台账' }).getByRole('listitem');
const section = (page, name) => view(page).getByRole('group', { name: '栏目' }).getByRole('button', { name });

async function openBranch(page) {
  await open(page, VIEW);
  await expect(view(page).getByText('正在读取')).toHaveCount(0);
  await expect(view(page).locator('.br-part')).toBeVisible();
}

async function addSession(page, values) {
  await page.getByRole('button', { name: '记一场' }).click();
  const form = page.getByRole('form', { name: '记一场' });
  for (const [label, value] of Object.entries(values)) {
    if (label === '对象') await form.getByRole('combobox', { name: /^对象/ }).selectOption({ label: value });
    else await form.getByLabel(label, { exact: true }).fill(value);
  }
  await form.getByRole('button', { name: '存下' }).click();
}

const SAMPLE = { 日期: '2026-03-05', 场所: '测试学堂', 主题: '郑州会议', 宣讲人: '王老师', 对象: '学校', 人数: '120', 街道: '经八路街道' };

/** Every record in the browser's database, as text. */
const stored = (page, name = 'redmap') => page.evaluate((name) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('records').objectStore('records').getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
}), name);

/** Puts values into the browser's database behind the app's back. */
const plant = (page, values) => page.evaluate((values) => new Promise((resolve, reject) => {
  const request = indexedDB.open('redmap');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction('records', 'readwrite');
    for (const [key, value] of values) transaction.objectStore('records').put(value, key);
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
}), values);

async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function give(page, press, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
  await chooser.setFiles(files);
}

test('what the view offers is there without anything being opened', async ({ page }) => {
  await openBranch(page);
  for (const name of ['宣讲台账', '足迹护照', '纠错与建议', '全部导出', '全部导入']) {
    await expect(view(page).getByRole('button', { name }).first()).toBeVisible();
  }
  await expect(page.getByRole('link', { name: '我的支部' })).toHaveAttribute('aria-current', 'page');
});

test('a lecture is written down, counted, changed, removed, and all of it undone', async ({ page }) => {
  await openBranch(page);
  await addSession(page, SAMPLE);
  await expect(status(page)).toHaveText(/^已存好/);
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page).first()).toContainText('2026-03-05');
  await expect(lines(page).first()).toContainText('120 人');
  await expect(view(page).locator('.br-sums')).toContainText('120');
  await page.reload();
  await expect(lines(page)).toHaveCount(1, { timeout: 15_000 });
  await lines(page).getByRole('button', { name: /^修改/ }).click();
  const form = page.getByRole('form', { name: '改这一场' });
  await expect(form.getByLabel('主题', { exact: true })).toHaveValue('郑州会议');
  await form.getByLabel('人数', { exact: true }).fill('85');
  await page.keyboard.press('Enter');
  await expect(lines(page).first()).toContainText('85 人');
  await lines(page).getByRole('button', { name: /^删除/ }).click();
  await expect(lines(page)).toHaveCount(0);
  await expect(status(page)).toHaveText(/^已存好/);
  expect(await stored(page)).toEqual([]);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(lines(page).first()).toContainText('85 人');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(lines(page).first()).toContainText('120 人');
  await page.getByRole('button', { name: '重做' }).click();
  await expect(lines(page).first()).toContainText('85 人');
  await expect(status(page)).toHaveText(/^已存好/);
  expect((await stored(page)).join()).toContain('"listeners":85');
});

test('a form that lacks something says what, keeps what was typed, and survives a look elsewhere', async ({ page }) => {
  await openBranch(page);
  await addSession(page, { 日期: '2026-03-05', 主题: '说到一半' });
  await expect(page.getByText('请写明场所。')).toBeVisible();
  await expect(page.getByRole('form').getByLabel(/^场所/)).toBeFocused();
  await page.getByRole('link', { name: '探索' }).click();
  await expect(list(page)).toBeVisible();
  await page.getByRole('link', { name: '我的支部' }).click();
  await expect(page.getByRole('form').getByLabel('主题', { exact: true })).toHaveValue('说到一半');
});

test('charts say their figures, each has its table, and a venue of the map is covered', async ({ page }) => {
  await openBranch(page);
  await page.getByRole('button', { name: '记一场' }).click();
  const venue = await page.locator('#br-venues option').first().getAttribute('value');
  await page.getByRole('button', { name: '取消' }).click();
  await addSession(page, { ...SAMPLE, 场所: venue });
  await addSession(page, { ...SAMPLE, 日期: '2026-05-01', 主题: '二七塔', 人数: '' });
  await expect(view(page).getByRole('img', { name: /按月份.*最多 1/ })).toBeVisible();
  const topics = view(page).locator('figure').filter({ hasText: '按主题' });
  await topics.getByText('看表格').click();
  await expect(topics.getByRole('row')).toHaveCount(3);
  await expect(topics.getByRole('row', { name: /郑州会议/ })).toContainText('120');
  await view(page).getByRole('button', { name: '看人次' }).click();
  await expect(view(page).getByRole('img', { name: /人次.*最多 120/ })).toBeVisible();
  await expect(view(page).getByText(/处宣讲场所，去过 1 处/)).toBeVisible();
  await expect(map(page).locator('.pin[aria-label^="1，"]')).toHaveCount(1);
  const tour = view(page).getByRole('link', { name: '为未覆盖点排路线' });
  const all = (await tour.getAttribute('href')).split('~').length;
  await view(page).getByText(/^还没去过/).click();
  await view(page).getByRole('checkbox').nth(0).check();
  await view(page).getByRole('checkbox').nth(1).check();
  await expect(view(page).getByText('勾了 2 处。')).toBeVisible();
  expect((await tour.getAttribute('href')).split('~').length).toBe(2);
  expect(all).toBeGreaterThan(50);
});

test('a table goes out and comes in, its bad lines are named', async ({ page }) => {
  await openBranch(page);
  const press = () => page.getByRole('button', { name: '导入表格' }).click();
  const table = '日期,场所,宣讲人,主题,对象,人数\n2026/3/5,甲社区,李,"红色,故事",社区,30\n2026年3月6日,乙校,,,学校,45人\n昨天,丙,,,,\n';
  await give(page, press, { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(status(page)).toHaveText(/导入 2 条/);
  await expect(view(page).getByText(/第 4 行/)).toBeVisible();
  await expect(lines(page)).toHaveCount(2);
  await give(page, press, { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(status(page)).toHaveText(/导入 0 条，另有 2 条本来就有/);
  const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: '导出表格' }).click());
  expect(name).toMatch(/\.csv$/);
  expect(bytes.toString()).toContain('2026-03-05,甲社区,,,李,"红色,故事",社区,30');
});

test('a table of GB18030 comes in, and the log goes out and comes in as a workbook', async ({ page }) => {
  await openBranch(page);
  const press = () => page.getByRole('button', { name: '导入表格' }).click();
  // 日期,场所,人数 / 2026-03-05,学校,30 in the encoding that Excel saves CSV in here.
  const bytes = Buffer.from('c8d5c6da2cb3a1cbf92cc8cbcafd0d0a323032362d30332d30352cd1a7d0a32c33300d0a', 'hex');
  await give(page, press, { name: '台账.csv', mimeType: 'text/csv', buffer: bytes });
  await expect(lines(page).first()).toContainText('学校');
  const book = await downloaded(page, () => page.getByRole('button', { name: '导出 Excel' }).click());
  expect(book.name).toMatch(/\.xlsx$/);
  await lines(page).getByRole('button', { name: /^删除/ }).click();
  await expect(lines(page)).toHaveCount(0);
  await give(page, press, { name: book.name, mimeType: 'application/zip', buffer: book.bytes });
  await expect(lines(page).first()).toContainText('30 人');
  await expect(status(page)).toHaveText(/导入 1 条/);
});

test('the lectures of a tour are taken over once', async ({ page }) => {
  await open(page, './#/tour?stops=v-zz-9-middle~erqi-tower');
  await expect(page.getByRole('region', { name: '路线' })).toContainText('郑州九中');
  await page.getByRole('link', { name: '我的支部' }).click();
  await page.getByRole('button', { name: '从当前路线记入 1 场' }).click();
  await expect(lines(page).first()).toContainText('第九中学');
  await expect(status(page)).toHaveText(/^已存好/);
  await expect(page.getByRole('button', { name: /从当前路线记入/ })).toHaveCount(0);
});

test('the spot of a suggestion is a press on the map', async ({ page }) => {
  await openBranch(page);
  await section(page, /纠错与建议/).click();
  await page.getByRole('button', { name: '提一条' }).click();
  await page.getByRole('button', { name: '在地图上点选位置' }).click();
  const box = await map(page).boundingBox();
  await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
  await expect(page.getByRole('form', { name: '提一条' }).getByText(/附上的位置：113\./)).toBeVisible();
});

test('everything goes into one file and comes back after all is wiped', async ({ page, context }) => {
  await openBranch(page);
  await addSession(page, SAMPLE);
  await expect(status(page)).toHaveText(/^已存好/);
  const before = await stored(page);
  const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: '全部导出' }).click());
  expect(name).toMatch(/^redmap-backup-\d{4}-\d\d-\d\d\.zip$/);
  for (const file of ['README.txt', 'records.json', 'sessions.csv', 'places.geojson']) expect(bytes.includes(file)).toBe(true);
  await page.goto('about:blank');
  const other = await context.newPage();
  await other.goto('./#/branch');
  await other.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase('redmap').onsuccess = done; }));
  await other.reload();
  await expect(view(other).getByText('台账还是空的。')).toBeVisible({ timeout: 15_000 });
  const press = () => other.getByRole('button', { name: '全部导入' }).click();
  await give(other, press, { name, mimeType: 'application/zip', buffer: bytes });
  await expect(status(other)).toHaveText(/导入 1 条/);
  expect(await stored(other)).toEqual(before);
  await give(other, press, { name, mimeType: 'application/zip', buffer: bytes });
  await expect(status(other)).toHaveText(/导入 0 条，另有 1 条/);
  // Packed again by another program, and damaged.
  await give(other, press, { name: 'again.zip', mimeType: 'application/zip', buffer: deflated('records.json', recordsOf(bytes)) });
  await expect(status(other)).toHaveText(/导入 0 条，另有 1 条/);
  const broken = Buffer.from(bytes);
  broken[bytes.indexOf('"kind"')] ^= 1;
  await give(other, press, { name: 'broken.zip', mimeType: 'application/zip', buffer: broken });
  await expect(view(other).getByText(/文件已损坏/)).toBeVisible();
  await give(other, press, { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(view(other).getByText(/不是“全部导出”得到的文件/)).toBeVisible();
});

/** The stored `records.json` of a backup. */
function recordsOf(archive) {
  const from = archive.indexOf('{"redmap_records"');
  return archive.subarray(from, archive.indexOf('\n]}\n', from) + 4);
}

/** A zip of one deflated file. */
function deflated(name, bytes) {
  const packed = deflateRawSync(bytes);
  const crc = [...bytes].reduce((c, b) => {
    let x = (c ^ b) & 255;
    for (let i = 0; i < 8; i += 1) x = x & 1 ? (x >>> 1) ^ 0xedb88320 : x >>> 1;
    return (c >>> 8) ^ x;
  }, 0xffffffff) ^ 0xffffffff;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc >>> 0, 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(bytes.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test('a place visited from its card has a stamp, and a favourite its list', async ({ page }) => {
  await open(page, './#/place/erqi-tower');
  const been = page.getByRole('button', { name: '去过' });
  await been.click();
  await expect(been).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: '收藏' }).click();
  await page.getByRole('link', { name: '我的支部' }).click();
  await section(page, /足迹护照/).click();
  await expect(view(page).getByText(/盖了 1 个章/)).toBeVisible();
  await expect(view(page).locator('.stamp')).toContainText('二七');
  await expect(view(page).locator('.br-list').first()).toContainText('二七');
  await page.getByPlaceholder('新名单的名称').fill('周末去');
  await page.keyboard.press('Enter');
  await view(page).getByRole('combobox', { name: /^放进名单/ }).selectOption({ label: '周末去' });
  await expect(view(page).locator('.br-list').nth(1)).toContainText('二七');
  await page.getByRole('link', { name: '探索' }).click();
  await page.getByRole('button', { name: '更多筛选' }).click();
  await page.getByRole('button', { name: /^去过/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/visited=yes/);
});

test('a photo is made small, stays with its place, goes into the backup and can be taken back', async ({ page }) => {
  await open(page, './#/place/erqi-tower');
  await page.getByRole('button', { name: '去过' }).click();
  await page.locator('.mine summary').click();
  const png = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
    canvas.getContext('2d').fillRect(0, 0, 1500, 2000);
    return canvas.toDataURL('image/png').split(',')[1];
  });
  const press = () => page.getByRole('button', { name: '加一张照片' }).click();
  await give(page, press, { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  const photo = page.getByRole('img', { name: /^我的照片：/ });
  await expect(photo).toHaveCount(1);
  await expect.poll(() => photo.evaluate((img) => img.naturalWidth)).toBe(1280);
  await give(page, press, { name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByText('这张图片没有读成。')).toBeVisible();
  // Once it says so it is on the disk.
  await expect.poll(async () => (await stored(page)).join().includes('"kind":"photo"')).toBe(true);
  await page.reload();
  await page.locator('.mine summary').click();
  await expect(photo).toHaveCount(1);
  await page.getByRole('link', { name: '我的支部' }).click();
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '全部导出' }).click());
  // The picture itself, as a file any program opens: JPEG begins with these bytes.
  const at = bytes.indexOf(Buffer.from('.jpg'));
  expect([...bytes.subarray(at + 4, at + 7)]).toEqual([0xff, 0xd8, 0xff]);
  await page.goBack();
  await page.locator('.mine summary').click();
  await page.getByRole('button', { name: /^删除：我的照片/ }).click();
  await expect(photo).toHaveCount(0);
  await page.getByRole('link', { name: '我的支部' }).click();
  await page.getByRole('button', { name: '撤销' }).click();
  await page.goBack();
  await page.locator('.mine summary').click();
  await expect(photo).toHaveCount(1);
});

test('a suggestion is written from a card, kept with its state, and handed on', async ({ page }) => {
  await open(page, './#/place/erqi-tower');
  await page.getByRole('button', { name: '纠错' }).click();
  const form = page.getByRole('form', { name: '提一条' });
  await expect(form.getByLabel('哪一处')).toHaveValue(/二七/);
  await form.getByRole('button', { name: '存下' }).click();
  await expect(form.getByText('请写几个字。')).toBeVisible();
  await form.getByRole('combobox', { name: /^关于/ }).selectOption({ label: '开放时间' });
  await form.getByLabel(/^哪里不对/).fill('周一闭馆 & 节假日照常');
  await form.getByRole('button', { name: '存下' }).click();
  await expect(status(page)).toHaveText(/^已存好/);
  const one = view(page).getByRole('list', { name: '纠错与建议' }).getByRole('listitem');
  await expect(one).toContainText('周一闭馆');
  const mail = await page.getByRole('link', { name: '用邮件发' }).getAttribute('href');
  expect(decodeURIComponent(mail)).toContain('周一闭馆 & 节假日照常');
  expect(mail).not.toContain(' ');
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '导出 GeoJSON' }).click());
  expect(JSON.parse(bytes).features[0].properties).toMatchObject({ place: 'erqi-tower', about: 'hours' });
  await one.getByRole('combobox', { name: /^进展/ }).selectOption({ label: '已转出' });
  await expect(page.getByRole('link', { name: '用邮件发' })).toHaveCount(0);
  await page.reload();
  await section(page, /纠错与建议/).click();
  await expect(one.getByRole('combobox', { name: /^进展/ })).toHaveValue('sent');
});

test.describe('an operator who takes suggestions', () => {
  test.use({ allowedErrors: [/reports\.test/] });
  test('gets them when the reader agrees, and only then', async ({ page }) => {
    const manifest = await (await page.request.get('assets/bundle/bundle.json')).json();
    const body = JSON.stringify({ ...manifest, report_url: 'https://reports.test/in' });
    await serveInstead(page, 'bundle.json', { contentType: 'application/json', body });
    const posted = [];
    await page.route('https://reports.test/**', (route) => {
      posted.push(route.request().postDataJSON());
      return route.fulfill({ status: 201, headers: { 'access-control-allow-origin': '*' } });
    });
    await openBranch(page);
    await section(page, /纠错与建议/).click();
    await page.getByRole('button', { name: '提一条' }).click();
    const form = page.getByRole('form', { name: '提一条' });
    await form.getByLabel(/^哪里不对/).fill('这里少一处');
    await form.getByRole('button', { name: '附上地图中心的位置' }).click();
    await expect(form.getByText(/附上的位置：113\./)).toBeVisible();
    await form.getByRole('button', { name: '存下' }).click();
    const send = page.getByRole('button', { name: '发给维护的人' });
    page.once('dialog', (dialog) => {
      expect(dialog.message()).toContain('reports.test');
      dialog.dismiss();
    });
    await send.click();
    expect(posted).toEqual([]);
    page.once('dialog', (dialog) => dialog.accept());
    await send.click();
    await expect(view(page).getByRole('combobox', { name: /^进展/ })).toHaveValue('sent');
    expect(posted[0].suggestions[0].data).toMatchObject({ text: '这里少一处', about: 'other' });
    expect(posted[0].suggestions[0].data.at).toHaveLength(2);
    await expect(send).toHaveCount(0);
  });
});

test('two tabs agree, and one that changes what the other is writing says so', async ({ page, context }) => {
  await openBranch(page);
  const other = await context.newPage();
  await openBranch(other);
  await addSession(page, SAMPLE);
  await expect(lines(other)).toHaveCount(1);
  await lines(other).getByRole('button', { name: /^修改/ }).click();
  await lines(page).getByRole('button', { name: /^修改/ }).click();
  const mine = page.getByRole('form', { name: '改这一场' });
  await mine.getByLabel('人数', { exact: true }).fill('7');
  await mine.getByRole('button', { name: '存下' }).click();
  await expect(other.getByText(/另一个窗口刚改过这一场/)).toBeVisible();
  await expect(other.getByRole('form').getByLabel('人数', { exact: true })).toHaveValue('120');
  await Promise.all([
    addSession(page, { ...SAMPLE, 场所: '甲' }),
    other.getByRole('form').getByRole('button', { name: '存下' }).click(),
  ]);
  await expect(lines(page)).toHaveCount(2);
  await expect(lines(other)).toHaveCount(2);
  await expect(lines(page).filter({ hasText: '测试学堂' })).toContainText('120 人');
});

test('where the browser keeps nothing, it is said, and what is typed can be taken away', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => undefined }));
  await openBranch(page);
  await expect(view(page).getByRole('alert')).toContainText('不让网页存东西');
  await addSession(page, SAMPLE);
  await expect(lines(page)).toHaveCount(1);
  await expect(status(page)).not.toHaveText(/已存好/);
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '全部导出' }).click());
  expect(bytes.includes('测试学堂')).toBe(true);
});

test('a full device is said plainly, and nothing typed is lost', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    window.full = true;
    IDBObjectStore.prototype.put = function full(...args) {
      if (window.full) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await openBranch(page);
  await addSession(page, SAMPLE);
  await expect(view(page).getByRole('alert')).toContainText('空间不够，有 1 条没有存进去');
  await expect(lines(page)).toHaveCount(1);
  expect(await stored(page)).toEqual([]);
  await page.evaluate(() => { window.full = false; });
  await page.getByRole('button', { name: '再存一次' }).click();
  await expect(view(page).getByText(/空间不够/)).toHaveCount(0);
  expect(await stored(page)).toHaveLength(1);
});

test('damaged records are set aside, told, and exported; the rest is there', async ({ page }) => {
  await openBranch(page);
  await addSession(page, SAMPLE);
  await expect(status(page)).toHaveText(/^已存好/);
  await plant(page, [['session/cut', '{"v":1,"kind":"session","id":"cut","cha'], ['visit/odd', { not: 'text' }], ['nonsense', 'x']]);
  await page.reload();
  await expect(view(page).getByRole('alert')).toContainText('有 3 条记录已损坏', { timeout: 15_000 });
  await expect(lines(page)).toHaveCount(1);
  expect(await stored(page)).toHaveLength(1);
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '全部导出' }).click());
  expect(bytes.includes('damaged/1.txt') && bytes.includes('session/cut')).toBe(true);
  await page.reload();
  await expect(lines(page)).toHaveCount(1, { timeout: 15_000 });
  await expect(view(page).getByText(/已损坏/)).toHaveCount(0);
});

test.describe('a database that lacks its stores', () => {
  // A picture as a page asks for the site's icon, which only the app's page names.
  test.use({ allowedErrors: [/favicon/] });
  test('is left alone, and another takes its place', async ({ page }) => {
    await page.goto('./icons/seal.svg');
    await page.evaluate(() => new Promise((done) => {
      const request = indexedDB.open('redmap', 3);
      request.onupgradeneeded = () => request.result.createObjectStore('of another program');
      request.onsuccess = () => { request.result.close(); done(); };
    }));
    await openBranch(page);
    await addSession(page, SAMPLE);
    await expect(status(page)).toHaveText(/^已存好/);
    await page.reload();
    await expect(lines(page)).toHaveCount(1, { timeout: 15_000 });
    expect(await stored(page, 'redmap-2')).toHaveLength(1);
  });
});

test('the certificate prints alone', async ({ page }) => {
  await open(page, './#/place/erqi-tower');
  await page.getByRole('button', { name: '去过' }).click();
  await page.getByRole('link', { name: '我的支部' }).click();
  await section(page, /足迹护照/).click();
  await page.getByPlaceholder('写在证书上的名字').fill('李小红');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.cert')).toBeVisible();
  await expect(page.locator('.cert')).toContainText('李小红');
  await expect(page.locator('.cert')).toContainText('不是官方证书');
  for (const other of ['.bar', '.br-head', '.br-stamps', '.shell > main']) await expect(page.locator(other).first()).toBeHidden();
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g);
  expect(pages).toHaveLength(1);
});

// The renderer is killed while records are being written; what was said to be saved is there afterwards.
for (const [rounds, tag] of [[10, ''], [200, ' @long']]) {
  test(`a page killed while it writes loses nothing it confirmed, ${rounds} times${tag}`, async ({ context }) => {
    test.setTimeout(30_000 + rounds * 6_000);
    const confirmed = new Set();
    await context.exposeBinding('confirmed', (_, name) => { confirmed.add(name); });
    let seed = 20_261_124;
    const random = () => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return seed / 2 ** 31; };
    for (let round = 0; round < rounds; round += 1) {
      const page = await context.newPage();
      await openBranch(page);
      const first = confirmed.size;
      page.evaluate(keepWriting, round).catch(() => {});
      await expect.poll(() => confirmed.size, { timeout: 15_000 }).toBeGreaterThan(first);
      await new Promise((resolve) => { setTimeout(resolve, 20 + random() * 150); });
      const session = await context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      session.send('Page.crash').catch(() => {});
      await crashed;
      await page.close();
    }
    const page = await context.newPage();
    await openBranch(page);
    const kept = (await stored(page)).map((text) => JSON.parse(text).data.place);
    expect([...confirmed].filter((name) => !kept.includes(name))).toEqual([]);
    await expect(view(page).getByText(`共 ${kept.length} 场`)).toBeVisible();
  });
}

/** Runs in the page: writes one lecture after another and tells of each that the page says is saved. */
async function keepWriting(round) {
  const said = [];
  const line = document.querySelector('.br-state');
  new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true, subtree: true, characterData: true });
  const until = async (so) => { while (!so()) await new Promise((next) => { setTimeout(next, 1); }); };
  for (let i = 0; ; i += 1) {
    const name = `kill-${round}-${i}`;
    document.querySelector('.br-add').click();
    await until(() => document.querySelector('.br-form .f-place input'));
    const field = document.querySelector('.br-form .f-place input');
    field.value = name;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((next) => { setTimeout(next, 5); });
    said.length = 0;
    document.querySelector('.br-form').requestSubmit();
    await until(() => said.some((text) => text.startsWith('正在存')) && said.at(-1).startsWith('已存好'));
    window.confirmed(name);
  }
}

test('a year of 2 000 lectures and 500 visits stays quick', async ({ page }, info) => {
  test.setTimeout(60_000);
  await openBranch(page);
  const values = [];
  for (let i = 0; i < 2000; i += 1) {
    const date = new Date(Date.UTC(2026, 0, 1 + (i % 365))).toISOString().slice(0, 10);
    const data = { date, place: `场所${i % 180}`, topic: `主题${i % 25}`, lecturer: `讲师${i % 40}`, audience: ['school', 'community', 'village'][i % 3], subdistrict: `街道${i % 17}`, listeners: 10 + (i % 200) };
    values.push([`session/s${i}`, JSON.stringify({ v: 1, kind: 'session', id: `s${i}`, changed: 1, data })]);
  }
  for (let i = 0; i < 500; i += 1) {
    values.push([`visit/p${i}`, JSON.stringify({ v: 1, kind: 'visit', id: `p${i}`, changed: 1, data: { place: `p${i}`, name: `地点${i}`, days: ['2026-05-01'] } })]);
  }
  await plant(page, values);
  await page.reload();
  await expect(view(page).getByText('共 2000 场')).toBeVisible({ timeout: 20_000 });
  // Processor time of the page's thread, so that other tests at the same time do not count.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value;
  const timed = async (act) => {
    const list = [];
    for (let i = 0; i < 5; i += 1) {
      const before = await spent();
      await page.evaluate(async ({ act, i }) => {
        const tabs = document.querySelectorAll('.br-tab');
        if (act === 'passport') tabs[1].click();
        if (act === 'log') tabs[0].click();
        if (act === 'charts') document.querySelectorAll('.br-charts .chip')[1 - (i % 2)].click();
        if (act === 'search') {
          const field = document.querySelector('.br-log input[type=search]');
          field.value = `主题${i}`;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        await new Promise((next) => { requestAnimationFrame(() => { setTimeout(next, 0); }); });
      }, { act, i });
      list.push((await spent() - before) * 1000);
      if (act === 'passport') await section(page, /宣讲台账/).click();
      if (act === 'log') await section(page, /足迹护照/).click();
    }
    return Math.round(list.sort((a, b) => a - b)[2]);
  };
  const times = { passport: await timed('passport') };
  await section(page, /足迹护照/).click();
  times.log = await timed('log');
  await section(page, /宣讲台账/).click();
  times.charts = await timed('charts');
  times.search = await timed('search');
  info.annotations.push({ type: 'milliseconds to a frame', description: JSON.stringify(times) });
  console.log(`2 000 lectures, 500 visits, ms to a frame: ${JSON.stringify(times)}`);
  // 100 ms is the aim; two busy tests on one core's two threads slow each other by as much again.
  for (const [what, ms] of Object.entries(times)) expect(ms, what).toBeLessThanOrEqual(200);
});

test.describe('on a phone', () => {
  test.use(PHONE);
  test('the view fills the screen above the tabs, and nothing is wider than it', async ({ page }) => {
    await openBranch(page);
    await addSession(page, SAMPLE);
    await expect(status(page)).toHaveText(/^已存好/);
    for (const name of [/宣讲台账/, /足迹护照/, /纠错与建议/]) {
      await section(page, name).tap();
      const wide = await page.locator('.v-branch .scroll').evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
    const tabs = await page.getByRole('navigation').boundingBox();
    const panel = await view(page).boundingBox();
    expect(panel.y + panel.height).toBeLessThanOrEqual(tabs.y + 1);
  });
});

