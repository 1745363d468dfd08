// Called by trunk when the site is otherwise ready: gives the functions that wasm and its loader call
// in each other short names, and minifies the loader. wasm-bindgen's names end in hashes, which no
// compression can shorten, and stand in both files.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';

const IMPORTS = 2;
const EXPORTS = 7;

/** Reads an unsigned LEB128 number; its value and the offset behind it. */
function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function toLeb(value) {
  const out = [];
  do {
    const rest = Math.floor(value / 128);
    out.push((value % 128) | (rest > 0 ? 128 : 0));
    value = rest;
  } while (value > 0);
  return Buffer.from(out);
}

const named = (text) => Buffer.concat([toLeb(Buffer.byteLength(text)), Buffer.from(text)]);

/** The offset behind the type of an import (kinds of the WebAssembly 2 binary format). */
function behindType(bytes, at) {
  const kind = bytes[at++];
  if (kind === 3) return at + 2; // global: type and mutability
  if (kind === 0) return leb(bytes, at)[1]; // function: index of its type
  if (kind === 4) return leb(bytes, at + 1)[1]; // tag
  if (kind === 1) at += 1; // table: type of its elements, then limits
  const limits = bytes[at++];
  at = leb(bytes, at)[1];
  return limits & 1 ? leb(bytes, at)[1] : at;
}

/** The module with each name of its imports and exports replaced by `short(name)`. */
export function rename(bytes, shortImport, shortExport) {
  const out = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    const id = bytes[at];
    const [size, start] = leb(bytes, at + 1);
    const end = start + size;
    let section = bytes.subarray(start, end);
    if (id === IMPORTS || id === EXPORTS) {
      let [count, i] = leb(bytes, start);
      const parts = [toLeb(count)];
      for (; count > 0; count--) {
        if (id === IMPORTS) {
          const [length, from] = leb(bytes, i);
          parts.push(bytes.subarray(i, from + length));
          i = from + length;
        }
        const [length, from] = leb(bytes, i);
        const name = bytes.toString('utf8', from, from + length);
        parts.push(named(id === IMPORTS ? shortImport(name) : shortExport(name)));
        const next = id === IMPORTS ? behindType(bytes, from + length) : leb(bytes, from + length + 1)[1];
        parts.push(bytes.subarray(from + length, next));
        i = next;
      }
      section = Buffer.concat(parts);
    }
    out.push(Buffer.from([id]), toLeb(section.length), section);
    at = end;
  }
  return Buffer.concat(out);
}

/** a, b, …, Z, aa, …: never a word that the loader means something else by. */
function* shortNames() {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const taken = new Set(['do', 'if', 'in', 'of', 'is', 'as', 'then']);
  for (let n = 0; ; n++) {
    let name = '';
    for (let rest = n + 1; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
      name = letters[(rest - 1) % letters.length] + name;
    }
    if (!taken.has(name)) yield name;
  }
}

function shortener() {
  const names = shortNames();
  const known = new Map();
  const short = (name) => known.get(name) ?? known.set(name, names.next().value).get(name);
  return { known, short };
}

/** Shortens the names in a module and the loader that belongs to it. */
export async function shrink(wasm, loader) {
  const imports = shortener();
  const exports = shortener();
  const small = rename(wasm, imports.short, exports.short);
  let text = loader;
  for (const [name, short] of imports.known) {
    text = text.replace(new RegExp(`^(\\s*)${escape(name)}:`, 'm'), `$1${short}:`);
  }
  text = text.replace(/\bwasm\.([\w$]+)/g, (all, name) =>
    exports.known.has(name) ? `wasm.${exports.known.get(name)}` : all);
  const { code } = await transform(text, { minify: true, format: 'esm', target: 'es2022' });
  new WebAssembly.Module(small); // a broken module must not leave the build
  return { wasm: small, loader: code };
}

const escape = (text) => text.replace(/[$.]/g, '\\$&');

const site = process.env.TRUNK_STAGING_DIR;
if (site) {
  for (const file of readdirSync(site).filter((name) => name.endsWith('_bg.wasm'))) {
    const js = file.replace('_bg.wasm', '.js');
    const done = await shrink(readFileSync(join(site, file)), readFileSync(join(site, js), 'utf8'));
    writeFileSync(join(site, file), done.wasm);
    writeFileSync(join(site, js), done.loader);
  }
}
