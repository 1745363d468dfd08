// The engine worker: passes bytes between its port and the module (src/bin/engine.rs). `WASM` is put
// in by scripts/workers.mjs.
import init, { has_work, receive, work } from 'worker';

const ready = init({ module_or_path: new URL(WASM, self.location.href) });

// A piece of work ends after some milliseconds; between two the port is looked at, so that a job
// can be stopped. A channel of our own, because timers wait 4 ms.
const turn = new MessageChannel();
let turning = false;

function send(message) {
  if (message) self.postMessage(message, [message.buffer]);
}

function again() {
  if (!turning && has_work()) {
    turning = true;
    turn.port2.postMessage(null);
  }
}

turn.port1.onmessage = () => {
  turning = false;
  send(work());
  again();
};

async function take(message) {
  await ready;
  send(receive(message));
  again();
}

// Thrown outside the promise, so that the page hears of it as an error of the worker.
self.onmessage = ({ data }) => take(data).catch((error) => setTimeout(() => { throw error; }));
