import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { HttpsLocation } from '../location/location.ts';
import { TlsServer, type Reply } from '../testing/tls-server.ts';
import { HttpsStore, type HttpsStoreOptions } from './https-store.ts';

const CONTENT = randomBytes(300_000);
const ETAG = '"v1"';

let server: TlsServer;
let local: string;
const before = getCACertificates('default');
beforeAll(async () => {
  server = await TlsServer.start();
  setDefaultCACertificates([...before, server.certificate]);
});
afterAll(async () => {
  setDefaultCACertificates(before);
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  local = await mkdtemp(join(tmpdir(), 'https-'));
});
afterEach(() => rm(local, { recursive: true }));

const fileAt = (url: string): HttpsLocation => ({ scheme: 'https', url });

/** Responds as a good server does: with the whole file, or with the range that is asked for. */
const serve = (
  message: IncomingMessage,
  response: ServerResponse,
  {
    content = CONTENT,
    headers = {},
    send = (body: Buffer) => response.end(body),
  }: { content?: Buffer; headers?: object; send?: (body: Buffer) => void } = {},
) => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(message.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  if (from !== undefined && start >= content.length) {
    return response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
  }
  const body = content.subarray(start, to ? Number(to) + 1 : undefined);
  const range = `bytes ${start}-${start + body.length - 1}/${content.length}`;
  response.writeHead(from === undefined ? 200 : 206, {
    ...{ etag: ETAG, 'content-length': body.length, ...headers },
    ...(from !== undefined && { 'content-range': range }),
  });
  return send(body);
};

const get = async (reply: Reply, path = '/x.fq', options: Partial<HttpsStoreOptions> = {}) => {
  server.reply = reply;
  const signal = new AbortController().signal;
  const store = new HttpsStore({ signal, bodyIdleMs: 300, env: {}, ...options });
  const info = await store.stat(fileAt(server.url + path));
  let counted = 0;
  let sizeOnly = false;
  const target = join(local, 'x.fq');
  await store.fetch(info, target, {
    signal,
    onBytes: (delta) => (counted += delta),
    onSizeOnly: () => (sizeOnly = true),
  });
  expect(await readdir(local)).toEqual(['x.fq']);
  const content = await readFile(target);
  expect(counted).toBe(content.length);
  return { info, content, sizeOnly };
};
const failure = async (reply: Reply, path?: string, options: Partial<HttpsStoreOptions> = {}) => {
  const error = await get(reply, path, options).then(
    () => new Error('was accepted'),
    (caught: unknown) => caught,
  );
  expect(await readdir(local)).toEqual([]);
  return error;
};

/** Responds to the first `times` requests for content in another way. */
const atFirst = (times: number, other: Reply, then: Reply = serve): Reply => {
  let asked = 0;
  return (message, response) => {
    const isContent = message.headers.range !== 'bytes=0-0';
    if (isContent && asked++ < times) return other(message, response);
    return then(message, response);
  };
};

describe('a file of a web server', () => {
  it('arrives whole, with its size and version, and with a note that only the size was checked', async () => {
    const { info, content, sizeOnly } = await get(serve);
    expect(info).toMatchObject({ sizeBytes: CONTENT.length, etag: 'v1' });
    expect(content.equals(CONTENT)).toBe(true);
    expect(sizeOnly).toBe(true);
  });

  it('is read from start to end although a connection breaks, with or without ranges', async () => {
    const half = CONTENT.subarray(0, CONTENT.length >> 1);
    const breaks: Reply = (_, response) => {
      response.writeHead(200, { etag: ETAG, 'content-length': CONTENT.length });
      response.write(half, () => response.destroy());
    };
    const whole: Reply = (message, response) => {
      if (message.headers.range !== 'bytes=0-0') delete message.headers.range;
      void serve(message, response);
    };
    for (const reply of [serve, atFirst(1, breaks), atFirst(1, breaks, whole)]) {
      server.reply = reply;
      const signal = new AbortController().signal;
      const store = new HttpsStore({ signal });
      const info = await store.stat(fileAt(`${server.url}/x.fq`));
      const pieces: Buffer[] = [];
      let counted = 0;
      const onBytes = (delta: number) => (counted += delta);
      for await (const piece of store.stream(info, { signal, onBytes })) {
        pieces.push(Buffer.from(piece));
      }
      expect(Buffer.concat(pieces).equals(CONTENT)).toBe(true);
      expect(counted).toBe(CONTENT.length);
    }
  });

  it('may be empty', async () => {
    const { content } = await get((message, response) =>
      serve(message, response, { content: Buffer.alloc(0) }),
    );
    expect(content).toHaveLength(0);
  });

  it('is compared with the checksum that the server states', async () => {
    const stated = (value: string): Reply => {
      const headers = { 'repr-digest': `sha-256=:${value}:` };
      return (message, response) => void serve(message, response, { headers });
    };
    const sha256 = createHash('sha256').update(CONTENT).digest('base64');
    expect((await get(stated(sha256))).sizeOnly).toBe(false);
    await rm(join(local, 'x.fq'));
    const wrong = createHash('sha256').update('x').digest('base64');
    expect(await failure(stated(wrong))).toMatchObject({
      code: 'bad-data',
      facts: { kind: 'checksum-mismatch' },
    });
  });

  it.each<[string, (response: ServerResponse, body: Buffer) => void]>([
    ['breaks off', (response, body) => response.write(body, () => response.destroy())],
    ['stops arriving', (response, body) => response.write(body)],
  ])('is requested from the first missing byte after its body %s', async (_, disturb) => {
    const ranges: (string | undefined)[] = [];
    const { content } = await get((message, response) => {
      ranges.push(message.headers.range);
      if (ranges.length > 2) return void serve(message, response);
      const send = (body: Buffer) => disturb(response, body.subarray(0, 100_000));
      return void serve(message, response, ranges.length === 2 ? { send } : {});
    });
    expect(content.equals(CONTENT)).toBe(true);
    expect(ranges.slice(0, 2)).toEqual(['bytes=0-0', undefined]);
    expect(ranges[2]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('is requested from its start again if the server knows no ranges', async () => {
    let asked = 0;
    const { content } = await get((message, response) => {
      delete message.headers.range;
      asked += 1;
      const send = (body: Buffer) =>
        response.write(body.subarray(0, 100_000), () => response.destroy());
      serve(message, response, asked === 2 ? { send } : {});
    });
    expect(asked).toBe(3);
    expect(content.equals(CONTENT)).toBe(true);
  });

  it('is not joined from two responses if the server states neither version nor checksum', async () => {
    const nameless: Reply = (message, response) => {
      delete message.headers.range;
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 100_000), () => response.destroy());
    };
    expect(await failure(nameless)).toMatchObject({
      code: 'transient',
      message: expect.stringContaining('neither version nor checksum') as string,
    });
  });

  it('is requested again after a transient failure of the server', async () => {
    const busy = atFirst(2, (_, response) => response.writeHead(503).end());
    expect((await get(busy)).content.equals(CONTENT)).toBe(true);
  });

  it('that is replaced during the download is refused with its old and its new version', async () => {
    const changed = atFirst(1, (message, response) =>
      serve(message, response, { headers: { etag: '"v2"' } }),
    );
    const error = await failure(changed);
    expect(error).toMatchObject({ code: 'bad-data' });
    expect((error as Error).message).toContain('its ETag was v1, and is v2 now');
  });

  it.each([
    [404, 'input-absent'],
    [403, 'access-denied'],
    [400, 'service-refused'],
  ])('with the status %i is reported as %s', async (status, code) => {
    const error = await failure((_, response) => response.writeHead(status).end());
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(String(status));
  });

  it('is found through redirects, as long as they lead to https', async () => {
    const movedTo =
      (target: string): Reply =>
      (message, response) =>
        message.url === '/x.fq'
          ? response.writeHead(302, { location: target }).end()
          : serve(message, response);
    expect((await get(movedTo('/moved'))).content.equals(CONTENT)).toBe(true);
    await rm(join(local, 'x.fq'));
    expect(await failure(movedTo('http://localhost:1/moved'))).toMatchObject({
      code: 'service-refused',
      message: expect.stringContaining('not https'),
    });
    expect(await failure(movedTo('/x.fq'))).toMatchObject({ code: 'service-refused' });
  });

  it('of unknown size is refused, because it could arrive incomplete without notice', async () => {
    const error = await failure((_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.end('x');
    });
    expect(error).toMatchObject({
      code: 'service-refused',
      message: expect.stringMatching(/size/),
    });
  });

  it('is refused if the certificate of the server is not trusted', async () => {
    await using stranger = await TlsServer.start();
    const store = new HttpsStore({ signal: new AbortController().signal });
    const error = await store.stat(fileAt(`${stranger.url}/x.fq`)).catch((e: Error) => e);
    expect(error).toMatchObject({ code: 'service-refused' });
    expect((error as Error).message).toContain('certificate is not trusted');
  });

  it.each([
    [404, 'input-absent'],
    [204, 'service-refused'],
    [301, 'service-refused'],
    [403, 'access-denied'],
    [416, 'service-refused'],
    [500, 'transient'],
  ])(
    'with the status %i and an empty body is not an empty file, but %s',
    async (status, code) => {
      const empty: Reply = (_, response) =>
        response.writeHead(status, { 'content-length': 0 }).end();
      expect(await failure(empty)).toMatchObject({ code });
    },
    30_000,
  );

  it('with a Content-Encoding arrives encoded, as the server keeps it', async () => {
    const content = gzipSync(CONTENT);
    const headers = { 'content-encoding': 'gzip' };
    const found = await get((message, response) => serve(message, response, { content, headers }));
    expect(found.content.equals(content)).toBe(true);
  });

  it('is refused if the server sends another range than requested', async () => {
    const error = await failure((message, response) => {
      if (message.headers.range === 'bytes=0-0') return void serve(message, response);
      const body = CONTENT.subarray(1);
      const range = `bytes 1-${CONTENT.length - 1}/${CONTENT.length}`;
      response.writeHead(206, { etag: ETAG, 'content-range': range }).end(body);
    });
    expect(error).toMatchObject({ code: 'service-refused' });
  });

  it.each(['https://[', 'ftp://host/x'])(
    'is refused without another try if a redirect leads to %s',
    async (target) => {
      const error = await failure((_, response) =>
        response.writeHead(302, { location: target }).end(),
      );
      expect(error).toMatchObject({ code: 'service-refused' });
    },
  );

  it('that arrives too slowly is given up', async () => {
    const drops = new Set<NodeJS.Timeout>();
    const drip = atFirst(Infinity, (_, response) => {
      response.writeHead(200, { etag: ETAG, 'content-length': CONTENT.length });
      const timer = setInterval(() => response.write('x'), 5);
      drops.add(timer);
      response.on('close', () => clearInterval(timer));
    });
    const error = await failure(drip, '/x.fq', { slowestMs: 50 });
    drops.forEach((timer) => clearInterval(timer));
    expect(error).toMatchObject({
      code: 'transient',
      message: expect.stringContaining('bytes arrived in 0.05 s') as string,
    });
  }, 30_000);

  it('is given up after two requests if the server accepts them and sends nothing', async () => {
    let asked = 0;
    const error = await failure(() => (asked += 1), '/x.fq', { responseMs: 1000 });
    expect(error).toMatchObject({ code: 'transient' });
    expect(asked).toBe(2);
  });

  it('with a weak ETag and a date has a weak version; with a strong ETag it does not', async () => {
    const dated = { etag: 'W/"1"', 'last-modified': 'Tue, 01 Jan 2030 00:00:00 GMT' };
    const { info } = await get((message, response) => serve(message, response, { headers: dated }));
    expect(info.isVersionWeak).toBe(true);
    await rm(join(local, 'x.fq'));
    expect((await get(serve)).info.isVersionWeak).toBeUndefined();
  });

  it('comes through the proxy of HTTPS_PROXY, except from hosts of NO_PROXY', async () => {
    await using proxy = await ConnectProxy.start();
    const env = { HTTPS_PROXY: proxy.url };
    expect((await get(serve, '/x.fq', { env })).content.equals(CONTENT)).toBe(true);
    const { host } = new URL(server.url);
    expect(new Set(proxy.asked)).toEqual(new Set([host]));

    await rm(join(local, 'x.fq'));
    const before = proxy.asked.length;
    await get(serve, '/x.fq', { env: { ...env, NO_PROXY: 'localhost' } });
    expect(proxy.asked).toHaveLength(before);
  });

  it('is refused without another try if the proxy requires a password', async () => {
    await using proxy = await ConnectProxy.start('407 Proxy Authentication Required');
    const error = await failure(serve, '/x.fq', { env: { https_proxy: proxy.url } });
    expect(error).toMatchObject({ code: 'access-denied' });
  });
});

/** A proxy on loopback that opens tunnels, or refuses all of them. */
class ConnectProxy {
  readonly asked: string[] = [];
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();

  static async start(refusal?: string): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    proxy.#server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
      proxy.asked.push(url);
      proxy.#sockets.add(socket);
      if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
      const { hostname, port } = new URL(`https://${url}`);
      const onward = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
      socket.on('close', () => onward.destroy());
    });
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
    await once(this.#server, 'close');
  }
}
