// The tour solver in WebAssembly, as the worker runs it, on public instances.
//
//   node tests/bench/tours.mjs WASM_MODULE.cjs tsplib FILE.json
//   node tests/bench/tours.mjs WASM_MODULE.cjs optw FILE.json
//   node tests/bench/tours.mjs WASM_MODULE.cjs exact
//
// tests/bench/README.md says how the module and the files are made.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const [module, what, file] = process.argv.slice(2)
const engine = createRequire(import.meta.url)(resolve(module))
let job = 0

/** Processor milliseconds of this process: a busy machine does not count. */
function spent() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Plans a request through the worker's own messages. */
function once(request) {
  const text = new TextEncoder().encode(JSON.stringify(request))
  const message = new Uint8Array(5 + text.length)
  message[0] = 1
  new DataView(message.buffer).setUint32(1, ++job, true)
  message.set(text, 5)
  const began = spent()
  let answer = engine.receive(message)
  while (engine.has_work()) answer = engine.work() ?? answer
  const ms = spent() - began
  const rest = new TextDecoder().decode(answer.subarray(5))
  if (answer[0] !== 1) throw new Error(rest)
  return { ...JSON.parse(rest), ms }
}

/** The best of three runs: the first are compiled while they run. */
function plan(request) {
  const runs = [1, 2, 3].map(() => once(request))
  return { ...runs[0], ms: Math.min(...runs.map((r) => r.ms)) }
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]

function tsplib(instances) {
  let hit = 0
  for (const [name, { optimum, matrix }] of Object.entries(instances)) {
    const found = plan({ seconds: matrix, start: 0, end: 0 })
    hit += found.travel === optimum
    console.log(name, matrix.length, optimum, found.travel, `${found.ms.toFixed(1)} ms`)
  }
  console.log(`${hit} of ${Object.keys(instances).length} at the optimum`)
}

function optw(instances) {
  const gaps = []
  const times = []
  for (const [name, { best_known: best, service, nodes }] of Object.entries(instances)) {
    // Distances cut to one decimal, as the published results count them.
    const apart = (a, b) => Math.floor(Math.hypot(a[0] - b[0], a[1] - b[1]) * 10 + 1e-9) / 10
    const found = plan({
      seconds: nodes.map((a) => nodes.map((b) => apart(a, b))),
      stops: nodes.map(([, , score, open, close], i) =>
        i ? { service, open, close, score, optional: true } : {}),
      start: 0,
      end: 0,
      until: nodes[0][4],
      objective: 'score',
    })
    gaps.push((100 * (best - found.score)) / best)
    times.push(found.ms)
    console.log(name, best, found.score, `${gaps.at(-1).toFixed(2)} %`, `${found.ms.toFixed(0)} ms`)
  }
  const mean = gaps.reduce((a, b) => a + b) / gaps.length
  console.log(`mean gap ${mean.toFixed(3)} %, longest ${Math.max(...times).toFixed(0)} ms`)
}

/** Random days of 15 stops: without windows, with an end, with windows on a half, on all, with choice. */
function exact() {
  let state = 1
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const kinds = { plain: 0, until: 0, half: 0.5, all: 1, choice: 0.5, teams: 0.5 }
  for (const [kind, share] of Object.entries(kinds)) {
    const times = []
    let proved = 0
    let kept = 0
    for (let i = 0; i < 40; i++) {
      const at = Array.from({ length: 16 }, () => [below(9000), below(7000)])
      const request = {
        seconds: at.map((a) => at.map((b) => Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) / 4))),
        stops: at.map((_, s) => {
          const stop = { service: s ? 600 + 300 * below(5) : 0 }
          if (s && below(100) < 100 * share) {
            stop.open = 900 * below(30)
            stop.close = stop.open + 3600 * (1 + below(3))
          }
          if (kind === 'choice' && s) Object.assign(stop, { score: 1 + below(9), optional: s > 3 })
          return stop
        }),
        start: 0,
        end: 0,
        until: kind === 'plain' ? undefined : 36000,
        objective: kind === 'choice' ? 'score' : 'shortest',
        teams: kind === 'teams' ? 2 : 1,
      }
      const found = plan(request)
      // What cannot be kept is repaired and not proved: another question.
      if (found.violations.length === 0) times.push(found.ms)
      proved += found.optimal
      kept += found.violations.length === 0
    }
    console.log(kind, `median ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms,`,
      `${proved} proved of ${kept} that can be kept, of 40`)
  }
}

const kinds = { tsplib, optw, exact }
kinds[what](file ? JSON.parse(readFileSync(file, 'utf8')) : undefined)
