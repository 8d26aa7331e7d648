import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describeReadableStore, TlsServer } from '../testing/index.ts';
import { HttpsStore } from './https-store.ts';

let server: TlsServer;
const files = new Map<string, Buffer>();
const before = getCACertificates('default');
beforeAll(async () => {
  server = await TlsServer.start();
  setDefaultCACertificates([...before, server.certificate]);
  server.reply = (message, response) => {
    const content = files.get(message.url ?? '');
    if (!content) return response.writeHead(404).end();
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(message.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    if (from !== undefined && start >= content.length) {
      return response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    }
    const body = content.subarray(start, to ? Number(to) + 1 : undefined);
    const range = `bytes ${start}-${start + body.length - 1}/${content.length}`;
    response.writeHead(from === undefined ? 200 : 206, {
      ...{ etag: '"v1"', 'content-length': body.length },
      ...(from !== undefined && { 'content-range': range }),
    });
    return response.end(body);
  };
});
afterAll(async () => {
  setDefaultCACertificates(before);
  await server[Symbol.asyncDispose]();
});

describeReadableStore('the store of web servers', async (signal) => {
  files.clear();
  return {
    store: new HttpsStore({ signal, env: {} }),
    directory: { scheme: 'https', url: `${server.url}/base/` },
    put: async (path, content) => void files.set(`/base/${path}`, Buffer.from(content)),
  };
});
