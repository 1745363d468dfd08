// The street network in WebAssembly: matrices of 60 stops and single ways.
//
//   cd tests/bench/network && cargo build --release --target wasm32-unknown-unknown
//   node tests/bench/network.mjs tests/bench/network/target/wasm32-unknown-unknown/release/network_bench.wasm
//
// (`. scripts/lib.sh && web_env` sets up a compiler for the web where the usual one has none; the
// module is then under target-web/.)
import { readFileSync } from 'node:fs';

const module = readFileSync(process.argv[2]);
const district = readFileSync(new URL('../../assets/bundle/streets.network', import.meta.url));
const { instance } = await WebAssembly.instantiate(module);
const engine = instance.exports;

function timed(run) {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function report(name, times) {
  times.sort((a, b) => a - b);
  const figure = (share) => times[Math.floor(times.length * share)].toFixed(2).padStart(8);
  console.log(`${name.padEnd(46)} first quarter ${figure(0.25)}  median ${figure(0.5)}  slowest ${figure(0.999)} ms`);
}

function measure(name, runs) {
  const cold = [];
  for (const [number, mode] of ['on foot', 'by bicycle', 'by car'].entries()) {
    const warm = [];
    for (let i = 0; i < runs; i++) {
      engine.parse();
      engine.stops(60, BigInt(i + 1));
      // The first matrix after reading a file also makes the index and the arcs.
      cold.push(timed(() => engine.matrix(number)));
      warm.push(timed(() => engine.matrix(number)));
    }
    report(`${name}: 60 stops ${mode}`, warm);
  }
  report(`${name}: 60 stops, first after reading`, cold);
  const ways = [];
  for (let i = 0; i < runs; i++) ways.push(timed(() => engine.path(0, i % 60, (i + 7) % 60)));
  report(`${name}: one way with its steps`, ways);
  report(`${name}: reading the file`, Array.from({ length: runs }, () => timed(() => engine.parse())));
}

// The memory may move while it grows: asked for first, looked at after.
const room = engine.room(district.length);
new Uint8Array(engine.memory.buffer, room, district.length).set(district);
console.log(`district: ${engine.parse()} junctions, ${district.length} bytes`);
measure('district', 40);
for (const [side, oneWay] of [[224, 0], [226, 1]]) {
  const bytes = engine.generate(side, oneWay);
  console.log(`${oneWay ? 'city with one-way streets' : 'city'}: ${engine.parse()} junctions, ${bytes} bytes`);
  measure(oneWay ? 'one-way city' : 'city', 12);
}
