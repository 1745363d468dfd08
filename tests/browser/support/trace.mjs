// What a page's main thread was busy with, by the processor's time: by the clock a busy machine would
// count, too.
import { expect } from '@playwright/test';

/** Begins to trace the tasks of a page. */
export const startTrace = (browser, page) => browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });

/** Ends it; the longest task of the page's main thread, in milliseconds of processor time. */
export async function longestTask(browser) {
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const mains = events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
  const onMain = new Set(mains.map((e) => `${e.pid} ${e.tid}`));
  const tasks = events.filter((e) => /RunTask$/.test(e.name) && onMain.has(`${e.pid} ${e.tid}`) && e.tdur);
  expect(tasks.length, 'the trace has tasks').toBeGreaterThan(100);
  return Math.max(...tasks.map((e) => e.tdur)) / 1000;
}
