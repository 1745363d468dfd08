// The engine worker as the page starts it: its own policy, its own path, messages as in
// src/engine/message.rs.
import { bundle } from './support/app.mjs';
import { SUB_PATH, expect, open, test } from './support/test.mjs';
import { longestTask, startTrace } from './support/trace.mjs';

/** Sixty places of the bundle as a tour for four teams in one day. */
async function sixty(page) {
  const { places } = await bundle(page);
  const known = places.filter((place) => place.geometry?.type === 'Point').slice(0, 60);
  expect(known).toHaveLength(60);
  const lines = known.map(({ id, geometry }) => [id, ...geometry.coordinates].join('\t'));
  return [`1:k4:mb:u2000${known.map(({ id }) => `~${id}:10`).join('')}`, ...lines].join('\n');
}

/** Starts a worker in the page: `ask(kind, number, text)` posts, `next()` waits for a message. */
async function hire(page) {
  await page.evaluate(async () => {
    const parts = document.querySelector('meta[name=parts]').content.split(' ');
    const file = Object.fromEntries(parts.map((pair) => pair.split('=')));
    const worker = new Worker(file['engine.js']);
    const [heard, waiting] = [[], []];
    const tell = (message) => (waiting.length ? waiting.shift()(message) : heard.push(message));
    worker.onmessage = ({ data }) => tell({
      kind: data[0],
      number: new DataView(data.buffer, data.byteOffset).getUint32(1, true),
      text: new TextDecoder().decode(data.subarray(5)),
    });
    worker.onerror = (event) => tell({ kind: 'error', text: event.message });
    window.ask = (kind, number, rest) => {
      const bytes = typeof rest === 'string' ? new TextEncoder().encode(rest) : rest;
      const message = new Uint8Array(5 + bytes.length);
      message[0] = kind;
      new DataView(message.buffer).setUint32(1, number, true);
      message.set(bytes, 5);
      worker.postMessage(message);
    };
    window.next = () => (heard.length ? heard.shift() : new Promise((done) => waiting.push(done)));
    const streets = await (await fetch('assets/bundle/streets.network')).arrayBuffer();
    window.ask(4, 0, new Uint8Array(streets));
  });
}

test('sixty stops for four teams are planned while the page stays free', async ({ browser, page }) => {
  test.setTimeout(120_000);
  await open(page);
  await hire(page);
  const tour = await sixty(page);
  await startTrace(browser, page);
  const { answer, frames, reports } = await page.evaluate(async (text) => {
    let frames = 0;
    let done = false;
    const frame = () => {
      frames += 1;
      if (!done) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.ask(6, 1, text);
    let reports = 0;
    let answer = await window.next();
    for (; answer.kind === 2; reports += 1) answer = await window.next();
    done = true;
    return { answer, frames, reports };
  }, tour);
  const longest = await longestTask(browser);
  expect(answer.text).toMatch(/^\{"routes"/);
  const plan = JSON.parse(answer.text);
  expect(plan.routes).toHaveLength(4);
  expect(plan.routes.flatMap((route) => route.order).sort()).toEqual(
    tour.split('\n').slice(1).map((line) => line.split('\t')[0]).sort());
  expect(plan.violations).toEqual([]);
  // Its legs lie on streets.
  expect(plan.routes.some((route) => route.legs.some((leg) => leg.streets.length > 0))).toBe(true);
  expect(reports).toBeGreaterThan(5);
  expect(frames).toBeGreaterThan(10);
  expect(longest).toBeLessThanOrEqual(50);
});

test('a search ends early with its best plan, or is dropped', async ({ page }) => {
  await open(page);
  await hire(page);
  const tour = await sixty(page);
  const told = await page.evaluate(async (text) => {
    window.ask(6, 1, text);
    window.ask(6, 2, text);
    const first = await window.next();
    window.ask(3, 2, '');
    window.ask(2, 1, '');
    let answer = await window.next();
    while (answer.kind === 2) answer = await window.next();
    // The dropped one is not heard of again, and the worker is free.
    window.ask(5, 3, text);
    const after = await window.next();
    return [first, answer, after].map(({ kind, number, text: words }) => [kind, number, words.slice(0, 9)]);
  }, tour);
  expect(told).toEqual([
    [2, 1, told[0][2]],
    [1, 1, '{"routes"'],
    [1, 3, '{"routes"'],
  ]);
});

test('the worker runs below a path, and says what it cannot read', async ({ page }) => {
  await open(page, SUB_PATH());
  await hire(page);
  const told = await page.evaluate(async () => {
    window.ask(6, 7, '1~nowhere');
    return window.next();
  });
  expect(told).toEqual({ kind: 3, number: 7, text: 'the position of nowhere is not known' });
});
