import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpServer } from '../testing/http-server.ts';
import { S3Store } from './s3-store.ts';

let server: HttpServer;
/** The status and code with which S3 refuses a request. */
let refusal: (message: IncomingMessage) => readonly [number, string] | undefined;

beforeEach(async () => {
  server = await HttpServer.start((message, response) => {
    const [status, code] = refusal(message) ?? [200];
    response.writeHead(status, { etag: '"0"', ...(status === 200 && { 'content-length': '7' }) });
    const body = code === undefined ? 'content' : `<Error><Code>${code}</Code></Error>`;
    response.end(message.method === 'HEAD' ? undefined : body);
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

const store = () =>
  new S3Store({
    env: server.env,
    signal: new AbortController().signal,
    encryption: { sse: 'none' },
  });

const location = { scheme: 's3', bucket: 'bucket', key: 'object' } as const;

describe('an object that is looked for', () => {
  it('with expired credentials fails with that reason, although S3 does not state it to a HEAD', async () => {
    refusal = () => [400, 'ExpiredToken'];
    await expect(store().stat(location)).rejects.toMatchObject({
      code: 'access-denied',
      facts: { problem: 'the AWS credentials have expired' },
    });
  });

  it('is refused if a GET gets no reason either', async () => {
    refusal = ({ method }) => (method === 'HEAD' ? [400, ''] : undefined);
    await expect(store().stat(location)).rejects.toMatchObject({ code: 'service-refused' });
  });
});

describe('an object that is removed before it is read', () => {
  it('is reported as gone, not as misspelled', async () => {
    refusal = ({ method }) => (method === 'GET' ? [404, 'NoSuchKey'] : undefined);
    const directory = await mkdtemp(join(tmpdir(), 'gone-'));
    const transfer = { signal: new AbortController().signal, onBytes: () => undefined };
    const found = await store().stat(location);
    await expect(store().fetch(found, join(directory, 'target'), transfer)).rejects.toMatchObject({
      code: 'input-absent',
      facts: { problem: expect.stringContaining('is gone now') as string },
    });
    expect(await readdir(directory)).toEqual([]);
    await rm(directory, { recursive: true });
  });
});

describe('an object whose stated size is 0', () => {
  it('is refused as bad data if its ETag is not that of empty content', async () => {
    const etag = '"9a0364b9e99bb480dd25e1f0284c8555"';
    server.reply = (_, response) => response.writeHead(200, { etag, 'content-length': '0' }).end();
    const directory = await mkdtemp(join(tmpdir(), 'empty-'));
    const transfer = { signal: new AbortController().signal, onBytes: () => undefined };
    const found = await store().stat(location);
    await expect(store().fetch(found, join(directory, 'target'), transfer)).rejects.toMatchObject({
      code: 'bad-data',
    });
    await rm(directory, { recursive: true });
  });
});
