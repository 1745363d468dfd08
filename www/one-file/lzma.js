// Decoder of raw LZMA (LZMA1 without a head), after the specification in the LZMA SDK (public
// domain, Igor Pavlov, lzma-specification.txt). The browsers' own DecompressionStream has only
// deflate everywhere, and deflate makes the page a third larger.
//
// Names in brackets are those of the specification. A decoder is one function, so that the counters
// of the range coder stay local variables, which makes it some ten times faster than fields.

/** Probabilities have 11 bits; one half at first. */
const HALF = 1 << 10;

const fresh = (count) => new Uint16Array(count).fill(HALF);

/** Probabilities of the two lengths, of matches and of repeated matches. */
const lengths = () => ({ choice: fresh(2), low: fresh(16 << 3), mid: fresh(16 << 3), high: fresh(256) });

/**
 * The `size` bytes that `packed` holds. `lc` bits of the byte before and `lp` of the position choose
 * a literal's model, `pb` of the position a match's.
 * @param {Uint8Array} packed
 * @returns {Uint8Array}
 * @throws {Error} when the bytes are no such stream
 */
export function unlzma(packed, size, { lc, lp, pb }) {
  const out = new Uint8Array(size);
  const literals = fresh(0x300 << (lc + lp));
  const isMatch = fresh(12 << 4);
  const isRep = fresh(12);
  const isRepG0 = fresh(12);
  const isRepG1 = fresh(12);
  const isRepG2 = fresh(12);
  const isRep0Long = fresh(12 << 4);
  const slots = fresh(4 << 6); // [PosSlotDecoder]
  const places = fresh(1 + 128 - 14); // [PosDecoders]
  const aligned = fresh(16);
  const matchLengths = lengths();
  const repLengths = lengths();

  // --- The range coder ---
  let from = 5;
  let range = 0xffffffff;
  let code = ((packed[1] << 24) | (packed[2] << 16) | (packed[3] << 8) | packed[4]) >>> 0;

  function bit(model, at) {
    const chance = model[at];
    const bound = (range >>> 11) * chance;
    let value = 0;
    if (code < bound) {
      range = bound;
      model[at] = chance + ((2048 - chance) >>> 5);
    } else {
      range -= bound;
      code -= bound;
      model[at] = chance - (chance >>> 5);
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[from]) >>> 0;
      from += 1;
    }
    return value;
  }
  /** Bits that have no model. */
  function direct(count) {
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      value = (value << 1) | one;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | packed[from]) >>> 0;
        from += 1;
      }
    }
    return value;
  }
  function tree(model, start, count) {
    let node = 1;
    for (let i = 0; i < count; i += 1) node = (node << 1) | bit(model, start + node);
    return node - (1 << count);
  }
  /** The same, lowest bit first. */
  function backward(model, start, count) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      const one = bit(model, start + node);
      node = (node << 1) | one;
      value |= one << i;
    }
    return value;
  }
  function length(model, place) {
    if (!bit(model.choice, 0)) return 2 + tree(model.low, place << 3, 3);
    if (!bit(model.choice, 1)) return 10 + tree(model.mid, place << 3, 3);
    return 18 + tree(model.high, 0, 8);
  }
  function distance(count) {
    const slot = tree(slots, Math.min(count - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + backward(places, base - slot, bits);
    return base + direct(bits - 4) * 16 + backward(aligned, 0, 4);
  }

  // --- The text ---
  const positions = (1 << pb) - 1;
  const literalPositions = (1 << lp) - 1;
  let state = 0;
  let at = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];

  while (at < size) {
    const place = at & positions;
    if (!bit(isMatch, (state << 4) + place)) {
      const before = at > 0 ? out[at - 1] : 0;
      const start = 0x300 * (((at & literalPositions) << lc) + (before >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        // Beside a match the byte there is a hint, as long as it is right.
        let hint = out[at - rep0 - 1];
        while (symbol < 0x100) {
          const hinted = (hint >> 7) & 1;
          hint <<= 1;
          const one = bit(literals, start + ((1 + hinted) << 8) + symbol);
          symbol = (symbol << 1) | one;
          if (hinted !== one) break;
        }
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, start + symbol);
      out[at] = symbol;
      at += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(isRep, state)) {
      if (!bit(isRepG0, state)) {
        if (!bit(isRep0Long, (state << 4) + place)) {
          state = state < 7 ? 9 : 11;
          out[at] = out[at - rep0 - 1];
          at += 1;
          continue;
        }
      } else {
        let far = rep1;
        if (bit(isRepG1, state)) {
          far = rep2;
          if (bit(isRepG2, state)) {
            far = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = far;
      }
      count = length(repLengths, place);
      state = state < 7 ? 8 : 11;
    } else {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = length(matchLengths, place);
      state = state < 7 ? 7 : 10;
      rep0 = distance(count);
    }
    if (rep0 >= at || at + count > size) throw new Error('damaged LZMA');
    for (const end = at + count; at < end; at += 1) out[at] = out[at - rep0 - 1];
  }
  return out;
}
