// A free port of 127.0.0.1, found synchronously so that a configuration file can use it.
import { execFileSync } from 'node:child_process';

const ASK = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(String(server.address().port));
    server.close();
  });`;

/** @returns {number} */
export function freePort() {
  return Number(execFileSync(process.execPath, ['-e', ASK], { encoding: 'utf8' }));
}
