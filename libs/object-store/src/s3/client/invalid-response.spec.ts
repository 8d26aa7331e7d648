import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Store } from '../s3-store.ts';

const NO_HTTP = 'SSH-2.0-OpenSSH_9.2\r\n';
const LONG_HEAD = `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`;
const response = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
const LISTING = response(
  '<ListBucketResult><Name>bucket</Name><Contents><Key>dir/a</Key><Size>1</Size></Contents></ListBucketResult>',
);
const LOGIN_PAGE = response('<html><body>Log in</body></html>');

let server: Server;
/** What the server sends on each connection in turn. Later connections get the last response. */
let responses: readonly string[];
let connections: number;

beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.end(responses[Math.min(connections, responses.length - 1)] ?? '');
      connections += 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
});

const store = () =>
  new S3Store({
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    signal: new AbortController().signal,
    encryption: { sse: 'none' },
  });

/** A proxy, not S3, may have sent such a response. */
describe.each([
  ['size', 'HTTP/1.1 200 OK\r\netag: "0"\r\nconnection: close\r\n\r\n'],
  ['ETag', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'],
])('an object whose %s the server does not state', (_, head) => {
  const object = { scheme: 's3', bucket: 'bucket', key: 'object' } as const;

  it('is not taken for an empty one', async () => {
    responses = [head];
    await expect(store().stat(object)).rejects.toMatchObject({ code: 'transient' });
  });

  it('is requested again', async () => {
    responses = [head, 'HTTP/1.1 200 OK\r\ncontent-length: 7\r\netag: "0"\r\n\r\n'];
    expect(await store().stat(object)).toMatchObject({ sizeBytes: 7, etag: '0' });
  });
});

const directory = { scheme: 's3', bucket: 'bucket', key: 'dir/' } as const;

describe.each([
  ['bytes that are not HTTP', NO_HTTP],
  ['a head without end', LONG_HEAD],
  ['broken XML', response('<html><br>Log in</html>')],
  ['a page of HTML', LOGIN_PAGE],
])('a response with %s', (_, invalid) => {
  it('makes the client send its request again', async () => {
    responses = [invalid, LISTING];
    expect(await store().list(directory)).toMatchObject([{ relativePath: 'a' }]);
    expect(connections).toBe(2);
  });

  it('is a transient failure if it comes to every try', async () => {
    responses = [invalid];
    await expect(store().list(directory)).rejects.toMatchObject({ code: 'transient' });
    expect(connections).toBe(5);
  });
});

describe('an output whose PUT gets the login page of a proxy as its response', () => {
  const transfer = { signal: new AbortController().signal, onBytes: () => undefined };
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'invalid-'));
    await writeFile(join(directory, 'output'), 'content');
  });
  afterEach(() => rm(directory, { recursive: true }));

  const publish = async () => {
    const key = { scheme: 's3', bucket: 'bucket', key: 'output' } as const;
    return (await store().prepare(join(directory, 'output'), key, transfer)).commit();
  };

  it('is sent again', async () => {
    responses = [LOGIN_PAGE, response('', 'etag: "0"\r\n')];
    expect(await publish()).toMatchObject({ etag: '0' });
  });

  it('is not reported as published', async () => {
    responses = [LOGIN_PAGE];
    await expect(publish()).rejects.toMatchObject({ code: 'transient' });
  });
});
