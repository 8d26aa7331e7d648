import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpServer } from '../testing/http-server.ts';
import { S3Store } from './s3-store.ts';

const LOCATION = { scheme: 's3', bucket: 'bkt', key: 'x.bam' } as const;
const NO_MD5 = `"${'0123456789abcdef'.repeat(2)}"`;
const content = Buffer.from('content');

let server: HttpServer;
let respond: (message: IncomingMessage, response: ServerResponse) => void;
let asked: string[];
let directory: string;
beforeEach(async () => {
  asked = [];
  directory = await mkdtemp(join(tmpdir(), 'odd-'));
  server = await HttpServer.start((message, response) => {
    asked.push(`${message.method} ${message.url?.split('?')[0]}`);
    message.resume();
    message.on('end', () => respond(message, response));
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const signal = new AbortController().signal;
const store = (env: NodeJS.ProcessEnv = { AWS_REGION: 'us-east-1' }) =>
  new S3Store({
    env: { ...server.env, AWS_REGION: undefined, ...env },
    signal,
    encryption: { sse: 'none' },
    attempt: 'attempt-1',
  });

/** Serves the object, with these headers in addition to the usual ones. */
const serve =
  (headers: Record<string, string>, body: () => Buffer = () => content) =>
  ({ method }: IncomingMessage, response: ServerResponse) => {
    const bytes = body();
    response.writeHead(200, { etag: NO_MD5, 'content-length': bytes.length, ...headers });
    response.end(method === 'HEAD' ? undefined : bytes);
  };
const refuse =
  (status: number, code: string, message = '') =>
  (response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);

const fetched = async () => {
  let sizeOnly = false;
  const options = { signal, onBytes: () => undefined, onSizeOnly: () => void (sizeOnly = true) };
  const target = join(directory, 'x.bam');
  await store().fetch(await store().stat(LOCATION), target, options);
  return { content: await readFile(target), sizeOnly };
};
const streamed = async () => {
  let sizeOnly = false;
  const options = { signal, onBytes: () => undefined, onSizeOnly: () => void (sizeOnly = true) };
  const pieces: Buffer[] = [];
  for await (const piece of store().stream(await store().stat(LOCATION), options)) {
    pieces.push(Buffer.from(piece));
  }
  return { content: Buffer.concat(pieces), sizeOnly };
};

describe.each([
  ['fetched', fetched],
  ['streamed', streamed],
])('an object that is %s', (_, get) => {
  it('whose ETag only looks like an MD5 is accepted if the same bytes come twice', async () => {
    respond = serve({});
    const got = await get();
    expect(got.content.equals(content)).toBe(true);
    expect(got.sizeOnly).toBe(true);
  });

  it('whose bytes differ each time is refused', async () => {
    let count = 0;
    respond = serve({}, () => Buffer.from(`conten${(count += 1)}`));
    await expect(get()).rejects.toMatchObject({ code: 'bad-data' });
  });

  it('whose bytes do not match the checksum that S3 keeps is refused', async () => {
    respond = serve({ 'x-amz-checksum-crc32': 'AAAAAA==' });
    await expect(get()).rejects.toMatchObject({ code: 'bad-data' });
  });

  it('with a Content-Encoding arrives encoded, as S3 keeps it', async () => {
    respond = serve({ 'content-encoding': 'gzip' });
    expect((await get()).content.equals(content)).toBe(true);
  });
});

describe('an object that is looked for', () => {
  it('in an archive tier is reported as archived until it is restored', async () => {
    respond = serve({ 'x-amz-storage-class': 'DEEP_ARCHIVE' });
    expect((await store().stat(LOCATION)).archived).toBe('DEEP_ARCHIVE');
    const restored = 'ongoing-request="false", expiry-date="Fri, 21 Dec 2030 00:00:00 GMT"';
    respond = serve({ 'x-amz-storage-class': 'GLACIER', 'x-amz-restore': restored });
    expect((await store().stat(LOCATION)).archived).toBeUndefined();
    respond = serve({ 'x-amz-storage-class': 'GLACIER_IR' });
    expect((await store().stat(LOCATION)).archived).toBeUndefined();
  });

  it.each([
    ['AccessDenied', 'not authorized to perform: kms:Decrypt on key/1', /kms:Decrypt on key\/1/],
    ['InvalidAccessKeyId', 'it does not exist in our records', /InvalidAccessKeyId/],
  ])('with the error %s is denied with S3’s reason', async (code, message, reason) => {
    respond = ({ method }, response) =>
      method === 'HEAD' ? response.writeHead(403).end() : refuse(403, code, message)(response);
    const error = await store()
      .stat(LOCATION)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'access-denied' });
    expect((error as Error).message).toMatch(reason);
  });

  it('is looked for in the region of the AWS profile', async () => {
    const before = process.env['AWS_CONFIG_FILE'];
    const file = join(directory, 'config');
    await writeFile(file, '[profile lab]\nregion = eu-north-1\n');
    process.env['AWS_CONFIG_FILE'] = file;
    let authorization = '';
    respond = (message, response) => {
      authorization = message.headers.authorization ?? '';
      serve({})(message, response);
    };
    try {
      const env = { AWS_PROFILE: 'lab' };
      const { createS3Client } = await import('./client/client.ts');
      const client = createS3Client(env);
      expect(await client.config.region()).toBe('eu-north-1');
      client.destroy();
      await store({}).stat(LOCATION);
      expect(authorization).toContain('/us-east-1/s3/');
    } finally {
      if (before === undefined) delete process.env['AWS_CONFIG_FILE'];
      else process.env['AWS_CONFIG_FILE'] = before;
    }
  });
});

describe('conditional writes', () => {
  const objects = new Set<string>();
  /** Responds like a server that honours If-None-Match, or like one that ignores it. */
  const keep =
    (knows: boolean) =>
    ({ method, url = '', headers }: IncomingMessage, response: ServerResponse) => {
      const [key = ''] = url.split('?');
      if (method === 'DELETE') return void (objects.delete(key), response.writeHead(204).end());
      const isRefused = knows && headers['if-none-match'] === '*' && objects.has(key);
      if (isRefused) return void refuse(412, 'PreconditionFailed')(response);
      objects.add(key);
      response.writeHead(200, { etag: NO_MD5 }).end();
    };
  beforeEach(() => objects.clear());

  it('are probed with two writes and a removal, and nothing is left', async () => {
    respond = keep(true);
    await store().probeConditionalWrites({ location: LOCATION, mark: 'a' });
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['PUT', 'PUT', 'DELETE']);
    expect(objects.size).toBe(0);
  });

  it('are reported as missing if a server ignores the condition, and nothing is left', async () => {
    respond = keep(false);
    await expect(
      store().probeConditionalWrites({ location: LOCATION, mark: 'a' }),
    ).rejects.toMatchObject({
      code: 'service-refused',
      facts: { kind: 'no-conditional-writes' },
    });
    expect(objects.size).toBe(0);
  });

  it('are reported as missing if a server responds that the condition is not implemented', async () => {
    respond = (message, response) =>
      message.headers['if-none-match'] === undefined
        ? keep(true)(message, response)
        : void refuse(501, 'NotImplemented')(response);
    await expect(
      store().probeConditionalWrites({ location: LOCATION, mark: 'a' }),
    ).rejects.toMatchObject({
      code: 'service-refused',
    });
    expect(await readdir(directory)).toEqual([]);
    expect(objects.size).toBe(0);
  }, 30_000);
});
