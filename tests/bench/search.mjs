// The search in WebAssembly over 100 000 names, against fuse.js and a loop of indexOf in one run.
//
//   cd tests/bench/search && cargo build --release --target wasm32-unknown-unknown
//   npm install --no-save fuse.js@7
//   node tests/bench/search.mjs tests/bench/search/target/wasm32-unknown-unknown/release/search_bench.wasm
//
// (`. scripts/lib.sh && web_env` sets up a compiler for the web where the usual one has none; the
// module is then under target-web/.)
//
// The names are made up of the characters that the bundle's readings know, the same on every run. What
// is typed are pieces of the names themselves, key by key: characters, full pinyin, initials, pinyin and
// characters mixed, and pinyin with one slip.
import { readFileSync } from 'node:fs';
import Fuse from 'fuse.js';

const NAMES = 100_000;
const TYPED = 60;
// As the page asks.
const LIMIT = 60;

let state = 20261124;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const pick = (list) => list[below(list.length)];

const readings = readFileSync(new URL('../../assets/bundle/derived/readings.txt', import.meta.url), 'utf8');
const sounds = new Map();
for (const line of readings.split('\n').slice(1)) {
  const [spelt, chars] = line.split(' ');
  if (!spelt || spelt === '*' || spelt === '=' || !chars) continue;
  for (const c of chars) if (!sounds.has(c)) sounds.set(c, spelt.replace(/\d/, ''));
}
const known = [...sounds.keys()];
const heads = ['', '', '', '郑州', '郑州市', '金水', '河南', '河南省'];
const tails = ['公园', '小学', '中学', '社区', '广场', '纪念馆', '路', '街', '大厦', '旧址', '医院', '村'];
const names = Array.from({ length: NAMES }, () =>
  pick(heads) + Array.from({ length: 2 + below(4) }, () => pick(known)).join('') + pick(tails));

/** What is typed to find a name, and where it is in it. */
const kinds = {
  characters: (chars) => chars.join(''),
  pinyin: (chars) => chars.map((c) => sounds.get(c) ?? '').join(''),
  initials: (chars) => chars.map((c) => (sounds.get(c) ?? '')[0] ?? '').join(''),
  mixed: (chars) => chars[0] + chars.slice(1).map((c) => sounds.get(c) ?? '').join(''),
  'a slip': (chars) => {
    const text = chars.map((c) => sounds.get(c) ?? '').join('');
    const at = 1 + below(text.length - 2);
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  },
};

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]));
const engine = instance.exports;
const encoder = new TextEncoder();
function give(text) {
  const bytes = encoder.encode(text);
  const room = engine.room(bytes.length);
  new Uint8Array(engine.memory.buffer, room, bytes.length).set(bytes);
}
/** Processor milliseconds of this process: a busy machine does not count. */
function timed(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
/** The least of three: the others may hold a collection or a compilation. */
const least = (run) => Math.min(timed(run), timed(run), timed(run));

give(readings);
engine.readings();
give(names.join('\n'));
engine.names();
const builds = Array.from({ length: 7 }, () => timed(() => engine.build())).sort((a, b) => a - b);
let fuse;
const fuseBuild = timed(() => { fuse = new Fuse(names, { threshold: 0.2, ignoreLocation: true }); });
const figure = (n) => (n < 10 ? n.toFixed(2) : n.toFixed(0));
console.log(`${NAMES} names; index: redmap best ${figure(builds[0])} median ${figure(builds[3])} worst ${figure(builds.at(-1))} ms, fuse.js ${figure(fuseBuild)} ms`);

const searchers = {
  redmap: { run: (text) => { give(text); engine.find(LIMIT); }, finds: (target) => engine.found(target), every: 1 },
  'fuse.js': { run: (text) => { last = fuse.search(text, { limit: LIMIT }); }, finds: (target) => last.some((h) => h.refIndex === target), every: 15 },
  indexOf: {
    run: (text) => {
      last = [];
      for (let i = 0; i < names.length; i++) if (names[i].indexOf(text) >= 0) last.push(i);
    },
    finds: (target) => last.includes(target),
    every: 1,
  },
};
let last;

const near = [];
const all = { redmap: [], indexOf: [] };
for (const [kind, spell] of Object.entries(kinds)) {
  const typed = Array.from({ length: TYPED }, () => {
    const target = below(NAMES);
    const chars = [...names[target]];
    const from = below(Math.max(1, chars.length - 4));
    return { target, text: spell(chars.slice(from, from + 4)) };
  });
  for (const [name, searcher] of Object.entries(searchers)) {
    const times = [];
    let hit = 0;
    let asked = 0;
    for (const [i, { target, text }] of typed.entries()) {
      if (i % searcher.every) continue;
      for (let end = 1; end <= text.length; end++) times.push(least(() => searcher.run(text.slice(0, end))));
      asked += 1;
      hit += searcher.finds(target);
    }
    if (name === 'redmap' && kind === 'a slip') {
      for (const { text } of typed) for (let end = 5; end <= text.length; end++) {
        give(text.slice(0, end));
        // As the page does: only where nothing is found, and when typing rests.
        if (engine.find(LIMIT) === 0) near.push(timed(() => { give(text.slice(0, end)); engine.near(); }));
      }
    }
    all[name]?.push(...times);
    times.sort((a, b) => a - b);
    const at = (share) => figure(times[Math.min(times.length - 1, Math.floor(times.length * share))]).padStart(6);
    console.log(`${kind.padEnd(11)} ${name.padEnd(8)} median ${at(0.5)}  p95 ${at(0.95)}  slowest ${at(1)} ms  finds it ${hit} of ${asked}  (${times.length} keys)`);
  }
}
for (const [name, times] of Object.entries(all)) {
  times.sort((a, b) => a - b);
  console.log(`all keys     ${name.padEnd(8)} p95 ${figure(times[Math.floor(times.length * 0.95)])} ms of ${times.length}`);
}
near.sort((a, b) => a - b);
const part = (share) => figure(near[Math.min(near.length - 1, Math.floor(near.length * share))] ?? 0);
console.log(`near in spelling, when typing rests: median ${part(0.5)}  p95 ${part(0.95)}  slowest ${part(1)} ms  (${near.length} texts)`);
