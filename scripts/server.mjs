// Serves a folder on 127.0.0.1 as any static server would: right types, byte ranges, precompressed
// .br files where there are any, no folder listings.
//
//   node scripts/server.mjs [--root dist] [--port 8080] [--base /x/] [--probe]
//
// --base mounts the folder below a path, as a site inside a bigger one; --probe only tells whether
// the port is free.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import sirv from 'sirv';

const { values: options } = parseArgs({
  options: {
    root: { type: 'string', default: 'dist' },
    port: { type: 'string', default: '8080' },
    base: { type: 'string', default: '/' },
    probe: { type: 'boolean', default: false },
  },
});

function stop(zh, en) {
  console.error(`✗ ${zh}\n  ${en}`);
  process.exit(1);
}

const root = resolve(options.root);
const port = Number(options.port);
const base = `/${options.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

// What sirv's table does not know, and text types whose charset browsers must not guess.
const TYPES = {
  '.pmtiles': 'application/vnd.pmtiles',
  '.geojson': 'application/geo+json;charset=utf-8',
  '.json': 'application/json;charset=utf-8',
  '.webmanifest': 'application/manifest+json;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.css': 'text/css;charset=utf-8',
  '.svg': 'image/svg+xml;charset=utf-8',
};

const files = sirv(root, {
  // Looks at the disk on every request: a rebuild or an edited bundle is served at once.
  dev: true,
  etag: true,
  // `/notes` must not find notes.html: other static servers would not.
  extensions: [],
  setHeaders(response, path) {
    const type = TYPES[extname(path)];
    if (type) response.setHeader('Content-Type', type);
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader('X-Content-Type-Options', 'nosniff');
  },
});

// sirv finds a compressed twin through its `extensions`, which are off here.
function hasBrotliTwin(request, path) {
  return (
    /\bbr\b/.test(request.headers['accept-encoding'] ?? '') &&
    // A range counts bytes of what is sent; of the original is what readers of archives mean.
    !request.headers.range &&
    existsSync(`${root}${path}.br`)
  );
}

function notFound(response) {
  response.statusCode = 404;
  response.setHeader('Content-Type', 'text/plain;charset=utf-8');
  response.end('404\n');
}

const server = createServer((request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' });
    response.end();
    return;
  }
  const [path, query] = request.url.split('?', 2);
  if (`${path}/` === base) {
    response.writeHead(301, { Location: query ? `${base}?${query}` : base });
    response.end();
    return;
  }
  if (!path.startsWith(base)) {
    notFound(response);
    return;
  }
  let inside = `/${path.slice(base.length)}`;
  if (inside.endsWith('/')) inside += 'index.html';
  // Hidden files are nobody's business, and neither is the folder above.
  if (/(^|\/)\./.test(decodeSafely(inside))) {
    notFound(response);
    return;
  }
  if (hasBrotliTwin(request, inside)) {
    const type = TYPES[extname(inside)] ?? (extname(inside) === '.wasm' ? 'application/wasm' : '');
    if (type) response.setHeader('Content-Type', type);
    inside += '.br';
  }
  request.url = inside;
  // HEAD: node sends the headers and drops the body by itself.
  files(request, response, () => notFound(response));
});

function decodeSafely(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/.';
  }
}

server.on('error', (error) => {
  if (error.code === 'EADDRINUSE') {
    stop(
      `端口 ${port} 已被占用。换一个：PORT=${port + 1} scripts/serve`,
      `Port ${port} is already in use. Take another: PORT=${port + 1} scripts/serve`,
    );
  }
  if (error.code === 'EACCES') {
    stop(
      `没有权限使用端口 ${port}。换一个 1024 以上的：PORT=8080 scripts/serve`,
      `Port ${port} needs privileges. Take one above 1024: PORT=8080 scripts/serve`,
    );
  }
  stop(`服务没有启动：${error.message}`, `The server did not start: ${error.message}`);
});

if (!options.probe && !existsSync(resolve(root, 'index.html'))) {
  stop(
    `${options.root}/ 里没有网站。先运行 scripts/build`,
    `There is no site in ${options.root}/. Run scripts/build first`,
  );
}

server.listen(port, '127.0.0.1', () => {
  if (options.probe) {
    server.close();
    return;
  }
  console.log(`http://127.0.0.1:${server.address().port}${base}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
