// SPDX-License-Identifier: Apache-2.0
// Stands between the browser and the server, so that a journey can stop the server, start it again,
// break its answers off, and let it have another version of the page.
import { createServer, request } from 'node:http';
import { url } from './browser.js';

export async function between() {
  const sockets = new Set();
  let port = 0;
  let server;
  /** paths whose next answer breaks off after its head and a few bytes */
  const cut = new Set();
  let version = '';

  function answer(asked, given) {
    const { pathname } = new URL(asked.url, url);
    const headers = { ...asked.headers };
    if (pathname === '/app/worker.js' || cut.has(pathname)) {
      for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
    }
    const on = request(url + asked.url, { method: asked.method, headers }, (answered) => {
      if (pathname === '/app/worker.js' && version) {
        const parts = [];
        answered.on('data', (part) => parts.push(part));
        answered.on('end', () => {
          const script = Buffer.concat(parts).toString().replace(/"version":"\w+"/, `"version":"${version}"`);
          const { 'content-length': _, etag: __, ...kept } = answered.headers;
          given.writeHead(answered.statusCode, kept).end(script);
        });
        return;
      }
      given.writeHead(answered.statusCode, answered.headers);
      if (cut.delete(pathname)) {
        answered.once('data', (part) => given.write(part.subarray(0, 40), () => setTimeout(() => given.destroy(), 200)));
        return;
      }
      answered.pipe(given);
    });
    on.on('error', () => given.destroy());
    given.on('close', () => on.destroy());
    asked.pipe(on);
  }

  const start = () =>
    new Promise((resolve) => {
      server = createServer(answer);
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.unref(); // a journey that fails leaves it open
      });
      server.unref();
      server.listen(port, '127.0.0.1', () => {
        port = server.address().port;
        resolve();
      });
    });

  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      for (const socket of sockets) socket.destroy();
    });

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    start,
    stop,
    /** The next answer to a path breaks off in the middle. */
    breakOff: (path) => cut.add(path),
    /** From now on the server has another version of the page. */
    renew: (name) => (version = name),
  };
}
