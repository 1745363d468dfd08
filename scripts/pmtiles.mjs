// A PMTiles archive (version 3, github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) with its tiles
// unpacked: many small gzips pack worse than all of them together.
import { gunzipSync } from 'node:zlib';

const HEAD = 127;
/** Codes of compression in the head: 1 is none, 2 gzip. */
const NONE = 1;
const GZIP = 2;

/** Reads the numbers of a directory, seven bits a byte, lowest first. */
function* numbers(bytes) {
  let [value, place] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 0x7f) * place;
    place *= 128;
    if (byte >= 0x80) continue;
    yield value;
    [value, place] = [0, 1];
  }
}

function writtenNumbers(values) {
  const out = [];
  for (let value of values) {
    for (; value >= 0x80; value = Math.floor(value / 128)) out.push((value % 128) | 0x80);
    out.push(value);
  }
  return Buffer.from(out);
}

/** The archive without compression; one of another kind, or with leaves, as it is. */
export function unpacked(archive) {
  const at = (place) => Number(archive.readBigUInt64LE(place));
  const section = (place) => archive.subarray(at(place), at(place) + at(place + 8));
  if (archive[97] !== GZIP || archive[98] !== GZIP || at(48) !== 0) return archive;
  const read = numbers(gunzipSync(section(8)));
  const next = () => read.next().value;
  const count = next();
  const column = () => Array.from({ length: count }, next);
  const [ids, runs, lengths] = [column(), column(), column()];
  const offsets = [];
  // Nought says: right after the one before.
  for (let i = 0; i < count; i += 1) offsets.push((next() || offsets[i - 1] + lengths[i - 1] + 1) - 1);

  const tiles = section(56);
  const bodies = [];
  const places = new Map();
  let end = 0;
  const entries = offsets.map((from, i) => {
    if (!places.has(from)) {
      const body = gunzipSync(tiles.subarray(from, from + lengths[i]));
      places.set(from, [end, body.length]);
      bodies.push(body);
      end += body.length;
    }
    return places.get(from);
  });
  const root = writtenNumbers([count, ...ids, ...runs, ...entries.map(([, length]) => length),
    ...entries.map(([from]) => from + 1)]);
  const about = gunzipSync(section(24));
  const head = Buffer.from(archive.subarray(0, HEAD));
  let from = HEAD;
  for (const [place, length] of [[8, root.length], [24, about.length], [40, 0], [56, end]]) {
    head.writeBigUInt64LE(BigInt(length ? from : 0), place);
    head.writeBigUInt64LE(BigInt(length), place + 8);
    from += length;
  }
  head[97] = NONE;
  head[98] = NONE;
  return Buffer.concat([head, root, about, ...bodies]);
}
