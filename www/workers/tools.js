// The tools worker: takes a file or a message, gives messages (src/bin/tools.rs). `WASM` is put in by
// scripts/workers.mjs. Any other answer than bytes says that it does not work.
import init, { cells, names, read, receive, workbook } from 'worker';

const ready = init({ module_or_path: new URL(WASM, self.location.href) });

/** The rank of each text in the order of a language. */
function ranks(texts, locale) {
  const { compare } = new Intl.Collator(locale);
  const order = texts.map((_, i) => i).sort((a, b) => compare(texts[a], texts[b]));
  const out = new Uint32Array(texts.length);
  order.forEach((place, rank) => { out[place] = rank; });
  return new Uint8Array(out.buffer);
}

async function take(data) {
  await ready;
  if (data instanceof Blob) {
    // Here the file is read: the page never holds it.
    read(data.name, new Uint8Array(await data.arrayBuffer()));
  } else if (data[0] === 3) {
    const both = names().split('\n').map((line) => line.split('\t'));
    const zh = ranks(both.map(([name]) => name), 'zh-CN-u-co-pinyin');
    const en = ranks(both.map(([name, english]) => english || name), 'en');
    const answer = new Uint8Array(1 + zh.length + en.length);
    answer[0] = 6;
    answer.set(zh, 1);
    answer.set(en, 1 + zh.length);
    self.postMessage(answer);
  } else if (data[0] === 8) {
    // A lecture log: CSV to a workbook, and back.
    self.postMessage(workbook(new TextDecoder().decode(data.subarray(1))));
  } else if (data[0] === 9) {
    self.postMessage(cells(data.subarray(1)));
  } else {
    receive(data);
  }
}

self.onmessage = ({ data }) => take(data).catch((error) => self.postMessage(String(error)));
