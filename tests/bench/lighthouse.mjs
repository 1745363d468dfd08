// Lighthouse with its phone settings (slow 4G, processor four times slower, both simulated) on the
// built site, served with brotli twins; median of the runs for each category.
//
//   node tests/bench/lighthouse.mjs [--site dist] [--runs 5] [--floor 90]
//
// Ends with 1 when a median lies below the floor, or accessibility or best practices below 100.
import { parseArgs } from 'node:util';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { CHROMIUM_ARGS, chromiumPath } from '../browser/support/chromium.mjs';
import { median, served } from './served.mjs';

const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'dist' },
    runs: { type: 'string', default: '5' },
    floor: { type: 'string', default: '90' },
  },
});
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const WHOLE = ['accessibility', 'best-practices'];
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

const site = await served(values.site);
const scores = Object.fromEntries(CATEGORIES.map((name) => [name, []]));
const missed = new Map();
try {
  for (let run = 0; run < Number(values.runs); run += 1) {
    const chrome = await launch({
      chromePath: chromiumPath(), chromeFlags: ['--headless=new', ...CHROMIUM_ARGS], logLevel: 'silent',
    });
    try {
      const { lhr } = await lighthouse(site.address, { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES });
      for (const name of CATEGORIES) scores[name].push(Math.round(lhr.categories[name].score * 100));
      console.log(`run ${run + 1}: ${CATEGORIES.map((name) => `${name} ${scores[name].at(-1)}`).join(', ')} (${TIMES.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(', ')}; index ${Math.round(lhr.environment.benchmarkIndex)})`);
      for (const audit of Object.values(lhr.audits)) {
        if (audit.score !== null && audit.score < 0.9) missed.set(audit.id, `${audit.id}: ${audit.title} ${audit.displayValue ?? ''}`);
      }
    } finally {
      chrome.kill();
    }
  }
} finally {
  site.stop();
}
for (const words of missed.values()) console.log(`  ${words}`);
let low = 0;
for (const name of CATEGORIES) {
  const score = median(scores[name]);
  const least = WHOLE.includes(name) ? 100 : Number(values.floor);
  if (score < least) low += 1;
  console.log(`${score < least ? '✗' : '✓'} ${name}: ${score} (floor ${least})`);
}
process.exit(low > 0 ? 1 : 0);
