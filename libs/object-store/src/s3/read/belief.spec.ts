import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryS3, refuse } from '../../testing/memory-s3.ts';
import { S3Store } from '../s3-store.ts';

const LOCATION = { scheme: 's3', bucket: MemoryS3.bucket, key: 'x.bam' } as const;
const MIB = 1024 * 1024;
/** Larger than one range. */
const CONTENT = Buffer.alloc(17 * MIB, 'abcdefg');
const ETAG = '"no-md5"';
const signal = new AbortController().signal;

let server: MemoryS3;
let directory: string;
beforeEach(async () => {
  server = await MemoryS3.start();
  server.put(LOCATION.key, CONTENT, { etag: ETAG });
  directory = await mkdtemp(join(tmpdir(), 'belief-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const storeOf = (env: NodeJS.ProcessEnv = {}) =>
  new S3Store({ env: { ...server.env, ...env }, signal, encryption: { sse: 'none' } });
const fetched = async (store: S3Store) => {
  const target = join(directory, 'target');
  const transfer = { signal, onBytes: () => undefined };
  await store.fetch(await store.stat(LOCATION), target, transfer);
  return readFile(target);
};

// With a proxy, content comes through the SDK. The proxy here is the server itself.
describe.each([
  ['over our own connections', false],
  ['through the SDK', true],
])('an object that comes %s', (_, isProxied) => {
  const env = () => (isProxied ? { HTTP_PROXY: server.url } : {});
  const get = () => fetched(storeOf(env()));
  const responding = (
    reply: (from: number, to: number) => [number, Record<string, string>, Buffer],
    times = Infinity,
  ) => {
    let asked = 0;
    server.intercept = ({ method, message }, response) => {
      const [, from, to] = /^bytes=(\d+)-(\d+)/.exec(message.headers.range ?? '') ?? [];
      if (method !== 'GET' || from === undefined || (asked += 1) > times) return false;
      const [status, headers, body] = reply(Number(from), Number(to));
      response.writeHead(status, { etag: ETAG, 'content-length': body.length, ...headers });
      response.end(body);
      return true;
    };
  };
  const contentRange = (from: number, to: number) => ({
    'content-range': `bytes ${from}-${to}/${CONTENT.length}`,
  });

  it('in ranges arrives whole', async () => {
    expect((await get()).equals(CONTENT)).toBe(true);
  });

  it('is requested again if another range comes than requested', async () => {
    responding(
      (from, to) => [206, contentRange(from + 1, to + 1), CONTENT.subarray(from, to + 1)],
      1,
    );
    expect((await get()).equals(CONTENT)).toBe(true);
  });

  it('is refused without another try if the whole comes instead of a range', async () => {
    responding(() => [200, {}, CONTENT]);
    const error = await get().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'service-refused' });
    expect((error as Error).message).toContain('does not know ranges');
  });

  it('is a transient failure if another range comes to every try', async () => {
    responding((from, to) => [206, contentRange(0, to - from), CONTENT.subarray(0, to - from + 1)]);
    server.put(LOCATION.key, CONTENT, { etag: ETAG });
    await expect(get()).rejects.toMatchObject({ code: 'transient' });
  }, 60_000);

  it('is requested again if a part comes instead of the whole', async () => {
    const small = Buffer.from('content');
    server.put(LOCATION.key, small, { etag: ETAG });
    let asked = 0;
    server.intercept = ({ method }, response) => {
      if (method !== 'GET' || (asked += 1) > 1) return false;
      response.writeHead(206, { etag: ETAG, 'content-length': 7, 'content-range': 'bytes 1-7/9' });
      response.end('ontentX');
      return true;
    };
    expect((await get()).equals(small)).toBe(true);
    expect(asked).toBe(2);
  });
});

describe('the wrong clock of a host', () => {
  const times =
    '<RequestTime>20300101T000000Z</RequestTime><ServerTime>2030-01-01T02:00:00Z</ServerTime>';

  it.each(['HEAD', 'GET'])(
    'is reported with the times of both clocks if S3 refuses every %s',
    async (refused) => {
      server.intercept = ({ method }, response) => {
        if (method !== refused && refused === 'GET') return false;
        refuse(response, 403, method === 'HEAD' ? '' : 'RequestTimeTooSkewed', times);
        return true;
      };
      const error = await fetched(storeOf()).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'access-denied' });
      expect((error as Error).message).toContain('2030-01-01T00:00:00.000Z here');
      expect((error as Error).message).toContain('2030-01-01T02:00:00.000Z there');
    },
    30_000,
  );

  it('is corrected by the time that S3 states, for example after the host was suspended', async () => {
    let refusals = 0;
    server.intercept = ({ method, message }, response) => {
      const isThen = message.headers['x-amz-date']?.slice(0, 4) === '2030';
      if (method !== 'GET' || isThen) return false;
      refusals += 1;
      refuse(response, 403, 'RequestTimeTooSkewed', times);
      return true;
    };
    server.put(LOCATION.key, 'content', { etag: ETAG });
    expect((await fetched(storeOf())).toString()).toBe('content');
    expect(refusals).toBe(1);
  });
});
