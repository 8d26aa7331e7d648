import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryS3, type Intercept } from '../../testing/memory-s3.ts';
import { S3Store } from '../s3-store.ts';

const LOCATION = { scheme: 's3', bucket: MemoryS3.bucket, key: 'x.bam' } as const;
const OUTPUT = { ...LOCATION, key: 'out/y.bam' };
const MIB = 1024 * 1024;
const signal = new AbortController().signal;
const transfer = { signal, onBytes: () => undefined };

let server: MemoryS3;
let directory: string;
beforeEach(async () => {
  server = await MemoryS3.start();
  server.put(LOCATION.key, Buffer.alloc(300_000, 'x'));
  directory = await mkdtemp(join(tmpdir(), 'silent-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const store = (slowestMs = 60_000) =>
  new S3Store({
    ...{ env: server.env, signal, encryption: { sse: 'none' }, attempt: 'attempt-1' },
    ...{ responseMs: 200, bodyIdleMs: 200, slowestMs },
  });
const upload = async (sizeBytes: number) => {
  const source = join(directory, 'source');
  await writeFile(source, Buffer.alloc(sizeBytes));
  return (await store().prepare(source, OUTPUT, transfer)).commit();
};
const counted = (method: string) => server.calls.filter((call) => call.method === method).length;
const silentTo =
  (...methods: string[]): Intercept =>
  ({ method }) =>
    methods.includes(method);

describe('a server that accepts requests and sends nothing is given up', () => {
  it('when an object is looked for', async () => {
    server.intercept = silentTo('HEAD');
    await expect(store().stat(LOCATION)).rejects.toMatchObject({ code: 'transient' });
  });

  it('when a directory is listed', async () => {
    server.intercept = ({ query }) => query.has('list-type');
    const list = store().list({ ...LOCATION, key: '' });
    await expect(list).rejects.toMatchObject({ code: 'transient' });
  });

  it('when an object is fetched, after two requests', async () => {
    const found = await store().stat(LOCATION);
    server.intercept = silentTo('GET');
    const fetch = store().fetch(found, join(directory, 'target'), transfer);
    await expect(fetch).rejects.toMatchObject({ code: 'transient' });
    expect(counted('GET')).toBe(2);
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([
    ['in one request', 7],
    ['in parts', 17 * MIB],
  ])('when an output is uploaded %s, after two tries of a request', async (_, sizeBytes) => {
    server.intercept = silentTo('PUT');
    await expect(upload(sizeBytes)).rejects.toMatchObject({ code: 'transient' });
    const parts = server.calls.filter(({ method }) => method === 'PUT');
    const numbers = parts.map(({ query }) => query.get('partNumber'));
    const tries = [...new Set(numbers)].map((n) => numbers.filter((other) => other === n).length);
    expect(Math.max(...tries)).toBe(2);
    expect(server.uploads.size).toBe(0);
  });

  it('when conditional writes are probed', async () => {
    server.intercept = silentTo('PUT');
    const probe = store().probeConditionalWrites({ location: OUTPUT, mark: 'a' });
    await expect(probe).rejects.toMatchObject({ code: 'transient' });
  });

  it('when an output is probed', async () => {
    server.intercept = silentTo('POST');
    await expect(store().probeWrite(OUTPUT)).rejects.toMatchObject({ code: 'transient' });
  });

  it('when a trial upload is aborted, with a transient error instead of an internal one', async () => {
    server.intercept = silentTo('DELETE');
    await expect(store().probeWrite(OUTPUT)).rejects.toMatchObject({ code: 'transient' });
  }, 20_000);
});

/** Sends the head of a response that announces all of the requested range. */
const begin = (message: IncomingMessage, response: ServerResponse) => {
  const [, from = '0'] = /^bytes=(\d+)/.exec(message.headers.range ?? '') ?? [];
  response.writeHead(message.headers.range ? 206 : 200, {
    'content-length': 300_000 - Number(from),
    'content-range': `bytes ${from}-299999/300000`,
  });
};

describe('an object whose body', () => {
  const get = async (slowestMs?: number) => {
    const found = await store().stat(LOCATION);
    return store(slowestMs).fetch(found, join(directory, 'target'), transfer);
  };

  it('stops in the middle at every try is given up', async () => {
    server.intercept = ({ method, message }, response) => {
      if (method !== 'GET') return false;
      begin(message, response);
      response.write(Buffer.alloc(1000, 'x'));
      return true;
    };
    await expect(get()).rejects.toMatchObject({ code: 'transient' });
    expect(counted('GET')).toBe(5);
  }, 20_000);

  it('arrives too slowly is given up after two requests', async () => {
    server.intercept = ({ method, message }, response) => {
      if (method !== 'GET') return false;
      begin(message, response);
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
      return true;
    };
    await expect(get(50)).rejects.toMatchObject({
      code: 'transient',
      message: expect.stringContaining('bytes arrived in 0.05 s') as string,
    });
    expect(counted('GET')).toBe(2);
  });
});
