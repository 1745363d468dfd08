// The engine worker: passes bytes between its port and the module (src/bin/engine.rs). A plain
// script after scripts/worker.mjs has bundled it, since module workers are younger than the rest of
// what the page needs.
import start, { has_work, receive, work } from 'engine';

// A piece of work ends after some milliseconds; between two the port is looked at, so that a job
// can be stopped. A channel of our own, because timers wait 4 ms.
const turn = new MessageChannel();
let turning = false;

const send = (message) => {
  if (message) postMessage(message, [message.buffer]);
};

const again = () => {
  if (!turning && has_work()) {
    turning = true;
    turn.port2.postMessage(0);
  }
};

turn.port1.onmessage = () => {
  turning = false;
  send(work());
  again();
};

const take = ({ data }) => {
  send(receive(new Uint8Array(data)));
  again();
};

// The first message says where the module lies; those after it wait until it is there.
const waiting = [];
onmessage = ({ data }) => {
  onmessage = (event) => waiting.push(event);
  start({ module_or_path: data }).then(
    () => {
      onmessage = take;
      waiting.splice(0).forEach(take);
    },
    // Outside the promise, so that the page hears of it as an error of the worker.
    (error) => setTimeout(() => { throw error; }),
  );
};
